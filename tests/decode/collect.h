// SPDX-License-Identifier: Apache-2.0
// Literals as plain strings, so that tests can compare them.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/decode/decode.h"

namespace keylint {

struct Seen {
  std::string path;  // Joined by '/'.
  std::string text;
  Span span;
  Span alias;
  Span name_span;
  Span statement;
  Quote quote = Quote::kNone;
  LiteralKind kind = LiteralKind::kValue;
  bool in_comment = false;
  bool is_fallback = false;
  bool mapped = false;
  bool has_holes = false;
  std::string fallback_for;
  std::vector<Encoding> decoded_from;
};

/// What `decode(sink)` gives.
template <class Decoder>
std::vector<Seen> CollectFrom(const Decoder& decode) {
  std::vector<Seen> all;
  decode([&](const Literal& literal) {
    std::string path;
    for (const std::string_view name : literal.path) {
      if (!path.empty()) path += '/';
      path += name;
    }
    all.push_back({path, std::string(literal.text), literal.span, literal.alias, literal.name_span, literal.statement,
                   literal.quote, literal.kind, literal.in_comment, literal.is_fallback,
                   literal.map != nullptr, literal.has_holes, std::string(literal.fallback_for),
                   {literal.decoded_from.begin(), literal.decoded_from.end()}});
  });
  return all;
}

inline std::vector<Seen> Collect(std::string_view text, Format format) {
  return CollectFrom([&](const LiteralSink& sink) { DecodeText(text, format, sink); });
}

/// The formats of which a test has written documents whose values' places it
/// knew (span_test.cc asks in the end whether that is all of them).
inline std::set<Format>& ProvedFormats() {
  static std::set<Format> formats;
  return formats;
}

/// "path=text" of every value outside of comments, in order.
inline std::vector<std::string> Values(std::string_view text, Format format) {
  std::vector<std::string> values;
  for (const Seen& seen : Collect(text, format)) {
    if (!seen.in_comment) values.push_back(seen.path + "=" + seen.text);
  }
  return values;
}

/// "path=text" of everything in comments that has a name.
inline std::vector<std::string> Commented(std::string_view text, Format format) {
  std::vector<std::string> values;
  for (const Seen& seen : Collect(text, format)) {
    if (seen.in_comment && !seen.path.empty()) values.push_back(seen.path + "=" + seen.text);
  }
  return values;
}

}  // namespace keylint
