// SPDX-License-Identifier: Apache-2.0
#include "lint/source/lender.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

#include "lint/base/line_index.h"

namespace keylint {
namespace {

struct Needle {
  std::size_t offset;
  Position position;
};

// Where "KEY" begins in `bytes`, as found part by part through the maps.
std::vector<Needle> Find(ByteStream& stream, std::size_t& parts) {
  std::vector<Needle> found;
  std::atomic<bool> cancelled{false};
  parts = 0;
  const Visitor visit = [&](unsigned, Document& document) {
    ++parts;
    EXPECT_LE(document.text().size(), Lender::kWhole);
    const LineIndex lines(document.text());
    for (std::size_t at = document.text().find("KEY"); at != std::string_view::npos;
         at = document.text().find("KEY", at + 1)) {
      if (document.owned && !document.owned->Contains(at)) continue;
      Position position = lines.PositionOf(at);
      if (position.line == 1) position.column += document.base_column;
      position.line += document.base_line;
      found.push_back({document.base_offset + document.to_file.ToOriginal({at, at + 3}).begin, position});
    }
  };
  Lender lender(0, visit, cancelled);
  EXPECT_EQ(lender.Lend(stream), Lender::Outcome::kLent);
  return found;
}

std::vector<Needle> Find(std::string_view bytes, std::size_t& parts) {
  MemoryStream stream(bytes);
  return Find(stream, parts);
}

void ExpectEveryNeedleOnce(const std::string& text) {
  std::size_t parts = 0;
  const std::vector<Needle> found = Find(text, parts);
  EXPECT_GT(parts, 1u);
  const LineIndex lines(text);
  std::size_t at = text.find("KEY");
  for (const Needle& needle : found) {
    ASSERT_EQ(needle.offset, at);
    ASSERT_EQ(needle.position, lines.PositionOf(at));
    at = text.find("KEY", at + 1);
  }
  EXPECT_EQ(at, std::string::npos);
}

TEST(Lender, CutsLargeTextIntoPartsThatFindEverythingOnce) {
  std::string text;
  for (int i = 0; text.size() < Lender::kWhole * 2 + 12345; ++i) {
    text += i % 7 == 0 ? "a KEY here\n" : "some line of text \xC3\xA9 that is longer\r\n";
  }
  ExpectEveryNeedleOnce(text);
}

TEST(Lender, CutsOneEndlessLine) {
  std::string text(Lender::kWhole * 2 + 5, 'x');
  for (std::size_t at = 10; at + 3 < text.size(); at += 999331) text.replace(at, 3, "KEY");
  ExpectEveryNeedleOnce(text);
}

TEST(Lender, LendsTextUpToTheLimitWhole) {
  std::size_t parts = 0;
  Find(std::string(Lender::kWhole - 1, 'x'), parts);
  EXPECT_EQ(parts, 1u);
}

TEST(Lender, CutsLargeWideText) {
  std::string bytes = "\xFF\xFE";
  std::vector<std::size_t> expected;
  for (std::size_t i = 0; bytes.size() < Lender::kWholeWide * 3; ++i) {
    const char* line = i % 100 == 0 ? "KEY\n" : "abc ";
    if (i % 100 == 0) expected.push_back(bytes.size());
    for (const char* c = line; *c != 0; ++c) bytes.append(1, *c).push_back('\0');
  }
  std::size_t parts = 0;
  const auto found = Find(bytes, parts);
  EXPECT_GT(parts, 2u);
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i].offset, expected[i]);
    ASSERT_EQ(found[i].position.line, i + 1);
    ASSERT_EQ(found[i].position.column, i == 0 ? 1u : 99 * 4 + 1u);
  }
}

TEST(Lender, StripsTheByteOrderMarkOfUtf8) {
  std::size_t parts = 0;
  const auto found = Find("\xEF\xBB\xBFKEY=1", parts);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].offset, 3u);
  EXPECT_EQ(found[0].position, (Position{1, 1}));
}

TEST(Lender, CountsTheMarkInPartsOfALargeText) {
  std::string text = "\xEF\xBB\xBF" + std::string(Lender::kWhole, 'x') + "KEY";
  std::size_t parts = 0;
  const auto found = Find(text, parts);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].offset, text.size() - 3);
  EXPECT_EQ(found[0].position.column, Lender::kWhole + 1);
}

// Text, then a hole, then text again.
class StreamWithHole : public ByteStream {
 public:
  explicit StreamWithHole(std::size_t before) : before_(before) {}
  ssize_t Read(char* to, std::size_t capacity) override {
    if (before_ != 0) {
      const std::size_t count = std::min(capacity, before_);
      std::fill_n(to, count, '\0');
      if (at_ == 0) std::copy_n("KEY", 3, to), std::fill_n(to + 3, std::min<std::size_t>(9000, count - 3), 'x');
      at_ += count;
      before_ -= count;
      return static_cast<ssize_t>(count);
    }
    if (!skipped_ || done_) return 0;
    done_ = true;
    std::copy_n("KEY", 3, to);
    return 3;
  }
  std::uint64_t SkipHole() override {
    if (before_ != 0 || skipped_) return 0;
    skipped_ = true;
    return std::uint64_t{5} << 30;
  }

 private:
  std::size_t before_;
  std::size_t at_ = 0;
  bool skipped_ = false;
  bool done_ = false;
};

TEST(Lender, LeavesOutTheHolesOfSparseFiles) {
  StreamWithHole stream(Lender::kWhole);
  std::size_t parts = 0;
  const auto found = Find(stream, parts);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].offset, 0u);
  EXPECT_EQ(found[1].offset, Lender::kWhole + (std::size_t{5} << 30));
}

TEST(LooksPacked, KnowsArchivesByTheirFirstBytes) {
  EXPECT_TRUE(LooksPacked(std::string_view("PK\x03\x04")));
  EXPECT_TRUE(LooksPacked(std::string(257, 'a') + "ustar" + std::string(250, '\0')));
  EXPECT_FALSE(LooksPacked("BEGIN"));
}

}  // namespace
}  // namespace keylint
