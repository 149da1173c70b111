// SPDX-License-Identifier: Apache-2.0
#include "lint/source/ignore_files.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstring>

#include "lint/base/ascii.h"
#include "lint/source/fd.h"
#include "lint/source/tracked_files.h"

namespace keylint {
namespace {

// Far above any real ignore file; what is larger is not one.
constexpr std::size_t kMaxIgnoreFile = std::size_t{4} << 20;

std::string ReadText(int base, const std::string& path, int flags = 0) {
  return ReadSmallFile(base, path, kMaxIgnoreFile, flags).value_or(std::string());
}

// A value as git-config writes it: quotes group, backslash escapes, '#' and
// ';' begin a comment.
std::string ConfigValue(std::string_view text) {
  std::string value;
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') {
      quoted = !quoted;
    } else if (!quoted && (text[i] == '#' || text[i] == ';')) {
      break;
    } else if (text[i] == '\\' && i + 1 < text.size()) {
      value += text[++i];
    } else {
      value += text[i];
    }
  }
  return std::string(Trimmed(value));
}

std::string FirstLine(std::string text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end != std::string::npos) text.resize(end);
  return text;
}

// The folder that holds info/exclude and config: `.git` itself, or where a
// linked work tree's or a submodule's `.git` file points. Relative to the
// work tree.
std::string GitCommonFolder(int fd) {
  struct stat status {};
  if (::fstatat(fd, ".git", &status, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISREG(status.st_mode)) {
    return ".git";
  }
  const std::string link = FirstLine(ReadText(fd, ".git"));
  if (!link.starts_with("gitdir: ")) return ".git";
  const std::string folder = link.substr(8);
  const std::string common = FirstLine(ReadText(fd, folder + "/commondir"));
  if (common.empty()) return folder;
  return common[0] == '/' ? common : folder + "/" + common;
}

}  // namespace

void IgnoreFileNames::Note(const char* name) {
  if (std::strcmp(name, ".git") == 0) git = true;
  if (std::strcmp(name, ".gitignore") == 0) gitignore = true;
  if (std::strcmp(name, ".ignore") == 0) ignore = true;
  if (std::strcmp(name, ".keylintignore") == 0) keylintignore = true;
}

IgnoreScope IgnoreFiles::Enter(const IgnoreScope& above, int fd, const std::string& folder,
                               const IgnoreFileNames& present) {
  IgnoreScope scope = above;
  if (present.git && ::faccessat(fd, ".git", F_OK, AT_SYMLINK_NOFOLLOW) == 0) {
    scope.git = RepositoryChain(fd, folder);
    scope.tracked = std::make_shared<TrackedFiles>(root_ + "/" + folder, folder);
  }
  if (present.gitignore) scope.git = AddIgnoreFile(scope.git, folder, TextOf(fd, folder, ".gitignore"));
  if (present.ignore) scope.plain = AddIgnoreFile(scope.plain, folder, TextOf(fd, folder, ".ignore"));
  if (present.keylintignore) {
    scope.keylint = AddIgnoreFile(scope.keylint, folder, TextOf(fd, folder, ".keylintignore"));
  }
  return scope;
}

// Git does not follow a linked .gitignore either (since 2.32).
std::string IgnoreFiles::TextOf(int fd, const std::string& folder, const char* name) const {
  std::string on_disk = ReadText(fd, name, O_NOFOLLOW);
  return choose_ ? choose_(folder + name, std::move(on_disk)) : on_disk;
}

// A repository knows nothing of the ignore files of one around it.
IgnoreChain IgnoreFiles::RepositoryChain(int fd, const std::string& folder) {
  const std::string common = GitCommonFolder(fd);
  IgnoreChain chain =
      AddIgnoreFile(nullptr, folder, PersonalExcludes(ReadText(fd, common + "/config")));
  return AddIgnoreFile(chain, folder, ReadText(fd, common + "/info/exclude"));
}

std::string IgnoreFiles::PersonalExcludes(const std::string& repository_config) {
  const std::string xdg = !xdg_config_home_.empty() ? xdg_config_home_
                          : home_.empty()           ? std::string()
                                                    : home_ + "/.config";
  std::optional<std::string> path = ExcludesFileSetting(repository_config);
  if (!path && !home_.empty()) {
    path = ExcludesFileSetting(ReadText(AT_FDCWD, home_ + "/.gitconfig"));
  }
  if (!path && !xdg.empty()) {
    path = ExcludesFileSetting(ReadText(AT_FDCWD, xdg + "/git/config"));
  }
  if (!path) path = ExcludesFileSetting(ReadText(AT_FDCWD, "/etc/gitconfig"));
  if (!path && !xdg.empty()) path = xdg + "/git/ignore";
  if (!path || path->empty()) return {};
  return ReadText(AT_FDCWD, ExpandHome(*path));
}

std::string IgnoreFiles::ExpandHome(const std::string& path) const {
  return path.starts_with("~/") ? home_ + path.substr(1) : path;
}

std::optional<std::string> ExcludesFileSetting(std::string_view config) {
  std::optional<std::string> found;
  bool in_core = false;
  while (!config.empty()) {
    const std::size_t end = std::min(config.find('\n'), config.size());
    std::string_view line = Trimmed(config.substr(0, end));
    config.remove_prefix(std::min(end + 1, config.size()));
    if (!line.empty() && line[0] == '[') {
      const std::size_t close = std::min(line.find(']'), line.size() - 1);
      in_core = EqualsNoCase(Trimmed(line.substr(1, close - 1)), "core");
      line = Trimmed(line.substr(close + 1));
    }
    const std::size_t equals = line.find('=');
    if (!in_core || equals == std::string_view::npos) continue;
    if (EqualsNoCase(Trimmed(line.substr(0, equals)), "excludesfile")) {
      found = ConfigValue(Trimmed(line.substr(equals + 1)));
    }
  }
  return found;
}

}  // namespace keylint
