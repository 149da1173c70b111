export const environment = {
  production: false,
  stripePublishableKey: "pk_test_{an:24}",
};
