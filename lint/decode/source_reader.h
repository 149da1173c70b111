// SPDX-License-Identifier: Apache-2.0
// The reader of source code, shared by the three files it is written in:
// language.cc makes tokens and follows brackets, language_names.cc says what
// names a string, language_pieces.cc joins what is written in pieces.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "lint/base/byte_finder.h"
#include "lint/decode/emitter.h"
#include "lint/decode/filled.h"
#include "lint/decode/language_spec.h"
#include "lint/decode/language_string.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {

inline bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

inline bool IsKeyword(std::string_view word) {
  return IsOneOf(word, {"return", "new", "throw", "else", "in", "case", "if", "while", "for", "and", "or", "not", "await",
                        "yield", "echo", "raise", "assert", "delete", "typeof", "instanceof", "default",
                        "do", "then", "when", "unless", "elif", "elsif", "lambda", "go", "defer", "switch", "catch"});
}

/// The lexer makes tokens one by one; a short window of them behind the current
/// place and a stack of open brackets are all the context there is.
class SourceReader {
 public:
  SourceReader(Emitter& emitter, Span range, const LanguageSpec& spec);

  void Run();

 private:
  static constexpr std::size_t kWindow = 16;
  enum class TokenKind : std::uint8_t { kNone, kWord, kString, kPunct };

  struct Token {
    TokenKind kind = TokenKind::kNone;
    Span span;                 ///< Strings: without quotes.
    std::string_view text;     ///< Words, operators, verbatim strings.
  };

  /// An open bracket, or the file itself.
  struct Frame {
    char open = '\0';
    std::string_view callee;       ///< Of a call's parenthesis.
    Span callee_span;
    std::string_view object;       ///< `x` of x.equals( ... )
    std::string_view name;         ///< What the current statement or member names.
    Span name_span;
    std::string_view outer_name;   ///< One more name in front ("db" of db.password).
    Span outer_span;
    std::string_view last_string;  ///< The argument before, when it was a string.
    Span last_string_span;
    std::string_view flag;         ///< The last argument that was one ("--password").
    Span flag_span;
    std::string_view entry;        ///< `N` of { name: "N", value: "v" }
    Span entry_span;
    std::size_t statement = 0;
    std::size_t argument = 0;      ///< Commas so far.
    int ternaries = 0;
    bool named_by_colon = false;
    bool declares = false;         ///< `Type name(`, `Type name{`: the callee is the name.
    bool decodes = false;          ///< The callee decodes base64.
    bool directive = false;        ///< The name ends with the line.
    bool names_block = false;      ///< The name is of a class or a module.
    bool pairs = false;            ///< Keys and values take turns ({ } of a Lisp).
    std::size_t elements = 0;      ///< Words, strings and brackets so far.
  };

  struct CommentRange {
    Span inside;       ///< Without its marks.
    std::size_t end;   ///< Behind them.
  };

  struct ClassName {
    std::size_t indent;
    std::string_view name;
    Span span;
  };

  // Skimming: on to where a place of interest may be read from.
  void SkimToNextPlace();
  void FindSkimStops();
  bool SkimTo(std::size_t end, std::size_t place);
  bool SkipPrefixedString();
  void SkimStep();
  bool PrefixesString(std::size_t at) const;
  bool SkipPlainString();
  bool OpensString(char quote) const;
  bool SkipString();
  bool OperandMayBegin(std::size_t at) const;

  // Lexing, a token at a time.
  void Step();
  bool BeginsPlainWord(char c) const;
  bool QuotedName();
  bool AtLineStart(std::size_t at) const;
  std::optional<CommentRange> CommentAt(std::size_t at) const;
  bool Comment();
  void EmitComment(Span span);
  bool EscapedChar();
  bool CharLiteral();
  void Directive();
  void Word();
  bool IsInnerDash(std::size_t at) const;
  bool IsTypeOnly(std::string_view keyword) const;
  bool RegexMayStart() const;
  void SkipRegex();
  void Punct();
  void Remember(const Token& token);
  void CountElement(const Token& token);

  // Statements and brackets.
  void EndLine();
  bool JoinsLines() const;
  bool NextLineContinues() const;
  void DropClasses();
  void Reset(std::size_t at);
  void Act(const Token& token);
  void EndMember(const Token& comma);
  void Open(char bracket);
  bool FollowsType() const;
  bool StringBegins(std::size_t at) const;
  void Close(char bracket);
  void ResetAfterBlock();
  void Colon();
  void Assign(std::string_view op);

  // Strings.
  bool String();
  void Emit(const StringToken& token, std::size_t begin, Span inside, bool joined, bool holes);

  // Pieces of one string (language_pieces.cc).
  bool BeginsAtRunTime() const;
  std::string_view AssignedVariable() const;
  std::optional<std::size_t> AppendedLater(std::string_view variable) const;
  std::size_t ArgumentsOfFormat(char& close) const;
  Span FillPlaces(std::size_t begin, const StringToken& token);
  std::optional<StringToken> ArgumentAt(std::size_t at, const Place& place, std::size_t index);
  bool ByteList();
  void LeaveWrapper();
  std::optional<std::size_t> NextPiece() const;
  std::optional<std::size_t> Appended() const;
  bool BeginsJoinedList() const;
  static bool Joins(std::string_view callee);
  static bool HoldsNothing(const Token& token);
  static bool HoldsLineEnd(std::string_view gap);
  std::size_t SkipGap(std::size_t at) const;

  // Names of statements and blocks (language_names.cc).
  void NameBlock(const Token& word);
  void NameDeclared();
  void NameByNeighbour();
  bool IsKeyOfMap(const Token& last) const;
  void SetName(std::size_t back = 0);
  void NoteNames();
  bool NextName();
  std::size_t TypeBehindName() const;
  std::size_t Accessors() const;
  void StructTags(Span tags);
  void EmitTag(const Token& field, Span value);

  // What a string stands under, is handed to, or stands in for.
  void NoteEntry(const Literal& literal, bool verbatim);
  bool IsIndex() const;
  bool DecodesBase64(std::size_t back = 0) const;
  bool IsDecodedBehind() const;
  void SetCallee(Literal& literal, const Frame& frame) const;
  void SetComparison(Literal& literal, const Frame& frame);
  bool IsKey() const;
  std::size_t PushNames(const Literal& literal);
  bool IsOneOfFormats(std::initializer_list<Format> formats) const;
  void PushNamedByOther(const Frame& frame);
  void PushOwnName();
  bool NamedByArgument(const Frame& frame) const;
  bool UsageFollows(std::string_view callee) const;
  bool StringFollows() const;
  void PushSymbol();
  void PushListedFlag();
  void PushFlag();
  static bool IsName(std::string_view text);
  void SetFallback(Literal& literal, const Frame& frame) const;
  void NoteEnvironment(const Literal& literal, const Frame& frame, bool verbatim);

  /// The token `back` places before the current one.
  const Token& Last(std::size_t back) const {
    static const Token kNothing;
    if (back >= kWindow || back >= window_at_) return kNothing;
    return window_[(window_at_ - 1 - back) % kWindow];
  }
  static std::string_view Bare(std::string_view word) {
    while (!word.empty() && (word[0] == '$' || word[0] == '@')) word.remove_prefix(1);
    return word;
  }
  void PopNames() { emitter_.PopTo(depth_); }

  Emitter& emitter_;
  const LanguageSpec& spec_;
  std::string_view text_;
  TextBuilder value_;
  StringLimits limits_;
  /// The emitter's; null: all of the text is read.
  const std::span<const std::size_t>* places_;
  std::optional<ByteFinder> skim_stops_;
  bool comments_begin_with_words_ = false;
  std::size_t read_until_ = 0;
  std::size_t at_;
  std::size_t line_begin_ = 0;
  std::size_t depth_;
  std::vector<Frame> frames_;
  std::size_t surplus_ = 0;
  std::vector<ClassName> classes_;
  std::array<Token, kWindow> window_{};
  std::size_t window_at_ = 0;
  bool line_continues_ = false;
  bool lists_pieces_ = false;   ///< The string that is read begins a list that is joined.
  std::string_view environment_;
  /// `b` and `c` of a, b, c = "x", "y", "z", the last first.
  std::vector<Token> names_;
  std::size_t names_depth_ = 0;   ///< Open brackets around their values.
  std::string_view asked_;           ///< What the condition of `X ? a : b` reads.
  Token compared_;
};

}  // namespace keylint::decode
