export const environment = {
  production: true,
  flwPublicKey: "FLWPUBK_TEST-{lan:32}-X",   // expect: environment/test-key-in-production
};
