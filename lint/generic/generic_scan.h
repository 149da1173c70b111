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
};

class GenericScan {
 public:
  /// Borrows both.
  GenericScan(std::string_view path, std::string_view text) : path_(path), text_(text) {}

  /// To be known before Finish(): a configuration format, documentation.
  void SetFormat(bool settings, bool prose) { settings_ = settings, prose_ = prose; }

  /// Nothing was taken so far that may be a secret.
  bool empty() const { return candidates_.empty() && certain_.empty(); }

  void TakeLiteral(const Literal& literal);
  /// A URL's "://" at `at` of the text.
  void TakeUrl(std::size_t at);
  /// The label of a private key's armour at `label`.
  void TakeArmour(Span label);

  /// What is at least a note, by span; overlapping ones reduced to the best.
  std::vector<GenericSecret> Finish();

  /// All candidates as Finish() sees them; for training and `explain`.
  const std::vector<GenericCandidate>& Candidates();

 private:
  void TakeValue(const Literal& literal);
  void TakeInner(const Literal& literal);
  void Add(GenericCandidate candidate);
  void MeetNeighbours();

  std::string_view path_;
  std::string_view text_;
  bool settings_ = false;
  bool prose_ = false;
  DocumentTraits traits_;                ///< Made by MeetNeighbours().
  std::vector<GenericCandidate> candidates_;
  std::vector<GenericSecret> certain_;   ///< Judged by structure alone.
  bool met_ = false;
};

}  // namespace keylint
