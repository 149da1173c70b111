// SPDX-License-Identifier: Apache-2.0
// keylint with weights from the file that KEYLINT_GENERIC_WEIGHTS names: by it
// generic_folds.py scans repositories with weights that never saw them.
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "lint/generic/model.h"

namespace {

// Constructed before main() of lint/cli/main.cc, which this is linked with.
const struct WeightsFromFile {
  WeightsFromFile() {
    const char* name = std::getenv("KEYLINT_GENERIC_WEIGHTS");
    if (name == nullptr) return;
    std::ifstream in(name, std::ios::binary);
    if (!in) {
      std::cerr << "cannot read " << name << '\n';
      std::exit(2);
    }
    keylint::UseWeights(std::string{std::istreambuf_iterator<char>(in), {}});
  }
} kWeightsFromFile;

}  // namespace
