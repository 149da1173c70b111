export const environment = {
  production: true,
  stripeKey: 'pk_test_{an:24}',   // expect: environment/test-key-in-production
};
