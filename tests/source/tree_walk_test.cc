// SPDX-License-Identifier: Apache-2.0
#include "lint/source/tree_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

#include "lint/source/history_walk.h"
#include "lint/source/pack_folders.h"
#include "tests/source/test_repository.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::UnorderedElementsAre;

class Repository : public TestRepository {
 public:
  using TestRepository::TestRepository;

  struct Walked {
    std::vector<std::string> blobs;  // "<id> <path>", in the walk's order.
    std::size_t unreadable = 0;
    std::string complaint;
  };
  Walked Walk() const {
    const auto git = GitRepository::Open(path());
    Walked walked;
    const HistoryRoots roots = FindRoots(*git);
    const std::vector<Pack> packs = OpenPacks(*git);
    walked.complaint = roots.complaint;
    TreeReader reader(*git, packs, 1 << 16);
    TreeWalk walk(reader, git->id_length() / 2, [&](const ObjectId& blob, std::string_view path) {
      walked.blobs.push_back(HexId(blob, git->id_length()) + " " + std::string(path));
    });
    for (const HistoryRoots::Commit& commit : roots.commits) walk.Walk(commit.tree);
    for (const ObjectId& tree : roots.trees) walk.Walk(tree);
    for (const auto& [blob, name] : roots.blobs) walk.TakeBlob(blob, name);
    walked.unreadable = walk.unreadable().size();
    return walked;
  }
  // What git says, in its order.
  std::vector<std::string> Expected() const {
    return Lines("git rev-list --reverse --topo-order --objects --all --filter=object:type=blob | grep -v '^[0-9a-f]*$'");
  }
};

// Folders and files that come, change, move and go, on branches that merge.
void Live(const Repository& git, int commits) {
  std::mt19937 random(5);
  const auto name = [&] { return std::string(1, static_cast<char>('a' + random() % 4)); };
  for (int i = 0; i < commits; ++i) {
    for (int change = 0; change < 3; ++change) {
      const std::string folder = name() + (random() % 2 != 0 ? "/" + name() + "." + name() : "");
      git.Shell("rm -rf x; [ -f '" + folder + "' ] || mkdir -p '" + folder + "' 2>/dev/null; true");
      switch (random() % 5) {
        case 0: git.Shell("rm -rf " + name()); break;
        case 1: git.Shell("[ -d " + name() + " ] && cp -r " + name() + " " + name() + ".copy 2>/dev/null; true"); break;
        case 2: git.Shell("rm -rf " + name() + "; echo file > " + name() + " 2>/dev/null; true"); break;
        default: git.Shell("echo " + std::to_string(random() % 40) + " > '" + folder + "/" + name() + "' 2>/dev/null; true");
      }
    }
    git.Commit();
    if (i % 7 == 3) git.Shell("git checkout -q -b b" + std::to_string(i) + " HEAD~2");
    if (i % 7 == 6) git.Shell("git merge -q -X ours --no-edit main >/dev/null 2>&1 || (git merge --abort; true)");
  }
}

TEST(TreeWalk, FindsWhatGitFindsInItsOrder) {
  for (const char* options : {"", "--object-format=sha256"}) {
    Repository git(options);
    Live(git, 24);
    EXPECT_EQ(git.Walk().blobs, git.Expected()) << "loose";
    git.Shell("git repack -adfq --depth=30");
    EXPECT_EQ(git.Walk().blobs, git.Expected()) << "packed";
    EXPECT_EQ(git.Walk().unreadable, 0u);
    EXPECT_GT(git.Expected().size(), 15u);
  }
}

TEST(TreeWalk, TakesWhatRefsAndTagsName) {
  Repository git;
  git.Write("a", "1\n");
  git.Commit();
  git.Shell("git tag blob $(echo tagged | git hash-object -w --stdin); git tag -a -m t annotated blob; "
            "mkdir d; echo inner > d/b; git add d; git tag tree $(git write-tree --prefix=d/); git reset -q --hard");
  std::vector<std::string> paths;
  for (const std::string& blob : git.Walk().blobs) paths.push_back(blob.substr(41));
  EXPECT_THAT(paths, UnorderedElementsAre("a", "b", ""));
}

TEST(TreeWalk, KeepsOddNamesAndLeavesSubmodulesOut) {
  Repository git;
  git.Write("new\nline", "1\n");
  git.Write(" blank/ x", "2\n");
  git.Write("sub", "");
  git.Shell("rm sub; git update-index --add --cacheinfo 160000,$(printf '%040d' 7),sub; ln -s target link");
  git.Commit();
  std::vector<std::string> paths;
  for (const std::string& blob : git.Walk().blobs) paths.push_back(blob.substr(41));
  EXPECT_THAT(paths, ElementsAre(" blank/ x", "link", "new\nline"));
}

TEST(TreeWalk, EndsForTreesOfTreesOfTrees) {
  Repository git;
  // Ten entries of the same tree, 25 deep: 10^25 paths, 26 trees.
  git.Shell("tree=$(printf '100644 blob %s\\tf\\n' $(echo x | git hash-object -w --stdin) | git mktree); "
            "for i in $(seq 25); do tree=$(for n in 0 1 2 3 4 5 6 7 8 9; do printf '040000 tree %s\\td%s\\n' $tree $n; done | "
            "git mktree); done; git update-ref refs/heads/main $(git commit-tree -m c $tree)");
  EXPECT_EQ(git.Walk().blobs.size(), 1u);
}

TEST(TreeWalk, GoesOnBehindTreesThatCannotBeRead) {
  Repository git;
  for (const char* folder : {"a", "b", "c"}) git.Write(std::string(folder) + "/f", folder);
  git.Commit();
  const std::string id = git.Shell("git rev-parse HEAD:b");
  git.Shell("chmod u+w .git/objects/*/*; rm .git/objects/" + id.substr(0, 2) + "/" + id.substr(2, 38));
  const Repository::Walked walked = git.Walk();
  EXPECT_EQ(walked.blobs.size(), 2u);
  EXPECT_EQ(walked.unreadable, 1u);
}

TEST(ObjectIdSet, HoldsEachIdOnce) {
  ObjectIdSet set(20);
  std::mt19937 random(3);
  std::set<ObjectId> expected;
  for (int i = 0; i < 20000; ++i) {
    ObjectId id{};
    for (std::size_t k = 0; k < 20; ++k) id[k] = static_cast<unsigned char>(k < 8 ? random() % 3 : 7);
    EXPECT_EQ(set.Insert(id), expected.insert(id).second);
  }
  EXPECT_EQ(set.size(), expected.size());
}

}  // namespace
}  // namespace keylint
