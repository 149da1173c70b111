// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_gate.h"

#include <algorithm>
#include <array>
#include <string>

namespace keylint {
namespace {

constexpr std::size_t kLongestName = 48;   // What may follow the word in its name.
constexpr std::size_t kLongestGap = 72;    // From the name's end to the value.
constexpr std::size_t kLongestLook = 64;   // Bytes of the value that are looked at.

constexpr auto kPassword = static_cast<std::uint32_t>(NeedleTag::kPassword);
constexpr auto kSecret = static_cast<std::uint32_t>(NeedleTag::kSecret);
constexpr auto kKey = static_cast<std::uint32_t>(NeedleTag::kKey);

constexpr auto kWords = std::to_array<NameNeedle>({
    {"passw", kPassword}, {"passphrase", kPassword}, {"pwd", kPassword}, {"_pass", kPassword}, {"pass\"", kPassword}, {"pass=", kPassword},
    {"pass:", kPassword}, {"pass'", kPassword}, {"contrase", kPassword}, {"kennwort", kPassword}, {"senha", kPassword},
    {"motdepasse", kPassword}, {"wachtwoord", kPassword}, {"identified by", kPassword},
    {"secret", kSecret}, {"token", kSecret}, {"api_key", kSecret}, {"apikey", kSecret}, {"api-key", kSecret}, {"access_key", kSecret},
    {"accesskey", kSecret}, {"auth_key", kSecret}, {"authkey", kSecret}, {"private_key", kSecret}, {"privatekey", kSecret},
    {"credential", kSecret}, {"account_key", kSecret}, {"accountkey", kSecret}, {"signing_key", kSecret}, {"encryption_key", kSecret},
    {"license_key", kSecret}, {"app_key", kSecret}, {"_dsn", kSecret}, {"client_id", kSecret}, {"webhook", kSecret}, {"_sid", kSecret},
    {"connection_string", kSecret}, {"connectionstring", kSecret}, {"sas_", kSecret}, {"secret_key_base", kSecret},
    {"authorization", kSecret}, {"bearer ", kSecret}, {"basic ", kSecret},
    {"_auth", kKey}, {"auth\"", kSecret}, {"auth=", kKey}, {"auth:", kKey}, {"_key", kKey}, {"-key", kKey}, {"key\"", kKey}, {"key'", kKey},
    {"key=", kKey}, {"key:", kKey}, {"key =", kKey}, {"salt", kKey}, {"nonce", kKey}, {"session", kKey}, {"cookie", kKey},
});
constexpr auto kMarks = std::to_array<NameNeedle>({
    {"://", static_cast<std::uint32_t>(NeedleTag::kUrl)},
    {"private key-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"private key block-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
});

bool IsLower(char c) { return c >= 'a' && c <= 'z'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsNameByte(char c) { return IsLower(c) || IsUpper(c) || IsDigit(c) || c == '_' || c == '-' || c == '.'; }
bool IsBlank(char c) { return c == ' ' || c == '\t'; }
bool IsQuote(char c) { return c == '"' || c == '\'' || c == '`'; }

// Blanks and quotes that got into a value are its fault, not its end.
std::size_t BehindMishaps(std::string_view text, std::size_t at) {
  constexpr std::size_t kMost = 4;
  std::size_t behind = at;
  while (behind < text.size() && behind - at < kMost && (IsBlank(text[behind]) || IsQuote(text[behind]) || text[behind] == '\\')) ++behind;
  const bool goes_on = behind < text.size() && (IsLower(text[behind]) || IsUpper(text[behind]) || IsDigit(text[behind]));
  return goes_on ? behind : at;
}

// How much a value must look like a secret depends on how seldom its name
// stands for anything else: passwords may be words, keys are not.
bool IsLikely(std::string_view text, std::size_t at, NeedleTag tag) {
  at = BehindMishaps(text, at);
  std::size_t size = 0, digits = 0, upper = 0, odd = 0;
  for (; at + size < text.size() && size < kLongestLook; ++size) {
    const char c = text[at + size];
    if (c == '\\') {   // An escape; the value goes on behind an escaped quote.
      ++odd;
      if (at + size + 1 < text.size() && IsQuote(text[at + size + 1])) ++size;
      continue;
    }
    if (IsQuote(c) || c == '\n' || c == '\r' || c == '<') break;
    if (IsBlank(c)) {
      if (tag != NeedleTag::kVariable && size < 20 && digits == 0 && odd == 0) return false;
      break;
    }
    if (IsDigit(c)) ++digits;
    else if (IsUpper(c)) ++upper;
    else if (!IsLower(c) && c != '_' && c != '-' && c != '.') ++odd;
  }
  switch (tag) {
    case NeedleTag::kPassword:
    case NeedleTag::kVariable: return size >= 4;
    case NeedleTag::kSecret: return size >= 5 && (digits > 0 || (upper > 0 && upper < size) || odd > 0 || size >= 16);
    default: return size >= 8 && digits > 0 && digits < size;
  }
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
  needles.insert(needles.end(), kMarks.begin(), kMarks.end());
  const auto add = [&needles](std::string_view variable) {
    constexpr std::size_t kShortestVariable = 6;
    if (variable.size() < kShortestVariable || variable.find('*') != std::string_view::npos) return;
    const std::string lower = Lowered(variable);
    const bool covered = std::any_of(kWords.begin(), kWords.end(), [&](const NameNeedle& word) {
      return lower.find(word.text) != std::string::npos;
    });
    if (!covered) needles.push_back({variable, static_cast<std::uint32_t>(NeedleTag::kVariable)});
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
  return needles;
}

bool MayHoldValue(std::string_view text, const NameHit& hit, bool quoted_only) {
  const auto tag = static_cast<NeedleTag>(hit.tag);
  if (tag == NeedleTag::kUrl || tag == NeedleTag::kArmour) return false;
  std::size_t at = hit.span.end;
  // "bearer " and its like: the value follows at once.
  if (text[at - 1] == ' ' && tag == NeedleTag::kSecret) return IsLikely(text, at, tag);
  bool operated = text[at - 1] == '=' || text[at - 1] == ':';
  const std::size_t name_limit = std::min(text.size(), at + kLongestName);
  while (!operated && at < name_limit && IsNameByte(text[at])) ++at;
  if (!operated && at < text.size() && IsQuote(text[at])) ++at;   // The name's own.
  const std::size_t limit = std::min(text.size(), at + kLongestGap);
  for (; at < limit; ++at) {
    const char c = text[at];
    if (c == '=' || c == ':' || c == '(' || c == ',' || c == '>') {
      // "a=b&token=c" in a string: no blanks, and nothing that is a word.
      const bool inside = c == '=' && !operated && at > 0 && IsNameByte(text[at - 1]);
      if (inside && IsLikely(text, at + 1, std::max(tag, NeedleTag::kSecret))) return true;
      operated = true;
    } else if (IsQuote(c)) {
      if (operated || !quoted_only) return IsLikely(text, at + 1, tag);
    } else if (c == ';' || c == '{') {
      return false;
    } else if (c == '\n') {
      if (!operated || (!quoted_only && tag != NeedleTag::kPassword)) return false;
    } else if (!quoted_only && !IsBlank(c) && c != '\r' && c != '\\' && c != ']' && (operated || IsBlank(text[at - 1]))) {
      return IsLikely(text, at, tag);
    }
  }
  return false;
}

}  // namespace keylint
