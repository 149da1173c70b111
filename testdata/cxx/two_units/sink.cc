// SPDX-License-Identifier: Apache-2.0
#include "shared.h"

void Connect(const std::string& word) {
  ssh_userauth_password(nullptr, "joe", word.c_str());  // expect: hardcoded-credential/ssh-userauth-password
}
void ConnectClean(const std::string& word) {
  ssh_userauth_password(nullptr, "joe", word.c_str());  // clean: only run-time values come here
}
Holder::~Holder() {
  ssh_userauth_password(nullptr, "joe", word_);  // expect: hardcoded-credential/ssh-userauth-password
}
void UseShared() {
  ssh_userauth_password(nullptr, "joe", shared_word);  // expect: hardcoded-credential/ssh-userauth-password
}
