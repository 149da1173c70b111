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

#include "lint/match/byte_set.h"
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

  /// The same without instructions that only some processors have; what
  /// Scan() does on the others.
  void ScanPortably(std::string_view text, std::vector<Hit>& hits) const;

  /// Expected filter hits per megabyte of ordinary text caused by the gram
  /// chosen for `needle`: what it costs everyone.
  double CostOf(std::uint32_t needle) const { return tables_.costs[needle]; }

  const PrefilterTables& tables() const { return tables_; }

 private:
  class Builder;
  /// Which positions of a block have a gram that is looked for (prefilter.cc).
  using Collector = std::size_t (*)(const PrefilterTables::Bitmap&, const char*, std::size_t, std::uint32_t*);
  static Collector BestCollector();
  void ScanWith(Collector collect, std::string_view text, std::vector<Hit>& hits) const;

  std::unique_ptr<const Builder> built_;   ///< Null: the tables are borrowed.
  PrefilterTables tables_;
};

}  // namespace keylint
