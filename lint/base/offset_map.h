// SPDX-License-Identifier: Apache-2.0
// From positions in decoded text back to the bytes it was decoded from.
//
//   OffsetMap map;                       // "a\u002db" -> "a-b"
//   map.Append(1, {0, 1});               // a
//   map.Append(1, {1, 7});               // -
//   map.Append(1, {7, 8});               // b
//   map.ToOriginal({1, 2});              // {1, 7}
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "lint/base/span.h"

namespace keylint {

/// A monotone map from decoded bytes to spans of original bytes.
///
/// Units:     bytes on both sides. An empty map is the identity shifted by 0.
/// Ownership: owns its pieces; copying is linear in their number.
class OffsetMap {
 public:
  /// `size` decoded bytes came from `original`. Where both have the same
  /// size the bytes correspond one to one; otherwise every decoded byte
  /// stands for the whole of `original`. Adjacent one-to-one pieces merge.
  void Append(std::size_t size, Span original);

  /// `count` times `decoded_unit` bytes, each from `original_unit` bytes, the
  /// first of which begins at `original_begin`: UTF-16 read as UTF-8 is runs
  /// of (1, 2), (2, 2), (3, 2) and (4, 4). Adjacent runs of one kind merge.
  void AppendUnits(std::size_t count, std::size_t decoded_unit, std::size_t original_unit,
                   std::size_t original_begin);

  /// The smallest original span that covers `decoded`.
  /// An empty span maps to the start of the byte it stands before.
  Span ToOriginal(Span decoded) const;

  /// The map from this map's decoded bytes through `outer` to its originals:
  /// this one leads into text that `outer` leads out of.
  OffsetMap Then(const OffsetMap& outer) const;

  bool identity() const { return pieces_.empty(); }
  void Clear() { pieces_.clear(); decoded_size_ = 0; }

 private:
  // Units of `decoded_unit` bytes, each from `original_unit` bytes; 0 and 0
  // where the whole piece is one unit.
  struct Piece {
    std::size_t decoded_begin;
    std::size_t decoded_size;
    Span original;
    std::uint16_t decoded_unit = 0;
    std::uint16_t original_unit = 0;
    bool one_to_one() const { return decoded_unit == 1 && original_unit == 1; }
    // Of the unit that holds decoded byte `at`.
    std::size_t UnitBegin(std::size_t at) const;
    std::size_t UnitEnd(std::size_t at) const;
  };
  void AppendPiece(const Piece& piece);
  const Piece& PieceAt(std::size_t decoded) const;
  std::size_t OriginalBegin(std::size_t decoded) const;
  std::size_t OriginalEnd(std::size_t decoded) const;

  std::vector<Piece> pieces_;
  std::size_t decoded_size_ = 0;
};

}  // namespace keylint
