// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/emitter.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/command_line.h"
#include "lint/decode/fallback.h"
#include "lint/decode/pairs.h"
#include "lint/decode/readers.h"

namespace keylint::decode {

Emitter::Emitter(std::string_view text, const Emitter& parent, const OffsetMap& outer)
    : text_(text), sink_(parent.sink_), outer_(&outer),
      document_(parent.outer_ == nullptr ? parent.text_ : parent.document_),
      names_(parent.names_), name_spans_(parent.name_spans_),
      inherited_names_(parent.names_.size()), decoded_from_(parent.decoded_from_),
      embedding_(parent.embedding_), in_comment_(parent.in_comment_) {
  // Inherited names stand in the document, not in the made text.
  if (parent.outer_ == nullptr) return;
  for (std::size_t i = parent.inherited_names_; i < name_spans_.size(); ++i) {
    name_spans_[i] = parent.outer_->ToOriginal(name_spans_[i]);
  }
}

void Emitter::Push(std::string_view name, Span at) {
  if (names_.size() >= kMaxNames) {
    ++surplus_;
    return;
  }
  names_.push_back(name);
  name_spans_.push_back(at);
  if (places_ == nullptr) return;
  const std::size_t before = names_with_place_.empty() ? 0 : names_with_place_.back();
  names_with_place_.push_back(before + (HoldsPlace(at) ? 1 : 0));
}

std::size_t Emitter::PushDotted(std::string_view name, Span at) {
  std::size_t count = 0;
  for (std::size_t from = 0; from <= name.size();) {
    const std::size_t dot = Find(name, '.', from);
    const std::string_view part = name.substr(from, dot - from);
    if (!part.empty()) {
      const bool verbatim = name.size() == at.size();
      Push(part, verbatim ? Span{at.begin + from, at.begin + dot} : at);
      ++count;
    }
    from = dot + 1;
  }
  return count;
}

void Emitter::Pop() {
  if (surplus_ > 0) {
    --surplus_;
  } else if (!names_.empty()) {
    names_.pop_back();
    name_spans_.pop_back();
    if (!names_with_place_.empty()) names_with_place_.pop_back();
  }
}

bool Emitter::HoldsPlace(Span span) const {
  const std::span<const std::size_t>& places = *places_;
  const bool near = (next_place_ == 0 || places[next_place_ - 1] < span.begin) && (next_place_ == places.size() || places[next_place_] >= span.begin);
  if (!near) next_place_ = static_cast<std::size_t>(std::lower_bound(places.begin(), places.end(), span.begin) - places.begin());
  return next_place_ < places.size() && places[next_place_] < span.end;
}

std::size_t Emitter::ReadOnFrom(std::size_t at) const {
  constexpr std::size_t kBefore = 1024;
  constexpr std::size_t kBehind = 768;
  if (places_ == nullptr) return at;
  const auto next = std::lower_bound(places_->begin(), places_->end(), at - std::min(at, kBehind));
  if (next == places_->end()) return text_.size();
  if (*next <= at + kBefore) return at;
  const std::size_t from = *next - kBefore;
  const std::size_t line = NextLine(text_.substr(0, *next), from);
  return line < *next ? line : from;
}

// A place may stand in the value, in one of its names, or in the statement
// and the call around it.
bool Emitter::IsFar(const Literal& literal, bool named) const {
  constexpr std::size_t kCall = 256;
  if (places_ == nullptr || (named && !names_with_place_.empty() && names_with_place_.back() > 0)) return false;
  std::size_t begin = literal.span.begin;
  if (!literal.statement.empty()) begin = std::min(begin, literal.statement.begin);
  if (!literal.name_span.empty()) begin = std::min(begin, literal.name_span.begin);
  return !HoldsPlace({begin - std::min(begin, kCall), literal.span.end});
}

void Emitter::PassBy(const Literal& literal) {
  if ((names_.empty() && literal.callee.empty()) || !literal.alias.empty()) return;
  Literal passing;
  passing.text = literal.text;
  passing.span = literal.span;
  passing.map = literal.map;
  passing.in_passing = true;
  (*sink_)(passing);
}

void Emitter::Deliver(Literal& literal, bool named) {
  if (named) literal.path = names_;
  if (literal.name_span.empty()) {
    literal.name_span = !literal.path.empty() && names_.size() > inherited_names_
                            ? name_spans_.back() : Span{literal.span.begin, literal.span.begin};
  }
  if (literal.statement.empty()) {
    literal.statement = {std::min(literal.name_span.begin, literal.span.begin),
                         std::max(literal.name_span.end, literal.span.end)};
  }
  literal.in_comment = literal.in_comment || in_comment_;
  if (literal.decoded_from.empty()) literal.decoded_from = decoded_from_;
  if (outer_ != nullptr) Translate(literal);
  (*sink_)(literal);
}

// From positions in the made text to positions in the document. Literals
// stand in the order of their spans, so `joined_` is scratch for one.
void Emitter::Translate(Literal& literal) {
  if (literal.map != nullptr) {
    joined_ = literal.map->Then(*outer_);
  } else {
    OffsetMap slice;
    slice.Append(literal.span.size(), literal.span);
    joined_ = slice.Then(*outer_);
  }
  literal.map = &joined_;
  literal.span = outer_->ToOriginal(literal.span);
  literal.name_span = outer_->ToOriginal(literal.name_span);
  literal.statement = outer_->ToOriginal(literal.statement);
  if (!literal.alias.empty()) literal.alias = outer_->ToOriginal(literal.alias);
  if (literal.span.Of(document_) == literal.text) literal.map = nullptr;
  if (literal.path.size() == inherited_names_ && inherited_names_ > 0) {
    literal.name_span = name_spans_.back();
  }
}

void Emitter::EmitValue(const Literal& literal) {
  if (IsFar(literal, true)) return PassBy(literal);
  Literal delivered = literal;
  Deliver(delivered, true);
  EmitFallbacks(*this, literal);
  EmitVariables(*this, literal);
}

void Emitter::EmitScript(const Literal& literal) {
  if (IsFar(literal, true)) {
    PassBy(literal);
  } else {
    Literal delivered = literal;
    Deliver(delivered, true);
    EmitFallbacks(*this, literal);
  }
  EmbedCommandLine(*this, literal);
}

void Emitter::EmitAs(Literal literal, bool named) {
  if (IsFar(literal, named)) PassBy(literal);
  else Deliver(literal, named);
}

void Emitter::EmitUnder(std::string_view name, Span at, const Literal& literal) {
  Push(name, at);
  EmitValue(literal);
  Pop();
}

void Emitter::EmitUnderParent(const Literal& literal) {
  if (names_.empty() || surplus_ > 0) return EmitValue(literal);
  const std::string_view name = names_.back();
  const Span at = name_spans_.back();
  Pop();
  EmitValue(literal);
  Push(name, at);
}

void Emitter::EmitVerbatim(Span span, Span statement, Quote quote) {
  Literal literal;
  literal.text = span.Of(text_);
  literal.span = span;
  literal.statement = statement;
  literal.quote = quote;
  EmitValue(literal);
}

void Emitter::EmitComment(Span span) {
  span = Trim(text_, span);
  if (span.empty() || (places_ != nullptr && !HoldsPlace(span))) return;
  const bool before = in_comment_;
  in_comment_ = true;
  Literal literal;
  literal.text = span.Of(text_);
  literal.span = span;
  literal.kind = LiteralKind::kText;
  // A comment is about what follows it as often as about what is around it.
  EmitUnnamed(literal);
  ReadPairs(*this, span);
  in_comment_ = before;
}

void Emitter::EmitTrailingComment(Span span) {
  if (names_.empty() || surplus_ > 0) {
    EmitComment(span);
    return;
  }
  const std::string_view name = names_.back();
  const Span at = name_spans_.back();
  const std::size_t inherited = inherited_names_;
  Pop();
  inherited_names_ = std::min(inherited, names_.size());
  EmitComment(span);
  inherited_names_ = inherited;
  Push(name, at);
}

void Emitter::Embed(Format format, Span range) {
  if (embedding_ >= kMaxEmbedding || range.empty()) return;
  ++embedding_;
  const std::size_t before = depth();
  Read(*this, format, range);
  PopTo(before);
  --embedding_;
}

void Emitter::EmbedLiteral(Format format, const Literal& literal) {
  if (literal.map == nullptr) {
    Embed(format, literal.span);
    return;
  }
  if (embedding_ >= kMaxEmbedding || literal.text.empty()) return;
  OffsetMap outer = outer_ == nullptr ? *literal.map : literal.map->Then(*outer_);
  Emitter child(literal.text, *this, outer);
  ++child.embedding_;
  Read(child, format, {0, literal.text.size()});
}

void Emitter::EmbedDecoded(Format format, const Literal& literal, Encoding step) {
  decoded_from_.push_back(step);
  EmbedLiteral(format, literal);
  decoded_from_.pop_back();
}

}  // namespace keylint::decode
