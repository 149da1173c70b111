// SPDX-License-Identifier: Apache-2.0
// Any bytes as a rule file: ours and gitleaks', and a pattern of theirs.
#include <cstddef>
#include <cstdint>

#include "lint/ruleset/expression.h"
#include "lint/ruleset/gitleaks.h"
#include "lint/ruleset/load.h"
#include "lint/ruleset/regex_translate.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const std::vector<keylint::RuleFile> files = {{"fuzz.toml", text}};
  (void)keylint::LoadRules(files);
  (void)keylint::ImportGitleaks(files[0], [](const std::string& path) -> keylint::Result<keylint::RuleFile> {
    return keylint::Failure(keylint::ErrorKind::kNotFound, "not opened", path);
  });
  (void)keylint::TranslateRegex(text);
  const auto expression = keylint::Expression::Parse(text);
  if (expression) (void)expression->IsTrue({});
  return 0;
}
