const config = {
  development: { stripeKey: "pk_test_{an:24}" },   // clean: development
  staging: { stripeKey: "pk_live_{an:24}" },   // expect: environment/live-key-outside-production
  production: { stripeKey: "pk_test_{an:24}" },   // expect: environment/test-key-in-production
};
module.exports = config[process.env.NODE_ENV];
