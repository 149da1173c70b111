// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/pool.h"

#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <map>
#include <vector>

namespace keylint {
namespace {

using Clock = std::chrono::steady_clock;

// A busy machine must not lose units: processor time is what is bounded, and
// the clock only for one that waits for ever.
constexpr unsigned kClockPerCpu = 10;

struct Running {
  pid_t process = -1;
  int pipe = -1;
  std::size_t job = 0;
  Clock::time_point deadline;
  std::string output;
  bool timed_out = false;
};

void WriteAll(int file, const std::string& bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const ssize_t wrote = write(file, bytes.data() + at, bytes.size() - at);
    if (wrote < 0 && errno == EINTR) continue;
    if (wrote <= 0) return;
    at += static_cast<std::size_t>(wrote);
  }
}

// In the child: bounds, work, result, and out without running destructors.
[[noreturn]] void Child(int pipe, const PoolLimits& limits, const std::function<std::string(std::size_t)>& work,
                        std::size_t job) {
  if (limits.memory_bytes != 0) {
    const rlimit bound{limits.memory_bytes, limits.memory_bytes};
    setrlimit(RLIMIT_AS, &bound);
  }
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  const rlimit time{limits.timeout_seconds, limits.timeout_seconds + 5};
  setrlimit(RLIMIT_CPU, &time);
  for (const int signal_number : {SIGSEGV, SIGABRT, SIGBUS, SIGILL, SIGFPE, SIGXCPU}) signal(signal_number, SIG_DFL);
  // A crash is told by the parent; LLVM's own report would be noise.
  if (freopen("/dev/null", "w", stderr) == nullptr) _exit(3);
  std::string result = work(job);
  result += '\1';  // Tells a whole result from a torn one.
  WriteAll(pipe, result);
  _exit(0);
}

Running Start(std::size_t job, const PoolLimits& limits, const std::function<std::string(std::size_t)>& work) {
  Running running;
  running.job = job;
  int ends[2];
  if (pipe(ends) != 0) return running;
  running.process = fork();
  if (running.process == 0) {
    close(ends[0]);
    Child(ends[1], limits, work, job);
  }
  close(ends[1]);
  running.pipe = ends[0];
  running.deadline = Clock::now() + std::chrono::seconds(kClockPerCpu * limits.timeout_seconds);
  return running;
}

// True when the child has closed its end.
bool Drain(Running& running) {
  char buffer[1 << 16];
  const ssize_t got = read(running.pipe, buffer, sizeof buffer);
  if (got > 0) {
    running.output.append(buffer, static_cast<std::size_t>(got));
    return false;
  }
  return got == 0 || (errno != EINTR && errno != EAGAIN);
}

}  // namespace

void RunForked(std::size_t count, const PoolLimits& limits, const std::function<std::string(std::size_t)>& work,
               const std::function<void(std::size_t, JobEnd, std::string, const std::string&)>& done) {
  struct Ended {
    JobEnd end;
    std::string output, detail;
  };
  std::vector<Running> running;
  std::map<std::size_t, Ended> ended;  // Waiting for earlier jobs.
  std::size_t next = 0, reported = 0;
  while (reported < count) {
    while (next < count && running.size() < limits.workers) {
      Running started = Start(next, limits, work);
      if (started.process < 0) {
        if (started.pipe >= 0) close(started.pipe);
        ended[next] = {JobEnd::kCrashed, "", "could not be started"};
      } else {
        running.push_back(std::move(started));
      }
      ++next;
    }
    std::vector<pollfd> polls;
    for (const Running& r : running) polls.push_back({r.pipe, POLLIN, 0});
    if (!polls.empty()) poll(polls.data(), polls.size(), 200);
    const Clock::time_point now = Clock::now();
    for (std::size_t n = running.size(); n-- > 0;) {
      Running& r = running[n];
      if (now > r.deadline && !r.timed_out) {
        r.timed_out = true;
        kill(r.process, SIGKILL);
      }
      if ((polls[n].revents & (POLLIN | POLLHUP | POLLERR)) == 0 || !Drain(r)) continue;
      close(r.pipe);
      int status = 0;
      while (waitpid(r.process, &status, 0) < 0 && errno == EINTR) {}
      Ended result{JobEnd::kDone, std::move(r.output), ""};
      const bool out_of_time = WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU;
      if (r.timed_out || out_of_time) {
        result.end = JobEnd::kTimedOut;
      } else if (result.output.empty() || result.output.back() != '\1') {
        result.end = JobEnd::kCrashed;
        result.detail = WIFSIGNALED(status) ? std::string("signal ") + strsignal(WTERMSIG(status))
                                            : "exit status " + std::to_string(WEXITSTATUS(status));
      } else {
        result.output.pop_back();
      }
      ended[r.job] = std::move(result);
      running.erase(running.begin() + static_cast<std::ptrdiff_t>(n));
    }
    for (auto first = ended.begin(); first != ended.end() && first->first == reported; first = ended.erase(first)) {
      done(reported, first->second.end, std::move(first->second.output), first->second.detail);
      ++reported;
    }
  }
}

}  // namespace keylint
