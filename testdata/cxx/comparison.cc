// SPDX-License-Identifier: Apache-2.0
// Input compared with a constant secret, and comparisons that are none.
#include <string>
#include <string_view>

#include <libraries.h>

struct Login { std::string user, password; };

bool C(const char* password) {
  return strcmp(password, "correct-horse") == 0;  // expect: credential-comparison/strcmp
}
bool Swapped(const char* user_password) {
  return !strcmp("correct-horse", user_password);  // expect: credential-comparison/strcmp
}
bool Bytes(const unsigned char* api_key) {
  return CRYPTO_memcmp(api_key, "correct-horse-bat", 16) == 0;  // expect: credential-comparison/crypto-memcmp
}
bool Operator(const std::string& password) {
  return password == "correct-horse";  // expect: credential-comparison/operator
}
bool Member(const Login& login) {
  return login.password == "correct-horse";  // expect: credential-comparison/operator
}
bool Constant(const Login& login) {
  static const std::string expected = "correct-horse";
  return login.password == expected;  // expect: credential-comparison/operator
}
bool Compare(const std::string& auth_token) {
  return auth_token.compare("opaque-token-1") == 0;  // expect: credential-comparison/std-basic-string-compare
}
bool View(std::string_view secret) {
  return secret != "correct-horse";  // expect: credential-comparison/operator
}

bool Empty(const std::string& password) { return password == ""; }  // clean: is there one
bool Kind(const char* token) { return strcmp(token, "while") == 0; }  // clean: a word of a language
bool Type(const std::string& token_type) { return token_type == "Bearer"; }  // clean: a kind of token
bool Name(const std::string& key) { return key == "password"; }  // clean: a name
bool Stored(const std::string& password, const std::string& stored) { return password == stored; }  // clean: not constant
bool User(const Login& login) { return login.user == "administrator"; }  // clean: a name
bool Short(const char* password) { return strcmp(password, "-") == 0; }  // clean: a sign that it is typed
bool Path(const char* password_file) { return strcmp(password_file, "/etc/passwd") == 0; }  // clean: a path
bool Env(const char* password) { return strcmp(password, getenv("EXPECTED")) == 0; }  // clean: not constant
bool Mode(const char* auth) { return strcmp(auth, "digest") == 0; }  // clean: a mode
bool Engine(const char* private_key) { return strncmp(private_key, "pkcs11:", 7) == 0; }  // clean: the start of an address
bool Hashed(const char* password) { return strncmp(password, "{SSHA}", 6) == 0; }  // clean: the mark of a hash

// What is refused, or may be any word.
static const char* const kCommonPasswords[] = {"password1", "hunter22", "qwerty12"};
static const char* bad[] = {"password1", "letmein99", nullptr};
bool Common(const std::string& password) {
  for (const char* word : kCommonPasswords) {
    if (password == word) return true;  // expect: credential-comparison/operator level=note
  }
  return false;
}
bool Known(const char* password) {
  for (int i = 0; bad[i] != nullptr; i++) {
    if (strcmp(password, bad[i]) == 0) return true;  // expect: credential-comparison/strcmp level=note
  }
  return false;
}
void Refused(const std::string& password) {
  if (password == "changeme") throw 1;  // clean: a placeholder
}
bool Admin(const std::string& adminPassword) { return adminPassword == "admin"; }  // expect: credential-comparison/operator level=note
bool FromEnv(const std::string& password) { return password == "env:DB_PASSWORD"; }  // clean: says where it is
bool FromAFile(const std::string& password) { return password == "file:/run/secrets/db"; }  // clean: says where it is
bool Keyring(const std::string& password) { return password == "keyring"; }  // expect: credential-comparison/operator level=note
bool Locked(const char* passwd) { return strcmp(passwd, "*LK*") == 0; }  // expect: credential-comparison/strcmp level=note
bool EngineOf(const std::string& secret) { return secret == "kv-v2"; }  // expect: credential-comparison/operator level=note
bool Pass(const std::string& pass) { return pass == "skipped"; }  // clean: a pass of a test
bool RenderPass(const std::string& pass) { return pass == "GBufferPass_v3"; }  // expect: credential-comparison/operator level=note
bool Real(const std::string& password) { return password == "hunter22"; }  // expect: credential-comparison/operator level=error
bool Pin(const std::string& password) { return password == "4711"; }  // expect: credential-comparison/operator level=error

static int streq(const char* a, const char* b) { return !strcmp(a, b); }
bool Helper(const char* password) { return streq(password, "correct-horse"); }  // expect: credential-comparison/strcmp
bool HelperOfNames(const char* name) { return streq(name, "correct-horse"); }  // clean: a name

struct LineEdit { std::string text() const; };
struct Form { LineEdit passwordEdit, nameEdit; };
bool Typed(const Form& form) { return form.passwordEdit.text() == "correct-horse"; }  // expect: credential-comparison/operator
bool TypedName(const Form& form) { return form.nameEdit.text() == "correct-horse"; }  // clean: a name
