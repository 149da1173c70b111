// SPDX-License-Identifier: Apache-2.0
// keylint-ast as a program: databases as they are found, broken code, units
// that bring the parser down, and what its lines say.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

class AstProgram : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("keylint_ast_" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  std::vector<Json> Lines(const std::string& arguments) {
    std::string output;
    FILE* pipe = popen(("cd " + folder_.string() + " && " KEYLINT_AST " " + arguments).c_str(), "r");
    char buffer[4096];
    for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
    status_ = pclose(pipe);
    std::vector<Json> lines;
    std::istringstream text(output);
    for (std::string line; std::getline(text, line);) lines.push_back(Json::parse(line));
    return lines;
  }
  static std::vector<Json> Of(const std::vector<Json>& lines, const std::string& kind) {
    std::vector<Json> found;
    for (const Json& line : lines) {
      if (line["kind"] == kind) found.push_back(line);
    }
    return found;
  }
  void Database(const std::vector<std::pair<std::string, std::vector<std::string>>>& commands) {
    Json entries = Json::array();
    for (const auto& [file, flags] : commands) {
      Json arguments = {"c++"};
      for (const std::string& flag : flags) arguments.push_back(flag);
      arguments.push_back(file);
      entries.push_back({{"directory", folder_.string()}, {"file", file}, {"arguments", arguments}});
    }
    Write("compile_commands.json", entries.dump());
  }

  fs::path folder_;
  int status_ = 0;
};

constexpr const char* kLogin =
    "extern \"C\" char* crypt(const char* phrase, const char* setting);\n"
    "void Login(const char* salt) { crypt(\"correct-horse\", salt); }\n";

TEST_F(AstProgram, ACrashCostsItsUnitANotice) {
  Write("crash.cc", "#pragma clang __debug parser_crash\nint x;\n");
  Write("good.cc", kLogin);
  Database({{"crash.cc", {}}, {"good.cc", {}}});
  const auto lines = Lines("-p .");
  EXPECT_EQ(status_, 0);
  ASSERT_EQ(Of(lines, "notice").size(), 1u);
  EXPECT_EQ(Of(lines, "notice")[0]["notice"], "incomplete");
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
  EXPECT_EQ(Of(lines, "end")[0]["failed"], 1);
}

TEST_F(AstProgram, EveryWayDownCostsItsUnitANotice) {
  for (const char* const way : {"crash", "llvm_fatal_error"}) {
    Write(std::string(way) + ".cc", std::string("#pragma clang __debug ") + way + "\nint x;\n");
  }
  Write("good.cc", kLogin);
  Database({{"crash.cc", {}}, {"llvm_fatal_error.cc", {}}, {"good.cc", {}}});
  const auto lines = Lines("-p .");
  EXPECT_EQ(status_, 0);
  EXPECT_EQ(Of(lines, "notice").size(), 2u);
  for (const Json& notice : Of(lines, "notice")) EXPECT_EQ(notice["notice"], "incomplete") << notice;
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
  EXPECT_EQ(Of(lines, "end")[0]["failed"], 2);
}

TEST_F(AstProgram, EndlessRecursionOfTemplatesAndConstantsLeavesTheRest) {
  Write("endless.cc", std::string("template <int N> struct A { static const int v = A<N + 1>::v; };\nint x = A<0>::v;\n"
                      "constexpr int Spin(int n) { for (;;) ++n; return n; }\nconstexpr int y = Spin(0);\n") + kLogin);
  Write("itself.cc", std::string("#include \"itself.cc\"\n") + kLogin);
  Database({{"endless.cc", {}}, {"itself.cc", {}}});
  const auto lines = Lines("--timeout 60 -p .");
  EXPECT_EQ(status_, 0);
  EXPECT_EQ(Of(lines, "end")[0]["failed"], 0);
  ASSERT_FALSE(Of(lines, "notice").empty());
  for (const Json& notice : Of(lines, "notice")) EXPECT_EQ(notice["notice"], "degraded") << notice;
  EXPECT_FALSE(Of(lines, "sink").empty());
}

TEST_F(AstProgram, AResultThatIsPassedToItsOwnCallEnds) {
  Write("walk.cc", "extern \"C\" char* crypt(const char* phrase, const char* setting);\n"
                   "using Next = const char* (*)(const char*, const char*);\n"
                   "static void Walk(Next next, const char* at, const char* salt) {\n"
                   "  for (const char* word = at; *word != '*'; word = next(word, at)) {\n"
                   "    at = next(at, word);\n"
                   "    crypt(at, salt);\n"
                   "  }\n"
                   "}\n"
                   "static const char* Same(const char* word, const char*) { return word; }\n"
                   "void F(const char* salt) { Walk(Same, \"correct-horse\", salt); }\n");
  Database({{"walk.cc", {}}});
  const auto lines = Lines("-p .");
  EXPECT_EQ(status_, 0);
  EXPECT_TRUE(Of(lines, "notice").empty());
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
}

TEST_F(AstProgram, AGigabyteOfExpansionIsBounded) {
  std::string text = "#define M0 \"correct-horse\",\n";
  for (int n = 1; n <= 26; ++n) {
    const std::string inner = "M" + std::to_string(n - 1);
    text += "#define M" + std::to_string(n) + " " + inner + " " + inner + "\n";
  }
  Write("large.cc", text + "const char* words[] = { M26 };\n");   // 2^26 texts of 13 bytes.
  Write("good.cc", kLogin);
  Database({{"large.cc", {}}, {"good.cc", {}}});
  const auto lines = Lines("--timeout 20 --memory 600 -p .");
  EXPECT_EQ(status_, 0);
  ASSERT_EQ(Of(lines, "notice").size(), 1u);
  EXPECT_EQ(Of(lines, "notice")[0]["notice"], "incomplete");
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
}

TEST_F(AstProgram, AHangCostsItsUnitANotice) {
  // 2^40 instantiations.
  Write("hang.cc", "template <int N, int K> struct A { static constexpr int v = A<N - 1, 2 * K>::v + A<N - 1, 2 * K + 1>::v; };\n"
                   "template <int K> struct A<0, K> { static constexpr int v = K; };\nint x = A<40, 0>::v;\n");
  Write("good.cc", kLogin);
  Database({{"hang.cc", {}}, {"good.cc", {}}});
  const auto lines = Lines("--timeout 3 --memory 2000 -p .");
  EXPECT_EQ(status_, 0);
  ASSERT_EQ(Of(lines, "notice").size(), 1u);
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
}

TEST_F(AstProgram, WhatDidNotChangeIsNotParsedAgain) {
  Write("word.h", "#define WORD \"correct-horse\"\n");
  Write("a.cc", "#include \"word.h\"\nextern \"C\" char* crypt(const char*, const char*);\n"
                "void Login(const char* salt) { crypt(WORD, salt); }\n");
  Write("b.cc", "void Other() {}\n");
  Database({{"a.cc", {}}, {"b.cc", {}}});
  const auto kept = [&](const std::vector<Json>& lines) { return Of(lines, "end")[0]["kept"].get<int>(); };
  const auto first = Lines("--cache cache -p .");
  EXPECT_EQ(kept(first), 0);
  const auto second = Lines("--cache cache -p .");
  EXPECT_EQ(kept(second), 2);
  EXPECT_EQ(Of(second, "sink"), Of(first, "sink"));
  EXPECT_EQ(Of(second, "literal"), Of(first, "literal"));
  Write("word.h", "#define WORD load()\nconst char* load(void);\n");
  const auto changed = Lines("--cache cache -p .");
  EXPECT_EQ(kept(changed), 1);
  EXPECT_TRUE(Of(changed, "sink").empty());
  Database({{"a.cc", {"-DX"}}, {"b.cc", {}}});
  EXPECT_EQ(kept(Lines("--cache cache -p .")), 1);
  for (const auto& entry : fs::directory_iterator(folder_ / "cache")) {
    EXPECT_EQ(entry.status().permissions() & fs::perms::others_all, fs::perms::none);
    std::ofstream(entry.path(), std::ios::app) << "torn";
  }
  EXPECT_EQ(kept(Lines("--cache cache -p .")), 0);
}

TEST_F(AstProgram, AMissingHeaderLeavesTheRest) {
  Write("a.cc", std::string("#include <no/such/header.h>\n") + kLogin + "Unknown Make(Missing x) { return x.y(); }\n");
  const auto lines = Lines("a.cc --");
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
  ASSERT_EQ(Of(lines, "notice").size(), 1u);
  EXPECT_EQ(Of(lines, "notice")[0]["notice"], "degraded");
}

TEST_F(AstProgram, FlagsOfGccAreLeftOut) {
  Write("a.cc", kLogin);
  Database({{"a.cc", {"-fno-semantic-interposition-foo", "-Wno-maybe-uninitialized-x", "-mno-such-flag", "-fconserve-stack",
                      "-MD", "-MF", "a.d", "-c", "-o", "a.o", "-O2", "-g"}}});
  const auto lines = Lines("-p .");
  EXPECT_EQ(Of(lines, "sink").size(), 1u);
  EXPECT_TRUE(Of(lines, "notice").empty()) << Of(lines, "notice")[0];
  EXPECT_FALSE(fs::exists(folder_ / "a.d"));
  EXPECT_FALSE(fs::exists(folder_ / "a.o"));
}

TEST_F(AstProgram, ResponseFilesAreRead) {
  Write("a.cc", std::string("#ifdef WANTED\n") + kLogin + "#endif\n");
  Write("flags.rsp", "-DWANTED -std=c++17\n");
  Database({{"a.cc", {"@flags.rsp"}}});
  EXPECT_EQ(Of(Lines("-p ."), "sink").size(), 1u);
}

TEST_F(AstProgram, PrecompiledHeadersOfGccAreNotOpened) {
  Write("all.h", "#define WORD \"correct-horse\"\n");
  Write("all.h.gch", "gpch014this is no header\n");
  Write("a.cc", "extern \"C\" char* crypt(const char*, const char*);\nvoid Login(const char* salt) { crypt(WORD, salt); }\n");
  Database({{"a.cc", {"-include", "all.h"}}});
  const auto lines = Lines("-p .");
  ASSERT_EQ(Of(lines, "sink").size(), 1u);
  EXPECT_EQ(Of(lines, "sink")[0]["constant"]["path"], (folder_ / "all.h").string());
}

TEST_F(AstProgram, ALiteralStandsWhereAPersonEditsIt) {
  Write("a.cc", "#define WORD \"correct-\" \"horse-battery\"\nconst wchar_t* a = L\"wide horse \\x20ac\";\nconst char* word = WORD;\n");
  const auto literals = Of(Lines("a.cc --"), "literal");
  ASSERT_EQ(literals.size(), 2u);
  EXPECT_EQ(literals[0]["value"], "wide horse \u20ac");
  EXPECT_EQ(literals[0]["name"], "a");
  EXPECT_EQ(literals[1]["value"], "correct-horse-battery");
  EXPECT_EQ(literals[1]["name"], "word");
  EXPECT_EQ(literals[1]["macro"], "WORD");
  EXPECT_EQ(literals[1]["place"]["begin"], 14);
  EXPECT_TRUE(literals[1]["folded"]);
}

TEST_F(AstProgram, TextsJoinedAtRunTimeAreLiteralsToo) {
  Write("a.cc", "#include <string>\nextern \"C\" char* crypt(const char*, const char*);\n"
                "void Login(const char* salt) {\n  std::string word = \"correct-\";\n  word += \"horse-battery\";\n"
                "  crypt(word.c_str(), salt);\n}\n");
  const auto literals = Of(Lines("a.cc --"), "literal");
  const bool found = std::any_of(literals.begin(), literals.end(), [](const Json& literal) {
    return literal["value"] == "correct-horse-battery" && literal.value("folded", false);
  });
  EXPECT_TRUE(found);
}

TEST_F(AstProgram, SystemHeadersAreSilent) {
  fs::create_directories(folder_ / "sys");
  Write("sys/lib.h", "inline const char* Name() { return \"a literal of the library\"; }\n");
  Write("a.cc", "#include <lib.h>\nint x;\n");
  EXPECT_TRUE(Of(Lines("a.cc -- -isystem sys"), "literal").empty());
}

TEST_F(AstProgram, AWrongSinkFileIsAWrongUse) {
  Write("sinks.toml", "[[library]]\nsinks = [{ call = 'f', kind = 'sword' }]\n");
  Write("a.cc", "int x;\n");
  Lines("--sinks sinks.toml a.cc -- 2>/dev/null");
  EXPECT_EQ(WEXITSTATUS(status_), 2);
}

}  // namespace
