// SPDX-License-Identifier: Apache-2.0
// keylint-rulec OUTPUT.cc RULES.toml...: compiles rule files into constants.
// Runs at build time; a broken rule file fails the build, told like a
// compiler error.
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lint/ruleset/emit.h"
#include "lint/ruleset/load.h"

namespace {

bool ReadFile(const std::string& path, std::string& text) {
  std::ifstream in(path, std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(in), {});
  return !in.bad() && in.is_open();
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: keylint-rulec OUTPUT.cc RULES.toml...\n");
    return 2;
  }
  std::vector<keylint::RuleFile> files;
  for (int i = 2; i < argc; ++i) {
    if (!keylint::IsKeyRuleFile(argv[i])) continue;
    keylint::RuleFile file{argv[i], {}};
    if (!ReadFile(file.path, file.text)) {
      std::fprintf(stderr, "%s:1: error: cannot be read\n", argv[i]);
      return 1;
    }
    files.push_back(std::move(file));
  }
  std::vector<keylint::RuleFault> faults;
  const keylint::LoadedRules rules = keylint::LoadRules(files, faults);
  for (const keylint::RuleFault& fault : faults) {
    std::fprintf(stderr, "%s:%zu: error: %s\n", fault.path.c_str(), fault.line, fault.message.c_str());
  }
  if (!faults.empty()) return 1;

  std::ofstream out(argv[1], std::ios::binary);
  out << keylint::EmitRules(rules.rules());
  out.close();
  if (!out) {
    std::fprintf(stderr, "%s: error: cannot be written\n", argv[1]);
    return 1;
  }
  return 0;
}
