// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/address.h"

#include <algorithm>

#include "lint/base/ascii.h"

namespace keylint {

std::string_view HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (const std::size_t user = url.find('@'); user != std::string_view::npos && user < url.find('/')) url.remove_prefix(user + 1);
  return url.substr(0, url.find_first_of("/:?# \t\r\n\"'"));
}

bool IsHost(std::string_view pattern, std::string_view host) {
  if (pattern.starts_with("*.")) return host.ends_with(pattern.substr(1));
  return host == pattern;
}

bool IsLocal(std::string_view host) {
  return host == "localhost" || host == "host.docker.internal" || host == "0.0.0.0" || host.starts_with("127.") || host.starts_with("[::1") ||
         host.ends_with(".localhost") || host.ends_with(".local") || host.ends_with(".internal");
}

const Provider* ProviderOfHost(const RuleSet& rules, std::string_view host) {
  for (const Provider& provider : rules.providers) {
    if (std::any_of(provider.hosts.begin(), provider.hosts.end(), [&](std::string_view known) { return IsHost(known, host); })) return &provider;
  }
  return nullptr;
}

bool NamesAddress(std::string_view variable) {
  const std::string name = LowerAscii(variable);
  return name.ends_with("_url") || name.ends_with("_host") || name.ends_with("_endpoint") || name.ends_with("_api_base") || name.ends_with("_base");
}

}  // namespace keylint
