// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>

#include <libraries.h>

void Connect(const std::string& word);
void ConnectClean(const std::string& word);
class Holder {
 public:
  explicit Holder(const char* word);
  ~Holder();

 private:
  const char* word_;
};
extern const char* shared_word;
