// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/setting.h"

#include <algorithm>
#include <iterator>
#include <unordered_map>

#include "lint/base/line_index.h"
#include "lint/decode/decode.h"
#include "lint/diagnose/randomness.h"
#include "lint/doctor/own_syntax.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestValue = 16'384;
constexpr std::size_t kShortestBare = 16;  // unnamed literals below say nothing

bool IsCode(Format format) { return !IsConfiguration(format) && format != Format::kPlainText && format != Format::kMarkdown; }

// What the names alone do not tell.
Format FormatFor(const std::string& file, std::string_view text, SourceKind kind) {
  const Format format = FormatOf(file, text);
  if (kind == SourceKind::kShellProfile && format == Format::kPlainText) return Format::kShell;
  if ((kind == SourceKind::kDotenv && !file.ends_with(".php")) || file.ends_with("/.Renviron")) return Format::kDotenv;
  return format;
}

// PowerShell writes "$env:NAME" for a variable of the environment.
std::string PlainName(std::string_view name) {
  if (name.starts_with("$")) name.remove_prefix(1);
  if (name.starts_with("env:")) name.remove_prefix(4);
  return std::string(name);
}

}  // namespace

std::string_view SourceKindName(SourceKind kind) {
  switch (kind) {
    case SourceKind::kProcessEnvironment: return "process-environment";
    case SourceKind::kParentEnvironment: return "parent-environment";
    case SourceKind::kShellProfile: return "shell-profile";
    case SourceKind::kDirenv: return "direnv";
    case SourceKind::kDotenv: return "dotenv";
    case SourceKind::kCompose: return "compose";
    case SourceKind::kKubernetes: return "kubernetes";
    case SourceKind::kIdeRunConfiguration: return "ide-run-configuration";
    case SourceKind::kToolConfig: return "tool-config";
    case SourceKind::kCi: return "ci";
    case SourceKind::kSourceLiteral: return "source-literal";
    case SourceKind::kCodeFallback: return "code-fallback";
  }
  return "";
}

std::vector<Setting> ReadSettings(const std::string& file, std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  if (auto own = ReadOwnSyntax(file, text, kind)) {
    settings = *std::move(own);
  } else {
    const Format format = FormatFor(file, text, kind);
    const LineIndex lines(text);
    DecodeText(text, format, [&](const Literal& literal) {
      const bool named = !literal.path.empty() || !literal.fallback_for.empty();
      if (literal.text.size() > kLongestValue || literal.is_compared || literal.kind == LiteralKind::kText) return;
      if (!named && literal.text.size() < kShortestBare) return;
      if (!IsCode(format) && !named) return;
      Setting setting;
      const bool of_file = kind == SourceKind::kShellProfile || kind == SourceKind::kDirenv || kind == SourceKind::kDotenv;
      setting.kind = IsCode(format) && !of_file
                         ? (literal.is_fallback ? SourceKind::kCodeFallback : SourceKind::kSourceLiteral)
                         : kind;
      if (literal.is_fallback && kind == SourceKind::kSourceLiteral) setting.kind = SourceKind::kCodeFallback;
      setting.line = lines.LineOf(literal.span.begin);
      for (const std::string_view name : literal.path) {
        if (!IsDrawnName(name)) setting.names.emplace_back(name);
      }
      setting.variable = PlainName(!literal.fallback_for.empty() ? literal.fallback_for : setting.names.empty() ? std::string_view() : std::string_view(setting.names.back()));
      setting.value = literal.text;
      setting.span = literal.span;
      setting.in_comment = literal.in_comment;
      setting.is_fallback = literal.is_fallback;
      setting.is_code = IsCode(format);
      settings.push_back(std::move(setting));
    });
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  for (Setting& setting : settings) {
    setting.file = file;
    if (!setting.variable.starts_with(kByteOrderMark)) continue;
    setting.after_mark = kind == SourceKind::kDotenv || kind == SourceKind::kShellProfile;
    setting.variable.erase(0, kByteOrderMark.size());
    if (!setting.names.empty()) setting.names.back() = setting.variable;
  }
  return settings;
}

void VisitLiterals(std::span<const Setting> settings, std::string_view text,
                   const std::function<void(std::size_t index, const Literal&)>& visit) {
  if (settings.empty() || settings.front().file.empty()) return;
  std::unordered_multimap<std::size_t, std::size_t> at;   // Indices by where their values begin.
  for (std::size_t i = 0; i < settings.size(); ++i) at.emplace(settings[i].span.begin, i);
  DecodeText(text, FormatFor(settings.front().file, text, settings.front().kind), [&](const Literal& literal) {
    for (auto [next, end] = at.equal_range(literal.span.begin); next != end;) {
      const std::size_t index = next->second;
      const bool same = settings[index].span == literal.span && settings[index].value == literal.text;
      if (same) visit(index, literal);
      next = same ? at.erase(next) : std::next(next);
    }
  });
}

}  // namespace keylint
