// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>

#include "lint/decode/filled.h"
#include "lint/decode/prose_marks.h"
#include "lint/scan/gap_look.h"
#include "lint/scan/name_bytes.h"
#include "lint/scan/name_look.h"
#include "lint/scan/name_words.h"
#include "lint/scan/value_look.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestGap = 72;    // From the name's end to the value.
constexpr std::string_view kListed = "</key>";
constexpr std::string_view kString = "<string>";
constexpr std::string_view kElement = "<value>";
constexpr std::string_view kPairs = " to ";          // "name" to "value" of Kotlin.
constexpr std::string_view kJoins = ".join(";
constexpr std::string_view kNaming[] = {"forKey: \"", "forKey:@\"", "HeaderField: \"", "HeaderField:@\""};
constexpr std::string_view kAccessors = "{ get;";    // Of a property of C#.

constexpr auto kPassword = static_cast<std::uint32_t>(NeedleTag::kPassword);
constexpr auto kSecret = static_cast<std::uint32_t>(NeedleTag::kSecret);
constexpr auto kKey = static_cast<std::uint32_t>(NeedleTag::kKey);

// What ValueBehind() asks about, where only strings count.
constexpr ByteSet kNotable("v=:(),>|-$<q[/%~\"'`;{}\n&");
constexpr ByteSet kNoToken(".,;:)`");   // What no credential begins with: a sentence ends.
constexpr ByteSet kColumnBytes("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_`\"] ");

}  // namespace

Span ReadFromEnvironment(std::string_view text, std::size_t hit) {
  constexpr std::size_t kLook = 24;
  if (hit + 1 >= text.size() || !IsVariableByte(text[hit]) || !IsVariableByte(text[hit + 1])) return {};
  Span name{hit, hit};
  const std::size_t least = hit > kLongestName ? hit - kLongestName : 0;
  while (name.begin > least && IsVariableByte(text[name.begin - 1])) --name.begin;
  if (name.begin == 0 || std::string_view("\"'`.{[(").find(text[name.begin - 1]) == std::string_view::npos) return {};
  const std::size_t most = std::min(text.size(), hit + kLongestName);
  while (name.end < most && IsVariableByte(text[name.end])) ++name.end;
  const std::size_t from = name.begin > kLook ? name.begin - kLook : 0;
  const std::string_view before = text.substr(from, name.begin - from);
  // env, ENV, Env: with a "v" that an "n" precedes, and that an "e".
  for (std::size_t i = 2; i < before.size(); ++i) {
    if ((before[i] | 0x20) == 'v' && (before[i - 1] | 0x20) == 'n' && (before[i - 2] | 0x20) == 'e') return name;
  }
  return {};
}

namespace {

// A word of small letters, or a version.
bool IsPlainWord(std::string_view text, std::size_t at) {
  const Glimpse seen = GlimpseAt(text, at);
  return seen.upper == 0 && (seen.digits == 0 || seen.lower == 0);
}

// "bearer " and its like: the value follows at once.
ValueSign SignOfScheme(std::string_view text, const NameHit& hit, NeedleTag tag) {
  const std::size_t at = hit.span.end;
  if (at >= text.size() || kNoToken.Has(text[at])) return ValueSign::kNone;
  const Glimpse seen = GlimpseAt(text, at);
  // Base64 of a short user and password holds few digits.
  const bool quoted = hit.span.begin > 0 && IsQuote(text[hit.span.begin - 1]);
  if (quoted && tag == NeedleTag::kKey && seen.size >= 8 && seen.code == 0 && seen.lower > 0 && seen.upper > 1 && seen.upper + seen.digits > 2) {
    return ValueSign::kLikely;
  }
  const Glimpse value = GlimpseOfValue(text, at);   // Mostly a word of prose.
  if (seen.size < 6 || !IsLikely(value, NeedleTag::kSecret)) return ValueSign::kNone;
  return SignOf(value, std::max(tag, NeedleTag::kSecret));
}

// Goes from the end of a name to its value, as far as there may be one.
class LookBehind {
 public:
  LookBehind(std::string_view text, const NameHit& hit, TextKind kind, bool fallback)
      : text_(text), hit_(hit), kind_(kind), tag_(fallback ? NeedleTag::kVariable : static_cast<NeedleTag>(hit.tag)), fallback_(fallback) {}

  ValueSign Run() {
    std::size_t at = hit_.span.end;
    if (text_[at - 1] == ' ') return SignOfScheme(text_, hit_, tag_);
    operated_ = EndsInOperator(text_, hit_);
    const std::size_t name_limit = std::min(text_.size(), at + kLongestName);
    while (!operated_ && at < name_limit && IsNameByte(text_[at])) ++at;
    tail_ = text_.substr(hit_.span.end, at - hit_.span.end);
    if (operated_ && source() && IsWholeValue(text_, at)) {   // "--key=path/to/a"
      Settles(SignInside(text_, at, tag_));
      return best_;
    }
    // The name's own quote.
    if (!operated_ && at < text_.size()) at += IsQuote(text_[at]) ? 1 : WrittenQuote(text_, at);
    operated_ |= fallback_;
    if (source() && at < text_.size() && IsQuote(text_[at - 1])) {
      const std::size_t begin = NameBegin(text_, hit_);
      if (NamesTheOneBefore(text_.substr(0, begin))) return ValueSign::kLikely;
      const std::size_t value = text_[begin] == '-' ? DefaultBehind(text_, at, "=:") : 0;
      if (value != 0) return SignAt(text_, value, tag_);
    } else if (source() && at + 1 < text_.size() && IsQuote(text_[at + 1])) {   // #define NAME "value"
      operated_ |= text_.substr(0, NameBegin(text_, hit_)).ends_with("define ");
    }
    name_end_ = at;
    limit_ = std::min(text_.size(), at + kLongestGap);
    for (at_ = at; at_ < limit_; ++at_) {
      if (source()) {
        while (at_ < limit_ && !kNotable.Has(text_[at_])) ++at_;
        if (at_ == limit_) break;
      }
      Step step = Operator(text_[at_]);   // The commonest.
      if (step == Step::kOther) step = Opening(text_[at_]);
      if (step == Step::kOther) step = Rest(text_[at_]);
      if (step == Step::kEnd) break;
    }
    return best_;
  }

 private:
  enum class Step { kOn, kEnd, kOther };

  // Strings alone are values.
  bool source() const { return kind_ == TextKind::kSource; }
  char Next() const { return at_ + 1 < text_.size() ? text_[at_ + 1] : '\0'; }
  bool Starts(std::string_view what) const { return text_.substr(at_, what.size()) == what; }
  bool BehindName() const { return at_ == name_end_; }

  // Whether `sign` settles it.
  bool Settles(ValueSign sign) {
    if (sign == ValueSign::kLikely) {
      const bool property = tag_ >= NeedleTag::kSecret ? NamesAProperty(tail_) : tag_ == NeedleTag::kPassword && NamesARule(tail_);
      if (property || SaysNothing({text_, string_at_, hit_.span, tag_, kind_})) sign = ValueSign::kWeak;
    }
    best_ = std::max(best_, sign);
    return best_ == ValueSign::kLikely;
  }
  // "tokens", API_KEYS; "credentials" of code are a user and what else there is.
  bool NamesMany() const {
    if (source() && (text_[hit_.span.begin] | 0x20) == 'c') return false;
    const char last = text_[name_end_ - (IsQuote(text_[name_end_ - 1]) ? 2 : 1)];
    return (last | 0x20) == 's';
  }
  // set("value", forKey: "name"): the value stands in front.
  static bool NamesTheOneBefore(std::string_view before) {
    return std::any_of(std::begin(kNaming), std::end(kNaming), [before](std::string_view label) { return before.ends_with(label); });
  }
  Step EndsWith(ValueSign sign) {
    Settles(sign);
    return Step::kEnd;
  }
  Step Operated(bool assigned) {
    operated_ = true;
    assigned_ = assigned;
    return Step::kOn;
  }

  Step Operator(char c) {
    switch (c) {
      case 'v':
        if (!IsBlank(text_[at_ - 1]) || !Starts("value=")) return Step::kOther;
        at_ += kValueWord.size();   // name="..." value="..."
        return Operated(assigned_);
      case '|':
        if (kind_ == TextKind::kSettings && Next() == '|') return Step::kEnd;   // Of a shell.
        return source() ? Step::kOther : Operated(assigned_);
      case '(':
        if (!source() && !operated_ && at_ + 1 < limit_ && !IsQuote(Next())) return Step::kEnd;   // "the password (of the user)"
        if (source() && !operated_ && !BehindName() && IsNameByte(text_[at_ - 1])) return Step::kEnd;   // "token to f(x)"
        ++depth_;
        return Operated(false);
      case ')':
        return source() && --depth_ <= 0 && !GoesOnBehindCall(text_, at_ + 1, IsQuote(text_[name_end_ - 1])) ? Step::kEnd : Step::kOther;
      case '=': return Equals();
      case ':':
        if (source() && !operated_ && IsCaseLabel(text_, hit_.span.begin)) return Step::kEnd;
        if (!operated_ && IsFallbackColon(text_, hit_.span.begin, at_) && Settles(SignAt(text_, at_ + 1, tag_))) return Step::kEnd;
        if (source() && !operated_ && Settles(SignOfBare(text_, at_, tag_))) return Step::kEnd;
        return Operated(true);
      case ',':
        if (source() ? EndsAtComma() : ListsBareWords()) return Step::kEnd;
        return Operated(assigned_);
      case '>':
        if (source() && BehindName() && text_[at_ - 1] == '-') return Step::kEnd;   // Of something that has members.
        return Operated(assigned_);
      case '}': return !source() || operated_ ? Step::kOther : BehindName() && IsHashElement(text_, NameBegin(text_, hit_)) ? Step::kOn : Step::kEnd;
      case ';': return Step::kEnd;
      default: return Step::kOther;
    }
  }

  Step Equals() {
    const bool behind_word = IsNameByte(text_[at_ - 1]) && Next() != '\0' && !IsQuote(Next());
    // "a=b&token=c" in a string: no blanks, and nothing that is a word.
    if (behind_word && (fallback_ || (!operated_ && BehindName()))) {
      if (IsNameInCapitals(text_, at_ + 1, hit_.span.Of(text_)) || Settles(SignInside(text_, at_ + 1, tag_))) return Step::kEnd;
    }
    if (behind_word && source() && !operated_ && !BehindName()) return Step::kEnd;   // PASSWORD --email=x
    return Operated(true);
  }

  // In code: another name or argument follows.
  bool EndsAtComma() const {
    if (assigned_ || (!operated_ && !BehindName())) return true;
    return BehindName() && (IsNameArgument(text_, at_) || (IsNameByte(text_[at_ - 1]) && IsProseComma(text_, at_)));
  }

  // In settings: "...issued by token.example.com, 12345-compute@..." in a text.
  bool ListsBareWords() const {
    return kind_ == TextKind::kSettings && tag_ >= NeedleTag::kSecret && !operated_ && BehindName() && IsNameByte(text_[at_ - 1]) && Next() == ' ';
  }

  // **name**: `value`, name – **value**, name：value, name: <code>value</code>.
  Step Mark(char c) {
    if (c == '*' ? kind_ != TextKind::kSettings : c == '&' || (c == '<' && operated_)) {
      const std::size_t behind = decode::SkipMarks(text_.substr(0, limit_), at_);
      if (behind > at_) at_ = behind - 1;
      return behind > at_ ? Step::kOn : Step::kOther;
    }
    if (c == '\xEF' && Starts("\uFF1A")) {
      at_ += 2;
      return Operated(true);
    }
    if (operated_ || kind_ == TextKind::kSettings || !IsBlank(text_[at_ - 1])) return Step::kOther;
    const std::size_t size = c == '-' ? 1 : Starts("\u2013") || Starts("\u2014") || Starts("\u2192") ? 3 : 0;
    if (size == 0) return Step::kOther;
    const std::size_t behind = decode::SkipMarks(text_.substr(0, limit_), at_ + size);
    const bool named = !IsNameByte(text_[name_end_ - 1]) || text_[name_end_] == '*' || text_[name_end_] == '<';
    if (behind >= limit_ || behind == at_ + size || (!named && text_[behind] != '`' && IsBlank(text_[behind - 1]))) return Step::kOther;
    at_ = behind - 1;
    return Operated(false);
  }

  // What opens a value that is no plain string.
  Step Opening(char c) {
    if (!source()) {
      const Step step = Mark(c);
      if (step != Step::kOther) return step;
    }
    if (c == '-' && text_[at_ - 1] == '<') return Operated(assigned_);   // R's "name <- value".
    if (c == '$' && at_ + 1 < limit_ && IsQuote(Next())) return Step::kOn;   // $'...' of a shell, $"..." of C#.
    if (c == '<' && operated_ && Starts("<<\"")) {   // Erlang's <<"value">>.
      ++at_;
      return Step::kOn;
    }
    if (c == '<' && !source() && operated_ && Starts(kElement)) return EndsWith(SignAt(text_, at_ + kElement.size(), tag_));
    if (c == '<' && !source()) {
      const Step step = ClosingTag();
      if (step != Step::kOther) return step;
    }
    if (operated_ && source()) {
      const std::size_t value = OpenedStringAt(text_, at_);
      if (value != 0) return Settles(SignAt(text_, value, tag_)) ? Step::kEnd : Step::kOn;
    }
    if (IsQuote(c)) return String(c);
    if (c == '&' && operated_) {
      const std::size_t written = WrittenQuote(text_, at_);
      if (written != 0) return EndsWith(SignAt(text_, at_ + written, tag_));
    }
    return Step::kOther;
  }

  Step ClosingTag() {
    if (Starts(kListed)) {   // A property list: <key>name</key> <string>value</string>
      const std::size_t value = ElementBehind(text_, at_ + kListed.size(), limit_);
      return text_.substr(0, value).ends_with(kString) ? EndsWith(SignAt(text_, value, tag_)) : Step::kEnd;
    }
    if (operated_) return Step::kOther;
    std::size_t value = ValueElementBehind(text_, at_, limit_);
    if (value == 0 && Next() != '/') return Step::kOther;
    if (value == 0) value = BehindClosingTag(text_, at_, limit_);
    return value == 0 ? Step::kEnd : EndsWith(SignAt(text_, value, tag_));
  }

  Step String(char c) {
    if (c == '`' && !source() && Next() == '`' && operated_) ++at_;   // ``value``
    if (source() && at_ == name_end_ + kPairs.size() && text_.substr(name_end_, kPairs.size()) == kPairs) operated_ = true;
    if (source() && operated_ && Next() == c && text_.substr(at_ + 2, kJoins.size()) == kJoins) return EndsWith(ValueSign::kLikely);   // "".join([...])
    // A call without parentheses: storePassword "..."; 'name' 'value' of MATLAB.
    const bool called = at_ == name_end_ + 1 && text_[at_ - 1] == ' ' && (tag_ == NeedleTag::kPassword || IsWholeString(text_, hit_, name_end_));
    if (c == '`' && source() && IsStructTag(text_, at_ + 1)) {
      const std::size_t value = DefaultInTag(text_, at_ + 1);
      return value == 0 ? Step::kEnd : EndsWith(SignAt(text_, value, tag_));
    }
    if (!operated_ && source() && !called) return at_ > name_end_ && Next() == ',' ? Step::kEnd : Step::kOn;   // "the password of x", "y"
    if (IsMarkup(text_, at_)) {   // name="password" type="password" value="x"
      at_ = std::min(text_.substr(0, limit_).find(c, at_ + 1), limit_);
      return Step::kOn;
    }
    if (!operated_ && (!IsBlank(text_[at_ - 1]) || EndsSentence(text_, hit_, name_end_))) return Step::kEnd;
    if (operated_ && NamesValue(text_, at_ + 1)) {
      at_ += kValueWord.size() + 1;   // "name": "password", "value": "x"
      return Step::kOn;
    }
    string_at_ = at_ + 1;
    return EndsWith(SignAt(text_, at_ + 1, tag_));
  }

  Step Rest(char c) {
    if (c == '{' && source()) {
      if (!operated_ && Starts(kAccessors)) {
        at_ = std::min(text_.substr(0, limit_).find('}', at_), limit_);
        return Step::kOn;
      }
      if (!operated_ && BehindName() && IsQuote(Next())) return Operated(false);   // name{"value"} of C++
      const std::size_t value = at_ + 2;   // let(:name) { "value" }, fetch("NAME") { "value" }
      if (value < text_.size() && at_ > 1 && text_[at_ - 2] == ')' && IsQuote(text_[value])) return Operated(false);
    }
    if (c == '{' || c == '[') {
      if (operated_ && source() && decode::MayListBytes(text_, at_)) Settles(ValueSign::kLikely);
      // {{ .Values.x | default "v" }}; variable "password" { default = "v" }
      const std::size_t given = c == '{' && kind_ == TextKind::kSettings && Next() == '{' ? DefaultBehind(text_, at_, " ") : 0;
      if (given != 0) return EndsWith(SignAt(text_, given, tag_));
      if (c == '{' && (operated_ || (kind_ == TextKind::kSettings && IsQuote(text_[name_end_ - 1])))) Settles(source() ? SignOfMember(text_, at_, tag_) : SignBelow(text_, at_, tag_));
      if (c == '{' && operated_ && NamesMany()) Settles(SignOfFirst(text_, at_ + 1, tag_, source()));
      if (c == '{' || Next() == ',') return Step::kEnd;   // f(password[, options])
      assigned_ = false;
    } else if (kind_ == TextKind::kSettings && BeginsScalar(c)) {
      return Step::kOn;
    } else if (c == '\n') {
      if (source() && assigned_ && IsNameByte(text_[at_ - 1]) && !GoesOnWithValue(text_, at_ + 1)) return Step::kEnd;
      const bool entries = kind_ == TextKind::kSettings && operated_ && NamesMany();
      if (entries && Settles(SignOfFirst(text_, at_ + 1, tag_, false))) return Step::kEnd;
      const std::size_t word = source() ? 0 : ValueFollows(text_, at_ + 1);
      if (word != 0) at_ = std::min(word, limit_) - 1;
      else if (!operated_ || (!source() && tag_ != NeedleTag::kPassword)) return Step::kEnd;
    } else if (!source() && !IsBlank(c) && c != '\r' && c != '\\' && c != ']' && (operated_ || IsBlank(text_[at_ - 1]))) {
      return Bare(c);
    }
    return Step::kOn;
  }

  // What stands in front of a scalar of YAML: `!!str value`, `>-` and a line's
  // end; or of make's: `?= value`.
  bool BeginsScalar(char c) {
    if (c == '?' && !operated_ && Next() == '=') return true;
    if (c == '!' && operated_ && Next() == '!') {
      at_ = std::min(text_.substr(0, limit_).find(' ', at_), limit_);
      return true;
    }
    const bool block = operated_ && (c == '-' || c == '+') && (text_[at_ - 1] == '>' || text_[at_ - 1] == '|') && Next() == '\n';
    if (block) ++at_;
    return block;
  }

  // A value that no quote opens.
  Step Bare(char c) {
    if (operated_) return EndsWith(SignAt(text_, at_, tag_));
    if (OpensElement(text_, hit_)) {   // <Pass encoding="base64">x
      const std::size_t close = text_.substr(0, limit_).find('>', at_);
      if (close != std::string_view::npos) return EndsWith(SignAt(text_, close + 1, tag_));
    }
    if (TakesTheNext(text_, NameBegin(text_, hit_))) return EndsWith(SignInside(text_, at_, tag_));
    if (c == '-' || IsPlainWord(text_, at_)) return Step::kEnd;   // "the login/password combinations"
    return EndsWith(SignInside(text_, at_, tag_ == NeedleTag::kSecret ? NeedleTag::kKey : tag_));
  }

  const std::string_view text_;
  const NameHit& hit_;
  const TextKind kind_;
  const NeedleTag tag_;
  const bool fallback_;           // For what is read from the environment.
  std::string_view tail_;         // Of the name, behind its word.
  std::size_t name_end_ = 0;
  std::size_t limit_ = 0;
  std::size_t at_ = 0;
  std::size_t string_at_ = 0;     // Behind the quote of the value that is judged; 0: it has none.
  bool operated_ = false;
  bool assigned_ = false;         // By '=' or ':'; a call or a list has not begun since.
  int depth_ = 0;                 // Of parentheses that opened behind the name.
  ValueSign best_ = ValueSign::kNone;
};

// What "key" names is a secret when it looks like one, and few do without two
// digits. Most names in code are asked no more than this.
bool DigitsFollow(std::string_view text, std::size_t at) {
  constexpr std::size_t kReach = kLongestName + kLongestGap + kLongestLook + 8;   // Vectors of bytes.
  static_assert(kReach < 256);
  if (text.size() - at < kReach) return true;
  std::uint8_t digits = 0;
  for (std::size_t i = 0; i < kReach; ++i) digits = static_cast<std::uint8_t>(digits + (static_cast<std::uint8_t>(text[at + i] - '0') < 10));
  return digits > 1;
}

}  // namespace

ValueSign ValueBehind(std::string_view text, const NameHit& hit, TextKind kind) {
  const bool quoted_only = kind == TextKind::kSource;
  if (hit.tag >= static_cast<std::uint32_t>(NeedleTag::kUrl) || IsOtherWord(text, hit)) return ValueSign::kNone;
  if (quoted_only && hit.tag == kKey && !DigitsFollow(text, hit.span.end)) return ValueSign::kNone;
  // What follows is what the program uses without the variable, however weak
  // it looks.
  const bool fallback = quoted_only && ReadFromEnvironment(text, hit.span.begin).size() != 0;
  const ValueSign sign = LookBehind(text, hit, kind, fallback).Run();
  // Of most names nothing is left to ask.
  return sign == ValueSign::kNone || NamesNoValue(text, hit, quoted_only, fallback) ? ValueSign::kNone : sign;
}

bool NamesKubernetesSecret(std::string_view text, const NameHit& hit) {
  std::string_view before = text.substr(0, hit.span.begin);
  const bool quoted = before.ends_with('"');
  if (quoted) before.remove_suffix(1);
  while (before.ends_with(' ')) before.remove_suffix(1);
  if (!before.ends_with(quoted ? "\"kind\":" : "kind:") || hit.span.Of(text) != "Secret") return false;
  const std::string_view behind = text.substr(hit.span.end, kLongestLook);
  if (behind.find("\"version\"") != std::string_view::npos) return false;   // A kind, in a description of interfaces.
  const char next = hit.span.end < text.size() ? text[hit.span.end] : '\n';
  return next == '\n' || next == '\r' || next == '"' || next == ' ';
}

bool TitlesHtmlColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag != kPassword && hit.tag != kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && (IsNameByte(text[at]) || IsBlank(text[at]))) ++at;
  return text.substr(at, 5) == "</th>";
}

bool TakesAlias(std::string_view text, const NameHit& hit) {
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && (IsNameByte(text[at]) || IsQuote(text[at]))) ++at;
  if (at >= limit || text[at] != ':') return false;
  const std::size_t star = text.find_first_not_of(' ', at + 1);
  return star > at + 1 && star < text.size() && text[star] == '*' && star + 1 < text.size() && IsNameByte(text[star + 1]);
}

bool TitlesAColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag != kPassword && hit.tag != kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestGap);
  while (at < limit && (IsNameByte(text[at]) || IsBlank(text[at]) || IsQuote(text[at]) || text[at] == '*' || text[at] == '|' || text[at] == '\r')) ++at;
  if (at >= limit || text[at] != '\n') return false;
  while (at < limit && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
  if (at >= limit || std::string_view("|+=*\",!").find(text[at]) == std::string_view::npos) return false;
  if (text[at] != '=') return true;
  while (at < text.size() && text[at] == '=') ++at;   // The line below a title has no gap.
  return at < text.size() && text[at] == ' ';
}

bool NamesNextCell(std::string_view text, const NameHit& hit) {
  if (hit.tag > kKey) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  if (hit.span.Of(text).back() == '\'') --at;   // "pass'"
  while (at < limit && IsNameByte(text[at])) ++at;
  if (at >= limit || text[at] != '\'' || at + 1 >= text.size() || text[at + 1] != ',') return false;
  const std::size_t next = text.find_first_not_of(" \n\r\t", at + 2);
  return next != std::string_view::npos && text[next] == '\'';
}

bool NamesNextField(std::string_view text, const NameHit& hit, std::string_view separators) {
  if (hit.tag > kKey) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && (IsNameByte(text[at]) || text[at] == '"')) ++at;
  return at < limit && separators.find(text[at]) != std::string_view::npos;
}

bool NamesUpdatedRow(std::string_view text, const NameHit& hit) {
  constexpr std::size_t kReach = 96;
  if (hit.tag > kKey) return false;
  std::size_t at = hit.span.begin;
  while (at > 0 && hit.span.begin - at < kLongestName && (IsNameByte(text[at - 1]) || text[at - 1] == '/')) --at;
  if (at == 0 || text[at - 1] != '\'') return false;
  std::string_view before = text.substr(0, at - 1);
  while (!before.empty() && IsSpace(before.back())) before.remove_suffix(1);
  if (!before.ends_with('=')) return false;
  before = before.substr(before.size() - std::min(before.size(), kReach));
  return before.find("where ") != std::string_view::npos || before.find("WHERE ") != std::string_view::npos;
}

bool NamesAColumn(std::string_view text, const NameHit& hit) {
  if (hit.tag > kSecret) return false;
  std::size_t at = hit.span.end;
  const std::size_t limit = std::min(text.size(), at + kLongestName);
  while (at < limit && kColumnBytes.Has(text[at])) ++at;
  if (at >= limit || (text[at] != ')' && text[at] != ',')) return false;
  // Behind the last one the values are announced: VALUES, or FROM of a COPY.
  constexpr std::size_t kLongestList = 1024;
  std::size_t before = hit.span.begin;
  const std::size_t floor = before > kLongestList ? before - kLongestList : 0;
  while (before > floor && (kColumnBytes.Has(text[before - 1]) || IsDigit(text[before - 1]) || text[before - 1] == ',' || text[before - 1] == '\n' || text[before - 1] == '\r' || text[before - 1] == '\t')) --before;
  if (before == 0 || (before > floor && text[before - 1] != '(')) return false;
  const std::string_view rest = text.substr(at, kLongestList);
  const std::size_t close = rest.find(')');
  if (close == std::string_view::npos) return true;
  const std::size_t next = BehindGap(rest, close + 1);
  static constexpr ByteSet kAnnounces("vVfFoOsS");   // OVERRIDING, OUTPUT, SELECT
  return next >= rest.size() || kAnnounces.Has(rest[next]);
}

}  // namespace keylint
