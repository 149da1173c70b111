// SPDX-License-Identifier: Apache-2.0
// Which keys a text fits as it stands, which of them it is, and whether it is
// one: published samples, stand-ins, wrong checks.
#include "lint/diagnose/examiner.h"

#include <array>

#include <fmt/format.h>

#include "lint/diagnose/base64_piece.h"
#include "lint/diagnose/phrase.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/randomness.h"
#include "lint/diagnose/typo.h"

namespace keylint::diagnosing {
namespace {

bool SamePrivilegeSide(const KeyRule& a, const KeyRule& b) { return IsSecret(a.privilege) == IsSecret(b.privilege); }

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

// Tokens that say themselves which of a provider's kinds they are.
bool NamesItself(const KeyRule& key) { return IsJwt(key) && key.structure.find('=') != std::string_view::npos; }

bool IsAllLetters(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), IsAlpha);
}

std::size_t DifferentCharacters(std::string_view text) {
  std::array<bool, 256> seen{};
  for (const char c : text) seen[static_cast<unsigned char>(c)] = true;
  return static_cast<std::size_t>(std::count(seen.begin(), seen.end(), true));
}

}  // namespace

std::string RandomPart(const Shape& shape, std::string_view token) {
  const auto spans = FitPieces(shape, token);
  std::string part;
  if (!spans) return std::string(token);
  for (std::size_t i = 0; i < spans->size(); ++i) {
    if (shape.pieces[i].kind != PieceKind::kLiteral) part += (*spans)[i].Of(token);
  }
  return part;
}

double EvidenceWeight(Evidence evidence) {
  switch (evidence) {
    case Evidence::kDocumented: return 2;
    case Evidence::kObserved: return 1;
    case Evidence::kPeer: return 0;
  }
  return 0;
}

// Another key of the variable's provider, or one with a mark of its own inside,
// that begins with nothing of its own: AWS's secret in AWS_ACCESS_KEY_ID, a key of
// Azure's search in the variable of another of its services.
std::vector<Fit> Examiner::SiblingFits(std::string_view text) const {
  constexpr std::size_t kShortest = 24;   // Of keys that only length and alphabet tell.
  constexpr std::size_t kMark = 4;
  std::vector<Fit> fits;
  const bool asked = std::any_of(wanted_.begin(), wanted_.end(), [this](const KeyRule* key) { return Rank(*key) >= 2; });
  if (lead_ != Lead::kVariable || !asked || text.size() < kShortest || !LooksRandom(text, 60)) return fits;
  for (const KeyRule& key : context_.keys->rules().keys) {
    const bool sibling = std::any_of(wanted_.begin(), wanted_.end(), [&](const KeyRule* wanted) { return wanted->provider == key.provider; });
    for (const Shape& shape : key.shapes) {
      if (!LeadingLiteral(shape).empty() || !Fits(shape, text)) continue;
      const bool marked = std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) { return piece.literal.size() >= kMark; });
      const bool telling = marked || (sibling && key.evidence != Evidence::kPeer && shape.min_length == shape.max_length);
      const CheckOutcome outcome = telling ? RunChecks(key, shape, text) : CheckOutcome();
      if (!telling || outcome.wrong()) continue;
      fits.push_back({&key, &shape, outcome, 0});
      break;
    }
  }
  return fits;
}

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
  return fits.empty() && as_found ? SiblingFits(text) : fits;
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
  // The token that the variable asks for, whose claims its own shape knows.
  const auto token = std::find_if(wanted_.begin(), wanted_.end(), [this](const KeyRule* wanted) { return IsJwt(*wanted) && Rank(*wanted) >= 2; });
  if (IsJwt(*fit.key) && token != wanted_.end()) return Make(Form::kMalformed, *token, Diagnosis::kBadStructure, fit.outcome.detail, std::min(confidence, 0.90));
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
  if (fits.front().outcome.wrong()) {
    std::vector<Fit> siblings = as_found ? SiblingFits(text) : std::vector<Fit>();
    std::erase_if(siblings, [](const Fit& fit) { return !fit.outcome.proven(); });
    return siblings.empty() ? WrongCheck(text, fits.front()) : WellFormed(text, siblings);
  }
  if (StandIn(fits.front(), text)) {
    Note(fmt::format("{}: right shape, but made up", fits.front().key->id));
    return Make(Form::kPlaceholder, fits.front().key, Diagnosis::kPlaceholder);
  }
  return WellFormed(text, fits);
}

}  // namespace keylint::diagnosing
