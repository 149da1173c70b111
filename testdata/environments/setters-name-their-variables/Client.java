class Client {
  @Value("${openai.api.key:{key:anthropic-api-key}}")   // expect: leaked-key/anthropic-api-key, scope/wrong-provider
  private String key;
}
