// SPDX-License-Identifier: Apache-2.0
// keylint-ast: the Clang front end of keylint. Literals and sink uses of the
// given translation units as JSON lines on standard output.
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "llvm/Support/TargetSelect.h"

#include "lint/clang/json_lines.h"
#include "lint/clang/parse_unit.h"
#include "lint/clang/pool.h"
#include "lint/clang/solve.h"
#include "lint/clang/unit_cache.h"

namespace keylint {
namespace {

constexpr const char* kUsage =
    "usage: keylint-ast [options] [FILE...] [-- COMPILER-FLAG...]\n"
    "  -p DIR            folder of compile_commands.json (all its files when no FILE is given)\n"
    "  --files-from FILE file names, one per line ('-': standard input)\n"
    "  --sinks FILE      more sinks, in the form of rules/sinks.toml; may be repeated\n"
    "  --jobs N          translation units at once (default: one per processor)\n"
    "  --memory MB       of each unit (default: 3072); --timeout SECONDS, of each unit (default: 120)\n"
    "  --cache DIR       keeps parsed units; those whose flags and files did not change are not parsed again\n"
    "  --no-literals, --no-flows   only sink uses, only literals\n"
    "  --resource-dir DIR          Clang's own headers\n";

struct Options {
  std::string database, cache;
  std::vector<std::string> files, flags, sink_files;
  bool fixed_flags = false;
  std::string resource_dir = KEYLINT_CLANG_RESOURCE_DIR;
  PoolLimits limits;
  LowerOptions lower;
};

bool ReadLines(std::istream& in, std::vector<std::string>& lines) {
  for (std::string line; std::getline(in, line);) {
    if (!line.empty()) lines.push_back(line);
  }
  return !in.bad();
}

bool ParseArguments(int argc, char** argv, Options& options) {
  const auto number = [](const char* text, std::uint64_t& out) {
    char* end = nullptr;
    out = std::strtoull(text, &end, 10);
    return *text != '\0' && *end == '\0' && out != 0;
  };
  for (int n = 1; n < argc; ++n) {
    const std::string arg = argv[n];
    const bool more = n + 1 < argc;
    std::uint64_t value = 0;
    if (arg == "--") {
      options.fixed_flags = true;
      options.flags.assign(argv + n + 1, argv + argc);
      return true;
    }
    if (arg == "-p" && more) options.database = argv[++n];
    else if (arg == "--sinks" && more) options.sink_files.push_back(argv[++n]);
    else if (arg == "--cache" && more) options.cache = argv[++n];
    else if (arg == "--resource-dir" && more) options.resource_dir = argv[++n];
    else if (arg == "--no-literals") options.lower.literals = false;
    else if (arg == "--no-flows") options.lower.flows = false;
    else if (arg == "--files-from" && more) {
      const std::string name = argv[++n];
      std::ifstream file(name);
      if (!ReadLines(name == "-" ? std::cin : file, options.files)) return false;
    } else if ((arg == "--jobs" || arg == "--memory" || arg == "--timeout") && more && number(argv[n + 1], value)) {
      ++n;
      if (arg == "--jobs") options.limits.workers = static_cast<unsigned>(std::min<std::uint64_t>(value, 256));
      if (arg == "--memory") options.limits.memory_bytes = value << 20;
      if (arg == "--timeout") options.limits.timeout_seconds = static_cast<unsigned>(value);
    } else if (arg.size() > 1 && arg[0] == '-') {
      return false;
    } else {
      options.files.push_back(arg);
    }
  }
  return true;
}

Result<SinkTable> LoadSinks(const std::vector<std::string>& files) {
  Result<SinkTable> sinks = SinkTable::BuiltIn();
  for (const std::string& path : files) {
    if (!sinks) break;
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return Failure(ErrorKind::kUnreadable, "cannot read the sinks", path);
    if (const Result<void> added = sinks->Add(text.str()); !added) {
      Error error = added.error();
      error.path = path;
      return tl::unexpected<Error>(error);
    }
  }
  return sinks;
}

// All that a unit depends on besides its command and files.
std::uint64_t VersionOf(const Options& options) {
  std::error_code error;
  const auto built = std::filesystem::last_write_time("/proc/self/exe", error).time_since_epoch().count();
  std::string all = options.resource_dir + '\0' + std::to_string(built) + (options.lower.literals ? "l" : "") +
                    (options.lower.flows ? "f" : "");
  all += SinkTable::BuiltInBytes();
  for (const std::string& path : options.sink_files) {
    std::ifstream file(path);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return ContentHash(all);
}

// Bytes that this process has mapped; 0 where that is not known.
std::uint64_t AddressSpace() {
  std::uint64_t pages = 0;
  std::ifstream("/proc/self/statm") >> pages;
  return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

// What reaches which call, in a process of its own: should that end early, take
// ten times as long as a unit may or need twice its memory, the literals are
// told all the same. False when it did.
bool TellFlows(const Options& options, const SinkTable& sinks, const flow::Program& program) {
  PoolLimits limits = options.limits;
  limits.workers = 1;
  limits.timeout_seconds *= 10;
  limits.memory_bytes = AddressSpace() + 2 * limits.memory_bytes;
  const auto solve = [&](std::size_t) {
    const flow::Solution solution = flow::Solve(program, sinks);
    const flow::Unit& names = program.joined();
    std::ostringstream lines;
    if (options.lower.literals) {
      for (const flow::LiteralRecord& literal : solution.folded) WriteLiteralLine(lines, names, literal);
    }
    for (const flow::SinkUse& use : solution.uses) WriteSinkLine(lines, names, sinks, use);
    return lines.str();
  };
  bool solved = false;
  RunForked(1, limits, solve, [&solved](std::size_t, JobEnd end, const std::string& lines, const std::string&) {
    solved = end == JobEnd::kDone;
    if (solved) std::cout << lines;
  });
  return solved;
}

// Several commands for one file are one unit to the reader; which of them a
// notice is about does not matter to anyone.
int Run(const Options& options) {
  const Result<SinkTable> sinks = LoadSinks(options.sink_files);
  if (!sinks) {
    std::cerr << "keylint-ast: " << sinks.error().path << ": " << sinks.error().message << '\n';
    return 2;
  }
  char directory[4096];
  if (getcwd(directory, sizeof directory) == nullptr) directory[0] = '\0';
  Result<std::vector<CompileJob>> jobs = std::vector<CompileJob>();
  if (options.fixed_flags || options.database.empty()) {
    jobs = FixedJobs(directory, options.files, options.flags);
  } else {
    jobs = ReadCompileDatabase(options.database, options.files);
  }
  if (!jobs) {
    std::cerr << "keylint-ast: " << jobs.error().path << ": " << jobs.error().message << '\n';
    return 2;
  }
  flow::Program program;
  std::size_t failed = 0, kept = 0;
  UnitCache cache(options.cache, VersionOf(options));
  std::vector<std::size_t> missing;                 // Jobs that must be parsed.
  std::vector<std::optional<std::string>> known(jobs->size());
  for (std::size_t n = 0; n < jobs->size(); ++n) {
    known[n] = cache.Find((*jobs)[n]);
    if (!known[n]) missing.push_back(n);
  }
  const auto work = [&](std::size_t n) {
    std::vector<SourceDigest> files;
    const CompileJob& job = (*jobs)[missing[n]];
    const Result<flow::Unit> unit = ParseUnit(job, options.resource_dir, *sinks, options.lower,
                                              options.cache.empty() ? nullptr : &files);
    if (!unit) return "e" + unit.error().message;
    std::string out = "u";
    flow::Write(*unit, out);
    cache.Keep(job, files, std::string_view(out).substr(1));
    return out;
  };
  const auto add = [&](std::size_t job, std::string_view bytes) {
    flow::Unit unit;
    if (!flow::Read(bytes, unit)) return false;
    for (const std::string& notice : unit.notices) WriteNoticeLine(std::cout, (*jobs)[job].file, "degraded", notice);
    program.Add(std::move(unit));
    return true;
  };
  // Kept units take their turn, so that the order is that of the jobs.
  std::size_t turn = 0;
  const auto add_known = [&](std::size_t end) {
    for (; turn < end; ++turn) {
      if (!known[turn]) continue;
      if (!add(turn, *known[turn])) ++failed;
      known[turn].reset();
      ++kept;
    }
  };
  const auto done = [&](std::size_t n, JobEnd end, std::string result, const std::string& detail) {
    const std::size_t job = missing[n];
    add_known(job);
    const std::string& file = (*jobs)[job].file;
    if (end == JobEnd::kTimedOut) {
      WriteNoticeLine(std::cout, file, "incomplete", "the parser took too long; only its text was scanned");
    } else if (end == JobEnd::kCrashed) {
      WriteNoticeLine(std::cout, file, "incomplete", "the parser ended with " + detail + "; only its text was scanned");
    } else if (result.starts_with('e')) {
      WriteNoticeLine(std::cout, file, "incomplete", std::string_view(result).substr(1));
    } else if (!add(job, std::string_view(result).substr(1))) {
      WriteNoticeLine(std::cout, file, "incomplete", "the parser's answer cannot be read");
    } else {
      return;
    }
    ++failed;
  };
  RunForked(missing.size(), options.limits, work, done);
  add_known(jobs->size());
  const flow::Unit& names = program.joined();
  for (const flow::LiteralRecord& literal : names.literals) WriteLiteralLine(std::cout, names, literal);
  if (options.lower.flows && !TellFlows(options, *sinks, program)) {
    WriteNoticeLine(std::cout, jobs->empty() ? options.database : jobs->front().file, "incomplete",
                    "the data flow of all units could not be finished; constants that reach calls are not told");
    ++failed;
  }
  RunSummary run{{}, failed, kept, names.functions.size(), names.lines};
  for (const CompileJob& job : *jobs) run.files.push_back(job.file);
  WriteEndLine(std::cout, run);
  std::cout.flush();
  return std::cout ? 0 : 3;
}

}  // namespace
}  // namespace keylint

int main(int argc, char** argv) {
  keylint::Options options;
  options.limits.workers = std::max(1u, std::thread::hardware_concurrency());
  options.limits.memory_bytes = std::uint64_t{3072} << 20;
  std::ios::sync_with_stdio(false);
  if (!keylint::ParseArguments(argc, argv, options) || (options.files.empty() && options.database.empty())) {
    std::cerr << keylint::kUsage;
    return 2;
  }
  llvm::InitializeAllTargetInfos();
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmParsers();
  return keylint::Run(options);
}
