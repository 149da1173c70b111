// SPDX-License-Identifier: Apache-2.0
// libpq as Debian ships it. packages: libpq
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>

#define HOST "db.example.com"
#define CONNECTION "host=" HOST " user=app password=amber-anvil-1 dbname=shop"

PGconn* joined(void) {
  return PQconnectdb(CONNECTION);  // expect: hardcoded-credential/p-qconnectdb
}
PGconn* url(void) {
  return PQconnectdb("postgresql://app:amber-anvil-2@db.example.com/shop");  // expect: hardcoded-credential/p-qconnectdb
}
static PGconn* login(const char* host, const char* user, const char* word) {
  return PQsetdbLogin(host, "5432", NULL, NULL, "shop", user, word);  // expect: hardcoded-credential/p-qsetdb-login
}
PGconn* (*const connectors[])(const char*, const char*, const char*) = {login};
PGconn* by_pointer(void) {
  return connectors[0](HOST, "app", "amber-anvil-3");
}

PGconn* service(void) {
  return PQconnectdb("service=shop");  // clean: the password stands in a service file
}
PGconn* peer(void) {
  return PQconnectdb("host=/run/postgresql user=app dbname=shop");  // clean: no password
}
PGconn* environment(void) {
  char text[512];
  const char* word = getenv("PGPASSWORD");
  snprintf(text, sizeof text, "host=%s user=app password=%s", HOST, word ? word : "");
  return PQconnectdb(text);  // clean: from the environment
}
PGconn* placeholder(const char* word) {
  char text[512];
  snprintf(text, sizeof text, "postgresql://app:%s@%s/shop", word, HOST);
  return PQconnectdb(text);  // clean: given
}
