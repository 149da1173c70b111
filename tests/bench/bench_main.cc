// SPDX-License-Identifier: Apache-2.0
// Measures the matcher in memory, apart from walking and reading.
//
//   keylint_bench rules 1000 > made-up.toml     rules for run.sh
//   keylint_bench memory DIR [MEGABYTES] [SYNTHETIC-RULES]
//   keylint_bench grow DIR [MEGABYTES]          60 rules to all and 1000 more
//   keylint_bench start [SYNTHETIC-RULES]
//   keylint_bench read DIR                      walks and reads, nothing else
//   keylint_bench run COMMAND...                user, system, wall seconds; peak MB
//
// Times are CPU seconds of this process, so that a busy machine tells the
// same story; the best of interleaved rounds counts.
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <deque>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "lint/base/buffer.h"
#include "lint/match/alphabet_bytes.h"
#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/load.h"
#include "lint/scan/encoded_needles.h"
#include "lint/scan/name_words.h"
#include "tests/bench/synthetic_rules.h"

namespace keylint {
namespace {

double CpuSeconds() {
  timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double WallSeconds() {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

std::deque<Buffer> LoadTree(const std::string& root, std::size_t limit_bytes) {
  std::vector<std::string> paths;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(root, error)) {
    if (entry.is_regular_file(error) && !entry.is_symlink(error)) paths.push_back(entry.path());
  }
  // Every part of the tree is in the sample, whatever its size.
  std::sort(paths.begin(), paths.end());
  std::deque<Buffer> files;
  std::size_t bytes = 0;
  const std::size_t stride = 7;
  for (std::size_t offset = 0; offset < stride && bytes < limit_bytes; ++offset) {
    for (std::size_t i = offset; i < paths.size() && bytes < limit_bytes; i += stride) {
      std::ifstream in(paths[i], std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(in), {}};
      if (text.empty() || std::memchr(text.data(), 0, std::min<std::size_t>(text.size(), 8192))) continue;
      bytes += text.size();
      files.emplace_back(text);
    }
  }
  return files;
}

struct Rules {
  LoadedRules synthetic;
  LoadedRules joined;
  RuleSet set;
};

Rules MakeRules(std::size_t synthetic) {
  Rules rules;
  rules.set = BuiltinRules();
  if (synthetic == 0) return rules;
  const RuleFile file{"synthetic.toml", SyntheticRules(synthetic)};
  std::vector<RuleFault> faults;
  rules.synthetic = LoadRules({&file, 1}, faults);
  for (const RuleFault& fault : faults) fmt::print(stderr, "{}: {}\n", fault.line, fault.message);
  rules.joined = *JoinRules(BuiltinRules(), rules.synthetic.rules());
  rules.set = rules.joined.rules();
  return rules;
}

struct Pass {
  std::string name;
  std::function<void()> run;
  double best_seconds = 1e9;
};

void Interleave(std::vector<Pass>& passes, int rounds) {
  for (int round = 0; round < rounds; ++round) {
    for (Pass& pass : passes) {
      const double begin = CpuSeconds();
      pass.run();
      pass.best_seconds = std::min(pass.best_seconds, CpuSeconds() - begin);
    }
  }
}

std::size_t CountLines(std::string_view text) {
  std::size_t lines = 0;
  for (const char* at = text.data(); at != nullptr && at < text.data() + text.size(); ++at, ++lines) {
    at = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(text.data() + text.size() - at)));
    if (at == nullptr) break;
  }
  return lines;
}

double ScanWall(const Matcher& matcher, const std::deque<Buffer>& files, unsigned threads) {
  const double begin = WallSeconds();
  std::vector<std::thread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&, t] {
      Matcher::Scratch scratch;
      for (std::size_t i = t; i < files.size(); i += threads) matcher.Scan(files[i].view(), scratch);
    });
  }
  for (std::thread& thread : pool) thread.join();
  return WallSeconds() - begin;
}

void ReportNeedles(const Matcher& matcher, const std::deque<Buffer>& files, double megabytes) {
  const auto costs = matcher.NeedleCosts();
  std::vector<Needle> needles;
  const ByteSet word = BytesOfAlphabet(Alphabet::kBase64Url);
  for (const auto& cost : costs) needles.push_back({cost.text, true, &word});
  const Prefilter prefilter(needles);
  std::vector<std::size_t> counts(costs.size());
  std::vector<Hit> hits;
  for (const Buffer& file : files) {
    prefilter.Scan(file.view(), hits);
    for (const Hit& hit : hits) ++counts[hit.needle];
  }
  std::vector<std::size_t> order(costs.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return counts[a] > counts[b]; });
  fmt::print("\nneedles found most often, per MB (folded):\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 40); ++i) {
    const auto& cost = costs[order[i]];
    fmt::print("  {:24} {:8.2f}   {}\n", cost.text, static_cast<double>(counts[order[i]]) / megabytes,
               cost.key == nullptr ? "name" : cost.key->id);
  }
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return costs[a].hits_per_megabyte > costs[b].hits_per_megabyte;
  });
  fmt::print("\nneedles with the most frequent gram, expected per MB:\n");
  for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 30); ++i) {
    const auto& cost = costs[order[i]];
    fmt::print("  {:24} {:8.2f}   {}\n", cost.text, cost.hits_per_megabyte,
               cost.key == nullptr ? "name" : cost.key->id);
  }
}

void ReportCandidates(const Matcher& matcher, const std::deque<Buffer>& files, double megabytes) {
  Matcher::Scratch scratch;
  std::size_t names = 0;
  std::map<std::string, std::size_t> shapes, leads;
  for (const Buffer& file : files) {
    const Matches& found = matcher.Scan(file.view(), scratch);
    names += found.names.size();
    for (const Candidate& candidate : found.candidates) {
      ++(candidate.lead == Lead::kShape ? shapes : leads)[std::string(candidate.key->id)];
    }
  }
  const MatchCounters& counters = scratch.counters();
  const auto rate = [megabytes](auto n) { return static_cast<double>(n) / megabytes; };
  fmt::print("per MB: {:.1f} hits, {:.1f} names, {:.2f} shape attempts, {:.3f} pattern attempts, "
             "{:.2f} prefix attempts\n",
             rate(counters.hits), rate(names), rate(counters.shape_attempts),
             rate(counters.pattern_attempts), rate(counters.prefix_attempts));
  const auto list = [&](const char* title, const std::map<std::string, std::size_t>& counts) {
    std::vector<std::pair<std::size_t, std::string>> order;
    std::size_t sum = 0;
    for (const auto& [id, count] : counts) order.emplace_back(count, id), sum += count;
    std::sort(order.rbegin(), order.rend());
    fmt::print("{}: {} ({:.3f} per MB):", title, sum, rate(sum));
    for (std::size_t i = 0; i < std::min<std::size_t>(order.size(), 25); ++i) {
      fmt::print(" {} {}", order[i].second, order[i].first);
    }
    fmt::print("\n");
  };
  list("shape candidates", shapes);
  list("prefix leads", leads);
}

int Memory(const std::string& root, std::size_t megabytes, std::size_t synthetic) {
  const std::deque<Buffer> files = LoadTree(root, megabytes << 20);
  double bytes = 0;
  for (const Buffer& file : files) bytes += static_cast<double>(file.size());
  const double size = bytes / 1e6;
  const Rules rules = MakeRules(synthetic);
  const EncodedNeedles encoded(rules.set);
  const std::vector<NameNeedle> names = ScanNeedles(rules.set, encoded);
  const Matcher bare(rules.set);
  const Matcher matcher(rules.set, names);
  const auto costs = matcher.NeedleCosts();
  std::vector<Needle> needles;
  const ByteSet token = BytesOfAlphabet(Alphabet::kBase64Url);
  for (const auto& cost : costs) needles.push_back({cost.text, true, &token});
  const Prefilter prefilter(needles);
  fmt::print("{} files, {:.0f} MB, {} rules, {} needles\n", files.size(), size, rules.set.keys.size(),
             needles.size());

  std::size_t sink = 0;
  std::vector<Hit> hits;
  Matcher::Scratch scratch;
  std::vector<Pass> passes;
  passes.push_back({"lines (memchr)", [&] { for (const Buffer& f : files) sink += CountLines(f.view()); }});
  passes.push_back({"prefilter", [&] { for (const Buffer& f : files) prefilter.Scan(f.view(), hits), sink += hits.size(); }});
  passes.push_back({"matcher, no names", [&] { for (const Buffer& f : files) sink += bare.Scan(f.view(), scratch).candidates.size(); }});
  passes.push_back({"matcher", [&] { for (const Buffer& f : files) sink += matcher.Scan(f.view(), scratch).candidates.size(); }});
  Interleave(passes, 5);
  for (const Pass& pass : passes) {
    fmt::print("{:20} {:8.0f} MB per CPU second\n", pass.name, size / pass.best_seconds);
  }
  double one = 1e9, two = 1e9;
  for (int i = 0; i < 3; ++i) {
    one = std::min(one, ScanWall(matcher, files, 1));
    two = std::min(two, ScanWall(matcher, files, 2));
  }
  fmt::print("2 threads: {:.2f} times 1 (wall)\n", one / two);
  ReportCandidates(matcher, files, size);
  ReportNeedles(matcher, files, size);
  return sink == 0;
}

// The same tree with the first of the rules, all, and made-up ones on top.
int Grow(const std::string& root, std::size_t megabytes) {
  const std::deque<Buffer> files = LoadTree(root, megabytes << 20);
  double bytes = 0;
  for (const Buffer& file : files) bytes += static_cast<double>(file.size());
  const Rules all = MakeRules(0);
  const Rules more = MakeRules(1000);
  const std::size_t built_in = all.set.keys.size();
  std::deque<Matcher> matchers;
  std::vector<Pass> passes;
  Matcher::Scratch scratch;
  std::size_t sink = 0;
  for (const std::size_t count : {std::size_t{60}, std::size_t{250}, std::size_t{500}, std::size_t{1000}, built_in, built_in + 1000}) {
    // Every so-manieth rule, so that few rules are like many.
    std::vector<KeyRule> chosen;
    const std::span<const KeyRule> keys = count > built_in ? more.set.keys : all.set.keys;
    const std::size_t wanted = std::min(count, keys.size());
    for (std::size_t i = 0; i < wanted; ++i) chosen.push_back(keys[i * keys.size() / wanted]);
    const RuleSet set{more.set.providers, chosen};
    const EncodedNeedles encoded(set);
    matchers.emplace_back(set, ScanNeedles(set, encoded));
    const Matcher& matcher = matchers.back();
    passes.push_back({fmt::format("{} rules", wanted), [&files, &sink, &scratch, &matcher, kept = std::move(chosen)] {
                        for (const Buffer& file : files) sink += matcher.Scan(file.view(), scratch).candidates.size();
                      }});
  }
  Interleave(passes, 5);
  fmt::print("{} files, {:.0f} MB\n", files.size(), bytes / 1e6);
  for (const Pass& pass : passes) {
    fmt::print("{:12} {:6.0f} MB per CPU second, {:.2f} of {}\n", pass.name, bytes / 1e6 / pass.best_seconds,
               pass.best_seconds / passes.front().best_seconds, passes.front().name);
  }
  return 0;
}

// Reads everything below the folder `parent` has open as `fd`, and closes it.
void ReadFolder(int fd, std::vector<char>& buffer, std::size_t& files, std::size_t& bytes) {
  DIR* const folder = fdopendir(fd);
  if (folder == nullptr) return;
  while (const dirent* entry = readdir(folder)) {
    const std::string_view name = entry->d_name;
    if (name == "." || name == "..") continue;
    if (entry->d_type == DT_DIR) {
      const int child = openat(fd, entry->d_name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      if (child >= 0) ReadFolder(child, buffer, files, bytes);
    } else if (entry->d_type == DT_REG) {
      const int file = openat(fd, entry->d_name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
      if (file < 0) continue;
      ssize_t n;
      while ((n = read(file, buffer.data(), buffer.size())) > 0) {
        bytes += static_cast<std::size_t>(n);
        if (static_cast<std::size_t>(n) < buffer.size()) break;
      }
      close(file);
      ++files;
    }
  }
  closedir(folder);
}

int Read(const char* root) {
  std::vector<char> buffer(std::size_t{1} << 20);
  std::size_t files = 0;
  std::size_t bytes = 0;
  const int fd = open(root, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return 2;
  ReadFolder(fd, buffer, files, bytes);
  fmt::print("{} files, {:.0f} MB\n", files, static_cast<double>(bytes) / 1e6);
  return 0;
}

// Runs a command with its output thrown away and tells what it took.
int RunCommand(std::span<char* const> command) {
  const double begin = WallSeconds();
  const pid_t child = fork();
  if (child == 0) {
    const int null = open("/dev/null", O_WRONLY);
    dup2(null, 1);
    dup2(null, 2);
    std::vector<char*> arguments(command.begin(), command.end());
    arguments.push_back(nullptr);
    execvp(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const auto seconds = [](const timeval& t) { return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec); };
  fmt::print("{:.3f} {:.3f} {:.3f} {:.1f}\n", seconds(usage.ru_utime), seconds(usage.ru_stime),
             WallSeconds() - begin, static_cast<double>(usage.ru_maxrss) / 1024);
  return WIFEXITED(status) && WEXITSTATUS(status) != 127 ? 0 : 2;
}

int Start(std::size_t synthetic) {
  const Rules rules = MakeRules(synthetic);
  const EncodedNeedles encoded(rules.set);
  const std::vector<NameNeedle> names = ScanNeedles(rules.set, encoded);
  double best = 1e9;
  for (int i = 0; i < 20; ++i) {
    const double begin = CpuSeconds();
    const Matcher matcher(rules.set, names);
    best = std::min(best, CpuSeconds() - begin);
  }
  fmt::print("{} rules: tables in {:.2f} ms\n", rules.set.keys.size(), best * 1e3);
  return 0;
}

int Main(std::span<char* const> arguments) {
  const auto number = [&](std::size_t i, std::size_t fallback) {
    return arguments.size() > i ? std::stoul(arguments[i]) : fallback;
  };
  const std::string_view mode = arguments.size() > 1 ? arguments[1] : "";
  if (mode == "rules") {
    fmt::print("{}", SyntheticRules(number(2, 1000)));
    return 0;
  }
  if (mode == "grow" && arguments.size() > 2) return Grow(arguments[2], number(3, 256));
  if (mode == "read" && arguments.size() > 2) return Read(arguments[2]);
  if (mode == "run" && arguments.size() > 2) return RunCommand(arguments.subspan(2));
  if (mode == "start") return Start(number(2, 0));
  if (mode == "memory" && arguments.size() > 2) return Memory(arguments[2], number(3, 256), number(4, 0));
  fmt::print(stderr, "usage: keylint_bench rules N | memory DIR [MEGABYTES] [RULES] | grow DIR [MEGABYTES] |\n"
                     "       start [RULES] | read DIR | run COMMAND...\n");
  return 2;
}

}  // namespace
}  // namespace keylint

int main(int argc, char** argv) {
  return keylint::Main(std::span<char* const>(argv, static_cast<std::size_t>(argc)));
}
