// SPDX-License-Identifier: Apache-2.0
// Tags of the needles that stand for a secret's structure instead of its name.
#pragma once

#include <cstdint>

namespace keylint {

/// Behind those of NeedleTag (name_gate.h), before EncodedNeedles::kTag.
enum class StructureTag : std::uint32_t {
  kHash = 32,    ///< The beginning of a password's hash.
  kJsonWebKey,   ///< The member that every JSON Web Key has.
  kPhrase,       ///< Words that a secret follows.
  kSignature,    ///< The parameter of a signed address.
};

}  // namespace keylint
