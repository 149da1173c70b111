// SPDX-License-Identifier: Apache-2.0
// Two keys of one provider that do not belong together, and keys whose own
// account is not the one configured beside them.
#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "lint/base/ascii.h"

#include "lint/environment/project.h"

namespace keylint::environment {
namespace {

bool IsKey(const Assignment& setting) {
  return setting.key != nullptr && setting.form == Form::kWellFormed && IsLive(setting);
}

std::string_view FactOf(const Assignment& setting, FactKind kind) {
  for (const Fact& fact : setting.facts) {
    if (fact.kind == kind) return fact.value;
  }
  // Braintree's tokenization keys end in the merchant's id.
  const bool tokenization = setting.key != nullptr && kind == FactKind::kAccount && setting.key->id.ends_with("tokenization-key");
  if (tokenization && setting.value.rfind('_') != std::string::npos) return std::string_view(setting.value).substr(setting.value.rfind('_') + 1);
  return {};
}

// Words by which people keep several accounts apart.
bool NamesAnAccount(const Assignment& setting) {
  constexpr auto kWords = std::to_array<std::string_view>({
      "old", "new", "previous", "legacy", "eu", "us", "uk", "connect", "platform", "backup", "secondary", "alt", "source", "target",
      "from", "to", "migration", "admin", "ops", "second",
  });
  const std::vector<std::string> words = EnvironmentModel::Words(setting.variable());
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
  });
}

// What remains of a name without its environment: "X_KEY_TEST" beside
// "X_KEY_LIVE" are no halves of one credential.
bool NamesMode(const Project& project, const Assignment& setting) { return project.model.OfVariable(setting.variable()).has_value(); }

struct Half {
  const Assignment* key = nullptr;
  std::string section;
  std::string qualifier;
  std::size_t item = 0;        ///< Of the list that its section is.
  bool paired = false;         ///< Its other half stands in its item.
  bool paired_apart = false;   ///< A half that lacks another is in a different item.
};

// Of one section, and not by their own names of different modes.
bool AreHalves(const Project& project, const Half& half_a, const Half& half_b) {
  const Assignment& a = *half_a.key;
  const Assignment& b = *half_b.key;
  if (&project.rules.ProviderOf(*a.key) != &project.rules.ProviderOf(*b.key)) return false;
  if (a.part != b.part || a.guards != b.guards || half_a.section != half_b.section || a.variable() == b.variable()) return false;
  return a.key->privilege != b.key->privilege && !NamesMode(project, a) && !NamesMode(project, b);
}

// What keeps two halves apart: "X is a live key, but Y in line 3 is a test key."
// Empty: nothing does. `agrees`: something holds them together.
std::string Disagreement(const Assignment& a, const Assignment& b, bool& agrees) {
  const KeyMode::Kind mode_a = ModeOf(a).kind;
  const KeyMode::Kind mode_b = ModeOf(b).kind;
  agrees = false;
  if (mode_a != KeyMode::kNone && mode_b != KeyMode::kNone) {
    if (mode_a != mode_b) {
      return fmt::format("{} is a {} key, but {} in line {} is a {} key.", b.variable(), mode_b == KeyMode::kLive ? "live" : "test",
                         a.variable(), a.where.begin.line, mode_a == KeyMode::kLive ? "live" : "test");
    }
    agrees = true;
  }
  if (NamesAnAccount(a) || NamesAnAccount(b)) return {};
  for (const FactKind kind : {FactKind::kAccount, FactKind::kProject}) {
    const std::string_view of_a = FactOf(a, kind);
    const std::string_view of_b = FactOf(b, kind);
    if (of_a.empty() || of_b.empty()) continue;
    if (of_a == of_b) {
      agrees = true;
      continue;
    }
    return fmt::format("{} belongs to {}, but {} in line {} to {}.", b.variable(), of_b, a.variable(), a.where.begin.line, of_a);
  }
  return {};
}

void FindOtherHalves(const Project& project, std::vector<Half>& halves) {
  const auto for_pairs = [&](bool of_one_item, const auto& mark) {
    for (std::size_t i = 0; i < halves.size(); ++i) {
      for (std::size_t j = i + 1; j < halves.size(); ++j) {
        bool agrees = false;
        if ((halves[i].item == halves[j].item) != of_one_item || !AreHalves(project, halves[i], halves[j])) continue;
        if (Disagreement(*halves[i].key, *halves[j].key, agrees).empty() && agrees) mark(halves[i], halves[j]);
      }
    }
  };
  for_pairs(true, [](Half& a, Half& b) { a.paired = b.paired = true; });
  for_pairs(false, [](Half& a, Half& b) {
    a.paired_apart = a.paired_apart || !b.paired;
    b.paired_apart = b.paired_apart || !a.paired;
  });
}

// Halves whose names differ in more than their kind ("ACME_STRIPE_SECRET_KEY",
// "STRIPE_PUBLIC_KEY") are often of different tenants: a note, unless one of
// them has its other half.
void CheckHalves(const Project& project, const ProjectFile& file, Faults& faults) {
  constexpr std::size_t kMostKeys = 200;
  std::vector<Half> halves;
  for (const Assignment* setting : file.settings) {
    if (IsKey(*setting) && halves.size() < kMostKeys) halves.push_back({setting, SectionOf(*setting), QualifierOf(*setting, project.rules.ProviderOf(*setting->key)), ItemOf(file, *setting)});
  }
  FindOtherHalves(project, halves);
  std::set<std::tuple<const Provider*, std::string, std::size_t>> said;
  const auto check = [&](const Half& half_a, const Half& half_b, Level level) {
    const Assignment& a = *half_a.key;
    const Assignment& b = *half_b.key;
    if (half_a.item != half_b.item || half_a.paired_apart || half_b.paired_apart || !AreHalves(project, half_a, half_b) || faults.Has(&a) || faults.Has(&b)) return;
    const Provider& provider = project.rules.ProviderOf(*a.key);
    bool agrees = false;
    std::string what = Disagreement(a, b, agrees);
    if (what.empty() || !said.insert({&provider, half_b.section, half_b.item}).second) return;
    if (b.is_code && file.signals.overrides) return;
    faults.Add({"environment/mixed-pair", &b, level, 0.92, std::move(what),
                fmt::format("{} rejects with one half what the other half started.", provider.name), {},
                {{&a, fmt::format("the other half: {}", a.key->title)}}, false});
  };
  for (const Level level : {Level::kError, Level::kNote}) {
    for (std::size_t i = 0; i < halves.size(); ++i) {
      for (std::size_t j = i + 1; j < halves.size(); ++j) {
        const bool same = halves[i].qualifier == halves[j].qualifier;
        if (same != (level == Level::kError) || (!same && (halves[i].paired || halves[j].paired))) continue;
        check(halves[i], halves[j], level);
      }
    }
  }
}

// --- accounts configured beside a key --------------------------------------

struct AccountRule {
  std::string_view provider;
  FactKind fact;
  std::string_view name;   ///< End of the normalised variable.
};

constexpr auto kAccountRules = std::to_array<AccountRule>({
    {"aws", FactKind::kAccount, "awsaccountid"},
    {"aws", FactKind::kAccount, "awsaccount"},
    {"aws", FactKind::kAccount, "accountid"},
    {"supabase", FactKind::kProject, "supabaseurl"},
    {"supabase", FactKind::kProject, "supabaseprojectref"},
    {"supabase", FactKind::kProject, "supabaseprojectid"},
    {"mailchimp", FactKind::kRegion, "mailchimpserverprefix"},
    {"mailchimp", FactKind::kRegion, "mailchimpserver"},
    {"mailchimp", FactKind::kRegion, "mailchimpdc"},
    {"clerk", FactKind::kHost, "clerkfrontendapi"},
    {"clerk", FactKind::kHost, "clerkapi"},
    {"clerk", FactKind::kHost, "clerkdomain"},
    {"onesignal", FactKind::kProject, "onesignalappid"},
    {"braintree", FactKind::kAccount, "braintreemerchantid"},
    {"sentry", FactKind::kAccount, "sentryorg"},
    {"google", FactKind::kProject, "googlecloudproject"},
    {"google", FactKind::kProject, "gcpproject"},
    {"google", FactKind::kProject, "gcpprojectid"},
});

bool AllDigits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsDigit);
}

// The account that a setting's value names, in the notation of the fact.
std::string ConfiguredAccount(const AccountRule& rule, const Assignment& setting) {
  const std::string& value = setting.value;
  if (rule.provider == "aws") {
    std::string digits;
    for (const char c : value) {
      if (c != '-') digits += c;
    }
    return digits.size() == 12 && AllDigits(digits) ? digits : std::string();
  }
  if (rule.provider == "supabase") {
    if (value.find("://") == std::string::npos) return value.size() == 20 ? LowerAscii(value) : std::string();
    if (!setting.host.ends_with(".supabase.co") && !setting.host.ends_with(".supabase.in")) return {};
    return setting.host.substr(0, setting.host.find('.'));
  }
  if (rule.provider == "clerk") return setting.host;
  if (rule.provider == "mailchimp") return setting.host.empty() ? LowerAscii(value) : setting.host.substr(0, setting.host.find('.'));
  return LowerAscii(value);
}

// "eu.example.com" and "example.com".
bool EndsBehindDot(std::string_view host, std::string_view end) {
  return host.size() > end.size() && host.ends_with(end) && host[host.size() - end.size() - 1] == '.';
}

bool SameFrom(std::string_view fact, std::string_view configured) {
  const std::string lower = LowerAscii(fact);
  return lower == configured || EndsBehindDot(lower, configured) || EndsBehindDot(configured, lower);
}

// The account configured by `setting` for keys of `provider`, and what such a
// key says of its own.
struct Configured {
  std::string account;
  std::string_view fact;
};

Configured ConfiguredFor(const Provider& provider, const Assignment& key, const Assignment& setting) {
  const std::string name = EnvironmentModel::Normalised(setting.variable());
  const std::string joined = setting.path.size() > 1 ? EnvironmentModel::Normalised(setting.path[setting.path.size() - 2]) + name : name;
  for (const AccountRule& rule : kAccountRules) {
    if (rule.provider != provider.id || NamesAnAccount(setting)) continue;
    // "netsuite_account_id", "logging_account_id": of others.
    if (rule.provider == "aws" ? name != rule.name : !name.ends_with(rule.name) && joined != rule.name) continue;
    const std::string_view fact = FactOf(key, rule.fact);
    if (fact.empty()) continue;
    if (std::string account = ConfiguredAccount(rule, setting); !account.empty()) return {std::move(account), fact};
  }
  return {};
}

void CheckAccounts(const Project& project, const ProjectFile& file, Faults& faults) {
  constexpr std::size_t kMostKeys = 200;
  std::size_t seen = 0;
  std::set<std::pair<const Provider*, std::string>> said;
  for (const Assignment* key : file.settings) {
    if (!IsKey(*key) || ++seen > kMostKeys || NamesAnAccount(*key)) continue;
    const Provider& provider = project.rules.ProviderOf(*key->key);
    const bool comparable = std::any_of(kAccountRules.begin(), kAccountRules.end(), [&](const AccountRule& rule) {
      return rule.provider == provider.id && !FactOf(*key, rule.fact).empty();
    });
    if (!comparable) continue;
    const std::string qualifier = QualifierOf(*key, provider);
    const std::string section = SectionOf(*key);
    const std::size_t item = ItemOf(file, *key);
    const Assignment* other = nullptr;      // The first that names another account.
    const Assignment* stranger = nullptr;   // The same, by another tenant's name.
    const Assignment* own = nullptr;        // Names the key's.
    Configured configured, of_stranger;
    for (const Assignment* setting : file.settings) {
      const bool identifies = setting->key == nullptr || setting->key->privilege == Privilege::kIdentifier;
      if (setting == key || !identifies || !IsLive(*setting) || setting->kind != ValueKind::kLiteral || !SameScope(*key, *setting)) continue;
      if (NamesMode(project, *key) != NamesMode(project, *setting)) continue;
      Configured found = ConfiguredFor(provider, *key, *setting);
      if (found.account.empty()) continue;
      if (SameFrom(found.fact, found.account)) {
        own = setting;
      } else if (ItemOf(file, *setting) != item && SectionOf(*setting) == section) {
        continue;
      } else if (QualifierOf(*setting, provider) != qualifier) {
        if (stranger == nullptr) {
          stranger = setting;
          of_stranger = std::move(found);
        }
      } else if (other == nullptr) {
        other = setting;
        configured = std::move(found);
      }
    }
    // Another tenant's, or another item's of a list.
    if (own != nullptr && (other == nullptr || own->path == other->path)) continue;
    const Level level = other != nullptr ? Level::kWarning : Level::kNote;
    if (other == nullptr) {
      other = stranger;
      configured = std::move(of_stranger);
    }
    if (other == nullptr || !said.insert({&provider, fmt::format("{}{}", section, item)}).second) continue;
    faults.Add({"environment/account-mismatch", key, level, 0.92,
                fmt::format("The {} belongs to {}, but {} in line {} is {}.", key->key->title, configured.fact, other->variable(),
                            other->where.begin.line, configured.account),
                fmt::format("{} rejects the requests, or they act on the other account.", provider.name), {},
                {{other, fmt::format("{} is configured here", configured.account)}}, false});
  }
}

// postgres.<ref>@...pooler.supabase.com beside https://<ref>.supabase.co.
void CheckPooler(const ProjectFile& file, Faults& faults) {
  const auto is_project = [](const Assignment& setting) {
    return IsLive(setting) && setting.host.ends_with(".supabase.co") && setting.host.find('.') == 20 && setting.kind == ValueKind::kLiteral;
  };
  for (const Assignment* pooler : file.settings) {
    constexpr std::string_view kUser = "//postgres.";
    if (!IsLive(*pooler) || !pooler->host.ends_with(".pooler.supabase.com") || faults.Has(pooler)) continue;
    const std::size_t user = pooler->value.find(kUser);
    if (user == std::string::npos) continue;
    const std::string ref = LowerAscii(std::string_view(pooler->value).substr(user + kUser.size(), 20));
    for (const Assignment* url : Beside(file, *pooler)) {
      if (!is_project(*url) || !SameScope(*pooler, *url) || url->host.starts_with(ref) || NamesAnAccount(*url) || NamesAnAccount(*pooler)) continue;
      faults.Add({"environment/account-mismatch", pooler, Level::kWarning, 0.92,
                  fmt::format("{} connects to the Supabase project {}, but {} in line {} is {}.", pooler->variable(), ref, url->variable(),
                              url->where.begin.line, url->host.substr(0, 20)),
                  "The program reads one project's data and talks to the other's interface.", {},
                  {{url, "the other project"}}, false});
      break;
    }
  }
}

// The project in "firebase-adminsdk@shop-dev.iam.gserviceaccount.com" and
// "shop-dev.firebaseapp.com"; empty: neither.
std::string_view FirebaseProjectIn(const Assignment& setting) {
  std::string_view value = setting.value;
  if (const std::size_t scheme = value.find("://"); scheme != std::string_view::npos) value.remove_prefix(scheme + 3);
  for (const std::string_view end : {".iam.gserviceaccount.com", ".firebaseapp.com"}) {
    if (!value.ends_with(end)) continue;
    value.remove_suffix(end.size());
    if (end.starts_with(".iam")) value.remove_prefix(std::min(value.find('@') + 1, value.size()));
    return value;
  }
  return {};
}

bool IsOfFirebase(const Assignment& setting) {
  return std::any_of(setting.path.begin(), setting.path.end(), [](const std::string& name) { return LowerAscii(name).find("firebase") != std::string::npos; });
}

// FIREBASE_PROJECT_ID=shop-prod beside FIREBASE_CLIENT_EMAIL=...@shop-dev....
void CheckFirebase(const Project& project, const ProjectFile& file, Faults& faults) {
  for (const Assignment* part : file.settings) {
    if (!IsLive(*part) || part->is_code || part->kind != ValueKind::kLiteral) continue;
    const std::string_view of_part = FirebaseProjectIn(*part);
    if (of_part.empty() || faults.Has(part) || NamesMode(project, *part) || NamesAnAccount(*part) || !IsOfFirebase(*part)) continue;
    const Assignment* other = nullptr;
    for (const Assignment* named : Beside(file, *part)) {
      if (!IsLive(*named) || named->kind != ValueKind::kLiteral || !EnvironmentModel::Normalised(named->variable()).ends_with("projectid")) continue;
      if (!IsOfFirebase(*named) || NamesMode(project, *named) || NamesAnAccount(*named) || !SameScope(*part, *named)) continue;
      if (SectionOf(*part) == SectionOf(*named) && ItemOf(file, *part) != ItemOf(file, *named)) continue;
      other = named;
      if (named->value == of_part) break;
    }
    if (other == nullptr || other->value == of_part) continue;
    faults.Add({"environment/account-mismatch", part, Level::kWarning, 0.9,
                fmt::format("{} belongs to the Firebase project {}, but {} in line {} is {}.", part->variable(), of_part, other->variable(),
                            other->where.begin.line, other->value),
                "Tokens of the one project are refused by the other.", {}, {{other, "the other project"}}, false});
  }
}

}  // namespace

void CheckPairs(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    if (file.signals.overrides && !file.settings.empty() && file.settings.front()->is_code) continue;
    CheckAccounts(project, file, faults);   // Tells which of two halves is the stranger.
    CheckHalves(project, file, faults);
    CheckPooler(file, faults);
    CheckFirebase(project, file, faults);
  }
}

}  // namespace keylint::environment
