// SPDX-License-Identifier: Apache-2.0
// A feature is a line of the table. What depends on both the name and the
// value (a word is a likely password but hardly a key) is a pair of the two
// enumerations, one feature per combination.
#include "lint/generic/features.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

using C = const GenericCandidate&;

struct Feature {
  std::string_view name;
  double (*value)(C);
};

double If(bool condition) { return condition ? 1 : 0; }
bool SizeIs(C c, std::size_t least, std::size_t most) { return c.facts.size >= least && c.facts.size <= most; }
double Share(std::size_t part, C c) {
  return c.facts.size == 0 ? 0 : static_cast<double>(part) / static_cast<double>(std::min<std::size_t>(c.facts.size, 1024));
}
// "%s", "0x%lx": not "%20".
bool HoldsFormat(std::string_view value) {
  for (std::size_t at = value.find('%'); at != std::string_view::npos; at = value.find('%', at + 1)) {
    if (at + 1 < value.size() && std::string_view("sdiuxXplzc@").find(value[at + 1]) != std::string_view::npos) return true;
  }
  return false;
}
// What people invent: words and digits. The examples hold few: their secrets
// were made random.
bool IsMadeUp(C c) {
  constexpr std::string_view kSymbols = "!@#$%^&*?+=~_-.";
  return SizeIs(c, 6, 24) && c.facts.lower + c.facts.upper >= 4 && c.facts.digits > 0 && c.facts.like_words && !c.facts.trade_words && !c.facts.holds_secret_word &&
         std::all_of(c.value.begin(), c.value.end(), [&](char at) { return IsAlnum(at) || kSymbols.find(at) != std::string_view::npos; });
}
// For a password, under a name that ends in one.
bool IsInvented(C c) {
  const bool plain = c.facts.value_class == ValueClass::kOpaque || c.facts.value_class == ValueClass::kWords;
  return c.name.kind == SecretKind::kPassword && c.name.last && plain && IsMadeUp(c);
}
// "marmalade", where only a password can stand.
bool IsOneWord(C c) {
  const ValueFacts& facts = c.facts;
  return c.name.kind == SecretKind::kPassword && facts.lower == facts.size && facts.like_words && !facts.trade_words && !facts.holds_secret_word;
}
// "Winter2024!", "Meadow.Falcon77": as a policy for passwords asks.
bool ObeysPolicy(C c) {
  const ValueFacts& facts = c.facts;
  const bool both = c.name.kind == SecretKind::kPassword && c.name.last && IsMadeUp(c) && facts.size >= 8 && facts.lower > 0 && facts.upper > 0;
  // One of '.', '-' and '_' between two words is a sign as well; more are a path.
  return both && (facts.symbols > 0 ? facts.separators <= 1 : facts.separators == 1 && facts.upper >= 2 && facts.digits >= 2 && !IsAlpha(c.value.back()));
}
// The same where a program signs or encrypts with it.
bool IsSecretByPolicy(C c) {
  const ValueFacts& facts = c.facts;
  const bool named = c.name.last && (c.name.kind == SecretKind::kSecret || ((c.name.kind == SecretKind::kKey || c.name.kind == SecretKind::kToken) && c.name.qualified));
  return named && IsMadeUp(c) && facts.size >= 12 && facts.digits >= 2 && facts.lower > 0 && facts.upper > 0 && facts.symbols > 0 && facts.separators == 0;
}
// "Berlin2020".
bool IsWordAndNumber(C c) {
  const ValueFacts& facts = c.facts;
  return IsInvented(c) && facts.size >= 8 && facts.upper == 1 && IsUpper(c.value[0]) && facts.digits >= 2 &&
         facts.lower + facts.digits + 1 == facts.size && IsDigit(c.value[facts.lower + 1]);
}
bool Punctuation(char c) { return c == '.' || c == ':' || c == '!' || c == '?' || c == ','; }

constexpr Feature kFeatures[] = {
    {"bias", [](C) { return 1.0; }},
    // The name.
    {"name.last", [](C c) { return If(c.name.last); }},
    {"name.qualified", [](C c) { return If(c.name.qualified); }},
    {"name.about", [](C c) { return If(c.name.about); }},
    {"name.other-tail", [](C c) { return If(!c.name.last && !c.name.about && c.name.says_secret()); }},
    {"name.common", [](C c) { return If(c.name.common); }},
    {"name.public", [](C c) { return If(c.name.is_public); }},
    {"name.encrypted", [](C c) { return If(c.name.encrypted); }},
    {"name.alone", [](C c) { return If(c.name.words == 1); }},
    {"name.alone-key", [](C c) { return If(c.name.words == 1 && c.name.kind == SecretKind::kKey); }},
    {"name.alone-token", [](C c) { return If(c.name.words == 1 && c.name.kind == SecretKind::kToken); }},
    {"name.long", [](C c) { return If(c.name.words > 4); }},
    {"name.distant", [](C c) { return If(c.name_distance > 0); }},
    {"name.distant-hash", [](C c) { return If(c.name_distance > 0 && c.facts.value_class == ValueClass::kHash); }},
    {"name.distant-word", [](C c) { return If(c.name_distance > 0 && c.facts.like_words); }},
    {"name.callee-word", [](C c) { return If(c.by_callee && c.facts.like_words); }},
    {"name.callee", [](C c) { return If(c.by_callee); }},
    {"parent.secret", [](C c) { return If(c.parent.says_secret()); }},
    {"name.weak", [](C c) { return If(c.name.weak); }},
    {"name.weak-word", [](C c) { return If(c.name.weak && (c.facts.like_words || c.facts.blanks > 0)); }},
    {"value.within-name", [](C c) { return If(c.within_name); }},
    {"value.holds-name", [](C c) { return If(c.holds_name); }},
    // The value's length.
    {"size.1-4", [](C c) { return If(SizeIs(c, 0, 4)); }},
    {"size.5-6", [](C c) { return If(SizeIs(c, 5, 6)); }},
    {"size.7-8", [](C c) { return If(SizeIs(c, 7, 8)); }},
    {"size.9-12", [](C c) { return If(SizeIs(c, 9, 12)); }},
    {"size.13-19", [](C c) { return If(SizeIs(c, 13, 19)); }},
    {"size.20-31", [](C c) { return If(SizeIs(c, 20, 31)); }},
    {"size.32", [](C c) { return If(SizeIs(c, 32, 32)); }},
    {"size.33-63", [](C c) { return If(SizeIs(c, 33, 63)); }},
    {"size.64-128", [](C c) { return If(SizeIs(c, 64, 128)); }},
    {"size.129+", [](C c) { return If(c.facts.size > 128); }},
    // Its characters.
    {"chars.bits", [](C c) { return std::clamp((c.facts.bits_per_character - 4.5) / 1.5, -2.0, 2.0); }},
    {"chars.bits-letters", [](C c) { return c.facts.digits + c.facts.symbols == 0 ? std::clamp((c.facts.bits_per_character - 4.5), -2.0, 3.0) : 0.0; }},
    {"chars.entropy", [](C c) { return std::clamp((c.facts.entropy - 3) / 1.5, -2.0, 2.0); }},
    {"chars.random", [](C c) { return If(c.facts.random); }},
    {"chars.like-words", [](C c) { return If(c.facts.like_words); }},
    {"chars.digit-share", [](C c) { return Share(c.facts.digits, c); }},
    {"chars.upper-share", [](C c) { return Share(c.facts.upper, c); }},
    {"chars.symbol-share", [](C c) { return Share(c.facts.symbols, c); }},
    {"chars.separator-share", [](C c) { return Share(c.facts.separators, c); }},
    {"chars.foreign", [](C c) { return If(c.facts.foreign > 0); }},
    {"chars.blanks", [](C c) { return If(c.facts.blanks > 0); }},
    {"chars.three-blanks", [](C c) { return If(c.facts.blanks > 2); }},
    {"chars.one-character", [](C c) { return If(c.facts.distinct <= 2); }},
    {"chars.padded", [](C c) { return If(c.facts.padded); }},
    {"chars.mixed", [](C c) { return If(c.facts.lower > 0 && c.facts.upper > 0 && c.facts.digits > 0); }},
    {"chars.three-kinds", [](C c) { return If(c.facts.lower + c.facts.upper > 0 && c.facts.digits > 0 && c.facts.symbols > 0 && c.facts.blanks + c.facts.foreign == 0); }},
    {"chars.lower-only", [](C c) { return If(c.facts.lower == c.facts.size); }},
    {"chars.upper-only", [](C c) { return If(c.facts.upper == c.facts.size); }},
    {"chars.capitalised", [](C c) { return If(c.facts.upper == 1 && c.facts.lower > 2 && IsUpper(c.value[0]) && c.facts.digits == 0); }},
    {"chars.shouting", [](C c) { return If(c.facts.lower == 0 && c.facts.upper > 2 && c.facts.separators > 0); }},
    {"chars.secret-word", [](C c) { return If(c.facts.holds_secret_word); }},
    {"chars.trade-words", [](C c) { return If(c.facts.trade_words); }},
    {"chars.ends-punctuated", [](C c) { return If(!c.value.empty() && Punctuation(c.value.back())); }},
    {"chars.begins-symbol", [](C c) { return If(!c.value.empty() && !IsAlnum(c.value[0])); }},
    {"chars.bracket", [](C c) { return If(c.value.find_first_of("()[]{}<>") != std::string::npos); }},
    {"chars.percent", [](C c) { return If(c.value.find('%') != std::string::npos); }},
    {"chars.format", [](C c) { return If(HoldsFormat(c.value)); }},
    {"chars.binary", [](C c) { return If(c.facts.binary); }},
    {"chars.key-id", [](C c) { return If(c.facts.key_id); }},
    {"chars.escaped", [](C c) { return If(c.value.find("\\x") != std::string::npos || c.value.find("\\u") != std::string::npos); }},
    {"chars.dollar", [](C c) { return If(c.value.find('$') != std::string::npos); }},
    {"chars.colon", [](C c) { return If(c.value.find(':') != std::string::npos); }},
    {"chars.slash", [](C c) { return If(c.value.find('/') != std::string::npos); }},
    {"chars.dot", [](C c) { return If(c.value.find('.') != std::string::npos); }},
    {"chars.dash", [](C c) { return If(c.value.find('-') != std::string::npos); }},
    {"chars.underscore", [](C c) { return If(c.value.find('_') != std::string::npos); }},
    {"chars.equals", [](C c) { return If(c.value.find('=') != std::string::npos && !c.facts.padded); }},
    {"chars.comma", [](C c) { return If(c.value.find(',') != std::string::npos); }},
    {"chars.invented", [](C c) { return If(IsInvented(c)); }},
    {"chars.policy", [](C c) { return If(ObeysPolicy(c)); }},
    {"chars.policy-secret", [](C c) { return If(IsSecretByPolicy(c)); }},
    {"chars.word-and-number", [](C c) { return If(IsWordAndNumber(c)); }},
    {"chars.crypt", [](C c) { return If(c.value.size() > 12 && c.value[0] == '$'); }},
    // What it is known to be.
    {"class.words", [](C c) { return If(c.facts.value_class == ValueClass::kWords); }},
    {"class.hash", [](C c) { return If(c.facts.value_class == ValueClass::kHash); }},
    {"class.number", [](C c) { return If(c.facts.value_class == ValueClass::kNumber); }},
    {"class.boolean", [](C c) { return If(c.facts.value_class == ValueClass::kBoolean); }},
    {"class.url", [](C c) { return If(c.facts.value_class == ValueClass::kUrl); }},
    {"class.email", [](C c) { return If(c.facts.value_class == ValueClass::kEmail); }},
    {"class.path", [](C c) { return If(c.facts.value_class == ValueClass::kPath); }},
    {"class.code", [](C c) { return If(c.facts.value_class == ValueClass::kCode); }},
    {"class.date", [](C c) { return If(c.facts.value_class == ValueClass::kDate); }},
    {"class.version", [](C c) { return If(c.facts.value_class == ValueClass::kVersion); }},
    {"class.masked", [](C c) { return If(c.facts.value_class == ValueClass::kMasked); }},
    // How it is written.
    {"carrier.pair", [](C c) { return If(c.carrier == Carrier::kPair); }},
    {"carrier.url", [](C c) { return If(c.carrier == Carrier::kUrl); }},
    {"carrier.url-invented", [](C c) { return If(c.carrier == Carrier::kUrl && IsInvented(c) && !c.at_example_host && !c.document->test); }},
    {"carrier.phrase", [](C c) { return If(c.carrier == Carrier::kPhrase); }},
    {"carrier.phrase-invented", [](C c) { return If(c.carrier == Carrier::kPhrase && IsInvented(c)); }},
    {"carrier.phrase-word", [](C c) { return If(c.carrier == Carrier::kPhrase && IsOneWord(c)); }},
    {"carrier.header", [](C c) { return If(c.carrier == Carrier::kHeader); }},
    {"scheme.basic", [](C c) { return If(c.scheme == AuthScheme::kBasic); }},
    {"scheme.bearer", [](C c) { return If(c.scheme == AuthScheme::kBearer); }},
    {"scheme.other", [](C c) { return If(c.scheme == AuthScheme::kOther); }},
    {"kind.value", [](C c) { return If(c.kind == LiteralKind::kValue); }},
    {"kind.argument", [](C c) { return If(c.kind == LiteralKind::kArgument); }},
    {"kind.text", [](C c) { return If(c.kind == LiteralKind::kText); }},
    {"kind.text-word", [](C c) { return If(c.kind == LiteralKind::kText && c.facts.like_words); }},
    {"quote.none", [](C c) { return If(c.quote == Quote::kNone); }},
    {"quote.none-word", [](C c) { return If(c.quote == Quote::kNone && c.facts.like_words); }},
    {"written.comment", [](C c) { return If(c.in_comment); }},
    {"written.example-host", [](C c) { return If(c.at_example_host); }},
    {"written.connection", [](C c) { return If(c.in_connection); }},
    {"written.compared", [](C c) { return If(c.is_compared); }},
    {"written.fallback", [](C c) { return If(c.is_fallback); }},
    {"written.decoded", [](C c) { return If(!c.decoded_from.empty()); }},
    {"written.long-line", [](C c) { return If(c.line_length > 400); }},
    // The document.
    {"document.settings", [](C c) { return If(c.document->settings); }},
    {"document.source", [](C c) { return If(c.document->source); }},
    {"document.source-word", [](C c) { return If(c.document->source && c.facts.like_words); }},
    {"document.prose", [](C c) { return If(c.document->prose); }},
    {"document.prose-word", [](C c) { return If(c.document->prose && c.facts.like_words); }},
    {"document.data", [](C c) { return If(c.document->data); }},
    {"document.test", [](C c) { return If(c.document->test); }},
    {"document.example", [](C c) { return If(c.document->example); }},
    {"document.locale", [](C c) { return If(c.document->locale); }},
    {"document.environment-password", [](C c) { return If(c.document->environment && c.name.kind == SecretKind::kPassword); }},
    {"document.lock", [](C c) { return If(c.document->lock); }},
    {"document.vectors", [](C c) { return If(c.document->vectors); }},
    {"document.minified", [](C c) { return If(c.document->minified); }},
    // Its neighbours.
    {"near.siblings-3", [](C c) { return If(c.siblings >= 3); }},
    {"near.siblings-10", [](C c) { return If(c.siblings >= 10); }},
    {"near.siblings-30", [](C c) { return If(c.siblings >= 30); }},
    {"near.company-5", [](C c) { return If(c.company >= 5); }},
    {"near.company-20", [](C c) { return If(c.company >= 20); }},
    {"near.company-100", [](C c) { return If(c.company >= 100); }},
    {"near.repeated", [](C c) { return If(c.repeats >= 2); }},
    {"near.repeated-5", [](C c) { return If(c.repeats >= 5); }},
};
constexpr std::size_t kPlain = std::size(kFeatures);
constexpr std::size_t kPairs = kSecretKinds * kValueShapes;

std::vector<std::string> MakeNames() {
  std::vector<std::string> names;
  names.reserve(kPlain + kPairs + kSecretKinds);
  for (const Feature& feature : kFeatures) names.emplace_back(feature.name);
  for (std::size_t kind = 0; kind < kSecretKinds; ++kind) {
    for (std::size_t shape = 0; shape < kValueShapes; ++shape) {
      names.push_back(std::string(SecretKindName(static_cast<SecretKind>(kind))) + "+" +
                      std::string(ValueShapeName(static_cast<ValueShape>(shape))));
    }
  }
  for (std::size_t kind = 0; kind < kSecretKinds; ++kind) {
    names.push_back("kind." + std::string(SecretKindName(static_cast<SecretKind>(kind))));
  }
  return names;
}

}  // namespace

const std::vector<std::string>& FeatureNames() {
  static const std::vector<std::string> kNames = MakeNames();
  return kNames;
}

std::vector<float> FeaturesOf(const GenericCandidate& candidate) {
  std::vector<float> values(kPlain + kPairs + kSecretKinds, 0.0F);
  for (std::size_t i = 0; i < kPlain; ++i) values[i] = static_cast<float>(kFeatures[i].value(candidate));
  const auto kind = static_cast<std::size_t>(candidate.name.kind);
  values[kPlain + kind * kValueShapes + static_cast<std::size_t>(candidate.facts.shape)] = 1;
  values[kPlain + kPairs + kind] = 1;
  return values;
}

}  // namespace keylint
