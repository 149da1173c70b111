export const environment = {
  production: false,
  stripePublishableKey: 'pk_live_{an:24}',   // expect: environment/live-key-outside-production
};
