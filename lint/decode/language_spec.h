// SPDX-License-Identifier: Apache-2.0
// How a programming language writes comments, strings, names and joins: one
// row of a table each, read by one lexer (language.h).
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lint/decode/decode.h"
#include "lint/model/literal.h"

namespace keylint::decode {

enum class Escapes : std::uint8_t {
  kNone,       ///< Raw: every byte stands for itself.
  kBackslash,  ///< \n, \x41, \u0041, \101, ...
  kDecimal,    ///< The same, but for \065 (Lua, Haskell).
  kDoubled,    ///< The closing quote twice stands for itself.
  kQuoteOnly,  ///< Backslash escapes only the quote and itself (PHP, Ruby '').
  kBacktick,   ///< PowerShell.
};

/// How parts that are computed at run time stand in a string.
enum class Holes : std::uint8_t {
  kNone,
  kDollarBrace,    ///< ${x} (JavaScript, Groovy, PHP's second form)
  kDollarName,     ///< ${x} and $x (Kotlin, Scala, PHP, Perl, Dart, PowerShell)
  kHashBrace,      ///< #{x} (Ruby, Elixir)
  kBrace,          ///< {x} (Python f"", C# $"")
  kBackslashParen, ///< \(x) (Swift)
};

struct StringKind {
  std::string_view open;
  std::string_view close;
  Quote quote = Quote::kDouble;
  Escapes escapes = Escapes::kBackslash;
  Holes holes = Holes::kNone;
  bool multiline = false;
  /// Letters that may stand before `open` ("rbuf"), any case, at most three.
  std::string_view prefixes = {};
};

struct BlockComment {
  std::string_view open, close;
};

struct LanguageSpec {
  Format format;
  std::string_view line_comments[3];
  BlockComment block_comments[2];
  std::span<const StringKind> strings;   ///< Longer openings first.
  std::string_view joiner;               ///< Operator between two strings.
  bool joins_adjacent = false;           ///< "a" "b" is one string.
  bool backtick_names = false;           ///< `a-b` is a name.
  bool newline_ends = false;             ///< A statement may end at a line end.
  bool colon_names = false;              ///< `name: value` names a value.
  bool preprocessor = false;             ///< #define NAME "..."
  bool char_literals = false;            ///< 'c' is no string.
  bool lifetimes = false;                ///< 'a without a closing quote.
  bool cpp_raw = false;                  ///< R"x(...)x"
  bool rust_raw = false;                 ///< r#"..."#
  bool heredoc_shell = false;            ///< <<EOS, <<~EOS (Ruby, Perl)
  bool heredoc_php = false;              ///< <<<EOS
  bool percent_strings = false;          ///< %q(...), %(...)
  bool q_strings = false;                ///< q{...}, qq(...)
  bool lua_long = false;                 ///< [[...]], [==[...]==]
  bool sigils = false;                   ///< ~s(...), ~S"..." (Elixir)
  bool r_raw = false;                    ///< r"(...)", R"--[...]--" (R)
  bool slashy = false;                   ///< /.../ is a string (Groovy)
  bool struct_tags = false;              ///< Field string `default:"..."` (Go)
  bool flags = false;                    ///< -Password "..." (PowerShell)
  bool indent_classes = false;           ///< class X: by indentation (Python)
  bool regex_slash = false;              ///< /.../ after an operator
  bool labelled_strings = false;         ///< {x|...|x} (OCaml)
  char string_mark = '\0';               ///< One more byte that may open a string.
  char line_joiner = '\\';               ///< At its end, a line goes on in the next.
  bool dashed_names = false;             ///< `a-b` is one word.
  bool adjacent_names = false;           ///< `name "v"`; a call's name stands inside (Lisp).
  bool tuples = false;                   ///< {name, "v"} (Erlang)
  bool value_clause = false;             ///< name ... VALUE "v", MOVE "v" TO name
  bool type_behind_name = false;         ///< param name type = "v" (Bicep)
  bool char_escapes = false;             ///< $" or \" is a character (Erlang, Lisp).
  bool transposes = false;               ///< A quote behind a name is an operator (MATLAB).
};

/// The row of `format`, or null when it is no programming language.
const LanguageSpec* SpecOf(Format format);

}  // namespace keylint::decode
