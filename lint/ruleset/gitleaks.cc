// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/gitleaks.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <re2/re2.h>
#include <toml++/toml.h>

#include "lint/base/ascii.h"
#include "lint/base/nesting.h"
#include "lint/ruleset/expression.h"
#include "lint/ruleset/imported_allowlist.h"
#include "lint/ruleset/regex_translate.h"

namespace keylint {
namespace {

constexpr int kMaxExtends = 2;

// What one file says, before it is laid over what it extends. The rules keep
// which fields were set, as only those override.
class Importer {
 public:
  Importer(const RuleFile& file, const OpenRuleFile& open, int depth) : file_(file), open_(open), depth_(depth) {}

  Result<ImportedRules> Import() {
    toml::table root;
    if (TomlKeyDepth(file_.text) > kDeepestTomlKey) {
      Fail(1, "a key of this file nests too deep");
      return tl::unexpected(*std::move(failure_));
    }
    try {
      root = toml::parse(file_.text, file_.path);
    } catch (const toml::parse_error& error) {
      Fail(error.source().begin.line, std::string(error.description()));
      return tl::unexpected(*std::move(failure_));
    }
    if (const toml::node* extend = root.get("extend")) {
      if (const auto* table = extend->as_table()) Extend(*table);
      else Fail(*extend, "'extend' is no table");
    }
    rules_.title = Text(root, "title").value_or(rules_.title);
    AddExpressions(root);
    AddAllowlists(root, rules_.allowlists, "", true);
    for (const toml::table* rule : Tables(root, "rules")) AddRule(*rule);
    WarnOfUnknown(root, {"title", "description", "extend", "rules", "allowlist", "allowlists", "minVersion", "betterleaksMinVersion", "prefilter",
                         "filter", "$schema"}, "");
    if (failure_) return tl::unexpected(*std::move(failure_));
    return std::move(rules_);
  }

 private:
  void Fail(std::size_t line, std::string message) {
    if (!failure_) failure_ = Error{ErrorKind::kMalformed, fmt::format("line {}: {}", line, message), file_.path};
  }
  void Fail(const toml::node& node, std::string message) { Fail(node.source().begin.line, std::move(message)); }
  void Warn(std::string_view rule, std::string_view message) {
    rules_.warnings.push_back(rule.empty() ? fmt::format("{}: {}", file_.path, message)
                                           : fmt::format("{}: rule {}: {}", file_.path, rule, message));
  }
  void WarnOfUnknown(const toml::table& table, const std::set<std::string_view>& known, std::string_view rule) {
    for (const auto& [key, node] : table) {
      if (known.count(key.str()) == 0) Warn(rule, fmt::format("'{}' is not followed", key.str()));
    }
  }

  void Extend(const toml::table& table) {
    std::vector<std::string> disabled = Texts(table, "disabledRules");
    if (Flag(table, "useDefault").value_or(false)) {
      rules_.extends_default = true;
      rules_.disabled_default_rules = disabled;
    }
    if (table.contains("url")) Warn("", "'extend.url' is not followed: keylint opens no connection");
    const std::string path = Text(table, "path").value_or("");
    if (path.empty()) return;
    if (depth_ >= kMaxExtends) return Warn("", "extends more than two levels deep: the rest is not followed");
    auto opened = open_(path);
    if (!opened) {
      if (!failure_) failure_ = std::move(opened).error();
      return;
    }
    auto base = Importer(*opened, open_, depth_ + 1).Import();
    if (!base) {
      if (!failure_) failure_ = std::move(base).error();
      return;
    }
    const bool extends_default = rules_.extends_default;
    rules_ = *std::move(base);
    rules_.extends_default |= extends_default;
    std::erase_if(rules_.rules, [&](const ImportedRule& rule) {
      return std::find(disabled.begin(), disabled.end(), rule.id) != disabled.end();
    });
  }

  void AddExpressions(const toml::table& root) {
    for (auto [name, place] : {std::pair{"prefilter", &rules_.prefilter}, std::pair{"filter", &rules_.filter}}) {
      const std::string text = Text(root, name).value_or("");
      if (!text.empty()) *place = CheckedExpression(text, name, "");
    }
  }

  // The expression if it can be evaluated, else nothing and a warning.
  std::string CheckedExpression(const std::string& text, std::string_view field, std::string_view rule) {
    const auto parsed = Expression::Parse(text);
    if (parsed) return text;
    Warn(rule, fmt::format("'{}' is not followed: {}", field, parsed.error().message));
    return {};
  }

  // The fields below: nothing where there is none; one of another type fails,
  // as the file's own tool refuses it.
  std::optional<std::string> Text(const toml::table& table, std::string_view name) {
    const toml::node* node = table.get(name);
    if (!node) return std::nullopt;
    auto text = node->value_exact<std::string>();
    if (!text) Fail(*node, fmt::format("'{}' is no string", name));
    return text;
  }

  // One value may stand for a list of one.
  template <typename Take>
  static void EachOf(const toml::node* node, const Take& take) {
    if (node == nullptr) return;
    const auto* list = node->as_array();
    if (list == nullptr) return take(*node);
    for (const toml::node& one : *list) take(one);
  }

  std::vector<std::string> Texts(const toml::table& table, std::string_view name) {
    std::vector<std::string> texts;
    EachOf(table.get(name), [&](const toml::node& one) {
      if (auto text = one.value_exact<std::string>()) texts.push_back(std::move(*text));
      else Fail(one, fmt::format("'{}' is no list of strings", name));
    });
    return texts;
  }

  std::vector<const toml::table*> Tables(const toml::table& table, std::string_view name) {
    std::vector<const toml::table*> tables;
    EachOf(table.get(name), [&](const toml::node& one) {
      if (const auto* found = one.as_table()) tables.push_back(found);
      else Fail(one, fmt::format("'{}' is no list of tables", name));
    });
    return tables;
  }

  std::optional<double> Number(const toml::table& table, std::string_view name) {
    const toml::node* node = table.get(name);
    if (!node) return std::nullopt;
    if (const auto number = node->value<double>(); number && node->is_number()) return number;
    // In quotes is what the tool takes, too.
    const std::string text = node->value_exact<std::string>().value_or("");
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && error == std::errc() && end == text.data() + text.size()) return number;
    Fail(*node, fmt::format("'{}' is no number", name));
    return std::nullopt;
  }

  std::optional<std::int64_t> Whole(const toml::table& table, std::string_view name) {
    const toml::node* node = table.get(name);
    if (!node) return std::nullopt;
    const auto number = node->value_exact<std::int64_t>();
    if (!number || *number < 0) Fail(*node, fmt::format("'{}' is no count", name));
    return number;
  }

  std::optional<bool> Flag(const toml::table& table, std::string_view name) {
    const toml::node* node = table.get(name);
    if (!node) return std::nullopt;
    const auto flag = node->value_exact<bool>();
    if (!flag) Fail(*node, fmt::format("'{}' is neither true nor false", name));
    return flag;
  }

  std::vector<std::string> Patterns(const toml::table& table, std::string_view name, std::string_view rule) {
    std::vector<std::string> patterns;
    for (const std::string& text : Texts(table, name)) {
      auto translated = TranslateRegex(text);
      if (translated) {
        patterns.push_back(std::move(translated->pattern));
      } else {
        Warn(rule, fmt::format("a pattern of '{}' is not followed: {}", name, translated.error().message));
      }
    }
    return patterns;
  }

  void AddAllowlists(const toml::table& table, std::vector<ImportedAllowlist>& lists, std::string_view rule, bool global) {
    if (table.contains("allowlist") && table.contains("allowlists")) Fail(*table.get("allowlist"), "'allowlist' and 'allowlists' stand side by side");
    for (const char* name : {"allowlist", "allowlists"}) {
      for (const toml::table* one : Tables(table, name)) AddAllowlist(*one, lists, rule, global);
    }
  }

  void AddAllowlist(const toml::table& table, std::vector<ImportedAllowlist>& lists, std::string_view rule, bool global) {
    ImportedAllowlist list;
    list.description = Text(table, "description").value_or("");
    const std::string condition = LowerAscii(Text(table, "condition").value_or("or"));
    list.all = condition == "and" || condition == "&&";
    if (!list.all && condition != "or" && condition != "||" && !condition.empty()) Warn(rule, fmt::format("the condition '{}' is none: read as 'or'", condition));
    const std::string target = Text(table, "regexTarget").value_or("");
    if (target == "match") list.target = ImportedAllowlist::Target::kMatch;
    else if (target == "line") list.target = ImportedAllowlist::Target::kLine;
    else if (!target.empty() && target != "secret") Warn(rule, fmt::format("regexTarget '{}' is none: read as 'secret'", target));
    list.regexes = Patterns(table, "regexes", rule);
    list.paths = Patterns(table, "paths", rule);
    for (const std::string& word : Texts(table, "stopwords")) {
      if (word.empty()) Warn(rule, "an empty stopword, which stands in everything, is not followed");
      else list.stopwords.push_back(LowerAscii(word));
    }
    for (const std::string& commit : Texts(table, "commits")) list.commits.push_back(LowerAscii(commit));
    if (global) list.rule_ids = Texts(table, "targetRules");
    std::set<std::string_view> known = {"description", "condition", "regexTarget", "regexes", "paths", "stopwords", "commits"};
    if (global) known.insert("targetRules");
    WarnOfUnknown(table, known, rule);
    // A condition that cannot be followed must not make the list allow more.
    const auto lost = [&](std::string_view field, const std::vector<std::string>& patterns) {
      return patterns.empty() && !Texts(table, field).empty();
    };
    if (list.all && (lost("regexes", list.regexes) || lost("paths", list.paths))) return;
    const bool empty = list.regexes.empty() && list.paths.empty() && list.stopwords.empty() && list.commits.empty();
    if (empty) return Warn(rule, "an allowlist without conditions allows nothing");
    lists.push_back(std::move(list));
  }

  void AddRule(const toml::table& table) {
    const std::string id = Text(table, "id").value_or("");
    if (id.empty()) return Fail(table, "a rule has no 'id'");
    if (!ids_.insert(id).second) Warn(id, "its id stands twice in this file: what the later one sets counts");
    const auto place = std::find_if(rules_.rules.begin(), rules_.rules.end(), [&](const ImportedRule& rule) { return rule.id == id; });
    ImportedRule rule = place == rules_.rules.end() ? ImportedRule() : *place;
    rule.id = id;
    if (!SetPattern(table, rule)) return;
    rule.description = Text(table, "description").value_or(rule.description);
    rule.entropy = Number(table, "entropy").value_or(rule.entropy);
    rule.skip_report = Flag(table, "skipReport").value_or(rule.skip_report);
    for (const std::string& word : Texts(table, "keywords")) rule.keywords.push_back(LowerAscii(word));
    for (const std::string& tag : Texts(table, "tags")) rule.tags.push_back(tag);
    AddAllowlists(table, rule.allowlists, id, false);
    AddRequired(table, rule);
    if (const auto filter = Text(table, "filter")) rule.filter = CheckedExpression(*filter, "filter", id);
    WarnOfUnknown(table, {"id", "description", "regex", "secretGroup", "entropy", "path", "keywords", "tags", "allowlist", "allowlists", "required",
                          "skipReport", "filter", "validate", "confidence", "severity"}, id);
    if (rule.pattern.empty() && rule.path.empty()) {
      // It changes a rule of the tool's own, which keylint has not.
      if (rules_.extends_default) return Warn(id, "changes a default rule of its tool, which keylint has not");
      ++rules_.left_out;
      return Warn(id, "left out: it has neither 'regex' nor 'path'");
    }
    if (place == rules_.rules.end()) rules_.rules.push_back(std::move(rule));
    else *place = std::move(rule);
  }

  // Whether the rule can be kept.
  bool SetPattern(const toml::table& table, ImportedRule& rule) {
    constexpr std::int64_t kMostGroups = 1000;
    if (const auto group = Whole(table, "secretGroup")) rule.secret_group = static_cast<int>(std::min(*group, kMostGroups));
    for (const std::string_view field : {"regex", "path"}) {
      const auto text = Text(table, field);
      if (!text) continue;
      auto translated = TranslateRegex(*text);
      if (!translated) {
        ++rules_.left_out;
        Warn(rule.id, fmt::format("left out, '{}' cannot be followed: {}", field, translated.error().message));
        return false;
      }
      if (field == "path") {
        rule.path = std::move(translated->pattern);
        continue;
      }
      rule.pattern = std::move(translated->pattern);
      rule.match_group = translated->match_group;
      // The group put around the match counts before those within.
      if (rule.match_group != 0 && rule.secret_group >= rule.match_group) ++rule.secret_group;
    }
    return true;
  }

  void AddRequired(const toml::table& table, ImportedRule& rule) {
    for (const toml::table* one : Tables(table, "required")) {
      ImportedRequirement requirement;
      requirement.rule_id = Text(*one, "id").value_or("");
      if (const auto lines = Whole(*one, "withinLines")) requirement.within_lines = static_cast<std::size_t>(*lines);
      if (const auto columns = Whole(*one, "withinColumns")) requirement.within_columns = static_cast<std::size_t>(*columns);
      if (requirement.rule_id.empty()) Warn(rule.id, "a requirement names no rule");
      else rule.required.push_back(std::move(requirement));
    }
  }

  const RuleFile& file_;
  const OpenRuleFile& open_;
  int depth_;
  ImportedRules rules_;
  std::set<std::string> ids_;   ///< Of this file's rules.
  std::optional<Error> failure_;
};

}  // namespace

bool IsGitleaksToml(std::string_view text) {
  if (TomlKeyDepth(text) > kDeepestTomlKey) return false;
  try {
    const toml::table root = toml::parse(text);
    if (root.contains("provider") || root.contains("key")) return false;
    return root.contains("rules") || root.contains("allowlist") || root.contains("allowlists") || root.contains("extend");
  } catch (const toml::parse_error&) {
    return false;
  }
}

Result<ImportedRules> ImportGitleaks(const RuleFile& file, const OpenRuleFile& open) {
  auto rules = Importer(file, open, 0).Import();
  if (!rules) return rules;
  std::set<std::string_view> ids;
  for (const ImportedRule& rule : rules->rules) ids.insert(rule.id);
  for (const ImportedRule& rule : rules->rules) {
    for (const ImportedRequirement& requirement : rule.required) {
      if (ids.contains(requirement.rule_id)) continue;
      rules->warnings.push_back(fmt::format("{}: rule {}: requires the rule {}, which is not there", file.path, rule.id, requirement.rule_id));
    }
    if (rule.secret_group == 0 || rule.pattern.empty()) continue;
    const auto pattern = CompileImported(rule.pattern);
    if (!pattern->ok() || rule.secret_group <= pattern->NumberOfCapturingGroups()) continue;
    return Failure(ErrorKind::kMalformed, fmt::format("rule {}: 'secretGroup' is larger than the number of groups of its 'regex'", rule.id), file.path);
  }
  for (const ImportedAllowlist& list : rules->allowlists) {
    for (const std::string& id : list.rule_ids) {
      if (ids.contains(id) || rules->extends_default) continue;
      rules->warnings.push_back(fmt::format("{}: an allowlist is for the rule {}, which is not there", file.path, id));
    }
  }
  return rules;
}

}  // namespace keylint
