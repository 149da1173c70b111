// SPDX-License-Identifier: Apache-2.0
// What a person must know about the run itself: skipped, unreadable, odd.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

namespace keylint {

enum class NoticeKind : std::uint8_t {
  kSkippedBinary,    ///< Not text; counted, not listed.
  kSkippedTooLarge,  ///< Over a stated limit.
  kSkippedSpecial,   ///< FIFO, socket, device, link out of the tree.
  kUnreadable,       ///< Permission, vanished, corrupt: makes the run incomplete.
  kDegraded,         ///< Read, but in a simpler way than its format allows.
  kConfiguration,    ///< Something in a configuration a person should mend.
  kIncomplete,       ///< Interrupted, or a limit ended the work early.
};

struct Notice {
  NoticeKind kind = NoticeKind::kUnreadable;
  std::string path;     ///< May hold any bytes; printed escaped.
  std::string message;  ///< One sentence, no secret in it.
};

/// May be called from several threads at once.
using NoticeSink = std::function<void(Notice)>;

/// Whether a notice of this kind means that input was asked for and not read.
constexpr bool MakesIncomplete(NoticeKind kind) {
  return kind == NoticeKind::kUnreadable || kind == NoticeKind::kIncomplete;
}

}  // namespace keylint
