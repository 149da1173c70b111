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
