// SPDX-License-Identifier: Apache-2.0
// `keylint scan --ast` as a person runs it: both programs, real files, what
// comes out at the end.
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

namespace fs = std::filesystem;
using Json = nlohmann::json;

constexpr const char* kCrypt = "char* crypt(const char* phrase, const char* setting);\n";
constexpr const char* kLogin =
    "char* crypt(const char* phrase, const char* setting);\n"
    "static void hash(const char* word, const char* salt) {\n"
    "  crypt(word, salt);\n"
    "}\n"
    "void login(const char* salt) { hash(\"correct-horse\", salt); }\n";

class ScanAst : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("keylint_scan_ast_" + std::to_string(getpid()));
    fs::create_directories(folder_ / "tree");
  }
  void TearDown() override { fs::remove_all(folder_); }

  fs::path Tree() const { return folder_ / "tree"; }
  void Write(const std::string& name, const std::string& text) {
    fs::create_directories((Tree() / name).parent_path());
    std::ofstream(Tree() / name) << text;
  }
  void Database(const std::vector<std::string>& files) {
    Json entries = Json::array();
    for (const std::string& file : files) {
      entries.push_back({{"directory", Tree().string()}, {"file", file}, {"arguments", {"cc", "-c", file}}});
    }
    Write("compile_commands.json", entries.dump());
  }
  /// The results of a scan of the tree; what it told is in told_.
  std::vector<Json> Scan(const std::string& arguments, const std::string& front_end = KEYLINT_AST,
                         const std::string& what = ".") {
    const std::string command = "cd " + Tree().string() + " && KEYLINT_AST=" + front_end + " XDG_CACHE_HOME=" +
                                (folder_ / "cache").string() + " " KEYLINT_PROGRAM " scan --format sarif --output " +
                                (folder_ / "r.sarif").string() + " " + arguments + " " + what + " 2>&1";
    told_.clear();
    FILE* pipe = popen(command.c_str(), "r");
    char buffer[4096];
    for (std::size_t got; (got = fread(buffer, 1, sizeof buffer, pipe)) > 0;) told_.append(buffer, got);
    status_ = WEXITSTATUS(pclose(pipe));
    std::ifstream file(folder_ / "r.sarif");
    const Json report = Json::parse(file, nullptr, false);
    if (report.is_discarded()) return {};
    return report["runs"][0]["results"].get<std::vector<Json>>();
  }
  static std::set<std::string> Fingerprints(const std::vector<Json>& results) {
    std::set<std::string> prints;
    for (const Json& result : results) prints.insert(result["partialFingerprints"]["keylint/v1"].get<std::string>());
    return prints;
  }
  static std::set<std::string> Ids(const std::vector<Json>& results) {
    std::set<std::string> ids;
    for (const Json& result : results) {
      const Json& place = result["locations"][0]["physicalLocation"];
      ids.insert(place["artifactLocation"]["uri"].get<std::string>() + ":" +
                 std::to_string(place["region"]["startLine"].get<int>()) + " " + result["ruleId"].get<std::string>());
    }
    return ids;
  }
  /// Made up when the test runs, so that no key stands in this file.
  static std::string Body(std::size_t length) {
    std::string body;
    for (std::size_t n = 0; n < length; ++n) {
      body += static_cast<char>((n % 3 == 0 ? '0' : n % 3 == 1 ? 'a' : 'A') + n * 7 % 10);
    }
    return body;
  }

  fs::path folder_;
  std::string told_;
  int status_ = 0;
};

using Set = std::set<std::string>;

TEST_F(ScanAst, AFlowIsToldWithItsWay) {
  Write("a.c", kLogin);
  Database({"a.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(Ids(results), Set{"a.c:3 hardcoded-credential/crypt"}) << told_;
  EXPECT_EQ(status_, 1);
  const Json& steps = results[0]["codeFlows"][0]["threadFlows"][0]["locations"];
  EXPECT_EQ(steps.front()["location"]["physicalLocation"]["region"]["startLine"], 5);
  EXPECT_EQ(steps.back()["location"]["physicalLocation"]["region"]["startLine"], 3);
  EXPECT_EQ(told_.find("correct-horse"), std::string::npos) << told_;
}

TEST_F(ScanAst, WithoutADatabaseFilesAreParsedWithoutTheirFlags) {
  Write("src/a.c", std::string("#include <words.h>\n") + kCrypt + "void login(const char* s) { crypt(WORD, s); }\n");
  Write("include/words.h", "#define WORD \"correct-horse\"\n");
  EXPECT_EQ(Ids(Scan("--ast")), Set{"src/a.c:3 hardcoded-credential/crypt"}) << told_;
  EXPECT_NE(told_.find("no compile_commands.json"), std::string::npos) << told_;
}

TEST_F(ScanAst, FilesThatTheDatabaseDoesNotNameAreSaid) {
  Write("login.cc", kLogin);
  Write("other.cc", kLogin);
  Database({"login.cc"});
  EXPECT_EQ(Scan("--ast").size(), 1U) << told_;
  EXPECT_NE(told_.find("names one translation unit, and 2 C and C++ files"), std::string::npos) << told_;
  Database({"login.cc", "other.cc"});
  Scan("--ast");
  EXPECT_EQ(told_.find("does not name"), std::string::npos) << told_;
}

TEST_F(ScanAst, FilesThatTheScanLeavesOutHaveNoFindings) {
  Write("a.c", kLogin);
  Write("vendor/b.c", kLogin);
  Database({"a.c", "vendor/b.c"});
  EXPECT_EQ(Ids(Scan("--ast --exclude /vendor/")), Set{"a.c:3 hardcoded-credential/crypt"}) << told_;
}

TEST_F(ScanAst, AKeyInPiecesOfTwoHeadersIsWhole) {
  Write("prefix.h", "#define PREFIX \"sk_live\" \"_\"\n");
  Write("body.h", "#define BODY \"" + Body(24) + "\"\n");
  Write("a.c", "#include \"prefix.h\"\n#include \"body.h\"\nconst char* stripe_key(void) { return PREFIX BODY; }\n");
  Database({"a.c"});
  bool found = false;
  for (const Json& result : Scan("--ast --only leaked-key")) {
    found |= result["ruleId"].get<std::string>().starts_with("leaked-key/stripe");
    EXPECT_EQ(result.dump().find(Body(24)), std::string::npos);
  }
  EXPECT_TRUE(found) << told_;
}

TEST_F(ScanAst, WhatTextAndCompilerBothSeeIsOneFindingUnderOneFingerprint) {
  Write("a.c", "const char* stripe_key = \"sk_live_" + Body(24).substr(0, 10) + "\"\n    \"" + Body(24).substr(10) + "\";\n");
  Database({"a.c"});
  const auto text = Scan("");
  const auto both = Scan("--ast");
  ASSERT_EQ(text.size(), 1u) << told_;
  ASSERT_EQ(both.size(), 1u) << told_;
  EXPECT_EQ(text[0]["partialFingerprints"], both[0]["partialFingerprints"]);
  EXPECT_EQ(text[0]["locations"], both[0]["locations"]);
}

TEST_F(ScanAst, AllowsOfTheLineHold) {
  std::string allowed = kLogin;
  allowed.replace(allowed.find(";\n}"), 2, ";  // keylint:allow hardcoded-credential: a demonstration\n");
  Write("a.c", allowed);
  Database({"a.c"});
  Scan("--ast");
  EXPECT_EQ(status_, 0) << told_;
}

TEST_F(ScanAst, TheProjectsOwnSinksCount) {
  Write(".keylint.toml", "[scan]\nsinks = \"tools/sinks.toml\"\n");
  Write("tools/sinks.toml", "[[library]]\nname = \"vault\"\nsinks = [{ call = \"open_vault\", arg = 0, kind = \"password\", cwe = 259 }]\n");
  Write("a.c", "void open_vault(const char*);\nvoid f(void) { open_vault(\"correct-horse\"); }\n");
  Database({"a.c"});
  EXPECT_EQ(Ids(Scan("--ast")), Set{"a.c:2 hardcoded-credential/open-vault"}) << told_;
}

TEST_F(ScanAst, AFrontEndThatDiesLeavesTheTextScanAndSaysSo) {
  Write("a.c", "const char* stripe_key = \"sk_live_" + Body(24) + "\";\n");
  Database({"a.c"});
  const fs::path dying = folder_ / "dying";
  std::ofstream(dying) << "#!/bin/sh\necho '{\"kind\":\"literal\"'\nkill -SEGV $$\n";
  fs::permissions(dying, fs::perms::owner_all);
  EXPECT_EQ(Scan("--ast", dying.string()).size(), 1u);
  EXPECT_NE(told_.find("Clang front end"), std::string::npos) << told_;
  Write("a.c", "int x;\n");
  Scan("--ast", dying.string());
  EXPECT_EQ(status_, 3) << told_;
}

TEST_F(ScanAst, AUnitThatBringsTheParserDownCostsItself) {
  Write("crash.c", std::string("#pragma clang __debug parser_crash\n") + "int x;\n");
  Write("a.c", kLogin);
  Database({"crash.c", "a.c"});
  EXPECT_EQ(Ids(Scan("--ast")), Set{"a.c:3 hardcoded-credential/crypt"}) << told_;
  EXPECT_NE(told_.find("crash.c"), std::string::npos) << told_;
  EXPECT_EQ(status_, 1) << told_;
  Database({"crash.c"});
  Scan("--ast");
  EXPECT_EQ(status_, 3) << told_;   // Nothing found, and not everything read.
}

constexpr const char* kAes =
    "int AES_set_encrypt_key(const unsigned char* key, int bits, void* out);\n"
    "void AES_cbc_encrypt(const unsigned char* in, unsigned char* out, unsigned long n, const void* k, unsigned char* iv, int e);\n";

TEST_F(ScanAst, AnIvIsCalledByItsName) {
  Write("a.c", std::string(kAes) + "void f(const unsigned char* in, unsigned char* out, void* k) {\n"
                                   "  unsigned char iv[16] = {0};\n  AES_cbc_encrypt(in, out, 16, k, iv, 1);\n}\n");
  Database({"a.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  EXPECT_NE(results[0]["message"]["text"].get<std::string>().find("A constant IV reaches AES_cbc_encrypt."), std::string::npos);
}

TEST_F(ScanAst, KnownAnswersAreNotesAndStandInTheTest) {
  Write("src/cipher.c", std::string(kAes) + "int set_up(const unsigned char* key, void* out) { return AES_set_encrypt_key(key, 128, out); }\n");
  Write("tests/cipher_test.c",
        "int set_up(const unsigned char* key, void* out);\n"
        "int check(void* out) {\n  static const unsigned char vector[16] = {1, 2, 3, 4, 5};\n  return set_up(vector, out);\n}\n");
  Write("src/self.c", std::string(kAes) + "int aes_self_test(void* out) {\n"
                                          "  return AES_set_encrypt_key((const unsigned char*)\"known-answer-key\", 128, out);\n}\n");
  Database({"src/cipher.c", "tests/cipher_test.c", "src/self.c"});
  const auto results = Scan("--ast");
  EXPECT_EQ(Ids(results), (Set{"tests/cipher_test.c:3 constant-crypto-key/aes-set-encrypt-key",
                               "src/self.c:4 constant-crypto-key/aes-set-encrypt-key"})) << told_;
  for (const Json& result : results) EXPECT_EQ(result["level"], "note");
  EXPECT_EQ(status_, 0) << told_;
}

TEST_F(ScanAst, AConstantOfTheProductIsNoNoteBesideThoseOfItsTests) {
  Write("src/cipher.c", std::string(kAes) + "int set_up(const unsigned char* key, void* out) { return AES_set_encrypt_key(key, 128, out); }\n");
  Write("tests/cipher_test.c", "int set_up(const unsigned char* key, void* out);\n"
                               "int check(void* out) { return set_up((const unsigned char*)\"known-answer-key\", out); }\n");
  Write("src/use.c", "int set_up(const unsigned char* key, void* out);\n"
                     "int use(void* out) { return set_up((const unsigned char*)\"correct-horse-ke\", out); }\n");
  Database({"src/cipher.c", "src/use.c", "tests/cipher_test.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  EXPECT_EQ(results[0]["level"], "error");
  EXPECT_EQ(status_, 1) << told_;
}

TEST_F(ScanAst, CodeThatClangRejectsIsReadAsFarAsItGoes) {
  Write("a.cc", "struct Store {\n  struct Options { int port = 1; };\n  explicit Store(Options o = {}) : o_(o) {}\n  Options o_;\n};\n"
                "extern \"C\" char* crypt(const char* phrase, const char* setting);\n"
                "void login(const char* salt) { Store s; crypt(\"correct-horse\", salt); }\n");
  Database({"a.cc"});
  EXPECT_EQ(Ids(Scan("--ast")), Set{"a.cc:7 hardcoded-credential/crypt"}) << told_;
}

TEST_F(ScanAst, OneMoreConstantBehindAWrapperIsAnotherFinding) {
  const auto user = [](const std::string& word) {
    return "void net_login(const char*, const char*);\nvoid use_" + word + "(const char* s) { net_login(\"correct-" + word + "\", s); }\n";
  };
  Write("net.c", std::string(kCrypt) + "void net_login(const char* word, const char* salt) { crypt(word, salt); }\n");
  Write("b.c", user("horse"));
  Write("m.c", user("battery"));
  Database({"net.c", "b.c", "m.c"});
  const auto before = Fingerprints(Scan("--ast"));
  ASSERT_EQ(before.size(), 1u) << told_;
  Write("z.c", user("staple"));
  Database({"net.c", "b.c", "m.c", "z.c"});
  const auto after = Fingerprints(Scan("--ast"));
  ASSERT_EQ(after.size(), 1u) << told_;
  EXPECT_NE(after, before);
  // Where else the same constant goes is no news.
  Write("y.c", user("staple"));
  Database({"net.c", "b.c", "m.c", "z.c", "y.c"});
  EXPECT_EQ(Fingerprints(Scan("--ast")), after);
}

TEST_F(ScanAst, ManyConstantsAtOneCallAreAtLeastSoMany) {
  std::string text = std::string(kCrypt) + "static const char* const words[] = {";
  for (char c = 'a'; c < 'u'; ++c) text += std::string("\"correct-") + c + "\", ";
  Write("a.c", text + "};\nvoid login(const char* salt, int n) { crypt(words[n], salt); }\n");
  Database({"a.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  EXPECT_NE(results[0]["message"]["text"].get<std::string>().find("So do at least "), std::string::npos) << results[0]["message"];
}

TEST_F(ScanAst, WhatMayBeReplacedIsAWarning) {
  Write("a.c", std::string(kCrypt) + "void login(const char* given, const char* salt) { crypt(given ? given : \"correct-horse\", salt); }\n");
  Database({"a.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  EXPECT_EQ(results[0]["level"], "warning");
  EXPECT_EQ(results[0]["properties"]["confidence"], "medium");
}

TEST_F(ScanAst, BenchmarksAreNotes) {
  Write("bench/bench_aes.c", std::string(kAes) + "int main(void) {\n  static const unsigned char key[16] = {1, 2, 3, 4, 5};\n"
                                                 "  char k[256];\n  return AES_set_encrypt_key(key, 128, k);\n}\n");
  Database({"bench/bench_aes.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  EXPECT_EQ(results[0]["level"], "note");
}

TEST_F(ScanAst, ExamplesShowPlaceholders) {
  const std::string text = std::string(kCrypt) + "void login(const char* salt) { crypt(\"changeme\", salt); }\n";
  Write("examples/a.c", text);
  Write("src/a.c", text);
  Database({"examples/a.c", "src/a.c"});
  for (const Json& result : Scan("--ast")) {
    const bool example = result.dump().find("examples/a.c") != std::string::npos;
    EXPECT_EQ(result["level"], example ? "note" : "error") << result;
  }
}

TEST_F(ScanAst, ASaltHasTheWeaknessOfASalt) {
  Write("a.c", "int PKCS5_PBKDF2_HMAC(const char*, int, const unsigned char*, int, int, const void*, int, unsigned char*);\n"
               "void derive(const char* p, unsigned char* out) {\n"
               "  PKCS5_PBKDF2_HMAC(p, 9, (const unsigned char*)\"acme-salt-2019\", 14, 1000, 0, 32, out);\n}\n");
  Database({"a.c"});
  const auto results = Scan("--ast");
  ASSERT_EQ(results.size(), 1u) << told_;
  ASSERT_TRUE(results[0].contains("taxa")) << results[0];
  EXPECT_EQ(results[0]["taxa"][0]["id"], "CWE-760");
}

TEST_F(ScanAst, InputComparedWithWhatOnlyAGeneratorMakesIsACredential) {
  Write("a.cc", "extern \"C\" int strcmp(const char*, const char*);\nextern \"C\" char* getenv(const char*);\n"
                "const char* http_get_header(void*, const char*);\n"
                "bool a(const char* token) { return strcmp(token, \"" + Body(24) + "\") == 0; }\n"
                "bool b(void* r) { return strcmp(http_get_header(r, \"X-Admin-Token\"), \"" + Body(32) + "\") == 0; }\n"
                "bool c() { return strcmp(getenv(\"ADMIN_TOKEN\"), \"" + Body(28) + "\") == 0; }\n"
                "bool d(const char* token) { return strcmp(token, \"while\") == 0; }\n"
                "bool e(void* r) { return strcmp(http_get_header(r, \"Accept\"), \"" + Body(36) + "\") == 0; }\n");
  Database({"a.cc"});
  EXPECT_EQ(Ids(Scan("--ast --only credential-comparison")), (Set{"a.cc:4 credential-comparison/strcmp", "a.cc:5 credential-comparison/strcmp",
                                                                  "a.cc:6 credential-comparison/strcmp"})) << told_;
}

TEST_F(ScanAst, TheDatabaseIsLookedForAbove) {
  Write("src/deep/a.c", kLogin);
  Database({"src/deep/a.c"});
  EXPECT_EQ(Ids(Scan("--ast", KEYLINT_AST, "src/deep")).size(), 1u) << told_;
  EXPECT_EQ(told_.find("no compile_commands.json"), std::string::npos) << told_;
}

TEST_F(ScanAst, AFileThatTheDatabaseDoesNotNameIsSaid) {
  Write("a.c", kLogin);
  Write("src/b.c", kLogin);
  Database({"a.c"});
  Scan("--ast --compile-commands .", KEYLINT_AST, "src/b.c");
  EXPECT_NE(told_.find("one that it does not name was read as text only"), std::string::npos) << told_;
}

TEST_F(ScanAst, WhereTheFrontEndCannotRunItSaysSo) {
  Write("a.c", "int x;\n");
  ASSERT_EQ(std::system(("cd " + Tree().string() + " && git init -q && git add a.c").c_str()), 0);
  Scan("--ast --staged", KEYLINT_AST, "");
  EXPECT_NE(told_.find("the Clang front end did not run"), std::string::npos) << told_;
  EXPECT_EQ(status_, 3) << told_;
}

TEST_F(ScanAst, AFolderWithoutADatabaseIsAWrongUse) {
  Write("a.c", kLogin);
  Scan("--ast --compile-commands nowhere");
  EXPECT_EQ(status_, 2) << told_;
}

}  // namespace
