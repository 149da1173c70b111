// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/gap_look.h"

#include <algorithm>
#include <iterator>

#include "lint/decode/prose_marks.h"
#include "lint/scan/name_bytes.h"

namespace keylint {

std::size_t ElementBehind(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && (IsBlank(text[at]) || text[at] == '\n' || text[at] == '\r')) ++at;
  if (at >= limit || text[at] != '<') return 0;
  while (at < limit && text[at] != '>') ++at;
  return at < limit ? at + 1 : 0;
}

std::size_t ValueElementBehind(std::string_view text, std::size_t at, std::size_t limit) {
  if (at + 1 >= limit || text[at + 1] != '/') return 0;
  while (at < limit && text[at] != '>') ++at;
  const std::size_t value = ElementBehind(text, at + 1, limit);
  return text.substr(0, value).ends_with("value>") ? value : 0;
}

bool NamesValue(std::string_view text, std::size_t at) {
  const std::size_t end = at + kValueWord.size();
  return end < text.size() && IsQuote(text[end]) && (text[at] == 'v' || text[at] == 'V') && text.substr(at + 1, kValueWord.size() - 1) == kValueWord.substr(1);
}

std::size_t ValueFollows(std::string_view text, std::size_t at) {
  constexpr std::size_t kDeepest = 32;
  const std::size_t limit = std::min(text.size(), at + kDeepest);
  while (at < limit && (IsBlank(text[at]) || text[at] == '"')) ++at;
  if (text.substr(at, kValueWord.size()) != kValueWord) return 0;
  at += kValueWord.size();
  return at < text.size() && text[at] == '"' ? at + 1 : at;
}

bool IsStructTag(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestEncoding = 12;   // "protobuf"
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestEncoding && IsLower(text[end])) ++end;
  return end > at && text.substr(end, 2) == ":\"";
}

std::size_t DefaultInTag(std::string_view text, std::size_t at) {
  constexpr std::string_view kDefault = "efault:\"";   // default, envDefault
  constexpr std::size_t kLongestTag = 160;
  const std::string_view tag = text.substr(at, kLongestTag);
  const std::size_t found = tag.substr(0, std::min(tag.find('`'), tag.size())).find(kDefault);
  return found == std::string_view::npos ? 0 : at + found + kDefault.size();
}

std::size_t DefaultBehind(std::string_view text, std::size_t at, std::string_view operators) {
  constexpr std::size_t kReach = 160;
  constexpr std::string_view kDefault = "default";
  text = text.substr(0, at + kReach);
  at = text.find(kDefault, at);
  if (at == std::string_view::npos) return 0;
  at += kDefault.size();
  while (at < text.size() && IsNameByte(text[at])) ++at;   // defaultValue = , default_value=
  if (operators.find(' ') == std::string_view::npos) {
    while (at < text.size() && IsBlank(text[at])) ++at;
  }
  if (at >= text.size() || operators.find(text[at]) == std::string_view::npos) return 0;
  at = BehindGap(text, at + 1);
  return at < text.size() && IsQuote(text[at]) ? at + 1 : 0;
}

bool IsProseComma(std::string_view text, std::size_t at) {
  if (text.substr(at, 2) != ", ") return false;
  std::size_t word = at + 2;
  while (word < text.size() && word - at < kLongestLook && IsLower(text[word])) ++word;
  return word > at + 2 && word + 1 < text.size() && text[word] == ' ' && IsLower(text[word + 1]);
}

bool IsNameArgument(std::string_view text, std::size_t comma) {
  constexpr std::size_t kLongestPrefix = 2;   // b"x"
  const std::size_t begin = BehindGap(text, comma + 1);
  std::size_t end = begin;
  while (end < text.size() && end - begin < kLongestLook && IsNameByte(text[end])) ++end;
  if (end == begin || end >= text.size()) return false;
  if (IsQuote(text[end])) return begin == comma + 1 && end - begin > kLongestPrefix;
  return text[end] == ',' || text[end] == ')' || (text[end] == '[' && end + 1 < text.size() && IsQuote(text[end + 1]));
}

std::size_t BehindClosingTag(std::string_view text, std::size_t at, std::size_t limit) {
  while (at < limit && text[at] != '>') ++at;
  text = text.substr(0, at + 2 * kLongestLook);
  const std::size_t behind = BehindGap(text, std::min(at + 1, text.size()));
  at = decode::SkipMarks(text, behind);   // </b></td> <td><code>
  const bool operated = at < text.size() && (text[at] == ':' || text[at] == '=');
  if (operated) at = decode::SkipMarks(text, BehindGap(text, at + 1));
  if (at + 1 < text.size() && text[at] == '<') {
    const std::size_t value = text[at + 1] == '/' ? 0 : ElementBehind(text, at, limit);
    return value == 0 ? 0 : decode::SkipMarks(text, value);
  }
  const bool opened = at > behind && text[at - 1] == '>';
  return (operated || opened) && at < text.size() ? at : 0;
}

namespace {

// get("NAME") or "", "x" if y
bool GoesOnByWord(std::string_view text, std::size_t at) { return text.substr(at, 3) == "or " || text.substr(at, 3) == "if "; }

}  // namespace

bool GoesOnBehindCall(std::string_view text, std::size_t at, bool quoted) {
  static constexpr ByteSet kOn(".=:-[|?+%({\"'`$");
  at = BehindGap(text, at);
  if (at >= text.size() || kOn.Has(text[at]) || (quoted && text[at] == ',')) return at < text.size();
  return GoesOnByWord(text, at);
}

bool IsMarkup(std::string_view text, std::size_t quote) {
  constexpr std::string_view kAttributes[] = {"class=", "type=", "id=", "name=", "for=", "style=", "href=", "src=", "rel=", "placeholder="};
  if (text[quote - 1] != '=') return false;
  const std::string_view before = text.substr(0, quote);
  return std::any_of(std::begin(kAttributes), std::end(kAttributes), [before](std::string_view name) {
    return before.ends_with(name) && before.size() > name.size() && IsBlank(before[before.size() - name.size() - 1]);
  });
}

bool IsWholeValue(std::string_view text, std::size_t at) {
  constexpr std::size_t kLongestPrefix = 2;   // br"x"
  static constexpr ByteSet kGoesOn("([{");
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestLook && (IsNameByte(text[end]) || text[end] == '/')) ++end;
  if (end == at || end >= text.size()) return end > at;
  return IsQuote(text[end]) ? end - at > kLongestPrefix : !kGoesOn.Has(text[end]);
}

bool GoesOnWithValue(std::string_view text, std::size_t at) {
  static constexpr ByteSet kOther("@/*#}");
  at = BehindGap(text, at);
  if (at >= text.size() || GoesOnByWord(text, at)) return true;
  return !IsNameByte(text[at]) && !kOther.Has(text[at]);
}

}  // namespace keylint
