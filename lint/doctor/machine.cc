// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/machine.h"

#include <charconv>

#include <fmt/format.h>

namespace keylint {
namespace {

// The name and the parent in "/proc/PID/stat": "17 (a (b) c) S 4 ...".
std::optional<std::pair<std::string, int>> NameAndParent(std::string_view stat) {
  const std::size_t open = stat.find('(');
  const std::size_t close = stat.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open || close + 4 > stat.size()) {
    return std::nullopt;
  }
  int parent = 0;
  const std::string_view rest = stat.substr(close + 4);
  const auto [stop, error] = std::from_chars(rest.data(), rest.data() + rest.size(), parent);
  if (error != std::errc()) return std::nullopt;
  return std::pair(std::string(stat.substr(open + 1, close - open - 1)), parent);
}

}  // namespace

Variables ParseEnvironment(std::string_view block) {
  const char separator = block.find('\0') != std::string_view::npos ? '\0' : '\n';
  Variables variables;
  while (!block.empty()) {
    const std::size_t end = std::min(block.find(separator), block.size());
    const std::string_view entry = block.substr(0, end);
    block.remove_prefix(std::min(end + 1, block.size()));
    const std::size_t equals = entry.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    variables.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
  }
  return variables;
}

const std::string* FindVariable(const Variables& variables, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : variables) {
    if (key == name) found = &value;
  }
  return found;
}

std::vector<ProcessEnvironment> ReadParents(const FileSystem& files) {
  constexpr int kMost = 24;
  std::vector<ProcessEnvironment> parents;
  std::string process = "self";
  for (int i = 0; i < kMost; ++i) {
    const auto stat = files.read_file("/proc/" + process + "/stat");
    const auto entry = stat ? NameAndParent(*stat) : std::nullopt;
    if (!entry) break;
    if (i > 0) {
      if (const auto block = files.read_file("/proc/" + process + "/environ")) {
        parents.push_back({std::stoi(process), entry->first, ParseEnvironment(*block)});
      }
    }
    if (entry->second <= 0) break;
    process = std::to_string(entry->second);
  }
  return parents;
}

std::string ShownPath(const Machine& machine, std::string_view path) {
  const auto below = [&](const std::string& folder) {
    return !folder.empty() && path.size() > folder.size() + 1 && path.starts_with(folder) && path[folder.size()] == '/';
  };
  if (below(machine.project)) return std::string(path.substr(machine.project.size() + 1));
  if (below(machine.home)) return "~/" + std::string(path.substr(machine.home.size() + 1));
  return std::string(path);
}

}  // namespace keylint
