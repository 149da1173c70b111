// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/gitleaks.h"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "lint/base/ascii.h"
#include "lint/base/nesting.h"
#include "lint/ruleset/expression.h"
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
    if (const auto* extend = root["extend"].as_table()) Extend(*extend);
    rules_.title = root["title"].value_or(rules_.title);
    AddExpressions(root);
    AddAllowlists(root, rules_.allowlists, "", true);
    if (const auto* list = root["rules"].as_array()) {
      for (const toml::node& node : *list) {
        if (const auto* table = node.as_table()) AddRule(*table);
      }
    }
    WarnOfUnknown(root, {"title", "description", "extend", "rules", "allowlist", "allowlists", "minVersion", "betterleaksMinVersion", "prefilter",
                         "filter", "$schema"}, "");
    if (failure_) return tl::unexpected(*std::move(failure_));
    return std::move(rules_);
  }

 private:
  void Fail(std::size_t line, std::string message) {
    if (!failure_) failure_ = Error{ErrorKind::kMalformed, fmt::format("line {}: {}", line, message), file_.path};
  }
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
    if (table["useDefault"].value_or(false)) {
      rules_.extends_default = true;
      rules_.disabled_default_rules = disabled;
    }
    if (table.contains("url")) Warn("", "'extend.url' is not followed: keylint opens no connection");
    const std::string path = table["path"].value_or(std::string());
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
      const std::string text = root[name].value_or(std::string());
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

  static std::vector<std::string> Texts(const toml::table& table, std::string_view name) {
    std::vector<std::string> texts;
    if (const auto* array = table[name].as_array()) {
      for (const toml::node& node : *array) {
        if (const auto text = node.value<std::string>()) texts.push_back(*text);
      }
    } else if (const auto text = table[name].value<std::string>()) {
      texts.push_back(*text);
    }
    return texts;
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
    const auto add = [&](const toml::node* node) {
      if (const auto* one = node ? node->as_table() : nullptr) AddAllowlist(*one, lists, rule, global);
    };
    add(table.get("allowlist"));
    if (const auto* array = table["allowlists"].as_array()) {
      for (const toml::node& node : *array) add(&node);
    } else {
      add(table.get("allowlists"));
    }
  }

  void AddAllowlist(const toml::table& table, std::vector<ImportedAllowlist>& lists, std::string_view rule, bool global) {
    ImportedAllowlist list;
    list.description = table["description"].value_or(std::string());
    const std::string condition = LowerAscii(table["condition"].value_or(std::string("or")));
    list.all = condition == "and" || condition == "&&";
    if (!list.all && condition != "or" && condition != "||" && !condition.empty()) Warn(rule, fmt::format("the condition '{}' is none: read as 'or'", condition));
    const std::string target = table["regexTarget"].value_or(std::string());
    if (target == "match") list.target = ImportedAllowlist::Target::kMatch;
    else if (target == "line") list.target = ImportedAllowlist::Target::kLine;
    else if (!target.empty() && target != "secret") Warn(rule, fmt::format("regexTarget '{}' is none", target));
    list.regexes = Patterns(table, "regexes", rule);
    list.paths = Patterns(table, "paths", rule);
    for (const std::string& word : Texts(table, "stopwords")) list.stopwords.push_back(LowerAscii(word));
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
    const std::string id = table["id"].value_or(std::string());
    const std::size_t line = table.source().begin.line;
    if (id.empty()) return Fail(line, "a rule has no 'id'");
    const auto place = std::find_if(rules_.rules.begin(), rules_.rules.end(), [&](const ImportedRule& rule) { return rule.id == id; });
    ImportedRule rule = place == rules_.rules.end() ? ImportedRule() : *place;
    rule.id = id;
    if (!SetPattern(table, rule)) return;
    rule.description = table["description"].value_or(rule.description);
    rule.entropy = table["entropy"].value_or(rule.entropy);
    rule.skip_report = table["skipReport"].value_or(rule.skip_report);
    for (const std::string& word : Texts(table, "keywords")) rule.keywords.push_back(LowerAscii(word));
    for (const std::string& tag : Texts(table, "tags")) rule.tags.push_back(tag);
    AddAllowlists(table, rule.allowlists, id, false);
    AddRequired(table, rule);
    if (const auto filter = table["filter"].value<std::string>()) rule.filter = CheckedExpression(*filter, "filter", id);
    WarnOfUnknown(table, {"id", "description", "regex", "secretGroup", "entropy", "path", "keywords", "tags", "allowlist", "allowlists", "required",
                          "skipReport", "filter", "validate", "confidence", "severity"}, id);
    if (rule.pattern.empty() && rule.path.empty()) {
      // It changes a rule of the tool's own, which keylint has not.
      return Warn(id, rules_.extends_default ? "changes a default rule of its tool, which keylint has not" : "has neither 'regex' nor 'path'");
    }
    if (place == rules_.rules.end()) rules_.rules.push_back(std::move(rule));
    else *place = std::move(rule);
  }

  // Whether the rule can be kept.
  bool SetPattern(const toml::table& table, ImportedRule& rule) {
    rule.secret_group = table["secretGroup"].value_or(rule.secret_group);
    for (const std::string_view field : {"regex", "path"}) {
      const auto text = table[field].value<std::string>();
      if (!text) continue;
      auto translated = TranslateRegex(*text);
      if (!translated) return Warn(rule.id, fmt::format("left out, '{}' cannot be followed: {}", field, translated.error().message)), false;
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
    const auto* list = table["required"].as_array();
    if (!list) return;
    for (const toml::node& node : *list) {
      const auto* one = node.as_table();
      if (!one) continue;
      ImportedRequirement requirement;
      requirement.rule_id = (*one)["id"].value_or(std::string());
      if (const auto lines = (*one)["withinLines"].value<std::int64_t>()) requirement.within_lines = static_cast<std::size_t>(std::max<std::int64_t>(0, *lines));
      if (const auto columns = (*one)["withinColumns"].value<std::int64_t>()) requirement.within_columns = static_cast<std::size_t>(std::max<std::int64_t>(0, *columns));
      if (requirement.rule_id.empty()) Warn(rule.id, "a requirement names no rule");
      else rule.required.push_back(std::move(requirement));
    }
  }

  const RuleFile& file_;
  const OpenRuleFile& open_;
  int depth_;
  ImportedRules rules_;
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
  for (const ImportedRule& rule : rules->rules) {
    for (const ImportedRequirement& requirement : rule.required) {
      const bool known = std::any_of(rules->rules.begin(), rules->rules.end(), [&](const ImportedRule& other) { return other.id == requirement.rule_id; });
      if (!known) rules->warnings.push_back(fmt::format("{}: rule {}: requires the rule {}, which is not there", file.path, rule.id, requirement.rule_id));
    }
  }
  return rules;
}

}  // namespace keylint
