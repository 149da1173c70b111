// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/synthetic_rules.h"

#include <random>
#include <string_view>

namespace keylint {
namespace {

// A word one could name a service after: "tolvex", "madrun".
std::string MadeUpWord(std::mt19937& random, std::size_t size) {
  constexpr std::string_view kConsonants = "bcdfghjklmnprstvwxz";
  constexpr std::string_view kVowels = "aeiou";
  std::string word;
  while (word.size() < size) {
    const std::string_view from = word.size() % 3 == 1 ? kVowels : kConsonants;
    word += from[random() % from.size()];
  }
  return word;
}

std::string PrefixShape(std::mt19937& random) {
  constexpr std::string_view kSeparators = "_-_";
  constexpr std::string_view kMiddles[] = {"", "", "live", "test", "api", "pat", "v1", "sk"};
  constexpr std::string_view kRuns[] = {"{an:32}", "{an:40}", "{hex:40}", "{b64u:43}", "{an:36}",
                                        "{b64u:40-64}", "{lan:32}", "{an:24}"};
  std::string shape = MadeUpWord(random, 3 + random() % 3);
  const char separator = kSeparators[random() % kSeparators.size()];
  shape += separator;
  const std::string_view middle = kMiddles[random() % 8];
  if (!middle.empty()) (shape += middle) += separator;
  return shape += kRuns[random() % 8];
}

}  // namespace

std::string SyntheticRules(std::size_t count) {
  std::mt19937 random(20);
  std::string toml =
      "[provider]\nid = \"synthetic\"\nname = \"Synthetic\"\nrevoke = \"nowhere\"\n";
  for (std::size_t i = 0; i < count; ++i) {
    const bool named = i % 10 >= 6;
    const std::string word = MadeUpWord(random, 6 + random() % 4);
    toml += "\n[[key]]\nid = \"synthetic-" + word + "-" + std::to_string(i) + "\"\ntitle = \"Made-up key\"\n";
    toml += "shapes = [\"" + (named ? std::string("{an:32}") : PrefixShape(random)) + "\"]\n";
    if (named) {
      toml += "bare = false\nvariables = [\"";
      for (const char c : word) toml += static_cast<char>(c - 'a' + 'A');
      toml += "_API_KEY\"]\n";
    }
    toml += "evidence = \"peer\"\nsource = \"made up\"\nprivilege = \"secret\"\n"
            "why = \"It opens nothing.\"\nfix = \"None is needed.\"\n";
  }
  return toml;
}

}  // namespace keylint
