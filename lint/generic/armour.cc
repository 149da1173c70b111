// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/armour.h"

#include <algorithm>

#include "lint/checksum/private_key.h"

namespace keylint {
namespace {

constexpr std::size_t kLabelReach = 40;       // From the dashes to "PRIVATE KEY".
constexpr std::size_t kMost = 64 * 1024;
constexpr std::size_t kLeastBody = 40;        // Characters of base64.

bool IsBase64(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' || c == '/' || c == '=';
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

}  // namespace

std::optional<ArmouredKey> ArmouredKeyAt(std::string_view text, Span label) {
  const std::size_t floor = label.begin > kLabelReach ? label.begin - kLabelReach : 0;
  const std::size_t begin = text.substr(0, label.begin).rfind("-----BEGIN");
  if (begin == std::string_view::npos || begin < floor) return std::nullopt;
  const std::string_view rest = text.substr(begin, kMost);
  const std::size_t body = label.end - begin;
  const std::size_t close = rest.find("-----END", body);
  const std::size_t next = rest.find("-----BEGIN", body);
  const PrivateKeyInfo info = InspectPrivateKey(rest);
  if (info.material == KeyMaterial::kPublic || info.material == KeyMaterial::kCertificate) return std::nullopt;
  ArmouredKey key;
  key.encrypted = info.encrypted;
  key.parses = info.parses;
  std::size_t end = close;
  if (end == std::string_view::npos || next < end) end = std::min({next, rest.size(), body + 4096});
  if (!key.parses && BodySize(rest.substr(body, end - body)) < kLeastBody) return std::nullopt;
  if (close != std::string_view::npos && close == end) {
    const std::size_t dashes = rest.find("-----", close + 8);
    end = dashes == std::string_view::npos || dashes > close + 80 ? close + 8 : dashes + 5;
  }
  key.span = {begin, begin + end};
  return key;
}

}  // namespace keylint
