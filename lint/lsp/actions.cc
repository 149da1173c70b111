// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/actions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/decode/decode.h"

namespace keylint {
namespace {

// An expression that reads variable {} where a string literal stood.
std::string_view EnvironmentExpression(Format format) {
  switch (format) {
    case Format::kPython: return "os.environ[\"{}\"]";
    case Format::kJavaScript: return "process.env.{}";
    case Format::kRuby: return "ENV.fetch(\"{}\")";
    case Format::kGo: return "os.Getenv(\"{}\")";
    case Format::kPhp: return "getenv('{}')";
    case Format::kJava: case Format::kKotlin: case Format::kGroovy: return "System.getenv(\"{}\")";
    case Format::kScala: return "sys.env(\"{}\")";
    case Format::kCSharp: return "Environment.GetEnvironmentVariable(\"{}\")";
    case Format::kRust: return "std::env::var(\"{}\").expect(\"{}\")";
    case Format::kCFamily: return "std::getenv(\"{}\")";
    case Format::kElixir: return "System.fetch_env!(\"{}\")";
    case Format::kPerl: return "$ENV{{{}}}";
    case Format::kR: return "Sys.getenv(\"{}\")";
    case Format::kShell: return "\"${}\"";
    default: return {};
  }
}

std::string VariableOf(std::string_view name) {
  std::string variable;
  for (const char c : name) variable += IsAlnum(c) ? Upper(c) : '_';
  return variable;
}

// The variable that people use for this kind of key.
std::string VariableFor(const Finding& finding, const RuleSet& rules) {
  for (const KeyRule& key : rules.keys) {
    if (key.id != finding.key_id) continue;
    for (const auto list : {key.variables, rules.ProviderOf(key).variables}) {
      for (const std::string_view name : list) {
        if (name.find('*') == std::string_view::npos) return VariableOf(name);
      }
    }
  }
  std::string name = VariableOf(finding.variable.empty() ? finding.key_id.str() : finding.variable);
  if (name.empty() || IsDigit(name[0])) name.insert(0, "SECRET_");
  return name;
}

// The span with its quotes, when they are the whole of a string literal.
std::optional<Span> QuotedAround(std::string_view text, Span span) {
  if (span.begin == 0 || span.end >= text.size() || span.begin >= span.end) return std::nullopt;
  const char quote = text[span.begin - 1];
  if ((quote != '"' && quote != '\'') || text[span.end] != quote) return std::nullopt;
  // A letter before it is a prefix (f"", R""), a quote one of three.
  const char before = span.begin >= 2 ? text[span.begin - 2] : ' ';
  const bool prefixed = IsAlpha(before) || before == quote;
  if (prefixed || (span.end + 1 < text.size() && text[span.end + 1] == quote)) return std::nullopt;
  return Span{span.begin - 1, span.end + 1};
}

// Where Python's `import os` goes, or nothing when it is there already.
std::optional<TextEdit> MissingImport(Format format, std::string_view text, const LineIndex& lines, bool& possible) {
  possible = true;
  if (format != Format::kPython) return std::nullopt;
  constexpr std::size_t kLinesLookedAt = 400;
  std::optional<std::size_t> first_import;
  for (std::size_t line = 1; line <= std::min(lines.line_count(), kLinesLookedAt); ++line) {
    const Span span = lines.LineSpan(line);
    const std::string_view content = text.substr(span.begin, span.end - span.begin);
    if (content == "import os" || content.starts_with("import os,") || content.starts_with("import os ")) return std::nullopt;
    const bool is_import = content.starts_with("import ") ||
                           (content.starts_with("from ") && !content.starts_with("from __future__"));
    if (is_import && !first_import) first_import = span.begin;
  }
  if (first_import) return TextEdit{{*first_import, *first_import}, "import os\n"};
  const std::string_view start = text.substr(0, 2);
  const bool plain_start = start != "#!" && start != "\"\"" && start != "# " && start != "''" && !text.starts_with("from ");
  possible = plain_start;
  return plain_start ? std::optional(TextEdit{{0, 0}, "import os\n\n"}) : std::nullopt;
}

std::optional<Action> MoveToEnvironment(const Finding& finding, std::string_view text, const LineIndex& lines,
                                        Format format, const RuleSet& rules) {
  const std::string_view expression = EnvironmentExpression(format);
  if (expression.empty() || finding.family() != "leaked-key" || !finding.decoded_from.empty()) return std::nullopt;
  const auto quoted = QuotedAround(text, finding.where.span);
  if (!quoted) return std::nullopt;
  bool possible = true;
  const auto import = MissingImport(format, text, lines, possible);
  if (!possible) return std::nullopt;
  const std::string name = VariableFor(finding, rules);
  Action action;
  action.title = fmt::format("Read it from the environment variable {}", name);
  action.edits.push_back({*quoted, fmt::format(fmt::runtime(expression), name, name)});
  if (import) action.edits.push_back(*import);
  return action;
}

std::optional<Action> Accept(const Finding& finding, std::string_view text, const LineIndex& lines, Format format) {
  const auto marks = CommentMarksOf(finding.where.path, format);
  if (!marks) return std::nullopt;
  const Span line = lines.LineSpan(lines.LineOf(finding.where.span.begin));
  const std::string_view content = text.substr(line.begin, line.end - line.begin);
  const std::size_t indent = std::min(content.find_first_not_of(" \t"), content.size());
  Action action;
  action.title = fmt::format("Accept {} here, with a reason", finding.rule_id);
  action.edits.push_back({{line.begin, line.begin},
                          fmt::format("{}{} keylint:allow {} -- say why{}\n", content.substr(0, indent), marks->open,
                                      finding.rule_id, marks->close)});
  return action;
}

}  // namespace

std::vector<Action> ActionsFor(const Finding& finding, std::string_view text, const LineIndex& lines,
                               const RuleSet& rules) {
  std::vector<Action> actions;
  for (const Fix& fix : finding.fixes) {
    const bool here = std::all_of(fix.edits.begin(), fix.edits.end(), [&](const Fix::Edit& edit) {
      return edit.path == finding.where.path && edit.span.end <= text.size();
    });
    if (!here || fix.edits.empty()) continue;
    Action action{fix.title, {}, true};
    for (const Fix::Edit& edit : fix.edits) action.edits.push_back({edit.span, edit.text});
    actions.push_back(std::move(action));
  }
  const Format format = FormatOf(finding.where.path, text);
  if (auto move = MoveToEnvironment(finding, text, lines, format, rules)) actions.push_back(std::move(*move));
  if (auto accept = Accept(finding, text, lines, format)) actions.push_back(std::move(*accept));
  return actions;
}

}  // namespace keylint
