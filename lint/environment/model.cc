// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/model.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

using environment::Key;
using environment::KeyRole;
using environment::kWeights;
using environment::Word;

constexpr std::size_t kLongestName = 200;

bool Has(std::span<const std::string_view> sorted, std::string_view word) {
  return std::binary_search(sorted.begin(), sorted.end(), word);
}

// Words that may stand beside an environment in a section's name.
constexpr std::string_view kNeutral[] = {
    "config", "configs", "configuration", "settings", "setting", "environment", "environments", "env", "envs",
    "vars", "variables", "options", "params", "parameters", "keys", "credentials", "secrets", "profile", "context",
    "stage", "stages", "when", "mode", "app", "the", "to", "build", "deploy", "base", "api", "key", "values", "service",
};

bool IsNeutral(std::string_view word) {
  return std::find(std::begin(kNeutral), std::end(kNeutral), word) != std::end(kNeutral);
}

EnvironmentSignal Signal(EnvironmentClass environment, SignalRank rank, double weight, std::string evidence) {
  return {environment, rank, weight, std::move(evidence)};
}

std::vector<std::string_view> Components(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t slash = path.find_first_of("/!");
    if (slash != 0) parts.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) break;
    path.remove_prefix(slash + 1);
  }
  return parts;
}

bool EndsWithAny(std::string_view name, std::initializer_list<std::string_view> ends) {
  return std::any_of(ends.begin(), ends.end(), [&](std::string_view end) { return name.ends_with(end); });
}

// Prose is somebody's explanation, whatever environment its path names.
bool IsProse(std::string_view name) {
  return name.starts_with("readme") || EndsWithAny(name, {".md", ".rst", ".adoc", ".asciidoc", ".mdx"});
}

// In file names of code only these stems carry an environment.
bool IsSettingsCode(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(), [](const std::string& word) {
    return word == "settings" || word == "config" || word == "configuration" || word == "environment" ||
           word == "env" || word == "secrets" || word == "secret" || word == "conf" || word == "runtime" || word == "constants";
  });
}

// ".gitlab-ci.yml" and ".github/workflows/ci.yml" say where jobs are written, not
// where they run.
bool IsPipeline(std::string_view path, std::string_view name) {
  return path.find(".github/workflows/") != std::string_view::npos || path.find(".circleci/") != std::string_view::npos ||
         path.find(".gitea/workflows/") != std::string_view::npos || path.find(".forgejo/workflows/") != std::string_view::npos ||
         EndsWithAny(name, {".gitlab-ci.yml", ".gitlab-ci.yaml"}) || name.starts_with("azure-pipelines") || name.starts_with("bitbucket-pipelines");
}

// Words that alone, in a file's or a folder's name, mean other things, too:
// "integration.json", "canary".
bool IsAmbiguous(std::string_view word) {
  return word == "integration" || word == "canary" || word == "beta" || word == "int" || word == "acc" || word == "pre";
}

// What lies in src/release/ of an Android app, but not in that of an archive
// to be published.
bool HoldsVariant(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({
      "res", "java", "kotlin", "assets", "cpp", "jniLibs", "AndroidManifest.xml", "google-services.json", "agconnect-services.json",
  });
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// "main_production.dart": the entry of an app that is built for one.
bool IsEntry(const std::vector<std::string>& words) { return words.size() == 2 && words.front() == "main"; }

// "production-planning", "live-streaming", "live-map", "local-delivery": what a
// program is about.
bool NamesSubject(const std::vector<std::string>& words, std::size_t after, std::string_view environment) {
  constexpr auto kPlaces = std::to_array<std::string_view>({
      "eu", "us", "uk", "ap", "de", "fr", "ca", "jp", "euw", "use", "usw", "east", "west", "north", "south", "central", "global", "region",
      "cluster", "clusters", "infra", "apps", "k8s", "site", "server", "web", "frontend", "backend",
  });
  if (after >= words.size()) return false;
  const std::string& next = words[after];
  if (next.size() > 5 && next.ends_with("ing")) return true;
  const bool place = std::find(kPlaces.begin(), kPlaces.end(), next) != kPlaces.end() || IsNeutral(next) || next.find_first_not_of("0123456789") == std::string::npos;
  const bool common = environment == "live" || environment == "local" || environment == "kind" || environment == "review";
  return common && !place;
}

// "src/features/review/": a part of a program.
bool IsPartOfProgram(const std::vector<std::string_view>& parts, std::size_t folder) {
  constexpr auto kAbove = std::to_array<std::string_view>({"features", "feature", "modules", "pages", "components", "screens", "views", "domains", "routes", "controllers", "models"});
  return folder > 0 && std::find(kAbove.begin(), kAbove.end(), LowerAscii(parts[folder - 1])) != kAbove.end();
}

bool IsTestFile(std::string_view name, const std::vector<std::string>& words) {
  if (EndsWithAny(name, {"_test.go", "_test.cc", "_test.cpp", "_test.py", "_spec.rb", "_test.rb", "_test.exs", "test.php", "_test.dart"})) return true;
  if (name.starts_with("test_") || name == "conftest.py") return true;
  const auto has = [&](std::string_view word) { return std::find(words.begin(), words.end(), word) != words.end(); };
  return (has("spec") || has("test") || has("jest") || has("vitest")) && EndsWithAny(name, {".js", ".ts", ".jsx", ".tsx", ".mjs", ".java", ".kt", ".cs", ".swift", ".scala"});
}

std::string_view HostOf(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find_first_of("/?# \t"));
  if (const std::size_t at = url.rfind('@'); at != std::string_view::npos) url.remove_prefix(at + 1);
  return url.substr(0, url.find(':'));
}

bool IsLocalHost(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "0.0.0.0" || host == "::1" || host.starts_with("192.168.") ||
         host.starts_with("10.") || host == "host.docker.internal" ||
         EndsWithAny(host, {".local", ".test", ".localhost", ".ngrok.io", ".ngrok-free.app", ".ngrok.app", ".trycloudflare.com", ".localdomain"});
}

}  // namespace

EnvironmentClass EnvironmentOf(std::string_view word) {
  constexpr EnvironmentClass kAll[] = {EnvironmentClass::kProduction, EnvironmentClass::kStaging, EnvironmentClass::kPreview,
                                       EnvironmentClass::kDevelopment, EnvironmentClass::kTest, EnvironmentClass::kSandbox,
                                       EnvironmentClass::kSample};
  const std::string lower = LowerAscii(word);
  for (const EnvironmentClass one : kAll) {
    if (lower == EnvironmentName(one)) return one;
  }
  return EnvironmentModel().OfValue(lower);
}

bool IsInternalHost(const EnvironmentSettings& settings, std::string_view host) {
  if (host.empty() || settings.internal_hosts.empty()) return false;
  const std::string lower = LowerAscii(host);
  return std::any_of(settings.internal_hosts.begin(), settings.internal_hosts.end(), [&](std::string_view own) {
    while (own.starts_with('*') || own.starts_with('.')) own.remove_prefix(1);
    const std::string name = LowerAscii(own);
    return lower == name || lower.ends_with("." + name);
  });
}

EnvironmentModel::EnvironmentModel(const EnvironmentSettings& settings) : settings_(settings) {
  for (const auto& [word, environment] : settings.like) own_[Normalised(word)] = environment;
}

std::string EnvironmentModel::Normalised(std::string_view name) {
  std::string out;
  for (const char c : name.substr(0, kLongestName)) {
    if (IsAlnum(c)) out += Lower(c);
  }
  return out;
}

std::vector<std::string> EnvironmentModel::Words(std::string_view name) {
  name = name.substr(0, kLongestName);
  std::vector<std::string> words;
  std::string word;
  const auto flush = [&] {
    std::size_t letters = word.size();
    while (letters > 0 && IsDigit(word[letters - 1])) --letters;
    if (letters >= 3) word.resize(letters);  // "prod1", but not "e2e" or "s3".
    if (!word.empty()) words.push_back(std::move(word));
    word.clear();
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (!IsUpper(c) && !IsLower(c) && !IsDigit(c)) {
      flush();
      continue;
    }
    const char before = i > 0 ? name[i - 1] : '\0';
    const char after = i + 1 < name.size() ? name[i + 1] : '\0';
    if (IsUpper(c) && (IsLower(before) || (IsUpper(before) && IsLower(after)))) flush();
    word += Lower(c);
  }
  flush();
  return words;
}

EnvironmentClass EnvironmentModel::Look(std::string_view word, unsigned char uses) const {
  if (!own_.empty()) {
    if (const auto own = own_.find(std::string(word)); own != own_.end()) return own->second;
  }
  const auto& table = environment::kWords;
  const auto found = std::lower_bound(table.begin(), table.end(), word,
                                      [](const Word& row, std::string_view name) { return row.word < name; });
  if (found == table.end() || found->word != word || (found->uses & uses) == 0) return EnvironmentClass::kUnknown;
  return found->environment;
}

EnvironmentModel::Hit EnvironmentModel::Find(const std::vector<std::string>& words, unsigned char uses, bool last) const {
  Hit hit;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Hit here;
    if (i + 1 < words.size()) {
      const std::string pair = words[i] + words[i + 1];
      if (Has(environment::kNever, pair)) {
        ++i;
        continue;
      }
      here = {Look(pair, uses), i, 2};
    }
    if (here.environment == EnvironmentClass::kUnknown) here = {Look(words[i], uses), i, 1};
    if (here.environment == EnvironmentClass::kUnknown) continue;
    if (Has(environment::kNever, words[i])) continue;
    hit = here;
    if (!last) return hit;
    i += here.count - 1;
  }
  return hit;
}

EnvironmentModel::PathSignals EnvironmentModel::OfPath(std::string_view path, bool is_code) const {
  PathSignals result;
  const std::vector<std::string_view> parts = Components(path);
  if (parts.empty()) return result;
  const std::string name = LowerAscii(parts.back());
  std::vector<std::string> words = Words(parts.back());
  const auto override_with = [&](EnvironmentClass environment, std::string evidence) {
    result.overrides = true;
    result.signals.insert(result.signals.begin(),
                          Signal(environment, kRankVariable, kWeights.override_, std::move(evidence)));
  };
  const auto is_folder_of = [](std::string_view part, std::span<const std::string_view> table) {
    return Has(table, Normalised(part)) || Has(table, LowerAscii(part));
  };
  // Samples and trees of tests stand for something else, wherever they lie.
  if (IsProse(name)) {
    override_with(EnvironmentClass::kSample, fmt::format("documentation {}", parts.back()));
    return result;
  }
  // "env.example", ".env.sample.local", "settings.py.dist", but node-config's
  // "default.json" is shared.
  const auto is_extension = [&](std::size_t i) {
    return i + 1 == words.size() && words.size() > 1 && parts.back().rfind('.') > 0 &&
           !Has(environment::kSampleLast, words[i]);
  };
  for (std::size_t i = words.size(); i-- > 0;) {
    if (is_extension(i)) continue;
    const bool alone = i == 0 && words[i] != "example" && words[i] != "sample" && words[i] != "examples";
    if (Has(environment::kSampleLast, words[i]) && words.size() > 1 && !alone) {
      override_with(EnvironmentClass::kSample, fmt::format("file name {}", parts.back()));
      return result;
    }
    if (words[i] != "local") break;
  }
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    if (is_folder_of(parts[i], environment::kSampleFolders)) {
      override_with(EnvironmentClass::kSample, fmt::format("folder {}/", parts[i]));
      return result;
    }
    if (is_folder_of(parts[i], environment::kTestFolders) || LowerAscii(parts[i]).ends_with("-tests")) {
      override_with(EnvironmentClass::kTest, fmt::format("folder {}/", parts[i]));
      return result;
    }
  }
  if (is_code && IsTestFile(name, words)) {
    override_with(EnvironmentClass::kTest, fmt::format("file name {}", parts.back()));
    return result;
  }
  if (words.size() > 1 && parts.back().rfind('.') > 0 && parts.back().rfind('.') != std::string_view::npos) {
    // An extension names a format, unless it is the environment (".env.test").
    if (Look(words.back(), Word::kAlways | Word::kFiles) == EnvironmentClass::kUnknown || EndsWithAny(name, {".ci", ".int"})) {
      words.pop_back();
    }
  }
  if (IsPipeline(path, name)) std::erase(words, "ci");
  unsigned char uses = Word::kAlways | Word::kFiles;
  const bool builds = EndsWithAny(name, {".xcconfig", ".config", ".plist", ".entitlements"});
  if (builds) uses |= Word::kBuilds;
  const bool in_settings_folder = parts.size() > 1 && [&] {
    const std::string folder = LowerAscii(parts[parts.size() - 2]);
    return folder.find("config") != std::string::npos || folder == "deploy" || folder.find("env") != std::string::npos || folder.find("setting") != std::string::npos;
  }();
  if (!is_code || IsSettingsCode(words) || IsEntry(words) || (in_settings_folder && words.size() == 1)) {
    const Hit hit = Find(words, uses, /*last=*/false);
    if (name.starts_with("docker-compose.override.") || name.starts_with("compose.override.")) {
      // Loaded without being asked for, on machines that build the images.
      result.signals.push_back(Signal(EnvironmentClass::kDevelopment, kRankFile, kWeights.file, fmt::format("file name {}", parts.back())));
    } else if (hit.count != 0) {
      // A little less sure than what costs no level.
      const bool ambiguous = hit.count == 1 && IsAmbiguous(words[hit.first]) && Look(words[hit.first], Word::kAlways) == EnvironmentClass::kUnknown;
      const double weight = ambiguous ? kWeights.label : kWeights.file;
      result.signals.push_back(Signal(hit.environment, kRankFile, weight, fmt::format("file name {}", parts.back())));
    } else if (std::find(words.begin(), words.end(), "local") != words.end()) {
      result.signals.push_back(Signal(EnvironmentClass::kDevelopment, kRankFile, kWeights.file, fmt::format("file name {}", parts.back())));
    }
  }
  double weight = kWeights.folder;
  for (std::size_t i = parts.size() - 1; i-- > 0;) {
    const std::vector<std::string> folder = Words(parts[i]);
    const bool android = i > 0 && parts[i - 1] == "src";
    unsigned char folder_uses = Word::kAlways | Word::kFiles;
    if (android && HoldsVariant(parts[i + 1])) folder_uses |= Word::kBuilds;
    const Hit hit = folder.size() <= 3 ? Find(folder, folder_uses, /*last=*/false) : Hit{};
    const bool own = hit.count == 1 && own_.contains(folder[hit.first]);
    const bool followed = hit.first + 1 < folder.size() && Look(folder[hit.first + 1], Word::kAlways) != EnvironmentClass::kUnknown;   // "local-dev"
    const bool production = hit.environment == EnvironmentClass::kProduction;
    if (hit.count == 1 && !own && (production || !followed) && NamesSubject(folder, hit.first + 1, folder[hit.first])) continue;
    if (!own && hit.count != 0 && IsPartOfProgram(parts, i)) continue;
    // "/usr/local", "src/live/": an environment's folder is named for it alone
    // in code; deployments add a region or a product.
    if (hit.count == 0 || (is_code && !android && folder.size() != hit.count)) continue;
    result.signals.push_back(Signal(hit.environment, kRankFolder, std::max(weight, kWeights.folder_floor), fmt::format("folder {}/", parts[i])));
    weight -= kWeights.folder_step;
  }
  return result;
}

EnvironmentClass EnvironmentModel::OfCondition(std::string_view condition) const {
  EnvironmentClass found = EnvironmentClass::kUnknown;
  for (const std::string& word : Words(condition)) {
    const EnvironmentClass one = Look(word, Word::kAlways);
    if (one == EnvironmentClass::kUnknown) continue;
    if (found != EnvironmentClass::kUnknown && found != one) return EnvironmentClass::kUnknown;
    found = one;
  }
  return found;
}

std::optional<EnvironmentSignal> EnvironmentModel::OfSection(std::string_view name, bool listed) const {
  if (name.empty() || name.size() > 64) return std::nullopt;
  const bool negated = name.front() == '!';
  const std::vector<std::string> words = Words(name);
  if (words.empty() || words.size() > 4) return std::nullopt;
  const unsigned char uses = listed ? Word::kAlways | Word::kFiles | Word::kValues : Word::kAlways;
  const Hit hit = Find(words, uses, /*last=*/false);
  if (hit.count == 0) return std::nullopt;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i >= hit.first && i < hit.first + hit.count) continue;
    if (!IsNeutral(words[i])) return std::nullopt;
  }
  const EnvironmentClass environment = negated ? EnvironmentClass::kDevelopment : hit.environment;
  return Signal(environment, kRankSection, kWeights.section, fmt::format("section {}", name));
}

std::optional<EnvironmentSignal> EnvironmentModel::OfVariable(std::string_view name) const {
  const std::vector<std::string> words = Words(name);
  if (words.size() < 2) return std::nullopt;
  const Hit hit = Find(words, Word::kAlways, /*last=*/false);
  if (hit.count == 0) return std::nullopt;
  return Signal(hit.environment, kRankVariable, kWeights.variable, fmt::format("variable {}", name));
}

EnvironmentClass EnvironmentModel::OfValue(std::string_view value) const {
  if (value.empty() || value.size() > 80) return EnvironmentClass::kUnknown;
  if (value.find_first_of(" ${}()<>|") != std::string_view::npos && value.find(" & ") == std::string_view::npos) return EnvironmentClass::kUnknown;
  const bool negated = value.front() == '!';
  // The last profile and the last module decide ("base,prod").
  const Hit hit = Find(Words(value), Word::kAlways | Word::kValues, /*last=*/true);
  if (hit.count == 0) return EnvironmentClass::kUnknown;
  return negated && hit.environment == EnvironmentClass::kProduction ? EnvironmentClass::kDevelopment : hit.environment;
}

EnvironmentClass EnvironmentModel::OfSwitch(std::string_view name, std::string_view value) const {
  const std::string lower = LowerAscii(value);
  const bool yes = lower == "true" || lower == "1" || lower == "yes" || lower == "on";
  const bool no = lower == "false" || lower == "0" || lower == "no" || lower == "off";
  if (!yes && !no) return OfValue(value);
  const std::vector<std::string> words = Words(name);
  Hit hit = Find(words, Word::kAlways | Word::kValues, /*last=*/true);
  if (hit.count == 0) return EnvironmentClass::kUnknown;
  const bool production = hit.environment == EnvironmentClass::kProduction;
  return production == yes ? EnvironmentClass::kProduction : production ? EnvironmentClass::kSandbox : hit.environment;
}

std::optional<KeyRole> EnvironmentModel::RoleOf(std::string_view normalised) const {
  const auto& table = environment::kKeys;
  const auto found = std::lower_bound(table.begin(), table.end(), normalised,
                                      [](const Key& row, std::string_view name) { return row.name < name; });
  if (found == table.end() || found->name != normalised) return std::nullopt;
  return found->role;
}

std::optional<EnvironmentSignal> EnvironmentModel::OfUrl(std::string_view name, std::string_view value) const {
  const std::string host = LowerAscii(HostOf(value));
  if (host.empty() || host.find_first_of("${}<>%") != std::string::npos) return std::nullopt;
  if (IsLocalHost(host)) return Signal(EnvironmentClass::kDevelopment, kRankUrl, kWeights.url_local, fmt::format("{} is on {}", name, host));
  const Hit hit = Find(Words(host), Word::kAlways, /*last=*/false);
  if (hit.count != 0 && hit.environment != EnvironmentClass::kProduction) {
    return Signal(hit.environment, kRankUrl, kWeights.url_named, fmt::format("{} is on {}", name, host));
  }
  if (IsInternalHost(settings_, host)) return std::nullopt;
  if (value.starts_with("https://") && host.find('.') != std::string::npos && !EndsWithAny(host, {".example", "example.com", "example.org"})) {
    return Signal(EnvironmentClass::kProduction, kRankUrl, kWeights.url_public, fmt::format("{} is on {}", name, host));
  }
  return std::nullopt;
}

}  // namespace keylint
