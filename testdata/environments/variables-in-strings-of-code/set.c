void set(void) {
  putenv("OPENAI_API_KEY={key:anthropic-api-key}");   // expect: leaked-key/anthropic-api-key, scope/wrong-provider
}
