// SPDX-License-Identifier: Apache-2.0
// Prose with code in it: Markdown, reStructuredText, AsciiDoc, Org.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Code blocks as the language they name; prose as plain text. Front matter
/// of Markdown as YAML or TOML.
///
/// Source: https://spec.commonmark.org/0.31.2/#fenced-code-blocks,
///         https://docutils.sourceforge.io/docs/ref/rst/directives.html#code,
///         https://docs.asciidoctor.org/asciidoc/latest/verbatim/source-blocks/
///         (read 2026-11)
void ReadMarkdown(Emitter& emitter, Span range);
void ReadRestructuredText(Emitter& emitter, Span range);
void ReadAsciidoc(Emitter& emitter, Span range);

/// Source: https://orgmode.org/manual/Structure-of-Code-Blocks.html (read 2026-11)
void ReadOrg(Emitter& emitter, Span range);

}  // namespace keylint::decode
