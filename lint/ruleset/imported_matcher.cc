// SPDX-License-Identifier: Apache-2.0
// A text is matched in pieces, and each piece layer by layer: as it stands,
// then with what is encoded in it decoded where it stands (imported_layers.h).
// In a layer only the rules run of which a keyword stands there, and only the
// matches count that touch what the layer decoded.
#include "lint/ruleset/imported_matcher.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include <re2/re2.h>

#include "lint/base/ascii.h"
#include "lint/base/line_index.h"
#include "lint/ruleset/expression.h"
#include "lint/ruleset/imported_allowlist.h"
#include "lint/ruleset/imported_keywords.h"
#include "lint/ruleset/imported_layers.h"
#include "lint/ruleset/valid_text.h"

namespace keylint {
namespace {

constexpr std::size_t kPiece = 128 << 10;
constexpr std::size_t kOverlap = 8 << 10;
constexpr std::size_t kMaxHits = 20'000;
constexpr std::size_t kMaxHitsPerRule = 16'384;  // in one piece

re2::StringPiece Piece(std::string_view text) { return {text.data(), text.size()}; }

struct CompiledRule {
  explicit CompiledRule(const ImportedRule& source) : rule(source) {
    for (const ImportedAllowlist& list : source.allowlists) allowlists.emplace_back(list);
    if (!source.path.empty()) path = CompileImported(source.path);
    if (auto parsed = Expression::Parse(source.filter); !source.filter.empty() && parsed) filter = std::move(*parsed);
  }

  const RE2& Pattern() const {
    std::call_once(once, [this] { pattern = CompileImported(rule.pattern); });
    return *pattern;
  }

  bool RunsOn(std::string_view file, std::string_view commit) const {
    if (path && !MatchesImported(*path, file)) return false;
    return std::none_of(allowlists.begin(), allowlists.end(), [&](const CompiledAllowlist& list) { return list.AllowsFile(file, commit); });
  }

  const ImportedRule& rule;
  std::vector<CompiledAllowlist> allowlists;
  std::unique_ptr<RE2> path;
  std::optional<Expression> filter;
  mutable std::once_flag once;
  mutable std::unique_ptr<RE2> pattern;
};

// The lines of `span` with the line break before them, of very long ones only
// what is near.
Span LineAround(std::string_view text, Span span) {
  constexpr std::size_t kReach = 4096;
  const std::size_t first = span.begin - std::min(span.begin, kReach);
  const std::size_t before = text.substr(first, span.begin - first).rfind('\n');
  const std::string_view near = text.substr(0, std::min(text.size(), span.end + kReach));
  return {before == std::string_view::npos ? first : first + before, std::min(near.find('\n', span.end), near.size())};
}

// A match without the line breaks around it.
Span Trimmed(std::string_view text, Span span) {
  while (!span.empty() && text[span.begin] == '\n') ++span.begin;
  while (!span.empty() && text[span.end - 1] == '\n') --span.end;
  return span;
}

bool IsGeneric(const ImportedHit& hit) { return LowerAscii(hit.rule->id).find("generic") != std::string::npos; }

// Of two rules for one line, one of them "generic", the other says more.
void DropGeneric(std::string_view text, std::vector<ImportedHit>& hits) {
  const auto generic = std::count_if(hits.begin(), hits.end(), IsGeneric);
  if (generic == 0 || generic == static_cast<std::ptrdiff_t>(hits.size())) return;
  constexpr std::size_t kMostOnALine = 256;
  const LineIndex lines(text);
  std::multimap<std::size_t, const ImportedHit*> better;
  for (const ImportedHit& hit : hits) {
    if (!IsGeneric(hit)) better.emplace(lines.LineOf(hit.match.begin), &hit);
  }
  std::vector<bool> drop;
  for (const ImportedHit& hit : hits) {
    drop.push_back(false);
    if (!IsGeneric(hit)) continue;
    auto [at, end] = better.equal_range(lines.LineOf(hit.match.begin));
    for (std::size_t count = 0; at != end && count < kMostOnALine && !drop.back(); ++at, ++count) {
      drop.back() = at->second->SecretOf(text).find(hit.SecretOf(text)) != std::string_view::npos;
    }
  }
  std::size_t i = 0;
  std::erase_if(hits, [&](const ImportedHit&) { return drop[i++]; });
}

// Drops hits whose rule requires another that did not match nearby.
class Requirements {
 public:
  Requirements(std::string_view text, const std::vector<ImportedHit>& hits) : lines_(text) {
    for (const ImportedHit& hit : hits) places_[hit.rule->id].push_back(lines_.PositionOf(hit.match.begin));
  }

  bool AreMet(const ImportedHit& hit) const {
    const Position at = lines_.PositionOf(hit.match.begin);
    return std::all_of(hit.rule->required.begin(), hit.rule->required.end(), [&](const ImportedRequirement& one) { return IsMet(one, at); });
  }

 private:
  // Hits are sorted, so those of the lines in question stand together.
  bool IsMet(const ImportedRequirement& requirement, Position at) const {
    constexpr std::size_t kMostAsked = 1000;
    const auto found = places_.find(requirement.rule_id);
    if (found == places_.end()) return false;
    const std::vector<Position>& places = found->second;
    const std::size_t reach = requirement.within_lines.value_or(at.line);
    const std::size_t first = at.line - std::min(at.line, reach);
    auto place = std::lower_bound(places.begin(), places.end(), first, [](Position one, std::size_t line) { return one.line < line; });
    for (std::size_t count = 0; place != places.end() && count < kMostAsked; ++place, ++count) {
      if (requirement.within_lines && place->line > at.line + reach) return false;
      const std::size_t apart = place->column > at.column ? place->column - at.column : at.column - place->column;
      if (!requirement.within_columns || apart <= *requirement.within_columns) return true;
    }
    return false;
  }

  LineIndex lines_;
  std::map<std::string_view, std::vector<Position>> places_;
};

void Require(std::string_view text, std::vector<ImportedHit>& hits) {
  const bool any = std::any_of(hits.begin(), hits.end(), [](const ImportedHit& hit) { return !hit.rule->required.empty(); });
  std::optional<Requirements> requirements;
  if (any) requirements.emplace(text, hits);
  std::erase_if(hits, [&](const ImportedHit& hit) { return hit.rule->skip_report || (any && !requirements->AreMet(hit)); });
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
    return std::any_of(allowlists.begin(), allowlists.end(), [&](const CompiledAllowlist& list) {
      return list.Concerns({}) && (list.AllowsFile(path, commit) || NamesFileOrFolder(list, path));
    });
  }

  // A folder that an allowlist names is not entered.
  static bool NamesFileOrFolder(const CompiledAllowlist& list, std::string_view path) {
    for (std::size_t end = path.size(); end != std::string_view::npos && end > 0; end = path.rfind('/', end - 1)) {
      if (list.NamesPath(path.substr(0, end))) return true;
    }
    return false;
  }

  ImportedRules rules;
  std::function<bool(std::string_view)> reads_like_words;
  std::vector<CompiledAllowlist> allowlists;
  std::vector<std::unique_ptr<CompiledRule>> compiled;
  ImportedKeywords keywords;
  std::optional<Expression> prefilter, filter;
};

// The work on one document.
class ImportedMatcher::Run {
 public:
  Run(const State& state, std::string_view path, std::string_view text, std::string_view commit)
      : state_(state), path_(path), text_(text), commit_(commit), runs_(state.compiled.size(), kUnknown), wanted_(state.compiled.size()) {}

  ImportedHits Hits(std::size_t max_depth) {
    if (state_.SkipsFile(path_, commit_)) return {};
    MatchPath();
    const ValidText valid(text_);
    for (std::size_t begin = 0; begin < text_.size() && hits_.size() < kMaxHits;) {
      const std::size_t end = std::min(begin + kPiece, text_.size());
      const std::size_t next = end == text_.size() ? end : NextPiece(end);
      MatchPiece(Span{begin, end}.Of(valid.text()), begin, next, max_depth);
      begin = next;
    }
    const auto key = [](const ImportedHit& hit) { return std::tuple(hit.match.begin, hit.match.end, hit.rule); };
    std::sort(hits_.begin(), hits_.end(), [&](const ImportedHit& a, const ImportedHit& b) { return key(a) < key(b); });
    hits_.erase(std::unique(hits_.begin(), hits_.end(), [&](const ImportedHit& a, const ImportedHit& b) { return key(a) == key(b); }), hits_.end());
    if (hits_.size() > kMaxHits) {
      hits_.resize(kMaxHits);
      cut_ = true;
    }
    Require(text_, hits_);
    DropGeneric(text_, hits_);
    return {std::move(hits_), cut_};
  }

 private:
  enum Runs : signed char { kUnknown, kNo, kYes };

  // At a line within the overlap, if there is one.
  std::size_t NextPiece(std::size_t end) const {
    const std::size_t line = text_.rfind('\n', end - kOverlap / 2);
    return line != std::string_view::npos && line > end - kOverlap ? line + 1 : end - kOverlap / 2;
  }

  bool RunsHere(std::size_t i) {
    if (runs_[i] != kUnknown) return runs_[i] == kYes;
    const CompiledRule& rule = *state_.compiled[i];
    // Lists for all rules were asked with the file.
    const bool allowed = std::any_of(state_.allowlists.begin(), state_.allowlists.end(), [&](const CompiledAllowlist& list) {
      return !list.Concerns({}) && list.Concerns(rule.rule.id) && list.AllowsFile(path_, commit_);
    });
    runs_[i] = !allowed && rule.RunsOn(path_, commit_) ? kYes : kNo;
    return runs_[i] == kYes;
  }

  void MatchPath() {
    for (std::size_t i = 0; i < state_.compiled.size(); ++i) {
      const CompiledRule& rule = *state_.compiled[i];
      if (!rule.rule.pattern.empty() || !rule.rule.keywords.empty() || !RunsHere(i)) continue;
      TakePath(rule);
    }
  }

  void TakePath(const CompiledRule& rule) {
    if (!Discards(rule, {path_, commit_, {}, path_, {}})) hits_.push_back({&rule.rule, {}, {}, {}, {}});
  }

  // What begins behind `next` is the next piece's.
  void MatchPiece(std::string_view piece, std::size_t offset, std::size_t next, std::size_t max_depth) {
    LayeredText layers(piece);
    do {
      std::fill(wanted_.begin(), wanted_.end(), false);
      state_.keywords.Find(layers.text(), wanted_);
      for (std::size_t i = 0; i < wanted_.size(); ++i) {
        const CompiledRule& rule = *state_.compiled[i];
        if (!wanted_[i] || (rule.rule.pattern.empty() && rule.rule.keywords.empty()) || !RunsHere(i)) continue;
        if (rule.rule.pattern.empty()) TakePath(rule);
        else MatchRule(rule, layers, offset, next);
      }
    } while (layers.depth() < max_depth && layers.DecodeNext());
  }

  void MatchRule(const CompiledRule& rule, const LayeredText& layers, std::size_t offset, std::size_t next) {
    const RE2& pattern = rule.Pattern();
    if (!pattern.ok()) return;
    const std::string_view text = layers.text();
    const int groups = rule.rule.match_group == 0 ? 0 : pattern.NumberOfCapturingGroups();
    std::vector<re2::StringPiece> found(static_cast<std::size_t>(groups) + 1);
    std::size_t at = 0;
    for (std::size_t count = 0; at <= text.size(); ++count) {
      if (count == kMaxHitsPerRule || hits_.size() > kMaxHits) {
        cut_ = true;
        return;
      }
      if (!pattern.Match(Piece(text), at, text.size(), RE2::UNANCHORED, found.data(), groups + 1)) return;
      const std::size_t end = SpanIn(text, found[0]).end;
      const Span match = SpanIn(text, found[rule.rule.match_group <= groups ? static_cast<std::size_t>(rule.rule.match_group) : 0]);
      const bool counts = layers.depth() == 0 || layers.TouchesDecoded(match);
      if (counts && offset + layers.ToOriginal(match).begin < next) TakeMatch(rule, layers, match, found, offset);
      at = end > at ? end : at + 1;
    }
  }

  static Span SpanIn(std::string_view text, const re2::StringPiece& part) {
    const auto begin = static_cast<std::size_t>(part.data() - text.data());
    return {begin, begin + part.size()};
  }

  void TakeMatch(const CompiledRule& rule, const LayeredText& layers, Span match, const std::vector<re2::StringPiece>& found, std::size_t offset) {
    const std::string_view text = layers.text();
    const Span trimmed = Trimmed(text, match);
    if (trimmed.empty()) return;
    const Span secret = rule.rule.match_group == 0 ? SecretIn(rule, text, trimmed) : Chosen(rule.rule, text, trimmed, found);
    if (Discards(rule, {path_, commit_, trimmed.Of(text), secret.Of(text), LineAround(text, match).Of(text)})) return;
    // A match that begins with the end of a line belongs to the next.
    if (text[match.begin] == '\n') ++match.begin;
    match.end = trimmed.end;
    ImportedHit hit{&rule.rule, layers.ToOriginal(match).Shifted(offset), layers.ToOriginal(secret).Shifted(offset), {}, {}};
    if (layers.depth() > 0) {
      hit.decoded = secret.Of(text);
      hit.decoded_from = layers.EncodingsOf(match);
    }
    hits_.push_back(std::move(hit));
  }

  // Groups are those of the match read by itself, as gitleaks reads it.
  static Span SecretIn(const CompiledRule& rule, std::string_view text, Span match) {
    const RE2& pattern = rule.Pattern();
    const int groups = pattern.NumberOfCapturingGroups();
    const std::string_view alone = match.Of(text);
    // Each group costs, and the first ones mostly tell.
    for (int asked = std::min(groups, std::max(1, rule.rule.secret_group)); asked > 0; asked = std::min(groups, asked * 4)) {
      std::vector<re2::StringPiece> found(static_cast<std::size_t>(asked) + 1);
      if (!pattern.Match(Piece(alone), 0, alone.size(), RE2::UNANCHORED, found.data(), asked + 1)) return match;
      const bool told = std::any_of(found.begin() + 1, found.end(), [](const re2::StringPiece& group) { return !group.empty(); });
      if (asked == groups || rule.rule.secret_group > 0 || told) return Chosen(rule.rule, text, match, found);
    }
    return match;
  }

  static Span Chosen(const ImportedRule& rule, std::string_view text, Span match, const std::vector<re2::StringPiece>& found) {
    if (rule.secret_group > 0) {
      const auto group = static_cast<std::size_t>(rule.secret_group);
      if (group < found.size() && found[group].data()) return SpanIn(text, found[group]);
      // A secret of nothing has no entropy.
      return rule.entropy == 0 ? match : Span{match.begin, match.begin};
    }
    for (std::size_t i = 1; i < found.size(); ++i) {
      if (static_cast<int>(i) != rule.match_group && !found[i].empty()) return SpanIn(text, found[i]);
    }
    return match;
  }

  bool Discards(const CompiledRule& rule, const ImportedSubject& subject) const {
    if (subject.secret.empty()) return true;
    if (rule.rule.entropy != 0 && ImportedEntropy(subject.secret) <= rule.rule.entropy) return true;
    const auto allows = [&](const CompiledAllowlist& list) { return list.Concerns(rule.rule.id) && list.Allows(subject); };
    if (std::any_of(state_.allowlists.begin(), state_.allowlists.end(), allows)) return true;
    if (std::any_of(rule.allowlists.begin(), rule.allowlists.end(), [&](const CompiledAllowlist& list) { return list.Allows(subject); })) return true;
    ExpressionInput input{subject.path, subject.secret, subject.match, subject.line, rule.rule.id, rule.rule.description,
                          state_.reads_like_words ? &state_.reads_like_words : nullptr};
    return (state_.filter && state_.filter->IsTrue(input)) || (rule.filter && rule.filter->IsTrue(input));
  }

  const State& state_;
  std::string_view path_, text_, commit_;
  std::vector<Runs> runs_;
  std::vector<bool> wanted_;
  std::vector<ImportedHit> hits_;
  bool cut_ = false;
};

ImportedMatcher::ImportedMatcher(ImportedRules rules, std::function<bool(std::string_view)> reads_like_words)
    : state_(std::make_unique<State>(std::move(rules), std::move(reads_like_words))) {}
ImportedMatcher::~ImportedMatcher() = default;
ImportedMatcher::ImportedMatcher(ImportedMatcher&&) noexcept = default;

const ImportedRules& ImportedMatcher::rules() const { return state_->rules; }

ImportedHits ImportedMatcher::Match(std::string_view path, std::string_view text, std::string_view commit, std::size_t max_depth) const {
  return Run(*state_, path, text, commit).Hits(max_depth);
}

}  // namespace keylint
