// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/check.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>
#include <re2/re2.h>

#include "lint/checksum/structure.h"
#include "lint/ruleset/grow.h"
#include "lint/ruleset/pattern.h"

namespace keylint {
namespace {

using Remarks = std::vector<RuleRemark>;

std::string Joined(std::span<const std::string_view> pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

bool Contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

class Checker {
 public:
  explicit Checker(const RuleSet& rules) : rules_(rules) {}

  Remarks Check() {
    for (std::size_t i = 0; i < rules_.providers.size(); ++i) CheckProvider(rules_.providers[i], i);
    for (const KeyRule& key : rules_.keys) CheckKey(key);
    return std::move(remarks_);
  }

 private:
  void Fault(std::string_view id, std::string_view field, std::string message) {
    remarks_.push_back({RemarkKind::kFault, std::string(id), std::string(field), std::move(message)});
  }
  void Advise(std::string_view id, std::string_view field, std::string message) {
    remarks_.push_back({RemarkKind::kAdvice, std::string(id), std::string(field), std::move(message)});
  }

  void CheckProvider(const Provider& provider, std::size_t index) {
    const bool secret = std::any_of(rules_.keys.begin(), rules_.keys.end(), [&](const KeyRule& key) {
      return key.provider == index && IsSecret(key.privilege);
    });
    if (secret && provider.revoke.empty()) Fault(provider.id, "revoke", "has secret keys, but does not say where to revoke them");
    for (const auto& hosts : {provider.hosts, provider.hosts_test}) {
      for (const std::string_view host : hosts) CheckHost(provider, host);
    }
    for (const std::string_view host : provider.hosts_test) {
      if (std::find(provider.hosts.begin(), provider.hosts.end(), host) == provider.hosts.end()) {
        Advise(provider.id, "hosts_test", fmt::format("'{}' is not among its hosts", host));
      }
    }
    for (const std::string_view variable : provider.variables) CheckVariable(provider.id, variable);
  }

  void CheckHost(const Provider& provider, std::string_view host) {
    if (Contains(host, "/") || Contains(host, ":") || !Contains(host, ".")) {
      Fault(provider.id, "hosts", fmt::format("'{}' is no host name", host));
    } else if (const std::size_t star = host.rfind('*'); star != std::string_view::npos && !host.starts_with("*.")) {
      Fault(provider.id, "hosts", fmt::format("'{}': a star stands in front only, as *.", host));
    }
  }

  void CheckVariable(std::string_view id, std::string_view variable) {
    const bool plain = variable.find_first_not_of(
                           "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_*.-:/$") == std::string_view::npos;
    if (!plain || variable.empty()) Fault(id, "variables", fmt::format("'{}' is no name of a variable", variable));
    if (variable.find_first_not_of('*') == std::string_view::npos) Fault(id, "variables", "'*' alone stands for everything");
  }

  void CheckKey(const KeyRule& key) {
    if (!key.id.starts_with(rules_.ProviderOf(key).id)) {
      Advise(key.id, "id", fmt::format("does not begin with its provider '{}'", rules_.ProviderOf(key).id));
    }
    CheckSentence(key, "why", key.why);
    CheckSentence(key, "fix", key.fix);
    if (key.clean.empty()) Advise(key.id, "clean", "has no line on which nothing may be found");
    for (const std::string_view variable : key.variables) CheckVariable(key.id, variable);
    if (!key.retired.empty() && key.retired_hint.empty()) Advise(key.id, "retired_hint", "does not say what replaces it");
    CheckPlaces(key);
    CheckExamples(key);
    CheckCost(key);
    CheckTwins(key);
  }

  void CheckSentence(const KeyRule& key, std::string_view field, std::string_view text) {
    if (text.empty()) return;
    if (!text.ends_with('.')) Fault(key.id, field, "is a sentence and ends with a full stop");
    if (Contains(text, "http://") || Contains(text, "https://")) Fault(key.id, field, "holds an address; a host is enough");
    if (text.size() > 220) Advise(key.id, field, "is long: one short sentence is read, two are not");
  }

  void CheckPlaces(const KeyRule& key) {
    constexpr std::size_t kShortest = 5;
    for (const std::string_view place : key.places) {
      if (place.substr(0, place.find('?')).size() < kShortest) Fault(key.id, "places", "a text of less than five characters stands everywhere");
    }
    for (const std::string_view id : key.follows) {
      const auto is_bare = [id](const KeyRule& other) { return other.id == id && other.bare; };
      if (std::none_of(rules_.keys.begin(), rules_.keys.end(), is_bare)) Fault(key.id, "follows", fmt::format("'{}' is no bare key of these rules", id));
    }
  }

  void CheckExamples(const KeyRule& key) {
    RE2::Options options(RE2::Latin1);
    options.set_log_errors(false);
    options.set_max_mem(64 << 20);
    const RE2 pattern(KeyPattern(key), options);
    if (!pattern.ok()) return Fault(key.id, "shapes", "its pattern is too large for RE2");
    for (const auto& sample : key.samples) CheckSample(key, "samples", Joined(sample), pattern);
    for (const auto& example : key.examples) {
      CheckSample(key, "examples", Joined(example), pattern);
      if (!Joined(example).starts_with(key.pattern_prefix)) Fault(key.id, "prefix", "an example does not begin with it");
    }
    CheckGrown(key, pattern);
  }

  // The text itself is never told: a sample may be mistaken for a key.
  void CheckSample(const KeyRule& key, std::string_view field, const std::string& sample, const RE2& pattern) {
    if (!RE2::FullMatch(sample, pattern)) {
      return Fault(key.id, field, fmt::format("one of {} characters is not matched", sample.size()));
    }
    if (key.structure.empty()) return;
    const StructureResult result = VerifyStructure(key.structure, sample);
    if (result.state == StructureState::kBad) {
      Advise(key.id, field, fmt::format("one does not have the structure {}: {}", key.structure, result.detail));
    }
  }

  void CheckGrown(const KeyRule& key, const RE2& pattern) {
    if (key.shapes.empty()) return;
    for (std::uint64_t seed = 0; seed < key.shapes.size() + 2; ++seed) {
      const std::string grown = GrowKey(key, seed);
      if (!RE2::FullMatch(grown, pattern)) {
        return Fault(key.id, "structure", "examples with the right structure do not fit the shape: their lengths differ");
      }
      if (key.structure.empty()) continue;
      const StructureResult result = VerifyStructure(key.structure, grown);
      if (result.state == StructureState::kBad) {
        return Fault(key.id, "structure", fmt::format("grown examples do not have it: {}", result.detail));
      }
    }
  }

  void CheckCost(const KeyRule& key) {
    if (!key.bare || !key.pattern.empty()) {
      if (!key.pattern.empty() && key.pattern_prefix.size() < 3) Advise(key.id, "prefix", "is shorter than three characters, which costs every scan");
      return;
    }
    if (!key.bare && key.variables.empty() && rules_.ProviderOf(key).variables.empty()) {
      Advise(key.id, "bare", "is found beside a variable only, but names none");
    }
    for (const Shape& shape : key.shapes) {
      const std::size_t length = LongestLiteral(shape).size();
      if (length >= 4) continue;
      if (length < 2 && key.context.empty()) return Advise(key.id, "bare", "a shape without a literal costs a pass of its own; consider bare = false");
      return Advise(key.id, "shapes", fmt::format("its longest literal has {} characters, which costs every scan", length));
    }
  }

  // The same shape under two ids: the first found by name wins, the second
  // is never seen without one.
  void CheckTwins(const KeyRule& key) {
    if (!key.bare) return;
    for (const std::string_view text : key.shape_texts) {
      const auto [place, is_new] = shapes_.emplace(text, &key);
      if (!is_new && place->second != &key && key.structure == place->second->structure) {
        Advise(key.id, "shapes", fmt::format("'{}' is a shape of {} as well", text, place->second->id));
      }
    }
  }

  const RuleSet& rules_;
  Remarks remarks_;
  std::map<std::string_view, const KeyRule*> shapes_;
};

}  // namespace

std::vector<RuleRemark> CheckRules(const RuleSet& rules) { return Checker(rules).Check(); }

std::string LongestLiteral(const Shape& shape) {
  std::string longest, run;
  for (const Piece& piece : shape.pieces) {
    run = piece.kind == PieceKind::kLiteral ? run + std::string(piece.literal) : std::string();
    if (run.size() > longest.size()) longest = run;
  }
  return longest;
}

std::size_t LineOfRule(std::string_view text, std::string_view id) {
  const std::string wanted = fmt::format("\"{}\"", id);
  std::size_t line = 1;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view current = text.substr(0, end);
    const std::size_t first = current.find_first_not_of(" \t");
    if (first != std::string_view::npos && current.substr(first).starts_with("id") && Contains(current, wanted)) return line;
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
  }
  return 0;
}

}  // namespace keylint
