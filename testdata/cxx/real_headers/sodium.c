// SPDX-License-Identifier: Apache-2.0
// libsodium as Debian ships it. packages: libsodium
#include <sodium.h>
#include <stdio.h>
#include <string.h>

typedef struct {
  unsigned char bytes[crypto_secretbox_KEYBYTES];
} Key;

static void fill(Key* key, const char* text) { memcpy(key->bytes, text, sizeof key->bytes); }

int boxed(unsigned char* out, const unsigned char* data, unsigned long long size, const unsigned char* nonce) {
  Key key;
  fill(&key, "amber-anvil-amber-anvil-amber-an");
  return crypto_secretbox_easy(out, data, size, nonce, key.bytes);  // expect: constant-crypto-key/crypto-secretbox-easy
}
int hexed(unsigned char* out, const unsigned char* data, unsigned long long size) {
  unsigned char key[crypto_auth_KEYBYTES];
  if (sodium_hex2bin(key, sizeof key, "8ae1d0c4b7f36295", 16, NULL, NULL, NULL) != 0) return -1;
  return crypto_auth(out, data, size, key);  // expect: constant-crypto-key/crypto-auth too-short
}
int one_nonce(unsigned char* out, const unsigned char* data, unsigned long long size, const Key* key) {
  static const unsigned char nonce[crypto_secretbox_NONCEBYTES] = "once-and-never-again-yes";
  return crypto_secretbox_easy(out, data, size, nonce, key->bytes);  // expect: constant-crypto-key/crypto-secretbox-easy
}

int drawn(unsigned char* out, const unsigned char* data, unsigned long long size) {
  Key key;
  unsigned char nonce[crypto_secretbox_NONCEBYTES];
  crypto_secretbox_keygen(key.bytes);
  randombytes_buf(nonce, sizeof nonce);
  return crypto_secretbox_easy(out, data, size, nonce, key.bytes);  // clean: drawn at random
}
int derived(unsigned char* out, const unsigned char* data, unsigned long long size, const char* phrase,
            const unsigned char* salt) {
  unsigned char key[crypto_auth_KEYBYTES];
  if (crypto_pwhash(key, sizeof key, phrase, strlen(phrase), salt, 3, 1 << 26, crypto_pwhash_ALG_DEFAULT) != 0) return -1;
  return crypto_auth(out, data, size, key);  // clean: derived from what is given
}
int plain_hash(unsigned char* out, const unsigned char* data, unsigned long long size) {
  return crypto_generichash(out, 32, data, size, NULL, 0);  // clean: no key
}
int counted(unsigned char* out, const unsigned char* data, unsigned long long size, const Key* key, unsigned long long n) {
  unsigned char nonce[crypto_secretbox_NONCEBYTES] = {0};
  for (unsigned at = 0; at < 8; ++at) nonce[at] = (unsigned char)(n >> (8 * at));
  return crypto_secretbox_easy(out, data, size, nonce, key->bytes);  // clean: a counter
}
