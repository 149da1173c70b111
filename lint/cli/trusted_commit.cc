// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/trusted_commit.h"

#include <algorithm>

#include <fmt/format.h>

namespace keylint {

Result<TrustedCommit> TrustedCommit::Open(const std::string& base, const std::string& revision) {
  auto git = GitRepository::Open(base);
  if (!git) return tl::unexpected(git.error());
  const auto commit = git->Run({"rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"});
  if (!commit) return Failure(ErrorKind::kUsage, fmt::format("--trusted-config: '{}' is no commit here", revision));
  return TrustedCommit(std::move(*git), commit->substr(0, commit->find('\n')));
}

Result<std::optional<std::string>> TrustedCommit::Read(const std::string& path) const {
  auto text = git_.ReadFileAt(id_, path);
  if (text) return std::optional<std::string>(std::move(*text));
  if (text.error().kind == ErrorKind::kNotFound) return std::nullopt;
  return tl::unexpected(text.error());
}

Result<std::vector<RuleFile>> TrustedCommit::RuleFiles(const std::string& path, const std::string& shown) const {
  std::vector<RuleFile> files;
  auto text = Read(path);
  if (!text) return tl::unexpected(text.error());
  if (*text) {
    files.push_back({shown, std::move(**text)});
    return files;
  }
  const auto names = git_.Run({"ls-tree", "-z", "--name-only", "--full-tree", id_, path + "/"});
  if (!names) return tl::unexpected(names.error());
  for (std::size_t at = 0; at < names->size();) {
    const std::size_t end = std::min(names->find('\0', at), names->size());
    const std::string name = names->substr(at, end - at);
    at = end + 1;
    if (!IsKeyRuleFile(name)) continue;
    auto member = Read(name);
    if (!member) return tl::unexpected(member.error());
    if (*member) files.push_back({shown + name.substr(path.size()), std::move(**member)});
  }
  if (files.empty()) return Failure(ErrorKind::kNotFound, "the trusted commit holds no such rule file", shown);
  return files;
}

Result<std::map<std::string, std::string>> TrustedCommit::IgnoreFiles() const {
  return git_.ReadFilesNamedAt(id_, {".gitignore", ".ignore", ".keylintignore"});
}

}  // namespace keylint
