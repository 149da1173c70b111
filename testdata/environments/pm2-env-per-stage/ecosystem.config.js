module.exports = {
  apps: [{
    name: "shop",
    script: "server.js",
    env_development: { STRIPE_PUBLISHABLE_KEY: "pk_test_{an:24}" },   // clean: development takes the test key
    env_production: { STRIPE_PUBLISHABLE_KEY: "pk_live_{an:24}" },   // clean: production takes the live one
  }],
};
