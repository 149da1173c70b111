// SPDX-License-Identifier: Apache-2.0
// Two keys of one provider that do not belong together, and keys whose own
// account is not the one configured beside them.
#include <algorithm>
#include <array>
#include <set>

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

bool AreHalves(const Project& project, const Assignment& a, const Assignment& b) {
  if (&project.rules.ProviderOf(*a.key) != &project.rules.ProviderOf(*b.key)) return false;
  if (a.part != b.part || a.guards != b.guards || SectionOf(a) != SectionOf(b) || a.variable() == b.variable()) return false;
  return a.key->privilege != b.key->privilege && !NamesMode(project, a) && !NamesMode(project, b);
}

// "STRIPE_EU_SECRET" and "STRIPE_US_PUBLIC": suffixes of accounts.
void CheckHalves(const Project& project, const ProjectFile& file, Faults& faults) {
  constexpr std::size_t kMostKeys = 200;
  std::vector<const Assignment*> keys;
  for (const Assignment* setting : file.settings) {
    if (IsKey(*setting) && keys.size() < kMostKeys) keys.push_back(setting);
  }
  std::set<std::pair<const Provider*, std::string>> said;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    for (std::size_t j = i + 1; j < keys.size(); ++j) {
      const Assignment& a = *keys[i];
      const Assignment& b = *keys[j];
      if (!AreHalves(project, a, b) || faults.Has(&a) || faults.Has(&b)) continue;
      const Provider& provider = project.rules.ProviderOf(*a.key);
      const KeyMode::Kind mode_a = ModeOf(a).kind;
      const KeyMode::Kind mode_b = ModeOf(b).kind;
      std::string what;
      if (mode_a != KeyMode::kNone && mode_b != KeyMode::kNone && mode_a != mode_b) {
        what = fmt::format("{} is a {} key, but {} in line {} is a {} key.", b.variable(), mode_b == KeyMode::kLive ? "live" : "test",
                           a.variable(), a.where.begin.line, mode_a == KeyMode::kLive ? "live" : "test");
      } else if (!NamesAnAccount(a) && !NamesAnAccount(b)) {
        for (const FactKind kind : {FactKind::kAccount, FactKind::kProject}) {
          const std::string_view of_a = FactOf(a, kind);
          const std::string_view of_b = FactOf(b, kind);
          if (of_a.empty() || of_b.empty() || of_a == of_b) continue;
          what = fmt::format("{} belongs to {}, but {} in line {} to {}.", b.variable(), of_b, a.variable(), a.where.begin.line, of_a);
          break;
        }
      }
      if (what.empty() || !said.insert({&provider, SectionOf(b)}).second) continue;
      if (b.is_code && file.signals.overrides) continue;
      faults.Add({"environment/mixed-pair", &b, Level::kError, 0.92, std::move(what),
                  fmt::format("{} rejects with one half what the other half started.", provider.name), {},
                  {{&a, fmt::format("the other half: {}", a.key->title)}}, false});
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

// Account ids inside ARNs and registry hosts.
std::string AccountInArn(const Assignment& setting) {
  const std::string& value = setting.value;
  if (const std::size_t dot = setting.host.find(".dkr.ecr."); dot == 12 && AllDigits(setting.host.substr(0, 12))) return setting.host.substr(0, 12);
  if (!value.starts_with("arn:aws")) return {};
  // Roles of other accounts are there to be assumed.
  if (value.find(":role/") != std::string::npos) return {};
  std::size_t at = 0;
  for (int colons = 0; colons < 4; ++colons) {
    at = value.find(':', at);
    if (at == std::string::npos) return {};
    ++at;
  }
  const std::string account = value.substr(at, value.find(':', at) - at);
  return account.size() == 12 && AllDigits(account) && account != "123456789012" ? account : std::string();
}

bool SameFrom(std::string_view fact, std::string_view configured) {
  const std::string lower = LowerAscii(fact);
  return lower == configured || lower.ends_with("." + std::string(configured)) || configured.ends_with("." + lower);
}

void CheckAccounts(const Project& project, const ProjectFile& file, Faults& faults) {
  constexpr std::size_t kMostKeys = 200;
  std::size_t seen = 0;
  std::set<std::pair<const Provider*, std::string>> said;
  for (const Assignment* key : file.settings) {
    if (!IsKey(*key) || ++seen > kMostKeys || NamesAnAccount(*key)) continue;
    const Provider& provider = project.rules.ProviderOf(*key->key);
    for (const Assignment* setting : file.settings) {
      const bool identifies = setting->key == nullptr || setting->key->privilege == Privilege::kIdentifier;
      if (setting == key || !identifies || !IsLive(*setting) || setting->kind != ValueKind::kLiteral || !SameScope(*key, *setting)) continue;
      if (NamesMode(project, *key) != NamesMode(project, *setting)) continue;
      std::string configured;
      std::string_view fact;
      if (provider.id == "aws") {
        configured = AccountInArn(*setting);
        fact = FactOf(*key, FactKind::kAccount);
      }
      const std::string name = EnvironmentModel::Normalised(setting->variable());
      for (const AccountRule& rule : kAccountRules) {
        if (!configured.empty()) break;
        if (rule.provider != provider.id || !name.ends_with(rule.name) || NamesAnAccount(*setting)) continue;
        fact = FactOf(*key, rule.fact);
        if (!fact.empty()) configured = ConfiguredAccount(rule, *setting);
      }
      if (configured.empty() || fact.empty() || SameFrom(fact, configured)) continue;
      if (!said.insert({&provider, SectionOf(*key)}).second) continue;
      faults.Add({"environment/account-mismatch", key, Level::kWarning, 0.92,
                  fmt::format("The {} belongs to {}, but {} in line {} is {}.", key->key->title, fact, setting->variable(),
                              setting->where.begin.line, configured),
                  fmt::format("{} rejects the requests, or they act on the other account.", provider.name), {},
                  {{setting, fmt::format("{} is configured here", configured)}}, false});
    }
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

}  // namespace

void CheckPairs(const Project& project, Faults& faults) {
  for (const ProjectFile& file : project.files) {
    if (file.signals.overrides && !file.settings.empty() && file.settings.front()->is_code) continue;
    CheckHalves(project, file, faults);
    CheckAccounts(project, file, faults);
    CheckPooler(file, faults);
  }
}

}  // namespace keylint::environment
