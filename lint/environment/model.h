// SPDX-License-Identifier: Apache-2.0
// From names and values around a setting to the environment it runs in.
//
//   model.OfFile("config/prod/app.yml")    folder "prod": production, 0.8
//   model.OfSection("ProductionConfig")    section: production, 0.95
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/environment/settings.h"
#include "lint/environment/tables.h"
#include "lint/model/environment.h"

namespace keylint {

/// Ranks of EnvironmentSignal; see rules/environments.toml.
enum SignalRank : std::uint8_t {
  kRankVariable = 0, kRankSwitch = 1, kRankSection = 2, kRankFile = 3, kRankKey = 4, kRankFolder = 5,
  kRankLabel = 6, kRankUrl = 7, kRankWeak = 8, kRankDefault = 9,
};

/// Immutable; shared by threads.
class EnvironmentModel {
 public:
  explicit EnvironmentModel(const EnvironmentSettings& settings = {});

  /// Signals of a path, strongest first. `overrides` is set for samples and
  /// test trees: the first signal then decides alone.
  struct PathSignals {
    std::vector<EnvironmentSignal> signals;
    bool overrides = false;
  };
  PathSignals OfPath(std::string_view path, bool is_code) const;

  /// A section, profile, stage, class or job: the whole name must speak of
  /// an environment ("production", "ProductionConfig", "when@prod", "%prod").
  /// `listed`: it stands in a list of environments, so words that elsewhere
  /// mean other things ("review", "beta") name one, too.
  std::optional<EnvironmentSignal> OfSection(std::string_view name, bool listed = false) const;

  /// The one environment that a condition of code asks for, in lower case:
  /// "if (process.env.node_env === 'production')".
  EnvironmentClass OfCondition(std::string_view condition) const;

  /// A variable that names its mode: "STRIPE_TEST_SECRET_KEY".
  std::optional<EnvironmentSignal> OfVariable(std::string_view name) const;

  /// The environment that a value such as "production", "prod-eu" or
  /// "config.settings.staging" names. "!prod" is development.
  EnvironmentClass OfValue(std::string_view value) const;

  /// The value of a provider's switch: also "true" and "false", read by what
  /// the switch's name promises (PAYPAL_SANDBOX, MIDTRANS_IS_PRODUCTION).
  EnvironmentClass OfSwitch(std::string_view name, std::string_view value) const;

  /// What the setting `name` (normalised) says about its surroundings.
  std::optional<environment::KeyRole> RoleOf(std::string_view normalised) const;

  /// The environment an address speaks of: localhost, staging hosts, others.
  std::optional<EnvironmentSignal> OfUrl(std::string_view name, std::string_view value) const;

  /// Letters and digits of `name`, lower case.
  static std::string Normalised(std::string_view name);
  /// Words of a name in lower case, digits at their ends dropped.
  static std::vector<std::string> Words(std::string_view name);

 private:
  struct Hit {
    EnvironmentClass environment = EnvironmentClass::kUnknown;
    std::size_t first = 0;
    std::size_t count = 0;   ///< Words it took; 0: none.
  };
  EnvironmentClass Look(std::string_view word, unsigned char uses) const;
  /// The first environment among `words`, from the back when `last`.
  Hit Find(const std::vector<std::string>& words, unsigned char uses, bool last) const;

  EnvironmentSettings settings_;
  std::unordered_map<std::string, EnvironmentClass> own_;
};

}  // namespace keylint
