// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/load.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <sstream>

#include <fmt/format.h>
#include <re2/re2.h>
#include <toml++/toml.h>

#include "lint/base/ascii.h"
#include "lint/base/edit_distance.h"
#include "lint/base/nesting.h"
#include "lint/checksum/structure.h"
#include "lint/ruleset/shape_parser.h"
#include "lint/ruleset/storage.h"

namespace keylint {
namespace {

using Faults = std::vector<RuleFault>;

std::size_t LineOf(const toml::node& node) { return node.source().begin.line; }

// Names of one letter-swapped field stay helpful; names of a megabyte do not.
std::string Nearest(std::string_view name, const std::set<std::string_view>& known) {
  if (name.size() > 64) return {};
  std::string_view best;
  std::size_t best_distance = 4;
  for (const std::string_view candidate : known) {
    const std::size_t distance = EditDistance(name, candidate);
    if (distance < best_distance) {
      best_distance = distance;
      best = candidate;
    }
  }
  return best.empty() ? std::string() : fmt::format("; did you mean '{}'?", best);
}

bool IsKebab(std::string_view id) {
  if (id.empty() || id.size() > 80 || id.front() == '-' || id.back() == '-') return false;
  return std::all_of(id.begin(), id.end(), [](char c) {
    return IsLower(c) || IsDigit(c) || c == '-';
  });
}

/// "1h", "30m", "90d", "10s".
bool IsDuration(std::string_view text) {
  if (text.size() < 2 || text.size() > 6) return false;
  if (std::string_view("smhdwy").find(text.back()) == std::string_view::npos) return false;
  text.remove_suffix(1);
  return text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "2025-11-19", and nothing more precise: retirement is told by the day.
bool IsDate(std::string_view text) {
  if (text.size() != 10) return false;
  for (std::size_t i = 0; i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

// Reads one TOML table field by field and remembers which names it was asked
// for, so that Finish() can refuse the rest.
class TableReader {
 public:
  TableReader(const toml::table& table, std::string_view path, RuleStorage& storage, Faults& faults)
      : table_(table), path_(path), storage_(storage), faults_(faults), faults_before_(faults.size()) {}

  bool Has(std::string_view name) {
    known_.insert(name);
    return table_.contains(name);
  }
  std::string_view Text(std::string_view name, bool required = false) {
    const toml::node* node = Node(name, required);
    if (!node) return {};
    if (const auto date = node->value_exact<toml::date>()) {
      return storage_.Keep(fmt::format("{:04}-{:02}-{:02}", date->year, date->month, date->day));
    }
    const auto* text = node->as_string();
    if (!text || text->get().empty()) return Refuse(*node, name, "is a text that is not empty"), std::string_view();
    return storage_.Keep(text->get());
  }
  bool Flag(std::string_view name, bool otherwise) {
    const toml::node* node = Node(name, false);
    if (!node) return otherwise;
    if (!node->is_boolean()) Refuse(*node, name, "is true or false");
    return node->value_or(otherwise);
  }
  double Number(std::string_view name) {
    const toml::node* node = Node(name, false);
    if (!node) return 0;
    if (!node->is_number()) Refuse(*node, name, "is a number");
    return node->value_or(0.0);
  }
  std::span<const std::string_view> Texts(std::string_view name, bool required = false) {
    const toml::node* node = Node(name, required);
    return node ? TextsOf(*node, name) : std::span<const std::string_view>();
  }
  /// [["AKIA", "EXAMPLE"], ...]
  std::span<const std::span<const std::string_view>> Pieces(std::string_view name) {
    const toml::node* node = Node(name, false);
    if (!node) return {};
    const auto* array = node->as_array();
    if (!array) return Refuse(*node, name, "is a list of lists of pieces"), std::span<const std::span<const std::string_view>>();
    std::vector<std::span<const std::string_view>> all;
    for (const toml::node& element : *array) {
      if (!element.is_array()) {
        Refuse(element, name, "holds lists of pieces, [[\"AKIA\", \"EXAMPLE\"]], so that no file holds a whole key");
        return {};
      }
      all.push_back(TextsOf(element, name));
    }
    return storage_.Keep(std::move(all));
  }
  template <class T, std::size_t N>
  T Choice(std::string_view name, const std::array<std::pair<std::string_view, T>, N>& choices, T otherwise,
           bool required = false) {
    const toml::node* node = Node(name, required);
    if (!node) return otherwise;
    const std::string text = node->value_or(std::string());
    std::string all;
    for (const auto& [word, value] : choices) {
      if (word == text) return value;
      all += all.empty() ? "" : ", ";
      all += word;
    }
    Refuse(*node, name, fmt::format("is one of {}", all));
    return otherwise;
  }

  void Fault(std::string_view name, std::string message) {
    const toml::node* node = table_.get(name);
    faults_.push_back({std::string(path_), node ? LineOf(*node) : LineOf(table_), std::move(message)});
  }
  /// Refuses every field that was not asked for.
  void Finish() {
    for (const auto& [key, node] : table_) {
      if (known_.count(key.str())) continue;
      const std::size_t line = key.source().begin.line;
      faults_.push_back({std::string(path_), line != 0 ? line : LineOf(node),
                         fmt::format("unknown field '{}'{}", key.str(), Nearest(key.str(), known_))});
    }
  }
  /// Whether nothing was refused so far.
  bool Sound() const { return faults_.size() == faults_before_; }

 private:
  const toml::node* Node(std::string_view name, bool required) {
    known_.insert(name);
    const toml::node* node = table_.get(name);
    if (!node && required) {
      faults_.push_back({std::string(path_), LineOf(table_), fmt::format("the field '{}' is missing", name)});
    }
    return node;
  }
  void Refuse(const toml::node& node, std::string_view name, std::string_view expected) {
    faults_.push_back({std::string(path_), LineOf(node), fmt::format("'{}' {}", name, expected)});
  }
  std::span<const std::string_view> TextsOf(const toml::node& node, std::string_view name) {
    const auto* array = node.as_array();
    if (!array) return Refuse(node, name, "is a list of texts"), std::span<const std::string_view>();
    RuleStorage::Texts texts;
    for (const toml::node& element : *array) {
      const auto* text = element.as_string();
      if (!text) return Refuse(element, name, "is a list of texts"), std::span<const std::string_view>();
      texts.push_back(storage_.Keep(text->get()));
    }
    return storage_.Keep(std::move(texts));
  }

  const toml::table& table_;
  std::string_view path_;
  RuleStorage& storage_;
  Faults& faults_;
  std::size_t faults_before_;
  std::set<std::string_view> known_;
};

constexpr std::array<std::pair<std::string_view, Evidence>, 3> kEvidence = {{
    {"documented", Evidence::kDocumented}, {"observed", Evidence::kObserved}, {"peer", Evidence::kPeer}}};
constexpr std::array<std::pair<std::string_view, Privilege>, 6> kPrivilege = {{
    {"secret", Privilege::kSecret}, {"publishable", Privilege::kPublishable},
    {"restricted", Privilege::kRestricted}, {"admin", Privilege::kAdmin},
    {"webhook", Privilege::kWebhook}, {"identifier", Privilege::kIdentifier}}};
constexpr std::array<std::pair<std::string_view, Mode>, 4> kMode = {{
    {"any", Mode::kAny}, {"live", Mode::kLive}, {"test", Mode::kTest}, {"sandbox", Mode::kSandbox}}};

class Loader {
 public:
  explicit Loader(Faults& faults) : faults_(faults), storage_(std::make_unique<RuleStorage>()) {}

  void Add(const RuleFile& file) {
    path_ = file.path;
    toml::table root;
    if (TomlKeyDepth(file.text) > kDeepestTomlKey) {
      faults_.push_back({file.path, 1, "a key of this file nests too deep"});
      return;
    }
    try {
      root = toml::parse(file.text, file.path);
    } catch (const toml::parse_error& error) {
      faults_.push_back({file.path, error.source().begin.line, std::string(error.description())});
      return;
    }
    AddFile(root);
  }

  LoadedRules Finish() {
    storage_->set = {storage_->providers, storage_->keys};
    return LoadedRules(std::move(storage_));
  }

 private:
  void AddFile(const toml::table& root) {
    TableReader top(root, path_, *storage_, faults_);
    const bool has_provider = top.Has("provider");
    const bool has_keys = top.Has("key");
    top.Finish();
    const auto* provider = root["provider"].as_table();
    if (!has_provider || !provider) return Fault(1, "the table [provider] is missing");
    const auto index = AddProvider(*provider);
    if (!index || !has_keys) return;
    const auto* keys = root["key"].as_array();
    if (!keys) return Fault(LineOf(*root.get("key")), "'key' is a list of tables: [[key]]");
    for (const toml::node& node : *keys) {
      if (const auto* key = node.as_table()) {
        AddKey(*key, *index);
      } else {
        Fault(LineOf(node), "'key' is a list of tables: [[key]]");
      }
    }
  }

  void Fault(std::size_t line, std::string message) {
    faults_.push_back({std::string(path_), line, std::move(message)});
  }

  std::optional<std::uint32_t> AddProvider(const toml::table& table) {
    TableReader reader(table, path_, *storage_, faults_);
    Provider provider;
    provider.id = reader.Text("id", true);
    provider.name = reader.Text("name", true);
    provider.variables = reader.Texts("variables");
    provider.hosts = reader.Texts("hosts");
    provider.hosts_test = reader.Texts("hosts_test");
    provider.headers = reader.Texts("headers");
    provider.words = reader.Has("words") ? reader.Texts("words") : DefaultWords(provider.id);
    provider.base_url_variables = reader.Texts("base_url_variables");
    provider.switches = reader.Texts("switches");
    provider.revoke = reader.Text("revoke");
    provider.rejects_with = reader.Text("rejects_with");
    provider.verify = reader.Text("verify");
    provider.gateway = reader.Flag("gateway", false);
    reader.Finish();
    if (!provider.id.empty() && !IsKebab(provider.id)) {
      reader.Fault("id", fmt::format("'{}' is not kebab-case", provider.id));
    }
    for (const std::string_view word : provider.words) {
      if (word.size() < 3 || word.find_first_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != std::string_view::npos) {
        reader.Fault("words", fmt::format("'{}': words are lower case and have 3 letters or more", word));
      }
    }
    if (!reader.Sound()) return std::nullopt;
    const auto [place, is_new] = providers_.emplace(provider.id, storage_->providers.size());
    if (!is_new) {
      Fault(LineOf(table), fmt::format("provider '{}' stands in another file as well", provider.id));
      return std::nullopt;
    }
    storage_->providers.push_back(provider);
    return static_cast<std::uint32_t>(place->second);
  }

  // A short id ("aws") ties too much to the provider to be one silently.
  std::span<const std::string_view> DefaultWords(std::string_view id) {
    std::string word;
    std::copy_if(id.begin(), id.end(), std::back_inserter(word), [](char c) { return c != '-'; });
    if (word.size() < 5) return {};
    return storage_->Keep(RuleStorage::Texts{storage_->Keep(std::move(word))});
  }

  void AddKey(const toml::table& table, std::uint32_t provider) {
    TableReader reader(table, path_, *storage_, faults_);
    KeyRule key;
    key.provider = provider;
    ReadTexts(reader, key);
    ReadJudgement(reader, key);
    ReadFinding(reader, key);
    reader.Finish();
    CheckKey(reader, key);
    if (!reader.Sound()) return;
    const auto [place, is_new] = keys_.emplace(key.id, fmt::format("{}:{}", path_, LineOf(table)));
    if (!is_new) return Fault(LineOf(table), fmt::format("key '{}' is defined at {} already", key.id, place->second));
    storage_->keys.push_back(key);
  }

  static void ReadTexts(TableReader& reader, KeyRule& key) {
    key.id = reader.Text("id", true);
    key.title = reader.Text("title", true);
    key.source = reader.Text("source", true);
    key.why = reader.Text("why", true);
    key.fix = reader.Text("fix", true);
    key.clean = reader.Texts("clean");
    key.samples = reader.Pieces("samples");
    key.test_values = reader.Pieces("test_values");
    key.examples = reader.Pieces("examples");
  }

  static void ReadJudgement(TableReader& reader, KeyRule& key) {
    key.evidence = reader.Choice("evidence", kEvidence, Evidence::kPeer, true);
    key.privilege = reader.Choice("privilege", kPrivilege, Privilege::kSecret, true);
    key.mode = reader.Choice("environment", kMode, Mode::kAny);
    key.bare = reader.Flag("bare", true);
    key.expiring = reader.Flag("expiring", false);
    key.repair = reader.Flag("repair", true);
    key.retired = reader.Text("retired");
    key.retired_hint = reader.Text("retired_hint");
    key.lifetime = reader.Text("lifetime");
    key.min_entropy = reader.Number("min_entropy");
  }

  void ReadFinding(TableReader& reader, KeyRule& key) {
    key.variables = reader.Texts("variables");
    key.places = reader.Texts("places");
    key.follows = reader.Texts("follows");
    key.context = reader.Texts("context");
    key.structure = reader.Text("structure");
    key.pattern = reader.Text("pattern");
    key.pattern_prefix = reader.Text("prefix");
    key.shape_texts = reader.Texts("shapes");
    std::vector<Shape> shapes;
    for (const std::string_view text : key.shape_texts) {
      auto parsed = ParseShape(text);
      if (!parsed) {
        reader.Fault("shapes", fmt::format("'{}': {}", text, parsed.error().message));
        continue;
      }
      const ShapeList& list = storage_->parsed.emplace_back(*std::move(parsed));
      shapes.insert(shapes.end(), list.shapes().begin(), list.shapes().end());
    }
    if (shapes.size() > kMaxAlternatives) {
      reader.Fault("shapes", fmt::format("more than {} alternatives in all: use two keys", kMaxAlternatives));
    }
    key.shapes = storage_->Keep(std::move(shapes));
  }

  static void CheckKey(TableReader& reader, const KeyRule& key) {
    if (!key.id.empty() && !IsKebab(key.id)) reader.Fault("id", fmt::format("'{}' is not kebab-case", key.id));
    if (key.pattern.empty() == key.shape_texts.empty()) {
      reader.Fault("id", "a key has 'shapes', or a 'pattern' where no shape can say it");
    }
    if (!key.pattern.empty() && (key.pattern_prefix.empty() || key.examples.empty())) {
      reader.Fault("pattern", "a 'pattern' needs 'prefix' and 'examples'");
    }
    if (key.pattern.empty() && !key.pattern_prefix.empty()) reader.Fault("prefix", "'prefix' goes with 'pattern'");
    CheckPattern(reader, "pattern", key.pattern);
    if (!key.structure.empty() && !IsStructure(key.structure)) {
      reader.Fault("structure", fmt::format("'{}' is no structure; rules/README.md lists them", key.structure));
    }
    for (const std::string_view pattern : key.context) CheckPattern(reader, "context", pattern);
    if (!key.retired.empty() && !IsDate(key.retired)) reader.Fault("retired", "'retired' is a date such as 2025-11-19");
    if (!key.lifetime.empty() && !IsDuration(key.lifetime)) {
      reader.Fault("lifetime", "'lifetime' is a duration such as 30m, 1h or 90d");
    }
  }

  static void CheckPattern(TableReader& reader, std::string_view field, std::string_view pattern) {
    if (pattern.empty()) return;
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    const RE2 compiled(re2::StringPiece(pattern.data(), pattern.size()), options);
    if (!compiled.ok()) reader.Fault(field, fmt::format("RE2 refuses the pattern: {}", compiled.error()));
  }

  Faults& faults_;
  std::unique_ptr<RuleStorage> storage_;
  std::string_view path_;
  std::map<std::string_view, std::size_t> providers_;
  std::map<std::string_view, std::string> keys_;
};

}  // namespace

LoadedRules::LoadedRules() : storage_(std::make_unique<RuleStorage>()) {}
LoadedRules::LoadedRules(std::unique_ptr<RuleStorage> storage) : storage_(std::move(storage)) {}
LoadedRules::LoadedRules(LoadedRules&&) noexcept = default;
LoadedRules& LoadedRules::operator=(LoadedRules&&) noexcept = default;
LoadedRules::~LoadedRules() = default;

const RuleSet& LoadedRules::rules() const { return storage_->set; }

LoadedRules LoadRules(std::span<const RuleFile> files, std::vector<RuleFault>& faults) {
  Loader loader(faults);
  for (const RuleFile& file : files) loader.Add(file);
  return loader.Finish();
}

Result<LoadedRules> LoadRules(std::span<const RuleFile> files) {
  std::vector<RuleFault> faults;
  LoadedRules rules = LoadRules(files, faults);
  if (faults.empty()) return rules;
  const RuleFault& first = faults.front();
  return Failure(ErrorKind::kMalformed, fmt::format("line {}: {}", first.line, first.message), first.path);
}

Result<LoadedRules> JoinRules(const RuleSet& first, const RuleSet& second) {
  auto storage = std::make_unique<RuleStorage>();
  std::map<std::string_view, std::uint32_t> providers;
  std::set<std::string_view> ids;
  for (const RuleSet* set : {&first, &second}) {
    for (const Provider& provider : set->providers) {
      const auto next = static_cast<std::uint32_t>(storage->providers.size());
      if (providers.emplace(provider.id, next).second) storage->providers.push_back(provider);
    }
    for (KeyRule key : set->keys) {
      if (!ids.insert(key.id).second) {
        return Failure(ErrorKind::kUsage, fmt::format("key '{}' is defined twice; ids are kept for ever", key.id));
      }
      key.provider = providers.at(set->ProviderOf(key).id);
      storage->keys.push_back(key);
    }
  }
  storage->set = {storage->providers, storage->keys};
  return LoadedRules(std::move(storage));
}

bool IsKeyRuleFile(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  return name.ends_with(".toml") && name != "generic.toml" && name != "environments.toml" && name != "sinks.toml";
}

}  // namespace keylint
