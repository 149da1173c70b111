// SPDX-License-Identifier: Apache-2.0
// The one door through which secret text leaves: nothing else prints it.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/finding.h"

namespace keylint {

/// What may be shown of `secret`: first and last four characters when it is
/// of a known kind with at least 24 random characters, else only its length.
///
/// `random_characters` counts the characters that are not literal in the
/// kind's shape; 0 means the kind is unknown.
std::string Redact(std::string_view secret, std::size_t random_characters);

/// A secret in a document and what stands for it in print.
struct Mask {
  Span span;             ///< In the document's text.
  std::string preview;
};

/// Those of `masks`, sorted by span and not overlapping, that share a byte with
/// `shown`. Time: logarithmic in the masks.
std::span<const Mask> MasksWithin(std::span<const Mask> masks, Span shown);

/// `shown` (a span of `text`) with every mask applied, and with every other
/// occurrence of a masked value in it replaced too. `marked` is moved along.
///
/// Units: bytes. Masks must be sorted by span and not overlap.
struct MaskedText {
  std::string text;
  Span marked;
};
MaskedText ApplyMasks(std::string_view text, Span shown, Span marked,
                      std::span<const Mask> masks);

/// Sorts masks and joins overlapping ones: the preview of the one that begins
/// first counts, then of the longer one, then of the one that was given first.
void NormaliseMasks(std::vector<Mask>& masks);

}  // namespace keylint
