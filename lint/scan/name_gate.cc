// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>
#include <array>
#include <string>

namespace keylint {
namespace {

constexpr std::size_t kLongestName = 48;   // What may follow the word in its name.
constexpr std::size_t kLongestGap = 96;    // From the name's end to the value.
constexpr std::size_t kShortestValue = 4;

constexpr auto kWords = std::to_array<NameNeedle>({
    {"secret"}, {"passw"}, {"token"}, {"api_key"}, {"apikey"}, {"api-key"}, {"access_key"}, {"accesskey"},
    {"auth_key"}, {"authkey"}, {"private_key"}, {"privatekey"}, {"credential"}, {"account_key"}, {"accountkey"},
    {"signing_key"}, {"encryption_key"}, {"license_key"}, {"app_key"}, {"_pwd"}, {"pwd="}, {"_dsn"}, {"client_id"},
    {"webhook"}, {"_sid"}, {"connection_string"}, {"connectionstring"}, {"sas_"}, {"secret_key_base"},
});

bool IsNameByte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}
bool IsBlank(char c) { return c == ' ' || c == '\t'; }

// At least kShortestValue bytes that are neither quote nor line end.
bool ValueAt(std::string_view text, std::size_t at) {
  std::size_t size = 0;
  while (at + size < text.size() && size < kShortestValue) {
    const char c = text[at + size];
    if (c == '"' || c == '\'' || c == '`' || c == '\n' || c == ' ') return false;
    ++size;
  }
  return size == kShortestValue;
}

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return lower;
}

}  // namespace

std::span<const NameNeedle> SecretNameWords() { return kWords; }

std::vector<NameNeedle> NameNeedles(const RuleSet& rules) {
  std::vector<NameNeedle> needles(kWords.begin(), kWords.end());
  const auto add = [&needles](std::string_view variable) {
    constexpr std::size_t kShortestVariable = 6;
    if (variable.size() < kShortestVariable || variable.find('*') != std::string_view::npos) return;
    const std::string lower = Lowered(variable);
    const bool covered = std::any_of(kWords.begin(), kWords.end(), [&](const NameNeedle& word) {
      return lower.find(word.text) != std::string::npos;
    });
    if (!covered) needles.push_back({variable});
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
  return needles;
}

bool MayHoldValue(std::string_view text, Span word, bool quoted_only) {
  std::size_t at = word.end;
  const std::size_t name_limit = std::min(text.size(), at + kLongestName);
  while (at < name_limit && IsNameByte(text[at])) ++at;
  const std::size_t limit = std::min(text.size(), at + kLongestGap);
  bool operated = false;
  for (; at < limit; ++at) {
    const char c = text[at];
    if (c == '=' || c == ':' || c == '(' || c == ',' || c == '>') {
      operated = true;
    } else if (c == '"' || c == '\'' || c == '`') {
      if (operated && ValueAt(text, at + 1)) return true;
    } else if (c == ';' || c == '{') {
      return false;
    } else if (c == '\n') {
      if (!operated && quoted_only) return false;
    } else if (!quoted_only && operated && !IsBlank(c) && c != '\r') {
      return ValueAt(text, at);
    }
  }
  return false;
}

}  // namespace keylint
