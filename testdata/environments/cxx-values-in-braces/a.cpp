const std::string kDbPassword{"{an:18}"};   // expect: leaked-key/generic-password
constexpr std::string_view kApiToken{"{an:40}"};   // expect: leaked-key/generic-secret
struct C { std::string password{"{an:18}"}; };   // expect: leaked-key/generic-password
std::string openai_api_key{"{key:github-personal-token}"};   // expect: leaked-key/github-personal-token, scope/wrong-provider
