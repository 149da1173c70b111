// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "lint/decode/chars.h"
#include "lint/decode/joined.h"
#include "lint/decode/source_reader.h"

namespace keylint::decode {
namespace {

// A comment between two joined strings is looked through up to this length.
constexpr std::size_t kMaxGap = 1024;

}  // namespace

// A string behind `x +`.
bool SourceReader::BeginsAtRunTime() const {
  if (spec_.joiner.empty() || Last(0).kind != TokenKind::kPunct || Last(0).text != spec_.joiner) return false;
  const Token& left = Last(1);
  if (left.kind == TokenKind::kPunct) return IsOneOf(left.text, {")", "]", "}", "'"});   // Else a sign: Ruby's +"x".
  return left.kind != TokenKind::kNone;
}

// `key` of key = "x", the statement's own.
std::string_view SourceReader::AssignedVariable() const {
  const Frame& frame = frames_.back();
  std::size_t back = 0;
  while (back < 2 && IsOneOf(Last(back).text, {"+", "@"})) ++back;   // +"x", @"x"
  const bool statement = frame.open == '\0' || frame.open == '{';
  return statement && IsOneOf(Last(back).text, {"=", ":=", "<-"}) ? frame.name : std::string_view();
}

// Where the string begins that the next statement appends to `variable`:
// key += "x", key << "x", key = key + "x".
std::optional<std::size_t> SourceReader::AppendedLater(std::string_view variable) const {
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
std::size_t SourceReader::ArgumentsOfFormat(char& close) const {
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
Span SourceReader::FillPlaces(std::size_t begin, const StringToken& token) {
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
std::optional<StringToken> SourceReader::ArgumentAt(std::size_t at, const Place& place, std::size_t index) {
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
bool SourceReader::ByteList() {
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
void SourceReader::LeaveWrapper() {
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

// Where an operand joined to the string just read begins, if one does.
std::optional<std::size_t> SourceReader::NextPiece() const {
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
std::optional<std::size_t> SourceReader::Appended() const {
  const std::size_t piece = AppendedString(text_, at_);
  return piece == std::string_view::npos ? std::nullopt : std::optional(piece);
}

// Whether a call joins the string just read with those behind it.
bool SourceReader::BeginsJoinedList() const {
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

bool SourceReader::Joins(std::string_view callee) { return IsOneOf(callee, {"join", "Join", "implode"}); }

bool SourceReader::HoldsNothing(const Token& token) { return token.kind == TokenKind::kString && token.span.empty(); }

// A line end that no backslash joins.
bool SourceReader::HoldsLineEnd(std::string_view gap) {
  for (std::size_t i = 0; i < gap.size(); ++i) {
    if (gap[i] == '\n' && (i == 0 || gap[i - 1] != '\\')) return true;
  }
  return false;
}

// Behind white space and comments between two pieces.
std::size_t SourceReader::SkipGap(std::size_t at) const {
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

}  // namespace keylint::decode
