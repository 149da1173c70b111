// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/config.h"

#include <algorithm>
#include <array>
#include <functional>
#include <span>

#include <fmt/format.h>
#include <re2/re2.h>
#include <toml++/toml.h>

#include "lint/base/ascii.h"
#include "lint/base/byte_set.h"
#include "lint/base/nesting.h"
#include "lint/scan/digest_lists.h"
#include "lint/scan/selection.h"

namespace keylint {

ConfigAllow::ConfigAllow() = default;
ConfigAllow::~ConfigAllow() = default;
ConfigAllow::ConfigAllow(ConfigAllow&&) noexcept = default;

namespace {

constexpr std::size_t kLargest = 8U << 20;   // A hundred thousand digests.
constexpr std::size_t kShortestDigest = 16;

// Below, at or above 0: how the digest's hexadecimal stands to `hex`; 0 when it
// begins with it.
int Compare(const SecretDigest& digest, std::string_view hex) {
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const char digit = "0123456789abcdef"[(digest[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 15];
    if (digit != hex[i]) return digit < hex[i] ? -1 : 1;
  }
  return 0;
}

// Requires `digests` sorted, none the beginning of another: only one can be
// the beginning of this.
bool HoldsBeginningOf(const SecretDigest& digest, const std::vector<std::string>& digests) {
  const auto below = [&digest](const std::string& entry) { return Compare(digest, entry) > 0; };
  const auto at = std::partition_point(digests.begin(), digests.end(), below);
  return at != digests.end() && Compare(digest, *at) == 0;
}

// What is wrong, with the line it is wrong on; the first one is told.
struct Fault {
  std::size_t line;
  std::string message;
};

class Table {
 public:
  using Field = std::function<void(const toml::node&)>;

  Table(const toml::table& table, std::string name) : table_(table), name_(std::move(name)) {}

  void On(std::string_view key, Field field) { fields_.emplace_back(key, std::move(field)); }

  void Read() const {
    for (const auto& [key, node] : table_) {
      const auto known = std::find_if(fields_.begin(), fields_.end(),
                                      [&key = key](const auto& field) { return field.first == key.str(); });
      if (known == fields_.end()) Unknown(key.str(), key.source().begin.line);
      known->second(node);
    }
  }

 private:
  [[noreturn]] void Unknown(std::string_view key, std::size_t line) const {
    // An endless key is not compared with anything.
    const std::string_view shown = key.substr(0, 60);
    std::vector<std::string_view> names;
    for (const auto& [name, field] : fields_) names.push_back(name);
    const Nearest nearest = NearestOf(shown, names);
    throw Fault{line, fmt::format("unknown key '{}' in {}; {} '{}'?", shown, name_,
                                  nearest.distance <= 3 ? "did you mean" : "the nearest known one is", nearest.name)};
  }

  const toml::table& table_;
  std::string name_;
  std::vector<std::pair<std::string_view, Field>> fields_;
};

[[noreturn]] void Refuse(const toml::node& node, std::string message) {
  throw Fault{node.source().begin.line, std::move(message)};
}

std::string TextOf(const toml::node& node) {
  const auto text = node.value_exact<std::string>();
  if (!text) Refuse(node, "expected a text in quotes");
  return *text;
}

// A text, or a list of texts.
std::vector<std::string> TextsOf(const toml::node& node) {
  const toml::array* array = node.as_array();
  if (array == nullptr) return {TextOf(node)};
  std::vector<std::string> texts;
  texts.reserve(array->size());
  for (const toml::node& element : *array) texts.push_back(TextOf(element));
  return texts;
}

Table::Field Into(std::string& to) {
  return [&to](const toml::node& node) { to = TextOf(node); };
}
Table::Field Into(std::vector<std::string>& to) {
  return [&to](const toml::node& node) { to = TextsOf(node); };
}
Table::Field Into(bool& to) {
  return [&to](const toml::node& node) {
    const auto value = node.value_exact<bool>();
    if (!value) Refuse(node, "expected true or false");
    to = *value;
  };
}

Table::Field OneOf(std::string& to, std::span<const std::string_view> words) {
  return [&to, words](const toml::node& node) {
    to = TextOf(node);
    if (std::find(words.begin(), words.end(), to) != words.end()) return;
    Refuse(node, fmt::format("'{}' is none of {}", to.substr(0, 60), fmt::join(words, ", ")));
  };
}

Table::Field Number(std::function<void(std::int64_t)> take, std::int64_t least) {
  return [take = std::move(take), least](const toml::node& node) {
    const auto value = node.value_exact<std::int64_t>();
    if (!value || *value < least) Refuse(node, fmt::format("expected a whole number, {} or more", least));
    take(*value);
  };
}

const toml::table& TableOf(const toml::node& node, std::string_view name) {
  const toml::table* table = node.as_table();
  if (table == nullptr) Refuse(node, fmt::format("expected a table: [{}]", name));
  return *table;
}

std::chrono::sys_days DayOf(const toml::node& node) {
  if (const auto date = node.value_exact<toml::date>()) {
    return std::chrono::year{date->year} / date->month / date->day;
  }
  const auto text = node.value_exact<std::string>();
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  char behind = 0;
  if (text && text->size() == 10 && std::sscanf(text->c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &behind) == 3) {
    const std::chrono::year_month_day ymd = std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day};
    if (ymd.ok()) return ymd;
  }
  Refuse(node, "expected a date such as 2027-01-31");
}

std::shared_ptr<const IgnoreList> PathsOf(const toml::node& node) {
  return std::make_shared<IgnoreList>(fmt::format("{}", fmt::join(TextsOf(node), "\n")));
}

// Cuts what names the algorithm and lowers the case; false: it is no digest.
bool Normalize(std::string& digest) {
  constexpr std::size_t kLongestDigest = 64;
  constexpr std::string_view kAlgorithm = "sha256:";
  static constexpr ByteSet kHex("0123456789abcdef");
  if (digest.starts_with(kAlgorithm)) digest.erase(0, kAlgorithm.size());
  for (char& c : digest) c = Lower(c);
  const bool hex = std::all_of(digest.begin(), digest.end(), [](char c) { return kHex.Has(c); });
  return hex && digest.size() >= kShortestDigest && digest.size() <= kLongestDigest;
}

std::string WhatADigestIs() {
  return fmt::format("expected the SHA-256 of a value in hexadecimal, {} digits or more of it", kShortestDigest);
}

void SortAndShorten(std::vector<std::string>& digests) {
  if (!std::is_sorted(digests.begin(), digests.end())) std::sort(digests.begin(), digests.end());
  std::vector<std::string> shortest;
  for (std::string& digest : digests) {
    if (shortest.empty() || !digest.starts_with(shortest.back())) shortest.push_back(std::move(digest));
  }
  digests = std::move(shortest);
}

std::vector<std::string> DigestsOf(const toml::node& node, LiftedDigests& lifted) {
  std::vector<std::string> digests = TextsOf(node);
  const auto list = lifted.lists.find(node.source().begin.line);
  if (list != lifted.lists.end()) digests.swap(list->second);
  for (std::string& digest : digests) {
    if (!Normalize(digest)) Refuse(node, WhatADigestIs());
  }
  SortAndShorten(digests);
  return digests;
}

std::vector<std::unique_ptr<re2::RE2>> PatternsOf(const toml::node& node) {
  std::vector<std::unique_ptr<re2::RE2>> patterns;
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(1 << 20);
  options.set_encoding(re2::RE2::Options::EncodingLatin1);
  for (const std::string& text : TextsOf(node)) {
    auto pattern = std::make_unique<re2::RE2>(text, options);
    // What RE2 says ends in the pattern's own text, and that may hold a value.
    if (!pattern->ok()) Refuse(node, fmt::format("RE2 refuses the pattern: {}", pattern->error().substr(0, pattern->error().find(':'))));
    patterns.push_back(std::move(pattern));
  }
  return patterns;
}

ConfigAllow AllowOf(const toml::node& node, LiftedDigests& lifted) {
  ConfigAllow allow;
  allow.line = node.source().begin.line;
  Table table(TableOf(node, "[allow]"), "[[allow]]");
  table.On("paths", [&](const toml::node& value) { allow.paths = PathsOf(value); });
  table.On("rules", Into(allow.rules));
  table.On("providers", Into(allow.providers));
  table.On("digests", [&](const toml::node& value) { allow.digests = DigestsOf(value, lifted); });
  table.On("digests-from", Into(allow.digests_from));
  table.On("patterns", [&](const toml::node& value) { allow.patterns = PatternsOf(value); });
  table.On("stopwords", [&](const toml::node& value) {
    for (const std::string& word : TextsOf(value)) {
      if (word.empty()) Refuse(value, "an empty stopword would accept everything");
      allow.stopwords.push_back(LowerAscii(word));
    }
  });
  table.On("reason", Into(allow.reason));
  table.On("expires", [&](const toml::node& value) { allow.expires = DayOf(value); });
  table.Read();
  if (allow.reason.empty()) Refuse(node, "this [[allow]] gives no reason: reason = \"...\"");
  const bool bounded = (allow.paths && !allow.paths->empty()) || !allow.rules.empty() || !allow.providers.empty() ||
                       !allow.digests.empty() || !allow.digests_from.empty() || !allow.patterns.empty() || !allow.stopwords.empty();
  if (!bounded) {
    Refuse(node, "this [[allow]] would accept everything: give paths, rules, providers, digests, patterns or stopwords");
  }
  return allow;
}

constexpr std::array<std::string_view, 4> kFailOn = {"error", "warning", "note", "never"};
constexpr std::array<std::string_view, 8> kEnvironments = {"production", "staging", "preview", "development",
                                                           "test", "sandbox", "sample", "shared"};

void ReadScan(const toml::node& node, Config& config) {
  Table table(TableOf(node, "scan"), "[scan]");
  table.On("exclude", Into(config.exclude));
  table.On("only", Into(config.only));
  table.On("skip", Into(config.skip));
  table.On("rules", Into(config.rules));
  table.On("fail-on", OneOf(config.fail_on, kFailOn));
  table.On("baseline", Into(config.baseline));
  table.On("sinks", Into(config.sinks));
  table.On("expiring-within", Into(config.expiring_within));
  table.On("max-file-size", Number([&](std::int64_t bytes) { config.max_file_size = static_cast<std::uint64_t>(bytes); }, 1));
  table.On("allow-needs-reason", Into(config.allow_needs_reason));
  table.Read();
}

// Scalars of [environments] are settings, its tables are environments.
void ReadEnvironments(const toml::node& node, ConfigEnvironments& environments) {
  const toml::table& all = TableOf(node, "environments");
  Table table(all, "[environments]");
  table.On("staging-uses-live-keys", Into(environments.staging_uses_live_keys));
  table.On("internal-hosts", Into(environments.internal_hosts));
  table.On("client-keys", Into(environments.client_keys));
  for (const auto& [key, value] : all) {
    if (!value.is_table()) continue;
    const std::string name(key.str());
    table.On(key.str(), [&environments, name](const toml::node& one) {
      Table environment(TableOf(one, name), fmt::format("[environments.{}]", name));
      environment.On("like", OneOf(environments.like[name], kEnvironments));
      environment.Read();
      if (environments.like[name].empty()) Refuse(one, fmt::format("[environments.{}] needs like = \"production\"", name));
    });
  }
  table.Read();
}

Config ReadConfig(const toml::table& root, LiftedDigests& lifted) {
  Config config;
  Table top(root, "the top level");
  top.On("scan", [&](const toml::node& node) { ReadScan(node, config); });
  top.On("environments", [&](const toml::node& node) { ReadEnvironments(node, config.environments); });
  top.On("rotation", [&](const toml::node& node) {
    Table table(TableOf(node, "rotation"), "[rotation]");
    table.On("days", Number([&](std::int64_t days) { config.rotation_days = static_cast<int>(std::min<std::int64_t>(days, 36500)); }, 1));
    table.Read();
  });
  top.On("allow", [&](const toml::node& node) {
    const toml::array* allows = node.as_array();
    if (allows == nullptr) Refuse(node, "'allow' is a list of tables: [[allow]]");
    for (const toml::node& allow : *allows) config.allows.push_back(AllowOf(allow, lifted));
  });
  top.Read();
  return config;
}

}  // namespace

bool FitsPath(const IgnoreList& list, std::string_view path) {
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    const bool last = slash == std::string_view::npos;
    const std::string_view part = path.substr(0, slash);
    if (list.Match(part, part.substr(begin), !last) == IgnoreList::Answer::kIgnore) return true;
    if (last) return false;
    begin = slash + 1;
  }
}

bool ConfigAllow::Fits(const Finding& finding, std::string_view path) const {
  const auto any = [](const auto& list, auto&& fits) {
    return list.empty() || std::any_of(list.begin(), list.end(), fits);
  };
  if (!any(rules, [&](const std::string& rule) { return NamesRule(rule, finding.rule_id); })) return false;
  if (!any(providers, [&](const std::string& provider) { return provider == finding.provider; })) return false;
  if (paths && !FitsPath(*paths, path)) return false;
  if (!digests.empty() || !digests_from.empty()) {
    if (!finding.has_digest || !HoldsBeginningOf(finding.digest, digests)) return false;
  }
  if (patterns.empty() && stopwords.empty()) return true;
  if (finding.secret.empty()) return false;
  if (!any(patterns, [&](const auto& pattern) { return re2::RE2::PartialMatch(finding.secret, *pattern); })) return false;
  const std::string lower = stopwords.empty() ? std::string() : LowerAscii(finding.secret);
  return any(stopwords, [&](const std::string& word) { return lower.find(word) != std::string::npos; });
}

Result<Config> ParseConfig(std::string_view text, const std::string& path) {
  if (text.size() > kLargest) return Failure(ErrorKind::kTooLarge, "a configuration of more than 8 MiB is refused", path);
  const auto fail = [&path](std::size_t line, std::string message) {
    return Failure(ErrorKind::kMalformed, std::move(message), fmt::format("{}:{}", path, line));
  };
  LiftedDigests lifted = LiftDigests(text);
  if (TomlKeyDepth(lifted.rest) > kDeepestTomlKey) return fail(1, "a key of this configuration nests too deep");
  try {
    const toml::table root = toml::parse(std::string_view(lifted.rest), path);
    Config config = ReadConfig(root, lifted);
    config.path = path;
    return config;
  } catch (const toml::parse_error& error) {
    return fail(error.source().begin.line, std::string(error.description()));
  } catch (const Fault& fault) {
    return fail(fault.line, fault.message);
  }
}

Result<void> AddDigests(std::string_view text, const std::string& path, ConfigAllow& allow) {
  constexpr std::string_view kEnds = " \t\r#";
  std::size_t line = 1;
  for (std::size_t begin = 0; begin < text.size(); ++line) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view whole = text.substr(begin, end - begin);
    begin = end + 1;
    std::string digest(whole.substr(0, whole.find_first_of(kEnds)));
    if (digest.empty() && whole.find_first_not_of(" \t\r") == whole.find('#')) continue;   // Nothing, or for people.
    if (!Normalize(digest)) return Failure(ErrorKind::kMalformed, WhatADigestIs(), fmt::format("{}:{}", path, line));
    allow.digests.push_back(std::move(digest));
  }
  SortAndShorten(allow.digests);
  return {};
}

}  // namespace keylint
