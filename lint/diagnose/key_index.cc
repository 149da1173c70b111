// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/key_index.h"

#include <algorithm>
#include <utility>

#include "lint/base/ascii.h"
#include "lint/diagnose/numbered_name.h"

namespace keylint {
namespace {

// Bytes that one types for another at the start of a key share a bucket.
unsigned char Bucket(char c) {
  switch (c) {
    case '0': case 'O': return 'o';
    case '1': case 'I': case 'i': case '|': return 'l';
    case '5': return 's';
    default: return static_cast<unsigned char>(IsUpper(c) ? c + 32 : c);
  }
}

}  // namespace

std::string CanonicalName(std::string_view name) {
  std::string canonical;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsLower(c) && !IsUpper(c) && !IsDigit(c) && c != '*') {
      if (!canonical.empty() && canonical.back() != '_') canonical += '_';
      continue;
    }
    // camelCase, and the last capital of a run: "APIKey" -> API_KEY.
    const bool hump = i > 0 && IsUpper(c) && (IsLower(name[i - 1]) || IsDigit(name[i - 1]) ||
                                              (IsUpper(name[i - 1]) && i + 1 < name.size() && IsLower(name[i + 1])));
    if (hump && !canonical.empty() && canonical.back() != '_') canonical += '_';
    canonical += Upper(c);
  }
  while (!canonical.empty() && canonical.back() == '_') canonical.pop_back();
  return canonical;
}

bool VariableMatches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0;
  std::size_t star = std::string_view::npos, resume = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = n;
    } else if (p < pattern.size() && pattern[p] == name[n]) {
      ++p;
      ++n;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool JoinsTo(std::span<const std::string_view> pieces, std::string_view token) {
  for (const std::string_view piece : pieces) {
    if (!token.starts_with(piece)) return false;
    token.remove_prefix(piece.size());
  }
  return token.empty();
}

KeyIndex::KeyIndex(const RuleSet& rules) : rules_(rules) {
  using Keys = std::span<const KeyRule* const>;
  const auto add = [](auto& exact, auto& patterns, std::string_view variable, Keys keys) {
    std::string name = CanonicalName(variable);
    if (name.find('*') != std::string::npos) {
      for (const KeyRule* key : keys) patterns.emplace_back(name, key);
    } else {
      std::vector<const KeyRule*>& known = exact[std::move(name)];
      known.insert(known.end(), keys.begin(), keys.end());
    }
  };
  std::vector<std::vector<const KeyRule*>> of_provider(rules.providers.size());
  for (const KeyRule& key : rules.keys) {
    for (const Shape& shape : key.shapes) {
      const std::string_view literal = LeadingLiteral(shape);
      if (!literal.empty()) rows_[Bucket(literal[0])].push_back({&key, &shape, literal});
    }
    const KeyRule* const one = &key;
    for (const std::string_view name : key.variables) add(own_variables_, own_patterns_, name, {&one, 1});
    of_provider[key.provider].push_back(one);
  }
  for (std::size_t i = 0; i < of_provider.size(); ++i) {
    for (const std::string_view name : rules.providers[i].variables) add(provider_variables_, provider_patterns_, name, of_provider[i]);
  }
}

std::vector<KeyIndex::Entry> KeyIndex::BeginningWith(std::string_view token) const {
  std::vector<Entry> entries;
  if (token.empty()) return entries;
  for (const Row& row : rows_[Bucket(token[0])]) {
    if (token.starts_with(row.literal)) entries.push_back({row.key, row.shape, row.literal, {PrefixFault::kNone, row.literal.size()}});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.literal.size() > b.literal.size(); });
  return entries;
}

std::vector<KeyIndex::Entry> KeyIndex::BeginningLike(std::string_view token) const {
  std::vector<Entry> entries;
  if (token.empty()) return entries;
  for (const Row& row : rows_[Bucket(token[0])]) {
    const PrefixMatch prefix = MatchPrefix(row.literal, token);
    if (prefix.fault != PrefixFault::kAbsent) entries.push_back({row.key, row.shape, row.literal, prefix});
  }
  std::stable_sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) {
    if (a.prefix.fault != b.prefix.fault) return a.prefix.fault < b.prefix.fault;
    return a.literal.size() > b.literal.size();
  });
  return entries;
}

namespace {

// Whether CanonicalName() leaves `name` as it is: nearly all names in rules.
bool IsCanonical(std::string_view name) {
  if (name.empty() || name.back() == '_') return false;
  char before = '_';
  for (const char c : name) {
    const bool fits = IsUpper(c) ? !IsDigit(before) : IsDigit(c) || c == '*' || (c == '_' && before != '_');
    if (!fits) return false;
    before = c;
  }
  return true;
}

// 3 a variable of the key, 2 of its provider, 1 a word of its provider.
int RankOf(const KeyRule& key, const Provider& provider, const std::string& name) {
  const auto any = [&](std::span<const std::string_view> patterns) {
    return std::any_of(patterns.begin(), patterns.end(), [&](std::string_view pattern) {
      const std::string made = IsCanonical(pattern) ? std::string() : CanonicalName(pattern);
      const std::string_view wanted = made.empty() ? pattern : made;
      // Prefixes that frameworks put in front of a name change nothing.
      return VariableMatches(wanted, name) || (name.size() > wanted.size() && name.ends_with(wanted) && name[name.size() - wanted.size() - 1] == '_');
    });
  };
  if (any(key.variables)) return 3;
  if (any(provider.variables)) return 2;
  std::string lower(name);
  std::string joined;
  for (char& c : lower) {
    c = Lower(c);
    if (c != '_') joined += c;
  }
  return std::any_of(provider.words.begin(), provider.words.end(), [&](std::string_view word) {
    return lower.find(word) != std::string::npos || joined.find(word) != std::string::npos;
  });
}

}  // namespace

int KeyIndex::VariableRank(const KeyRule& key, std::string_view variable) const {
  if (variable.empty()) return 0;
  const Provider& provider = rules_.ProviderOf(key);
  const int rank = RankOf(key, provider, CanonicalName(variable));
  const std::string_view first = WithoutNumber(variable);
  return rank >= 2 || first.size() == variable.size() ? rank : std::max(rank, RankOf(key, provider, CanonicalName(first)));
}

std::vector<const KeyRule*> KeyIndex::KeysOfVariable(std::string_view variable) const {
  const std::string name = CanonicalName(variable);
  std::vector<const KeyRule*> keys;
  const auto look = [&](const auto& exact, const auto& patterns) {
    // "REACT_APP_OPENAI_API_KEY": try each tail that begins a word.
    for (std::size_t at = 0; keys.empty() && at < name.size();) {
      if (const auto found = exact.find(name.substr(at)); found != exact.end()) keys = found->second;
      const std::size_t next = name.find('_', at);
      at = next == std::string::npos ? name.size() : next + 1;
      if (name.size() - at < 9) break;
    }
    if (!keys.empty()) return;
    for (const auto& [pattern, key] : patterns) {
      if (VariableMatches(pattern, name)) keys.push_back(key);
    }
  };
  look(own_variables_, own_patterns_);
  if (keys.empty()) look(provider_variables_, provider_patterns_);
  const std::string_view first = WithoutNumber(variable);
  if (keys.empty() && first.size() != variable.size()) return KeysOfVariable(first);
  return keys;
}

}  // namespace keylint
