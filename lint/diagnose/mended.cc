// SPDX-License-Identifier: Apache-2.0
// Does a key appear when one mishap is undone: quotes, blanks, a wrong beginning
// or case, two keys in one, a beginning that was not copied?
#include "lint/diagnose/examiner.h"

#include <fmt/format.h>

#include "lint/diagnose/mishap.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/randomness.h"

namespace keylint::diagnosing {
namespace {

// A shape of one length, and long: base64 does not decode to it by chance.
bool HasExactShape(const KeyRule& key, std::string_view text) {
  return std::any_of(key.shapes.begin(), key.shapes.end(), [&](const Shape& shape) {
    return shape.min_length == shape.max_length && shape.min_length >= 24 && Fits(shape, text);
  });
}

// Random as a whole, or hex and the like with a few other letters around it.
bool IsRandomBody(std::string_view body) { return LooksRandom(body, 30) || HasRandomPart(body); }

// Whether another key of this kind could be meant by `fault` at all.
bool Telling(PrefixFault fault, std::string_view literal, int rank, bool proven) {
  if (proven || rank >= 2) return true;
  return fault != PrefixFault::kTypo && literal.size() >= (rank >= 1 ? 3u : 5u);
}

std::string WithCase(std::string_view text, bool upper) {
  std::string changed(text);
  for (char& c : changed) {
    c = upper ? Upper(c) : Lower(c);
  }
  return changed;
}

// Whether `token`, which fits `shape`, has lost its letters' case where both
// are in use: letters there are another case than in `before`, its body as it
// was written, or all of one. Nobody can put it back. Hex reads alike in either.
bool LostCase(const Shape& shape, std::string_view token, std::string_view before) {
  constexpr std::size_t kTelling = 6;   // Letters of one case: 1 in 32 by chance.
  const auto spans = FitPieces(shape, token);
  if (!spans) return false;
  std::size_t upper = 0, lower = 0;
  for (std::size_t i = 0; i < spans->size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (piece.kind == PieceKind::kLiteral || !InAlphabet(piece.alphabet, 'k') || !InAlphabet(piece.alphabet, 'K')) continue;
    for (std::size_t at = (*spans)[i].begin; at < (*spans)[i].end; ++at) {
      upper += IsUpper(token[at]) ? 1 : 0;
      lower += IsLower(token[at]) ? 1 : 0;
      const std::size_t behind = token.size() - at;
      if (behind <= before.size() && before[before.size() - behind] != token[at]) return true;
    }
  }
  return upper + lower >= kTelling && (upper == 0 || lower == 0);
}

std::size_t Differences(std::string_view a, std::string_view b) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) count += a[i] != b[i] ? 1 : 0;
  return count;
}

bool NamesSeveral(std::string_view variable) {
  const std::string name = CanonicalName(variable);
  return name.ends_with("S") && !name.ends_with("SS") && !name.ends_with("AWS");
}

}  // namespace

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
    if (outcome.wrong()) {
      const bool lost = entry.prefix.fault == PrefixFault::kCase && outcome.checksum == CheckState::kWrong && LostCase(*entry.shape, mended, {}) && IsRandomBody(RandomPart(*entry.shape, mended));
      if (lost) return CaseLost(Make(Form::kWellFormed, entry.key, Diagnosis::kNone, "", 0.93));
      continue;
    }
    std::optional<Verdict> sound = Judge(mended, false);
    if (!sound) continue;
    if (sound->form != Form::kWellFormed) return sound;
    if (!outcome.proven() && !IsRandomBody(RandomPart(*entry.shape, mended)) && !HasRandomPart(value_.substr(entry.prefix.length))) continue;
    const std::string_view head = value_.substr(0, entry.prefix.length);
    const bool other_case = entry.prefix.fault == PrefixFault::kCase;
    if (other_case && !outcome.proven() && LostCase(*entry.shape, mended, {})) return CaseLost(*sound);
    return Broken(other_case ? Diagnosis::kBadCase : Diagnosis::kBadPrefix, *sound,
                  fmt::format("it begins with '{}' where '{}' belongs", head, entry.literal), mended,
                  fmt::format("begin it with '{}'", entry.literal));
  }
  return std::nullopt;
}

Verdict Examiner::CaseLost(const Verdict& sound) {
  std::string detail = "its letters lost their case";
  if (std::none_of(value_.begin(), value_.end(), IsLower)) detail = "all its letters are capitals, where both cases belong: a program or a keyboard changed them";
  else if (std::none_of(value_.begin(), value_.end(), IsUpper)) detail = "all its letters are lower case, where both cases belong: a program changed them";
  return Broken(Diagnosis::kBadCase, sound, std::move(detail), {}, "");
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
      if (Fits(*entry.shape, value_) || !Fits(*entry.shape, mended)) continue;
      std::optional<Verdict> sound = Judge(mended, false);
      if (!sound || sound->form == Form::kMalformed) continue;
      if (sound->form != Form::kWellFormed) return sound;
      if (!IsRandomBody(body)) continue;
      // One letter of many is a wrong letter, not a wrong case.
      const std::size_t changed = Differences(mended.substr(entry.literal.size()), body);
      if (LostCase(*entry.shape, mended, body) && RunChecks(*entry.key, *entry.shape, mended).checksum != CheckState::kRight) return CaseLost(*sound);
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

// Two keys in one value.
std::optional<Verdict> Examiner::Joined() {
  constexpr std::string_view kBetween = ",;| \t\r\n:+&";
  // Of two providers, as OPENAI_API_KEYS of a gateway.
  if (const std::size_t at = value_.find_first_of(",;|"); at != std::string_view::npos && at + 1 < value_.size()) {
    const std::optional<Verdict> first = Judge(Trimmed(value_.substr(0, at)), false);
    const std::string_view rest = Trimmed(value_.substr(at + 1));
    const std::optional<Verdict> second = first ? Judge(rest.substr(0, rest.find_first_of(",;|")), false) : std::nullopt;
    const bool both = second && first->form == Form::kWellFormed && second->form == Form::kWellFormed && HasLeadingLiteral(*first->key) && HasLeadingLiteral(*second->key);
    if (both && (NamesSeveral(variable_) || lead_ != Lead::kVariable)) return first;
    if (both) return Broken(Diagnosis::kDoubled, *first, fmt::format("two keys are joined, the second begins at position {}", static_cast<std::size_t>(rest.data() - value_.data()) + 1), "", "");
  }
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

// A whole key that words of a placeholder were left at: "your_token_here_ghp_...".
std::optional<Verdict> Examiner::AmongWords() {
  constexpr std::string_view kSeparators = "_-.: ";
  const auto are_words = [](std::string_view words) { return words.size() >= 3 && (LooksLikeWords(words) || IsPlaceholderBody(words)); };
  const auto whole = [this](std::string_view text) {
    std::optional<Verdict> sound = Judge(text, false);
    return sound && sound->form == Form::kWellFormed ? sound : std::nullopt;
  };
  if (lead_ != Lead::kVariable) return std::nullopt;
  for (const KeyRule* key : wanted_) {
    if (Rank(*key) < 2) continue;
    for (const Shape& shape : key->shapes) {
      const std::string_view literal = LeadingLiteral(shape);
      if (literal.size() < kTellingLiteral) continue;
      const std::size_t at = value_.find(literal, 1);
      if (at != std::string_view::npos && kSeparators.find(value_[at - 1]) != std::string_view::npos && are_words(value_.substr(0, at - 1))) {
        const std::optional<Verdict> sound = whole(value_.substr(at));
        if (sound) return Broken(Diagnosis::kBadPrefix, *sound, fmt::format("words are left in front of it, up to position {}", at), std::string(value_.substr(at)), "remove the words in front of it");
      }
      const std::size_t end = shape.max_length;
      if (shape.min_length != end || value_.size() <= end + 3 || !value_.starts_with(literal) || kSeparators.find(value_[end]) == std::string_view::npos || !are_words(value_.substr(end + 1))) continue;
      const std::optional<Verdict> sound = whole(value_.substr(0, end));
      if (sound) return Broken(Diagnosis::kTooLong, *sound, fmt::format("words are left behind it, from position {}", end + 1), std::string(value_.substr(0, end)), "remove the words behind it");
    }
  }
  return std::nullopt;
}

// The beginning of the key was not copied.
std::optional<Verdict> Examiner::AbsentPrefix() {
  if (lead_ != Lead::kVariable || value_.size() < 12) return std::nullopt;
  for (const KeyRule* key : wanted_) {
    if (key->evidence == Evidence::kPeer || Rank(*key) < 2 || IsSentElsewhere(*key)) continue;
    for (const Shape& shape : key->shapes) {
      const std::string_view literal = LeadingLiteral(shape);
      if (literal.size() < kTellingLiteral || shape.min_length != shape.max_length) continue;
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

}  // namespace keylint::diagnosing
