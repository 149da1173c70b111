// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include <algorithm>

#include "lint/source/archive.h"
#include "lint/source/git_repository.h"
#include "lint/source/git_source.h"
#include "lint/source/history_source.h"
#include "lint/source/line_diff.h"
#include "tests/source/collect.h"

namespace keylint {

bool operator==(const LineRange& a, const LineRange& b) {
  return a.first == b.first && a.last == b.last;
}

namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A repository of one person who commits on a fixed day.
class Repository : public TempFolder {
 public:
  explicit Repository(const std::string& options = "") {
    Shell("git init -q -b main " + options + " . && git config user.name n && "
          "git config user.email n@example.invalid && git config commit.gpgsign false");
  }
  std::string Commit(const std::string& message = "c") const {
    return Shell("git add -A && git commit -q --no-verify -m '" + message + "' && git rev-parse HEAD");
  }
  Collected Staged(bool siblings = false) const {
    StagedSource source({.folder = path(), .siblings = siblings});
    return Collect(source);
  }
  Collected Range(std::vector<std::string> revisions) const {
    RangeSource source(std::move(revisions), {.folder = path(), .siblings = false});
    return Collect(source);
  }
  Collected History(unsigned threads = 2) const {
    HistorySource source({.git = {.folder = path()}});
    return Collect(source, threads);
  }
};

TEST(AddedLines, FindsInsertionsReplacementsAndMoves) {
  EXPECT_THAT(AddedLines("a\nb\nc\n", "a\nb\nc\n"), IsEmpty());
  EXPECT_THAT(AddedLines("a\nc\n", "a\nb\nc\n"), ElementsAre(LineRange{2, 2}));
  EXPECT_THAT(AddedLines("a\nb\nc\n", "a\nX\nY\nc\nZ"), ElementsAre(LineRange{2, 3}, LineRange{5, 5}));
  EXPECT_THAT(AddedLines("a\nb\nc\nd\n", "b\nc\nd\na\n"), ElementsAre(LineRange{4, 4}));
  EXPECT_THAT(AddedLines("", "a\nb"), ElementsAre(LineRange{1, 2}));
  EXPECT_THAT(AddedLines("a\nb\n", "a\n"), IsEmpty());
  EXPECT_THAT(AddedLines("a\r\nb\r\n", "a\r\nx\r\nb\r\n"), ElementsAre(LineRange{2, 2}));
}

TEST(AddedLines, AnswersSoonForHostilePairs) {
  std::string before, now;
  for (int i = 0; i < 200000; ++i) {
    before += std::to_string(i * 7919 % 200000) + "\n";
    now += std::to_string(i) + "\nx\n";
  }
  EXPECT_FALSE(AddedLines(before, now).empty());
}

TEST(CommonLines, Intersects) {
  EXPECT_THAT(CommonLines({{{1, 5}, {9, 9}}, {{4, 9}}}), ElementsAre(LineRange{4, 5}, LineRange{9, 9}));
}

TEST(Staged, ReadsTheIndexAndNotTheWorkTree) {
  Repository git;
  git.Write("a", "old\n");
  git.Commit();
  git.Write("a", "old\nstaged\n");
  git.Shell("git add a");
  git.Write("a", "old\nstaged\nlater\n");
  git.Write("untracked", "x");
  const Collected all = git.Staged();
  EXPECT_THAT(all.paths(), ElementsAre("a"));
  EXPECT_EQ(all.At("a").text, "old\nstaged\n");
  EXPECT_THAT(all.At("a").lines, ElementsAre(LineRange{2, 2}));
}

TEST(Staged, CountsEveryLineOfANewFileAndOfAnUnbornBranch) {
  Repository git;
  git.Write("a", "x\n");
  git.Shell("git add a");
  EXPECT_FALSE(git.Staged().At("a").has_lines);
  git.Commit();
  git.Write("b", "x\n");
  git.Shell("git add b");
  const Collected all = git.Staged();
  EXPECT_THAT(all.paths(), ElementsAre("b"));
  EXPECT_FALSE(all.At("b").has_lines);
}

TEST(Staged, FollowsARename) {
  Repository git;
  git.Write("a", "1\n2\n3\n4\n5\n6\n7\n8\n");
  git.Commit();
  git.Shell("git mv a b; echo 9 >> b; git add b");
  const Collected all = git.Staged();
  EXPECT_THAT(all.paths(), ElementsAre("b"));
  EXPECT_THAT(all.At("b").lines, ElementsAre(LineRange{9, 9}));
}

TEST(Staged, CountsDeletionsAndModesApart) {
  Repository git;
  git.Write("a", "1");
  git.Write("b", "1");
  git.Commit();
  git.Shell("git rm -q a; chmod +x b; git add b");
  StagedSource source({.folder = git.path()});
  EXPECT_THAT(Collect(source).paths(), IsEmpty());
  EXPECT_EQ(source.coverage().removed, 1u);
}

TEST(Staged, IsNotFooledByAttributesOrConfiguration) {
  Repository git;
  git.Write("a.env", "A=1\n");
  git.Commit();
  git.Write(".gitattributes", "* -diff -text filter=evil diff=evil\n");
  git.Write("a.env", "A=1\nB=2\n");
  git.Shell("git add -A; touch marker; rm marker");
  const std::string evil = "touch " + (git / "marker") + "; cat";
  git.Shell("git config filter.evil.clean '" + evil + "'; git config filter.evil.smudge '" + evil +
            "'; git config diff.evil.textconv '" + evil + "'; git config diff.external '" + evil +
            "'; git config core.fsmonitor '" + evil + "'; git config core.pager '" + evil +
            "'; git config diff.relative true; git config diff.orderFile nowhere");
  const Collected all = git.Staged(true);
  EXPECT_THAT(all.At("a.env").lines, ElementsAre(LineRange{2, 2}));
  EXPECT_EQ(git.Shell("ls marker 2>/dev/null || true"), "");
}

// A missing object of a partial clone is fetched by what the remote names,
// were it let; so are monitors, pagers, proxies and hooks.
TEST(Staged, RunsNothingThatTheRepositoryNames) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Write("a", "1\n2\n");
  git.Shell("git add a");
  const std::string id = git.Shell("git rev-parse :a");
  git.Shell("rm -f .git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
  // From here on no git but ours: theirs would run the script.
  const std::string evil = "touch " + (git / "marker");
  git.Write("evil.sh", "#!/bin/sh\n" + evil + "\n");
  git.Write("hooks/post-index-change", "#!/bin/sh\n" + evil + "\n");
  git.Write("more", "[core]\n sshCommand = " + (git / "evil.sh") + "\n");
  git.Shell("chmod +x evil.sh hooks/post-index-change; git config core.hooksPath hooks; git config include.path ../more; "
            "git config core.gitProxy ./evil.sh; git config core.askPass ./evil.sh; git config credential.helper ./evil.sh; "
            "git config core.fsmonitor ./evil.sh; git config core.pager ./evil.sh; git config core.alternateRefsCommand ./evil.sh; "
            "git config gpg.program ./evil.sh; git config log.showSignature true; git config diff.external ./evil.sh; "
            "git config uploadpack.packObjectsHook ./evil.sh; git config protocol.allow always; "
            "git config protocol.ext.allow always; git config remote.origin.url 'ext::" + (git / "evil.sh") + "'; "
            "git config remote.origin.promisor true; git config extensions.partialClone origin; "
            "git config core.repositoryFormatVersion 1");
  EXPECT_TRUE(git.Staged(true).HasNotice(NoticeKind::kUnreadable, "a"));
  git.Range({"HEAD"});
  git.History();
  EXPECT_EQ(git.Shell("ls marker 2>/dev/null || true"), "");
}

TEST(Staged, ReadsTenOfFiftyThousandFiles) {
  Repository git;
  git.Shell("id=$(echo x | git hash-object -w --stdin); "
            "seq 50000 | awk -v id=$id '{printf \"100644 %s\\td%d/f%d\\n\", id, $1 % 400, $1}' | git update-index --index-info; "
            "git update-ref HEAD $(git commit-tree -m c $(git write-tree)); "
            "new=$(echo y | git hash-object -w --stdin); "
            "seq 10 | awk -v id=$new '{printf \"100644 %s\\td%d/f%d\\n\", id, $1 % 400, $1}' | git update-index --index-info");
  StagedSource source({.folder = git.path()});
  EXPECT_EQ(Collect(source).documents.size(), 10u);
  EXPECT_EQ(source.coverage().files, 10u);
  // An index that can hold names without content is no reason to look at all files.
  git.Shell("echo z > later; git add -N later; git update-index --index-version 4");
  const Collected all = git.Staged();
  EXPECT_EQ(all.documents.size(), 10u);
  EXPECT_TRUE(all.HasNotice(NoticeKind::kDegraded, "later"));
}

TEST(Staged, ReadsANewEmptyFileThatIsReallyStaged) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Shell("git update-index --index-version 4; : > empty; git add empty; echo x > later; git add -N later");
  StagedSource source({.folder = git.path(), .siblings = false});
  const Collected all = Collect(source);
  EXPECT_TRUE(all.HasNotice(NoticeKind::kDegraded, "later"));
  EXPECT_FALSE(all.HasNotice(NoticeKind::kDegraded, "empty"));
  EXPECT_EQ(source.coverage().files, 1u);
}

TEST(Staged, SaysSubmodulesPointersAndIntentToAdd) {
  Repository git, inner;
  inner.Write("x", "x");
  inner.Commit();
  git.Write("lfs.bin", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n");
  git.Shell("git add lfs.bin; echo x > later; git add -N later; "
            "git -c protocol.file.allow=always submodule --quiet add " + inner.path() + " sub");
  git.Shell("ln -s /etc/passwd link; git add link");
  const Collected all = git.Staged();
  EXPECT_THAT(all.paths(), ElementsAre(".gitmodules"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedSpecial, "sub"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedSpecial, "lfs.bin"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kDegraded, "later"));
}

TEST(Staged, InAMergeCountsWhatNoParentHas) {
  Repository git;
  git.Write("a", "1\n2\n3\n");
  git.Commit();
  git.Shell("git checkout -q -b other; (echo theirs; cat a) > t; mv t a; echo new > theirs; "
            "git add -A; git commit -qm theirs; git checkout -q main; echo ours >> a; "
            "git commit -qam ours; git merge -q --no-commit other; "
            "sed -i 's/2/evil/' a; git add a");
  const Collected all = git.Staged();
  EXPECT_THAT(all.paths(), ElementsAre("a"));
  EXPECT_THAT(all.At("a").lines, ElementsAre(LineRange{3, 3}));
}

TEST(Staged, SaysAnUnresolvedConflict) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Shell("git checkout -q -b other; echo x > a; git commit -qam x; git checkout -q main; "
            "echo y > a; git commit -qam y; git merge -q other || true");
  EXPECT_TRUE(git.Staged().HasNotice(NoticeKind::kUnreadable, "a"));
}

TEST(Staged, WorksInALinkedWorkTreeAndFromASubfolder) {
  Repository git;
  git.Write("d/a", "1\n");
  git.Write("top", "1\n");
  git.Commit();
  TempFolder linked;
  git.Shell("git worktree add -q -b w " + (linked / "w"));
  linked.Shell("cd w; echo 2 >> d/a; echo 2 >> top; git add -A");
  StagedSource source({.folder = linked / "w/d"});
  EXPECT_THAT(Collect(source).paths(), ElementsAre("d/a", "top"));
  EXPECT_EQ(source.root(), linked / "w");
}

TEST(Staged, ReadsSha256Repositories) {
  Repository git("--object-format=sha256");
  git.Write("a", "1\n");
  git.Commit();
  git.Write("a", "1\n2\n");
  git.Shell("git add a");
  EXPECT_THAT(git.Staged().At("a").lines, ElementsAre(LineRange{2, 2}));
  EXPECT_THAT(git.History().paths(), ElementsAre("a"));
}

TEST(Staged, RefusesABareRepositoryAndNoRepository) {
  Repository bare("--bare");
  EXPECT_TRUE(bare.Staged().HasNotice(NoticeKind::kUnreadable));
  TempFolder none;
  StagedSource source({.folder = none.path()});
  EXPECT_TRUE(Collect(source).HasNotice(NoticeKind::kUnreadable));
}

TEST(Staged, ReadsOddNames) {
  Repository git;
  const std::string name = "a\nb\t\"c\x1b\xff";
  git.Write(name, "x");
  git.Shell("git add -A");
  EXPECT_THAT(git.Staged().paths(), ElementsAre(name));
}

TEST(Staged, ComparesWideTextByItsLines) {
  Repository git;
  const auto wide = [](std::string_view text) {
    std::string bytes = "\xFF\xFE";
    for (const char c : text) bytes.append(1, c).push_back('\0');
    return bytes;
  };
  git.Write("a", wide("A=1\nB=2\n"));
  git.Commit();
  git.Write("a", wide("A=1\nX=3\nB=2\n"));
  git.Shell("git add a");
  EXPECT_THAT(git.Staged().At("a").lines, ElementsAre(LineRange{2, 2}));
}

TEST(Staged, LendsConfigurationBesideWhatChanged) {
  Repository git;
  git.Write("app/.env.production", "A=1\n");
  git.Write("app/.env.test", "A=2\n");
  git.Write("app/main.c", "x");
  git.Write("other/.env", "A=3\n");
  git.Write(".env", "A=4\n");
  git.Commit();
  git.Write("app/.env.test", "A=5\n");
  git.Shell("git add -A");
  StagedSource source({.folder = git / "app"});
  const Collected all = Collect(source);
  EXPECT_THAT(all.paths(), ElementsAre(".env", "app/.env.production", "app/.env.test"));
  EXPECT_FALSE(all.At(".env").reported);
  EXPECT_FALSE(all.At("app/.env.production").reported);
  EXPECT_TRUE(all.At("app/.env.test").reported);
  EXPECT_EQ(source.coverage().files, 1u);
}

TEST(Staged, OpensArchives) {
  if (!CanUnpack()) GTEST_SKIP() << "built without libarchive";
  Repository git;
  git.Shell("echo A=1 > x.env; tar czf a.tgz x.env; rm x.env; git add a.tgz");
  EXPECT_THAT(git.Staged().paths(), ElementsAre("a.tgz!x.env"));
  git.Commit();
  EXPECT_THAT(git.History().paths(), ElementsAre("a.tgz!x.env"));
}

TEST(Range, LendsWhatEachCommitAdds) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Write("a", "1\n2\n");
  const std::string second = git.Commit();
  git.Write("a", "1\n2\n3\n");
  git.Write("b", "x\n");
  const std::string third = git.Commit();
  git.Shell("git rm -q b; git commit -qm gone");
  const Collected all = git.Range({"HEAD~3..HEAD"});
  EXPECT_THAT(all.paths(), ElementsAre("a", "a", "b"));
  for (auto [it, end] = all.documents.equal_range("a"); it != end; ++it) {
    const bool is_second = it->second.commit == second;
    EXPECT_EQ(it->second.commit, is_second ? second : third);
    EXPECT_THAT(it->second.lines, ElementsAre(is_second ? LineRange{2, 2} : LineRange{3, 3}));
  }
  EXPECT_EQ(all.At("b").commit, third);
}

TEST(Range, OfAMergeLendsWhatNoParentHas) {
  Repository git;
  git.Write("a", "1\n2\n3\n");
  git.Commit();
  git.Shell("git checkout -q -b other; (echo theirs; cat a) > t; mv t a; git commit -qam theirs; "
            "git checkout -q main; echo ours >> a; git commit -qam ours; "
            "git merge -q --no-commit other; sed -i 's/2/evil/' a; git commit -qam merge");
  const std::string merge = git.Shell("git rev-parse HEAD");
  const Collected all = git.Range({"HEAD~1..HEAD"});
  for (const auto& [path, lent] : all.documents) {
    EXPECT_THAT(lent.lines, ElementsAre(lent.commit == merge ? LineRange{3, 3} : LineRange{1, 1}));
  }
  EXPECT_EQ(all.documents.size(), 2u);
}

TEST(Range, RefusesOptionsInPlaceOfRevisions) {
  Repository git;
  git.Write("a", "1");
  git.Commit();
  EXPECT_TRUE(git.Range({"--output=/tmp/x"}).HasNotice(NoticeKind::kUnreadable));
  EXPECT_TRUE(git.Range({"nowhere..HEAD"}).HasNotice(NoticeKind::kUnreadable));
  EXPECT_THAT(git.Range({"HEAD", "--not", "--remotes"}).paths(), ElementsAre("a"));
}

TEST(History, LendsEveryReachableBlobOnce) {
  Repository git;
  git.Write("a", "1\n");
  git.Write("copy/a", "1\n");
  const std::string first = git.Commit();
  git.Write("a", "2\n");
  git.Write("gone", "secret\n");
  const std::string second = git.Commit();
  git.Shell("git rm -q gone; git commit -qm x; git branch side; "
            "echo unreachable | git hash-object -w --stdin");
  git.Shell("git checkout -q --orphan lone; echo lone > l; git add l; git commit -qm l; "
            "git checkout -q main; git gc -q");
  HistorySource source({.git = {.folder = git.path()}});
  const Collected all = Collect(source);
  std::vector<std::string> texts;
  for (const auto& [path, lent] : all.documents) texts.push_back(lent.text);
  std::sort(texts.begin(), texts.end());
  EXPECT_THAT(texts, ElementsAre("1\n", "2\n", "lone\n", "secret\n"));
  EXPECT_EQ(all.At("gone").text, "secret\n");

  const std::string id = git.Shell("git rev-parse " + second + ":gone");
  const std::string older = git.Shell("git rev-parse " + first + ":a");
  const auto commits = source.Origins({id, older});
  ASSERT_EQ(commits.size(), 2u);
  const BlobOrigin& gone = commits.at(id);
  EXPECT_EQ(gone.provenance.commit, second);
  EXPECT_EQ(gone.provenance.path, "gone");
  EXPECT_EQ(gone.provenance.author_date.size(), 25u);
  EXPECT_LT(commits.at(older).rank, gone.rank);
}

TEST(History, ReadsBareRepositories) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  TempFolder bare;
  git.Shell("git clone -q --bare . " + (bare / "b"));
  HistorySource source({.git = {.folder = bare / "b"}});
  EXPECT_THAT(Collect(source).paths(), ElementsAre("a"));
}

TEST(History, SaysACorruptObjectAndLosesNothingElse) {
  Repository git;
  for (int i = 0; i < 40; ++i) git.Write("f" + std::to_string(i), "text " + std::to_string(i) + "\n");
  git.Commit();
  const std::string id = git.Shell("git rev-parse HEAD:f7");
  const std::string file = ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  git.Shell("chmod +w " + file + "; printf 'garbage' > " + file);
  const Collected all = git.History();
  EXPECT_EQ(all.documents.size(), 39u);
  bool said = false;
  for (const Notice& notice : all.notices) said |= notice.kind == NoticeKind::kUnreadable;
  EXPECT_TRUE(said);
}

TEST(History, GoesOnWithoutACorruptTree) {
  Repository git;
  git.Write("d/a", "1\n");
  git.Write("e/b", "2\n");
  git.Commit();
  const std::string id = git.Shell("git rev-parse HEAD:d");
  const std::string file = ".git/objects/" + id.substr(0, 2) + "/" + id.substr(2);
  git.Shell("chmod +w " + file + "; printf 'garbage' > " + file);
  const Collected all = git.History();
  EXPECT_EQ(all.documents.size(), 2u);
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable));
}

TEST(History, ReadsWhatACutPackStillHolds) {
  Repository git;
  for (int i = 0; i < 40; ++i) git.Write("f" + std::to_string(i), std::string(2000, static_cast<char>('a' + i % 26)) + std::to_string(i * 7919));
  git.Commit();
  git.Write("loose", "still here\n");
  git.Shell("git gc -q");
  git.Commit();
  git.Shell("chmod +w .git/objects/pack/*.pack; for f in .git/objects/pack/*.pack; do truncate -s -200 $f; done");
  const Collected all = git.History();
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable));
  bool found = false;
  for (const auto& [path, lent] : all.documents) found |= lent.text == "still here\n";
  EXPECT_TRUE(found);
}

TEST(History, WalksAHundredThousandRefs) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Write("a", "1\n2\n");
  git.Commit();
  git.Shell("old=$(git rev-parse HEAD~); (echo '# pack-refs with: peeled fully-peeled sorted'; "
            "seq -w 100000 | sed \"s#.*#$old refs/heads/r&#\") > .git/packed-refs");
  EXPECT_EQ(git.History().documents.size(), 2u);
  EXPECT_EQ(git.Range({"HEAD", "--not", "--all"}).documents.size(), 0u);
  const Collected added = git.Range({"HEAD~..HEAD"});
  EXPECT_THAT(added.At("a").lines, ElementsAre(LineRange{2, 2}));
}

TEST(History, SaysShallowAndPartialClones) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Write("a", "2\n");
  git.Commit();
  git.Shell("git config uploadpack.allowFilter true");
  TempFolder clones;
  clones.Shell("git clone -q --depth 1 file://" + git.path() + " s; "
               "git clone -q --filter=blob:none --no-checkout file://" + git.path() + " p");
  HistorySource shallow({.git = {.folder = clones / "s"}});
  const Collected one = Collect(shallow);
  EXPECT_EQ(one.documents.size(), 1u);
  EXPECT_TRUE(one.HasNotice(NoticeKind::kDegraded));
  HistorySource partial({.git = {.folder = clones / "p"}});
  const Collected none = Collect(partial);
  EXPECT_THAT(none.paths(), IsEmpty());
  EXPECT_TRUE(none.HasNotice(NoticeKind::kDegraded));
  EXPECT_FALSE(none.HasNotice(NoticeKind::kUnreadable));
}

TEST(History, RemembersCleanBlobs) {
  Repository git;
  TempFolder cache;
  git.Write("clean", "1\n");
  git.Write("dirty", "2\n");
  git.Commit();
  const HistoryOptions options{.git = {.folder = git.path()}, .cache_folder = cache / "c", .cache_version = "v1"};
  HistorySource first(options);
  first.Run(2, [&](unsigned, Document& document) {
    if (document.path == "dirty") first.KeepDirty(document.blob, document.path);
    first.KeepDirty("", document.path);   // What no blob holds is nothing to keep.
  }, [](Notice) {});
  EXPECT_TRUE(first.SaveClean());
  HistorySource second(options);
  EXPECT_THAT(Collect(second).paths(), ElementsAre("dirty"));
  EXPECT_EQ(second.coverage().cached, 1u);
  HistoryOptions other = options;
  other.cache_version = "v2";
  HistorySource third(other);
  EXPECT_THAT(Collect(third).paths(), ElementsAre("clean", "dirty"));
}

TEST(GitRepository, ReadsAFileOfARevision) {
  Repository git;
  git.Write(".keylint.toml", "a = 1\n");
  git.Commit();
  git.Write(".keylint.toml", "a = 2\n");
  const auto opened = GitRepository::Open(git.path());
  ASSERT_TRUE(opened.has_value());
  EXPECT_EQ(opened->ReadFileAt("HEAD", ".keylint.toml").value(), "a = 1\n");
  EXPECT_EQ(opened->ReadFileAt("HEAD", "none").error().kind, ErrorKind::kNotFound);
  EXPECT_EQ(opened->ReadFileAt("--help", "none").error().kind, ErrorKind::kNotFound);
}

TEST(GitRepository, HonoursSafeDirectory) {
  if (::geteuid() != 0) GTEST_SKIP() << "needs a folder that belongs to somebody else";
  Repository git;
  git.Write("a", "1");
  git.Commit();
  git.Shell("chown -R 12345 .");
  const auto opened = GitRepository::Open(git.path());
  ASSERT_FALSE(opened.has_value());
  EXPECT_EQ(opened.error().kind, ErrorKind::kUnreadable);
}

TEST(BlobReader, GoesOnBehindMissingObjects) {
  Repository git;
  git.Write("a", "one");
  git.Commit();
  const auto opened = GitRepository::Open(git.path());
  const std::string id = git.Shell("git rev-parse HEAD:a");
  BlobReader blobs(*opened, {id, std::string(40, '1'), id});
  bool whole = false;
  EXPECT_EQ(blobs.Next(), BlobReader::State::kBlob);
  EXPECT_EQ(blobs.ReadBlob(100, whole), "one");
  EXPECT_EQ(blobs.Next(), BlobReader::State::kMissing);
  EXPECT_EQ(blobs.Next(), BlobReader::State::kBlob);
  EXPECT_EQ(blobs.Next(), BlobReader::State::kEnd);
}

}  // namespace
}  // namespace keylint
