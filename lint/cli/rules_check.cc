// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/rules_check.h"

#include <fmt/format.h>

#include "lint/cli/rules_files.h"
#include "lint/report/escape.h"

namespace keylint {

int CheckRuleFiles(const std::vector<std::string>& paths, World& world) {
  const auto files = ReadRuleFiles(paths);
  if (!files) {
    world.err << fmt::format("keylint: {}: {}\n", ForTerminal(files.error().path), files.error().message);
    return kExitUsage;
  }
  std::vector<RuleFault> faults;
  const LoadedRules loaded = LoadRules(*files, faults);
  for (const RuleFault& fault : faults) {
    world.err << fmt::format("{}:{}: {}\n", ForTerminal(fault.path), fault.line, ForTerminal(fault.message));
  }
  world.out << fmt::format("{} files, {} providers, {} keys: {}\n", files->size(), loaded.rules().providers.size(),
                           loaded.rules().keys.size(),
                           faults.empty() ? "sound" : fmt::format("{} faults", faults.size()));
  return faults.empty() ? kExitClean : kExitUsage;
}

}  // namespace keylint
