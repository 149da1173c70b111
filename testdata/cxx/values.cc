// SPDX-License-Identifier: Apache-2.0
// How a constant is written in C++, and how it is put together.
#include <array>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <thread>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <cpp_libraries.h>
#include <libraries.h>

using namespace std::literals;

namespace absl {
std::string StrCat(std::string_view a, std::string_view b, std::string_view c);
}
namespace fmt {
template <class... T> std::string format(std::string_view format, T&&... args);
}

static void* session;

constexpr std::array<unsigned char, 16> Made() {
  std::array<unsigned char, 16> bytes{};
  for (unsigned i = 0; i < 16; ++i) bytes[i] = static_cast<unsigned char>(i * 7 + 3);
  return bytes;
}
constexpr auto kMade = Made();
constexpr std::string_view kView = "host=db user=joe password=correct-horse";
static const std::array<unsigned char, 16> kListed = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static const std::map<std::string, std::string> kLogin = {{"password", "correct-horse"}};

void Evaluated(EVP_CIPHER_CTX* x, const unsigned char* iv) {
  EVP_EncryptInit_ex(x, EVP_aes_256_cbc(), nullptr, kMade.data(), iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
void Listed(EVP_CIPHER_CTX* x, const unsigned char* iv) {
  EVP_EncryptInit_ex(x, EVP_aes_256_cbc(), nullptr, kListed.data(), iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
void VectorOfBytes(EVP_CIPHER_CTX* x, const unsigned char* iv) {
  const std::vector<unsigned char> key{0x1f, 0x2e, 0x3d, 0x4c, 0x5b, 0x6a, 0x79, 0x88};
  EVP_EncryptInit_ex(x, EVP_aes_256_cbc(), nullptr, key.data(), iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
PGconn* View() {
  return PQconnectdb(std::string(kView).c_str());  // expect: hardcoded-credential/p-qconnectdb
}
void OfAMap() {
  ssh_userauth_password(session, "joe", kLogin.at("password").c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Suffix() {
  const auto word = "correct-horse"s;
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void ViewSuffix() {
  constexpr auto word = "correct-horse"sv;
  ssh_userauth_password(session, "joe", word.data());  // expect: hardcoded-credential/ssh-userauth-password
}
void Plus() {
  const std::string word = std::string("correct") + '-' + "horse";
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void PlusLoaded(const std::string& loaded) {
  const std::string word = "correct-" + loaded;
  ssh_userauth_password(session, "joe", word.c_str());  // clean: half of it is loaded
}
void Stream(CURL* c) {
  std::ostringstream text;
  text << "joe" << ':' << "correct-horse";
  curl_easy_setopt(c, CURLOPT_USERPWD, text.str().c_str());  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void Formatted(CURL* c, const std::string& user) {
  const std::string text = fmt::format("{}:{}", user, "correct-horse");
  curl_easy_setopt(c, CURLOPT_USERPWD, text.c_str());  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void FormattedLoaded(CURL* c, const std::string& word) {
  const std::string text = fmt::format("joe:{}", word);
  curl_easy_setopt(c, CURLOPT_USERPWD, text.c_str());  // clean: the half that counts is given
}
void Joined(CURL* c, const std::string& user) {
  const std::string text = absl::StrCat(user, ":", "correct-horse");
  curl_easy_setopt(c, CURLOPT_USERPWD, text.c_str());  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void Optional() {
  std::optional<std::string> word;
  word = "correct-horse";
  ssh_userauth_password(session, "joe", word->c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void ValueOr(const std::optional<std::string>& given) {
  ssh_userauth_password(session, "joe", given.value_or("correct-horse").c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Variant() {
  std::variant<int, std::string> word = std::string("correct-horse");
  ssh_userauth_password(session, "joe", std::get<std::string>(word).c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Pair() {
  const std::pair<std::string, std::string> login{"joe", "correct-horse"};
  ssh_userauth_password(session, login.first.c_str(), login.second.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Tuple() {
  const auto login = std::make_tuple(std::string("joe"), std::string("correct-horse"));
  ssh_userauth_password(session, "joe", std::get<1>(login).c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Binding() {
  const auto [user, word] = std::pair<const char*, const char*>{"joe", "correct-horse"};
  ssh_userauth_password(session, user, word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Functor() {
  const std::function<std::string()> get = [] { return std::string("correct-horse"); };
  ssh_userauth_password(session, "joe", get().c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
static void InThread(std::string word) {
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Thread() {
  std::thread worker(InThread, std::string("correct-horse"));
  worker.join();
}
void Range() {
  static const char* const words[] = {"correct-horse", "battery-staple"};
  for (const char* word : words) {
    ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void Captured() {
  const char* word = "correct-horse";
  const auto log_in = [&] {
    ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
  };
  log_in();
}
void EnvironmentOr(const char* name) {
  const char* set = std::getenv(name);
  const std::string word = set ? set : "correct-horse";
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void ReadOver() {
  std::string word = "none-given-yet";
  std::cin >> word;
  ssh_userauth_password(session, "joe", word.c_str());  // clean: read over it
}
void ReadLine() {
  std::string word = "none-given-yet";
  std::getline(std::cin, word);
  ssh_userauth_password(session, "joe", word.c_str());  // clean: read over it
}
void Part() {
  const std::string login = "joe:correct-horse";
  const std::string word = login.substr(login.find(':') + 1);
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
struct Standard {
  std::string host = "localhost";
  std::string word{"correct-horse"};
};
static void With(const Standard& options) {
  ssh_userauth_password(session, "joe", options.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Designated() { With(Standard{.host = "db"}); }
class Builder {
 public:
  Builder& Word(std::string word) {
    word_ = std::move(word);
    return *this;
  }
  void Run() {
    ssh_userauth_password(session, "joe", word_.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }

 private:
  std::string word_;
};
void Built() { Builder().Word("correct-horse").Run(); }
