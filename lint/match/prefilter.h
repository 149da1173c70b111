// SPDX-License-Identifier: Apache-2.0
// Where any of some thousand literals stands in a text, at memory speed.
//
//   const Prefilter prefilter({{Needle{"ghp_"}, Needle{"password", true}}});
//   std::vector<Hit> hits;
//   prefilter.Scan(text, hits);   // {needle 1, offset 40}, {needle 0, ...
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lint/base/byte_set.h"
#include "lint/match/coarse_filter.h"
#include "lint/match/prefilter_tables.h"

namespace keylint {

/// One literal to look for.
struct Needle {
  static constexpr std::size_t kMinSize = 2;

  std::string_view text;      ///< At least kMinSize bytes.
  bool fold_case = false;     ///< Letters match in either case.
  /// What must stand behind a text of fewer than 4 bytes, up to the fourth;
  /// null: anything. A narrow class makes a short needle cheap.
  const ByteSet* follow = nullptr;
  /// Where it counts: elsewhere it is not found. A narrow place makes a
  /// needle cheap whose bytes stand in many words.
  NeedlePlace place = NeedlePlace::kAnywhere;
};

/// `needle` (an index) stands at byte `offset` of the text.
struct Hit {
  std::size_t offset;
  std::uint32_t needle;

  friend bool operator==(const Hit&, const Hit&) = default;
};

/// Finds all occurrences of all needles, overlapping ones too. Immutable
/// once built; any number of threads may scan with one.
///
/// A library's literal matcher could stand behind the same two calls.
class Prefilter {
 public:
  explicit Prefilter(std::span<const Needle> needles);
  /// Of what another one's tables() were; borrows them.
  explicit Prefilter(const PrefilterTables& tables);
  ~Prefilter();
  Prefilter(Prefilter&&) noexcept;
  Prefilter& operator=(Prefilter&&) noexcept;

  /// Replaces `hits` by the occurrences in `text`, by offset, then by needle.
  void Scan(std::string_view text, std::vector<Hit>& hits) const;

  /// The same for needles of any place, wherever they stand.
  void ScanAnywhere(std::string_view text, std::vector<Hit>& hits) const;

  /// How the positions are found that may have a needle: what instructions
  /// the processor must have for it. The result is the same.
  enum class Way : std::uint8_t { kPortable, kAvx2, kAvx512 };
  /// Those that this processor can go, the fastest last: what Scan() does.
  static std::vector<Way> Ways();
  void ScanBy(Way way, std::string_view text, std::vector<Hit>& hits) const;

  /// Expected filter hits per megabyte of ordinary text caused by the gram
  /// chosen for `needle`: what it costs everyone.
  double CostOf(std::uint32_t needle) const { return tables_.costs[needle]; }

  const PrefilterTables& tables() const { return tables_; }

 private:
  class Builder;
  /// Which positions of a block have a gram that is looked for (prefilter.cc).
  using Collector = std::size_t (*)(const PrefilterTables&, const char*, std::size_t, std::uint32_t*);
  static Collector CollectorOf(Way way);
  template <bool kInPlace>
  void ScanWith(Collector collect, std::string_view text, std::vector<Hit>& hits) const;

  std::unique_ptr<const Builder> built_;   ///< Null: the tables are borrowed.
  PrefilterTables tables_;
};

}  // namespace keylint
