// SPDX-License-Identifier: Apache-2.0
// Keys, IVs, nonces and salts.
#include <libraries.h>

static const unsigned char kKey[32] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

void Cipher(EVP_CIPHER_CTX* c) {
  unsigned char iv[16];
  RAND_bytes(iv, sizeof iv);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, kKey, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}
void ConstantIv(EVP_CIPHER_CTX* c) {
  unsigned char key[32], iv[16] = {0};
  RAND_bytes(key, sizeof key);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex all-zero
}
void ClearedIv(EVP_CIPHER_CTX* c) {
  unsigned char key[32], iv[16];
  RAND_bytes(key, sizeof key);
  memset(iv, 0, sizeof iv);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // expect: constant-crypto-key/evp-encrypt-init-ex all-zero
}
void TextKey(EVP_CIPHER_CTX* c, const unsigned char* iv) {
  EVP_DecryptInit_ex(c, EVP_aes_256_cbc(), 0, (const unsigned char*)"0123456789abcdef0123456789abcdef", iv);  // expect: constant-crypto-key/evp-decrypt-init-ex
}
void Derived(unsigned char* out) {
  const char* pass = getenv("PASS");
  PKCS5_PBKDF2_HMAC(pass, -1, (const unsigned char*)"saltysalt", 9, 1000, EVP_sha256(), 32, out);  // expect: constant-crypto-key/pkcs5-pbkdf2-hmac
}
void Mac(const unsigned char* data, size_t n, unsigned char* out, unsigned int* len) {
  static const char secret[] = "signing-secret";
  HMAC(EVP_sha256(), secret, sizeof secret - 1, data, n, out, len);  // expect: constant-crypto-key/hmac
}
void Nonce(unsigned char* c, const unsigned char* m, const unsigned char* k) {
  unsigned char nonce[24] = "a nonce, used for all";
  crypto_secretbox_easy(c, m, 5, nonce, k);  // expect: constant-crypto-key/crypto-secretbox-easy
}
void ShortKey(unsigned char* c, const unsigned char* m, const unsigned char* n) {
  crypto_secretbox_easy(c, m, 5, n, (const unsigned char*)"too short");  // expect: constant-crypto-key/crypto-secretbox-easy too-short
}
void Datum(void* h, const gnutls_datum_t* iv) {
  static unsigned char bytes[16] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  gnutls_datum_t key = {bytes, sizeof bytes};
  gnutls_cipher_init(h, 4, &key, iv);  // expect: constant-crypto-key/gnutls-cipher-init
}
struct session { unsigned char key[32]; unsigned char iv[16]; };
void Whole(EVP_CIPHER_CTX* c) {
  struct session s;
  RAND_bytes(s.iv, sizeof s.iv);
  memcpy(s.key, kKey, sizeof kKey);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, s.key, s.iv);  // expect: constant-crypto-key/evp-encrypt-init-ex
}

// Look-alikes.
void Random(EVP_CIPHER_CTX* c) {
  unsigned char key[32] = {0}, iv[16] = {0};
  RAND_bytes(key, sizeof key);
  RAND_bytes(iv, sizeof iv);
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // clean: zeroed, then filled
}
void TwoSteps(EVP_CIPHER_CTX* c, const unsigned char* key, const unsigned char* iv) {
  EVP_EncryptInit_ex(c, EVP_aes_256_cbc(), 0, 0, 0);  // clean: set in a later call
  EVP_EncryptInit_ex(c, 0, 0, key, iv);  // clean: the caller's
}
void MaybeFilled(EVP_CIPHER_CTX* c, const unsigned char* key, int fd) {
  unsigned char iv[16] = {0};
  if (fd >= 0) recv(fd, iv, sizeof iv, 0);
  EVP_DecryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // clean: zeroed first, filled where there is input
}
void Loaded(EVP_CIPHER_CTX* c, FILE* f) {
  unsigned char key[32] = "default", iv[16];
  if (fread(key, 1, sizeof key, f) != sizeof key || fread(iv, 1, sizeof iv, f) != sizeof iv) return;
  EVP_DecryptInit_ex(c, EVP_aes_256_cbc(), 0, key, iv);  // clean: from a file
}
void MacData(const unsigned char* key, unsigned char* out, unsigned int* len) {
  HMAC(EVP_sha256(), key, 32, (const unsigned char*)"client finished", 15, out, len);  // clean: constant data, not key
}
void Counter(unsigned char* c, const unsigned char* m, const unsigned char* k, uint64_t n) {
  unsigned char nonce[24] = {0};
  for (int i = 0; i < 8; ++i) nonce[i] = (unsigned char)(n >> (8 * i));
  crypto_secretbox_easy(c, m, 5, nonce, k);  // clean: counts
}
void RandomNonce(unsigned char* c, const unsigned char* m, const unsigned char* k) {
  unsigned char nonce[24];
  randombytes_buf(nonce, sizeof nonce);
  crypto_secretbox_easy(c, m, 5, nonce, k);  // clean: random
}

// A deterministic generator starts from zero, as its standard says.
int app_hmac_drbg_seed(unsigned char* out, const unsigned char* seed) {
  unsigned char key[32] = {0};
  HMAC(EVP_sha256(), key, 32, seed, 32, out, 0);  // clean: the seed replaces it
  return 0;
}

void Ecb(EVP_CIPHER_CTX* x, const unsigned char* key) {
  static const unsigned char iv[16] = {9, 8, 7, 6, 5, 4, 3, 2, 1};
  const EVP_CIPHER* cipher = EVP_aes_128_ecb();
  EVP_EncryptInit_ex(x, EVP_aes_128_ecb(), 0, key, iv);  // clean: the mode takes no IV
  EVP_EncryptInit_ex(x, cipher, 0, key, iv);  // clean: the mode takes no IV
}
void Wrap(EVP_CIPHER_CTX* x, const unsigned char* key) {
  static const unsigned char iv[8] = {0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6, 0xa6};
  EVP_EncryptInit_ex(x, EVP_aes_256_wrap(), 0, key, iv);  // clean: the IV of RFC 3394
}
void MasterOfAWallet(const unsigned char* seed, unsigned char* out, unsigned int* n) {
  HMAC(EVP_sha256(), "Bitcoin seed", 12, seed, 64, out, n);  // expect: constant-crypto-key/hmac level=note
}
char* UnknownUser(const char* word, const char* stored) {
  return crypt(word, stored ? stored : "$6$rounds=5000$invalid$");  // expect: constant-crypto-key/crypt level=note
}
