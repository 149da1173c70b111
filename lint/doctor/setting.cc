// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/setting.h"

#include <algorithm>

#include "lint/base/line_index.h"
#include "lint/decode/decode.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestValue = 16'384;
constexpr std::size_t kShortestBare = 16;  // unnamed literals below say nothing

bool IsCode(Format format) { return !IsConfiguration(format) && format != Format::kPlainText && format != Format::kMarkdown; }

// fish: "set -gx NAME value" is "export NAME=value" of other shells.
std::vector<Setting> ReadFish(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view rest = text.substr(begin, end - begin);
    ++line;
    const auto word = [&] {
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
      const char quote = !rest.empty() && (rest[0] == '\'' || rest[0] == '"') ? rest[0] : ' ';
      if (quote != ' ') rest.remove_prefix(1);
      const std::size_t stop = std::min(quote == ' ' ? rest.find_first_of(" \t\r") : rest.find(quote), rest.size());
      const std::string_view found = rest.substr(0, stop);
      rest.remove_prefix(std::min(stop + (quote == ' ' ? 0 : 1), rest.size()));
      return found;
    };
    if (word() == "set") {
      bool exported = false;
      std::string_view name = word();
      while (name.starts_with('-')) {
        exported = exported || name.find('x') != std::string_view::npos;
        name = word();
      }
      const std::string_view value = word();
      if (exported && !name.empty()) {
        Setting setting;
        setting.kind = kind;
        setting.line = line;
        setting.variable = name;
        setting.names = {setting.variable};
        setting.value = value;
        const auto at = static_cast<std::size_t>(value.data() - text.data());
        setting.span = {at, at + value.size()};
        settings.push_back(std::move(setting));
      }
    }
    begin = end + 1;
  }
  return settings;
}

// git's store: an address a line, the token in it.
std::vector<Setting> ReadGitCredentials(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  std::size_t line = 0;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view address = text.substr(begin, end - begin);
    ++line;
    const std::size_t scheme = address.find("://");
    const std::size_t at = address.rfind('@');
    const std::size_t colon = at == std::string_view::npos ? at : address.rfind(':', at);
    if (scheme != std::string_view::npos && colon != std::string_view::npos && colon > scheme) {
      Setting setting;
      setting.kind = kind;
      setting.line = line;
      setting.value = address.substr(colon + 1, at - colon - 1);
      setting.names = {std::string(address.substr(at + 1)), "password"};
      setting.variable = "password";
      setting.span = {begin + colon + 1, begin + at};
      settings.push_back(std::move(setting));
    }
    begin = end + 1;
  }
  return settings;
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
  if (file.ends_with(".fish")) {
    settings = ReadFish(text, kind);
  } else if (file.ends_with("/.git-credentials") || file.ends_with("/git/credentials")) {
    settings = ReadGitCredentials(text, kind);
  } else {
    Format format = FormatOf(file, text);
    if (kind == SourceKind::kShellProfile && format == Format::kPlainText) format = Format::kShell;
    if (kind == SourceKind::kDotenv) format = Format::kDotenv;
    const LineIndex lines(text);
    DecodeText(text, format, [&](const Literal& literal) {
      const bool named = !literal.path.empty() || !literal.fallback_for.empty();
      if (literal.text.size() > kLongestValue || literal.is_compared || literal.kind == LiteralKind::kText) return;
      if (!named && literal.text.size() < kShortestBare) return;
      if (!IsCode(format) && !named) return;
      Setting setting;
      setting.kind = IsCode(format) && kind != SourceKind::kShellProfile && kind != SourceKind::kDirenv
                         ? (literal.is_fallback ? SourceKind::kCodeFallback : SourceKind::kSourceLiteral)
                         : kind;
      if (literal.is_fallback && kind == SourceKind::kSourceLiteral) setting.kind = SourceKind::kCodeFallback;
      setting.line = lines.LineOf(literal.span.begin);
      setting.variable = literal.fallback_for.empty() ? literal.name() : literal.fallback_for;
      setting.names.assign(literal.path.begin(), literal.path.end());
      setting.value = literal.text;
      setting.span = literal.span;
      setting.in_comment = literal.in_comment;
      setting.is_fallback = literal.is_fallback;
      setting.is_code = IsCode(format);
      settings.push_back(std::move(setting));
    });
  }
  for (Setting& setting : settings) setting.file = file;
  return settings;
}

bool VisitLiteral(const Setting& setting, std::string_view text, const std::function<void(const Literal&)>& visit) {
  if (setting.file.empty()) return false;
  Format format = FormatOf(setting.file, text);
  if (setting.kind == SourceKind::kShellProfile && format == Format::kPlainText) format = Format::kShell;
  if (setting.kind == SourceKind::kDotenv) format = Format::kDotenv;
  bool found = false;
  DecodeText(text, format, [&](const Literal& literal) {
    if (found || literal.span != setting.span || literal.text != setting.value) return;
    found = true;
    visit(literal);
  });
  return found;
}

}  // namespace keylint
