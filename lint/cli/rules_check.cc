// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/rules_check.h"

#include <fmt/format.h>

#include "lint/cli/rules_files.h"
#include "lint/report/escape.h"
#include "lint/ruleset/check.h"

namespace keylint {
namespace {

// "rules/acme.toml:8: advice: acme-key: prefix: ..." for each remark; how
// many of them are faults.
std::size_t PrintRemarks(const std::vector<RuleFile>& files, const RuleSet& rules, World& world) {
  std::size_t faults = 0;
  for (const RuleRemark& remark : CheckRules(rules)) {
    std::string place = "rules";
    for (const RuleFile& file : files) {
      const std::size_t line = LineOfRule(file.text, remark.id);
      if (line != 0) place = fmt::format("{}:{}", file.path, line);
    }
    const bool fault = remark.kind == RemarkKind::kFault;
    world.err << fmt::format("{}: {}{}: {}: {}\n", ForTerminal(place), fault ? "" : "advice: ", ForTerminal(remark.id),
                             remark.field, ForTerminal(remark.message));
    faults += fault ? 1 : 0;
  }
  return faults;
}

}  // namespace

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
  const std::size_t all_faults = faults.size() + PrintRemarks(*files, loaded.rules(), world);
  world.out << fmt::format("{} files, {} providers, {} keys: {}\n", files->size(), loaded.rules().providers.size(),
                           loaded.rules().keys.size(),
                           all_faults == 0 ? "sound" : fmt::format("{} faults", all_faults));
  return all_faults == 0 ? kExitClean : kExitUsage;
}

}  // namespace keylint
