// SPDX-License-Identifier: Apache-2.0
// Whether a long text holds a word.
#pragma once

#include <string.h>

#include <string_view>

namespace keylint {

/// memmem passes over most of a long text, string_view::find over none of it.
inline bool Holds(std::string_view text, std::string_view word) {
  return memmem(text.data(), text.size(), word.data(), word.size()) != nullptr;
}

}  // namespace keylint
