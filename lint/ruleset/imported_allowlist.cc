// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/imported_allowlist.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include <re2/re2.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

bool AnyMatches(const std::vector<std::unique_ptr<RE2>>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) { return MatchesImported(*pattern, text); });
}

std::vector<std::unique_ptr<RE2>> CompileAll(const std::vector<std::string>& texts) {
  std::vector<std::unique_ptr<RE2>> patterns;
  for (const std::string& text : texts) patterns.push_back(CompileImported(text));
  return patterns;
}

// Bytes of the UTF-8 character that `text` begins with; 1 where it is none.
std::size_t CharacterLength(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  if (length > text.size()) return 1;
  const auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
  return std::all_of(text.begin() + 1, text.begin() + static_cast<std::ptrdiff_t>(length), continues) ? length : 1;
}

double Bits(std::size_t count, std::size_t all) {
  const double share = static_cast<double>(count) / static_cast<double>(all);
  return -share * std::log2(share);
}

}  // namespace

std::unique_ptr<RE2> CompileImported(const std::string& pattern) {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  return std::make_unique<RE2>(pattern, options);
}

bool MatchesImported(const RE2& pattern, std::string_view text) {
  return pattern.Match({text.data(), text.size()}, 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

double ImportedEntropy(std::string_view text) {
  std::array<std::size_t, 128> ascii{};
  std::map<std::string_view, std::size_t> others;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t length = CharacterLength(text.substr(i));
    const auto lead = static_cast<unsigned char>(text[i]);
    if (lead < 0x80) ++ascii[lead];
    else ++others[length == 1 ? std::string_view("\xef\xbf\xbd") : text.substr(i, length)];
    i += length;
  }
  double bits = 0;
  for (const std::size_t count : ascii) {
    if (count != 0) bits += Bits(count, text.size());
  }
  for (const auto& [character, count] : others) bits += Bits(count, text.size());
  return bits;
}

CompiledAllowlist::CompiledAllowlist(const ImportedAllowlist& list)
    : list_(list), regexes_(CompileAll(list.regexes)), paths_(CompileAll(list.paths)) {}
CompiledAllowlist::CompiledAllowlist(CompiledAllowlist&&) noexcept = default;
CompiledAllowlist::~CompiledAllowlist() = default;

bool CompiledAllowlist::Concerns(std::string_view rule_id) const {
  return list_.rule_ids.empty() || std::find(list_.rule_ids.begin(), list_.rule_ids.end(), rule_id) != list_.rule_ids.end();
}

bool CompiledAllowlist::NamesPath(std::string_view path) const { return !path.empty() && AnyMatches(paths_, path); }

bool CompiledAllowlist::AllowsFile(std::string_view path, std::string_view commit) const {
  if (!list_.all) return HasCommit(commit) || NamesPath(path);
  if (!list_.regexes.empty() || !list_.stopwords.empty()) return false;  // Decided with each match.
  return (list_.commits.empty() || HasCommit(commit)) && (list_.paths.empty() || NamesPath(path));
}

bool CompiledAllowlist::Allows(const ImportedSubject& subject) const {
  const bool regex = !regexes_.empty() && AnyMatches(regexes_, Target(subject));
  if (!list_.all) return regex || HasStopword(subject.secret);
  return (list_.commits.empty() || HasCommit(subject.commit)) && (list_.paths.empty() || NamesPath(subject.path)) &&
         (regexes_.empty() || regex) && (list_.stopwords.empty() || HasStopword(subject.secret));
}

bool CompiledAllowlist::HasCommit(std::string_view commit) const {
  const std::string lower = LowerAscii(commit);
  return !commit.empty() && std::find(list_.commits.begin(), list_.commits.end(), lower) != list_.commits.end();
}

bool CompiledAllowlist::HasStopword(std::string_view secret) const {
  if (list_.stopwords.empty()) return false;
  const std::string lower = LowerAscii(secret);
  return std::any_of(list_.stopwords.begin(), list_.stopwords.end(),
                     [&](const std::string& word) { return lower.find(word) != std::string::npos; });
}

std::string_view CompiledAllowlist::Target(const ImportedSubject& subject) const {
  switch (list_.target) {
    case ImportedAllowlist::Target::kMatch: return subject.match;
    case ImportedAllowlist::Target::kLine: return subject.line;
    default: return subject.secret;
  }
}

}  // namespace keylint
