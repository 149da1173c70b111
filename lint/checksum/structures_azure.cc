// SPDX-License-Identifier: Apache-2.0
// Microsoft's keys that carry a signature and a Marvin32 checksum.
// Source: microsoft/security-utilities, read 2026-11 (A10 to A14).
#include <array>

#include <fmt/format.h>

#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"
#include "lint/checksum/structures.h"

namespace keylint::structures {
namespace {

struct Seed {
  std::string_view seed;
  std::string_view scope;  // what a key made with it may do; empty: all
};

constexpr std::array kSeeds = {
    Seed{"Default0", ""},
    Seed{"Access00", ""},
    Seed{"AbAcct00", ""},
    Seed{"Master00", "master"},
    Seed{"System00", "system"},
    Seed{"Functi00", "function"},
    Seed{"MastRW00", "master read-write"},
    Seed{"MastRO00", "master read-only"},
    Seed{"SystRW00", "system read-write"},
    Seed{"SystRO00", "system read-only"},
    Seed{"SysAll00", "system"},
    Seed{"Resour00", "resource"},
    Seed{"Encryp00", "encryption"},
    Seed{"Send0000", "send"},
    Seed{"Listen00", "listen"},
    Seed{"Manage00", "manage"},
    Seed{"Unknown0", ""},
    Seed{"Query000", "query"},
    Seed{"PAdmin00", "admin"},
    Seed{"ACRDflt0", ""},
    Seed{"IoTHub00", ""},
    Seed{"DpsKey00", "device provisioning"},
    Seed{"Device00", "device"},
    Seed{"Tenant00", "tenant"},
    Seed{"Gatewy00", "gateway"},
    Seed{"GitKey00", "git"},
    Seed{"Classic0", ""},
    Seed{"UsrPwd00", ""},
    Seed{"AadPwd00", ""},
};

std::string LittleEndian(std::uint32_t value) {
  return {static_cast<char>(value), static_cast<char>(value >> 8), static_cast<char>(value >> 16),
          static_cast<char>(value >> 24)};
}

std::uint32_t LittleEndian(std::string_view four) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(four[i]);
  return value;
}

// Whether "Send0000,Listen00" names `seed`; an empty list names all.
bool Names(std::string_view list, std::string_view seed) { return list.empty() || list.find(seed) != std::string_view::npos; }

// A base-66 digit string of six characters.
std::string Base66(std::uint32_t number) {
  constexpr std::string_view kDigits = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~";
  std::string text(6, 'a');
  for (std::size_t i = 6; i-- > 0 && number != 0; number /= 66) text[i] = kDigits[number % 66];
  return text;
}

constexpr std::size_t kCaskLength = 84;

// The four characters that check the first 80 of an 84-character key.
std::string CaskChecksum(std::string_view head) {
  const auto bytes = Base64Bytes(head);
  if (!bytes) return {};
  const std::string four = LittleEndian(Marvin32("Default0", *bytes));
  std::uint32_t big = 0;
  for (const unsigned char c : four) big = big << 8 | c;
  std::string text = Base62Text(big);
  text.resize(6, '0');
  return text.substr(0, 4);
}

constexpr std::array<std::size_t, 4> kPatCheckBytes = {22, 8, 7, 2};
constexpr std::uint32_t kPatUser = 0xe0b9692du, kPatApplication = 0x1019f92eu;

// CRC32 of the 28 bytes that are not the checksum.
std::uint32_t PatCrc(std::string_view bytes) {
  std::string others;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i != 22 && i != 8 && i != 7 && i != 2) others += bytes[i];
  }
  return Crc32(others);
}

std::uint32_t PatCheck(std::string_view bytes) {
  std::uint32_t value = 0;
  for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[kPatCheckBytes[i]]);
  return value;
}

}  // namespace

/// The last four bytes check the ones before; the seed tells the kind.
/// `argument`: the seeds allowed, with commas; none: all known ones.
StructureResult VerifyAzureIdentifiable(std::string_view argument, std::string_view token) {
  const auto bytes = Base64Bytes(token);
  if (!bytes || bytes->size() < 20) return Bad("it does not decode as base64");
  const std::string_view head(bytes->data(), bytes->size() - 4);
  const std::uint32_t check = LittleEndian(std::string_view(*bytes).substr(head.size()));
  for (const Seed& seed : kSeeds) {
    if (!Names(argument, seed.seed) || Marvin32(seed.seed, head) != check) continue;
    std::vector<Fact> facts;
    AddFact(facts, FactKind::kScope, seed.scope);
    return Proved(std::move(facts));
  }
  return BadChecksum("its checksum, the last 6 characters, does not fit the rest");
}

std::string SealAzureIdentifiable(std::string_view argument, std::string_view token) {
  auto bytes = Base64Bytes(token);
  if (!bytes || bytes->size() < 20) return std::string(token);
  for (const Seed& seed : kSeeds) {
    if (!Names(argument, seed.seed)) continue;
    bytes->resize(bytes->size() - 4);
    *bytes += LittleEndian(Marvin32(seed.seed, *bytes));
    break;
  }
  const bool url = token.find_first_of("-_") != std::string_view::npos;
  const bool padded = token.ends_with('=');
  if (!url) return Base64Text(*bytes, padded);
  std::string text = Base64UrlText(*bytes);
  while (padded && text.size() % 4 != 0) text += '=';
  return text;
}

/// A12: three characters, "8Q~", and at the end three that check the rest.
StructureResult VerifyEntraSecret(std::string_view, std::string_view token) {
  if (token.size() != 40 || token.substr(3, 3) != "8Q~") return {};
  if (Base66(Marvin32("AadPwd00", token.substr(0, 37))).substr(0, 3) == token.substr(37)) return Proved();
  return BadChecksum("its checksum, the last 3 characters, does not fit the rest");
}

std::string SealEntraSecret(std::string_view, std::string_view token) {
  if (token.size() != 40 || token.substr(3, 3) != "8Q~") return std::string(token);
  return std::string(token.substr(0, 37)) + Base66(Marvin32("AadPwd00", token.substr(0, 37))).substr(0, 3);
}

/// A13: the 88-character form with padding is left alone.
StructureResult VerifyAzureCask(std::string_view, std::string_view token) {
  if (token.size() != kCaskLength) return {};
  if (token.substr(52, 5) != "JQQJ9") return Bad("its marker JQQJ99 is missing");
  const std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const std::size_t year = digits.find(token[58]), month = digits.find(token[59]);
  if (year == std::string_view::npos || month == std::string_view::npos || month > 11) {
    return Bad("its issue month is none");
  }
  const std::string_view head = token.substr(0, 80);
  const auto bytes = Base64Bytes(head);
  if (!bytes) return Bad("it does not decode as base64");
  const std::string plain = Base64Text(LittleEndian(Marvin32("Default0", *bytes)).substr(0, 3));
  if (token.substr(80) != CaskChecksum(head) && token.substr(80) != plain) {
    return BadChecksum("its checksum, the last 4 characters, does not fit the rest");
  }
  std::vector<Fact> facts;
  AddFact(facts, FactKind::kIssued, fmt::format("{}-{:02}", 2024 + year, month + 1));
  return Proved(std::move(facts));
}

std::string SealAzureCask(std::string_view, std::string_view token) {
  if (token.size() != kCaskLength) return std::string(token);
  std::string sealed(token);
  sealed.replace(52, 6, "JQQJ99");
  sealed.replace(58, 2, "CC");
  return sealed.substr(0, 80) + CaskChecksum(std::string_view(sealed).substr(0, 80));
}

/// A14: 52 characters of base32; the constant tells user from application.
StructureResult VerifyAzureDevopsPat(std::string_view, std::string_view token) {
  if (token.size() != 52) return {};
  const auto bytes = ExactBase32Bytes(token);
  if (!bytes || bytes->size() != 32) return Bad("its last character can only be a or q");
  const std::uint32_t constant = PatCrc(*bytes) ^ PatCheck(*bytes);
  if (constant == kPatUser) return Proved({{FactKind::kRole, "user"}});
  if (constant == kPatApplication) return Proved({{FactKind::kRole, "application"}});
  return BadChecksum("its checksum does not fit the rest");
}

std::string SealAzureDevopsPat(std::string_view, std::string_view token) {
  auto bytes = Base32Bytes(token);
  if (token.size() != 52 || !bytes || bytes->size() != 32) return std::string(token);
  const std::string check = LittleEndian(PatCrc(*bytes) ^ kPatUser);
  for (std::size_t i = 0; i < 4; ++i) (*bytes)[kPatCheckBytes[i]] = check[i];
  return Base32Text(*bytes, false);
}

}  // namespace keylint::structures
