// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/joined.h"

#include <gtest/gtest.h>

#include "tests/decode/collect.h"

namespace keylint {
namespace {

struct Written {
  Format format;
  const char* source;
};

class JoinedByACall : public testing::TestWithParam<Written> {};

// The value of all of them is "abcdef", and nothing else is joined to it.
TEST_P(JoinedByACall, IsOneString) {
  std::size_t found = 0;
  for (const Seen& seen : Collect(GetParam().source, GetParam().format)) {
    if (seen.text != "abcdef") continue;
    ++found;
    EXPECT_EQ(seen.decoded_from, std::vector<Encoding>{Encoding::kConcatenation});
    const std::string_view written = seen.span.Of(GetParam().source);
    EXPECT_TRUE(written.starts_with("ab") && written.ends_with("ef")) << written;
  }
  EXPECT_EQ(found, 1U) << GetParam().source;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, JoinedByACall,
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
        Written{Format::kPlainText, "k = \"abc\"\"def\"\n"}, Written{Format::kPlainText, "k = \"abc\", \"def\"\n"},
        Written{Format::kPlainText, "a \\\"abc\\\" \\\"def\\\"\n"}));

}  // namespace
}  // namespace keylint
