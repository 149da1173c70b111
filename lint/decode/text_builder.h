// SPDX-License-Identifier: Apache-2.0
// Builds a value's text out of pieces of a document, and the map back.
//
//   TextBuilder value(document);
//   value.Start();
//   value.Copy({5, 9});            // stays a view while pieces are adjacent
//   value.Put("\n", {9, 11});      // an escape: now it is a copy with a map
//   value.Finish(literal, {5, 11});
#pragma once

#include <string>
#include <string_view>

#include "lint/base/offset_map.h"
#include "lint/base/span.h"
#include "lint/model/literal.h"

namespace keylint::decode {

/// Reused from value to value; a verbatim value costs no copy.
///
/// Ownership: borrows the document; what Finish() hands out lives until the
///            next Start().
class TextBuilder {
 public:
  explicit TextBuilder(std::string_view document) : document_(document) {}

  void Start() {
    verbatim_ = {};
    copied_ = false;
    ignores_ = false;
  }
  /// The same for a value of which only the end is sought: nothing is kept.
  void StartIgnoring() {
    Start();
    ignores_ = true;
  }
  /// Appends bytes of the document as they stand.
  void Copy(Span span);
  /// Appends `bytes`, which the document writes as `original`.
  void Put(std::string_view bytes, Span original);
  /// Appends a code point as UTF-8; surrogates and nonsense as U+FFFD.
  void PutCodePoint(char32_t code_point, Span original);
  /// Appends a part that is known at run time only.
  void PutHole(Span original) { Put("\xEF\xBF\xBC", original); }

  std::string_view text() const {
    return copied_ ? std::string_view(out_) : verbatim_.Of(document_);
  }
  /// Sets text, span and map of `literal`.
  void Finish(Literal& literal, Span span) {
    // One piece among pieces that mean nothing: `""x`.
    if (!copied_ && !verbatim_.empty() && verbatim_ != span) Materialise();
    literal.text = text();
    literal.span = span;
    literal.map = copied_ ? &map_ : nullptr;
  }

 private:
  void Materialise();

  std::string_view document_;
  Span verbatim_;
  bool copied_ = false;
  bool ignores_ = false;
  std::string out_;
  OffsetMap map_;
};

/// Appends `code_point` to `out` as UTF-8.
void AppendUtf8(char32_t code_point, std::string& out);

/// Reads `count` hexadecimal digits at `at`; -1 when they are not all there.
long ReadHex(std::string_view text, std::size_t at, std::size_t count);

/// Reads a backslash escape as C, JSON and YAML share it, at text[at] == '\\':
/// appends what it means and returns where it ends. An unknown escape keeps
/// its backslash. Surrogate pairs of \uXXXX are joined.
std::size_t ReadEscape(std::string_view text, std::size_t at, TextBuilder& out);

}  // namespace keylint::decode
