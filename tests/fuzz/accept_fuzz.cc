// SPDX-License-Identifier: Apache-2.0
// Any bytes as everything that accepts findings: a configuration, a baseline,
// comments, and the path patterns of another scanner. A baseline that is read
// writes itself, and is read again as the same.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lint/cli/accepted_import.h"
#include "lint/judge/allow.h"
#include "lint/judge/baseline.h"
#include "lint/scan/config.h"
#include "lint/scan/selection.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace keylint;
  const std::string text(reinterpret_cast<const char*>(data), size);
  Finding finding;
  finding.rule_id = "leaked-key/x";
  finding.where.path = "a/b.py";
  finding.where.begin = {2, 1};
  finding.where.end = {3, 4};
  finding.secret = text.substr(0, 100);
  if (const auto config = ParseConfig(text, "c")) {
    for (const ConfigAllow& allow : config->allows) (void)allow.Fits(finding, "a/b.py");
  }
  if (auto baseline = Baseline::Parse(text, "b")) {
    const std::string written = baseline->Write();
    const auto again = Baseline::Parse(written, "b");
    Require(again.has_value() && again->Write() == written);
    (void)baseline->Accepts(finding);
  }
  Document document;
  document.path = "a/b.py";
  document.buffer.Assign(text);
  FileAllows allows = FindAllows(document, LineIndex(document.text()), true);
  for (const InlineAllow& allow : allows.allows) Require(allow.first <= allow.last && allow.where.span.end <= size);
  (void)ApplyAllows(allows, finding, NamesRule);
  (void)GlobsOf(text);
  return 0;
}
