setenv OPENAI_API_KEY {key:anthropic-api-key}   # expect: leaked-key/anthropic-api-key, scope/wrong-provider
setenv API_TOKEN {an:40}   # expect: leaked-key/generic-secret
