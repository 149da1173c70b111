// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/bare_key.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/checksum/binary_key.h"
#include "lint/checksum/der.h"
#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

constexpr std::size_t kMost = 16 * 1024;   // Bytes of text.

struct KeyForm {
  std::string_view mark;
  std::size_t before;        // Characters from the key's beginning to the mark.
};
// Source: RFC 5208 and 5958 (PKCS #8), 8017 (PKCS #1), 5915 (SEC 1), 8410
// (Ed25519, X25519), 8018 (PBES2).
constexpr KeyForm kForms[] = {
    {"BgkqhkiG9w0BAQEFAASC", 12},   // RSA, PKCS #8
    {"AgEAMBMGByqGSM49AgEG", 4},    // P-256
    {"AQAwEwYHKoZIzj0CAQYI", 4},    // P-256 without its public half
    {"AgEAMBAGByqGSM49AgEG", 4},    // Other curves
    {"AQAwEAYHKoZIzj0CAQYF", 4},
    {"BQYDK2VwBCIEI", 8},           // Ed25519
    {"BQYDK2VuBCIEI", 8},           // X25519
    {"BgkqhkiG9w0BBQ0w", 8},        // Encrypted with PBES2
    {"CSqGSIb3DQEFDT", 8},          // The same in fewer than 256 bytes
    {"IBAAKCAQEA", 6},              // RSA, PKCS #1, 2048 bits
    {"IBAAKCAYEA", 6},              // RSA, PKCS #1, 3072
    {"IBAAKCAgEA", 6},              // RSA, PKCS #1, 4096
    {"IBAAKBgQ", 6},                // RSA, PKCS #1, 1024
    {"MHcCAQEEI", 0},               // P-256
    {"MHQCAQEEI", 0},               // secp256k1
    {"MIGkAgEBBD", 0},              // P-384
    {"MIHcAgEBBEI", 0},             // P-521
};
constexpr auto kMarks = [] {
  std::array<std::string_view, std::size(kForms)> marks;
  for (std::size_t i = 0; i < marks.size(); ++i) marks[i] = kForms[i].mark;
  return marks;
}();

bool IsBase64(char c) { return IsAlnum(c) || c == '+' || c == '/'; }
bool IsJoint(char c) { return IsSpace(c) || IsQuote(c) || c == ','; }

// How many bytes of `text` at `at` stand between two pieces of base64.
std::size_t JointAt(std::string_view text, std::size_t at) {
  if (IsJoint(text[at])) return 1;
  const char next = at + 1 < text.size() ? text[at + 1] : ' ';
  if (text[at] == '\\') return next == 'n' || next == 'r' ? 2 : IsSpace(next) ? 1 : 0;
  const bool joins = text[at] == '+' && at > 0 && IsJoint(text[at - 1]) && IsJoint(next);
  return joins ? 1 : 0;
}

}  // namespace

std::span<const std::string_view> BareKeyMarks() { return kMarks; }

std::optional<BareKey> BareKeyAt(std::string_view text, Span mark, std::size_t& budget) {
  constexpr std::size_t kHeader = 8;   // Characters that hold the size.
  const auto form = std::find_if(std::begin(kForms), std::end(kForms), [&](const KeyForm& one) { return one.mark == mark.Of(text); });
  if (form == std::end(kForms) || mark.begin < form->before) return std::nullopt;
  const std::size_t begin = mark.begin - form->before;
  if (text[begin] != 'M' || (begin > 0 && IsBase64(text[begin - 1]))) return std::nullopt;
  const auto header = Base64Bytes(text.substr(begin, kHeader));
  const auto size = header ? DerSize(*header) : std::nullopt;
  if (!size || *size > kMost / 4 * 3) return std::nullopt;
  const std::size_t wanted = (*size * 4 + 2) / 3;
  if (budget < wanted) return std::nullopt;
  std::string body;
  std::size_t at = begin;
  for (const std::size_t limit = std::min(text.size(), begin + kMost); at < limit && body.size() < wanted;) {
    const std::size_t joint = JointAt(text, at);
    if (joint == 0 && !IsBase64(text[at])) break;
    if (joint == 0) body += text[at];
    at += std::max<std::size_t>(joint, 1);
  }
  budget -= std::min(budget, at - begin);
  if (body.size() < wanted) return std::nullopt;
  while (at < text.size() && text[at] == '=' && at - begin < kMost) ++at;
  const auto bytes = Base64Bytes(body);
  const auto key = bytes ? BinaryKeyIn(*bytes) : std::nullopt;
  return key ? std::optional(BareKey{{begin, at}, key->encrypted}) : std::nullopt;
}

}  // namespace keylint
