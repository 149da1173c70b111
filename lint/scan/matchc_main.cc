// SPDX-License-Identifier: Apache-2.0
// keylint-matchc OUTPUT.cc: what a scan by the built-in rules looks for, as
// constants. Runs at build time.
#include <cstdio>
#include <fstream>

#include "lint/match/match_tables.h"
#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"
#include "lint/scan/encoded_needles.h"

int main(int argc, char** argv) {
  using namespace keylint;
  if (argc != 2) {
    std::fprintf(stderr, "usage: keylint-matchc OUTPUT.cc\n");
    return 2;
  }
  const EncodedNeedles encoded(BuiltinRules());
  const Matcher matcher(BuiltinRules(), ScanNeedles(BuiltinRules(), encoded));
  std::ofstream out(argv[1], std::ios::binary);
  out << EmitMatchTables(matcher.tables(), "BuiltinMatchTables", "lint/scan/builtin_match.h");
  out.close();
  if (out) return 0;
  std::fprintf(stderr, "%s: error: cannot be written\n", argv[1]);
  return 1;
}
