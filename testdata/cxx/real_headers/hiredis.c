// SPDX-License-Identifier: Apache-2.0
// hiredis as Debian ships it. packages: hiredis
#include <hiredis/hiredis.h>
#include <stdlib.h>
#include <string.h>

void one_text(redisContext* c) {
  freeReplyObject(redisCommand(c, "AUTH amber-anvil-1"));  // expect: hardcoded-credential/redis-command
}
void by_argument(redisContext* c) {
  const char* word = strdup("amber-anvil-2");
  freeReplyObject(redisCommand(c, "AUTH %s", word));  // expect: hardcoded-credential/redis-command
}
void user_and_word(redisContext* c, const char* user) {
  redisAppendCommand(c, "AUTH %s %s", user, "amber-anvil-3");  // expect: hardcoded-credential/redis-append-command
}
void by_vector(redisContext* c) {
  const char* argv[] = {"AUTH", "amber-anvil-4"};
  freeReplyObject(redisCommandArgv(c, 2, argv, NULL));  // expect: hardcoded-credential/redis-command-argv
}

void commands(redisContext* c, const char* key) {
  freeReplyObject(redisCommand(c, "AUTH %s", getenv("REDIS_PASSWORD")));  // clean: from the environment
  freeReplyObject(redisCommand(c, "SET %s %s", key, "amber-anvil-5"));    // clean: a value
  freeReplyObject(redisCommand(c, "GET password"));                       // clean: a name
  freeReplyObject(redisCommand(c, "AUTH %s", key));                       // clean: given
  redisAppendCommand(c, "PING");                                          // clean: no credential
}
