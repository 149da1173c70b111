// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/joined.h"

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/decode/collect.h"

namespace keylint {
namespace {

struct Written {
  Format format;
  const char* source;
};

class WrittenInPieces : public testing::TestWithParam<Written> {};

// The value of all of them is "abcdef", and nothing else is joined to it.
TEST_P(WrittenInPieces, IsOneString) {
  std::size_t found = 0;
  for (const Seen& seen : Collect(GetParam().source, GetParam().format)) {
    if (seen.text != "abcdef") continue;
    ++found;
    EXPECT_EQ(seen.decoded_from, std::vector<Encoding>{Encoding::kConcatenation});
    const std::string_view written = seen.span.Of(GetParam().source);
    EXPECT_TRUE(written.find("ab") <= 3 && written.find("ef") != std::string_view::npos) << written;
  }
  EXPECT_EQ(found, 1U) << GetParam().source;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, WrittenInPieces,
    testing::Values(
        Written{Format::kJavaScript, R"(const k = ["abc", "def"].join("");)"},
        Written{Format::kJavaScript, R"(const k = ["ab", "cd", "ef",].join('');)"},
        Written{Format::kJavaScript, R"(const k = "abc".concat("def");)"},
        Written{Format::kPython, "k = \"\".join([\"abc\", \"def\"])\n"},
        Written{Format::kPython, "k = ''.join((\n    'abc',\n    'def'))\n"},
        Written{Format::kPython, "k = '%s%s' % ('abc', 'def')\n"},
        Written{Format::kPython, "k = '{}{}'.format('abc', 'def')\n"},
        Written{Format::kRuby, "k = ['abc', 'def'].join\n"}, Written{Format::kRuby, "k = ['abc', 'def'].join('')\n"},
        Written{Format::kGo, "var k = strings.Join([]string{\"abc\", \"def\"}, \"\")\n"},
        Written{Format::kGo, "var k = fmt.Sprintf(\"%s%s\", \"abc\", \"def\")\n"},
        Written{Format::kJava, R"(String k = String.join("", "abc", "def");)"},
        Written{Format::kJava, R"(String k = "ab".concat("cd").concat("ef");)"},
        Written{Format::kJava, R"(String k = new StringBuilder("ab").append("cd").append("ef").toString();)"},
        Written{Format::kCSharp, R"(var k = string.Concat("abc", "def");)"},
        Written{Format::kKotlin, R"(val k = listOf("abc", "def").joinToString(""))"},
        Written{Format::kSwift, R"(let k = ["abc", "def"].joined())"},
        Written{Format::kScala, R"(val k = Seq("abc", "def").mkString)"},
        Written{Format::kRust, R"(let k = ["abc", "def"].concat();)"}, Written{Format::kRust, R"(let k = concat!("abc", "def");)"},
        Written{Format::kR, "k <- paste0(\"abc\", \"def\")\n"},
        Written{Format::kHaskell, "k = T.concat [\"abc\", \"def\"]\n"},
        Written{Format::kPhp, "<?php $k = implode('', ['abc', 'def']);"},
        Written{Format::kPerl, "my $k = join('', 'abc', 'def');\n"},
        Written{Format::kPlainText, "k = \"abc\" \"def\"\n"}, Written{Format::kPlainText, "the key is \"abc\" + \"def\", it says\n"},
        Written{Format::kPlainText, "let k = \"ab\" ^ \"cd\" ^ \"ef\"\n"},
        Written{Format::kPlainText, "k = [\"abc\",\"def\"].join(\"\")\n"}));

INSTANTIATE_TEST_SUITE_P(
    FilledPlaces, WrittenInPieces,
    testing::Values(
        Written{Format::kPython, "k = 'abc{}'.format('def')\n"}, Written{Format::kPython, "k = 'abc%s' % 'def'\n"},
        Written{Format::kPython, "k = 'ab{0}{1}'.format('cd', 'ef')\n"}, Written{Format::kPython, "k = 'abc{x}'.format(x='def')\n"},
        Written{Format::kPython, "k = '%scd%s' % ('ab', 'ef')\n"}, Written{Format::kPython, "k = f\"abc{'def'}\"\n"},
        Written{Format::kJavaScript, "const k = `abc${\"def\"}`;"}, Written{Format::kJavaScript, "const k = `${'ab'}${'cd'}ef`;"},
        Written{Format::kRuby, "k = \"abc#{'def'}\"\n"}, Written{Format::kRuby, "k = 'abc%s' % 'def'\n"},
        Written{Format::kJava, R"(String k = String.format("abc%s", "def");)"}, Written{Format::kJava, R"(String k = "abc%s".formatted("def");)"},
        Written{Format::kRust, R"(let k = format!("abc{}", "def");)"}, Written{Format::kGo, "var k = fmt.Sprintf(\"abc%v\", `def`)\n"},
        Written{Format::kCSharp, R"(var k = string.Format("abc{0}", "def");)"},
        Written{Format::kObjectiveC, R"(NSString *k = [NSString stringWithFormat:@"abc%@", @"def"];)"}));

INSTANTIATE_TEST_SUITE_P(
    Appended, WrittenInPieces,
    testing::Values(
        Written{Format::kRuby, "k = 'abc' << 'def'\n"}, Written{Format::kRuby, "k = +'abc'\nk << 'def'\n"}, Written{Format::kRuby, "k = 'abc'.dup\nk << 'def'\n"},
        Written{Format::kPython, "k = 'ab'\nk += 'cd'\nk += 'ef'\n"}, Written{Format::kJavaScript, "let k = 'abc'; k += 'def';"},
        Written{Format::kPhp, "<?php $k = 'abc';\n$k .= 'def';"}, Written{Format::kLua, "k = 'abc'\nk = k .. 'def'\n"},
        Written{Format::kObjectiveC, R"(NSString *k = [@"abc" stringByAppendingString:@"def"];)"},
        Written{Format::kShell, "K=abc\nK+=def\n"}, Written{Format::kShell, "K='abc'; K+=\"def\"\n"}, Written{Format::kShell, "K=ab\nK=\"${K}cd\"\nK=\"${K}ef\"\n"},
        Written{Format::kSql, "SET @k = 'abc' || 'def';"}, Written{Format::kSql, "SET @k = CONCAT('ab', 'cd', 'ef');"}, Written{Format::kSql, "SELECT 'abc'\n  'def';"},
        Written{Format::kPlainText, "k = 'abc' && 'def'\n"}));

// What stands between the first element and the last is the value's place.
TEST(BytesOfAList, AreAText) {
  const std::pair<Format, std::string> kLists[] = {
      {Format::kCFamily, "unsigned char k[] = {0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x00};"},
      {Format::kCFamily, "char k[] = {'a', 'b', 'c', 'd',\n 'e', 'f', '\\0'};"},
      {Format::kGo, "var k = []byte{97, 98, 99, 100, 101, 102}\n"},
      {Format::kJava, "byte[] k = new byte[] {(byte) 0x61, (byte) 0x62, 99, 100, 101, 102};"},
      {Format::kCSharp, "char[] k = { 'a', 'b', 'c', 'd', 'e', 'f', };"},
      {Format::kRust, "let k: [u8; 6] = [b'a', b'b', b'c', b'd', b'e', b'f'];"},
      {Format::kPython, "k = bytes([0x61, 0x62, 0x63, 0x64, 0x65, 0x66])\n"},
      {Format::kJavaScript, "const k = String.fromCharCode(97, 98, 99, 100, 101, 102);"},
  };
  for (const auto& [format, source] : kLists) {
    const std::vector<Seen> seen = Collect(source, format);
    ASSERT_EQ(seen.size(), 1U) << source;
    EXPECT_EQ(seen[0].text, "abcdef") << source;
    EXPECT_EQ(seen[0].path, "k") << source;
    EXPECT_TRUE(source.find(seen[0].span.Of(source)) == seen[0].span.begin && seen[0].span.size() > 18) << source;
  }
}

TEST(BytesOfAList, AreNoTextWhereTheySpellNone) {
  for (const std::string source : {"int k[] = {1, 2, 3, 4, 5, 6, 7};", "char k[] = {0x63, 0x7c, 0x77, 0x7b, 0xf2, 0x6b};", "int k[] = {65, 66, 67};",
                                   "int k[] = {97, 98, 99, 100, 101, 300};", "int k[] = {40, 41, 42, 43, 44, 45, 46};", "f(97, 98, 99, 100, 101, 102);"}) {
    EXPECT_TRUE(Collect(source, Format::kCFamily).empty()) << source;
  }
}

class NotJoined : public testing::TestWithParam<Written> {};

TEST_P(NotJoined, StaysInPieces) {
  for (const Seen& seen : Collect(GetParam().source, GetParam().format)) {
    EXPECT_EQ(seen.text.find("abcdef"), std::string::npos) << GetParam().source;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Languages, NotJoined,
    testing::Values(
        Written{Format::kJavaScript, R"(const k = ["abc", "def"].join("-");)"}, Written{Format::kJavaScript, R"(const k = ["abc", "def"].join();)"},
        Written{Format::kJavaScript, R"(const k = ["abc", "def"];)"},
        Written{Format::kPython, "k = ','.join(['abc', 'def'])\n"}, Written{Format::kPython, "k = '%s:%s' % ('abc', 'def')\n"},
        Written{Format::kGo, "var k = strings.Join([]string{\"abc\", \"def\"}, \",\")\n"},
        Written{Format::kJava, R"(String k = String.join(",", "abc", "def");)"},
        Written{Format::kJava, R"(list.append("abc"); list.append("def");)"},
        Written{Format::kPython, "k = 'abc{}'.format(x, 'def')\n"}, Written{Format::kPython, "k = 'abc%d' % 'def'\n"}, Written{Format::kPython, "k = 'abc'\nj += 'def'\n"},
        Written{Format::kPython, "k = '{1}{0}'.format('def', 'abc')\n"}, Written{Format::kShell, "K=abc\nJ+=def\n"}, Written{Format::kShell, "K=abc\necho\nK+=$X\n"},
        Written{Format::kSql, "INSERT INTO t (a, b) VALUES ('abc', 'def');"}, Written{Format::kSql, "SELECT 'abc' 'def';"}, Written{Format::kSql, "SELECT 'abc' || x || 'def';"},
        Written{Format::kPlainText, "k = \"abc\"\"def\"\n"}, Written{Format::kPlainText, "k = \"abc\", \"def\"\n"},
        Written{Format::kPlainText, "a \\\"abc\\\" \\\"def\\\"\n"}));

}  // namespace
}  // namespace keylint
