// SPDX-License-Identifier: Apache-2.0
// A reader of DER (X.690), as far as keys and certificates need it. Reads
// forward only, within bounds: hostile input ends a reader, nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace keylint {

enum DerTag : std::uint8_t {
  kDerInteger = 0x02, kDerBitString = 0x03, kDerOctetString = 0x04, kDerOid = 0x06,
  kDerUtcTime = 0x17, kDerGeneralizedTime = 0x18, kDerSequence = 0x30, kDerSet = 0x31,
  kDerContext0 = 0xa0, kDerContext1 = 0xa1,
};

/// One element: its tag and content.
struct DerElement {
  std::uint8_t tag = 0;
  std::string_view content;
};

/// Elements of `bytes`, one after the other.
class DerReader {
 public:
  explicit DerReader(std::string_view bytes) : rest_(bytes) {}

  /// The next element; nothing at the end or when it does not fit.
  std::optional<DerElement> Next();
  /// The content of the next element if it has this tag; else nothing, and
  /// the element stays.
  std::optional<std::string_view> Take(std::uint8_t tag);
  /// The tag of the next element, or 0.
  std::uint8_t Peek() const { return rest_.empty() ? 0 : static_cast<std::uint8_t>(rest_[0]); }
  bool AtEnd() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// How many bytes the first element of `bytes` says it has, header included;
/// nothing when the header itself is broken.
std::optional<std::size_t> DerSize(std::string_view bytes);

/// "1.2.840.113549.1.1.1"; empty when it is none.
std::string OidText(std::string_view content);

/// Bits of a non-negative INTEGER.
std::size_t DerBits(std::string_view integer);

/// Seconds since 1970 of a UTCTime or GeneralizedTime in UTC.
std::optional<std::int64_t> DerTime(const DerElement& element);

}  // namespace keylint
