// SPDX-License-Identifier: Apache-2.0
// The fuzz targets' check on the samples of testdata/formats, on each of them
// cut short anywhere and with bytes changed, in its own format and in others.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "tests/fuzz/decode_invariants.h"

namespace keylint {
namespace {

struct Sample {
  std::string name;
  std::string text;
};

std::vector<Sample> Samples() {
  std::vector<Sample> all;
  for (const auto& entry : std::filesystem::directory_iterator(KEYLINT_SOURCE_DIR "/testdata/formats")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    all.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(file), {}}});
  }
  return all;
}

TEST(Replay, EverySampleInEveryFormat) {
  const auto samples = Samples();
  ASSERT_GT(samples.size(), 20u);
  for (const Sample& sample : samples) {
    for (int i = 0; i <= static_cast<int>(Format::kOrg); ++i) CheckDecode(sample.text, static_cast<Format>(i));
  }
}

// Of exactly their size: sanitizers see a read behind the end.
TEST(Replay, TextsOfOneAndTwoBytesInEveryFormat) {
  static constexpr std::string_view kBytes = "\"'`\\\n\r\t\v\f {}[]()<>=:;,#&*|$%@-/!.+~^?a0_\0\x80\xff";
  const auto check = [](std::string_view text) {
    const auto exact = std::make_unique<char[]>(text.size());
    std::copy(text.begin(), text.end(), exact.get());
    for (int i = 0; i <= static_cast<int>(Format::kOrg); ++i) CheckDecode({exact.get(), text.size()}, static_cast<Format>(i));
  };
  for (int c = 0; c < 256; ++c) check(std::string(1, static_cast<char>(c)));
  for (const char first : kBytes) {
    for (const char second : kBytes) check(std::string{first, second});
  }
}

TEST(Replay, SamplesCutShortAnywhere) {
  for (const Sample& sample : Samples()) {
    const Format format = FormatOf(sample.name, sample.text);
    for (std::size_t size = 0; size < sample.text.size(); size += 1 + sample.text.size() / 400) {
      // A copy of just this size: sanitizers see a read behind its end.
      const std::string cut(sample.text, 0, size);
      CheckDecode(cut, format);
    }
  }
}

TEST(Replay, SamplesWithBytesChanged) {
  static constexpr std::string_view kBytes = "\"'`\\\n\r\t {}[]()<>=:;,#&*|$%@-/!\0\x80\xff";
  std::mt19937 random(7);
  for (const Sample& sample : Samples()) {
    const Format format = FormatOf(sample.name, sample.text);
    if (sample.text.empty()) continue;
    for (int round = 0; round < 200; ++round) {
      std::string changed = sample.text;
      for (int k = 0; k < 4; ++k) changed[random() % changed.size()] = kBytes[random() % kBytes.size()];
      CheckDecode(changed, format);
    }
  }
}

// Long enough to be passed over between two places, with bytes changed.
TEST(Replay, LongTextsAroundPlaces) {
  static constexpr std::string_view kBytes = "\"'`\\\n/*#{<%$";
  std::mt19937 random(11);
  for (const Sample& sample : Samples()) {
    if (sample.text.empty()) continue;
    std::string text;
    while (text.size() < 24'000) text += sample.text;
    for (int round = 0; round < 4; ++round) {
      CheckDecode(text, FormatOf(sample.name, sample.text));
      CheckDecode(text, static_cast<Format>(random() % (static_cast<unsigned>(Format::kOrg) + 1)));
      for (int k = 0; k < 8; ++k) text[random() % text.size()] = kBytes[random() % kBytes.size()];
    }
  }
}

}  // namespace
}  // namespace keylint
