export const environment = {
  production: false,
  stripeKey: 'pk_test_{an:24}',   // clean: development
};
