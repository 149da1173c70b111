// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/grow.h"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <fmt/format.h>
#include <re2/re2.h>

#include "lint/base/ascii.h"
#include "lint/checksum/check.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/grow_pem.h"
#include "lint/checksum/structure.h"
#include "lint/ruleset/pattern.h"
#include "lint/ruleset/shape_parser.h"

namespace keylint {
namespace {

constexpr int kAttempts = 16;
constexpr std::uint32_t kMaxStretch = 48;  // beyond a range's minimum

// SplitMix64 (Steele, Lea, Flood): equal on every machine, unlike <random>'s
// distributions.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed * 0x9e3779b97f4a7c15u + 0x632be59bd9b4e019u) {}

  std::uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  std::uint32_t Below(std::uint32_t bound) { return static_cast<std::uint32_t>(Next() % bound); }

 private:
  std::uint64_t state_;
};

std::uint64_t HashOf(std::string_view text) {
  std::uint64_t hash = 1469598103934665603u;
  for (const unsigned char c : text) hash = (hash ^ c) * 1099511628211u;
  return hash;
}

// What to draw from: of "url" only what stands in URLs unescaped, so that no
// reader decodes the example into something else.
std::string_view DrawnFrom(Alphabet alphabet) {
  return AlphabetCharacters(alphabet == Alphabet::kUrl || alphabet == Alphabet::kBase66 ? Alphabet::kBase64Url : alphabet);
}

// Three alike in a row, or four that follow each other, are what people type.
bool LooksTyped(std::string_view text) {
  std::size_t alike = 1, rising = 1;
  for (std::size_t i = 1; i < text.size(); ++i) {
    alike = text[i] == text[i - 1] ? alike + 1 : 1;
    rising = text[i] == text[i - 1] + 1 ? rising + 1 : 1;
    if (alike == 3 || rising == 4) return true;
  }
  return false;
}

// A body of eight characters or more has letters and digits where it can.
bool IsMixed(std::string_view text, std::string_view characters) {
  if (text.size() < 8 || characters.find_first_of("0123456789") == std::string_view::npos || characters.size() == 10) return true;
  return text.find_first_of("0123456789") != std::string_view::npos &&
         text.find_first_not_of("0123456789") != std::string_view::npos;
}

std::string GrowUuid(bool upper, Random& random) {
  const std::string_view digits = upper ? "0123456789ABCDEF" : "0123456789abcdef";
  std::string text;
  for (std::size_t i = 0; i < 36; ++i) {
    if (i == 8 || i == 13 || i == 18 || i == 23) text += '-';
    else if (i == 14) text += '4';
    else if (i == 19) text += digits[8 + random.Below(4)];
    else text += digits[random.Below(16)];
  }
  return text;
}

std::string GrowRun(const Piece& run, Random& random) {
  if (run.alphabet == Alphabet::kUuidLower || run.alphabet == Alphabet::kUuidUpper) {
    return GrowUuid(run.alphabet == Alphabet::kUuidUpper, random);
  }
  const std::string_view characters = DrawnFrom(run.alphabet);
  const std::uint32_t length = run.min + random.Below(std::min(run.max - run.min, kMaxStretch) + 1);
  std::string text;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    text.clear();
    while (text.size() < length) {
      const char c = characters[random.Below(static_cast<std::uint32_t>(characters.size()))];
      // A token that ended in "-" would be read without it.
      const bool edge = text.empty() || text.size() + 1 == length;
      if (edge && !IsAlnum(c)) continue;
      text += c;
    }
    if (!LooksTyped(text) && IsMixed(text, characters)) break;
  }
  return text;
}

bool Fits(const Shape& shape, const std::string& token) {
  RE2::Options options(RE2::Latin1);
  options.set_log_errors(false);
  return RE2::FullMatch(token, RE2(ShapePattern(shape), options));
}

std::string Joined(std::span<const std::string_view> pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

// {"role":"anon","exp":1900000000} of "role=anon exp=1900000000".
std::string ClaimsOf(std::string_view list) {
  std::string json = "{";
  for (std::size_t at = 0; at < list.size();) {
    const std::size_t end = std::min(list.find(' ', at), list.size());
    const std::string_view claim = list.substr(at, end - at);
    const std::size_t equals = claim.find('=');
    at = end + 1;
    if (equals == std::string_view::npos) continue;
    const std::string_view value = claim.substr(equals + 1);
    const bool number = !value.empty() && value.find_first_not_of("0123456789") == std::string_view::npos;
    json += fmt::format("{}\"{}\":{}{}{}", json.size() > 1 ? "," : "", claim.substr(0, equals), number ? "" : "\"", value, number ? "" : "\"");
  }
  return json + "}";
}

// One {...} of a template.
class Brace {
 public:
  Brace(std::string_view inside, const RuleSet& rules) : rules_(rules) {
    // A label inside an inner brace is that one's.
    const std::size_t hash = inside.find('#', inside.rfind('}') == std::string_view::npos ? 0 : inside.rfind('}'));
    if (hash != std::string_view::npos) label_ = inside.substr(hash);
    inside_ = inside.substr(0, hash);
  }

  /// Nothing when it is no brace of ours.
  std::optional<Result<std::string>> Grow(std::uint64_t seed, std::size_t ordinal) const {
    const std::uint64_t own = seed + (label_.empty() ? ordinal : HashOf(label_));
    if (inside_.starts_with("key:")) return GrowNamed(inside_.substr(4), own);
    if (inside_.starts_with("pem")) return GrowFile(own);
    if (inside_.starts_with("jwt:")) return GrowJwt(own);
    if (inside_.starts_with("base64:")) return GrowEncoded(inside_.substr(7), own);
    auto shape = ParseShape("{" + std::string(inside_) + "}");
    if (!shape) return std::nullopt;
    return GrowShape(shape->shapes()[0], own);
  }

 private:
  std::optional<Result<std::string>> GrowFile(std::uint64_t seed) const {
    const bool one_line = inside_.starts_with("pem-line:");
    const bool body = inside_.starts_with("pem-body:");
    const bool bytes = inside_.starts_with("pem-bytes:");
    if (!one_line && !body && !bytes && !inside_.starts_with("pem:")) return std::nullopt;
    const std::string text = GrowPem(inside_.substr(inside_.find(':') + 1), fmt::format("{}", seed));
    if (text.empty()) return std::nullopt;
    if (body || bytes) {
      std::string dense;
      for (const char c : text.substr(text.find('\n'), text.rfind("\n-----END") - text.find('\n'))) {
        if (c != '\n') dense += c;
      }
      return body ? dense : Base64Bytes(dense).value_or(std::string());
    }
    if (!one_line) return text.substr(0, text.size() - 1);
    std::string line;
    for (const char c : text) c == '\n' ? line += "\\n" : line += c;
    return line;
  }

  std::string GrowJwt(std::uint64_t seed) const {
    const std::string signature = GrowShape(ParseShape("{b64u:43}")->shapes()[0], seed);
    return fmt::format("{}.{}.{}", Base64UrlText(R"({"alg":"HS256","typ":"JWT"})"), Base64UrlText(ClaimsOf(inside_.substr(4))), signature);
  }

  Result<std::string> GrowEncoded(std::string_view text, std::uint64_t seed) const {
    auto plain = GrowTemplate(text, seed, rules_);
    if (!plain) return plain;
    return Base64Text(*plain);
  }

  Result<std::string> GrowNamed(std::string_view id, std::uint64_t seed) const {
    std::string key = GrowKey(rules_, id, seed);
    if (key.empty()) return Failure(ErrorKind::kNotFound, fmt::format("no key has the id '{}'", id));
    return key;
  }

  const RuleSet& rules_;
  std::string_view inside_, label_;
};

}  // namespace

std::string GrowShape(const Shape& shape, std::uint64_t seed) {
  Random random(seed);
  std::vector<std::string> parts;
  for (const Piece& piece : shape.pieces) {
    switch (piece.kind) {
      case PieceKind::kLiteral: parts.emplace_back(piece.literal); break;
      case PieceKind::kRun: parts.push_back(GrowRun(piece, random)); break;
      case PieceKind::kCheck: {
        std::string covered;
        for (std::size_t i = piece.over_first; i <= piece.over_last; ++i) covered += parts[i];
        parts.push_back(ComputeCheck(piece.check, covered, piece.min));
        break;
      }
    }
  }
  std::string text;
  for (const std::string& part : parts) text += part;
  return text;
}

std::string GrowKey(const KeyRule& key, std::uint64_t seed) {
  if (key.shapes.empty()) return key.examples.empty() ? std::string() : Joined(key.examples[seed % key.examples.size()]);
  const Shape& shape = key.shapes[seed % key.shapes.size()];
  const std::uint64_t own = seed ^ HashOf(key.id);
  if (key.structure.empty()) return GrowShape(shape, own);
  std::string token;
  for (std::uint64_t attempt = 0; attempt < kAttempts; ++attempt) {
    token = SealStructure(key.structure, GrowShape(shape, own + attempt * 7919));
    if (Fits(shape, token)) break;
  }
  return token;
}

std::string GrowKey(const RuleSet& rules, std::string_view id, std::uint64_t seed) {
  const auto key = std::find_if(rules.keys.begin(), rules.keys.end(), [&](const KeyRule& rule) { return rule.id == id; });
  return key == rules.keys.end() ? std::string() : GrowKey(*key, seed);
}

namespace {

// Where the brace that opens `text` closes; npos when it is none of ours.
std::size_t BraceEnd(std::string_view text) {
  constexpr std::size_t kMaxBrace = 100;
  constexpr std::size_t kMaxLong = 600;
  const bool is_long = text.starts_with("{jwt:") || text.starts_with("{base64:");
  text = text.substr(0, is_long ? kMaxLong : kMaxBrace);
  if (!text.starts_with("{base64:")) return text.find('}');
  std::size_t depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '{') ++depth;
    if (text[i] == '}' && --depth == 0) return i;
  }
  return std::string_view::npos;
}

}  // namespace

Result<std::string> GrowTemplate(std::string_view text, std::uint64_t seed, const RuleSet& rules) {
  std::string grown;
  std::size_t ordinal = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = std::min(text.find('{', at), text.size());
    grown += text.substr(at, open - at);
    at = open;
    if (at == text.size()) break;
    const std::size_t close = BraceEnd(text.substr(at));
    const auto piece = close == std::string_view::npos
                           ? std::nullopt
                           : Brace(text.substr(at + 1, close - 1), rules).Grow(seed, ordinal);
    if (!piece) {
      grown += text[at++];
      continue;
    }
    if (!*piece) {
      Error error = piece->error();
      error.offset = at;
      return tl::unexpected(std::move(error));
    }
    grown += **piece;
    at += close + 1;
    ++ordinal;
  }
  return grown;
}

}  // namespace keylint
