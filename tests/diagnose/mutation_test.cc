// SPDX-License-Identifier: Apache-2.0
// Keys grown from every documented or checksummed rule, and what becomes of
// them on the way: the promises of rules/README.md, measured. The mutations
// here know nothing of lint/diagnose/align.cc.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <map>
#include <set>

#include "lint/checksum/structure.h"
#include "lint/diagnose/diagnose.h"
#include "lint/ruleset/builtin.h"
#include "tests/diagnose/grown_key.h"

namespace keylint {
namespace {

using testing::Grow;
using testing::RandomText;

const KeyIndex& Index() {
  static const KeyIndex index(BuiltinRules());
  return index;
}

bool HasCheck(const Shape& shape) {
  return std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& p) { return p.kind == PieceKind::kCheck; });
}

bool IsStrong(const KeyRule& key) {
  return key.evidence == Evidence::kDocumented ||
         std::any_of(key.shapes.begin(), key.shapes.end(), HasCheck);
}

std::string VariableOf(const KeyRule& key) {
  const auto plain = [](std::span<const std::string_view> names) -> std::string {
    for (const std::string_view name : names) {
      if (name.find('*') == std::string_view::npos) return std::string(name);
    }
    return "";
  };
  const std::string own = plain(key.variables);
  return !own.empty() ? own : plain(BuiltinRules().ProviderOf(key).variables);
}

Verdict InVariable(const KeyRule& key, std::string_view value, std::vector<std::string>* trace = nullptr) {
  const std::string variable = VariableOf(key);
  std::vector<const KeyRule*> keys = Index().KeysOfVariable(variable);
  if (std::find(keys.begin(), keys.end(), &key) == keys.end()) keys.push_back(&key);
  return DiagnoseValue(value, {0, value.size()}, variable, keys, {.keys = &Index(), .text = value, .kind = TextKind::kSettings, .trace = trace});
}

Verdict InText(const KeyRule& key, std::string_view token, Lead lead) {
  return Diagnose({.key = &key, .token = token, .span = {0, token.size()}, .lead = lead}, {.keys = &Index(), .text = token});
}

// Whether a rule that speaks here fits the token: those with a beginning of
// their own, and those whose key the variable may hold.
bool FitsSomething(const KeyRule& key, std::string_view token) {
  const std::string variable = VariableOf(key);
  const std::vector<const KeyRule*> wanted = Index().KeysOfVariable(variable);
  for (const KeyRule& other : BuiltinRules().keys) {
    const bool asked = &other == &key || std::find(wanted.begin(), wanted.end(), &other) != wanted.end();
    for (const Shape& shape : other.shapes) {
      if ((asked || (other.bare && !LeadingLiteral(shape).empty())) && Fits(shape, token)) return true;
    }
  }
  return false;
}

struct Mutation {
  const char* name;
  std::function<std::string(const KeyRule&, const Shape&, std::string, std::mt19937&)> make;  // empty: does not apply
  std::set<Diagnosis> right;
};

std::string Head(const Shape& shape) { return shape.pieces[0].kind == PieceKind::kLiteral ? std::string(shape.pieces[0].literal) : ""; }

std::size_t Middle(const Shape& shape, const std::string& token) {
  const std::size_t head = Head(shape).size();
  return head + (token.size() - head) / 2;
}

const std::vector<Mutation>& Mutations() {
  using D = Diagnosis;
  static const std::vector<Mutation> mutations = {
      {"dropped", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { return t.erase(Middle(s, t), 1); },
       {D::kTooShort, D::kTruncated, D::kBadChecksum, D::kBadStructure}},
      {"one more", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { return t.insert(Middle(s, t), 1, t[Middle(s, t)]); },
       {D::kTooLong, D::kBadChecksum, D::kBadStructure}},
      {"doubled", [](const KeyRule&, const Shape&, std::string t, std::mt19937&) { return t + t; }, {D::kDoubled}},
      {"separator", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         const std::string head = Head(s);
         const std::size_t at = head.find_last_of("-_");
         if (at == std::string::npos || head.size() < 4) return std::string();
         t[at] = t[at] == '-' ? '_' : '-';
         return t;
       }, {D::kBadPrefix}},
      {"prefix case", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         const std::string head = Head(s);
         bool changed = false;
         if (head.size() < 4) return std::string();
         for (std::size_t i = 0; i < head.size(); ++i) {
           if (t[i] >= 'a' && t[i] <= 'z') t[i] = static_cast<char>(t[i] - 32), changed = true;
           else if (t[i] >= 'A' && t[i] <= 'Z') t[i] = static_cast<char>(t[i] + 32), changed = true;
         }
         return changed ? t : std::string();
       }, {D::kBadCase}},
      {"foreign", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { t[Middle(s, t)] = '!'; return t; }, {D::kBadCharacter}},
      {"look-alike", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { return t.replace(Middle(s, t), 1, "\xd0\xb0"); },
       {D::kHomoglyph}},
      {"invisible", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { return t.insert(Middle(s, t), "\xe2\x80\x8b"); },
       {D::kInvisibleCharacter}},
      {"cut", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         return t.substr(0, Head(s).size() + (t.size() - Head(s).size()) / 2); },
       {D::kTruncated, D::kTooShort, D::kBadStructure}},
      {"quoted", [](const KeyRule&, const Shape&, std::string t, std::mt19937&) { return '"' + t + '"'; }, {D::kStrayQuote}},
      {"spaced", [](const KeyRule&, const Shape&, std::string t, std::mt19937&) { return t + ' '; }, {D::kWhitespace}},
      {"wrapped", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) { return t.insert(Middle(s, t), "\n"); }, {D::kWhitespace}},
      {"bearer", [](const KeyRule&, const Shape&, std::string t, std::mt19937&) { return "Bearer " + t; }, {D::kSchemePrefix}},
      {"masked", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         const std::size_t head = Head(s).size();
         return t.substr(0, head + 4) + "****" + t.substr(t.size() - 4); }, {D::kMasked}},
      {"check flipped", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         if (!HasCheck(s)) return std::string();
         char& c = t[Middle(s, t)];
         const std::string_view all = AlphabetCharacters(s.pieces.back().alphabet);
         c = c == all[1] ? all[2] : all[1];
         return t;
       }, {D::kBadChecksum}},
      {"base64", [](const KeyRule&, const Shape& s, std::string t, std::mt19937&) {
         constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
         std::string out;
         if (Head(s).size() < 3) return out;
         for (std::size_t i = 0; i < t.size(); i += 3) {
           unsigned group = 0;
           for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (i + k < t.size() ? static_cast<unsigned char>(t[i + k]) : 0u);
           for (std::size_t k = 0; k < 4; ++k) out += i + k > t.size() ? '=' : kDigits[group >> (18 - 6 * k) & 63];
         }
         return out;
       }, {D::kBadEncoding}},
  };
  return mutations;
}

bool Verbose() { return std::getenv("KEYLINT_VERBOSE") != nullptr; }

TEST(Mutations, AWellFormedKeyIsNeverCalledMalformed) {
  std::mt19937 random(7);
  std::size_t grown = 0;
  for (const KeyRule& key : BuiltinRules().keys) {
    for (const Shape& shape : key.shapes) {
      for (int i = 0; i < 6; ++i) {
        const std::string token = Grow(key, shape, random, i % 2 != 0);
        if (!Fits(shape, token)) continue;
        ++grown;
        if (!key.structure.empty() && VerifyStructure(key.structure, token).state == StructureState::kBad) continue;
        EXPECT_NE(InVariable(key, token).form, Form::kMalformed) << key.id;
        EXPECT_NE(InText(key, token, Lead::kShape).form, Form::kMalformed) << key.id;
      }
    }
  }
  EXPECT_GT(grown, 1000u);
}

TEST(Mutations, AWellFormedKeyIsFound) {
  std::mt19937 random(8);
  std::size_t all = 0, found = 0, named = 0;
  std::map<std::string_view, int> lost;
  for (const KeyRule& key : BuiltinRules().keys) {
    if (!IsStrong(key)) continue;
    for (const Shape& shape : key.shapes) {
      for (int i = 0; i < 4; ++i) {
        const std::string token = Grow(key, shape, random);
        if (!Fits(shape, token)) continue;
        ++all;
        const Verdict verdict = InVariable(key, token);
        const bool right = verdict.form == Form::kWellFormed;
        found += right;
        named += right && verdict.key->provider == key.provider;
        if (!right || verdict.key->provider != key.provider) ++lost[key.id];
      }
    }
  }
  std::printf("well-formed: %zu grown, %zu found, %zu with the provider\n", all, found, named);
  if (Verbose()) for (const auto& [id, count] : lost) std::printf("  lost %.*s %d\n", int(id.size()), id.data(), count);
  EXPECT_GE(static_cast<double>(named), 0.97 * static_cast<double>(all));
}

TEST(Mutations, BrokenKeysAreFoundAndExplained) {
  std::mt19937 random(9);
  std::size_t all = 0, found = 0, right = 0;
  for (const Mutation& mutation : Mutations()) {
    std::size_t made = 0, seen = 0, explained = 0;
    std::map<std::string, int> misses;
    for (const KeyRule& key : BuiltinRules().keys) {
      if (!IsStrong(key) || key.shapes.empty() || VariableOf(key).empty()) continue;
      for (std::size_t which = 0; which < std::min<std::size_t>(key.shapes.size(), 4); ++which) {
      const Shape& shape = key.shapes[which];
      const std::string sound = Grow(key, shape, random);
      if (!Fits(shape, sound)) continue;
      const std::string broken = mutation.make(key, shape, sound, random);
      if (broken.empty() || (std::string_view(mutation.name) != "check flipped" && FitsSomething(key, broken))) continue;
      ++made;
      std::vector<std::string> trace;
      const Verdict verdict = InVariable(key, broken, &trace);
      const bool is_found = (verdict.form == Form::kMalformed || verdict.form == Form::kUnrecognised) && verdict.key->provider == key.provider;
      const bool is_right = is_found && mutation.right.contains(verdict.diagnosis);
      seen += is_found;
      explained += is_right;
      if (!is_right) ++misses[std::string(is_found ? "? " : "! ") + std::string(key.id) + " form " + std::to_string(static_cast<int>(verdict.form)) + " " + std::string(DiagnosisName(verdict.diagnosis)) + " key " + std::string(verdict.key != nullptr ? verdict.key->id : "-") + " | " + trace.back()];
      }
    }
    std::printf("%-14s %5zu made, %5.1f %% found, %5.1f %% explained\n", mutation.name, made, 100.0 * double(seen) / double(std::max<std::size_t>(made, 1)), 100.0 * double(explained) / double(std::max<std::size_t>(made, 1)));
    if (Verbose()) for (const auto& [what, count] : misses) std::printf("    %s\n", what.c_str());
    all += made;
    found += seen;
    right += explained;
  }
  std::printf("all            %5zu made, %5.2f %% found, %5.2f %% explained\n", all, 100.0 * double(found) / double(all), 100.0 * double(right) / double(all));
  EXPECT_GE(static_cast<double>(found), 0.90 * static_cast<double>(all));
  EXPECT_GE(static_cast<double>(right), 0.85 * static_cast<double>(all));
}

}  // namespace
}  // namespace keylint
