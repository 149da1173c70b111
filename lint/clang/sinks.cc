// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/sinks.h"

#include <array>
#include <optional>

#include <toml++/toml.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::array<std::string_view, 8> kKinds = {
    "password", "token", "key", "iv", "nonce", "salt", "connection", "comparison"};
constexpr std::array<std::string_view, 14> kParts = {
    "whole",  "after-colon",  "url",        "connection",  "header",      "authorization",  "cookie",
    "auth-command", "pragma-key", "private-key", "private-jwk", "not-public-key", "assignment", "command"};

template <std::size_t N>
std::optional<std::size_t> IndexOf(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i) {
    if (names[i] == name) return i;
  }
  return std::nullopt;
}

tl::unexpected<Error> Wrong(const toml::node& node, std::string message) {
  return Failure(ErrorKind::kMalformed,
                 "sinks, line " + std::to_string(node.source().begin.line) + ": " + std::move(message));
}

SinkGate ReadGate(const toml::table& table) {
  SinkGate gate;
  gate.arg = table["arg"].value_or(-1);
  gate.element = table["element"].value_or(-1);
  gate.credential_name = table["names"].value_or(std::string_view()) == "credential";
  if (const toml::array* is = table["is"].as_array()) {
    for (const toml::node& name : *is) gate.is.push_back(name.value_or(std::string()));
  }
  return gate;
}

// The option that decides names the rule too: CURLOPT_USERPWD of
// curl_easy_setopt is "userpwd". Options that all mean one thing do not.
std::string SlugOf(const Sink& sink) {
  std::string slug = Slug(sink.call);
  if (sink.when.is.size() == 1 && sink.when.is[0].size() > 2 && !sink.is_field) {
    const std::string& option = sink.when.is[0];
    const std::size_t cut = option.find('_');
    const bool macro = option.find_first_of("abcdefghijklmnopqrstuvwxyz*") == std::string::npos;
    if (macro && cut != std::string::npos) slug += "-" + Slug(option.substr(cut + 1));
  }
  return slug;
}

Result<Sink> ReadSink(const toml::table& table, std::string_view library) {
  Sink sink;
  sink.library = library;
  sink.call = table["call"].value_or(std::string());
  if (sink.call.empty()) {
    sink.call = table["field"].value_or(std::string());
    sink.is_field = true;
  }
  if (sink.call.empty()) return Wrong(table, "a sink needs `call` or `field`");
  const auto kind = IndexOf(kKinds, table["kind"].value_or(std::string_view()));
  if (!kind) return Wrong(table, sink.call + ": unknown `kind`");
  sink.kind = static_cast<SinkKind>(*kind);
  const auto part = IndexOf(kParts, table["part"].value_or(std::string_view("whole")));
  if (!part) return Wrong(table, sink.call + ": unknown `part`");
  sink.part = static_cast<SecretPart>(*part);
  sink.cwe = table["cwe"].value_or(798);
  sink.either_side = table["arg"].is_array();
  if (!sink.either_side) sink.arg = table["arg"].value_or(0);
  sink.object_is_other = table["object"].value_or(false);
  sink.element = table["element"].value_or(std::string_view()) == "named" ? Sink::kNamedElement : table["element"].value_or(-1);
  sink.pointers = table["pointers"].value_or(1);
  sink.callback = table["callback"].value_or(-1);
  sink.parameters = table["parameters"].value_or(-1);
  sink.minimum = table["minimum"].value_or(0);
  sink.length = table["length"].value_or(0u);
  sink.member = table["member"].value_or(std::string());
  sink.level = table["level"].value_or(std::string("error"));
  sink.variable = table["variable"].value_or(std::string());
  if (const toml::table* when = table["when"].as_table()) sink.when = ReadGate(*when);
  if (const toml::table* unless = table["unless"].as_table()) sink.unless = ReadGate(*unless);
  sink.slug = table["slug"].value_or(std::string());
  if (sink.slug.empty()) sink.slug = SlugOf(sink);
  return sink;
}

}  // namespace

std::string_view SinkKindName(SinkKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

std::string Sink::RuleId() const {
  if (kind == SinkKind::kComparison) return "credential-comparison/" + slug;
  const bool crypto = cwe == 321 || cwe == 323 || cwe == 329 || cwe == 760;
  return (crypto ? "constant-crypto-key/" : "hardcoded-credential/") + slug;
}

SinkTable::SinkTable() {
  Sink named;
  named.slug = "named-parameter";
  named.level = "warning";
  rows_.push_back(named);
  named.kind = SinkKind::kKey;
  named.cwe = 321;
  rows_.push_back(named);
}

Result<SinkTable> SinkTable::Load(std::string_view toml) {
  SinkTable table;
  if (Result<void> added = table.Add(toml); !added) return tl::unexpected<Error>(added.error());
  return table;
}

Result<void> SinkTable::Add(std::string_view text) {
  toml::table root;
  try {
    root = toml::parse(text);
  } catch (const toml::parse_error& error) {
    return Failure(ErrorKind::kMalformed, "sinks, line " + std::to_string(error.source().begin.line) + ": " +
                                              std::string(error.description()));
  }
  if (const toml::table* kinds = root["kind"].as_table()) {
    for (const auto& [name, node] : *kinds) {
      const auto kind = IndexOf(kKinds, name.str());
      const toml::table* texts = node.as_table();
      if (!kind || texts == nullptr) return Wrong(node, "unknown kind");
      advice_[*kind] = {(*texts)["why"].value_or(std::string()), (*texts)["fix"].value_or(std::string())};
    }
  }
  if (const toml::array* carries = root["carry"].as_array()) {
    for (const toml::node& node : *carries) {
      const toml::table& carry = *node.as_table();
      carries_[carry["call"].value_or(std::string())] = {carry["from"].value_or(0), carry["into"].value_or(-1)};
    }
  }
  const toml::array* libraries = root["library"].as_array();
  if (libraries == nullptr) return {};
  for (const toml::node& node : *libraries) {
    const toml::table* library = node.as_table();
    const toml::array* sinks = library == nullptr ? nullptr : (*library)["sinks"].as_array();
    if (sinks == nullptr) continue;
    const std::string name = (*library)["name"].value_or(std::string());
    for (const toml::node& row : *sinks) {
      if (!row.is_table()) return Wrong(row, "a sink is a table");
      Result<Sink> sink = ReadSink(*row.as_table(), name);
      if (!sink) return tl::unexpected<Error>(sink.error());
      AddRow(*std::move(sink));
    }
  }
  return {};
}

std::span<const std::uint32_t> SinkTable::ForCall(std::string_view qualified_name) const {
  const auto found = calls_.find(std::string(qualified_name));
  if (found == calls_.end()) return {};
  return found->second;
}

std::span<const std::uint32_t> SinkTable::ForField(std::string_view record_member) const {
  const auto found = fields_.find(std::string(record_member));
  if (found == fields_.end()) return {};
  return found->second;
}

const Carry* SinkTable::CarryOf(std::string_view qualified_name) const {
  const auto found = carries_.find(std::string(qualified_name));
  return found == carries_.end() ? nullptr : &found->second;
}

std::string Slug(std::string_view name) {
  std::string slug;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsAlnum(c)) {
      if (!slug.empty() && slug.back() != '-') slug += '-';
      continue;
    }
    const bool behind_capital = i > 0 && IsUpper(name[i - 1]);
    const bool before_small = i + 1 < name.size() && IsLower(name[i + 1]);
    const bool word = i > 0 && IsUpper(c) && (IsLower(name[i - 1]) || (behind_capital && before_small));
    if (word && !slug.empty() && slug.back() != '-') slug += '-';
    slug += Lower(c);
  }
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug;
}

}  // namespace keylint
