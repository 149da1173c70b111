// SPDX-License-Identifier: Apache-2.0
// The candidates of files with their features, a line each, for training:
//
//   keylint_generic_features FILE... | train_generic.py ...
//
// path, line, columns from 0 in code points, name path, value, then the
// features that are not zero as index:value. The first line names them all.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/line_index.h"
#include "lint/decode/decode.h"
#include "lint/generic/features.h"
#include "lint/generic/generic_scan.h"
#include "lint/generic/model.h"
#include "lint/generic/phrases.h"

namespace {

using keylint::GenericCandidate;

// Tabs and line ends would cut the record.
std::string Field(std::string_view text) {
  std::string field(text.substr(0, 120));
  std::replace_if(field.begin(), field.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  return field;
}

std::size_t CodePoints(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

void Print(const std::string& path, std::string_view text, const GenericCandidate& candidate) {
  const std::size_t begin = text.substr(0, candidate.span.begin).rfind('\n') + 1;
  const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(candidate.span.begin), '\n') + 1;
  const std::size_t column = CodePoints(text.substr(begin, candidate.span.begin - begin));
  std::string names;
  for (const std::string& name : candidate.path) names += (names.empty() ? "" : "/") + name;
  std::cout << path << '\t' << line << '\t' << column << '\t' << column + CodePoints(candidate.span.Of(text)) << '\t'
            << Field(names) << "<" << Field(candidate.callee) << '\t' << Field(candidate.value) << '\t' << keylint::ProbabilityOf(candidate) << '\t';
  const std::vector<float> features = keylint::FeaturesOf(candidate);
  for (std::size_t i = 0; i < features.size(); ++i) {
    if (features[i] != 0) std::cout << ' ' << i << ':' << features[i];
  }
  std::cout << '\n';
}

void PrintFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (text.find('\0') != std::string::npos) return;
  const keylint::Format format = keylint::FormatOf(path, text);
  const bool prose = format == keylint::Format::kMarkdown || format == keylint::Format::kRestructuredText ||
                     format == keylint::Format::kAsciidoc || format == keylint::Format::kPlainText;
  keylint::GenericScan scan(path, text);
  scan.SetFormat(keylint::IsConfiguration(format), prose);
  keylint::DecodeText(text, format, [&](const keylint::Literal& literal) { scan.TakeLiteral(literal); });
  for (std::size_t at = text.find("://"); at != std::string::npos; at = text.find("://", at + 3)) scan.TakeUrl(at);
  const std::string lower = keylint::LowerAscii(text);
  for (const keylint::Phrase& phrase : keylint::Phrases()) {
    const std::string_view words = phrase.words;
    for (std::size_t at = lower.find(words); at != std::string::npos; at = lower.find(words, at + 1)) scan.TakePhrase({at, at + words.size()});
  }
  for (const GenericCandidate& candidate : scan.Candidates()) Print(path, text, candidate);
}

}  // namespace

int main() {
  for (const std::string& name : keylint::FeatureNames()) std::cout << name << ' ';
  std::cout << '\n';
  for (std::string path; std::getline(std::cin, path);) PrintFile(path);
  return 0;
}
