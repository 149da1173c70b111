// SPDX-License-Identifier: Apache-2.0
// Turns a stream of bytes into documents: tells text from binary, decodes
// wide encodings, and cuts what is too large for memory into parts.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/model/document.h"
#include "lint/source/byte_stream.h"
#include "lint/source/encoding.h"
#include "lint/source/source.h"

namespace keylint {

/// One per worker; its buffers are used for text after text.
class Lender {
 public:
  /// Texts up to this many bytes are lent whole; wide encodings, whose offset
  /// maps can be larger than the text, up to kWholeWide.
  static constexpr std::size_t kWhole = std::size_t{16} << 20;
  static constexpr std::size_t kWholeWide = std::size_t{2} << 20;
  /// Parts overlap by about this much, so that each finding has half of it
  /// as context on either side.
  static constexpr std::size_t kOverlap = std::size_t{64} << 10;

  enum class Outcome {
    kLent,
    kBinary,
    kPacked,     ///< An archive; Head() holds what was read of it.
    kTooLarge,   ///< Over `max_bytes`; what was read of it was lent or not.
    kFailed,     ///< Reading failed; errno says why.
    kCancelled,
  };

  struct Options {
    std::uint64_t max_bytes = UINT64_MAX;
    bool packed = false;  ///< Return kPacked for archives instead of kBinary.
    /// Lend the printable runs of binary files, one a line, as "strings".
    bool strings = false;
  };

  Lender(unsigned worker, const Visitor& visit, const std::atomic<bool>& cancelled)
      : worker_(worker), visit_(visit), cancelled_(cancelled) {}

  /// Path, ignore state, counted lines and so on: set before Lend. What Lend
  /// sets itself (buffer, maps, bases) needs no care.
  Document& document() { return document_; }
  /// Empties everything in document() that a former text may have left.
  void Reset();

  Outcome Lend(ByteStream& stream, const Options& options);
  Outcome Lend(ByteStream& stream) { return Lend(stream, Options()); }
  /// As Lend for bytes in memory.
  Outcome LendBytes(std::string_view bytes) {
    MemoryStream stream(bytes);
    return Lend(stream);
  }

  /// Bytes taken from the stream by the last Lend.
  std::uint64_t bytes() const { return bytes_; }
  std::string_view Head() const { return raw_.view(); }

 private:
  bool Fill(ByteStream& stream, std::size_t limit);
  Outcome LendParts(ByteStream& stream, const Options& options);
  Outcome LendStrings(ByteStream& stream, const Options& options);
  void AppendStrings(std::string_view bytes);
  void VisitPart(std::size_t own_begin, std::size_t own_end, bool whole);
  std::size_t CutBefore(std::size_t at, std::size_t reach) const;
  void Advance(std::size_t by);

  unsigned worker_;
  const Visitor& visit_;
  const std::atomic<bool>& cancelled_;
  Document document_;
  Buffer raw_;
  TextForm kind_;
  std::uint64_t bytes_ = 0;
  bool ended_ = false;
};

/// Whether a file that begins with `head` is an archive or compressed.
bool LooksPacked(std::string_view head);

/// The runs of at least 8 printable ASCII bytes, or as many UTF-16 units, in
/// [0, end) of `bytes`, each with the bytes it stands at.
struct PrintableRun {
  Span span;
  std::size_t unit_bytes = 1;  ///< 2: every second byte is a NUL.
};
std::vector<PrintableRun> PrintableRuns(std::string_view bytes);

}  // namespace keylint
