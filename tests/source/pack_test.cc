// SPDX-License-Identifier: Apache-2.0
#include "lint/source/pack.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <random>
#include <set>

#include "lint/source/history_source.h"
#include "lint/source/pack_folders.h"
#include "lint/source/pack_forest.h"
#include "lint/source/process.h"
#include "tests/source/collect.h"

namespace keylint {
namespace {

std::string Changed(std::string_view base, std::string_view delta, std::size_t limit = 1000) {
  Buffer result;
  return ApplyDelta(base, delta, limit, result) ? std::string(result.view()) : "(refused)";
}

std::string Bytes(std::initializer_list<int> bytes) { return {bytes.begin(), bytes.end()}; }

TEST(ApplyDelta, CopiesAndInserts) {
  EXPECT_EQ(Changed("abcdef", Bytes({6, 5, 0x91, 2, 3, 2, 'x', 'y'})), "cdexy");
  EXPECT_EQ(Changed("", Bytes({0, 1, 1, 'x'})), "x");
  EXPECT_EQ(Changed("", Bytes({0, 0})), "");
  EXPECT_EQ(Changed(std::string(0x10000, 'z'), Bytes({0x80, 0x80, 4, 0x80, 0x80, 4, 0x80}), 1 << 20).size(), 0x10000u);
}

TEST(ApplyDelta, RefusesWhatDoesNotFit) {
  EXPECT_EQ(Changed("abc", Bytes({4, 1, 1, 'x'})), "(refused)") << "another base";
  EXPECT_EQ(Changed("abc", Bytes({3, 2, 1, 'x'})), "(refused)") << "too little";
  EXPECT_EQ(Changed("abc", Bytes({3, 1, 2, 'x', 'y'})), "(refused)") << "too much";
  EXPECT_EQ(Changed("abc", Bytes({3, 9, 0x91, 2, 9})), "(refused)") << "behind the base";
  EXPECT_EQ(Changed("abc", Bytes({3, 1, 5, 'x'})), "(refused)") << "an insertion that is cut off";
  EXPECT_EQ(Changed("abc", Bytes({3, 1, 0})), "(refused)") << "a command of no meaning";
  EXPECT_EQ(Changed("abc", Bytes({3, 0x91 - 256})), "(refused)") << "a size that is cut off";
  EXPECT_EQ(Changed("abc", Bytes({3, 4, 0x90, 3, 1, 'x'}), 3), "(refused)") << "over the limit";
}

class Repository : public TempFolder {
 public:
  explicit Repository(const std::string& options = "") {
    Shell("git init -q -b main " + options + " . && git config user.name n && git config user.email n@example.invalid "
          "&& git config gc.auto 0");
  }
  void Commit() const { Shell("git add -A && git commit -q --no-verify -m c"); }
  // `files` files in `versions` versions, each a few lines from the last.
  void Grow(int files, int versions) const {
    std::mt19937 random(7);
    std::map<int, std::vector<std::string>> lines;
    for (int version = 0; version < versions; ++version) {
      for (int file = 0; file < files; ++file) {
        auto& text = lines[file];
        for (int i = 0; i < (version == 0 ? 200 : 3); ++i) {
          const std::size_t at = random() % (text.size() + 1);
          text.insert(text.begin() + static_cast<std::ptrdiff_t>(at), std::to_string(random()) + " line\n");
        }
        std::string whole;
        for (const std::string& line : text) whole += line;
        Write("f" + std::to_string(file), whole);
      }
      Commit();
    }
  }
  std::vector<std::string> Texts(unsigned threads = 2) const {
    HistorySource source({.git = {.folder = path()}});
    const Collected all = Collect(source, threads);
    std::vector<std::string> texts;
    for (const auto& [name, document] : all.documents) texts.push_back(document.text);
    std::sort(texts.begin(), texts.end());
    return texts;
  }
  // What git's plumbing says, apart from keylint's own.
  std::vector<std::string> Expected() const {
    Shell("git rev-list --objects --all --filter=object:type=blob | cut -d' ' -f1 | git cat-file --batch > .git/all");
    std::ifstream in(*this / ".git/all", std::ios::binary);
    std::vector<std::string> texts;
    std::string id, kind;
    for (std::size_t size = 0; in >> id >> kind >> size;) {
      std::string text(size, '\0');
      in.ignore(1).read(text.data(), static_cast<std::streamsize>(size));
      if (kind == "blob") texts.push_back(std::move(text));
    }
    std::sort(texts.begin(), texts.end());
    return texts;
  }
  std::vector<PackPaths> Packs() const { return FindPacks(*this / ".git/objects"); }
};

// What a reader takes and refuses of all blobs of the first pack.
struct Read {
  std::map<std::uint32_t, std::string> taken;
  std::set<std::uint32_t> refused;
  std::size_t broken = 0;
};
Read ReadAll(const Repository& git, std::size_t largest = 1 << 20) {
  Read read;
  auto pack = Pack::Open(git.Packs().at(0).index, git.Packs().at(0).pack, 20);
  if (!pack) return read;
  std::vector<std::uint64_t> offsets;
  pack->ForEach([&](std::string_view, std::uint64_t offset) { offsets.push_back(offset); });
  PackForest forest(*pack);
  for (std::size_t i = 0; i < offsets.size(); ++i) forest.Want(offsets[i], static_cast<std::uint32_t>(i));
  forest.Grow();
  read.broken = forest.broken().size();
  PackTreeReader reader(forest, largest);
  for (const std::uint32_t root : forest.roots()) {
    reader.Read(root, [&](std::uint32_t number, std::string_view bytes) { return read.taken.emplace(number, bytes).second; },
                [&](std::uint32_t number) { read.refused.insert(number); });
  }
  return read;
}

TEST(Packs, HoldWhatGitSaysTheyHold) {
  for (const char* options : {"", "--object-format=sha256"}) {
    Repository git(options);
    git.Grow(5, 30);
    git.Shell("git repack -adfq --depth=20");
    ASSERT_EQ(git.Packs().size(), 1u);
    EXPECT_EQ(git.Texts(), git.Expected()) << options;
    EXPECT_EQ(git.Texts(1).size(), 150u);
  }
}

TEST(Packs, MayNameTheirBasesById) {
  Repository git;
  git.Grow(3, 20);
  git.Shell("git -c repack.useDeltaBaseOffset=false repack -adfq --depth=20");
  EXPECT_EQ(git.Texts(), git.Expected());
  const Read read = ReadAll(git);
  EXPECT_EQ(read.taken.size(), 60u);
  EXPECT_EQ(read.broken, 0u);
}

TEST(Packs, MayBeManyAndBorrowed) {
  Repository git;
  git.Grow(2, 5);
  git.Shell("git repack -dq");
  git.Write("later", "x\n");
  git.Commit();
  git.Shell("git repack -dq");
  git.Write("loose", "y\n");
  git.Commit();
  EXPECT_EQ(git.Packs().size(), 2u);
  EXPECT_EQ(git.Texts(), git.Expected());
  Repository borrower;
  borrower.Shell("echo '" + git / ".git/objects" + "' > .git/objects/info/alternates; git fetch -q '" + git.path() +
                 "' main:other 2>/dev/null");
  EXPECT_EQ(borrower.Packs().size(), 2u);
  EXPECT_EQ(borrower.Texts().size(), 12u);
}

// Every round of the search once moved all objects that were wanted.
TEST(Packs, FollowALongChainToBasesThatNobodyWants) {
  constexpr std::uint32_t kChain = 100'000;
  const auto big = [](std::uint32_t value) {
    return Bytes({static_cast<int>(value >> 24), static_cast<int>(value >> 16 & 255), static_cast<int>(value >> 8 & 255), static_cast<int>(value & 255)});
  };
  // A delta that copies the one byte of its base, deflated without packing;
  // one after the other, 20 bytes behind its base.
  const std::string delta = Bytes({1, 1, 0x90, 1});
  const std::string stored = Bytes({0x78, 1, 1, 4, 0, 0xFB, 0xFF}) + delta + Bytes({1, 0x2C, 0, 0x94});
  std::string pack = Bytes({'P', 'A', 'C', 'K', 0, 0, 0, 2}) + big(kChain);
  std::string offsets;
  std::string ids;
  for (std::uint32_t i = 0; i < kChain; ++i) {
    offsets += big(static_cast<std::uint32_t>(pack.size()));
    ids += big(i) + std::string(16, 'i');
    pack += i == 0 ? Bytes({0x31, 0x78, 1, 1, 1, 0, 0xFE, 0xFF, 'x', 0, 0x79, 0, 0x79}) + std::string(7, '\0')
                   : Bytes({0x64, 20}) + stored + std::string(18 - stored.size(), '\0');
  }
  std::string index = Bytes({0xFF, 't', 'O', 'c', 0, 0, 0, 2});
  for (int i = 0; i < 256; ++i) index += big(kChain);
  index += ids + std::string(std::size_t{kChain} * 4, '\0') + offsets + std::string(40, '\0');
  auto opened = Pack::FromFiles(MemoryFile(index), MemoryFile(pack), 20);
  ASSERT_TRUE(opened);
  PackForest forest(*opened);
  for (std::uint32_t i = kChain - 10'000; i < kChain; ++i) forest.Want(12 + std::uint64_t{i} * 20, i);
  forest.Grow();
  EXPECT_EQ(forest.roots().size(), 1u);
  EXPECT_TRUE(forest.broken().empty());
  PackTreeReader reader(forest, 100);
  std::size_t taken = 0;
  reader.Read(forest.roots()[0], [&](std::uint32_t, std::string_view bytes) { return (taken += bytes == "x") > 0; }, [](std::uint32_t) {});
  EXPECT_EQ(taken, 10'000u);
}

TEST(Packs, LeaveLargeBlobsAndWhatIsMadeOfThemToOthers) {
  Repository git;
  git.Grow(1, 12);
  git.Shell("git repack -adfq");
  const Read all = ReadAll(git);
  ASSERT_EQ(all.taken.size(), 12u);
  std::size_t smallest = SIZE_MAX;
  for (const auto& [number, text] : all.taken) smallest = std::min(smallest, text.size());
  const Read few = ReadAll(git, smallest);
  EXPECT_FALSE(few.refused.empty());
  EXPECT_EQ(few.taken.size() + few.refused.size(), 12u);
}

TEST(Packs, SurviveEveryKindOfDamage) {
  Repository git;
  git.Grow(3, 10);
  git.Shell("git repack -adfq; cp .git/objects/pack/*.pack .git/whole; cp .git/objects/pack/*.idx .git/index; "
            "chmod u+w .git/objects/pack/*");
  const Read whole = ReadAll(git);
  ASSERT_EQ(whole.taken.size(), 30u);
  std::mt19937 random(11);
  for (const auto& [copy, file] : {std::pair{".git/whole", git.Packs()[0].pack}, {".git/index", git.Packs()[0].index}}) {
    std::ifstream in(git / copy, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    for (int round = 0; round < 200; ++round) {
      std::string damaged = bytes;
      for (int i = 0; i < 3; ++i) damaged[random() % damaged.size()] = static_cast<char>(random());
      if (round % 5 == 0) damaged.resize(random() % damaged.size());
      std::ofstream(file, std::ios::binary | std::ios::trunc) << damaged;
      for (const auto& [number, text] : ReadAll(git).taken) EXPECT_LE(text.size(), std::size_t{1} << 20);
    }
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
  }
  EXPECT_EQ(ReadAll(git).taken, whole.taken);
}

TEST(Packs, LoseNothingElseToADamagedObject) {
  Repository git;
  git.Grow(4, 8);
  git.Shell("git repack -adfq --depth=0; chmod u+w .git/objects/pack/*");
  // The middle of the first file's last version, whose size says where it is.
  const std::string offset = git.Shell(
      "git verify-pack -v .git/objects/pack/*.idx | grep $(git rev-parse HEAD:f0) | awk '{print $5 + 40}'");
  git.Shell("printf 'XXXX' | dd of=$(ls .git/objects/pack/*.pack) bs=1 seek=" + offset.substr(0, offset.find('\n')) +
            " conv=notrunc 2>/dev/null");
  HistorySource source({.git = {.folder = git.path()}});
  const Collected all = Collect(source);
  EXPECT_EQ(all.documents.size(), 31u);
  EXPECT_TRUE(all.HasNotice(NoticeKind::kUnreadable, "f0"));
}

TEST(Packs, OfOtherVersionsAreLeftToGit) {
  Repository git;
  git.Grow(2, 3);
  git.Shell("git -c pack.indexVersion=1 repack -adfq");
  EXPECT_FALSE(Pack::Open(git.Packs()[0].index, git.Packs()[0].pack, 20));
  EXPECT_EQ(git.Texts(), git.Expected());
}

}  // namespace
}  // namespace keylint
