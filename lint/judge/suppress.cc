// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/suppress.h"

#include <algorithm>
#include <unordered_set>

#include <fmt/format.h>

#include "lint/base/line_index.h"
#include "lint/judge/catalog.h"

namespace keylint {
namespace {

std::unordered_set<std::uint64_t> HashesOf(std::string_view text) {
  std::unordered_set<std::uint64_t> hashes;
  const LineIndex lines(text);
  for (std::size_t line = 1; line <= lines.line_count(); ++line) hashes.insert(LineHash(lines.LineSpan(line).Of(text)));
  return hashes;
}

Finding AboutAllow(std::string_view rule_id, std::string what, const FileAllows& file, const InlineAllow& allow,
                   const RuleSet& rules) {
  const RuleInfo info = RuleInfoOf(rule_id, rules);
  Finding finding;
  finding.rule_id = rule_id;
  finding.what = std::move(what);
  finding.title = info.title;
  finding.level = info.level;
  finding.confidence = info.confidence;
  finding.why = info.why;
  finding.fix = info.fix;
  finding.where = allow.where;
  finding.where.path = file.path;
  finding.blob = file.blob;
  finding.provenance = file.provenance;
  return finding;
}

bool IsProse(std::string_view path) {
  return path.ends_with(".md") || path.ends_with(".rst") || path.ends_with(".adoc") || path.ends_with(".txt");
}

}  // namespace

InlineSuppressor::InlineSuppressor(std::vector<FileAllows> files, NamesRuleFunction names_rule)
    : names_rule_(names_rule) {
  for (FileAllows& file : files) {
    std::string path = file.path;
    files_.emplace(std::move(path), File{std::move(file), {}});
  }
}

void InlineSuppressor::Distrust(const ReadTrusted& read) {
  for (auto& [path, file] : files_) {
    const std::optional<std::string> text = read(path);
    const auto trusted = text ? HashesOf(*text) : std::unordered_set<std::uint64_t>();
    const auto& hashes = file.allows.line_hashes;
    file.line_is_trusted.assign(hashes.size(), false);
    for (std::size_t i = 0; i < hashes.size(); ++i) file.line_is_trusted[i] = trusted.contains(hashes[i]);
    for (InlineAllow& allow : file.allows.allows) {
      const std::size_t index = allow.line - file.allows.base_line - 1;
      allow.distrusted = index >= hashes.size() || !file.line_is_trusted[index];
    }
  }
}

bool InlineSuppressor::Trusts(const File& file, const Finding& finding) {
  if (file.allows.line_hashes.empty()) return true;
  for (std::size_t line = finding.where.begin.line; line <= finding.where.end.line; ++line) {
    const std::size_t index = line - file.allows.base_line - 1;
    if (index < file.line_is_trusted.size() && !file.line_is_trusted[index]) return false;
  }
  return true;
}

void InlineSuppressor::Apply(std::vector<Finding>& findings, std::vector<Notice>& notices) {
  for (Finding& finding : findings) {
    const auto [begin, end] = files_.equal_range(finding.where.path);
    for (auto at = begin; at != end; ++at) {
      File& file = at->second;
      // A history holds many texts under one path.
      if (file.allows.blob != finding.blob && !finding.blob.empty()) continue;
      const std::size_t before = finding.suppressions.size();
      const auto used_distrusted = [&] {
        return std::any_of(file.allows.allows.begin(), file.allows.allows.end(), [&](const InlineAllow& allow) {
          return allow.distrusted && allow.used && allow.first <= finding.where.end.line &&
                 finding.where.begin.line <= allow.last;
        });
      };
      const bool accepted = ApplyAllows(file.allows, finding, names_rule_);
      const bool trusted = Trusts(file, finding);
      if (accepted && trusted) break;
      finding.suppressions.resize(before);
      if (!accepted && (file.line_is_trusted.empty() || !used_distrusted())) continue;
      notices.push_back({NoticeKind::kConfiguration, finding.where.path,
                         fmt::format("line {}: an inline allow would accept {}, but this change brings it",
                                     finding.where.begin.line, finding.rule_id)});
      break;
    }
  }
}

void InlineSuppressor::ReportOwn(const RuleSet& rules, bool strict, const FaultOfNames& fault,
                                 std::vector<Finding>& findings) const {
  for (const auto& [path, file] : files_) {
    for (const InlineAllow& allow : file.allows.allows) {
      if (allow.dialect != "keylint" || allow.quoted || allow.in_string || IsProse(path)) continue;
      if (strict && (allow.names.empty() || allow.reason.empty())) {
        const std::string_view missing = allow.names.empty() ? "no rule" : "no reason";
        findings.push_back(AboutAllow("suppression/no-reason", fmt::format("The suppression names {}.", missing),
                                      file.allows, allow, rules));
      }
      if (!allow.used && file.allows.whole) {
        const std::string why = fault ? fault(allow.names) : std::string();
        findings.push_back(AboutAllow("suppression/unused",
                                      fmt::format("No finding here is accepted by this comment{}{}", why.empty() ? "." : ": ", why),
                                      file.allows, allow, rules));
      }
    }
  }
}

}  // namespace keylint
