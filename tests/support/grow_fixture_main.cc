// SPDX-License-Identifier: Apache-2.0
// Writes a fixture's files as the scanner sees them, to try the binary on:
//
//   keylint-grow-fixture testdata/environments/mixed-pair-modes /tmp/tree
//   keylint /tmp/tree
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "lint/ruleset/builtin.h"
#include "tests/support/fixture.h"

int main(int argc, char** argv) {
  namespace fs = std::filesystem;
  if (argc != 3) {
    std::fputs("usage: keylint-grow-fixture FIXTURE FOLDER\n", stderr);
    return 2;
  }
  const auto fixture = keylint::LoadFixture(argv[1], keylint::BuiltinRules());
  if (!fixture) {
    std::fprintf(stderr, "%s\n", fixture.error().message.c_str());
    return 1;
  }
  for (const auto& [name, text] : fixture->files) {
    const fs::path place = fs::path(argv[2]) / name;
    fs::create_directories(place.parent_path());
    std::ofstream(place, std::ios::binary) << text;
  }
  return 0;
}
