// SPDX-License-Identifier: Apache-2.0
// C++ classes the fixtures call, declared as their libraries declare them.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>

class QString {
 public:
  QString();
  QString(const char* text);
  QString(const QString&);
  ~QString();
  QString& operator=(const QString&);
  QString& operator+=(const QString&);
  static QString fromUtf8(const char* text, int size = -1);
  class QByteArray toUtf8() const;
  QString trimmed() const;
  QString arg(const QString& text, int width = 0) const;
  QString arg(int number, int width = 0, int base = 10) const;
  bool operator==(const QString& other) const;
};
QString operator+(const QString&, const QString&);
class QByteArray {
 public:
  QByteArray();
  QByteArray(const char* text, int size = -1);
  QByteArray(const QByteArray&);
  ~QByteArray();
  QByteArray& operator=(const QByteArray&);
  const char* constData() const;
  static QByteArray fromBase64(const QByteArray&);
  static QByteArray fromHex(const QByteArray&);
};
QByteArray qgetenv(const char* name);
class QAuthenticator {
 public:
  void setUser(const QString& user);
  void setPassword(const QString& password);
};
class QNetworkRequest {
 public:
  void setRawHeader(const QByteArray& name, const QByteArray& value);
};
class QMessageAuthenticationCode {
 public:
  explicit QMessageAuthenticationCode(int method, const QByteArray& key = QByteArray());
  void setKey(const QByteArray& key);
};
namespace httplib {
class Client {
 public:
  explicit Client(const std::string& host);
  void set_basic_auth(const std::string& username, const std::string& password);
  void set_bearer_token_auth(const std::string& token);
};
}  // namespace httplib
namespace Aws {
inline namespace v1 {
using String = std::string;
namespace Auth {
class AWSCredentials {
 public:
  AWSCredentials(const Aws::String& accessKeyId, const Aws::String& secretKey);
  void SetSessionToken(const Aws::String& token);
};
}  // namespace Auth
}  // namespace v1
}  // namespace Aws
namespace Poco {
namespace Net {
class HTTPCredentials {
 public:
  HTTPCredentials(const std::string& username, const std::string& password);
};
}  // namespace Net
}  // namespace Poco
namespace pqxx {
class connection {
 public:
  explicit connection(const char* options);
  explicit connection(const std::string& options);
};
}  // namespace pqxx
namespace CryptoPP {
class SimpleKeyingInterface {
 public:
  virtual ~SimpleKeyingInterface();
  virtual void SetKeyWithIV(const unsigned char* key, std::size_t length, const unsigned char* iv);
};
class Cipher : public SimpleKeyingInterface {
 public:
  void SetKeyWithIV(const unsigned char* key, std::size_t length, const unsigned char* iv) override;
};
}  // namespace CryptoPP
class Configuration {
 public:
  std::string getString(const std::string& key) const;
  std::string getString(const std::string& key, const std::string& defaultValue) const;
};
namespace sqlpp {
namespace mysql {
struct connection_config {
  std::string host, user, password, database;
};
}  // namespace mysql
}  // namespace sqlpp
namespace sw {
namespace redis {
struct ConnectionOptions {
  std::string host;
  int port = 6379;
  std::string user = "default";
  std::string password;
};
}  // namespace redis
}  // namespace sw
class App {
 public:
  void add_option(const std::string& name, std::string& variable);
};
