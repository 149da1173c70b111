// SPDX-License-Identifier: Apache-2.0
#include "tests/match/oracle.h"

#include <re2/re2.h>

#include <algorithm>
#include <map>
#include <memory>

namespace keylint {
namespace {

std::string ClassOf(Alphabet alphabet) {
  std::string text = "[";
  for (const char c : AlphabetCharacters(alphabet)) {
    if (!isalnum(static_cast<unsigned char>(c))) text += '\\';
    text += c;
  }
  return text + "]";
}

std::string PatternOf(const Shape& shape) {
  std::string pattern;
  for (const Piece& piece : shape.pieces) {
    if (piece.kind == PieceKind::kLiteral) {
      pattern += re2::RE2::QuoteMeta(re2::StringPiece(piece.literal.data(), piece.literal.size()));
    } else if (piece.alphabet == Alphabet::kUuidLower || piece.alphabet == Alphabet::kUuidUpper) {
      const std::string hex = piece.alphabet == Alphabet::kUuidLower ? "[0-9a-f]" : "[0-9A-F]";
      pattern += hex + "{8}-" + hex + "{4}-" + hex + "{4}-" + hex + "{4}-" + hex + "{12}";
    } else {
      // RE2 repeats at most 1000 times.
      std::uint32_t min = piece.min;
      std::uint32_t max = piece.max;
      while (max > 1000) {
        const std::uint32_t part = std::min(min, 1000u);
        pattern += ClassOf(piece.alphabet) + "{" + std::to_string(part) + ",1000}";
        min -= part;
        max -= 1000;
      }
      pattern += ClassOf(piece.alphabet) + "{" + std::to_string(min) + "," + std::to_string(max) + "}";
    }
  }
  return pattern;
}

bool Word(char c) { return isalnum(static_cast<unsigned char>(c)) || c == '_'; }

// An escape in a string, a URL or terminal output that ends where a key may
// begin.
bool EscapeBefore(std::string_view text, std::size_t at) {
  static const re2::RE2 escape("(\\\\[nrtbfav0]|%[0-9a-fA-F]{2}|\\\\x[0-9a-fA-F]{2}|"
                               "\\\\u[0-9a-fA-F]{4}|\\x1b\\[[0-9;]*m)$",
                               re2::RE2::Latin1);
  const std::size_t from = at > 12 ? at - 12 : 0;
  return re2::RE2::PartialMatch(re2::StringPiece(text.data() + from, at - from), escape);
}

bool MayBegin(const Shape& shape, std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const Piece& first = shape.pieces.front();
  const bool literal = first.kind == PieceKind::kLiteral;
  if (literal && !Word(text[at])) return true;
  const char left = text[at - 1];
  if (Word(left)) return EscapeBefore(text, at);
  if (!literal) return !InAlphabet(first.alphabet, static_cast<unsigned char>(left));
  const bool glued = left == '-' && at >= 2 && Word(text[at - 2]);
  static const re2::RE2 kebab("^[^-_]{0,3}-");
  return !(glued && re2::RE2::PartialMatch(
                        re2::StringPiece(first.literal.data(), first.literal.size()), kebab));
}

bool MayEnd(const Shape& shape, std::string_view text, std::size_t end) {
  if (end == text.size()) return true;
  const Piece& last = shape.pieces.back();
  const char next = text[end];
  if (last.kind == PieceKind::kLiteral) return !(Word(text[end - 1]) && Word(next));
  return !Word(next) && !InAlphabet(last.alphabet, static_cast<unsigned char>(next));
}

void SearchShape(const KeyRule& key, const Shape& shape, std::string_view text,
                 std::vector<OracleMatch>& found) {
  re2::RE2::Options options(re2::RE2::Latin1);
  options.set_max_mem(64 << 20);
  const re2::RE2 pattern(PatternOf(shape), options);
  const re2::StringPiece piece(text.data(), text.size());
  for (std::size_t at = 0; at + shape.min_length <= text.size(); ++at) {
    if (!pattern.Match(piece, at, text.size(), re2::RE2::ANCHOR_START, nullptr, 0)) continue;
    if (!MayBegin(shape, text, at)) continue;
    const std::size_t longest = std::min<std::size_t>(text.size() - at, shape.max_length);
    for (std::size_t size = longest; size >= shape.min_length; --size) {
      if (!MayEnd(shape, text, at + size)) continue;
      if (!pattern.Match(piece, at, at + size, re2::RE2::ANCHOR_BOTH, nullptr, 0)) continue;
      found.emplace_back(at, at + size, std::string(key.id));
      break;
    }
  }
}

}  // namespace

std::vector<OracleMatch> SlowMatches(const RuleSet& rules, std::string_view text) {
  std::vector<OracleMatch> all;
  for (const KeyRule& key : rules.keys) {
    if (!key.bare) continue;
    std::vector<OracleMatch> found;
    for (const Shape& shape : key.shapes) SearchShape(key, shape, text, found);
    std::sort(found.begin(), found.end(), [](const OracleMatch& a, const OracleMatch& b) {
      return std::get<0>(a) != std::get<0>(b) ? std::get<0>(a) < std::get<0>(b)
                                              : std::get<1>(a) > std::get<1>(b);
    });
    std::size_t end = 0;
    for (const OracleMatch& match : found) {
      if (std::get<0>(match) < end) continue;
      end = std::get<1>(match);
      all.push_back(match);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace keylint
