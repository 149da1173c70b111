// SPDX-License-Identifier: Apache-2.0
// Source hosting, package registries, chat, databases.
#include <algorithm>

#include <fmt/format.h>

#include "lint/checksum/check.h"
#include "lint/checksum/date.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/json.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

constexpr std::size_t kGitlabCheck = 7;

// "glpat-BODY.01.0y" -> prefix length, BODY; without the version in the first
// format. Nothing when the dots stand elsewhere.
struct Routable {
  std::size_t prefix = 0;
  std::string_view body, size;
};

std::optional<Routable> SplitRoutable(std::string_view token) {
  const std::size_t last = token.rfind('.');
  if (last == std::string_view::npos || token.size() - last != 1 + 2 + kGitlabCheck) return std::nullopt;
  std::string_view head = token.substr(0, last);
  if (head.ends_with(".01")) head.remove_suffix(3);
  const std::size_t dash = head.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  return Routable{dash + 1, head.substr(dash + 1), token.substr(last + 1, 2)};
}

void AddRouting(std::vector<Fact>& facts, std::string_view payload) {
  while (!payload.empty()) {
    const std::string_view line = payload.substr(0, payload.find('\n'));
    payload.remove_prefix(std::min(payload.size(), line.size() + 1));
    if (line.size() < 3 || line[1] != ':') continue;
    const auto number = Base36Number(line.substr(2));
    if (!number) continue;
    if (line[0] == 'p') AddFact(facts, FactKind::kProject, fmt::format("{}", *number));
    if (line[0] == 'u') AddFact(facts, FactKind::kAccount, fmt::format("user {}", *number));
    if (line[0] == 'g') AddFact(facts, FactKind::kAccount, fmt::format("group {}", *number));
    if (line[0] == 'o') AddFact(facts, FactKind::kAccount, fmt::format("organization {}", *number));
  }
}

}  // namespace

/// A3, A4. Source: GitLab, authn tokens, routable tokens.
StructureResult VerifyGitlabRoutable(std::string_view, std::string_view token) {
  const auto parts = SplitRoutable(token);
  if (!parts) return {};
  const std::string_view covered = token.substr(0, token.size() - kGitlabCheck);
  if (ComputeCheck(CheckKind::kCrc32Base36, covered, kGitlabCheck) != token.substr(covered.size())) {
    return BadChecksum("its checksum, the last 7 characters, does not fit the rest");
  }
  if (Base36Number(parts->size) != parts->body.size()) return Bad("its stated length is not its length");
  const auto bytes = Base64Bytes(parts->body);
  if (!bytes || bytes->size() < 17) return Bad("its middle does not decode");
  const std::size_t size = static_cast<unsigned char>(bytes->back());
  if (size + 17 != bytes->size()) return Bad("its routing part has another length than stated");
  std::vector<Fact> facts;
  AddRouting(facts, std::string_view(*bytes).substr(16, size));
  return Proved(std::move(facts));
}

// The payload grows with the body: "o:1\nu:2s" and more of the same.
std::string SealGitlabRoutable(std::string_view, std::string_view token) {
  const auto parts = SplitRoutable(token);
  if (!parts || parts->body.size() * 3 / 4 < 20) return std::string(token);
  const std::size_t size = std::min<std::size_t>(parts->body.size() * 3 / 4, 255) - 17;
  std::string payload = "o:1";
  if (size >= 6) payload += "\nu:" + std::string(1, '2');
  while (payload.size() < size) payload += static_cast<char>('a' + payload.size() % 26);
  payload.resize(size);
  const std::string bytes = BytesFrom(token, 16) + payload + static_cast<char>(size);
  const std::string body = Base64UrlText(bytes);
  const bool versioned = token.substr(parts->prefix + parts->body.size()).starts_with(".01.");
  const std::string covered = fmt::format("{}{}.{}{}", token.substr(0, parts->prefix), body, versioned ? "01." : "",
                                          PaddedLeft(Base36Text(body.size()), 2, '0'));
  return covered + ComputeCheck(CheckKind::kCrc32Base36, covered, kGitlabCheck);
}

/// A15. Source: NuGetGallery, ApiKeyV4.
StructureResult VerifyNugetV4(std::string_view, std::string_view token) {
  if (token.size() != 46) return {};
  if (token.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) {
    return token.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos
               ? StructureResult{} : Bad("it mixes capitals and lower case");
  }
  const auto id = ExactBase32Bytes(token.substr(0, 20));
  if (!id || id->substr(0, 2) != "v4") return Bad("its first 20 characters are not an id of version 4");
  if (!ExactBase32Bytes(token.substr(20))) return Bad("its last character cannot stand there");
  return Ok();
}

std::string SealNugetV4(std::string_view, std::string_view token) {
  const std::string bytes = BytesFrom(token, 26);
  return Base32Text("v4" + bytes.substr(0, 10), false) + Base32Text(bytes.substr(10), false);
}

namespace {

// Macaroon v2: type, length (a varint), bytes.
struct Field {
  unsigned type = 0;
  std::string_view bytes;
};

std::optional<std::size_t> TakeVarint(std::string_view& text) {
  std::size_t value = 0;
  for (int shift = 0; shift < 28 && !text.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(text[0]);
    text.remove_prefix(1);
    value |= static_cast<std::size_t>(byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
  return std::nullopt;
}

std::optional<Field> TakeField(std::string_view& text) {
  const auto type = TakeVarint(text);
  const auto size = TakeVarint(text);
  if (!type || !size || *size > text.size()) return std::nullopt;
  const Field field{static_cast<unsigned>(*type), text.substr(0, *size)};
  text.remove_prefix(*size);
  return field;
}

std::string FieldText(unsigned type, std::string_view bytes) {
  std::string text(1, static_cast<char>(type));
  std::size_t size = bytes.size();
  for (; size >= 0x80; size >>= 7) text += static_cast<char>((size & 0x7f) | 0x80);
  text += static_cast<char>(size);
  return text.append(bytes);
}

void AddPypiCaveat(std::vector<Fact>& facts, std::string_view text) {
  const auto caveat = ParseJson(text);
  if (!caveat || caveat->kind != Json::kArray || caveat->items.size() < 2) return;
  const std::string& kind = caveat->items[0].text;
  const Json& value = caveat->items[1];
  if (kind == "0" && value.kind == Json::kNumber && value.text.size() <= 11) {
    AddFact(facts, FactKind::kExpires, EpochText(std::strtoll(value.text.c_str(), nullptr, 10)));
  } else if (kind == "1") {
    for (const Json& project : value.items) AddFact(facts, FactKind::kProject, project.text);
  } else if (kind == "2") {
    for (const Json& project : value.items) AddFact(facts, FactKind::kProject, "id " + project.text);
  } else if (kind == "3") {
    AddFact(facts, FactKind::kAccount, value.text);
  }
}

constexpr std::string_view kPypi = "pypi-";

}  // namespace

/// A17. Source: pypi/warehouse; libmacaroons v2 format.
StructureResult VerifyPypiMacaroon(std::string_view, std::string_view token) {
  if (!token.starts_with(kPypi)) return {};
  const auto bytes = Base64Bytes(token.substr(kPypi.size()));
  if (!bytes) return Bad("it does not decode as base64url: a character is missing or too many");
  std::string_view rest = *bytes;
  const auto incomplete = [] { return Bad("its macaroon breaks off: the end is missing"); };
  if (rest.empty() || rest[0] != 2) return Bad("it is not a macaroon of version 2");
  rest.remove_prefix(1);
  const auto location = TakeField(rest);
  const auto identifier = TakeField(rest);
  if (!location || !identifier || rest.empty()) return incomplete();
  if (location->type != 1 || identifier->type != 2) return Bad("it is not a macaroon of version 2");
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kHost, location->bytes);
  if (location->bytes == "test.pypi.org") AddFact(facts, FactKind::kMode, "test");
  rest.remove_prefix(1);  // end of the first section
  while (!rest.empty() && rest[0] != 0) {
    const auto caveat = TakeField(rest);
    if (!caveat || rest.empty()) return incomplete();
    AddPypiCaveat(facts, caveat->bytes);
    rest.remove_prefix(1);
  }
  if (rest.empty()) return incomplete();
  rest.remove_prefix(1);
  const auto signature = TakeField(rest);
  if (!signature || signature->type != 6 || signature->bytes.size() != 32) return incomplete();
  if (!rest.empty()) return Bad("something follows its signature");
  return Ok(std::move(facts));
}

std::string SealPypiMacaroon(std::string_view, std::string_view token) {
  if (!token.starts_with(kPypi)) return std::string(token);
  const bool test = token.starts_with("pypi-AgEN");
  std::string identifier = UuidText(BytesFrom(token, 16));
  std::string head = std::string("\x02", 1) + FieldText(1, test ? "test.pypi.org" : "pypi.org") + FieldText(2, identifier);
  head += '\0';
  const std::string tail = std::string("\0", 1) + FieldText(6, BytesFrom(identifier, 32));
  // A caveat that brings the token to its grown length, where that is longer.
  const std::size_t wanted = (token.size() - kPypi.size()) * 3 / 4;
  const std::size_t have = head.size() + tail.size();
  const std::string caveat = "[3, \"" + UuidText(BytesFrom(head, 16)) + "\"]";
  if (have + caveat.size() + 4 <= wanted) {
    const std::size_t room = wanted - have - 3;
    const bool two_bytes = room >= 0x81;  // the length's varint
    std::string text = caveat;
    text.resize(room - (two_bytes ? 1 : 0), ' ');
    head += FieldText(2, text);
    head += '\0';
  }
  return std::string(kPypi) + Base64UrlText(head + tail);
}

/// A18: base64 of "reftkn:01:EXPIRY:secret".
StructureResult VerifyJfrogReference(std::string_view, std::string_view token) {
  if (token.size() != 64) return {};
  const auto bytes = Base64Bytes(token);
  if (!bytes || !bytes->starts_with("reftkn:01:") || (*bytes)[20] != ':') {
    return Bad("it does not decode to a reference token");
  }
  const std::string digits = bytes->substr(10, 10);
  if (digits.find_first_not_of("0123456789") != std::string::npos) return Bad("its expiry is no number");
  std::vector<Fact> facts;
  if (const long long seconds = std::stoll(digits); seconds != 0) AddFact(facts, FactKind::kExpires, EpochText(seconds));
  return Ok(std::move(facts));
}

std::string SealJfrogReference(std::string_view, std::string_view token) {
  const std::string random = Base64UrlText(BytesFrom(token, 30));
  std::string secret;
  for (const char c : random) {
    if (c != '-' && c != '_') secret += c;
  }
  secret.resize(27, 'q');
  return Base64Text("reftkn:01:0000000000:" + secret);
}

namespace {

// Discord counts milliseconds from 2015 (developer documentation, snowflakes).
std::string SnowflakeDate(std::string_view digits) {
  const std::uint64_t id = std::strtoull(std::string(digits).c_str(), nullptr, 10);
  return EpochText(static_cast<std::int64_t>(((id >> 22) + 1420070400000u) / 1000));
}

}  // namespace

/// A26: base64 of the bot's id, a timestamp, an HMAC.
StructureResult VerifyDiscordBot(std::string_view, std::string_view token) {
  const std::size_t dot = token.find('.');
  if (dot == std::string_view::npos) return Bad("it has one of 3 parts");
  const auto id = Base64Bytes(token.substr(0, dot));
  if (!id || id->size() < 17 || id->size() > 20 || id->find_first_not_of("0123456789") != std::string::npos) {
    return Bad("its first part does not decode to a bot's id");
  }
  return Ok({{FactKind::kAccount, *id}, {FactKind::kIssued, SnowflakeDate(*id)}});
}

std::string SealDiscordBot(std::string_view, std::string_view token) {
  const std::size_t dot = token.find('.');
  if (dot == std::string_view::npos) return std::string(token);
  std::string digits;
  for (const unsigned char c : BytesFrom(token, std::clamp<std::size_t>(dot * 3 / 4, 17, 19))) digits += static_cast<char>('0' + c % 10);
  // The first character of the base64 follows from the first digit.
  const char first = token[0];
  digits[0] = first == 'N' ? '5' : first == 'O' ? '8' : '1';
  return Base64UrlText(digits) + std::string(token.substr(dot));
}

namespace {

// sb_secret_RANDOM_CHECK; the hosted platform may hash another reference.
std::string SelfHostedCheck(std::string_view head) {
  return Base64UrlText(Sha256("supabase-self-hosted|" + std::string(head))).substr(0, 8);
}

}  // namespace

/// A22. A check that does not fit proves nothing: hosted keys may differ.
StructureResult VerifySupabaseSelfHosted(std::string_view, std::string_view token) {
  if (token.size() < 10 || token[token.size() - 9] != '_') return {};
  if (SelfHostedCheck(token.substr(0, token.size() - 9)) != token.substr(token.size() - 8)) return {};
  return Proved({{FactKind::kProject, "supabase-self-hosted"}});
}

std::string SealSupabaseSelfHosted(std::string_view, std::string_view token) {
  if (token.size() < 10 || token[token.size() - 9] != '_') return std::string(token);
  const std::string_view head = token.substr(0, token.size() - 9);
  return fmt::format("{}_{}", head, SelfHostedCheck(head));
}

/// A34: a seed of NATS: base32 of two prefix bytes, 32 of seed, a CRC16.
StructureResult VerifyNatsNkey(std::string_view, std::string_view token) {
  if (token.size() != 58) return {};
  const auto bytes = Base32Bytes(token);
  if (!bytes || bytes->size() != 36) return Bad("it is no base32");
  const auto byte = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>((*bytes)[i])); };
  if ((byte(0) & 0xf8) != 18u << 3) return Bad("it is not a seed, which begins with S");
  if (Crc16Xmodem(std::string_view(*bytes).substr(0, 34)) != (byte(34) | byte(35) << 8)) {
    return BadChecksum("its checksum, the last characters, does not fit the rest");
  }
  std::string_view role;
  switch (token[1]) {
    case 'U': role = "user"; break;
    case 'A': role = "account"; break;
    case 'O': role = "operator"; break;
    case 'N': role = "server"; break;
    case 'C': role = "cluster"; break;
    case 'X': role = "curve"; break;
    default: return Bad("its second character names no role");
  }
  return Proved({{FactKind::kRole, std::string(role)}});
}

std::string SealNatsNkey(std::string_view, std::string_view token) {
  const auto bytes = Base32Bytes(token);
  if (token.size() != 58 || !bytes || bytes->size() != 36) return std::string(token);
  std::string head = bytes->substr(0, 34);
  const std::string roles = "UAONCX";
  if (roles.find(token[1]) == std::string::npos) return std::string(token);
  const std::uint16_t crc = Crc16Xmodem(head);
  head += static_cast<char>(crc & 0xff);
  head += static_cast<char>(crc >> 8);
  return Base32Text(head);
}

}  // namespace keylint::structures
