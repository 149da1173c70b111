// SPDX-License-Identifier: Apache-2.0
// Who wins, in one list of ranks. What a process was started with is never
// overridden by dotenv readers; what sets it (direnv, a run configuration, a
// shell profile) is named in its place, since that is the line to edit.
#include "lint/doctor/sources.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/base/line_index.h"
#include "lint/diagnose/placeholder.h"
#include "lint/doctor/loaded.h"
#include "lint/doctor/places.h"
#include "lint/judge/exposure.h"

namespace keylint {
namespace {

constexpr double kInCode = 100;
constexpr double kOverridingDotenv = 95;
constexpr double kSetsProcess = 92;
constexpr double kProcess = 90;
constexpr double kLauncher = 82;
constexpr double kIde = 80;
constexpr double kDirenv = 78;
constexpr double kComposeEnvironment = 76;
constexpr double kLoadedProfile = 72;
constexpr double kNamedDotenv = 71;
constexpr double kDotenv = 70;
constexpr double kOtherPackage = 62;
constexpr double kAncestor = 58;
constexpr double kProjectTool = 55;
constexpr double kHomeTool = 50;
constexpr double kApplicationConfig = 45;
constexpr double kFallback = 30;
constexpr double kParent = 25;
constexpr double kUnloadedProfile = 20;
constexpr double kKubernetes = 15;
constexpr double kCi = 12;
constexpr double kOtherMode = 10;
constexpr double kNotRead = 8;
constexpr double kSample = 5;
constexpr double kTestCode = 4;
constexpr double kReference = 2;
constexpr double kComment = 1;

std::string FolderOf(const std::string& file) { return file.substr(0, file.rfind('/')); }
std::string NameOf(const std::string& file) { return file.substr(file.rfind('/') + 1); }

bool IsNameByte(char c) { return IsWord(c) || c == '.'; }

bool HoldsName(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const bool begins = at == 0 || !IsNameByte(text[at - 1]);
    const std::size_t end = at + name.size();
    if (begins && (end == text.size() || !IsNameByte(text[end]))) return true;
  }
  return false;
}

// Whether the project's code lets dotenv files replace what is set already.
bool Overrides(std::string_view text) {
  for (const std::string_view word : {"load_dotenv", "dotenv.config", "dotenv_values", "read_env", "loadEnv", "Dotenv"}) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const std::string_view near = text.substr(at, 120);
      const std::string_view call = near.substr(0, std::min(near.find(')'), near.size()));
      for (const std::string_view yes : {"override=True", "override = True", "override: true", "override:true", "overwrite=True", "overwrite: true"}) {
        if (call.find(yes) != std::string_view::npos) return true;
      }
    }
  }
  return text.find("godotenv.Overload") != std::string_view::npos || text.find("Dotenv.overload") != std::string_view::npos ||
         text.find("dotenv_override") != std::string_view::npos || text.find("createUnsafeMutable") != std::string_view::npos;
}

bool IsTestPath(std::string_view path) {
  for (const std::string_view word : {"test", "spec", "fixture", "mock", "__mocks__", "e2e"}) {
    if (path.find(word) != std::string_view::npos) return true;
  }
  return false;
}

// Whether `text` holds `word` other than in an address: every Go file imports
// from github.com.
bool SpeaksOf(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + word.size())) {
    if (!text.substr(at + word.size()).starts_with(".com")) return true;
  }
  return false;
}

class Collector {
 public:
  Collector(const Machine& machine, const Interest& interest) : machine_(machine), interest_(interest) {}

  Sources Run() {
    sources_.framework = FrameworkOf(machine_.files, machine_.project);
    sources_.mode = ModeOf(sources_.framework, machine_.environment);
    TakeProcesses();
    TakeProject();
    TakeAncestors();
    TakeHome();
    TakeNamed();
    FillDefaults();
    FindFilled();
    for (Setting& setting : sources_.settings) Judge(setting);
    JudgeTerraform();
    JudgeUnread();
    NameOrigins();
    ExplainHidden();
    std::stable_sort(sources_.settings.begin(), sources_.settings.end(),
                     [](const Setting& a, const Setting& b) { return a.rank > b.rank; });
    return std::move(sources_);
  }

 private:
  void TakeProcesses();
  void TakeProject();
  void TakeReads(const std::string& path, std::string_view text);
  void JudgeUnread();
  void TakeAncestors();
  void TakeHome();
  void TakeProfile(const std::string& file, int depth);
  void TakeNamed();
  void FillDefaults();
  void FindFilled();
  void Take(const std::string& file, std::string_view text, SourceKind kind, std::string_view provider = {});
  void FollowCommand(Setting& setting) const;
  void Judge(Setting& setting) const;
  void JudgeDotenv(Setting& setting) const;
  void JudgeTerraform();
  bool JudgeLoaded(Setting& setting) const;
  void TakeLoaded(const std::string& file, std::string_view text, SourceKind kind);
  void TakeLoads(const std::string& file, std::string_view text);
  void TakeFolder(const std::string& folder, std::string_view ending, SourceKind kind);
  void NameOrigins();
  void ExplainHidden();
  bool Interesting(std::string_view text) const;
  Framework FrameworkIn(const std::string& folder) const;

  const Machine& machine_;
  const Interest& interest_;
  Sources sources_;
  std::set<std::string> taken_;
  std::set<std::string> named_;      // dotenv file names that code or scripts mention
  std::set<std::string> by_direnv_;  // Files that an .envrc loads.
  std::vector<std::string> by_compose_;  // env_file entries, in their order.
  std::set<std::string> by_unit_;    // Files that a unit of systemd starts its service with.
  std::set<std::string> by_code_;    // Dotenv files that code or scripts load by name.
  std::map<std::string, const FileVariable*> by_variable_;
  std::set<std::pair<std::string, std::string>> filled_;   // Folder of a Compose file, name that it refers to.
  bool overrides_ = false;
  mutable std::map<std::string, Framework> frameworks_;
  mutable std::map<Framework, std::pair<std::string, std::vector<std::string>>> cascades_;   // Mode and files.
};

bool Collector::Interesting(std::string_view text) const {
  const auto holds = [&](const std::string& part) { return !part.empty() && text.find(part) != std::string_view::npos; };
  return std::any_of(interest_.names.begin(), interest_.names.end(), holds) ||
         std::any_of(interest_.texts.begin(), interest_.texts.end(), holds) ||
         std::any_of(interest_.words.begin(), interest_.words.end(), [&](const std::string& word) { return SpeaksOf(text, word); });
}

Framework Collector::FrameworkIn(const std::string& folder) const {
  const auto [at, added] = frameworks_.try_emplace(folder);
  if (added) at->second = FrameworkOf(machine_.files, folder);
  return at->second;
}

void Collector::TakeProcesses() {
  const auto take = [&](const Variables& variables, SourceKind kind, const std::string& path, const std::string& why) {
    for (const auto& [name, value] : variables) {
      Setting setting;
      setting.kind = kind;
      setting.path = path;
      setting.variable = name;
      setting.names = {name};
      setting.value = value;
      setting.why = why;
      sources_.settings.push_back(std::move(setting));
    }
  };
  take(machine_.environment, SourceKind::kProcessEnvironment, "environment", "what the program was started with");
  for (Setting& setting : sources_.settings) {
    const auto entry = std::find_if(FileVariables().begin(), FileVariables().end(), [&](const FileVariable& known) { return known.variable == setting.variable; });
    if (entry == FileVariables().end() || setting.value.empty()) continue;
    const std::string file = setting.value.starts_with("/") ? setting.value : machine_.project + "/" + setting.value;
    setting.names_file = machine_.files.read_file(file).has_value();
    if (setting.names_file) by_variable_.emplace(file, &*entry);
  }
  std::map<std::string_view, std::string_view> own;
  for (const auto& [name, value] : machine_.environment) own[name] = value;
  for (const ProcessEnvironment& parent : machine_.parents) {
    Variables differing;
    for (const auto& variable : parent.variables) {
      const auto set = own.find(variable.first);
      if (set == own.end() || set->second != variable.second) differing.push_back(variable);
    }
    take(differing, SourceKind::kParentEnvironment, fmt::format("process {} ({})", parent.id, parent.name),
         fmt::format("{} was started with it and hands it on to what it starts", parent.name));
  }
}

// `$(cat ~/.openai_key)` and `$(<file)` are what the file holds.
void Collector::FollowCommand(Setting& setting) const {
  std::string_view value = setting.value;
  if (!value.starts_with("$(") || !value.ends_with(")")) return;
  value = value.substr(2, value.size() - 3);
  if (value.starts_with("cat ")) value.remove_prefix(4);
  else if (value.starts_with("<")) value.remove_prefix(1);
  else return;
  while (!value.empty() && (value[0] == ' ' || value[0] == '"' || value[0] == '\'')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == ' ' || value.back() == '"' || value.back() == '\'')) value.remove_suffix(1);
  std::string file(value);
  if (file.starts_with("~/")) file = machine_.home + file.substr(1);
  if (file.starts_with("$HOME/")) file = machine_.home + file.substr(5);
  if (file.starts_with("${HOME}/")) file = machine_.home + file.substr(7);
  if (!file.starts_with("/")) return;
  const auto text = machine_.files.read_file(file);
  if (!text) return;
  setting.value = *text;
  while (setting.value.ends_with('\n')) setting.value.pop_back();
}

void Collector::Take(const std::string& file, std::string_view text, SourceKind kind, std::string_view provider) {
  for (Setting& setting : ReadSettings(file, text, kind)) {
    setting.path = ShownPath(machine_, file);
    setting.provider = provider;
    FollowCommand(setting);
    if (setting.value.find("\xEF\xBF\xBC") != std::string::npos) continue;  // Computed at run time.
    setting.is_reference = IsReference(setting.value);
    setting.launches = kind == SourceKind::kToolConfig && IsLauncher(NameOf(file));
    sources_.settings.push_back(std::move(setting));
  }
  TakeLoaded(file, text, kind);
}

// What a file hands on to another: direnv's `dotenv FILE`, Compose's env_file.
void Collector::TakeLoaded(const std::string& file, std::string_view text, SourceKind kind) {
  const auto whole = [&](const std::string& name) { return name.starts_with("/") ? name : FolderOf(file) + "/" + name; };
  if (kind == SourceKind::kDirenv) {
    if (text.starts_with("dotenv\n") || text.find("\ndotenv\n") != std::string_view::npos) by_direnv_.insert(FolderOf(file) + "/.env");
    for (const std::string& name : LoadedByDirenv(text)) by_direnv_.insert(whole(name));
  }
  if (kind == SourceKind::kCompose) {
    for (const std::string& name : EnvFilesOfCompose(text)) by_compose_.push_back(whole(name));
  }
  if (file.ends_with(".service")) {
    for (const std::string& name : EnvironmentFilesOfUnit(text)) by_unit_.insert(name.starts_with("%h/") ? machine_.home + name.substr(2) : name);
  }
  if (kind == SourceKind::kIdeRunConfiguration) TakeLoads(file, text);
}

// Dotenv files that code names, from its own folder or the project's.
void Collector::TakeLoads(const std::string& file, std::string_view text) {
  for (const std::string& name : DotenvFilesOfCode(text)) {
    by_code_.insert(machine_.project + "/" + name);
    by_code_.insert(FolderOf(file) + "/" + name);
  }
}

// Files of any name that another one, or a variable, names.
void Collector::TakeNamed() {
  std::vector<std::string> loaded(by_direnv_.begin(), by_direnv_.end());
  loaded.insert(loaded.end(), by_compose_.begin(), by_compose_.end());
  loaded.insert(loaded.end(), by_unit_.begin(), by_unit_.end());
  loaded.insert(loaded.end(), by_code_.begin(), by_code_.end());
  for (const std::string& file : loaded) {
    const auto text = machine_.files.read_file(file);
    if (text && taken_.insert(file).second) Take(file, *text, SourceKind::kDotenv);
  }
  for (const auto& [file, entry] : by_variable_) {
    std::erase_if(sources_.settings, [&](const Setting& setting) { return setting.file == file; });
    if (const auto text = machine_.files.read_file(file)) Take(file, *text, SourceKind::kToolConfig, entry->provider);
  }
}

// ${NAME:-default} in a Compose file is the default where nothing that
// Compose sees sets NAME.
void Collector::FillDefaults() {
  std::set<std::pair<std::string_view, std::string_view>> set;   // File and name; no file: the process.
  for (const Setting& setting : sources_.settings) {
    if (setting.in_comment || setting.value.empty()) continue;
    if (setting.kind == SourceKind::kProcessEnvironment) set.emplace("", setting.variable);
    if (setting.kind == SourceKind::kDotenv && NameOf(setting.file) == ".env") set.emplace(setting.file, setting.variable);
  }
  for (Setting& setting : sources_.settings) {
    if (setting.kind != SourceKind::kCompose || !setting.value.starts_with("${") || !setting.value.ends_with('}')) continue;
    const std::size_t dash = setting.value.find('-');
    if (dash == std::string::npos) continue;
    std::string name = setting.value.substr(2, dash - 2);
    if (name.ends_with(':')) name.pop_back();
    if (set.contains({"", name}) || set.contains({FolderOf(setting.file) + "/.env", name})) continue;
    setting.value = setting.value.substr(dash + 1, setting.value.size() - dash - 2);
    setting.is_reference = IsReference(setting.value);
    setting.is_fallback = false;
  }
}

// ${NAME} in a Compose file is filled from the .env beside it.
void Collector::FindFilled() {
  for (const Setting& setting : sources_.settings) {
    const bool refers = setting.kind == SourceKind::kCompose && setting.is_reference && setting.value.find('$') != std::string::npos;
    if (!refers) continue;
    const std::string_view value = setting.value;
    for (std::size_t at = 0; at < value.size();) {
      std::size_t end = at;
      while (end < value.size() && IsNameByte(value[end])) ++end;
      if (end > at) filled_.emplace(FolderOf(setting.file), value.substr(at, end - at));
      at = end + 1;
    }
  }
}

void Collector::TakeFolder(const std::string& folder, std::string_view ending, SourceKind kind) {
  for (const DirectoryItem& entry : machine_.files.list_folder(folder)) {
    const std::string file = folder + "/" + entry.name;
    if (entry.is_folder || !entry.name.ends_with(ending) || !taken_.insert(file).second) continue;
    if (const auto text = machine_.files.read_file(file)) Take(file, *text, kind);
  }
}

void Collector::TakeProject() {
  constexpr std::size_t kMostBytes = 96U << 20;
  std::size_t bytes = 0;
  for (const std::string& file : ProjectFiles(machine_.files, machine_.project)) {
    if (bytes > kMostBytes) break;
    const std::string path = file.substr(machine_.project.size() + 1);
    const auto text = machine_.files.read_file(file);
    if (!text || text->find('\0') != std::string::npos) continue;
    bytes += text->size();
    if (NameOf(file) == "package.json" || text->find(".env") != std::string::npos) {
      for (const std::string_view name : {".env.local", ".env.development", ".env.dev", ".env.production", ".env.prod", ".env.staging", ".env.test",
                                          ".env.docker", ".env.development.local", ".env.production.local", "secrets.env", "prod.env", "dev.env"}) {
        if (HoldsName(*text, name)) named_.emplace(name);
      }
    }
    const auto kind = ProjectKind(path, *text);
    if (!kind || NameOf(file) == "package.json" || NameOf(file) == "Makefile") TakeLoads(file, *text);
    if (!kind) continue;
    const std::string_view provider = *kind == SourceKind::kToolConfig ? ToolOf(NameOf(file)) : std::string_view();
    if (*kind != SourceKind::kSourceLiteral) {
      taken_.insert(file);
      Take(file, *text, *kind, provider);
      continue;
    }
    overrides_ = overrides_ || Overrides(*text);
    TakeLoads(file, *text);
    TakeReads(path, *text);
    if (Interesting(*text)) Take(file, *text, *kind);
  }
  const std::string git = machine_.project + "/.git/config";
  if (const auto text = machine_.files.read_file(git)) Take(git, *text, SourceKind::kToolConfig);
}

void Collector::TakeReads(const std::string& path, std::string_view text) {
  std::optional<LineIndex> lines;
  for (const std::string& name : interest_.names) {
    if (text.find(name) == std::string_view::npos) continue;
    const auto take = [&](const std::string& variable) {
      for (const std::size_t at : FindReads(text, variable)) {
        if (!lines) lines.emplace(text);
        sources_.reads.push_back({path, lines->LineOf(at), variable});
      }
    };
    take(name);
    for (const std::string_view prefix : PublicPrefixes()) take(std::string(prefix) + name);
  }
}

// A bundler hands on only what has its prefix: code that asks for
// VITE_NAME does not see NAME.
void Collector::JudgeUnread() {
  if (sources_.reads.empty()) return;
  std::set<std::string_view> read;
  for (const CodeRead& one : sources_.reads) read.insert(one.variable);
  const auto reads = [&](std::string_view variable) { return read.contains(variable); };
  for (Setting& setting : sources_.settings) {
    const bool passed_on = setting.kind == SourceKind::kDotenv || setting.kind == SourceKind::kProcessEnvironment;
    if (!passed_on || setting.rank < kUsed || reads(setting.variable)) continue;
    for (const std::string_view prefix : PublicPrefixes()) {
      const std::string asked = std::string(prefix) + setting.variable;
      if (!reads(asked)) continue;
      setting.rank = kNotRead;
      setting.why = fmt::format("the code asks for {}, which is another name", asked);
      break;
    }
  }
}

void Collector::TakeAncestors() {
  std::string folder = machine_.project;
  for (int i = 0; i < 8 && folder.find('/') != std::string::npos; ++i) {
    folder = FolderOf(folder);
    if (folder.empty() || folder == machine_.home) return;
    for (const auto& [name, kind] : {std::pair(".env", SourceKind::kDotenv), std::pair(".envrc", SourceKind::kDirenv)}) {
      const std::string file = folder + "/" + name;
      const auto text = machine_.files.read_file(file);
      if (text && taken_.insert(file).second) Take(file, *text, kind);
    }
  }
}

void Collector::TakeProfile(const std::string& file, int depth) {
  const auto text = machine_.files.read_file(file);
  if (!text || !taken_.insert(file).second) return;
  Take(file, *text, SourceKind::kShellProfile);
  if (depth > 3) return;
  for (std::size_t begin = 0; begin < text->size();) {
    const std::size_t end = std::min(text->find('\n', begin), text->size());
    std::string_view line(text->data() + begin, end - begin);
    begin = end + 1;
    // "source x", ". x", also behind "[ -f x ] && ".
    std::size_t at = line.rfind("source ");
    if (at != std::string_view::npos) at += 7;
    else if (line.starts_with(". ")) at = 2;
    else if ((at = line.rfind("&& . ")) != std::string_view::npos) at += 5;
    else continue;
    if (line.find('#') < at) continue;
    line.remove_prefix(at);
    line = line.substr(0, line.find_first_of(" ;|&\r"));
    while (!line.empty() && (line[0] == '"' || line[0] == '\'')) line.remove_prefix(1);
    while (!line.empty() && (line.back() == '"' || line.back() == '\'')) line.remove_suffix(1);
    std::string other(line);
    if (other.starts_with("~/")) other = machine_.home + other.substr(1);
    else if (other.starts_with("$HOME/")) other = machine_.home + other.substr(5);
    else if (other.starts_with("${HOME}/")) other = machine_.home + other.substr(7);
    if (other.starts_with("/")) TakeProfile(other, depth + 1);
  }
}

void Collector::TakeHome() {
  if (!machine_.home.empty()) {
    for (const HomePlace& place : HomePlaces()) {
      const std::string file = fmt::format("{}/{}", machine_.home, place.path);
      if (place.kind == SourceKind::kShellProfile) {
        TakeProfile(file, 0);
        continue;
      }
      const auto text = machine_.files.read_file(file);
      if (!text || !taken_.insert(file).second) continue;
      if (place.variable.empty()) {
        Take(file, *text, place.kind, place.provider);
        continue;
      }
      Setting setting;
      setting.kind = place.kind;
      setting.file = file;
      setting.path = ShownPath(machine_, file);
      setting.line = 1;
      setting.variable = place.variable;
      setting.names = {setting.variable};
      setting.value = *text;
      setting.provider = place.provider;
      while (setting.value.ends_with('\n')) setting.value.pop_back();
      sources_.settings.push_back(std::move(setting));
    }
    for (const std::string_view folder : {".config/environment.d", ".config/fish", ".config/fish/conf.d", ".zshrc.d", ".bashrc.d", ".profile.d",
                                          ".oh-my-zsh/custom", ".zsh", ".config/zsh"}) {
      const std::string whole = fmt::format("{}/{}", machine_.home, folder);
      for (const DirectoryItem& entry : machine_.files.list_folder(whole)) {
        if (!entry.is_folder) TakeProfile(whole + "/" + entry.name, 1);
      }
    }
    TakeFolder(machine_.home + "/.config/systemd/user", ".service", SourceKind::kToolConfig);
    const std::string secrets = machine_.home + "/.microsoft/usersecrets";
    for (const DirectoryItem& entry : machine_.files.list_folder(secrets)) {
      if (entry.is_folder) TakeFolder(secrets + "/" + entry.name, "secrets.json", SourceKind::kToolConfig);
    }
  }
  if (machine_.is_snapshot) return;
  for (const std::string_view file : SystemPlaces()) TakeProfile(std::string(file), 1);
  for (const DirectoryItem& entry : machine_.files.list_folder("/etc/profile.d")) {
    if (!entry.is_folder && entry.name.ends_with(".sh")) TakeProfile("/etc/profile.d/" + entry.name, 1);
  }
}

// A variable of Terraform's is weaker than its variable files.
void Collector::JudgeTerraform() {
  constexpr std::string_view kPrefix = "TF_VAR_";
  std::map<std::string_view, const Setting*> in_files;   // The last of each name.
  for (const Setting& file : sources_.settings) {
    if (file.file.ends_with(".tfvars") && !file.in_comment) in_files[file.variable] = &file;
  }
  for (Setting& process : sources_.settings) {
    if (!process.file.empty() || !process.variable.starts_with(kPrefix)) continue;
    const auto file = in_files.find(std::string_view(process.variable).substr(kPrefix.size()));
    if (file == in_files.end()) continue;
    process.rank = kProjectTool - 1;
    process.why = fmt::format("Terraform lets {} win over it", file->second->path);
  }
}

// Files that count because another one names them. False for all others.
bool Collector::JudgeLoaded(Setting& setting) const {
  if (by_unit_.contains(setting.file)) {
    setting.rank = kLauncher + 0.1;
    setting.why = "systemd starts the service with it";
    return true;
  }
  if (by_direnv_.contains(setting.file)) {
    setting.rank = kDirenv - 0.1;
    setting.why = "direnv loads it in this folder";
    return true;
  }
  if (NameOf(setting.file) == ".env" && filled_.contains({FolderOf(setting.file), setting.variable})) {
    setting.rank = kComposeEnvironment - 0.5;
    setting.why = "Compose puts it where the reference stands, over env_file";
    return true;
  }
  const auto last = std::find(by_compose_.rbegin(), by_compose_.rend(), setting.file);
  if (last == by_compose_.rend()) return false;
  setting.rank = kNamedDotenv + 0.01 * static_cast<double>(by_compose_.rend() - last);
  setting.why = last == by_compose_.rbegin() && by_compose_.size() > 1 ? "of the files of env_file the last one wins" : "Compose reads it as env_file";
  return true;
}

void Collector::JudgeDotenv(Setting& setting) const {
  const std::string name = NameOf(setting.file);
  const std::string folder = FolderOf(setting.file);
  const bool in_root = folder == machine_.project;
  if (by_unit_.contains(setting.file)) {
    JudgeLoaded(setting);
    return;
  }
  const bool in_project = folder.starts_with(machine_.project) && (in_root || folder[machine_.project.size()] == '/');
  if (!in_project) {
    const bool is_near = machine_.project.starts_with(folder + "/") && folder != machine_.home;
    const bool nearer = taken_.contains(machine_.project + "/.env");
    setting.rank = nearer ? kNotRead : is_near ? kAncestor : kHomeTool;
    setting.why = nearer ? "not read: the project has a .env of its own"
                         : "found by looking upwards from the project: no .env is nearer";
    return;
  }
  if (JudgeLoaded(setting)) return;
  const Framework framework = FrameworkIn(folder);
  const auto [known, added] = cascades_.try_emplace(framework);
  auto& [mode, cascade] = known->second;
  if (added) {
    mode = ModeOf(framework, machine_.environment);
    cascade = DotenvCascade(framework, mode);
  }
  const auto place = std::find(cascade.begin(), cascade.end(), name);
  const double base = in_root ? kDotenv : kOtherPackage;
  if (IsSample(name)) {
    setting.rank = kSample;
    setting.why = "a template: no program reads it";
  } else if (name == ".env.local.php") {
    setting.rank = base + 1;
    setting.why = "Symfony reads this compiled file and no other dotenv file";
  } else if (name.starts_with(".dev.vars")) {
    setting.rank = base;
    setting.why = "wrangler dev reads it, over [vars]";
  } else if (place != cascade.end()) {
    const auto index = static_cast<std::size_t>(place - cascade.begin());
    setting.rank = base - 0.5 * static_cast<double>(index);
    setting.why = cascade.size() > 1 ? fmt::format("{} reads it {}", FrameworkName(framework),
                                                   index == 0 ? "before all other dotenv files"
                                                              : fmt::format("after {}", fmt::join(cascade.begin(), place, ", ")))
                                     : "dotenv readers take it where the environment sets nothing";
    if (overrides_) {
      setting.rank += kOverridingDotenv - kDotenv;
      setting.why = "the code loads it with override, so it replaces what the environment sets";
    }
  } else if (by_code_.contains(setting.file)) {
    setting.rank = kNamedDotenv;
    setting.why = "the project's code or scripts load this file";
    if (overrides_) setting.rank += kOverridingDotenv - kDotenv;
  } else if (named_.contains(name)) {
    setting.rank = in_root ? kNamedDotenv : kOtherPackage + 0.5;
    setting.why = "the project's code or scripts name this file";
    if (overrides_) setting.rank += kOverridingDotenv - kDotenv;
  } else if (name.starts_with(".env.")) {
    setting.rank = kOtherMode;
    setting.why = framework == Framework::kPlain ? fmt::format("{} reads .env only, unless it is told otherwise", FrameworkName(framework))
                                                 : fmt::format("{} does not read it in mode {}", FrameworkName(framework), mode);
  } else {
    setting.rank = name.ends_with(".env") ? kOtherPackage - 2 : kNotRead;
    setting.why = "read where something names it";
  }
}

void Collector::Judge(Setting& setting) const {
  switch (setting.kind) {
    case SourceKind::kProcessEnvironment: setting.rank = kProcess; break;
    case SourceKind::kParentEnvironment: setting.rank = kParent; break;
    case SourceKind::kShellProfile:
      setting.rank = machine_.environment_known ? kUnloadedProfile : kLoadedProfile;
      setting.why = machine_.environment_known ? "shells set it; the environment here holds something else or nothing"
                                               : "shells export it, and dotenv readers leave it alone";
      break;
    case SourceKind::kDirenv:
      setting.rank = kDirenv;
      setting.why = "direnv exports it in this folder";
      break;
    case SourceKind::kIdeRunConfiguration:
      setting.rank = kIde;
      setting.why = "the editor sets it for the programs it runs";
      break;
    case SourceKind::kDotenv: JudgeDotenv(setting); break;
    case SourceKind::kCompose: {
      const bool is_build = std::find(setting.names.begin(), setting.names.end(), "build") != setting.names.end();
      setting.rank = is_build ? kComposeEnvironment - 10 : kComposeEnvironment;
      setting.why = "Compose gives it to the container, over env_file";
      break;
    }
    case SourceKind::kKubernetes:
      setting.rank = kKubernetes;
      setting.why = "what is deployed to the cluster gets it";
      break;
    case SourceKind::kCi:
      setting.rank = kCi;
      setting.why = "builds and deployments get it";
      break;
    case SourceKind::kToolConfig:
      setting.rank = setting.file.starts_with(machine_.project + "/") ? kProjectTool : kHomeTool;
      setting.why = "the tool reads its own file where the environment sets nothing";
      if (setting.launches) {
        setting.rank = kLauncher;
        setting.why = "programs are started with it from here";
      } else if (const auto named = by_variable_.find(setting.file); named != by_variable_.end()) {
        setting.rank = kProcess;
        setting.why = fmt::format("{} names this file", named->second->variable);
      } else if (setting.file.ends_with(".tfvars")) {
        setting.rank += setting.file.ends_with(".auto.tfvars") ? 0.2 : setting.file.ends_with("/terraform.tfvars") ? 0.1 : 0.15;
        setting.why = "Terraform reads it";
      }
      break;
    case SourceKind::kSourceLiteral:
      setting.rank = setting.is_code ? kInCode : kApplicationConfig;
      setting.why = setting.is_code ? "the code holds it, whatever is set elsewhere" : "the application's own configuration";
      if (setting.file.ends_with(".tf")) {
        setting.rank = kInCode;
        setting.why = "Terraform takes the literal, whatever is set elsewhere";
      }
      break;
    case SourceKind::kCodeFallback:
      setting.rank = kFallback;
      setting.why = setting.variable.empty() ? "a fallback in the code" : fmt::format("the code falls back to it where {} is not set", setting.variable);
      break;
  }
  if (setting.is_fallback && setting.kind != SourceKind::kCodeFallback) {
    setting.rank = kFallback + 1;
    setting.why = fmt::format("a fallback where {} is not set", setting.variable);
  }
  if (setting.is_code && IsTestPath(setting.path)) {
    setting.rank = kTestCode;
    setting.why = "code of a test";
  }
  if (setting.is_reference) {
    setting.rank = kReference;
    setting.why = "passes on what is set elsewhere";
  }
  if (setting.in_comment) {
    setting.rank = kComment;
    setting.why = "commented out";
  }
  // Of two lines in one file the later one wins.
  setting.rank += 1e-6 * static_cast<double>(std::min<std::size_t>(setting.line, 100'000));
}

// A process got its value from somewhere: that place is the one to edit.
void Collector::NameOrigins() {
  std::multimap<std::string_view, Setting*> origins;   // By name, those of one name in their order.
  for (Setting& origin : sources_.settings) {
    const bool sets = origin.kind == SourceKind::kDirenv || origin.kind == SourceKind::kIdeRunConfiguration || origin.kind == SourceKind::kShellProfile ||
                      origin.launches || by_direnv_.contains(origin.file);
    if (sets && !origin.in_comment) origins.emplace(origin.variable, &origin);
  }
  for (Setting& process : sources_.settings) {
    if (process.kind != SourceKind::kProcessEnvironment && process.kind != SourceKind::kParentEnvironment) continue;
    if (process.value.size() < 4) continue;
    for (auto [at, end] = origins.equal_range(process.variable); at != end; ++at) {
      Setting& origin = *at->second;
      if (origin.value != process.value) continue;
      const double nearness = origin.kind == SourceKind::kDirenv ? 0.4 : origin.kind == SourceKind::kIdeRunConfiguration ? 0.3 : 0.2;
      const double order = 1e-6 * static_cast<double>(std::min<std::size_t>(origin.line, 100'000));
      if (process.kind == SourceKind::kProcessEnvironment) {
        origin.rank = kSetsProcess + nearness + order;
        origin.why = "it set the process environment, which dotenv files do not override";
        process.why = fmt::format("set by {}:{}", origin.path, origin.line);
      } else if (origin.rank < kParent) {
        origin.rank = kParent + nearness + order;
        origin.why = fmt::format("{} still runs with it", process.path);
      }
    }
  }
}

// What a parent holds although this process holds something newer.
void Collector::ExplainHidden() {
  std::set<std::string_view> own;
  for (const auto& [name, value] : machine_.environment) own.insert(name);
  for (Setting& setting : sources_.settings) {
    if (setting.kind == SourceKind::kParentEnvironment && own.contains(setting.variable)) {
      setting.why += "; this shell holds another value";
    }
  }
}

}  // namespace

std::vector<std::size_t> FindReads(std::string_view text, std::string_view name) {
  std::vector<std::size_t> found;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    if ((at > 0 && IsWord(text[at - 1])) || (end < text.size() && IsWord(text[end]))) continue;
    const std::size_t begin = at > 40 ? at - 40 : 0;
    const std::string_view before = text.substr(begin, at - begin);
    const std::string_view line = before.substr(before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1);
    for (const std::string_view reader : {"process.env", "import.meta.env", "environ", "getenv", "GETENV", "ENV[", "ENV.fetch", "_ENV[", "env(", "env!(",
                                          "env::var", "Getenv", "LookupEnv", "GetEnvironmentVariable", "System.getenv", "Deno.env", "Bun.env", "env.get(", "$env:",
                                          "config(", "get_env", "fetch_env", "@Value(", "envvar=", "env="}) {
      if (line.find(reader) != std::string_view::npos) {
        found.push_back(at);
        break;
      }
    }
  }
  return found;
}

Sources CollectSources(const Machine& machine, const Interest& interest) { return Collector(machine, interest).Run(); }

}  // namespace keylint
