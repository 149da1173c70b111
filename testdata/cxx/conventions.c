/* SPDX-License-Identifier: Apache-2.0 */
/* Callbacks with their user data, names and values in two arrays, and what is posted. */
#include <libraries.h>

struct context { int verbose; const char* word; };
static int give(char* buffer, int size, int rwflag, void* data) {
  struct context* context = data;
  int length = (int)strlen(context->word);
  (void)rwflag;
  if (length > size) length = size;
  memcpy(buffer, context->word, length);
  return length;
}
void set(SSL_CTX* ssl) {
  static struct context context = {0, "larch-bittern-17"};
  SSL_CTX_set_default_passwd_cb(ssl, give);  // expect: hardcoded-credential/ssl-ctx-set-default-passwd-cb
  SSL_CTX_set_default_passwd_cb_userdata(ssl, &context);
}
void set_typed(SSL_CTX* ssl) {
  static struct context context;
  context.word = load_secret("key");
  SSL_CTX_set_default_passwd_cb(ssl, give);  // clean: from a key store
  SSL_CTX_set_default_passwd_cb_userdata(ssl, &context);
}
static const char* const names[] = {"host", "user", "password", "dbname", NULL};
void parameters(const char* typed) {
  const char* values[] = {"db", "app", "larch-bittern-18", "shop", NULL};
  PQconnectdbParams(names, values, 0);  // expect: hardcoded-credential/p-qconnectdb-params
  const char* asked[] = {"db", "app", typed, "shop", NULL};
  PQconnectdbParams(names, asked, 0);  // clean: typed
}
void post(CURL* curl, const char* typed) {
  char body[128];
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "grant_type=password&username=app&password=larch-bittern-19");  // expect: hardcoded-credential/curl-easy-setopt-postfields
  snprintf(body, sizeof body, "username=app&password=%s", typed);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);  // clean: typed
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "q=password&lang=en");  // clean: a word to look for
}
