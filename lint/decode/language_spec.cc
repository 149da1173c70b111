// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/language_spec.h"

namespace keylint::decode {
namespace {

constexpr StringKind kDoubleEscaped{.open = "\"", .close = "\""};
constexpr StringKind kSingleEscaped{.open = "'", .close = "'", .quote = Quote::kSingle};
constexpr StringKind kSingleRaw{
    .open = "'", .close = "'", .quote = Quote::kSingle, .escapes = Escapes::kQuoteOnly, .multiline = true};
constexpr StringKind kTripleRaw{
    .open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .escapes = Escapes::kNone, .multiline = true};
constexpr StringKind kTripleEscaped{
    .open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .multiline = true};
constexpr StringKind kBacktickRaw{
    .open = "`", .close = "`", .quote = Quote::kBacktick, .escapes = Escapes::kNone, .multiline = true};

constexpr StringKind kC[] = {{.open = "\"", .close = "\"", .prefixes = "lLuU8@"}};
constexpr StringKind kPython[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .multiline = true, .prefixes = "rbuf"},
    {.open = "'''", .close = "'''", .quote = Quote::kTriple, .multiline = true, .prefixes = "rbuf"},
    {.open = "\"", .close = "\"", .prefixes = "rbuf"},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .prefixes = "rbuf"}};
constexpr StringKind kJavaScript[] = {
    kDoubleEscaped, kSingleEscaped,
    {.open = "`", .close = "`", .quote = Quote::kBacktick, .holes = Holes::kDollarBrace, .multiline = true}};
constexpr StringKind kJava[] = {kTripleEscaped, kDoubleEscaped};
constexpr StringKind kKotlin[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .escapes = Escapes::kNone,
     .holes = Holes::kDollarName, .multiline = true},
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName}};
constexpr StringKind kScala[] = {
    kTripleRaw, {.open = "\"", .close = "\"", .holes = Holes::kDollarBrace, .prefixes = "sf"}};
constexpr StringKind kGroovy[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .holes = Holes::kDollarBrace, .multiline = true},
    {.open = "'''", .close = "'''", .quote = Quote::kTriple, .multiline = true},
    {.open = "$/", .close = "/$", .quote = Quote::kRaw, .escapes = Escapes::kNone, .holes = Holes::kDollarBrace, .multiline = true},
    {.open = "\"", .close = "\"", .holes = Holes::kDollarBrace}, kSingleEscaped};
constexpr StringKind kGo[] = {kDoubleEscaped, kBacktickRaw};
constexpr StringKind kRuby[] = {
    {.open = "\"", .close = "\"", .holes = Holes::kHashBrace, .multiline = true}, kSingleRaw,
    {.open = "`", .close = "`", .quote = Quote::kBacktick, .holes = Holes::kHashBrace}};
constexpr StringKind kPhp[] = {
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName, .multiline = true}, kSingleRaw};
constexpr StringKind kCSharp[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .escapes = Escapes::kNone, .multiline = true,
     .prefixes = "$"},
    {.open = "@\"", .close = "\"", .quote = Quote::kRaw, .escapes = Escapes::kDoubled, .multiline = true,
     .prefixes = "$"},
    {.open = "$@\"", .close = "\"", .quote = Quote::kRaw, .escapes = Escapes::kDoubled, .holes = Holes::kBrace,
     .multiline = true},
    {.open = "$\"", .close = "\"", .holes = Holes::kBrace}, kDoubleEscaped};
constexpr StringKind kFSharp[] = {
    kTripleRaw, {.open = "@\"", .close = "\"", .quote = Quote::kRaw, .escapes = Escapes::kDoubled, .multiline = true},
    {.open = "$\"", .close = "\"", .holes = Holes::kBrace}, kDoubleEscaped};
constexpr StringKind kRust[] = {{.open = "\"", .close = "\"", .multiline = true, .prefixes = "bc"}};
constexpr StringKind kSwift[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .holes = Holes::kBackslashParen, .multiline = true},
    {.open = "#\"", .close = "\"#", .quote = Quote::kRaw, .escapes = Escapes::kNone},
    {.open = "\"", .close = "\"", .holes = Holes::kBackslashParen}};
constexpr StringKind kPerl[] = {
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName, .multiline = true}, kSingleRaw};
constexpr StringKind kLua[] = {
    {.open = "\"", .close = "\"", .escapes = Escapes::kDecimal},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .escapes = Escapes::kDecimal}};
constexpr StringKind kR[] = {
    {.open = "\"", .close = "\"", .multiline = true},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .multiline = true}};
constexpr StringKind kDart[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .holes = Holes::kDollarName, .multiline = true,
     .prefixes = "r"},
    {.open = "'''", .close = "'''", .quote = Quote::kTriple, .holes = Holes::kDollarName, .multiline = true,
     .prefixes = "r"},
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName, .prefixes = "r"},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .holes = Holes::kDollarName, .prefixes = "r"}};
constexpr StringKind kElixir[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .holes = Holes::kHashBrace, .multiline = true},
    {.open = "\"", .close = "\"", .holes = Holes::kHashBrace, .multiline = true}, kSingleEscaped};
constexpr StringKind kHaskell[] = {{.open = "\"", .close = "\"", .escapes = Escapes::kDecimal}};
constexpr StringKind kPowerShell[] = {
    {.open = "@\"", .close = "\n\"@", .quote = Quote::kHeredoc, .escapes = Escapes::kNone, .holes = Holes::kDollarName,
     .multiline = true},
    {.open = "@'", .close = "\n'@", .quote = Quote::kHeredoc, .escapes = Escapes::kNone, .multiline = true},
    {.open = "\"", .close = "\"", .escapes = Escapes::kBacktick, .holes = Holes::kDollarName, .multiline = true},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .escapes = Escapes::kDoubled, .multiline = true}};

// A quote twice stands for itself; so in all of these.
constexpr StringKind kDoubledDouble{.open = "\"", .close = "\"", .escapes = Escapes::kDoubled};
constexpr StringKind kDoubledSingle{.open = "'", .close = "'", .quote = Quote::kSingle, .escapes = Escapes::kDoubled};
constexpr StringKind kBothDoubled[] = {kDoubledDouble, kDoubledSingle};   // Fortran, MATLAB, COBOL
constexpr StringKind kPascal[] = {kDoubledSingle};
constexpr StringKind kErlang[] = {{.open = "\"", .close = "\"", .multiline = true}, kSingleEscaped};
constexpr StringKind kLisp[] = {{.open = "\"", .close = "\"", .multiline = true}};
constexpr StringKind kOcaml[] = {
    {.open = "{|", .close = "|}", .quote = Quote::kRaw, .escapes = Escapes::kNone, .multiline = true},
    {.open = "\"", .close = "\"", .escapes = Escapes::kDecimal, .multiline = true}};
constexpr StringKind kVisualBasic[] = {
    {.open = "$\"", .close = "\"", .escapes = Escapes::kDoubled, .holes = Holes::kBrace}, kDoubledDouble};
constexpr StringKind kJulia[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .holes = Holes::kDollarName, .multiline = true},
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName, .multiline = true}};
constexpr StringKind kNim[] = {
    {.open = "\"\"\"", .close = "\"\"\"", .quote = Quote::kTriple, .escapes = Escapes::kNone, .multiline = true, .prefixes = "r"},
    {.open = "\"", .close = "\"", .prefixes = "r"}};
constexpr StringKind kZig[] = {
    kDoubleEscaped, {.open = "\\\\", .close = "\n", .quote = Quote::kRaw, .escapes = Escapes::kNone}};
constexpr StringKind kNix[] = {
    {.open = "''", .close = "''", .quote = Quote::kRaw, .escapes = Escapes::kNone, .holes = Holes::kDollarBrace, .multiline = true},
    {.open = "\"", .close = "\"", .holes = Holes::kDollarBrace, .multiline = true}};
constexpr StringKind kJsonnet[] = {
    {.open = "|||", .close = "|||", .quote = Quote::kHeredoc, .escapes = Escapes::kNone, .multiline = true},
    {.open = "@\"", .close = "\"", .quote = Quote::kRaw, .escapes = Escapes::kDoubled, .multiline = true},
    {.open = "@'", .close = "'", .quote = Quote::kRaw, .escapes = Escapes::kDoubled, .multiline = true},
    {.open = "\"", .close = "\"", .multiline = true},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .multiline = true}};
constexpr StringKind kBicep[] = {
    {.open = "'''", .close = "'''", .quote = Quote::kTriple, .escapes = Escapes::kNone, .multiline = true},
    {.open = "'", .close = "'", .quote = Quote::kSingle, .holes = Holes::kDollarBrace}};
constexpr StringKind kPuppet[] = {
    {.open = "\"", .close = "\"", .holes = Holes::kDollarName, .multiline = true}, kSingleRaw};
constexpr StringKind kAbap[] = {
    kDoubledSingle, {.open = "`", .close = "`", .quote = Quote::kBacktick, .escapes = Escapes::kDoubled}};

constexpr LanguageSpec kSpecs[] = {
    {.format = Format::kCFamily, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kC,
     .joiner = "+", .joins_adjacent = true, .preprocessor = true, .char_literals = true, .cpp_raw = true},
    {.format = Format::kObjectiveC, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kC,
     .joins_adjacent = true, .colon_names = true, .preprocessor = true, .char_literals = true, .cpp_raw = true},
    {.format = Format::kPython, .line_comments = {"#"}, .strings = kPython, .joiner = "+", .joins_adjacent = true,
     .newline_ends = true, .colon_names = true, .indent_classes = true},
    {.format = Format::kJavaScript, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}},
     .strings = kJavaScript, .joiner = "+", .newline_ends = true, .colon_names = true, .regex_slash = true},
    {.format = Format::kJava, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kJava,
     .joiner = "+", .char_literals = true},
    {.format = Format::kKotlin, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kKotlin,
     .joiner = "+", .backtick_names = true, .newline_ends = true, .colon_names = true, .char_literals = true},
    {.format = Format::kScala, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kScala,
     .joiner = "+", .backtick_names = true, .newline_ends = true, .colon_names = true, .char_literals = true, .lifetimes = true},
    {.format = Format::kGroovy, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kGroovy,
     .joiner = "+", .newline_ends = true, .colon_names = true, .slashy = true},
    {.format = Format::kGo, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kGo,
     .joiner = "+", .newline_ends = true, .colon_names = true, .char_literals = true, .struct_tags = true},
    {.format = Format::kRuby, .line_comments = {"#"}, .strings = kRuby, .joiner = "+", .joins_adjacent = true,
     .newline_ends = true, .colon_names = true, .heredoc_shell = true, .percent_strings = true, .regex_slash = true},
    {.format = Format::kPhp, .line_comments = {"//", "#"}, .block_comments = {{"/*", "*/"}}, .strings = kPhp,
     .joiner = ".", .colon_names = false, .heredoc_php = true},
    {.format = Format::kCSharp, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kCSharp,
     .joiner = "+", .colon_names = true, .char_literals = true},
    {.format = Format::kFSharp, .line_comments = {"//"}, .block_comments = {{"(*", "*)"}}, .strings = kFSharp,
     .joiner = "+", .newline_ends = true, .char_literals = true, .lifetimes = true},
    {.format = Format::kRust, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kRust,
     .colon_names = true, .char_literals = true, .lifetimes = true, .rust_raw = true},
    {.format = Format::kSwift, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kSwift,
     .joiner = "+", .backtick_names = true, .newline_ends = true, .colon_names = true},
    {.format = Format::kPerl, .line_comments = {"#"}, .strings = kPerl, .joiner = ".", .heredoc_shell = true,
     .q_strings = true, .regex_slash = true},
    {.format = Format::kLua, .line_comments = {"--"}, .block_comments = {{"--[[", "]]"}}, .strings = kLua,
     .joiner = "..", .newline_ends = true, .lua_long = true},
    {.format = Format::kR, .line_comments = {"#"}, .strings = kR, .backtick_names = true, .newline_ends = true, .r_raw = true},
    {.format = Format::kDart, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kDart,
     .joiner = "+", .joins_adjacent = true, .colon_names = true},
    {.format = Format::kElixir, .line_comments = {"#"}, .strings = kElixir, .joiner = "<>", .newline_ends = true,
     .colon_names = true, .sigils = true},
    {.format = Format::kHaskell, .line_comments = {"--"}, .block_comments = {{"{-", "-}"}},
     .strings = kHaskell, .joiner = "++", .newline_ends = true, .char_literals = true, .lifetimes = true},
    {.format = Format::kPowerShell, .line_comments = {"#"}, .block_comments = {{"<#", "#>"}},
     .strings = kPowerShell, .joiner = "+", .newline_ends = true, .flags = true},
    {.format = Format::kErlang, .line_comments = {"%"}, .strings = kErlang, .joiner = "++", .joins_adjacent = true,
     .newline_ends = true, .tuples = true, .char_escapes = true},
    {.format = Format::kLisp, .line_comments = {";"}, .block_comments = {{"#|", "|#"}}, .strings = kLisp,
     .dashed_names = true, .adjacent_names = true, .char_escapes = true},
    {.format = Format::kOcaml, .block_comments = {{"(*", "*)"}}, .strings = kOcaml, .joiner = "^",
     .newline_ends = true, .colon_names = true, .char_literals = true, .lifetimes = true, .labelled_strings = true, .string_mark = '{'},
    {.format = Format::kVisualBasic, .line_comments = {"'", "REM ", "Rem "}, .strings = kVisualBasic, .joiner = "&",
     .newline_ends = true, .line_joiner = '_'},
    {.format = Format::kPascal, .line_comments = {"//"}, .block_comments = {{"{", "}"}, {"(*", "*)"}}, .strings = kPascal,
     .joiner = "+", .colon_names = true},
    {.format = Format::kFortran, .line_comments = {"!"}, .strings = kBothDoubled, .joiner = "//", .newline_ends = true,
     .line_joiner = '&'},
    {.format = Format::kMatlab, .line_comments = {"%", "#"}, .block_comments = {{"%{", "%}"}},
     .strings = kBothDoubled, .joiner = "+", .newline_ends = true, .transposes = true},
    {.format = Format::kJulia, .line_comments = {"#"}, .block_comments = {{"#=", "=#"}}, .strings = kJulia,
     .joiner = "*", .newline_ends = true, .colon_names = true, .char_literals = true, .lifetimes = true},
    {.format = Format::kNim, .line_comments = {"#"}, .block_comments = {{"#[", "]#"}}, .strings = kNim,
     .joiner = "&", .newline_ends = true, .colon_names = true, .char_literals = true},
    {.format = Format::kZig, .line_comments = {"//"}, .strings = kZig, .joiner = "++", .colon_names = true,
     .char_literals = true, .string_mark = '\\'},
    {.format = Format::kNix, .line_comments = {"#"}, .block_comments = {{"/*", "*/"}}, .strings = kNix,
     .joiner = "+", .dashed_names = true},
    {.format = Format::kJsonnet, .line_comments = {"//", "#"}, .block_comments = {{"/*", "*/"}},
     .strings = kJsonnet, .joiner = "+", .colon_names = true, .string_mark = '|'},
    {.format = Format::kCue, .line_comments = {"//"}, .strings = kSwift, .joiner = "+", .newline_ends = true,
     .colon_names = true},
    {.format = Format::kBicep, .line_comments = {"//"}, .block_comments = {{"/*", "*/"}}, .strings = kBicep,
     .newline_ends = true, .colon_names = true, .type_behind_name = true},
    {.format = Format::kPuppet, .line_comments = {"#"}, .strings = kPuppet, .newline_ends = true},
    {.format = Format::kAbap, .line_comments = {"\""}, .strings = kAbap, .joiner = "&&", .newline_ends = true,
     .value_clause = true},
    {.format = Format::kCobol, .line_comments = {"*>"}, .strings = kBothDoubled, .newline_ends = true,
     .dashed_names = true, .value_clause = true},
};

}  // namespace

const LanguageSpec* SpecOf(Format format) {
  for (const LanguageSpec& spec : kSpecs) {
    if (spec.format == format) return &spec;
  }
  return nullptr;
}

}  // namespace keylint::decode

namespace keylint {

bool NamesWithoutOperator(Format format) {
  if (format == Format::kRobot || format == Format::kGherkin || format == Format::kHttp || format == Format::kNetrc) return true;
  const decode::LanguageSpec* spec = decode::SpecOf(format);
  return spec != nullptr && (spec->adjacent_names || spec->value_clause || spec->tuples);
}

std::optional<CommentMarks> CommentMarksOf(std::string_view path, Format format) {
  switch (format) {
    case Format::kJson:
      if (path.ends_with(".jsonc") || path.ends_with(".json5")) return CommentMarks{"//", ""};
      return std::nullopt;
    case Format::kPlainText: case Format::kNotebook: case Format::kCsv: case Format::kTsv: case Format::kHttp:
    case Format::kNetrc: case Format::kPgpass: case Format::kHtpasswd: case Format::kRestructuredText:
      return std::nullopt;
    case Format::kXml: case Format::kMarkdown: return CommentMarks{"<!--", " -->"};
    case Format::kSql: return CommentMarks{"--", ""};
    case Format::kIni: case Format::kRegistry: return CommentMarks{";", ""};
    case Format::kBatch: return CommentMarks{"REM", ""};
    case Format::kAsciidoc: return CommentMarks{"//", ""};
    default: break;
  }
  const decode::LanguageSpec* spec = decode::SpecOf(format);
  if (spec == nullptr) return CommentMarks{"#", ""};
  if (spec->line_comments[0].empty()) return CommentMarks{spec->block_comments[0].open, " *)"};   // OCaml's.
  return CommentMarks{spec->line_comments[0], ""};
}

}  // namespace keylint
