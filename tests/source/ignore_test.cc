// SPDX-License-Identifier: Apache-2.0
#include "lint/source/ignore.h"

#include <gtest/gtest.h>

#include "lint/source/ignore_files.h"
#include "tests/source/collect.h"

namespace keylint {
namespace {

bool Ignores(std::string_view patterns, std::string_view path, bool folder = false) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return IgnoreList(patterns).Match(path, name, folder) == IgnoreList::Answer::kIgnore;
}

TEST(IgnoreList, TheLastPatternThatFitsDecides) {
  EXPECT_TRUE(Ignores("*.log", "a/b.log"));
  EXPECT_FALSE(Ignores("*.log\n!b.log", "a/b.log"));
  EXPECT_TRUE(Ignores("!b.log\n*.log", "a/b.log"));
  EXPECT_FALSE(Ignores("b.log\n!*.log", "b.log"));
  EXPECT_FALSE(Ignores("b*\n!b.log", "b.log"));
}

TEST(IgnoreList, ASlashTiesAPatternToItsFolder) {
  EXPECT_TRUE(Ignores("/a", "a"));
  EXPECT_FALSE(Ignores("/a", "b/a"));
  EXPECT_FALSE(Ignores("b/a", "c/b/a"));
  EXPECT_TRUE(Ignores("**/b/a", "c/b/a"));
  EXPECT_TRUE(Ignores("a/**/b", "a/b"));
  EXPECT_TRUE(Ignores("a/**", "a/b/c"));
  EXPECT_FALSE(Ignores("a/**", "a", true));
}

TEST(IgnoreList, AFinalSlashMeansFolders) {
  EXPECT_TRUE(Ignores("build/", "x/build", true));
  EXPECT_FALSE(Ignores("build/", "x/build", false));
}

TEST(IgnoreList, ReadsCommentsQuotesAndLineEnds) {
  EXPECT_FALSE(Ignores("# a", "# a"));
  EXPECT_TRUE(Ignores("\\# a", "# a"));
  EXPECT_TRUE(Ignores("\\!a", "!a"));
  EXPECT_TRUE(Ignores("a   \r\n", "a"));
  EXPECT_TRUE(Ignores("a\\ ", "a "));
  EXPECT_TRUE(Ignores("\xEF\xBB\xBF" "a", "a"));
  EXPECT_FALSE(Ignores("", "a"));
}

// Git itself is the oracle: the same patterns, the same paths.
TEST(IgnoreList, AgreesWithGit) {
  const std::vector<std::string> patterns = {
      "*.o", "foo", "foo/", "/foo", "foo/*", "a/b", "**/foo", "foo/**", "a/**/b", "*", "[ab].c",
      "[!a].c", "?.c", "f*o", "*/foo", "**", "/**/x", "a**b", "[a", "\\*", "foo\\", "[[:alpha:]].c",
      "a?b", "*.tar.*", "!foo", "a/*/b", "***", "[]-]x", "x[^a]y", "/*", "foo//", "b/**/", "[z-a]",
      "**/a/**", "*[", "[a-c]*.c"};
  const std::vector<std::string> paths = {
      "foo", "a/foo", "a/b", "a/b/foo", "a.c", "b.c", "d.c", "x.o", "a/x.o", "foo/x", "foo/a/b",
      "a/x/b", "a/x/y/b", "axb", "x.tar.gz", "-x", "xby", "[a", "*", "a/b/x", "ab", "b/q/r"};
  TempFolder folder;
  folder.Shell("git init -q .");
  for (const std::string& pattern : patterns) {
    folder.Write(".gitignore", pattern + "\n");
    std::string command = "git -c core.excludesFile=/dev/null check-ignore --no-index -v -n -- ";
    for (const std::string& path : paths) command += "'" + path + "' ";
    const std::string answer = folder.Shell(command + " | sed 's/\\t.*//' || true");
    std::size_t at = 0;
    for (const std::string& path : paths) {
      const std::size_t end = std::min(answer.find('\n', at), answer.size());
      const bool matched = answer.substr(at, end - at) != "::" && pattern[0] != '!';
      at = std::min(end + 1, answer.size());
      IgnoreScope scope;
      scope.git = AddIgnoreFile(nullptr, "", pattern + "\n");
      bool ours = false;  // A folder above may be what is ignored.
      for (std::size_t begin = 0; !ours && begin <= path.size();) {
        const std::size_t stop = std::min(path.find('/', begin), path.size());
        ours = scope.Judge(path.substr(0, stop), std::string_view(path).substr(begin, stop - begin),
                           stop != path.size()).ignored;
        begin = stop + 1;
      }
      EXPECT_EQ(ours, matched) << "pattern " << pattern << " path " << path;
    }
  }
}

TEST(ExcludesFileSetting, ReadsGitConfiguration) {
  EXPECT_EQ(ExcludesFileSetting("[core]\n\texcludesfile = /x y # z\n"), "/x y");
  EXPECT_EQ(ExcludesFileSetting("[core \"a\"]\nexcludesfile=/x\n"), std::nullopt);
  EXPECT_EQ(ExcludesFileSetting("[ core ] excludesFile=\"a;b\"\n"), "a;b");
  EXPECT_EQ(ExcludesFileSetting("[core\nx"), std::nullopt);
  EXPECT_EQ(ExcludesFileSetting("["), std::nullopt);
}

}  // namespace
}  // namespace keylint
