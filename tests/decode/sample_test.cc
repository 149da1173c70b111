// SPDX-License-Identifier: Apache-2.0
// What is read from each file of testdata/formats, written down in
// testdata/golden/decode. KEYLINT_UPDATE_GOLDEN=1 writes it anew.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

namespace keylint {
namespace {

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::string OneLine(std::string_view text) {
  std::string line;
  for (const char c : text) {
    if (c == '\n') line += "\\n";
    else if (c == '\t') line += "\\t";
    else if (c == '\r') line += "\\r";
    else line += c;
  }
  return line;
}

std::string Rendered(const std::string& name, const std::string& text) {
  static constexpr const char* kKinds[] = {"value", "string", "argument", "text"};
  const Format format = FormatOf(name, text);
  std::string out = "format " + std::string(FormatName(format)) + "\n";
  for (const Seen& seen : Collect(text, format)) {
    out += kKinds[static_cast<int>(seen.kind)];
    if (seen.in_comment) out += " comment";
    if (seen.is_fallback) out += " fallback(" + seen.fallback_for + ")";
    if (!seen.decoded_from.empty()) out += " decoded";
    if (seen.has_holes) out += " holes";
    if (!seen.alias.empty()) out += " alias(" + std::to_string(seen.alias.begin) + "-" + std::to_string(seen.alias.end) + ")";
    out += " " + std::to_string(seen.span.begin) + "-" + std::to_string(seen.span.end);
    out += " " + (seen.path.empty() ? "-" : OneLine(seen.path)) + " = " + OneLine(seen.text) + "\n";
  }
  return out;
}

TEST(Samples, AreReadAsWrittenDown) {
  const std::filesystem::path root = KEYLINT_SOURCE_DIR;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(root / "testdata/formats")) {
    std::string name = entry.path().filename().string();
    const std::string text = ReadFile(entry.path());
    const std::filesystem::path golden = root / "testdata/golden/decode" / (name + ".txt");
    // "dot.npmrc" stands for ".npmrc", which tools would take for their own.
    if (name.starts_with("dot.")) name = name.substr(3);
    const std::string rendered = Rendered(name, text);
    if (std::getenv("KEYLINT_UPDATE_GOLDEN") != nullptr) {
      std::ofstream(golden, std::ios::binary) << rendered;
    }
    EXPECT_EQ(rendered, ReadFile(golden)) << name;
    ++count;
  }
  EXPECT_GT(count, 20u);
}

}  // namespace
}  // namespace keylint
