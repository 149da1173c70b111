// SPDX-License-Identifier: Apache-2.0
// Tokens that carry a JSON object in base64: JWT and its relatives.
#include <algorithm>

#include <fmt/format.h>

#include "lint/checksum/date.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/json.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

std::vector<std::string_view> Split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t at; (at = text.find(separator)) != std::string_view::npos; text.remove_prefix(at + 1)) {
    parts.push_back(text.substr(0, at));
  }
  parts.push_back(text);
  return parts;
}

std::optional<Json> ObjectIn(std::string_view base64) {
  const auto bytes = Base64Bytes(base64);
  if (!bytes) return std::nullopt;
  auto value = ParseJson(*bytes);
  if (!value || value->kind != Json::kObject) return std::nullopt;
  return value;
}

// The bytes of `base64`, a grown text, as far as they decode.
std::string LooseBytes(std::string_view base64) {
  while (base64.ends_with('=')) base64.remove_suffix(1);
  if (base64.size() % 4 == 1) base64.remove_suffix(1);
  return Base64Bytes(base64).value_or(std::string());
}

// Base64 of an object, as long as `grown`, that begins with `start` (or, when
// that is empty, with what `grown` itself begins with).
std::string SealObject(std::string_view grown, std::string start, const std::vector<std::string>& members,
                       bool url_alphabet, bool padded) {
  if (start.empty()) start = LooseBytes(grown);
  while (grown.ends_with('=')) grown.remove_suffix(1);
  std::size_t size = grown.size() * 3 / 4;
  if (padded && grown.size() % 4 == 0) padded = false;
  const auto object = GrowJson(start, members, size);
  if (!object) return std::string(grown);
  return url_alphabet ? Base64UrlText(*object) : Base64Text(*object, padded);
}

void AddTime(std::vector<Fact>& facts, FactKind kind, const Json& object, std::string_view name) {
  if (const auto seconds = object.Number(name)) AddFact(facts, kind, EpochText(*seconds));
}

std::string_view HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return {};
  url.remove_prefix(scheme + 3);
  return url.substr(0, url.find_first_of("/?#:"));
}

void AddIssuer(std::vector<Fact>& facts, std::string_view issuer) {
  if (const std::string_view host = HostOf(issuer); !host.empty()) {
    AddFact(facts, FactKind::kHost, host);
  } else if (issuer == "supabase-demo") {
    AddFact(facts, FactKind::kMode, "local");
  } else if (issuer.find('.') != std::string_view::npos) {
    AddFact(facts, FactKind::kHost, issuer);
  }
}

void AddScope(std::vector<Fact>& facts, const Json& payload, std::string_view name) {
  const Json* scope = payload.Find(name);
  if (!scope) return;
  std::string text = scope->kind == Json::kText ? scope->text : std::string();
  for (const Json& item : scope->items) text += (text.empty() ? "" : " ") + item.text;
  AddFact(facts, FactKind::kScope, std::string_view(text).substr(0, 200));
}

std::vector<Fact> ClaimsOf(const Json& header, const Json& payload) {
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kKeyType, header.Text("alg"));
  AddTime(facts, FactKind::kIssued, payload, "iat");
  AddTime(facts, FactKind::kNotBefore, payload, "nbf");
  AddTime(facts, FactKind::kExpires, payload, "exp");
  AddIssuer(facts, payload.Text("iss"));
  AddFact(facts, FactKind::kRole, payload.Text("role"));
  AddFact(facts, FactKind::kProject, payload.Text("ref"));  // Supabase
  AddScope(facts, payload, "scope");
  AddScope(facts, payload, "scp");
  // Kubernetes service accounts; other subjects may name people.
  if (payload.Text("sub").starts_with("system:serviceaccount:")) AddFact(facts, FactKind::kSubject, payload.Text("sub"));
  return facts;
}

// Characters of the signature of JWA algorithms whose size is fixed (RFC 7518).
std::size_t SignatureLength(std::string_view algorithm) {
  if (algorithm == "HS256") return 43;
  if (algorithm == "HS384") return 64;
  if (algorithm == "HS512" || algorithm == "ES256" || algorithm == "EdDSA" || algorithm == "ES256K") return 86;
  if (algorithm == "ES384") return 128;
  if (algorithm == "ES512") return 176;
  return 0;
}

// RSA's, which grow with the key: of one of 1,024 bits, too short for the
// standard and met all the same.
std::size_t LeastSignature(std::string_view algorithm) {
  constexpr std::size_t kRsa = 171;
  return algorithm.starts_with("RS") || algorithm.starts_with("PS") ? kRsa : SignatureLength(algorithm);
}

// What `payload` says of "iss=supabase*,role=anon"; "*" is any end.
Claims CompareClaims(std::string_view argument, const Json& payload) {
  std::size_t asked = 0;
  std::size_t there = 0;
  for (std::string_view claim : Split(argument, ',')) {
    const std::size_t equals = claim.find('=');
    if (equals == std::string_view::npos) continue;
    ++asked;
    const std::string_view value = payload.Text(claim.substr(0, equals));
    claim.remove_prefix(equals + 1);
    if (value.empty()) continue;
    ++there;
    const bool fits = claim.ends_with('*') ? value.starts_with(claim.substr(0, claim.size() - 1)) : value == claim;
    if (!fits) return Claims::kDiffer;
  }
  if (there == 0) return Claims::kSilent;
  return there == asked ? Claims::kName : Claims::kFit;
}

}  // namespace

/// `argument`: claims of this kind of token, "iss=supabase*,role=anon".
/// Source: RFC 7519, RFC 7515, RFC 7518.
StructureResult VerifyJwt(std::string_view argument, std::string_view token) {
  const auto parts = Split(token, '.');
  if (parts.size() == 5) return {};  // Encrypted (JWE): nothing to read.
  if (parts.size() != 3) return Bad(fmt::format("it has {} of the 3 parts of a JWT", parts.size()));
  const auto header = ObjectIn(parts[0]);
  if (!header) return Bad("its header is not a JSON object in base64url");
  if (header->Text("alg").empty()) return Bad("its header names no algorithm");
  const auto payload = ObjectIn(parts[1]);
  if (!payload) return Bad("its payload is not a JSON object in base64url");
  auto facts = ClaimsOf(*header, *payload);
  const std::string_view algorithm = header->Text("alg");
  if (algorithm == "none") {
    if (!parts[2].empty()) return Bad("it says it is unsigned but has a signature");
    return Doubtful("it is unsigned, so anyone can make one", std::move(facts));
  }
  const std::size_t expected = SignatureLength(algorithm);
  if (parts[2].empty()) return Bad("its signature is missing");
  if (expected != 0 && parts[2].size() != expected) {
    return Bad(fmt::format("its signature has {} of {} characters", parts[2].size(), expected));
  }
  if (parts[2].size() < LeastSignature(algorithm)) {
    return Bad(fmt::format("its signature has {} characters, and {} makes {} at least", parts[2].size(), algorithm, LeastSignature(algorithm)));
  }
  StructureResult result = Ok(std::move(facts));
  result.claims = CompareClaims(argument, *payload);
  return result;
}

namespace {

std::string AlgorithmOf(std::string_view header) {
  const auto object = ObjectIn(header);
  return object ? std::string(object->Text("alg")) : std::string();
}

// A header whose algorithm makes signatures of this length. What the grown
// header begins with stays where it says something ('{"kid":"x').
std::string SealHeader(std::string_view grown, std::size_t signature) {
  if (!AlgorithmOf(grown).empty()) return std::string(grown);
  const std::string_view name = signature == 43 ? "HS256" : signature == 64 ? "HS384" : signature == 86 ? "ES256" : "RS256";
  const std::string algorithm = fmt::format("\"alg\":\"{}\"", name);
  const std::string bytes = LooseBytes(grown);
  const auto foreign = std::find_if(bytes.begin(), bytes.end(), [](char c) { return c < 0x20 || c > 0x7e; });
  constexpr long kSaysSomething = 10;
  if (foreign - bytes.begin() >= kSaysSomething) {
    std::string header = SealObject(grown, bytes, {algorithm}, true, false);
    if (!AlgorithmOf(header).empty()) return header;
  }
  return SealObject(grown, "{" + algorithm, {"\"typ\":\"JWT\""}, true, false);
}

}  // namespace

std::string SealJwt(std::string_view argument, std::string_view token) {
  const auto parts = Split(token, '.');
  if (parts.size() != 3) return std::string(token);
  const std::string header = SealHeader(parts[0], parts[2].size());
  std::string payload(parts[1]);
  if (!ObjectIn(payload)) {
    std::string first = "{";
    for (const std::string_view claim : Split(argument, ',')) {
      const std::size_t equals = claim.find('=');
      if (equals == std::string_view::npos) continue;
      std::string_view value = claim.substr(equals + 1);
      if (value.ends_with('*')) value.remove_suffix(1);
      first += fmt::format("{}\"{}\":\"{}\"", first.size() > 1 ? "," : "", claim.substr(0, equals), value);
    }
    payload = SealObject(payload, first.size() > 1 ? first : std::string(), {"\"iat\":1767225600", "\"exp\":4102444800"}, true, false);
  }
  std::string signature(parts[2]);
  const std::string algorithm = AlgorithmOf(header);
  const std::size_t length = LeastSignature(algorithm);
  if (signature.size() < length || (SignatureLength(algorithm) != 0 && signature.size() != length)) {
    signature = Base64UrlText(BytesFrom(token, length)).substr(0, length);
  }
  return header + "." + payload + "." + signature;
}

namespace {

// Where base64 of an object begins: "eyJ" is '{"'.
std::size_t ObjectBegin(std::string_view token) {
  if (token.starts_with("ey")) return 0;
  const std::size_t underscore = token.find("_ey");
  if (underscore != std::string_view::npos) return underscore + 1;
  return std::min(token.size(), token.find("eyJ"));
}

StructureResult VerifyObject(std::string_view base64, const Json*& object, std::optional<Json>& storage) {
  storage = ObjectIn(base64);
  object = storage ? &*storage : nullptr;
  return object ? Ok() : Bad("it does not decode to a JSON object");
}

}  // namespace

/// base64 of a JSON object, from the first "eyJ" on.
StructureResult VerifyJsonBase64(std::string_view, std::string_view token) {
  std::optional<Json> storage;
  const Json* object;
  return VerifyObject(token.substr(ObjectBegin(token)), object, storage);
}

std::string SealJsonBase64(std::string_view, std::string_view token) {
  const std::size_t begin = ObjectBegin(token);
  if (begin == token.size()) return std::string(token);
  return std::string(token.substr(0, begin)) + SealObject(token.substr(begin), {}, {}, false, true);
}

/// pk. (public), sk. (secret) or tk. (temporary), a JSON object with user and
/// id, a signature. Source: payments-saas facts, 1.2 (read 2026-11).
StructureResult VerifyMapboxToken(std::string_view, std::string_view token) {
  const auto parts = Split(token, '.');
  if (parts.size() != 3) return Bad(fmt::format("it has {} of 3 parts", parts.size()));
  const auto payload = ObjectIn(parts[1]);
  if (!payload) return Bad("its middle part does not decode to a JSON object");
  if (payload->Text("u").empty()) return Bad("its middle part names no user");
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kAccount, payload->Text("u"));
  AddTime(facts, FactKind::kExpires, *payload, "exp");
  return Ok(std::move(facts));
}

std::string SealMapboxToken(std::string_view, std::string_view token) {
  const auto parts = Split(token, '.');
  if (parts.size() != 3) return std::string(token);
  const std::string start = fmt::format("{{\"u\":\"u{}\"", Base36Text(token.size() * 7919));
  return fmt::format("{}.{}.{}", parts[0], SealObject(parts[1], start, {"\"a\":\"c1\""}, true, false), parts[2]);
}

/// sntrys_ + base64 JSON + _ + 43 base64. Source: Sentry source (A27).
StructureResult VerifySentryOrg(std::string_view, std::string_view token) {
  const auto parts = Split(token, '_');
  if (parts.size() != 3) return Bad(fmt::format("it has {} of 2 underscores", parts.size() - 1));
  const auto object = ObjectIn(parts[1]);
  if (!object) return Bad("its middle part does not decode to a JSON object");
  if (!object->Find("iat")) return Bad("its middle part has no issue time");
  if (parts[2].size() != 43) return Bad(fmt::format("its secret part has {} of 43 characters", parts[2].size()));
  std::vector<Fact> facts;
  AddTime(facts, FactKind::kIssued, *object, "iat");
  AddFact(facts, FactKind::kAccount, object->Text("org"));
  AddFact(facts, FactKind::kHost, HostOf(object->Text("url")));
  AddFact(facts, FactKind::kRegion, HostOf(object->Text("region_url")));
  return Ok(std::move(facts));
}

std::string SealSentryOrg(std::string_view, std::string_view token) {
  const auto parts = Split(token, '_');
  if (parts.size() < 3) return std::string(token);
  return fmt::format("{}_{}_{}", parts[0],
                     SealObject(parts[1], "{\"iat\":1767225600.5", {"\"url\":\"https://sentry.io\"", "\"org\":\"example\""},
                                false, true),
                     parts[2]);
}

/// glc_ + base64 of {"o","n","k","m":{"r"}}. Source: A28.
StructureResult VerifyGrafanaCloud(std::string_view, std::string_view token) {
  std::optional<Json> storage;
  const Json* object;
  auto result = VerifyObject(token.substr(ObjectBegin(token)), object, storage);
  if (!object) return result;
  // Older ones name their organisation "id".
  const Json* account = object->Find("o") != nullptr ? object->Find("o") : object->Find("id");
  if (account == nullptr || object->Text("k").empty()) return Bad("its JSON lacks organisation or secret");
  AddFact(result.facts, FactKind::kAccount, account->text);
  if (const Json* more = object->Find("m")) AddFact(result.facts, FactKind::kRegion, more->Text("r"));
  return result;
}

std::string SealGrafanaCloud(std::string_view, std::string_view token) {
  const std::size_t begin = ObjectBegin(token);
  if (begin == token.size()) return std::string(token);
  return std::string(token.substr(0, begin)) +
         SealObject(token.substr(begin), "{\"o\":\"481516\",\"n\":\"ci\",\"k\":\"q7\"", {"\"m\":{\"r\":\"eu\"}"}, false, true);
}

/// base64 of {"k","n","id"}. Source: A28.
StructureResult VerifyGrafanaLegacy(std::string_view, std::string_view token) {
  std::optional<Json> storage;
  const Json* object;
  auto result = VerifyObject(token, object, storage);
  if (!object) return result;
  if (object->Text("k").empty() || !object->Find("id")) return Bad("its JSON lacks secret or organisation");
  AddFact(result.facts, FactKind::kAccount, object->Find("id")->text);
  return result;
}

std::string SealGrafanaLegacy(std::string_view, std::string_view token) {
  return SealObject(token, "{\"k\":\"q7\",\"n\":\"ci\",\"id\":1", {}, false, true);
}

}  // namespace keylint::structures
