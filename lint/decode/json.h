// SPDX-License-Identifier: Apache-2.0
// JSON and what people write instead: comments, JSON5, JSON lines, templates.
#pragma once

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

}  // namespace keylint::decode
