// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/json_web_key.h"


#include "lint/base/ascii.h"
#include "lint/diagnose/placeholder.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 4096;        // An RSA key of 4096 bits has 3,200 characters.
constexpr std::size_t kLeastPart = 22;      // 128 bits.

bool IsBase64Url(char c) { return IsWord(c) || c == '-'; }

// The object around `at`: it holds no other one.
Span ObjectAround(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < kReach && text[begin - 1] != '{' && text[begin - 1] != '}') --begin;
  std::size_t end = at;
  while (end < text.size() && end - at < kReach && text[end] != '{' && text[end] != '}') ++end;
  return {begin, end};
}

std::size_t SkipBetween(std::string_view text, std::size_t at) {
  while (at < text.size() && (IsSpace(text[at]) || IsQuote(text[at]) || text[at] == '\\' || text[at] == ':')) ++at;
  return at;
}

// The value of the member `name`, without its quotes; empty: there is none.
Span MemberOf(std::string_view text, Span object, std::string_view name) {
  const std::string_view body = object.Of(text);
  for (std::size_t at = body.find(name); at != std::string_view::npos; at = body.find(name, at + 1)) {
    const std::size_t behind = at + name.size();
    const char before = at == 0 ? ',' : body[at - 1];
    const bool begins = IsQuote(before) || IsSpace(before) || before == ',';
    const bool ends = behind < body.size() && (IsQuote(body[behind]) || body[behind] == ':' || body[behind] == '\\');
    if (!begins || !ends) continue;
    const std::size_t value = SkipBetween(body, behind);
    if (body.substr(behind, value - behind).find(':') == std::string_view::npos) continue;
    std::size_t end = value;
    while (end < body.size() && IsBase64Url(body[end])) ++end;
    return {object.begin + value, object.begin + end};
  }
  return {};
}

}  // namespace

std::optional<JsonWebKey> JsonWebKeyAt(std::string_view text, Span kty) {
  const Span object = ObjectAround(text, kty.begin);
  const std::string_view type = MemberOf(text, object, "kty").Of(text);
  JsonWebKey key;
  if (type == "oct") {
    key.symmetric = true;
    key.span = MemberOf(text, object, "k");
  } else if (type == "RSA" || type == "EC" || type == "OKP") {
    key.span = MemberOf(text, object, "d");
  }
  if (key.span.size() < kLeastPart || IsPlaceholderBody(key.span.Of(text))) return std::nullopt;
  return key;
}

}  // namespace keylint
