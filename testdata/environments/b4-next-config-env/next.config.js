module.exports = {
  env: {
    STRIPE_SECRET_KEY: "sk_live_{an:24}",   // expect: leaked-key/stripe-secret-key, scope/client-exposed-secret
  },
};
