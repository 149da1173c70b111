// SPDX-License-Identifier: Apache-2.0
#include "tests/support/fixture.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

#include "lint/ruleset/grow.h"
#include "lint/scan/config.h"
#include "lint/scan/scanner.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExpect = "expect:";
constexpr std::string_view kClean = "clean:";
constexpr std::string_view kSidecar = ".expect";

std::string ReadAll(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// Where the comment that holds the mark at `mark` begins, blanks in front
// included; npos when no comment opens there.
std::size_t CommentBegin(std::string_view line, std::size_t mark) {
  std::string_view before = line.substr(0, mark);
  while (!before.empty() && before.back() == ' ') before.remove_suffix(1);
  for (const std::string_view open : {"<!--", "{#", "//", "/*", "--", "(*", "#", ";", "%", "'", "REM", "<%#"}) {
    if (!before.ends_with(open)) continue;
    before.remove_suffix(open.size());
    while (!before.empty() && (before.back() == ' ' || before.back() == '\t')) before.remove_suffix(1);
    return before.size();
  }
  return std::string_view::npos;
}

void AddExpectations(std::string_view list, const std::string& path, std::size_t line,
                     std::vector<Expectation>& expected) {
  for (const std::string_view close : {"-->", "*/", "#}", "*)", "%>"}) {
    if (const std::size_t at = list.find(close); at != std::string_view::npos) list = list.substr(0, at);
  }
  std::istringstream items{std::string(list)};
  for (std::string item; std::getline(items, item, ',');) {
    std::istringstream words(item);
    Expectation one{path, line, {}, {}};
    words >> one.rule_id >> one.diagnosis;
    if (!one.rule_id.empty()) expected.push_back(std::move(one));
  }
}

void ReadSidecar(const std::string& path, const std::string& text, std::vector<Expectation>& expected) {
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line[0] == '#') continue;
    std::istringstream words(line);
    std::size_t number = 0;
    words >> number;
    std::string rest;
    std::getline(words, rest);
    AddExpectations(rest, path, number, expected);
  }
}

std::string Described(const Expectation& one) {
  return fmt::format("{}:{} {} {}", one.path, one.line, one.rule_id, one.diagnosis);
}

}  // namespace

Result<std::string> GrowFixture(const std::string& path, std::string_view text, const RuleSet& rules,
                                std::vector<Expectation>& expected) {
  std::string plain;
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size();) {
    ++number;
    std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) end = text.size();
    std::string_view line = text.substr(at, end - at);
    for (const std::string_view mark : {kExpect, kClean}) {
      const std::size_t found = line.rfind(mark);
      if (found == std::string_view::npos) continue;
      const std::size_t begin = CommentBegin(line, found);
      if (begin == std::string_view::npos) continue;
      if (mark == kExpect) AddExpectations(line.substr(found + mark.size()), path, number, expected);
      line = line.substr(0, begin);
    }
    plain += line;
    if (end < text.size()) plain += '\n';
    at = end + 1;
  }
  // Each file its own keys, always the same ones; files with {an:40#project}
  // share them.
  std::uint64_t seed = 7;
  if (plain.find("#project}") != std::string::npos) return GrowTemplate(plain, seed, rules);
  for (const char c : path) seed = seed * 131 + static_cast<unsigned char>(c);
  return GrowTemplate(plain, seed, rules);
}

Result<Fixture> LoadFixture(const std::string& path, const RuleSet& rules) {
  std::vector<std::pair<std::string, fs::path>> files;  // Shown name, place.
  const fs::path root(path);
  if (fs::is_directory(root)) {
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file()) files.emplace_back(fs::relative(entry.path(), root).generic_string(), entry.path());
    }
  } else {
    files.emplace_back(root.filename().string(), root);
    const fs::path sidecar(path + std::string(kSidecar));
    if (fs::exists(sidecar)) files.emplace_back(sidecar.filename().string(), sidecar);
  }
  std::sort(files.begin(), files.end());
  Fixture fixture;
  for (const auto& [name, place] : files) {
    const std::string text = ReadAll(place);
    if (name.ends_with(kSidecar)) {
      ReadSidecar(name.substr(0, name.size() - kSidecar.size()), text, fixture.expected);
      continue;
    }
    auto grown = GrowFixture(name, text, rules, fixture.expected);
    if (!grown) return tl::unexpected(grown.error());
    fixture.files.emplace(name, std::move(*grown));
  }
  std::sort(fixture.expected.begin(), fixture.expected.end());
  return fixture;
}

void MapSource::Run(unsigned, const Visitor& visit, const NoticeSink&) {
  for (const auto& [path, text] : files_) {
    Document document;
    document.path = path;
    document.buffer.Assign(text);
    ++coverage_.files;
    coverage_.bytes += text.size();
    visit(0, document);
  }
}

ScanOptions FixtureOptions() {
  ScanOptions options;
  options.now = std::chrono::sys_days{std::chrono::year{2026} / 11 / 21};
  return options;
}

std::vector<std::string> Differences(const Fixture& fixture, const RuleSet& rules) {
  MapSource source(fixture.files);
  ScanOptions options = FixtureOptions();
  if (const auto config = fixture.files.find(kConfigName); config != fixture.files.end()) {
    const auto parsed = ParseConfig(config->second, config->first);
    if (!parsed) return {parsed.error().message};
    for (const auto& [name, like] : parsed->environments.like) options.environments.like[name] = EnvironmentOf(like);
    options.environments.staging_uses_live_keys = parsed->environments.staging_uses_live_keys;
    options.environments.internal_hosts = parsed->environments.internal_hosts;
    options.environments.client_keys = parsed->environments.client_keys;
  }
  const Report report = Scanner(rules, options).Run(source);
  std::vector<Expectation> found;
  for (const Finding& finding : report.findings) {
    if (finding.suppressed()) continue;
    found.push_back({finding.where.path, finding.where.begin.line, finding.rule_id,
                     std::string(DiagnosisName(finding.diagnosis))});
  }
  std::sort(found.begin(), found.end());
  // An expectation without a diagnosis leaves it open.
  std::vector<Expectation> open = fixture.expected;
  std::vector<std::string> differences;
  for (const Expectation& one : found) {
    const auto met = std::find_if(open.begin(), open.end(), [&](const Expectation& wanted) {
      return wanted.path == one.path && wanted.line == one.line && wanted.rule_id == one.rule_id &&
             (wanted.diagnosis.empty() || wanted.diagnosis == one.diagnosis);
    });
    if (met == open.end()) {
      differences.push_back("unexpected " + Described(one));
    } else {
      open.erase(met);
    }
  }
  for (const Expectation& one : open) differences.push_back("missing " + Described(one));
  return differences;
}

std::vector<std::string> FixturesIn(const std::string& folder, bool as_projects) {
  std::vector<std::string> paths;
  if (!fs::exists(folder)) return paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().string();
    if (entry.is_directory() == as_projects && !name.ends_with(kSidecar)) paths.push_back(name);
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace keylint
