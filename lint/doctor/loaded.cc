// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/loaded.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/decode/decode.h"
#include "lint/doctor/lines.h"

namespace keylint {
namespace {

// Sources: the tools' documentation of their variables (read 2026-11).
constexpr auto kFileVariables = std::to_array<FileVariable>({
    {"GOOGLE_APPLICATION_CREDENTIALS", "google"},
    {"CLOUDSDK_AUTH_CREDENTIAL_FILE_OVERRIDE", "google"},
    {"AWS_SHARED_CREDENTIALS_FILE", "aws"},
    {"AWS_CONFIG_FILE", "aws"},
    {"KUBECONFIG", "kubernetes"},
    {"NPM_CONFIG_USERCONFIG", "npm"},
    {"PIP_CONFIG_FILE", "pypi"},
    {"SENTRY_PROPERTIES", "sentry"},
    {"TF_CLI_CONFIG_FILE", "terraform-cloud"},
    {"NETRC", ""},
    {"BOTO_CONFIG", ""},
    {"R_ENVIRON_USER", ""},
});

// Behind each of these stands the file that is loaded.
constexpr auto kLoaders = std::to_array<std::string_view>({
    "load_dotenv(", "dotenv_values(", "dotenv_path=", "read_env(", "dotenv.config(", "dotenv.load(", "loadEnvFile(", "Dotenv.load(",
    "Dotenv.overload(", "godotenv.Load(", "godotenv.Overload(", "godotenv.Read(", "from_filename(", "dotenvy::from_path(", "env_file=", "env_file = ",
    "--env-file=", "--env-file ", "--env-file-if-exists=", "\"envFile\":", ".envFile\":", "dotenv -e ", "dotenv -f ", "env-cmd -f ",
});

bool IsFileByte(char c) { return IsAlnum(c) || std::string_view("._-/").find(c) != std::string_view::npos; }

bool NamesDotenv(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name.ends_with("env") || name.find(".env") != std::string_view::npos || name.ends_with(".vars");
}

bool IsComment(std::string_view line) {
  const std::size_t at = line.find_first_not_of(" \t");
  return at != std::string_view::npos && (line[at] == '#' || line.substr(at).starts_with("//"));
}

// The file's name in what follows the loader's, which may be put together:
// join(__dirname, "config", "dev.env").
void TakeFileNames(std::string_view rest, std::vector<std::string>& files) {
  std::string folder;
  for (std::size_t at = 0; at < rest.size() && rest[at] != ';';) {
    const char quote = rest[at];
    if (quote != '"' && quote != '\'' && quote != '`') {
      ++at;
      continue;
    }
    const std::size_t end = rest.find(quote, at + 1);
    if (end == std::string_view::npos) return;
    std::string_view word = rest.substr(at + 1, end - at - 1);
    at = end + 1;
    if (word.starts_with("${")) word.remove_prefix(std::min(word.find('}') + 1, word.size()));
    while (word.starts_with("./") || word.starts_with("/")) word.remove_prefix(word[0] == '/' ? 1 : 2);
    if (word.empty() || !std::all_of(word.begin(), word.end(), IsFileByte)) continue;
    if (NamesDotenv(word)) {
      files.push_back(folder + std::string(word));
      folder.clear();
    } else {
      folder += std::string(word) + "/";
    }
  }
}

}  // namespace

std::vector<std::string> LoadedByDirenv(std::string_view text) {
  std::vector<std::string> files;
  EachLine(text, [&](std::string_view line, std::size_t) {
    Words words(line);
    const std::string_view command = words.Next();
    if (command != "dotenv" && command != "dotenv_if_exists" && command != "source_env" && command != "source_env_if_exists") return;
    std::string_view file = words.Next();
    if (file.starts_with("./")) file.remove_prefix(2);
    if (!file.empty() && file.find('$') == std::string_view::npos) files.emplace_back(file);
  });
  return files;
}

std::vector<std::string> EnvFilesOfCompose(std::string_view text) {
  std::vector<std::string> files;
  DecodeText(text, Format::kYaml, [&](const Literal& literal) {
    const auto under = std::find(literal.path.begin(), literal.path.end(), "env_file");
    if (under == literal.path.end() || literal.in_comment || literal.text.empty() || literal.text.size() > 200) return;
    if (literal.name() == "required" || literal.name() == "format") return;
    std::string_view file = literal.text;
    if (file.starts_with("./")) file.remove_prefix(2);
    files.emplace_back(file);
  });
  return files;
}

std::vector<std::string> EnvironmentFilesOfUnit(std::string_view text) {
  std::vector<std::string> files;
  constexpr std::string_view kWord = "EnvironmentFile=";
  EachLine(text, [&](std::string_view line, std::size_t) {
    if (!line.starts_with(kWord)) return;
    line.remove_prefix(kWord.size());
    if (line.starts_with('-')) line.remove_prefix(1);
    const std::string_view file = Words(line).Next();
    if (!file.empty()) files.emplace_back(file);
  });
  return files;
}

std::vector<std::string> DotenvFilesOfCode(std::string_view text) {
  std::vector<std::string> files;
  if (text.find("env") == std::string_view::npos) return files;
  EachLine(text, [&](std::string_view line, std::size_t) {
    if (line.size() > 2000 || line.find("nv") == std::string_view::npos || IsComment(line)) return;
    for (const std::string_view loader : kLoaders) {
      const std::size_t at = line.find(loader);
      if (at == std::string_view::npos) continue;
      const std::string_view rest = line.substr(at + loader.size());
      const bool is_option = loader.find('-') != std::string_view::npos;
      const std::string_view word = rest.substr(0, std::min(rest.size(), static_cast<std::size_t>(std::find_if_not(rest.begin(), rest.end(), IsFileByte) - rest.begin())));
      if (is_option && NamesDotenv(word)) files.emplace_back(word.starts_with("./") ? word.substr(2) : word);
      else if (!is_option) TakeFileNames(rest, files);
    }
  });
  return files;
}

std::span<const FileVariable> FileVariables() { return kFileVariables; }

}  // namespace keylint
