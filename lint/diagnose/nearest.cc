// SPDX-License-Identifier: Apache-2.0
// What neither fits nor mends: a stand-in, or a key whose nearest shape says
// what is wrong with it, as far as what is known of that shape bears it.
#include "lint/diagnose/examiner.h"

#include <cmath>

#include <fmt/format.h>

#include "lint/checksum/structure.h"
#include "lint/diagnose/phrase.h"
#include "lint/diagnose/placeholder.h"
#include "lint/diagnose/randomness.h"
#include "lint/diagnose/typo.h"
#include "lint/diagnose/unicode.h"

namespace keylint::diagnosing {
namespace {

std::string Plural(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
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

std::string Counts(std::size_t size, const Alignment& best, const char* word) {
  if (best.difference == 0) return "a fixed part at its end is not there";
  return fmt::format("{} {} ({} of {})", Plural(best.difference, "character"), word, size, best.expected);
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

// Where several providers begin their keys alike, the variable says whose it is.
KeyIndex::Entry const* OfVariable(std::span<const KeyIndex::Entry> entries, const auto& rank) {
  const auto found = std::find_if(entries.begin(), entries.end(), [&](const KeyIndex::Entry& entry) { return rank(*entry.key) >= 2; });
  return found == entries.end() ? nullptr : &*found;
}

}  // namespace

bool HasLeadingLiteral(const KeyRule& key) {
  return key.shapes.empty() ? !key.pattern_prefix.empty()
                            : std::any_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) { return !LeadingLiteral(shape).empty(); });
}

bool HasRandomPart(std::string_view body) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= body.size(); ++i) {
    if (i < body.size() && IsAlnum(body[i])) continue;
    if (i - begin >= 16 && LooksRandom(body.substr(begin, i - begin), 60)) return true;
    begin = i + 1;
  }
  return false;
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
    const bool meant = !context_.in_comment && !context_.in_test && context_.kind != TextKind::kProse && InVariableOf(*entry.key) && IsOneToken(value_);
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

// What a variable's value is that begins like no known key.
std::optional<Verdict> Examiner::ByValueClass() {
  if (lead_ != Lead::kVariable) return std::nullopt;
  const ValueClass value_class = ClassifyValue(value_);
  Note(fmt::format("begins like no known key; reads as {}", ValueClassName(value_class)));
  if (value_class == ValueClass::kMasked && !wanted_.empty() && context_.kind != TextKind::kProse && !context_.in_comment && !context_.in_test && Rank(*wanted_[0]) >= 2 && IsOneToken(value_)) {
    const MaskedPart mask = FindMask(value_);
    return Make(Form::kMalformed, wanted_[0], Diagnosis::kMasked, HiddenPart(mask, 0), 0.90);
  }
  if (value_class == ValueClass::kPlaceholder || value_class == ValueClass::kMasked) {
    return Make(Form::kPlaceholder, wanted_.empty() ? nullptr : wanted_[0], Diagnosis::kPlaceholder);
  }
  if (value_class == ValueClass::kReference || value_class == ValueClass::kCiphertext) {
    return Make(Form::kReference, wanted_.empty() ? nullptr : wanted_[0]);
  }
  return std::nullopt;
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

Verdict Examiner::Length(const KeyRule& key, const Alignment& best, std::string_view body) {
  constexpr std::size_t kFew = 2;   // So many are lost in the middle, too.
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
                counts + (check_begins                ? ": the end is missing, what is there of its checksum is right"
                          : best.difference <= kFew ? ": the end is missing, or something in its last part"
                                                    : ": the end is missing"),
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
    // Other schemes name stores; an address that holds a secret is a webhook or a clone's.
    const bool is_page = SchemeLength(value_) > 0 && value_.find('@') == std::string_view::npos && !HasRandomPart(value_);
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

// MinIO, R2 and Spaces take AWS's variables, a server of one's own GitLab's, with
// keys of their own form: an address beside it says so.
bool Examiner::IsSentElsewhere(const KeyRule& key) const {
  struct Service {
    std::string_view provider, word, own;   // In an address's line; its own host.
  };
  constexpr Service kServices[] = {{"aws", "endpoint", "amazonaws.com"}, {"gitlab", "gitlab", "gitlab.com"}, {"npm", "registry", "npmjs.org"}};
  constexpr std::size_t kReach = 2048;
  const auto service = std::find_if(std::begin(kServices), std::end(kServices), [&](const Service& one) { return one.provider == index_.rules().ProviderOf(key).id; });
  if (service == std::end(kServices) || span_.end > context_.text.size()) return false;
  const std::size_t begin = span_.begin - std::min(span_.begin, kReach);
  const std::string around = LowerAscii(context_.text.substr(begin, span_.end + kReach - begin));
  for (std::size_t at = around.find(service->word); at != std::string::npos; at = around.find(service->word, at + 1)) {
    const std::string_view line = std::string_view(around).substr(at, around.find('\n', at) - at);
    const std::size_t scheme = line.find("://");
    if (scheme != std::string_view::npos && line.find(service->own) == std::string_view::npos && line.find("localstack") == std::string_view::npos) return true;
  }
  return false;
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
  if (IsSentElsewhere(*of)) {
    Note(fmt::format("{}: an endpoint beside it is another's, whose keys have their own form", of->id));
    return std::nullopt;
  }
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

}  // namespace keylint::diagnosing
