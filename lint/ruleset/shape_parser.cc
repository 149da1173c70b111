// SPDX-License-Identifier: Apache-2.0
// Two steps. The parser reads the text into a small tree; the expander walks
// the tree and writes out every straight alternative. Both recurse at most
// kMaxDepth deep, and the number of alternatives is known before the first is
// written, so hostile text costs no more than its length.
#include "lint/ruleset/shape_parser.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr int kMaxDepth = 8;
constexpr std::string_view kSpecial = "{}()|?\\";

struct CheckInfo {
  std::string_view name;
  CheckKind kind;
  Alphabet alphabet;
  std::uint32_t most;  // characters the check can fill
};

constexpr std::array<CheckInfo, 8> kChecks = {{
    {"crc32-base62", CheckKind::kCrc32Base62, Alphabet::kAlnum, 16},
    {"crc32-hex", CheckKind::kCrc32Hex, Alphabet::kHexLower, 8},
    {"crc32-HEX", CheckKind::kCrc32HexUpper, Alphabet::kHexUpper, 8},
    {"crc32le-hex", CheckKind::kCrc32LeHex, Alphabet::kHexLower, 8},
    {"crc32le-b64", CheckKind::kCrc32LeBase64, Alphabet::kBase64, 6},
    {"crc32-base36", CheckKind::kCrc32Base36, Alphabet::kAlnumLower, 16},
    {"xor62", CheckKind::kXor62, Alphabet::kAlnum, 1},
    {"sha256-b64u", CheckKind::kSha256Base64Url, Alphabet::kBase64Url, 43},
}};

struct Node;
using Sequence = std::vector<Node>;

struct Node {
  enum Kind { kLiteral, kRun, kCheck, kGroup } kind = kLiteral;
  std::string literal = {};
  Piece piece = {};                          // kRun, kCheck
  std::uint32_t over_first = 0, over_last = 0;  // as written, from 1
  std::size_t offset = 0;
  std::vector<Sequence> alternatives = {};   // kGroup
};

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<Sequence> Parse() {
    auto sequence = ParseSequence(0);
    if (!sequence) return sequence;
    if (at_ < text_.size()) {
      return Fail(at_, text_[at_] == ')' ? "')' without '('" : "'|' outside of parentheses");
    }
    return sequence;
  }

 private:
  tl::unexpected<Error> Fail(std::size_t offset, std::string message) const {
    return FailureAt(offset, fmt::format("shape, byte {}: {}", offset, message));
  }

  // Pieces up to ')', '|' or the end.
  Result<Sequence> ParseSequence(int depth) {
    Sequence sequence;
    while (at_ < text_.size() && text_[at_] != ')' && text_[at_] != '|') {
      auto node = ParseNode(depth);
      if (!node) return tl::unexpected(std::move(node).error());
      sequence.push_back(*std::move(node));
    }
    return sequence;
  }

  Result<Node> ParseNode(int depth) {
    switch (text_[at_]) {
      case '{': return ParseBraces();
      case '(': return ParseGroup(depth + 1);
      case '}': return Fail(at_, "'}' without '{'; a literal one is written \\}");
      case '?': return Fail(at_, "'?' follows ')' only; a literal one is written \\?");
      default: return ParseLiteral();
    }
  }

  Result<Node> ParseLiteral() {
    Node node;
    node.offset = at_;
    while (at_ < text_.size()) {
      char c = text_[at_];
      if (c == '\\') {
        if (at_ + 1 == text_.size() || IsAlnum(text_[at_ + 1])) {
          return Fail(at_, "a backslash stands before punctuation only");
        }
        c = text_[++at_];
      } else if (kSpecial.find(c) != std::string_view::npos) {
        break;
      }
      if (c < 0x20 || c > 0x7e) return Fail(at_, "a shape is printable ASCII");
      node.literal += c;
      ++at_;
    }
    return node;
  }

  Result<Node> ParseGroup(int depth) {
    const std::size_t begin = at_++;
    if (depth > kMaxDepth) return Fail(begin, fmt::format("parentheses deeper than {}", kMaxDepth));
    Node node;
    node.kind = Node::kGroup;
    node.offset = begin;
    while (true) {
      auto sequence = ParseSequence(depth);
      if (!sequence) return tl::unexpected(std::move(sequence).error());
      node.alternatives.push_back(*std::move(sequence));
      if (at_ == text_.size()) return Fail(begin, "'(' without ')'");
      if (text_[at_++] == ')') break;
    }
    if (at_ < text_.size() && text_[at_] == '?') {
      ++at_;
      node.alternatives.emplace_back();
    }
    return node;
  }

  Result<Node> ParseBraces() {
    const std::size_t begin = at_;
    const std::size_t end = text_.find('}', at_);
    if (end == std::string_view::npos) return Fail(begin, "'{' without '}'");
    const std::string_view inside = text_.substr(begin + 1, end - begin - 1);
    at_ = end + 1;

    Node node;
    node.offset = begin;
    node.kind = Node::kRun;
    if (inside == "uuid" || inside == "UUID") {
      node.piece = {.kind = PieceKind::kRun,
                    .alphabet = inside == "uuid" ? Alphabet::kUuidLower : Alphabet::kUuidUpper,
                    .min = 36, .max = 36};
      return node;
    }
    const std::size_t colon = inside.find(':');
    if (colon == std::string_view::npos) {
      return Fail(begin, fmt::format("'{{{}}}' lacks a length: {{an:32}}, {{an:20-40}}", inside));
    }
    const std::string_view name = inside.substr(0, colon);
    const std::string_view rest = inside.substr(colon + 1);
    if (const CheckInfo* check = FindCheck(name)) return ParseCheck(*check, rest, std::move(node));
    return ParseRun(name, rest, std::move(node));
  }

  static const CheckInfo* FindCheck(std::string_view name) {
    const auto found = std::find_if(kChecks.begin(), kChecks.end(),
                                    [&](const CheckInfo& check) { return check.name == name; });
    return found == kChecks.end() ? nullptr : &*found;
  }

  Result<Node> ParseRun(std::string_view name, std::string_view range, Node node) const {
    const auto alphabet = FindAlphabet(name);
    if (!alphabet) {
      return Fail(node.offset, fmt::format("'{}' is no alphabet and no check", name));
    }
    const auto lengths = ParseRange(range);
    if (lengths.last == 0) return Fail(node.offset, fmt::format("'{}' is no length such as 32 or 20-40", range));
    if (lengths.last > kMaxRun) return Fail(node.offset, fmt::format("longer than {}", kMaxRun));
    node.piece = {.kind = PieceKind::kRun, .alphabet = *alphabet,
                  .min = lengths.first, .max = lengths.last};
    return node;
  }

  Result<Node> ParseCheck(const CheckInfo& check, std::string_view rest, Node node) const {
    const std::size_t over = rest.find(" over=");
    const Range length = ParseRange(rest.substr(0, over));
    const Range covered = over == std::string_view::npos ? Range() : ParseRange(rest.substr(over + 6));
    if (length.first == 0 || length.first != length.last || covered.first == 0) {
      return Fail(node.offset, fmt::format("a check is written {{{}:6 over=2}} or over=1-3", check.name));
    }
    if (length.first > check.most) {
      return Fail(node.offset, fmt::format("{} fills 1 to {} characters", check.name, check.most));
    }
    node.kind = Node::kCheck;
    node.piece = {.kind = PieceKind::kCheck, .alphabet = check.alphabet,
                  .min = length.first, .max = length.first, .check = check.kind};
    node.over_first = covered.first;
    node.over_last = covered.last;
    return node;
  }

  static std::optional<Alphabet> FindAlphabet(std::string_view name) {
    for (int i = 0; i < static_cast<int>(Alphabet::kUuidLower); ++i) {
      if (AlphabetName(static_cast<Alphabet>(i)) == name) return static_cast<Alphabet>(i);
    }
    return std::nullopt;
  }

  // "32" -> 32, 32; "20-40" -> 20, 40; 0, 0 for what is no range.
  struct Range {
    std::uint32_t first = 0, last = 0;
  };
  static Range ParseRange(std::string_view text) {
    const std::size_t dash = text.find('-');
    const auto first = ParseNumber(text.substr(0, dash));
    const auto last = dash == std::string_view::npos ? first : ParseNumber(text.substr(dash + 1));
    if (!first || !last || *last < *first) return {};
    return {*first, *last};
  }

  static std::optional<std::uint32_t> ParseNumber(std::string_view text) {
    if (text.empty() || text.size() > 6) return std::nullopt;
    std::uint32_t number = 0;
    for (const char c : text) {
      if (c < '0' || c > '9') return std::nullopt;
      number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

// How many straight alternatives; more than kMaxAlternatives is not counted on.
std::size_t Count(const Sequence& sequence) {
  std::size_t product = 1;
  for (const Node& node : sequence) {
    if (node.kind != Node::kGroup) continue;
    std::size_t sum = 0;
    for (const Sequence& alternative : node.alternatives) sum += Count(alternative);
    product = std::min(product * sum, kMaxAlternatives + 1);
  }
  return product;
}

// A piece of a straight alternative that remembers the written piece it came
// from: groups count as one.
struct FlatPiece {
  const Node* node;
  std::uint32_t written;
};
using Flat = std::vector<FlatPiece>;

void Append(const Sequence& sequence, std::uint32_t written, std::vector<Flat>& flats);

void AppendNode(const Node& node, std::uint32_t written, std::vector<Flat>& flats) {
  if (node.kind != Node::kGroup) {
    for (Flat& flat : flats) flat.push_back({&node, written});
    return;
  }
  std::vector<Flat> all;
  for (const Sequence& alternative : node.alternatives) {
    std::vector<Flat> copy = flats;
    Append(alternative, written, copy);
    std::move(copy.begin(), copy.end(), std::back_inserter(all));
  }
  flats = std::move(all);
}

void Append(const Sequence& sequence, std::uint32_t written, std::vector<Flat>& flats) {
  for (const Node& node : sequence) AppendNode(node, written, flats);
}

}  // namespace

class ShapeExpander {
 public:
  Result<ShapeList> Expand(const Sequence& sequence) {
    std::vector<Flat> flats(1);
    for (std::uint32_t i = 0; i < sequence.size(); ++i) AppendNode(sequence[i], i + 1, flats);
    for (const Flat& flat : flats) {
      if (auto failure = Write(flat)) return tl::unexpected(*std::move(failure));
    }
    return std::move(list_);
  }

 private:
  std::optional<Error> Write(const Flat& flat) {
    const auto cuts = Cuts(flat);
    std::vector<Piece> pieces;
    std::vector<std::uint8_t> place(flat.size());  // flat index -> piece index
    for (std::size_t i = 0; i < flat.size(); ++i) {
      const Node& node = *flat[i].node;
      if (node.kind != Node::kLiteral) {
        pieces.push_back(node.piece);
      } else if (i > 0 && !cuts[i] && flat[i - 1].node->kind == Node::kLiteral) {
        list_.literals_.back() += node.literal;
        pieces.back().literal = list_.literals_.back();
      } else {
        list_.literals_.push_back(node.literal);
        pieces.push_back({.kind = PieceKind::kLiteral, .literal = list_.literals_.back()});
      }
      if (pieces.size() > 255) return FailAt(node, "more than 255 pieces");
      place[i] = static_cast<std::uint8_t>(pieces.size() - 1);
    }
    for (std::size_t i = 0; i < flat.size(); ++i) {
      const Node& node = *flat[i].node;
      if (node.kind != Node::kCheck) continue;
      const auto [first, last] = Covered(flat, i);
      if (first > last) return FailAt(node, "over= covers nothing before the check");
      pieces[place[i]].over_first = place[first];
      pieces[place[i]].over_last = place[last];
    }
    Keep(std::move(pieces));
    return std::nullopt;
  }

  void Keep(std::vector<Piece> pieces) {
    Shape shape;
    for (Piece& piece : pieces) {
      if (piece.kind == PieceKind::kLiteral) {
        piece.min = piece.max = static_cast<std::uint32_t>(piece.literal.size());
      }
      shape.min_length += piece.min;
      shape.max_length += piece.max;
    }
    list_.pieces_.push_back(std::move(pieces));
    shape.pieces = list_.pieces_.back();
    list_.shapes_.push_back(shape);
  }

  static std::optional<Error> FailAt(const Node& node, std::string_view message) {
    return Error{ErrorKind::kMalformed, fmt::format("shape, byte {}: {}", node.offset, message), {},
                 node.offset};
  }

  // The flat pieces the check at `check` covers; first > last when none.
  static std::pair<std::size_t, std::size_t> Covered(const Flat& flat, std::size_t check) {
    const Node& node = *flat[check].node;
    std::size_t first = flat.size(), last = 0;
    for (std::size_t i = 0; i < check; ++i) {
      if (flat[i].written < node.over_first || flat[i].written > node.over_last) continue;
      first = std::min(first, i);
      last = i;
    }
    return {first, last};
  }

  // Where literals must not be joined with the one before them.
  static std::vector<bool> Cuts(const Flat& flat) {
    std::vector<bool> cuts(flat.size() + 1);
    for (std::size_t i = 0; i < flat.size(); ++i) {
      if (flat[i].node->kind != Node::kCheck) continue;
      const auto [first, last] = Covered(flat, i);
      if (first > last) continue;
      cuts[first] = true;
      cuts[last + 1] = true;
    }
    return cuts;
  }

  ShapeList list_;
};

Result<ShapeList> ParseShape(std::string_view text) {
  if (text.size() > kMaxShapeText) {
    return Failure(ErrorKind::kTooLarge, fmt::format("shape of more than {} bytes", kMaxShapeText));
  }
  auto sequence = Parser(text).Parse();
  if (!sequence) return tl::unexpected(std::move(sequence).error());
  if (Count(*sequence) > kMaxAlternatives) {
    return Failure(ErrorKind::kTooLarge,
                   fmt::format("shape has more than {} alternatives: use two keys", kMaxAlternatives));
  }
  auto list = ShapeExpander().Expand(*sequence);
  if (!list) return list;
  for (const Shape& shape : list->shapes()) {
    if (shape.max_length == 0) return FailureAt(0, "shape matches the empty text");
  }
  return list;
}

std::string EscapeShapeText(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (kSpecial.find(c) != std::string_view::npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string_view CheckName(CheckKind kind) {
  for (const CheckInfo& check : kChecks) {
    if (check.kind == kind) return check.name;
  }
  return {};
}

}  // namespace keylint
