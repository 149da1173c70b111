// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/project.h"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/environment/surroundings.h"
#include "lint/judge/catalog.h"
#include "lint/judge/exposure.h"
#include "lint/judge/names.h"

namespace keylint {
namespace environment {
namespace {

constexpr double kSure = 0.85;
constexpr double kWorthSaying = 0.60;

// In the order of how much each finding tells: the first to speak of a value
// is the one that stays.
constexpr Check kChecks[] = {
    CheckVariables, CheckPlaceholders, CheckEndpoints, CheckModes, CheckPairs, CheckFallbacks, CheckFamilies,
};

Level OneStepLower(Level level) {
  return level == Level::kError ? Level::kWarning : Level::kNote;
}

Location WithMessage(const Assignment& setting, std::string message) {
  Location location = setting.where;
  location.message = std::move(message);
  return location;
}

}  // namespace

void Faults::Add(Fault fault) {
  const Assignment& at = *fault.at;
  // What is said of a whole file is about the first setting that it lacks.
  const Assignment& about = fault.at_file && !fault.related.empty() ? *fault.related.front().first : at;
  if (fault.confidence < kWorthSaying || !at.reported || !at.counted) return;
  if (options_.wants && !options_.wants(fault.rule_id)) return;
  ++said_[&at];
  for (const auto& [other, message] : fault.related) ++said_[other];
  Finding finding;
  finding.rule_id = fault.rule_id;
  const RuleInfo info = RuleInfoOf(fault.rule_id, options_.rules);
  finding.title = info.title;
  finding.level = fault.confidence >= kSure ? fault.level : OneStepLower(fault.level);
  finding.confidence = fault.confidence >= 0.95 ? Confidence::kHigh : fault.confidence >= 0.9 ? Confidence::kMedium : Confidence::kLow;
  finding.what = std::move(fault.what);
  finding.why = fault.why.empty() ? info.why : std::move(fault.why);
  finding.fix = fault.fix.empty() ? info.fix : std::move(fault.fix);
  finding.cwe = info.cwe;
  finding.security_severity = info.security_severity;
  finding.where = at.where;
  finding.name_path = about.path;
  finding.variable = about.variable();
  if (fault.at_file) {
    finding.where.span = {0, 0};
    finding.where.begin = finding.where.end = {1, 1};
  } else {
    finding.preview = at.preview;
    finding.snippet = at.snippet;
    finding.snippet_line = at.snippet_line;
    finding.marked = at.marked;
    finding.digest = at.digest;
    finding.has_digest = true;
    if (at.key != nullptr) {
      finding.key_id = at.key->id;
      finding.privilege = PrivilegeName(at.key->privilege);
      if (at.key->mode != Mode::kAny) finding.mode = ModeName(at.key->mode);
    }
  }
  if (about.key != nullptr) {
    finding.provider = options_.rules.ProviderOf(*about.key).id;
  } else if (about.provider != nullptr) {
    finding.provider = about.provider->id;
  } else if (about.host_of != nullptr) {
    finding.provider = about.host_of->id;
  }
  finding.environment = EnvironmentName(at.environment.environment);
  for (const EnvironmentSignal& signal : at.environment.signals) {
    finding.environment_evidence.push_back(fmt::format("{}: {}", EnvironmentName(signal.environment), signal.evidence));
  }
  if (at.written) {
    finding.related.push_back(*at.written);
    finding.related.back().message = "the alias stands for the value here";
  }
  for (auto& [other, message] : fault.related) finding.related.push_back(WithMessage(*other, std::move(message)));
  finding.decoded_from = at.decoded_from;
  finding.provenance = at.provenance;
  finding.blob = at.blob;
  findings_.push_back(std::move(finding));
}

KeyMode ModeOf(const Assignment& setting) {
  if (setting.key == nullptr) return {};
  if (setting.form != Form::kWellFormed && setting.form != Form::kUnrecognised && setting.form != Form::kPublished) return {};
  for (const Fact& fact : setting.facts) {
    if (fact.kind != FactKind::kMode) continue;
    if (fact.value == "live" || fact.value == "production") return {KeyMode::kLive, 0.95};
    if (fact.value == "test" || fact.value == "sandbox" || fact.value == "local") return {KeyMode::kTest, 0.95};
  }
  switch (setting.key->mode) {
    case Mode::kLive: return {KeyMode::kLive, 0.98};
    case Mode::kTest:
    case Mode::kSandbox: return {KeyMode::kTest, 0.98};
    case Mode::kAny: break;
  }
  return {};
}

bool IsProduction(const Environment& environment) { return environment.environment == EnvironmentClass::kProduction; }

bool IsOutsideProduction(const Environment& environment) {
  switch (environment.environment) {
    case EnvironmentClass::kStaging:
    case EnvironmentClass::kPreview:
    case EnvironmentClass::kDevelopment:
    case EnvironmentClass::kTest:
    case EnvironmentClass::kSandbox: return true;
    default: return false;
  }
}

std::string Evidence(const Environment& environment) {
  constexpr std::size_t kMost = 3;
  std::string text(EnvironmentName(environment.environment));
  std::size_t said = 0;
  for (const EnvironmentSignal& signal : environment.signals) {
    const bool agrees = (signal.environment == EnvironmentClass::kProduction) == (environment.environment == EnvironmentClass::kProduction);
    if (!agrees || said == kMost) continue;
    text += said++ == 0 ? ": " : ", ";
    text += signal.evidence;
  }
  return text;
}

bool IsLive(const Assignment& setting) { return !setting.in_comment && !setting.is_compared && !setting.is_prose; }

std::string SectionOf(const Assignment& setting) {
  std::string section;
  for (std::size_t i = 0; i + 1 < setting.path.size(); ++i) {
    section += setting.path[i];
    section += '\x1F';
  }
  return section;
}

bool SameScope(const Assignment& a, const Assignment& b) {
  if (a.part != b.part) return false;
  // The shorter one's section must hold the other: a host at the top serves
  // the keys below it; sections beside each other do not meet.
  const std::size_t shared = std::min(a.path.size(), b.path.size()) - 1;
  return std::equal(a.path.begin(), a.path.begin() + static_cast<std::ptrdiff_t>(shared), b.path.begin());
}

bool IsDotenvName(std::string_view name) { return name.starts_with(".env") || name.ends_with(".env") || name.starts_with(".dev.vars"); }

std::size_t ItemOf(const ProjectFile& file, const Assignment& setting) {
  const auto found = file.items.find(&setting);
  return found == file.items.end() ? 0 : found->second;
}

const Provider* ProviderOfSwitch(const Project& project, const Assignment& setting, bool nested) {
  const auto& path = setting.path;
  const std::string name = EnvironmentModel::Normalised(path.back());
  if (const auto found = project.switches.find(name); found != project.switches.end()) return found->second;
  for (std::size_t i = path.size() - 1; i-- > 0;) {
    const auto found = project.switches.find(EnvironmentModel::Normalised(path[i]) + name);
    if (found != project.switches.end()) return found->second;
    if (!nested) break;
  }
  return nullptr;
}

namespace {

// "ACME_" of ACME_PADDLE_API_KEY: whose key, or whose switch, it is.
std::string_view TenantOf(const Assignment& setting, const Provider& provider) {
  const std::string_view name = WithoutPublicPrefix(setting.variable());
  const std::size_t at = UpperAscii(name).find(UpperAscii(provider.id) + "_");
  return at == std::string_view::npos ? std::string_view() : name.substr(0, at);
}

}  // namespace

bool HeedsSwitch(const Project& project, const Assignment& key, const Assignment& setting, const Provider& provider) {
  if (TenantOf(key, provider) != TenantOf(setting, provider)) return false;
  for (std::size_t i = setting.path.empty() ? 0 : setting.path.size() - 1; i + 1 < key.path.size(); ++i) {
    if (project.model.OfSection(key.path[i])) return false;
  }
  return true;
}

std::string QualifierOf(const Assignment& setting, const Provider& provider) {
  // Words of kinds, sides and notations.
  constexpr auto kKinds = std::to_array<std::string_view>({
      "account", "anon", "anonymous", "api", "app", "application", "auth", "backend", "base64", "browser", "client", "cloud", "credential",
      "credentials", "dc", "domain", "endpoint", "frontend", "gcp", "host", "id", "json", "jwt", "key", "keys", "merchant", "org", "pk",
      "prefix", "private", "project", "public", "publishable", "ref", "restricted", "rk", "role", "sa", "secret", "server", "service",
      "signing", "sk", "token", "uri", "url", "value", "web", "webhook",
  });
  static_assert(std::is_sorted(kKinds.begin(), kKinds.end()));
  const std::string_view name = WithoutPublicPrefix(setting.variable());
  std::string qualifier;
  for (const std::string& word : EnvironmentModel::Words(name)) {
    const auto is_word = [&](std::string_view one) { return LowerAscii(one) == word; };
    if (is_word(provider.id) || std::any_of(provider.words.begin(), provider.words.end(), is_word)) continue;
    if (!std::binary_search(kKinds.begin(), kKinds.end(), std::string_view(word))) qualifier += word + '_';
  }
  // "KEY1" and "KEY2": Words() drops the digits.
  const std::size_t digits = name.find_last_not_of("0123456789") + 1;
  if (digits < name.size() && !qualifier.ends_with(std::string(name.substr(digits)) + '_')) qualifier += name.substr(digits);
  return qualifier;
}

std::span<Assignment* const> Beside(const ProjectFile& file, const Assignment& setting) {
  constexpr std::size_t kReach = 256;
  const auto at = std::lower_bound(file.settings.begin(), file.settings.end(), setting.where.span.begin,
                                   [](const Assignment* one, std::size_t begin) { return one->where.span.begin < begin; });
  const std::size_t index = static_cast<std::size_t>(at - file.settings.begin());
  const std::size_t first = index - std::min(index, kReach);
  return std::span(file.settings).subspan(first, std::min(index + kReach, file.settings.size()) - first);
}

std::string TitleOf(const Assignment& setting) {
  return setting.key != nullptr ? std::string(setting.key->title) : setting.variable();
}

namespace {

std::vector<ProjectFile> FilesOf(std::vector<Assignment>& assignments, const EnvironmentModel& model) {
  std::vector<Assignment*> order;
  order.reserve(assignments.size());
  for (Assignment& one : assignments) order.push_back(&one);
  const auto key = [](const Assignment* one) {
    return std::make_tuple(std::string_view(one->file), std::string_view(one->blob), one->where.span.begin, one->where.span.end);
  };
  std::stable_sort(order.begin(), order.end(), [&](const Assignment* a, const Assignment* b) { return key(a) < key(b); });
  std::vector<ProjectFile> files;
  for (Assignment* one : order) {
    if (files.empty() || files.back().path != one->file || files.back().settings.back()->blob != one->blob) {
      ProjectFile file;
      file.path = one->file;
      const std::size_t slash = file.path.rfind('/');
      file.folder = slash == std::string_view::npos ? std::string_view() : file.path.substr(0, slash + 1);
      file.name = slash == std::string_view::npos ? file.path : file.path.substr(slash + 1);
      file.signals = model.OfPath(file.path, one->is_code);
      file.in_history = one->provenance.has_value();
      files.push_back(std::move(file));
    }
    files.back().settings.push_back(one);
  }
  return files;
}

// A path that occurs again begins the next item of a list: names hold no
// positions. In a .env file it is the same variable set anew.
void NumberItems(ProjectFile& file) {
  struct List {
    std::map<std::string_view, std::size_t> ends;   ///< Of the values that its paths hold.
    std::size_t item = 0;
  };
  if (IsDotenvName(file.name)) return;
  std::map<std::pair<std::uint32_t, std::string>, List> lists;
  for (Assignment* setting : file.settings) {
    if (!IsLive(*setting)) continue;
    List& list = lists[{setting->part, SectionOf(*setting)}];
    const Span span = setting->where.span;
    const auto [found, is_new] = list.ends.emplace(setting->variable(), span.end);
    if (!is_new && span.begin >= found->second) {   // Not the same value decoded.
      ++list.item;
      list.ends = {{setting->variable(), span.end}};
    }
    if (list.item != 0) file.items.emplace(setting, list.item);
  }
}

Project ProjectOf(std::vector<Assignment>& assignments, const ProjectOptions& options, const EnvironmentModel& model) {
  Project project{options.rules, options.settings, model, FilesOf(assignments, model), {}, {}};
  for (const Provider& provider : options.rules.providers) {
    for (const std::string_view name : provider.switches) project.switches.emplace(EnvironmentModel::Normalised(name), &provider);
    for (const std::string_view name : provider.base_url_variables) project.base_urls.emplace(EnvironmentModel::Normalised(name), &provider);
  }
  for (ProjectFile& file : project.files) {
    NumberItems(file);
    FindEnvironments(project, file);
  }
  return project;
}

}  // namespace
}  // namespace environment

std::vector<Finding> CheckProject(std::vector<Assignment>& assignments, const ProjectOptions& options) {
  const EnvironmentModel model(options.settings);
  const environment::Project project = environment::ProjectOf(assignments, options, model);
  environment::Faults faults(options);
  for (const environment::Check check : environment::kChecks) check(project, faults);
  return faults.Take();
}

void FindEnvironments(std::vector<Assignment>& assignments, const ProjectOptions& options) {
  const EnvironmentModel model(options.settings);
  environment::ProjectOf(assignments, options, model);
}

}  // namespace keylint
