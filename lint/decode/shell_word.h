// SPDX-License-Identifier: Apache-2.0
// One word of a shell command, its quotes removed.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/decode/text_builder.h"
#include "lint/model/literal.h"

namespace keylint::decode {

/// Reads words; remembers which closing marks a text lacks, so that hostile
/// text costs one look to its end for each kind of mark.
class ShellWord {
 public:
  explicit ShellWord(std::string_view text) : text_(text), builder_(text) {}

  /// Reads the word at `at`, up to white space, an operator or the end.
  /// Returns where it ends.
  std::size_t Read(std::size_t at) { return Read(at, false); }
  /// The same for an element of an array or a value in which parentheses
  /// and operators are ordinary.
  std::size_t ReadLoose(std::size_t at) { return Read(at, true); }

  /// The word read last: text, span (inside its quotes if they surround all
  /// of it), quote, holes.
  Literal literal();
  /// Where commands stand in it: the insides of $( ) and ` `.
  const std::vector<Span>& commands() const { return commands_; }
  /// The `${...}` in it, marks included.
  const std::vector<Span>& expansions() const { return expansions_; }

 private:
  std::size_t Read(std::size_t at, bool loose);
  std::size_t Single(std::size_t at);
  std::size_t Double(std::size_t at);
  std::size_t AnsiC(std::size_t at);
  std::size_t Dollar(std::size_t at);
  std::size_t Backtick(std::size_t at);
  std::size_t CloseOf(std::size_t open, char opening, char closing, bool& missing) const;
  void Hole(Span span);

  std::string_view text_;
  TextBuilder builder_;
  Span span_;
  Span quoted_;  // The one quoted piece, when it is all of the word.
  Quote quote_ = Quote::kNone;
  std::size_t pieces_ = 0;
  std::vector<Span> holes_;
  std::vector<Span> commands_;
  std::vector<Span> expansions_;
  bool no_single_ = false;
  bool no_double_ = false;
  bool no_backtick_ = false;
  bool no_brace_ = false;
  bool no_paren_ = false;
};

/// True where a word ends: white space or an operator.
bool EndsShellWord(char c);

}  // namespace keylint::decode
