// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/language.h"

#include <algorithm>
#include <utility>

#include "lint/base/byte_set.h"
#include "lint/decode/chars.h"
#include "lint/decode/items.h"
#include "lint/decode/kubernetes.h"
#include "lint/decode/source_reader.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 512;
constexpr std::size_t kMaxJoined = 10'000;
constexpr std::size_t kLongestRegex = 512;
// A long text is read from this far before a place of interest, or from the
// beginning of a line without indentation before that, to this far behind it.
constexpr std::size_t kBack = 512;
constexpr std::size_t kFarBack = 1024;
constexpr std::size_t kAhead = 256;
constexpr std::size_t kLongestStringPrefix = 3;

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

bool OpensNamedBlock(std::string_view word) {
  if (word.size() < 4 || std::string_view("csiomnetr").find(word[0]) == std::string_view::npos) return false;
  return IsOneOf(word, {"class", "struct", "interface", "object", "module", "namespace", "enum", "trait", "record"});
}

}  // namespace

SourceReader::SourceReader(Emitter& emitter, Span range, const LanguageSpec& spec)
    : emitter_(emitter), spec_(spec), text_(emitter.text().substr(0, range.end)), value_(emitter.text()),
      places_(emitter.places()), at_(range.begin), depth_(emitter.depth()) {
  frames_.push_back({});
  frames_.back().statement = at_;
  for (const std::string_view mark : spec_.line_comments) comments_begin_with_words_ |= !mark.empty() && IsAlpha(mark[0]);
}

void SourceReader::Run() {
  if (places_ != nullptr) SkimToNextPlace();
  while (at_ < text_.size()) Step();
  emitter_.PopTo(depth_);
}

// At a line's beginning: goes on to where the next place of interest may be
// read from, past comments and strings, which would be misread from inside.
void SourceReader::SkimToNextPlace() {
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
void SourceReader::FindSkimStops() {
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
bool SourceReader::SkimTo(std::size_t end, std::size_t place) {
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
bool SourceReader::SkipPrefixedString() {
  std::size_t begin = at_;
  while (begin > 0 && at_ - begin <= kLongestStringPrefix && IsAlpha(text_[begin - 1])) --begin;
  if (begin == at_ || at_ - begin > kLongestStringPrefix || (begin > 0 && IsWord(text_[begin - 1]))) return false;
  const std::size_t quote = std::exchange(at_, begin);
  if (PrefixesString(begin) && SkipString() && at_ > quote) return true;
  at_ = quote;
  return false;
}

void SourceReader::SkimStep() {
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
bool SourceReader::PrefixesString(std::size_t at) const {
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
bool SourceReader::SkipPlainString() {
  const char quote = text_[at_];
  if ((quote != '"' && quote != '\'') || !OpensString(quote)) return false;
  static constexpr ByteSet kPlain = ByteSet::AllBut("\"'`\\\n\r$#{@%");
  std::size_t end = at_ + 1;
  while (end < text_.size() && kPlain.Has(text_[end])) ++end;
  if (end >= text_.size() || text_[end] != quote || end == at_ + 1 || (end + 1 < text_.size() && text_[end + 1] == quote)) return false;
  at_ = end + 1;
  return true;
}

bool SourceReader::OpensString(char quote) const {
  return std::any_of(spec_.strings.begin(), spec_.strings.end(), [quote](const StringKind& kind) { return kind.open.size() == 1 && kind.open[0] == quote; });
}

bool SourceReader::SkipString() {
  if (SkipPlainString()) return true;
  if (!MayBeginString(spec_, text_[at_])) return false;
  value_.StartIgnoring();
  const auto token = ReadString(spec_, text_, at_, value_, limits_);
  if (token) at_ = std::max(token->whole.end, at_ + 1);
  return token.has_value();
}

// Whether a '/' at `at` opens a regular expression, by the text before it.
bool SourceReader::OperandMayBegin(std::size_t at) const {
  constexpr std::size_t kLook = 64;
  const std::size_t floor = at > kLook ? at - kLook : 0;
  while (at > floor && IsBlank(text_[at - 1])) --at;
  if (at == floor) return true;
  std::size_t begin = at;
  while (begin > floor && IsWord(text_[begin - 1])) --begin;
  if (begin < at) return IsKeyword(text_.substr(begin, at - begin));
  return std::string_view(")]}\"'`").find(text_[at - 1]) == std::string_view::npos;
}

void SourceReader::Step() {
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
bool SourceReader::BeginsPlainWord(char c) const {
  return IsAlpha(c) && !comments_begin_with_words_ && !(MayBeginString(spec_, c) && PrefixesString(at_));
}

// `a-b` as a name.
bool SourceReader::QuotedName() {
  if (!spec_.backtick_names || text_[at_] != '`') return false;
  const std::size_t begin = at_ + 1;
  const std::size_t end = Find(text_, '`', begin);
  if (end > LineEnd(text_, at_)) return false;
  at_ = std::min(end + 1, text_.size());
  Remember({TokenKind::kWord, {begin, end}, text_.substr(begin, end - begin)});
  return true;
}

bool SourceReader::AtLineStart(std::size_t at) const {
  while (at > 0 && IsBlank(text_[at - 1])) --at;
  return at == 0 || text_[at - 1] == '\n';
}

std::optional<SourceReader::CommentRange> SourceReader::CommentAt(std::size_t at) const {
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

bool SourceReader::Comment() {
  const auto comment = CommentAt(at_);
  if (!comment) return false;
  EmitComment(comment->inside);
  at_ = comment->end;
  return true;
}

void SourceReader::EmitComment(Span span) {
  PopNames();
  emitter_.EmitComment(span);
}

// $" of Erlang, \" of Clojure.
bool SourceReader::EscapedChar() {
  if (!spec_.char_escapes || text_[at_] != (spec_.tuples ? '$' : '\\')) return false;
  const bool twice = spec_.tuples && at_ + 1 < text_.size() && text_[at_ + 1] == '\\';
  at_ = std::min(text_.size(), at_ + (twice ? 3 : 2));
  Remember({TokenKind::kPunct, {at_ - 1, at_}, "'"});
  return true;
}

bool SourceReader::CharLiteral() {
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

void SourceReader::Directive() {
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

void SourceReader::Word() {
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
bool SourceReader::IsInnerDash(std::size_t at) const {
  return spec_.dashed_names && text_[at] == '-' && at + 1 < text_.size() && IsWord(text_[at + 1]);
}

// "struct crypto_key *f() {", "struct crypto_key f() {": the type of what follows.
bool SourceReader::IsTypeOnly(std::string_view keyword) const {
  if (keyword != "struct" && keyword != "enum") return false;
  const std::size_t next = SkipBlanks(text_, at_);
  if (next >= text_.size()) return false;
  if (text_[next] == '*' || text_[next] == '&') return true;
  const std::size_t end = NameEnd(text_, next);
  return keyword == "struct" && end > next && end < text_.size() && text_[end] == '(';
}

bool SourceReader::RegexMayStart() const {
  const Token& last = Last(0);
  if (last.kind == TokenKind::kNone) return true;
  if (last.kind == TokenKind::kWord) return IsKeyword(last.text);
  return last.kind == TokenKind::kPunct && !last.text.empty() && last.text != ")" && last.text != "]" &&
         last.text != "}";
}

void SourceReader::SkipRegex() {
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

void SourceReader::Punct() {
  const char c = text_[at_];
  if ((c == '{' || c == '[' || (c == '(' && IsOneOf(Last(0).text, {"fromCharCode", "fromCodePoint"}))) && ByteList()) return;
  const std::string_view op = text_.substr(at_, OperatorLength(text_, at_));
  const Token token{TokenKind::kPunct, {at_, at_ + op.size()}, op};
  at_ += op.size();
  Act(token);
  Remember(token);
}

void SourceReader::Remember(const Token& token) {
  static constexpr ByteSet kEndsOperand(")]}'/?!");
  if (spec_.adjacent_names) CountElement(token);
  window_[window_at_ % kWindow] = token;
  ++window_at_;
  line_continues_ = token.kind == TokenKind::kPunct &&
                    (token.text.size() != 1 || !kEndsOperand.Has(token.text[0]));
}

// `db/name` and `a.b` are one.
void SourceReader::CountElement(const Token& token) {
  const Token& last = Last(0);
  const bool goes_on = (last.text == "/" || last.text == ".") && last.span.end == token.span.begin;
  if (token.kind != TokenKind::kPunct && !goes_on) ++frames_.back().elements;
}

void SourceReader::EndLine() {
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
bool SourceReader::JoinsLines() const {
  std::size_t end = at_ - 1;
  if (end > 0 && text_[end - 1] == '\r') --end;
  return end > 0 && text_[end - 1] == spec_.line_joiner;
}

bool SourceReader::NextLineContinues() const {
  const std::size_t next = SkipBlanks(text_, at_);
  if (next >= text_.size()) return false;
  for (const std::string_view op : {"+", ".", "||", "??", "?", "&&", "or ", "{", "\\"}) {
    if (StartsAt(text_, next, op) && !(op == "." && spec_.joiner == "..")) return true;
  }
  return false;
}

void SourceReader::DropClasses() {
  if (classes_.empty()) return;
  const std::size_t first = SkipBlanks(text_, at_);
  if (first >= text_.size() || text_[first] == '\n' || text_[first] == '\r' || text_[first] == '#') return;
  while (!classes_.empty() && first - at_ <= classes_.back().indent) classes_.pop_back();
}

// A new statement or member begins at `at`.
void SourceReader::Reset(std::size_t at) {
  Frame& frame = frames_.back();
  frame.name = frame.outer_name = frame.last_string = {};
  frame.named_by_colon = frame.directive = frame.names_block = false;
  frame.ternaries = 0;
  frame.statement = at;
  environment_ = {};
  names_.clear();
  asked_ = {};
}

void SourceReader::Act(const Token& token) {
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
      case '?':
        ++frames_.back().ternaries;
        asked_ = environment_;
        return;
      case ':': return Colon();
      case '=': return Assign(op);
      default: return;
    }
  }
  if (op == "::" && spec_.format == Format::kJsonnet) return Colon();   // name:: "v"
  // Scala's "name" -> "value".
  if (IsAssignment(op) || (op == "->" && spec_.format == Format::kScala && Last(0).kind == TokenKind::kString)) Assign(op);
}

void SourceReader::EndMember(const Token& comma) {
  Frame& frame = frames_.back();
  const Token& last = Last(0);
  const bool was_string = last.kind == TokenKind::kString;
  ++frame.argument;
  std::vector<Token> names;
  names.swap(names_);   // They outlive this member.
  Reset(comma.span.end);
  names.swap(names_);
  if (NextName()) return;
  if (was_string && frame.open == '(') {
    frame.last_string = last.text;
    frame.last_string_span = last.span;
    const std::string_view flag = FlagName(last.text);
    if (!flag.empty() && (frame.flag.empty() || last.text.starts_with("--"))) {   // "--name", "-n"
      frame.flag = flag;
      frame.flag_span = {last.span.end - flag.size(), last.span.end};
    }
  }
}

void SourceReader::Open(char bracket) {
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
    frame.decodes = DecodesBase64();
    frame.declares = FollowsType();
  } else if (bracket == '{' && last.kind == TokenKind::kWord && FollowsType() && StringBegins(at_)) {
    frame.callee = last.text;   // std::string password{"..."}
    frame.callee_span = last.span;
    frame.declares = true;
  } else if (bracket == '{' && spec_.format == Format::kRuby && last.text == ")" && Last(2).text == ":" && Last(3).text == "(" &&
             (Last(4).text == "let" || Last(5).text == "let")) {
    frame.name = Last(1).text;   // let(:name) { "v" } of RSpec
    frame.name_span = Last(1).span;
  } else if (bracket == '(' && last.text == "!" && DecodesBase64(1)) {
    frame.decodes = true;   // Base.decode64!("...") of Elixir
  } else if (bracket == '(' && last.text == "!" && spec_.rust_raw && Last(1).kind == TokenKind::kWord) {
    frame.callee = Last(1).text;   // A macro.
    frame.callee_span = Last(1).span;
  }
  frames_.push_back(frame);
  NextName();
}

// `std::string password("...")`: two words, or a type's closing '>', '*'.
bool SourceReader::FollowsType() const {
  if (spec_.format != Format::kCFamily) return false;
  const Token& before = Last(1);
  if (before.kind == TokenKind::kPunct) return before.text == ">" || before.text == "*";
  return before.kind == TokenKind::kWord && !IsKeyword(before.text) && !IsOneOf(before.text, {"function", "def", "func", "fun", "fn", "sub"});
}

// Whether nothing but gaps stands in front of a string.
bool SourceReader::StringBegins(std::size_t at) const {
  at = SkipGap(at);
  return at < text_.size() && MayBeginString(spec_, text_[at]) && (!IsAlpha(text_[at]) || PrefixesString(at));
}

void SourceReader::Close(char bracket) {
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

void SourceReader::ResetAfterBlock() {
  const std::size_t next = SkipSpaces(text_, at_);
  const bool goes_on = next < text_.size() && (text_[next] == '.' || text_[next] == ';' || text_[next] == ',');
  if (!goes_on) Reset(at_);
}

void SourceReader::Colon() {
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

void SourceReader::Assign(std::string_view op) {
  Frame& frame = frames_.back();
  if (frame.directive) return;
  // `password: str = "x"`: the type stands between the name and '='.
  if (op == "=" && frame.named_by_colon) return;
  // An arrow function's parameters name nothing.
  if (op == "=>" && Last(0).text == ")") return;
  SetName();
  NoteNames();
}

bool SourceReader::String() {
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

void SourceReader::Emit(const StringToken& token, std::size_t begin, Span inside, bool joined, bool holes) {
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
  if (frame.decodes || IsDecodedBehind()) EmitBase64(emitter_, literal);
  else emitter_.EmitValue(literal);
  PopNames();
  const bool verbatim = literal.map == nullptr;
  Remember({TokenKind::kString, inside, verbatim ? inside.Of(text_) : std::string_view()});
  NoteEnvironment(literal, frame, verbatim);
  NoteEntry(literal, verbatim);
}

void ReadSource(Emitter& emitter, Span range, Format format) {
  const LanguageSpec* spec = SpecOf(format);
  if (spec != nullptr) SourceReader(emitter, range, *spec).Run();
}

}  // namespace keylint::decode
