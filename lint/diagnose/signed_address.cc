// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/signed_address.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <charconv>
#include <string>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/diagnose/expiry.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestAddress = 4096;
constexpr std::string_view kEscapedAmpersand = "\\u0026";   // As JSON writers write '&'.
constexpr auto kMarks = std::to_array<std::string_view>({"Signature=", "sig="});

bool EndsAddress(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == '\\') return !text.substr(at).starts_with(kEscapedAmpersand);
  return static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '\'' || c == '`' || c == '<' || c == '>' || c == '|' || c == ')';
}

std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// A time as seconds since 1970: years 2001 to 5138.
std::optional<std::int64_t> Epoch(std::string_view text) {
  constexpr std::int64_t kLeast = 1'000'000'000;
  constexpr std::int64_t kMost = 100'000'000'000;
  const auto value = Number(text);
  return value && *value > kLeast && *value < kMost ? value : std::nullopt;
}

// The value of query parameter `name` (with its '=') in `query`.
Span ParameterSpan(std::string_view query, std::string_view name) {
  for (std::size_t at = query.find(name); at != std::string_view::npos; at = query.find(name, at + 1)) {
    constexpr std::string_view kBefore = "?&;=";
    const bool begins = at == 0 || kBefore.find(query[at - 1]) != std::string_view::npos || query.substr(0, at).ends_with(kEscapedAmpersand);
    if (!begins) continue;
    const std::size_t begin = at + name.size();
    std::size_t end = begin;
    while (end < query.size() && query[end] != '&' && query[end] != ';' && query[end] != '\\') ++end;
    return {begin, end};
  }
  return {};
}

std::string_view Parameter(std::string_view query, std::string_view name) { return ParameterSpan(query, name).Of(query); }

std::string Unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    unsigned value = 0;
    const bool escape = text[i] == '%' && i + 2 < text.size() && std::from_chars(&text[i] + 1, &text[i] + 3, value, 16).ptr == &text[i] + 3;
    plain += escape ? static_cast<char>(value) : text[i];
    if (escape) i += 2;
  }
  return plain;
}

std::size_t Distinct(std::string_view text) {
  std::bitset<256> seen;
  for (const char c : text) seen.set(static_cast<unsigned char>(c));
  return seen.count();
}

// Base64 of exactly `size` bytes, its padding optional; random enough.
bool IsBase64Of(std::string_view escaped, std::size_t size) {
  std::string text = Unescaped(escaped);
  while (!text.empty() && text.back() == '=') text.pop_back();
  if (text.size() != (size * 4 + 2) / 3 || Distinct(text) < text.size() / 3) return false;
  text.append((4 - text.size() % 4) % 4, '=');
  const auto bytes = Base64Bytes(text);
  return bytes && bytes->size() == size;
}

bool IsHexOf(std::string_view text, std::size_t least) {
  constexpr std::size_t kLeastDistinct = 9;
  return text.size() >= least && text.size() % 2 == 0 && Distinct(text) >= kLeastDistinct &&
         text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::optional<SignedAddress> Sas(std::string_view query) {
  constexpr std::size_t kBytes = 32;   // HMAC-SHA256
  SignedAddress address;
  address.signature = ParameterSpan(query, "sig=");
  if (address.signature.empty()) return std::nullopt;
  const std::string_view end = Parameter(query, "se=");
  address.ends = ParseTime(end);
  if (!address.ends) address.ends = Epoch(end);
  // A stored policy has the end, and the address its name.
  const bool by_policy = end.empty() && ParseTime(Parameter(query, "sv=")) && !Parameter(query, "si=").empty();
  if (!address.ends && !by_policy) return std::nullopt;
  address.sound = IsBase64Of(address.signature.Of(query), kBytes);
  return address;
}

std::optional<SignedAddress> VersionFour(std::string_view query, std::string_view date, std::string_view lifetime, std::string_view signature) {
  constexpr std::size_t kShortest = 64;
  const auto begin = ParseTime(Parameter(query, date));
  const auto seconds = Number(Parameter(query, lifetime));
  if (!begin || !seconds || *seconds < 0 || *seconds > 100 * 365 * 86400LL) return std::nullopt;
  SignedAddress address;
  address.kind = SignedKind::kPresigned;
  address.ends = *begin + *seconds;
  address.signature = ParameterSpan(query, signature);
  address.sound = IsHexOf(address.signature.Of(query), kShortest);
  return address;
}

// Who signed is named beside the signature.
std::optional<SignedAddress> VersionTwo(std::string_view query) {
  constexpr std::size_t kBytes = 20;              // HMAC-SHA1
  constexpr std::size_t kShortestOfRsa = 170;     // 1024 bits in base64
  SignedAddress address;
  address.kind = SignedKind::kPresigned;
  address.signature = ParameterSpan(query, "Signature=");
  address.ends = Epoch(Parameter(query, "Expires="));
  if (address.signature.empty() || !address.ends) return std::nullopt;
  const std::string_view signature = address.signature.Of(query);
  const bool by_rsa = !Parameter(query, "Key-Pair-Id=").empty() || !Parameter(query, "GoogleAccessId=").empty();
  const bool by_key = !Parameter(query, "AWSAccessKeyId=").empty() || !Parameter(query, "OSSAccessKeyId=").empty();
  address.sound = (by_rsa && signature.size() >= kShortestOfRsa && Distinct(signature) > 40) || (by_key && IsBase64Of(signature, kBytes));
  return address;
}

}  // namespace

std::span<const std::string_view> SignatureMarks() { return kMarks; }

Span AddressAround(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  const std::size_t least = at > kLongestAddress ? at - kLongestAddress : 0;
  while (begin > least && !EndsAddress(text, begin - 1)) --begin;
  std::size_t end = at;
  const std::size_t most = std::min(text.size(), at + kLongestAddress);
  while (end < most && !EndsAddress(text, end)) ++end;
  // "url=https://...": the scheme begins the address.
  const std::size_t scheme = text.substr(begin, end - begin).find("://");
  if (scheme == std::string_view::npos) return {begin, end};
  std::size_t from = begin + scheme;
  while (from > begin && IsLower(text[from - 1])) --from;
  return {from, end};
}

std::optional<SignedAddress> ReadSignedAddress(std::string_view address) {
  if (auto sas = Sas(address)) return sas;
  if (auto amazon = VersionFour(address, "X-Amz-Date=", "X-Amz-Expires=", "X-Amz-Signature=")) return amazon;
  if (auto google = VersionFour(address, "X-Goog-Date=", "X-Goog-Expires=", "X-Goog-Signature=")) return google;
  return VersionTwo(address);
}

}  // namespace keylint
