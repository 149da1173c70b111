// SPDX-License-Identifier: Apache-2.0
// The lexer makes tokens one by one; a short window of them behind the
// current place and a stack of open brackets are all the context there is.
#include "lint/decode/language.h"

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/base/byte_finder.h"
#include "lint/base/byte_set.h"
#include "lint/decode/chars.h"
#include "lint/decode/filled.h"
#include "lint/decode/items.h"
#include "lint/decode/joined.h"
#include "lint/decode/language_spec.h"
#include "lint/decode/language_string.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 512;
constexpr std::size_t kMaxClassNames = 16;
constexpr std::size_t kWindow = 16;
constexpr std::size_t kMaxJoined = 10'000;
// A comment between two joined strings is looked through up to this length.
constexpr std::size_t kMaxGap = 1024;
constexpr std::size_t kLongestRegex = 512;
// A long text is read from this far before a place of interest, or from the
// beginning of a line without indentation before that, to this far behind it.
constexpr std::size_t kBack = 512;
constexpr std::size_t kFarBack = 1024;
constexpr std::size_t kAhead = 256;
constexpr std::size_t kLongestStringPrefix = 3;

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
  bool declares = false;         ///< `Type name(` : the callee is the name.
  bool directive = false;        ///< The name ends with the line.
  bool names_block = false;      ///< The name is of a class or a module.
  bool pairs = false;            ///< Keys and values take turns ({ } of a Lisp).
  std::size_t elements = 0;      ///< Words, strings and brackets so far.
};

bool IsOneOf(std::string_view word, std::initializer_list<std::string_view> list) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

// How many bytes the operator at text[at] has: the longest that is one.
std::size_t OperatorLength(std::string_view text, std::size_t at) {
  static constexpr std::string_view kOperators[] = {
      "===", "!==", "<<-", "||=", "?" "?=", "...", "->", "=>", ":=", "==", "!=", "+=", "?=", "?.", "??", "?:",
      "||", "&&", "::", "<-", "<>", "++", "..", ".=", "<=", ">=", "=~", "//"};
  const char second = at + 1 < text.size() ? text[at + 1] : '\0';
  // All of them go on with one of these.
  switch (second) {
    case '=': case '<': case '|': case '?': case '.': case '>': case ':': case '&': case '-': case '+': case '~': case '/':
      break;
    default:
      return 1;
  }
  for (const std::string_view candidate : kOperators) {
    if (candidate[0] == text[at] && candidate[1] == second && StartsAt(text, at, candidate)) return candidate.size();
  }
  return 1;
}

bool IsAssignment(std::string_view op) {
  return IsOneOf(op, {"=", ":=", "+=", "?=", "||=", "?" "?=", "=>", "<-", "<<-", ".="});
}
bool IsComparison(std::string_view op) { return IsOneOf(op, {"==", "!=", "===", "!==", "eq", "ne", "-eq", "-ne", "<>", "=~"}); }
bool IsFallbackOperator(std::string_view op) { return IsOneOf(op, {"||", "??", "?:", "or", "//"}); }

bool IsKeyword(std::string_view word) {
  return IsOneOf(word, {"return", "new", "throw", "else", "in", "case", "if", "while", "for", "and", "or", "not", "await",
                        "yield", "echo", "raise", "assert", "delete", "typeof", "instanceof", "default",
                        "do", "then", "when", "unless", "elif", "elsif", "lambda", "go", "defer", "switch", "catch"});
}
bool OpensNamedBlock(std::string_view word) {
  if (word.size() < 4 || std::string_view("csiomnetr").find(word[0]) == std::string_view::npos) return false;
  return IsOneOf(word, {"class", "struct", "interface", "object", "module", "namespace", "enum", "trait", "record"});
}
bool ReadsEnvironment(std::string_view callee) {
  return IsOneOf(callee, {"getenv", "secure_getenv", "get_env", "getEnv", "env", "Getenv", "LookupEnv", "GetEnvironmentVariable",
                          "getProperty", "fetch", "environ", "get_env!", "var", "config", "getOrDefault", "option_env"});
}
// Calls whose result is their text in another form.
bool Converts(std::string_view callee) {
  return IsOneOf(callee, {"decode", "decodeBase64", "b64decode", "decode64", "fromBase64", "FromBase64String", "atob", "unhexlify", "fromhex", "fromHex",
                          "FromHexString", "decodeHex", "hexStringToByteArray", "DecodeString", "getBytes", "GetBytes", "toCharArray", "ToCharArray",
                          "toByteArray", "encode", "bytes", "bytearray", "from", "byte", "String", "string", "str", "strdup"});
}
// Calls whose argument is used when what they are called on is missing.
bool FallsBack(std::string_view callee) {
  return IsOneOf(callee, {"unwrap_or", "unwrap_or_else", "orElse", "orElseGet", "getOrElse", "value_or", "ValueOr"});
}
// Calls whose argument in front of the string names it.
bool SetsNamed(std::string_view callee) {
  return IsOneOf(callee, {"strcpy", "strncpy", "strlcpy", "strcpy_s", "wcscpy", "curl_easy_setopt", "curl_setopt", "setopt", "setOption"});
}
bool ComparesArguments(std::string_view callee) {
  return IsOneOf(callee, {"equals", "Equals", "equalsIgnoreCase", "strcmp", "strncmp", "strcasecmp", "memcmp", "compare",
                          "compareTo", "wcscmp", "isEqual", "isEqualToString", "SequenceEqual", "ConstantTimeCompare",
                          "compare_digest", "hash_equals"});
}

class SourceReader {
 public:
  SourceReader(Emitter& emitter, Span range, const LanguageSpec& spec)
      : emitter_(emitter), spec_(spec), text_(emitter.text().substr(0, range.end)), value_(emitter.text()),
        places_(emitter.places()), at_(range.begin), depth_(emitter.depth()) {
    frames_.push_back({});
    frames_.back().statement = at_;
    for (const std::string_view mark : spec_.line_comments) comments_begin_with_words_ |= !mark.empty() && IsAlpha(mark[0]);
  }

  void Run() {
    if (places_ != nullptr) SkimToNextPlace();
    while (at_ < text_.size()) Step();
    emitter_.PopTo(depth_);
  }

 private:
  // --- Skimming -------------------------------------------------------------

  // At a line's beginning: goes on to where the next place of interest may be
  // read from, past comments and strings, which would be misread from inside.
  void SkimToNextPlace() {
    const auto next = std::lower_bound(places_->begin(), places_->end(), at_);
    if (next == places_->end() || *next >= text_.size()) {
      at_ = text_.size();
      return;
    }
    const std::size_t place = *next;
    read_until_ = place + kAhead;
    if (place < at_ + kFarBack) return;
    const std::size_t latest = place - kBack;
    const std::size_t earliest = place - kFarBack;
    bool on = SkimTo(earliest, place);
    while (on && at_ < latest && (at_ < earliest || !IsWord(text_[at_]) || (at_ > 0 && text_[at_ - 1] != '\n'))) {
      on = SkimTo(std::min(latest, LineEnd(text_, at_) + 1), place);
    }
    frames_.resize(1);
    frames_.back() = {};
    surplus_ = 0;
    window_at_ = 0;
    line_begin_ = at_;
    classes_.clear();
    Reset(at_);
  }

  // Bytes at which something begins that is skipped as a whole, or, for a
  // string with letters in front of its quote, goes on.
  void FindSkimStops() {
    skim_stops_.emplace();
    const auto stop = [this](char c) { skim_stops_->Add(c); };
    for (int c = 0; c < 256; ++c) {
      const char byte = static_cast<char>(c);
      if (!IsAlpha(byte) && MayBeginString(spec_, byte)) stop(byte);
    }
    if (spec_.q_strings) stop('q');
    if (spec_.char_escapes) stop(spec_.tuples ? '$' : '\\');
    stop('/');
    for (const BlockComment& block : spec_.block_comments) {
      if (!block.open.empty()) stop(block.open[0]);
    }
    for (const std::string_view mark : spec_.line_comments) {
      if (!mark.empty()) stop(mark[0]);
    }
  }

  // False: `place` stands in a string or comment, at whose beginning it stops.
  bool SkimTo(std::size_t end, std::size_t place) {
    if (!skim_stops_) FindSkimStops();
    while (at_ < end && (at_ = skim_stops_->Next(text_, at_, end)) < end) {
      const std::size_t begin = at_;
      if (IsAlpha(text_[at_]) && at_ > 0 && IsWord(text_[at_ - 1])) ++at_;
      else if (!SkipPrefixedString()) SkimStep();
      if (at_ > place) {
        at_ = begin;
        return false;
      }
    }
    while (at_ > 0 && at_ < text_.size() && IsWord(text_[at_]) && IsWord(text_[at_ - 1])) ++at_;
    return true;
  }

  // The string whose quote, or whose '#', stands at at_ behind letters: L"x",
  // r'x', r#"x"#.
  bool SkipPrefixedString() {
    std::size_t begin = at_;
    while (begin > 0 && at_ - begin <= kLongestStringPrefix && IsAlpha(text_[begin - 1])) --begin;
    if (begin == at_ || at_ - begin > kLongestStringPrefix || (begin > 0 && IsWord(text_[begin - 1]))) return false;
    const std::size_t quote = std::exchange(at_, begin);
    if (PrefixesString(begin) && SkipString() && at_ > quote) return true;
    at_ = quote;
    return false;
  }

  void SkimStep() {
    const std::size_t begin = at_;
    const char c = text_[at_];
    if (IsWord(c)) {
      while (at_ < text_.size() && IsWord(text_[at_])) ++at_;
      if (!IsAlpha(c) || !MayBeginString(spec_, c) || !PrefixesString(begin)) return;
      const std::size_t end = std::exchange(at_, begin);
      if (!SkipString()) at_ = end;
      return;
    }
    if (IsSpace(c)) {
      ++at_;
      return;
    }
    if (const auto comment = CommentAt(at_)) {
      at_ = comment->end;
    } else if ((c == '\'' && (spec_.char_literals || spec_.transposes)) || spec_.char_escapes) {
      if (!CharLiteral() && !SkipString()) ++at_;
    } else if (c == '/' && (spec_.slashy || spec_.regex_slash) && !OperandMayBegin(at_)) {
      ++at_;
    } else if (!SkipString()) {
      if (c == '/' && spec_.regex_slash) SkipRegex();
      else ++at_;
    }
  }

  // Whether the letter at `at` may belong to what opens a string: L"x", r'x',
  // r#"x"#, q{x}. Most words are turned down here.
  bool PrefixesString(std::size_t at) const {
    std::size_t end = at + 1;
    while (end < text_.size() && end - at < kLongestStringPrefix && IsWord(text_[end])) ++end;
    if (end >= text_.size()) return false;
    const char next = text_[end];
    if (next == '"' || next == '\'' || next == '`') return true;
    if (next == '#') return spec_.rust_raw;
    return spec_.q_strings && !IsWord(next) && !IsSpace(next);
  }

  // A string in which nothing but its text stands: no escape, no hole, no line
  // end, and no other quote beside its own.
  bool SkipPlainString() {
    const char quote = text_[at_];
    if ((quote != '"' && quote != '\'') || !OpensString(quote)) return false;
    static constexpr ByteSet kPlain = ByteSet::AllBut("\"'`\\\n\r$#{@%");
    std::size_t end = at_ + 1;
    while (end < text_.size() && kPlain.Has(text_[end])) ++end;
    if (end >= text_.size() || text_[end] != quote || end == at_ + 1 || (end + 1 < text_.size() && text_[end + 1] == quote)) return false;
    at_ = end + 1;
    return true;
  }

  bool OpensString(char quote) const {
    return std::any_of(spec_.strings.begin(), spec_.strings.end(), [quote](const StringKind& kind) { return kind.open.size() == 1 && kind.open[0] == quote; });
  }

  bool SkipString() {
    if (SkipPlainString()) return true;
    if (!MayBeginString(spec_, text_[at_])) return false;
    value_.StartIgnoring();
    const auto token = ReadString(spec_, text_, at_, value_, limits_);
    if (token) at_ = std::max(token->whole.end, at_ + 1);
    return token.has_value();
  }

  // Whether a '/' at `at` opens a regular expression, by the text before it.
  bool OperandMayBegin(std::size_t at) const {
    constexpr std::size_t kLook = 64;
    const std::size_t floor = at > kLook ? at - kLook : 0;
    while (at > floor && IsBlank(text_[at - 1])) --at;
    if (at == floor) return true;
    std::size_t begin = at;
    while (begin > floor && IsWord(text_[begin - 1])) --begin;
    if (begin < at) return IsKeyword(text_.substr(begin, at - begin));
    return std::string_view(")]}\"'`").find(text_[at - 1]) == std::string_view::npos;
  }

  // --- Lexing -------------------------------------------------------------

  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      line_begin_ = ++at_;
      EndLine();
      if (places_ != nullptr && at_ >= read_until_) SkimToNextPlace();
    } else if (IsSpace(c)) {
      ++at_;
    } else if (BeginsPlainWord(c)) {
      Word();
    } else if (Comment() || CharLiteral() || QuotedName() || String()) {
      return;
    } else if (spec_.preprocessor && c == '#' && AtLineStart(at_)) {
      Directive();
    } else if (IsWord(c) || ((c == '$' || c == '@') && at_ + 1 < text_.size() && IsWord(text_[at_ + 1]))) {
      Word();
    } else if (c == '/' && spec_.regex_slash && RegexMayStart()) {
      SkipRegex();
    } else {
      Punct();
    }
  }

  // A word with which neither a comment (REM) nor a string (r"x") begins: most.
  bool BeginsPlainWord(char c) const {
    return IsAlpha(c) && !comments_begin_with_words_ && !(MayBeginString(spec_, c) && PrefixesString(at_));
  }

  // `a-b` as a name.
  bool QuotedName() {
    if (!spec_.backtick_names || text_[at_] != '`') return false;
    const std::size_t begin = at_ + 1;
    const std::size_t end = Find(text_, '`', begin);
    if (end > LineEnd(text_, at_)) return false;
    at_ = std::min(end + 1, text_.size());
    Remember({TokenKind::kWord, {begin, end}, text_.substr(begin, end - begin)});
    return true;
  }

  bool AtLineStart(std::size_t at) const {
    while (at > 0 && IsBlank(text_[at - 1])) --at;
    return at == 0 || text_[at - 1] == '\n';
  }

  struct CommentRange {
    Span inside;       ///< Without its marks.
    std::size_t end;   ///< Behind them.
  };

  std::optional<CommentRange> CommentAt(std::size_t at) const {
    const char c = text_[at];
    for (const BlockComment& block : spec_.block_comments) {
      if (block.open.empty() || c != block.open[0] || !StartsAt(text_, at, block.open)) continue;
      const std::size_t begin = at + block.open.size();
      const std::size_t close = text_.find(block.close, begin);
      const std::size_t end = close == std::string_view::npos ? text_.size() : close;
      return CommentRange{{begin, end}, std::min(text_.size(), end + block.close.size())};
    }
    for (const std::string_view mark : spec_.line_comments) {
      if (mark.empty() || c != mark[0] || !StartsAt(text_, at, mark)) continue;
      // PHP 8's attribute, and Ruby's or PowerShell's '#' inside a word.
      if (mark == "#" && at > 0 && IsWord(text_[at - 1]) && spec_.format != Format::kPython) continue;
      const std::size_t end = LineEnd(text_, at);
      std::size_t begin = at + mark.size();
      while (begin < end && text_[begin] == mark[0]) ++begin;
      return CommentRange{{begin, end}, end};
    }
    return std::nullopt;
  }

  bool Comment() {
    const auto comment = CommentAt(at_);
    if (!comment) return false;
    EmitComment(comment->inside);
    at_ = comment->end;
    return true;
  }

  void EmitComment(Span span) {
    PopNames();
    emitter_.EmitComment(span);
  }

  // $" of Erlang, \" of Clojure.
  bool EscapedChar() {
    if (!spec_.char_escapes || text_[at_] != (spec_.tuples ? '$' : '\\')) return false;
    const bool twice = spec_.tuples && at_ + 1 < text_.size() && text_[at_ + 1] == '\\';
    at_ = std::min(text_.size(), at_ + (twice ? 3 : 2));
    Remember({TokenKind::kPunct, {at_ - 1, at_}, "'"});
    return true;
  }

  bool CharLiteral() {
    if (spec_.char_escapes) return EscapedChar();
    if (spec_.transposes && text_[at_] == '\'' && at_ > 0 && (IsWord(text_[at_ - 1]) || std::string_view(")]}'.").find(text_[at_ - 1]) != std::string_view::npos)) {
      Punct();
      return true;
    }
    if (!spec_.char_literals || text_[at_] != '\'') return false;
    std::size_t end = at_ + 1;
    if (end < text_.size() && text_[end] == '\\') {
      end += 2;
      while (end < text_.size() && end - at_ < 14 && text_[end] != '\'' && text_[end] != '\n') ++end;
    } else {
      while (end < text_.size() && end - at_ <= 5 && text_[end] != '\'' && text_[end] != '\n') ++end;
    }
    if (end < text_.size() && text_[end] == '\'') {
      at_ = end + 1;
    } else {
      ++at_;  // A lifetime, a digit separator, or an apostrophe.
    }
    Remember({TokenKind::kPunct, {at_ - 1, at_}, "'"});
    return true;
  }

  void Directive() {
    std::size_t at = SkipBlanks(text_, at_ + 1);
    const std::size_t word_end = NameEnd(text_, at);
    const std::string_view directive = text_.substr(at, word_end - at);
    Reset(at_);
    if (directive == "define") {
      const std::size_t name = SkipBlanks(text_, word_end);
      std::size_t end = name;
      while (end < text_.size() && IsWord(text_[end])) ++end;
      Frame& frame = frames_.back();
      frame.name = text_.substr(name, end - name);
      frame.name_span = {name, end};
      frame.directive = true;
      at_ = end;
    } else if (directive == "include" || directive == "import" || directive == "error" || directive == "warning" ||
               directive == "pragma") {
      at_ = LineEnd(text_, word_end);
    } else {
      at_ = std::max(word_end, at_ + 1);
    }
  }

  void Word() {
    const std::size_t begin = at_;
    ++at_;
    while (at_ < text_.size() && (IsWord(text_[at_]) || IsInnerDash(at_))) ++at_;
    // Ruby's and Elixir's names may end in '!' or '?'.
    const Token word{TokenKind::kWord, {begin, at_}, text_.substr(begin, at_ - begin)};
    const Token& last = Last(0);
    if (last.kind == TokenKind::kWord && OpensNamedBlock(last.text) && !IsTypeOnly(last.text)) NameBlock(word);
    if (word.text == "to" && spec_.format == Format::kKotlin && last.kind == TokenKind::kString) {   // "name" to "x"
      SetName();
      Remember({TokenKind::kPunct, word.span, "=>"});
      return;
    }
    if (spec_.adjacent_names && last.text == "(" && frames_.back().open == '(') {
      frames_.back().callee = word.text;
      frames_.back().callee_span = word.span;
    }
    if (spec_.value_clause && EqualsNoCase(word.text, "VALUE")) NameDeclared();
    // process.env.X, import.meta.env.X
    if (last.kind == TokenKind::kPunct && last.text == "." && Last(1).text == "env") environment_ = word.text;
    Remember(word);
  }

  // `-` within a-b, where that is one name.
  bool IsInnerDash(std::size_t at) const {
    return spec_.dashed_names && text_[at] == '-' && at + 1 < text_.size() && IsWord(text_[at + 1]);
  }

  // "struct crypto_key *f() {", "struct crypto_key f() {": the type of what follows.
  bool IsTypeOnly(std::string_view keyword) const {
    if (keyword != "struct" && keyword != "enum") return false;
    const std::size_t next = SkipBlanks(text_, at_);
    if (next >= text_.size()) return false;
    if (text_[next] == '*' || text_[next] == '&') return true;
    const std::size_t end = NameEnd(text_, next);
    return keyword == "struct" && end > next && end < text_.size() && text_[end] == '(';
  }

  void NameBlock(const Token& word) {
    if (spec_.indent_classes) {
      const std::size_t indent = std::min(SkipBlanks(text_, line_begin_), word.span.begin) - line_begin_;
      while (!classes_.empty() && classes_.back().indent >= indent) classes_.pop_back();
      if (classes_.size() < kMaxClassNames) classes_.push_back({indent, word.text, word.span});
      return;
    }
    Frame& frame = frames_.back();
    frame.name = word.text;
    frame.name_span = word.span;
    frame.outer_name = {};
    frame.names_block = true;
  }

  // 01 NAME PIC X(16) VALUE "v", DATA name TYPE string VALUE 'v': the first
  // word of the statement that is not the statement's own.
  void NameDeclared() {
    Token name;
    for (std::size_t back = 0; back < kWindow; ++back) {
      const Token& token = Last(back);
      if (token.kind == TokenKind::kNone || token.text == "." || token.text == ",") break;
      if (token.kind != TokenKind::kWord || IsDigit(token.text[0])) continue;
      if (IsOneOf(token.text, {"DATA", "CONSTANTS", "STATICS", "data", "constants", "statics"})) break;
      name = token;
    }
    if (name.kind == TokenKind::kNone) return;
    Frame& frame = frames_.back();
    frame.name = name.text;
    frame.name_span = name.span;
    frame.outer_name = {};
  }

  bool RegexMayStart() const {
    const Token& last = Last(0);
    if (last.kind == TokenKind::kNone) return true;
    if (last.kind == TokenKind::kWord) return IsKeyword(last.text);
    return last.kind == TokenKind::kPunct && !last.text.empty() && last.text != ")" && last.text != "]" &&
           last.text != "}";
  }

  void SkipRegex() {
    const std::string_view near = text_.substr(0, std::min(text_.size(), at_ + kLongestRegex));
    const std::size_t line = LineEnd(near, at_);
    std::size_t end = at_ + 1;
    bool in_class = false;
    while (end < line && (text_[end] != '/' || in_class)) {
      if (text_[end] == '\\') ++end;
      else if (text_[end] == '[') in_class = true;
      else if (text_[end] == ']') in_class = false;
      ++end;
    }
    if (end >= line) {
      Punct();
      return;
    }
    at_ = end + 1;
    Remember({TokenKind::kPunct, {at_ - 1, at_}, "/"});
  }

  void Punct() {
    const char c = text_[at_];
    if ((c == '{' || c == '[' || (c == '(' && IsOneOf(Last(0).text, {"fromCharCode", "fromCodePoint"}))) && ByteList()) return;
    const std::string_view op = text_.substr(at_, OperatorLength(text_, at_));
    const Token token{TokenKind::kPunct, {at_, at_ + op.size()}, op};
    at_ += op.size();
    Act(token);
    Remember(token);
  }

  void Remember(const Token& token) {
    static constexpr ByteSet kEndsOperand(")]}'/?!");
    if (spec_.adjacent_names) CountElement(token);
    window_[window_at_ % kWindow] = token;
    ++window_at_;
    line_continues_ = token.kind == TokenKind::kPunct &&
                      (token.text.size() != 1 || !kEndsOperand.Has(token.text[0]));
  }

  // `db/name` and `a.b` are one.
  void CountElement(const Token& token) {
    const Token& last = Last(0);
    const bool goes_on = (last.text == "/" || last.text == ".") && last.span.end == token.span.begin;
    if (token.kind != TokenKind::kPunct && !goes_on) ++frames_.back().elements;
  }

  /// The token `back` places before the current one.
  const Token& Last(std::size_t back) const {
    static const Token kNothing;
    if (back >= kWindow || back >= window_at_) return kNothing;
    return window_[(window_at_ - 1 - back) % kWindow];
  }

  // --- Statements and brackets ---------------------------------------------

  void EndLine() {
    Frame& frame = frames_.back();
    if (frame.directive) {
      if (!JoinsLines()) Reset(at_);
      return;
    }
    const bool in_block = frame.open == '\0' || frame.open == '{';
    if (!spec_.newline_ends || !in_block) return;
    const bool block = spec_.indent_classes && frame.open == '\0' && Last(0).text == ":";
    const bool continued = !block && (line_continues_ || JoinsLines());
    if (!continued && !NextLineContinues()) Reset(at_);
    if (spec_.indent_classes) DropClasses();
  }

  // Behind a line end that the line before goes on over.
  bool JoinsLines() const {
    std::size_t end = at_ - 1;
    if (end > 0 && text_[end - 1] == '\r') --end;
    return end > 0 && text_[end - 1] == spec_.line_joiner;
  }

  bool NextLineContinues() const {
    const std::size_t next = SkipBlanks(text_, at_);
    if (next >= text_.size()) return false;
    for (const std::string_view op : {"+", ".", "||", "??", "?", "&&", "or ", "{", "\\"}) {
      if (StartsAt(text_, next, op) && !(op == "." && spec_.joiner == "..")) return true;
    }
    return false;
  }

  void DropClasses() {
    if (classes_.empty()) return;
    const std::size_t first = SkipBlanks(text_, at_);
    if (first >= text_.size() || text_[first] == '\n' || text_[first] == '\r' || text_[first] == '#') return;
    while (!classes_.empty() && first - at_ <= classes_.back().indent) classes_.pop_back();
  }

  // A new statement or member begins at `at`.
  void Reset(std::size_t at) {
    Frame& frame = frames_.back();
    frame.name = frame.outer_name = frame.last_string = {};
    frame.named_by_colon = frame.directive = frame.names_block = false;
    frame.ternaries = 0;
    frame.statement = at;
    environment_ = {};
  }

  void Act(const Token& token) {
    const std::string_view op = token.text;
    if (op.size() == 1) {
      switch (op[0]) {
        case '(':
        case '[':
        case '{': return Open(op[0]);
        case ')':
        case ']':
        case '}': return Close(op[0]);
        case ';': return Reset(token.span.end);
        case ',': return EndMember(token);
        case '?': ++frames_.back().ternaries; return;
        case ':': return Colon();
        case '=': return Assign(op);
        default: return;
      }
    }
    if (op == "::" && spec_.format == Format::kJsonnet) return Colon();   // name:: "v"
    // Scala's "name" -> "value".
    if (IsAssignment(op) || (op == "->" && spec_.format == Format::kScala && Last(0).kind == TokenKind::kString)) Assign(op);
  }

  void EndMember(const Token& comma) {
    Frame& frame = frames_.back();
    const Token& last = Last(0);
    const bool was_string = last.kind == TokenKind::kString;
    ++frame.argument;
    Reset(comma.span.end);
    if (was_string && frame.open == '(') {
      frame.last_string = last.text;
      frame.last_string_span = last.span;
      if (const std::string_view flag = FlagName(last.text); !flag.empty()) {
        frame.flag = flag;
        frame.flag_span = {last.span.end - flag.size(), last.span.end};
      }
    }
  }

  void Open(char bracket) {
    if (frames_.size() >= kMaxFrames) {
      ++surplus_;
      return;
    }
    Frame frame;
    frame.open = bracket;
    frame.statement = at_;
    const Token& last = Last(0);
    if (spec_.adjacent_names) {
      NameByNeighbour();
      frame.pairs = bracket == '{' && last.text != "#";   // #{"a" "b"} is a set.
    } else if (bracket == '(' && last.kind == TokenKind::kWord && !IsKeyword(last.text)) {
      frame.callee = last.text;
      frame.callee_span = last.span;
      if (Last(1).kind == TokenKind::kPunct && IsOneOf(Last(1).text, {".", "->", "::", "?."})) {
        frame.object = Last(2).text;
      }
      // `std::string password("...")`: two words, or a type's closing '>', '*'.
      const Token& before = Last(1);
      const bool type_word = before.kind == TokenKind::kWord && !IsKeyword(before.text) && before.text != "function" &&
                             before.text != "def" && before.text != "func" && before.text != "fun" &&
                             before.text != "fn" && before.text != "sub";
      const bool type_end = before.kind == TokenKind::kPunct && (before.text == ">" || before.text == "*");
      frame.declares = spec_.format == Format::kCFamily && (type_word || type_end);
    } else if (bracket == '{' && spec_.format == Format::kRuby && last.text == ")" && Last(2).text == ":" && Last(3).text == "(" &&
               (Last(4).text == "let" || Last(5).text == "let")) {
      frame.name = Last(1).text;   // let(:name) { "v" } of RSpec
      frame.name_span = Last(1).span;
    } else if (bracket == '(' && last.text == "!" && spec_.rust_raw && Last(1).kind == TokenKind::kWord) {
      frame.callee = Last(1).text;   // A macro.
      frame.callee_span = Last(1).span;
    }
    frames_.push_back(frame);
  }

  // (def name (or x "v")): the word in front, unless it is the call's own.
  void NameByNeighbour() {
    Frame& frame = frames_.back();
    const bool named = (Last(0).kind == TokenKind::kWord && Last(1).text != "(") || IsKeyOfMap(Last(0));
    frame.name = named ? Last(0).text : std::string_view();
    frame.name_span = Last(0).span;
  }

  // {"name" "v"}: the string just read, which what follows belongs to.
  bool IsKeyOfMap(const Token& last) const {
    const Frame& frame = frames_.back();
    return frame.pairs && last.kind == TokenKind::kString && frame.elements % 2 == 1 && IsName(last.text);
  }

  void Close(char bracket) {
    if (surplus_ > 0) {
      --surplus_;
      return;
    }
    if (frames_.size() > 1) frames_.pop_back();
    if (spec_.adjacent_names) {
      ++frames_.back().elements;
      return Reset(at_);
    }
    if (bracket == '}' && (frames_.back().open == '{' || frames_.back().open == '\0')) {
      // A block ended, and with it the statement; an object literal's name
      // ends at the ',' or ';' behind it.
      if (!spec_.newline_ends || frames_.back().open == '{') return ResetAfterBlock();
    }
  }

  void ResetAfterBlock() {
    const std::size_t next = SkipSpaces(text_, at_);
    const bool goes_on = next < text_.size() && (text_[next] == '.' || text_[next] == ';' || text_[next] == ',');
    if (!goes_on) Reset(at_);
  }

  void Colon() {
    Frame& frame = frames_.back();
    if (frame.ternaries > 0) {
      --frame.ternaries;
      return;
    }
    const bool marked = (spec_.format == Format::kJsonnet && Last(0).text == "+") || (spec_.format == Format::kNim && Last(0).text == "*");
    const std::size_t back = marked ? 1 : 0;   // name+: "v", name*: type
    const Token& last = Last(back);
    const bool quoted_name = last.kind == TokenKind::kString;
    if (!spec_.colon_names && !quoted_name) return;
    if (quoted_name && frame.open == '\0' && spec_.preprocessor) return;  // C: `case "x":` has no names.
    if (last.kind != TokenKind::kWord && !quoted_name) return;
    if (Last(back + 1).text == "case" || IsKeyword(last.text)) return;
    SetName(back);
    frame.named_by_colon = true;
  }

  void Assign(std::string_view op) {
    Frame& frame = frames_.back();
    if (frame.directive) return;
    // `password: str = "x"`: the type stands between the name and '='.
    if (op == "=" && frame.named_by_colon) return;
    // An arrow function's parameters name nothing.
    if (op == "=>" && Last(0).text == ")") return;
    SetName();
  }

  // Takes the name in front of the current operator, `back` tokens before.
  void SetName(std::size_t back = 0) {
    Frame& frame = frames_.back();
    std::string_view indexed;
    Span indexed_span;
    // name[...] = , name["key"] =
    if (Last(back).text == "]") {
      std::size_t i = back + 1;
      for (; i < kWindow && Last(i).text != "["; ++i) {
        const bool symbol = spec_.format == Format::kRuby && Last(i).kind == TokenKind::kWord && Last(i + 1).text == ":" && Last(i + 2).text == "[";
        if ((Last(i).kind == TokenKind::kString || symbol) && indexed.empty()) {
          indexed = Last(i).text;
          indexed_span = Last(i).span;
        }
      }
      back = i + 1;
    }
    // Visual Basic's `name As String = "v"`.
    if (spec_.format == Format::kVisualBasic && Last(back).kind == TokenKind::kWord && Last(back + 1).text == "As") back += 2;
    if (spec_.format == Format::kGo && back == 0) back = TypeBehindName();
    if (spec_.format == Format::kCSharp && back == 0 && Last(0).text == "}") back = Accessors();
    if (spec_.type_behind_name && IsOneOf(Last(back + 2).text, {"param", "output"})) ++back;
    const Token& name = Last(back);
    if (!indexed.empty()) {
      frame.names_block = false;
      frame.name = indexed;
      frame.name_span = indexed_span;
      frame.outer_name = name.kind == TokenKind::kWord ? Bare(name.text) : std::string_view();
      frame.outer_span = name.span;
      return;
    }
    if (name.kind != TokenKind::kWord && name.kind != TokenKind::kString) return;
    frame.names_block = false;
    frame.name = name.kind == TokenKind::kWord ? Bare(name.text) : name.text;
    frame.name_span = name.span;
    frame.outer_name = {};
    const Token& dot = Last(back + 1);
    const Token& outer = Last(back + 2);
    if (dot.kind == TokenKind::kPunct && IsOneOf(dot.text, {".", "->", "::", "?."}) &&
        outer.kind == TokenKind::kWord && !IsOneOf(outer.text, {"self", "this", "@", "$this"})) {
      frame.outer_name = Bare(outer.text);
      frame.outer_span = outer.span;
    }
  }

  // Tokens of the type in `var name []type =` of Go; 0: none stands there.
  std::size_t TypeBehindName() const {
    if (Last(0).kind != TokenKind::kWord) return 0;
    std::size_t size = 1;
    if (Last(size).text == "*") ++size;
    else if (Last(size).text == "]" && Last(size + 1).text == "[") size += 2;
    const Token& name = Last(size);
    if (name.kind != TokenKind::kWord || IsOneOf(name.text, {"var", "const", "return"})) return 0;
    const bool same_line = !HoldsLineEnd(text_.substr(name.span.end, Last(0).span.begin - name.span.end));
    return same_line && (IsOneOf(Last(size + 1).text, {"var", "const"}) || AtLineStart(name.span.begin)) ? size : 0;
  }

  // Tokens of `{ get; private set; }` behind a property of C#; 0: it is something else.
  std::size_t Accessors() const {
    std::size_t size = 1;
    while (size < kWindow && IsOneOf(Last(size).text, {";", "get", "set", "init", "private", "protected", "internal"})) ++size;
    return Last(size).text == "{" && size > 1 ? size + 1 : 0;
  }

  static std::string_view Bare(std::string_view word) {
    while (!word.empty() && (word[0] == '$' || word[0] == '@')) word.remove_prefix(1);
    return word;
  }

  // --- Strings ---------------------------------------------------------------

  bool String() {
    if (!MayBeginString(spec_, text_[at_])) return false;
    if (text_[at_] == '/' && !RegexMayStart()) return false;
    // A prefix letter must begin its word.
    if (IsWord(text_[at_]) && at_ > 0 && IsWord(text_[at_ - 1])) return false;
    if (IsAlpha(text_[at_]) && !PrefixesString(at_)) return false;
    value_.Start();
    const std::size_t begin = at_;
    auto token = ReadString(spec_, text_, at_, value_, limits_);
    if (!token) return false;
    at_ = std::max(token->whole.end, at_ + 1);
    Span inside = token->inside;
    const Span filled = FillPlaces(begin, *token);
    if (!filled.empty()) inside = filled;
    LeaveWrapper();
    bool joined = token->joined || !filled.empty();
    bool holes = token->has_holes || BeginsAtRunTime();
    const std::string_view variable = AssignedVariable();
    lists_pieces_ = BeginsJoinedList();
    for (std::size_t pieces = 0; pieces < kMaxJoined; ++pieces) {
      std::optional<std::size_t> next = NextPiece();
      const bool appended = !next && (next = Appended()).has_value();
      if (!next && !variable.empty()) next = AppendedLater(variable);
      if (!next) break;
      const std::size_t before = at_;
      at_ = *next;
      auto piece = MayBeginString(spec_, text_[at_]) ? ReadString(spec_, text_, at_, value_, limits_) : std::nullopt;
      if (!piece) {
        at_ = before;
        holes = true;
        break;
      }
      at_ = std::max(piece->whole.end, at_ + 1);
      inside.end = piece->inside.end;
      holes = holes || piece->has_holes;
      joined = true;
      const std::size_t close = appended ? SkipGap(at_) : text_.size();
      if (close < text_.size() && text_[close] == ')') at_ = close + 1;
    }
    if (spec_.struct_tags && token->quote == Quote::kBacktick) StructTags(token->inside);
    Emit(*token, begin, inside, joined, holes);
    return true;
  }

  // A string behind `x +`.
  bool BeginsAtRunTime() const {
    if (spec_.joiner.empty() || Last(0).kind != TokenKind::kPunct || Last(0).text != spec_.joiner) return false;
    const Token& left = Last(1);
    if (left.kind == TokenKind::kPunct) return IsOneOf(left.text, {")", "]", "}", "'"});   // Else a sign: Ruby's +"x".
    return left.kind != TokenKind::kNone;
  }

  // `key` of key = "x", the statement's own.
  std::string_view AssignedVariable() const {
    const Frame& frame = frames_.back();
    std::size_t back = 0;
    while (back < 2 && IsOneOf(Last(back).text, {"+", "@"})) ++back;   // +"x", @"x"
    const bool statement = frame.open == '\0' || frame.open == '{';
    return statement && IsOneOf(Last(back).text, {"=", ":=", "<-"}) ? frame.name : std::string_view();
  }

  // Where the string begins that the next statement appends to `variable`:
  // key += "x", key << "x", key = key + "x".
  std::optional<std::size_t> AppendedLater(std::string_view variable) const {
    const auto behind_name = [&](std::size_t at) {
      if (at < text_.size() && (text_[at] == '$' || text_[at] == '@')) ++at;
      if (!StartsAt(text_, at, variable)) return std::string_view::npos;
      at += variable.size();
      return at < text_.size() && IsWord(text_[at]) ? std::string_view::npos : SkipBlanks(text_, at);
    };
    std::size_t at = StartsAt(text_, at_, ".dup") ? at_ + 4 : at_;
    at = SkipSpaces(text_, at);
    if (at < text_.size() && text_[at] == ';') at = SkipSpaces(text_, at + 1);
    if (at == at_ || (at = behind_name(at)) >= text_.size()) return std::nullopt;
    std::size_t piece = text_.size();
    for (const std::string_view op : {"+=", "<<", ".=", "..="}) {
      if (StartsAt(text_, at, op)) piece = SkipBlanks(text_, at + op.size());
    }
    if (piece == text_.size() && !spec_.joiner.empty() && text_[at] == '=') {
      at = behind_name(SkipBlanks(text_, at + 1));
      if (at < text_.size() && StartsAt(text_, at, spec_.joiner)) piece = SkipBlanks(text_, at + spec_.joiner.size());
    }
    const bool quoted = piece < text_.size() && (text_[piece] == '"' || text_[piece] == '\'' || text_[piece] == '`');
    return quoted ? std::optional(piece) : std::nullopt;
  }

  // Where the arguments begin that fill the places of the format read last, and
  // what closes them ('\0': nothing of their own): .format( , % , sprintf( ... ,
  std::size_t ArgumentsOfFormat(char& close) const {
    std::size_t at = SkipGap(at_);
    close = ')';
    for (const std::string_view call : {".format(", ".formatted("}) {
      if (StartsAt(text_, at, call)) return SkipGap(at + call.size());
    }
    if (at >= text_.size()) return at;
    if (text_[at] == '%' && (spec_.format == Format::kPython || spec_.format == Format::kRuby)) {
      at = SkipGap(at + 1);
      const bool listed = at < text_.size() && (text_[at] == '(' || text_[at] == '[');
      close = !listed ? '\0' : text_[at] == '(' ? ')' : ']';
      return listed ? SkipGap(at + 1) : at;
    }
    close = '\0';
    const Frame& frame = frames_.back();
    const bool formats = (frame.open == '(' && IsOneOf(frame.callee, {"format", "Format", "sprintf", "Sprintf", "vsprintf"})) ||
                         (frame.open == '[' && frame.name == "stringWithFormat");
    return formats && text_[at] == ',' ? SkipGap(at + 1) : text_.size();
  }

  // "sk_%s" % "x", "sk_{}".format("x"), sprintf("sk_%s", "x"): if strings fill
  // all places of the format read last, value_ becomes what they make, and its
  // span is returned; an empty one otherwise.
  Span FillPlaces(std::size_t begin, const StringToken& token) {
    constexpr std::size_t kLongestFormat = 256;
    if (token.has_holes || token.inside.size() > kLongestFormat || value_.text().size() != token.inside.size()) return {};
    char close = '\0';
    std::size_t at = ArgumentsOfFormat(close);
    if (at >= text_.size()) return {};
    const std::vector<Place> places = PlacesIn(text_, token.inside);
    if (places.empty()) return {};
    value_.Start();
    std::size_t fixed = token.inside.begin;
    Span filled = token.inside;
    std::size_t next = at;
    for (std::size_t i = 0; i < places.size(); ++i) {
      const Span before{fixed, places[i].span.begin};
      if (i == 0) value_.Copy(before);
      else value_.Put(before.Of(text_), {filled.end, filled.end});
      fixed = places[i].span.end;
      const auto piece = ArgumentAt(next, places[i], i);
      if (!piece) {
        value_.Start();
        ReadString(spec_, text_, begin, value_, limits_);
        return {};
      }
      if (i == 0 && before.empty()) filled.begin = piece->inside.begin;
      filled.end = piece->inside.end;
      at = piece->whole.end;
      next = SkipGap(at);
      if (next < text_.size() && text_[next] == ',') next = SkipGap(next + 1);
    }
    value_.Put(Span{fixed, token.inside.end}.Of(text_), {filled.end, filled.end});
    at_ = close != '\0' && next < text_.size() && text_[next] == close ? next + 1 : at;
    return filled;
  }

  // The string for a place, at `at`: "x", name="x".
  std::optional<StringToken> ArgumentAt(std::size_t at, const Place& place, std::size_t index) {
    const bool numbered = !place.name.empty() && IsDigit(place.name[0]);
    if (numbered && place.name != std::to_string(index)) return std::nullopt;
    if (!place.name.empty() && !numbered) {
      if (!StartsAt(text_, at, place.name)) return std::nullopt;
      at = SkipBlanks(text_, at + place.name.size());
      if (at >= text_.size() || (text_[at] != '=' && text_[at] != ':')) return std::nullopt;
      at = SkipBlanks(text_, at + 1);
    }
    if (at >= text_.size() || !MayBeginString(spec_, text_[at])) return std::nullopt;
    return ReadString(spec_, text_, at, value_, limits_);
  }

  // { 's', 'k' }, [0x73, 0x6b], String.fromCharCode(115, 107): a text, byte by byte.
  bool ByteList() {
    const std::vector<ListedByte> bytes = BytesListedAt(text_, at_);
    if (bytes.empty()) return false;
    value_.Start();
    for (const ListedByte& byte : bytes) value_.Put(std::string_view(&byte.value, 1), byte.span);
    const std::size_t begin = at_;
    const Span inside{bytes.front().span.begin, bytes.back().span.end};
    at_ = text_.find_first_of("}])", inside.end) + 1;
    Emit({{begin, at_}, inside, Quote::kRaw}, begin, inside, true, false);
    return true;
  }

  // std::string("a") + "b": the call only wraps its string.
  void LeaveWrapper() {
    const Frame& frame = frames_.back();
    const bool wraps = frames_.size() > 1 && surplus_ == 0 && frame.open == '(' && Last(0).text == "(" && !frame.declares &&
                       (IsOneOf(frame.callee, {"string", "String", "wstring", "QString", "str"}) || (frame.callee == "from" && frame.object == "String"));
    const bool builds = frames_.size() > 1 && surplus_ == 0 && Last(0).text == "(" && IsOneOf(frame.callee, {"StringBuilder", "StringBuffer"});
    if ((!wraps || spec_.joiner.empty()) && !builds) return;
    const std::size_t close = SkipGap(at_);
    if (close >= text_.size() || text_[close] != ')') return;
    if (builds ? AppendedString(text_, close + 1) == std::string_view::npos : !StartsAt(text_, SkipGap(close + 1), spec_.joiner)) return;
    frames_.pop_back();
    at_ = close + 1;
  }

  // `json:"x" default:"y"` behind a field and its type: the default is the
  // field's value.
  void StructTags(Span tags) {
    const Token& field = Last(1);
    if (Last(0).kind != TokenKind::kWord || field.kind != TokenKind::kWord || frames_.back().open != '{') return;
    for (std::size_t at = SkipBlanks(text_, tags.begin); at < tags.end;) {
      const std::size_t key = at;
      while (at < tags.end && (IsWord(text_[at]) || text_[at] == '-')) ++at;
      const Span name{key, at};
      if (at == key || !StartsAt(text_, at, ":\"")) return;
      const std::size_t begin = at + 2;
      std::size_t end = begin;
      while (end < tags.end && text_[end] != '"') end += text_[end] == '\\' ? 2 : 1;
      if (end >= tags.end) return;
      if (IsOneOf(LowerAscii(name.Of(text_)), {"default", "envdefault"})) EmitTag(field, {begin, end});
      at = SkipBlanks(text_, end + 1);
    }
  }

  void EmitTag(const Token& field, Span value) {
    Literal literal;
    literal.text = value.Of(text_);
    literal.span = value;
    literal.kind = LiteralKind::kString;
    literal.quote = Quote::kDouble;
    literal.is_fallback = true;
    literal.statement = {field.span.begin, value.end};
    emitter_.Push(field.text, field.span);
    emitter_.EmitValue(literal);
    PopNames();
  }

  // Where an operand joined to the string just read begins, if one does.
  std::optional<std::size_t> NextPiece() const {
    std::size_t next = SkipGap(at_);
    if (next >= text_.size()) return std::nullopt;
    if (!spec_.joiner.empty() && StartsAt(text_, next, spec_.joiner) &&
        !StartsAt(text_, next + spec_.joiner.size(), "=")) {
      next = SkipGap(next + spec_.joiner.size());
      return next < text_.size() ? std::optional(next) : std::nullopt;
    }
    if (spec_.format == Format::kRuby && (StartsAt(text_, next, "<< \"") || StartsAt(text_, next, "<< '"))) return next + 3;
    if (spec_.adjacent_names && text_[next] == '"' && IsOneOf(frames_.back().callee, {"str", "concat", "string-append"})) return next;
    if (text_[next] == ',' && lists_pieces_) {
      next = SkipGap(next + 1);
      return next < text_.size() ? std::optional(next) : std::nullopt;
    }
    if (!spec_.joins_adjacent) return std::nullopt;
    // Across lines only where a line end does not end the statement.
    const bool same_line = !HoldsLineEnd(text_.substr(at_, next - at_));
    const bool bracketed = frames_.back().open == '(' || frames_.back().open == '[' || frames_.back().open == '{';
    if (!same_line && spec_.newline_ends && !bracketed) return std::nullopt;
    const char c = text_[next];
    if (c == '"' || (c == '\'' && !spec_.char_literals)) return next;
    // L"a" L"b", @"a" @"b"
    const bool prefixed = next + 1 < text_.size() && (IsAlpha(c) || c == '@') && text_[next + 1] == '"';
    if (prefixed && MayBeginString(spec_, c)) return next;
    return std::nullopt;
  }

  // "a".concat("b")
  std::optional<std::size_t> Appended() const {
    const std::size_t piece = AppendedString(text_, at_);
    return piece == std::string_view::npos ? std::nullopt : std::optional(piece);
  }

  // Whether a call joins the string just read with those behind it.
  bool BeginsJoinedList() const {
    const std::size_t next = SkipGap(at_);
    const Token& before = Last(0);
    if (next >= text_.size() || text_[next] != ',' || before.kind != TokenKind::kPunct || surplus_ > 0) return false;
    const Frame& frame = frames_.back();
    if (frame.open == '(' && IsOneOf(frame.callee, {"concat", "Concat", "paste0", "str_c", "encodePacked"})) return true;
    if (before.text == ",") return frame.open == '(' && Joins(frame.callee) && HoldsNothing(Last(1));   // join("", "a", "b")
    if (before.text != "(" && before.text != "[" && before.text != "{") return false;
    const Token& outer = Last(1);
    if (outer.text == "," && frames_.size() > 1) return Joins(frames_[frames_.size() - 2].callee) && HoldsNothing(Last(2));   // implode("", ["a", "b"])
    if (before.text == "[" && IsOneOf(outer.text, {"concat", "mconcat"})) return true;                                            // T.concat ["a", "b"]
    const std::size_t call = outer.text == "(" ? 2 : 1;
    if (Joins(Last(call).text) && Last(call + 1).text == ".") return HoldsNothing(Last(call + 2));                          // "".join(["a", "b"])
    return ListIsJoined(text_, at_, spec_.format == Format::kRuby ? BareJoin::kWithNothing : BareJoin::kWithComma);
  }

  static bool Joins(std::string_view callee) { return IsOneOf(callee, {"join", "Join", "implode"}); }

  static bool HoldsNothing(const Token& token) { return token.kind == TokenKind::kString && token.span.empty(); }

  // A line end that no backslash joins.
  static bool HoldsLineEnd(std::string_view gap) {
    for (std::size_t i = 0; i < gap.size(); ++i) {
      if (gap[i] == '\n' && (i == 0 || gap[i - 1] != '\\')) return true;
    }
    return false;
  }

  // Behind white space and comments between two pieces.
  std::size_t SkipGap(std::size_t at) const {
    while (at < text_.size()) {
      const std::size_t begin = at;
      at = SkipSpaces(text_, at);
      if (at + 1 < text_.size() && text_[at] == spec_.line_joiner && (text_[at + 1] == '\n' || text_[at + 1] == '\r')) {
        at += 2;
      } else if (spec_.block_comments[0].open == "/*" && StartsAt(text_, at, "//")) {
        at = LineEnd(text_, at);
      } else if (spec_.block_comments[0].open == "/*" && StartsAt(text_, at, "/*")) {
        const std::size_t close = text_.substr(0, std::min(text_.size(), at + kMaxGap)).find("*/", at + 2);
        if (close == std::string_view::npos) break;
        at = close + 2;
      } else if (spec_.format == Format::kPython && frames_.back().open != '\0' && at < text_.size() &&
                 text_[at] == '#') {
        at = LineEnd(text_, at);
      }
      if (at == begin) break;
    }
    return at;
  }

  void Emit(const StringToken& token, std::size_t begin, Span inside, bool joined, bool holes) {
    Literal literal;
    value_.Finish(literal, inside);
    literal.kind = LiteralKind::kString;
    literal.quote = token.quote;
    literal.has_holes = holes;
    static constexpr Encoding kJoined[] = {Encoding::kConcatenation};
    if (joined) literal.decoded_from = kJoined;
    const Frame& frame = frames_.back();
    literal.statement = {std::min(frame.statement, begin), at_};
    if (literal.statement.size() > 4096) literal.statement.begin = begin;
    if (!IsIndex()) {
      SetCallee(literal, frame);
      SetComparison(literal, frame);
      literal.blocks = PushNames(literal);
      literal.is_key = IsKey();
    }
    SetFallback(literal, frame);
    emitter_.EmitValue(literal);
    PopNames();
    const bool verbatim = literal.map == nullptr;
    Remember({TokenKind::kString, inside, verbatim ? inside.Of(text_) : std::string_view()});
    NoteEnvironment(literal, frame, verbatim);
    NoteEntry(literal, verbatim);
  }

  // { name: "N", value: "v" }: what the value beside is named.
  void NoteEntry(const Literal& literal, bool verbatim) {
    Frame& frame = frames_.back();
    if (frame.open == '\0' || !verbatim || frame.name.size() > 4 || !IsOneOf(frame.name, {"name", "Name", "key", "Key"}) || !IsName(literal.text)) return;
    frame.entry = literal.text;
    frame.entry_span = literal.span;
  }

  // names["password"]: the string says where to look, and is given no name.
  bool IsIndex() const {
    const std::size_t next = SkipBlanks(text_, at_);
    const bool indexes = Last(1).kind == TokenKind::kWord || Last(1).text == "]" || Last(1).text == ")";
    return Last(0).text == "[" && indexes && Last(0).span.begin == Last(1).span.end && next < text_.size() && text_[next] == ']';
  }

  void SetCallee(Literal& literal, const Frame& frame) const {
    if (frame.open != '(' || frame.declares) return;
    literal.callee = Bare(frame.callee);
    // setKey(decode("x")): what counts is whom the result is handed to.
    if (!Converts(literal.callee) || frames_.size() < 2) return;
    const Frame& outer = frames_[frames_.size() - 2];
    if (outer.open == '(' && !outer.declares && !outer.callee.empty()) literal.callee = Bare(outer.callee);
  }

  void SetComparison(Literal& literal, const Frame& frame) {
    const Token& last = Last(0);
    compared_ = {};
    if (IsComparison(last.text)) {
      literal.is_compared = true;
      if (Last(1).kind == TokenKind::kWord || (Last(1).text == "]" && Last(2).kind == TokenKind::kString)) compared_ = Last(Last(1).text == "]" ? 2 : 1);
    } else if (frame.open == '(' && ComparesArguments(frame.callee)) {
      literal.is_compared = true;
      if (last.kind == TokenKind::kPunct && last.text == "," && Last(1).kind == TokenKind::kWord) compared_ = Last(1);
    } else if (spec_.adjacent_names && Last(0).kind == TokenKind::kWord && Last(1).text == "=" && Last(2).text == "(") {
      literal.is_compared = true;   // (= name "v")
    } else if (StartsAt(text_, SkipBlanks(text_, at_), "==") || StartsAt(text_, SkipBlanks(text_, at_), "!=")) {
      literal.is_compared = true;
    }
  }

  // "key" => , {"key": , ["key": : the string names what is behind it.
  bool IsKey() const {
    const std::size_t next = SkipGap(at_);
    if (StartsAt(text_, next, "=>") || StartsAt(text_, next, "->")) return true;
    const Frame& frame = frames_.back();
    if (frame.pairs) return frame.elements % 2 == 0;
    if ((frame.open != '{' && frame.open != '[') || frame.ternaries > 0 || next >= text_.size() || text_[next] != ':') return false;
    return !StartsAt(text_, next, "::") && !StartsAt(text_, next, ":=");
  }

  // The names of all open frames, outermost first, then the string's own.
  // Returns how many of them are of blocks.
  std::size_t PushNames(const Literal& literal) {
    const std::size_t outer = emitter_.depth();
    std::size_t blocks = 0;
    const auto push = [this](std::string_view name, Span span) {
      if (!name.empty() && name.size() <= 256) emitter_.Push(name, span);
    };
    for (const ClassName& name : classes_) push(name.name, name.span);
    if (!classes_.empty()) blocks = emitter_.depth() - outer;
    // Names far outside say nothing of the value; the nearest eight do.
    const std::size_t first = frames_.size() > 8 ? frames_.size() - 8 : 0;
    for (std::size_t i = first; i < frames_.size(); ++i) {
      const Frame& frame = frames_[i];
      push(frame.outer_name, frame.outer_span);
      push(frame.name, frame.name_span);
      if (frame.names_block) blocks = emitter_.depth() - outer;
      if (frame.declares) push(frame.callee, frame.callee_span);
    }
    const Frame& frame = frames_.back();
    if (!frame.entry.empty() && IsOneOf(frame.name, {"value", "Value"})) push(frame.entry, frame.entry_span);
    if (!compared_.text.empty()) {
      push(Bare(compared_.text), compared_.span);
    } else if (frame.name.empty() && frame.open == '(' && !frame.declares) {
      if (literal.is_compared && !frame.object.empty()) {
        push(Bare(frame.object), frame.callee_span);
      } else if (NamedByArgument(frame)) {
        push(frame.last_string, frame.last_string_span);
      }
    }
    if (frame.open == '(' && IsOneOf(frame.name, {"default", "defaultValue", "default_value", "Value"})) push(frame.flag, frame.flag_span);
    PushListedFlag();
    PushSymbol();
    PushFlag();
    PushOwnName();
    PushNamedByOther(frame);
    return blocks == 0 ? 0 : outer + blocks;
  }

  bool IsOneOfFormats(std::initializer_list<Format> formats) const { return std::find(formats.begin(), formats.end(), spec_.format) != formats.end(); }

  // What names a string as the argument, or the half of a pair, beside it.
  void PushNamedByOther(const Frame& frame) {
    const auto push = [this](const Token& token) {
      if (!token.text.empty() && token.text.size() <= 256) emitter_.Push(Bare(token.text), token.span);
    };
    if (Last(0).text == ",") {
      const Token& before = Last(1);
      const bool string = before.kind == TokenKind::kString && IsName(before.text);
      // {{"name", "v"}} of C# and C++, [["name", "v"]] of JavaScript.
      const bool mapped = frame.open == '{' ? IsOneOfFormats({Format::kCSharp, Format::kCFamily, Format::kObjectiveC}) : frame.open == '[' && spec_.format == Format::kJavaScript;
      const bool pair = string && mapped && frame.argument == 1 && frames_.size() > 1 && frames_[frames_.size() - 2].open == frame.open &&
                        Last(2).text == std::string_view(&frame.open, 1) && StartsAt(text_, SkipGap(at_), frame.open == '{' ? "}" : "]");
      const bool built = string && Last(2).text == "," && Last(4).text == "resValue";   // resValue "string", "name", "v" of Gradle
      const bool set = before.kind == TokenKind::kWord && frame.open == '(' && SetsNamed(frame.callee);
      if (pair || built || set) push(before);
    }
    // set("v", forKey: "name"), setValue:@"v" forHTTPHeaderField:@"name"
    if (spec_.format != Format::kSwift && spec_.format != Format::kObjectiveC) return;
    std::size_t at = SkipGap(at_);
    if (at < text_.size() && text_[at] == ',') at = SkipGap(at + 1);
    for (const std::string_view label : {"forKey:", "forHTTPHeaderField:"}) {
      if (!StartsAt(text_, at, label)) continue;
      at = SkipBlanks(text_, at + label.size());
      if (at < text_.size() && text_[at] == '@') ++at;
      if (at >= text_.size() || text_[at] != '"') return;
      const std::size_t end = std::min(text_.find('"', at + 1), LineEnd(text_, at));
      if (IsName(text_.substr(at + 1, end - at - 1))) push({TokenKind::kString, {at + 1, end}, text_.substr(at + 1, end - at - 1)});
      return;
    }
  }

  // What names a string without an operator.
  void PushOwnName() {
    const auto push = [this](const Token& token) {
      if (token.text.size() <= 256) emitter_.Push(Bare(token.text), token.span);
    };
    if (spec_.adjacent_names) {
      const bool paired = Last(0).text == "." && Last(1).kind == TokenKind::kString && Last(2).text == "(";   // ("name" . "v")
      const bool argument = Last(0).kind == TokenKind::kString && Last(1).kind == TokenKind::kWord && frames_.back().open == '(' && StartsAt(text_, SkipGap(at_), ")");
      if (paired && !Last(1).text.empty()) push(Last(1));
      else if (IsKeyOfMap(Last(0)) || (argument && IsName(Last(0).text))) push(Last(0));   // (setProperty "name" "v")
      else if (Last(0).kind == TokenKind::kWord && Last(1).text != "(") push(Last(0));
    } else if (spec_.tuples) {
      const std::size_t comma = Last(0).text == "<" && Last(1).text == "<" ? 2 : 0;   // {name, <<"v">>}
      const bool opened = Last(comma + 2).text == "{" || (Last(comma + 2).text == "(" && Last(comma + 3).text == "define");
      if (Last(comma).text == "," && Last(comma + 1).kind == TokenKind::kWord && opened) push(Last(comma + 1));
    } else if (spec_.value_clause) {
      // MOVE "v" TO name
      const std::size_t to = SkipBlanks(text_, at_);
      if (!StartsWithNoCase(text_.substr(to), "TO ")) return;
      const std::size_t name = SkipBlanks(text_, to + 3);
      std::size_t end = name;
      while (end < text_.size() && (IsWord(text_[end]) || IsInnerDash(end))) ++end;
      if (end > name) push({TokenKind::kWord, {name, end}, text_.substr(name, end - name)});
    }
  }

  // put("password", "x"), set(node, "password", "x"): the argument before.
  bool NamedByArgument(const Frame& frame) const {
    if (frame.argument == 0 || !IsName(frame.last_string) || !FlagName(frame.last_string).empty() || ReadsEnvironment(frame.callee)) return false;
    // ("kind", "password", "groups"): no call, and names and values do not alternate.
    if (frame.callee.empty() && frame.argument % 2 == 0) return false;
    const bool alone = Last(0).text == "," && Last(1).kind == TokenKind::kString && (Last(2).text == "," || Last(2).text == "(");
    return (frame.argument == 1 || alone) && (!StringFollows() || UsageFollows(frame.callee));
  }

  // flag.String("name", "v", "what it is for")
  bool UsageFollows(std::string_view callee) const {
    if (spec_.format != Format::kGo || !IsOneOf(callee, {"String", "StringVar"})) return false;
    const std::size_t next = SkipGap(SkipGap(at_) + 1);
    const std::size_t blank = text_.substr(0, LineEnd(text_, next)).find(' ', next);
    return blank < std::min(Find(text_, text_[next], next + 1), text_.size());
  }

  // put("password", "x") names; words("a", "b", "c") lists.
  bool StringFollows() const {
    std::size_t next = SkipGap(at_);
    if (next >= text_.size() || text_[next] != ',') return false;
    next = SkipGap(next + 1);
    return next < text_.size() && (text_[next] == '"' || text_[next] == '\'' || text_[next] == '`');
  }

  // set(:auth, :secret, "x") of Ruby and Elixir.
  void PushSymbol() {
    // set :secret, "x"
    const bool bare = spec_.format == Format::kRuby && Last(3).kind == TokenKind::kWord && !IsKeyword(Last(3).text) && Last(3).span.end < Last(2).span.begin;
    if ((frames_.back().open != '(' && !bare) || Last(0).text != "," || Last(1).kind != TokenKind::kWord || Last(2).text != ":") return;
    if (Last(2).span.end == Last(1).span.begin && !StringFollows()) emitter_.Push(Last(1).text, Last(1).span);
  }

  // ["mysqldump", "--password", "x"]: the arguments of a command.
  void PushListedFlag() {
    if (Last(0).text != "," || Last(1).kind != TokenKind::kString) return;
    const std::string_view flag = FlagName(Last(1).text);
    if (flag.empty() || !IsName(flag)) return;
    emitter_.Push(flag, {Last(1).span.end - flag.size(), Last(1).span.end});
  }

  // `-Password "x"` (PowerShell).
  void PushFlag() {
    if (!spec_.flags || Last(0).kind != TokenKind::kWord || Last(1).text != "-") return;
    if (Last(1).span.end == Last(0).span.begin) emitter_.Push(Last(0).text, Last(0).span);
  }

  void PopNames() { emitter_.PopTo(depth_); }

  static bool IsName(std::string_view text) {
    if (text.empty() || text.size() > 64) return false;
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return IsWord(c) || c == '.' || c == '-' || c == ':'; });
  }

  void SetFallback(Literal& literal, const Frame& frame) const {
    const Token& last = Last(0);
    const bool of_environment = IsOneOf(frame.object, {"environ", "env", "ENV"}) || (spec_.format == Format::kJulia && frame.argument == 2);   // get(ENV, "X", "v")
    const bool reads = ReadsEnvironment(frame.callee) || (frame.callee == "get" && of_environment);
    const bool second_argument =
        frame.open == '(' && reads && IsName(frame.last_string) && last.text == ",";
    if (second_argument) {
      literal.is_fallback = true;
      literal.fallback_for = frame.last_string;
      return;
    }
    if (environment_.empty()) return;
    const bool block = spec_.format == Format::kRuby && last.text == "{" && Last(1).text == ")";   // ENV.fetch("X") { "v" }
    if (IsFallbackOperator(last.text) || last.text == ":" || last.text == "else" || block || (frame.open == '(' && FallsBack(frame.callee))) {
      literal.is_fallback = true;
      literal.fallback_for = environment_;
    }
  }

  // Remembers which variable the statement reads: getenv("X"), ENV["X"],
  // process.env.X (seen when the fallback comes).
  void NoteEnvironment(const Literal& literal, const Frame& frame, bool verbatim) {
    if (!verbatim || !IsName(literal.text)) return;
    const bool call = frame.open == '(' && (ReadsEnvironment(frame.callee) || (frame.callee == "get" && IsOneOf(frame.object, {"environ", "env", "ENV"})));
    const bool index = frame.open == '[' && IsOneOf(Last(2).text, {"ENV", "environ", "env", "_ENV", "$_ENV", "_SERVER", "$_SERVER"});
    if (call || index) environment_ = literal.text;
  }

  struct ClassName {
    std::size_t indent;
    std::string_view name;
    Span span;
  };

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
  Token compared_;
};

}  // namespace

void ReadSource(Emitter& emitter, Span range, Format format) {
  const LanguageSpec* spec = SpecOf(format);
  if (spec != nullptr) SourceReader(emitter, range, *spec).Run();
}

}  // namespace keylint::decode
