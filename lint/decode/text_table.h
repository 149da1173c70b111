// SPDX-License-Identifier: Apache-2.0
// Tables of Markdown, reStructuredText, AsciiDoc, Org, Gherkin and wikis: what stands in a cell is
// named by its column's title. A cell of letters alone, or of several words,
// is prose.
//
//   | Login | Password |
//   |-------|----------|
//   | admin | x7       |      ->  x7 under {Password}
#pragma once

#include <cstddef>
#include <functional>

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Where the table ends that begins at `at`, the beginning of a line; `at`
/// itself if none does. What its lines hold as pairs and its cells are emitted,
/// after `begins` was called.
///
/// Time: linear in the table.
using TableReader = std::size_t(Emitter& emitter, Span range, std::size_t at, const std::function<void()>& begins);
TableReader ReadPipeTable;        ///< `|---|` below the titles (Markdown, Org's `|---+---|`)
TableReader ReadHeadedTable;      ///< Titles in the first row, no rule (Gherkin; `|| ... ||` of Confluence)
TableReader ReadWikiTable;        ///< `! Login !! Password`, a title of MediaWiki's `{|`
TableReader ReadGridTable;        ///< +---+ (reStructuredText)
TableReader ReadRuledTable;       ///< ====  ==== (reStructuredText)
TableReader ReadBarTable;         ///< |=== (AsciiDoc); titled by a blank line
TableReader ReadTitledBarTable;   ///< The same behind [%header]

/// The rows of `.. list-table::` and `.. csv-table::`, whose options and rows are `block`.
void ReadListTable(Emitter& emitter, Span block);
void ReadCsvTable(Emitter& emitter, Span block);

}  // namespace keylint::decode
