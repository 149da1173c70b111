// SPDX-License-Identifier: Apache-2.0
#include "tests/doctor/snapshot.h"

#include <set>

#include "lint/ruleset/builtin.h"

namespace keylint {

Machine Snapshot::machine() const {
  Machine machine;
  machine.project = kProject;
  machine.home = kHome;
  machine.environment = environment;
  machine.environment_known = environment_known;
  machine.parents = parents;
  machine.is_snapshot = true;
  machine.files.read_file = [this](const std::string& path) -> std::optional<std::string> {
    const auto file = files.find(path);
    return file == files.end() ? std::nullopt : std::optional(file->second);
  };
  machine.files.list_folder = [this](const std::string& path) {
    std::vector<DirectoryItem> entries;
    std::set<std::string> folders;
    for (auto file = files.lower_bound(path + "/"); file != files.end() && file->first.starts_with(path + "/"); ++file) {
      const std::string rest = file->first.substr(path.size() + 1);
      const std::size_t slash = rest.find('/');
      if (slash == std::string::npos) entries.push_back({rest, false});
      else if (folders.insert(rest.substr(0, slash)).second) entries.push_back({rest.substr(0, slash), true});
    }
    return entries;
  };
  return machine;
}

const Pipeline& BuiltinPipeline() {
  static const ScanOptions options;
  static const Pipeline pipeline(BuiltinRules(), options);
  return pipeline;
}

}  // namespace keylint
