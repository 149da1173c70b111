// SPDX-License-Identifier: Apache-2.0
// JSON and what people write instead: comments, JSON5, JSON lines, templates.
#pragma once

#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Every scalar under its names. `{"name": "X", "value": "v"}` (and key,
/// ParameterKey, ...) gives v under X.
///
/// Source: RFC 8259, https://spec.json5.org (read 2026-11)
void ReadJson(Emitter& emitter, Span range);

/// Jupyter notebooks: the lines of a cell are one text in the notebook's
/// language; outputs and metadata are read as JSON.
///
/// Source: https://nbformat.readthedocs.io (read 2026-11)
void ReadNotebook(Emitter& emitter, Span range);

/// True for the member that names its siblings' value ("name", "key", ...)
/// and for the member that is that value ("value", "Value", ...).
bool IsPairName(std::string_view member);
bool IsPairValue(std::string_view member);
/// True when the nearest of `names` says only that it is the value of the one
/// around it: `variables: {NAME: {value: v}}`.
bool IsValueOfVariable(const std::vector<std::string_view>& names);

}  // namespace keylint::decode
