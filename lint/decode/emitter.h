// SPDX-License-Identifier: Apache-2.0
// What every reader works with: the text, the names it is under, the sink.
//
//   void ReadFoo(Emitter& emitter, Span range) {
//     const std::string_view text = emitter.text().substr(0, range.end);
//     for (std::size_t at = range.begin; at < text.size();) {
//       emitter.Push(name, name_span);
//       emitter.EmitValue(literal);
//       emitter.Pop();
//     }
//   }
#pragma once

#include <cstddef>
#include <deque>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/offset_map.h"
#include "lint/base/span.h"
#include "lint/decode/decode.h"
#include "lint/model/literal.h"

namespace keylint::decode {

/// Completes literals (path, name span, statement) and passes them on.
///
/// Ownership: borrows text and sink; keeps names given to Keep().
class Emitter {
 public:
  /// Names deeper than this are counted but not kept.
  static constexpr std::size_t kMaxNames = 64;
  /// Formats inside formats inside formats.
  static constexpr int kMaxEmbedding = 5;

  Emitter(std::string_view text, const LiteralSink& sink) : text_(text), sink_(&sink) {}
  Emitter(const Emitter&) = delete;
  Emitter& operator=(const Emitter&) = delete;

  std::string_view text() const { return text_; }

  /// The places of text() that count, ascending; null: all of it does. Values
  /// far from them are passed on as read in passing, comments not at all. To be
  /// set before anything is read.
  const std::span<const std::size_t>* places() const { return places_; }
  void SetPlaces(const std::span<const std::size_t>* places) { places_ = places; }
  /// Where a reader that stands at `at`, between two items, reads on: `at`, or
  /// the begin of a line shortly before the next place; text().size() when no
  /// place is left.
  std::size_t ReadOnFrom(std::size_t at) const;

  /// Enters a name; `name` must outlive the matching Pop().
  void Push(std::string_view name, Span at);
  /// Enters the parts of a dotted name one by one; returns how many.
  std::size_t PushDotted(std::string_view name, Span at);
  void Pop();
  void PopTo(std::size_t depth) { while (this->depth() > depth) Pop(); }
  std::size_t depth() const { return names_.size() + surplus_; }
  const std::vector<std::string_view>& names() const { return names_; }
  /// Stores a name that is no part of the text (one with escapes).
  std::string_view Keep(std::string_view name) { return kept_.emplace_back(name); }

  /// Passes a literal on. `text` and `span` must be set; path is filled in,
  /// name span and statement where they are empty.
  void Emit(const Literal& literal) { EmitAs(literal, true); }
  /// A literal that is not under the current names.
  void EmitUnnamed(const Literal& literal) { EmitAs(literal, false); }
  /// Emits a value of a configuration format; the fallbacks in it
  /// (`${X:-literal}`) and the variables that it sets (`NAME=value ./x`)
  /// follow as literals of their own.
  void EmitValue(const Literal& literal);
  /// The same for a value that is a command line or a script.
  void EmitScript(const Literal& literal);
  /// The same under one more name, which stands at `at`.
  void EmitUnder(std::string_view name, Span at, const Literal& literal);
  /// The same under the names but the nearest, which says only that it is one:
  /// `NAME: {value: v}`.
  void EmitUnderParent(const Literal& literal);
  /// A value written verbatim.
  void EmitVerbatim(Span span, Span statement = {}, Quote quote = Quote::kNone);

  /// Emits a comment's text (as kText), then the assignments in it.
  /// `span` is the comment without its marks.
  void EmitComment(Span span);
  /// The same for a comment behind a value, which is not under its name.
  void EmitTrailingComment(Span span);

  /// Reads part of the text in another format, below the current names.
  void Embed(Format format, Span range);
  /// The same for a value's decoded text.
  void EmbedLiteral(Format format, const Literal& literal);
  /// The same for a decoded text whose literals carry `step` as one more
  /// entry of `decoded_from`.
  void EmbedDecoded(Format format, const Literal& literal, Encoding step);

  /// While true, everything emitted is marked as standing in a comment.
  void SetInComment(bool in_comment) { in_comment_ = in_comment; }
  bool in_comment() const { return in_comment_; }

 private:
  Emitter(std::string_view text, const Emitter& parent, const OffsetMap& outer);
  void EmitAs(Literal literal, bool named);
  void Deliver(Literal& literal, bool named);
  /// A literal that stands far from all places.
  void PassBy(const Literal& literal);
  bool HoldsPlace(Span span) const;
  bool IsFar(const Literal& literal, bool named) const;
  void Translate(Literal& literal);

  std::string_view text_;
  const LiteralSink* sink_;
  const std::span<const std::size_t>* places_ = nullptr;
  /// The first place at or behind what was asked about last: most questions
  /// are about what follows.
  mutable std::size_t next_place_ = 0;
  /// Set when text_ was made from a document: leads into it.
  const OffsetMap* outer_ = nullptr;
  std::string_view document_;
  OffsetMap joined_;
  std::vector<std::string_view> names_;
  std::vector<Span> name_spans_;
  /// How many of the first n names hold one of the places; kept with them only.
  std::vector<std::size_t> names_with_place_;
  std::size_t inherited_names_ = 0;
  std::size_t surplus_ = 0;
  std::deque<std::string> kept_;
  std::vector<Encoding> decoded_from_;
  int embedding_ = 0;
  bool in_comment_ = false;
};

}  // namespace keylint::decode
