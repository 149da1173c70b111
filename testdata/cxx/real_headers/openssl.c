// SPDX-License-Identifier: Apache-2.0
// OpenSSL as Debian ships it. packages: libcrypto
#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct keys {
  unsigned char cipher[32];
  unsigned char iv[16];
};
struct session {
  const struct keys* keys;
  EVP_CIPHER_CTX* context;
};
static const struct keys kKeys = {{1, 2, 3, 4, 5, 6, 7, 8, 9}, {9, 8, 7, 6, 5, 4, 3, 2, 1}};

static int start(struct session* s) {
  return EVP_EncryptInit_ex(s->context, EVP_aes_256_cbc(), NULL, s->keys->cipher,  // expect: constant-crypto-key/evp-encrypt-init-ex
                            s->keys->iv);
}
int through_a_struct(void) {
  struct session s = {&kKeys, EVP_CIPHER_CTX_new()};
  return start(&s);
}
int derived(unsigned char out[32], const char* salt) {
  const char* phrase = "amber-anvil-7";
  return PKCS5_PBKDF2_HMAC(phrase, (int)strlen(phrase), (const unsigned char*)salt, 16, 600000, EVP_sha256(), 32, out);  // expect: constant-crypto-key/pkcs5-pbkdf2-hmac
}
int salted(const char* phrase, unsigned char out[32]) {
  static const unsigned char salt[] = "pepper-and-salt";
  return PKCS5_PBKDF2_HMAC(phrase, -1, salt, sizeof salt, 600000, EVP_sha256(), 32, out);  // expect: constant-crypto-key/pkcs5-pbkdf2-hmac
}
unsigned char* signed_by_macro(const unsigned char* data, size_t size, unsigned char* out) {
#define SIGNING_KEY "amber-" "anvil-8"
  return HMAC(EVP_sha256(), SIGNING_KEY, 13, data, size, out, NULL);  // expect: constant-crypto-key/hmac
}
int zero_iv(EVP_CIPHER_CTX* context, const unsigned char* key) {
  unsigned char iv[16] = {0};
  return EVP_EncryptInit_ex(context, EVP_aes_128_cbc(), NULL, key, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex all-zero
}

int random_key(EVP_CIPHER_CTX* context) {
  unsigned char key[32] = {0}, iv[16] = {0};
  if (RAND_bytes(key, sizeof key) != 1 || RAND_bytes(iv, sizeof iv) != 1) return 0;
  return EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), NULL, key, iv);  // clean: drawn at random
}
int key_of_file(EVP_CIPHER_CTX* context, FILE* file) {
  struct keys k;
  memset(&k, 0, sizeof k);
  if (fread(&k, 1, sizeof k, file) != sizeof k) return 0;
  return EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), NULL, k.cipher, k.iv);  // clean: read from a file
}
int asked(unsigned char out[32], const unsigned char* salt) {
  char phrase[128] = "";
  if (EVP_read_pw_string(phrase, sizeof phrase, "Passphrase: ", 0) != 0) return 0;  // clean: a prompt
  return PKCS5_PBKDF2_HMAC(phrase, -1, salt, 16, 600000, EVP_sha256(), 32, out);    // clean: typed
}
int no_key_yet(EVP_CIPHER_CTX* context) {
  return EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), NULL, NULL, NULL);  // clean: set later
}
int digest(const char* text, unsigned char* out) {
  return EVP_Digest("amber-anvil-9", 13, out, NULL, EVP_sha256(), NULL) + (text != NULL);  // clean: a digest has no key
}
int same(const unsigned char* mac, const unsigned char* wanted) {
  return CRYPTO_memcmp(mac, wanted, 32);  // clean: both come from elsewhere
}
