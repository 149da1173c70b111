export const environment = {
  production: true,
  stripePublishableKey: 'pk_test_{an:24}',   // expect: environment/test-key-in-production
};
