// SPDX-License-Identifier: Apache-2.0
// Everything that can be told offline of one value: what it is, what is wrong
// with it, and what nobody can see without asking the provider.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/doctor/setting.h"
#include "lint/model/verdict.h"
#include "lint/scan/pipeline.h"

namespace keylint {

struct DoctorFinding {
  std::string rule_id;
  Diagnosis diagnosis = Diagnosis::kNone;
  std::string message;       ///< Sentences, no secret in them.
  std::string path;
  std::size_t line = 0;
  std::string repair;        ///< "remove 'Bearer'", where one is certain.
};

struct Examination {
  const Provider* wanted = nullptr;      ///< Whose key the variable asks for.
  const KeyRule* wanted_key = nullptr;   ///< The nearest kind asked for.
  const KeyRule* key = nullptr;          ///< What the value is, or is meant to be.
  Form form = Form::kNotAKey;
  std::vector<Fact> facts;
  std::string expires;                   ///< RFC 3339, or empty.
  std::string preview;                   ///< Redacted.
  std::vector<DoctorFinding> findings;
  std::vector<std::string> undecidable;
};

/// `text` is the file `setting` stands in, or empty. `now` in seconds since
/// 1970. Does not look at other settings.
Examination Examine(const Pipeline& pipeline, const Setting& setting, std::string_view text, std::int64_t now);

/// The same for many settings of one file, which is read once: linear in it.
std::vector<Examination> ExamineAll(const Pipeline& pipeline, std::span<const Setting> settings, std::string_view text, std::int64_t now);

/// The keys that `setting`'s names ask for.
NamedKeys WantedBy(const Pipeline& pipeline, const Setting& setting);

}  // namespace keylint
