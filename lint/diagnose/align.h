// SPDX-License-Identifier: Apache-2.0
// A whole token laid beside a shape: does it fit, and if not, where not?
//
//   shape sk_live_{an:24}, token "sk_live_" + 19 characters
//   -> length, 5 missing, no place to point at
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/shape.h"

namespace keylint {

/// The bytes of `token` that each piece of `shape` takes, if the whole of
/// `token` is one match of it; checks count as runs of their alphabet.
/// Where several ways fit, earlier pieces take more.
///
/// Time: linear in the token times the shape's pieces.
std::optional<std::vector<Span>> FitPieces(const Shape& shape, std::string_view token);

/// Whether the whole of `token` is one match of `shape`. Does not allocate
/// for shapes of fixed lengths.
bool Fits(const Shape& shape, std::string_view token);

/// The literal text `shape` begins with; may be empty.
std::string_view LeadingLiteral(const Shape& shape);

/// How a token's beginning differs from a shape's leading literal.
enum class PrefixFault : std::uint8_t {
  kNone,
  kSeparator,  ///< "sk_proj-" for "sk-proj-".
  kCase,       ///< "GHP_" for "ghp_".
  kLookAlike,  ///< "Alza" for "AIza".
  kTypo,       ///< One character dropped, added, changed or swapped.
  kAbsent,     ///< It begins in another way altogether.
};

struct PrefixMatch {
  PrefixFault fault = PrefixFault::kAbsent;
  std::size_t length = 0;  ///< Bytes of the token that stand for the literal.
};

/// The best reading of `token`'s beginning as `literal`. An empty literal
/// fits everything.
PrefixMatch MatchPrefix(std::string_view literal, std::string_view token);

/// What keeps a token from fitting, the surest first.
enum class Misfit : std::uint8_t {
  kNone,       ///< It fits.
  kForeign,    ///< Characters outside the alphabet; length is right or not.
  kMarker,     ///< A literal inside is damaged; the length is right.
  kCut,        ///< The end is missing: what is there fits as far as it goes.
  kMissing,    ///< Characters are missing somewhere.
  kExtra,      ///< There are too many characters.
};

struct Alignment {
  const Shape* shape = nullptr;
  Misfit misfit = Misfit::kNone;
  /// Positions of characters that do not belong, in bytes of the token.
  std::vector<std::size_t> foreign;
  /// Characters missing (kCut, kMissing) or too many (kExtra).
  std::size_t difference = 0;
  /// Nearest length of the whole token that the shape allows.
  std::size_t expected = 0;
  /// Whether the difference lies before the literal `beside`.
  bool before_marker = false;
  std::string_view beside;
  /// Smaller explains better; 0 fits.
  double cost = 0;
};

/// `token`, which begins with the shape's leading literal, laid beside
/// `shape`.
///
/// Time: linear in the token times the shape's pieces.
Alignment Align(const Shape& shape, std::string_view token);

}  // namespace keylint
