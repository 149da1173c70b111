// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/armour.h"

#include <algorithm>

#include "lint/base/ascii.h"
#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/private_key.h"

namespace keylint {
namespace {

constexpr std::size_t kLabelReach = 40;       // From the dashes to "PRIVATE KEY".
constexpr std::size_t kMost = 64 * 1024;
constexpr std::size_t kLeastBody = 40;        // Characters of base64.

bool IsBase64(char c) {
  return IsAlnum(c) || c == '+' || c == '/' || c == '=';
}

// The longest run of base64 in `body`, which lines and what programs put
// between lines ("\n", quotes, plus signs, indents) do not end.
std::size_t BodySize(std::string_view body) {
  std::size_t size = 0;
  std::size_t word = 0;
  for (std::size_t i = 0; i <= body.size(); ++i) {
    if (i < body.size() && IsBase64(body[i])) {
      ++word;
      continue;
    }
    if (word >= 24) size += word;
    word = 0;
  }
  return size;
}

// "MIIE...": what documentation shows of a key.
bool IsElided(std::string_view body) {
  return body.find("...") != std::string_view::npos || body.find("\xe2\x80\xa6") != std::string_view::npos ||
         body.find("EXAMPLE") != std::string_view::npos;
}

// "MIIEpQIBAAKCAQ...ieR", closed after a line or two: documentation shows how
// a key begins. Less than half of what it says it has is no key to anyone.
bool IsExcerpt(std::string_view body) {
  constexpr std::size_t kHeader = 8;   // Characters that hold the size.
  // Behind what a program writes for the end of a line, and marks of comments.
  const std::size_t begin = std::min(body.find_first_not_of(" \t\r\n\\nr\"'+#*/;"), body.size());
  if (!body.substr(begin).starts_with("MI") || begin + kHeader > body.size()) return false;
  const auto bytes = Base64Bytes(body.substr(begin, kHeader));
  const auto size = bytes ? DerSize(*bytes) : std::nullopt;
  return size && BodySize(body) / 4 * 3 < *size / 2;
}

std::optional<ArmouredKey> PuttyKeyAt(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at, kMost);
  const std::size_t private_part = rest.find("Private-Lines:");
  if (private_part == std::string_view::npos) return std::nullopt;
  const PrivateKeyInfo info = InspectPrivateKey(rest);
  ArmouredKey key;
  key.encrypted = info.encrypted;
  key.parses = info.parses;
  // To the checksum's line, or what its lines would be.
  std::size_t end = rest.find("Private-MAC:", private_part);
  if (end == std::string_view::npos) end = std::min(rest.size(), private_part + 2048);
  end = std::min(rest.find('\n', end), rest.size());
  if (!key.parses && BodySize(rest.substr(private_part, end - private_part)) < kLeastBody) return std::nullopt;
  key.span = {at, at + end};
  return key;
}

}  // namespace

std::optional<ArmouredKey> ArmouredKeyAt(std::string_view text, Span label) {
  if (label.Of(text).starts_with("PuTTY")) return PuttyKeyAt(text, label.begin);
  const std::size_t floor = label.begin > kLabelReach ? label.begin - kLabelReach : 0;
  const std::size_t back = text.substr(floor, label.begin - floor).rfind("-----BEGIN");
  if (back == std::string_view::npos) return std::nullopt;
  const std::size_t begin = floor + back;
  const std::size_t body = label.end - begin;
  // What the next one begins is not looked at twice: many of them stay linear.
  std::string_view rest = text.substr(begin, kMost);
  rest = rest.substr(0, rest.find("-----BEGIN", body));
  const std::size_t close = rest.find("-----END", body);
  const PrivateKeyInfo info = InspectPrivateKey(rest);
  if (info.material == KeyMaterial::kPublic || info.material == KeyMaterial::kCertificate) return std::nullopt;
  ArmouredKey key;
  key.encrypted = info.encrypted;
  key.parses = info.parses;
  std::size_t end = close;
  if (end == std::string_view::npos) end = std::min(rest.size(), body + 4096);
  const std::string_view inside = rest.substr(body, end - body);
  if (!key.parses && (BodySize(inside) < kLeastBody || IsElided(inside))) return std::nullopt;
  if (!key.parses && close != std::string_view::npos && IsExcerpt(inside)) return std::nullopt;
  if (close != std::string_view::npos && close == end) {
    const std::size_t dashes = rest.find("-----", close + 8);
    end = dashes == std::string_view::npos || dashes > close + 80 ? close + 8 : dashes + 5;
  }
  key.span = {begin, begin + end};
  return key;
}

}  // namespace keylint
