// SPDX-License-Identifier: Apache-2.0
#include "lint/source/file_tree.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <thread>
#include <utility>

#include "tests/source/collect.h"
#include "tests/source/test_repository.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

Collected Scan(const TempFolder& folder, FileTreeOptions options = {}, unsigned threads = 2) {
  if (options.paths.empty() && options.files_from.empty()) options.paths = {folder.path()};
  FileTreeSource source(std::move(options));
  return Collect(source, threads);
}

TEST(FileTree, ReadsEveryFileOnce) {
  TempFolder folder;
  folder.Write("a.txt", "A");
  folder.Write("b/c.txt", "C");
  folder.Write("b/d/.env", "D=1");
  const Collected all = Scan(folder);
  EXPECT_THAT(all.paths(), ElementsAre("a.txt", "b/c.txt", "b/d/.env"));
  EXPECT_EQ(all.At("b/c.txt").text, "C");
  EXPECT_THAT(all.notices, IsEmpty());
}

TEST(FileTree, LendsTheSameDocumentsForAnyNumberOfThreads) {
  TempFolder folder;
  folder.Shell("for i in $(seq 40); do mkdir -p d$i/e; for j in $(seq 50); do "
               "echo $i-$j > d$i/f$j; done; echo x > d$i/e/g; done");
  const auto one = Scan(folder, {}, 1).paths();
  EXPECT_EQ(one.size(), 40u * 51);
  EXPECT_EQ(Scan(folder, {}, 2).paths(), one);
  EXPECT_EQ(Scan(folder, {}, 7).paths(), one);
}

TEST(FileTree, NamesFilesFromTheRootOfTheRepository) {
  TempFolder folder;
  folder.Shell("git init -q .");
  folder.Write("sub/a.txt", "A");
  EXPECT_THAT(Scan(folder, {.paths = {folder / "sub"}}).paths(), ElementsAre("sub/a.txt"));
  FileTreeSource source({.paths = {folder / "sub"}});
  EXPECT_EQ(source.root(), folder.path());
}

TEST(FileTree, NamesFilesOfSeveralFoldersFromTheirCommonFolder) {
  TempFolder folder;
  folder.Write("one/x", "1");
  folder.Write("two/x", "2");
  EXPECT_THAT(Scan(folder, {.paths = {folder / "one", folder / "two"}}).paths(),
              ElementsAre("one/x", "two/x"));
}

TEST(FileTree, ReadsAFileNamedTwiceOnce) {
  TempFolder folder;
  folder.Write("a/x", "1");
  folder.Write("a/y", "1");
  EXPECT_THAT(Scan(folder, {.paths = {folder.path(), folder / "a", folder / "a/x"}}).paths(),
              ElementsAre("a/x", "a/y"));
}

TEST(FileTree, HonoursNestedIgnoreFiles) {
  TempFolder folder;
  folder.Shell("git init -q .");
  folder.Write(".gitignore", "*.log\nbuild/\n/top.txt\n");
  folder.Write("sub/.gitignore", "!keep.log\n");
  folder.Write(".ignore", "slow/\n");
  folder.Write(".keylintignore", "vendored.js\n");
  for (const char* name : {"a.log", "sub/keep.log", "sub/other.log", "build/x.c", "top.txt",
                           "sub/top.txt", "slow/x.c", "vendored.js"}) {
    folder.Write(name, "x");
  }
  EXPECT_THAT(Scan(folder).paths(), ElementsAre(".gitignore", ".ignore", ".keylintignore",
                                                "sub/.gitignore", "sub/keep.log", "sub/top.txt"));
  FileTreeOptions all;
  all.no_ignore = true;
  all.paths = {folder.path()};
  EXPECT_EQ(Scan(folder, all).paths().size(), 12u);
}

TEST(FileTree, HonoursExcludeFilesOfTheRepositoryAndThePerson) {
  TempFolder folder, home;
  folder.Shell("git init -q .");
  folder.Shell("echo '*.one' > .git/info/exclude");
  home.Write(".gitconfig", "[user]\n\tname = x\n[Core]\n\texcludesFile = \"~/my ignores\" ; mine\n");
  home.Write("my ignores", "*.two\n");
  folder.Write("a.one", "x");
  folder.Write("a.two", "x");
  folder.Write("a.txt", "x");
  EXPECT_THAT(Scan(folder, {.paths = {folder.path()}, .home = home.path()}).paths(),
              ElementsAre("a.txt"));
}

TEST(FileTree, LendsIgnoredConfigurationMarkedAsSuch) {
  TempFolder folder;
  folder.Shell("git init -q .");
  folder.Write(".gitignore", ".env\nconfig/\nnode_modules/\n");
  folder.Write(".env", "A=1");
  folder.Write("config/prod.env", "A=1");
  folder.Write("config/readme.md", "text");
  folder.Write("node_modules/x/.env", "A=1");
  folder.Write("src/.env.example", "A=1");
  const Collected all = Scan(folder);
  EXPECT_THAT(all.paths(),
              ElementsAre(".env", ".gitignore", "config/prod.env", "src/.env.example"));
  EXPECT_EQ(all.At(".env").ignored, IgnoreState::kIgnoredConfig);
  EXPECT_EQ(all.At("config/prod.env").ignored, IgnoreState::kIgnoredConfig);
  EXPECT_EQ(all.At("src/.env.example").ignored, IgnoreState::kTracked);
}

TEST(FileTree, MarksAnIgnoredConfigurationThatIsNamedTheSameWay) {
  TempFolder folder;
  folder.Shell("git init -q .");
  folder.Write(".gitignore", ".env\nx.txt\n");
  folder.Write(".env", "A=1");
  folder.Write("x.txt", "A=1");
  const Collected all = Scan(folder, {.paths = {folder / ".env", folder / "x.txt"}});
  EXPECT_EQ(all.At(".env").ignored, IgnoreState::kIgnoredConfig);
  EXPECT_EQ(all.At("x.txt").ignored, IgnoreState::kTracked);
}

TEST(FileTree, ATrackedFileIsReadAsAnyOtherThoughItIsIgnored) {
  TestRepository folder;
  folder.Write(".env", "A=1");
  folder.Write("build/a/b/c/d/e/prod.py", "x");
  folder.Write("config/prod.env", "A=1");
  folder.Write("left.txt", "x");
  folder.Write("vendor/inner/.env", "A=1");
  folder.Commit();
  folder.Write(".gitignore", ".env\n/build/\nconfig/\n");
  folder.Write(".keylintignore", "left.txt\n");
  folder.Write("build/a/b/made.py", "x");
  folder.Write("config/more.env", "A=1");
  folder.Write("src/.env", "A=1");
  const Collected all = Scan(folder);
  EXPECT_THAT(all.paths(), ElementsAre(".env", ".gitignore", ".keylintignore", "build/a/b/c/d/e/prod.py", "config/more.env",
                                       "config/prod.env", "src/.env", "vendor/inner/.env"));
  EXPECT_EQ(all.At(".env").ignored, IgnoreState::kTracked);
  EXPECT_EQ(all.At("config/prod.env").ignored, IgnoreState::kTracked);
  EXPECT_EQ(all.At("config/more.env").ignored, IgnoreState::kIgnoredConfig);
  EXPECT_EQ(all.At("src/.env").ignored, IgnoreState::kIgnoredConfig);
  EXPECT_EQ(Scan(folder, {.paths = {folder / ".env"}}).At(".env").ignored, IgnoreState::kTracked);
}

TEST(FileTree, SaysSoWhereGitCannotTellWhatItTracks) {
  TestRepository folder;
  folder.Write(".env", "A=1");
  folder.Commit();
  folder.Write(".gitignore", ".env\n");
  folder.Write(".git/index", "not an index");
  EXPECT_TRUE(Scan(folder).HasNotice(NoticeKind::kDegraded));
}

TEST(FileTree, ANestedRepositoryHasItsOwnIgnoreFiles) {
  TempFolder folder;
  folder.Shell("git init -q . && mkdir inner && git init -q inner");
  folder.Write(".gitignore", "*.log\n");
  folder.Write("inner/a.log", "x");
  EXPECT_TRUE(Scan(folder).Has("inner/a.log"));
}

TEST(FileTree, LeavesOutWhatIsExcluded) {
  TempFolder folder;
  folder.Write("a/x.c", "x");
  folder.Write("a/b/y.c", "x");
  folder.Write("z.h", "x");
  EXPECT_THAT(Scan(folder, {.paths = {folder.path()}, .exclude = {"a/b/**", "*.h"}}).paths(),
              ElementsAre("a/x.c"));
  EXPECT_THAT(Scan(folder, {.paths = {folder / "a/b/y.c", folder / "z.h"}, .exclude = {"a"}}).paths(),
              ElementsAre("z.h"));
}

TEST(FileTree, ReadsAListOfFiles) {
  TempFolder folder, list;
  folder.Write("a\nb", "x");
  folder.Write("c", "x");
  list.Write("nul", folder / "a\nb" + std::string(1, '\0') + (folder / "c") + std::string(1, '\0'));
  EXPECT_THAT(Scan(folder, {.files_from = list / "nul"}).paths(), ElementsAre("a\nb", "c"));
  list.Write("lines", (folder / "c") + "\r\n");
  EXPECT_THAT(Scan(folder, {.files_from = list / "lines"}).paths(), ElementsAre("c"));
}

TEST(FileTree, SaysWhichPathDoesNotExist) {
  TempFolder folder;
  const Collected all = Scan(folder, {.paths = {folder / "nothing"}});
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable, "nothing"));
}

TEST(FileTree, FollowsNoLinksExceptNamedOnes) {
  TempFolder folder, outside;
  outside.Write("secret", "x");
  folder.Write("a/real", "x");
  folder.Shell("ln -s " + outside.path() + " out; ln -s .. a/loop; ln -s real a/alias; "
               "ln -s " + (outside / "secret") + " a/away; ln -s nowhere dangling");
  EXPECT_THAT(Scan(folder).paths(), ElementsAre("a/real"));
  EXPECT_THAT(Scan(folder, {.paths = {folder / "out"}}).paths(), ElementsAre("secret"));
  EXPECT_THAT(Scan(folder, {.paths = {folder / "a/alias"}}).paths(), ElementsAre("alias"));
}

TEST(FileTree, SkipsSpecialFilesWithANotice) {
  TempFolder folder;
  ASSERT_EQ(::mkfifo((folder / "pipe").c_str(), 0600), 0);
  folder.Write("a", "x");
  const Collected all = Scan(folder);
  EXPECT_THAT(all.paths(), ElementsAre("a"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedSpecial, "pipe"));
  EXPECT_TRUE(Scan(folder, {.paths = {folder / "pipe"}}).HasNotice(NoticeKind::kUnreadable, "pipe"));
}

TEST(FileTree, DoesNotWalkTheKernelsFileSystems) {
  TempFolder folder;
  const Collected all = Scan(folder, {.paths = {"/proc/self"}});
  EXPECT_THAT(all.paths(), IsEmpty());
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable));
}

TEST(FileTree, CountsBinaryFiles) {
  TempFolder folder;
  folder.Write("a.bin", std::string("\x7f" "ELF\0\1\2", 7));
  FileTreeSource source({.paths = {folder.path()}});
  EXPECT_THAT(Collect(source).paths(), IsEmpty());
  EXPECT_EQ(source.coverage().binary, 1u);
  EXPECT_EQ(source.coverage().files, 0u);
}

// What may be a key in DER or a store of keys is judged by what it holds.
TEST(FileTree, LendsFilesOfKeysThoughTheyAreBinary) {
  using std::string_view_literals::operator""sv;
  const std::string rest(40, '\0');
  TempFolder folder;
  folder.Write("rsa.key", std::string("\x30\x82\x04\xbd\x02\x01\x00\x30\x0d"sv) + rest);
  folder.Write("ec.der", std::string("\x30\x77\x02\x01\x01\x04\x20"sv) + rest);
  folder.Write("store.p12", std::string("\x30\x82\x0a\x3f\x02\x01\x03\x30"sv) + rest);
  folder.Write("store.jks", std::string("\xfe\xed\xfe\xed\x00\x00\x00\x02"sv) + rest);
  folder.Write("secring.gpg", std::string("\x95\x03\x98\x04\x60\x00\x00\x00\x01"sv) + rest);
  folder.Write("request.bin", std::string("\x30\x82\x02\x4e\x30\x82\x01\x36\x02\x01\x00"sv) + rest);
  FileTreeSource source({.paths = {folder.path()}});
  EXPECT_THAT(Collect(source).paths(), UnorderedElementsAre("rsa.key", "ec.der", "store.p12", "store.jks", "secring.gpg"));
}

TEST(FileTree, HonoursASizeLimit) {
  TempFolder folder;
  folder.Write("large", std::string(100, 'x'));
  folder.Write("small", std::string(99, 'x'));
  const Collected all = Scan(folder, {.paths = {folder.path()}, .max_file_size = 99});
  EXPECT_THAT(all.paths(), ElementsAre("small"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedTooLarge, "large"));
}

TEST(FileTree, SaysWhatItMayNotRead) {
  TempFolder folder;
  folder.Write("a", "x");
  folder.Write("b/c", "x");
  folder.Write("d", "x");
  folder.Shell("chmod 755 .; chmod 0 a b");
  // Root may read everything, so for a while this is somebody else.
  const bool was_root = ::geteuid() == 0;
  if (was_root) {
    ASSERT_EQ(::seteuid(65534), 0);
  }
  const Collected all = Scan(folder);
  if (was_root) {
    ASSERT_EQ(::seteuid(0), 0);
  }
  EXPECT_THAT(all.paths(), ElementsAre("d"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable, "a"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable, "b"));
}

TEST(FileTree, ReadsToTheSizeAGrowingFileHad) {
  TempFolder folder;
  folder.Write("log", std::string(3 << 20, 'x'));
  FileTreeSource source({.paths = {folder / "log"}});
  std::size_t seen = 0;
  std::FILE* log = std::fopen((folder / "log").c_str(), "a");
  std::atomic<bool> stop{false};
  std::thread writer([&] {
    const std::string more(1 << 16, 'y');
    for (int i = 0; i < 4000 && !stop; ++i) {
      std::fwrite(more.data(), 1, more.size(), log);
      std::fflush(log);
    }
  });
  bool ended = false;
  source.Run(1, [&](unsigned, Document& document) { seen += document.text().size(); },
             [&](Notice notice) { ended |= notice.kind == NoticeKind::kDegraded; });
  stop = true;
  writer.join();
  std::fclose(log);
  EXPECT_GE(seen, std::size_t{3} << 20);
}

TEST(FileTree, SaysThatAFileBecameShorterWhileItWasRead) {
  TempFolder folder;
  folder.Write("log", std::string(20 << 20, '\n'));
  const std::string path = folder / "log";
  FileTreeSource source({.paths = {path}});
  int incomplete = 0;
  source.Run(
      1, [&](unsigned, Document&) { EXPECT_EQ(::truncate(path.c_str(), 1000), 0); },
      [&](Notice notice) { incomplete += notice.kind == NoticeKind::kIncomplete; });
  EXPECT_EQ(incomplete, 1);
}

TEST(FileTree, GoesOnWhenFilesVanish) {
  TempFolder folder;
  for (int i = 0; i < 200; ++i) folder.Write("f" + std::to_string(i), "x");
  FileTreeSource source({.paths = {folder.path()}});
  bool first = true;
  bool unreadable = false;
  int vanished = 0;
  source.Run(
      1,
      [&](unsigned, Document&) {
        if (std::exchange(first, false)) folder.Shell("rm f*");
      },
      [&](Notice notice) {
        vanished += notice.kind == NoticeKind::kDegraded;
        unreadable |= MakesIncomplete(notice.kind);
      });
  EXPECT_EQ(vanished, 199);
  EXPECT_FALSE(unreadable);
}

TEST(FileTree, SkipsTheHolesOfASparseFile) {
  TempFolder folder;
  folder.Write("sparse", std::string(10000, 'x'));
  if (::truncate((folder / "sparse").c_str(), off_t{20} << 30) != 0) GTEST_SKIP() << "no sparse files here";
  FileTreeSource source({.paths = {folder.path()}});
  source.Run(1, [](unsigned, Document&) {}, [](Notice) {});
  EXPECT_EQ(source.coverage().files, 1u);
  EXPECT_LT(source.coverage().bytes, std::uint64_t{64} << 20);
}

TEST(FileTree, KeepsEveryByteOfAName) {
  TempFolder folder;
  const std::string name = "a\n\x1b[31m\xff\xc3 b";
  folder.Write(name, "x");
  EXPECT_THAT(Scan(folder).paths(), ElementsAre(name));
}

TEST(FileTree, WalksFoldersTenThousandDeep) {
  TempFolder folder;
  ASSERT_EQ(::chdir(folder.path().c_str()), 0);
  for (int i = 0; i < 10000; ++i) {
    ASSERT_EQ(::mkdir("deep-folder", 0700), 0);
    ASSERT_EQ(::chdir("deep-folder"), 0);
  }
  std::FILE* file = std::fopen("leaf", "w");
  std::fputs("found", file);
  std::fclose(file);
  ASSERT_EQ(::chdir(KEYLINT_SOURCE_DIR), 0);
  const Collected all = Scan(folder);
  ASSERT_EQ(all.documents.size(), 1u);
  EXPECT_EQ(all.documents.begin()->second.text, "found");
  EXPECT_EQ(all.documents.begin()->first.size(), 10000 * 12 + 4u);
}

TEST(FileTree, HandsOutWideFoldersInSlices) {
  TempFolder folder;
  folder.Shell("for i in $(seq 5000); do echo d$i; done | xargs mkdir; echo x > d4999/f");
  FileTreeSource source({.paths = {folder.path()}});
  EXPECT_THAT(Collect(source).paths(), ElementsAre("d4999/f"));
  EXPECT_EQ(source.coverage().directories, 5001u);
}

TEST(FileTree, StopsWhenCancelled) {
  TempFolder folder;
  folder.Shell("for i in $(seq 200); do echo x > f$i; done");
  FileTreeSource source({.paths = {folder.path()}});
  int seen = 0;
  bool incomplete = false;
  source.Run(
      1, [&](unsigned, Document&) { if (++seen == 3) source.Cancel(); },
      [&](Notice notice) { incomplete |= notice.kind == NoticeKind::kIncomplete; });
  EXPECT_EQ(seen, 3);
  EXPECT_TRUE(incomplete);
}

}  // namespace
}  // namespace keylint
