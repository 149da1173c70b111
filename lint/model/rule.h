// SPDX-License-Identifier: Apache-2.0
// Rules as the engine sees them: plain, immutable tables of views.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "lint/model/shape.h"

namespace keylint {

/// How well a shape is known; bounds how loud a finding may be.
enum class Evidence : std::uint8_t { kPeer, kObserved, kDocumented };

enum class Privilege : std::uint8_t {
  kSecret, kPublishable, kRestricted, kAdmin, kWebhook, kIdentifier,
};

/// The mode a kind of key proves.
enum class Mode : std::uint8_t { kAny, kLive, kTest, kSandbox };

struct Provider {
  std::string_view id;
  std::string_view name;
  std::span<const std::string_view> variables;  ///< '*' stands for any run.
  std::span<const std::string_view> hosts;
  std::span<const std::string_view> hosts_test;
  std::span<const std::string_view> headers;
  std::span<const std::string_view> words;      ///< Lower case.
  std::span<const std::string_view> base_url_variables;
  std::span<const std::string_view> switches;
  std::string_view revoke;
  std::string_view rejects_with;
  std::string_view verify;
  bool gateway = false;
};

/// One kind of key. See rules/README.md for each field.
struct KeyRule {
  std::string_view id;
  std::string_view title;
  std::uint32_t provider = 0;                   ///< Index into providers.
  std::span<const Shape> shapes;                ///< Expanded, common first.
  std::span<const std::string_view> shape_texts;///< As written.
  std::string_view pattern;                     ///< Hand-written RE2, or empty.
  std::string_view pattern_prefix;              ///< Literal it starts with.
  std::span<const std::string_view> context;    ///< RE2, before the token.
  std::span<const std::string_view> variables;
  std::span<const std::string_view> places;     ///< Texts that only such a key follows.
  std::span<const std::string_view> follows;    ///< Ids of keys that it stands behind.
  std::span<const std::string_view> clean;
  /// Published samples and test values, stored in pieces, joined at use.
  std::span<const std::span<const std::string_view>> samples;
  std::span<const std::span<const std::string_view>> test_values;
  std::span<const std::span<const std::string_view>> examples;
  std::string_view structure;                   ///< "name" or "name:argument".
  std::string_view why;
  std::string_view fix;
  std::string_view source;
  std::string_view retired;                     ///< RFC 3339 date, or empty.
  std::string_view retired_hint;
  std::string_view lifetime;
  double min_entropy = 0;                       ///< Bits per character.
  Evidence evidence = Evidence::kPeer;
  Privilege privilege = Privilege::kSecret;
  Mode mode = Mode::kAny;
  bool bare = true;                             ///< Found without a name.
  bool expiring = false;
  bool repair = true;
};

/// Everything the engine matches with. Immutable; shared by all threads.
///
/// Ownership: views into constants of the binary, or into the storage of the
/// ruleset::LoadedRules that made it.
struct RuleSet {
  std::span<const Provider> providers;
  std::span<const KeyRule> keys;

  const Provider& ProviderOf(const KeyRule& key) const { return providers[key.provider]; }
};

/// Whether a key of this privilege is a leak when it stands in a text.
constexpr bool IsSecret(Privilege privilege) {
  return privilege != Privilege::kPublishable && privilege != Privilege::kIdentifier;
}

}  // namespace keylint
