// SPDX-License-Identifier: Apache-2.0
// Messages of the language server protocol on a byte stream:
//
//   Content-Length: 17\r\n\r\n{"jsonrpc":"2.0"}
#pragma once

#include <cstddef>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace keylint {

/// Reads one message after the other. Lines that are no header are skipped,
/// so that garbage costs itself and nothing behind it.
class MessageReader {
 public:
  /// Larger messages are skipped. Units: bytes.
  static constexpr std::size_t kMaxMessage = 64U << 20;

  explicit MessageReader(std::istream& in) : in_(in) {}

  enum class Outcome { kMessage, kTooLarge, kEnd };
  /// kMessage: `content` is the body, not yet parsed.
  Outcome Next(std::string& content);

 private:
  bool ReadLine(std::string& line);

  std::istream& in_;
};

void WriteMessage(std::ostream& out, std::string_view content);

}  // namespace keylint
