// SPDX-License-Identifier: Apache-2.0
// Secrets without a known shape in one document: candidates by the names they
// stand under, judged together once all are known.
//
//   GenericScan scan(document.path, document.text());
//   scan.SetFormat(/*settings=*/true, /*prose=*/false);
//   Decode(document, format, [&](const Literal& literal) { scan.TakeLiteral(literal); });
//   for (const GenericSecret& secret : scan.Finish()) ...
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "lint/base/span.h"
#include "lint/generic/candidate.h"
#include "lint/model/literal.h"

namespace keylint {

struct GenericSecret {
  std::string_view rule_id;         ///< "leaked-key/generic-password", ...
  std::string what;                 ///< The finding's first sentence.
  Span span;
  std::string value;
  std::vector<std::string> path;
  std::vector<std::string> decoded_from;
  bool in_comment = false;
  double probability = 0;
  std::string fix;                  ///< The finding's last sentence; empty: the rule's.
};

class GenericScan {
 public:
  /// Borrows both.
  GenericScan(std::string_view path, std::string_view text) : path_(path), text_(text), bare_budget_(4 * text.size()) {}

  /// To be known before Finish(): a configuration format, documentation.
  void SetFormat(bool settings, bool prose) { settings_ = settings, prose_ = prose; }

  /// Nothing was taken so far that may be a secret.
  bool empty() const { return weighed_ == 0 && certain_.empty(); }
  /// There were more values under names of secrets than are kept.
  bool is_full() const { return is_full_; }

  void TakeLiteral(const Literal& literal);
  /// A value that was read in passing: company of those that are judged.
  void TakePassing(std::string_view value);
  /// A URL's "://" at `at` of the text.
  void TakeUrl(std::size_t at);
  /// The label of a private key's armour at `label`, or the first words of a
  /// PuTTY key file.
  void TakeArmour(Span label);
  /// The same in a text that was decoded from the document by `decoded_from`.
  void TakeArmour(const Literal& decoded, Span label, std::vector<std::string> decoded_from);
  /// A mark of a private key in base64 without armour (bare_key.h).
  void TakeBareKey(Span mark);
  /// The whole text, where it is a key's file that is no text. True when it is.
  bool TakeKeyFile();
  /// The beginning of a password's hash at `at`.
  void TakeHash(std::size_t at);
  /// The word "kty" of a JSON Web Key.
  void TakeJsonWebKey(Span kty);
  /// The words of a phrase that a secret follows.
  void TakePhrase(Span words);

  /// What is at least a note, by span; overlapping ones reduced to the best.
  std::vector<GenericSecret> Finish();

  /// To be told before anything is taken: keep the values that are never
  /// weighed, too, with the reason; for `explain`.
  void KeepDismissed() { keep_dismissed_ = true; }

  /// All candidates as Finish() sees them; for training and `explain`, which
  /// asks DecisionOn (model.h) about each.
  const std::vector<GenericCandidate>& Candidates();

 private:
  void TakeValue(const Literal& literal);
  void TakeInner(const Literal& literal);
  /// A value whose names say nothing, remembered by its looks.
  void TakeStranger(std::string_view value);
  void Add(GenericCandidate candidate);
  void MeetNeighbours();

  std::string_view path_;
  std::string_view text_;
  std::size_t bare_budget_;   ///< What all calls of TakeBareKey() may read.
  bool settings_ = false;
  bool prose_ = false;
  std::unordered_map<std::size_t, std::size_t> strangers_;   ///< How many, by LookOf.
  DocumentTraits traits_;                ///< Made by MeetNeighbours().
  std::vector<GenericCandidate> candidates_;
  std::vector<GenericSecret> certain_;   ///< Judged by structure alone.
  bool is_full_ = false;
  std::size_t weighed_ = 0;   // Of candidates_: those that were not dismissed.
  bool met_ = false;
  bool keep_dismissed_ = false;
};

}  // namespace keylint
