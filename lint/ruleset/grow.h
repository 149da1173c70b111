// SPDX-License-Identifier: Apache-2.0
// Made-up keys, grown from shapes: right in length, alphabet, checksum and
// structure, and random enough to be taken for real. So that no file of this
// project holds anything that looks like a key.
//
//   GrowKey(rules, "stripe-secret-key", 1)
//   GrowTemplate("STRIPE=sk_live_{an:24}\nOTHER={key:acme-key}\n", 1, rules)
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "lint/base/result.h"
#include "lint/model/rule.h"

namespace keylint {

/// A text that `shape` matches, its inline checks right. The same for the
/// same arguments, on every machine. Does not look like a placeholder.
std::string GrowShape(const Shape& shape, std::uint64_t seed);

/// A well-formed key of `key`: from one of its shapes, sealed by its
/// structure; of a key with a hand-written pattern, one of its examples.
/// Successive seeds go through the shapes in turn.
std::string GrowKey(const KeyRule& key, std::uint64_t seed);

/// As above, from the key `id` of `rules`; empty when there is none.
std::string GrowKey(const RuleSet& rules, std::string_view id, std::uint64_t seed);

/// `text` with its braces grown:
///
///   {an:24} {hex:20-40}  characters of an alphabet
///   {uuid} {UUID}        a UUID
///   {key:ID}             a key of the rule ID
///   {pem:KIND}           a key file (lint/checksum/grow_pem.h), its line
///                        ends as they are; {pem-line:KIND} has them spelled
///                        \n, as configuration does; {pem-body:KIND} is its
///                        base64 alone, {pem-bytes:KIND} what that encodes
///   {jwt:role=anon exp=1}  a signed JSON Web Token with these claims
///   {base64:sk_{an:24}}  the base64 of what stands inside, grown
///   {an:24#a} {key:ID#a} the same text wherever the label is the same
///
/// All other braces stay as they are.
/// Errors: kNotFound at a {key:ID} that `rules` has not.
Result<std::string> GrowTemplate(std::string_view text, std::uint64_t seed, const RuleSet& rules);

}  // namespace keylint
