// SPDX-License-Identifier: Apache-2.0
// What is asked of one token or value, shared by the four files it is written
// in: diagnose.cc has the order of questions, fits.cc weighs the keys that it
// fits, mended.cc undoes mishaps, nearest.cc explains what neither fits nor
// mends.
#pragma once

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/diagnose/align.h"
#include "lint/diagnose/checks.h"
#include "lint/diagnose/diagnose.h"

namespace keylint::diagnosing {

inline constexpr std::size_t kLongestBroken = 8192;   ///< Longer tokens are not explained.
inline constexpr std::size_t kTellingLiteral = 3;     ///< Shorter ones name nobody.
inline constexpr std::string_view kPhrase = "bip39";  ///< A structure of words.

/// A key that a text fits, and how surely.
struct Fit {
  const KeyRule* key = nullptr;
  const Shape* shape = nullptr;  ///< Null: by pattern.
  CheckOutcome outcome;
  double score = 0;
};

/// The parts of `token` that the shape leaves open, joined.
std::string RandomPart(const Shape& shape, std::string_view token);
bool HasLeadingLiteral(const KeyRule& key);
/// Of "https://" or "http://"; 0: a page's address does not stand there.
std::size_t SchemeLength(std::string_view value);
/// "5-A012345-1234567890-<random>": one part is enough.
bool HasRandomPart(std::string_view body);
double EvidenceWeight(Evidence evidence);

/// One token or value under examination. Borrows everything for the call.
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
  std::vector<Fit> SiblingFits(std::string_view text) const;
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
  Verdict CaseLost(const Verdict& sound);
  std::optional<Verdict> Joined();
  std::optional<Verdict> Twice();
  std::optional<Verdict> AmongWords();
  std::optional<Verdict> AbsentPrefix();
  Verdict Broken(Diagnosis diagnosis, const Verdict& sound, std::string detail, std::string mended, std::string repair);

  // Neither fits nor mends.
  std::optional<Verdict> StandsForKey(const Entries& entries);
  std::optional<Verdict> ByValueClass();
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
  Verdict BehindSecretPrefix(const Entries& exact);
  bool BeginsAsOwn(const KeyRule& fit) const;
  std::optional<Verdict> OwnBeginning(const Verdict& sound);
  bool HeedVariable(const Entries& exact);
  std::optional<Verdict> NotAKeyAtAll();
  std::optional<Verdict> ByOwnVariable();
  bool IsSentElsewhere(const KeyRule& key) const;
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

}  // namespace keylint::diagnosing
