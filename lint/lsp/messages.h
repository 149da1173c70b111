// SPDX-License-Identifier: Apache-2.0
// Findings as the protocol's JSON. The only header that shows nlohmann/json;
// for the files of this folder alone.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/lsp/actions.h"
#include "lint/lsp/text.h"
#include "lint/model/finding.h"

namespace keylint {

using Json = nlohmann::json;

/// A text that positions are counted in.
struct TextView {
  std::string_view text;
  const LineIndex& lines;
  PositionEncoding encoding;
};

Json RangeOf(Span span, const TextView& view);
/// Nothing when it is no position. Numbers are clamped.
std::optional<EditorPosition> ReadPosition(const Json& json);
/// The bytes of a Range, in order; nothing when it is none.
std::optional<Span> ReadRange(const Json& json, const TextView& view);

/// `view`: of the document, when it is open; else the finding's own lines and
/// columns are taken. `root`: for related places in other files.
Json DiagnosticOf(const Finding& finding, const TextView* view, const std::string& root);
/// What this is, as Markdown: kind, provider, mode, privilege, expiry,
/// environment; never the value.
std::string HoverText(const Finding& finding);
Json CodeActionOf(const Action& action, const TextView& view, const std::string& uri,
                  std::optional<std::int64_t> version, const Json& diagnostic);

/// `object[name]`, or null where it or the object is missing.
const Json& Get(const Json& object, std::string_view name);
/// The string there, or "".
std::string GetString(const Json& object, std::string_view name);

}  // namespace keylint
