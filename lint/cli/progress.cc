// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/progress.h"

#include <chrono>

#include <fmt/format.h>

#include "lint/report/text.h"

namespace keylint {

using namespace std::chrono_literals;

Progress::Progress(const Source& source, std::ostream& err, bool shown) : source_(source), err_(err) {
  if (shown) thread_ = std::thread([this] { Show(); });
}

Progress::~Progress() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void Progress::Show() {
  constexpr std::string_view kWheel = "|/-\\";
  std::unique_lock lock(mutex_);
  bool written = false;
  const auto begun = std::chrono::steady_clock::now();
  for (std::size_t turn = 0; !stop_.wait_for(lock, turn == 0 ? 500ms : 120ms, [this] { return stopping_; }); ++turn) {
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    const Coverage& so_far = source_.coverage();
    err_ << fmt::format("\r\x1b[2K{} {} files, {}, {}/s", kWheel[turn % 4], so_far.files.load(),
                        HumanBytes(so_far.bytes.load()),
                        HumanBytes(static_cast<std::uint64_t>(static_cast<double>(so_far.bytes.load()) / seconds)))
         << std::flush;
    written = true;
  }
  if (written) err_ << "\r\x1b[2K" << std::flush;
}

}  // namespace keylint
