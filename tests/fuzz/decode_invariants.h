// SPDX-License-Identifier: Apache-2.0
// What holds for every literal of every reader on any bytes at all.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "lint/decode/decode.h"

namespace keylint {

inline void Require(bool holds, const char* what) {
  if (holds) return;
  std::fprintf(stderr, "broken: %s\n", what);
  std::abort();
}

/// Decodes, the whole and around a place, and aborts at the first literal that
/// breaks the contract.
inline void CheckDecode(std::string_view text, Format format) {
  const auto check = [text](const Literal& literal) {
    Require(literal.span.begin <= literal.span.end && literal.span.end <= text.size(), "span in text");
    Require(literal.name_span.begin <= literal.name_span.end && literal.name_span.end <= text.size(), "name span in text");
    Require(literal.statement.begin <= literal.statement.end && literal.statement.end <= text.size(), "statement in text");
    Require(literal.alias.begin <= literal.alias.end && literal.alias.end <= text.size(), "alias in text");
    if (literal.map == nullptr) {
      Require(literal.text.empty() || literal.text == literal.span.Of(text), "verbatim text stands at its span");
    } else if (!literal.text.empty()) {
      const Span all = literal.ToDocument({0, literal.text.size()});
      Require(all.begin <= all.end && all.end <= text.size(), "mapped span in text");
    }
    for (const std::string_view name : literal.path) Require(name.size() <= text.size() * 4 + 16, "name");
  };
  DecodeText(text, format, check);
  const std::size_t places[] = {text.size() / 3, text.size() / 3 + text.size() / 2};
  DecodeAround(text, format, places, check);
}

}  // namespace keylint
