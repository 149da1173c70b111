// SPDX-License-Identifier: Apache-2.0
// What gitleaks reads behind encodings: stretches of a text are decoded where
// they stand, layer over layer, and the rules run again over the result.
//
//   LayeredText layers(piece);
//   while (layers.DecodeNext()) Match(layers.text());
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/base/span.h"
#include "lint/model/literal.h"

namespace keylint {

/// A stretch that a layer decodes.
struct DecodedStretch {
  Span encoded;  ///< In the layer below.
  Span decoded;  ///< In this layer.
  Encoding encoding = Encoding::kBase64;
};

/// Time:   linear in the text for each layer; a layer is never longer than
///         the one below it.
/// Source: gitleaks README, "Decoding" (v8.30): percent, `\u0041` and
///         `U+0041`, 32 hex digits and more, 16 characters of base64 and more,
///         each when it gives printable ASCII.
class LayeredText {
 public:
  /// Borrows `text`.
  explicit LayeredText(std::string_view text) : text_(text) {}

  /// Whether another layer was decoded; if not, text() stays as it was.
  bool DecodeNext();

  /// The topmost layer.
  std::string_view text() const { return text_; }
  std::size_t depth() const { return layers_.size(); }

  /// Whether `span` of text() touches what the topmost layer decoded.
  bool TouchesDecoded(Span span) const;

  /// Where `span` of text() is written in the first text. Within a decoded
  /// stretch that is the whole stretch.
  Span ToOriginal(Span span) const;

  /// The encodings over `span` of text(), the outermost first.
  std::vector<Encoding> EncodingsOf(Span span) const;

 private:
  struct Layer {
    std::string text;
    std::vector<DecodedStretch> stretches;  // By their begin.

    Span Below(Span span) const;
    const DecodedStretch* Touched(Span span) const;
  };

  std::string_view text_;
  std::vector<Layer> layers_;
};

}  // namespace keylint
