// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/command_line.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/items.h"

namespace keylint::decode {
namespace {

// What stands in the place of a value that a program fills in.
constexpr std::string_view kHole = "\uFFFC";

// Where the value of `NAME=` begins at `at`, for names as variables of the
// environment have them; 0: there is none.
std::size_t VariableEnd(std::string_view text, std::size_t at) {
  constexpr std::size_t kShortest = 2;
  const std::size_t begin = at;
  if (at >= text.size() || IsDigit(text[at])) return 0;
  while (at < text.size() && (IsUpper(text[at]) || IsDigit(text[at]) || text[at] == '_')) ++at;
  return at >= begin + kShortest && at < text.size() && text[at] == '=' ? at + 1 : 0;
}

// DB_HOST and TOKEN, but not AB: alone it may be the beginning of any text.
bool IsTelling(std::string_view name) {
  if (name.find('_', 1) < name.size() - 1) return true;
  for (const std::string_view word : {"KEY", "PASS", "PASSWORD", "PASSWD", "PWD", "SECRET", "TOKEN"}) {
    if (name.ends_with(word)) return true;
  }
  return false;
}

// Behind what declares the variables that follow.
std::size_t SkipDeclaration(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"export ", "env ", "declare -x "}) {
    if (StartsAt(text, at, word)) return SkipBlanks(text, at + word.size());
  }
  return at;
}

// Programs that are started with variables of their own.
bool IsProgram(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "ansible", "ansible-playbook", "aws", "bash", "bun", "bundle", "cargo", "cmake", "composer", "coverage", "cross-env", "curl", "deno",
      "django-admin", "docker", "docker-compose", "dotnet", "env", "exec", "fastlane", "flask", "gh", "git", "go", "gradle", "gunicorn",
      "helm", "hugo", "java", "jest", "kubectl", "make", "mix", "mvn", "mysql", "next", "nginx", "node", "nodemon", "nohup", "npm", "npx",
      "nuxt", "php", "pip", "pnpm", "poetry", "psql", "pulumi", "pytest", "python", "python3", "rails", "rake", "ruby", "sbt",
      "serverless", "sh", "sls", "sudo", "terraform", "time", "tox", "ts-node", "tsx", "twine", "uv", "uvicorn", "vault", "vercel", "vite",
      "vitest", "webpack", "wget", "wrangler", "yarn", "zsh"};
  return std::binary_search(std::begin(kWords), std::end(kWords), word);
}

// The end of the word at `at`, quotes and all; npos when a quote stays open.
std::size_t WordEnd(std::string_view text, std::size_t at) {
  for (char quote = '\0'; at < text.size(); ++at) {
    const char c = text[at];
    if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (IsSpace(c)) {
      return at;
    } else if (c == '"' || c == '\'') {
      quote = c;
    }
    if (quote != '\0' && at + 1 == text.size()) return std::string_view::npos;
  }
  return text.size();
}

// `rest` goes on behind `value` and a blank.
bool BeginsCommand(std::string_view value, std::string_view rest) {
  const std::string_view word = rest.substr(0, std::min(rest.find_first_of(" \t\r\n"), rest.size()));
  if (value.ends_with(';') && AssignmentEnd(word) != 0) return false;   // A cookie and what is said of it.
  for (const std::string_view mark : {"./", "../", "/", "~/", "$", "#", ">", "2>"}) {
    if (word.starts_with(mark)) return true;
  }
  for (const std::string_view mark : {"&&", "||", ";", "|", "&"}) {
    if (word == mark) return true;
  }
  if (AssignmentEnd(word) != 0) return true;
  // "cargo" may be a word of a phrase, too.
  return IsProgram(word) && !std::all_of(value.begin(), value.end(), IsLower);
}

// The variables are all that is set before a command, whatever its name.
bool IsScript(const std::vector<std::string_view>& names) {
  if (names.empty()) return false;
  return IsScriptKey(names.back()) || (names.size() > 1 && names[names.size() - 2] == "scripts");   // package.json
}

}  // namespace

bool SetsForCommand(std::string_view text) {
  const std::size_t start = SkipSpaces(text, 0);
  const std::size_t begin = SkipDeclaration(text, start);
  const std::size_t value = VariableEnd(text, begin);
  if (value == 0) return false;
  if (begin != start) return true;
  const std::size_t end = WordEnd(text, value);
  if (end >= text.size() || text[end] == '\n' || text[end] == '\r') return false;
  const std::size_t rest = SkipBlanks(text, end);
  return rest < text.size() && BeginsCommand(text.substr(value, end - value), text.substr(rest));
}

void EmbedCommandLine(Emitter& emitter, const Literal& literal) {
  const std::size_t hole = literal.has_holes ? literal.text.find(kHole) : std::string_view::npos;
  if (hole == std::string_view::npos) return emitter.EmbedLiteral(Format::kShell, literal);
  std::size_t end = hole;
  while (end > 0 && !IsSpace(literal.text[end - 1])) --end;
  LiteralPart known(literal, {0, end});
  emitter.EmbedLiteral(Format::kShell, known.literal());
}

void EmitVariables(Emitter& emitter, const Literal& literal) {
  const std::string_view text = literal.text;
  const std::size_t start = SkipSpaces(text, 0);
  const bool may_set = start < text.size() && (IsUpper(text[start]) || text[start] == '_' || text[start] == 'e' || text[start] == 'd');
  // Blocks are read as what they hold.
  const bool block = literal.quote == Quote::kBlock || literal.quote == Quote::kHeredoc;
  if (!may_set || block || literal.is_key || literal.is_compared || literal.kind == LiteralKind::kText || emitter.in_comment()) return;
  const std::size_t value = VariableEnd(text, start);
  const bool script = value != 0 && IsScript(emitter.names()) && WordEnd(text, value) < text.size();
  if (script || SetsForCommand(text)) return EmbedCommandLine(emitter, literal);
  if (value == 0 || value == text.size() || start != 0 || text.find_first_of(" \t\r\n\"'`;&|,", value) != std::string_view::npos) return;
  const std::string_view name = text.substr(0, value - 1);
  const bool pasted = !emitter.names().empty() && emitter.names().back() == name;   // Whole into its own value.
  if (pasted || !IsTelling(name)) return;
  LiteralPart part(literal, {value, text.size()});
  emitter.EmitUnder(literal.map == nullptr ? name : emitter.Keep(name), literal.ToDocument({0, value - 1}), part.literal());
}

bool IsShellProgram(std::string_view word) {
  static constexpr std::string_view kWords[] = {"sh", "bash", "ash", "dash", "ksh", "zsh", "su"};
  return std::find(std::begin(kWords), std::end(kWords), ProgramOf(word)) != std::end(kWords);
}

bool TakesCommandLine(std::string_view flag) {
  constexpr std::size_t kLongest = 5;
  return flag.size() > 1 && flag.size() <= kLongest && flag[0] == '-' && flag.back() == 'c' && std::all_of(flag.begin() + 1, flag.end(), IsLower);
}

std::string_view ProgramOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

bool IsScriptKey(std::string_view key) {
  for (const std::string_view name :
       {"run", "script", "before_script", "after_script", "command", "commands", "cmd", "cmds", "entrypoint",
        "bash", "shell", "inlineScript", "user_data", "userdata", "user-data", "install", "before_install",
        "runcmd", "postCreateCommand", "sh", "pwsh", "powershell", "deploy_command", "build_command"}) {
    if (key == name) return true;
  }
  return false;
}

}  // namespace keylint::decode
