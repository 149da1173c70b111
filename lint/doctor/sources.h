// SPDX-License-Identifier: Apache-2.0
// Every place on a machine and in a project that sets a variable, and which
// of them a program there sees.
//
//   const Sources sources = CollectSources(machine, {.names = {"OPENAI_API_KEY"}});
//   for (const Setting& setting : sources.settings) ...   // the winner first
#pragma once

#include <string>
#include <vector>

#include "lint/doctor/machine.h"
#include "lint/doctor/project.h"
#include "lint/doctor/setting.h"

namespace keylint {

/// Below this rank nothing reads the file, as far as can be told.
inline constexpr double kUsed = 11;

/// What is looked for. Configuration is always read; source code only where
/// it holds one of these texts.
struct Interest {
  std::vector<std::string> names;  ///< Variables, as written.
  std::vector<std::string> texts;  ///< Parts of values.
  std::vector<std::string> words;  ///< What code that deals with the provider speaks of.
};

/// A place where code asks for a variable.
struct CodeRead {
  std::string path;       ///< As shown.
  std::size_t line = 0;
  std::string variable;
};

struct Sources {
  std::vector<Setting> settings;   ///< Highest rank first.
  std::vector<CodeRead> reads;     ///< Of Interest::names.
  Framework framework = Framework::kPlain;
  std::string mode;
};

Sources CollectSources(const Machine& machine, const Interest& interest);

/// Whether `name` stands in `text` where code reads a variable
/// (`process.env.X`, `getenv("X")`); the offsets of the name.
std::vector<std::size_t> FindReads(std::string_view text, std::string_view name);

}  // namespace keylint
