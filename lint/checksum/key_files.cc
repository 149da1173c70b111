// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/key_files.h"

#include <algorithm>
#include <memory>
#include <optional>

#include <fmt/format.h>
#include <openssl/bn.h>

#include "lint/checksum/date.h"
#include "lint/checksum/der.h"
#include "lint/checksum/digest.h"
#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

// Big-endian numbers and strings with a four-byte length (RFC 4251).
class WireReader {
 public:
  explicit WireReader(std::string_view bytes) : rest_(bytes) {}

  std::optional<std::uint32_t> Number() {
    if (rest_.size() < 4) return std::nullopt;
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(rest_[i]);
    rest_.remove_prefix(4);
    return value;
  }
  std::optional<std::string_view> Text() {
    const auto size = Number();
    if (!size || *size > rest_.size()) return std::nullopt;
    const std::string_view text = rest_.substr(0, *size);
    rest_.remove_prefix(*size);
    return text;
  }

 private:
  std::string_view rest_;
};

// "ssh-ed25519" and its public key -> name and bits.
void NameSshKey(std::string_view public_key, PrivateKeyInfo& info) {
  WireReader reader(public_key);
  const std::string_view type = reader.Text().value_or("");
  if (type == "ssh-rsa") {
    reader.Text();  // e
    info.algorithm = "RSA";
    info.bits = DerBits(reader.Text().value_or(""));
  } else if (type == "ssh-ed25519" || type == "sk-ssh-ed25519@openssh.com") {
    info.algorithm = "Ed25519";
    info.bits = 256;
  } else if (type.starts_with("ecdsa-sha2-nistp") || type.starts_with("sk-ecdsa-sha2-nistp256")) {
    const std::string_view size = type.substr(type.find("nistp") + 5, 3);
    info.algorithm = fmt::format("EC P-{}", size);
    info.bits = size == "521" ? 521 : size == "384" ? 384 : 256;
  } else if (type == "ssh-dss") {
    info.algorithm = "DSA";
    info.bits = DerBits(reader.Text().value_or(""));
  }
}

}  // namespace

void ReadOpenSsh(std::string_view bytes, PrivateKeyInfo& info) {
  constexpr std::string_view kMagic("openssh-key-v1\0", 15);
  if (!bytes.starts_with(kMagic)) return Fault(info, Diagnosis::kBadStructure, "it does not begin as OpenSSH's keys do");
  WireReader reader(bytes.substr(kMagic.size()));
  const auto cipher = reader.Text(), kdf = reader.Text(), options = reader.Text();
  const auto count = reader.Number();
  const auto public_key = reader.Text();
  if (cipher) info.encrypted = *cipher != "none";
  if (public_key) NameSshKey(*public_key, info);
  const auto private_key = reader.Text();
  if (!cipher || !kdf || !options || !count || !public_key || !private_key) {
    return Fault(info, Diagnosis::kTruncated, "it breaks off: the end is missing");
  }
  info.parses = true;
  WireReader inner(*private_key);
  const auto first = inner.Number(), second = inner.Number();
  if (!info.encrypted && (!first || first != second)) {
    Fault(info, Diagnosis::kBadStructure, "its two check numbers differ: a character was changed");
    info.parses = false;
  }
}

namespace {

struct Packet {
  unsigned tag = 0;
  std::string_view body;
  bool whole = true;
};

// RFC 4880, 4.2. Partial lengths do not occur in keys.
std::optional<Packet> ReadPacket(std::string_view bytes) {
  if (bytes.size() < 2) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])); };
  const std::size_t first = byte(0);
  if ((first & 0x80) == 0) return std::nullopt;
  Packet packet;
  std::size_t header = 2, size = 0;
  if ((first & 0x40) != 0) {
    packet.tag = first & 0x3f;
    if (byte(1) < 192) {
      size = byte(1);
    } else if (byte(1) < 224 && bytes.size() >= 3) {
      size = ((byte(1) - 192) << 8) + byte(2) + 192;
      header = 3;
    } else if (byte(1) == 255 && bytes.size() >= 6) {
      size = byte(2) << 24 | byte(3) << 16 | byte(4) << 8 | byte(5);
      header = 6;
    } else {
      return std::nullopt;
    }
  } else {
    packet.tag = (first >> 2) & 0xf;
    const std::size_t octets = std::size_t{1} << (first & 3);
    if (octets == 8) return std::nullopt;  // Of indeterminate length.
    header = 1 + octets;
    if (bytes.size() < header) return std::nullopt;
    for (std::size_t i = 1; i <= octets; ++i) size = size << 8 | byte(i);
  }
  packet.whole = size <= bytes.size() - header;
  packet.body = bytes.substr(header, size);
  return packet;
}

// How many multiprecision integers the public part has, and the name.
struct PgpAlgorithm {
  std::string_view name;
  int numbers = 0;
  bool curve = false;
};

PgpAlgorithm PgpAlgorithmOf(unsigned id) {
  switch (id) {
    case 1: case 2: case 3: return {"RSA", 2};
    case 16: return {"Elgamal", 3};
    case 17: return {"DSA", 4};
    case 18: return {"ECDH", 1, true};
    case 19: return {"ECDSA", 1, true};
    case 22: return {"Ed25519", 1, true};
    case 25: return {"X25519", 0};
    case 27: return {"Ed25519", 0};
    default: return {};
  }
}

// The public part of a version 4 key; leaves `body` behind it.
void SkipPublicPart(std::string_view& body, const PgpAlgorithm& algorithm, PrivateKeyInfo& info) {
  const auto skip = [&](std::size_t count) { body.remove_prefix(std::min(count, body.size())); };
  skip(6);
  if (algorithm.curve && !body.empty()) skip(1u + static_cast<unsigned char>(body[0]));
  for (int i = 0; i < algorithm.numbers && body.size() >= 2; ++i) {
    const std::size_t bits = static_cast<std::size_t>(static_cast<unsigned char>(body[0])) << 8 | static_cast<unsigned char>(body[1]);
    if (i == 0) info.bits = algorithm.curve ? 256 : bits;
    skip(2 + (bits + 7) / 8);
  }
}

void ReadSecretPacket(std::string_view body, PrivateKeyInfo& info) {
  if (body.size() < 7) return Fault(info, Diagnosis::kTruncated, "it breaks off: the end is missing");
  std::uint32_t created = 0;
  for (std::size_t i = 1; i <= 4; ++i) created = created << 8 | static_cast<unsigned char>(body[i]);
  info.facts.push_back({FactKind::kIssued, EpochText(created)});
  info.parses = true;
  const PgpAlgorithm algorithm = PgpAlgorithmOf(static_cast<unsigned char>(body[5]));
  info.algorithm = algorithm.name;
  if (body[0] != 4 || algorithm.numbers == 0) return;
  SkipPublicPart(body, algorithm, info);
  if (body.empty()) return;
  // RFC 4880, 5.5.3: zero is plain, others name a cipher. 254 and 255 tell a
  // string-to-key method; GnuPG's own 101 means the secret is not here.
  const auto usage = static_cast<unsigned char>(body[0]);
  info.encrypted = usage != 0;
  if (usage >= 254 && body.size() > 2 && static_cast<unsigned char>(body[2]) == 101) {
    Fault(info, Diagnosis::kBadStructure, "it is a stub: the secret part was left out or is on a card");
  }
}

}  // namespace

void ReadOpenPgp(std::string_view bytes, std::string_view checksum, PrivateKeyInfo& info) {
  const auto packet = ReadPacket(bytes);
  if (!packet) return Fault(info, Diagnosis::kBadStructure, "it does not begin with an OpenPGP packet");
  if (packet->tag == 6) {
    info.material = KeyMaterial::kPublic;
    return Fault(info, Diagnosis::kBadStructure, "its label says private, but it holds a public key");
  }
  if (packet->tag != 5) return Fault(info, Diagnosis::kBadStructure, "it does not begin with a secret key");
  ReadSecretPacket(packet->body, info);
  if (!packet->whole) {
    info.parses = false;
    return Fault(info, Diagnosis::kTruncated, "it breaks off: the end is missing");
  }
  const auto expected = Base64Bytes(checksum);
  if (!checksum.empty() && expected && expected->size() == 3) {
    const std::uint32_t crc = Crc24(bytes);
    const std::string actual = {static_cast<char>(crc >> 16), static_cast<char>(crc >> 8), static_cast<char>(crc)};
    if (actual != *expected) {
      info.parses = false;
      Fault(info, Diagnosis::kBadChecksum, "the checksum in its last line does not fit");
    }
  }
}

void ReadSshCom(std::string_view bytes, PrivateKeyInfo& info) {
  constexpr std::uint32_t kMagic = 0x3f6ff9eb;
  WireReader reader(bytes);
  const auto magic = reader.Number(), size = reader.Number();
  const auto type = reader.Text(), cipher = reader.Text();
  if (magic != kMagic) return Fault(info, Diagnosis::kBadStructure, "it does not begin as ssh.com's keys do");
  if (!size || !type || !cipher || !reader.Text()) return Fault(info, Diagnosis::kTruncated, "it breaks off: the end is missing");
  info.encrypted = *cipher != "none";
  info.algorithm = type->find("rsa") != std::string_view::npos ? "RSA" : type->find("dl-modp") != std::string_view::npos ? "DSA" : "";
  info.parses = true;
}

namespace {

// Lines of a text, one at a time.
std::optional<std::string_view> TakeLine(std::string_view& text) {
  if (text.empty()) return std::nullopt;
  const std::size_t end = std::min(text.find('\n'), text.size());
  std::string_view line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::size_t Count(std::string_view digits) {
  std::size_t value = 0;
  for (const char c : digits.substr(0, 4)) {
    if (c < '0' || c > '9') return 0;
    value = value * 10 + static_cast<std::size_t>(c - '0');
  }
  return value;
}

}  // namespace

PrivateKeyInfo ReadPutty(std::string_view text) {
  constexpr std::size_t kMaxText = 1 << 16;
  const std::string_view whole = text = text.substr(0, kMaxText);
  PrivateKeyInfo info;
  info.material = KeyMaterial::kPrivate;
  info.format = "PuTTY";
  std::string public_key;
  std::size_t public_missing = 0, private_missing = 0;
  bool has_private = false, has_mac = false;
  while (const auto line = TakeLine(text)) {
    const std::size_t colon = line->find(": ");
    if (colon == std::string_view::npos) {
      if (has_private ? private_missing != 0 : public_missing != 0) {
        if (!has_private) public_key += *line;
        --(has_private ? private_missing : public_missing);
        continue;
      }
      if (line->empty()) continue;
      break;
    }
    const std::string_view name = line->substr(0, colon), value = line->substr(colon + 2);
    if (name == "Encryption") info.encrypted = value != "none";
    if (name == "Public-Lines") public_missing = Count(value);
    if (name == "Private-Lines") {
      private_missing = Count(value);
      has_private = true;
    }
    if (name == "Private-MAC" || name == "Private-Hash") {
      has_mac = true;
      break;
    }
  }
  info.span = {0, whole.size() - text.size()};
  if (const auto bytes = Base64Bytes(public_key)) NameSshKey(*bytes, info);
  info.parses = has_mac && public_missing == 0 && private_missing == 0;
  if (!has_mac || private_missing != 0) Fault(info, Diagnosis::kTruncated, "it breaks off: the end is missing");
  else if (public_missing != 0) Fault(info, Diagnosis::kBadStructure, "lines of its public part are missing");
  return info;
}

bool IsProduct(std::string_view n, std::string_view p, std::string_view q) {
  constexpr std::size_t kMaxBytes = 4096;
  if (n.size() > kMaxBytes || p.size() > kMaxBytes || q.size() > kMaxBytes) return true;
  using Number = std::unique_ptr<BIGNUM, decltype(&BN_free)>;
  const auto number = [](std::string_view bytes) {
    return Number(BN_bin2bn(reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr), &BN_free);
  };
  const Number a = number(n), b = number(p), c = number(q), product(BN_new(), &BN_free);
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> context(BN_CTX_new(), &BN_CTX_free);
  if (!a || !b || !c || !product || !context || BN_mul(product.get(), b.get(), c.get(), context.get()) != 1) return true;
  return BN_cmp(product.get(), a.get()) == 0;
}

}  // namespace keylint
