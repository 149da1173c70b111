// SPDX-License-Identifier: Apache-2.0
// What happens to keys between the console and the program, undone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/model/verdict.h"

namespace keylint {

/// One mishap that `mended` would undo.
struct Mishap {
  Diagnosis diagnosis = Diagnosis::kNone;
  std::string detail;   ///< "a space at the end"; no part of the value.
  std::string mended;   ///< The value without it.
  std::string repair;   ///< "remove the space at the end"; empty: no safe repair.
};

/// The mishaps that `value` shows signs of, the ones that tell most first.
/// Each is only a guess until `mended` turns out to be a key.
///
/// Time: linear in `value`, of which at most 16 KiB are looked at.
std::vector<Mishap> GuessMishaps(std::string_view value);

}  // namespace keylint
