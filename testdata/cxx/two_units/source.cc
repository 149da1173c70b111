// SPDX-License-Identifier: Apache-2.0
#include "shared.h"

const char* shared_word = "correct-horse-3";

Holder::Holder(const char* word) : word_(word) {}
void Start() {
  Connect("correct-horse-1");
  ConnectClean(getenv("WORD"));
  Holder holder("correct-horse-2");
}
