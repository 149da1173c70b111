// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/ast_records.h"

#include <nlohmann/json.hpp>

#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

using Json = nlohmann::json;

std::string Text(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t Number(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_unsigned() ? found->get<std::size_t>() : 0;
}

bool Flag(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_boolean() && found->get<bool>();
}

// Bytes that are no UTF-8 come as NAME_base64.
std::string Bytes(const Json& object, const std::string& name) {
  if (object.contains(name)) return Text(object, name.c_str());
  return Base64Bytes(Text(object, (name + "_base64").c_str())).value_or("");
}

AstPlace PlaceIn(const Json& object) {
  AstPlace place;
  if (!object.is_object()) return place;
  place.path = Text(object, "path");
  place.span = {Number(object, "begin"), Number(object, "end")};
  place.text = Text(object, "text");
  return place;
}

AstPlace Place(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? AstPlace() : PlaceIn(*found);
}

AstLiteral Literal(const Json& line) {
  AstLiteral literal;
  literal.value = Bytes(line, "value");
  literal.place = Place(line, "place");
  literal.name = Text(line, "name");
  literal.callee = Text(line, "callee");
  literal.context = Text(line, "context");
  literal.macro = Text(line, "macro");
  literal.folded = Flag(line, "folded");
  literal.compared = Flag(line, "compared");
  return literal;
}

AstSink Sink(const Json& line) {
  AstSink sink;
  sink.rule_id = Text(line, "rule");
  sink.api = Text(line, "api");
  sink.parameter = Text(line, "parameter");
  sink.category = Text(line, "category");
  sink.level = Text(line, "level");
  sink.confidence = Text(line, "confidence");
  sink.cwe = static_cast<int>(Number(line, "cwe"));
  sink.sink = Place(line, "sink");
  sink.constant = Place(line, "constant");
  sink.where = line.contains("where") ? Place(line, "where") : sink.sink;
  sink.value = Bytes(line, "value");
  sink.length = Number(line, "length");
  sink.needs = Number(line, "needs");
  sink.why = Text(line, "why");
  sink.fix = Text(line, "fix");
  if (const auto properties = line.find("properties"); properties != line.end() && properties->is_array()) {
    for (const Json& property : *properties) {
      if (property.is_string()) sink.properties.push_back(property.get<std::string>());
    }
  }
  if (const auto steps = line.find("steps"); steps != line.end() && steps->is_array()) {
    for (const Json& step : *steps) sink.steps.push_back(PlaceIn(step));
  }
  if (const auto edits = line.find("edits"); edits != line.end() && edits->is_array()) {
    for (const Json& edit : *edits) sink.edits.push_back(PlaceIn(edit));
  }
  if (const auto also = line.find("also"); also != line.end() && also->is_array()) {
    for (const Json& other : *also) {
      if (other.is_object() && !other.contains("also")) sink.also.push_back(Sink(other));
    }
  }
  return sink;
}

}  // namespace

Result<void> ReadAstLine(std::string_view text, AstRecords& records) {
  const Json line = Json::parse(text.begin(), text.end(), nullptr, false);
  if (!line.is_object()) return Failure(ErrorKind::kMalformed, "keylint-ast wrote a line that is no JSON object");
  const std::string kind = Text(line, "kind");
  if (kind == "literal") {
    records.literals.push_back(Literal(line));
  } else if (kind == "sink") {
    records.sinks.push_back(Sink(line));
  } else if (kind == "notice") {
    records.notices.push_back({Text(line, "path"), Text(line, "notice") == "incomplete", Text(line, "message")});
  } else if (kind == "end") {
    records.units = Number(line, "units");
    records.failed = Number(line, "failed");
    if (const auto files = line.find("files"); files != line.end() && files->is_array()) {
      for (const Json& file : *files) {
        if (file.is_string()) records.files.push_back(file.get<std::string>());
      }
    }
    records.ended = true;
  }
  return {};
}

}  // namespace keylint
