// SPDX-License-Identifier: Apache-2.0
// A random document through the whole pipeline: its first line is its path,
// the rest its text; behind "+" it stands at both ends of a long text, which is
// read around what was seen. Findings lie inside the text and show no secret;
// a trace of it changes nothing.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "lint/ruleset/builtin.h"
#include "lint/scan/pipeline.h"
#include "lint/scan/trace.h"

namespace {

void Require(bool holds) {
  if (!holds) std::abort();
}

keylint::DocumentResult Scanned(const keylint::Pipeline& pipeline, const std::string& path, const std::string& text) {
  static keylint::Pipeline::Scratch scratch;
  keylint::Document document;
  document.path = path;
  document.buffer.Assign(text);
  return pipeline.Scan(document, scratch);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace keylint;
  static ScanOptions options;
  options.now = std::chrono::sys_seconds(std::chrono::seconds(1'795'000'000));
  static const Pipeline pipeline(BuiltinRules(), options);
  const std::string all(reinterpret_cast<const char*>(data), size);
  const std::size_t line = std::min(all.find('\n'), all.size());
  const bool is_long = all.starts_with('+');
  const std::string path = all.substr(0, line).substr(is_long);
  std::string text = all.substr(std::min(line + 1, all.size()));
  if (is_long) text += std::string(33 << 10, '\n') + text;
  const DocumentResult plain = Scanned(pipeline, path, text);
  for (const Finding& finding : plain.findings) {
    Require(finding.where.span.begin <= finding.where.span.end && finding.where.span.end <= text.size());
    Require(finding.secret.size() < 12 || finding.snippet.find(finding.secret) == std::string::npos);
    Require(finding.secret.size() < 12 || finding.what.str().find(finding.secret) == std::string::npos);
  }
  Trace trace(path, {1, 1'000'000});
  options.trace = &trace;
  const DocumentResult traced = Scanned(pipeline, path, text);
  options.trace = nullptr;
  Require(traced.findings.size() == plain.findings.size());
  for (std::size_t i = 0; i < traced.findings.size(); ++i) Require(traced.findings[i].rule_id == plain.findings[i].rule_id);
  return 0;
}
