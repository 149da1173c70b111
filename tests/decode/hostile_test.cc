// SPDX-License-Identifier: Apache-2.0
// Text made to be slow or deep: every reader must end in linear time.
#include <chrono>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "lint/decode/nested.h"
#include "tests/support/cpu_time.h"

namespace keylint {
namespace {

constexpr Format kLast = Format::kOrg;

std::string Repeat(std::string_view unit, std::size_t size) {
  std::string out;
  out.reserve(size + unit.size());
  while (out.size() < size) out += unit;
  return out;
}

std::vector<std::string> Hostile(std::size_t size) {
  std::vector<std::string> all;
  for (const std::string_view unit :
       {"[", "{", "(", "<", "<a>", "<a ", "</a>", "<!--", "<![CDATA[", "\"", "'", "`", "\"\"\"", "'''", "$(", "${", "${a:-",
        "$$", "$a$", "{{", "{{a", "<%", "<%=", "{%", "/*", "--", "//", "#", ";", ":", "=", "a=", "a:", "a: ", "a=\"", "a='",
        "a: \"", "a: '", "a=\"\n", "a: '\n", "a: \"x\n", "a='b\\", "- ", "- - ", "? ", "-\n", "a:\n", " a:\n", "a: |\n", "a: >\n", "a: [", "a: {b: ",
        "a: [\"\n", "[\"", "[a", "[a.", "a=[", "a={", "a=[\n", "a={b=", "a.", "<<A\n", "cat <<A\n", "<<-'", "a=<<EOT\n", "\\", "\\\n", "\\\\", "\\u", "%", "%41", "&", "&amp;", "&#",
        "```\n", "~~~\n", "````", "----\n", "....\n", "a::\n", ".. code::\n\n", "machine ", "a:b:c:d:", "\t", " ", "\n", "\r\n", "\r", ",", "a,", "\"a\",", "\"\",",
        "hex(2):41,\\\n", "\"a\"=hex(2):41,\\\n", "insert into a (b) values ('", "insert into a (", "copy a (b) from stdin;\n", "'a',", "''", "'\\'", "###\n", "@a=", "POST x\n\n", "A: b\n",
        "a b ", "a \\\n", "RUN <<A\n", "RUN a \\\n", "\ta\n", "a = b\n", "&a ", "*a ", "!a ", "<a b=", "<a b=\"", "<a b='\n", "<script>", "<key>", "<key>a</key>", "-p ", "--a ", "-H 'a:b' ",
        "a'b\"c`d$(e${f", "\"$(", "\"`", "$'", "$'\\'", "\"\\\"", "[\"\\\"", "x: \"\\\"\n", "{\"a\":", "{\"name\":\"a\",\"value\":", "\"value\":\"a\",", "[{\"", "\xEF\xBF\xBC", "\x80", "\xff\xfe"}) {
    all.push_back(Repeat(unit, size));
  }
  all.push_back(std::string(size, '\0'));
  for (const std::string_view open : {"[", "{", "(", "\"", "'", "$(", "<a>", "<!--", "a: \"", "a='", "<<A\n", "/*", "`"}) {
    all.push_back(Repeat(open, size / 2) + Repeat("x ", size / 2));
    all.push_back(Repeat("x=\n", size / 2) + Repeat(open, size / 2));
    all.push_back(Repeat(" ", size / 2) + Repeat(open, size / 2));
  }
  return all;
}

TEST(Hostile, EveryReaderEndsInLinearTime) {
  constexpr std::size_t kSize = 20000;
  std::size_t literals = 0;
  for (const std::string& text : Hostile(kSize)) {
    for (int i = 0; i <= static_cast<int>(kLast); ++i) {
      const auto begin = ThreadCpuTime();
      DecodeText(text, static_cast<Format>(i), [&](const Literal& literal) {
        ++literals;
        ASSERT_LE(literal.span.begin, literal.span.end);
        ASSERT_LE(literal.span.end, text.size());
        ASSERT_LE(literal.name_span.end, text.size());
        ASSERT_LE(literal.statement.end, text.size());
        if (literal.map == nullptr && !literal.text.empty()) {
          ASSERT_EQ(literal.text, literal.span.Of(text));
        }
      });
      const auto spent = ThreadCpuTime() - begin;
      EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(), 1000)
          << FormatName(static_cast<Format>(i)) << " on " << text.substr(0, 12) << " and " << text.substr(text.size() - 12);
    }
  }
  EXPECT_GT(literals, 0u);
}

TEST(Hostile, OneLineOfAMegabyteEnds) {
  for (const std::string_view unit : {"a=b&", "{\"a\":\"b\"},", "a: b ", "'x'+", "<a b=\"c\">d</a>", "export A=b; "}) {
    const std::string line = Repeat(unit, 1 << 20);
    for (int i = 0; i <= static_cast<int>(kLast); ++i) {
      // Source code costs more per byte: a quarter of it will do.
      const bool source = i > static_cast<int>(Format::kRegistry);
      const std::string_view text = std::string_view(line).substr(0, line.size() / (source ? 4 : 1));
      const auto begin = ThreadCpuTime();
      DecodeText(text, static_cast<Format>(i), [](const Literal&) {});
      const auto spent = ThreadCpuTime() - begin;
      EXPECT_LT(std::chrono::duration_cast<std::chrono::milliseconds>(spent).count(), 3000)
          << FormatName(static_cast<Format>(i)) << " on " << unit;
    }
  }
}

TEST(Hostile, NestedDecodingEnds) {
  for (const std::string_view unit : {"%25", "&amp;", "\\u005c", "=3D", "QUFB", "41", "\\\"", "=\n"}) {
    const std::string text = Repeat(unit, 1 << 18);
    Literal literal;
    literal.text = text;
    literal.span = {0, text.size()};
    DecodeBudget budget;
    DecodeNested(literal, 8, budget, [](const Literal&) {});
  }
}

}  // namespace
}  // namespace keylint
