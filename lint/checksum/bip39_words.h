// SPDX-License-Identifier: Apache-2.0
// The English word list of BIP-39 (bip-0039/english.txt, in order).
#pragma once

#include <cstddef>
#include <string_view>

namespace keylint {

inline constexpr std::size_t kBip39WordCount = 2048;

/// The word of `number`, below kBip39WordCount.
std::string_view Bip39Word(std::size_t number);
/// The number of `word`, or -1 when it is not in the list.
int Bip39Number(std::string_view word);

}  // namespace keylint
