// SPDX-License-Identifier: Apache-2.0
// A look at what seems to be the value of a name of secrets: bytes, not
// tokens, and a few dozen of them.
#pragma once

#include <cstddef>
#include <string_view>

#include "lint/base/span.h"
#include "lint/diagnose/diagnose.h"
#include "lint/scan/name_gate.h"
#include "lint/scan/name_words.h"

namespace keylint {

/// The bytes a value begins with.
struct Glimpse {
  std::size_t size = 0, digits = 0, lower = 0, upper = 0, separators = 0;
  std::size_t code = 0;      ///< Bytes that code holds more often than secrets.
  bool sentence = false;     ///< Another word follows a plain word.
};

/// The value that begins at `at`; behind a quote only the same one ends it.
Glimpse GlimpseAt(std::string_view text, std::size_t at, char quote = '\0');

/// The same for the value that may be a reference or begin with mishaps, and
/// which a quote may have opened.
Glimpse GlimpseOfValue(std::string_view text, std::size_t at);

/// How much a value must look like a secret depends on how seldom its name
/// stands for anything else: passwords may be words, keys are not.
bool IsLikely(const Glimpse& seen, NeedleTag tag);
ValueSign SignOf(const Glimpse& seen, NeedleTag tag);

/// The value at `at`, which a quote may have opened.
ValueSign SignAt(std::string_view text, std::size_t at, NeedleTag tag);
/// The value of a pair without quotes, which in source code is more often a
/// variable.
ValueSign SignInside(std::string_view text, std::size_t at, NeedleTag tag);
/// "adminPassword": { "type": "securestring", "defaultValue": "x" }, whose
/// brace stands at `open`.
ValueSign SignBelow(std::string_view text, std::size_t open, NeedleTag tag);
/// PASSWORDS = {"jan": "x"}, tokens:\n  prod: x: of the first entry, which begins
/// behind blanks and a line's end at `begin`. `quoted`: strings alone are values.
ValueSign SignOfFirst(std::string_view text, std::size_t begin, NeedleTag tag, bool quoted);
/// cookies[:token] = { value: "x", expires: 3600 }
ValueSign SignOfMember(std::string_view text, std::size_t open, NeedleTag tag);
/// "token: <hexadecimal digits>", a line of YAML that a program holds.
ValueSign SignOfBare(std::string_view text, std::size_t colon, NeedleTag tag);

/// A string that a name seems to be given.
struct NamedString {
  std::string_view text;
  std::size_t at;           ///< Behind the quote; 0: it is no string.
  Span word;                ///< Of the name.
  NeedleTag tag;
  TextKind kind;            ///< Of the text.
};

/// A string of which no finding is made: a placeholder, a reference, a format,
/// a message.
bool SaysNothing(const NamedString& named);
/// "export PASSWORD=DB_PASSWORD": the value is one more name with `word`.
bool IsNameInCapitals(std::string_view text, std::size_t at, std::string_view word);

/// Bytes of a quote as markup and strings in strings write it (&quot; &#34; \");
/// 0 where none stands.
std::size_t WrittenQuote(std::string_view text, std::size_t at);
/// Where the value of a string begins that no quote opens: %q(...) of Ruby,
/// q{...} of Perl, ~s(...) of Elixir, [[...]] of Lua, {|...|} of OCaml, /.../
/// of Groovy; 0 where none does.
std::size_t OpenedStringAt(std::string_view text, std::size_t at);

}  // namespace keylint
