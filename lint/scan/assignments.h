// SPDX-License-Identifier: Apache-2.0
// Which of a document's values the project-wide checks want to see.
//
//   STRIPE_KEY=..., PLAID_ENV=sandbox, APP_ENV=production, SUPABASE_URL=...
//
// Everything else (most of a configuration) is dropped here, so that memory
// grows with keys and settings around them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/environment/settings.h"
#include "lint/model/environment.h"
#include "lint/model/rule.h"

namespace keylint {

/// What a setting is to the environment checks.
struct SettingUse {
  const Provider* host_of = nullptr;
  bool host_is_test = false;
  std::string host;
  bool names_environment = false;  ///< APP_ENV, a provider's switch, a profile.
  bool names_account = false;      ///< AWS_ACCOUNT_ID, SUPABASE_URL, ...
  bool secret_name = false;        ///< SESSION_SECRET, DB_PASSWORD, ...
  bool internal_host = false;      ///< The project says that it is its own.
  bool base_url = false;           ///< OPENAI_BASE_URL, spring.ai.openai.base-url, ...
  bool any() const { return host_of != nullptr || internal_host || base_url || names_environment || names_account || secret_name; }
};

/// Hosts, switches and account variables of all providers. Immutable; shared
/// by threads. Ownership: borrows `rules` and `settings`.
class SettingIndex {
 public:
  SettingIndex(const RuleSet& rules, const EnvironmentSettings& settings);

  SettingUse UseOf(std::string_view name, std::string_view parent, std::string_view value) const;

 private:
  struct Host {
    const Provider* provider = nullptr;
    bool is_test = false;
  };
  const Host* FindHost(const std::string& host) const;

  const EnvironmentSettings& own_;
  std::unordered_map<std::string, Host> hosts_;      ///< "*.a.b" as ".a.b".
  std::unordered_set<std::string> switches_;         ///< Normalised names.
};

/// Whether `name`, written in upper case as constants are, says where code
/// runs: ENVIRONMENT = "production", define('WP_ENVIRONMENT_TYPE', ...).
bool NamesCodeEnvironment(std::string_view name);

/// Whether a value of code sends the keys around it elsewhere or names their
/// account: OPENAI_API_BASE = "https://...", 'mailchimp' => ['server_prefix' => 'us6'].
bool GoesWithKeys(std::string_view name, std::string_view parent, std::string_view value);

/// Where a Python module sets DEBUG for all of itself; empty: it does not.
Span DebugFlagOf(std::string_view text);

/// `true` or `false` behind "production:" of Angular's environment.ts; empty:
/// it has none.
Span ProductionFlagOf(std::string_view text);

/// Whether the file's name alone says that it configures one environment
/// (".env.production", "application-prod.yml"): worth decoding without any
/// key in it.
bool ConfiguresEnvironment(std::string_view path);

/// Offsets at which the documents of a YAML or .properties text begin, after
/// the first: lines of "---" or "#---".
std::vector<std::size_t> PartsOf(std::string_view text, bool properties);

/// Preprocessor conditions around `offset` of a C-like text, outermost first
/// ("ifdef NDEBUG", "else of ifdef NDEBUG").
std::vector<std::string> ConditionsAt(std::string_view text, std::size_t offset);

}  // namespace keylint
