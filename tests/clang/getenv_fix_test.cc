// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/getenv_fix.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

Sink Password() {
  Sink sink;
  sink.call = "mysql_real_connect";
  sink.slug = "mysql-real-connect";
  sink.cwe = 259;
  return sink;
}

// The text with `call`'s literal mended, or as it was.
std::string Mended(std::string text, const std::string& call, const std::string& literal, const Sink& sink = Password()) {
  const auto begin = static_cast<std::uint32_t>(text.find(call));
  const auto constant = static_cast<std::uint32_t>(text.find(literal));
  const std::vector<SourceEdit> edits =
      GetenvFix(text, begin, static_cast<std::uint32_t>(begin + call.size()), constant,
                static_cast<std::uint32_t>(constant + literal.size()), sink, true);
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) text.replace(edit->begin, edit->end - edit->begin, edit->text);
  return text;
}

TEST(GetenvFix, ReadsTheVariableAndIncludesItsHeader) {
  EXPECT_EQ(Mended("#include <x.h>\nvoid f() { g(1, \"horse\"); }\n", "g(1, \"horse\")", "horse"),
            "#include <cstdlib>\n#include <x.h>\nvoid f() { g(1, (std::getenv(\"MYSQL_PASSWORD\") ? "
            "std::getenv(\"MYSQL_PASSWORD\") : \"\")); }\n");
}

TEST(GetenvFix, EmptiesAFallback) {
  const std::string call = "g(getenv(\"P\") ? getenv(\"P\") : \"horse\")";
  EXPECT_EQ(Mended("#include <cstdlib>\nvoid f() { " + call + "; }\n", call, "horse"),
            "#include <cstdlib>\nvoid f() { g(getenv(\"P\") ? getenv(\"P\") : \"\"); }\n");
}

TEST(GetenvFix, LeavesWhatItMightBreak) {
  for (const std::string call : {"g(L\"horse\")", "g(\"a\" \"horse\")", "g(R\"(horse)\")", "g(\"horse\"s)"}) {
    const std::string text = "void f() { " + call + "; }\n";
    EXPECT_EQ(Mended(text, call, "horse"), text);
  }
  const std::string macro = "#define F g(\"horse\")\n";
  EXPECT_EQ(Mended(macro, "g(\"horse\")", "horse"), macro);
  Sink sets = Password();
  sets.call = "setenv";
  sets.when.credential_name = true;
  const std::string set = "void f() { setenv(\"PGPASSWORD\", \"horse\", 1); }\n";
  EXPECT_EQ(Mended(set, "setenv(\"PGPASSWORD\", \"horse\", 1)", "horse", sets), set);
  Sink comparison = Password();
  comparison.kind = SinkKind::kComparison;
  const std::string compared = "bool f() { return strcmp(p, \"horse\"); }\n";
  EXPECT_EQ(Mended(compared, "strcmp(p, \"horse\")", "horse", comparison), compared);
}

}  // namespace
}  // namespace keylint
