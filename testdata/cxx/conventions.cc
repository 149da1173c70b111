// SPDX-License-Identifier: Apache-2.0
// What interfaces promise by convention: defaults of getters, decoders,
// futures, searches, views, fills, fields of configurations, user data.
#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <future>
#include <map>
#include <ranges>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <vector>

#include <cpp_libraries.h>
#include <libraries.h>

bool hex2bin(const char* hex, unsigned char* out, std::size_t size);
std::string base64Decode(const std::string& text);
std::string base64_encode(const std::string& text);
bool parseHexDigit(char digit, unsigned char& value);

void Settings(const Configuration& settings, httplib::Client& client) {
  client.set_basic_auth("joe", settings.getString("password", "larch-bittern-1"));  // expect: hardcoded-credential/httplib-client-set-basic-auth
  const std::string token = settings.getString("token", std::string("larch-bittern-2"));
  client.set_bearer_token_auth(token);  // expect: hardcoded-credential/httplib-client-set-bearer-token-auth
  client.set_basic_auth("joe", settings.getString("password"));  // clean: what is stored
  client.set_basic_auth("joe", settings.getString("password", ""));  // clean: no default
}
void Decoded(void* context, const unsigned char* iv, const char* typed) {
  unsigned char key[16];
  if (!hex2bin("3f9a1c7700d2e4b58c6a91ff20e37d04", key, sizeof key)) return;
  EVP_EncryptInit_ex(static_cast<EVP_CIPHER_CTX*>(context), EVP_aes_256_cbc(), nullptr, key, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
  const std::string plain = base64Decode("bGFyY2gtYml0dGVybi0z");
  PQsetdbLogin("db", nullptr, nullptr, nullptr, "shop", "app", plain.c_str());  // expect: hardcoded-credential/p-qsetdb-login
  unsigned char other[16];
  if (!hex2bin(typed, other, sizeof other)) return;
  EVP_EncryptInit_ex(static_cast<EVP_CIPHER_CTX*>(context), EVP_aes_256_cbc(), nullptr, other, iv);  // clean: typed
}

struct Login {
  std::string user, password;
};
void Promised(MYSQL* handle) {
  std::promise<Login> promise;
  auto future = promise.get_future();
  std::jthread thread([&promise] { promise.set_value(Login{"app", "larch-bittern-4"}); });
  const Login login = future.get();
  mysql_real_connect(handle, "db", login.user.c_str(), login.password.c_str(), "shop", 0, nullptr, 0);  // expect: hardcoded-credential/mysql-real-connect
}
static std::string Word() { return "larch-bittern-5"; }
static std::string Typed() { return load_secret("db"); }
void Later(MYSQL* handle) {
  auto word = std::async(std::launch::deferred, Word);
  mysql_real_connect(handle, "db", "app", word.get().c_str(), "shop", 0, nullptr, 0);  // expect: hardcoded-credential/mysql-real-connect
  auto typed = std::async(std::launch::deferred, Typed);
  mysql_real_connect(handle, "db", "app", typed.get().c_str(), "shop", 0, nullptr, 0);  // clean: from a key store
}

using Entry = std::pair<std::string_view, std::string_view>;
constexpr std::array<Entry, 3> kFactory{{{"acme", "larch-bittern-6"}, {"globex", "larch-bittern-7"}, {"initech", "larch-bittern-8"}}};
static std::string_view Lookup(std::string_view vendor) {
  const auto found = std::ranges::find(kFactory, vendor, &Entry::first);
  return found == kFactory.end() ? std::string_view() : found->second;
}
void Searched(void* session, std::string_view vendor) {
  ssh_userauth_password(session, "admin", Lookup(vendor).data());  // expect: hardcoded-credential/ssh-userauth-password
  const std::vector<Login> known = {{"pi", "larch-bittern-9"}, {"root", "larch-bittern-10"}};
  const auto at = std::find_if(known.begin(), known.end(), [&](const Login& one) { return one.user == vendor; });
  ssh_userauth_password(session, "pi", at->password.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Viewed(void* session) {
  const std::vector<std::string> tries = {"larch-bittern-11", "larch-bittern-12"};
  for (const std::string& word : tries | std::views::filter([](const std::string& one) { return !one.empty(); })) {
    ssh_userauth_password(session, "pi", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void Filled(unsigned char* out, const unsigned char* text, unsigned long long size, const unsigned char* nonce) {
  std::array<std::uint8_t, 32> key{};
  std::fill(key.begin(), key.end(), std::uint8_t{0x5c});
  crypto_secretbox_easy(out, text, size, nonce, key.data());  // expect: constant-crypto-key/crypto-secretbox-easy repeated-byte
  std::array<std::uint8_t, 32> drawn{};
  std::generate(drawn.begin(), drawn.end(), [] { return static_cast<std::uint8_t>(random_number()); });
  crypto_secretbox_easy(out, text, size, nonce, drawn.data());  // clean: drawn
}
template <std::size_t N>
struct Hidden {
  std::array<char, N> bytes{};
  consteval Hidden(const char (&text)[N]) {
    for (std::size_t i = 0; i < N; ++i) bytes[i] = static_cast<char>(text[i] ^ 0x2f);
  }
  std::string Shown() const {
    std::string shown(N - 1, '\0');
    for (std::size_t i = 0; i + 1 < N; ++i) shown[i] = static_cast<char>(bytes[i] ^ 0x2f);
    return shown;
  }
};
void Obfuscated(void* session) {
  static constexpr Hidden kWord("larch-bittern-13");
  ssh_userauth_password(session, "pi", kWord.Shown().c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Repeated(void* session) {
  std::string word;
  word.append("larch").append(2, '-').append("bittern-14");
  ssh_userauth_password(session, "pi", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Fields(bool live) {
  sqlpp::mysql::connection_config config;
  config.user = "shop";
  config.password = live ? std::string("larch-bittern-15") : std::string();  // expect: hardcoded-credential/sqlpp-mysql-connection-config-password
  const sw::redis::ConnectionOptions cache{.host = "cache", .user = "app", .password = "larch-bittern-16"};  // expect: hardcoded-credential/sw-redis-connection-options-password
  sqlpp::mysql::connection_config other;
  other.password = load_secret("db");  // clean: from a key store
  (void)cache;
}
static void Open(MYSQL* handle, const std::string& user, const std::string& word) {
  mysql_real_connect(handle, "db", user.c_str(), word.c_str(), "shop", 0, nullptr, 0);  // expect: hardcoded-credential/mysql-real-connect
}
void Applied(MYSQL* handle) {
  const auto all = std::make_tuple(handle, std::string("app"), std::string("larch-bittern-20"));
  std::apply(Open, all);
}
void Encoded(const std::string& typed) {
  curl_slist_append(nullptr, ("Authorization: Basic " + base64_encode("joe:larch-bittern-21")).c_str());  // expect: hardcoded-credential/curl-slist-append
  curl_slist_append(nullptr, ("Authorization: Basic " + base64_encode("joe:" + typed)).c_str());  // clean: typed
}
void Options(App& app, httplib::Client& client) {
  std::string word = "larch-bittern-22", asked;
  app.add_option("--password", word);
  app.add_option("--other", asked);
  client.set_basic_auth("joe", word);  // expect: hardcoded-credential/httplib-client-set-basic-auth
  client.set_basic_auth("joe", asked);  // clean: from the command line
}
