// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/encoded_needles.h"

#include <algorithm>

#include "lint/scan/name_words.h"

namespace keylint {
namespace {

constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
// Shorter ones stand by chance in every large base64 text.
constexpr std::size_t kShortestNeedle = 5;
constexpr std::size_t kLongestLiteral = 12;

// The base64 characters that `literal` fixes alone when `skipped` bytes of its
// first group come before it.
std::string FixedPart(std::string_view literal, std::size_t skipped) {
  std::string out;
  const std::size_t bits = (skipped + literal.size()) * 8;
  const std::size_t first = (skipped * 8 + 5) / 6;
  for (std::size_t group = first; (group + 1) * 6 <= bits; ++group) {
    unsigned value = 0;
    for (std::size_t bit = group * 6; bit < (group + 1) * 6; ++bit) {
      const auto byte = static_cast<unsigned char>(literal[bit / 8 - skipped]);
      value = (value << 1) | ((byte >> (7 - bit % 8)) & 1U);
    }
    out += kBase64[value];
  }
  return out;
}

}  // namespace

EncodedNeedles::EncodedNeedles(const RuleSet& rules) {
  for (const KeyRule& key : rules.keys) {
    if (!IsSecret(key.privilege) || !key.bare) continue;
    for (const Shape& shape : key.shapes) {
      if (!shape.pieces.empty()) Add(shape.pieces.front().literal.substr(0, kLongestLiteral));
    }
  }
  Add("-----BEGIN ");
  // Of settings: "export API_TOKEN=".
  for (const std::string_view name : {"TOKEN=", "_KEY=", "SECRET=", "PASSWORD="}) Add(name);
  std::sort(texts_.begin(), texts_.end());
  texts_.erase(std::unique(texts_.begin(), texts_.end()), texts_.end());
}

void EncodedNeedles::Add(std::string_view literal) {
  for (std::size_t skipped = 0; skipped < 3; ++skipped) {
    std::string text = FixedPart(literal, skipped);
    if (text.size() >= kShortestNeedle) texts_.push_back(std::move(text));
  }
}

std::vector<NameNeedle> EncodedNeedles::needles() const {
  std::vector<NameNeedle> needles;
  for (const std::string& text : texts_) needles.push_back({text, kTag, /*any_case=*/false, NeedlePlace::kBase64Run});
  return needles;
}

bool EncodedNeedles::IsExact(std::string_view found) const {
  return std::binary_search(texts_.begin(), texts_.end(), found);
}

std::vector<NameNeedle> ScanNeedles(const RuleSet& rules, const EncodedNeedles& encoded) {
  std::vector<NameNeedle> needles = NameNeedles(rules);
  const std::vector<NameNeedle> more = encoded.needles();
  needles.insert(needles.end(), more.begin(), more.end());
  return needles;
}

}  // namespace keylint
