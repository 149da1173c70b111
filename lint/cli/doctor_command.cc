// SPDX-License-Identifier: Apache-2.0
#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/cli/commands.h"
#include "lint/cli/doctor_output.h"
#include "lint/cli/real_files.h"
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
    if (answer->unreadable) return Unreadable(typed.subject, "it cannot be read");
    if (typed.format == "json") WriteAnswerJson(*answer, world_.out);
    else WriteAnswerText(*answer, world_.columns, world_.out);
    for (const auto& [path, why] : *unreadable_) Unreadable(ShownPath(machine_, path), why);
    if (answer->is_wrong) return kExitFindings;
    return unreadable_->empty() ? kExitClean : kExitIncomplete;
  }

 private:
  int Usage(const std::string& message) {
    world_.err << "keylint: " << message << '\n';
    return kExitUsage;
  }
  int Unreadable(const std::string& path, const std::string& why) {
    world_.err << "keylint: " << ForTerminal(path) << ": " << why << '\n';
    return kExitIncomplete;
  }
  std::nullopt_t Fail(int code) {
    code_ = code;
    return std::nullopt;
  }

  // What the system refuses in the project and the home directory is told of:
  // it may be the very file. Those of other people's processes are not.
  void WatchFiles() {
    machine_.files.read_file = [read = world_.files.read_file, project = machine_.project + "/", home = machine_.home + "/",
                                refused = unreadable_](const std::string& path) {
      auto text = read(path);
      if (!text && (path.starts_with(project) || (home.size() > 1 && path.starts_with(home)))) {
        if (std::string why = WhyUnreadable(path); !why.empty()) refused->emplace(path, std::move(why));
      }
      return text;
    };
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
    WatchFiles();
    machine_.environment_known = typed.home.empty() || !typed.env_file.empty();
    if (!typed.env_file.empty()) {
      const auto block = ReadNamedFile(Absolute(typed.env_file));
      if (!block) {
        Unreadable(typed.env_file, block.error().message);
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

  // Nothing when the system refuses: standard input may be closed, or a folder.
  std::optional<std::string> ReadAll() const {
    std::string text;
    char buffer[16'384];
    while (world_.in.read(buffer, sizeof buffer) || world_.in.gcount() > 0) text.append(buffer, static_cast<std::size_t>(world_.in.gcount()));
    if (!world_.in.bad()) return text;
    world_.err << "keylint: standard input cannot be read\n";
    return std::nullopt;
  }

  // Something was piped in. A pipe that nobody writes to (cron, CI) is not
  // waited for.
  bool HasInput() const {
    if (world_.in_is_terminal) return false;
    if (world_.in_descriptor < 0) return world_.in.peek() != std::istream::traits_type::eof();
    pollfd poll_in{world_.in_descriptor, POLLIN, 0};
    return poll(&poll_in, 1, kMostPatience_ms) > 0 && (poll_in.revents & POLLIN) != 0;
  }

  // The value on standard input, without the one line end that `echo` adds.
  std::optional<std::string> ReadValue() const {
    std::optional<std::string> value = ReadAll();
    if (value && value->ends_with('\n')) value->pop_back();
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
      if (typed.error == "-") {
        const auto text = ReadAll();
        return text ? std::optional(doctor.OfError(*text)) : Fail(kExitIncomplete);
      }
      const auto text = ReadNamedFile(Absolute(typed.error));
      return text ? std::optional(doctor.OfError(*text)) : Fail(Unreadable(typed.error, text.error().message));
    }
    const std::string& subject = typed.subject;
    if (subject == "-") {
      const auto value = ReadValue();
      return value ? std::optional(doctor.OfValue(*value, "")) : Fail(kExitIncomplete);
    }
    if (subject.empty()) {
      const auto value = HasInput() ? ReadValue() : std::string();
      if (!value) return Fail(kExitIncomplete);
      return value->empty() ? doctor.OfEnvironment() : doctor.OfValue(*value, "");
    }
    const std::string path = Absolute(subject);
    std::error_code error;
    const bool is_folder = std::filesystem::is_directory(path, error);
    const bool names_variable = std::all_of(subject.begin(), subject.end(), IsWord);
    if (!names_variable && IsValue(subject, pipeline)) return Fail(OnCommandLine());
    const bool is_path = subject.find('/') != std::string::npos || subject.starts_with(".") || std::filesystem::exists(path, error) ||
                         (!names_variable && subject.find('.') != std::string::npos);
    if (is_folder) return Fail(Unreadable(subject, "it is a folder: name a file or a variable"));
    if (is_path) return OfFile(doctor, subject);
    if (IsValue(subject, pipeline)) return Fail(OnCommandLine());
    const auto value = HasInput() ? ReadValue() : std::string();
    if (!value) return Fail(kExitIncomplete);
    return value->empty() ? doctor.OfVariable(subject) : doctor.OfValue(*value, subject);
  }

  int OnCommandLine() {
    return Usage("a key belongs on standard input, not on the command line, where other users and the shell's history see it");
  }

  // Pipes, too, which are read but once.
  std::optional<Answer> OfFile(const Doctor& doctor, const std::string& subject) {
    const std::string path = Absolute(subject);
    auto text = ReadNamedFile(path);
    if (!text) return Fail(Unreadable(subject, text.error().message));
    machine_.files.read_file = [read = machine_.files.read_file, path, text = *std::move(text)](const std::string& other) {
      return other == path ? std::optional(text) : read(other);
    };
    return doctor.OfFile(path);
  }

  World& world_;
  Machine machine_;
  std::shared_ptr<std::map<std::string, std::string>> unreadable_ = std::make_shared<std::map<std::string, std::string>>();   // Files and why.
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
