// SPDX-License-Identifier: Apache-2.0
// The module in the packaged clang-tidy: its checks, options, NOLINT, and the
// ways people run it.
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

std::string Output(const std::string& command) {
  std::string output;
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  char buffer[4096];
  for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) output.append(buffer, got);
  pclose(pipe);
  return output;
}

class Tidy : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("keylint_tidy_" + std::to_string(getpid()));
    fs::create_directories(folder_);
  }
  void TearDown() override { fs::remove_all(folder_); }

  std::string Write(const std::string& name, const std::string& text) {
    std::ofstream(folder_ / name) << text;
    return (folder_ / name).string();
  }
  std::string Check(const std::string& file, const std::string& more = "") {
    return Output(std::string(CLANG_TIDY) + " --quiet --load=" + KEYLINT_TIDY + " --checks='-*,keylint-*' " + more + " " +
               file + " -- -std=c++20 -isystem " KEYLINT_SOURCE_DIR "/testdata/cxx/stubs");
  }
  fs::path folder_;
};

constexpr const char* kLogin =
    "#include <libraries.h>\n"
    "static void Connect(const char* word) {\n"
    "  ssh_userauth_password(nullptr, \"joe\", word);\n"
    "}\n"
    "void Start() { Connect(\"correct-horse\"); }\n";

TEST_F(Tidy, ListsItsFiveChecks) {
  const std::string output = Output(std::string(CLANG_TIDY) + " --load=" + KEYLINT_TIDY + " --checks='-*,keylint-*' --list-checks");
  for (const char* check : {"keylint-leaked-key", "keylint-malformed-key", "keylint-hardcoded-credential",
                            "keylint-constant-crypto-key", "keylint-credential-comparison"}) {
    EXPECT_NE(output.find(check), std::string::npos) << output;
  }
}

TEST_F(Tidy, TellsTheWayOfAConstant) {
  const std::string output = Check(Write("a.cc", kLogin));
  EXPECT_NE(output.find("a.cc:3:3: warning: constant password reaches 'ssh_userauth_password'"), std::string::npos) << output;
  EXPECT_NE(output.find("a.cc:5:25: note: the constant"), std::string::npos) << output;
  EXPECT_EQ(output.find("error:"), std::string::npos) << output;
}

TEST_F(Tidy, TellsItAtTheLineThatChanged) {
  const std::string file = Write("a.cc", kLogin);
  const std::string output = Check(file, "--line-filter='[{\"name\":\"a.cc\",\"lines\":[[5,5]]}]'");
  EXPECT_NE(output.find("a.cc:5:"), std::string::npos) << output;
  EXPECT_NE(output.find("warning: constant password"), std::string::npos) << output;
}

TEST_F(Tidy, HonoursNolintAndAllow) {
  std::string text = kLogin;
  text.replace(text.find(", word);"), 8, ", word);  // NOLINT(keylint-hardcoded-credential)");
  EXPECT_EQ(Check(Write("a.cc", text)).find("constant password"), std::string::npos);
  text = kLogin;
  text.replace(text.find(", word);"), 8, ", word);  // keylint:allow a demo account");
  EXPECT_EQ(Check(Write("b.cc", text)).find("constant password"), std::string::npos);
}

TEST_F(Tidy, IgnoresTheNamesItIsTold) {
  const std::string output =
      Check(Write("a.cc", kLogin),
            "--config='{CheckOptions: {keylint-hardcoded-credential.IgnoreNames: \"ssh_.*\"}}'");
  EXPECT_EQ(output.find("constant password"), std::string::npos) << output;
}

TEST_F(Tidy, HonoursTheProjectsConfiguration) {
  const std::string file = Write("a.cc", kLogin);
  Write(".keylint.toml", "[scan]\nskip = [\"hardcoded-credential\"]\n");
  EXPECT_EQ(Check(file).find("constant password"), std::string::npos);
  const std::string other = Write("other.toml", "");
  const std::string output =
      Check(file, "--config='{CheckOptions: {keylint-hardcoded-credential.ConfigFile: \"" + other + "\"}}'");
  EXPECT_NE(output.find("constant password"), std::string::npos) << output;
  Write("other.toml", "skip = [\n");
  EXPECT_NE(Check(file, "--config='{CheckOptions: {keylint-hardcoded-credential.ConfigFile: \"" + other + "\"}}'")
                .find("other.toml"), std::string::npos);
}

TEST_F(Tidy, TakesAProjectsOwnSinks) {
  const std::string sinks = Write("sinks.toml",
      "[[library]]\nname = 'mine'\nsinks = [{ call = 'open_vault', arg = 0, kind = 'password', cwe = 259 }]\n");
  const std::string file = Write("a.cc", "void open_vault(const char*);\nvoid f() { open_vault(\"correct-horse\"); }\n");
  const std::string output = Check(file, "--config='{CheckOptions: {keylint-hardcoded-credential.SinksFile: \"" + sinks + "\"}}'");
  EXPECT_NE(output.find("hardcoded-credential/open-vault"), std::string::npos) << output;
}

// Each fixture of testdata/cxx as keylint-ast sees it (fixtures_test.cc), in a
// folder of its own so that this repository's configuration does not count.
TEST_F(Tidy, FindsWhatTheFixturesExpect) {
  const fs::path fixtures = fs::path(KEYLINT_SOURCE_DIR) / "testdata" / "cxx";
  for (const auto& entry : fs::directory_iterator(fixtures)) {
    const std::string name = entry.path().filename().string();
    const bool c = name.ends_with(".c");
    if (!c && !name.ends_with(".cc")) continue;
    std::ifstream file(entry.path());
    std::set<std::string> expected, reported;
    std::size_t number = 0;
    for (std::string line; std::getline(file, line);) {
      ++number;
      const std::size_t at = line.find("// expect: ");
      if (at != std::string::npos) {
        const std::string rule = line.substr(at + 11);
        expected.insert(std::to_string(number) + " " + rule.substr(0, rule.find(' ')));
      }
    }
    fs::copy_file(entry.path(), folder_ / name);
    const std::string output = Output(std::string(CLANG_TIDY) + " --quiet --load=" + KEYLINT_TIDY + " --checks='-*,keylint-hardcoded*,"
        "keylint-constant*,keylint-credential*' --config='{CheckOptions: {keylint-hardcoded-credential.MinimumLevel: note, "
        "keylint-constant-crypto-key.MinimumLevel: note, keylint-credential-comparison.MinimumLevel: note}}' " +
        (folder_ / name).string() + " -- " + (c ? "-std=gnu11" : "-std=c++20") + " -isystem " + (fixtures / "stubs").string());
    static const std::regex kWarning(R"(:(\d+):\d+: warning: .*\[([a-z-]+/[a-z0-9-]+)\])");
    // Of a constant that several calls share the calls are notes.
    static const std::regex kUse(R"(:(\d+):\d+: note: used by )");
    for (std::sregex_iterator match(output.begin(), output.end(), kWarning), end; match != end;) {
      const std::string line = (*match)[1].str(), rule = (*match)[2].str();
      const auto begin = output.begin() + match->position();
      const auto close = ++match == end ? output.end() : output.begin() + match->position();
      std::sregex_iterator use(begin, close, kUse);
      if (use == end) reported.insert(line + " " + rule);
      for (; use != end; ++use) reported.insert((*use)[1].str() + " " + rule);
    }
    EXPECT_EQ(reported, expected) << name;
  }
}

TEST_F(Tidy, RepairsWhatSurroundsAKey) {
  std::string body;
  for (int n = 0; n < 24; ++n) body += static_cast<char>((n % 3 == 0 ? '0' : n % 3 == 1 ? 'a' : 'A') + n * 7 % 10);
  const std::string file = Write("a.cc", "const char* stripe_secret_key = \"sk_live_" + body + " \";\n");
  const std::string output = Check(file, "--fix --config='{CheckOptions: {keylint-malformed-key.MinimumLevel: note}}'");
  std::ifstream mended(file);
  const std::string text((std::istreambuf_iterator<char>(mended)), std::istreambuf_iterator<char>());
  EXPECT_EQ(text, "const char* stripe_secret_key = \"sk_live_" + body + "\";\n") << output;
}

TEST_F(Tidy, SeesAKeyInPieces) {
  std::string body;
  for (int n = 0; n < 24; ++n) body += static_cast<char>((n % 3 == 0 ? '0' : n % 3 == 1 ? 'a' : 'A') + n * 7 % 10);
  const std::string text = "#define PREFIX \"sk_live\" \"_\"\nconst char* stripe_key = PREFIX \"" + body.substr(0, 9) +
                           "\" \"" + body.substr(9) + "\";\n";
  const std::string output = Check(Write("a.cc", text));
  EXPECT_NE(output.find("[leaked-key/stripe"), std::string::npos) << output;
}

TEST_F(Tidy, RepairsCompile) {
  // Every repair of the fixtures, applied and compiled.
  for (const std::string name : {"clients.c", "flow_c.c", "cpp_sinks.cc", "named_parameter.cc"}) {
    const fs::path copy = folder_ / name;
    fs::copy_file(fs::path(KEYLINT_SOURCE_DIR) / "testdata" / "cxx" / name, copy);
    const std::string flags = std::string(name.ends_with(".c") ? "-std=gnu11" : "-std=c++20") +
                              " -isystem " KEYLINT_SOURCE_DIR "/testdata/cxx/stubs";
    Output(std::string(CLANG_TIDY) + " --quiet --fix --load=" + KEYLINT_TIDY + " --checks='-*,keylint-*' " + copy.string() +
           " -- " + flags);
    std::ifstream file(copy);
    const std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    EXPECT_NE(text.find("_PASSWORD\") ? "), std::string::npos) << name;
    const std::string header = name.ends_with(".c") ? "#include <stdlib.h>" : "#include <cstdlib>";
    EXPECT_EQ(text.find(header), text.rfind(header)) << name;   // Once for all repairs.
    EXPECT_EQ(Output(CLANG " -fsyntax-only -w " + flags + " " + copy.string()), "") << name;
  }
}

TEST_F(Tidy, ComesAsAWrapperForEditors) {
  const fs::path wrapper = fs::path(KEYLINT_TIDY).parent_path() / "keylint-clang-tidy";
  const std::string output = Output(wrapper.string() + " --quiet --checks='-*,keylint-*' " + Write("a.cc", kLogin) +
                                    " -- -std=c++20 -isystem " KEYLINT_SOURCE_DIR "/testdata/cxx/stubs");
  EXPECT_NE(output.find("constant password"), std::string::npos) << output;
}

TEST_F(Tidy, RunsOverADatabase) {
  Write("a.cc", kLogin);
  Write("compile_commands.json", "[{\"directory\": \"" + folder_.string() + "\", \"file\": \"a.cc\", \"arguments\": "
        "[\"c++\", \"-std=c++20\", \"-isystem\", \"" KEYLINT_SOURCE_DIR "/testdata/cxx/stubs\", \"-c\", \"a.cc\"]}]");
  const std::string output = Output(std::string("cd ") + folder_.string() + " && " RUN_CLANG_TIDY " -quiet -clang-tidy-binary " +
                                 CLANG_TIDY + " -load " + KEYLINT_TIDY + " -checks='-*,keylint-*' -p .");
  EXPECT_NE(output.find("constant password"), std::string::npos) << output;
}

TEST_F(Tidy, RunsInsideACmakeBuild) {
  Write("a.cc", kLogin);
  Write("CMakeLists.txt", std::string("cmake_minimum_required(VERSION 3.20)\nproject(toy CXX)\n"
        "add_library(toy STATIC a.cc)\ntarget_include_directories(toy SYSTEM PRIVATE " KEYLINT_SOURCE_DIR
        "/testdata/cxx/stubs)\nset_target_properties(toy PROPERTIES CXX_CLANG_TIDY \"") + CLANG_TIDY + ";-load;" + KEYLINT_TIDY +
        ";-checks=-*,keylint-*\")\n");
  const std::string output = Output("cd " + folder_.string() + " && cmake -S . -B build -G Ninja >/dev/null && cmake --build build");
  EXPECT_NE(output.find("constant password"), std::string::npos) << output;
}

}  // namespace
