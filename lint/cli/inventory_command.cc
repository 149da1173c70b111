// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/inventory_command.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <map>
#include <memory>
#include <set>
#include <sstream>

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

// Asking git costs a process for each file.
constexpr std::size_t kMostBlamedFiles = 300;
constexpr std::size_t kMostBlamedLines = 200;   // of one file
constexpr std::int64_t kDay = 86400;

std::string DayOf(std::int64_t seconds) {
  const std::time_t time = static_cast<std::time_t>(seconds);
  std::tm tm{};
  gmtime_r(&time, &tm);
  return fmt::format("{:04}-{:02}-{:02}", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}

// Seconds since 1970 at which each of `lines` first came to be, as far as git
// knows: moved and re-indented lines are followed to their origin.
std::map<std::size_t, std::int64_t> TimesOfLines(const GitRepository& git, const std::string& path, const std::set<std::size_t>& lines) {
  std::vector<std::string> command = {"blame", "--porcelain", "-w", "-M"};
  for (const std::size_t line : lines) {
    if (command.size() >= 2 * kMostBlamedLines) break;
    command.insert(command.end(), {"-L", fmt::format("{0},{0}", line)});
  }
  command.insert(command.end(), {"--", path});
  std::map<std::size_t, std::int64_t> times;
  const auto blamed = git.Run(command);
  if (!blamed) return times;
  // "<commit> <line there> <line here> ...", then what is new about the
  // commit, then a tab and the line itself.
  std::map<std::string, std::int64_t, std::less<>> of_commit;
  std::istringstream rows(*blamed);
  std::string commit;
  std::size_t here = 0;
  for (std::string row; std::getline(rows, row);) {
    constexpr std::string_view kTime = "author-time ";
    if (row.starts_with('\t')) {
      const auto known = of_commit.find(commit);
      const bool committed = commit.find_first_not_of('0') != std::string::npos;
      if (known != of_commit.end() && committed) times[here] = known->second;
      commit.clear();
    } else if (commit.empty()) {
      std::istringstream words(row);
      std::size_t there = 0;
      words >> commit >> there >> here;
    } else if (row.starts_with(kTime)) {
      std::int64_t seconds = 0;
      std::from_chars(row.data() + kTime.size(), row.data() + row.size(), seconds);
      of_commit[commit] = seconds;
    }
  }
  return times;
}

void AddAges(std::vector<InventoryEntry>& entries, const std::string& root, const ScanOptions& options) {
  const auto git = GitRepository::Open(root.empty() ? "." : root);
  if (!git) return;
  std::map<std::string, std::set<std::size_t>> wanted;
  for (const InventoryEntry& entry : entries) {
    for (const InventoryEntry::Place& place : entry.places) {
      if (place.literal && place.path.find('!') == std::string::npos) wanted[place.path].insert(place.line);
    }
  }
  std::map<std::string, std::map<std::size_t, std::int64_t>> times;
  for (const auto& [file, lines] : wanted) {
    if (times.size() == kMostBlamedFiles) break;
    times[file] = TimesOfLines(*git, file.starts_with('/') || root.empty() ? file : root + "/" + file, lines);
  }
  const std::int64_t now = options.now.time_since_epoch().count();
  for (InventoryEntry& entry : entries) {
    std::int64_t first = 0;
    for (const InventoryEntry::Place& place : entry.places) {
      if (!place.literal) continue;
      const auto& lines = times[place.path];
      const auto time = lines.find(place.line);
      if (time != lines.end() && (first == 0 || time->second < first)) first = time->second;
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
    world_.out << (format == "json" ? InventoryAsJson(entries) : InventoryAsMarkdown(entries, (*session)->rules(), DayOf((*session)->options().now.time_since_epoch().count())));
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
                    {"modes", entry.modes}, {"privilege", TextOrNull(entry.privilege)}, {"variable", TextOrNull(entry.variable)},
                    {"environments", std::move(environments)}, {"places", std::move(places)}, {"firstSeen", TextOrNull(entry.first_seen)},
                    {"ageDays", entry.age_days < 0 ? Json(nullptr) : Json(entry.age_days)}, {"rotationDue", TextOrNull(entry.rotation_due)}});
  }
  return Json{{"keys", std::move(keys)}}.dump(2) + '\n';
}

namespace {

// The environments that any entry speaks of, in the order of the page.
std::vector<std::string_view> ColumnsOf(const std::vector<InventoryEntry>& entries) {
  constexpr std::string_view kOrder[] = {"production", "staging", "preview", "sandbox", "development", "test", "shared", "code", "sample"};
  std::vector<std::string_view> columns;
  for (const std::string_view name : kOrder) {
    const bool used = std::any_of(entries.begin(), entries.end(), [&](const InventoryEntry& entry) { return entry.environments.contains(std::string(name)); });
    if (used) columns.push_back(name);
  }
  return columns;
}

std::string KindOf(const InventoryEntry& entry, const RuleSet& rules) {
  const auto key = std::find_if(rules.keys.begin(), rules.keys.end(), [&](const KeyRule& one) { return one.id == entry.key_id; });
  if (key != rules.keys.end()) return std::string(key->title);
  return entry.privilege.empty() ? "secret" : entry.privilege;
}

std::string NameOf(const std::string& provider, const RuleSet& rules) {
  const auto found = std::find_if(rules.providers.begin(), rules.providers.end(), [&](const Provider& one) { return one.id == provider; });
  return found == rules.providers.end() ? "–" : std::string(found->name);
}

// "live, test" where environments have keys of different modes.
std::string ModesOf(const InventoryEntry& entry) {
  std::set<std::string_view> modes;
  for (const auto& [environment, mode] : entry.modes) modes.insert(mode);
  return modes.size() > 1 ? fmt::format("{}", fmt::join(modes, ", ")) : entry.mode;
}

// What a cell says of one environment: "set", "set (test)" where others differ.
std::string StateIn(const InventoryEntry& entry, const std::string& environment) {
  const auto state = entry.environments.find(environment);
  if (state == entry.environments.end()) return {};
  if (state->second == "missing") return "**missing**";
  const auto mode = entry.modes.find(environment);
  const bool differs = mode != entry.modes.end() && std::any_of(entry.modes.begin(), entry.modes.end(), [&](const auto& other) { return other.second != mode->second; });
  return differs ? fmt::format("{} ({})", state->second, mode->second) : state->second;
}

bool IsMissing(const InventoryEntry& entry) {
  const auto production = entry.environments.find("production");
  return production != entry.environments.end() && (production->second == "missing" || production->second == "empty" || production->second == "placeholder");
}

// What a reader should look at first.
std::string Summary(const std::vector<InventoryEntry>& entries, const std::string& today) {
  std::set<std::string_view> providers;
  std::size_t literal = 0;
  std::string missing, due;
  for (const InventoryEntry& entry : entries) {
    if (!entry.provider.empty()) providers.insert(entry.provider);
    literal += std::any_of(entry.places.begin(), entry.places.end(), [](const InventoryEntry::Place& place) { return place.literal; }) ? 1 : 0;
    if (IsMissing(entry)) missing += fmt::format("{}`{}`", missing.empty() ? "" : ", ", Cell(entry.variable));
    if (!entry.rotation_due.empty() && entry.rotation_due <= today) {
      due += fmt::format("{}`{}` ({} days old)", due.empty() ? "" : ", ", Cell(entry.variable), entry.age_days);
    }
  }
  std::string text = fmt::format("{} variable{} of {} provider{}; {} of them hold{} a value in these files.\n\n", entries.size(), entries.size() == 1 ? "" : "s",
                                 providers.size(), providers.size() == 1 ? "" : "s", literal, literal == 1 ? "s" : "");
  if (!missing.empty()) text += fmt::format("- **Not filled in for production:** {}\n", missing);
  if (!due.empty()) text += fmt::format("- **Rotation is overdue:** {}\n", due);
  return missing.empty() && due.empty() ? text : text + '\n';
}

}  // namespace

std::string InventoryAsMarkdown(const std::vector<InventoryEntry>& entries, const RuleSet& rules, const std::string& today) {
  std::string page = "# Keys of this project\n\n";
  if (entries.empty()) return page + "None found.\n";
  page += Summary(entries, today);
  const std::vector<std::string_view> columns = ColumnsOf(entries);
  const bool aged = std::any_of(entries.begin(), entries.end(), [](const InventoryEntry& entry) { return !entry.first_seen.empty(); });
  std::string head = "| Provider | Variable | Kind | Mode |";
  std::string rule = "|---|---|---|---|";
  for (const std::string_view column : columns) {
    head += fmt::format(" {} |", column);
    rule += "---|";
  }
  page += head + " Places |" + (aged ? " First seen | Rotation due |" : "") + '\n' + rule + "---|" + (aged ? "---|---|" : "") + '\n';
  for (const InventoryEntry& entry : entries) {
    page += fmt::format("| {} | `{}` | {} | {} |", Cell(NameOf(entry.provider, rules)), Cell(entry.variable), Cell(KindOf(entry, rules)), Cell(ModesOf(entry)));
    for (const std::string_view column : columns) page += fmt::format(" {} |", StateIn(entry, std::string(column)));
    const InventoryEntry::Place& first = entry.places.front();
    page += fmt::format(" {}{} |", Cell(fmt::format("{}:{}", first.path, first.line)), entry.places.size() > 1 ? fmt::format(" (+{})", entry.places.size() - 1) : "");
    if (aged) page += fmt::format(" {} | {} |", entry.first_seen, entry.rotation_due);
    page += '\n';
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
