// SPDX-License-Identifier: Apache-2.0
// Addresses that carry their own access: leaked while they work; what is
// over is expired.cc's.
#include <algorithm>

#include <fmt/format.h>

#include "lint/checksum/date.h"
#include "lint/scan/document_scan.h"

namespace keylint {
namespace {

std::string Sentence(const SignedAddress& facts) {
  const std::string_view what = facts.kind == SignedKind::kSas ? "A shared access signature" : "A presigned URL";
  if (!facts.ends) return fmt::format("{} whose end a stored policy sets stands in the text.", what);
  return fmt::format("{} that works until {} stands in the text.", what, EpochText(*facts.ends).substr(0, 10));
}

}  // namespace

void DocumentScan::TakeSigned(std::size_t at) {
  const std::string_view text = document_.text();
  if (last_address_.Contains(at)) return;
  const Span span = last_address_ = AddressAround(text, at);
  const auto facts = ReadSignedAddress(span.Of(text));
  if (!facts || !facts->sound) return;
  const Span signature{span.begin + facts->signature.begin, span.begin + facts->signature.end};
  signed_bytes_.Add(signature);
  signed_.push_back({span, signature, std::string(signature.Of(text)), *facts, {}, {}});
}

std::size_t DocumentScan::TakeSigned(const Literal& decoded, std::size_t at) {
  const Span span = AddressAround(decoded.text, at);
  const auto facts = ReadSignedAddress(span.Of(decoded.text));
  if (!facts || !facts->sound) return span.end;
  const Span in_text{span.begin + facts->signature.begin, span.begin + facts->signature.end};
  const Span signature = decoded.ToDocument(in_text);
  if (signed_bytes_.Overlaps(signature)) return span.end;
  signed_bytes_.Add(signature);
  Signed one{decoded.ToDocument(span), signature, std::string(in_text.Of(decoded.text)), *facts, {}, NamesOf(decoded.decoded_from)};
  one.path.assign(decoded.path.begin(), decoded.path.end());
  signed_.push_back(std::move(one));
  return span.end;
}

SpanIndex DocumentScan::ContextPlaces() const {
  SpanIndex places;
  for (std::size_t i = 0; i < contexts_.size(); ++i) places.Add(contexts_[i].span, i);
  places.Sort();
  return places;
}

void DocumentScan::AddSigned() {
  if (signed_.empty()) return;
  const std::int64_t now = pipeline_.options().now.time_since_epoch().count();
  CoveredBytes keys;
  for (const Span key : spoken_for_) keys.Add(key);
  const SpanIndex places = ContextPlaces();
  for (const Signed& one : signed_) {
    if (keys.Overlaps(one.signature)) continue;
    if (one.facts.ends && *one.facts.ends <= now) {
      Place(one.address, std::nullopt);
      continue;
    }
    TokenPlace place = PlaceAt(one.signature);
    place.token = one.token;
    place.name_path = one.path;
    place.decoded_from = one.decoded_from;
    if (const auto around = places.Around(one.signature); around && place.name_path.empty()) {
      place.name_path = contexts_[*around].path;
      place.in_comment = contexts_[*around].in_comment;
    }
    const std::string_view rule = one.facts.kind == SignedKind::kSas ? "leaked-key/sas-token" : "leaked-key/presigned-url";
    Finding finding = pipeline_.maker().FromFixedRule(rule, Sentence(one.facts), place);
    if (one.facts.ends) finding.expires = EpochText(*one.facts.ends);
    Place(one.signature, std::move(finding));
  }
}

}  // namespace keylint
