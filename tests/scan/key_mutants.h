// SPDX-License-Identifier: Apache-2.0
// Keys as they stand in files, and what becomes of them on the way there.
// Knows shapes only by itself: nothing here is shared with lint/diagnose.
#pragma once

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

/// Where a value stands.
enum class Place { kDotenv, kYaml, kJson, kCpp, kPython, kShell };
constexpr Place kPlaces[] = {Place::kDotenv, Place::kYaml, Place::kJson, Place::kCpp, Place::kPython, Place::kShell};
std::string_view PlaceName(Place place);

/// A small file, its name and its text, that sets `name` to `value`, quoted
/// and escaped as its language wants it.
std::pair<std::string, std::string> FileWith(Place place, std::string_view name, std::string_view value);

/// What went wrong with a key, and which diagnoses are true of it.
struct Mutant {
  std::string_view name;
  std::string token;
  std::set<Diagnosis> right;
};

/// Every mishap that can befall `token`, a well-formed key of `key`.
std::vector<Mutant> MutantsOf(const KeyRule& key, const std::string& token, std::uint64_t seed);

/// Whether `token` is a key of `key`: shape, checksum and structure.
bool IsKeyOf(const KeyRule& key, std::string_view token);

/// The literal text that the shape of `token` begins with.
std::string_view HeadOf(const KeyRule& key, std::string_view token);

/// Whether a checksum stands in the key, by shape or by structure.
bool HasChecksum(const KeyRule& key, std::string_view token);

/// The name a person would keep the key under.
std::string NameFor(const RuleSet& rules, const KeyRule& key);

}  // namespace keylint
