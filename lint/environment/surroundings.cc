// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/surroundings.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint::environment {
namespace {

constexpr std::size_t kMostSurroundings = 256;   // of one file

// A setting that says where the ones beside and below it run.
struct Surrounding {
  const Assignment* at = nullptr;
  std::size_t depth = 0;              ///< Names of at->path that must agree.
  EnvironmentSignal signal;
  const Provider* only = nullptr;     ///< A provider's switch binds its keys.
};

bool IsWorkflow(std::string_view path) {
  return path.find(".github/workflows/") != std::string_view::npos || path.find(".gitlab-ci") != std::string_view::npos ||
         path.find("azure-pipelines") != std::string_view::npos || path.find("bitbucket-pipelines") != std::string_view::npos ||
         path.find(".circleci/") != std::string_view::npos;
}

std::string Clause(const Assignment& setting) {
  return fmt::format("line {} {}={}", setting.where.begin.line, setting.variable(), setting.value.substr(0, 60));
}

// tags = { Environment = "prod" } of the resource around it.
std::optional<Surrounding> FromTag(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  if (path.size() < 2 || EnvironmentModel::Normalised(path[path.size() - 2]) != "tags") return std::nullopt;
  const std::string name = EnvironmentModel::Normalised(path.back());
  if (name != "environment" && name != "env" && name != "stage") return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, path.size() - 2, {environment, kRankLabel, kWeights.label, Clause(setting)}};
}

// job "shop" { namespace = "production" ... } of Nomad.
std::optional<Surrounding> FromJob(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  if (path.front() != "job" || path.back() != "namespace") return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, path.size() - 1, {environment, kRankLabel, kWeights.label, Clause(setting)}};
}

// A compose service that only starts under a profile.
std::optional<Surrounding> FromComposeProfile(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  const auto profiles = std::find(path.begin(), path.end(), "profiles");
  if (profiles == path.end() || path.size() < 3 || path.front() != "services") return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, static_cast<std::size_t>(profiles - path.begin()), {environment, kRankSection, kWeights.section, "profile in " + Clause(setting)}};
}

std::optional<Surrounding> FromLabel(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  const auto begins = std::find(path.begin(), path.end(), "metadata");
  if (begins == path.end() || path.size() < 2) return std::nullopt;
  const std::string& name = path.back();
  const std::string& parent = path[path.size() - 2];
  const bool label = parent == "labels" && (name == "env" || name == "environment" || name == "stage" || name == "tier" ||
                                            name == "app.kubernetes.io/environment" || name == "tags.datadoghq.com/env");
  const bool own = parent == "metadata" && (name == "namespace" || name == "name");
  if (!label && !own) return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, 0, {environment, kRankLabel, kWeights.label, Clause(setting)}};
}

std::optional<Surrounding> FromProfile(const Project& project, const Assignment& setting) {
  const auto& path = setting.path;
  const std::string& name = path.back();
  const bool on_profile = name == "on-profile" || name == "onProfile" || name.ends_with(".on-profile");
  const bool old_profiles = name == "profiles" && path.size() >= 2 && path[path.size() - 2] == "spring";
  if (!on_profile && !old_profiles) return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, 0, {environment, kRankSection, kWeights.section, "profile in " + Clause(setting)}};
}

std::optional<Surrounding> FromKey(const Project& project, const ProjectFile& file, const Assignment& setting) {
  const auto& path = setting.path;
  std::string name = EnvironmentModel::Normalised(path.back());
  const std::string parent = path.size() > 1 ? EnvironmentModel::Normalised(path[path.size() - 2]) : std::string();
  std::size_t depth = path.size() - 1;
  if (name == "name" && parent == "environment") {
    name = parent;
    --depth;
  } else if (name == "active" && parent == "profiles") {
    name = "springprofilesactive";
    depth = 0;
  }
  auto role = project.model.RoleOf(name);
  if (!role && name.ends_with("appenv")) role = KeyRole::kStrong;
  if (!role && (name == "stage" || (name == "deployment" && IsWorkflow(file.path)))) role = KeyRole::kStrong;
  if (!role) return std::nullopt;
  if (*role == KeyRole::kUrls) {
    auto signal = project.model.OfUrl(setting.variable(), setting.value);
    if (!signal) return std::nullopt;
    signal->evidence = fmt::format("line {} {}", setting.where.begin.line, signal->evidence);
    return Surrounding{&setting, depth, std::move(*signal)};
  }
  if (*role == KeyRole::kLabels) return std::nullopt;
  if (*role == KeyRole::kDebug) {
    const EnvironmentClass flag = project.model.OfSwitch("debug", setting.value);
    if (flag == EnvironmentClass::kUnknown) return std::nullopt;
    const double weight = flag == EnvironmentClass::kProduction ? kWeights.debug_off : kWeights.debug_on;
    return Surrounding{&setting, depth, {flag, kRankWeak, weight, Clause(setting)}};
  }
  // "review/$CI_COMMIT_REF_SLUG": what stands in front of the variable part.
  const bool of_job = IsWorkflow(file.path) && (name == "environment" || name == "deployment");
  const EnvironmentClass environment = project.model.OfValue(of_job ? setting.value.substr(0, setting.value.find('$')) : setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  if (*role == KeyRole::kWeak) return Surrounding{&setting, depth, {environment, kRankWeak, kWeights.weak_key, Clause(setting)}};
  // A job's environment is a section of its own; "environment:" elsewhere is a
  // setting like APP_ENV.
  if (of_job) {
    return Surrounding{&setting, depth, {environment, kRankSection, kWeights.section, Clause(setting)}};
  }
  return Surrounding{&setting, depth, {environment, kRankKey, kWeights.strong_key, Clause(setting)}};
}

// `production: true` of Angular's environment.ts (PlainAssignment of the scan).
std::optional<Surrounding> FromAngularFlag(const ProjectFile& file, const Assignment& setting) {
  if (!setting.is_code || file.name != "environment.ts" || setting.path.size() != 1 || setting.variable() != "production") return std::nullopt;
  const EnvironmentClass environment = setting.value == "true" ? EnvironmentClass::kProduction : EnvironmentClass::kDevelopment;
  return Surrounding{&setting, 0, {environment, kRankKey, kWeights.strong_key, Clause(setting)}};
}

// "name: shop-production" of a service in Render's blueprint.
std::optional<Surrounding> FromServiceName(const Project& project, const ProjectFile& file, const Assignment& setting) {
  const auto& path = setting.path;
  if (!file.name.starts_with("render.y") || path.size() < 2 || path.back() != "name" || path[path.size() - 2] != "services") return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(setting.value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return Surrounding{&setting, path.size() - 1, {environment, kRankLabel, kWeights.label, Clause(setting)}};
}

std::vector<Surrounding> SurroundingsOf(const Project& project, const ProjectFile& file) {
  std::vector<Surrounding> around;
  for (const Assignment* setting : file.settings) {
    if (around.size() >= kMostSurroundings) break;
    if (setting->key != nullptr || setting->in_comment || setting->is_compared || setting->value.empty() ||
        setting->value.size() > 200 || setting->value.find('\n') != std::string::npos) continue;
    if (const Provider* provider = ProviderOfSwitch(project, *setting, true)) {
      const EnvironmentClass environment = project.model.OfSwitch(setting->variable(), setting->value);
      if (environment != EnvironmentClass::kUnknown) {
        around.push_back({setting, setting->path.size() - 1, {environment, kRankSwitch, kWeights.provider_switch, Clause(*setting)}, provider});
      }
      continue;
    }
    auto found = FromProfile(project, *setting);
    if (!found) found = FromComposeProfile(project, *setting);
    if (!found) found = FromLabel(project, *setting);
    if (!found) found = FromTag(project, *setting);
    if (!found) found = FromJob(project, *setting);
    if (!found) found = FromServiceName(project, file, *setting);
    if (!found) found = FromAngularFlag(file, *setting);
    if (!found) found = FromKey(project, file, *setting);
    if (found) around.push_back(std::move(*found));
  }
  return around;
}

// "env: prod" in an item of a list says nothing of the other items.
bool SpeaksFor(const Assignment& environment, const Assignment& setting) {
  return environment.is_code || environment.statement.size() == 0 || environment.statement.Contains(setting.where.span.begin);
}

bool Covers(const Surrounding& surrounding, const Assignment& setting) {
  if (surrounding.at->part != setting.part) return false;
  if (surrounding.depth > setting.path.size() || !SpeaksFor(*surrounding.at, setting)) return false;
  return std::equal(surrounding.at->path.begin(), surrounding.at->path.begin() + static_cast<std::ptrdiff_t>(surrounding.depth),
                    setting.path.begin());
}

const Provider* ProviderIn(const Project& project, const Assignment& setting) {
  if (setting.key != nullptr) return &project.rules.ProviderOf(*setting.key);
  return setting.provider != nullptr ? setting.provider : setting.host_of;
}

// Whether a string, or a long word, of a condition may be shown: the name of a
// variable, of an environment; all else may be a secret.
bool MayBeShown(const Project& project, std::string_view word) {
  if (std::all_of(word.begin(), word.end(), [](char c) { return IsUpper(c) || std::string_view("_${}").find(c) != std::string_view::npos; })) return true;
  return std::none_of(word.begin(), word.end(), IsDigit) && project.model.OfCondition(LowerAscii(word)) != EnvironmentClass::kUnknown;
}

// The condition with what may be a secret in it left out.
std::string Shown(const Project& project, std::string_view guard) {
  constexpr std::string_view kLeftOut = "...";
  std::string shown;
  bool compared = false;   // What an unquoted word is compared with.
  for (std::size_t at = 0; at < guard.size();) {
    const char c = guard[at];
    std::size_t end = at + 1;
    if (IsQuote(c)) {
      end = std::min(guard.find(c, at + 1), guard.size());
      const std::string_view word = guard.substr(at + 1, end - at - 1);
      shown += c;
      shown += MayBeShown(project, word) ? word : kLeftOut;
      if (end < guard.size()) shown += c;
      at = std::min(end + 1, guard.size());
      continue;
    }
    while (IsWord(c) && end < guard.size() && (IsWord(guard[end]) || guard[end] == '-')) ++end;
    const std::string_view word = guard.substr(at, end - at);
    const bool odd = word.size() > 1 && std::any_of(word.begin(), word.end(), IsDigit);
    const bool bare = compared && IsWord(c) && word.size() > 1 && (end == guard.size() || std::string_view(".([").find(guard[end]) == std::string_view::npos);
    shown += odd || (bare && !MayBeShown(project, word)) ? kLeftOut : word;
    if (c == '=') compared = true;
    else if (!IsBlank(c)) compared = false;
    at = end;
  }
  return shown;
}

// "if config_env() == :prod do", "if (process.env.NODE_ENV !== 'production') {",
// "unless Rails.env.production?"
EnvironmentSignal FromBranch(const Project& project, const std::string& guard, bool& known) {
  std::string_view text = guard;
  bool negated = false;
  if (text.starts_with("else of ")) {
    text.remove_prefix(8);
    negated = true;
  }
  const std::string lower = LowerAscii(text);
  const auto holds = [&](std::string_view part) { return lower.find(part) != std::string::npos; };
  const bool differs = holds("!=") || holds("~=") || holds("<>") || holds("/=") || holds(" -ne ") || holds(" ne ");
  if (lower.starts_with("unless") || differs || holds(" not ") || holds("(!") || holds(" !")) negated = !negated;
  // Conditions of several parts, and those that do not ask for the environment.
  known = true;
  for (const std::string_view part : {"&&", "||", " and ", " or ", " -a ", " -o ", "false", "debug", "!(", "indexof", "-z", "== 0"}) known = known && !holds(part);
  known = known &&
          (holds("env") || holds("production") || holds("stage") || holds("isprod") || holds("is_prod") || holds("isdev") || holds("is_dev") || holds("__dev__"));
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  if (known) environment = project.model.OfCondition(lower);
  if (known && environment == EnvironmentClass::kUnknown) environment = project.model.OfCondition(text);   // "IsProduction()"
  known = environment != EnvironmentClass::kUnknown;
  if (negated) environment = environment == EnvironmentClass::kProduction ? EnvironmentClass::kDevelopment : EnvironmentClass::kUnknown;
  known = known && environment != EnvironmentClass::kUnknown;
  if (text.ends_with(" then")) text.remove_suffix(5);
  while (!text.empty() && std::string_view("{ :;").find(text.back()) != std::string_view::npos) text.remove_suffix(1);
  return {environment, kRankSection, kWeights.section, (guard.starts_with("else of ") ? "else of " : "") + std::string(text)};
}

EnvironmentSignal FromGuard(const std::string& guard, bool& known) {
  std::string_view text = guard;
  bool negated = false;
  while (text.starts_with("else of ")) {
    text.remove_prefix(8);
    negated = !negated;
  }
  const bool code = !text.starts_with('#');
  if (!code) text.remove_prefix(1);
  known = true;
  const auto names = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
  if (text.starts_with("ifndef") || text.find('!') != std::string_view::npos) negated = !negated;
  if (code) {
    // "if not settings.DEBUG"; what compares or joins is not taken apart.
    const std::string lower = LowerAscii(text);
    const auto holds = [&lower](std::string_view part) { return lower.find(part) != std::string::npos; };
    for (const std::string_view part : {"&&", "||", " and ", " or ", "=", " is ", " in ", "-z", "<", ">"}) known = known && !holds(part);
    if (holds(" not ") || holds("(not ") || lower.starts_with("unless")) negated = !negated;
  }
  EnvironmentClass environment = EnvironmentClass::kUnknown;
  if (!known) {
    // Somebody else may.
  } else if (names("NDEBUG") || names("PRODUCTION") || names("RELEASE") || names("PROD_")) {
    environment = negated ? EnvironmentClass::kDevelopment : EnvironmentClass::kProduction;
  } else if (names("DEBUG") || names("DEVELOPMENT") || names("STAGING") || names("SANDBOX")) {
    environment = negated ? EnvironmentClass::kProduction : EnvironmentClass::kDevelopment;
  } else {
    known = false;
  }
  return {environment, kRankSection, kWeights.section, guard};
}

bool IsGradle(std::string_view name) { return name.ends_with(".gradle") || name.ends_with(".gradle.kts"); }

// buildTypes { release { ... } } and productFlavors { prod { ... } }.
std::optional<EnvironmentSignal> FromBuild(const Project& project, const Assignment& setting) {
  for (std::size_t i = 0; i + 1 < setting.guards.size(); ++i) {
    const std::string& around = setting.guards[i + 1];
    if (around != "buildTypes" && around != "productFlavors") continue;
    const std::string& build = setting.guards[i];
    EnvironmentClass environment = project.model.OfValue(build);   // "release" and "debug", too.
    if (environment == EnvironmentClass::kUnknown) return std::nullopt;
    return EnvironmentSignal{environment, kRankSection, kWeights.section, (around == "buildTypes" ? "build type " : "flavour ") + build};
  }
  return std::nullopt;
}

// stage('Deploy production') { environment { ... } } of a Jenkinsfile.
std::optional<EnvironmentSignal> FromStage(const Project& project, const Assignment& setting) {
  for (const std::string& block : setting.guards) {
    auto signal = project.model.OfSection(block);
    if (!signal) continue;
    signal->evidence = "stage " + block;
    return signal;
  }
  return std::nullopt;
}

// `KEY[config=Release]` of Xcode.
std::optional<EnvironmentSignal> FromXcode(const Project& project, const Assignment& setting) {
  constexpr std::string_view kMark = "[config=";
  const std::string_view name = setting.variable();
  const std::size_t begin = name.find(kMark);
  if (begin == std::string_view::npos) return std::nullopt;
  const std::string_view build = name.substr(begin + kMark.size(), name.find(']', begin) - begin - kMark.size());
  const EnvironmentClass environment = project.model.OfValue(build);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return EnvironmentSignal{environment, kRankSection, kWeights.section, "configuration " + std::string(build)};
}

// "If IsProd", "else of If IsProd": what CloudFormation chooses by.
std::optional<EnvironmentSignal> FromChoice(const Project& project, const std::string& guard) {
  constexpr std::string_view kElse = "else of ";
  std::string_view text = guard;
  const bool negated = text.starts_with(kElse);
  if (negated) text.remove_prefix(kElse.size());
  if (!text.starts_with("If ")) return std::nullopt;
  EnvironmentClass environment = project.model.OfCondition(text);
  if (negated) environment = environment == EnvironmentClass::kProduction ? EnvironmentClass::kDevelopment : EnvironmentClass::kUnknown;
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return EnvironmentSignal{environment, kRankSection, kWeights.section, guard};
}

// "go:build prod", "@Profile("prod")": what the whole file or class is for.
std::optional<EnvironmentSignal> FromMark(const Project& project, std::string_view guard) {
  constexpr std::string_view kTag = "go:build ";
  constexpr std::string_view kProfile = "@Profile(\"";
  std::string_view value = guard;
  if (guard.starts_with(kTag)) value.remove_prefix(kTag.size());
  else if (guard.starts_with(kProfile)) value = guard.substr(kProfile.size(), guard.find('"', kProfile.size()) - kProfile.size());
  else return std::nullopt;
  const EnvironmentClass environment = project.model.OfValue(value);
  if (environment == EnvironmentClass::kUnknown) return std::nullopt;
  return EnvironmentSignal{environment, kRankSection, kWeights.section, std::string(guard)};
}

// "build:production" of package.json is a command, no variable.
bool IsScript(const ProjectFile& file, const Assignment& setting) {
  return file.name == "package.json" && setting.path.size() == 2 && setting.path.front() == "scripts";
}

// Below these names each section is an environment: "environments: review:".
bool ListsEnvironments(std::string_view name) {
  return name == "environments" || name == "context" || name == "contexts" || name == "stages" || name == "profiles" || name == "env";
}

}  // namespace

Environment Weigh(std::vector<EnvironmentSignal> signals, bool overrides) {
  Environment environment;
  std::stable_sort(signals.begin(), signals.end(),
                   [](const EnvironmentSignal& a, const EnvironmentSignal& b) { return a.rank < b.rank; });
  if (signals.empty()) {
    environment.environment = EnvironmentClass::kShared;
    environment.confidence = 0.2;
    return environment;
  }
  const EnvironmentSignal& first = signals.front();
  environment.environment = first.environment;
  const auto agrees = [&](const EnvironmentSignal& one) {
    return (one.environment == EnvironmentClass::kProduction) == (first.environment == EnvironmentClass::kProduction);
  };
  if (overrides) {
    environment.confidence = first.weight;
    environment.signals = {first};
    return environment;
  }
  double doubt = 1;
  double contrary = 0;
  for (const EnvironmentSignal& one : signals) {
    if (agrees(one)) {
      doubt *= 1 - one.weight;
    } else if (one.rank <= kRankFolder) {
      contrary = std::max(contrary, one.weight);
    }
  }
  environment.confidence = std::min(0.99, 1 - doubt);
  // A section says more than its file: disagreement makes it less sure only.
  if (first.rank == kRankVariable) {
    contrary = 0;
  } else if (first.rank <= kRankSection) {
    contrary = contrary > 0 ? 0.15 : 0;
  } else {
    contrary /= 2;
  }
  environment.confidence -= contrary;
  environment.signals = std::move(signals);
  return environment;
}

void FindEnvironments(const Project& project, ProjectFile& file) {
  const std::vector<Surrounding> around = SurroundingsOf(project, file);
  for (Assignment* setting : file.settings) {
    if (file.signals.overrides) {
      setting->environment = Weigh(file.signals.signals, true);
      continue;
    }
    std::vector<EnvironmentSignal> signals;
    const Provider* provider = ProviderIn(project, *setting);
    const bool is_surrounding = std::any_of(around.begin(), around.end(), [&](const Surrounding& one) { return one.at == setting; });
    if (IsScript(file, *setting)) {
      // "start:prod:local" names two, and so none.
      const EnvironmentClass of_script = project.model.OfCondition(setting->variable());
      if (of_script != EnvironmentClass::kUnknown) signals.push_back({of_script, kRankSection, kWeights.strong_key, "script " + setting->variable()});
    } else if ((provider != nullptr || setting->secret_name) && !is_surrounding) {
      if (auto own = project.model.OfVariable(setting->variable())) signals.push_back(std::move(*own));
    }
    // The nearest switch decides: a shop of a live provider may be a demo.
    std::size_t nearest = 0;
    const auto switches = [&](const Surrounding& one) { return one.only != nullptr && one.only == provider && one.at != setting && Covers(one, *setting) && HeedsSwitch(project, *setting, *one.at, *provider); };
    for (const Surrounding& one : around) {
      if (switches(one)) nearest = std::max(nearest, one.depth);
    }
    for (const Surrounding& one : around) {
      if (switches(one) && one.depth == nearest) signals.push_back(one.signal);
    }
    for (std::size_t i = setting->path.size() - 1; i-- > 0;) {
      const bool listed = i > 0 && ListsEnvironments(setting->path[i - 1]);
      if (auto section = project.model.OfSection(setting->path[i], listed)) signals.push_back(std::move(*section));
    }
    const bool gradle = IsGradle(file.name);
    if (gradle) {
      if (auto build = FromBuild(project, *setting)) signals.push_back(std::move(*build));
    } else if (file.name == "Jenkinsfile") {
      if (auto stage = FromStage(project, *setting)) signals.push_back(std::move(*stage));
    }
    if (auto build = FromXcode(project, *setting)) signals.push_back(std::move(*build));
    // locals { stripe_key = { production = "pk_live_..." } }
    if (setting->key != nullptr && setting->path.size() > 1) {
      if (auto own = project.model.OfSection(setting->variable())) signals.push_back(std::move(*own));
    }
    bool undecided = false;   // A condition further inside may choose what suits it.
    for (const std::string& guard : setting->guards) {
      if (gradle) break;   // They are names there, no conditions.
      auto mark = FromMark(project, guard);
      if (!mark) mark = FromChoice(project, guard);
      if (mark) {
        signals.push_back(std::move(*mark));
        continue;
      }
      bool known = false;
      const std::string condition = Shown(project, guard);
      const bool preprocessor = condition.find("#if") != std::string::npos;
      EnvironmentSignal signal = FromGuard(condition, known);
      if (!known && !preprocessor) signal = FromBranch(project, condition, known);
      constexpr double kBehindAnother = 0.8;
      if (known && undecided) signal.weight *= kBehindAnother;
      if (known) signals.push_back(std::move(signal));
      else undecided = true;
    }
    // Nearer sections first.
    std::size_t deepest = 0;
    for (const Surrounding& one : around) {
      if (one.only != nullptr || one.at == setting || !Covers(one, *setting)) continue;
      if (one.signal.rank == kRankKey && one.depth > deepest) {
        deepest = one.depth;
        signals.insert(signals.begin(), one.signal);
      } else {
        signals.push_back(one.signal);
      }
    }
    for (const EnvironmentSignal& one : file.signals.signals) signals.push_back(one);
    setting->environment = Weigh(std::move(signals), false);
  }
}

}  // namespace keylint::environment
