// SPDX-License-Identifier: Apache-2.0
#include "lint/source/history_walk.h"

#include <gtest/gtest.h>

#include <fmt/core.h>

#include <map>
#include <random>

#include "lint/source/pack_folders.h"
#include "tests/source/test_repository.h"

namespace keylint {
namespace {

// "<commit> <path>" by id.
using Places = std::map<std::string, std::string>;

Places Walk(const TestRepository& repository, unsigned threads) {
  const auto git = GitRepository::Open(repository.path());
  const HistoryRoots roots = FindRoots(*git);
  EXPECT_EQ(roots.complaint, "");
  const HistoryBlobs history = WalkHistory(*git, OpenPacks(*git), roots, threads, std::atomic<bool>(false));
  EXPECT_EQ(history.unreadable_trees, 0u);
  Places places;
  for (const HistoryBlobs::Blob& blob : history.blobs) {
    EXPECT_EQ(history.Find(blob.id), &blob);
    const bool has_commit = blob.commit != HistoryBlobs::kNoCommit;
    places[HexId(blob.id, 40)] = (has_commit ? HexId(roots.commits[blob.commit].id, 40) : "-") + " " + history.paths[blob.path];
  }
  EXPECT_EQ(places.size(), history.blobs.size());
  return places;
}

// The oldest commit that holds each, by asking all.
Places Expected(const TestRepository& git) {
  Places places;
  for (const std::string& commit : git.Lines("git rev-list --reverse --topo-order --all")) {
    for (const std::string& line : git.Lines("git ls-tree -r " + commit)) {
      places.emplace(line.substr(12, 40), commit + " " + line.substr(53));
    }
  }
  return places;
}

// Folders and files that come, change, move, are copied and go, on branches
// that merge, so that each text stands in many places of many commits.
void Live(const TestRepository& git, int commits) {
  std::mt19937 random(11);
  const auto name = [&] { return std::string(1, static_cast<char>('a' + random() % 5)); };
  std::string stream;
  std::vector<std::string> files{"start"};
  for (int i = 1; i <= commits; ++i) {
    const auto branch = i < 20 ? 0 : random() % 3;
    stream += fmt::format("commit refs/heads/b{}\nmark :{}\ncommitter n <n@example.invalid> {} +0000\ndata 1\nc\n", branch, i,
                          1'500'000'000 + i);
    if (i > 20) stream += fmt::format("from :{}\n", i - 1 - static_cast<int>(random() % 5));
    if (i > 20 && i % 9 == 0) stream += fmt::format("merge :{}\n", i - 8);
    if (i == 1) stream += "M 100644 inline start\ndata 1\ns\n";
    for (int change = 0; change < 3; ++change) {
      const std::string file = name() + "/" + name() + "/" + name();
      const std::string text = std::to_string(random() % 400);
      stream += fmt::format("M 100644 inline {}\ndata {}\n{}\n", file, text.size(), text);
    }
    if (i % 5 == 0) stream += fmt::format("D {}/{}\n", name(), name());
    if (i % 7 == 0) stream += fmt::format("C start {}.copy\n", name());
    stream += "\n";
  }
  git.Write("stream", stream);
  git.Shell("git fast-import --quiet --force < stream && rm stream");
}

TEST(WalkHistory, SaysWhereEachBlobStoodFirst) {
  TestRepository git;
  Live(git, 700);
  git.Shell("git repack -adfq --depth=30");
  const Places expected = Expected(git);
  EXPECT_GT(expected.size(), 300u);
  for (const unsigned threads : {1U, 2U, 5U}) EXPECT_EQ(Walk(git, threads), expected) << threads;
}

TEST(WalkHistory, GivesBlobsThatOnlyRefsNameNoCommit) {
  TestRepository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Shell("git tag blob $(echo tagged | git hash-object -w --stdin); git tag again HEAD:a");
  const Places places = Walk(git, 2);
  EXPECT_EQ(places.size(), 2u);
  EXPECT_EQ(places.at(git.Shell("git rev-parse blob")), "- ");
  EXPECT_EQ(places.at(git.Shell("git rev-parse again")), git.Shell("git rev-parse HEAD") + " a");
}

// Git sorts nothing of a history in which a commit is missing.
TEST(FindRoots, GivesWhatGitComesToBeforeAMissingCommit) {
  TestRepository git;
  for (const char* text : {"1", "2", "3"}) {
    git.Write("a", text);
    git.Commit();
  }
  const std::string oldest = git.Shell("git rev-parse HEAD~2");
  git.Shell("chmod u+w .git/objects/*/*; rm .git/objects/" + oldest.substr(0, 2) + "/" + oldest.substr(2));
  const HistoryRoots roots = FindRoots(*GitRepository::Open(git.path()));
  EXPECT_NE(roots.complaint, "");
  ASSERT_FALSE(roots.commits.empty());
  EXPECT_EQ(HexId(roots.commits.back().id, 40), git.Shell("git rev-parse HEAD"));
}

}  // namespace
}  // namespace keylint
