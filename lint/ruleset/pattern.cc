// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/pattern.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace keylint {
namespace {

constexpr std::uint32_t kMaxRepeat = 1000;

// In the order of Alphabet.
constexpr std::array<std::string_view, 18> kClasses = {
    "[0-9]", "[0-9a-f]", "[0-9A-F]", "[0-9A-Fa-f]", "[0-9A-Za-z]", "[0-9a-z]", "[0-9A-Z]", "[A-Za-z]", "[a-z]",
    "[A-Z]", "[A-Z2-7]", "[a-z2-7]", "[1-9A-HJ-NP-Za-km-z]", "[0-9A-Za-z+/]", "[0-9A-Za-z_-]", "[0-9A-Za-z_.~-]",
    "[0-9A-Za-z_.~%+=/-]", "[0-5w-z]"};
static_assert(kClasses.size() == static_cast<std::size_t>(Alphabet::kUuidLower));   // UUIDs have patterns of their own.

std::string Repeat(std::string_view atom, std::uint32_t min, std::uint32_t max) {
  if (min == max && min <= kMaxRepeat) return min == 1 ? std::string(atom) : fmt::format("{}{{{}}}", atom, min);
  std::string text;
  for (; min > kMaxRepeat; min -= kMaxRepeat, max -= kMaxRepeat) text += fmt::format("{}{{{}}}", atom, kMaxRepeat);
  return text + (max > kMaxRepeat ? fmt::format("{}{{{},}}", atom, min) : fmt::format("{}{{{},{}}}", atom, min, max));
}

std::string UuidPattern(std::string_view digit) {
  return fmt::format("{0}{{8}}-{0}{{4}}-{0}{{4}}-{0}{{4}}-{0}{{12}}", digit);
}

std::string PiecePattern(const Piece& piece) {
  if (piece.kind == PieceKind::kLiteral) {
    std::string text;
    for (const char c : piece.literal) {
      if (std::string_view("\\^$.|?*+()[]{}").find(c) != std::string_view::npos) text += '\\';
      text += c;
    }
    return text;
  }
  if (piece.alphabet == Alphabet::kUuidLower) return UuidPattern("[0-9a-f]");
  if (piece.alphabet == Alphabet::kUuidUpper) return UuidPattern("[0-9A-F]");
  return Repeat(kClasses[static_cast<std::size_t>(piece.alphabet)], piece.min, piece.max);
}

}  // namespace

std::string ShapePattern(const Shape& shape) {
  std::string text;
  for (const Piece& piece : shape.pieces) text += PiecePattern(piece);
  return text;
}

std::string KeyPattern(const KeyRule& key) {
  if (!key.pattern.empty()) return std::string(key.pattern);
  std::string text;
  for (const Shape& shape : key.shapes) text += (text.empty() ? "" : "|") + ShapePattern(shape);
  return key.shapes.size() == 1 ? text : "(?:" + text + ")";
}

}  // namespace keylint
