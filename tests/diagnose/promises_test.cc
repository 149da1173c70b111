// SPDX-License-Identifier: Apache-2.0
#include "tests/diagnose/promises.h"

#include <gtest/gtest.h>

#include <chrono>

#include "lint/ruleset/builtin.h"
#include "tests/diagnose/grown_key.h"
#include "tests/support/cpu_time.h"

namespace keylint {
namespace {

using testing::BrokenPromise;
using testing::Grow;

const KeyIndex& Index() {
  static const KeyIndex index(BuiltinRules());
  return index;
}

Verdict Of(std::string_view value, std::string_view variable) {
  return DiagnoseValue(value, {0, value.size()}, variable, Index().KeysOfVariable(variable), {.keys = &Index(), .text = value, .kind = TextKind::kSettings});
}

// One to three edits anywhere, of bytes of every kind.
std::string Edited(std::string text, std::mt19937& random) {
  constexpr std::string_view kBytes = "aZ09-_.*x$\"' \n%\xe2\x80\x8b\xd0\xb0{}<>=/+\\";
  for (int edits = 1 + static_cast<int>(random() % 3); edits > 0 && !text.empty(); --edits) {
    const std::size_t at = random() % text.size();
    switch (random() % 5) {
      case 0: text.erase(at, 1 + random() % 8); break;
      case 1: text.insert(at, 1, kBytes[random() % kBytes.size()]); break;
      case 2: text[at] = kBytes[random() % kBytes.size()]; break;
      case 3: text += text.substr(at); break;
      case 4: text.resize(at); break;
    }
  }
  return text;
}

TEST(Promises, HoldForKeysEditedAnyhow) {
  std::mt19937 random(21);
  for (const KeyRule& key : BuiltinRules().keys) {
    if (key.shapes.empty()) continue;
    for (int i = 0; i < 4; ++i) {
      const std::string value = Edited(Grow(key, key.shapes[random() % key.shapes.size()], random), random);
      const std::string_view variable = key.variables.empty() ? std::string_view("KEY") : key.variables[0];
      EXPECT_EQ(BrokenPromise(Of(value, variable), value, value), "") << key.id;
      const Verdict bare = Diagnose({.key = &key, .token = value, .span = {0, value.size()}, .lead = Lead::kPrefix}, {.keys = &Index(), .text = value});
      EXPECT_EQ(BrokenPromise(bare, value, value), "") << key.id;
    }
  }
}

TEST(Promises, HostileTokensTakeNoTime) {
  const auto begin = ThreadCpuTime();
  for (const std::string_view unit : {"sk_live_", "eyJ", "ghp_", "a.", "AKIA", "%41", "-----BEGIN ", "\xe2\x80\x8b", "==", "1x"}) {
    std::string value;
    while (value.size() < 60000) value += unit;
    Of(value, "STRIPE_SECRET_KEY");
    Of(value.substr(0, 8000), "STRIPE_SECRET_KEY");
    Of("sk" "_live_" + value.substr(0, 8000), "STRIPE_SECRET_KEY");
  }
  EXPECT_LT(ThreadCpuTime() - begin, std::chrono::seconds(4));
}

}  // namespace
}  // namespace keylint
