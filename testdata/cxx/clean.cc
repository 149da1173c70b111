// SPDX-License-Identifier: Apache-2.0
// What looks like a credential and is none. No line here is a finding.
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include <libraries.h>

class Dialog {
 public:
  void setTitle(const std::string& title);
  void setPasswordLabel(const std::string& label);
  std::string askPassword(const std::string& prompt, const std::string& title);
  void addField(const char* name, const char* label);
};
struct Option { const char* name; const char* help; const char* value; };
enum class Token { kIdentifier, kString, kPassword };
void log_message(const char* format, ...);
void set_prompt(const char* password_prompt);
int register_key(const char* key, int value);
void authenticate(const char* mechanism);

static const Option kOptions[] = {
    {"password", "the password of the account", nullptr},   // clean: a name and its help
    {"api-key", "the key the provider issued", nullptr},    // clean: a name and its help
    {"token", "read from the environment", "GITHUB_TOKEN"},  // clean: the name of a variable
};
static const char* const kPasswordPrompt = "Enter your password: ";                 // clean: a prompt
static const char* const kWrongPassword = "The password is wrong, try again.";      // clean: an error message
static const std::string kTokenUrl = "https://example.com/oauth2/token";            // clean: an address
static const std::map<std::string, Token> kWords = {{"password", Token::kPassword}};  // clean: words of a grammar

void Texts(Dialog& dialog) {
  dialog.setTitle("Change password");                             // clean: a title
  dialog.setPasswordLabel("Password");                            // clean: a label
  dialog.askPassword("Password for the vault", "Unlock");         // clean: a prompt
  dialog.addField("password", "Your password");                   // clean: a field's name
  log_message("password of %s accepted", "joe");                  // clean: a log line
  set_prompt("Password: ");                                       // clean: a prompt
  register_key("Ctrl+Shift+P", 7);                                // clean: a key of the keyboard
  authenticate("SCRAM-SHA-256");                                  // clean: a mechanism
  std::printf("%s", kPasswordPrompt);                             // clean: output
  std::fprintf(stderr, "%s\n", kWrongPassword);                   // clean: output
}
std::string Name(Token token) {
  switch (token) {
    case Token::kPassword: return "password";                      // clean: a name of an enumerator
    case Token::kString: return "string";                          // clean: a name of an enumerator
    default: return "identifier";                                  // clean: a name of an enumerator
  }
}
bool Known(const std::string& scheme) { return scheme == "Bearer" || scheme == "Basic"; }   // clean: a scheme
bool Test(const char* token) { return strcmp(token, "endif") == 0; }                         // clean: a word of a language
bool Env(const char* name) { return strcmp(name, "AWS_SECRET_ACCESS_KEY") == 0; }            // clean: a variable's name
bool Header(const std::string& header) { return header == "X-Api-Key"; }                     // clean: a header's name
int Parse(const std::string& key, const std::string& value) {
  if (key == "password") return 1;                                 // clean: a name
  if (value == "true") return 2;                                   // clean: a word
  return 0;
}
const char* FromArguments(int argc, char** argv) {
  for (int n = 1; n + 1 < argc; ++n) {
    if (strcmp(argv[n], "--password") == 0) return argv[n + 1];    // clean: an option's name
  }
  return std::getenv("APP_PASSWORD");                              // clean: a variable's name
}
void Connect(MYSQL* mysql, int argc, char** argv) {
  const char* password = FromArguments(argc, argv);
  mysql_real_connect(mysql, "localhost", "root", password, "app", 0, nullptr, 0);  // clean: typed or from the environment
}
void Prompted(void* session) {
  char password[128];
  std::printf("Password: ");
  if (std::fgets(password, sizeof password, stdin) == nullptr) return;
  password[strcspn(password, "\n")] = '\0';
  ssh_userauth_password(session, "joe", password);                 // clean: typed
}
void FromFile(void* session) {
  std::string password;
  if (std::FILE* file = std::fopen("/run/secrets/ssh-password", "r")) {
    char buffer[256];
    while (std::fgets(buffer, sizeof buffer, file)) password += buffer;
    std::fclose(file);
  }
  ssh_userauth_password(session, "joe", password.c_str());         // clean: from a file
}
void Stored(void* session, const std::map<std::string, std::string>& settings) {
  const auto found = settings.find("ssh.password");
  if (found != settings.end()) {
    ssh_userauth_password(session, "joe", found->second.c_str());  // clean: from the settings
  }
}
struct Settings {
  std::string host = "localhost";
  std::string password;
};
Settings ReadSettings(const char* path);
void Configured(void* session) {
  const Settings settings = ReadSettings("/etc/app.conf");
  ssh_userauth_password(session, "joe", settings.password.c_str());  // clean: from a file
}
void Hashes(const unsigned char* data, std::size_t size, unsigned char* out, unsigned int* length) {
  const char* digest = "d41d8cd98f00b204e9800998ecf8427e";         // clean: a digest nobody uses as key
  std::printf("%s\n", digest);
  std::vector<unsigned char> key(32);
  if (RAND_bytes(key.data(), 32) != 1) return;
  HMAC(EVP_sha256(), key.data(), 32, data, size, out, length);     // clean: a random key
}
void Identifiers() {
  const char* uuid = "123e4567-e89b-12d3-a456-426614174000";       // clean: an identifier
  const char* version = "1.2.3-rc.1+build.5";                      // clean: a version
  const char* format = "%Y-%m-%dT%H:%M:%SZ";                       // clean: a format
  std::printf("%s %s %s\n", uuid, version, format);
}
