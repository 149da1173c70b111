// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/own_syntax.h"

#include <algorithm>
#include <charconv>

#include "lint/base/ascii.h"
#include "lint/doctor/lines.h"

namespace keylint {
namespace {

std::string_view NameOf(std::string_view file) { return file.substr(file.rfind('/') + 1); }

// `value` must be a view of `text`.
Setting Make(std::string_view text, std::size_t line, std::string_view name, std::string_view value, SourceKind kind) {
  Setting setting;
  setting.kind = kind;
  setting.line = line;
  setting.variable = name;
  setting.names = {setting.variable};
  setting.value = value;
  const auto at = static_cast<std::size_t>(value.data() - text.data());
  setting.span = {at, at + value.size()};
  return setting;
}

// fish: "set -gx NAME value", csh: "setenv NAME value".
std::vector<Setting> ReadShells(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    Words words(line);
    const std::string_view command = words.Next();
    bool exported = command == "setenv";
    if (!exported && command != "set") return;
    std::string_view name = words.Next();
    for (; name.starts_with('-'); name = words.Next()) exported = exported || name.find('x') != std::string_view::npos;
    const std::string_view value = words.Next();
    if (exported && !name.empty()) settings.push_back(Make(text, number, name, value, kind));
  });
  return settings;
}

// fish's store: "SETUVAR --export NAME:value", with \xHH for what is special
// to it.
std::vector<Setting> ReadFishVariables(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    constexpr std::string_view kWord = "SETUVAR --export ";
    const std::size_t colon = line.find(':');
    if (!line.starts_with(kWord) || colon == std::string_view::npos) return;
    Setting setting = Make(text, number, line.substr(kWord.size(), colon - kWord.size()), line.substr(colon + 1), kind);
    for (std::size_t at = setting.value.find("\\x"); at != std::string::npos; at = setting.value.find("\\x", at + 1)) {
      unsigned byte = 0;
      const char* digits = setting.value.data() + at + 2;
      if (at + 4 > setting.value.size() || std::from_chars(digits, digits + 2, byte, 16).ptr != digits + 2) continue;
      setting.value.replace(at, 4, 1, static_cast<char>(byte));
    }
    settings.push_back(std::move(setting));
  });
  return settings;
}

// An address that holds a token: the token, under the host's name.
std::optional<Setting> OfAddress(std::string_view text, std::size_t line, std::string_view address, SourceKind kind) {
  const std::size_t scheme = address.find("://");
  const std::size_t at = address.rfind('@');
  const std::size_t colon = at == std::string_view::npos ? at : address.rfind(':', at);
  if (scheme == std::string_view::npos || colon == std::string_view::npos || colon <= scheme) return std::nullopt;
  Setting setting = Make(text, line, "password", address.substr(colon + 1, at - colon - 1), kind);
  setting.names = {std::string(address.substr(at + 1)), "password"};
  return setting;
}

// git's store, an address a line; git's configuration, "url = ADDRESS".
std::vector<Setting> ReadGit(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    const std::size_t begin = line.find("://");
    const std::size_t word = begin == std::string_view::npos ? begin : line.find_last_of(" \t\"=", begin);
    if (begin == std::string_view::npos) return;
    std::string_view address = line.substr(word == std::string_view::npos ? 0 : word + 1);
    address = address.substr(0, address.find_first_of(" \t\r\""));
    if (auto setting = OfAddress(text, number, address, kind)) settings.push_back(*std::move(setting));
  });
  return settings;
}

// "env A=b C='d' program": what stands before the program, and nothing else
// ("--define x=y" is the program's).
void TakeAssignments(std::string_view text, std::size_t line, std::string_view command, SourceKind kind, std::vector<Setting>& settings) {
  std::size_t at = 0;
  while (at < command.size()) {
    at = std::min(command.find_first_not_of(" \t\"'\\", at), command.size());
    std::size_t end = at;
    while (end < command.size() && IsWord(command[end])) ++end;
    const std::string_view word = command.substr(at, end - at);
    if (end < command.size() && command[end] == '=' && !word.empty()) {
      std::size_t begin = end + 1;
      while (begin < command.size() && (command[begin] == '"' || command[begin] == '\'' || command[begin] == '\\')) ++begin;
      const std::size_t stop = std::min(command.find_first_of(" \t\"'\\\r", begin), command.size());
      settings.push_back(Make(text, line, word, command.substr(begin, stop - begin), kind));
      at = std::min(command.find_first_of(" \t", stop), command.size());
      continue;
    }
    // "env", "cross-env", "export" may stand before the assignments, and
    // another command behind "&&".
    const std::string_view full = command.substr(at, std::min(command.find_first_of(" \t", at), command.size()) - at);
    if (full == "env" || full == "cross-env" || full == "export" || full == "exec" || full == "dotenv") {
      at += full.size();
      continue;
    }
    const std::size_t next = command.find("&& ", at);
    if (next == std::string_view::npos) return;
    at = next + 3;
  }
}

// "web: env KEY=value program"
std::vector<Setting> ReadProcfile(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    const std::size_t colon = line.find(':');
    if (colon != std::string_view::npos && !line.starts_with('#')) TakeAssignments(text, number, line.substr(colon + 1), kind, settings);
  });
  return settings;
}

// Environment=A=b "C=d"
std::vector<Setting> ReadUnit(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  constexpr std::string_view kWord = "Environment=";
  EachLine(text, [&](std::string_view line, std::size_t number) {
    if (line.starts_with(kWord)) TakeAssignments(text, number, line.substr(kWord.size()), kind, settings);
  });
  return settings;
}

// supervisord: environment=A="b",C='d', and on in the lines that are indented.
std::vector<Setting> ReadSupervisor(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  constexpr std::string_view kWord = "environment";
  bool inside = false;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    inside = line.starts_with(kWord) || (inside && (line.starts_with(' ') || line.starts_with('\t')));
    if (!inside) return;
    std::size_t at = line.starts_with(kWord) ? std::min(line.find('=', kWord.size()), line.size()) : 0;
    while (at < line.size()) {
      while (at < line.size() && !IsWord(line[at])) ++at;
      std::size_t end = at;
      while (end < line.size() && IsWord(line[end])) ++end;
      if (end == line.size() || line[end] != '=') {
        at = end + 1;
        continue;
      }
      const std::string_view name = line.substr(at, end - at);
      const char quote = end + 1 < line.size() && (line[end + 1] == '"' || line[end + 1] == '\'') ? line[end + 1] : '\0';
      const std::size_t begin = end + (quote != '\0' ? 2 : 1);
      const std::size_t stop = std::min(quote != '\0' ? line.find(quote, begin) : line.find_first_of(",\r", begin), line.size());
      settings.push_back(Make(text, number, name, line.substr(begin, stop - begin), kind));
      at = stop + 1;
    }
  });
  return settings;
}

// "scripts": {"start": "KEY=value node ..."}
std::vector<Setting> ReadScripts(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  bool in_scripts = false;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    if (line.find("\"scripts\"") != std::string_view::npos) in_scripts = true;
    const std::size_t name = line.find("\": \"");
    if (in_scripts && name != std::string_view::npos) TakeAssignments(text, number, line.substr(name + 4), kind, settings);
    if (in_scripts && line.find('}') != std::string_view::npos) in_scripts = false;
  });
  return settings;
}

// RubyGems writes symbols for names: ":rubygems_api_key: KEY".
std::vector<Setting> ReadGemCredentials(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    const std::size_t colon = line.find(": ", 1);
    if (!line.starts_with(':') || colon == std::string_view::npos) return;
    Words words(line.substr(colon + 1));
    settings.push_back(Make(text, number, line.substr(1, colon - 1), words.Next(), kind));
  });
  return settings;
}

// export NAME := "value"
std::vector<Setting> ReadJustfile(std::string_view text, SourceKind kind) {
  std::vector<Setting> settings;
  EachLine(text, [&](std::string_view line, std::size_t number) {
    Words words(line);
    if (words.Next() != "export") return;
    const std::string_view name = words.Next();
    if (words.Next() != ":=") return;
    settings.push_back(Make(text, number, name, words.Next(), kind));
  });
  return settings;
}

}  // namespace

std::optional<std::vector<Setting>> ReadOwnSyntax(const std::string& file, std::string_view text, SourceKind kind) {
  const std::string_view name = NameOf(file);
  if (file.ends_with(".fish") || name == ".cshrc" || name == ".tcshrc" || name == ".login") return ReadShells(text, kind);
  if (name == ".git-credentials" || file.ends_with("/git/credentials") || name == ".gitconfig" || file.ends_with("/.git/config") || file.ends_with("/git/config")) {
    return ReadGit(text, kind);
  }
  if (name == "fish_variables") return ReadFishVariables(text, kind);
  if (name == "supervisord.conf" || file.find("/supervisor/") != std::string::npos) return ReadSupervisor(text, kind);
  if (name.starts_with("Procfile")) return ReadProcfile(text, kind);
  if (name.ends_with(".service")) return ReadUnit(text, kind);
  if (file.ends_with(".gem/credentials")) return ReadGemCredentials(text, kind);
  if (name == "package.json") return ReadScripts(text, kind);
  if (name == "justfile" || name == "Justfile" || name == ".justfile") return ReadJustfile(text, kind);
  return std::nullopt;
}

}  // namespace keylint
