// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/expiry.h"

#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/base/span_index.h"
#include "lint/checksum/certificate.h"
#include "lint/checksum/date.h"
#include "lint/checksum/structure.h"
#include "lint/diagnose/checks.h"
#include "lint/diagnose/signed_address.h"

namespace keylint {
namespace {

constexpr std::int64_t kDay = 86400;
constexpr std::int64_t kAbsurdLifetime = 5 * 366 * kDay;
constexpr std::size_t kLongestAddress = 4096;   // A token that may be one.

std::optional<std::int64_t> Number(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

// Days since 1970 of a date of the Gregorian calendar (Howard Hinnant's
// days_from_civil).
std::int64_t Days(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const unsigned in_era = static_cast<unsigned>(year - era * 400);
  const unsigned in_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const unsigned day_of_era = in_era * 365 + in_era / 4 - in_era / 100 + in_year;
  return era * 146097 + static_cast<std::int64_t>(day_of_era) - 719468;
}

std::string Unescaped(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view escape = text.substr(i, 3);
    if (escape == "%3A" || escape == "%3a") { plain += ':'; i += 2; }
    else if (escape == "%2B" || escape == "%2b") { plain += '+'; i += 2; }
    else plain += text[i];
  }
  return plain;
}

std::string Lasting(std::int64_t seconds) {
  const std::int64_t days = seconds / kDay;
  if (days >= 730) return fmt::format("{} years", days / 365);
  if (days >= 1) return fmt::format("{} day{}", days, days == 1 ? "" : "s");
  const std::int64_t hours = std::max<std::int64_t>(seconds / 3600, 1);
  return fmt::format("{} hour{}", hours, hours == 1 ? "" : "s");
}

// The state of something that expires at `end`.
Expiry Until(std::int64_t end, const ExpiryOptions& options, std::string_view rule) {
  Expiry expiry;
  expiry.expires = EpochText(end);
  const std::string day = expiry.expires.substr(0, 10);
  if (end <= options.now) {
    expiry.state = ExpiryState::kExpired;
    expiry.detail = fmt::format("expired {} ago ({})", Lasting(options.now - end), day);
  } else if (end - options.now <= options.soon) {
    expiry.state = ExpiryState::kSoon;
    expiry.detail = fmt::format("expires in {} ({})", Lasting(end - options.now), day);
  } else {
    expiry.detail = fmt::format("expires {}", day);
    return expiry;
  }
  expiry.rule_id = rule;
  return expiry;
}

std::string_view FactOf(const Verdict& verdict, FactKind kind) {
  for (const Fact& fact : verdict.facts) {
    if (fact.kind == kind) return fact.value;
  }
  return {};
}

std::string RuleOfKey(const KeyRule& key) {
  if (IsJwt(key) && key.id.find("jwt") != std::string_view::npos) return "expired/jwt";
  return fmt::format("expired/{}", key.id);
}

// --- signed addresses ------------------------------------------------------

std::string_view RuleOf(SignedKind kind) { return kind == SignedKind::kSas ? "expired/sas-token" : "expired/presigned-url"; }

std::optional<Expiry> SignedExpiry(std::string_view query, const ExpiryOptions& options) {
  const auto address = ReadSignedAddress(query);
  if (!address || !address->ends) return std::nullopt;
  return Until(*address->ends, options, RuleOf(address->kind));
}

void FindAddresses(std::string_view text, const ExpiryOptions& options, std::vector<DatedText>& found) {
  CoveredBytes known;
  for (const std::string_view mark : SignatureMarks()) {
    std::size_t after = 0;
    for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, std::max(at + 1, after))) {
      const Span span = AddressAround(text, at);
      after = span.end;
      if (known.Overlaps(span)) continue;
      if (const auto expiry = SignedExpiry(span.Of(text), options)) {
        known.Add(span);
        found.push_back({span, *expiry});
      }
    }
  }
}

bool IsJwtByte(char c) { return IsWord(c) || c == '-' || c == '.'; }

void FindJwts(std::string_view text, const ExpiryOptions& options, std::vector<DatedText>& found) {
  for (std::size_t at = text.find("eyJ"); at != std::string_view::npos; at = text.find("eyJ", at + 1)) {
    if (at > 0 && IsJwtByte(text[at - 1])) continue;
    std::size_t end = at;
    while (end < text.size() && end - at < 16384 && IsJwtByte(text[end])) ++end;
    const StructureResult result = VerifyStructure("jwt", text.substr(at, end - at));
    for (const Fact& fact : result.facts) {
      if (fact.kind != FactKind::kExpires) continue;
      if (const auto expires = ParseTime(fact.value)) found.push_back({{at, end}, Until(*expires, options, "expired/jwt")});
    }
    at = end;
    if (at >= text.size()) break;
  }
}

void FindCertificates(std::string_view text, const ExpiryOptions& options, std::vector<DatedText>& found) {
  constexpr std::string_view kBegin = "-----BEGIN CERTIFICATE-----";
  constexpr std::string_view kEnd = "-----END CERTIFICATE-----";
  for (std::size_t at = text.find(kBegin); at != std::string_view::npos; at = text.find(kBegin, at + 1)) {
    const std::size_t close = text.find(kEnd, at);
    if (close == std::string_view::npos) return;
    const Span span{at, close + kEnd.size()};
    if (const auto info = InspectCertificate(span.Of(text))) found.push_back({span, CertificateExpiry(*info, options)});
    at = close;
  }
}

// "ISRG Root X1", "Go Daddy Class 2 Certification Authority", "SecureTrust CA".
bool NamesAuthority(std::string_view subject) {
  const std::string lower = LowerAscii(subject);
  constexpr std::array<std::string_view, 5> kWords = {"root", "raiz", "authority", "certificat", "trust"};
  if (std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return lower.find(word) != std::string::npos; })) return true;
  const auto is_letter = [&](std::size_t at) { return at < lower.size() && IsLower(lower[at]); };
  for (std::size_t at = lower.find("ca"); at != std::string::npos; at = lower.find("ca", at + 1)) {
    if (!is_letter(at + 2) && (at == 0 || !is_letter(at - 1))) return true;
  }
  return false;
}

}  // namespace

Expiry CertificateExpiry(const CertificateInfo& info, const ExpiryOptions& options) {
  Expiry expiry;
  if (info.not_before > options.now) {
    expiry = {ExpiryState::kNotYet, "expired/certificate", EpochText(info.not_after), fmt::format("not valid before {}", EpochText(info.not_before).substr(0, 10))};
  } else {
    expiry = Until(info.not_after, options, "expired/certificate");
  }
  expiry.self_issued = info.self_issued;
  expiry.authority = info.self_issued && NamesAuthority(info.subject);
  return expiry;
}

std::optional<std::int64_t> ParseTime(std::string_view text) {
  const std::string plain = Unescaped(text.substr(0, 64));
  std::string_view rest = plain;
  if (rest.size() < 8) return std::nullopt;
  if (rest.size() >= 15 && IsDigit(rest[4])) return CompactEpoch(rest);
  const auto digits = [&](std::size_t at, std::size_t count) -> std::optional<std::int64_t> {
    if (at + count > rest.size()) return std::nullopt;
    const std::string_view part = rest.substr(at, count);
    return std::all_of(part.begin(), part.end(), IsDigit) ? Number(part) : std::nullopt;
  };
  const auto year = digits(0, 4);
  const auto month = digits(5, 2);
  const auto day = digits(8, 2);
  if (!year || !month || !day || rest[4] != '-' || rest[7] != '-') return std::nullopt;
  if (*month < 1 || *month > 12 || *day < 1 || *day > 31) return std::nullopt;
  std::int64_t seconds = Days(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)) * kDay;
  if (rest.size() == 10) return seconds;
  if (rest[10] != 'T' && rest[10] != ' ' && rest[10] != 't') return std::nullopt;
  const auto hour = digits(11, 2);
  const auto minute = digits(14, 2);
  if (!hour || !minute || *hour > 24 || *minute > 59) return std::nullopt;
  seconds += *hour * 3600 + *minute * 60;
  std::size_t at = 16;
  if (at < rest.size() && rest[at] == ':') {
    const auto second = digits(at + 1, 2);
    if (!second || *second > 60) return std::nullopt;
    seconds += *second;
    at += 3;
  }
  if (at < rest.size() && rest[at] == '.') {
    for (++at; at < rest.size() && IsDigit(rest[at]);) ++at;
  }
  if (at == rest.size() || rest[at] == 'Z' || rest[at] == 'z') return seconds;
  if (rest[at] != '+' && rest[at] != '-') return std::nullopt;
  const auto offset_hours = digits(at + 1, 2);
  const auto offset_minutes = digits(at + (at + 3 < rest.size() && rest[at + 3] == ':' ? 4 : 3), 2);
  if (!offset_hours) return std::nullopt;
  const std::int64_t offset = *offset_hours * 3600 + offset_minutes.value_or(0) * 60;
  return rest[at] == '+' ? seconds - offset : seconds + offset;
}

std::optional<std::int64_t> ParseDuration(std::string_view text) {
  if (text.size() < 2) return std::nullopt;
  const auto count = Number(text.substr(0, text.size() - 1));
  if (!count || *count < 0 || *count > 1'000'000) return std::nullopt;
  switch (text.back()) {
    case 's': return *count;
    case 'm': return *count * 60;
    case 'h': return *count * 3600;
    case 'd': return *count * kDay;
    case 'w': return *count * 7 * kDay;
    case 'y': return *count * 365 * kDay;
    default: return std::nullopt;
  }
}

std::optional<Expiry> CheckExpiry(const Verdict& verdict, std::string_view token, const ExpiryOptions& options) {
  if (verdict.key == nullptr || verdict.form != Form::kWellFormed) return std::nullopt;
  const KeyRule& key = *verdict.key;
  if (const auto retired = ParseTime(key.retired); retired && *retired <= options.now) {
    Expiry expiry{ExpiryState::kRetired, "expired/retired-kind", std::string(key.retired), fmt::format("keys of this kind stopped working on {}", key.retired)};
    if (!key.retired_hint.empty()) expiry.detail += fmt::format("; use {} instead", key.retired_hint);
    return expiry;
  }
  if (const auto end = ParseTime(FactOf(verdict, FactKind::kExpires))) {
    if (const auto start = ParseTime(FactOf(verdict, FactKind::kNotBefore)); start && *start > options.now) {
      return Expiry{ExpiryState::kNotYet, RuleOfKey(key), EpochText(*end), fmt::format("not valid before {}", EpochText(*start).substr(0, 10))};
    }
    // Nobody remembers a key for that long: it is as good as without an end.
    const std::int64_t lifetime = *end - ParseTime(FactOf(verdict, FactKind::kIssued)).value_or(options.now);
    if (key.expiring && *end > options.now && lifetime > kAbsurdLifetime) {
      return Expiry{ExpiryState::kNoExpiry, "expired/no-expiry", EpochText(*end),
                    fmt::format("it works for {}, until {}", Lasting(lifetime), EpochText(*end).substr(0, 10))};
    }
    return Until(*end, options, RuleOfKey(key));
  }
  if (const auto signed_expiry = SignedExpiry(token.substr(0, kLongestAddress), options)) return signed_expiry;
  if (const auto lifetime = ParseDuration(key.lifetime)) {
    if (const auto issued = ParseTime(FactOf(verdict, FactKind::kIssued))) return Until(*issued + *lifetime, options, RuleOfKey(key));
    return Expiry{ExpiryState::kStale, "", "", fmt::format("keys of this kind live {}; a stored one is of no use later", key.lifetime)};
  }
  if (key.expiring) return Expiry{ExpiryState::kNoExpiry, "expired/no-expiry", "", "it never expires, though keys of this kind can"};
  if (const auto retired = ParseTime(key.retired)) return Until(*retired, options, "expired/retired-kind");
  return std::nullopt;
}

std::vector<DatedText> FindDatedText(std::string_view text, const ExpiryOptions& options) {
  std::vector<DatedText> found;
  FindAddresses(text, options, found);
  FindJwts(text, options, found);
  FindCertificates(text, options, found);
  std::sort(found.begin(), found.end(), [](const DatedText& a, const DatedText& b) { return a.span.begin < b.span.begin; });
  return found;
}

}  // namespace keylint
