// SPDX-License-Identifier: Apache-2.0
// The narrow waist: a value somebody wrote, with the names it stands under.
// Every front end makes literals; everything behind them is the same code.
//
//   STRIPE_KEY: "sk_live_..."      # YAML under services.web.environment
//   -> text sk_live_..., path {services, web, environment, STRIPE_KEY}
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

#include "lint/base/offset_map.h"
#include "lint/base/span.h"

namespace keylint {

enum class LiteralKind : std::uint8_t {
  kValue,     ///< The value of a named setting in a configuration format.
  kString,    ///< A string literal of a programming language.
  kArgument,  ///< A word of a command line ("--password x", "-H 'A: b'").
  kText,      ///< Comment, prose or cell: text without a value's place.
};

/// How the value is written, where that decides what reaches the program.
enum class Quote : std::uint8_t {
  kNone, kSingle, kDouble, kBacktick, kTriple, kRaw, kHeredoc, kBlock,
};

/// One step of decoding between the file's bytes and the literal's text.
enum class Encoding : std::uint8_t {
  kBase64, kBase64Url, kHex, kPercent, kUnicodeEscape, kHtmlEntity,
  kQuotedPrintable, kUtf16, kUtf32, kLatin1, kJsonInString, kConcatenation,
};

/// What becomes of a value's base64 where it is used.
enum class Base64Use : std::uint8_t {
  kNone,      ///< Nothing: it is no base64, or its program wants it so.
  kWanted,    ///< Its program decodes it, though no text comes out.
  kFollowed,  ///< Its program decodes it; what it means follows as the next literal.
  kMeaning,   ///< This is what a program gets of the base64 at `span`.
};

/// A decoded value. All views live only as long as the call that lends them.
struct Literal {
  /// The value the program would see: escapes resolved, pieces joined.
  std::string_view text;
  /// Where the value is written in Document::text(), without its quotes.
  Span span;
  /// From `text` to Document::text(); null when text is exactly the bytes at
  /// `span`.
  const OffsetMap* map = nullptr;
  /// Where an alias (`*name` of YAML) stands for the value at `span` once more,
  /// under the names of `path`; empty: the value itself.
  Span alias;
  /// Names from the outermost to the nearest ("jobs", "deploy", "env", "KEY").
  /// Sequence positions are not names. Empty when the value has none.
  std::span<const std::string_view> path;
  /// How many of the outermost names are of blocks it stands in (a class, a
  /// module), not of values.
  std::size_t blocks = 0;
  /// It names another value: `"key" => ...`, `{"key": ...}`.
  bool is_key = false;
  /// The function or annotation whose argument it is ("os.getenv", "Value").
  std::string_view callee;
  /// Where the nearest name stands, or an empty span at the value.
  Span name_span;
  LiteralKind kind = LiteralKind::kValue;
  Quote quote = Quote::kNone;
  bool in_comment = false;
  /// Used only when something else is missing: `getenv("X") or "literal"`,
  /// `${X:-literal}`. `fallback_for` names X.
  bool is_fallback = false;
  std::string_view fallback_for;
  /// The other operand of == or != : compared, not assigned.
  bool is_compared = false;
  /// Parts of the value are computed at run time (template holes); they
  /// stand as U+FFFC in `text`.
  bool has_holes = false;
  /// Nothing that was looked for stands near it: it was read in passing, and
  /// counts only as company of its neighbours (DecodeAround in decode.h).
  bool in_passing = false;
  /// Bytes of the document that hold the whole statement or entry.
  Span statement;
  std::span<const Encoding> decoded_from;
  Base64Use base64 = Base64Use::kNone;

  /// The nearest name, or an empty view.
  std::string_view name() const { return path.empty() ? std::string_view() : path.back(); }
  /// The document's bytes behind [decoded.begin, decoded.end) of `text`.
  Span ToDocument(Span decoded) const {
    return map == nullptr ? decoded.Shifted(span.begin) : map->ToOriginal(decoded);
  }
};

/// Receives literals in the order of their spans; aliases where they stand.
using LiteralSink = std::function<void(const Literal&)>;

}  // namespace keylint
