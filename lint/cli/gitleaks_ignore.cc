// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/gitleaks_ignore.h"

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {

GitleaksIgnore::GitleaksIgnore(std::string_view text) {
  for (std::size_t begin = 0, number = 1; begin < text.size(); ++number) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = Trimmed(text.substr(begin, end - begin));
    begin = end + 1;
    if (!line.empty() && line.front() != '#') lines_.emplace(line, number);
  }
}

std::size_t GitleaksIgnore::LineFor(const Finding& finding, std::string_view path) const {
  if (lines_.empty()) return 0;
  const std::string_view id = std::string_view(finding.rule_id).substr(finding.family().size() + 1);
  const std::string place = fmt::format("{}:{}:{}", path, id, finding.where.ToldBegin().line);
  auto line = lines_.find(place);
  if (line == lines_.end() && finding.provenance) line = lines_.find(fmt::format("{}:{}", finding.provenance->commit, place));
  return line == lines_.end() ? 0 : line->second;
}

}  // namespace keylint
