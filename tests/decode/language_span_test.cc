// SPDX-License-Identifier: Apache-2.0
// Generated statements of every language, in each of its kinds of strings,
// escaped and joined by its operator: text, name and exact bytes of all.
#include <algorithm>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

namespace keylint {
namespace {

// A piece as it is written, and what it means.
struct Piece {
  std::string_view written;
  std::string_view meant;
};

struct Kind {
  Format format;
  std::string_view before;   // In front of the name.
  std::string_view open;     // From the name's end to the value.
  std::string_view close;
  std::vector<Piece> pieces; // What may stand among plain bytes.
};

const Piece kQuote{"\\\"", "\""}, kBackslash{"\\\\", "\\"}, kTab{"\\t", "\t"};

const std::vector<Kind>& Kinds() {
  static const std::vector<Kind> kinds = {
      {Format::kCFamily, "const char *", " = \"", "\";\n", {kQuote, kBackslash, kTab, {"\" \"", ""}, {"\"\n  \"", ""}, {"\\055", "-"}}},
      {Format::kCFamily, "const char *", " = R\"x(", ")x\";\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kCFamily, "#define ", " \"", "\"\n", {kQuote, {"\" /* c */ \"", ""}}},
      {Format::kObjectiveC, "NSString *", " = @\"", "\";\n", {kQuote, kTab, {"\" @\"", ""}}},
      {Format::kPython, "", " = \"", "\"\n", {kQuote, kBackslash, {"\\x2d", "-"}, {"\" \"", ""}, {"\" + \"", ""}}},
      {Format::kPython, "", ": str = r'", "'\n", {{"\\d", "\\d"}, {"\"", "\""}}},
      {Format::kPython, "", " = \"\"\"", "\"\"\"\n", {{"\n", "\n"}, {"\"", "\""}}},
      {Format::kJavaScript, "const ", " = '", "';\n", {{"\\'", "'"}, {"\\u002d", "-"}, {"\\x2d", "-"}, {"' + '", ""}, {"\\u{2d}", "-"}}},
      {Format::kJavaScript, "let ", " = `", "`;\n", {{"\n", "\n"}, {"\\`", "`"}}},
      {Format::kJava, "String ", " = \"", "\";\n", {kQuote, kBackslash, {"\\u002d", "-"}, {"\" + \"", ""}, {"\"\n    + \"", ""}}},
      {Format::kKotlin, "val ", " = \"", "\"\n", {kQuote, kTab, {"\" + \"", ""}}},
      {Format::kKotlin, "val ", " = \"\"\"", "\"\"\"\n", {{"\\n", "\\n"}, {"\n", "\n"}}},
      {Format::kScala, "val ", " = \"", "\"\n", {kQuote, {"\" + \"", ""}}},
      {Format::kGroovy, "def ", " = '", "'\n", {{"\\'", "'"}, {"' + '", ""}}},
      {Format::kGroovy, "def ", " = $/", "/$\n", {{"\"", "\""}, {"/", "/"}, {"\n", "\n"}}},
      {Format::kGroovy, "def ", " = /", "/\n", {{"\\/", "/"}, {"\"", "\""}}},
      {Format::kGo, "var ", " = \"", "\"\n", {kQuote, kBackslash, {"\\x2d", "-"}, {"\" + \"", ""}, {"\" +\n\t\"", ""}}},
      {Format::kGo, "const ", " = `", "`\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kRuby, "", " = \"", "\"\n", {kQuote, kTab, {"\" + \"", ""}, {"\" \"", ""}, {"\" \\\n  \"", ""}}},
      {Format::kRuby, "", " = %q(", ")\n", {{"\"", "\""}, {"'", "'"}}},
      {Format::kPhp, "$", " = \"", "\";\n", {kQuote, kTab, {"\" . \"", ""}}},
      {Format::kPhp, "$", " = '", "';\n", {{"\\'", "'"}, {"\\n", "\\n"}, {"' . '", ""}}},
      {Format::kCSharp, "string ", " = \"", "\";\n", {kQuote, {"\\u002d", "-"}, {"\" + \"", ""}}},
      {Format::kCSharp, "string ", " = @\"", "\";\n", {{"\"\"", "\""}, {"\\n", "\\n"}, {"\n", "\n"}}},
      {Format::kFSharp, "let ", " = \"", "\"\n", {kQuote, {"\" + \"", ""}}},
      {Format::kFSharp, "let ", " = @\"", "\"\n", {{"\"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kRust, "let ", " = \"", "\";\n", {kQuote, {"\\x2d", "-"}, {"\\u{2d}", "-"}}},
      {Format::kRust, "let ", " = r#\"", "\"#;\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kRust, "let ", " = concat!(\"", "\");\n", {kQuote, {"\", \"", ""}}},
      {Format::kSwift, "let ", " = \"", "\"\n", {kQuote, {"\" + \"", ""}, {"\\u{2d}", "-"}}},
      {Format::kSwift, "let ", " = #\"", "\"#\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kPerl, "my $", " = \"", "\";\n", {kQuote, kTab, {"\" . \"", ""}}},
      {Format::kPerl, "my $", " = q{", "};\n", {{"\"", "\""}, {"'", "'"}}},
      {Format::kPerl, "my $", " = qq(", ");\n", {{"\"", "\""}}},
      {Format::kLua, "local ", " = \"", "\"\n", {kQuote, {"\" .. \"", ""}, {"\\x2d", "-"}, {"\\045", "-"}}},
      {Format::kLua, "local ", " = [==[", "]==]\n", {{"\"", "\""}, {"\\n", "\\n"}, {"]]", "]]"}}},
      {Format::kR, "", " <- \"", "\"\n", {kQuote, {"\\x2d", "-"}}},
      {Format::kR, "", " <- r\"(", ")\"\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kR, "", " = R'--[", "]--'\n", {{"\"", "\""}, {"]'", "]'"}}},
      {Format::kR, "", " <- paste0(\"", "\")\n", {kQuote, {"\", \"", ""}}},
      {Format::kDart, "var ", " = '", "';\n", {{"\\'", "'"}, {"' '", ""}, {"' + '", ""}}},
      {Format::kDart, "var ", " = r'", "';\n", {{"\\n", "\\n"}, {"\"", "\""}}},
      {Format::kElixir, "", " = \"", "\"\n", {kQuote, {"\" <> \"", ""}}},
      {Format::kElixir, "", " = ~s(", ")\n", {{"\"", "\""}, {"'", "'"}}},
      {Format::kElixir, "", " = ~S\"\"\"\n", "\n\"\"\"\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kHaskell, "", " = \"", "\"\n", {kQuote, {"\" ++ \"", ""}, {"\\045", "-"}, {"\\\n    \\", ""}}},
      {Format::kPowerShell, "$", " = \"", "\"\n", {{"`\"", "\""}, {"\" + \"", ""}, {"`t", "\t"}}},
      {Format::kPowerShell, "$", " = 'k", "'\n", {{"''", "'"}, {"$x", "$x"}}},
      {Format::kVisualBasic, "Const ", " = \"", "\"\n", {{"\"\"", "\""}, {"\" & \"", ""}, {"\" & _\n  \"", ""}}},
      {Format::kErlang, "", " = \"", "\".\n", {kQuote, kTab, {"\" ++ \"", ""}, {"\" \"", ""}}},
      {Format::kErlang, "-define(", ", \"", "\").\n", {kQuote, {"\\x2d", "-"}}},
      {Format::kLisp, "(def ", " \"", "\")\n", {kQuote, kBackslash, {"\n", "\n"}}},
      {Format::kLisp, "(setq ", " (concat \"", "\"))\n", {kQuote, {"\" \"", ""}}},
      {Format::kOcaml, "let ", " = \"", "\"\n", {kQuote, {"\" ^ \"", ""}, {"\\045", "-"}}},
      {Format::kOcaml, "let ", " = {|", "|}\n", {{"\"", "\""}, {"\\n", "\\n"}}},
      {Format::kOcaml, "let ", " = {x|", "|x}\n", {{"\"", "\""}, {"|}", "|}"}}},
      {Format::kPascal, "", " := '", "';\n", {{"''", "'"}, {"' + '", ""}}},
      {Format::kFortran, "", " = '", "'\n", {{"''", "'"}, {"' // '", ""}, {"' // &\n  '", ""}}},
      {Format::kMatlab, "", " = 'k", "';\n", {{"''", "'"}, {"\\n", "\\n"}}},
      {Format::kJulia, "const ", " = \"", "\"\n", {kQuote, kTab, {"\" * \"", ""}}},
      {Format::kNim, "let ", " = \"", "\"\n", {kQuote, {"\" & \"", ""}}},
      {Format::kZig, "const ", " = \"", "\";\n", {kQuote, {"\\x2d", "-"}, {"\" ++ \"", ""}}},
      {Format::kNix, "{ ", " = \"", "\"; }\n", {kQuote, {"\n", "\n"}, {"\" + \"", ""}}},
      {Format::kNix, "{ ", " = ''", "''; }\n", {{"\"", "\""}, {"\n", "\n"}}},
      {Format::kJsonnet, "{ ", ": '", "' }\n", {{"\\'", "'"}, {"' + '", ""}}},
      {Format::kJsonnet, "{ ", ":: @'", "' }\n", {{"''", "'"}, {"\\n", "\\n"}}},
      {Format::kCue, "", ": \"", "\"\n", {kQuote, {"\" + \"", ""}}},
      {Format::kBicep, "var ", " = '", "'\n", {{"\\'", "'"}, {"\\u{2d}", "-"}}},
      {Format::kBicep, "param ", " string = '''", "'''\n", {{"\n", "\n"}, {"\"", "\""}}},
      {Format::kPuppet, "$", " = '", "'\n", {{"\\'", "'"}, {"\"", "\""}}},
      {Format::kPuppet, "$", " = \"", "\"\n", {{"\\\"", "\""}, {"'", "'"}}},
      {Format::kAbap, "DATA ", " TYPE string VALUE '", "'.\n", {{"''", "'"}, {"' && '", ""}}},
      {Format::kCobol, "       01  ", " PIC X(99) VALUE \"", "\".\n", {{"\"\"", "\""}, {"'", "'"}}},
      {Format::kCobol, "       01  ", " PIC X(99)\n           VALUE '", "'.\n", {{"''", "'"}, {"\"", "\""}}},
  };
  return kinds;
}

class Made {
 public:
  Made(const Kind& kind, unsigned seed) : random_(seed) {
    name = "kw" + Plain(6);
    text = std::string(kind.before) + name + std::string(kind.open);
    span.begin = text.size();
    if (kind.open.back() == 'k') --span.begin, value = "k";   // Some kinds cannot begin with a piece.
    if (kind.open.ends_with("\"\"\"\n")) --span.begin, value = "\n";
    Put(Plain(8));
    for (std::size_t n = 1 + random_() % 3; n > 0; --n) {
      const Piece& piece = kind.pieces[random_() % kind.pieces.size()];
      text += piece.written;
      value += piece.meant;
      Put(Plain(8));
    }
    span.end = text.size();
    if (kind.close.starts_with('\n')) ++span.end, value += '\n';
    text += kind.close;
  }

  std::string name, value, text;
  Span span;

 private:
  std::string Plain(std::size_t most) {
    static constexpr std::string_view kBytes = "ghkmqwzGHKMQWZ23456789";
    std::string plain;
    for (std::size_t n = 1 + random_() % most; n > 0; --n) plain += kBytes[random_() % kBytes.size()];
    return plain;
  }
  void Put(const std::string& plain) {
    text += plain;
    value += plain;
  }

  std::mt19937 random_;
};

TEST(LanguageSpans, EveryKindOfStringIsExact) {
  constexpr unsigned kRounds = 40;
  for (const Kind& kind : Kinds()) {
    ProvedFormats().insert(kind.format);
    for (unsigned seed = 1; seed <= kRounds; ++seed) {
      const Made made(kind, seed);
      std::vector<Seen> seen = Collect(made.text, kind.format);
      const bool exact = seen.size() == 1 && seen[0].text == made.value && seen[0].path == made.name && seen[0].span == made.span;
      if (exact) continue;
      ADD_FAILURE() << FormatName(kind.format) << ": " << made.text << (seen.empty() ? "nothing" : seen[0].path + " = " + seen[0].text);
      break;
    }
  }
}

// Long programs of all kinds of strings, in which one place after the other
// counts: what stands there is read as in the whole, although the reader began
// far behind the text's beginning.
TEST(LanguageSpans, ReadsAroundAPlaceAsInTheWhole) {
  for (int i = static_cast<int>(Format::kCFamily); i <= static_cast<int>(Format::kCobol); ++i) {
    const auto format = static_cast<Format>(i);
    std::vector<Kind> kinds = Kinds();
    std::erase_if(kinds, [format](const Kind& kind) { return kind.format != format; });
    if (kinds.empty()) continue;   // Batch.
    std::string text;
    std::vector<std::size_t> places;
    std::vector<Made> all;
    for (unsigned seed = 1; text.size() < 60'000; ++seed) {
      for (const Kind& kind : kinds) {
        Made made(kind, seed);
        made.span = made.span.Shifted(text.size());
        text += made.text;
        all.push_back(std::move(made));
      }
    }
    const std::vector<Seen> whole = Collect(text, format);
    ASSERT_EQ(whole.size(), all.size()) << FormatName(format);
    for (std::size_t wanted = 0; wanted < whole.size(); wanted += 97) {
      const std::size_t place[] = {whole[wanted].span.begin};
      const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, format, place, sink); });
      EXPECT_LT(seen.size(), whole.size() / 2) << FormatName(format);
      const auto found = std::find_if(seen.begin(), seen.end(), [&](const Seen& one) { return one.span == whole[wanted].span; });
      ASSERT_NE(found, seen.end()) << FormatName(format) << " at " << place[0];
      EXPECT_EQ(found->text, whole[wanted].text);
      EXPECT_EQ(found->path, whole[wanted].path);
      // Where a dot ends a statement, only the reader knows where one began.
      const bool dotted = format == Format::kAbap || format == Format::kErlang;
      EXPECT_EQ(found->statement.end, whole[wanted].statement.end) << FormatName(format);
      if (!dotted) {
        EXPECT_EQ(found->statement.begin, whole[wanted].statement.begin) << FormatName(format);
      }
    }
  }
}

// Quotes in comments and in regular expressions open no string.
TEST(LanguageSpans, PassesOverCommentsAndRegularExpressions) {
  std::string text;
  while (text.size() < 20'000) text += "// it's\n/* a \" */\nx = y.replace(/[\"'`]/g, z) / 2; return /'/;\n";
  const std::size_t place[] = {text.size() + 12};
  text += "const key = \"v1\";\n";
  const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, Format::kJavaScript, place, sink); });
  const auto found = std::find_if(seen.begin(), seen.end(), [](const Seen& one) { return one.path == "key"; });
  ASSERT_NE(found, seen.end());
  EXPECT_EQ(found->text, "v1");
}

// A program inside another text ends before the next place.
TEST(LanguageSpans, PassesOverEmbeddedPrograms) {
  std::string text = "python3 - <<'EOF'\n";
  while (text.size() < 20'000) text += "x = 'a'  # it's\n";
  text += "EOF\nkey='v1'\n";
  const std::size_t place[] = {text.size() - 9};
  const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, Format::kShell, place, sink); });
  const auto found = std::find_if(seen.begin(), seen.end(), [](const Seen& one) { return one.path == "key"; });
  ASSERT_NE(found, seen.end());
  EXPECT_EQ(found->text, "v1");
}

// A place may stand far inside of a string; its beginning is what is read.
TEST(LanguageSpans, ReadsTheLongStringAroundAPlace) {
  std::string text = "import os\n\n\ndef check():\n    \"\"\"Tried with:\n";
  while (text.size() < 20'000) text += "    >>> sign('a', it=\"b\")\n";
  const std::size_t place[] = {text.size() + 6};
  text += "    token: v1\n    \"\"\"\n    return 1\n";
  const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, Format::kPython, place, sink); });
  const auto found = std::find_if(seen.begin(), seen.end(), [](const Seen& one) { return one.text.starts_with("Tried with:"); });
  ASSERT_NE(found, seen.end());
  EXPECT_TRUE(found->text.ends_with("    token: v1\n    "));
}

// What a script passes over before a place: comments with quotes, strings over
// many lines, here-documents, shifts, and words that a '#' is part of.
constexpr std::string_view kScriptLines[] = {
    "# it's a \" comment <<EOF\n", "echo \"two\nlines # 'and more\"\n", "cat <<EOF >it's\nit's \"one\nEOF\n", "n=$((1 << 2)); x=${x#a}\n",
    "echo 'a\\' \"b\\\"#c\" \\\n  d\n", "grep -q x <<<\"$y\" || exit\n", "cat <<-'END'\n\tkey='no'\n\tEND\n"};

TEST(LanguageSpans, PassesOverTheLinesOfAScript) {
  for (std::size_t first = 0; first < std::size(kScriptLines); ++first) {
    std::string text = "#!/bin/sh\n";
    for (std::size_t i = first; text.size() < 20'000; ++i) text += kScriptLines[i % std::size(kScriptLines)];
    const std::size_t place[] = {text.size() + 4};
    text += "export key='v1'\n";
    for (int i = 0; i < 2'000; ++i) text += kScriptLines[static_cast<std::size_t>(i) % std::size(kScriptLines)];
    const std::vector<Seen> whole = Collect(text, Format::kShell);
    const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, Format::kShell, place, sink); });
    const auto is_key = [&](const Seen& one) { return one.path == "key" && one.text == "v1"; };
    EXPECT_EQ(std::count_if(seen.begin(), seen.end(), is_key), 1) << "from line " << first;
    EXPECT_LT(seen.size() * 4, whole.size()) << "from line " << first;
  }
}

TEST(LanguageSpans, ReadsTheHereDocumentAroundAPlace) {
  std::string text = "cat >.env <<EOF\n";
  while (text.size() < 20'000) text += "name_of=it's\n";
  const std::size_t place[] = {text.size() + 1};
  text += "key=v1\nEOF\n";
  const auto seen = CollectFrom([&](const LiteralSink& sink) { DecodeAround(text, Format::kShell, place, sink); });
  EXPECT_TRUE(std::any_of(seen.begin(), seen.end(), [](const Seen& one) { return one.path == "key" && one.text == "v1"; }));
}

TEST(LanguageSpans, EveryLanguageIsThere) {
  for (int i = static_cast<int>(Format::kCFamily); i <= static_cast<int>(Format::kPowerShell); ++i) {
    const auto format = static_cast<Format>(i);
    const bool made = std::any_of(Kinds().begin(), Kinds().end(), [&](const Kind& kind) { return kind.format == format; });
    EXPECT_TRUE(made) << FormatName(format);
  }
}

TEST(CFamily, JoinsBehindACallThatOnlyWraps) {
  const std::string text = "auto k = std::string(\"ab\") + \"cd\"; f(\"x\");\n";
  const auto seen = Collect(text, Format::kCFamily);
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[0].text, "abcd");
  EXPECT_EQ(seen[0].path, "k");
  EXPECT_EQ(seen[0].span.Of(text), "ab\") + \"cd");
  EXPECT_EQ(seen[1].text, "x");
}

TEST(Go, ReadsDefaultsInStructTags) {
  const auto seen = Collect("type C struct {\n  Password string `envconfig:\"X\" default:\"pw1\"`\n}\n", Format::kGo);
  ASSERT_GE(seen.size(), 1u);
  EXPECT_EQ(seen[0].text, "pw1");
  EXPECT_EQ(seen[0].path, "Password");
  EXPECT_TRUE(seen[0].is_fallback);
}

}  // namespace
}  // namespace keylint
