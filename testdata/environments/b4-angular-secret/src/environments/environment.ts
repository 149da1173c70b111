export const environment = {
  production: false,
  sendgridApiKey: "{key:sendgrid-api-key}",   // expect: leaked-key/sendgrid-api-key, scope/client-exposed-secret
};
