// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/messages.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

Json PositionJson(EditorPosition position) {
  return {{"line", position.line}, {"character", position.character}};
}

// Of a file that is not open: what the finding counted itself.
Json RangeOf(const Location& where) {
  const auto place = [](const Position& position) {
    return PositionJson({position.line == 0 ? 0 : position.line - 1, position.column == 0 ? 0 : position.column - 1});
  };
  return {{"start", place(where.begin)}, {"end", place(where.end)}};
}

int Severity(Level level) {
  switch (level) {
    case Level::kError: return 1;
    case Level::kWarning: return 2;
    case Level::kNote: return 3;
  }
  return 3;
}

std::optional<std::size_t> ReadCount(const Json& json) {
  constexpr std::uint64_t kMost = 1U << 30;
  if (json.is_number_unsigned()) return static_cast<std::size_t>(std::min(json.get<std::uint64_t>(), kMost));
  if (json.is_number_integer()) return 0;  // Negative.
  return std::nullopt;
}

// Text of a document or a rule, harmless in Markdown.
std::string Plain(std::string_view text) {
  std::string plain;
  for (const char c : ForTerminal(text)) {
    if (std::string_view("\\`*_{}[]<>#|!").find(c) != std::string_view::npos) plain += '\\';
    plain += c;
  }
  return plain;
}

}  // namespace

const Json& Get(const Json& object, std::string_view name) {
  static const Json kNull;
  if (!object.is_object()) return kNull;
  const auto found = object.find(name);
  return found == object.end() ? kNull : *found;
}

std::string GetString(const Json& object, std::string_view name) {
  const Json& value = Get(object, name);
  return value.is_string() ? value.get<std::string>() : std::string();
}

Json RangeOf(Span span, const TextView& view) {
  return {{"start", PositionJson(PositionAt(view.lines, std::min(span.begin, view.text.size()), view.encoding))},
          {"end", PositionJson(PositionAt(view.lines, std::min(span.end, view.text.size()), view.encoding))}};
}

std::optional<EditorPosition> ReadPosition(const Json& json) {
  const auto line = ReadCount(Get(json, "line"));
  const auto character = ReadCount(Get(json, "character"));
  if (!line || !character) return std::nullopt;
  return EditorPosition{*line, *character};
}

std::optional<Span> ReadRange(const Json& json, const TextView& view) {
  const auto start = ReadPosition(Get(json, "start"));
  const auto end = ReadPosition(Get(json, "end"));
  if (!start || !end) return std::nullopt;
  const std::size_t a = OffsetAt(view.text, view.lines, *start, view.encoding);
  const std::size_t b = OffsetAt(view.text, view.lines, *end, view.encoding);
  return Span{std::min(a, b), std::max(a, b)};
}

Json DiagnosticOf(const Finding& finding, const TextView* view, const std::string& root) {
  std::string message = finding.what;
  for (const SharedText* sentence : {&finding.why, &finding.fix}) {
    if (!sentence->empty()) message += " " + sentence->str();
  }
  Json diagnostic = {{"range", view != nullptr ? RangeOf(finding.where.span, *view) : RangeOf(finding.where)},
                     {"severity", Severity(finding.level)},
                     {"code", finding.rule_id},
                     {"source", "keylint"},
                     {"message", ForTerminal(message)}};
  Json related = Json::array();
  for (const Location& other : finding.related) {
    if (root.empty() || other.path.empty()) continue;
    related.push_back({{"location", {{"uri", UriOfPath(root + "/" + other.path.str())}, {"range", RangeOf(other)}}},
                       {"message", other.message.empty() ? "the other side" : ForTerminal(other.message)}});
  }
  if (!related.empty()) diagnostic["relatedInformation"] = std::move(related);
  return diagnostic;
}

std::string HoverText(const Finding& finding) {
  std::string text = fmt::format("**{}**\n\n", Plain(finding.title.empty() ? finding.rule_id : finding.title));
  const auto line = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += fmt::format("- {}: {}\n", name, Plain(value));
  };
  line("rule", finding.rule_id);
  line("provider", finding.provider);
  line("mode", finding.mode);
  line("privilege", finding.privilege);
  line("expires", finding.expires);
  line("environment", finding.environment);
  line("variable", finding.variable);
  line("diagnosis", DiagnosisName(finding.diagnosis));
  for (const auto& [name, value] : finding.facts) {
    if (name != "mode" && name != "expires") line(name, value);
  }
  for (const SharedText* sentence : {&finding.what, &finding.why, &finding.fix}) {
    if (!sentence->empty()) text += "\n" + Plain(*sentence) + "\n";
  }
  return text;
}

Json CodeActionOf(const Action& action, const TextView& view, const std::string& uri,
                  std::optional<std::int64_t> version, const Json& diagnostic) {
  Json edits = Json::array();
  for (const TextEdit& edit : action.edits) {
    edits.push_back({{"range", RangeOf(edit.span, view)}, {"newText", ToValidUtf8(edit.text)}});
  }
  Json edit;
  if (version) {
    edit["documentChanges"] = Json::array({{{"textDocument", {{"uri", uri}, {"version", *version}}}, {"edits", std::move(edits)}}});
  } else {
    edit["changes"][uri] = std::move(edits);
  }
  Json json = {{"title", ToValidUtf8(action.title)},
               {"kind", "quickfix"},
               {"diagnostics", Json::array({diagnostic})},
               {"edit", std::move(edit)}};
  if (action.preferred) json["isPreferred"] = true;
  return json;
}

}  // namespace keylint
