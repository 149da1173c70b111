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
