// SPDX-License-Identifier: Apache-2.0
// Documents that other libraries write must be read back as they meant them.
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>
#include <toml++/toml.h>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

namespace keylint {
namespace {

using Values = std::multimap<std::string, std::string>;

Values Read(const std::string& text, Format format) {
  Values values;
  for (const Seen& seen : Collect(text, format)) {
    if (!seen.is_fallback) values.emplace(seen.path, seen.text);
  }
  return values;
}

class Maker {
 public:
  explicit Maker(unsigned seed) : random_(seed) {}
  std::size_t Pick(std::size_t below) { return random_() % below; }
  std::string Text() {
    static const std::vector<std::string> kParts = {"a", "Z", "7", " ", "\"", "\\", "/", "'", "#", ":", "{", "[", ",", "\n", "\t",
                                                    "\r\n", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80", "\x01", "\x1f"};
    std::string text = "t";
    for (std::size_t n = Pick(12); n > 0; --n) text += kParts[Pick(kParts.size())];
    return text;
  }
  std::string Name() {
    static const std::vector<std::string> kParts = {"b", "Y", "8", "_", "-", " ", "\"", "\xC3\xA9", "\\"};
    std::string name = "k";
    for (std::size_t n = 2 + Pick(6); n > 0; --n) name += kParts[Pick(kParts.size())];
    return name;
  }

  nlohmann::json Json(int depth, const std::string& path, Values& values) {
    const std::size_t kind = depth > 4 ? 0 : Pick(4);
    if (kind == 0) {
      const std::string text = Text();
      values.emplace(path, text);
      return text;
    }
    if (kind == 1) {
      const int number = static_cast<int>(Pick(1000));
      values.emplace(path, std::to_string(number));
      return number;
    }
    nlohmann::json made = kind == 2 ? nlohmann::json::array() : nlohmann::json::object();
    for (std::size_t n = Pick(5); n > 0; --n) {
      if (kind == 2) {
        made.push_back(Json(depth + 1, path, values));
        continue;
      }
      const std::string name = Name();
      if (made.contains(name)) continue;
      made[name] = Json(depth + 1, path.empty() ? name : path + "/" + name, values);
    }
    return made;
  }

  void Toml(toml::table& table, int depth, const std::string& path, Values& values) {
    for (std::size_t n = 1 + Pick(4); n > 0; --n) {
      const std::string name = Name();
      if (table.contains(name)) continue;
      const std::string inner = path.empty() ? name : path + "/" + name;
      if (depth < 3 && Pick(3) == 0) {
        toml::table child;
        Toml(child, depth + 1, inner, values);
        table.insert(name, child);
      } else if (Pick(3) == 0) {
        toml::array list;
        for (std::size_t k = Pick(4); k > 0; --k) {
          const std::string text = Text();
          values.emplace(inner, text);
          list.push_back(text);
        }
        table.insert(name, list);
      } else {
        const std::string text = Text();
        values.emplace(inner, text);
        table.insert(name, text);
      }
    }
  }

 private:
  std::mt19937 random_;
};

TEST(Oracle, JsonAsNlohmannWritesIt) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Maker maker(seed);
    Values values;
    const nlohmann::json made = maker.Json(0, "", values);
    const std::string text = made.dump(static_cast<int>(maker.Pick(4)) - 1, ' ', maker.Pick(2) == 0);
    ASSERT_EQ(Read(text, Format::kJson), values) << text;
  }
}

TEST(Oracle, JsonIsYaml) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Maker maker(seed);
    Values values;
    const nlohmann::json made = {{"kroot", maker.Json(0, "kroot", values)}};
    const std::string text = made.dump(static_cast<int>(maker.Pick(4)) - 1, ' ', maker.Pick(2) == 0);
    ASSERT_EQ(Read(text, Format::kYaml), values) << text;
  }
}

TEST(Oracle, TomlAsTomlPlusPlusWritesIt) {
  for (unsigned seed = 1; seed <= 300; ++seed) {
    Maker maker(seed);
    Values values;
    toml::table made;
    maker.Toml(made, 0, "", values);
    std::ostringstream text;
    text << made;
    ASSERT_EQ(Read(text.str(), Format::kToml), values) << text.str();
  }
}

}  // namespace
}  // namespace keylint
