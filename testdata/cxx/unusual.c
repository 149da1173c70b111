// SPDX-License-Identifier: Apache-2.0
// Constants that reach their sink by a way few programs take, each beside one
// that looks alike and is none.
#include <libraries.h>
#include <stdarg.h>

static void* session;
void* connection;

// A part of a longer text.
void behind_the_colon(void) {
  const char* account = "joe:correct-horse-1";
  ssh_userauth_password(session, "joe", strchr(account, ':') + 1);  // expect: hardcoded-credential/ssh-userauth-password
}
void behind_the_colon_given(const char* account) {
  ssh_userauth_password(session, "joe", strchr(account, ':') + 1);  // clean: given
}
void skipped_prefix(void) {
  const char* line = "password=correct-horse-2";
  ssh_userauth_password(session, "joe", line + 9);  // expect: hardcoded-credential/ssh-userauth-password
}
void second_token_given(char* line) {
  strtok(line, " ");
  ssh_userauth_password(session, "joe", strtok(NULL, " "));  // clean: given
}

// Variadic functions.
static void login_given(const char* user, ...) {
  va_list more;
  va_start(more, user);
  ssh_userauth_password(session, user, va_arg(more, const char*));  // clean: no caller gives a constant
  va_end(more);
}
void through_va_arg_given(const char* word) { login_given("joe", word); }
static void build(char* out, size_t size, const char* format, ...) {
  va_list more;
  va_start(more, format);
  vsnprintf(out, size, format, more);
  va_end(more);
}
PGconn* through_vsnprintf_given(const char* host, const char* word) {
  char text[256];
  build(text, sizeof text, "host=%s user=app password=%s", host, word);
  return PQconnectdb(text);  // clean: given
}

// User data of a callback.
struct request {
  void (*done)(void* data);
  void* data;
};
static void authenticate(void* data) {
  ssh_userauth_password(session, "joe", (const char*)data);  // expect: hardcoded-credential/ssh-userauth-password
}
static void run(const struct request* r) { r->done(r->data); }
void by_callback(void) {
  struct request r = {authenticate, (void*)"correct-horse-6"};
  run(&r);
}
static void notify(void* data) { puts((const char*)data); }
void by_other_callback(void) {
  struct request r = {notify, (void*)"correct-horse-7"};  // clean: printed
  run(&r);
}

// Lists and heaps.
struct node {
  struct node* next;
  char* name;
  char* value;
};
static struct node* push(struct node* list, const char* name, const char* value) {
  struct node* made = malloc(sizeof *made);
  made->next = list;
  made->name = strdup(name);
  made->value = strdup(value);
  return made;
}
void from_a_list(void) {
  struct node* list = push(NULL, "password", "correct-horse-8");
  ssh_userauth_password(session, list->name, list->value);  // expect: hardcoded-credential/ssh-userauth-password
}
void from_a_list_read(void) {
  struct node* list = push(NULL, "correct-horse-9", load_secret("ssh"));
  ssh_userauth_password(session, list->name, list->value);  // clean: read
}
void grown(void) {
  char* text = malloc(8);
  strcpy(text, "correct");
  text = realloc(text, 32);
  strcat(text, "-horse-10");
  ssh_userauth_password(session, "joe", text);  // expect: hardcoded-credential/ssh-userauth-password
}
void appended_by_pointer(void) {
  char text[64], *end = text;
  end = stpcpy(end, "correct-");
  stpcpy(end, "horse-11");
  ssh_userauth_password(session, "joe", text);  // expect: hardcoded-credential/ssh-userauth-password
}
void cleared(void) {
  char text[64] = "correct-horse-12";
  memset(text, 0, sizeof text);
  if (read_secret(text, sizeof text) == 0) ssh_userauth_password(session, "joe", text);  // clean: read
}

// Values that are made once.
static const char* once(void) {
  static char word[32];
  if (word[0] == '\0') strcpy(word, "correct-horse-13");
  return word;
}
void made_once(void) {
  ssh_userauth_password(session, "joe", once());  // expect: hardcoded-credential/ssh-userauth-password
}
static const char* once_read(void) {
  static char word[32];
  if (word[0] == '\0') read_secret(word, sizeof word);
  return word;
}
void made_once_read(void) {
  ssh_userauth_password(session, "joe", once_read());  // clean: read
}
struct credentials { const char* user; const char* word; };
static struct credentials make(const char* user, const char* word) {
  return (struct credentials){.user = user, .word = word};
}
void by_value(void) {
  struct credentials c = make("joe", "correct-horse-14");
  ssh_userauth_password(session, c.user, c.word);  // expect: hardcoded-credential/ssh-userauth-password
}
void by_value_swapped(const char* word) {
  struct credentials c = make("correct-horse-15", word);
  ssh_userauth_password(session, c.user, c.word);  // clean: the constant is the user
}
static int enter(const struct credentials* c) { return ssh_userauth_password(session, c->user, c->word); }  // expect: hardcoded-credential/ssh-userauth-password
void compound_literal(void) { enter(&(struct credentials){"joe", "correct-horse-16"}); }

// Choice by number.
enum place { kTest, kStage, kLive, kPlaces };
static const char* const words[kPlaces] = {[kTest] = "correct-horse-17", [kStage] = NULL, [kLive] = NULL};
void of_the_place(enum place place) {
  const char* word = words[place] ? words[place] : getenv("WORD");
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
static const char* const names[kPlaces] = {[kTest] = "TEST_WORD", [kStage] = "STAGE_WORD", [kLive] = "LIVE_WORD"};
void named_by_the_place(enum place place) {
  ssh_userauth_password(session, "joe", getenv(names[place]));  // clean: a variable's name
}
void last_assignment(int n) {
  const char* word = "correct-horse-18";
  switch (n) {
    case 0: word = getenv("A"); break;
    case 1: word = getenv("B"); break;
    default: word = getenv("C");
  }
  ssh_userauth_password(session, "joe", word);  // clean: every branch replaces it
}
void guarded(const char* word) {
  if (strcmp(word, "correct-horse") == 0) puts("choose another word");  // clean: the parameter's name says nothing
  ssh_userauth_password(session, "joe", word);                          // clean: given
}

// Arguments without names, and pieces of a text.
static void login_with(int n, ...) {
  va_list ap;
  va_start(ap, n);
  const char* user = va_arg(ap, const char*);
  const char* word = va_arg(ap, const char*);
  ssh_userauth_password(session, user, word);  // expect: hardcoded-credential/ssh-userauth-password
  va_end(ap);
}
void unnamed_arguments(void) { login_with(2, "joe", "correct-horse-20"); }
static void login_titled(int n, ...) {
  va_list ap;
  va_start(ap, n);
  puts(va_arg(ap, const char*));
  ssh_userauth_password(session, "joe", va_arg(ap, const char*));  // clean: the title is the constant
  va_end(ap);
}
void titled(void) { login_titled(2, "Enter your password", load_secret("ssh")); }
void second_piece(void) {
  char both[] = "joe:correct-horse-21";
  char* user = strtok(both, ":");
  char* word = strtok(NULL, ":");
  ssh_userauth_password(session, user, word);  // expect: hardcoded-credential/ssh-userauth-password
}
void second_piece_read(FILE* in) {
  char line[200];
  char* rest = NULL;
  if (!fgets(line, sizeof line, in)) return;
  char* user = strtok_r(line, ":", &rest);
  char* word = strtok_r(NULL, ":", &rest);
  ssh_userauth_password(session, user, word);  // clean: from a file
}
void hidden(void) {
  static const char kept[] = {0x39, 0x35, 0x28, 0x28, 0x3f, 0x39, 0x2e, 0x77, 0x32, 0x35, 0x28, 0x29, 0x3f};
  char word[32];
  for (unsigned i = 0; i < sizeof kept; ++i) word[i] = kept[i] ^ 0x5a;
  word[sizeof kept] = 0;
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void hidden_by_a_key(const char* key) {
  static const char kept[] = {0x39, 0x35, 0x28, 0x28, 0x3f, 0x39, 0x2e, 0x77, 0x32, 0x35, 0x28, 0x29, 0x3f};
  char word[32];
  for (unsigned i = 0; i < sizeof kept; ++i) word[i] = kept[i] ^ key[i];
  word[sizeof kept] = 0;
  ssh_userauth_password(session, "joe", word);  // clean: nobody knows without the key
}

// What a library asks for by a callback.
static int fill_in(char* buf, int size, int rwflag, void* userdata) {
  (void)rwflag, (void)userdata;
  strncpy(buf, "correct-horse-60", size);
  return (int)strlen(buf);
}
static int fill_given(char* buf, int size, int rwflag, void* userdata) {
  (void)rwflag;
  strncpy(buf, userdata, size);
  return (int)strlen(buf);
}
void asked_by_library(SSL_CTX* ctx) {
  SSL_CTX_set_default_passwd_cb(ctx, fill_in);  // expect: hardcoded-credential/ssl-ctx-set-default-passwd-cb
}
void asked_for_given(SSL_CTX* ctx) {
  SSL_CTX_set_default_passwd_cb(ctx, fill_given);  // clean: from what the caller keeps
}
int verify_login(const char* typed, const char* stored) {
  const char* hash = stored ? stored : "*";
  return strcmp(crypt(typed, hash), hash) == 0;  // clean: stands for no account
}

// A key file is read piece by piece; what comes out is not the file.
static int read_iv(const unsigned char* at, const unsigned char* end, unsigned char iv[16]) {
  while (at < end && *at != ',') ++at;
  memcpy(iv, at + 1, 16);
  return at < end;
}
void parsed_iv(EVP_CIPHER_CTX* c, const unsigned char* key) {
  static const char file[] =
      "-----BEGIN " "ENCRYPTED KEY-----\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\nnothing";
  unsigned char iv[16];
  if (read_iv((const unsigned char*)file, (const unsigned char*)file + sizeof file, iv)) {
    EVP_DecryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // clean: what a parser takes out of a text
  }
}
