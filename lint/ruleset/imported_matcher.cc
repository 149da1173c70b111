// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/imported_matcher.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <re2/re2.h>

#include "lint/base/line_index.h"
#include "lint/ruleset/expression.h"

namespace keylint {
namespace {

constexpr std::size_t kPiece = 128 << 10;
constexpr std::size_t kOverlap = 8 << 10;
constexpr std::size_t kMaxHitsPerRule = 1000;  // in one piece

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string Lowered(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), Lower);
  return lower;
}

RE2::Options PatternOptions() {
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  return options;
}

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

bool Matches(const RE2& pattern, std::string_view text) {
  return pattern.Match(Piece(text), 0, text.size(), RE2::UNANCHORED, nullptr, 0);
}

bool AnyMatches(const std::vector<std::unique_ptr<RE2>>& patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(), [&](const auto& pattern) { return Matches(*pattern, text); });
}

std::vector<std::unique_ptr<RE2>> Compile(const std::vector<std::string>& texts) {
  std::vector<std::unique_ptr<RE2>> patterns;
  for (const std::string& text : texts) patterns.push_back(std::make_unique<RE2>(text, PatternOptions()));
  return patterns;
}

double Entropy(std::string_view text) {
  std::array<std::size_t, 256> counts{};
  for (const unsigned char c : text) ++counts[c];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

// What a finding is judged by.
struct Finding {
  std::string_view path, commit, match, secret, line;
};

class Allowlist {
 public:
  explicit Allowlist(const ImportedAllowlist& list) : list_(list), regexes_(Compile(list.regexes)), paths_(Compile(list.paths)) {}

  bool Concerns(std::string_view rule_id) const {
    return list_.rule_ids.empty() || std::find(list_.rule_ids.begin(), list_.rule_ids.end(), rule_id) != list_.rule_ids.end();
  }

  bool Allows(const Finding& finding) const {
    bool any = false, all = true;
    const auto condition = [&](bool present, bool holds) {
      if (!present) return;
      any |= holds;
      all &= holds;
    };
    condition(!list_.commits.empty(), std::find(list_.commits.begin(), list_.commits.end(), finding.commit) != list_.commits.end());
    condition(!paths_.empty(), AnyMatches(paths_, finding.path));
    condition(!regexes_.empty(), AnyMatches(regexes_, Target(finding)));
    condition(!list_.stopwords.empty(), HasStopword(finding.secret));
    return list_.all ? any && all : any;
  }

 private:
  std::string_view Target(const Finding& finding) const {
    switch (list_.target) {
      case ImportedAllowlist::Target::kMatch: return finding.match;
      case ImportedAllowlist::Target::kLine: return finding.line;
      default: return finding.secret;
    }
  }
  bool HasStopword(std::string_view secret) const {
    const std::string lower = Lowered(secret);
    return std::any_of(list_.stopwords.begin(), list_.stopwords.end(), [&](const std::string& word) { return lower.find(word) != std::string::npos; });
  }

  const ImportedAllowlist& list_;
  std::vector<std::unique_ptr<RE2>> regexes_, paths_;
};

struct CompiledRule {
  explicit CompiledRule(const ImportedRule& source) : rule(source) {
    for (const ImportedAllowlist& list : source.allowlists) allowlists.emplace_back(list);
    if (!source.path.empty()) path = std::make_unique<RE2>(source.path, PatternOptions());
    if (auto parsed = Expression::Parse(source.filter); !source.filter.empty() && parsed) filter = std::move(*parsed);
  }

  const RE2& Pattern() const {
    std::call_once(once, [this] { pattern = std::make_unique<RE2>(rule.pattern, PatternOptions()); });
    return *pattern;
  }

  const ImportedRule& rule;
  std::vector<Allowlist> allowlists;
  std::unique_ptr<RE2> path;
  std::optional<Expression> filter;
  mutable std::once_flag once;
  mutable std::unique_ptr<RE2> pattern;
};

// Which rules a text may concern, by their keywords. Keywords stand under the
// hash of their first two bytes, so that most offsets cost one look.
class Keywords {
 public:
  void Add(const std::string& keyword, std::size_t rule) {
    if (keyword.size() < 2) return always_.push_back(rule);
    buckets_[Bucket(keyword[0], keyword[1])].push_back({keyword, rule});
  }
  void AddAlways(std::size_t rule) { always_.push_back(rule); }

  std::vector<bool> RulesFor(std::string_view text, std::size_t count) const {
    std::vector<bool> found(count);
    for (const std::size_t rule : always_) found[rule] = true;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
      for (const auto& [keyword, rule] : buckets_[Bucket(Lower(text[i]), Lower(text[i + 1]))]) {
        if (!found[rule] && StartsWith(text.substr(i), keyword)) found[rule] = true;
      }
    }
    return found;
  }

 private:
  static std::size_t Bucket(char a, char b) { return static_cast<std::size_t>(static_cast<unsigned char>(a)) << 8 | static_cast<unsigned char>(b); }
  static bool StartsWith(std::string_view text, std::string_view keyword) {
    return text.size() >= keyword.size() &&
           std::equal(keyword.begin(), keyword.end(), text.begin(), [](char k, char c) { return k == Lower(c); });
  }

  std::vector<std::vector<std::pair<std::string, std::size_t>>> buckets_ = std::vector<std::vector<std::pair<std::string, std::size_t>>>(1 << 16);
  std::vector<std::size_t> always_;
};

// The lines of `span`, of very long ones only what is near.
Span LineAround(std::string_view text, Span span) {
  constexpr std::size_t kReach = 4096;
  const std::size_t first = span.begin - std::min(span.begin, kReach);
  const std::size_t before = text.substr(first, span.begin - first).rfind('\n');
  const std::string_view near = text.substr(0, std::min(text.size(), span.end + kReach));
  return {before == std::string_view::npos ? first : first + before + 1, std::min(near.find('\n', span.end), near.size())};
}

}  // namespace

struct ImportedMatcher::State {
  State(ImportedRules source, std::function<bool(std::string_view)> words) : rules(std::move(source)), reads_like_words(std::move(words)) {
    for (const ImportedAllowlist& list : rules.allowlists) allowlists.emplace_back(list);
    for (std::size_t i = 0; i < rules.rules.size(); ++i) {
      const ImportedRule& rule = rules.rules[i];
      compiled.push_back(std::make_unique<CompiledRule>(rule));
      if (rule.keywords.empty()) keywords.AddAlways(i);
      for (const std::string& keyword : rule.keywords) keywords.Add(keyword, i);
    }
    if (auto parsed = Expression::Parse(rules.prefilter); !rules.prefilter.empty() && parsed) prefilter = std::move(*parsed);
    if (auto parsed = Expression::Parse(rules.filter); !rules.filter.empty() && parsed) filter = std::move(*parsed);
  }

  bool SkipsFile(std::string_view path, std::string_view commit) const {
    ExpressionInput input;
    input.path = path;
    if (prefilter && prefilter->IsTrue(input)) return true;
    // A global allowlist of paths or commits alone speaks for whole files.
    const Finding finding{path, commit, {}, {}, {}};
    for (std::size_t i = 0; i < allowlists.size(); ++i) {
      const ImportedAllowlist& list = rules.allowlists[i];
      const bool of_files = list.rule_ids.empty() && (!list.all || (list.regexes.empty() && list.stopwords.empty()));
      if (of_files && FileAllows(i, finding)) return true;
    }
    return false;
  }

  bool FileAllows(std::size_t i, const Finding& finding) const {
    const ImportedAllowlist& list = rules.allowlists[i];
    if (list.paths.empty() && list.commits.empty()) return false;
    if (list.regexes.empty() && list.stopwords.empty()) return allowlists[i].Allows(finding);
    return false;  // Decided with each finding.
  }

  bool Discards(const CompiledRule& rule, const Finding& finding) const {
    if (finding.secret.empty()) return true;
    if (rule.rule.entropy > 0 && Entropy(finding.secret) <= rule.rule.entropy) return true;
    for (const Allowlist& list : allowlists) {
      if (list.Concerns(rule.rule.id) && list.Allows(finding)) return true;
    }
    if (std::any_of(rule.allowlists.begin(), rule.allowlists.end(), [&](const Allowlist& list) { return list.Allows(finding); })) return true;
    ExpressionInput input{finding.path, finding.secret, finding.match, finding.line, rule.rule.id, rule.rule.description,
                          reads_like_words ? &reads_like_words : nullptr};
    return (filter && filter->IsTrue(input)) || (rule.filter && rule.filter->IsTrue(input));
  }

  // All matches of a rule in text[piece].
  void MatchRule(const CompiledRule& rule, std::string_view path, std::string_view text, Span piece, std::string_view commit,
                 std::vector<ImportedHit>& hits) const {
    const RE2& pattern = rule.Pattern();
    if (!pattern.ok()) return;
    const int groups = pattern.NumberOfCapturingGroups();
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups) + 1);
    const std::string_view window = piece.Of(text);
    std::size_t at = 0;
    for (std::size_t count = 0; count < kMaxHitsPerRule && at <= window.size(); ++count) {
      if (!pattern.Match(Piece(window), at, window.size(), RE2::UNANCHORED, found.data(), groups + 1)) return;
      const auto span_of = [&](const re2::StringPiece& part) {
        const auto begin = static_cast<std::size_t>(part.data() - text.data());
        return Span{begin, begin + part.size()};
      };
      const re2::StringPiece& whole = found[rule.rule.match_group <= groups ? static_cast<std::size_t>(rule.rule.match_group) : 0];
      const Span match = span_of(whole);
      const Span secret = SecretOf(rule.rule, found, match, span_of);
      const Finding finding{path, commit, match.Of(text), secret.Of(text), LineAround(text, match).Of(text)};
      if (!Discards(rule, finding)) hits.push_back({&rule.rule, match, secret});
      const std::size_t end = span_of(found[0]).end - piece.begin;
      at = end > at ? end : at + 1;
    }
  }

  template <class SpanOf>
  static Span SecretOf(const ImportedRule& rule, const std::vector<re2::StringPiece>& found, Span match, const SpanOf& span_of) {
    if (rule.secret_group > 0) {
      const auto group = static_cast<std::size_t>(rule.secret_group);
      return group < found.size() && found[group].data() ? span_of(found[group]) : match;
    }
    for (std::size_t i = 1; i < found.size(); ++i) {
      if (static_cast<int>(i) != rule.match_group && !found[i].empty()) return span_of(found[i]);
    }
    return match;
  }

  // Drops hits whose rule requires another that did not match nearby. Hits
  // are sorted, so the nearest ones decide.
  static void Require(std::string_view text, std::vector<ImportedHit>& hits) {
    const bool any = std::any_of(hits.begin(), hits.end(), [](const ImportedHit& hit) { return !hit.rule->required.empty(); });
    std::map<std::string_view, std::vector<std::size_t>> offsets;
    std::optional<LineIndex> lines;
    if (any) {
      lines.emplace(text);
      for (const ImportedHit& hit : hits) offsets[hit.rule->id].push_back(hit.match.begin);
    }
    std::erase_if(hits, [&](const ImportedHit& hit) {
      return hit.rule->skip_report || !std::all_of(hit.rule->required.begin(), hit.rule->required.end(), [&](const ImportedRequirement& requirement) {
               return IsMet(requirement, hit.match.begin, offsets[requirement.rule_id], *lines);
             });
    });
  }

  static bool IsMet(const ImportedRequirement& requirement, std::size_t offset, const std::vector<std::size_t>& others, const LineIndex& lines) {
    const auto after = std::lower_bound(others.begin(), others.end(), offset);
    return (after != others.end() && IsNear(requirement, offset, *after, lines)) ||
           (after != others.begin() && IsNear(requirement, offset, *(after - 1), lines));
  }

  static bool IsNear(const ImportedRequirement& requirement, std::size_t one, std::size_t other, const LineIndex& lines) {
    const Position a = lines.PositionOf(one), b = lines.PositionOf(other);
    const auto apart = [](std::size_t x, std::size_t y) { return x > y ? x - y : y - x; };
    if (requirement.within_lines && apart(a.line, b.line) > *requirement.within_lines) return false;
    return !requirement.within_columns || (a.line == b.line && apart(a.column, b.column) <= *requirement.within_columns);
  }

  ImportedRules rules;
  std::function<bool(std::string_view)> reads_like_words;
  std::vector<Allowlist> allowlists;
  std::vector<std::unique_ptr<CompiledRule>> compiled;
  Keywords keywords;
  std::optional<Expression> prefilter, filter;
};

ImportedMatcher::ImportedMatcher(ImportedRules rules, std::function<bool(std::string_view)> reads_like_words)
    : state_(std::make_unique<State>(std::move(rules), std::move(reads_like_words))) {}
ImportedMatcher::~ImportedMatcher() = default;
ImportedMatcher::ImportedMatcher(ImportedMatcher&&) noexcept = default;

const ImportedRules& ImportedMatcher::rules() const { return state_->rules; }

std::vector<ImportedHit> ImportedMatcher::Match(std::string_view path, std::string_view text, std::string_view commit) const {
  std::vector<ImportedHit> hits;
  if (state_->SkipsFile(path, commit)) return hits;
  const std::vector<bool> wanted = state_->keywords.RulesFor(text, state_->compiled.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (!wanted[i]) continue;
    const CompiledRule& rule = *state_->compiled[i];
    if (rule.path && !Matches(*rule.path, path)) continue;
    if (rule.rule.pattern.empty()) {
      const Finding finding{path, commit, {}, path, {}};
      if (!state_->Discards(rule, finding)) hits.push_back({&rule.rule, {}, {}});
      continue;
    }
    for (std::size_t begin = 0; begin < text.size();) {
      std::size_t end = std::min(begin + kPiece, text.size());
      state_->MatchRule(rule, path, text, {begin, end}, commit, hits);
      if (end == text.size()) break;
      // The next piece begins at a line within the overlap, if there is one.
      const std::size_t line = text.rfind('\n', end - kOverlap / 2);
      begin = line != std::string_view::npos && line > end - kOverlap ? line + 1 : end - kOverlap / 2;
    }
  }
  const auto key = [](const ImportedHit& hit) { return std::tuple(hit.match.begin, hit.match.end, hit.rule); };
  std::sort(hits.begin(), hits.end(), [&](const ImportedHit& a, const ImportedHit& b) { return key(a) < key(b); });
  hits.erase(std::unique(hits.begin(), hits.end(), [&](const ImportedHit& a, const ImportedHit& b) { return key(a) == key(b); }), hits.end());
  State::Require(text, hits);
  return hits;
}

}  // namespace keylint
