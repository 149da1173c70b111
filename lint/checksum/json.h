// SPDX-License-Identifier: Apache-2.0
// The small JSON objects inside tokens: strict, bounded, without spans.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// A JSON value. Numbers keep their spelling in `text`; true, false and null
/// are kWord.
struct Json {
  enum Kind { kText, kNumber, kWord, kArray, kObject } kind = kWord;
  std::string text;
  std::vector<Json> items;         ///< Of an array; an object's values.
  std::vector<std::string> names;  ///< An object's names, as many as items.

  /// The member `name`, or null.
  const Json* Find(std::string_view name) const;
  /// The text of the member `name` when it is a text, else empty.
  std::string_view Text(std::string_view name) const;
  /// The whole seconds of the member `name` when it is a number.
  std::optional<long long> Number(std::string_view name) const;
};

/// `text` as one JSON value; nothing when it is not one, is nested deeper
/// than 16, or has more than 64 KiB.
std::optional<Json> ParseJson(std::string_view text);

/// An object of exactly `size` bytes that begins with as much of `start` as
/// makes sense, then holds `members` ("\"iat\":1") as far as they fit; a
/// filler member brings it to size. Used to grow examples.
std::optional<std::string> GrowJson(std::string_view start, const std::vector<std::string>& members,
                                    std::size_t size);

}  // namespace keylint
