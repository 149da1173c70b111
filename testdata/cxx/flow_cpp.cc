// SPDX-License-Identifier: Apache-2.0
// Constants on their way through C++: strings, classes, containers, lambdas, templates.
#include <array>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include <libraries.h>

namespace {

void* session;

void Use(const char* word) { ssh_userauth_password(session, "joe", word); }  // expect: hardcoded-credential/ssh-userauth-password

}  // namespace

void CallsUse() { Use("correct-horse-1"); }

void String() {
  std::string word = "correct-horse-2";
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Appended() {
  std::string word("correct-");
  word += "horse";
  word.append("-3");
  ssh_userauth_password(session, "joe", word.data());  // expect: hardcoded-credential/ssh-userauth-password
}
void Plus() {
  const std::string word = std::string("correct-") + "horse-4";
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Assigned() {
  std::string word;
  word = "correct-horse-5";
  std::string other = word;
  ssh_userauth_password(session, "joe", other.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Raw() {
  constexpr const char* word = R"x(correct-horse-6)x";
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
constexpr std::string_view kWord = "correct-horse-7";
void View() {
  ssh_userauth_password(session, "joe", kWord.data());  // expect: hardcoded-credential/ssh-userauth-password
}
void Moved() {
  std::string word = "correct-horse-8";
  std::string other = std::move(word);
  ssh_userauth_password(session, "joe", other.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Reference() {
  std::string word;
  std::string& alias = word;
  alias = "correct-horse-9";
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
class Client {
 public:
  Client() : word_("correct-horse-10") {}
  explicit Client(std::string word) : word_(std::move(word)) {}
  void Connect() const {
    ssh_userauth_password(session, "joe", word_.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
  void set_word(const std::string& word) { word_ = word; }

 private:
  std::string word_;
};
void Members() {
  Client client;
  client.Connect();
}
class Other {
 public:
  void Connect() {
    ssh_userauth_password(session, "joe", word_.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
  std::string word_ = "correct-horse-11";
};
void Defaults() {
  Other other;
  other.Connect();
}
class Given {
 public:
  explicit Given(const char* word) : word_(word) {}
  void Connect() const {
    ssh_userauth_password(session, "joe", word_);  // expect: hardcoded-credential/ssh-userauth-password
  }

 private:
  const char* word_;
};
void GiveIt() {
  Given given("correct-horse-12");
  given.Connect();
}
void HeapGiven() {
  auto given = std::make_unique<Given>("correct-horse-13");
  given->Connect();
}
class CleanGiven {
 public:
  explicit CleanGiven(const char* word) : word_(word) {}
  void Connect() const {
    ssh_userauth_password(session, "joe", word_);  // clean: only run-time values come here
  }

 private:
  const char* word_;
};
void GiveClean() {
  CleanGiven given(getenv("WORD"));
  given.Connect();
}
struct Base {
  virtual ~Base() = default;
  virtual const char* Word() const = 0;
  virtual void Take(const char*) {}
};
struct Bad : Base {
  const char* Word() const override { return "correct-horse-14"; }
  void Take(const char* word) override {
    ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
  }
};
struct Good : Base {
  const char* Word() const override { return getenv("WORD"); }
  void Take(const char* word) override {
    ssh_userauth_password(session, "joe", word);  // clean: called with a run-time value
  }
};
void Virtual() {
  Bad bad;
  const Base& base = bad;
  ssh_userauth_password(session, "joe", base.Word());  // expect: hardcoded-credential/ssh-userauth-password
  Good good;
  const Base& other = good;
  ssh_userauth_password(session, "joe", other.Word());  // clean: its class reads the environment
}
void VirtualPointer() {
  std::unique_ptr<Base> base = std::make_unique<Bad>();
  base->Take("correct-horse-15");
  Base* good = new Good;
  good->Take(getenv("WORD"));
  delete good;
}
void Vector() {
  std::vector<std::string> words;
  words.push_back("correct-horse-16");
  ssh_userauth_password(session, "joe", words[0].c_str());  // expect: hardcoded-credential/ssh-userauth-password
  ssh_userauth_password(session, "joe", words.back().c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void VectorOfPointers() {
  std::vector<const char*> words = {"correct-horse-17", "correct-horse-18"};
  for (const char* word : words) {
    ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void List() {
  std::list<std::string> words;
  words.emplace_back("correct-horse-19");
  for (const auto& word : words) {
    ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void Map() {
  std::map<int, std::string> words;
  words[1] = "correct-horse-20";
  words[2] = getenv("WORD");
  ssh_userauth_password(session, "joe", words[1].c_str());  // expect: hardcoded-credential/ssh-userauth-password
  ssh_userauth_password(session, "joe", words[2].c_str());  // clean: another entry
}
void Array() {
  std::array<const char*, 2> words = {"correct-horse-21", "correct-horse-22"};
  ssh_userauth_password(session, "joe", words[1]);  // expect: hardcoded-credential/ssh-userauth-password
}
void Optional() {
  std::optional<std::string> word = "correct-horse-23";
  ssh_userauth_password(session, "joe", word->c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Pair() {
  const auto login = std::make_pair(std::string("joe"), std::string("correct-horse-24"));
  ssh_userauth_password(session, login.first.c_str(), login.second.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Lambda() {
  const std::string word = "correct-horse-25";
  const auto connect = [&] { ssh_userauth_password(session, "joe", word.c_str()); };  // expect: hardcoded-credential/ssh-userauth-password
  connect();
}
void LambdaArgument() {
  const auto connect = [](const std::string& word) { ssh_userauth_password(session, "joe", word.c_str()); };  // expect: hardcoded-credential/ssh-userauth-password
  connect("correct-horse-26");
}
template <class T>
void Template(const T& word) {
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Instance() { Template(std::string("correct-horse-27")); }
void Default(const std::string& word = "correct-horse-28") {
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void CallsDefault() { Default(); }
std::string Make() { return "correct-horse-29"; }
void Made() {
  ssh_userauth_password(session, "joe", Make().c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Out(std::string& word) { word = "correct-horse-30"; }
void OutReference() {
  std::string word = getenv("WORD");
  Out(word);
  ssh_userauth_password(session, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
struct Config { std::string host = "localhost"; std::string word; int port = 22; };
Config Load() {
  Config config;
  config.word = "correct-horse-31";
  return config;
}
void Configured() {
  const Config config = Load();
  ssh_userauth_password(session, config.host.c_str(), config.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Aggregate() {
  const Config config{"localhost", "correct-horse-32", 22};
  ssh_userauth_password(session, config.host.c_str(), config.word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void Structured() {
  const auto [host, word, port] = Load();
  ssh_userauth_password(session, host.c_str(), word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}

// Look-alikes.
void FromEnvironment() {
  const char* value = getenv("WORD");
  const std::string word = value ? value : "";
  ssh_userauth_password(session, "joe", word.c_str());  // clean: read at run time
}
void Replaced() {
  std::string word = "to be replaced";
  word = getenv("WORD");
  ssh_userauth_password(session, "joe", word.c_str());  // clean: the constant is gone
}
void SetLater() {
  Client client("placeholder-word");
  client.set_word(getenv("WORD"));
}
Config Read(std::istream&);
void FromStream(std::istream& in) {
  const Config config = Read(in);
  ssh_userauth_password(session, config.host.c_str(), config.word.c_str());  // clean: read at run time
}
void Joined(const std::string& secret) {
  const std::string word = "prefix-" + secret;
  ssh_userauth_password(session, "joe", word.c_str());  // clean: the caller's
}
void OtherField() {
  Config config;
  config.host = "a-constant-host";
  config.word = getenv("WORD");
  ssh_userauth_password(session, config.host.c_str(), config.word.c_str());  // clean: the constant is the host
}
void Emptied() {
  std::string word = "something";
  word.clear();
  ssh_userauth_password(session, "joe", word.c_str());  // clean: empty
}
// Entries of a map: each known key is a place of its own.
std::map<std::string, std::string> AskedFor(const std::vector<std::string>& names, const std::vector<std::string>& labels) {
  std::map<std::string, std::string> answers;
  for (std::size_t n = 0; n < names.size(); ++n) answers[names[n]] = labels[n];
  return answers;
}
void FormOfTexts() {
  const std::vector<std::string> names = {"Username", "Password"}, labels = {"Your name", "Your password"};
  const auto answers = AskedFor(names, labels);
  ssh_userauth_password(session, "joe", answers.at("Password").c_str());  // clean: what a loop puts under some key is no answer
}
void EntryOfKey() {
  std::map<std::string, std::string> login;
  login["user"] = "correct-horse-31";
  login["password"] = load_secret("ssh");
  ssh_userauth_password(session, "joe", login["password"].c_str());  // clean: the other entry is the constant
  login.insert_or_assign("password", "correct-horse-32");
  ssh_userauth_password(session, "joe", login["password"].c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void EntryOfList(const std::string& host) {
  const std::map<std::string, std::string> login = {{"prompt", "Enter the password"}, {"password", "correct-horse-33"}, {host, "elsewhere"}};
  const std::string key = "password";
  ssh_userauth_password(session, "joe", login.at(key).c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void EveryEntry() {
  const std::map<std::string, std::string> users = {{"joe", "correct-horse-34"}};
  for (const auto& [user, word] : users) {
    ssh_userauth_password(session, user.c_str(), word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
}
void EntryOfSomeKey(const std::string& user) {
  std::unordered_map<std::string, std::string> users;
  users[user] = "correct-horse-35";
  for (const auto& entry : users) {
    ssh_userauth_password(session, entry.first.c_str(), entry.second.c_str());  // expect: hardcoded-credential/ssh-userauth-password
  }
}

// An overrider's sink is reached by objects of its class alone.
struct Engine {
  virtual ~Engine() = default;
  virtual void Take(const char* text) = 0;
  virtual void Finish() = 0;
};
struct Login : Engine {
  std::string word;
  void Take(const char* text) override { word = text; }
  void Finish() override { ssh_userauth_password(session, "joe", word.c_str()); }  // expect: hardcoded-credential/ssh-userauth-password
};
struct Idle : Engine {
  std::string word;
  void Take(const char* text) override { word = text; }
  void Finish() override { ssh_userauth_password(session, "joe", word.c_str()); }  // clean: no object of this class is made
};
struct Digest : Engine {
  std::string word;
  void Take(const char* text) override { word = text; }
  void Finish() override {}
};
void FinishIt(Engine& engine) { engine.Finish(); }
void TakeIt(Engine& engine, const char* text) { engine.Take(text); }
void DigestOf() {
  Digest digest;
  TakeIt(digest, "a label, no password");
  FinishIt(digest);
}
void LoginOf() {
  Login login;
  TakeIt(login, "correct-horse-70");
  FinishIt(login);
}
