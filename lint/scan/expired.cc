// SPDX-License-Identifier: Apache-2.0
// Keys, certificates and signed addresses whose time is over at
// ScanOptions::now.
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/certificate.h"
#include "lint/checksum/encoding.h"
#include "lint/diagnose/expiry.h"
#include "lint/scan/document_scan.h"

namespace keylint {
namespace {

bool IsSaid(const Expiry& expiry) {
  return !expiry.rule_id.empty() && expiry.state != ExpiryState::kValid && expiry.state != ExpiryState::kStale;
}

// Bare base64 of a certificate, as SAML metadata and Secrets hold it.
std::optional<CertificateInfo> BareCertificate(std::string_view text) {
  constexpr std::size_t kShortest = 300;
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text.size() - first < kShortest || (!text.substr(first).starts_with("MII") && !text.substr(first).starts_with("MIG") && !text.substr(first).starts_with("MIH"))) return std::nullopt;
  std::string dense;
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n') dense += c;
  }
  const auto bytes = Base64Bytes(dense);
  return bytes ? ReadCertificate(*bytes) : std::nullopt;
}

// Other people's code: their certificates are theirs to renew.
bool IsVendored(std::string_view path) {
  constexpr std::string_view kFolders[] = {"vendor/", "third_party/", "third-party/", "thirdparty/", "node_modules/"};
  return std::any_of(std::begin(kFolders), std::end(kFolders), [&](std::string_view folder) {
    const std::size_t at = path.find(folder);
    return at != std::string_view::npos && (at == 0 || path[at - 1] == '/');
  });
}

// Folders of certificates that are trusted, not presented.
bool IsTrustStore(std::string_view path) {
  constexpr std::string_view kWords[] = {"ca-cert", "cacert", "trust", "anchor", "roots", "root-ca", "rootca", "ca-bundle", "cabundle", "ca-chain"};
  const std::string lower = LowerAscii(path);
  return std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// Recordings and examples show tokens as they once were.
bool ShowsTokens(std::string_view path, const std::vector<std::string>& names) {
  constexpr std::string_view kEnds[] = {".log", ".har", ".cassette"};
  constexpr std::string_view kWords[] = {"openapi", "swagger", "postman", "logs/", "cassettes/", "recordings/"};
  const std::string lower = LowerAscii(path);
  if (std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return lower.ends_with(end); })) return true;
  if (std::any_of(std::begin(kWords), std::end(kWords), [&](std::string_view word) { return lower.find(word) != std::string::npos; })) return true;
  return std::any_of(names.begin(), names.end(), [](std::string_view name) { return name == "example" || name == "examples" || name == "x-example"; });
}

std::string Capitalised(std::string text) {
  if (!text.empty()) text[0] = Upper(text[0]);
  return text;
}

}  // namespace

bool DocumentScan::HoldsCertificates() const {
  constexpr std::string_view kEnds[] = {".pem", ".crt", ".cer", ".cert", ".ca-bundle", ".der"};
  const std::string_view path = document_.path;
  // SAML metadata holds certificates bare.
  if (path.ends_with(".xml") && document_.text().find("X509Certificate>MI") != std::string_view::npos) return true;
  return std::any_of(std::begin(kEnds), std::end(kEnds), [&](std::string_view end) { return path.ends_with(end); }) &&
         (document_.text().find("-----BEGIN CERTIFICATE-----") != std::string_view::npos || HoldsDer());
}

// A token that is over by its own dates opens nothing any more.
void DocumentScan::HeedExpiry(const Judged& judged, Finding& finding) const {
  const ExpiryOptions when{pipeline_.options().now.time_since_epoch().count(), 0};
  if (when.now == 0 || judged.verdict.form != Form::kWellFormed || finding.family() != "leaked-key") return;
  const auto expiry = CheckExpiry(judged.verdict, judged.item.candidate.token, when);
  if (!expiry || expiry->state != ExpiryState::kExpired) return;
  finding.level = std::min(finding.level, Level::kNote);
  finding.why = "It has run out and lets nobody in; what it says about people and programs can still be read.";
}

bool DocumentScan::HoldsDer() const { return document_.text().starts_with("\x30\x82") || document_.text().starts_with("\x30\x81"); }

void DocumentScan::MakeExpiry() {
  constexpr std::size_t kLongestText = 4U << 20;
  constexpr std::int64_t kDay = 86400;
  if (kind_ == TextKind::kProse) return;
  const ScanOptions& options = pipeline_.options();
  const ExpiryOptions when{options.now.time_since_epoch().count(), options.expiring_within_days * kDay};
  if (when.now == 0) return;
  struct Dated {
    TokenPlace place;
    Expiry expiry;
    std::string owned;           ///< What place.token borrows, when decoded.
    const KeyRule* key = nullptr;
  };
  std::vector<Dated> found;
  CoveredBytes dated_bytes;
  if (!judged_.empty()) lines();   // Of most documents nothing is said.
  for (const Judged& judged : judged_) {
    if (judged.item.context && contexts_[*judged.item.context].in_comment) continue;
    if (judged.verdict.form == Form::kPublished) dated_bytes.Add(judged.item.span);   // The sample of a standard has run out long ago.
    auto expiry = CheckExpiry(judged.verdict, judged.item.candidate.token, when);
    if (!expiry) continue;
    dated_bytes.Add(judged.item.span);
    found.push_back({PlaceOf(judged), std::move(*expiry), {}, judged.verdict.key});
  }
  const auto add = [&](Span span, std::string_view token, const LiteralContext* context, const Expiry& expiry) {
    if (dated_bytes.Overlaps(span)) return;
    dated_bytes.Add(span);
    Dated dated;
    lines();
    dated.place = PlaceAt(span);
    dated.owned = token;
    if (context != nullptr) {
      dated.place.name_path = context->path;
      dated.place.decoded_from = context->decoded_from;
    }
    dated.expiry = expiry;
    found.push_back(std::move(dated));
  };
  const std::string_view text = document_.text();
  // Programs that hold no key and no signed address are not searched for dates.
  const bool searched = kind_ != TextKind::kSource || !judged_.empty() || !signed_.empty();
  if (searched && text.size() <= kLongestText && (!dates_.empty() || held_items_)) {
    const std::vector<DatedText> dated_texts = FindDatedText(text, when);
    const SpanIndex places = dated_texts.empty() ? SpanIndex() : ContextPlaces();
    for (const DatedText& dated : dated_texts) {
      const auto around = places.Around(dated.span);
      add(dated.span, dated.span.Of(text), around ? &contexts_[*around] : nullptr, dated.expiry);
    }
  }
  if (HoldsDer()) {
    if (const auto info = ReadCertificate(text)) add({0, text.size()}, text, nullptr, CertificateExpiry(*info, when));
  }
  for (const LiteralContext& context : contexts_) {
    if (const auto info = BareCertificate(context.text)) add(context.span, context.text, &context, CertificateExpiry(*info, when));
    if (context.decoded_from.empty() || context.text.find("-----BEGIN CERTIFICATE") == std::string::npos) continue;
    for (const DatedText& dated : FindDatedText(context.text, when)) add(context.span, context.text, &context, dated.expiry);
  }
  std::vector<Mask> masks;
  std::vector<Span> spans;
  const std::size_t before = result_.findings.size();
  constexpr std::ptrdiff_t kMostOwnCertificates = 4;
  const auto certificates = std::count_if(found.begin(), found.end(), [](const Dated& one) { return one.expiry.rule_id == "expired/certificate"; });
  bool said_root = false;
  for (Dated& dated : found) {
    if (dated.place.token.empty()) dated.place.token = dated.owned;
    const bool is_public = dated.expiry.rule_id == "expired/certificate";
    masks.push_back({dated.place.span, Redact(dated.place.token, 0)});
    if (!IsSaid(dated.expiry)) continue;
    std::string subject = dated.key != nullptr ? std::string(dated.key->title) : std::string();
    Finding finding = pipeline_.maker().FromFixedRule(dated.expiry.rule_id, "", dated.place);
    if (subject.empty()) subject = is_public ? "Certificate" : dated.expiry.rule_id == "expired/jwt" ? "JSON Web Token" : "Signed address";
    finding.what = fmt::format("{}: {}.", Capitalised(subject), dated.expiry.detail);
    const bool over = dated.expiry.state == ExpiryState::kExpired || dated.expiry.state == ExpiryState::kRetired;
    // A root among others: a chain's or a bundle's, and one is enough to say.
    const bool root = is_public && certificates > 1 && (dated.expiry.self_issued || IsTrustStore(document_.path));
    if (root && std::exchange(said_root, true)) continue;
    // Lists of authorities keep roots that have run out; nobody presents them.
    const bool authorities = is_public && (kind_ == TextKind::kSource || certificates > kMostOwnCertificates || dated.expiry.authority || root ||
                                           (dated.expiry.self_issued && IsTrustStore(document_.path)));
    const bool shown = !is_public && ShowsTokens(document_.path, dated.place.name_path);
    finding.level = over && !in_test_ && !authorities && !shown && !(is_public && IsVendored(document_.path)) ? Level::kWarning : Level::kNote;
    if (dated.expiry.state == ExpiryState::kNotYet) finding.why = "Until that day whatever uses it is turned away.";
    if (!over && dated.expiry.state == ExpiryState::kSoon) finding.why = "Whatever uses it stops working on that day.";
    finding.expires = dated.expiry.expires;
    if (dated.key != nullptr) {
      finding.key_id = dated.key->id;
      finding.provider = pipeline_.rules().ProviderOf(*dated.key).id;
    }
    if (!IsWanted(finding)) continue;
    spans.push_back(dated.place.span);
    Keep(std::move(finding));
  }
  if (result_.findings.size() == before) return;
  masks.insert(masks.end(), masks_.begin(), masks_.end());
  NormaliseMasks(masks);
  for (std::size_t i = before; i < result_.findings.size(); ++i) {
    if (!HoldsDer()) FindingMaker::AddSnippet(result_.findings[i], document_, lines(), spans[i - before], masks);
  }
}

}  // namespace keylint
