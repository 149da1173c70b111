// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/inventory_command.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/cli/commands.h"
#include "lint/cli/scan_arguments.h"
#include "lint/cli/scan_session.h"
#include "lint/report/escape.h"
#include "lint/report/text.h"
#include "lint/source/git_repository.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

// Asking git costs a process each.
constexpr std::size_t kMostBlamed = 300;
constexpr std::int64_t kDay = 86400;

std::string DayOf(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm tm{};
  gmtime_r(&time, &tm);
  return fmt::format("{:04}-{:02}-{:02}", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

// When the line came to be what it is; 0 when git does not know it.
std::int64_t TimeOfLine(const GitRepository& git, const std::string& path, std::size_t line) {
  const auto blamed = git.Run({"blame", "--porcelain", "-L", fmt::format("{0},{0}", line), "--", path});
  if (!blamed || blamed->starts_with("0000000000")) return 0;
  constexpr std::string_view kMark = "\nauthor-time ";
  const std::size_t at = blamed->find(kMark);
  if (at == std::string::npos) return 0;
  std::int64_t seconds = 0;
  const char* begin = blamed->data() + at + kMark.size();
  std::from_chars(begin, blamed->data() + blamed->size(), seconds);
  return seconds;
}

void AddAges(std::vector<InventoryEntry>& entries, const std::string& root, const ScanOptions& options) {
  const auto git = GitRepository::Open(root.empty() ? "." : root);
  if (!git) return;
  const std::int64_t now = options.now.time_since_epoch().count();
  std::size_t asked = 0;
  for (InventoryEntry& entry : entries) {
    std::int64_t first = 0;
    for (const InventoryEntry::Place& place : entry.places) {
      if (!place.literal || place.path.find('!') != std::string::npos || ++asked > kMostBlamed) continue;
      const std::string path = place.path.starts_with('/') || root.empty() ? place.path : root + "/" + place.path;
      const std::int64_t time = TimeOfLine(*git, path, place.line);
      if (time != 0 && (first == 0 || time < first)) first = time;
    }
    if (first == 0) continue;
    entry.first_seen = DayOf(first);
    entry.age_days = static_cast<int>(std::max<std::int64_t>(0, (now - first) / kDay));
    if (options.environments.rotation_days > 0) entry.rotation_due = DayOf(first + options.environments.rotation_days * kDay);
  }
}

Json TextOrNull(const std::string& text) { return text.empty() ? Json(nullptr) : Json(ToValidUtf8(text)); }

std::string Cell(std::string_view text) {
  std::string cell = ForTerminal(text);
  for (std::size_t at = cell.find('|'); at != std::string::npos; at = cell.find('|', at + 2)) cell.replace(at, 1, "\\|");
  return cell;
}

class InventoryCommand {
 public:
  explicit InventoryCommand(World& world) : world_(world) {}

  ScanArguments typed;
  std::string format = "markdown";

  int Run() {
    auto session = ScanSession::Prepare(typed, world_);
    if (!session) {
      world_.err << "keylint: " << ForTerminal(session.error().message) << '\n';
      return kExitUsage;
    }
    std::vector<InventoryEntry> entries;
    (*session)->OnAssignments([&](std::vector<Assignment>& assignments) {
      entries = MakeInventory(assignments, {(*session)->rules(), (*session)->options().environments, {}});
    });
    const Report report = (*session)->Run();
    AddAges(entries, report.root, (*session)->options());
    world_.out << (format == "json" ? InventoryAsJson(entries) : InventoryAsMarkdown(entries, (*session)->rules()));
    world_.err << CoverageLine(report.coverage) << '\n';
    return report.coverage.complete ? kExitClean : kExitIncomplete;
  }

 private:
  World& world_;
};

}  // namespace

std::string InventoryAsJson(const std::vector<InventoryEntry>& entries) {
  Json keys = Json::array();
  for (const InventoryEntry& entry : entries) {
    Json environments = Json::object();
    for (const auto& [name, state] : entry.environments) environments[name] = state;
    Json places = Json::array();
    for (const InventoryEntry::Place& place : entry.places) places.push_back({{"path", ToValidUtf8(place.path)}, {"line", place.line}});
    keys.push_back({{"provider", TextOrNull(entry.provider)}, {"keyId", TextOrNull(entry.key_id)}, {"mode", TextOrNull(entry.mode)},
                    {"privilege", TextOrNull(entry.privilege)}, {"variable", TextOrNull(entry.variable)},
                    {"environments", std::move(environments)}, {"places", std::move(places)}, {"firstSeen", TextOrNull(entry.first_seen)},
                    {"ageDays", entry.age_days < 0 ? Json(nullptr) : Json(entry.age_days)}, {"rotationDue", TextOrNull(entry.rotation_due)}});
  }
  return Json{{"keys", std::move(keys)}}.dump(2) + '\n';
}

std::string InventoryAsMarkdown(const std::vector<InventoryEntry>& entries, const RuleSet& rules) {
  std::string page = "# Keys of this project\n\n";
  if (entries.empty()) return page + "None found.\n";
  page += "| Provider | Variable | Kind | Mode | Environments | Places | First seen | Rotation due |\n|---|---|---|---|---|---|---|---|\n";
  for (const InventoryEntry& entry : entries) {
    std::string provider = entry.provider.empty() ? "–" : entry.provider;
    for (const Provider& one : rules.providers) {
      if (one.id == entry.provider) provider = one.name;
    }
    std::string environments;
    for (const auto& [name, state] : entry.environments) environments += fmt::format("{}{}: {}", environments.empty() ? "" : ", ", name, state);
    const InventoryEntry::Place& first = entry.places.front();
    std::string places = fmt::format("{}:{}", first.path, first.line);
    if (entry.places.size() > 1) places += fmt::format(" and {} more", entry.places.size() - 1);
    page += fmt::format("| {} | `{}` | {} | {} | {} | {} | {} | {} |\n", Cell(provider), Cell(entry.variable), Cell(entry.privilege.empty() ? "secret" : entry.privilege),
                        Cell(entry.mode), Cell(environments), Cell(places), entry.first_seen, entry.rotation_due);
  }
  return page;
}

void AddInventoryCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("inventory", "Which keys the project uses, where, for which environment");
  const auto inventory = std::make_shared<InventoryCommand>(world);
  ScanArguments& typed = inventory->typed;
  command->add_option("PATH", typed.paths, "Files and folders (default: this folder)");
  command->add_option("--format", inventory->format, "How to print it")->check(CLI::IsMember({"markdown", "json"}));
  command->add_option("--config", typed.config, "Use this configuration");
  command->add_option("--rules", typed.rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->add_option("--exclude", typed.exclude, "Leave out paths that match this glob")->allow_extra_args(false);
  command->add_option("--now", typed.now, "The time that ages are counted to (RFC 3339)");
  command->add_flag("--no-ignore", typed.no_ignore, "Read what ignore files leave out, too");
  command->add_option("--threads", typed.threads, "Workers (default: one for each processor)");
  command->callback([inventory, &run] { run = [inventory] { return inventory->Run(); }; });
}

}  // namespace keylint
