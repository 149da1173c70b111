// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/scan_session.h"

#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <sstream>

#include <fmt/format.h>

#include "lint/cli/progress.h"
#include "lint/cli/repository_facts.h"
#include "lint/cli/scan_ast.h"
#include "lint/cli/version.h"
#include "lint/judge/catalog.h"
#include "lint/scan/scanner.h"
#include "lint/source/process.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestConfig = 8U << 20;
constexpr std::size_t kLargestBaseline = 256U << 20;
// More than this is not read by anybody.
constexpr std::size_t kMostSilenced = 20;

Result<std::chrono::sys_seconds> ParseTime(const std::string& text) {
  std::tm tm{};
  std::istringstream in(text);
  in >> std::get_time(&tm, "%Y-%m-%d");
  if (in && !in.eof()) {
    const char t = static_cast<char>(in.get());
    if (t == 'T' || t == 't' || t == ' ') in >> std::get_time(&tm, "%H:%M:%S");
  }
  std::tm day{};
  day.tm_year = tm.tm_year;
  day.tm_mon = tm.tm_mon;
  day.tm_mday = tm.tm_mday;
  timegm(&day);   // Turns 30 February into 2 March.
  if (in.fail() || day.tm_mday != tm.tm_mday || day.tm_mon != tm.tm_mon) {
    return Failure(ErrorKind::kUsage, fmt::format("--now takes an RFC 3339 time, not '{}'", text));
  }
  std::string zone;
  std::getline(in, zone);
  if (!zone.empty() && zone[0] == '.') zone.erase(0, zone.find_first_not_of("0123456789", 1));
  long offset_minutes = 0;
  const bool numeric = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') && zone[3] == ':' &&
                       zone.find_first_not_of("0123456789", 1) == 3 && zone.find_first_not_of("0123456789", 4) > 5;
  if (numeric) {
    offset_minutes = std::stol(zone.substr(1, 2)) * 60 + std::stol(zone.substr(4, 2));
    if (zone[0] == '-') offset_minutes = -offset_minutes;
  } else if (!zone.empty() && zone != "Z" && zone != "z") {
    return Failure(ErrorKind::kUsage, fmt::format("--now: '{}' is no time zone", zone));
  }
  return std::chrono::sys_seconds(std::chrono::seconds(timegm(&tm) - offset_minutes * 60));
}

std::string TimeText(std::chrono::sys_seconds time) {
  const std::time_t seconds = time.time_since_epoch().count();
  std::tm tm{};
  gmtime_r(&seconds, &tm);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour,
                     tm.tm_min, tm.tm_sec);
}

Result<int> ParseDays(std::string_view text) {
  int days = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, days);
  if (error != std::errc() || days < 0 || (stop != end && std::string_view(stop, end) != "d")) {
    return Failure(ErrorKind::kUsage, fmt::format("--expiring-within takes days such as 30d, not '{}'", text));
  }
  return days;
}

Result<Shard> ParseShard(const std::string& text) {
  Shard shard;
  const char* const end = text.data() + text.size();
  const auto [slash, error] = std::from_chars(text.data(), end, shard.index);
  if (error == std::errc() && slash != end && *slash == '/') {
    const auto [stop, failed] = std::from_chars(slash + 1, end, shard.count);
    if (failed == std::errc() && stop == end && shard.index >= 1 && shard.index <= shard.count) return shard;
  }
  return Failure(ErrorKind::kUsage, fmt::format("--shard takes i/n, such as 2/4, not '{}'", text));
}

// "" for the same folder; nothing when `path` is not below `folder`.
std::optional<std::string> Below(const std::string& folder, const std::string& path) {
  if (path == folder) return std::string();
  if (folder == "/" && path.starts_with('/')) return path.substr(1);
  if (path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/') {
    return path.substr(folder.size() + 1);
  }
  return std::nullopt;
}

std::string TextOf(const EnvironmentSettings& settings) {
  std::string text = settings.staging_uses_live_keys ? "live staging" : "";
  for (const auto& [word, like] : settings.like) text += fmt::format("\n{}={}", word, static_cast<int>(like));
  for (const auto* list : {&settings.internal_hosts, &settings.client_keys}) {
    for (const std::string& entry : *list) text += "\n" + entry;
    text += "\n|";
  }
  return text;
}

// A file of ours that nobody named. A folder that may not be entered holds
// nothing that is scanned, and the scan says so.
Result<std::optional<std::string>> ReadOwnFile(const std::string& path, std::size_t limit) {
  std::error_code error;
  static_cast<void>(fs::status(path, error));
  if (error == std::errc::permission_denied) return std::nullopt;
  return ReadOptionalFile(path, limit);
}

void Append(std::vector<std::string>& to, const std::vector<std::string>& more) {
  to.insert(to.end(), more.begin(), more.end());
}

}  // namespace

Result<std::optional<std::string>> ReadOptionalFile(const std::string& path, std::size_t limit) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::not_found) return std::nullopt;
  if (status.type() == fs::file_type::none || status.type() == fs::file_type::unknown) {
    return Failure(ErrorKind::kUnreadable, error ? error.message() : "it cannot be read", path);
  }
  // "--config /dev/null" asks for an empty one.
  if (status.type() == fs::file_type::character && path == "/dev/null") return std::string();
  if (!fs::is_regular_file(status)) return Failure(ErrorKind::kUnreadable, "expected a file", path);
  const std::uintmax_t size = fs::file_size(path, error);
  if (!error && size > limit) return Failure(ErrorKind::kTooLarge, fmt::format("more than {} bytes", limit), path);
  std::ifstream in(path, std::ios::binary);
  std::string text(error ? 0 : size, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (error || !in.is_open() || in.bad()) return Failure(ErrorKind::kUnreadable, "it cannot be read", path);
  text.resize(static_cast<std::size_t>(in.gcount()));   // Another program may have cut it.
  return text;
}

Result<void> ReplaceFile(const std::string& path, std::string_view bytes) {
  std::error_code unknown;
  const fs::file_status status = fs::status(path, unknown);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    return Failure(ErrorKind::kUnreadable, "expected a file to replace", path);
  }
  const std::string temporary = fmt::format("{}.keylint-{}.tmp", path, getpid());
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  std::error_code error;
  if (out) fs::rename(temporary, path, error);
  if (out && !error) return {};
  std::remove(temporary.c_str());
  return Failure(ErrorKind::kUnreadable, error ? error.message() : "cannot be written", path);
}

Result<std::unique_ptr<ScanSession>> ScanSession::Prepare(ScanArguments typed, World& world) {
  const auto begun = std::chrono::steady_clock::now();
  std::unique_ptr<ScanSession> session(new ScanSession(std::move(typed), world));
  for (const auto step : {&ScanSession::Place, &ScanSession::ReadConfiguration, &ScanSession::Understand,
                          &ScanSession::ReadBaseline}) {
    if (auto done = (session.get()->*step)(); !done) return tl::unexpected(done.error());
  }
  auto rules = session->ReadRules();
  if (!rules) return tl::unexpected(rules.error());
  session->rules_ = std::move(*rules);
  session->options_.imported = session->rules_.imported();
  if (auto done = session->ReadGitleaksIgnore(); !done) return tl::unexpected(done.error());
  if (auto done = session->CheckNames(); !done) return tl::unexpected(done.error());
  auto source = MakeSource(session->typed_, session->rules(), world);
  if (!source) return tl::unexpected(source.error());
  session->source_ = std::move(*source);
  session->times_.prepare = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
  return session;
}

// It accepts findings of imported rules, as it does for their own tool; none
// when only a commit's word counts.
Result<void> ScanSession::ReadGitleaksIgnore() {
  constexpr std::size_t kLargest = 64U << 20;
  if (options_.imported.empty() || trusted_) return {};
  const auto text = ReadOptionalFile(base_ + "/" + kGitleaksIgnoreName, kLargest);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return {};
  gitleaks_ignore_ = GitleaksIgnore(**text);
  for (const auto& matcher : options_.imported) {
    for (const ImportedRule& rule : matcher->rules().rules) imported_ids_.insert("leaked-key/" + rule.id);
  }
  return {};
}

// The rules of other scanners' files have names of their own: with them no
// name is called unknown.
Result<void> ScanSession::CheckNames() const {
  if ((typed_.only.empty() && typed_.skip.empty()) || !options_.imported.empty()) return {};
  const std::vector<std::string> ids = AllRuleIds(rules());
  for (const std::vector<std::string>* names : {&typed_.only, &typed_.skip}) {
    if (std::string unknown = UnknownName(*names, ids); !unknown.empty()) return Failure(ErrorKind::kUsage, std::move(unknown));
  }
  return {};
}

Result<void> ScanSession::Place() {
  std::error_code error;
  if (typed_.from_stdin) {
    start_ = typed_.stdin_path.empty() ? AbsolutePath(".") : fs::path(AbsolutePath(typed_.stdin_path)).parent_path().string();
  } else {
    // What a hook is given names files or a remote, not where to start.
    const bool here = typed_.paths.empty() || !typed_.hook.empty();
    start_ = AbsolutePath(here ? "." : typed_.paths.front());
    if (!fs::is_directory(start_, error)) start_ = fs::path(start_).parent_path().string();
  }
  base_ = FindBase(start_);
  return {};
}

// Ignore files silence, too: what the commit holds counts, and nothing else.
Result<void> ScanSession::Trust() {
  if (typed_.trusted_config.empty()) return {};
  auto commit = TrustedCommit::Open(base_, typed_.trusted_config);
  if (!commit) return tl::unexpected(commit.error());
  auto ignores = commit->IgnoreFiles();
  if (!ignores) return tl::unexpected(ignores.error());
  trusted_ = std::move(*commit);
  trusted_ignores_ = std::move(*ignores);
  typed_.choose_ignore_text = [this](const std::string& path, const std::string& on_disk) {
    return TrustedIgnoreText(path, on_disk);
  };
  return {};
}

ReadConfigFile ScanSession::Reader(bool trusted) const {
  if (trusted) return [this](const std::string& path) { return trusted_->Read(path); };
  return [base = base_](const std::string& path) { return ReadOwnFile(base + "/" + path, kLargestConfig); };
}

// A file that somebody named: of the trusted commit, unless it lies outside.
Result<std::optional<std::string>> ScanSession::ReadChosen(const std::string& path, std::size_t limit) const {
  const auto below = trusted_ ? Below(base_, AbsolutePath(path)) : std::nullopt;
  return below ? trusted_->Read(*below) : ReadOptionalFile(path, limit);
}

Result<std::vector<RuleFile>> ScanSession::TrustedRuleFiles(const std::string& path) {
  const auto below = Below(base_, AbsolutePath(path));
  auto on_disk = RuleFilesOnDisk(path);
  if (!below) return on_disk;
  auto files = trusted_->RuleFiles(*below, path);
  if (!files) return files;
  const auto same = [](const RuleFile& a, const RuleFile& b) { return a.path == b.path && a.text == b.text; };
  if (!on_disk || !std::equal(files->begin(), files->end(), on_disk->begin(), on_disk->end(), same)) changed_rules_.insert(*below);
  return files;
}

Result<ActiveRules> ScanSession::ReadRules() {
  if (!trusted_) return RulesWith(typed_.rule_files);
  return RulesWith(typed_.rule_files, [this](const std::string& path) { return TrustedRuleFiles(path); });
}

// The front end opens it by name: a trusted commit's stands in memory.
Result<std::string> ScanSession::SinkFile() {
  if (!trusted_) return base_ + "/" + settings_.sinks;
  auto text = trusted_->Read(settings_.sinks);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return Failure(ErrorKind::kNotFound, "the trusted commit holds no such file of sinks", settings_.sinks);
  auto on_disk = ReadOptionalFile(base_ + "/" + settings_.sinks, kLargestConfig);
  if (!on_disk || *on_disk != *text) changed_rules_.insert(settings_.sinks);
  trusted_sinks_ = MemoryFile(**text);
  return fmt::format("/proc/{}/fd/{}", getpid(), trusted_sinks_.get());
}

std::string ScanSession::TrustedIgnoreText(const std::string& path, const std::string& on_disk) {
  const auto below = FromBase(source_->source->root(), path);
  const auto trusted = below ? trusted_ignores_.find(*below) : trusted_ignores_.end();
  std::string text = trusted == trusted_ignores_.end() ? std::string() : trusted->second;
  if (text != on_disk) {
    const std::lock_guard lock(changed_ignores_mutex_);
    changed_ignores_.insert(path);
  }
  return text;
}

Result<void> ScanSession::ReadConfiguration() {
  if (auto done = Trust(); !done) return done;
  const bool trusted = trusted_.has_value();
  std::optional<Config> only;
  if (!typed_.config.empty()) {
    auto text = ReadChosen(typed_.config, kLargestConfig);
    if (!text) return tl::unexpected(text.error());
    if (!*text) {
      const char* where = trusted ? "--config: neither the trusted commit nor a folder outside of it holds this file"
                                  : "--config: there is no such file";
      return Failure(ErrorKind::kNotFound, where, typed_.config);
    }
    auto config = ParseConfig(**text, typed_.config);
    if (!config) return tl::unexpected(config.error());
    const auto read = [this](const std::string& path) { return ReadChosen(path, kLargestConfig); };
    if (auto done = ReadDigestFiles(*config, read); !done) return done;
    only = std::move(*config);
  }
  const bool by_folders = !only;
  layers_ = std::make_unique<ConfigLayers>(Reader(trusted), std::move(only));
  if (trusted && by_folders) changed_layers_ = std::make_unique<ConfigLayers>(Reader(false), std::nullopt);
  auto settings = layers_->SettingsFor(by_folders ? Below(base_, start_).value_or("") : "");
  if (!settings) return tl::unexpected(settings.error());
  settings_ = std::move(*settings);
  Append(typed_.exclude, settings_.exclude);
  typed_.exclude.push_back(std::string("/") + kBaselineName);
  Append(typed_.skip, settings_.skip);
  if (typed_.only.empty()) typed_.only = settings_.only;
  for (const std::string& file : settings_.rules) typed_.rule_files.push_back(base_ + "/" + file);
  if (typed_.fail_on.empty()) typed_.fail_on = settings_.fail_on.empty() ? "warning" : settings_.fail_on;
  if (typed_.expiring_within.empty()) typed_.expiring_within = settings_.expiring_within.empty() ? "30d" : settings_.expiring_within;
  if (settings_.max_file_size && typed_.max_file_size == UINT64_MAX) typed_.max_file_size = *settings_.max_file_size;
  return {};
}

Result<std::optional<Baseline>> ScanSession::BaselineFrom(bool trusted) const {
  const auto below = Below(base_, baseline_path_);
  auto text = trusted && below ? trusted_->Read(*below) : ReadOwnFile(baseline_path_, kLargestBaseline);
  if (!text) return tl::unexpected(text.error());
  if (!*text) return std::nullopt;
  auto baseline = Baseline::Parse(**text, baseline_path_);
  if (!baseline) return tl::unexpected(baseline.error());
  return std::optional<Baseline>(std::move(*baseline));
}

Result<void> ScanSession::ReadBaseline() {
  const bool named = !typed_.baseline.empty();
  baseline_path_ = named ? AbsolutePath(typed_.baseline)
                   : settings_.baseline.empty() ? base_ + "/" + kBaselineName : base_ + "/" + settings_.baseline;
  const bool trusted = trusted_.has_value();
  auto baseline = BaselineFrom(trusted);
  if (!baseline) return tl::unexpected(baseline.error());
  if (!*baseline && named && !typed_.baseline_may_be_new) {
    return Failure(ErrorKind::kNotFound, "--baseline: there is no such file", typed_.baseline);
  }
  baseline_ = std::move(*baseline);
  if (trusted) {
    if (auto changed = BaselineFrom(false)) changed_baseline_ = std::move(*changed);
  }
  return {};
}

Result<void> ScanSession::Understand() {
  ScanOptions& options = options_;
  options.selection = {typed_.only, typed_.skip};
  options.threads = typed_.threads != 0 ? typed_.threads : world_.processors;
  options.max_decode_depth = typed_.max_decode_depth.value_or(options.max_decode_depth);
  options.imported_decode_depth = typed_.max_decode_depth.value_or(options.imported_decode_depth);
  options.time_documents = typed_.stats;
  if (typed_.stats) options.profile = &profile_;
  options.show_secrets = typed_.show_secrets;
  options.whole_repairs = typed_.whole_repairs;
  options.inline_allow = !typed_.no_inline_allow;
  options.allow_needs_reason = settings_.allow_needs_reason;
  options.now = std::chrono::floor<std::chrono::seconds>(world_.now());
  if (!typed_.now.empty()) {
    auto now = ParseTime(typed_.now);
    if (!now) return tl::unexpected(now.error());
    options.now = *now;
  }
  auto days = ParseDays(typed_.expiring_within);
  if (!days) return tl::unexpected(days.error());
  options.expiring_within_days = *days;
  if (!typed_.shard.empty()) {
    auto shard = ParseShard(typed_.shard);
    if (!shard) return tl::unexpected(shard.error());
    options.shard = *shard;
  }
  for (const auto& [name, like] : settings_.environments.like) options.environments.like[name] = EnvironmentOf(like);
  options.environments.staging_uses_live_keys = settings_.environments.staging_uses_live_keys;
  options.environments.internal_hosts = settings_.environments.internal_hosts;
  options.environments.client_keys = settings_.environments.client_keys;
  options.environments.rotation_days = settings_.rotation_days.value_or(0);
  typed_.environment_settings = TextOf(options.environments);
  options.keep_settings = std::find(typed_.formats.begin(), typed_.formats.end(), "html") != typed_.formats.end();
  if (typed_.ast) {
    auto request = MakeAstRequest(typed_, start_, base_, options.threads, world_);
    if (!request) return tl::unexpected(request.error());
    if (!settings_.sinks.empty()) {
      auto sinks = SinkFile();
      if (!sinks) return tl::unexpected(sinks.error());
      request->sink_files.push_back(std::move(*sinks));
    }
    options.add_findings = [this, request = std::move(*request)](const Pipeline& pipeline, Report& report) {
      AddAst(request, pipeline, report);
    };
  }
  options.accept = [this](Report& report) { Accept(report); };
  return {};
}

void ScanSession::AddAst(AstRequest request, const Pipeline& pipeline, Report& report) {
  const auto* tree = dynamic_cast<const NotingTree*>(source_->source.get());
  if (tree == nullptr) {
    report.notices.push_back({NoticeKind::kIncomplete, "",
                              "--ast reads files of the work tree alone: the Clang front end did not run here"});
    return;
  }
  if (request.compile_commands.empty()) {
    UseFiles(request, report.root, tree->paths());
    if (request.files.empty()) return;
    report.notices.push_back({NoticeKind::kDegraded, "",
                              "no compile_commands.json in '.', build/ or out/: C and C++ files are parsed without their flags "
                              "(name its folder with --compile-commands)"});
  }
  const auto records = RunAstFrontEnd(request);
  if (!records) {
    report.notices.push_back({NoticeKind::kIncomplete, records.error().path,
                              fmt::format("the Clang front end did not finish: {}", records.error().message)});
    return;
  }
  const auto read = [](const std::string& path) -> std::optional<std::string> {
    constexpr std::size_t kLargestSource = 64U << 20;
    auto text = ReadOptionalFile(path, kLargestSource);
    return text ? std::move(*text) : std::nullopt;
  };
  units_ = records->units;
  report.ast = true;
  const auto sources = static_cast<std::size_t>(std::count_if(tree->paths().begin(), tree->paths().end(), IsUnit));
  const std::size_t left_out =
      request.compile_commands.empty() ? 0 : UnitsLeftOut(report.root, tree->paths(), records->files);
  if (left_out != 0) {
    report.notices.push_back({NoticeKind::kDegraded, "",
                              fmt::format("the compile database names {}, and {} scanned: {} that it does not name {} read as text only",
                                          records->units == 1 ? "one translation unit" : fmt::format("{} translation units", records->units),
                                          sources == 1 ? "one C or C++ file was" : fmt::format("{} C and C++ files were", sources),
                                          left_out == 1 ? "one" : fmt::format("{}", left_out), left_out == 1 ? "was" : "were")});
  }
  const auto was_scanned = [tree](const std::string& path) { return tree->paths().count(path) != 0; };
  AddAstFindings(*records, pipeline, report.root, read, was_scanned, report);
}

std::optional<std::string> ScanSession::FromBase(const std::string& root, const std::string& path) const {
  if (path.starts_with('/')) return Below(base_, path);
  const std::string from = root.empty() ? AbsolutePath(".") : root;
  // Names that leave the tree ("../x") are taken as they stand.
  return Below(base_, fs::path(from + "/" + path).lexically_normal().string());
}

void ScanSession::Accept(Report& report) {
  for (Finding& finding : report.findings) {
    if (const auto path = FromBase(report.root, finding.where.path)) {
      if (see_finding_) see_finding_(finding, *path);
      if (auto accepted = layers_->Accepts(finding, *path, options_.now)) {
        finding.suppressions.push_back(std::move(*accepted));
      }
      const std::size_t line = imported_ids_.contains(finding.rule_id.str()) ? gitleaks_ignore_.LineFor(finding, *path) : 0;
      if (line != 0) {
        finding.suppressions.push_back({Suppression::Kind::kConfiguration, "accepted for gitleaks", fmt::format("{}:{}", kGitleaksIgnoreName, line)});
      }
    }
    if (baseline_ && baseline_->Accepts(finding)) {
      finding.suppressions.push_back({Suppression::Kind::kBaseline, "accepted in the baseline", kBaselineName});
    }
  }
  for (const std::string& warning : rules_.warnings()) {
    report.notices.push_back({NoticeKind::kConfiguration, "", warning});
  }
  for (Notice& notice : layers_->Notices()) report.notices.push_back(std::move(notice));
  if (options_.imported.empty() && layers_->AllowsByRule()) {
    for (Notice& notice : layers_->UnknownNames(AllRuleIds(rules()))) report.notices.push_back(std::move(notice));
  }
  TellSilenced(report);
}

// What the change would silence, had its own configuration been believed.
void ScanSession::TellSilenced(Report& report) {
  std::size_t silenced = 0;
  for (const std::string& path : changed_ignores_) {
    report.notices.push_back({NoticeKind::kConfiguration, path,
                              "the ignore file is not the trusted commit's: as that one has it, files are read or left out"});
  }
  for (const std::string& path : changed_rules_) {
    report.notices.push_back({NoticeKind::kConfiguration, path,
                              "the rules are not the trusted commit's: those of that commit are used"});
  }
  for (const Finding& finding : report.findings) {
    if (finding.suppressed()) continue;
    std::string by;
    const auto path = FromBase(report.root, finding.where.path);
    if (changed_layers_ && path) {
      if (const auto accepted = changed_layers_->Accepts(finding, *path, options_.now)) by = accepted->where;
    }
    if (by.empty() && changed_baseline_ && changed_baseline_->Accepts(finding)) by = kBaselineName;
    if (by.empty() || ++silenced > kMostSilenced) continue;
    report.notices.push_back({NoticeKind::kConfiguration, finding.where.path,
                              fmt::format("line {}: {} as this change leaves it would accept {}; it does not count",
                                          finding.where.begin.line, by, finding.rule_id)});
  }
  if (silenced > kMostSilenced) {
    report.notices.push_back({NoticeKind::kConfiguration, "",
                              fmt::format("the change would silence {} findings in all", silenced)});
  }
}

// A scan that reads nothing, though there was something to read, is no pass.
// What a person excludes, deletions and binaries are no such thing.
void ScanSession::SayNothingRead(Report& report) const {
  const Coverage& coverage = source_->source->coverage();
  const bool nothing = coverage.files == 0 && coverage.cached == 0 && coverage.binary == 0 && coverage.excluded == 0;
  if (!nothing || (coverage.ignored == 0 && coverage.too_large == 0)) return;
  const char* why = coverage.too_large != 0 ? "all of it is over the size limit (--max-file-size)"
                                            : "all of it is ignored (--no-ignore reads it)";
  report.notices.push_back({NoticeKind::kIncomplete, "", fmt::format("nothing was read: {}", why)});
  report.coverage.complete = false;
}

// What reports for machines say of this run.
void ScanSession::Describe(Report& report) const {
  report.tool_version = kVersion;
  report.started = TimeText(started_);
  report.ended = TimeText(std::chrono::floor<std::chrono::seconds>(world_.now()));
  if (typed_.history) report.category += "history/";
  if (typed_.staged || !typed_.hook.empty()) report.category += "change/";
  if (typed_.from_stdin) report.category += "text/";
  if (typed_.ast) report.category += "ast/";
  if (options_.shard.count > 1) report.category += fmt::format("shard-{}-of-{}/", options_.shard.index, options_.shard.count);
  const bool wanted = std::any_of(typed_.formats.begin(), typed_.formats.end(), [](const std::string& format) {
    return format == "sarif" || format == "gitlab-secrets" || format == "html";
  });
  if (wanted) AddRepositoryFacts(base_, report);
}

Report ScanSession::Run() {
  started_ = std::chrono::floor<std::chrono::seconds>(world_.now());
  const auto begun = std::chrono::steady_clock::now();
  if (trusted_) {
    options_.read_trusted = [this](const std::string& path) -> std::optional<std::string> {
      const auto below = FromBase(source_->source->root(), path);
      if (!below) return std::nullopt;
      auto text = trusted_->Read(*below);
      return text ? std::move(*text) : std::nullopt;
    };
  }
  const Scanner scanner(rules(), options_);
  const bool shown = typed_.progress == "always" ||
                     (typed_.progress == "auto" && world_.err_is_terminal && !typed_.quiet);
  Report report;
  {
    const Progress progress(*source_->source, world_.err, shown);
    if (world_.running != nullptr) world_.running->store(source_->source.get());
    report = scanner.Run(*source_->source);
    if (world_.running != nullptr) world_.running->store(nullptr);
  }
  if (typed_.stats) {
    for (const std::string& allow : layers_->Unmatched()) unmatched_allows_.push_back(scanner.Shown(allow));
  }
  if (source_->finish) source_->finish(report);
  SayNothingRead(report);
  report.coverage.source = source_->what;
  report.coverage.units = units_;
  Describe(report);
  times_.scanned = std::chrono::steady_clock::now();
  times_.scan = std::chrono::duration<double>(times_.scanned - begun).count();
  return report;
}

}  // namespace keylint
