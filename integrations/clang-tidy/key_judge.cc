// SPDX-License-Identifier: Apache-2.0
#include "key_judge.h"

#include <algorithm>

#include "lint/base/line_index.h"
#include "lint/ruleset/builtin.h"
#include "lint/scan/pipeline.h"

namespace keylint {
namespace {

const Pipeline& CorePipeline() {
  static const ScanOptions options = [] {
    ScanOptions made;
    made.environment = false;
    return made;
  }();
  static const Pipeline pipeline(BuiltinRules(), options);
  return pipeline;
}

bool IsName(const std::string& name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](unsigned char c) { return std::isalnum(c) != 0 || c == '_'; });
}

}  // namespace

std::vector<JudgedKey> JudgeKeys(const flow::Unit& unit) {
  // All literals as one document, a declaration on each line: one pass of the
  // matcher for the unit.
  std::string text;
  std::vector<std::size_t> literal_of_line = {0}, value_of_line = {0};  // Lines count from 1.
  for (std::size_t n = 0; n < unit.literals.size(); ++n) {
    const flow::LiteralRecord& literal = unit.literals[n];
    const bool plain = std::all_of(literal.bytes.begin(), literal.bytes.end(), [](unsigned char c) {
      return c >= 0x20 && c != '"' && c != '\\';
    });
    if (!plain) continue;
    text += "const char* " + (IsName(literal.name) ? literal.name : std::string("text")) + " = \"";
    value_of_line.push_back(text.size());
    text += literal.bytes + "\";\n";
    literal_of_line.push_back(n);
  }
  if (literal_of_line.size() == 1) return {};
  Document document;
  document.path = "unit.cc";
  document.buffer.Assign(text);
  Pipeline::Scratch scratch;
  std::vector<JudgedKey> keys;
  for (const Finding& finding : CorePipeline().Scan(document, scratch).findings) {
    const std::string_view family = finding.family();
    if (family != "leaked-key" && family != "malformed-key") continue;
    const std::size_t line = finding.where.begin.line;
    if (line >= literal_of_line.size()) continue;
    keys.push_back({literal_of_line[line], finding, {}});
    if (finding.fixes.empty()) continue;
    const Span value{value_of_line[line], value_of_line[line] + unit.literals[literal_of_line[line]].bytes.size()};
    for (const auto& edit : finding.fixes[0].edits) {
      if (edit.span.begin < value.begin || edit.span.end > value.end) {
        keys.back().edits.clear();
        break;
      }
      keys.back().edits.push_back({{edit.span.begin - value.begin, edit.span.end - value.begin}, edit.text});
    }
  }
  return keys;
}

}  // namespace keylint
