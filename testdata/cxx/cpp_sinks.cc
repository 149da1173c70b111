// SPDX-License-Identifier: Apache-2.0
// Methods and constructors of C++ libraries.
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

#include <cpp_libraries.h>
#include <libraries.h>

void Qt(QAuthenticator& a, QNetworkRequest& r) {
  a.setPassword("correct-horse-1");  // expect: hardcoded-credential/q-authenticator-set-password
  const QString word = QString::fromUtf8("correct-horse-2");
  a.setPassword(word);  // expect: hardcoded-credential/q-authenticator-set-password
  a.setPassword(word.trimmed());  // expect: hardcoded-credential/q-authenticator-set-password
  r.setRawHeader("Authorization", "Bearer opaque-token-1");  // expect: hardcoded-credential/q-network-request-set-raw-header
  QMessageAuthenticationCode code(4, QByteArray("correct-horse-key"));  // expect: constant-crypto-key/q-message-authentication-code-q-message-authentication-code
  code.setKey(QByteArray::fromBase64("Y29ycmVjdC1ob3JzZQ"));  // expect: constant-crypto-key/q-message-authentication-code-set-key
  a.setUser("joe");  // clean: a name
  a.setPassword(QString());  // clean: empty
  a.setPassword(QString::fromUtf8(qgetenv("PASS").constData()));  // clean: read at run time
  r.setRawHeader("Accept", "application/json");  // clean: another header
  r.setRawHeader("Authorization", qgetenv("TOKEN"));  // clean: read at run time
  code.setKey(qgetenv("KEY"));  // clean: read at run time
}
void Clients() {
  httplib::Client client("http://localhost:8080");  // clean: a host
  client.set_basic_auth("joe", "correct-horse-3");  // expect: hardcoded-credential/httplib-client-set-basic-auth
  client.set_bearer_token_auth("opaque-token-2");  // expect: hardcoded-credential/httplib-client-set-bearer-token-auth
  Aws::Auth::AWSCredentials credentials("AKID", "correct-horse-4");  // expect: hardcoded-credential/aws-auth-aws-credentials-aws-credentials
  credentials.SetSessionToken("opaque-token-3");  // expect: hardcoded-credential/aws-auth-aws-credentials-set-session-token
  Poco::Net::HTTPCredentials poco("joe", "correct-horse-5");  // expect: hardcoded-credential/poco-net-http-credentials-http-credentials
  pqxx::connection one("host=db user=joe password=correct-horse-6");  // expect: hardcoded-credential/pqxx-connection-connection
  pqxx::connection two("host=db user=joe");  // clean: no password in it
  const char* pass = std::getenv("PASS");
  client.set_basic_auth("joe", pass ? pass : "");  // clean: read at run time
  Poco::Net::HTTPCredentials clean("joe", std::string(pass));  // clean: read at run time
  pqxx::connection three(std::string("host=db password=") + pass);  // clean: the password is read at run time
}
void Crypto(CryptoPP::Cipher& cipher, CryptoPP::SimpleKeyingInterface& any) {
  std::vector<unsigned char> key = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  unsigned char iv[16];
  RAND_bytes(iv, sizeof iv);
  cipher.SetKeyWithIV(key.data(), key.size(), iv);  // expect: constant-crypto-key/crypto-pp-simple-keying-interface-set-key-with-iv
  std::array<unsigned char, 16> fixed = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  any.SetKeyWithIV(fixed.data(), fixed.size(), iv);  // expect: constant-crypto-key/crypto-pp-simple-keying-interface-set-key-with-iv
  std::vector<unsigned char> random(16);
  RAND_bytes(random.data(), 16);
  any.SetKeyWithIV(random.data(), random.size(), iv);  // clean: random
}

void Numbered() {
  QAuthenticator auth;
  auth.setPassword(QString("correct-%1-%2").arg("horse").arg("61"));  // expect: hardcoded-credential/q-authenticator-set-password
  auth.setPassword(QString("%1").arg(7));  // clean: a number
}
void NumberedInput(const QString& typed) {
  QAuthenticator auth;
  auth.setPassword(QString("correct-%1").arg(typed));  // clean: a part is typed
}
