// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/explanation.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/decode/decode.h"
#include "lint/environment/project.h"
#include "lint/report/escape.h"
#include "lint/scan/config.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kMostLeftOut = 20;

std::string LinesText(const std::optional<LineRange>& lines) {
  if (!lines) return {};
  return lines->first == lines->last ? fmt::format(":{}", lines->first) : fmt::format(":{}-{}", lines->first, lines->last);
}

std::string_view KindText(Suppression::Kind kind) {
  switch (kind) {
    case Suppression::Kind::kInline: return "a comment";
    case Suppression::Kind::kConfiguration: return "the configuration";
    case Suppression::Kind::kBaseline: return "the baseline";
  }
  return "";
}

std::string TomlString(std::string_view text) { return Json(ToValidUtf8(text)).dump(); }

void AdviseOpen(const Explanation& told, const Finding& finding, std::vector<std::string>& advice) {
  if (const auto comment = CommentMarksOf(told.path, FormatOf(told.path, {}))) {
    advice.push_back(fmt::format("to accept {} here, write on this line, or alone on the line above:\n    {} keylint:allow {} -- why{}",
                                 finding.rule_id, comment->open, finding.rule_id, comment->close));
  }
  advice.push_back(fmt::format("to accept it by configuration, add to {} at the repository's root:\n    [[allow]]\n    paths = [{}]\n    rules = [{}]\n    reason = \"why\"",
                               kConfigName, TomlString("/" + told.path), TomlString(finding.rule_id)));
  advice.push_back("to accept this value, wherever it moves within its kind of folder, run 'keylint baseline'");
}

void AdviseSilenced(const Finding& finding, std::vector<std::string>& advice) {
  for (const Suppression& by : finding.suppressions) {
    switch (by.kind) {
      case Suppression::Kind::kInline:
        advice.push_back(fmt::format("to hear of {} again, delete the comment at {}, or scan with --no-inline-allow", finding.rule_id, by.where));
        break;
      case Suppression::Kind::kConfiguration:
        advice.push_back(fmt::format("to hear of {} again, take out the entry at {}, or give it 'expires'", finding.rule_id, by.where));
        break;
      case Suppression::Kind::kBaseline:
        advice.push_back(fmt::format("to hear of {} again, delete its entry from {}, or mend it and run 'keylint baseline --prune'", finding.rule_id, by.where));
        break;
    }
  }
}

Json FindingJson(const Finding& finding) {
  Json suppressions = Json::array();
  for (const Suppression& by : finding.suppressions) {
    suppressions.push_back({{"by", KindText(by.kind)}, {"where", ToValidUtf8(by.where)}, {"reason", ToValidUtf8(by.reason)}});
  }
  return {{"ruleId", finding.rule_id}, {"level", LevelName(finding.level)}, {"confidence", ConfidenceName(finding.confidence)},
          {"line", finding.where.begin.line}, {"column", finding.where.begin.column}, {"message", ToValidUtf8(finding.what)},
          {"environment", finding.environment}, {"environmentEvidence", finding.environment_evidence},
          {"suppressions", std::move(suppressions)}};
}

Json Texts(const std::vector<std::string>& texts) {
  Json list = Json::array();
  for (const std::string& text : texts) list.push_back(ToValidUtf8(text));
  return list;
}

void WriteFinding(const Finding& finding, std::ostream& out) {
  out << fmt::format("  {}:{}  {}  {}, confidence {}\n    {}\n", finding.where.begin.line, finding.where.begin.column,
                     finding.rule_id, LevelName(finding.level), ConfidenceName(finding.confidence), ForTerminal(finding.what));
  if (!finding.environment.empty()) {
    out << fmt::format("    environment: {} ({})\n", ForTerminal(finding.environment),
                       ForTerminal(fmt::format("{}", fmt::join(finding.environment_evidence, "; "))));
  }
  for (const Suppression& by : finding.suppressions) {
    out << fmt::format("    silenced by {} at {}{}{}\n", KindText(by.kind), ForTerminal(by.where),
                       by.reason.empty() ? "" : ": ", ForTerminal(by.reason));
  }
}

void WriteList(std::string_view title, const std::vector<std::string>& lines, std::ostream& out) {
  if (lines.empty()) return;
  out << '\n' << title << '\n';
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (i == kMostLeftOut) {
      out << fmt::format("  and {} more\n", lines.size() - i);
      break;
    }
    // Advice holds lines of its own; everything else is one line.
    for (std::size_t begin = 0; begin <= lines[i].size();) {
      const std::size_t end = std::min(lines[i].find('\n', begin), lines[i].size());
      out << "  " << ForTerminal(std::string_view(lines[i]).substr(begin, end - begin)) << '\n';
      begin = end + 1;
    }
  }
}

}  // namespace

bool Explanation::OnLines(const Position& begin, const Position& end) const {
  return !lines || (lines->first <= end.line && begin.line <= lines->last);
}

void Explanation::TakeSettings(const std::vector<Assignment>& assignments, std::string_view document) {
  constexpr std::size_t kMost = 50;
  if (!lines) return;
  for (const Assignment& made : assignments) {
    if (made.file != document || !OnLines(made.begin, made.end) || settings.size() == kMost) continue;
    const std::string evidence = environment::Evidence(made.environment);
    settings.push_back(fmt::format("{}:{}  {}{}: environment {}, confidence {:.2f}{}{}", made.begin.line, made.begin.column,
                                   made.variable().size() <= 64 ? made.variable() : "a long name",
                                   made.key != nullptr ? fmt::format(" (holds {})", made.key->id) : "",
                                   EnvironmentName(made.environment.environment), made.environment.confidence,
                                   evidence.empty() ? "" : "; ", evidence));
  }
}

void Explanation::TakeReport(const Report& report, std::string_view document) {
  for (const Finding& finding : report.findings) {
    const auto touches = [&](const Location& where) { return where.path == document && OnLines(where.begin, where.end); };
    if (touches(finding.where) || std::any_of(finding.related.begin(), finding.related.end(), touches)) findings.push_back(finding);
  }
  for (const Notice& notice : report.notices) {
    if (notice.path == document) notices.push_back(notice.message);
  }
}

void Advise(Explanation& told) {
  if (told.seen && told.judged_anyway) {
    told.advice.emplace_back("to have the file scanned, take out what leaves it out, name it on the command line, or scan with --no-ignore");
  }
  bool open = false;
  for (const Finding& finding : told.findings) {
    if (finding.suppressed()) {
      AdviseSilenced(finding, told.advice);
    } else if (!open && told.lines) {
      open = true;   // The first stands for all.
      AdviseOpen(told, finding, told.advice);
    }
  }
  std::vector<std::string> once;
  for (std::string& line : told.advice) {
    if (std::find(once.begin(), once.end(), line) == once.end()) once.push_back(std::move(line));
  }
  told.advice = std::move(once);
}

void WriteText(const Explanation& told, std::ostream& out) {
  out << ForTerminal(told.path) << LinesText(told.lines) << '\n';
  if (told.folder) {
    WriteList("Left out of the scan", told.left_out, out);
    if (told.left_out.empty()) out << "\nA folder; nothing in it is left out of the scan.\n";
  } else {
    WriteList("The scan does not read this file", told.left_out, out);
  }
  if (told.seen && told.judged_anyway) out << "\nIf it were read:\n";
  if (!told.folder) WriteList("Document", told.about, out);
  for (const TraceSpot& spot : told.spots) {
    const bool several_lines = spot.begin.line != spot.end.line;
    const std::string place = spot.begin == spot.end ? fmt::format("{}:{}", spot.begin.line, spot.begin.column)
                              : several_lines ? fmt::format("{}:{} to {}:{}", spot.begin.line, spot.begin.column, spot.end.line, spot.end.column)
                                              : fmt::format("{}:{}-{}", spot.begin.line, spot.begin.column, spot.end.column - 1);
    WriteList(place, spot.steps, out);
  }
  if (told.seen && told.lines && told.spots.empty() && told.lines->first <= told.line_count) {
    out << "\nNothing on this line was looked at: no needle of a rule, no value, no name of a secret.\n";
  }
  WriteList("Settings of the project", told.settings, out);
  if (!told.findings.empty()) {
    out << "\nFindings\n";
    for (const Finding& finding : told.findings) WriteFinding(finding, out);
  } else if (told.seen || told.folder) {
    out << "\nNo findings.\n";
  }
  WriteList("Notices", told.notices, out);
  WriteList("To change this", told.advice, out);
}

void WriteJson(const Explanation& told, std::ostream& out) {
  Json spots = Json::array();
  for (const TraceSpot& spot : told.spots) {
    spots.push_back({{"line", spot.begin.line}, {"column", spot.begin.column}, {"endLine", spot.end.line},
                     {"endColumn", spot.end.column}, {"steps", Texts(spot.steps)}});
  }
  Json findings = Json::array();
  for (const Finding& finding : told.findings) findings.push_back(FindingJson(finding));
  Json root = {{"path", ToValidUtf8(told.path)}};
  if (told.lines) root["lines"] = {told.lines->first, told.lines->last};
  root["read"] = told.seen && !told.judged_anyway;
  root["leftOut"] = Texts(told.left_out);
  root["document"] = Texts(told.about);
  root["spots"] = std::move(spots);
  root["settings"] = Texts(told.settings);
  root["findings"] = std::move(findings);
  root["notices"] = Texts(told.notices);
  root["advice"] = Texts(told.advice);
  out << root.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace keylint
