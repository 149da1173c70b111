// SPDX-License-Identifier: Apache-2.0
// Key files that are no DER. Private to lint/checksum.
#pragma once

#include <string>
#include <string_view>

#include "lint/checksum/private_key.h"

namespace keylint {

/// What the bytes of an "OPENSSH PRIVATE KEY" block say.
void ReadOpenSsh(std::string_view bytes, PrivateKeyInfo& info);

/// OpenPGP packets; `checksum` is the armour's, base64, or empty.
void ReadOpenPgp(std::string_view bytes, std::string_view checksum, PrivateKeyInfo& info);

/// The bytes of an ssh.com block.
void ReadSshCom(std::string_view bytes, PrivateKeyInfo& info);

/// A text that begins as a PuTTY key file.
PrivateKeyInfo ReadPutty(std::string_view text);

/// Whether big-endian `n` is `p` times `q`; true when they are too large to
/// be asked (4096 bytes).
bool IsProduct(std::string_view n, std::string_view p, std::string_view q);

}  // namespace keylint
