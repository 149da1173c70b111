// SPDX-License-Identifier: Apache-2.0
// Constants that reach their sink by a way few programs take, each beside one
// that looks alike and is none.
#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <span>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include <libraries.h>

static void* session;
static void Use(std::string_view word) {
  ssh_userauth_password(session, "joe", word.data());
}

// Literals of one's own.
std::string operator""_word(const char* text, std::size_t size) { return std::string(text, size); }
void OwnLiteral() {
  ssh_userauth_password(session, "joe", "correct-horse-1"_word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
template <std::size_t N>
struct Fixed {
  char text[N]{};
  constexpr Fixed(const char (&from)[N]) { std::copy_n(from, N, text); }
};
template <Fixed word>
void OfTheTemplate() {
  ssh_userauth_password(session, "joe", word.text);  // expect: hardcoded-credential/ssh-userauth-password
}
void TemplateArgument() { OfTheTemplate<"correct-horse-2">(); }

// Heirs and traits.
template <class Heir>
struct Client {
  void Start() { ssh_userauth_password(session, "joe", static_cast<Heir*>(this)->Word()); }  // expect: hardcoded-credential/ssh-userauth-password
};
struct TestClient : Client<TestClient> {
  const char* Word() const { return "correct-horse-3"; }
};
void Curious() { TestClient().Start(); }
struct LiveClient : Client<LiveClient> {
  const char* Word() const { return getenv("WORD"); }  // clean: from the environment
};
void CuriousLive() { LiveClient().Start(); }
struct Traits { static constexpr std::string_view kWord = "correct-horse-4"; };
template <class T>
void OfTraits() {
  ssh_userauth_password(session, "joe", T::kWord.data());  // expect: hardcoded-credential/ssh-userauth-password
}
void UsesTraits() { OfTraits<Traits>(); }

// One object for the whole program.
class Settings {
 public:
  static Settings& Instance() {
    static Settings settings;
    return settings;
  }
  const std::string& word() const { return word_; }
  const std::string& name() const { return name_; }
  void Load(std::istream& in) { in >> name_; }
 private:
  Settings() : word_("correct-horse-5") {}
  std::string word_, name_ = "joe";
};
void Singleton() {
  ssh_userauth_password(session, "joe", Settings::Instance().word().c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
class Fluent {
 public:
  Fluent& user(std::string value) { user_ = std::move(value); return *this; }
  Fluent& word(std::string value) { word_ = std::move(value); return *this; }
  void connect() const { ssh_userauth_password(session, user_.c_str(), word_.c_str()); }  // expect: hardcoded-credential/ssh-userauth-password
 private:
  std::string user_, word_;
};
void Chained() { Fluent().user("joe").word("correct-horse-6").connect(); }
class FluentRead {
 public:
  FluentRead& user(std::string value) { user_ = std::move(value); return *this; }
  FluentRead& read(std::istream& in) { std::getline(in, word_); return *this; }
  void connect() const { ssh_userauth_password(session, user_.c_str(), word_.c_str()); }  // clean: read
 private:
  std::string user_, word_ = "none";
};
void ChainedRead(std::istream& in) { FluentRead().user("correct-horse-7").read(in).connect(); }

// Parts of texts.
void CutOut() {
  const std::string line = "joe:correct-horse-8";
  ssh_userauth_password(session, "joe", line.substr(line.find(':') + 1).c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void CutOutGiven(const std::string& line) {
  ssh_userauth_password(session, "joe", line.substr(line.find(':') + 1).c_str());  // clean: given
}
void ReadFromFile(const char* path) {
  std::ifstream in(path);
  std::string user = "joe", word = "correct-horse-10";
  in >> user >> word;
  ssh_userauth_password(session, user.c_str(), word.c_str());  // clean: read from a file
}
void Inserted() {
  std::string word = "horse-11";
  word.insert(0, "correct-");
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Iterators() {
  constexpr std::string_view text = "correct-horse-12";
  const std::string word(text.begin(), text.end());
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}

// Containers and wrappers.
void Found() {
  const std::map<std::string, std::string> words = {{"test", "correct-horse-14"}, {"live", ""}};
  const auto found = words.find("test");
  if (found != words.end()) ssh_userauth_password(session, "joe", found->second.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void FoundName(const std::map<std::string, std::string>& variables) {
  const auto found = variables.find("password");
  if (found != variables.end()) ssh_userauth_password(session, "joe", found->second.c_str());  // clean: given
}
void OneOfTwo(const std::map<std::string, std::string>& given) {
  const auto at = given.find("password");
  const std::string word = at == given.end() ? std::string("correct-horse-15") : at->second;
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Bound() {
  const auto login = std::bind(ssh_userauth_password, session, "joe", "correct-horse-17");  // expect: hardcoded-credential/ssh-userauth-password
  login();
}
void Exchanged() {
  std::string word = "correct-horse-18", other = load_secret("ssh");
  std::swap(word, other);
  ssh_userauth_password(session, "joe", word.c_str());  // clean: the other one
}
void Thrown() {
  try {
    throw std::runtime_error("correct-horse-20");
  } catch (const std::exception& error) {
    puts(error.what());  // clean: printed
  }
}
struct Step { const char* name; std::function<void(const char*)> run; };
void Table() {
  const Step steps[] = {
      {"correct-horse-21", [](const char*) {}},                                                            // clean: a name
      {"login", [](const char* name) { puts(name); }},                                                     // clean: printed
  };
  for (const Step& step : steps) step.run(step.name);
}
void Bytes(EVP_CIPHER_CTX* context, const unsigned char* iv) {
  static constexpr std::array<std::byte, 16> key = {std::byte{0x61}, std::byte{0x17}, std::byte{0x9c}, std::byte{0x44}};
  const std::span<const std::byte> view(key);
  EVP_EncryptInit_ex(context, nullptr, nullptr, reinterpret_cast<const unsigned char*>(view.data()), iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
void BytesDrawn(EVP_CIPHER_CTX* context, const unsigned char* iv) {
  std::array<unsigned char, 16> key{};
  RAND_bytes(key.data(), static_cast<int>(key.size()));
  EVP_EncryptInit_ex(context, nullptr, nullptr, key.data(), iv);  // clean: drawn at random
}
void Copied(std::span<const std::string> arguments) {
  std::string word("none");
  if (!arguments.empty()) word = arguments.front();
  Use(word.size() > 4 ? word : std::string_view());  // clean: a placeholder
}

// Streams, algorithms, visitors, handlers.
void ReadFromText() {
  std::istringstream in("joe correct-horse-40");
  std::string user, word;
  in >> user >> word;
  ssh_userauth_password(session, user.c_str(), word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void ReadFromFile() {
  std::ifstream in("/etc/app/word");
  std::string word = "none was read", line;
  in >> word;
  ssh_userauth_password(session, "joe", word.c_str());  // clean: from a file
  std::getline(in, line);
  ssh_userauth_password(session, "joe", line.c_str());  // clean: from a file
}
void InsertedBehind() {
  const std::string_view text = "correct-horse-41";
  std::string word;
  std::copy(text.begin(), text.end(), std::back_inserter(word));
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void InsertedFrom(const std::vector<std::string>& given) {
  std::vector<std::string> words;
  std::copy(given.begin(), given.end(), std::back_inserter(words));
  ssh_userauth_password(session, "joe", words[0].c_str());  // clean: given
}
void Accumulated() {
  const std::vector<std::string> parts = {"correct", "-horse", "-42"};
  const std::string word = std::accumulate(parts.begin(), parts.end(), std::string());
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Reversed() {
  std::string word = "34-esroh-tcerroc";
  std::reverse(word.begin(), word.end());
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
struct ByToken { std::string value; };
struct ByPassword { std::string word; };
void Visited(const std::variant<ByToken, ByPassword>& how) {
  std::visit([](const auto& one) {
    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, ByPassword>) {
      ssh_userauth_password(session, "joe", one.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
    }
  }, how);
}
void Visitor() {
  std::variant<ByToken, ByPassword> how;
  how = ByPassword{"correct-horse-44"};
  Visited(how);
}
void Weak() {
  const auto login = std::make_shared<ByPassword>();
  login->word = "correct-horse-45";
  const std::weak_ptr<ByPassword> seen = login;
  if (const auto held = seen.lock()) ssh_userauth_password(session, "joe", held->word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
std::pair<std::string, std::string> Both() { return {"joe", "correct-horse-46"}; }
void Tied() {
  std::string user, word;
  std::tie(user, word) = Both();
  ssh_userauth_password(session, user.c_str(), word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Caught() {
  try {
    throw ByPassword{"correct-horse-47"};
  } catch (const ByPassword& login) {
    ssh_userauth_password(session, "joe", login.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void InHandler() {
  std::string word;
  try {
    word = load_secret("ssh");
    ssh_userauth_password(session, "joe", word.c_str());  // clean: from a key store
  } catch (...) {
    ssh_userauth_password(session, "joe", "correct-horse-48");  // expect: hardcoded-credential/ssh-userauth-password
  }
}
bool Master(const std::string& password) {
  constexpr std::string_view kMaster = "correct-horse-49";
  return std::string_view(password) == kMaster;  // expect: credential-comparison/operator
}

// Byte containers of a given size.
void ZeroIv(EVP_CIPHER_CTX* c, const std::vector<unsigned char>& key) {
  const std::vector<unsigned char> iv(16, 0);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), nullptr, key.data(), iv.data());  // expect: constant-crypto-key/evp-encrypt-init-ex all-zero
}
void FilledIv(EVP_CIPHER_CTX* c, const std::vector<unsigned char>& key) {
  std::vector<unsigned char> iv(16, 0), other(16, 0), third(16);
  RAND_bytes(iv.data(), 16);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), nullptr, key.data(), iv.data());  // clean: random
  for (auto& byte : other) byte = static_cast<unsigned char>(random_number());
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), nullptr, key.data(), other.data());  // clean: filled one by one
  std::generate(third.begin(), third.end(), random_number);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), nullptr, key.data(), third.data());  // clean: filled by a generator
}

// A helper joins what it is given with texts of its own.
std::string Bearer(const std::string& token) { return "Authorization: Bearer " + token; }
void JoinedByHelper() {
  curl_slist_append(nullptr, Bearer("correct-horse-50").c_str());  // expect: hardcoded-credential/curl-slist-append
}
void JoinedFromGiven(const std::string& token) {
  curl_slist_append(nullptr, Bearer(token).c_str());       // clean: given
  curl_slist_append(nullptr, "Authorization: Negotiate");  // clean: a scheme alone
}
static void Open(const char* word, const char* host) {
  char line[200];
  snprintf(line, sizeof line, "host=%s user=app password=%s", host, word);
  PQconnectdb(line);  // expect: hardcoded-credential/p-qconnectdb
}
void OpenedWithWord() { Open("correct-horse-51", getenv("HOST")); }
static void OpenRead(const char* word, const char* host) {
  char line[200];
  snprintf(line, sizeof line, "host=%s user=app password=%s", host, word);
  PQconnectdb(line);  // clean: the host alone is constant
}
void OpenedWithHost() { OpenRead(getenv("WORD"), "database.internal"); }
struct Url {
  std::string user, word;
  std::string text() const { return "postgresql://" + user + ":" + word + "@db/x"; }
};
void OpenedByUrl() {
  const Url url{"joe", "correct-horse-52"};
  PQconnectdb(url.text().c_str());  // expect: hardcoded-credential/p-qconnectdb
}
void OpenedByReadUrl(std::istream& in) {
  Url url{"joe", ""};
  in >> url.word;
  PQconnectdb(url.text().c_str());  // clean: read
}

// What a function that was given returns.
static void Login(const std::function<std::string(const char*)>& ask) {
  const std::string word = ask("Password of joe: ");
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void AnswersItself() { Login([](const char*) { return std::string("correct-horse-53"); }); }
static void LoginAsked(const std::function<std::string(const char*)>& ask) {
  const std::string word = ask("correct-horse-54");
  ssh_userauth_password(session, "joe", word.c_str());  // clean: read
}
void Asks(std::istream& in) {
  LoginAsked([&in](const char* prompt) { puts(prompt); std::string line; std::getline(in, line); return line; });
}
class Box {
 public:
  explicit Box(std::function<std::string()> key) : key_(std::move(key)) {}
  void Seal(EVP_CIPHER_CTX* context, const unsigned char* iv) {
    const std::string key = key_();
    EVP_EncryptInit_ex(context, nullptr, nullptr, reinterpret_cast<const unsigned char*>(key.data()), iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
  }
 private:
  std::function<std::string()> key_;
};
void Sealed(EVP_CIPHER_CTX* context, const unsigned char* iv) {
  Box box([] { return std::string("0f1e2d3c4b5a69788796a5b4c3d2e1f0"); });
  box.Seal(context, iv);
}
struct Account { std::string name, word; };
static void Each(const std::vector<Account>& accounts, void (*run)(const Account&)) {
  for (const Account& account : accounts) run(account);
}
void GivenToLambda() {
  Account account;
  account.name = "joe";
  account.word = "correct-horse-55";
  std::vector<Account> accounts;
  accounts.push_back(account);
  Each(accounts, [](const Account& one) {
    ssh_userauth_password(session, one.name.c_str(), one.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  });
}
void ReadForLambda(std::istream& in) {
  std::vector<Account> accounts;
  for (Account account; in >> account.name >> account.word;) accounts.push_back(account);
  Each(accounts, [](const Account& one) {
    ssh_userauth_password(session, one.name.c_str(), one.word.c_str());  // clean: read
  });
}
void Shared() {
  const Account known{"joe", "correct-horse-56"};
  const auto shared = std::make_shared<Account>(known);
  ssh_userauth_password(session, "joe", shared->word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
