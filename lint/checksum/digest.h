// SPDX-License-Identifier: Apache-2.0
// Checksums and digests that keys carry.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace keylint {

/// zlib's CRC32 (IEEE 802.3, reflected).
std::uint32_t Crc32(std::string_view bytes);
/// CRC16/XMODEM: polynomial 0x1021, initial value 0.
std::uint16_t Crc16Xmodem(std::string_view bytes);
/// OpenPGP's CRC24 (RFC 4880, 6.1).
std::uint32_t Crc24(std::string_view bytes);

/// Marvin32 with the 64-bit seed whose eight bytes are `seed` (big-endian),
/// its halves folded by XOR. Source: Microsoft security-utilities, SymCrypt.
std::uint32_t Marvin32(std::string_view seed, std::string_view bytes);

/// 32 bytes.
std::string Sha256(std::string_view bytes);

}  // namespace keylint
