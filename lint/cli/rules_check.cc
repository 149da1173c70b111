// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/rules_check.h"

#include <fmt/format.h>

#include "lint/cli/rules_files.h"
#include "lint/report/escape.h"
#include "lint/ruleset/check.h"
#include "lint/ruleset/gitleaks.h"
#include "lint/scan/rule_trial.h"
#include "lint/source/file_tree.h"

namespace keylint {
namespace {

// "rules/acme.toml:8: advice: acme-key: prefix: ..." for each remark; how
// many of them are faults.
std::size_t PrintRemarks(const std::vector<RuleFile>& files, const RuleSet& rules, World& world) {
  std::size_t faults = 0;
  std::vector<RuleRemark> remarks = CheckRules(rules);
  for (RuleRemark& remark : TryRules(rules)) remarks.push_back(std::move(remark));
  for (const RuleRemark& remark : remarks) {
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

// Rule files of gitleaks and betterleaks leave `files`; what cannot be
// followed in them is told. How many faults.
std::size_t CheckImports(std::vector<RuleFile>& files, World& world) {
  std::size_t faults = 0;
  const auto open = [](const std::string& path) -> Result<RuleFile> {
    auto opened = ReadRuleFiles({path});
    if (!opened) return tl::unexpected(opened.error());
    return opened->front();
  };
  std::erase_if(files, [&](const RuleFile& file) {
    if (!IsGitleaksToml(file.text)) return false;
    const auto rules = ImportGitleaks(file, open);
    if (!rules) {
      world.err << fmt::format("{}: {}\n", ForTerminal(rules.error().path), ForTerminal(rules.error().message));
      ++faults;
      return true;
    }
    for (const std::string& warning : rules->warnings) world.err << fmt::format("{}\n", ForTerminal(warning));
    const auto count = [](std::size_t number, std::string_view noun) { return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s"); };
    world.out << fmt::format("{}: {}, {}{}\n", ForTerminal(file.path), count(rules->rules.size(), "imported rule"), count(rules->warnings.size(), "warning"),
                             rules->left_out == 0 ? "" : fmt::format(", {} left out", count(rules->left_out, "rule")));
    faults += rules->left_out;   // They find nothing.
    return true;
  });
  return faults;
}

// The costliest keys first; what is below a look in ten megabytes is no news.
void PrintCosts(const RuleCosts& costs, bool counted, World& world) {
  constexpr std::size_t kShown = 12;
  constexpr double kWorthALine = 0.1;
  std::size_t shown = 0;
  for (const KeyCost& cost : costs.keys) {
    if (shown == kShown || cost.looks < kWorthALine) break;
    if (shown++ == 0) world.out << fmt::format("{:>10} {:>12}  {}\n", counted ? "looks/MB" : "stops/MB", counted ? "candidates" : "", "key, its commonest needle");
    world.out << fmt::format("{:>10.1f} {:>12}  {}, '{}'\n", cost.looks, counted ? fmt::format("{:.3f}", cost.candidates) : "",
                             ForTerminal(cost.key->id), ForTerminal(cost.needle));
  }
}

// Needles of everyday text make every scan slower, whoever wrote the rule.
void TellCosts(const RuleSet& rules, const std::string& tree, World& world) {
  if (tree.empty()) {
    const RuleCosts costs = EstimateCosts(rules);
    PrintCosts(costs, false, world);
    world.out << fmt::format("the prefilter stops at most about {:.0f} times per megabyte of source text (estimated; --tree DIR counts)\n", costs.looks());
    return;
  }
  FileTreeOptions options;
  options.paths = {tree};
  options.no_ignore = true;
  FileTreeSource source(std::move(options));
  const RuleCosts costs = MeasureCosts(rules, source, 1, [&world](const Notice& notice) {
    world.err << fmt::format("keylint: {}: {}\n", ForTerminal(notice.path), ForTerminal(notice.message));
  });
  PrintCosts(costs, true, world);
  world.out << fmt::format("{:.1f} looks and {:.3f} candidates per megabyte of {} ({} files, {:.1f} MB)\n", costs.looks(),
                           costs.candidates(), ForTerminal(tree), costs.files, static_cast<double>(costs.bytes) / 1e6);
}

}  // namespace

int CheckRuleFiles(const std::vector<std::string>& paths, const std::string& tree, World& world) {
  auto files = ReadRuleFiles(paths);
  if (!files) {
    world.err << fmt::format("keylint: {}: {}\n", ForTerminal(files.error().path), files.error().message);
    return kExitUsage;
  }
  const std::size_t import_faults = CheckImports(*files, world);
  if (files->empty()) return import_faults == 0 ? kExitClean : kExitUsage;
  std::vector<RuleFault> faults;
  const LoadedRules loaded = LoadRules(*files, faults);
  for (const RuleFault& fault : faults) {
    world.err << fmt::format("{}:{}: {}\n", ForTerminal(fault.path), fault.line, ForTerminal(fault.message));
  }
  const std::size_t all_faults = import_faults + faults.size() + PrintRemarks(*files, loaded.rules(), world);
  world.out << fmt::format("{} files, {} providers, {} keys: {}\n", files->size(), loaded.rules().providers.size(),
                           loaded.rules().keys.size(),
                           all_faults == 0 ? "sound" : fmt::format("{} faults", all_faults));
  if (all_faults == 0) TellCosts(loaded.rules(), tree, world);
  return all_faults == 0 ? kExitClean : kExitUsage;
}

}  // namespace keylint
