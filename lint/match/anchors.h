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

#include "lint/match/byte_set.h"
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
};

/// Shapes without a literal worth looking for, with the same bytes and length.
struct SlowShapes {
  struct Member {
    std::uint32_t key = 0;
    std::uint32_t shape = 0;
  };
  ByteSet bytes;                 ///< All their bytes.
  std::uint32_t min_length = 0;
  /// A byte of a literal that stands within the first min_length bytes of
  /// each, when they have one.
  std::optional<char> required;
  std::vector<Member> members;
};

/// All needles of some rules and words, each text once.
class Anchors {
 public:
  Anchors(const RuleSet& rules, std::span<const NameNeedle> names);

  std::span<const Needle> needles() const { return needles_; }
  std::span<const Use> UsesOf(std::uint32_t needle) const {
    return std::span(uses_).subspan(first_use_[needle], first_use_[needle + 1] - first_use_[needle]);
  }
  std::span<const SlowShapes> slow_shapes() const { return slow_shapes_; }
  /// Keys whose hand-written pattern has no prefix to look for.
  std::span<const std::uint32_t> slow_patterns() const { return slow_patterns_; }
  /// The bytes a token of `key`, perhaps broken, is made of.
  const ByteSet& TokenBytesOf(std::uint32_t key) const { return byte_sets_[token_set_[key]]; }
  /// The bytes that may stand between a shape's beginning and its needle.
  const ByteSet& BytesBefore(const Use& use) const { return byte_sets_[use.back_bytes]; }

 private:
  struct Draft {
    std::string text;
    bool fold_case = false;
    bool any_follow = false;
    ByteSet follow;
    std::vector<Use> uses;
  };

  void AddKey(const RuleSet& rules, std::uint32_t key);
  void AddShape(const KeyRule& rule, std::uint32_t key, std::uint32_t shape);
  void AddSlow(const Shape& shape, SlowShapes::Member member);
  void AddPrefixes(const KeyRule& rule, std::uint32_t key);
  void AddVariants(const RuleSet& rules);
  /// `follow` null: anything may follow.
  void Add(std::string_view text, bool fold_case, const ByteSet* follow, const Use& use);
  void Finish();
  std::uint32_t Shared(const ByteSet& bytes);

  std::deque<Draft> drafts_;
  std::unordered_map<std::string, std::size_t> draft_of_;
  std::vector<Needle> needles_;
  std::vector<Use> uses_;
  std::vector<std::uint32_t> first_use_;
  std::vector<SlowShapes> slow_shapes_;
  std::vector<std::uint32_t> slow_patterns_;
  std::deque<ByteSet> byte_sets_;  ///< Each once.
  std::vector<std::uint32_t> token_set_;
};

}  // namespace keylint
