// SPDX-License-Identifier: Apache-2.0
// Addresses that carry their own access: leaked while they work; what is
// over is expired.cc's.
#include <algorithm>

#include <fmt/format.h>

#include "lint/checksum/date.h"
#include "lint/scan/document_scan.h"

namespace keylint {
namespace {

constexpr std::size_t kMostSigned = 256;   // In one document.

std::string Sentence(const SignedAddress& facts) {
  const std::string_view what = facts.kind == SignedKind::kSas ? "A shared access signature" : "A presigned URL";
  if (!facts.ends) return fmt::format("{} whose end a stored policy sets stands in the text.", what);
  return fmt::format("{} that works until {} stands in the text.", what, EpochText(*facts.ends).substr(0, 10));
}

}  // namespace

void DocumentScan::TakeSigned(std::size_t at) {
  const std::string_view text = document_.text();
  if (signed_.size() >= kMostSigned || (!signed_.empty() && signed_.back().address.Contains(at))) return;
  const Span span = AddressAround(text, at);
  const auto facts = ReadSignedAddress(span.Of(text));
  if (!facts || !facts->sound) return;
  const Span signature{span.begin + facts->signature.begin, span.begin + facts->signature.end};
  signed_.push_back({span, signature, std::string(signature.Of(text)), *facts, {}, {}});
}

void DocumentScan::TakeSigned(const Literal& decoded, std::size_t at) {
  if (signed_.size() >= kMostSigned) return;
  const Span span = AddressAround(decoded.text, at);
  const auto facts = ReadSignedAddress(span.Of(decoded.text));
  if (!facts || !facts->sound) return;
  const Span in_text{span.begin + facts->signature.begin, span.begin + facts->signature.end};
  const Span signature = decoded.ToDocument(in_text);
  const bool known = std::any_of(signed_.begin(), signed_.end(), [&](const Signed& one) { return one.signature.Overlaps(signature); });
  if (known) return;
  Signed one{decoded.ToDocument(span), signature, std::string(in_text.Of(decoded.text)), *facts, {}, NamesOf(decoded.decoded_from)};
  one.path.assign(decoded.path.begin(), decoded.path.end());
  signed_.push_back(std::move(one));
}

void DocumentScan::AddSigned() {
  const std::int64_t now = pipeline_.options().now.time_since_epoch().count();
  const std::vector<Span> keys = spoken_for_;
  for (const Signed& one : signed_) {
    const bool spoken_for = std::any_of(keys.begin(), keys.end(), [&](Span key) { return key.Overlaps(one.signature); });
    if (spoken_for) continue;
    if (one.facts.ends && *one.facts.ends <= now) {
      Place(one.address, std::nullopt);
      continue;
    }
    TokenPlace place = PlaceAt(one.signature);
    place.token = one.token;
    place.name_path = one.path;
    place.decoded_from = one.decoded_from;
    const auto around = std::find_if(contexts_.begin(), contexts_.end(), [&](const LiteralContext& context) { return context.span.Contains(one.signature); });
    if (around != contexts_.end() && place.name_path.empty()) {
      place.name_path = around->path;
      place.in_comment = around->in_comment;
    }
    const std::string_view rule = one.facts.kind == SignedKind::kSas ? "leaked-key/sas-token" : "leaked-key/presigned-url";
    Finding finding = pipeline_.maker().FromFixedRule(rule, Sentence(one.facts), place);
    if (one.facts.ends) finding.expires = EpochText(*one.facts.ends);
    Place(one.signature, std::move(finding));
  }
}

}  // namespace keylint
