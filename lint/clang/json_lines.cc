// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/json_lines.h"

#include <fstream>
#include <ostream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "lint/clang/getenv_fix.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

bool IsUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char lead = text[i];
    const std::size_t length = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3
                             : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (length == 0 || i + length > text.size()) return false;
    for (std::size_t k = 1; k < length; ++k) {
      if ((static_cast<unsigned char>(text[i + k]) & 0xc0) != 0x80) return false;
    }
    i += length;
  }
  return true;
}

std::string Base64(std::string_view bytes) {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    const std::size_t count = std::min<std::size_t>(3, bytes.size() - i);
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (k < count ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += k <= count ? kDigits[group >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string Plain(const std::string& text) { return IsUtf8(text) ? text : "?"; }

void PutBytes(Json& object, const char* name, const std::string& bytes) {
  if (IsUtf8(bytes)) {
    object[name] = bytes;
  } else {
    object[std::string(name) + "_base64"] = Base64(bytes);
  }
}

Json PlaceJson(const flow::Unit& names, const flow::Place& place) {
  return Json{{"path", Plain(names.files[place.file])}, {"begin", place.begin}, {"end", place.end}};
}

std::string FileText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

void WriteLine(std::ostream& out, const Json& object) {
  out << object.dump(-1, ' ', false, Json::error_handler_t::replace) << '\n';
}

void PutUse(Json& line, const flow::Unit& names, const SinkTable& sinks, const flow::SinkUse& use) {
  const Sink& row = sinks.row(use.row);
  line["rule"] = row.RuleId();
  line["api"] = use.called;
  if (!use.parameter.empty()) line["parameter"] = Plain(use.parameter);
  line["level"] = std::string(flow::LevelOf(use, row));
  line["sink"] = PlaceJson(names, use.sink);
  line["constant"] = PlaceJson(names, use.constant);
  PutBytes(line, "value", use.secret);
  Json properties = Json::array();
  if (use.all_zero) properties.push_back("all-zero");
  if (use.repeated) properties.push_back("repeated-byte");
  if (use.too_short) properties.push_back("too-short");
  line["properties"] = properties;
  Json steps = Json::array();
  for (const flow::Step& step : use.steps) {
    Json place = PlaceJson(names, step.place);
    place["text"] = Plain(step.text);
    steps.push_back(place);
  }
  line["steps"] = steps;
}

}  // namespace

void WriteLiteralLine(std::ostream& out, const flow::Unit& names, const flow::LiteralRecord& literal) {
  Json line{{"kind", "literal"}};
  PutBytes(line, "value", literal.bytes);
  line["place"] = PlaceJson(names, literal.place);
  if (literal.use.file != 0) line["use"] = PlaceJson(names, literal.use);
  if (!literal.name.empty()) line["name"] = Plain(literal.name);
  if (!literal.callee.empty()) line["callee"] = Plain(literal.callee);
  if (!literal.context.empty()) line["context"] = Plain(literal.context);
  if (!literal.macro.empty()) line["macro"] = Plain(literal.macro);
  if (literal.folded) line["folded"] = true;
  if (literal.compared) line["compared"] = true;
  WriteLine(out, line);
}

void WriteSinkLine(std::ostream& out, const flow::Unit& names, const SinkTable& sinks, const flow::SinkUse& use) {
  const Sink& row = sinks.row(use.row);
  Json line{{"kind", "sink"}};
  PutUse(line, names, sinks, use);
  line["where"] = PlaceJson(names, use.where);
  if (!row.library.empty()) line["library"] = row.library;
  line["category"] = SinkKindName(row.kind);
  line["cwe"] = row.cwe;
  line["confidence"] = std::string(flow::ConfidenceOf(use));
  line["length"] = use.secret.size();
  if (row.length != 0) line["needs"] = row.length;
  const SinkAdvice& advice = sinks.advice(row.kind);
  line["why"] = advice.why;
  line["fix"] = advice.fix;
  Json also = Json::array();
  for (const flow::SinkUse& other : use.also) PutUse(also.emplace_back(), names, sinks, other);
  if (!also.empty()) line["also"] = also;
  const std::string& path = names.files[use.sink.file];
  if (use.sink.file == use.constant.file) {
    const std::string text = FileText(path);
    const std::vector<SourceEdit> edits = GetenvFix(text, use.sink.begin, use.sink.end, use.constant.begin, use.constant.end, row,
                                                  !path.ends_with(".c") && !path.ends_with(".h"));
    if (!edits.empty()) {
      Json list = Json::array();
      for (const SourceEdit& edit : edits) {
        list.push_back(Json{{"path", Plain(path)}, {"begin", edit.begin}, {"end", edit.end}, {"text", edit.text}});
      }
      line["edits"] = list;
    }
  }
  WriteLine(out, line);
}

void WriteEndLine(std::ostream& out, const RunSummary& run) {
  Json files = Json::array();
  for (const std::string& file : run.files) files.push_back(Plain(file));
  WriteLine(out, Json{{"kind", "end"}, {"units", run.files.size()}, {"failed", run.failed}, {"kept", run.kept},
                      {"functions", run.functions}, {"lines", run.lines}, {"files", files}});
}

void WriteNoticeLine(std::ostream& out, std::string_view path, std::string_view kind, std::string_view message) {
  WriteLine(out, Json{{"kind", "notice"}, {"path", Plain(std::string(path))}, {"notice", std::string(kind)},
                      {"message", Plain(std::string(message))}});
}

}  // namespace keylint
