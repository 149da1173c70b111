// SPDX-License-Identifier: Apache-2.0
// Calls known only by a parameter's name.
#include <string>

#include <libraries.h>

class Api {
 public:
  explicit Api(const std::string& api_key);
  void login(const std::string& user, const std::string& password);
  void setTimeout(int seconds);
  void addOption(const std::string& key, const std::string& value);
  std::string getPassword(const std::string& prompt);
};
void connect_device(const char* name, const char* passphrase);
void write_text(const char* text);

void Calls(Api& api) {
  api.login("joe", "correct-horse");  // expect: hardcoded-credential/named-parameter
  connect_device("printer", "correct-horse");  // expect: hardcoded-credential/named-parameter
  api.login("joe", getenv("PASS"));  // clean: read at run time
  api.login("joe", "");  // clean: none
  api.addOption("password", "required");  // clean: a name and a word
  api.getPassword("Password: ");  // clean: a prompt
  write_text("the password is secret");  // clean: a text
  connect_device("printer", nullptr);  // clean: none
}

// Bytes of a key.
void seal(const uint8_t* aes_key, const uint8_t* text, int n);
void join_network(const uint8_t* psk, int n);
void AES_init_ctx_iv(void* ctx, const uint8_t* key, const uint8_t* iv);
void put_entry(const uint8_t* key, int n);
void open_store(const uint8_t* encryption_key);
void Keys(void* ctx, const uint8_t* text, const uint8_t* iv) {
  static const uint8_t key[16] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 11, 12, 13, 14, 15, 16, 17};
  seal(key, text, 5);  // expect: constant-crypto-key/named-parameter
  join_network(key, 16);  // expect: constant-crypto-key/named-parameter
  AES_init_ctx_iv(ctx, key, iv);  // expect: constant-crypto-key/named-parameter
  open_store(key);  // expect: constant-crypto-key/named-parameter
  put_entry(key, 16);  // clean: the key of a table
}
