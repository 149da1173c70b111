export default defineNuxtConfig({
  runtimeConfig: {
    openaiApiKey: process.env.OPENAI_API_KEY,
    public: {
      sendgridApiKey: "{key:sendgrid-api-key}",   // expect: leaked-key/sendgrid-api-key, scope/client-exposed-secret
    },
  },
});
