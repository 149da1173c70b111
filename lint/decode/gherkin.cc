// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/gherkin.h"

#include "lint/decode/chars.h"
#include "lint/decode/pairs.h"
#include "lint/decode/text_table.h"

namespace keylint::decode {
namespace {

// Behind the line that closes the doc string whose first line begins at `at`.
std::size_t ReadDocString(Emitter& emitter, std::string_view text, std::size_t at, std::string_view mark) {
  const std::size_t begin = at;
  while (at < text.size() && !StartsAt(text, SkipBlanks(text, at), mark)) at = NextLine(text, at);
  const Span inside{begin, at};
  if (!inside.empty()) emitter.Embed(FormatOf({}, inside.Of(text)), inside);
  return NextLine(text, at);
}

}  // namespace

void ReadGherkin(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  for (std::size_t at = range.begin; at < text.size();) {
    const std::size_t begin = SkipBlanks(text, at);
    if (StartsAt(text, begin, "|")) {
      at = ReadHeadedTable(emitter, {at, text.size()}, at, [] {});
    } else if (StartsAt(text, begin, "\"\"\"") || StartsAt(text, begin, "```")) {
      at = ReadDocString(emitter, text, NextLine(text, at), text.substr(begin, 3));
    } else {
      ReadLinePairs(emitter, {at, LineEnd(text, at)});
      at = NextLine(text, at);
    }
  }
}

}  // namespace keylint::decode
