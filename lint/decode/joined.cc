// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/joined.h"

#include <algorithm>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// Behind the string at `at`, or kNone: no string, or not of the simple kind.
std::size_t BehindString(std::string_view text, std::size_t at) {
  if (at >= text.size() || !IsQuote(text[at])) return kNone;
  for (std::size_t end = at + 1; end < text.size(); ++end) {
    if (text[end] == text[at]) return end + 1;
    if (text[end] == '\n' || text[end] == '\\') return kNone;
  }
  return kNone;
}

bool EmptyStringAt(std::string_view text, std::size_t at) {
  return at + 1 < text.size() && IsQuote(text[at]) && text[at + 1] == text[at];
}

// `.join("")`, `.joined()`, `.concat()`, `, "")` at `at`.
bool JoinsWithNothing(std::string_view text, std::size_t at, BareJoin bare) {
  if (at >= text.size()) return false;
  if (text[at] == ',') return EmptyStringAt(text, SkipSpaces(text, at + 1));
  if (text[at] != '.') return false;
  const std::size_t name = at + 1;
  std::size_t end = name;
  while (end < text.size() && IsWord(text[end])) ++end;
  const std::string_view call = text.substr(name, end - name);
  const bool parenthesis = end < text.size() && text[end] == '(';
  std::size_t argument = SkipSpaces(text, end + 1);
  const bool no_argument = !parenthesis || (argument < text.size() && text[argument] == ')');
  if (call == "joined" && StartsAt(text, argument, "separator:")) argument = SkipSpaces(text, argument + 10);
  if (call == "concat" || call == "joined" || call == "mkString") return no_argument || EmptyStringAt(text, argument);
  if (call != "join" && call != "joinToString") return false;
  return no_argument ? bare == BareJoin::kWithNothing : EmptyStringAt(text, argument);
}

}  // namespace

bool ListIsJoined(std::string_view text, std::size_t at, BareJoin bare) {
  for (;;) {
    at = SkipSpaces(text, at);
    if (at >= text.size()) return false;
    if (text[at] == ')' || text[at] == ']' || text[at] == '}') return JoinsWithNothing(text, SkipSpaces(text, at + 1), bare);
    if (text[at] != ',') return false;
    at = SkipSpaces(text, at + 1);
    const std::size_t behind = BehindString(text, at);
    if (behind != kNone) at = behind;
    else if (at >= text.size() || (text[at] != ')' && text[at] != ']' && text[at] != '}')) return false;
  }
}

std::size_t AppendedString(std::string_view text, std::size_t at) {
  constexpr std::string_view kCocoa = "stringByAppendingString:@";
  at = SkipSpaces(text, at);
  if (StartsAt(text, at, kCocoa)) return BehindString(text, at + kCocoa.size()) == kNone ? kNone : at + kCocoa.size();
  if (at >= text.size() || text[at] != '.') return kNone;
  if (!StartsAt(text, at, ".concat(") && !StartsAt(text, at, ".append(")) return kNone;
  const std::size_t piece = SkipSpaces(text, at + 8);
  const std::size_t behind = BehindString(text, piece);
  if (behind == kNone) return kNone;
  const std::size_t close = SkipSpaces(text, behind);
  return close < text.size() && text[close] == ')' ? piece : kNone;
}

std::size_t JoinedString(std::string_view text, std::size_t at, char quote) {
  std::size_t next = SkipBlanks(text, at);
  for (const std::string_view op : {"..", "++", "<>", "||", "&&", "+", "&", ".", "^", "~", "*"}) {
    if (!StartsAt(text, next, op)) continue;
    next = SkipBlanks(text, next + op.size());
    break;
  }
  // A doubled quote stands for itself.
  return next > at && next < text.size() && text[next] == quote ? next : kNone;
}

}  // namespace keylint::decode
