// SPDX-License-Identifier: Apache-2.0
// AWS and Fly.io.
#include <algorithm>

#include <fmt/format.h>

#include "lint/checksum/date.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

// The account in an access key id, or empty where it cannot be read: ids
// made before 2019 (fifth character A to P) hold none. Source: A16.
std::string AccountIn(std::string_view id) {
  if (id.size() != 20) return {};
  const char fifth = id[4];
  if (!((fifth >= 'Q' && fifth <= 'Z') || (fifth >= '2' && fifth <= '7'))) return {};
  const auto bytes = Base32Bytes(id.substr(4));
  if (!bytes) return {};
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 6; ++i) number = number << 8 | static_cast<unsigned char>((*bytes)[i]);
  number = (number & 0x7fffffffff80u) >> 7;
  return number > 999999999999u ? std::string() : fmt::format("{:012}", number);
}

std::string_view QueryValue(std::string_view url, std::string_view name) {
  const std::string wanted = std::string(name) + "=";
  for (std::size_t at = url.find(wanted); at != std::string_view::npos; at = url.find(wanted, at + 1)) {
    if (at == 0 || (url[at - 1] != '?' && url[at - 1] != '&')) continue;
    url.remove_prefix(at + wanted.size());
    return url.substr(0, url.find('&'));
  }
  return {};
}

constexpr std::string_view kBedrock = "bedrock-api-key-";

}  // namespace

StructureResult VerifyAwsAccessKeyId(std::string_view, std::string_view token) {
  if (token.size() != 20) return {};
  if (!Base32Bytes(token.substr(4))) return Bad("the part after the prefix is no base32");
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kAccount, AccountIn(token));
  AddFact(facts, FactKind::kRole, token.starts_with("ASIA") ? "temporary" : "");
  return Ok(std::move(facts));
}

std::string SealAwsAccessKeyId(std::string_view, std::string_view token) { return std::string(token); }

/// A29: base64 of a presigned URL. Source: aws-bedrock-token-generator.
StructureResult VerifyBedrockShortTerm(std::string_view, std::string_view token) {
  if (!token.starts_with(kBedrock)) return {};
  const auto url = Base64Bytes(token.substr(kBedrock.size()));
  if (!url) return Bad("it does not decode as base64");
  if (!url->starts_with("bedrock.amazonaws.com/?Action=CallWithBearerToken")) {
    return Bad("it does not decode to a presigned URL of Bedrock");
  }
  const auto date = CompactEpoch(QueryValue(*url, "X-Amz-Date"));
  const std::string_view lifetime = QueryValue(*url, "X-Amz-Expires");
  if (!date || lifetime.empty() || lifetime.size() > 6 ||
      lifetime.find_first_not_of("0123456789") != std::string_view::npos) {
    return Bad("its presigned URL has no date or lifetime: the end may be missing");
  }
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kIssued, EpochText(*date));
  AddFact(facts, FactKind::kExpires, EpochText(*date + std::stol(std::string(lifetime))));
  // KEYID%2FDATE%2FREGION%2F...
  std::string_view credential = QueryValue(*url, "X-Amz-Credential");
  AddFact(facts, FactKind::kAccount, AccountIn(credential.substr(0, std::min(credential.size(), credential.find('%')))));
  for (int i = 0; i < 2 && !credential.empty(); ++i) {
    const std::size_t slash = credential.find("%2F");
    credential.remove_prefix(slash == std::string_view::npos ? credential.size() : slash + 3);
  }
  AddFact(facts, FactKind::kRegion, credential.substr(0, std::min(credential.size(), credential.find('%'))));
  return Ok(std::move(facts));
}

std::string SealBedrockShortTerm(std::string_view, std::string_view token) {
  if (!token.starts_with(kBedrock)) return std::string(token);
  const std::string signature = HexText(BytesFrom(token, 32));
  const std::string session = Base64UrlText(BytesFrom(token, 300));
  std::string url = fmt::format(
      "bedrock.amazonaws.com/?Action=CallWithBearerToken&X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=ASIA{}"
      "%2F20260101%2Fus-east-1%2Fbedrock%2Faws4_request&X-Amz-Date=20260101T000000Z&X-Amz-Expires=43200"
      "&X-Amz-Security-Token={}&X-Amz-Signature={}&X-Amz-SignedHeaders=host&Version=1",
      Base32Text(BytesFrom(session, 10)), session, signature);
  return std::string(kBedrock) + Base64Text(url);
}

/// A30. Source: AWS SES documentation, "Obtaining SMTP credentials".
StructureResult VerifySesSmtp(std::string_view, std::string_view token) {
  if (token.size() == 40) return Bad("it has 40 characters: a secret access key, not the SMTP password made from it");
  if (token.size() != 44) return {};
  const auto bytes = Base64Bytes(token);
  if (!bytes || bytes->size() != 33) return Bad("it does not decode to 33 bytes");
  if ((*bytes)[0] != 4) return Bad("its first byte is not SES's version 4");
  return Ok();
}

std::string SealSesSmtp(std::string_view, std::string_view token) {
  return Base64Text("\x04" + BytesFrom(token, 32));
}

/// A33: fm1r_, fm1a_, fm2_ and base64 of a msgpack array; several with commas.
StructureResult VerifyFlyMacaroon(std::string_view, std::string_view token) {
  if (token.starts_with("FlyV1 ")) token.remove_prefix(6);
  while (!token.empty()) {
    const std::string_view one = token.substr(0, token.find(','));
    token.remove_prefix(std::min(token.size(), one.size() + 1));
    const std::size_t underscore = one.find('_');
    if (!one.starts_with("fm") || underscore == std::string_view::npos) return Bad("a part does not begin with fm1r_, fm1a_ or fm2_");
    const auto bytes = Base64Bytes(one.substr(underscore + 1));
    if (!bytes) return Bad("a part does not decode as base64: the end may be missing");
    if (bytes->size() < 48) return Bad("a part has less than the 48 bytes of a macaroon");
    if ((static_cast<unsigned char>((*bytes)[0]) & 0xf0) != 0x90) return Bad("a part is not a macaroon");
  }
  return Ok();
}

std::string SealFlyMacaroon(std::string_view, std::string_view token) {
  const std::size_t underscore = token.find('_');
  if (underscore == std::string_view::npos) return std::string(token);
  std::string sealed(token);
  const std::size_t body = underscore + 1;
  if (sealed.size() > body + 1 && sealed.find(',') == std::string::npos) sealed.replace(body, 2, "lJ");
  // Cut to a length that decodes with the padding it was grown with.
  std::string padding;
  for (; sealed.size() > body && sealed.back() == '='; sealed.pop_back()) padding += '=';
  while (sealed.size() > body && (sealed.size() + padding.size() - body) % 4 != 0) sealed.pop_back();
  return sealed + padding;
}

}  // namespace keylint::structures
