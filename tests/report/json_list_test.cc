// SPDX-License-Identifier: Apache-2.0
#include "lint/report/json_list.h"

#include <sstream>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

std::string Written(const Json& array, int indent, int depth) {
  std::ostringstream out;
  JsonList list(out, indent, depth);
  for (const Json& element : array) list.Add(element);
  list.End();
  return out.str();
}

TEST(JsonList, WritesWhatADocumentWrites) {
  const Json array = {{{"a", 1}, {"b", {1, 2}}, {"c", Json::array()}}, "text\nof two lines", Json::object(), nullptr};
  EXPECT_EQ(Written(array, 2, 0), array.dump(2));
  const Json document = {{"findings", array}};
  EXPECT_EQ("{\n \"findings\": " + Written(array, 1, 1) + "\n}", document.dump(1));
}

TEST(JsonList, WritesNothingBetweenTheBracketsOfAnEmptyArray) { EXPECT_EQ(Written(Json::array(), 2, 1), "[]"); }

}  // namespace
}  // namespace keylint
