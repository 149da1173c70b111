// SPDX-License-Identifier: Apache-2.0
// The shape language of rules/README.md: text -> straight shapes.
//
//   const auto list = ParseShape("(ghp|gho)_{an:30}{crc32-base62:6 over=3}");
//   list->shapes();   // two shapes of three pieces each
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/result.h"
#include "lint/model/shape.h"

namespace keylint {

/// The straight alternatives of one shape, with the storage they view.
///
/// Ownership: owns pieces and literals; shapes() borrows from the list and
///            stays valid when the list is moved.
class ShapeList {
 public:
  ShapeList() = default;
  ShapeList(ShapeList&&) = default;
  ShapeList& operator=(ShapeList&&) = default;

  /// In the order written; an optional part is first there, then absent.
  std::span<const Shape> shapes() const { return shapes_; }

 private:
  friend class ShapeExpander;
  std::deque<std::string> literals_;
  std::deque<std::vector<Piece>> pieces_;
  std::vector<Shape> shapes_;
};

inline constexpr std::size_t kMaxAlternatives = 128;
inline constexpr std::size_t kMaxShapeText = 4096;
inline constexpr std::uint32_t kMaxRun = 65535;

/// The shapes `text` stands for. Adjacent literal text becomes one piece,
/// except where a check covers only part of it.
///
/// Time:   linear in `text` times its alternatives (at most 64).
/// Errors: kMalformed at the byte of `text` that cannot stand there;
///         kTooLarge above kMaxAlternatives or kMaxShapeText.
Result<ShapeList> ParseShape(std::string_view text);

/// `text` with the characters that mean something in a shape escaped.
std::string EscapeShapeText(std::string_view text);

/// The name rules use ("crc32-base62"); empty for kNone.
std::string_view CheckName(CheckKind kind);

}  // namespace keylint
