// SPDX-License-Identifier: Apache-2.0
// Every file of testdata/cxx through keylint-ast: each sink use is expected on
// its line, each expectation met. A folder is one program of several units;
// real_headers/ is compiled against the libraries' own headers, where these
// are installed.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(KEYLINT_SOURCE_DIR) / "testdata" / "cxx";

std::string Slurp(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// "file:line rule [property]", with its level where an expectation asks for it.
using Found = std::map<std::string, std::string>;

Found Expected(const fs::path& path) {
  Found expected;
  std::istringstream lines(Slurp(path));
  std::size_t number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    const std::size_t at = line.find("// expect: ");
    if (at == std::string::npos) continue;
    const std::string rule = line.substr(at + 11);
    const std::size_t level = rule.find(" level=");
    expected[path.filename().string() + ":" + std::to_string(number) + " " + rule.substr(0, level)] =
        level == std::string::npos ? "" : rule.substr(level + 7);
  }
  return expected;
}

std::string OutputOf(const std::string& command, int& status) {
  FILE* pipe = popen(command.c_str(), "r");
  std::string output;
  char buffer[4096];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  status = pclose(pipe);
  return output;
}

std::string Stubs() { return "-isystem '" + (kFolder / "stubs").string() + "'"; }

Found Reported(const std::vector<fs::path>& files, const std::string& flags = Stubs()) {
  std::string command = std::string(KEYLINT_AST) + " --no-literals --jobs 1";
  for (const fs::path& file : files) command += " '" + file.string() + "'";
  const bool c = files[0].extension() == ".c";
  command += std::string(" -- ") + (c ? "-std=gnu11 " : "-std=c++20 ") + flags;
  Found found;
  const auto add = [&](const nlohmann::json& use) {
    const fs::path path = use["sink"]["path"].get<std::string>();
    const std::string text = Slurp(path).substr(0, use["sink"]["begin"].get<std::size_t>());
    std::string entry = path.filename().string() + ":" + std::to_string(1 + std::count(text.begin(), text.end(), '\n')) +
                        " " + use["rule"].get<std::string>();
    for (const auto& property : use["properties"]) entry += " " + property.get<std::string>();
    found[entry] = use["level"].get<std::string>();
  };
  int status = 0;
  const std::string output = OutputOf(command, status);
  EXPECT_EQ(status, 0);
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    const auto record = nlohmann::json::parse(line);
    if (record["kind"] == "notice") ADD_FAILURE() << line;
    if (record["kind"] != "sink") continue;
    add(record);
    for (const auto& other : record.value("also", nlohmann::json::array())) add(other);
  }
  return found;
}

void Compare(const std::vector<fs::path>& files, const std::string& flags = Stubs()) {
  Found expected;
  for (const fs::path& file : files) expected.merge(Expected(file));
  const Found reported = Reported(files, flags);
  for (const auto& [entry, level] : expected) {
    const auto found = reported.find(entry);
    if (found == reported.end()) ADD_FAILURE() << "missing " << entry;
    else if (!level.empty()) EXPECT_EQ(found->second, level) << entry;
  }
  for (const auto& [entry, level] : reported) {
    if (expected.count(entry) == 0) ADD_FAILURE() << "unexpected " << entry;
  }
}

// Flags of the library that the fixture's second line names: "packages:" as
// pkg-config knows them, or a "header:" in the system's folders. None when it
// is not installed.
std::optional<std::string> LibraryFlags(const fs::path& fixture) {
  std::istringstream text(Slurp(fixture));
  std::string line;
  std::getline(text, line);
  std::getline(text, line);
  const std::size_t packages = line.find("packages: "), header = line.find("header: ");
  if (packages != std::string::npos) {
    int status = 0;
    std::string flags = OutputOf("pkg-config --cflags " + line.substr(packages + 10) + " 2>/dev/null", status);
    flags.erase(std::remove(flags.begin(), flags.end(), '\n'), flags.end());
    return status == 0 ? std::optional(flags) : std::nullopt;
  }
  if (header == std::string::npos || !fs::exists("/usr/include/" + line.substr(header + 8))) return std::nullopt;
  return std::string();
}

std::vector<fs::path> SourcesIn(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string extension = entry.path().extension().string();
    if (extension == ".c" || extension == ".cc") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

class CxxFixtures : public testing::TestWithParam<fs::path> {};

TEST_P(CxxFixtures, MeetEveryExpectation) { Compare({GetParam()}); }

std::string NameOf(const testing::TestParamInfo<fs::path>& parameter) {
  std::string name = parameter.param.filename().string();
  std::replace_if(name.begin(), name.end(), [](unsigned char c) { return !std::isalnum(c); }, '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Files, CxxFixtures, testing::ValuesIn(SourcesIn(kFolder)), NameOf);

class RealHeaders : public testing::TestWithParam<fs::path> {};

TEST_P(RealHeaders, MeetEveryExpectation) {
  const std::optional<std::string> flags = LibraryFlags(GetParam());
  if (!flags) GTEST_SKIP() << "the library that " << GetParam().filename() << " names is not installed";
  Compare({GetParam()}, *flags);
}

INSTANTIATE_TEST_SUITE_P(Files, RealHeaders, testing::ValuesIn(SourcesIn(kFolder / "real_headers")), NameOf);

TEST(CxxFixtures, UnitsOfOneProgramAreJoined) { Compare(SourcesIn(kFolder / "two_units")); }

}  // namespace
