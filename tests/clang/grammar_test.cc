// SPDX-License-Identifier: Apache-2.0
// Random programs of a grammar over the fixtures, from the parser to the
// solver, each in a child that shares our memory. Nothing may crash, hang or
// tear, whatever the parser made of them. KEYLINT_GRAMMAR_UNITS says how many (default 60) and
// KEYLINT_GRAMMAR_SEED from where on; a failing seed is named and repeats.
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "llvm/Support/TargetSelect.h"

#include "lint/clang/parse_unit.h"
#include "lint/clang/solve.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(KEYLINT_SOURCE_DIR) / "testdata" / "cxx";

std::vector<std::string> LinesOf(const fs::path& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

class Grammar {
 public:
  Grammar() {
    for (const std::string& line : LinesOf(kFolder / "grammar" / "cxx.txt")) {
      const std::size_t colon = line.find(": ");
      if (line.starts_with('#') || colon == std::string::npos) continue;
      rules_[line.substr(0, colon)].push_back(line.substr(colon + 2));
    }
    for (const auto& entry : fs::directory_iterator(kFolder)) {
      const std::string extension = entry.path().extension().string();
      if (extension != ".cc" && extension != ".c") continue;
      for (const std::string& line : LinesOf(entry.path())) {
        if (line.find_first_not_of(" \t}") != std::string::npos) rules_["fixture"].push_back(line + "\n");
      }
    }
    std::sort(rules_["fixture"].begin(), rules_["fixture"].end());
  }

  std::string Make(std::uint32_t seed) {
    random_.seed(seed);
    room_ = 400;
    return Expand("unit", 0);
  }

 private:
  std::string Expand(const std::string& name, int depth) {
    const auto found = rules_.find(name);
    if (found == rules_.end()) return "{" + name + "}";
    const bool spent = depth > 24 || --room_ < 0;
    const std::string& chosen = found->second[spent ? 0 : random_() % found->second.size()];
    if (name == "fixture") return chosen;
    std::string out;
    for (std::size_t at = 0; at < chosen.size(); ++at) {
      const std::size_t close = chosen[at] == '{' ? chosen.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", at + 1)
                                                  : std::string::npos;
      if (close != std::string::npos && chosen[close] == '}' && close > at + 1) {
        out += Expand(chosen.substr(at + 1, close - at - 1), depth + 1);
        at = close;
      } else if (chosen.compare(at, 2, "\\n") == 0) {
        out += '\n';
        ++at;
      } else {
        out += chosen[at];
      }
    }
    return out;
  }

  std::map<std::string, std::vector<std::string>> rules_;
  std::mt19937 random_;
  int room_ = 0;
};

std::uint32_t Number(const char* name, std::uint32_t otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr ? otherwise : static_cast<std::uint32_t>(std::strtoul(value, nullptr, 10));
}

struct Counts {
  std::size_t functions = 0, uses = 0, clean = 0, round_trips = 0;
};

// One unit in a child of this process; nothing when that did not come back.
std::optional<Counts> RunUnit(const CompileJob& job, const SinkTable& sinks, const LowerOptions& options) {
  int ends[2];
  if (pipe(ends) != 0) return std::nullopt;
  const pid_t child = fork();
  if (child == 0) {
    alarm(300);
    Counts counts;
    const Result<flow::Unit> unit = ParseUnit(job, KEYLINT_CLANG_RESOURCE_DIR, sinks, options, nullptr);
    if (!unit) _exit(1);
    std::string bytes;
    flow::Write(*unit, bytes);
    flow::Unit read;
    counts.round_trips = flow::Read(bytes, read) ? 1 : 0;
    counts.functions = read.functions.size();
    counts.clean = unit->notices.empty() ? 1 : 0;
    flow::Program program;
    program.Add(std::move(read));
    for (const flow::SinkUse& use : flow::Solve(program, sinks).uses) counts.uses += 1 + use.also.size();
    const bool told = write(ends[1], &counts, sizeof counts) == sizeof counts;
    _exit(told ? 0 : 1);
  }
  close(ends[1]);
  Counts counts;
  const bool told = read(ends[0], &counts, sizeof counts) == sizeof counts;
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  return told ? std::optional(counts) : std::nullopt;
}

TEST(Grammar, NoUnitBringsTheProcessDown) {
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  const Result<SinkTable> sinks = SinkTable::BuiltIn();
  ASSERT_TRUE(sinks.has_value());
  const fs::path folder = fs::temp_directory_path() / ("keylint_grammar_" + std::to_string(getpid()));
  fs::create_directories(folder);
  const std::string path = (folder / "unit.cc").string();
  Grammar grammar;
  const std::uint32_t first = Number("KEYLINT_GRAMMAR_SEED", 1), count = Number("KEYLINT_GRAMMAR_UNITS", 60);
  Counts all;
  std::size_t parsers_own = 0;
  for (std::uint32_t seed = first; seed < first + count; ++seed) {
    std::ofstream(path) << grammar.Make(seed);
    const CompileJob job = FixedJobs(folder.string(), {path}, {"-std=c++20", "-isystem", (kFolder / "stubs").string()})[0];
    const std::optional<Counts> one = RunUnit(job, *sinks, {});
    if (!one) {
      // Clang itself falls over some broken code: no work of ours then.
      if (!RunUnit(job, *sinks, {.flows = false, .literals = false})) {
        ++parsers_own;
      } else {
        ADD_FAILURE() << "seed " << seed << " did not come back";
      }
      continue;
    }
    EXPECT_EQ(one->round_trips, 1u) << "seed " << seed;
    all.functions += one->functions;
    all.uses += one->uses;
    all.clean += one->clean;
  }
  std::cout << count << " units, " << all.clean << " without an error, " << all.functions << " functions, " << all.uses
            << " sink uses; " << parsers_own << " crashed the parser alone\n";
  EXPECT_GT(all.functions, count);   // The grammar says something.
  EXPECT_GT(all.uses, count / 2);
  fs::remove_all(folder);
}

}  // namespace
}  // namespace keylint
