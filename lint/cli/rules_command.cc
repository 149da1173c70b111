// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/base/ascii.h"
#include "lint/cli/commands.h"
#include "lint/cli/rules_check.h"
#include "lint/cli/rules_files.h"
#include "lint/judge/catalog.h"
#include "lint/judge/names.h"
#include "lint/report/escape.h"
#include "lint/scan/selection.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

struct RulesArguments {
  std::vector<std::string> rule_files;
  std::string format = "text";
  std::string id;
  std::vector<std::string> check_files;
  std::string tree;
  std::string provider;
};

Json ListEntry(const KeyRule& key, const RuleSet& rules) {
  const Provider& provider = rules.ProviderOf(key);
  std::vector<std::string_view> variables(key.variables.begin(), key.variables.end());
  variables.insert(variables.end(), provider.variables.begin(), provider.variables.end());
  return {{"id", key.id},
          {"provider", provider.id},
          {"title", key.title},
          {"evidence", EvidenceName(key.evidence)},
          {"privilege", PrivilegeName(key.privilege)},
          {"environment", ModeName(key.mode)},
          {"variables", variables},
          {"hosts", std::vector<std::string_view>(provider.hosts.begin(), provider.hosts.end())}};
}

int List(const RulesArguments& typed, const RuleSet& rules, World& world) {
  std::vector<const KeyRule*> keys;
  for (const KeyRule& key : rules.keys) {
    const Provider& provider = rules.ProviderOf(key);
    if (typed.provider.empty() || EqualsNoCase(provider.id, typed.provider) || EqualsNoCase(provider.name, typed.provider)) keys.push_back(&key);
  }
  if (keys.empty() && !typed.provider.empty()) {
    std::vector<std::string_view> ids;
    for (const Provider& provider : rules.providers) ids.push_back(provider.id);
    const Nearest nearest = NearestOf(LowerAscii(std::string_view(typed.provider).substr(0, 80)), ids);
    world.err << fmt::format("keylint: no provider is named '{}'{}\n", ForTerminal(typed.provider),
                             nearest.distance <= kMistyped ? fmt::format("; did you mean '{}'?", nearest.name) : "");
    return kExitUsage;
  }
  std::sort(keys.begin(), keys.end(), [](const KeyRule* a, const KeyRule* b) { return a->id < b->id; });
  if (typed.format == "json") {
    Json array = Json::array();
    for (const KeyRule* key : keys) array.push_back(ListEntry(*key, rules));
    world.out << array.dump(2) << '\n';
    return kExitClean;
  }
  std::map<std::string_view, int> providers;
  for (const KeyRule* key : keys) {
    ++providers[rules.ProviderOf(*key).id];
    world.out << fmt::format("{:<42} {:<12} {:<11} {}\n", key->id, PrivilegeName(key->privilege),
                             EvidenceName(key->evidence), key->title);
  }
  if (!typed.provider.empty()) return kExitClean;
  world.out << fmt::format("\n{} kinds of keys of {} providers, and {} rules without a key's shape:\n\n", keys.size(),
                           providers.size(), FixedRules().size());
  for (const FixedRule& rule : FixedRules()) world.out << fmt::format("{:<42} {}\n", rule.id, rule.title);
  return kExitClean;
}

const KeyRule* FindKey(std::string_view id, const RuleSet& rules) {
  if (const std::size_t slash = id.find('/'); slash != std::string_view::npos) id.remove_prefix(slash + 1);
  const auto found = std::find_if(rules.keys.begin(), rules.keys.end(),
                                  [id](const KeyRule& key) { return key.id == id; });
  return found == rules.keys.end() ? nullptr : &*found;
}

void ShowList(std::string_view label, std::span<const std::string_view> values, World& world) {
  if (values.empty()) return;
  world.out << fmt::format("{:<13}", label);
  for (std::size_t i = 0; i < values.size(); ++i) world.out << (i == 0 ? "" : ", ") << values[i];
  world.out << '\n';
}

void ShowLine(std::string_view label, std::string_view value, World& world) {
  if (!value.empty()) world.out << fmt::format("{:<13}{}\n", label, value);
}

void ShowKey(const KeyRule& key, const RuleSet& rules, World& world) {
  const Provider& provider = rules.ProviderOf(key);
  world.out << fmt::format("{}\n\n", key.title);
  ShowLine("id", key.id, world);
  ShowLine("rules", fmt::format("leaked-key/{0}, malformed-key/{0}", key.id), world);
  ShowLine("provider", provider.name, world);
  ShowList("shape", key.shape_texts, world);
  ShowLine("structure", key.structure, world);
  ShowLine("evidence", fmt::format("{}: {}", EvidenceName(key.evidence), key.source), world);
  ShowLine("privilege", PrivilegeName(key.privilege), world);
  ShowLine("environment", ModeName(key.mode), world);
  ShowLine("found", key.bare ? "anywhere" : "only beside its variable, provider, host or header", world);
  ShowList("variables", key.variables.empty() ? provider.variables : key.variables, world);
  ShowList("hosts", provider.hosts, world);
  ShowList("headers", provider.headers, world);
  if (!key.retired.empty()) {
    ShowLine("retired", fmt::format("{}; {}", key.retired, key.retired_hint), world);
  }
  ShowLine("lifetime", key.lifetime, world);
  world.out << fmt::format("\n{}\nMend: {}\n", key.why, key.fix);
  ShowLine("Revoke:", provider.revoke, world);
  ShowLine("Rejected as:", provider.rejects_with, world);
}

int Show(const RulesArguments& typed, const RuleSet& rules, World& world) {
  if (const KeyRule* key = FindKey(typed.id, rules)) {
    ShowKey(*key, rules, world);
    return kExitClean;
  }
  const RuleInfo info = RuleInfoOf(typed.id, rules);
  if (info.title.empty()) {
    world.err << fmt::format("keylint: no rule is named '{}'; 'keylint rules list' shows them all\n", typed.id);
    return kExitUsage;
  }
  world.out << info.help_markdown;
  return kExitClean;
}

template <class Command>
CommandRun WithRules(const std::shared_ptr<RulesArguments>& typed, World& world, Command command) {
  return [typed, &world, command] {
    const auto rules = RulesWith(typed->rule_files);
    if (!rules) {
      world.err << "keylint: " << rules.error().path << ": " << rules.error().message << '\n';
      return kExitUsage;
    }
    return command(*typed, rules->rules(), world);
  };
}

}  // namespace

void AddRulesCommand(CLI::App& app, World& world, CommandRun& run) {
  const auto typed = std::make_shared<RulesArguments>();
  CLI::App* command = app.add_subcommand("rules", "List, show or check rules");
  command->require_subcommand(1);
  CLI::App* list = command->add_subcommand("list", "Every rule, a line each");
  list->add_option("--format", typed->format, "text or json")->check(CLI::IsMember({"text", "json"}));
  list->add_option("--provider", typed->provider, "Only this provider's");
  list->add_option("--rules", typed->rule_files, "Add rules from this file or folder");
  list->callback([typed, &world, &run] { run = WithRules(typed, world, List); });
  CLI::App* show = command->add_subcommand("show", "One rule's page");
  show->add_option("ID", typed->id, "A rule's or a key's id")->required();
  show->add_option("--rules", typed->rule_files, "Add rules from this file or folder");
  show->callback([typed, &world, &run] { run = WithRules(typed, world, Show); });
  CLI::App* check = command->add_subcommand("check", "Prove that rule files are sound");
  check->add_option("FILE", typed->check_files, "Rule files or folders (ours, or gitleaks/betterleaks TOML)")->required();
  check->add_option("--tree", typed->tree, "Count what the rules cost on the files of this folder");
  check->callback([typed, &world, &run] {
    run = [typed, &world] { return CheckRuleFiles(typed->check_files, typed->tree, world); };
  });
}

}  // namespace keylint
