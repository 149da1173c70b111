// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/named_keys.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/diagnose/numbered_name.h"

namespace keylint {
namespace {

// Words that say where a key is for, not what it is.
constexpr auto kEnvironmentWords = std::to_array<std::string_view>({
    "dev", "development", "local", "staging", "stage", "stg", "prod", "production", "test", "testing",
    "live", "sandbox", "qa", "uat", "preview", "demo", "ci",
});

// Words behind which a name still speaks of a key.
constexpr auto kKeyWords = std::to_array<std::string_view>({
    "key", "keys", "apikey", "token", "secret", "secretkey", "password", "passwd", "pwd", "pass", "auth", "credential",
    "credentials", "accesstoken", "authtoken", "pat", "dsn", "webhook",
});

bool IsOneOf(std::span<const std::string_view> list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

std::string Normalised(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (IsAlnum(c)) out += Lower(c);
  }
  return out;
}

std::string Join(std::span<const std::string> words) {
  std::string out;
  for (const std::string& word : words) out += word;
  return out;
}

constexpr std::size_t kEnd = 3;
std::string TailOf(std::string_view name) { return std::string(name.substr(name.size() - kEnd)) + '$'; }
std::string HeadOf(std::string_view name) { return std::string(name.substr(0, kEnd)) + '^'; }

// Parts in order, the first at the start and the last at the end.
bool MatchesParts(const std::vector<std::string>& parts, std::string_view text) {
  if (!text.starts_with(parts.front()) || !text.ends_with(parts.back())) return false;
  std::size_t at = parts.front().size();
  for (std::size_t i = 1; i + 1 < parts.size(); ++i) {
    at = text.find(parts[i], at);
    if (at == std::string_view::npos) return false;
    at += parts[i].size();
  }
  return text.size() >= at + parts.back().size();
}

// The last word of a name, in lower case; most names end here, so no memory
// is asked for.
class LastWord {
 public:
  explicit LastWord(std::string_view name) {
    std::size_t end = name.size();
    while (end > 0 && !IsAlnum(name[end - 1])) --end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < letters_.size() && IsAlnum(name[begin - 1])) {
      --begin;
      // A hump begins the word, and so does the last capital of a run.
      if (IsUpper(name[begin]) && begin + 1 < end && IsLower(name[begin + 1])) break;
      if (IsUpper(name[begin]) && begin > 0 && IsLower(name[begin - 1])) break;
    }
    size_ = end - begin;
    for (std::size_t i = 0; i < size_; ++i) letters_[i] = Lower(name[begin + i]);
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, 32> letters_{};
  std::size_t size_ = 0;
};

}  // namespace

std::vector<std::string> NameIndex::Words(std::string_view name) {
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsUpper(c) && !IsLower(c) && !IsDigit(c)) {
      flush();
      continue;
    }
    const char before = i > 0 ? name[i - 1] : '\0';
    const char after = i + 1 < name.size() ? name[i + 1] : '\0';
    const bool hump = IsUpper(c) && (IsLower(before) || IsDigit(before) || (IsUpper(before) && IsLower(after)));
    if (hump) flush();
    word += Lower(c);
  }
  flush();
  return words;
}

NameIndex::NameIndex(const RuleSet& rules) : rules_(rules), of_provider_(rules.providers.size()) {
  for (const KeyRule& key : rules.keys) {
    of_provider_[key.provider].push_back(&key);
    for (const std::string_view variable : key.variables) Add(variable, key.provider, &key);
  }
  for (std::uint32_t i = 0; i < rules.providers.size(); ++i) {
    for (const std::string_view variable : rules.providers[i].variables) Add(variable, i, nullptr);
    for (const std::string_view word : rules.providers[i].words) words_.emplace(Normalised(word), i);
  }
  for (const std::string_view word : kKeyWords) last_words_.emplace(word);
  for (const std::string_view word : kEnvironmentWords) last_words_.emplace(word);
}

void NameIndex::Add(std::string_view variable, std::uint32_t provider, const KeyRule* key) {
  Entry* entry = nullptr;
  last_words_.emplace(LastWord(variable).view());
  if (variable.find('*') != std::string_view::npos) {
    Wildcard wildcard;
    std::size_t at = 0;
    for (std::size_t star = 0; star != std::string_view::npos; at = star + 1) {
      star = variable.find('*', at);
      wildcard.parts.push_back(Normalised(variable.substr(at, star == std::string_view::npos ? star : star - at)));
      if (star == std::string_view::npos) break;
    }
    // "*_KEY" alone would claim every key there is.
    std::size_t fixed = 0;
    for (const std::string& part : wildcard.parts) fixed += part.size();
    if (fixed < 6) return;
    wildcard.entry.provider = provider;
    wildcards_by_end_[EndOf(wildcard)].push_back(static_cast<std::uint32_t>(wildcards_.size()));
    entry = &wildcards_.emplace_back(std::move(wildcard)).entry;
  } else {
    const auto [at, added] = exact_.try_emplace(Normalised(variable));
    if (added) at->second.provider = provider;
    if (at->second.provider != provider) return;  // The first claims a name.
    entry = &at->second;
  }
  if (key != nullptr) entry->keys.push_back(key);
}

const NameIndex::Entry* NameIndex::Find(const std::string& normalised) const {
  const auto found = exact_.find(normalised);
  return found == exact_.end() ? nullptr : &found->second;
}

// A wildcard with neither end fixed stands under "".
std::string NameIndex::EndOf(const Wildcard& wildcard) {
  if (const std::string& last = wildcard.parts.back(); last.size() >= kEnd) return TailOf(last);
  if (const std::string& first = wildcard.parts.front(); first.size() >= kEnd) return HeadOf(first);
  return {};
}

const NameIndex::Entry* NameIndex::FindWildcard(const std::string& normalised) const {
  std::uint32_t first = static_cast<std::uint32_t>(wildcards_.size());
  const auto look = [&](const std::string& end) {
    const auto found = wildcards_by_end_.find(end);
    if (found == wildcards_by_end_.end()) return;
    for (const std::uint32_t i : found->second) {
      if (i >= first) return;
      if (MatchesParts(wildcards_[i].parts, normalised)) first = i;
    }
  };
  look({});
  if (normalised.size() >= kEnd) {
    look(TailOf(normalised));
    look(HeadOf(normalised));
  }
  return first < wildcards_.size() ? &wildcards_[first].entry : nullptr;
}

NamedKeys NameIndex::Lookup(std::span<const std::string_view> names) const {
  const auto look = [this](std::span<const std::string_view> path) -> NamedKeys {
    if (path.empty() || !last_words_.contains(LastWord(path.back()).view())) return {};
    constexpr std::size_t kNames = 5;        // The nearest names that count ("aws.secret.access.key"),
    constexpr std::size_t kLongestName = 128;// each no longer than this.
    std::vector<std::string> words;
    std::size_t nearest = 0;
    const std::size_t first = path.size() > kNames ? path.size() - kNames : 0;
    for (std::size_t i = first; i < path.size(); ++i) {
      nearest = words.size();
      for (std::string& word : Words(path[i].substr(0, kLongestName))) words.push_back(std::move(word));
    }
    NamedKeys named;
    if (words.empty() || nearest == words.size()) return named;
    std::vector<std::string> plain;
    for (const std::string& word : words) {
      if (!IsOneOf(kEnvironmentWords, word)) plain.push_back(word);
    }
    const auto take = [&](const Entry& entry) {
      named.provider = &rules_.providers[entry.provider];
      named.keys = entry.keys.empty() ? of_provider_[entry.provider] : entry.keys;
      named.exact_kind = !entry.keys.empty();
    };
    // The longest run of words that ends where the name ends.
    for (const std::vector<std::string>* list : {&words, &plain}) {
      if (list == &plain && plain.size() == words.size()) break;   // The same.
      for (std::size_t begin = 0; begin < list->size(); ++begin) {
        const std::span<const std::string> rest = std::span(*list).subspan(begin);
        if (const Entry* entry = Find(Join(rest))) {
          take(*entry);
          return named;
        }
      }
    }
    if (const Entry* entry = FindWildcard(Join(std::span(words).subspan(nearest)))) {
      take(*entry);
      return named;
    }
    // A provider's word, and a last word that speaks of a key.
    if (!IsOneOf(kKeyWords, words.back())) return named;
    for (const std::string& word : words) {
      const auto found = words_.find(word);
      if (found == words_.end()) continue;
      take(Entry{found->second, {}});
      return named;
    }
    return named;
  };
  NamedKeys named = look(names);
  if (named.provider != nullptr || names.empty()) return named;
  // "GITHUB_TOKEN_2" is one more of the same.
  const std::string_view first = WithoutNumber(names.back());
  if (first.size() == names.back().size()) return named;
  std::vector<std::string_view> of_first(names.begin(), names.end());
  of_first.back() = first;
  return look(of_first);
}

}  // namespace keylint
