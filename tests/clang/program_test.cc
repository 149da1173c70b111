// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/program.h"

#include <gtest/gtest.h>

namespace keylint::flow {
namespace {

Unit Sample() {
  Unit unit;
  unit.files = {"", "/a.c"};
  unit.symbols = {"", "f"};
  unit.texts.push_back({"bytes", 1, false, false, false, 0, {1, 5, 9}});
  Function function;
  function.name = function.display = 1;
  function.registers = 1;
  function.blocks.resize(1);
  Instruction text;
  text.op = Op::kText;
  text.dst = 0;
  function.blocks[0].code.push_back(text);
  unit.functions.push_back(function);
  unit.notices = {"a notice"};
  return unit;
}

TEST(Program, ReadsWhatItWrote) {
  std::string bytes;
  Write(Sample(), bytes);
  Unit unit;
  ASSERT_TRUE(Read(bytes, unit));
  EXPECT_EQ(unit.files, Sample().files);
  EXPECT_EQ(unit.texts[0].bytes, "bytes");
  EXPECT_EQ(unit.functions[0].blocks[0].code[0].op, Op::kText);
}

TEST(Program, RefusesATornUnit) {
  std::string bytes;
  Write(Sample(), bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    Unit unit;
    EXPECT_FALSE(Read(std::string_view(bytes).substr(0, size), unit)) << size;
  }
}

TEST(Program, RefusesAnIndexThatLeadsNowhere) {
  Unit wrong = Sample();
  wrong.functions[0].blocks[0].code[0].sym = 7;
  std::string bytes;
  Write(wrong, bytes);
  Unit unit;
  EXPECT_FALSE(Read(bytes, unit));
}

}  // namespace
}  // namespace keylint::flow
