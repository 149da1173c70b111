// SPDX-License-Identifier: Apache-2.0
// The order of questions: does it fit as it stands? Does it fit when one
// mishap is undone, or its prefix mended? Is it a reference, a mask, a
// placeholder? And only then: which shape is nearest, and does what is known
// of that shape bear calling the difference a fault?
#include "lint/diagnose/diagnose.h"

#include <fmt/format.h>

#include "lint/checksum/encoding.h"
#include "lint/diagnose/examiner.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/randomness.h"

namespace keylint {
namespace diagnosing {
namespace {

// get("iam_token", "YC_IAM_TOKEN"): where it is read from.
bool NamesVariable(std::string_view value) {
  constexpr std::size_t kShortest = 6, kLongest = 64;
  if (value.size() < kShortest || value.size() > kLongest || !IsUpper(value.front()) || value.find('_') == std::string_view::npos) return false;
  const auto digits = std::count_if(value.begin(), value.end(), IsDigit);
  return digits <= 2 && std::all_of(value.begin(), value.end(), [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }) && LooksLikeWords(value);
}

}  // namespace

std::size_t SchemeLength(std::string_view value) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (StartsWithNoCase(value, scheme)) return scheme.size();
  }
  return 0;
}

Verdict Examiner::Make(Form form, const KeyRule* key, Diagnosis diagnosis, std::string detail, double confidence) const {
  Verdict verdict;
  verdict.form = form;
  verdict.key = form == Form::kNotAKey ? nullptr : key;
  verdict.diagnosis = diagnosis;
  verdict.detail = std::move(detail);
  verdict.confidence = confidence;
  return verdict;
}

// An exact repair only where the value's bytes are the document's own, or,
// where it is written with escapes, hold the mended key as it is; else what to
// do in words, with an empty span.
std::optional<Repair> Examiner::Replace(std::string text, std::string title, const KeyRule& key) const {
  if (!key.repair || title.empty()) return std::nullopt;
  const Repair advice{{}, {}, title};
  if (span_.end > context_.text.size()) return advice;
  const std::string_view raw = span_.Of(context_.text);
  if (context_.literal != nullptr && context_.literal->quote == Quote::kBlock && raw.ends_with('\n')) {   // The next setting's line begins behind it.
    return Repair{{}, {}, "keep the line end out: write '|-' for '|', '>-' for '>'"};
  }
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || std::string_view("_-.+/=~:").find(c) != std::string_view::npos; });
  if (raw != value_ && (!plain || raw.find(text) == std::string_view::npos)) return advice;
  return Repair{span_, std::move(text), std::move(title)};
}

// A key that counts only in its variable is no broken key of another kind.
bool Examiner::FitsUnasked() const {
  const Entries entries = index_.BeginningWith(value_);
  return std::any_of(entries.begin(), entries.end(), [&](const KeyIndex::Entry& entry) {
    return !entry.key->bare && entry.literal.size() >= kTellingLiteral + 1 && Fits(*entry.shape, value_) &&
           !RunChecks(*entry.key, *entry.shape, value_).wrong();
  });
}

// Nor is it nothing when it begins as secrets do that need no variable:
// sk_live_ and a random text, of whatever provider.
Verdict Examiner::BehindSecretPrefix(const Entries& exact) {
  constexpr std::size_t kPrefix = 6;
  const KeyIndex::Entry* best = nullptr;
  for (const KeyIndex::Entry& entry : exact) {
    const bool tells = entry.key->bare && IsSecret(entry.key->privilege) && entry.literal.size() >= kPrefix && entry.key->evidence != Evidence::kPeer;
    if (tells && (best == nullptr || entry.key->evidence > best->key->evidence)) best = &entry;
  }
  if (best == nullptr || !Meant(*best->key, value_.substr(best->literal.size()))) return Make(Form::kNotAKey, nullptr);
  return Unrecognised(*best->key, fmt::format("{} characters long", value_.size()));
}

// Whether the text begins with more of a key of the variable's provider than
// `fit`, another's of open length, asks for: STRIPE_SECRET_KEY=sk_live_51...
bool Examiner::BeginsAsOwn(const KeyRule& fit) const {
  if (Rank(fit) >= 1 || fit.evidence != Evidence::kPeer) return false;
  std::size_t longest = 0;
  for (const Shape& shape : fit.shapes) longest = std::max(longest, LeadingLiteral(shape).size());
  const Entries entries = index_.BeginningWith(value_);
  return std::any_of(entries.begin(), entries.end(), [&](const KeyIndex::Entry& entry) { return entry.literal.size() > longest && Rank(*entry.key) >= 2; });
}

// Where the variable's provider begins its keys so, nobody else's beginning
// was mistyped.
bool Examiner::HeedVariable(const Entries& exact) {
  const bool asked = std::any_of(exact.begin(), exact.end(), [&](const KeyIndex::Entry& entry) {
    return entry.literal.size() > kTellingLiteral && Rank(*entry.key) >= 2;
  });
  if (!asked) return false;
  std::erase_if(near_, [&](const KeyIndex::Entry& entry) {
    return entry.prefix.fault != PrefixFault::kNone && Rank(*entry.key) < 2;
  });
  return true;
}

// "sha256=gsk_...": whatever it begins like, it is the digest of a file.
bool Examiner::IsLabelledDigest() const {
  constexpr std::string_view kLabels[] = {"md5", "sha1", "sha224", "sha256", "sha384", "sha512"};
  if (lead_ == Lead::kVariable || span_.begin == 0 || span_.begin > context_.text.size()) return false;
  std::string_view before = context_.text.substr(0, span_.begin);
  if (!before.ends_with('=') && !before.ends_with('-') && !before.ends_with(':')) return false;
  before.remove_suffix(1);
  return std::any_of(std::begin(kLabels), std::end(kLabels), [&](std::string_view label) { return before.ends_with(label); });
}

Verdict Examiner::Whole() {
  if (value_.empty()) return Make(Form::kNotAKey, nullptr);
  if (IsLabelledDigest()) {
    Note("a digest, by the word in front of it");
    return Make(Form::kNotAKey, nullptr);
  }
  if (std::optional<Verdict> verdict = Judge(value_, true); verdict && !(verdict->form == Form::kWellFormed && BeginsAsOwn(*verdict->key))) {
    if (verdict->form == Form::kWellFormed) return OwnBeginning(*verdict).value_or(*std::move(verdict));
    if (verdict->form != Form::kMalformed) return *verdict;
    return Twice().value_or(*std::move(verdict));
  }
  if (lead_ == Lead::kShape && wanted_.size() == 1 && wanted_[0]->shapes.empty()) {
    Note(fmt::format("{}: fits its pattern", wanted_[0]->id));
  }
  if (value_.size() > kLongestBroken) {
    Note("too long to be a broken key");
    return Make(Form::kNotAKey, nullptr);
  }
  near_ = index_.BeginningLike(value_);
  // One or two letters begin too many things: they count in their variables.
  std::erase_if(near_, [this](const KeyIndex::Entry& entry) {
    return entry.literal.size() < kTellingLiteral && !Wanted(*entry.key) && Rank(*entry.key) < 2;
  });
  Entries exact;
  std::copy_if(near_.begin(), near_.end(), std::back_inserter(exact), [](const KeyIndex::Entry& entry) { return entry.prefix.fault == PrefixFault::kNone; });
  Note(fmt::format("fits no shape as it stands; {} shapes begin like it, {} exactly", near_.size(), exact.size()));
  if (!HeedVariable(exact) && FitsUnasked()) {
    Note("has the form of a key that only its variable would tell: no fault of another");
    return BehindSecretPrefix(exact);
  }
  if (std::optional<Verdict> verdict = Joined()) return *verdict;
  if (std::optional<Verdict> verdict = Mended(value_, 1)) return *verdict;
  if (std::optional<Verdict> verdict = AsPhrase()) return *verdict;
  if (std::optional<Verdict> verdict = AmongWords()) return *verdict;
  if (std::optional<Verdict> verdict = MendedPrefix()) return *verdict;
  if (std::optional<Verdict> verdict = MendedCase()) return *verdict;
  if (exact.empty() && IsReference(value_)) {
    Note("a reference");
    return Make(Form::kReference, wanted_.empty() ? nullptr : wanted_[0]);
  }
  if (std::optional<Verdict> verdict = StandsForKey(exact.empty() ? Distinct(near_) : exact)) return *verdict;
  const bool branded = std::any_of(exact.begin(), exact.end(), [](const KeyIndex::Entry& entry) { return entry.literal.size() >= kTellingLiteral; });
  if (!branded && NamesVariable(value_) && ClassifyValue(value_) != ValueClass::kPlaceholder) {
    Note("the name of a variable");
    return Make(Form::kReference, wanted_.empty() ? nullptr : wanted_[0]);
  }
  if (!exact.empty()) {
    Verdict verdict = Explained(exact);
    if (verdict.form != Form::kNotAKey || lead_ != Lead::kVariable) return verdict;
  }
  if (std::optional<Verdict> verdict = ByPatternPrefix()) return *verdict;
  if (std::optional<Verdict> verdict = AbsentPrefix()) return *verdict;
  if (std::optional<Verdict> verdict = ByValueClass()) return *verdict;
  if (std::optional<Verdict> verdict = NotAKeyAtAll()) return *verdict;
  Note("no key");
  return Make(Form::kNotAKey, nullptr);
}

}  // namespace diagnosing

namespace {

using diagnosing::Examiner;
using diagnosing::kLongestBroken;
using diagnosing::SchemeLength;

// The value around the token, when the literal holds little else: a token
// found inside a setting's value is judged together with what surrounds it.
bool IsWholeSetting(const Candidate& candidate, const Context& context) {
  const Literal* literal = context.literal;
  if (literal == nullptr || literal->kind == LiteralKind::kText || literal->has_holes || candidate.variable.empty()) return false;
  if (literal->text == candidate.token) return false;
  // A key that an odd character cuts in two is longer than what was found.
  std::size_t longest = candidate.token.size();
  for (const Shape& shape : candidate.key->shapes) longest = std::max(longest, std::min<std::size_t>(shape.max_length, kLongestBroken));
  if (literal->text.size() > longest + 40 || literal->text.find(candidate.token) == std::string_view::npos) return false;
  const std::string name = CanonicalName(candidate.variable);
  return name.find("HEADER") == std::string::npos && name != "AUTHORIZATION" && name.find("URL") == std::string::npos && name.find("URI") == std::string::npos;
}

// A sound key that its file will not hand on as it stands.
Verdict WithMangling(Verdict verdict, std::string_view value, const Context& context) {
  const bool sound = verdict.form == Form::kWellFormed || verdict.form == Form::kUnrecognised ||
                     verdict.diagnosis == Diagnosis::kStrayQuote;
  if (!sound || context.format == SettingFormat::kOther || context.literal == nullptr) return verdict;
  // As the shell reads it, or as it stands there: "$name" is a hole to a shell.
  const Span at = context.literal->span;
  const bool stands = at.end <= context.text.size() && at.Of(context.text).find(value) != std::string_view::npos;
  if (!stands && context.literal->text.find(value) == std::string_view::npos) return verdict;
  std::optional<Mangling> mangling = CheckMangling(context.format, *context.literal, context.text);
  if (!mangling || mangling->confidence < 0.8) return verdict;
  if (context.trace != nullptr) context.trace->push_back("its file's syntax eats into it");
  verdict.form = Form::kMalformed;
  verdict.diagnosis = Diagnosis::kConfigMangled;
  verdict.detail = std::move(mangling->detail);
  verdict.confidence = mangling->confidence;
  if (verdict.key->repair) verdict.repair = std::move(mangling->repair);
  return verdict;
}

// "https://hooks.slack.com/...": a key whose shape begins behind the scheme.
bool BeginsAtHost(std::string_view value, std::size_t scheme, const KeyIndex& keys) {
  const std::vector<KeyIndex::Entry> whole = keys.BeginningWith(value);   // Longest literal first.
  if (!whole.empty() && whole.front().literal.size() > scheme) return false;
  const std::vector<KeyIndex::Entry> entries = keys.BeginningWith(value.substr(scheme));
  return std::any_of(entries.begin(), entries.end(), [](const KeyIndex::Entry& entry) { return entry.literal.find('.') != std::string_view::npos && entry.literal.find('/') != std::string_view::npos; });
}

// echo "KEY=\"x\"" >> .env: dotenv takes the inner quotes off.
bool WritesDotenv(const Literal& literal, std::string_view text) {
  if (literal.span.end > text.size()) return false;
  const std::string_view rest = text.substr(literal.span.end, std::min(text.find('\n', literal.span.end), text.size()) - literal.span.end);
  const std::size_t into = rest.substr(0, 80).find('>');
  return into != std::string_view::npos && rest.substr(into, 80).find(".env") != std::string_view::npos;
}

// buildConfigField("String", "KEY", "\"x\""): the inner quotes are Java's.
bool IsCodeInQuotes(std::string_view value, const Context& context) {
  if (context.literal == nullptr || value.size() <= 2 || value.front() != '"' || value.back() != '"') return false;
  return context.literal->callee.ends_with("buildConfigField") || WritesDotenv(*context.literal, context.text);
}

// "$$" is how Compose files write '$'.
std::string WithSingleDollars(std::string_view value) {
  std::string single;
  for (std::size_t i = 0; i < value.size(); ++i) {
    single += value[i];
    if (value.substr(i, 2) == "$$") ++i;
  }
  return single;
}

// Whether the value is base64 by right: a Secret's `data`, a variable that
// says so.
bool HoldsBase64(std::string_view variable, const Context& context) {
  const std::string name = CanonicalName(variable);
  if (name.find("B64") != std::string::npos || name.find("BASE64") != std::string::npos) return true;
  return context.literal != nullptr && (context.literal->base64 == Base64Use::kWanted || context.literal->base64 == Base64Use::kFollowed);
}

// A line feed behind the key inside of the base64 is its file's doing.
Verdict WithLineFeed(Verdict verdict, const Context& context) {
  if (verdict.form != Form::kMalformed || verdict.diagnosis != Diagnosis::kWhitespace || context.literal == nullptr) return verdict;
  if (auto mangling = CheckMangling(context.format, *context.literal, context.text)) {
    verdict.diagnosis = Diagnosis::kConfigMangled;
    verdict.detail = std::move(mangling->detail);
    verdict.confidence = mangling->confidence;
    verdict.repair = std::move(mangling->repair);
  }
  return verdict;
}

// The verdict on what base64 `value` decodes to, if that is a key.
std::optional<Verdict> DiagnoseEncoded(std::string_view value, Span span, std::string_view variable,
                                       std::span<const KeyRule* const> keys, const Context& context) {
  const std::optional<std::string> bytes = value.size() <= kLongestBroken ? Base64Bytes(value) : std::nullopt;
  if (!bytes || bytes->empty()) return std::nullopt;
  Context inner = context;
  inner.text = {};  // no repairs: the document holds other bytes
  Verdict verdict = Examiner(*bytes, span, variable, Lead::kVariable, keys, inner).Whole();
  if (verdict.form == Form::kNotAKey || verdict.form == Form::kReference) return std::nullopt;
  return WithLineFeed(std::move(verdict), context);
}

// token = "ghp_...\n": the literal is a key and blanks, and under a name of its own
// both reach the program.
bool IsKeyAndBlanks(const Candidate& candidate, const Context& context) {
  const Literal* literal = context.literal;
  if (literal == nullptr || candidate.variable.empty() || context.kind != TextKind::kSource || context.in_test || literal->in_comment) return false;
  const bool quoted = literal->quote == Quote::kSingle || literal->quote == Quote::kDouble;
  return quoted && literal->callee.empty() && !literal->has_holes && literal->text.size() > candidate.token.size() && literal->text.size() <= candidate.token.size() + 4 &&
         Trimmed(literal->text) == candidate.token;
}

}  // namespace

Verdict Diagnose(const Candidate& candidate, const Context& context) {
  const KeyRule* const wanted[] = {candidate.key};
  const std::span<const KeyRule* const> keys(wanted, candidate.key != nullptr ? 1 : 0);
  if (candidate.key != nullptr && IsWholeSetting(candidate, context) &&
      context.keys->VariableRank(*candidate.key, candidate.variable) >= 2) {
    Verdict whole = DiagnoseValue(context.literal->text, context.literal->span, candidate.variable, keys, context);
    if (whole.form == Form::kMalformed) return whole;
  }
  Examiner examiner(candidate.token, candidate.span, candidate.variable, candidate.lead, keys, context);
  Verdict verdict = examiner.Whole();
  if (verdict.form == Form::kWellFormed && IsKeyAndBlanks(candidate, context)) {
    const KeyRule* const found[] = {verdict.key};
    Verdict whole = DiagnoseValue(context.literal->text, context.literal->span, candidate.variable, found, context);
    if (whole.form == Form::kMalformed) return whole;
  }
  return WithMangling(std::move(verdict), candidate.token, context);
}

Verdict DiagnoseValue(std::string_view value, Span span, std::string_view variable,
                      std::span<const KeyRule* const> keys, const Context& context) {
  if (const std::size_t scheme = SchemeLength(value); scheme > 0 && BeginsAtHost(value, scheme, *context.keys)) {
    const bool stands = span.end <= context.text.size() && span.Of(context.text) == value;
    value.remove_prefix(scheme);
    if (stands) span.begin += scheme;
  }
  if (IsCodeInQuotes(value, context)) {
    value = value.substr(1, value.size() - 2);
    const std::size_t at = span.end <= context.text.size() ? span.Of(context.text).find(value) : std::string_view::npos;
    if (at != std::string_view::npos) span = {span.begin + at, span.begin + at + value.size()};
  }
  // What Compose makes of it; where '$' alone stands, it is mangled.
  if (context.format == SettingFormat::kCompose && value.find("$$") != std::string_view::npos) {
    const std::string unescaped = WithSingleDollars(value);
    Verdict verdict = Examiner(unescaped, span, variable, Lead::kVariable, keys, context).Whole();
    if (verdict.form != Form::kNotAKey) return WithMangling(std::move(verdict), value, context);
  }
  if (HoldsBase64(variable, context)) {
    if (std::optional<Verdict> verdict = DiagnoseEncoded(value, span, variable, keys, context)) return *verdict;
  }
  Verdict verdict = WithMangling(Examiner(value, span, variable, Lead::kVariable, keys, context).Whole(), value, context);
  const bool decoded = context.literal != nullptr && context.literal->base64 == Base64Use::kMeaning;
  return decoded ? WithLineFeed(std::move(verdict), context) : verdict;
}

}  // namespace keylint
