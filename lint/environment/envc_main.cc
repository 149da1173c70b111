// SPDX-License-Identifier: Apache-2.0
// keylint-envc OUT IN: rules/environments.toml as C++ constants.
#include <fstream>
#include <iostream>
#include <map>
#include <string>

#include <toml++/toml.h>

#include "lint/base/ascii.h"

namespace {

// As NameWords() joins them: letters and digits only, lower case.
std::string Normalised(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (keylint::IsAlnum(c)) out += keylint::Lower(c);
  }
  return out;
}

template <typename Use>
void ForEach(const toml::node_view<toml::node>& list, const Use& use) {
  const toml::array* items = list.as_array();
  if (items == nullptr) return;
  for (const toml::node& item : *items) use(item.value_or<std::string>(""));
}

// Rows sorted by their first column, so that look-ups can halve.
void WriteTable(std::ostream& out, std::string_view type, std::string_view name,
                const std::map<std::string, std::string>& rows) {
  out << "constexpr " << type << " " << name << "Rows[] = {\n";
  for (const auto& [key, rest] : rows) out << "    {\"" << key << "\"" << rest << "},\n";
  out << "};\nconst std::span<const " << type << "> " << name << " = " << name << "Rows;\n\n";
}

int Run(const char* to, const char* from) {
  toml::table table = toml::parse_file(from);
  const toml::node_view<toml::node> root(table);
  std::map<std::string, std::string> words;
  for (const std::string environment : {"production", "staging", "development", "test", "sandbox", "preview"}) {
    std::string constant = environment;
    constant[0] = keylint::Upper(constant[0]);
    for (const std::string use : {"always", "files", "values", "builds"}) {
      std::string flag = use;
      flag[0] = keylint::Upper(flag[0]);
      ForEach(root["words"][environment][use], [&](const std::string& word) {
        std::string& row = words[Normalised(word)];
        if (row.empty()) row = ", EnvironmentClass::k" + constant + ", 0";
        row += " | k" + flag;
      });
    }
  }
  std::map<std::string, std::string> never, sample_last, sample_folders, test_folders, keys;
  ForEach(root["never"]["pairs"], [&](const std::string& word) { never[Normalised(word)] = ""; });
  ForEach(root["sample"]["last"], [&](const std::string& word) { sample_last[Normalised(word)] = ""; });
  ForEach(root["sample"]["folders"], [&](const std::string& word) { sample_folders[Normalised(word)] = ""; });
  ForEach(root["test"]["folders"], [&](const std::string& word) { test_folders[Normalised(word)] = ""; });
  for (const std::string kind : {"strong", "weak", "debug", "urls", "labels"}) {
    std::string constant = kind;
    constant[0] = keylint::Upper(constant[0]);
    ForEach(root["keys"][kind], [&](const std::string& key) { keys[Normalised(key)] = ", KeyRole::k" + constant; });
  }
  std::ofstream out(to);
  out << "// Made from rules/environments.toml by keylint-envc.\n#include \"lint/environment/tables.h\"\n\n"
         "namespace keylint::environment {\nnamespace {\n"
         "constexpr unsigned char kAlways = Word::kAlways, kFiles = Word::kFiles, kValues = Word::kValues, "
         "kBuilds = Word::kBuilds;\n}  // namespace\n\n";
  WriteTable(out, "Word", "kWords", words);
  WriteTable(out, "std::string_view", "kNever", never);
  WriteTable(out, "std::string_view", "kSampleLast", sample_last);
  WriteTable(out, "std::string_view", "kSampleFolders", sample_folders);
  WriteTable(out, "std::string_view", "kTestFolders", test_folders);
  WriteTable(out, "Key", "kKeys", keys);
  out << "const Weights kWeights = {";
  for (const std::string name : {"variable", "switch", "section", "file", "strong_key", "folder", "folder_step",
                                 "folder_floor", "label", "url_local", "url_named", "url_public", "weak_key", "debug_on", "debug_off", "override"}) {
    out << root["weights"][name].value_or(0.0) << ", ";
  }
  out << "};\n\n}  // namespace keylint::environment\n";
  return out.good() ? 0 : 1;
}

}  // namespace

int main(int count, char** arguments) try {
  return count == 3 ? Run(arguments[1], arguments[2]) : 2;
} catch (const std::exception& error) {
  std::cerr << "keylint-envc: " << error.what() << '\n';
  return 1;
}
