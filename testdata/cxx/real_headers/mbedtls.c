// SPDX-License-Identifier: Apache-2.0
// mbedTLS as Debian ships it. header: mbedtls/aes.h
#include <mbedtls/aes.h>
#include <mbedtls/ctr_drbg.h>
#include <mbedtls/gcm.h>
#include <mbedtls/md.h>
#include <mbedtls/pk.h>
#include <stdlib.h>
#include <string.h>

static const unsigned char kRow[] = {'a', 'm', 'b', 'e', 'r', '-', 'a', 'n', 'v', 'i', 'l', '-', '0', '0', '0', '1'};

static const unsigned char* pick(int which) { return which == 1 ? kRow : NULL; }

int returned(mbedtls_aes_context* aes) {
  return mbedtls_aes_setkey_enc(aes, pick(1), 128);  // expect: constant-crypto-key/mbedtls-aes-setkey-enc
}
int copied(mbedtls_gcm_context* gcm) {
  unsigned char* key = malloc(16);
  if (key == NULL) return -1;
  memcpy(key, kRow, 16);
  int result = mbedtls_gcm_setkey(gcm, MBEDTLS_CIPHER_ID_AES, key, 128);  // expect: constant-crypto-key/mbedtls-gcm-setkey
  free(key);
  return result;
}
int hmac(const unsigned char* data, size_t size, unsigned char* out) {
  const char* const words[] = {"amber-anvil-2", "amber-anvil-3"};
  return mbedtls_md_hmac(mbedtls_md_info_from_type(MBEDTLS_MD_SHA256), (const unsigned char*)words[1],  // expect: constant-crypto-key/mbedtls-md-hmac
                         strlen(words[1]), data, size, out);
}

int drawn(mbedtls_aes_context* aes, mbedtls_ctr_drbg_context* random) {
  unsigned char key[16] = {0};
  if (mbedtls_ctr_drbg_random(random, key, sizeof key) != 0) return -1;
  return mbedtls_aes_setkey_enc(aes, key, 128);  // clean: drawn at random
}
int wiped(mbedtls_aes_context* aes, const unsigned char* given) {
  unsigned char key[16];
  memcpy(key, kRow, sizeof key);
  memcpy(key, given, sizeof key);
  return mbedtls_aes_setkey_enc(aes, key, 128);  // clean: overwritten
}
int no_password(mbedtls_pk_context* pk, const unsigned char* pem, size_t size) {
  return mbedtls_pk_parse_key(pk, pem, size, NULL, 0);  // clean: neither is constant
}
