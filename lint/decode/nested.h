// SPDX-License-Identifier: Apache-2.0
// Values inside values: base64, hexadecimal, percent, unicode escapes, HTML
// entities, quoted-printable, to a stated depth.
//
//   DecodeBudget budget{.bytes = 1 << 20};
//   DecodeNested(literal, /*depth=*/2, budget, sink);
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "lint/base/offset_map.h"
#include "lint/model/literal.h"

namespace keylint {

/// What decoding may still cost; shared by all calls for one document.
struct DecodeBudget {
  std::size_t bytes = 1 << 20;  ///< Decoded bytes.
};

/// One decoding step.
struct Decoded {
  std::string text;
  OffsetMap map;  ///< From `text` to the text that was decoded.
  Encoding encoding = Encoding::kBase64;
};

/// True when `text` looks encoded as a whole or in a part: cheap enough to
/// ask about every literal.
bool LooksEncoded(std::string_view text);

/// Gives `sink` what `literal` means when decoded, as literals with the same
/// names, spans into the document, and `decoded_from` longer by each step;
/// then, while `depth` and `budget` last, what those mean. Only results that
/// are text (no control characters) come out.
///
/// Errors: none; what cannot be decoded gives nothing.
void DecodeNested(const Literal& literal, int depth, DecodeBudget& budget, const LiteralSink& sink);

/// Base64 or base64url of the whole `text`, white space skipped, padded or
/// bare; false when it is not or when the result is no text.
bool DecodeBase64Text(std::string_view text, Decoded& out);

/// Quoted-printable; false when nothing in `text` was encoded, or the result
/// is no text.
bool DecodeQuotedPrintableText(std::string_view text, Decoded& out);

}  // namespace keylint
