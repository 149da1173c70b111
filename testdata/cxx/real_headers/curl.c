// SPDX-License-Identifier: Apache-2.0
// libcurl as Debian ships it. packages: libcurl
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct account {
  const char* user;
  const char* password;
  char header[128];
};
static struct account accounts[] = {
    {"joe", "amber-anvil-1", ""},
    {"ann", NULL, ""},
};

void table(CURL* curl, unsigned n) {
  curl_easy_setopt(curl, CURLOPT_USERNAME, accounts[n].user);
  curl_easy_setopt(curl, CURLOPT_PASSWORD, accounts[n].password);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void both(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_USERPWD, "joe:amber-anvil-2");  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void formatted(CURL* curl, const char* host) {
  char url[256];
  snprintf(url, sizeof url, "https://%s:%s@%s/", "joe", "amber-anvil-3", host);
  curl_easy_setopt(curl, CURLOPT_URL, url);  // expect: hardcoded-credential/curl-easy-setopt-url
}
static const char* fallback(const char* name, const char* other) {
  const char* value = getenv(name);
  return value != NULL && *value != '\0' ? value : other;
}
void or_else(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_XOAUTH2_BEARER, fallback("API_TOKEN", "amber-anvil-4"));  // expect: hardcoded-credential/curl-easy-setopt-xoauth2-bearer
}
struct curl_slist* header(struct account* a) {
  strcpy(a->header, "Authorization: Bearer ");
  strcat(a->header, "amber-anvil-5-amber-anvil");
  return curl_slist_append(NULL, a->header);  // expect: hardcoded-credential/curl-slist-append
}

void environment(CURL* curl) {
  curl_easy_setopt(curl, CURLOPT_PASSWORD, getenv("PASSWORD"));            // clean: from the environment
  curl_easy_setopt(curl, CURLOPT_URL, "https://example.com/login?a=1");    // clean: no credential
  curl_easy_setopt(curl, CURLOPT_USERNAME, "joe");                         // clean: a user's name
  curl_easy_setopt(curl, CURLOPT_USERPWD, ":");                            // clean: Kerberos: no password
  curl_easy_setopt(curl, CURLOPT_COOKIEFILE, "");                          // clean: switches cookies on
  curl_easy_setopt(curl, CURLOPT_SSLKEYTYPE, "PEM");                       // clean: a format
  curl_easy_setopt(curl, CURLOPT_KEYPASSWD, NULL);                         // clean: none
}
void read_line(CURL* curl, FILE* file) {
  char line[128] = "none";
  if (fgets(line, sizeof line, file) == NULL) return;
  line[strcspn(line, "\n")] = '\0';
  curl_easy_setopt(curl, CURLOPT_PASSWORD, line);  // clean: read from a file
}
void given(CURL* curl, int argc, char** argv) {
  const char* password = argc > 1 ? argv[1] : NULL;
  curl_easy_setopt(curl, CURLOPT_PASSWORD, password);  // clean: given by the user
}
struct curl_slist* types(struct curl_slist* list) {
  list = curl_slist_append(list, "Content-Type: application/json");  // clean: no credential
  return curl_slist_append(list, "Authorization:");                   // clean: removes the header
}
