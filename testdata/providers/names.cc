// The provider's variable as a constant's name, and values with escapes.
static const char kHfToken[] = "hf_{al:33}";   // expect: malformed-key/huggingface-user-token too-short
const char* kLaunchdarklySdkKey = "sdk-{uuid} ";   // expect: malformed-key/launchdarkly-sdk-key whitespace
const std::string github_token_2 = "{key:github-personal-token}\n";   // expect: malformed-key/github-personal-token whitespace
const char kAzureStorageKey[] = "{key:azure-storage-account-key}";   // expect: leaked-key/azure-storage-account-key
