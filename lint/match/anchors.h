// SPDX-License-Identifier: Apache-2.0
// From rules to needles: which literals to look for, and what to try where
// one stands.
#pragma once

#include <cstdint>
#include <deque>
#include <unordered_map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/byte_set.h"
#include "lint/match/matcher.h"
#include "lint/match/prefilter.h"
#include "lint/model/rule.h"

namespace keylint {

/// What a needle's occurrence at `offset` means.
struct Use {
  enum class Kind : std::uint8_t {
    kShape,    ///< Shape `shape` of key `id` may begin at offset - back.
    kPattern,  ///< The pattern of key `id` may begin here.
    kPrefix,   ///< A token of key `id`, perhaps broken, may begin here.
    kName,     ///< The caller's word with tag `id`.
  };
  Kind kind = Kind::kName;
  bool variant = false;         ///< kPrefix: the needle is a mistyped prefix.
  std::uint32_t id = 0;
  std::uint32_t shape = 0;
  std::uint32_t back_min = 0;   ///< kShape: bytes before the needle.
  std::uint32_t back_max = 0;
  std::uint32_t back_bytes = 0; ///< kShape: which BytesBefore() they are of.
  std::uint32_t next_min = 0;   ///< kShape: at least so many bytes follow the needle
  std::uint32_t next_bytes = 0; ///< that are among these BytesBehind().

  friend bool operator==(const Use&, const Use&) = default;
};

/// Shapes without a literal worth looking for, with the same bytes and length.
struct SlowShapes {
  struct Member {
    std::uint32_t key = 0;
    std::uint32_t shape = 0;

    friend bool operator==(const Member&, const Member&) = default;
  };
  ByteSet bytes;                 ///< All their bytes.
  std::uint32_t min_length = 0;
  /// A byte of a literal that stands within the first min_length bytes of
  /// each, when they have one.
  std::optional<char> required;
  std::span<const Member> members;
};

/// What to try at which needle, as flat arrays. Views: of an Anchors' memory,
/// or of constants that the build made.
struct AnchorTables {
  std::span<const Use> uses;                   ///< By needle.
  std::span<const std::uint32_t> first_use;    ///< Of uses, by needle; one more than needles.
  std::span<const SlowShapes> slow_shapes;
  /// Keys whose hand-written pattern has no prefix to look for.
  std::span<const std::uint32_t> slow_patterns;
  std::span<const ByteSet> byte_sets;          ///< Each once.
  std::span<const std::uint32_t> token_sets;   ///< Of byte_sets, by key.

  std::span<const Use> UsesOf(std::uint32_t needle) const {
    return uses.subspan(first_use[needle], first_use[needle + 1] - first_use[needle]);
  }
  /// The bytes a token of `key`, perhaps broken, is made of.
  const ByteSet& TokenBytesOf(std::uint32_t key) const { return byte_sets[token_sets[key]]; }
  /// The bytes that may stand between a shape's beginning and its needle.
  const ByteSet& BytesBefore(const Use& use) const { return byte_sets[use.back_bytes]; }
  /// The bytes of the run that follows the needle in its shape.
  const ByteSet& BytesBehind(const Use& use) const { return byte_sets[use.next_bytes]; }
};

/// All needles of some rules and words, each text once.
class Anchors {
 public:
  Anchors(const RuleSet& rules, std::span<const NameNeedle> names);
  Anchors(const Anchors&) = delete;
  Anchors& operator=(const Anchors&) = delete;

  std::span<const Needle> needles() const { return needles_; }
  AnchorTables tables() const {
    return {uses_, first_use_, slow_shapes_, slow_patterns_, byte_sets_, token_sets_};
  }

 private:
  struct Draft {
    std::string text;
    bool fold_case = false;
    bool any_follow = false;
    ByteSet follow;
    std::optional<NeedlePlace> place;   ///< Of the uses so far.
    std::vector<Use> uses;
  };

  void AddKey(const RuleSet& rules, std::uint32_t key);
  void AddShape(const KeyRule& rule, std::uint32_t key, std::uint32_t shape);
  void AddSlow(const Shape& shape, SlowShapes::Member member);
  void AddPrefixes(const KeyRule& rule, std::uint32_t key);
  void AddVariants(const RuleSet& rules);
  /// `follow` null: anything may follow.
  void Add(std::string_view text, bool fold_case, const ByteSet* follow, NeedlePlace place, const Use& use);
  void Finish();
  std::uint32_t Shared(const ByteSet& bytes);

  std::deque<Draft> drafts_;
  std::unordered_map<std::string, std::size_t> draft_of_;
  std::vector<Needle> needles_;
  std::vector<Use> uses_;
  std::vector<std::uint32_t> first_use_;
  std::vector<SlowShapes> slow_shapes_;
  std::deque<std::vector<SlowShapes::Member>> slow_members_;   ///< Of slow_shapes_.
  std::vector<std::uint32_t> slow_patterns_;
  std::vector<ByteSet> byte_sets_;
  std::vector<std::uint32_t> token_sets_;
};

}  // namespace keylint
