// SPDX-License-Identifier: Apache-2.0
// Tags of the needles that stand for something else than a secret's name.
#pragma once

#include <cstdint>

namespace keylint {

/// Behind those of NeedleTag (name_words.h), before EncodedNeedles::kTag.
enum class StructureTag : std::uint32_t {
  kHash = 32,    ///< The beginning of a password's hash.
  kJsonWebKey,   ///< The member that every JSON Web Key has.
  kBareKey,      ///< What a private key in base64, without armour, begins with.
  kPhrase,       ///< Words that a secret follows.
  kSignature,    ///< The parameter of a signed address.
  kDate,         ///< The beginning of what holds a date of its own.
  kPlace,        ///< What only a certain provider's key follows.
  kAllow,        ///< A comment that accepts findings.
};

}  // namespace keylint
