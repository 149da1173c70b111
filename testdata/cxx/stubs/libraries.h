// SPDX-License-Identifier: Apache-2.0
// Declarations of the library calls the fixtures make, as their own headers have them.
#pragma once
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <wchar.h>
#ifdef __cplusplus
extern "C" {
#endif
typedef struct evp_cipher_ctx_st EVP_CIPHER_CTX;
typedef struct evp_cipher_st EVP_CIPHER;
typedef struct evp_md_st EVP_MD;
typedef struct engine_st ENGINE;
const EVP_CIPHER* EVP_aes_256_cbc(void);
const EVP_CIPHER* EVP_aes_128_ecb(void);
const EVP_CIPHER* EVP_aes_256_wrap(void);
const EVP_MD* EVP_sha256(void);
int EVP_EncryptInit_ex(EVP_CIPHER_CTX*, const EVP_CIPHER*, ENGINE*, const unsigned char* key, const unsigned char* iv);
int EVP_DecryptInit_ex(EVP_CIPHER_CTX*, const EVP_CIPHER*, ENGINE*, const unsigned char* key, const unsigned char* iv);
int PKCS5_PBKDF2_HMAC(const char* pass, int passlen, const unsigned char* salt, int saltlen, int iter, const EVP_MD*,
                      int keylen, unsigned char* out);
unsigned char* HMAC(const EVP_MD*, const void* key, int key_len, const unsigned char* data, size_t n, unsigned char* md,
                    unsigned int* md_len);
int CRYPTO_memcmp(const void* a, const void* b, size_t len);
int RAND_bytes(unsigned char* buf, int num);
typedef void CURL;
typedef enum { CURLOPT_URL = 10002, CURLOPT_USERPWD = 10005, CURLOPT_PASSWORD = 10174, CURLOPT_USERNAME = 10173,
               CURLOPT_XOAUTH2_BEARER = 10220, CURLOPT_POSTFIELDS = 10015, CURLOPT_USERAGENT = 10018 } CURLoption;
int curl_easy_setopt(CURL*, CURLoption, ...);
struct curl_slist;
struct curl_slist* curl_slist_append(struct curl_slist*, const char* data);
int crypto_secretbox_easy(unsigned char* c, const unsigned char* m, unsigned long long mlen, const unsigned char* n,
                          const unsigned char* k);
void randombytes_buf(void* const buf, const size_t size);
typedef struct pg_conn PGconn;
PGconn* PQconnectdb(const char* conninfo);
PGconn* PQconnectdbParams(const char* const* keywords, const char* const* values, int expand_dbname);
PGconn* PQsetdbLogin(const char* host, const char* port, const char* options, const char* tty, const char* name,
                     const char* login, const char* pwd);
typedef struct st_mysql MYSQL;
MYSQL* mysql_real_connect(MYSQL*, const char* host, const char* user, const char* passwd, const char* db,
                          unsigned int port, const char* socket, unsigned long flag);
typedef struct redisContext redisContext;
void* redisCommand(redisContext*, const char* format, ...);
typedef struct { const char* username; const char* password; } MQTTClient_connectOptions;
int ssh_userauth_password(void* session, const char* username, const char* password);
int rd_kafka_conf_set(void* conf, const char* name, const char* value, char* errstr, size_t size);
typedef struct { unsigned char* data; unsigned int size; } gnutls_datum_t;
int gnutls_cipher_init(void* handle, int cipher, const gnutls_datum_t* key, const gnutls_datum_t* iv);
char* crypt(const char* phrase, const char* setting);
typedef struct ssl_ctx_st SSL_CTX;
typedef int (*pem_password_cb)(char* buf, int size, int rwflag, void* userdata);
void SSL_CTX_set_default_passwd_cb(SSL_CTX* ctx, pem_password_cb cb);
void SSL_CTX_set_default_passwd_cb_userdata(SSL_CTX* ctx, void* u);
ssize_t recv(int fd, void* buf, size_t n, int flags);
int read_secret(char* out, size_t n);        /* from a key store */
int random_number(void);
char* load_secret(const char* name);         /* from a key store */
int AES_set_encrypt_key(const unsigned char* key, const int bits, void* out);
#ifdef __cplusplus
}
#endif
