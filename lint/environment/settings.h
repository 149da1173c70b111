// SPDX-License-Identifier: Apache-2.0
// What a project says about its own environments in .keylint.toml.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/environment.h"

namespace keylint {

struct EnvironmentSettings {
  /// [environments.canary] like = "production": words of the project's own
  /// and the environment they mean.
  std::map<std::string, EnvironmentClass> like;
  /// Staging runs on live keys here, and that is no finding.
  bool staging_uses_live_keys = false;
  /// Hosts that stand for a provider's own (proxies, gateways): keys beside
  /// them may be anybody's, and an address there is no public one.
  std::vector<std::string> internal_hosts;
  /// Rule ids of keys that ship to clients on purpose.
  std::vector<std::string> client_keys;
  /// [rotation] days = 90: what `keylint inventory` calls due. 0: no policy.
  int rotation_days = 0;
};

/// "production", "prod", "staging", ... ; kUnknown for other words.
EnvironmentClass EnvironmentOf(std::string_view word);

/// Whether `host` is one of `settings`' own, or stands below one of them
/// ("corp.example" holds "llm.corp.example"). Letters' case is ignored.
bool IsInternalHost(const EnvironmentSettings& settings, std::string_view host);

}  // namespace keylint
