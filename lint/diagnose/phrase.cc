// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/phrase.h"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/bip39_words.h"

namespace keylint {
namespace {

constexpr std::size_t kFewestWords = 6;
constexpr std::size_t kMostWords = 64;
constexpr std::size_t kLongestPhrase = 4096;

std::vector<std::string_view> WordsOf(std::string_view text) {
  std::vector<std::string_view> words;
  constexpr std::string_view kBlanks = " \t\r\n";
  for (std::size_t at = text.find_first_not_of(kBlanks); at != std::string_view::npos && words.size() <= kMostWords;) {
    const std::size_t end = std::min(text.find_first_of(kBlanks, at), text.size());
    words.push_back(text.substr(at, end - at));
    at = text.find_first_not_of(kBlanks, end);
  }
  return words;
}

bool IsListed(std::string_view word) { return Bip39Number(word) >= 0; }

std::optional<PhraseFault> WordFault(const std::vector<std::string_view>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (IsListed(words[i])) continue;
    if (i + 1 < words.size() && IsListed(std::string(words[i]) + std::string(words[i + 1]))) {
      return PhraseFault{Diagnosis::kWhitespace, fmt::format("word {} is broken in two", i + 1)};
    }
    if (!std::all_of(words[i].begin(), words[i].end(), IsLower)) {
      return PhraseFault{Diagnosis::kBadCharacter, fmt::format("word {} holds a character that is no lower-case letter", i + 1)};
    }
  }
  return std::nullopt;
}

}  // namespace

bool IsMostlyPhrase(std::string_view text) {
  if (text.size() > kLongestPhrase) return false;
  const std::vector<std::string_view> words = WordsOf(text);
  if (words.size() < kFewestWords || words.size() > kMostWords) return false;
  const auto listed = static_cast<std::size_t>(std::count_if(words.begin(), words.end(), IsListed));
  return listed * 10 >= words.size() * 6;
}

std::optional<PhraseFault> FindPhraseFault(std::string_view text) {
  if (!IsMostlyPhrase(text)) return std::nullopt;
  const std::vector<std::string_view> words = WordsOf(text);
  if (auto fault = WordFault(words)) return fault;
  const std::size_t count = words.size();
  if (count < 12) return PhraseFault{Diagnosis::kTooShort, fmt::format("{} words where a phrase has 12 at least", count)};
  if (count > 24) return PhraseFault{Diagnosis::kTooLong, fmt::format("{} words where a phrase has 24 at most", count)};
  if (count % 3 != 0) {
    return PhraseFault{count % 3 == 1 ? Diagnosis::kTooLong : Diagnosis::kTooShort,
                       fmt::format("{} words where a phrase has 12, 15, 18, 21 or 24", count)};
  }
  const auto odd = std::find_if_not(words.begin(), words.end(), IsListed);
  if (odd == words.end()) return std::nullopt;
  return PhraseFault{Diagnosis::kBadStructure, fmt::format("word {} is not in the list", odd - words.begin() + 1)};
}

}  // namespace keylint
