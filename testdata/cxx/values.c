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

static const unsigned char half[16] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
static const unsigned char mask[16] = {7, 7, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14};
static const uint32_t words[4] = {0x8f3a91c4, 0x1c77e02d, 0x55aa1290, 0x7be4c3f1};
void Overwritten(void* x, const unsigned char* given) {
  unsigned char k[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  for (int i = 0; i < 16; i++) k[i] = given[i];
  AES_set_encrypt_key(k, 128, x);  // clean: each byte is replaced
}
void PerhapsOverwritten(void* x, const unsigned char* given) {
  unsigned char k[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  if (given) {
    for (int i = 0; i < 16; i++) k[i] = given[i];
  }
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key level=warning
}
void FromHex(void* x, const char* hex) {
  unsigned char k[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  for (int i = 0; i < 16; i++) sscanf(hex + 2 * i, "%2hhx", &k[i]);
  AES_set_encrypt_key(k, 128, x);  // clean: each byte is replaced
}
static void mix(unsigned char* d, const unsigned char* s, int n) {
  for (int i = 0; i < n; i++) d[i] ^= s[i];
}
void Mixed(void* x, const unsigned char* given) {
  unsigned char k[16] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
  mix(k, given, 16);
  AES_set_encrypt_key(k, 128, x);  // clean: what is given is mixed in
}
void OfTwoArrays(void* x) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = half[i] ^ mask[i];
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void OfOneArray(void* x, const unsigned char* given) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = half[i] ^ given[i];
  AES_set_encrypt_key(k, 128, x);  // clean: what is given is mixed in
}
void OfAText(void* x) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = half[i] ^ "acme"[i % 4];
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void OfTheCounter(void* x) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = half[i] ^ (0x5a + i);
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void InPlace(CURL* c) {
  char p[] = "dpssfdu.ipstf";
  for (int i = 0; p[i]; i++) p[i] -= 1;
  curl_easy_setopt(c, CURLOPT_PASSWORD, p);  // expect: hardcoded-credential/curl-easy-setopt-password
}
static void deobf(unsigned char* dst, const unsigned char* src, int n, int k) {
  for (int i = 0; i < n; i++) dst[i] = src[i] ^ k;
}
void ByAHelper(void* x) {
  unsigned char k[16];
  deobf(k, half, 16, 0x37);
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void Counted(void* x) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = i;
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void Drawn(void* x) {
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
  unsigned char k[16];
  for (int i = 0; i < 16; i++) k[i] = letters[random_number() % 26];
  AES_set_encrypt_key(k, 128, x);  // clean: drawn
}
void Stream(void* x, unsigned state) {
  unsigned char k[16];
  for (int i = 0; i < 16; i++) {
    state = state * 1103515245u + 12345u;
    k[i] = half[i] ^ state >> 16;
  }
  AES_set_encrypt_key(k, 128, x);  // clean: another byte each time
}
void Words(void* x) {
  AES_set_encrypt_key((const unsigned char*)words, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void WordsCopied(void* x) {
  unsigned char k[16];
  const uint32_t local[4] = {0x11223344, 0x22334455, 0x33445566, 0x44556677};
  memcpy(k, local, 16);
  AES_set_encrypt_key(k, 128, x);  // expect: constant-crypto-key/aes-set-encrypt-key
}
void OfTheShell(CURL* c) {
  system("mysqldump -u root -p\"$MYSQL_PWD\" orders");  // clean: the shell puts it in
  system("mysqldump -u root -p$MYSQL_PWD orders");  // clean: the shell puts it in
  system("curl -u \"$USER:$PASS\" https://example.org");  // clean: the shell puts it in
  curl_easy_setopt(c, CURLOPT_USERPWD, "anonymous:anonymous@example.com");  // clean: everybody's
  curl_easy_setopt(c, CURLOPT_PASSWORD, "$DB_PASSWORD");  // clean: a variable
  curl_easy_setopt(c, CURLOPT_PASSWORD, "@DB_PASSWORD@");  // clean: configure puts it in
}
