// SPDX-License-Identifier: Apache-2.0
// Payments, identity, messaging: what can be decoded offline.
// Source: payments-saas facts, 1.2 (provider samples and documentation, read
// 2026-11). Where few samples are known a misfit is doubtful, not bad.
#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/date.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

bool AllDigits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool IsUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    const bool hex = IsHexDigit(text[i]);
    if (dash ? text[i] != '-' : !hex) return false;
  }
  return true;
}

// The body after the last '_' or '-' of the prefix.
std::size_t BodyBegin(std::string_view token) {
  const std::size_t separator = token.find_last_of('_');
  return separator == std::string_view::npos ? 0 : separator + 1;
}

// A ULID's first ten digits are milliseconds. Source: ulid/spec.
std::string UlidDate(std::string_view ulid) {
  if (ulid.size() < 26 || !CrockfordNumber(ulid.substr(10, 8)) || !CrockfordNumber(ulid.substr(18, 8))) return {};
  const auto milliseconds = CrockfordNumber(ulid.substr(0, 10));
  constexpr std::uint64_t k2010 = 1262304000000, k2100 = 4102444800000;
  if (!milliseconds || *milliseconds < k2010 || *milliseconds > k2100) return {};
  return EpochText(static_cast<std::int64_t>(*milliseconds / 1000));
}

std::string GrownUlid(std::string_view seed) {
  std::string ulid = CrockfordText(1767225600000u + static_cast<unsigned char>(BytesFrom(seed, 1)[0]) * 86400000u, 10);
  for (const unsigned char c : BytesFrom(seed, 16)) ulid += "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[c % 32];
  return ulid;
}

}  // namespace

/// 99-character bodies: "51" begins the account id, "00" stands at offset 89.
StructureResult VerifyStripeAccount(std::string_view, std::string_view token) {
  const std::string_view body = token.substr(BodyBegin(token));
  if (body.size() < 17 || body[0] != '5' || body[1] != '1') return {};
  std::vector<Fact> facts = {{FactKind::kAccount, "acct_" + std::string(body.substr(1, 16))}};
  if (body.size() == 99 && body.substr(89, 2) != "00") {
    return Doubtful("the two zeros near its end are missing", std::move(facts));
  }
  return Ok(std::move(facts));
}

std::string SealStripeAccount(std::string_view, std::string_view token) {
  std::string sealed(token);
  const std::size_t begin = BodyBegin(token);
  if (sealed.size() - begin == 99) sealed.replace(begin + 89, 2, "00");
  return sealed;
}

namespace {
constexpr std::string_view kClerkDevelopment = ".clerk.accounts.dev";
}

/// base64 of the Frontend API's host and "$". Source: Clerk documentation.
StructureResult VerifyClerkHost(std::string_view, std::string_view token) {
  const auto text = Base64Bytes(token.substr(BodyBegin(token)));
  if (!text || text->empty()) return Bad("it does not decode to a host");
  if (text->back() != '$') return Bad("its decoded host does not end in $: the end is missing");
  const std::string host = text->substr(0, text->size() - 1);
  const bool plain = host.find('.') != std::string::npos &&
                     host.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789.-ABCDEFGHIJKLMNOPQRSTUVWXYZ") == std::string::npos;
  if (!plain) return Bad("it does not decode to a host");
  std::vector<Fact> facts = {{FactKind::kHost, host}};
  const bool development = host.ends_with(kClerkDevelopment) || host.ends_with(".lcl.dev");
  if (development == token.starts_with("pk_test_")) return Ok(std::move(facts));
  return Doubtful(development ? "a live key that names a development host" : "a test key that names a production host",
                  std::move(facts));
}

std::string SealClerkHost(std::string_view, std::string_view token) {
  const std::size_t begin = BodyBegin(token);
  const std::size_t body = token.size() - begin - (token.ends_with("==") ? 2 : token.ends_with('=') ? 1 : 0);
  const bool test = token.starts_with("pk_test_");
  const std::string tail = test ? std::string(kClerkDevelopment) : ".shop-example.com";
  const std::size_t size = std::max(body * 3 / 4, tail.size() + 5) - 1;
  std::string name;
  for (const unsigned char c : BytesFrom(token, size - tail.size())) name += static_cast<char>('a' + c % 26);
  return std::string(token.substr(0, begin)) + Base64Text(name + tail + "$", token.ends_with('='));
}

/// base64 of "key_ULID,25 characters".
StructureResult VerifyWorkosUlid(std::string_view, std::string_view token) {
  const auto text = Base64Bytes(token.substr(BodyBegin(token)));
  if (!text || !text->starts_with("key_")) return {};
  const std::size_t comma = text->find(',');
  if (comma != 30) return Doubtful("its decoded id is no ULID");
  const std::string date = UlidDate(std::string_view(*text).substr(4, 26));
  if (date.empty()) return Doubtful("its decoded id is no ULID");
  if (text->size() != 56) return Doubtful(fmt::format("its decoded secret has {} of 25 characters", text->size() - 31));
  return Ok({{FactKind::kIssued, date}});
}

std::string SealWorkosUlid(std::string_view, std::string_view token) {
  const std::string random = HexText(BytesFrom(token, 13)).substr(0, 25);
  const std::size_t begin = BodyBegin(token);
  return std::string(token.substr(0, begin)) + Base64Text("key_" + GrownUlid(token) + "," + random, token.ends_with('='));
}

namespace {

// The first run of exactly 26 letters and digits.
Span UlidSpan(std::string_view token) {
  for (std::size_t begin = 0; begin < token.size();) {
    std::size_t end = begin;
    while (end < token.size() && IsAlnum(token[end])) ++end;
    if (end - begin == 26) return {begin, end};
    begin = end + 1;
  }
  return {};
}

}  // namespace

/// A ULID as one of the token's parts (Paddle).
StructureResult VerifyUlid(std::string_view, std::string_view token) {
  const Span span = UlidSpan(token);
  if (span.empty()) return {};
  const std::string date = UlidDate(span.Of(token));
  if (date.empty()) return Doubtful("its id is no ULID");
  return Ok({{FactKind::kIssued, date}});
}

std::string SealUlid(std::string_view, std::string_view token) {
  const Span span = UlidSpan(token);
  std::string sealed(token);
  if (span.empty()) return sealed;
  std::string ulid = GrownUlid(token);
  const bool upper = std::any_of(token.begin() + static_cast<long>(span.begin), token.begin() + static_cast<long>(span.end),
                                 IsUpper);
  return sealed.replace(span.begin, 26, upper ? ulid : LowerAscii(ulid));
}

/// KEY + a UUID of version 7 in capitals, without dashes.
StructureResult VerifyTelnyxUuid7(std::string_view, std::string_view token) {
  if (!token.starts_with("KEY") || token.size() < 35) return {};
  const std::string_view hex = token.substr(3, 32);
  const auto bytes = HexBytes(hex);
  if (!bytes) return {};
  if (hex[12] != '7' || std::string_view("89ABab").find(hex[16]) == std::string_view::npos) {
    return Doubtful("its id is no UUID of version 7");
  }
  std::uint64_t milliseconds = 0;
  for (std::size_t i = 0; i < 6; ++i) milliseconds = milliseconds << 8 | static_cast<unsigned char>((*bytes)[i]);
  return Ok({{FactKind::kIssued, EpochText(static_cast<std::int64_t>(milliseconds / 1000))}});
}

std::string SealTelnyxUuid7(std::string_view, std::string_view token) {
  std::string sealed(token);
  if (sealed.size() < 35) return sealed;
  sealed.replace(3, 6, "019B75");
  sealed[15] = '7';
  sealed[19] = 'A';
  return sealed;
}

/// os_v2_app_ + base32 whose first 26 characters hold the app's id.
StructureResult VerifyOnesignalApp(std::string_view, std::string_view token) {
  const std::string_view body = token.substr(BodyBegin(token));
  const auto bytes = Base32Bytes(body.substr(0, std::min<std::size_t>(26, body.size())));
  if (body.size() < 26 || !bytes || bytes->size() != 16) return {};
  return Ok({{FactKind::kProject, UuidText(*bytes)}});
}

std::string SealOnesignalApp(std::string_view, std::string_view token) { return std::string(token); }

/// base64 of "random,MERCHANT-UUID,...": one sample known.
StructureResult VerifyKlarna(std::string_view, std::string_view token) {
  const auto text = Base64Bytes(token.substr(BodyBegin(token)));
  if (!text) return {};
  const std::size_t comma = text->find(',');
  if (comma == std::string::npos || !IsUuid(std::string_view(*text).substr(comma + 1, 36))) return {};
  return Ok({{FactKind::kAccount, text->substr(comma + 1, 36)}});
}

std::string SealKlarna(std::string_view, std::string_view token) {
  const std::size_t begin = BodyBegin(token);
  std::string text = HexText(BytesFrom(token, 16)) + "," + UuidText(BytesFrom(token, 17).substr(1)) + ",1,";
  const std::size_t size = (token.size() - begin) * 3 / 4;
  while (text.size() < size) text += HexText(BytesFrom(text, 1));
  if (size > 72) text.resize(size);
  return std::string(token.substr(0, begin)) + Base64Text(text, token.ends_with('='));
}

/// base64 of 64 hex digits and a query. Source: Algolia documentation.
StructureResult VerifyAlgoliaSecured(std::string_view, std::string_view token) {
  const auto text = Base64Bytes(token);
  if (!text || text->size() <= 64 || !HexBytes(std::string_view(*text).substr(0, 64))) return {};
  std::vector<Fact> facts;
  const std::size_t until = text->find("validUntil=");
  if (until != std::string::npos) {
    const std::string digits = text->substr(until + 11, 10);
    if (digits.size() == 10 && AllDigits(digits)) AddFact(facts, FactKind::kExpires, EpochText(std::stoll(digits)));
  }
  return Ok(std::move(facts));
}

std::string SealAlgoliaSecured(std::string_view, std::string_view token) {
  return Base64Text(HexText(BytesFrom(token, 32)) + "filters=public&validUntil=4102444800", token.ends_with('='));
}

/// $aact_prod_ or _hmlg_, three digits, base64 of "hash::uuid::...".
StructureResult VerifyAsaas(std::string_view, std::string_view token) {
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kMode, token.starts_with("$aact_hmlg_") ? "sandbox" : token.starts_with("$aact_prod_") ? "live" : "");
  const std::size_t begin = BodyBegin(token);
  if (token.size() < begin + 4) return {};
  const auto text = Base64Bytes(token.substr(begin + 3));
  if (!text || text->find("::") == std::string::npos) return Doubtful("it does not decode to the parts of an Asaas key", std::move(facts));
  return Ok(std::move(facts));
}

std::string SealAsaas(std::string_view, std::string_view token) {
  const std::size_t begin = BodyBegin(token);
  if (token.size() < begin + 4) return std::string(token);
  const std::size_t size = (token.size() - begin - 3) * 3 / 4;
  std::string text = HexText(BytesFrom(token, 16)) + "::" + UuidText(BytesFrom(token, 17).substr(1)) + "::";
  while (text.size() < size) text += HexText(BytesFrom(text, 2));
  text.resize(std::max<std::size_t>(size, 40));
  std::string sealed = std::string(token.substr(0, begin)) + "000" + Base64Text(text, token.ends_with('='));
  return sealed;
}

/// TEST- or APP_USR-, app id, MMDDHH, 32 hex, user id.
StructureResult VerifyMercadoPago(std::string_view, std::string_view token) {
  const bool test = token.starts_with("TEST-");
  if (!test && !token.starts_with("APP_USR-")) return {};
  std::string_view rest = token.substr(token.find('-') + 1);
  std::vector<Fact> facts = {{FactKind::kMode, test ? "test" : "live"}};
  const std::size_t dash = rest.find('-');
  if (dash == std::string_view::npos || !AllDigits(rest.substr(0, dash))) return Ok(std::move(facts));
  AddFact(facts, FactKind::kProject, rest.substr(0, dash));
  const std::string_view user = rest.substr(rest.find_last_of('-') + 1);
  if (AllDigits(user)) AddFact(facts, FactKind::kAccount, user);
  return Ok(std::move(facts));
}

std::string SealMercadoPago(std::string_view, std::string_view token) { return std::string(token); }

/// ...-us21: the data centre.
StructureResult VerifyMailchimpRegion(std::string_view, std::string_view token) {
  const std::size_t dash = token.rfind('-');
  if (dash == std::string_view::npos) return Bad("its data centre, such as -us21, is missing");
  return Ok({{FactKind::kRegion, std::string(token.substr(dash + 1))}});
}

std::string SealMailchimpRegion(std::string_view, std::string_view token) { return std::string(token); }

/// pat-eu1-UUID: the hub's region.
StructureResult VerifyHubspotRegion(std::string_view, std::string_view token) {
  if (!token.starts_with("pat-")) return {};
  const std::string_view rest = token.substr(4);
  return Ok({{FactKind::kRegion, std::string(rest.substr(0, rest.find('-')))}});
}

std::string SealHubspotRegion(std::string_view, std::string_view token) { return std::string(token); }

/// BOT-ID:secret.
StructureResult VerifyTelegramBot(std::string_view, std::string_view token) {
  const std::string_view id = token.substr(0, token.find(':'));
  if (!AllDigits(id) || id.size() == token.size()) return {};
  return Ok({{FactKind::kAccount, std::string(id)}});
}

std::string SealTelegramBot(std::string_view, std::string_view token) {
  std::string sealed(token);
  if (sealed.starts_with('0')) sealed[0] = '7';
  return sealed;
}

/// ORG-ID!session: the organisation's 15 characters, 00D...
StructureResult VerifySalesforceSession(std::string_view, std::string_view token) {
  if (!token.starts_with("00D") || token.size() < 16) return {};
  return Ok({{FactKind::kAccount, std::string(token.substr(0, 15))}});
}

std::string SealSalesforceSession(std::string_view, std::string_view token) { return std::string(token); }

}  // namespace keylint::structures
