// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/date.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {

std::string EpochText(std::int64_t seconds) {
  using namespace std::chrono;
  constexpr std::int64_t kFirst = -62167219200, kLast = 253402300799;
  const sys_seconds time{std::chrono::seconds(std::clamp(seconds, kFirst, kLast))};
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(time - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                     clock.minutes().count(), clock.seconds().count());
}

std::optional<std::int64_t> CompactEpoch(std::string_view text) {
  std::string digits;
  for (const char c : text) {
    if (IsDigit(c)) digits += c;
    else if (c != 'T' && c != 'Z') return std::nullopt;
  }
  if (digits.size() != 14) return std::nullopt;
  const auto number = [&](std::size_t at, std::size_t size) { return std::stoi(digits.substr(at, size)); };
  using namespace std::chrono;
  const year_month_day date(year(number(0, 4)), month(static_cast<unsigned>(number(4, 2))),
                            day(static_cast<unsigned>(number(6, 2))));
  if (!date.ok()) return std::nullopt;
  const auto clock = hours(number(8, 2)) + minutes(number(10, 2)) + seconds(number(12, 2));
  return (sys_days(date) + clock).time_since_epoch() / seconds(1);
}

}  // namespace keylint
