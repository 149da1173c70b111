// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string>

#include "lint/base/ascii.h"
#include "lint/decode/chars.h"
#include "lint/decode/items.h"
#include "lint/decode/source_reader.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxClassNames = 16;
constexpr std::size_t kLongestName = 64;   // That a string may be.

bool IsComparison(std::string_view op) { return IsOneOf(op, {"==", "!=", "===", "!==", "eq", "ne", "-eq", "-ne", "<>", "=~"}); }
bool IsFallbackOperator(std::string_view op) { return IsOneOf(op, {"||", "??", "?:", "or", "//"}); }

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
// FromBase64String, b64decode, strict_decode64; not b64encode, ToBase64String.
bool MakesOfBase64(std::string_view callee) {
  const std::string lower = LowerAscii(callee);
  return lower.find("decode") != std::string::npos || lower.find("from") != std::string::npos || lower.starts_with("base64to");
}
// STANDARD.decode("...") of Rust's base64.
bool IsBase64Engine(std::string_view name) { return IsOneOf(name, {"STANDARD", "STANDARD_NO_PAD", "URL_SAFE", "URL_SAFE_NO_PAD"}); }
// Calls whose argument is used when what they are called on is missing.
bool FallsBack(std::string_view callee) {
  return IsOneOf(callee, {"unwrap_or", "unwrap_or_else", "orElse", "orElseGet", "getOrElse", "value_or", "ValueOr"});
}
// Calls whose argument in front of the string names it.
bool SetsNamed(std::string_view callee) {
  return IsOneOf(callee, {"strcpy", "strncpy", "strlcpy", "strcpy_s", "wcscpy", "curl_easy_setopt", "curl_setopt", "setopt", "setOption"});
}
// Calls that set a variable of the environment: its name, its value, more.
bool SetsVariable(std::string_view callee) {
  return IsOneOf(callee, {"SetEnvironmentVariable", "SetEnvironmentVariableA", "SetEnvironmentVariableW", "setenv", "setEnv", "Setenv", "SetEnv", "set_env"});
}
bool ComparesArguments(std::string_view callee) {
  return IsOneOf(callee, {"equals", "Equals", "equalsIgnoreCase", "strcmp", "strncmp", "strcasecmp", "memcmp", "compare",
                          "compareTo", "wcscmp", "isEqual", "isEqualToString", "SequenceEqual", "ConstantTimeCompare",
                          "compare_digest", "hash_equals"});
}

}  // namespace

void SourceReader::NameBlock(const Token& word) {
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
void SourceReader::NameDeclared() {
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

// (def name (or x "v")): the word in front, unless it is the call's own.
void SourceReader::NameByNeighbour() {
  Frame& frame = frames_.back();
  const bool named = (Last(0).kind == TokenKind::kWord && Last(1).text != "(") || IsKeyOfMap(Last(0));
  frame.name = named ? Last(0).text : std::string_view();
  frame.name_span = Last(0).span;
}

// {"name" "v"}: the string just read, which what follows belongs to.
bool SourceReader::IsKeyOfMap(const Token& last) const {
  const Frame& frame = frames_.back();
  return frame.pairs && last.kind == TokenKind::kString && frame.elements % 2 == 1 && IsName(last.text);
}

// Takes the name in front of the current operator, `back` tokens before.
void SourceReader::SetName(std::size_t back) {
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
  // $name{key} = , $name->{key} =
  if (spec_.format == Format::kPerl && Last(back).text == "}" && Last(back + 2).text == "{" && Last(back + 1).kind != TokenKind::kPunct) {
    indexed = Last(back + 1).text;
    indexed_span = Last(back + 1).span;
    back += Last(back + 3).text == "->" ? 4 : 3;
    if (Last(back).text == "}" && Last(back + 2).text == "{") ++back;   // $name{outer}{key} =
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
    const bool tells = name.kind == TokenKind::kWord && name.text != "$self";
    frame.outer_name = tells ? Bare(name.text) : std::string_view();
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

// a, self.b = "x", "y" and [a, b] = ["x", "y"]: the first value is the first
// name's, and the others' are kept for NextName().
void SourceReader::NoteNames() {
  names_.clear();
  const bool listed = Last(0).text == "]";
  if (listed ? !IsOneOfFormats({Format::kJavaScript, Format::kPhp, Format::kPython, Format::kRuby})
             : !IsOneOfFormats({Format::kGo, Format::kLua, Format::kPython, Format::kRuby})) return;
  Frame& frame = frames_.back();
  if (frame.open != '\0' && frame.open != '{') return;
  std::size_t back = listed ? 1 : 0;
  for (; Last(back).kind == TokenKind::kWord; ++back) {
    names_.push_back(Last(back));
    while (Last(back + 1).text == "." && Last(back + 2).kind == TokenKind::kWord) back += 2;
    if (Last(back + 1).text != ",") break;
    ++back;
  }
  const Token& first = listed ? Last(back + 1) : Last(back);
  const Token& before = Last(listed ? back + 2 : back + 1);
  const bool begins = AtLineStart(first.span.begin) || IsOneOf(before.text, {"var", "let", "const", "local", ";"});
  if (names_.size() < 2 || !begins || (listed && (first.text != "[" || !StartsAt(text_, SkipGap(at_), "[")))) return names_.clear();
  // user, error := ask("x"): what is asked is neither.
  const std::size_t value = SkipGap(at_);
  std::size_t end = value;
  while (end < text_.size() && (IsWord(text_[end]) || text_[end] == '.')) ++end;
  const std::string_view callee = text_.substr(value, end - value);
  const bool asks = !callee.empty() && end < text_.size() && text_[end] == '(' && !Converts(callee.substr(callee.rfind('.') + 1));
  if (asks) return names_.clear();
  names_depth_ = frames_.size() + (listed ? 1 : 0);
  frame.name = frame.outer_name = {};
  NextName();
}

// Gives the name whose turn it is to the value that follows.
bool SourceReader::NextName() {
  if (names_.empty() || frames_.size() != names_depth_) return false;
  Frame& frame = frames_.back();
  frame.name = Bare(names_.back().text);
  frame.name_span = names_.back().span;
  names_.pop_back();
  return true;
}

// Tokens of the type in `var name []type =` of Go; 0: none stands there.
std::size_t SourceReader::TypeBehindName() const {
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
std::size_t SourceReader::Accessors() const {
  std::size_t size = 1;
  while (size < kWindow && IsOneOf(Last(size).text, {";", "get", "set", "init", "private", "protected", "internal"})) ++size;
  return Last(size).text == "{" && size > 1 ? size + 1 : 0;
}

// `json:"x" default:"y"` behind a field and its type: the default is the
// field's value.
void SourceReader::StructTags(Span tags) {
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

void SourceReader::EmitTag(const Token& field, Span value) {
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

// { name: "N", value: "v" }: what the value beside is named.
void SourceReader::NoteEntry(const Literal& literal, bool verbatim) {
  Frame& frame = frames_.back();
  if (frame.open == '\0' || !verbatim || frame.name.size() > 4 || !IsOneOf(frame.name, {"name", "Name", "key", "Key"}) || !IsName(literal.text)) return;
  frame.entry = literal.text;
  frame.entry_span = literal.span;
}

// names["password"]: the string says where to look, and is given no name.
bool SourceReader::IsIndex() const {
  const std::size_t next = SkipBlanks(text_, at_);
  const bool indexes = Last(1).kind == TokenKind::kWord || Last(1).text == "]" || Last(1).text == ")";
  return Last(0).text == "[" && indexes && Last(0).span.begin == Last(1).span.end && next < text_.size() && text_[next] == ']';
}

// Whether the call whose name stands `back` tokens before decodes base64:
// base64.b64decode, Base64.getDecoder().decode, atob.
bool SourceReader::DecodesBase64(std::size_t back) const {
  const std::string_view callee = Last(back).text;
  if (callee == "atob") return true;
  if (callee.find("64") != std::string_view::npos && MakesOfBase64(callee)) return true;
  if (!StartsWithNoCase(callee, "decode")) return false;
  std::size_t calls = 0;   // Open ones, from behind.
  for (++back; back < kWindow; ++back) {
    const Token& token = Last(back);
    if (token.kind == TokenKind::kWord) {
      if (LowerAscii(token.text).find("base64") != std::string::npos || (spec_.rust_raw && IsBase64Engine(token.text))) return true;
    } else if (token.text == ")") {
      ++calls;
    } else if (token.text == "(" && calls > 0) {
      --calls;
    } else if (!IsOneOf(token.text, {".", "::", "->", "?."})) {
      return false;
    }
  }
  return false;
}

// Buffer.from("...", "base64"), "...".decodeBase64(): what stands behind the
// string says so.
bool SourceReader::IsDecodedBehind() const {
  const std::size_t next = SkipGap(at_);
  if (next >= text_.size()) return false;
  if (text_[next] == '.') {
    const std::string_view method = text_.substr(next + 1, 16);
    return method.starts_with("decodeBase64(") || (spec_.format == Format::kRuby && IsOneOf(method.substr(0, method.find('m') + 1), {"unpack1(\"m", "unpack1('m", "unpack(\"m", "unpack('m"}));
  }
  const Frame& frame = frames_.back();
  if (text_[next] != ',' || frame.open != '(' || !IsOneOf(frame.callee, {"from", "Buffer", "decode"})) return false;
  const std::size_t quote = SkipGap(next + 1);
  return quote < text_.size() && IsQuote(text_[quote]) && StartsAt(text_, quote + 1, "base64");
}

void SourceReader::SetCallee(Literal& literal, const Frame& frame) const {
  if (frame.open != '(' || frame.declares) return;
  literal.callee = Bare(frame.callee);
  // setKey(decode("x")): what counts is whom the result is handed to.
  if (!Converts(literal.callee) || frames_.size() < 2) return;
  const Frame& outer = frames_[frames_.size() - 2];
  if (outer.open == '(' && !outer.declares && !outer.callee.empty()) literal.callee = Bare(outer.callee);
}

void SourceReader::SetComparison(Literal& literal, const Frame& frame) {
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
bool SourceReader::IsKey() const {
  const std::size_t next = SkipGap(at_);
  if (StartsAt(text_, next, "=>") || StartsAt(text_, next, "->")) return true;
  const Frame& frame = frames_.back();
  if (frame.pairs) return frame.elements % 2 == 0;
  if ((frame.open != '{' && frame.open != '[') || frame.ternaries > 0 || next >= text_.size() || text_[next] != ':') return false;
  return !StartsAt(text_, next, "::") && !StartsAt(text_, next, ":=");
}

// The names of all open frames, outermost first, then the string's own.
// Returns how many of them are of blocks.
std::size_t SourceReader::PushNames(const Literal& literal) {
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

bool SourceReader::IsOneOfFormats(std::initializer_list<Format> formats) const { return std::find(formats.begin(), formats.end(), spec_.format) != formats.end(); }

// What names a string as the argument, or the half of a pair, beside it.
void SourceReader::PushNamedByOther(const Frame& frame) {
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
    std::string_view name = text_.substr(at + 1, kLongestName + 1);
    name = name.substr(0, name.find('"'));
    if (IsName(name)) push({TokenKind::kString, {at + 1, at + 1 + name.size()}, name});
    return;
  }
}

// What names a string without an operator.
void SourceReader::PushOwnName() {
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
bool SourceReader::NamedByArgument(const Frame& frame) const {
  if (frame.argument == 0 || !IsName(frame.last_string) || !FlagName(frame.last_string).empty() || ReadsEnvironment(frame.callee)) return false;
  if (frame.argument == 1 && SetsVariable(frame.callee)) return true;
  // ("kind", "password", "groups"): no call, and names and values do not alternate.
  if (frame.callee.empty() && frame.argument % 2 == 0) return false;
  const bool alone = Last(0).text == "," && Last(1).kind == TokenKind::kString && (Last(2).text == "," || Last(2).text == "(");
  return (frame.argument == 1 || alone) && (!StringFollows() || UsageFollows(frame.callee));
}

// flag.String("name", "v", "what it is for")
bool SourceReader::UsageFollows(std::string_view callee) const {
  if (spec_.format != Format::kGo || !IsOneOf(callee, {"String", "StringVar"})) return false;
  const std::size_t next = SkipGap(SkipGap(at_) + 1);   // Where its quote stands: StringFollows().
  const char stops[] = {' ', '\n', text_[next]};
  const std::size_t stop = text_.find_first_of(std::string_view(stops, sizeof stops), next + 1);
  return stop < text_.size() && text_[stop] == ' ';
}

// put("password", "x") names; words("a", "b", "c") lists.
bool SourceReader::StringFollows() const {
  std::size_t next = SkipGap(at_);
  if (next >= text_.size() || text_[next] != ',') return false;
  next = SkipGap(next + 1);
  return next < text_.size() && (text_[next] == '"' || text_[next] == '\'' || text_[next] == '`');
}

// set(:auth, :secret, "x") of Ruby and Elixir.
void SourceReader::PushSymbol() {
  // set :secret, "x"
  const bool bare = spec_.format == Format::kRuby && Last(3).kind == TokenKind::kWord && !IsKeyword(Last(3).text) && Last(3).span.end < Last(2).span.begin;
  if ((frames_.back().open != '(' && !bare) || Last(0).text != "," || Last(1).kind != TokenKind::kWord || Last(2).text != ":") return;
  if (Last(2).span.end == Last(1).span.begin && !StringFollows()) emitter_.Push(Last(1).text, Last(1).span);
}

// ["mysqldump", "--password", "x"]: the arguments of a command.
void SourceReader::PushListedFlag() {
  if (Last(0).text != "," || Last(1).kind != TokenKind::kString) return;
  const std::string_view flag = FlagName(Last(1).text);
  if (flag.empty() || !IsName(flag)) return;
  emitter_.Push(flag, {Last(1).span.end - flag.size(), Last(1).span.end});
}

// `-Password "x"` (PowerShell).
void SourceReader::PushFlag() {
  if (!spec_.flags || Last(0).kind != TokenKind::kWord || Last(1).text != "-") return;
  if (Last(1).span.end == Last(0).span.begin) emitter_.Push(Last(0).text, Last(0).span);
}

bool SourceReader::IsName(std::string_view text) {
  if (text.empty() || text.size() > kLongestName) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return IsWord(c) || c == '.' || c == '-' || c == ':'; });
}

void SourceReader::SetFallback(Literal& literal, const Frame& frame) const {
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
  // `production ? ENV["X"] : "v"` chooses; only a condition on X falls back.
  const bool other_branch = last.text == ":" && asked_ == environment_;
  if (IsFallbackOperator(last.text) || other_branch || last.text == "else" || block || (frame.open == '(' && FallsBack(frame.callee))) {
    literal.is_fallback = true;
    literal.fallback_for = environment_;
  }
}

// Remembers which variable the statement reads: getenv("X"), ENV["X"],
// process.env.X (seen when the fallback comes).
void SourceReader::NoteEnvironment(const Literal& literal, const Frame& frame, bool verbatim) {
  if (!verbatim || !IsName(literal.text)) return;
  const bool call = frame.open == '(' && (ReadsEnvironment(frame.callee) || (frame.callee == "get" && IsOneOf(frame.object, {"environ", "env", "ENV"})));
  const bool index = frame.open == '[' && IsOneOf(Last(2).text, {"ENV", "environ", "env", "_ENV", "$_ENV", "_SERVER", "$_SERVER"});
  if (call || index) environment_ = literal.text;
}

}  // namespace keylint::decode
