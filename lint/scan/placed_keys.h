// SPDX-License-Identifier: Apache-2.0
// Keys whose shape says nothing, told by what stands before them (the rules'
// `places` and `follows`):
//
//   https://api.telegram.org/bot<token>/getMe      Deepgram("<key>")
//   ?q=Oslo&appid=<key>                            S3Connection("AKIA...", "<secret>")
#pragma once

#include <map>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/rule.h"

namespace keylint {

/// Of a key's place the text to look for: all before the '?' of an address.
std::string_view NeedleOf(std::string_view place);

struct PlacedKey {
  const KeyRule* key = nullptr;
  Span span;   ///< Fits a shape of `key`.
};

/// Ownership: views `rules`.
class PlacedKeys {
 public:
  explicit PlacedKeys(const RuleSet& rules);

  /// The keys that the place whose needle stands at `needle` promises.
  ///
  /// Time: bounded by a constant for each key that shares the needle.
  std::vector<PlacedKey> Behind(std::string_view text, Span needle) const;

  /// The secrets of the identifier at `span`: behind it on its line or the
  /// next, within a few words.
  std::vector<PlacedKey> Following(std::string_view text, const KeyRule& identifier, Span span) const;

 private:
  struct Place {
    std::string_view text;
    const KeyRule* key;
  };
  std::unordered_map<std::string_view, std::vector<Place>> places_;
  std::map<const KeyRule*, std::vector<const KeyRule*>> followers_;
};

}  // namespace keylint
