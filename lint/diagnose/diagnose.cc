// SPDX-License-Identifier: Apache-2.0
// The order of questions: does it fit as it stands? Does it fit when one
// mishap is undone, or its prefix mended? Is it a reference, a mask, a
// placeholder? And only then: which shape is nearest, and does what is known
// of that shape bear calling the difference a fault?
#include "lint/diagnose/diagnose.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "lint/checksum/encoding.h"
#include "lint/checksum/structure.h"
#include "lint/diagnose/align.h"
#include "lint/diagnose/base64_piece.h"
#include "lint/diagnose/checks.h"
#include "lint/diagnose/mishap.h"
#include "lint/diagnose/phrase.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/randomness.h"
#include "lint/diagnose/typo.h"
#include "lint/diagnose/unicode.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestBroken = 8192;  // longer tokens are not explained
constexpr std::size_t kTellingLiteral = 3;    // shorter ones name nobody
constexpr std::string_view kPhrase = "bip39"; // a structure of words

// A key that the text fits, and how surely.
struct Fit {
  const KeyRule* key = nullptr;
  const Shape* shape = nullptr;  // null: by pattern
  CheckOutcome outcome;
  double score = 0;
};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool IsAlpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool IsAlnum(char c) { return IsAlpha(c) || IsDigit(c); }

std::string Plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

bool SamePrivilegeSide(const KeyRule& a, const KeyRule& b) { return IsSecret(a.privilege) == IsSecret(b.privilege); }

// The parts of `token` that the shape leaves open, joined.
std::string RandomPart(const Shape& shape, std::string_view token) {
  const auto spans = FitPieces(shape, token);
  std::string part;
  if (!spans) return std::string(token);
  for (std::size_t i = 0; i < spans->size(); ++i) {
    if (shape.pieces[i].kind != PieceKind::kLiteral) part += (*spans)[i].Of(token);
  }
  return part;
}

std::size_t LiteralSize(const Shape& shape) {
  std::size_t size = 0;
  for (const Piece& piece : shape.pieces) size += piece.literal.size();
  return size;
}

bool IsUuidShape(const Shape& shape) {
  return std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) {
    return piece.kind == PieceKind::kRun && (piece.alphabet == Alphabet::kUuidLower || piece.alphabet == Alphabet::kUuidUpper);
  });
}

bool HasLeadingLiteral(const KeyRule& key) {
  return key.shapes.empty() ? !key.pattern_prefix.empty()
                            : std::any_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) { return !LeadingLiteral(shape).empty(); });
}

// Beginnings that other text has as well: base64 of JSON and of zeros, plain
// words, a few letters. They name a key's kind only together with the rest
// of its shape, or with its variable.
bool IsWeakLiteral(std::string_view literal) {
  constexpr std::string_view kWords[] = {"live_", "test_", "prod_", "user:", "key-", "key_", "token_", "token-", "secret_", "sandbox_", "production_",
                                         "client_", "client-", "app-", "api-", "api_", "sdk-", "pat-", "org-", "team_", "v1.0-", "project_"};
  if (literal.size() < kTellingLiteral + 1 && literal != "sk-" && literal != "sk_") return true;
  if (literal.starts_with("eyJ") || literal.starts_with("AAAA") || literal.starts_with("http")) return true;
  if (std::find(std::begin(kWords), std::end(kWords), literal) != std::end(kWords)) return true;
  const bool separated = std::any_of(literal.begin(), literal.end(), [](char c) { return !IsAlnum(c); });
  return !separated && literal.size() < 6 && literal != "AKIA" && literal != "ASIA" && literal != "AIza";
}

// A shape of one length, and long: base64 does not decode to it by chance.
bool HasExactShape(const KeyRule& key, std::string_view text) {
  return std::any_of(key.shapes.begin(), key.shapes.end(), [&](const Shape& shape) {
    return shape.min_length == shape.max_length && shape.min_length >= 24 && Fits(shape, text);
  });
}

// "5-A012345-1234567890-<random>": one part is enough.
bool HasRandomPart(std::string_view body) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= body.size(); ++i) {
    if (i < body.size() && IsAlnum(body[i])) continue;
    if (i - begin >= 16 && LooksRandom(body.substr(begin, i - begin), 60)) return true;
    begin = i + 1;
  }
  return false;
}

// Random as a whole, or hex and the like with a few other letters around it.
bool IsRandomBody(std::string_view body) { return LooksRandom(body, 30) || HasRandomPart(body); }

// Tokens that say themselves which of a provider's kinds they are.
bool NamesItself(const KeyRule& key) { return IsJwt(key) && key.structure.find('=') != std::string_view::npos; }

double EvidenceWeight(Evidence evidence) {
  switch (evidence) {
    case Evidence::kDocumented: return 2;
    case Evidence::kObserved: return 1;
    case Evidence::kPeer: return 0;
  }
  return 0;
}

bool IsAllLetters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

class Examiner {
 public:
  Examiner(std::string_view value, Span span, std::string_view variable, Lead lead,
           std::span<const KeyRule* const> keys, const Context& context)
      : value_(value), span_(span), variable_(variable), lead_(lead), wanted_(keys), context_(context), index_(*context.keys) {}

  Verdict Whole();
  /// True when the whole value stands in a variable of the key's provider.
  bool InVariableOf(const KeyRule& key) const { return (lead_ == Lead::kVariable && (Wanted(key) || Rank(key) >= 1)) || Rank(key) >= 2; }

 private:
  bool IsLabelledDigest() const;
  using Entries = std::vector<KeyIndex::Entry>;

  // Without those that one changed letter makes of a few.
  Entries Distinct(Entries entries) const {
    std::erase_if(entries, [this](const KeyIndex::Entry& entry) {
      return entry.prefix.fault == PrefixFault::kTypo && entry.literal.size() < 6 && Rank(*entry.key) < 1;
    });
    return entries;
  }
  void Note(std::string step) const {
    if (context_.trace != nullptr) context_.trace->push_back(std::move(step));
  }
  int Rank(const KeyRule& key) const { return index_.VariableRank(key, variable_); }
  bool Wanted(const KeyRule& key) const { return std::find(wanted_.begin(), wanted_.end(), &key) != wanted_.end(); }

  // Fitting.
  std::vector<Fit> FindFits(std::string_view text, bool as_found) const;
  void Score(std::vector<Fit>& fits) const;
  std::optional<Verdict> Judge(std::string_view text, bool as_found);
  Verdict WellFormed(std::string_view text, const std::vector<Fit>& fits);
  Verdict WrongCheck(std::string_view text, const Fit& fit);
  double Confidence(const Fit& fit) const;
  bool Published(const KeyRule& key, std::string_view text) const;
  bool StandIn(const Fit& fit, std::string_view text) const;

  // Mishaps.
  std::optional<Verdict> Mended(std::string_view text, int depth);
  std::optional<Verdict> MendedPrefix();
  std::optional<Verdict> MendedCase();
  std::optional<Verdict> Joined();
  std::optional<Verdict> Twice();
  std::optional<Verdict> AbsentPrefix();
  Verdict Broken(Diagnosis diagnosis, const Verdict& sound, std::string detail, std::string mended, std::string repair);

  // Neither fits nor mends.
  std::optional<Verdict> StandsForKey(const Entries& entries);
  Verdict Explained(const Entries& entries);
  std::optional<Verdict> AsJwt(const Entries& entries);
  std::optional<Verdict> AsPhrase();
  std::optional<Verdict> ByPatternPrefix();
  Verdict ByAlignment(const KeyRule& key, const Alignment& best, std::string_view literal);
  std::optional<Verdict> Odd(const KeyRule& key);
  Verdict Length(const KeyRule& key, const Alignment& best, std::string_view body);
  Verdict Foreign(const KeyRule& key, const Alignment& best, std::string_view body);
  Verdict Unrecognised(const KeyRule& key, std::string detail);
  bool FitsUnasked() const;
  std::optional<Verdict> OwnBeginning(const Verdict& sound);
  bool HeedVariable(const Entries& exact);
  std::optional<Verdict> NotAKeyAtAll();
  std::optional<Verdict> ByOwnVariable();
  bool Meant(const KeyRule& key, std::string_view body) const;

  Verdict Make(Form form, const KeyRule* key, Diagnosis diagnosis = Diagnosis::kNone, std::string detail = {}, double confidence = 0) const;
  std::optional<Repair> Replace(std::string text, std::string title, const KeyRule& key) const;

  std::string_view value_;
  Span span_;
  std::string_view variable_;
  Lead lead_;
  std::span<const KeyRule* const> wanted_;
  const Context& context_;
  const KeyIndex& index_;
  std::vector<KeyIndex::Entry> near_;
};

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
  const bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || std::string_view("_-.+/=~:").find(c) != std::string_view::npos; });
  if (raw != value_ && (!plain || raw.find(text) == std::string_view::npos)) return advice;
  return Repair{span_, std::move(text), std::move(title)};
}

// --- fitting ---------------------------------------------------------------

std::vector<Fit> Examiner::FindFits(std::string_view text, bool as_found) const {
  std::vector<Fit> fits;
  const auto add = [&](const KeyRule& key, const Shape* shape) {
    if (std::any_of(fits.begin(), fits.end(), [&](const Fit& fit) { return fit.key == &key; })) return;
    fits.push_back({&key, shape, shape != nullptr ? RunChecks(key, *shape, text) : RunChecks(key, text), 0});
  };
  for (const KeyIndex::Entry& entry : index_.BeginningWith(text)) {
    const KeyRule& key = *entry.key;
    const bool asked = key.bare || Wanted(key) || Rank(key) >= 1;
    if (!asked && !NamesItself(key)) continue;
    if (!Fits(*entry.shape, text)) continue;
    add(key, entry.shape);
    if (!asked && fits.back().key == &key && fits.back().outcome.claims != Claims::kName) fits.pop_back();
  }
  for (const KeyRule* key : wanted_) {
    for (const Shape& shape : key->shapes) {
      if (LeadingLiteral(shape).empty() && Fits(shape, text)) add(*key, &shape);
    }
    if (key->shapes.empty() && !key->pattern.empty()) {
      const bool matched = as_found && lead_ == Lead::kShape;
      if (matched || (context_.fits_pattern != nullptr && (*context_.fits_pattern)(*key, text))) add(*key, nullptr);
    }
  }
  return fits;
}

void Examiner::Score(std::vector<Fit>& fits) const {
  for (Fit& fit : fits) {
    const KeyRule& key = *fit.key;
    fit.score = 3.0 * Rank(key) + EvidenceWeight(key.evidence);
    if (fit.outcome.wrong()) fit.score -= 20;
    if (fit.outcome.checksum == CheckState::kRight) fit.score += 8;
    if (fit.outcome.structure == CheckState::kRight) fit.score += 5;
    if (fit.outcome.claims == Claims::kName) fit.score += 6;
    if (fit.outcome.claims == Claims::kFit) fit.score += 3;
    if (fit.outcome.claims == Claims::kDiffer) fit.score -= 6;
    if (Wanted(key)) fit.score += 0.5;
    if (fit.shape != nullptr) {
      fit.score += 0.2 * static_cast<double>(LiteralSize(*fit.shape));
      if (fit.shape->min_length != fit.shape->max_length) fit.score -= 1;
    }
  }
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) { return a.score > b.score; });
}

bool Examiner::Published(const KeyRule& key, std::string_view text) const {
  const auto joins = [&](std::span<const std::string_view> pieces) { return JoinsTo(pieces, text); };
  return std::any_of(key.samples.begin(), key.samples.end(), joins) ||
         std::any_of(key.test_values.begin(), key.test_values.end(), joins);
}

std::size_t DifferentCharacters(std::string_view text) {
  std::array<bool, 256> seen{};
  for (const char c : text) seen[static_cast<unsigned char>(c)] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

// A text of the right shape that a person made up.
bool Examiner::StandIn(const Fit& fit, std::string_view text) const {
  if (fit.outcome.proven()) return false;
  const std::string body = fit.shape != nullptr ? RandomPart(*fit.shape, text) : std::string(text);
  if (fit.shape != nullptr && IsUuidShape(*fit.shape)) return DifferentCharacters(body) <= 5;
  if (fit.outcome.structure == CheckState::kRight && fit.key->structure != "aws-access-key-id") return false;
  if (IsPlaceholderBody(body) || (body.size() >= 10 && LooksLikeWords(body))) return true;
  // A shape that only other tools know, in a text that does not name the
  // provider, had better look random.
  return fit.key->evidence == Evidence::kPeer && fit.outcome.structure != CheckState::kRight && lead_ != Lead::kVariable && Rank(*fit.key) < 1 &&
         body.size() >= 12 && !LooksRandom(body, 30);
}

double Examiner::Confidence(const Fit& fit) const {
  const KeyRule& key = *fit.key;
  const int rank = Rank(key);
  double confidence = key.evidence == Evidence::kDocumented ? 0.97 : key.evidence == Evidence::kObserved ? 0.96 : 0.80;
  if (!key.bare) {
    // In its own variable a shapeless key is one, whoever knows its form.
    confidence = rank >= 2 || lead_ == Lead::kVariable ? std::max(confidence - 0.01, 0.91) : confidence - 0.09;
  } else if (key.evidence == Evidence::kPeer && rank >= 2) {
    confidence = 0.90;
  }
  if (fit.outcome.structure == CheckState::kRight) confidence = std::max(confidence, 0.96);
  if (fit.outcome.proven()) confidence = 0.99;
  if (fit.outcome.doubtful) confidence -= 0.15;
  return confidence;
}

Verdict Examiner::WellFormed(std::string_view text, const std::vector<Fit>& fits) {
  const Fit& best = fits.front();
  Verdict verdict = Make(Form::kWellFormed, best.key, Diagnosis::kNone, best.outcome.doubtful ? best.outcome.detail : "", Confidence(best));
  verdict.facts = best.outcome.facts;
  for (const Fit& fit : fits) {
    if (fit.key == best.key || fit.outcome.wrong() || fit.score < best.score - 2.5) continue;
    if (fit.key->provider != best.key->provider && SamePrivilegeSide(*fit.key, *best.key)) verdict.alternatives.push_back(fit.key);
  }
  if (best.key->min_entropy > 0 && best.shape != nullptr && !best.outcome.proven() &&
      ShannonBits(RandomPart(*best.shape, text)) < best.key->min_entropy) {
    Note(fmt::format("{}: too little variety for a key", best.key->id));
    return Make(Form::kNotAKey, nullptr);
  }
  const bool as_found = text == value_ && span_.end <= context_.text.size() && span_.Of(context_.text) == text;
  if (as_found && !best.outcome.proven() && !InVariableOf(*best.key) && LiesInBase64(context_.text, span_)) {
    Note(fmt::format("{}: a piece of longer base64", best.key->id));
    return Make(Form::kNotAKey, nullptr);
  }
  Note(fmt::format("{}: fits a known shape{}, confidence {:.2f}", best.key->id, best.outcome.proven() ? ", checksum right" : "", verdict.confidence));
  return verdict;
}

Verdict Examiner::WrongCheck(std::string_view text, const Fit& fit) {
  const bool checksum = fit.outcome.checksum == CheckState::kWrong;
  Note(fmt::format("{}: right length and alphabet, {} wrong", fit.key->id, checksum ? "checksum" : "structure"));
  const bool phrase = fit.key->structure == kPhrase && IsMostlyPhrase(text);
  if (!phrase && (IsPlaceholderBody(fit.shape != nullptr ? RandomPart(*fit.shape, text) : text) || StandIn(fit, text))) {
    return Make(Form::kPlaceholder, fit.key, Diagnosis::kPlaceholder);
  }
  double confidence = fit.key->evidence == Evidence::kDocumented ? 0.93 : fit.key->evidence == Evidence::kObserved ? 0.91 : 0.85;
  if (!fit.key->bare && !InVariableOf(*fit.key)) return Make(Form::kNotAKey, nullptr);
  // Letters begin other things, too: without the check nothing says that this
  // is a key ("SAAO...", a base32 text of 58 characters).
  if (!InVariableOf(*fit.key) && fit.shape != nullptr && IsAllLetters(LeadingLiteral(*fit.shape)) && text == value_) {
    Note(fmt::format("{}: begins with letters alone and stands under no name of it", fit.key->id));
    return Make(Form::kNotAKey, nullptr);
  }
  // A token that nobody here can read may still be one.
  if (IsJwt(*fit.key) && !InVariableOf(*fit.key) && text == value_) return Unrecognised(*fit.key, fit.outcome.detail);
  // What looks broken in a text may be a sample that shows no whole key.
  if (!checksum && !InVariableOf(*fit.key)) confidence = std::min(confidence, 0.85);
  if (checksum && fit.shape != nullptr && text == value_ && lead_ == Lead::kVariable) {
    if (const std::optional<Typo> typo = FindTypo(*fit.key, *fit.shape, text)) {
      Verdict verdict = Make(Form::kMalformed, fit.key, Diagnosis::kBadChecksum,
                             typo->kind == Typo::Kind::kSwapped
                                 ? fmt::format("its checksum fits once the characters at positions {} and {} change places", typo->position + 1, typo->position + 2)
                                 : fmt::format("its checksum fits once the character at position {} is another: it was mistyped", typo->position + 1),
                             std::max(confidence, 0.95));
      verdict.repair = Replace(typo->mended, "correct the mistyped character", *fit.key);
      return verdict;
    }
  }
  return Make(Form::kMalformed, fit.key, checksum ? Diagnosis::kBadChecksum : Diagnosis::kBadStructure,
              fit.outcome.detail.empty() ? std::string(checksum ? "the checksum in it does not fit the rest" : "it is not built as this key is") : fit.outcome.detail,
              confidence);
}

// The verdict on `text` as it stands, if any key's shape fits it.
std::optional<Verdict> Examiner::Judge(std::string_view text, bool as_found) {
  std::vector<Fit> fits = FindFits(text, as_found);
  if (fits.empty()) return std::nullopt;
  Score(fits);
  for (const Fit& fit : fits) {
    if (!Published(*fit.key, text)) continue;
    Note(fmt::format("{}: a published sample or test value", fit.key->id));
    Verdict verdict = Make(Form::kPublished, fit.key);
    verdict.facts = fit.outcome.facts;
    return verdict;
  }
  // A shape without a beginning, or a mark inside ("+ASt"), of its own does not
  // excuse a broken key that has one.
  const auto branded = [](const Fit& fit) {
    return fit.shape != nullptr && (LeadingLiteral(*fit.shape).size() >= 3 || LiteralSize(*fit.shape) >= 5);
  };
  const auto wrong = std::find_if(fits.begin(), fits.end(), [&](const Fit& fit) { return fit.outcome.wrong() && branded(fit); });
  if (wrong != fits.end() && !branded(fits.front())) return WrongCheck(text, *wrong);
  if (fits.front().outcome.wrong()) return WrongCheck(text, fits.front());
  if (StandIn(fits.front(), text)) {
    Note(fmt::format("{}: right shape, but made up", fits.front().key->id));
    return Make(Form::kPlaceholder, fits.front().key, Diagnosis::kPlaceholder);
  }
  return WellFormed(text, fits);
}

// --- mishaps ---------------------------------------------------------------

Verdict Examiner::Broken(Diagnosis diagnosis, const Verdict& sound, std::string detail, std::string mended, std::string repair) {
  const bool peer = sound.key->evidence == Evidence::kPeer && sound.confidence < 0.9;
  const bool in_text = span_.end <= context_.text.size();
  if (diagnosis == Diagnosis::kWhitespace && in_text && span_.Of(context_.text).find('\n') != std::string_view::npos && value_.find('\n') == std::string_view::npos) {
    detail += ", where the text breaks the line";   // YAML folds.
  }
  Verdict verdict = Make(Form::kMalformed, sound.key, diagnosis, std::move(detail), peer ? 0.84 : 0.95);
  verdict.alternatives = sound.alternatives;
  verdict.facts = sound.facts;
  // Code may well want the header's whole value.
  const bool is_header = diagnosis == Diagnosis::kSchemePrefix && context_.kind == TextKind::kSource;
  if (!is_header) verdict.repair = Replace(std::move(mended), std::move(repair), *sound.key);
  Note(fmt::format("{}: fits once one mishap is undone: {}", sound.key->id, DiagnosisName(diagnosis)));
  return verdict;
}

std::optional<Verdict> Examiner::Mended(std::string_view text, int depth) {
  for (const Mishap& mishap : GuessMishaps(text)) {
    if (mishap.mended.empty() || mishap.mended == text) continue;
    std::optional<Verdict> sound = Judge(mishap.mended, false);
    std::string also;
    if (!sound && depth > 0) {
      sound = Mended(mishap.mended, depth - 1);
      if (sound && sound->form == Form::kMalformed) {
        also = "; then " + sound->detail;
        if (sound->repair) sound->repair->title.clear();
      }
    }
    if (!sound) continue;
    switch (sound->form) {
      case Form::kPublished:
      case Form::kPlaceholder:
      case Form::kNotAKey:
        return sound;
      case Form::kMalformed: {
        // Two mishaps at once, or a mended key whose check fails: name the first.
        Verdict verdict = *sound;
        if (mishap.diagnosis != Diagnosis::kBadEncoding && mishap.diagnosis != Diagnosis::kBadCharacter) {
          verdict.diagnosis = mishap.diagnosis;
          verdict.detail = mishap.detail + (also.empty() ? "; " + sound->detail : also);
        } else if (also.empty()) {
          continue;
        }
        verdict.repair.reset();
        return verdict;
      }
      default: break;
    }
    // A shape without letters of its own fits too easily by chance: only
    // mishaps that leave the value nearly as it is count there.
    if (!HasLeadingLiteral(*sound->key) && mishap.mended.size() * 5 < text.size() * 4 && mishap.diagnosis != Diagnosis::kDoubled &&
        mishap.diagnosis != Diagnosis::kSchemePrefix && !HasExactShape(*sound->key, mishap.mended)) {
      continue;
    }
    return Broken(mishap.diagnosis, *sound, mishap.detail, mishap.mended, mishap.repair);
  }
  return std::nullopt;
}


// Whether another key of this kind could be meant by `fault` at all.
bool Telling(PrefixFault fault, std::string_view literal, int rank, bool proven) {
  if (proven || rank >= 2) return true;
  return fault != PrefixFault::kTypo && literal.size() >= (rank >= 1 ? 3u : 5u);
}

std::optional<Verdict> Examiner::MendedPrefix() {
  for (const KeyIndex::Entry& entry : near_) {
    if (entry.prefix.fault == PrefixFault::kNone) continue;
    // Unless it begins as exactly with another of the provider's beginnings.
    const bool told = near_[0].prefix.fault == PrefixFault::kNone && near_[0].literal.size() + 1 >= entry.literal.size();
    const bool asked = lead_ == Lead::kVariable && Rank(*entry.key) >= 2 && entry.literal.size() >= kTellingLiteral && !told;
    if (entry.prefix.fault == PrefixFault::kTypo && !asked && (near_[0].prefix.fault == PrefixFault::kNone || entry.literal.size() < 5)) continue;
    const std::string mended = std::string(entry.literal) + std::string(value_.substr(entry.prefix.length));
    if (!Fits(*entry.shape, mended)) continue;
    const CheckOutcome outcome = RunChecks(*entry.key, *entry.shape, mended);
    if (!Telling(entry.prefix.fault, entry.literal, lead_ == Lead::kVariable ? std::max(Rank(*entry.key), Wanted(*entry.key) ? 2 : 0) : Rank(*entry.key), outcome.proven())) continue;
    if (outcome.wrong()) continue;
    std::optional<Verdict> sound = Judge(mended, false);
    if (!sound) continue;
    if (sound->form != Form::kWellFormed) return sound;
    if (!outcome.proven() && !IsRandomBody(RandomPart(*entry.shape, mended)) && !HasRandomPart(value_.substr(entry.prefix.length))) continue;
    const std::string_view head = value_.substr(0, entry.prefix.length);
    const bool other_case = entry.prefix.fault == PrefixFault::kCase;
    return Broken(other_case ? Diagnosis::kBadCase : Diagnosis::kBadPrefix, *sound,
                  fmt::format("it begins with '{}' where '{}' belongs", head, entry.literal), mended,
                  fmt::format("begin it with '{}'", entry.literal));
  }
  return std::nullopt;
}

std::string WithCase(std::string_view text, bool upper) {
  std::string changed(text);
  for (char& c : changed) {
    if (upper ? (c >= 'a' && c <= 'z') : (c >= 'A' && c <= 'Z')) c = static_cast<char>(c ^ 0x20);
  }
  return changed;
}

std::size_t Differences(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

// Everything typed or transformed into the other case.
std::optional<Verdict> Examiner::MendedCase() {
  for (const KeyIndex::Entry& entry : near_) {
    if (entry.prefix.fault > PrefixFault::kCase) continue;
    // Two faults at once are another text.
    if (entry.prefix.fault == PrefixFault::kSeparator && !InVariableOf(*entry.key)) continue;
    const std::string_view body = value_.substr(entry.prefix.length);
    for (const bool upper : {false, true}) {
      const std::string mended = std::string(entry.literal) + WithCase(body, upper);
      if (mended == value_ || !Fits(*entry.shape, mended)) continue;
      std::optional<Verdict> sound = Judge(mended, false);
      if (!sound || sound->form == Form::kMalformed) continue;
      if (sound->form != Form::kWellFormed) return sound;
      if (!IsRandomBody(body)) continue;
      // One letter of many is a wrong letter, not a wrong case.
      const std::size_t changed = Differences(mended.substr(entry.literal.size()), body);
      if (changed < 3 && changed < static_cast<std::size_t>(std::count_if(body.begin(), body.end(), IsAlpha))) continue;
      return Broken(Diagnosis::kBadCase, *sound, fmt::format("its letters must be {}", upper ? "capitals" : "lower case"), mended,
                    upper ? "write it in capitals" : "write it in lower case");
    }
  }
  return std::nullopt;
}

// Whole, and the same again: a shape of open length fits both together.
std::optional<Verdict> Examiner::Twice() {
  constexpr std::size_t kShortest = 16;
  const std::size_t half = value_.size() / 2;
  if (half < kShortest || value_.size() % 2 != 0 || value_.substr(0, half) != value_.substr(half)) return std::nullopt;
  const std::optional<Verdict> sound = Judge(value_.substr(0, half), false);
  if (!sound || sound->form != Form::kWellFormed) return std::nullopt;
  return Broken(Diagnosis::kDoubled, *sound, "it stands there twice", std::string(value_.substr(0, half)), "keep one of the two");
}

bool NamesSeveral(std::string_view variable) {
  const std::string name = CanonicalName(variable);
  return name.ends_with("S") && !name.ends_with("SS") && !name.ends_with("AWS");
}

// Two keys in one value.
std::optional<Verdict> Examiner::Joined() {
  constexpr std::string_view kBetween = ",;| \t\r\n:+&";
  for (const KeyIndex::Entry& entry : near_) {
    if (entry.prefix.fault != PrefixFault::kNone || entry.literal.size() < 3) continue;
    const std::size_t second = value_.find(entry.literal, entry.literal.size() + 6);
    if (second == std::string_view::npos) continue;
    std::string_view head = value_.substr(0, second);
    const std::string_view tail = value_.substr(second);
    bool separated = false;
    while (!head.empty() && kBetween.find(head.back()) != std::string_view::npos) {
      head.remove_suffix(1);
      separated = true;
    }
    std::optional<Verdict> sound = Judge(head, false);
    const bool head_fits = sound.has_value();
    if (!sound) sound = Judge(tail, false);
    if (!sound) {
      // Neither half is whole: a prefix of five characters twice is no chance.
      if (entry.literal.size() < 5 || value_.size() < entry.shape->min_length || !Meant(*entry.key, head.substr(entry.literal.size()))) continue;
      Verdict verdict = Make(Form::kMalformed, entry.key, Diagnosis::kDoubled,
                             fmt::format("its beginning stands there twice, again at position {}", second + 1),
                             entry.key->evidence == Evidence::kPeer ? 0.84 : 0.92);
      return verdict;
    }
    if (sound->form != Form::kWellFormed) return sound;
    if (separated && (NamesSeveral(variable_) || lead_ != Lead::kVariable)) return sound;
    const bool same = head == tail;
    return Broken(Diagnosis::kDoubled, *sound,
                  same ? "it stands there twice" : fmt::format("two keys are joined, the second begins at position {}", second + 1),
                  std::string(head), same && head_fits ? "keep one of the two" : "");
  }
  return std::nullopt;
}

// The beginning of the key was not copied.
std::optional<Verdict> Examiner::AbsentPrefix() {
  if (lead_ != Lead::kVariable || value_.size() < 12) return std::nullopt;
  for (const KeyRule* key : wanted_) {
    if (key->evidence == Evidence::kPeer || Rank(*key) < 2) continue;
    for (const Shape& shape : key->shapes) {
      const std::string_view literal = LeadingLiteral(shape);
      if (literal.size() < 3 || shape.min_length != shape.max_length) continue;
      const std::size_t lost = shape.min_length > value_.size() ? shape.min_length - value_.size() : 0;
      if (lost == 0 || lost > literal.size() || !value_.starts_with(literal.substr(lost))) continue;
      const std::string mended = std::string(literal.substr(0, lost)) + std::string(value_);
      if (!Fits(shape, mended) || RunChecks(*key, shape, mended).wrong()) continue;
      if (!LooksRandom(value_, 60)) continue;
      Verdict sound = Make(Form::kWellFormed, key, Diagnosis::kNone, "", 0.95);
      return Broken(Diagnosis::kBadPrefix, sound, fmt::format("its beginning '{}' is missing", literal.substr(0, lost)), mended, "");
    }
  }
  return std::nullopt;
}

// --- what only stands for a key --------------------------------------------

std::size_t CountAlnum(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), IsAlnum));
}

// Prose holds ellipses too.
bool IsOneToken(std::string_view value) {
  constexpr std::size_t kLongestMasked = 512;
  return value.size() <= kLongestMasked && value.find_first_of(" \t\n") == std::string_view::npos;
}

std::string HiddenPart(const MaskedPart& mask, std::size_t behind) {
  return fmt::format("its middle is hidden from position {} on: it was copied from a page that shows only a part", behind + mask.begin + 1);
}

std::optional<Verdict> Examiner::StandsForKey(const Entries& entries) {
  if (entries.empty()) return std::nullopt;
  // The longest literal, or a key of the variable's provider.
  const auto better = [&](const KeyIndex::Entry& a, const KeyIndex::Entry& b) { return Rank(*a.key) < Rank(*b.key); };
  const KeyIndex::Entry& ranked = *std::max_element(entries.begin(), entries.end(), better);
  const KeyIndex::Entry& entry = Rank(*ranked.key) > Rank(*entries.front().key) ? ranked : entries.front();
  const std::string_view body = value_.substr(std::min(entry.prefix.length, value_.size()));
  if (const MaskedPart mask = FindMask(body); mask.found()) {
    const std::size_t before = CountAlnum(body.substr(0, mask.begin));
    const std::size_t after = CountAlnum(body.substr(mask.end));
    const bool letters = body[mask.begin] == 'x' || body[mask.begin] == 'X';
    // "sk-ant-api03-...", "AIzaSy...": a beginning that everybody knows and
    // nothing behind it stands for a key.
    const std::size_t known = entries.front().prefix.length;   // Longest literal first.
    const bool only_beginning = after == 0 && mask.begin + entry.prefix.length <= known + 3;
    const bool shows = letters ? before >= 4 && after >= 4 : before + after >= 2 && !only_beginning;
    const bool meant = !context_.in_comment && context_.kind != TextKind::kProse && InVariableOf(*entry.key) && IsOneToken(value_);
    if (shows && meant && !IsPlaceholderBody(std::string(body.substr(0, mask.begin)) + std::string(body.substr(mask.end)))) {
      Note(fmt::format("{}: part of it is hidden", entry.key->id));
      return Make(Form::kMalformed, entry.key, Diagnosis::kMasked,
                  HiddenPart(mask, entry.prefix.length),
                  entry.key->evidence == Evidence::kPeer ? 0.88 : 0.93);
    }
    Note(fmt::format("{}: a masked key that nobody uses as one", entry.key->id));
    return Make(Form::kPlaceholder, entry.key, Diagnosis::kMasked);
  }
  if (body.size() >= 3 && !IsPlaceholderBody(body)) return std::nullopt;
  Note(fmt::format("{}: a stand-in", entry.key->id));
  return Make(Form::kPlaceholder, entry.key, Diagnosis::kPlaceholder);
}

// --- the nearest shape -----------------------------------------------------

// Whether `body` was meant to be this key's random part.
bool Examiner::Meant(const KeyRule& key, std::string_view body) const {
  if (InVariableOf(key)) {
    std::string plain;
    std::copy_if(body.begin(), body.end(), std::back_inserter(plain), IsAlnum);
    const bool dense = plain.size() * 10 >= body.size() * 6;
    return body.size() >= 6 && dense && (!LooksLikeWords(plain) || HasRandomPart(body));
  }
  // Elsewhere a short tail may be an identifier, a test's made-up value, ...
  std::size_t shortest = 0;
  for (const Shape& shape : key.shapes) {
    const std::size_t open = shape.min_length - LeadingLiteral(shape).size();
    shortest = shortest == 0 ? open : std::min(shortest, open);
  }
  const std::size_t least = std::clamp<std::size_t>(shortest * 2 / 5, 10, 32);
  return body.size() >= least && (LooksRandom(body, 45) || HasRandomPart(body));
}

Verdict Examiner::Unrecognised(const KeyRule& key, std::string detail) {
  if (!IsSecret(key.privilege)) {
    Note(fmt::format("{}: no known shape, and no secret anyway", key.id));
    return Make(Form::kNotAKey, nullptr);
  }
  // "pat-na1-{uuid}": a template of keys.
  if (const std::size_t open = value_.find('{'); open != std::string_view::npos && value_.find('}', open) != std::string_view::npos) {
    return Make(Form::kPlaceholder, &key, Diagnosis::kPlaceholder);
  }
  Note(fmt::format("{}: random text behind a secret prefix, no known shape", key.id));
  return Make(Form::kUnrecognised, &key, Diagnosis::kUnrecognised, std::move(detail), key.evidence == Evidence::kPeer ? 0.86 : 0.90);
}

std::string Counts(std::size_t size, const Alignment& best, const char* word) {
  if (best.difference == 0) return "a fixed part at its end is not there";
  return fmt::format("{} {} ({} of {})", Plural(best.difference, "character"), word, size, best.expected);
}

Verdict Examiner::Length(const KeyRule& key, const Alignment& best, std::string_view body) {
  const std::size_t literal = value_.size() - std::min(body.size(), value_.size());
  const std::size_t open = best.expected > literal ? best.expected - literal : 1;
  const bool peer = key.evidence == Evidence::kPeer;
  const bool documented = key.evidence == Evidence::kDocumented;
  const std::string counts = Counts(value_.size(), best, best.misfit == Misfit::kExtra ? "too many" : "short");
  const std::string where = best.beside.empty() ? "" : fmt::format(", {} '{}'", best.before_marker ? "before" : "behind", best.beside);
  if (best.misfit == Misfit::kExtra) {
    // What fits with a right checksum, and something behind it.
    const std::string_view head = value_.substr(0, best.expected);
    if (Fits(*best.shape, head) && RunChecks(key, *best.shape, head).proven()) {
      Verdict verdict = Make(Form::kMalformed, &key, Diagnosis::kTooLong, counts + ": the key ends earlier, its checksum says so", 0.95);
      verdict.repair = Replace(std::string(head), "cut what follows the key", key);
      return verdict;
    }
    const std::size_t bearable = documented ? std::max<std::size_t>(4, open / 5) : 4;
    if (peer || best.difference > bearable) return Unrecognised(key, counts);
    return Make(Form::kMalformed, &key, Diagnosis::kTooLong, counts + where, documented ? 0.92 : 0.86);
  }
  const bool check_begins = CheckBeginsRight(*best.shape, value_);
  if (best.misfit == Misfit::kCut || check_begins) {
    if (peer && !check_begins && body.size() >= 16 && !InVariableOf(key)) return Unrecognised(key, counts);
    return Make(Form::kMalformed, &key, Diagnosis::kTruncated,
                counts + (check_begins ? ": the end is missing, what is there of its checksum is right" : ": the end is missing"),
                peer ? 0.84 : documented || check_begins ? 0.93 : 0.90);
  }
  if (best.difference == 1 && lead_ == Lead::kVariable) {
    if (const std::optional<Typo> typo = FindTypo(key, *best.shape, value_)) {
      Verdict verdict = Make(Form::kMalformed, &key, Diagnosis::kTooShort, fmt::format("{}: one is missing at position {}, its checksum says so", counts, typo->position + 1), 0.95);
      verdict.repair = Replace(typo->mended, "insert the missing character", key);
      return verdict;
    }
  }
  if (peer) return body.size() >= 16 ? Unrecognised(key, counts) : Make(Form::kMalformed, &key, Diagnosis::kTooShort, counts + where, 0.80);
  if (best.beside.empty() && best.difference >= std::max<std::size_t>(8, open / 3)) {
    return Make(Form::kMalformed, &key, Diagnosis::kTruncated, counts + ": so much is missing that the end was cut off", documented ? 0.92 : 0.88);
  }
  return Make(Form::kMalformed, &key, Diagnosis::kTooShort, counts + where, documented ? 0.92 : 0.88);
}

const Piece* PieceAt(const Shape& shape, std::size_t at) {
  std::size_t begin = 0;
  for (const Piece& piece : shape.pieces) {
    const std::size_t size = piece.kind == PieceKind::kLiteral ? piece.literal.size() : piece.min == piece.max ? piece.max : 0;
    if (size == 0) return nullptr;
    if (at < begin + size) return &piece;
    begin += size;
  }
  return nullptr;
}

Verdict Examiner::Foreign(const KeyRule& key, const Alignment& best, std::string_view body) {
  const std::size_t count = best.foreign.size();
  const bool peer = key.evidence == Evidence::kPeer;
  const std::size_t first = best.foreign.front();
  // Letters in the wrong case throughout are one fault, not many.
  std::size_t wrong_case = 0;
  for (const std::size_t at : best.foreign) {
    const Piece* piece = PieceAt(*best.shape, at);
    wrong_case += piece != nullptr && piece->kind != PieceKind::kLiteral && IsAlpha(value_[at]) && InAlphabet(piece->alphabet, static_cast<unsigned char>(value_[at] ^ 0x20));
  }
  if (wrong_case == count && count >= 3 && !peer) {
    return Make(Form::kMalformed, &key, Diagnosis::kBadCase, fmt::format("{} in the wrong case, the first at position {}", Plural(count, "letter"), first + 1), 0.90);
  }
  // The digits 0, 1, 8 and 9 where base32 was seen: obfuscated or of another
  // issuer, but no proof of a fault.
  const bool base32_digits = std::all_of(best.foreign.begin(), best.foreign.end(), [&](std::size_t at) {
    const Piece* piece = PieceAt(*best.shape, at);
    return piece != nullptr && piece->kind == PieceKind::kRun && piece->alphabet == Alphabet::kBase32 && IsDigit(value_[at]);
  });
  const bool mistyped = count == 1 && InVariableOf(key);
  if (base32_digits && best.difference == 0 && !mistyped) return Unrecognised(key, "digits that base32 does not have");
  const std::size_t bearable = std::max<std::size_t>(2, body.size() / 12);
  const bool right_length = best.difference == 0;
  if (count > bearable || (peer && !right_length)) {
    return Unrecognised(key, right_length ? "its characters are others than those known" : fmt::format("{} characters long, of other characters than those known", value_.size()));
  }
  std::string name;
  const auto odd = FindOddCharacters(value_);
  if (!odd.empty() && odd.front().begin == first) name = DescribeOdd(odd.front());
  else name = DescribeAscii(value_[first]);
  std::string detail = fmt::format("{} at position {}", name, first + 1);
  const Piece* piece = PieceAt(*best.shape, first);
  if (best.misfit == Misfit::kMarker) detail += fmt::format(", where the fixed part '{}' belongs", best.beside);
  else if (piece != nullptr && piece->kind != PieceKind::kLiteral) detail += fmt::format(", where only {} can stand", AlphabetDescription(piece->alphabet));
  else detail += " cannot stand in this key";
  if (count > 1) detail += fmt::format(" ({} such characters)", count);
  if (!right_length) detail += fmt::format("; {}", Counts(value_.size(), best, value_.size() < best.expected ? "short" : "too many"));
  return Make(Form::kMalformed, &key, Diagnosis::kBadCharacter, std::move(detail), peer ? 0.80 : key.evidence == Evidence::kDocumented ? 0.92 : 0.90);
}

// A character that no key holds, whatever else is wrong.
std::optional<Verdict> Examiner::Odd(const KeyRule& key) {
  for (const OddCharacter& odd : FindOddCharacters(value_)) {
    if (odd.kind == OddKind::kMask || odd.kind == OddKind::kOther) continue;
    return Make(Form::kMalformed, &key, odd.kind == OddKind::kLookAlike ? Diagnosis::kHomoglyph : Diagnosis::kInvisibleCharacter,
                fmt::format("{} at position {}", DescribeOdd(odd), odd.position), key.evidence == Evidence::kPeer ? 0.84 : 0.93);
  }
  return std::nullopt;
}

Verdict Examiner::ByAlignment(const KeyRule& key, const Alignment& best, std::string_view literal) {
  const std::string ascii = Asciify(value_.substr(literal.size()));
  const std::string_view body = ascii;
  if (!key.bare && !InVariableOf(key)) {
    Note(fmt::format("{}: says nothing without its variable", key.id));
    return Make(Form::kNotAKey, nullptr);
  }
  if (!Meant(key, body)) {
    Note(fmt::format("{}: the text behind '{}' does not look like a key", key.id, literal));
    return Make(Form::kNotAKey, nullptr);
  }
  Note(fmt::format("{}: nearest shape has {} characters, the token {}; cost {:.1f}", key.id, best.expected, value_.size(), best.cost));
  // Outside its variables a weak beginning says nothing, and a short one only
  // that a secret seems to stand here.
  if (Rank(key) < 1 && !InVariableOf(key)) {
    if (IsWeakLiteral(literal)) {
      Note(fmt::format("{}: other texts begin with '{}' too", key.id, literal));
      return Make(Form::kNotAKey, nullptr);
    }
    if (literal.size() < 4) {
      if (body.size() >= 20 && LooksRandom(body, 90)) return Unrecognised(key, fmt::format("{} characters long", value_.size()));
      return Make(Form::kNotAKey, nullptr);
    }
  }
  if (std::optional<Verdict> verdict = Odd(key)) return *verdict;
  if (best.misfit == Misfit::kForeign || best.misfit == Misfit::kMarker) return Foreign(key, best, body);
  return Length(key, best, body);
}

// A JWT may begin its payload in other ways than its usual shape, and tells
// itself whether it is one.
std::optional<Verdict> Examiner::AsJwt(const Entries& entries) {
  constexpr std::size_t kOwnHeader = 16;   // A header that only one provider writes.
  if (!entries.empty() && entries.front().literal.size() >= kOwnHeader && !IsJwt(*entries.front().key)) return std::nullopt;
  const KeyRule* key = nullptr;
  for (const KeyIndex::Entry& entry : entries) {
    if (!IsJwt(*entry.key)) continue;
    const bool better = key == nullptr || Rank(*entry.key) > Rank(*key) || (Rank(*entry.key) == Rank(*key) && entry.key->id == "jwt-token");
    if (better) key = entry.key;
  }
  if (key == nullptr) return std::nullopt;
  StructureResult result = VerifyStructure("jwt", value_);
  if (result.state == StructureState::kOk) {
    Note(fmt::format("{}: built as a JWT", key->id));
    Verdict verdict = Make(Form::kWellFormed, key, Diagnosis::kNone, "", 0.95);
    verdict.facts = std::move(result.facts);
    return verdict;
  }
  const bool three_parts = std::count(value_.begin(), value_.end(), '.') == 2;
  const bool clean = std::all_of(value_.begin(), value_.end(), [](char c) { return c == '.' || InAlphabet(Alphabet::kBase64Url, static_cast<unsigned char>(c)); });
  if (result.state != StructureState::kBad || !three_parts || !clean) return std::nullopt;
  if (!InVariableOf(*key) && Rank(*key) < 1) return Make(Form::kNotAKey, nullptr);
  return Make(Form::kMalformed, key, Diagnosis::kBadStructure, result.detail, InVariableOf(*key) ? 0.86 : 0.80);
}

// A phrase breaks by the word; letters and lengths say little of it.
std::optional<Verdict> Examiner::AsPhrase() {
  const auto key = std::find_if(wanted_.begin(), wanted_.end(), [](const KeyRule* wanted) { return wanted->structure == kPhrase; });
  if (key == wanted_.end() || !InVariableOf(**key)) return std::nullopt;
  if (!IsMostlyPhrase(Asciify(value_))) return std::nullopt;
  if (std::optional<Verdict> verdict = Odd(**key)) return verdict;
  std::optional<PhraseFault> fault = FindPhraseFault(value_);
  if (!fault) return std::nullopt;
  Note(fmt::format("{}: a phrase with a fault", (*key)->id));
  return Make(Form::kMalformed, *key, fault->diagnosis, std::move(fault->detail), 0.92);
}

// A block that opens as its key's does, in a variable that asks for it.
std::optional<Verdict> Examiner::ByPatternPrefix() {
  constexpr std::size_t kTelling = 12;
  if (lead_ != Lead::kVariable) return std::nullopt;
  for (const KeyRule* key : wanted_) {
    if (!key->shapes.empty() || key->pattern_prefix.size() < kTelling || !value_.starts_with(key->pattern_prefix)) continue;
    const std::string_view body = value_.substr(key->pattern_prefix.size());
    if (!Meant(*key, body)) continue;
    if (std::optional<Verdict> verdict = Odd(*key)) return verdict;
    return Make(Form::kMalformed, key, Diagnosis::kBadStructure, "it begins as this key does, but what follows is not its form", 0.90);
  }
  return std::nullopt;
}

// Where several providers begin their keys alike, the variable says whose it is.
KeyIndex::Entry const* OfVariable(std::span<const KeyIndex::Entry> entries, const auto& rank) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const KeyIndex::Entry& entry) { return rank(*entry.key) >= 2; });
  return found == entries.end() ? nullptr : &*found;
}

Verdict Examiner::Explained(const Entries& entries) {
  if (std::optional<Verdict> verdict = AsJwt(entries)) return *verdict;
  const KeyIndex::Entry* nearest = nullptr;
  Alignment best;
  double best_cost = 0;
  const KeyIndex::Entry* asked = OfVariable(entries, [this](const KeyRule& key) { return Rank(key); });
  for (const KeyIndex::Entry& entry : entries) {
    if (asked != nullptr && entry.literal.size() <= asked->literal.size() && Rank(*entry.key) < 2) continue;
    // Longer literals first: a shorter one explains only if nothing does.
    if (nearest != nullptr && entry.literal.size() < nearest->literal.size()) break;
    Alignment alignment = Align(*entry.shape, value_);
    const double cost = alignment.cost - 1.2 * Rank(*entry.key) - 0.2 * EvidenceWeight(entry.key->evidence) - (Wanted(*entry.key) ? 0.1 : 0);
    if (nearest != nullptr && cost >= best_cost) continue;
    nearest = &entry;
    best = std::move(alignment);
    best_cost = cost;
  }
  return ByAlignment(*nearest->key, best, nearest->literal);
}

// A whole value in a provider's variable that begins like none of its keys.
std::optional<Verdict> Examiner::NotAKeyAtAll() {
  if (lead_ != Lead::kVariable || wanted_.empty() || context_.kind == TextKind::kProse || context_.in_comment) return std::nullopt;
  const KeyRule& key = *wanted_.front();
  const bool asked = Rank(key) >= 2 && HasLeadingLiteral(key);
  const bool is_environment = context_.format == SettingFormat::kDotenv || context_.format == SettingFormat::kDockerEnvFile ||
                              context_.format == SettingFormat::kCompose || context_.format == SettingFormat::kShell;
  if (asked && (is_environment || context_.kind == TextKind::kSettings)) {
    const std::string name = CanonicalName(variable_);
    const bool of_file = name.find("FILE") != std::string::npos || name.find("PATH") != std::string::npos || name.find("DIR") != std::string::npos ||
                         name.find("CREDENTIALS") != std::string::npos || name.find("URL") != std::string::npos || name.find("URI") != std::string::npos ||
                         name.find("DSN") != std::string::npos;
    const ValueClass value_class = ClassifyValue(value_);
    const bool takes_urls = std::any_of(wanted_.begin(), wanted_.end(), [](const KeyRule* other) {
      return other->pattern_prefix.starts_with("http") || (!other->shapes.empty() && LeadingLiteral(other->shapes[0]).find("://") != std::string_view::npos);
    });
    const bool is_page = value_.starts_with("http://") || value_.starts_with("https://");   // Other schemes name stores.
    if (value_class == ValueClass::kUrl && is_page && !of_file && !takes_urls) {
      return Make(Form::kMalformed, &key, Diagnosis::kBadStructure, "it is an address, not a key: the page was copied instead of what it shows", 0.92);
    }
    if (is_environment && value_class == ValueClass::kPath && !of_file && value_.find('/') != std::string_view::npos && value_.size() > 6) {
      return Make(Form::kMalformed, &key, Diagnosis::kBadStructure, "it is a file's path, not the key itself", 0.88);
    }
    if (is_environment && value_class == ValueClass::kWords && std::count(value_.begin(), value_.end(), ' ') >= 2) {
      return Make(Form::kMalformed, &key, Diagnosis::kBadStructure, "it is plain words, not a key", 0.88);
    }
  }
  return ByOwnVariable();
}

// Shapes without a beginning: only length and alphabet can speak, and only
// in a variable that asks for them.
std::optional<Verdict> Examiner::ByOwnVariable() {
  Alignment best;
  const KeyRule* of = nullptr;
  for (const KeyRule* candidate : wanted_) {
    if (candidate->evidence == Evidence::kPeer || Rank(*candidate) < 2) continue;
    for (const Shape& shape : candidate->shapes) {
      if (LeadingLiteral(shape).size() >= kTellingLiteral) continue;
      Alignment alignment = Align(shape, value_);
      alignment.cost -= 1.2 * Rank(*candidate);
      if (!value_.starts_with(LeadingLiteral(shape))) alignment.cost += 2;
      if (of != nullptr && alignment.cost >= best.cost) continue;
      best = std::move(alignment);
      of = candidate;
    }
  }
  if (of == nullptr || best.foreign.size() > 2) return std::nullopt;
  std::string known;
  for (std::size_t i = 0; i < value_.size(); ++i) {
    if (std::find(best.foreign.begin(), best.foreign.end(), i) == best.foreign.end()) known += value_[i];
  }
  // "...-us21", "...NRAL": the part before a fixed end is the random one.
  const Piece& last = best.shape->pieces.back();
  const std::string_view open = last.kind == PieceKind::kLiteral && known.ends_with(last.literal)
                                    ? std::string_view(known).substr(0, known.size() - last.literal.size())
                                    : std::string_view(known);
  if (!LooksRandom(open, 40) && !HasRandomPart(open)) return std::nullopt;
  const bool shorter = best.misfit == Misfit::kMissing || best.misfit == Misfit::kCut;
  const std::size_t near = std::max<std::size_t>(3, best.expected / 5);
  const std::size_t bearable = of->evidence == Evidence::kDocumented && shorter ? best.expected * 2 / 3 : near;
  if (best.difference > bearable) return std::nullopt;
  // Hex in a variable whose keys use more letters is another kind of value.
  const bool narrow = std::all_of(value_.begin(), value_.end(), [](char c) { return InAlphabet(Alphabet::kHexAny, static_cast<unsigned char>(c)); });
  const bool wide = std::none_of(best.shape->pieces.begin(), best.shape->pieces.end(), [](const Piece& piece) {
    return piece.kind != PieceKind::kLiteral && (piece.alphabet == Alphabet::kHexLower || piece.alphabet == Alphabet::kHexUpper || piece.alphabet == Alphabet::kHexAny || piece.alphabet == Alphabet::kUuidLower || piece.alphabet == Alphabet::kUuidUpper);
  });
  if (narrow && wide && value_.size() >= 16) return std::nullopt;
  Note(fmt::format("{}: nearest shape has {} characters, the value {}", of->id, best.expected, value_.size()));
  if (std::optional<Verdict> verdict = Odd(*of)) return *verdict;
  Verdict verdict = best.foreign.empty() ? Length(*of, best, value_) : Foreign(*of, best, value_);
  if (verdict.form == Form::kUnrecognised) return std::nullopt;
  verdict.confidence = std::min(verdict.confidence, best.difference > near && Rank(*of) < 3 ? 0.86 : 0.90);
  return verdict;
}

// --- the whole -------------------------------------------------------------

// A key that counts only in its variable is no broken key of another kind.
bool Examiner::FitsUnasked() const {
  const Entries entries = index_.BeginningWith(value_);
  return std::any_of(entries.begin(), entries.end(), [&](const KeyIndex::Entry& entry) {
    return !entry.key->bare && entry.literal.size() >= kTellingLiteral + 1 && Fits(*entry.shape, value_) &&
           !RunChecks(*entry.key, *entry.shape, value_).wrong();
  });
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

// An old kind without a beginning of its own fits nearly everything: what
// begins nearly as the provider's new kind does, and fits it once mended, is
// that one. Chance does not write "nfp-" in front of 36 letters.
std::optional<Verdict> Examiner::OwnBeginning(const Verdict& sound) {
  if (lead_ != Lead::kVariable || HasLeadingLiteral(*sound.key) || Rank(*sound.key) < 2) return std::nullopt;
  near_ = index_.BeginningLike(value_);
  std::erase_if(near_, [&](const KeyIndex::Entry& entry) {
    return entry.prefix.fault == PrefixFault::kTypo || entry.literal.size() <= kTellingLiteral || entry.key->provider != sound.key->provider;
  });
  std::optional<Verdict> mended = MendedPrefix();
  if (!mended) mended = MendedCase();
  return mended && mended->form == Form::kMalformed ? mended : std::nullopt;
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

// get("iam_token", "YC_IAM_TOKEN"): where it is read from.
bool NamesVariable(std::string_view value) {
  constexpr std::size_t kShortest = 6, kLongest = 64;
  if (value.size() < kShortest || value.size() > kLongest || !IsCapital(value.front()) || value.find('_') == std::string_view::npos) return false;
  const auto digits = std::count_if(value.begin(), value.end(), IsDigit);
  return digits <= 2 && std::all_of(value.begin(), value.end(), [](char c) { return IsCapital(c) || IsDigit(c) || c == '_'; }) && LooksLikeWords(value);
}

Verdict Examiner::Whole() {
  if (value_.empty()) return Make(Form::kNotAKey, nullptr);
  if (IsLabelledDigest()) {
    Note("a digest, by the word in front of it");
    return Make(Form::kNotAKey, nullptr);
  }
  if (std::optional<Verdict> verdict = Judge(value_, true)) {
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
    return Make(Form::kNotAKey, nullptr);
  }
  if (std::optional<Verdict> verdict = Mended(value_, 1)) return *verdict;
  if (std::optional<Verdict> verdict = AsPhrase()) return *verdict;
  if (std::optional<Verdict> verdict = Joined()) return *verdict;
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
  if (lead_ == Lead::kVariable) {
    const ValueClass value_class = ClassifyValue(value_);
    Note(fmt::format("begins like no known key; reads as {}", ValueClassName(value_class)));
    if (value_class == ValueClass::kMasked && !wanted_.empty() && context_.kind != TextKind::kProse && !context_.in_comment && Rank(*wanted_[0]) >= 2 && IsOneToken(value_)) {
      const MaskedPart mask = FindMask(value_);
      return Make(Form::kMalformed, wanted_[0], Diagnosis::kMasked, HiddenPart(mask, 0), 0.90);
    }
    if (value_class == ValueClass::kPlaceholder || value_class == ValueClass::kMasked) {
      return Make(Form::kPlaceholder, wanted_.empty() ? nullptr : wanted_[0], Diagnosis::kPlaceholder);
    }
    if (value_class == ValueClass::kReference || value_class == ValueClass::kCiphertext) {
      return Make(Form::kReference, wanted_.empty() ? nullptr : wanted_[0]);
    }
  }
  if (std::optional<Verdict> verdict = NotAKeyAtAll()) return *verdict;
  Note("no key");
  return Make(Form::kNotAKey, nullptr);
}

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

// Whether the value is base64 by right: a Secret's `data`, a variable that
// says so.
bool HoldsBase64(std::string_view variable, const Context& context) {
  const std::string name = CanonicalName(variable);
  if (name.find("B64") != std::string::npos || name.find("BASE64") != std::string::npos) return true;
  if (context.format != SettingFormat::kKubernetes || context.literal == nullptr) return false;
  const auto& path = context.literal->path;
  return std::find(path.begin(), path.end(), "data") != path.end();
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
  if (verdict.form == Form::kMalformed && verdict.diagnosis == Diagnosis::kWhitespace && context.literal != nullptr) {
    if (auto mangling = CheckMangling(context.format, *context.literal, context.text)) {
      verdict.diagnosis = Diagnosis::kConfigMangled;
      verdict.detail = std::move(mangling->detail);
      verdict.confidence = mangling->confidence;
      verdict.repair = std::move(mangling->repair);
    }
  }
  return verdict;
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
  return WithMangling(examiner.Whole(), candidate.token, context);
}

Verdict DiagnoseValue(std::string_view value, Span span, std::string_view variable,
                      std::span<const KeyRule* const> keys, const Context& context) {
  if (HoldsBase64(variable, context)) {
    if (std::optional<Verdict> verdict = DiagnoseEncoded(value, span, variable, keys, context)) return *verdict;
  }
  Examiner examiner(value, span, variable, Lead::kVariable, keys, context);
  return WithMangling(examiner.Whole(), value, context);
}

}  // namespace keylint
