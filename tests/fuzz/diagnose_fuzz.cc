// SPDX-License-Identifier: Apache-2.0
// Any value in a variable: the first line names the variable, the rest is the
// value. Every verdict keeps the promises.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lint/ruleset/builtin.h"
#include "tests/diagnose/promises.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const keylint::KeyIndex index(keylint::BuiltinRules());
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t line = input.find('\n');
  const std::string_view variable = line == std::string_view::npos ? "STRIPE_SECRET_KEY" : input.substr(0, line);
  const std::string_view value = line == std::string_view::npos ? input : input.substr(line + 1);
  const keylint::Verdict verdict = keylint::DiagnoseValue(value, {0, value.size()}, variable, index.KeysOfVariable(variable),
                                                          {.keys = &index, .text = value});
  if (!keylint::testing::BrokenPromise(verdict, value, value).empty()) std::abort();
  return 0;
}
