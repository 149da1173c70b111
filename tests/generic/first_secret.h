// SPDX-License-Identifier: Apache-2.0
// What the first entry of a table whose words stand in a text finds there.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lint/base/ascii.h"
#include "lint/base/span.h"

namespace keylint {

template <class Entry>
std::string FirstSecret(std::string_view text, std::span<const Entry> table, Span (*secret_of)(std::string_view, const Entry&, Span)) {
  const std::string lower = LowerAscii(text);
  for (const Entry& entry : table) {
    for (std::size_t at = lower.find(entry.words); at != std::string::npos; at = lower.find(entry.words, at + 1)) {
      const Span secret = secret_of(text, entry, {at, at + entry.words.size()});
      if (!secret.empty()) return std::string(secret.Of(text));
    }
  }
  return "";
}

}  // namespace keylint
