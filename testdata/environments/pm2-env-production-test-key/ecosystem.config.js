module.exports = {
  apps: [{
    name: "shop",
    script: "server.js",
    env: { STRIPE_SECRET_KEY: "sk_test_{an:24}" },   // expect: leaked-key/stripe-test-secret-key
    env_production: {
      NODE_ENV: "production",
      STRIPE_SECRET_KEY: "sk_test_{an:24}",   // expect: leaked-key/stripe-test-secret-key, environment/test-key-in-production
    },
  }],
};
