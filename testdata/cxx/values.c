// SPDX-License-Identifier: Apache-2.0
// How a constant is written in C, and how it is put together.
#include <libraries.h>

#define TEXT2(x) #x
#define TEXT(x) TEXT2(x)
#define WORD opensesame7
#define WORD_live "correct-horse-1"
#define WORD_OF(kind) WORD_##kind
enum { USER, PASS, COUNT };
struct ops { PGconn* (*open)(const char* pw); };
struct auth { const char* user; const char* pw; };
struct conf { int port; struct auth db; struct auth* cache; };
union both { char text[32]; unsigned char raw[32]; };

static const char* const table[COUNT] = {[USER] = "joe", [PASS] = "correct-horse-2"};
static const struct auth standard = {"joe", "correct-horse-3"};
static const unsigned char master[16] = {9, 8, 7, 6, 5, 4, 3, 2, 1, 11, 12, 13, 14, 15, 16, 17};
static const char* const pieces[] = {"correct", "-horse", "-4"};

void Stringified(CURL* c) {
  curl_easy_setopt(c, CURLOPT_PASSWORD, TEXT(WORD));  // expect: hardcoded-credential/curl-easy-setopt-password
}
void Pasted(CURL* c) {
  curl_easy_setopt(c, CURLOPT_PASSWORD, WORD_OF(live));  // expect: hardcoded-credential/curl-easy-setopt-password
}
void OfATable(CURL* c) {
  curl_easy_setopt(c, CURLOPT_USERNAME, table[USER]);  // clean: a name
  curl_easy_setopt(c, CURLOPT_PASSWORD, table[PASS]);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void BothHalves(CURL* c) {
  char b[64];
  snprintf(b, sizeof b, "%s:%s", "joe", "correct-horse");
  curl_easy_setopt(c, CURLOPT_USERPWD, b);  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void UnknownUser(CURL* c) {
  char b[64];
  snprintf(b, sizeof b, "%s:%s", load_secret("user"), "correct-horse");
  curl_easy_setopt(c, CURLOPT_USERPWD, b);  // expect: hardcoded-credential/curl-easy-setopt-userpwd
}
void UnknownPassword(CURL* c) {
  char b[64];
  snprintf(b, sizeof b, "%s:%s", "joe", load_secret("password"));
  curl_easy_setopt(c, CURLOPT_USERPWD, b);  // clean: the half that counts is loaded
}
void NumberInside(CURL* c, int n) {
  char b[64];
  snprintf(b, sizeof b, "joe:horse-%d", n);
  curl_easy_setopt(c, CURLOPT_USERPWD, b);  // clean: a part of it is not known
}
PGconn* Joined(const char* host) {
  char b[200];
  strcpy(b, "host=");
  strcat(b, load_secret(host));
  strcat(b, " password=correct-horse");
  return PQconnectdb(b);  // expect: hardcoded-credential/p-qconnectdb
}
PGconn* JoinedWithLoaded(void) {
  char b[200];
  strcpy(b, "host=db password=");
  strcat(b, load_secret("password"));
  return PQconnectdb(b);  // clean: loaded
}
void BearerOfFormat(void) {
  char b[100];
  snprintf(b, sizeof b, "Authorization: Bearer %s", load_secret("token"));
  curl_slist_append(NULL, b);  // clean: loaded
}
void BearerConstant(void) {
  char b[100];
  snprintf(b, sizeof b, "Authorization: Bearer %s", "opaque-3f2a9c");
  curl_slist_append(NULL, b);  // expect: hardcoded-credential/curl-slist-append
}
static PGconn* login(const char* pw) {
  return PQsetdbLogin("h", "5", "", "", "db", "joe", pw);  // expect: hardcoded-credential/p-qsetdb-login
}
static PGconn* (*const logins[])(const char*) = {login};
PGconn* ThroughATable(void) { return logins[0]("correct-horse"); }
PGconn* ThroughAMember(void) {
  struct ops o = {login};
  return o.open("correct-horse");
}
void Fallback(CURL* c) {
  const char* p = getenv("PW");
  curl_easy_setopt(c, CURLOPT_PASSWORD, p ? p : "correct-horse");  // expect: hardcoded-credential/curl-easy-setopt-password
}
void GnuFallback(CURL* c) {
  const char* p = getenv("PW");
  curl_easy_setopt(c, CURLOPT_PASSWORD, p ?: "correct-horse");  // expect: hardcoded-credential/curl-easy-setopt-password
}
void NoFallback(CURL* c) {
  const char* p = getenv("PW");
  curl_easy_setopt(c, CURLOPT_PASSWORD, p ? p : "");  // clean: the environment or nothing
}
static const char* pick(int kind) {
  switch (kind) {
    case 0: return "correct-horse-5";
    default: return 0;
  }
}
void Picked(CURL* c, int kind) {
  curl_easy_setopt(c, CURLOPT_PASSWORD, pick(kind));  // expect: hardcoded-credential/curl-easy-setopt-password
}
void Jumped(CURL* c, int known) {
  const char* p = NULL;
  if (known) goto given;
  p = getenv("PW");
  goto use;
given:
  p = "correct-horse";
use:
  curl_easy_setopt(c, CURLOPT_PASSWORD, p);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void CopiedByHand(EVP_CIPHER_CTX* x, const unsigned char* iv) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = master[i];
  EVP_EncryptInit_ex(x, EVP_aes_256_cbc(), 0, k, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
void Decoded(CURL* c) {
  char p[16];
  const char* s = "ZK[_JS@";
  size_t i;
  for (i = 0; i < strlen(s); i++) p[i] = s[i] ^ 0x2a;
  p[i] = 0;
  curl_easy_setopt(c, CURLOPT_PASSWORD, p);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void JoinedInALoop(CURL* c) {
  char b[64] = "";
  for (int i = 0; i < 3; i++) strcat(b, pieces[i]);
  curl_easy_setopt(c, CURLOPT_PASSWORD, b);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void CopiedStruct(CURL* c) {
  struct auth a = standard;
  struct auth b;
  b = a;
  curl_easy_setopt(c, CURLOPT_PASSWORD, b.pw);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void ReplacedMember(CURL* c, const char* given) {
  struct auth a = standard;
  a.pw = given;
  curl_easy_setopt(c, CURLOPT_PASSWORD, a.pw);  // clean: replaced
}
void ThroughAPointerMember(CURL* c) {
  struct auth a = {"joe", "correct-horse-6"};
  struct conf k = {.port = 1, .cache = &a};
  curl_easy_setopt(c, CURLOPT_PASSWORD, k.cache->pw);  // expect: hardcoded-credential/curl-easy-setopt-password
}
static int get(const char** out) {
  *out = "correct-horse-7";
  return 0;
}
void OutParameter(CURL* c) {
  const char* p;
  if (get(&p) == 0) curl_easy_setopt(c, CURLOPT_PASSWORD, p);  // expect: hardcoded-credential/curl-easy-setopt-password
}
static void set(void* curl, void* p) {
  curl_easy_setopt(curl, CURLOPT_PASSWORD, (char*)p);  // expect: hardcoded-credential/curl-easy-setopt-password
}
void Union(CURL* c) {
  union both x;
  strcpy(x.text, "correct-horse-8");
  set(c, x.raw);
}
void ReadOver(CURL* c) {
  char b[64] = "none-given-yet";
  if (read_secret(b, sizeof b) < 0) return;
  curl_easy_setopt(c, CURLOPT_PASSWORD, b);  // clean: read over it
}
void Scanned(CURL* c, FILE* file) {
  char b[64] = "none-given-yet";
  if (fscanf(file, "%63s", b) != 1) return;
  curl_easy_setopt(c, CURLOPT_PASSWORD, b);  // clean: read from a file
}
void PlainUrl(CURL* c, const char* user, const char* word) {
  char b[200];
  snprintf(b, sizeof b, "https://%s:%s@example.org/", user, word);
  curl_easy_setopt(c, CURLOPT_URL, b);  // clean: both given
}
void Command(const char* word) {
  char b[200];
  snprintf(b, sizeof b, "mysqldump -u root -p%s db", word);
  system(b);  // clean: given
}
