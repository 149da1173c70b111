// SPDX-License-Identifier: Apache-2.0
// "Why does my key not work?", answered without a network and without a word
// of the key.
//
//   Doctor doctor(pipeline, machine, now);
//   const Answer answer = doctor.OfVariable("OPENAI_API_KEY");
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/doctor/complaint.h"
#include "lint/doctor/examine.h"
#include "lint/doctor/machine.h"
#include "lint/doctor/sources.h"
#include "lint/scan/pipeline.h"

namespace keylint {

struct AnswerSource {
  Setting setting;
  bool wins = false;
  bool differs = false;      ///< From the winner's value.
  std::string preview;
};

struct Answer {
  std::string variable;      ///< Empty: none is known.
  const Provider* provider = nullptr;
  const KeyRule* key = nullptr;
  std::vector<std::string> identity;   ///< "account 1234", "expires ...": what the key itself says.
  std::string summary;                 ///< One sentence: the answer.
  std::vector<AnswerSource> sources;   ///< Best first.
  std::vector<DoctorFinding> findings;
  std::vector<std::string> undecidable;
  std::vector<std::string> next;
  bool unreadable = false;             ///< The file asked for could not be read.
  bool is_wrong = false;               ///< Something is: exit code 1.
};

class Doctor {
 public:
  /// Borrows both. `now` in seconds since 1970.
  Doctor(const Pipeline& pipeline, const Machine& machine, std::int64_t now) : pipeline_(pipeline), machine_(machine), now_(now) {}

  /// Which source of `name` wins, and what is wrong with it.
  Answer OfVariable(const std::string& name) const;
  /// What `value` is; `name` may be empty.
  Answer OfValue(const std::string& value, const std::string& name) const;
  /// Every key variable of a file (absolute path).
  Answer OfFile(const std::string& file) const;
  /// Every key variable of the environment; where that holds none, those of
  /// the project's settings, each as a program sees it.
  Answer OfEnvironment() const;
  /// Where the key of a pasted failure comes from.
  Answer OfError(std::string_view text) const;

 private:
  std::string TextOf(const Setting& setting) const;
  void Describe(const Setting& winner, const Examination& seen, const Sources* sources, Answer& answer) const;
  void CheckEndpoint(const Setting& winner, const Examination& seen, const Sources& sources, Answer& answer) const;
  void Missing(const std::string& name, const Sources& sources, Answer& answer) const;
  /// What the project's checks say of `files`, of that line (0: of all).
  void AddAround(const std::set<std::string>& files, std::size_t line, Answer& answer) const;
  void Advise(const Setting* winner, Answer& answer) const;
  std::vector<Examination> ExaminedByFile(const std::vector<Setting>& settings) const;
  void OfSettings(const std::vector<Setting>& settings, Answer& answer) const;

  const Pipeline& pipeline_;
  const Machine& machine_;
  std::int64_t now_;
};

}  // namespace keylint
