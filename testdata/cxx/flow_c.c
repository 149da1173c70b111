// SPDX-License-Identifier: Apache-2.0
// Constants on their way through C: buffers, pointers, branches, structs, calls.
#include <libraries.h>

#define DB_PASS "correct-horse-7"
#define JOINED "correct-" "horse-8"

static void* session;

void Direct(void) {
  ssh_userauth_password(session, "joe", "correct-horse-1");  // expect: hardcoded-credential/ssh-userauth-password
}
void Macro(void) {
  ssh_userauth_password(session, "joe", DB_PASS);  // expect: hardcoded-credential/ssh-userauth-password
}
void Adjacent(void) {
  ssh_userauth_password(session, "joe", JOINED);  // expect: hardcoded-credential/ssh-userauth-password
}
void Local(void) {
  const char* p = "correct-horse-2";
  const char* q = p;
  ssh_userauth_password(session, "joe", q);  // expect: hardcoded-credential/ssh-userauth-password
}
void Array(void) {
  char word[] = "correct-horse-3";
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Characters(void) {
  const char word[] = {'h', 'o', 'r', 's', 'e', '-', '4', 0};
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Copied(void) {
  char buffer[64];
  strcpy(buffer, "correct-horse-5");
  ssh_userauth_password(session, "joe", buffer);  // expect: hardcoded-credential/ssh-userauth-password
}
void Memcpied(void) {
  char buffer[64];
  memcpy(buffer, "correct-horse-6", 16);
  ssh_userauth_password(session, "joe", buffer);  // expect: hardcoded-credential/ssh-userauth-password
}
void Concatenated(void) {
  char buffer[64] = "";
  strcat(buffer, "correct-");
  strcat(buffer, "horse-7");
  ssh_userauth_password(session, "joe", buffer);  // expect: hardcoded-credential/ssh-userauth-password
}
void Formatted(void) {
  char buffer[64];
  snprintf(buffer, sizeof buffer, "%s-%s", "correct", "horse");
  ssh_userauth_password(session, "joe", buffer);  // expect: hardcoded-credential/ssh-userauth-password
}
void Duplicated(void) {
  char* copy = strdup("correct-horse-9");
  ssh_userauth_password(session, "joe", copy);  // expect: hardcoded-credential/ssh-userauth-password
  free(copy);
}
void ByteByByte(void) {
  char word[8];
  word[0] = 'h';
  word[1] = 'o';
  word[2] = 'r';
  word[3] = 's';
  word[4] = 'e';
  word[5] = '\0';
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Branch(int debug) {
  const char* word = getenv("WORD");
  if (debug) word = "correct-horse-10";
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Either(int debug) {
  ssh_userauth_password(session, "joe", debug ? "correct-horse-11" : getenv("WORD"));  // expect: hardcoded-credential/ssh-userauth-password
}
void Fallback(void) {
  const char* word = getenv("WORD");
  if (!word) word = "correct-horse-12";
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Loop(int n) {
  const char* word = 0;
  for (int i = 0; i < n; ++i) {
    if (word) ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
    word = "correct-horse-13";
  }
}
struct account { const char* user; const char* word; char text[32]; struct { const char* inner; } deep; };
void Member(void) {
  struct account a;
  a.word = "correct-horse-14";
  ssh_userauth_password(session, a.user, a.word);  // expect: hardcoded-credential/ssh-userauth-password
}
void MemberBuffer(void) {
  struct account a;
  strcpy(a.text, "correct-horse-15");
  struct account b = a;
  ssh_userauth_password(session, "joe", b.text);  // expect: hardcoded-credential/ssh-userauth-password
}
void Designated(void) {
  struct account a = {.user = "joe", .word = "correct-horse-16", .deep = {.inner = "correct-horse-17"}};
  ssh_userauth_password(session, a.user, a.word);  // expect: hardcoded-credential/ssh-userauth-password
  ssh_userauth_password(session, a.user, a.deep.inner);  // expect: hardcoded-credential/ssh-userauth-password
}
static const struct account kAccounts[] = {{"joe", "correct-horse-18", "", {0}}, {"ann", "correct-horse-19", "", {0}}};
void Table(int n) {
  ssh_userauth_password(session, kAccounts[n].user, kAccounts[n].word);  // expect: hardcoded-credential/ssh-userauth-password
}
static void Connect(const char* word) {
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
void Caller(void) { Connect("correct-horse-20"); }
static void Fill(char* out) { strcpy(out, "correct-horse-21"); }
void OutParameter(void) {
  char word[32];
  Fill(word);
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
static const char* Give(void) { return "correct-horse-22"; }
void Returned(void) {
  ssh_userauth_password(session, "joe", Give());  // expect: hardcoded-credential/ssh-userauth-password
}
static void Set(const char** where, const char* what) { *where = what; }
void Indirect(void) {
  const char* word;
  Set(&word, "correct-horse-23");
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}
static const char* global_word;
void StoreGlobal(void) { global_word = "correct-horse-24"; }
void UseGlobal(void) {
  ssh_userauth_password(session, "joe", global_word);  // expect: hardcoded-credential/ssh-userauth-password
}
void ThroughPointer(void) {
  void (*connect)(const char*) = Connect;
  connect("correct-horse-25");
}
static char* Twice(const char* s) { return strdup(s); }
void TwoCallers(void) {
  char* clean = Twice(getenv("WORD"));
  char* dirty = Twice("correct-horse-26");
  ssh_userauth_password(session, "joe", clean);  // clean: the other call's constant does not come here
  ssh_userauth_password(session, "joe", dirty);  // expect: hardcoded-credential/ssh-userauth-password
}
typedef union { const char* first; const char* second; } either;
void Union(void) {
  either e;
  e.first = "correct-horse-27";
  ssh_userauth_password(session, "joe", e.second);  // expect: hardcoded-credential/ssh-userauth-password
}
void Pointers(void) {
  const char* words[4];
  words[2] = "correct-horse-28";
  words[3] = getenv("WORD");
  ssh_userauth_password(session, "joe", words[2]);  // expect: hardcoded-credential/ssh-userauth-password
  ssh_userauth_password(session, "joe", words[3]);  // clean: another element
}
void Static(void) {
  static const char word[] = "correct-horse-29";
  ssh_userauth_password(session, "joe", word);  // expect: hardcoded-credential/ssh-userauth-password
}

// Look-alikes.
void Environment(void) {
  ssh_userauth_password(session, "joe", getenv("CORRECT_HORSE"));  // clean: read at run time
}
void Overwritten(void) {
  const char* word = "not-the-password";
  word = getenv("WORD");
  ssh_userauth_password(session, "joe", word);  // clean: the constant is gone
}
void ReadOver(void) {
  char word[64] = "password: ";
  if (fgets(word, sizeof word, stdin)) ssh_userauth_password(session, "joe", word);  // clean: read over it
}
void Received(int fd) {
  char word[64] = "none yet";
  recv(fd, word, sizeof word, 0);
  ssh_userauth_password(session, "joe", word);  // clean: from the network
}
void Stored(void) {
  char word[64] = "default";
  read_secret(word, sizeof word);
  ssh_userauth_password(session, "joe", word);  // clean: from the key store
}
void Named(void) {
  ssh_userauth_password(session, "joe", load_secret("ssh-password"));  // clean: the name of a secret
}
void Empty(void) {
  ssh_userauth_password(session, "joe", "");  // clean: no password
  ssh_userauth_password(session, "joe", 0);   // clean: none
}
void Placeholder(void) {
  ssh_userauth_password(session, "joe", "<password>");  // clean: stands for one
  ssh_userauth_password(session, "joe", "${SSH_PASSWORD}");  // clean: filled in later
}
void Prefix(void) {
  char word[64] = "pre-";
  strcat(word, getenv("WORD"));
  ssh_userauth_password(session, "joe", word);  // clean: mostly not constant
}
void FormattedInput(void) {
  char word[64];
  snprintf(word, sizeof word, "%s:%s", "joe", getenv("WORD"));
  ssh_userauth_password(session, "joe", word);  // clean: mostly not constant
}
void Dead(void) {
  const char* word = getenv("WORD");
  if (0) word = "never-the-password";
  ssh_userauth_password(session, "joe", word);  // clean: never taken
}
void OtherMember(void) {
  struct account a = {.user = "administrator", .word = getenv("WORD")};
  ssh_userauth_password(session, a.user, a.word);  // clean: the constant is the user
}
void PrintIt(const char* word) {
  printf("%s is not %s\n", word, "the-password");
  ssh_userauth_password(session, "joe", word);  // clean: no caller passes a constant
}
void Scanned(void) {
  char word[64] = "initial";
  if (scanf("%63s", word) == 1) ssh_userauth_password(session, "joe", word);  // clean: typed
}
void Parameter(char** argv) {
  ssh_userauth_password(session, "joe", argv[1]);  // clean: from the command line
}
void Decoded(const char* input) {
  char word[] = "mask-mask-mask";
  for (int i = 0; input[i] && word[i]; ++i) word[i] ^= input[i];
  ssh_userauth_password(session, "joe", word);  // clean: computed
}
void NobodyYet(const char* file) {
  char word[64] = "anonymous";
  FILE* in = fopen(file, "r");
  if (in) fgets(word, sizeof word, in);
  ssh_userauth_password(session, "joe", word);  // clean: stands for nobody
}
