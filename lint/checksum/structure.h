// SPDX-License-Identifier: Apache-2.0
// Structures of a whole token: what a provider builds its keys from, beyond
// alphabet and length, and what can be read in them without a network.
//
//   VerifyStructure("jwt", token).facts            // expires 2026-...
//   VerifyStructure("azure-identifiable:Default0", token).state
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "lint/model/verdict.h"

namespace keylint {

enum class StructureState : std::uint8_t {
  kOk,             ///< It is built as the provider builds it.
  kBad,            ///< It is not: `detail` says what is wrong.
  kDoubtful,       ///< Legal, but probably not what it seems; `detail` says why.
  kNotApplicable,  ///< The token is of a form this structure says nothing of.
};

/// What a token's own claims say of the kind that a rule describes.
enum class Claims : std::uint8_t {
  kSilent,  ///< Nothing, or the rule asks for none.
  kFit,     ///< Those that are there are this kind's.
  kName,    ///< All are there: whatever its variable, it is this kind.
  kDiffer,  ///< They are another kind's.
};

struct StructureResult {
  StructureState state = StructureState::kNotApplicable;
  bool checksum = false;  ///< kBad: a checksum failed (else: the build). kOk:
                          ///< a checksum was there and fits, so it is no noise.
  std::string detail;     ///< A clause without any part of the token.
  std::vector<Fact> facts;
  Claims claims = Claims::kSilent;
};

/// Whether rules may name `structure`, a name or "name:argument".
bool IsStructure(std::string_view structure);

/// All names, in the order of the table.
std::vector<std::string_view> StructureNames();

/// What the structure says about `token`, the key as it stands in the text.
///
/// Time:    linear in `token`; tokens above 64 KiB are kNotApplicable.
/// Source:  each structure's provider, named at its function.
StructureResult VerifyStructure(std::string_view structure, std::string_view token);

/// `token`, grown from a shape, made into one that VerifyStructure accepts,
/// of the same length where the structure allows it. Deterministic; what
/// cannot be sealed comes back unchanged.
std::string SealStructure(std::string_view structure, std::string_view token);

}  // namespace keylint
