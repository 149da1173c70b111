// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/pair_columns.h"

#include <algorithm>
#include <optional>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

// What stands in front of `word` at the end of `title`: "config" of
// config_key; nothing when that is another word's end.
std::optional<std::string_view> StemBefore(std::string_view title, std::string_view word) {
  if (title.size() < word.size() || !EqualsNoCase(title.substr(title.size() - word.size()), word)) return std::nullopt;
  const bool capital = IsUpper(title[title.size() - word.size()]);
  std::string_view stem = title.substr(0, title.size() - word.size());
  if (stem.empty()) return stem;
  const bool apart = std::string_view("_- .").find(stem.back()) != std::string_view::npos;
  if (!apart && !(capital && IsLower(stem.back()))) return std::nullopt;
  if (apart) stem.remove_suffix(1);
  return stem;
}

std::optional<std::string_view> StemOf(std::string_view title, std::span<const std::string_view> words) {
  for (const std::string_view word : words) {
    if (const auto stem = StemBefore(title, word)) return stem;
  }
  return std::nullopt;
}

constexpr std::string_view kNames[] = {"name", "key", "path", "setting", "option", "param", "parameter", "property", "variable"};
constexpr std::string_view kValues[] = {"value", "val"};

}  // namespace

bool NamesSettings(std::string_view title) { return StemOf(title, kNames).has_value(); }
bool HoldsSettings(std::string_view title) { return StemOf(title, kValues).has_value(); }

PairColumns FindPairColumns(std::span<const std::string_view> titles) {
  PairColumns found;
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const auto stem = StemOf(titles[i], kValues);
    if (!stem) continue;
    for (std::size_t name = i; name-- > 0;) {
      const auto other = StemOf(titles[name], kNames);
      const bool same = other && (stem->empty() || other->empty() || EqualsNoCase(*stem, *other));
      if (same || (!stem->empty() && EqualsNoCase(*stem, titles[name]))) return {name, i};
    }
  }
  return found;
}

bool MayNameSetting(std::string_view cell) {
  constexpr std::size_t kLongestName = 96;
  const auto fits = [](char c) { return IsWord(c) || c == '.' || c == '-' || c == '/' || c == ':'; };
  return !cell.empty() && cell.size() <= kLongestName && std::all_of(cell.begin(), cell.end(), fits);
}

void PushSetting(Emitter& emitter, Span cell) {
  const std::string_view text = emitter.text().substr(0, cell.end);
  for (std::size_t at = cell.begin; at < cell.end;) {
    const std::size_t slash = Find(text, '/', at);
    if (slash > at) emitter.Push(text.substr(at, slash - at), {at, slash});
    at = slash + 1;
  }
}

}  // namespace keylint::decode
