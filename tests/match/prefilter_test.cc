// SPDX-License-Identifier: Apache-2.0
#include "lint/match/prefilter.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/buffer.h"
#include "lint/match/alphabet_bytes.h"
#include "lint/match/boundary.h"

namespace keylint {
namespace {

// Bytes that end where their allocation ends, so that a sanitizer sees a
// read beyond them. By all ways to collect positions.
std::vector<Hit> ScanExact(const Prefilter& prefilter, std::string_view text) {
  const auto copy = std::make_unique<char[]>(text.size());
  std::copy(text.begin(), text.end(), copy.get());
  std::vector<Hit> hits;
  prefilter.Scan({copy.get(), text.size()}, hits);
  for (const Prefilter::Way way : Prefilter::Ways()) {
    std::vector<Hit> same;
    prefilter.ScanBy(way, {copy.get(), text.size()}, same);
    EXPECT_EQ(same, hits) << "way " << static_cast<int>(way);
  }
  return hits;
}

bool Counts(const Needle& needle, std::string_view text, std::size_t at) {
  constexpr std::string_view kBase64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_+/-=\\%\r\n";
  switch (needle.place) {
    case NeedlePlace::kAnywhere: return true;
    case NeedlePlace::kTokenStart: return TokenMayBegin(text, at);
    case NeedlePlace::kBase64Run: return text.size() - at >= 16 && text.substr(at, 16).find_first_not_of(kBase64) == std::string_view::npos;
  }
  return false;
}

std::vector<Hit> SlowScan(const std::vector<Needle>& needles, std::string_view text) {
  std::vector<Hit> hits;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (std::uint32_t i = 0; i < needles.size(); ++i) {
      const Needle& needle = needles[i];
      const std::string_view here = text.substr(at, needle.text.size());
      const auto same = [&needle](char a, char b) {
        return needle.fold_case ? Lower(a) == Lower(b) : a == b;
      };
      if (!std::equal(here.begin(), here.end(), needle.text.begin(), needle.text.end(), same)) continue;
      bool follows = true;
      for (std::size_t k = needle.text.size(); k < 4 && needle.follow != nullptr; ++k) {
        follows = follows && at + k < text.size() && needle.follow->Has(text[at + k]);
      }
      if (follows && Counts(needle, text, at)) hits.push_back({at, i});
    }
  }
  return hits;
}

TEST(Prefilter, FindsANeedleAtEveryOffset) {
  const Prefilter prefilter({{Needle{"needle"}}});
  for (std::size_t before = 0; before < 40; ++before) {
    for (std::size_t after = 0; after < 14; ++after) {
      const std::string text = std::string(before, '.') + "needle" + std::string(after, '.');
      EXPECT_EQ(ScanExact(prefilter, text), (std::vector<Hit>{{before, 0}})) << text;
    }
  }
}

TEST(Prefilter, FoldsCaseOnlyWhereAsked) {
  const Prefilter prefilter({{Needle{"AKIA"}, Needle{"Secret", true}}});
  EXPECT_EQ(ScanExact(prefilter, "akia AKIA"), (std::vector<Hit>{{5, 0}}));
  EXPECT_EQ(ScanExact(prefilter, "sEcReT"), (std::vector<Hit>{{0, 1}}));
}

TEST(Prefilter, FindsOverlappingNeedlesInOrder) {
  const Prefilter prefilter({{Needle{"sk-ant-api"}, Needle{"sk-a"}, Needle{"-ant"}}});
  EXPECT_EQ(ScanExact(prefilter, "xsk-ant-apix"), (std::vector<Hit>{{1, 0}, {1, 1}, {3, 2}}));
}

TEST(Prefilter, FindsThreeBytesAtTheVeryEnd) {
  const Prefilter prefilter({{Needle{"pwd"}}});
  EXPECT_EQ(ScanExact(prefilter, "pwd"), (std::vector<Hit>{{0, 0}}));
  EXPECT_EQ(ScanExact(prefilter, "12345678901pwd"), (std::vector<Hit>{{11, 0}}));
}

TEST(Prefilter, AsksWhatFollowsAShortNeedle) {
  const ByteSet hex = BytesOfAlphabet(Alphabet::kHexLower);
  const Prefilter prefilter({{Needle{"SK", false, &hex}, Needle{"hf_", false, &hex}}});
  EXPECT_EQ(ScanExact(prefilter, "SK_ SKad SKxa hf_z hf_0"),
            (std::vector<Hit>{{4, 0}, {19, 1}}));
  EXPECT_TRUE(ScanExact(prefilter, "SKa").empty());
}

TEST(Prefilter, FindsANeedleOnlyInItsPlace) {
  const Prefilter starts({{Needle{.text = "token", .place = NeedlePlace::kTokenStart}}});
  EXPECT_EQ(ScanExact(starts, "token xtoken _token .token \\ntoken mtoken %20token"), (std::vector<Hit>{{0, 0}, {21, 0}, {29, 0}, {45, 0}}));
  std::vector<Hit> anywhere;
  starts.ScanAnywhere("token xtoken", anywhere);
  EXPECT_EQ(anywhere, (std::vector<Hit>{{0, 0}, {7, 0}}));
  const Prefilter runs({{Needle{.text = "QUtJQ", .place = NeedlePlace::kBase64Run}}});
  EXPECT_EQ(ScanExact(runs, "QUtJQ9abc+/=\n012x QUtJQ9 abc QUtJQ9abcdef"), (std::vector<Hit>{{0, 0}}));
}

TEST(Prefilter, SeesPlacesAcrossTheEdgesOfItsSteps) {
  const Prefilter prefilter({{Needle{.text = "token", .place = NeedlePlace::kTokenStart}, Needle{.text = "QUtJQ", .place = NeedlePlace::kBase64Run}}});
  for (std::size_t before = 0; before < 140; ++before) {
    const std::string_view filling = std::string_view("xyz").substr(before % 3);
    std::string text;
    while (text.size() < before) text += filling;
    text.resize(before);
    for (const std::string_view lead : {"", " ", "\\n", "%2B", "\\x20", "\\u0020", "\x1b[32m", "_"}) {
      const std::string whole = text + std::string(lead) + "token" + "QUtJQ" + std::string(before % 23, 'q') + " ";
      const std::vector<Needle> needles = {Needle{.text = "token", .place = NeedlePlace::kTokenStart}, Needle{.text = "QUtJQ", .place = NeedlePlace::kBase64Run}};
      EXPECT_EQ(ScanExact(prefilter, whole), SlowScan(needles, whole)) << whole;
    }
  }
}

// A gram that hundreds of needles share, everywhere.
TEST(Prefilter, FindsMoreNeedlesAtAPositionThanItPairsAtOnce) {
  std::vector<std::string> texts;
  for (int i = 0; i < 700; ++i) texts.push_back("gram" + std::to_string(i));
  std::vector<Needle> needles;
  for (const std::string& text : texts) needles.push_back({text});
  const Prefilter prefilter(needles);
  std::string text;
  for (int i = 0; i < 300; ++i) text += "gram" + std::to_string(i * 7 % 900);
  EXPECT_EQ(ScanExact(prefilter, text), SlowScan(needles, text));
}

TEST(Prefilter, HasNothingToSayAboutNothing) {
  const Prefilter empty(std::span<const Needle>{});
  EXPECT_TRUE(ScanExact(empty, std::string(1000, 'a')).empty());
  const Prefilter prefilter({{Needle{"needle"}}});
  EXPECT_TRUE(ScanExact(prefilter, "").empty());
  EXPECT_TRUE(ScanExact(prefilter, "n").empty());
}

TEST(Prefilter, AgreesWithAPlainSearch) {
  std::mt19937 random(1);
  const ByteSet digits = BytesOfAlphabet(Alphabet::kDigit);
  for (int round = 0; round < 60; ++round) {
    std::vector<std::string> texts;
    for (int i = 0; i < 30; ++i) {
      std::string text;
      for (std::size_t size = 2 + random() % 9; text.size() < size;) text += "aAbB0_-"[random() % 7];
      texts.push_back(text);
    }
    std::vector<Needle> needles;
    for (const std::string& text : texts) {
      const NeedlePlace place = IsWord(text[0]) ? NeedlePlace(random() % kNeedlePlaces) : NeedlePlace::kAnywhere;
      needles.push_back({text, random() % 2 == 0, random() % 2 == 0 ? &digits : nullptr, place});
    }
    const Prefilter prefilter(needles);
    std::string text;
    for (std::size_t size = random() % 2500; text.size() < size;) text += "aAbB0_-\naAbB0_-\\%m x "[random() % 20];
    // `follow` only counts for texts under four bytes.
    std::vector<Needle> plain = needles;
    for (Needle& needle : plain) {
      if (needle.text.size() >= 4) needle.follow = nullptr;
    }
    EXPECT_EQ(ScanExact(prefilter, text), SlowScan(plain, text));
  }
}

// Over many blocks, and with bytes of all values.
TEST(Prefilter, AgreesWithAPlainSearchInLongTexts) {
  std::mt19937 random(2);
  const std::vector<Needle> needles = {{"\xF0\x9F\x98\x80key", true}, {"sk_live_"}, {"Password", true}, {"://"}, {"\xFF\xFE"}, {"AAAA"}};
  const Prefilter prefilter(needles);
  std::string text;
  while (text.size() < 30'000) {
    if (random() % 50 == 0) text += needles[random() % needles.size()].text;
    text += random() % 3 == 0 ? static_cast<char>(random() % 256) : "aApPs_k:/ "[random() % 10];
  }
  const std::vector<Hit> hits = SlowScan(needles, text);
  EXPECT_GT(hits.size(), 200U);
  EXPECT_EQ(ScanExact(prefilter, text), hits);
}

}  // namespace
}  // namespace keylint
