// SPDX-License-Identifier: Apache-2.0
// Hosts, and whose they are.
#pragma once

#include <string_view>

#include "lint/model/rule.h"

namespace keylint {

/// "https://me@api.openai.com:443/v1" -> "api.openai.com".
std::string_view HostOf(std::string_view url);

/// Whether `host` is `pattern`, which may begin with "*.".
bool IsHost(std::string_view pattern, std::string_view host);

/// Whether `host` is this machine or a container beside it.
bool IsLocal(std::string_view host);

/// The provider that lists `host`, or null.
const Provider* ProviderOfHost(const RuleSet& rules, std::string_view host);

/// Whether a variable of this name takes an address: "OPENAI_BASE_URL".
bool NamesAddress(std::string_view variable);

}  // namespace keylint
