// SPDX-License-Identifier: Apache-2.0
// Every #include of lint/ stays within the table of lint/README.md.
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <gtest/gtest.h>

namespace keylint {
namespace {

namespace fs = std::filesystem;

const fs::path kLint = fs::path(KEYLINT_SOURCE_DIR) / "lint";

struct Allowed {
  std::set<std::string> folders;
  std::set<std::string> third_party;
};

std::set<std::string> Words(const std::string& cell) {
  std::istringstream in(cell);
  std::set<std::string> words;
  for (std::string word; in >> word;) {
    if (word != "-") words.insert(word);
  }
  return words;
}

std::map<std::string, Allowed> ReadTable() {
  std::ifstream in(kLint / "README.md");
  std::map<std::string, Allowed> table;
  const std::regex row(R"(^\| `([a-z]+)` \| ([^|]*) \| ([^|]*) \|$)");
  for (std::string line; std::getline(in, line);) {
    std::smatch match;
    if (!std::regex_match(line, match, row)) continue;
    table[match[1]] = {Words(match[2]), Words(match[3])};
    table[match[1]].folders.insert(match[1]);
  }
  return table;
}

bool IsSource(const fs::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".h" || extension == ".cc";
}

// Of the standard library or the system; libarchive's headers stand in no
// folder either.
bool IsSystem(const std::string& header) {
  if (header.find('/') == std::string::npos) return !header.starts_with("archive");
  return header.starts_with("sys/") || header.starts_with("linux/");
}

TEST(Layering, IncludesStayWithinTheTable) {
  const auto table = ReadTable();
  ASSERT_GT(table.size(), 10u) << "no table in lint/README.md";
  const std::regex ours(R"re(^\s*#\s*include "(lint|tests|integrations)/([a-z-]+)/.*")re");
  const std::regex foreign(R"(^\s*#\s*include <([^>]+)>)");
  std::size_t seen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(kLint)) {
    if (!entry.is_regular_file() || !IsSource(entry.path())) continue;
    const std::string folder = fs::relative(entry.path(), kLint).begin()->string();
    if (folder == "cmake") continue;   // What stands in front of a package's own headers.
    const auto allowed = table.find(folder);
    ASSERT_NE(allowed, table.end()) << folder << " has no row in lint/README.md";
    std::ifstream in(entry.path());
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_search(line, match, ours)) {
        ++seen;
        EXPECT_EQ(match[1], "lint") << entry.path() << ": " << line;
        EXPECT_TRUE(allowed->second.folders.contains(match[2])) << entry.path() << ": " << line;
      } else if (std::regex_search(line, match, foreign) && !IsSystem(match[1])) {
        const std::string header = match[1];
        std::string library = header.substr(0, header.find('/'));
        if (const std::size_t dot = library.find('.'); dot != std::string::npos) library = library.substr(0, dot);
        EXPECT_TRUE(allowed->second.third_party.contains(library)) << entry.path() << ": " << line;
      }
    }
  }
  EXPECT_GT(seen, 100u);
}

// Two types of one name are one to the linker: of a std::vector of each, one
// survives (found by the address sanitizer). lint/ is one program.
TEST(Layering, EachTypeOfAHeaderHasANameOfItsOwn) {
  const std::regex opens(R"(^namespace (keylint[a-z_:]*) \{)");
  const std::regex defines(R"(^(?:struct|class|enum class|enum) (\w+)\b[^;]*$)");
  std::map<std::string, fs::path> types;
  for (const auto& entry : fs::recursive_directory_iterator(kLint)) {
    if (entry.path().extension() != ".h") continue;
    std::ifstream in(entry.path());
    std::string space;
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_search(line, match, opens)) space = match[1];
      if (!std::regex_search(line, match, defines)) continue;
      const auto [type, first] = types.emplace(space + "::" + std::string(match[1]), entry.path());
      EXPECT_TRUE(first) << type->first << " stands in " << type->second << " and in " << entry.path();
    }
  }
  EXPECT_GT(types.size(), 200u);
}

}  // namespace
}  // namespace keylint
