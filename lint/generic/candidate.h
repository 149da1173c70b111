// SPDX-License-Identifier: Apache-2.0
// A value that may be a secret without a known shape, with all that the
// features look at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/generic/name_meaning.h"
#include "lint/generic/value_facts.h"
#include "lint/model/literal.h"

namespace keylint {

/// What kind of text a document is, as far as secrets are concerned.
struct DocumentTraits {
  bool settings = false;    ///< A configuration format.
  bool source = false;      ///< A programming language.
  bool prose = false;       ///< Documentation.
  bool data = false;        ///< JSON, XML, CSV, SQL: data or settings.
  bool test = false;        ///< By its path: test, spec, fixture, mock.
  bool example = false;     ///< By its path: example, sample, demo, template.
  bool locale = false;      ///< Translations.
  bool environment = false; ///< Values of an environment: ".env" and its like.
  bool lock = false;        ///< Dependencies with their digests.
  bool minified = false;    ///< Few, very long lines.
  bool vectors = false;     ///< Test vectors of ciphers.
};
/// All but `vectors`, which costs most and counts least.
DocumentTraits TraitsOf(std::string_view path, std::string_view text, bool settings, bool prose);
/// By its path: whether its values are what people read, in some language.
bool HoldsTranslations(std::string_view path);
/// Whether a document holds known answers of ciphers: keys, texts and digests
/// side by side. Judged by the first 64 KiB.
bool HoldsVectors(std::string_view path, std::string_view text);

/// How the value was found.
enum class Carrier : std::uint8_t {
  kLiteral,   ///< The value of a name, as a reader saw it.
  kPair,      ///< `name=value` inside a string or text.
  kUrl,       ///< The password of a URL's user.
  kHeader,    ///< Behind "Bearer" and its like.
  kPhrase,    ///< Behind fixed words: "identified by", "-Password".
};

enum class AuthScheme : std::uint8_t { kNone, kBasic, kBearer, kOther };

struct GenericCandidate {
  std::string value;
  Span span;                        ///< Of the value in Document::text().
  std::vector<std::string> path;
  std::size_t blocks = 0;           ///< See Literal::blocks.
  std::string callee;
  std::vector<std::string> decoded_from;
  Carrier carrier = Carrier::kLiteral;
  AuthScheme scheme = AuthScheme::kNone;
  LiteralKind kind = LiteralKind::kValue;
  Quote quote = Quote::kNone;
  bool in_comment = false;
  bool is_fallback = false;
  bool is_compared = false;
  bool at_example_host = false;     ///< A URL of a host that stands for any.
  bool at_website = false;          ///< A URL of a host that begins with "www.".
  bool in_connection = false;       ///< Beside a host, in one string.

  NameMeaning name;                 ///< Of the nearest name that means something.
  NameMeaning parent;               ///< Of the names around it.
  std::size_t name_distance = 0;    ///< 0: the nearest name, 1: its parent, ...
  bool by_callee = false;           ///< The function's name says it.
  bool within_name = false;         ///< All of the value is spelt in its name.
  bool holds_name = false;          ///< The value spells its own name, and more.
  bool note_at_most = false;        ///< What everybody starts with, or may see.
  ValueFacts facts;
  std::size_t siblings = 0;         ///< Other values under the same name here.
  std::size_t company = 0;          ///< Values of its length and kind under names that say nothing.
  std::size_t repeats = 0;          ///< The same value, elsewhere here.
  std::size_t line_length = 0;
  const DocumentTraits* document = nullptr;
  /// Why it is no candidate after all; only where dismissed ones are kept.
  std::string_view dismissed;
};

}  // namespace keylint
