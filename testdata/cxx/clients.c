// SPDX-License-Identifier: Apache-2.0
// Options, connection strings, headers and commands that carry a secret, and those that do not.
#include <libraries.h>

void Curl(CURL* c, struct curl_slist* l) {
  curl_easy_setopt(c, CURLOPT_USERPWD, "joe:correct-horse");  // expect: hardcoded-credential/curl-easy-setopt-userpwd
  curl_easy_setopt(c, CURLOPT_PASSWORD, "correct-horse");  // expect: hardcoded-credential/curl-easy-setopt-password
  curl_easy_setopt(c, CURLOPT_XOAUTH2_BEARER, "opaque-token-1");  // expect: hardcoded-credential/curl-easy-setopt-xoauth2-bearer
  curl_easy_setopt(c, CURLOPT_URL, "https://joe:correct-horse@example.com/");  // expect: hardcoded-credential/curl-easy-setopt-url
  curl_slist_append(l, "Authorization: Bearer opaque-token-2");  // expect: hardcoded-credential/curl-slist-append
  curl_slist_append(l, "X-Api-Key: opaque-token-3");  // expect: hardcoded-credential/curl-slist-append
  curl_easy_setopt(c, CURLOPT_USERPWD, "joe");  // clean: no password in it
  curl_easy_setopt(c, CURLOPT_USERNAME, "joe");  // clean: a name
  curl_easy_setopt(c, CURLOPT_USERAGENT, "agent:1.0");  // clean: no credential
  curl_easy_setopt(c, CURLOPT_URL, "https://example.com/path?page=2");  // clean: no credential in it
  curl_easy_setopt(c, CURLOPT_PASSWORD, getenv("PASS"));  // clean: read at run time
  curl_slist_append(l, "Accept: application/json");  // clean: another header
  curl_slist_append(l, "Content-Type: text/plain");  // clean: another header
  curl_slist_append(l, "Authorization: Bearer %s");  // clean: a format
}
void Databases(MYSQL* m, redisContext* r) {
  PQconnectdb("host=db user=joe password=correct-horse");  // expect: hardcoded-credential/p-qconnectdb
  PQconnectdb("postgresql://joe:correct-horse@db/x");  // expect: hardcoded-credential/p-qconnectdb
  PQsetdbLogin("db", "5432", 0, 0, "x", "joe", "correct-horse");  // expect: hardcoded-credential/p-qsetdb-login
  mysql_real_connect(m, "db", "joe", "correct-horse", "x", 0, 0, 0);  // expect: hardcoded-credential/mysql-real-connect
  redisCommand(r, "AUTH correct-horse");  // expect: hardcoded-credential/redis-command
  redisCommand(r, "AUTH %s", "correct-horse");  // expect: hardcoded-credential/redis-command
  PQconnectdb("host=db user=joe");  // clean: no password in it
  PQconnectdb("service=mine");  // clean: no password in it
  PQsetdbLogin("db", "5432", 0, 0, "x", "joe", 0);  // clean: none
  mysql_real_connect(m, "db", "joe", "", "x", 0, 0, 0);  // clean: empty
  mysql_real_connect(m, "db", "joe", getenv("PASS"), "x", 0, 0, 0);  // clean: read at run time
  redisCommand(r, "SET %s %s", "greeting", "hello there");  // clean: another command
  redisCommand(r, "AUTH %s", getenv("PASS"));  // clean: read at run time
}
void Others(void* conf) {
  char error[64];
  rd_kafka_conf_set(conf, "sasl.password", "correct-horse", error, sizeof error);  // expect: hardcoded-credential/rd-kafka-conf-set
  rd_kafka_conf_set(conf, "client.id", "correct-horse", error, sizeof error);  // clean: another setting
  setenv("PGPASSWORD", "correct-horse", 1);  // expect: hardcoded-credential/setenv
  setenv("LANG", "C.UTF-8", 1);  // clean: no credential
  putenv("DB_PASSWORD=correct-horse");  // expect: hardcoded-credential/putenv
  putenv("TZ=UTC");  // clean: no credential
  system("mysqldump --password=correct-horse x > y");  // expect: hardcoded-credential/system
  system("curl -u joe:correct-horse https://example.com");  // expect: hardcoded-credential/system
  system("ls --color=auto");  // clean: no credential
  MQTTClient_connectOptions options = {0};
  options.username = "joe";
  options.password = "correct-horse";  // expect: hardcoded-credential/mqtt-client-connect-options-password
  options.password = getenv("PASS");  // clean: read at run time
  crypt("correct-horse", getenv("SALT"));  // expect: hardcoded-credential/crypt
}
