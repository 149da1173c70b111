// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/suspects.h"

#include <algorithm>
#include <initializer_list>

#include "lint/base/ascii.h"
#include "lint/diagnose/placeholder.h"
#include "lint/doctor/address.h"
#include "lint/doctor/examine.h"

namespace keylint {
namespace {

constexpr std::size_t kShortestKey = 12;   // In a file that holds more than keys.

// A value that no message holds by chance, as it may hold a host or a name.
bool IsTelling(std::string_view value) {
  return value.size() >= kShortestKey && value.find_first_of(" \n") == std::string_view::npos && std::any_of(value.begin(), value.end(), IsDigit) &&
         std::any_of(value.begin(), value.end(), IsAlpha) && ClassifyValue(value) == ValueClass::kOpaque;
}

bool IsPrivateKey(std::string_view value) { return value.starts_with("-----BEGIN ") && value.find("PRIVATE KEY") != std::string_view::npos; }

bool EndsBlank(std::string_view value) { return !value.empty() && (value.back() == '\n' || value.back() == '\r' || value.back() == ' '); }
bool IsForeign(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) > 0x7E; });
}

// Amazon says which half of a pair it does not know.
bool SpeaksOfId(std::string_view text) {
  return text.find("InvalidAccessKeyId") != std::string_view::npos || text.find("InvalidClientTokenId") != std::string_view::npos;
}

bool NamesAccessKeyId(std::string_view variable) {
  std::string name = LowerAscii(variable);
  std::erase_if(name, [](char c) { return c == '_' || c == '-'; });
  return name.ends_with("accesskeyid");
}

class Finder {
 public:
  explicit Finder(const Failure& failure) : failure_(failure), complaint_(failure.complaint) { FindRedirected(); }

  std::vector<Suspect> Run(bool& echoed) {
    for (const Setting& setting : failure_.sources.settings) TakeEchoed(setting);
    echoed = !found_.empty();
    if (!echoed && complaint_.fragments.empty()) {
      for (const Setting& setting : failure_.sources.settings) TakeUnseen(setting, true);
      // Of a publishable key nobody is told that it is secret.
      if (found_.empty()) {
        for (const Setting& setting : failure_.sources.settings) TakeUnseen(setting, false);
      }
      if (found_.empty()) TakeUnsendable();
    }
    for (Suspect& suspect : found_) Place(suspect);
    std::stable_sort(found_.begin(), found_.end(), [](const Suspect& a, const Suspect& b) {
      const bool used_a = a.setting->rank >= 2.5, used_b = b.setting->rank >= 2.5;
      if (used_a != used_b) return used_a;
      return a.score != b.score ? a.score > b.score : a.rank > b.rank;
    });
    return std::move(found_);
  }

 private:
  void FindRedirected();
  bool Names(std::string_view variable) const {
    return std::find(complaint_.variables.begin(), complaint_.variables.end(), variable) != complaint_.variables.end();
  }
  bool Concerns(const Setting& setting) const;
  void TakeEchoed(const Setting& setting);
  void TakeUnseen(const Setting& setting, bool secret_only);
  void TakeUnsendable();
  int WeightOfCause(const Setting& setting) const;
  void Place(Suspect& suspect) const;

  const Failure& failure_;
  const Complaint& complaint_;
  std::vector<const Provider*> redirected_;   // Their libraries are told to ask the complaint's provider.
  std::vector<Suspect> found_;
};

void Finder::FindRedirected() {
  const RuleSet& rules = failure_.pipeline.rules();
  for (const Setting& setting : failure_.sources.settings) {
    if (complaint_.provider == nullptr || setting.rank < kUsed || setting.in_comment || !NamesAddress(setting.variable)) continue;
    if (ProviderOfHost(rules, HostOf(setting.value)) != complaint_.provider) continue;
    for (const Provider& provider : rules.providers) {
      const auto& bases = provider.base_url_variables;
      if (std::find(bases.begin(), bases.end(), setting.variable) != bases.end()) redirected_.push_back(&provider);
    }
  }
}

bool Finder::Concerns(const Setting& setting) const {
  if (setting.names_file) return false;
  if (Names(setting.variable)) return true;
  if (complaint_.provider == nullptr) return false;
  if (setting.provider == complaint_.provider->id) return true;
  for (const std::string& name : setting.names) {
    for (const std::string_view host : complaint_.provider->hosts) {
      if (host.size() > 5 && name.find(host.starts_with("*.") ? host.substr(2) : host) != std::string::npos) return true;
    }
  }
  const Provider* asked = WantedBy(failure_.pipeline, setting).provider;
  if (asked != nullptr && std::find(redirected_.begin(), redirected_.end(), asked) != redirected_.end()) return true;
  if (asked != nullptr || setting.kind == SourceKind::kProcessEnvironment || !IsTelling(setting.value)) return asked == complaint_.provider;
  // A tool's file under a host's or a person's name: the key itself tells.
  const Examination seen = Examine(failure_.pipeline, setting, {}, failure_.now);
  return seen.form == Form::kWellFormed && seen.key->bare && &failure_.pipeline.rules().ProviderOf(*seen.key) == complaint_.provider;
}

// The message shows a part of it, or all of it.
void Finder::TakeEchoed(const Setting& setting) {
  if (setting.is_reference || setting.value.size() < 3) return;
  int score = 0;
  for (const Fragment& fragment : complaint_.fragments) score = std::max(score, FitsFragment(fragment, setting.value));
  if (failure_.text.find(setting.value) != std::string_view::npos && IsTelling(setting.value)) {
    score = std::max(score, static_cast<int>(setting.value.size()));
  }
  for (const std::string& word : failure_.whole) {   // "Authorization: Bearer KEY"
    if (IsTelling(word)) score = std::max(score, FitsFragment({word, "", word.size()}, setting.value));
  }
  if (score == 0) return;
  const bool concerned = Concerns(setting);
  // Three or four characters alone say little.
  if (score < 6 && !concerned && WantedBy(failure_.pipeline, setting).provider == nullptr && ClassifyValue(setting.value) != ValueClass::kOpaque) return;
  found_.push_back({&setting, score, setting.rank - (concerned || setting.is_code ? 0 : 30)});
}

// What the kind of failure says for it.
int Finder::WeightOfCause(const Setting& setting) const {
  const bool shows = complaint_.cause == Cause::kHeader || complaint_.cause == Cause::kNonAscii || complaint_.cause == Cause::kExpired;
  if (!shows) return 0;
  const Examination seen = Examine(failure_.pipeline, setting, failure_.text_of(setting), failure_.now);
  const auto has = [&](std::initializer_list<Diagnosis> wanted) {
    return std::any_of(seen.findings.begin(), seen.findings.end(), [&](const DoctorFinding& finding) {
      return std::find(wanted.begin(), wanted.end(), finding.diagnosis) != wanted.end();
    });
  };
  switch (complaint_.cause) {
    case Cause::kHeader: return EndsBlank(setting.value) || has({Diagnosis::kWhitespace}) ? 6 : 0;
    case Cause::kNonAscii: return IsForeign(setting.value) || has({Diagnosis::kInvisibleCharacter, Diagnosis::kHomoglyph}) ? 6 : 0;
    case Cause::kExpired:
      return std::any_of(seen.findings.begin(), seen.findings.end(), [](const DoctorFinding& f) { return f.rule_id.starts_with("expired/"); }) ? 4 : 0;
    default: return 0;
  }
}

// The message shows nothing of it: its name or its place must fit.
void Finder::TakeUnseen(const Setting& setting, bool secret_only) {
  if (setting.is_reference || setting.in_comment || !Concerns(setting)) return;
  if (NamesAddress(setting.variable) && !complaint_.variables.empty() && setting.variable != complaint_.variables.front()) return;
  const NamedKeys named = WantedBy(failure_.pipeline, setting);
  const bool secret = std::any_of(named.keys.begin(), named.keys.end(), [](const KeyRule* key) { return IsSecret(key->privilege); });
  const bool asked = Names(setting.variable);
  const bool is_pem = IsPrivateKey(setting.value);
  if (secret_only && !secret && !asked && named.provider != nullptr && (setting.provider.empty() || setting.value.size() < kShortestKey)) return;
  // What is missing is that variable, not one of a similar name.
  if (!asked && complaint_.cause == Cause::kMissing && !complaint_.variables.empty()) return;
  if (setting.is_code && !setting.is_fallback && setting.value.size() < kShortestKey) return;
  // A tool's file holds more than its key: "context: default".
  if (!asked && named.provider == nullptr && !setting.provider.empty() && !is_pem && setting.value.size() < kShortestKey) return;
  Suspect suspect{&setting, asked ? 2 : 1, setting.rank};
  if (complaint_.length && *complaint_.length == setting.value.size()) suspect.score += 8;
  if (SpeaksOfId(failure_.text) && NamesAccessKeyId(setting.variable)) suspect.score += 1;
  if (is_pem) suspect.score += 1;
  suspect.score += WeightOfCause(setting);
  found_.push_back(suspect);
}

// A header that cannot be sent, or letters outside ASCII, name nobody.
void Finder::TakeUnsendable() {
  if (complaint_.cause != Cause::kHeader && complaint_.cause != Cause::kNonAscii) return;
  for (const Setting& setting : failure_.sources.settings) {
    if (setting.is_reference || setting.in_comment || WantedBy(failure_.pipeline, setting).provider == nullptr) continue;
    if (complaint_.cause == Cause::kHeader ? EndsBlank(setting.value) : IsForeign(setting.value)) found_.push_back({&setting, 6, setting.rank});
  }
}

// Where it ran, and which files its tool asks.
void Finder::Place(Suspect& suspect) const {
  constexpr double kElsewhere = 100;   // Above all that only this machine sees.
  const Setting& setting = *suspect.setting;
  const std::string_view name = std::string_view(setting.file).substr(setting.file.rfind('/') + 1);
  bool there = false;
  switch (complaint_.where) {
    case Surroundings::kUnknown: break;
    case Surroundings::kBuild: there = setting.kind == SourceKind::kCi; break;
    case Surroundings::kImageBuild: there = name.starts_with("Dockerfile") || name.starts_with("Containerfile") || name.ends_with(".dockerfile"); break;
    case Surroundings::kDeployed: there = setting.kind == SourceKind::kCi || setting.kind == SourceKind::kKubernetes; break;
  }
  if (there && !setting.in_comment && !setting.is_reference) suspect.rank += kElsewhere;
  const bool asked = std::any_of(complaint_.stores.begin(), complaint_.stores.end(), [&](std::string_view end) { return setting.file.ends_with(end); });
  if (asked && !setting.in_comment) suspect.rank += kElsewhere;
}

void AddNames(std::span<const std::string_view> variables, std::vector<std::string>& names) {
  for (const std::string_view variable : variables) {
    if (variable.find('*') == std::string_view::npos) names.emplace_back(variable);
  }
}

}  // namespace

std::vector<std::string> WholeKeysIn(std::string_view text) {
  constexpr std::size_t kMost = 64;
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size() && words.size() < kMost;) {
    std::size_t end = at;
    while (end < text.size() && (IsAlnum(text[end]) || std::string_view("_-:.+/=").find(text[end]) != std::string_view::npos)) ++end;
    const std::string_view word = text.substr(at, end - at);
    if (word.size() >= 16 && word.size() <= 300 && std::any_of(word.begin(), word.end(), IsDigit)) {
      words.emplace_back(word);
      // "key=VALUE", "path/VALUE"
      const std::size_t cut = word.find_last_of("=/");
      if (cut != std::string_view::npos && word.size() - cut > 16) words.emplace_back(word.substr(cut + 1));
    }
    at = end + 1;
  }
  return words;
}

Interest InterestOf(const Complaint& complaint, const std::vector<std::string>& whole, const RuleSet& rules) {
  Interest interest{complaint.variables, whole, {}};
  for (const Fragment& fragment : complaint.fragments) {
    if (fragment.head.size() >= 4) interest.texts.push_back(fragment.head);
    if (fragment.tail.size() >= 3) interest.texts.push_back(fragment.tail);
  }
  const Provider* provider = complaint.provider;
  if (provider == nullptr) return interest;
  interest.words.emplace_back(provider->id == "aws" ? "boto" : provider->id);
  interest.words.insert(interest.words.end(), provider->words.begin(), provider->words.end());
  AddNames(provider->variables, interest.names);
  for (const KeyRule& key : rules.keys) {
    if (&rules.ProviderOf(key) == provider) AddNames(key.variables, interest.names);
  }
  return interest;
}

std::vector<Suspect> FindSuspects(const Failure& failure, bool& echoed) { return Finder(failure).Run(echoed); }

}  // namespace keylint
