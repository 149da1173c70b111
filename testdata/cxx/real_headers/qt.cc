// SPDX-License-Identifier: Apache-2.0
// Qt 5 as Debian ships it. packages: Qt5Network Qt5Sql
#include <QAuthenticator>
#include <QByteArray>
#include <QMessageAuthenticationCode>
#include <QNetworkProxy>
#include <QNetworkRequest>
#include <QSettings>
#include <QSqlDatabase>
#include <QString>
#include <QUrl>
#include <QVariant>

namespace {
const QString kWord = QStringLiteral("amber-anvil-1");
struct Account {
  QString user = QStringLiteral("joe");
  QString password = QLatin1String("amber-anvil-2");
};
}  // namespace

void Global(QSqlDatabase& db) {
  db.setPassword(kWord);  // expect: hardcoded-credential/q-sql-database-set-password
}
void Member(QAuthenticator* authenticator) {
  const Account account;
  authenticator->setUser(account.user);
  authenticator->setPassword(account.password);  // expect: hardcoded-credential/q-authenticator-set-password
}
void Header(QNetworkRequest& request) {
  const QByteArray token("amber-anvil-3-amber-anvil");
  request.setRawHeader("Authorization", "Bearer " + token);  // expect: hardcoded-credential/q-network-request-set-raw-header
}
QByteArray Sign(const QByteArray& data) {
  QByteArray key;
  key.append("amber-");
  key.append("anvil-4");
  return QMessageAuthenticationCode::hash(data, key, QCryptographicHash::Sha256);  // expect: constant-crypto-key/q-message-authentication-code-hash
}
void Setting(QSqlDatabase& db, const QSettings& settings) {
  db.setPassword(settings.value("db/password", "amber-anvil-5").toString());  // expect: hardcoded-credential/q-sql-database-set-password
}
void Captured() {
  const auto with = [word = QString::fromUtf8("amber-anvil-6")](QNetworkProxy& proxy) {
    proxy.setPassword(word);  // expect: hardcoded-credential/q-network-proxy-set-password
  };
  QNetworkProxy proxy;
  with(proxy);
}

void Environment(QSqlDatabase& db) {
  db.setUserName("joe");                                           // clean: a user's name
  db.setPassword(QString::fromLocal8Bit(qgetenv("DB_PASSWORD")));  // clean: from the environment
  db.setConnectOptions("SSL_KEY=client.key");                      // clean: a file's name
}
void Stored(QAuthenticator* authenticator, const QSettings& settings) {
  authenticator->setPassword(settings.value("proxy/password").toString());  // clean: from the settings
  authenticator->setPassword(QString());                                    // clean: none
}
void Asked(QSqlDatabase& db, const QString& typed) {
  QString word = "none";
  word = typed.trimmed();
  db.setPassword(word);  // clean: overwritten
}
void Headers(QNetworkRequest& request, const QByteArray& token) {
  request.setRawHeader("Accept", "application/json");           // clean: no credential
  request.setRawHeader("Authorization", "Bearer " + token);     // clean: given
}
