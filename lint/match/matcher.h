// SPDX-License-Identifier: Apache-2.0
// Everything in a text that may be a key.
//
//   const Matcher matcher(rules);
//   Matcher::Scratch scratch;                       // One per thread.
//   const Matches& found = matcher.Scan(document.text(), scratch);
//   for (const Candidate& candidate : found.candidates) ...
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "lint/match/prefilter.h"
#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

struct MatchTables;
enum class PrefixFit : std::uint8_t;

/// A word to be told about wherever it stands ("password").
struct NameNeedle {
  std::string_view text;  ///< At least 3 bytes; copied.
  std::uint32_t tag = 0;  ///< The caller's.
  bool any_case = true;   ///< In capitals too. False is cheaper.
  NeedlePlace place = NeedlePlace::kAnywhere;
};

/// A NameNeedle's text stands at `span`; inside longer words too.
struct NameHit {
  std::uint32_t tag = 0;
  Span span;
};

/// What a scan found, borrowed from its text and its scratch.
struct Matches {
  /// By span.begin. Lead::kShape: `span` fits a shape (or the pattern) of
  /// `key` and stands between token boundaries; several keys may share a
  /// span, spans of different keys may overlap, those of one key do not.
  /// Lead::kPrefix: `span` is a token that begins like `key`'s shapes, or one
  /// edit away, fits none, and looks meant as a key; never overlaps a kShape.
  std::vector<Candidate> candidates;
  /// By span.begin.
  std::vector<NameHit> names;
  /// Beginnings of keys that break off where a string, or its line, is joined
  /// to the next ("AKIA" + "..."): what they are shows in the decoded value.
  std::vector<Span> cuts;
};

/// What a scan had to look at; for benchmarks and `rules check`.
struct MatchCounters {
  std::uint64_t hits = 0;          ///< Needles found.
  std::uint64_t shape_attempts = 0;
  std::uint64_t pattern_attempts = 0;
  std::uint64_t prefix_attempts = 0;
};

/// Finds candidates of all rules in one pass. Immutable: shared by threads.
///
/// Needles are the literals that shapes begin with (or hold at a bounded
/// offset), in any case, their mistyped variants, and the caller's words.
/// Shapes are confirmed directly, hand-written patterns by RE2, compiled when
/// first needed. A shape without a literal of two characters costs a slower
/// pass that looks at one byte in every `min_length`.
///
/// Keys with `bare == false` are not looked for: ask MatchNamed() about the
/// values that stand in their variables.
///
/// Ownership: borrows the tables of `rules`.
class Matcher {
 public:
  explicit Matcher(const RuleSet& rules, std::span<const NameNeedle> names = {});
  /// Of what tables() were for the same rules; borrows them.
  Matcher(const RuleSet& rules, const MatchTables& tables);
  ~Matcher();
  Matcher(Matcher&&) noexcept;
  Matcher& operator=(Matcher&&) noexcept;

  /// Reusable memory of one thread.
  class Scratch {
   public:
    const MatchCounters& counters() const { return counters_; }

    /// What the needles of one key led to. Units: nanoseconds of a wall clock,
    /// estimated from a sample where there are many looks.
    struct KeyWork {
      std::uint64_t looks = 0;
      std::uint64_t candidates = 0;
      std::uint64_t nanoseconds = 0;
    };
    /// Has later scans count the work of each of `keys` keys.
    void CountWork(std::size_t keys) { work_.resize(keys); }
    /// By key; empty unless it was asked for.
    const std::vector<KeyWork>& work() const { return work_; }

   private:
    friend class Matcher;
    /// A needle that may be the prefix of a broken key.
    struct PrefixHit {
      std::size_t offset;
      std::size_t size;
      PrefixFit fit;
      std::uint32_t key;
    };
    Matches matches_;
    std::vector<Hit> hits_;
    std::vector<PrefixHit> prefix_hits_;
    std::vector<Candidate> leads_;
    std::vector<std::size_t> last_end_;  ///< Per key, of this text.
    MatchCounters counters_;
    std::vector<KeyWork> work_;
    std::uint32_t chance_ = 1;  ///< Decides which looks are timed; the same in every run.
  };

  /// The candidates and names of `text`. Linear in its length, whatever it
  /// holds. The result lives in `scratch` until its next use.
  const Matches& Scan(std::string_view text, Scratch& scratch) const;

  /// Whether the whole of `token` is a key of this kind by its shapes or its
  /// pattern. `min_entropy` holds too; `context` is the caller's to judge.
  bool MatchWhole(const KeyRule& key, std::string_view token) const;

  /// Which of `keys` the whole of `token` fits, in their order.
  std::vector<const KeyRule*> MatchNamed(std::span<const KeyRule* const> keys,
                                         std::string_view token) const;

  /// The key with a structure, bare or not, that `token` fits; null where
  /// there is none, and where it fits another key of the rules too.
  const KeyRule* MatchStructured(std::string_view token) const;

  /// One needle that stands in a text and one question that was asked there.
  struct Step {
    std::string_view needle;
    Span span;                    ///< Of the needle.
    const KeyRule* key = nullptr; ///< Null: one of the caller's words.
    std::uint32_t tag = 0;        ///< The word's.
    bool found = false;
    std::string_view outcome;     ///< "fits its shape", "no token begins there", ...
  };
  /// What Scan() does at the needles that touch `span` of `text`: each
  /// question again, with its answer. For `explain`.
  std::vector<Step> Explain(std::string_view text, Span span) const;

  /// The needles the prefilter looks for, for the rules' cost report: text
  /// and expected filter hits per megabyte.
  struct NeedleCost {
    std::string_view text;
    double hits_per_megabyte = 0;
    const KeyRule* key = nullptr;  ///< The first it serves; null for names.
  };
  std::vector<NeedleCost> NeedleCosts() const;

  /// Views of what was computed from the rules.
  MatchTables tables() const;

 private:
  struct Tables;
  class Run;
  std::unique_ptr<const Tables> tables_;
};

}  // namespace keylint
