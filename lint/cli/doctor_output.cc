// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/doctor_output.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/judge/names.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownSources = 6;
constexpr std::size_t kShownFindings = 5;

std::string PlaceOf(std::string_view path, std::size_t line) {
  return ForTerminal(line == 0 ? std::string(path) : fmt::format("{}:{}", path, line));
}

// Words of `text` in lines of `width`, the first behind `label`, the others
// under it.
void Wrap(std::string_view label, std::string_view text, std::size_t width, std::ostream& out) {
  const std::size_t indent = label.size();
  out << label;
  std::size_t column = indent;
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!first && column + 1 + word.size() > width) {
      out << '\n' << std::string(indent, ' ');
      column = indent;
      first = true;
    }
    if (!first) out << ' ';
    out << word;
    column += word.size() + (first ? 0 : 1);
    first = false;
  }
  out << '\n';
}

// A step of what to do next. A command has a line of its own, as long as it
// is: it is there to be copied.
void WriteStep(std::size_t number, std::string_view step, std::size_t width, std::ostream& out) {
  const std::string label = fmt::format("   {}  ", number);
  constexpr std::string_view kVerify = "verify: ";
  const bool is_command = step.starts_with(kVerify) && step.find("KEY") != std::string_view::npos && step.find('$') != std::string_view::npos;
  if (!is_command) {
    Wrap(label, ForTerminal(step), width, out);
    return;
  }
  out << label << "verify: ask the provider; the command shows no part of the key\n"
      << std::string(label.size(), ' ') << ForTerminal(step.substr(kVerify.size())) << '\n';
}

std::string_view Explained(std::string_view what) {
  if (what == "revoked") return "whether it was revoked";
  if (what == "typo-in-random-part") return "a typo in its random part (another letter of the same alphabet)";
  if (what == "expired") return "whether it has expired at the provider";
  if (what == "permissions") return "what it may do, and whose it is";
  if (what == "unknown-format") return "whether this form is a new one of the provider";
  if (what == "own-server") return "what the server at the address beside it accepts";
  return what;
}

std::string Title(const Answer& answer) {
  std::string title = answer.variable.empty() ? std::string("doctor") : ForTerminal(answer.variable);
  if (answer.key != nullptr) {
    title += fmt::format(": {} ({}", answer.key->title, PrivilegeName(answer.key->privilege));
    if (answer.key->mode != Mode::kAny) title += fmt::format(", {}", ModeName(answer.key->mode));
    title += ")";
  } else if (answer.provider != nullptr) {
    title += fmt::format(": {}", answer.provider->name);
  }
  for (const AnswerSource& source : answer.sources) {
    if (source.wins && answer.sources.size() < 2) title += fmt::format(", {}", ForTerminal(source.preview));
  }
  return title;
}

}  // namespace

void WriteAnswerText(const Answer& answer, unsigned columns, std::ostream& out) {
  const std::size_t width = std::max<std::size_t>(columns, 50);
  Wrap("", Title(answer), width, out);
  if (!answer.identity.empty()) Wrap("  says    ", ForTerminal(fmt::format("{}", fmt::join(answer.identity, ", "))), width, out);
  if (!answer.summary.empty()) Wrap("  ", ForTerminal(answer.summary), width, out);
  if (!answer.findings.empty()) out << '\n';
  std::size_t shown = 0;
  for (const DoctorFinding& finding : answer.findings) {
    if (shown++ == kShownFindings) {
      out << fmt::format("          and {} more\n", answer.findings.size() - kShownFindings);
      break;
    }
    const std::string_view diagnosis = DiagnosisName(finding.diagnosis);
    const std::string place = finding.path.empty() ? "" : PlaceOf(finding.path, finding.line) + ": ";
    Wrap("  wrong   ", fmt::format("{}{}. {}", place, diagnosis.empty() ? finding.rule_id : std::string(diagnosis), ForTerminal(finding.message)), width, out);
  }
  if (!answer.sources.empty()) out << '\n';
  shown = 0;
  for (const AnswerSource& source : answer.sources) {
    if (shown++ == kShownSources) {
      out << fmt::format("          and {} more\n", answer.sources.size() - kShownSources);
      break;
    }
    const std::string place = PlaceOf(source.setting.path, source.setting.line);
    const std::string name = source.setting.variable.empty() || source.setting.variable == answer.variable ? "" : " " + ForTerminal(source.setting.variable);
    Wrap(source.wins ? "  wins    " : "          ",
         fmt::format("{}{} {} ({}{})", place, name, ForTerminal(source.preview), SourceKindName(source.setting.kind),
                     source.setting.why.empty() ? "" : ": " + ForTerminal(source.setting.why)), width, out);
  }
  if (answer.findings.empty() && !answer.sources.empty()) out << "\n  Nothing is wrong with it that can be seen from here.\n";
  if (!answer.undecidable.empty()) {
    std::vector<std::string_view> words;
    for (const std::string& what : answer.undecidable) words.push_back(Explained(what));
    Wrap("  unseen  ", fmt::format("{}", fmt::join(words, "; ")), width, out);
  }
  if (!answer.next.empty()) out << "\n  next\n";
  shown = 0;
  for (const std::string& step : answer.next) WriteStep(++shown, step, width, out);
}

void WriteAnswerJson(const Answer& answer, std::ostream& out) {
  const auto text = [](std::string_view value) { return value.empty() ? Json(nullptr) : Json(std::string(value)); };
  Json json;
  json["subject"] = {{"variable", text(answer.variable)},
                     {"provider", text(answer.provider == nullptr ? "" : answer.provider->id)},
                     {"keyId", text(answer.key == nullptr ? "" : answer.key->id)}};
  json["sources"] = Json::array();
  for (const AnswerSource& source : answer.sources) {
    const Setting& setting = source.setting;
    json["sources"].push_back({{"kind", SourceKindName(setting.kind)},
                               {"path", setting.path},
                               {"line", setting.line == 0 ? Json(nullptr) : Json(setting.line)},
                               {"variable", text(setting.variable)},
                               {"wins", source.wins},
                               {"why", setting.why}});
  }
  json["findings"] = Json::array();
  for (const DoctorFinding& finding : answer.findings) {
    json["findings"].push_back({{"ruleId", finding.rule_id},
                                {"diagnosis", text(DiagnosisName(finding.diagnosis))},
                                {"message", finding.message},
                                {"path", text(finding.path)},
                                {"line", finding.line == 0 ? Json(nullptr) : Json(finding.line)}});
  }
  json["undecidable"] = answer.undecidable;
  json["next"] = answer.next;
  out << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

}  // namespace keylint
