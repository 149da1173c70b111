// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/first_states.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

// What stays the same while a file changes around a secret.
std::string SecretOf(const Finding& finding) {
  std::string name = finding.rule_id.str() + '\0' + finding.where.path.str() + '\0';
  if (finding.has_digest) return name.append(finding.digest.begin(), finding.digest.end());
  for (const std::string& part : finding.name_path) name += part + '\x1F';
  return name;
}

using State = std::tuple<std::size_t, std::string, std::string>;  // Rank, blob, commit.

State StateOf(const Finding& finding, const std::function<std::size_t(const Finding&)>& rank) {
  return {rank(finding), finding.blob, finding.provenance ? finding.provenance->commit : std::string()};
}

}  // namespace

void KeepFirstStates(std::vector<Finding>& findings, const std::function<std::size_t(const Finding&)>& rank) {
  struct Secret {
    std::set<State> states;
    State latest;
    std::vector<Suppression> suppressions;  // Of the latest.
  };
  std::map<std::string, Secret> secrets;
  for (const Finding& finding : findings) {
    Secret& secret = secrets[SecretOf(finding)];
    State state = StateOf(finding, rank);
    if (secret.states.empty() || state > secret.latest) {
      secret.latest = state;
      secret.suppressions = finding.suppressions;
    }
    secret.states.insert(std::move(state));
  }
  std::erase_if(findings, [&](Finding& finding) {
    const Secret& secret = secrets.at(SecretOf(finding));
    if (StateOf(finding, rank) != *secret.states.begin()) return true;
    finding.suppressions = secret.suppressions;
    if (secret.states.size() > 1) finding.facts.emplace_back("states", std::to_string(secret.states.size()));
    return false;
  });
  SetFingerprints(findings);
}

}  // namespace keylint
