// SPDX-License-Identifier: Apache-2.0
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <atomic>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <thread>

#include "lint/cli/command_line.h"
#include "lint/source/source.h"
#include "lint/cli/real_files.h"

namespace {

unsigned TerminalColumns() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 40) return size.ws_col;
  return 80;
}

std::vector<std::string> AllEnvironment() {
  std::vector<std::string> all;
  for (char** variable = environ; variable != nullptr && *variable != nullptr; ++variable) all.emplace_back(*variable);
  return all;
}

std::string OwnFile() {
  std::error_code error;
  return std::filesystem::read_symlink("/proc/self/exe", error).string();
}

// The scan under way. A lock-free atomic may be read in a signal handler.
std::atomic<keylint::Source*> running{nullptr};
static_assert(std::atomic<keylint::Source*>::is_always_lock_free);

// The first interrupt ends the scan with what was found so far; the second,
// or one outside a scan, ends the program.
void Interrupt(int signal) {
  std::signal(signal, SIG_DFL);
  if (keylint::Source* source = running.load()) {
    source->Cancel();
  } else {
    std::raise(signal);
  }
}

std::vector<std::string> EnvironmentBlock() {
  std::vector<std::string> block;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) block.emplace_back(*entry);
  return block;
}

std::string WorkingDirectory() {
  char buffer[PATH_MAX];
  return getcwd(buffer, sizeof buffer) == nullptr ? std::string() : std::string(buffer);
}

}  // namespace

int main(int argc, char** argv) {
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
  // A crash leaves no memory behind: it holds what was being read.
  prctl(PR_SET_DUMPABLE, 0);
#endif
  // A reader that closes the pipe early is told by the stream's state.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGINT, Interrupt);
  std::signal(SIGTERM, Interrupt);
  std::ios::sync_with_stdio(false);
  keylint::World world{
      .in = std::cin,
      .out = std::cout,
      .err = std::cerr,
      .in_descriptor = STDIN_FILENO,
      .in_is_terminal = isatty(STDIN_FILENO) != 0,
      .out_is_terminal = isatty(STDOUT_FILENO) != 0,
      .err_is_terminal = isatty(STDERR_FILENO) != 0,
      .columns = TerminalColumns(),
      .environment = [](const std::string& name) -> std::optional<std::string> {
        const char* value = std::getenv(name.c_str());
        return value == nullptr ? std::nullopt : std::optional<std::string>(value);
      },
      .all_environment = AllEnvironment(),
      .program = OwnFile(),
      .now = [] { return std::chrono::system_clock::now(); },
      .processors = std::max(1U, std::thread::hardware_concurrency()),
      .running = &running,
      .environment_block = EnvironmentBlock,
      .files = keylint::RealFiles(),
      .working_directory = WorkingDirectory(),
  };
  return keylint::RunCommandLine({argv + 1, argv + argc}, world);
}
