// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/repository_facts.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/report/escape.h"
#include "lint/source/git_repository.h"

namespace keylint {
namespace {

std::string FirstLine(const Result<std::string>& answer) {
  return answer ? answer->substr(0, answer->find('\n')) : std::string();
}

bool IsHost(std::string_view text) {
  return !text.empty() && text.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_:[]") ==
                              std::string_view::npos;
}

std::string Joined(std::string_view scheme, std::string_view authority, std::string_view path) {
  authority.remove_prefix(std::min(authority.rfind('@') + 1, authority.size()));
  if (!IsHost(authority)) return {};
  path = path.substr(0, path.find_first_of("?#"));
  while (path.starts_with('/')) path.remove_prefix(1);
  return fmt::format("{}://{}/{}", scheme, authority, ToUriReference(path));
}

}  // namespace

std::string PublicUri(std::string_view remote) {
  const std::size_t scheme_end = remote.find("://");
  if (scheme_end != std::string_view::npos) {
    const std::string_view scheme = remote.substr(0, scheme_end);
    if (scheme != "https" && scheme != "http" && scheme != "ssh" && scheme != "git") return {};
    const std::string_view rest = remote.substr(scheme_end + 3);
    const std::size_t slash = std::min(rest.find('/'), rest.size());
    return Joined(scheme, rest.substr(0, slash), rest.substr(slash));
  }
  // "user@host:path", unless a slash stands before the colon; "x::y" is a program.
  const std::size_t colon = remote.find(':');
  if (colon == std::string_view::npos || colon < 2 || remote.substr(0, colon).find('/') != std::string_view::npos) return {};
  if (remote.substr(colon).starts_with("::")) return {};
  return Joined("ssh", remote.substr(0, colon), remote.substr(colon + 1));
}

void AddRepositoryFacts(const std::string& folder, Report& report) {
  const auto git = GitRepository::Open(folder);
  if (!git) return;
  report.repository_revision = git->head();
  report.repository_branch = FirstLine(git->Run({"symbolic-ref", "--quiet", "--short", "HEAD"}));
  report.repository_uri = PublicUri(FirstLine(git->Run({"config", "--get", "remote.origin.url"})));
}

}  // namespace keylint
