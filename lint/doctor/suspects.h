// SPDX-License-Identifier: Apache-2.0
// Which of all sources a failure's message speaks of.
//
//   "Incorrect API key provided: sk-8uK***MvFD" and ~/.zshrc:4, .env:2
//   -> ~/.zshrc:4, since its value has these ends
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/doctor/complaint.h"
#include "lint/doctor/sources.h"
#include "lint/scan/pipeline.h"

namespace keylint {

struct Suspect {
  const Setting* setting = nullptr;
  int score = 0;     ///< What the message itself says for it.
  double rank = 0;   ///< Setting::rank, raised where the message tells where it ran.
};

/// Words of a message that may be a whole key.
std::vector<std::string> WholeKeysIn(std::string_view text);

/// What must be read to find the source of `complaint`.
Interest InterestOf(const Complaint& complaint, const std::vector<std::string>& whole, const RuleSet& rules);

struct Failure {
  const Pipeline& pipeline;
  const Complaint& complaint;
  const Sources& sources;
  std::string_view text;                  ///< The message.
  const std::vector<std::string>& whole;  ///< WholeKeysIn(text).
  std::int64_t now = 0;
  std::function<std::string(const Setting&)> text_of;   ///< Of the setting's file.
};

/// The likeliest first. `echoed`: the message shows a part of their values.
std::vector<Suspect> FindSuspects(const Failure& failure, bool& echoed);

}  // namespace keylint
