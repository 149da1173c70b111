// SPDX-License-Identifier: Apache-2.0
// Incidents replayed: testdata/incidents holds what stood where, the message,
// and the source that the failing program saw. See its README.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"
#include "lint/doctor/doctor.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/doctor/snapshot.h"

namespace keylint {
namespace {

struct Incident {
  std::string name;
  Snapshot snapshot;
  std::string message;
  std::string kind, path;
  std::size_t line = 0;
  bool unread = false;   // The source is named, but no program sees it.
};

// <echo 8 4 ***>KEY</echo>: what a provider shows of it.
std::string Echoed(std::string text) {
  for (std::size_t at = text.find("<echo "); at != std::string::npos; at = text.find("<echo ", at)) {
    const std::size_t close = text.find('>', at);
    const std::size_t end = text.find("</echo>", at);
    std::istringstream in(text.substr(at + 6, close - at - 6));
    std::size_t head = 0, tail = 0;
    std::string mask;
    in >> head >> tail >> mask;
    const std::string key = text.substr(close + 1, end - close - 1);
    if (mask == "stars") mask = std::string(key.size() - head - tail, '*');
    if (mask == ".") mask.clear();
    text.replace(at, end + 7 - at, key.substr(0, head) + mask + key.substr(key.size() - tail));
  }
  return text;
}

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U; };
    const unsigned bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? kLetters[bits >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string Unescaped(std::string text) {
  for (const auto& [from, to] : {std::pair("\\r", "\r"), std::pair("\\n", "\n")}) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at)) text.replace(at, 2, to);
  }
  return text;
}

std::string Encoded(std::string text) {
  for (std::size_t at = text.find("<base64>"); at != std::string::npos; at = text.find("<base64>", at)) {
    const std::size_t end = text.find("</base64>", at);
    text.replace(at, end + 9 - at, Base64(Unescaped(text.substr(at + 8, end - at - 8))));
  }
  return text;
}

void Take(Incident& incident, const std::string& title, const std::string& body) {
  std::istringstream words(title);
  std::string what, id, name;
  words >> what >> id >> name;
  if (what == "message") incident.message = Echoed(Encoded(body));
  else if (what == "environment") incident.snapshot.environment = ParseEnvironment(body);
  else if (what == "parent") incident.snapshot.parents.push_back({std::stoi(id), name, ParseEnvironment(body)});
  else if (what == "expect") {
    std::istringstream in(body);
    in >> incident.kind >> incident.path;
    std::string word;
    in >> incident.line >> word;
    incident.unread = word == "unread";
  } else if (what.starts_with("project/")) incident.snapshot.files[kProject + what.substr(7)] = Encoded(body);
  else if (what.starts_with("home/")) incident.snapshot.files[kHome + what.substr(4)] = Encoded(body);
  else if (what.starts_with("above/")) incident.snapshot.files["/work" + what.substr(5)] = body;
  for (auto& variable : incident.snapshot.environment) {
    if (what == "environment") variable.second = Unescaped(variable.second);
  }
}

Incident Read(const std::filesystem::path& path, std::uint64_t seed) {
  std::ifstream in(path);
  const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
  const auto grown = GrowTemplate(text, seed, BuiltinRules());
  Incident incident;
  incident.name = path.stem().string();
  if (!grown) {
    ADD_FAILURE() << incident.name << ": " << grown.error().message;
    return incident;
  }
  std::istringstream lines(*grown);
  std::string line, title, body;
  while (std::getline(lines, line)) {
    if (line.starts_with("== ")) {
      if (!title.empty()) Take(incident, title, body);
      title = line.substr(3);
      body.clear();
    } else {
      body += line + "\n";
    }
  }
  if (!title.empty()) Take(incident, title, body);
  return incident;
}

bool IsRight(const Incident& incident, const Answer& answer) {
  if (incident.kind == "none") return answer.sources.empty() || !answer.sources.front().wins;
  if (answer.sources.empty()) return false;
  const AnswerSource& first = answer.sources.front();
  const std::string kind(SourceKindName(first.setting.kind));
  const bool of_kind = ("," + incident.kind + ",").find("," + kind + ",") != std::string::npos;
  if (!of_kind || first.wins == incident.unread) return false;
  if (incident.kind == "process-environment") return true;
  if (incident.kind == "parent-environment") return first.setting.path.find(incident.path) != std::string::npos;
  const std::string path = first.setting.path.substr(first.setting.path.rfind('/') == std::string::npos || incident.path.find('/') != std::string::npos ? 0 : first.setting.path.rfind('/') + 1);
  return path == incident.path && first.setting.line == incident.line;
}

TEST(Incidents, NineOfTenNameTheRightSourceFirst) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator("testdata/incidents")) {
    if (entry.path().extension() == ".txt") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  ASSERT_GE(paths.size(), 60U);
  std::size_t right = 0;
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const Incident incident = Read(paths[i], i + 1);
    const Machine machine = incident.snapshot.machine();
    const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfError(incident.message);
    if (IsRight(incident, answer)) {
      ++right;
      continue;
    }
    std::cout << "wrong: " << incident.name << ": expected " << incident.kind << ' ' << incident.path << ':' << incident.line << ", got ";
    if (answer.sources.empty()) std::cout << "nothing";
    for (const AnswerSource& source : answer.sources) {
      std::cout << SourceKindName(source.setting.kind) << ' ' << source.setting.path << ':' << source.setting.line << (source.wins ? " wins; " : "; ");
    }
    std::cout << (answer.provider == nullptr ? "no provider" : answer.provider->id) << '\n';
  }
  std::cout << right << " of " << paths.size() << " incidents right\n";
  EXPECT_GE(right * 10, paths.size() * 9);
}

}  // namespace
}  // namespace keylint
