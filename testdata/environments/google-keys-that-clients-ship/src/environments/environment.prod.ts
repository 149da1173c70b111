export const environment = {
  production: true,
  firebase: {
    apiKey: '{key:google-api-key}',   // expect: leaked-key/google-api-key
    projectId: 'acme',
  },
};
