// SPDX-License-Identifier: Apache-2.0
// What a pasted failure tells: who refused, why, and the ends of the key.
//
//   "Incorrect API key provided: sk-8uK***MvFD"
//   -> openai, refused, a key that begins "sk-8uK" and ends "MvFD"
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/model/rule.h"

namespace keylint {

enum class Cause : std::uint8_t {
  kUnknown,
  kRejected,    ///< The key is not known or not right.
  kMissing,     ///< None was sent, or the variable is not set.
  kExpired,
  kPermission,  ///< Known, but not allowed to do this.
  kHeader,      ///< It cannot stand in an HTTP header: blanks, line ends.
  kNonAscii,    ///< It holds characters outside ASCII.
  kEndpoint,    ///< Sent to the wrong host, region or mode.
  kQuota,
  kKeyFile,     ///< A private key or certificate cannot be parsed.
};

/// A message of a provider or its SDK.
struct KnownMessage {
  std::string_view provider;   ///< Rule provider's id; empty: anybody's.
  std::string_view text;       ///< Compared without regard to case.
  Cause cause = Cause::kRejected;
  int weight = 2;              ///< How surely it is that provider.
};
std::span<const KnownMessage> KnownMessages();

/// Where the failing program ran, as far as its output tells.
enum class Surroundings : std::uint8_t {
  kUnknown,
  kBuild,       ///< A CI job.
  kImageBuild,  ///< A step of a Dockerfile.
  kDeployed,    ///< A function or machine of a hosting service.
};

/// A mark in a program's output of where it ran.
struct KnownOutput {
  std::string_view text;
  Surroundings where = Surroundings::kUnknown;
};
std::span<const KnownOutput> KnownOutputs();

/// A message of a tool that takes its keys from files of its own, whatever
/// the environment sets.
struct KnownStore {
  std::string_view text;
  std::string_view file;   ///< How its path ends.
};
std::span<const KnownStore> KnownStores();

/// What a provider shows of a key.
struct Fragment {
  std::string head;
  std::string tail;
  std::size_t length = 0;      ///< Of the key, where one mark stands for one character; else 0.
};

struct Complaint {
  const Provider* provider = nullptr;
  Cause cause = Cause::kUnknown;
  std::vector<Fragment> fragments;     ///< The most telling first.
  std::vector<std::string> variables;  ///< Named in it, as written.
  Surroundings where = Surroundings::kUnknown;
  std::vector<std::string_view> stores;   ///< How the paths of files end that the failing tool asks.
  std::optional<std::size_t> length;   ///< "must be 40 characters, yours was 27".
};

/// Linear in `text`.
Complaint ReadComplaint(std::string_view text, const RuleSet& rules);

/// How well `value` fits: characters that agree, 0 when it does not. A value
/// with blanks, quotes or a scheme word around the key fits, too.
int FitsFragment(const Fragment& fragment, std::string_view value);

}  // namespace keylint
