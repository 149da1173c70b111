// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <filesystem>
#include <iterator>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/cli/commands.h"
#include "lint/cli/doctor_output.h"
#include "lint/cli/rules_files.h"
#include "lint/diagnose/expiry.h"
#include "lint/doctor/doctor.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

struct DoctorArguments {
  std::string subject;
  std::string error;
  std::string env_file;
  std::string home;
  std::string now;
  std::string format = "text";
  std::vector<std::string> rule_files;
};

constexpr int kMostPatience_ms = 250;

class DoctorCommand {
 public:
  explicit DoctorCommand(World& world) : world_(world) {}

  DoctorArguments typed;

  int Run() {
    auto rules = RulesWith(typed.rule_files);
    if (!rules) return Usage(rules.error().message);
    std::int64_t now = std::chrono::duration_cast<std::chrono::seconds>(world_.now().time_since_epoch()).count();
    if (!typed.now.empty()) {
      const auto time = ParseTime(typed.now);
      if (!time) return Usage(fmt::format("--now takes an RFC 3339 time, not '{}'", ForTerminal(typed.now)));
      now = *time;
    }
    if (!SetUp()) return kExitIncomplete;
    const ScanOptions options;
    const Pipeline pipeline(rules->rules(), options);
    const Doctor doctor(pipeline, machine_, now);
    const auto answer = Ask(doctor, pipeline);
    if (!answer) return code_;
    if (answer->unreadable) return Unreadable(typed.subject);
    if (typed.format == "json") WriteAnswerJson(*answer, world_.out);
    else WriteAnswerText(*answer, world_.columns, world_.out);
    return answer->is_wrong ? kExitFindings : kExitClean;
  }

 private:
  int Usage(const std::string& message) {
    world_.err << "keylint: " << message << '\n';
    return kExitUsage;
  }
  int Unreadable(const std::string& path) {
    world_.err << "keylint: " << ForTerminal(path) << ": cannot be read\n";
    return kExitIncomplete;
  }

  std::string Absolute(const std::string& path) const {
    std::string whole = (std::filesystem::path(world_.working_directory) / path).lexically_normal().string();
    while (whole.size() > 1 && whole.ends_with('/')) whole.pop_back();
    return whole;
  }

  bool SetUp() {
    machine_.files = world_.files;
    machine_.project = world_.working_directory;
    const auto home = world_.environment ? world_.environment("HOME") : std::nullopt;
    machine_.home = typed.home.empty() ? home.value_or("") : Absolute(typed.home);
    while (machine_.home.size() > 1 && machine_.home.ends_with('/')) machine_.home.pop_back();
    machine_.is_snapshot = !typed.home.empty();
    machine_.environment_known = typed.home.empty() || !typed.env_file.empty();
    if (!typed.env_file.empty()) {
      const auto block = world_.files.read_file(Absolute(typed.env_file));
      if (!block) {
        Unreadable(typed.env_file);
        return false;
      }
      machine_.environment = ParseEnvironment(*block);
      return true;  // Another machine's: the processes here are not its parents.
    }
    if (world_.environment_block) {
      for (const std::string& entry : world_.environment_block()) {
        const std::size_t equals = entry.find('=');
        if (equals != std::string::npos && equals > 0) machine_.environment.emplace_back(entry.substr(0, equals), entry.substr(equals + 1));
      }
    }
    machine_.parents = ReadParents(world_.files);
    return true;
  }

  std::string ReadAll() const { return {std::istreambuf_iterator<char>(world_.in), std::istreambuf_iterator<char>()}; }

  // Something was piped in. A pipe that nobody writes to (cron, CI) is not
  // waited for.
  bool HasInput() const {
    if (world_.in_is_terminal) return false;
    if (world_.in_descriptor < 0) return world_.in.peek() != std::istream::traits_type::eof();
    pollfd poll_in{world_.in_descriptor, POLLIN, 0};
    return poll(&poll_in, 1, kMostPatience_ms) > 0 && (poll_in.revents & POLLIN) != 0;
  }

  // The value on standard input, without the one line end that `echo` adds.
  std::string ReadValue() const {
    std::string value = ReadAll();
    if (value.ends_with('\n')) value.pop_back();
    return value;
  }

  // A key itself was typed: never look at it, never repeat it.
  static bool IsValue(const std::string& subject, const Pipeline& pipeline) {
    Setting setting;
    setting.value = subject;
    const Examination seen = Examine(pipeline, setting, {}, 0);
    return seen.form == Form::kWellFormed || seen.form == Form::kUnrecognised || (seen.form == Form::kMalformed && subject.size() >= 20);
  }

  std::optional<Answer> Ask(const Doctor& doctor, const Pipeline& pipeline) {
    if (!typed.error.empty()) {
      if (typed.error == "-") return doctor.OfError(ReadAll());
      const auto text = world_.files.read_file(Absolute(typed.error));
      if (text) return doctor.OfError(*text);
      code_ = Unreadable(typed.error);
      return std::nullopt;
    }
    const std::string& subject = typed.subject;
    if (subject == "-") return doctor.OfValue(ReadValue(), "");
    if (subject.empty()) {
      if (HasInput()) {
        const std::string value = ReadValue();
        if (!value.empty()) return doctor.OfValue(value, "");
      }
      return doctor.OfEnvironment();
    }
    const bool is_path = subject.find('/') != std::string::npos || subject.starts_with(".");
    if (is_path || world_.files.read_file(Absolute(subject))) return doctor.OfFile(Absolute(subject));
    if (IsValue(subject, pipeline)) {
      code_ = Usage("a key belongs on standard input, not on the command line, where other users and the shell's history see it");
      return std::nullopt;
    }
    if (HasInput()) {
      const std::string value = ReadValue();
      if (!value.empty()) return doctor.OfValue(value, subject);
    }
    return doctor.OfVariable(subject);
  }

  World& world_;
  Machine machine_;
  int code_ = kExitUsage;
};

}  // namespace

void AddDoctorCommand(CLI::App& app, World& world, CommandRun& run) {
  CLI::App* command = app.add_subcommand("doctor", "Why does my key not work? Which source wins, and what is wrong with it");
  const auto doctor = std::make_shared<DoctorCommand>(world);
  DoctorArguments& typed = doctor->typed;
  command->add_option("SUBJECT", typed.subject,
                      "A variable's name, or a file; '-' or nothing: a value on standard input; nothing at all: the environment, or the project's settings where that holds no key");
  command->add_option("--error", typed.error, "Read a pasted failure from this file ('-': standard input) and find the key it echoes");
  command->add_option("--env-file", typed.env_file, "Stands in for the process environment (NAME=VALUE, as /proc/PID/environ has it)");
  command->add_option("--home", typed.home, "Stands in for the home directory");
  command->add_option("--now", typed.now, "The time that expiry is judged at (RFC 3339)");
  command->add_option("--format", typed.format, "text or json")->check(CLI::IsMember({"text", "json"}));
  command->add_option("--rules", typed.rule_files, "Add rules from this file or folder")->allow_extra_args(false);
  command->footer("Exit codes: 0 nothing wrong, 1 something wrong, 2 wrong usage, 3 something could not be read.");
  command->callback([doctor, &run] { run = [doctor] { return doctor->Run(); }; });
}

}  // namespace keylint
