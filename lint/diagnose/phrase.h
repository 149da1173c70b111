// SPDX-License-Identifier: Apache-2.0
// Seed phrases: keys that are made of words, and break by the word.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "lint/model/verdict.h"

namespace keylint {

/// Whether most words of `text`, six at least, are of BIP-39's list: a
/// phrase, whole or broken, and no sentence.
bool IsMostlyPhrase(std::string_view text);

struct PhraseFault {
  Diagnosis diagnosis = Diagnosis::kNone;
  std::string detail;  ///< Names words by their number only.
};

/// What keeps a text that is mostly a phrase from being one; nothing when its
/// words are right, or when it is none at all.
std::optional<PhraseFault> FindPhraseFault(std::string_view text);

}  // namespace keylint
