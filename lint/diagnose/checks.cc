// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/checks.h"

#include <algorithm>

#include "lint/checksum/check.h"
#include "lint/checksum/structure.h"
#include "lint/diagnose/align.h"

namespace keylint {
namespace {

void RunStructure(const KeyRule& key, std::string_view token, CheckOutcome& outcome) {
  if (key.structure.empty()) return;
  StructureResult result = VerifyStructure(key.structure, token);
  outcome.facts = std::move(result.facts);
  outcome.claims = result.claims;
  switch (result.state) {
    case StructureState::kOk:
      outcome.structure = CheckState::kRight;
      if (result.checksum && outcome.checksum == CheckState::kNone) outcome.checksum = CheckState::kRight;
      break;
    case StructureState::kBad:
      (result.checksum ? outcome.checksum : outcome.structure) = CheckState::kWrong;
      outcome.detail = std::move(result.detail);
      break;
    case StructureState::kDoubtful:
      outcome.doubtful = true;
      outcome.detail = std::move(result.detail);
      break;
    case StructureState::kNotApplicable: break;
  }
}

std::string_view Covered(const Piece& piece, std::span<const Span> spans, std::string_view token) {
  return Span{spans[piece.over_first].begin, spans[piece.over_last].end}.Of(token);
}

}  // namespace

CheckOutcome RunChecks(const KeyRule& key, const Shape& shape, std::string_view token) {
  CheckOutcome outcome;
  const bool checked = std::any_of(shape.pieces.begin(), shape.pieces.end(),
                                   [](const Piece& piece) { return piece.kind == PieceKind::kCheck; });
  if (checked) {
    if (const auto spans = FitPieces(shape, token)) {
      for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
        const Piece& piece = shape.pieces[i];
        if (piece.kind != PieceKind::kCheck) continue;
        const bool right = ComputeCheck(piece.check, Covered(piece, *spans, token), piece.min) == (*spans)[i].Of(token);
        outcome.checksum = right ? CheckState::kRight : CheckState::kWrong;
        if (!right) outcome.detail = "the checksum in it does not fit the rest";
        if (!right) break;
      }
    }
  }
  if (!outcome.wrong()) RunStructure(key, token, outcome);
  return outcome;
}

CheckOutcome RunChecks(const KeyRule& key, std::string_view token) {
  CheckOutcome outcome;
  RunStructure(key, token, outcome);
  return outcome;
}

bool CheckBeginsRight(const Shape& shape, std::string_view token) {
  if (shape.pieces.empty()) return false;
  const Piece& last = shape.pieces.back();
  if (last.kind != PieceKind::kCheck || shape.min_length != shape.max_length) return false;
  const std::size_t begin = shape.max_length - last.max;
  if (token.size() >= shape.max_length || token.size() < begin + 2) return false;
  std::string padded(token);
  padded.append(shape.max_length - token.size(), AlphabetCharacters(last.alphabet)[0]);
  const auto spans = FitPieces(shape, padded);
  if (!spans) return false;
  const std::string check = ComputeCheck(last.check, Covered(last, *spans, padded), last.min);
  return std::string_view(check).starts_with(token.substr(begin));
}

}  // namespace keylint
