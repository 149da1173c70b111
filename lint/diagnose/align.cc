// SPDX-License-Identifier: Apache-2.0
// Pieces are laid in order. For every piece the cheapest cost of ending at
// each byte follows from the piece before: a run of min..max characters looks
// back over a sliding window of starts, so a piece costs one pass whatever
// its range. Cost counts characters outside their alphabet.
#include "lint/diagnose/align.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <deque>
#include <limits>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
constexpr std::size_t kLongestToken = 1 << 16;

bool IsUuid(Alphabet alphabet) { return alphabet == Alphabet::kUuidLower || alphabet == Alphabet::kUuidUpper; }

bool IsUuidDash(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

bool InPiece(const Piece& piece, unsigned char c, std::size_t i) {
  if (piece.kind == PieceKind::kLiteral) return i < piece.literal.size() && static_cast<unsigned char>(piece.literal[i]) == c;
  if (!IsUuid(piece.alphabet)) return InAlphabet(piece.alphabet, c);
  return IsUuidDash(i) ? c == '-' : c != '-' && InAlphabet(piece.alphabet, c);
}

std::size_t MinOf(const Piece& piece) { return piece.kind == PieceKind::kLiteral ? piece.literal.size() : IsUuid(piece.alphabet) ? 36 : piece.min; }
std::size_t MaxOf(const Piece& piece) { return piece.kind == PieceKind::kLiteral ? piece.literal.size() : IsUuid(piece.alphabet) ? 36 : piece.max; }

bool IsFixed(const Piece& piece) { return MinOf(piece) == MaxOf(piece); }

bool AllFixed(const Shape& shape) {
  return std::all_of(shape.pieces.begin(), shape.pieces.end(), IsFixed);
}

// A shape whose lengths leave one choice: walk it.
bool FitsFixed(const Shape& shape, std::string_view token, std::vector<Span>* spans) {
  std::size_t at = 0;
  for (const Piece& piece : shape.pieces) {
    const std::size_t size = MinOf(piece);
    if (token.size() - at < size) return false;
    for (std::size_t i = 0; i < size; ++i) {
      if (!InPiece(piece, static_cast<unsigned char>(token[at + i]), i)) return false;
    }
    if (spans != nullptr) spans->push_back({at, at + size});
    at += size;
  }
  return at == token.size();
}

using Costs = std::vector<std::uint32_t>;

// costs[p]: the least cost of ending `piece` at byte p of `token`.
void StepFixed(const Piece& piece, std::string_view token, const Costs& before, Costs& after) {
  const std::size_t size = MinOf(piece);
  for (std::size_t start = 0; start + size <= token.size(); ++start) {
    if (before[start] == kNever) continue;
    std::uint32_t wrong = 0;
    for (std::size_t i = 0; i < size; ++i) wrong += !InPiece(piece, static_cast<unsigned char>(token[start + i]), i);
    after[start + size] = std::min(after[start + size], before[start] + wrong);
  }
}

void StepRun(const Piece& piece, std::string_view token, const Costs& before, Costs& after) {
  // wrong[p]: characters outside the alphabet before p. Kept as a running
  // sum; the window's least value of before[s] - wrong[s] is at its front.
  std::vector<std::int64_t> wrong(token.size() + 1, 0);
  for (std::size_t i = 0; i < token.size(); ++i) {
    wrong[i + 1] = wrong[i] + !InAlphabet(piece.alphabet, static_cast<unsigned char>(token[i]));
  }
  const auto value = [&](std::size_t s) { return static_cast<std::int64_t>(before[s]) - wrong[s]; };
  std::deque<std::size_t> window;
  for (std::size_t p = piece.min; p <= token.size(); ++p) {
    const std::size_t newest = p - piece.min;
    if (before[newest] != kNever) {
      while (!window.empty() && value(window.back()) > value(newest)) window.pop_back();
      window.push_back(newest);
    }
    while (!window.empty() && p - window.front() > piece.max) window.pop_front();
    if (!window.empty()) after[p] = static_cast<std::uint32_t>(value(window.front()) + wrong[p]);
  }
}

std::vector<Costs> AllCosts(const Shape& shape, std::string_view token) {
  std::vector<Costs> costs(shape.pieces.size() + 1, Costs(token.size() + 1, kNever));
  costs[0][0] = 0;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (IsFixed(piece)) {
      StepFixed(piece, token, costs[i], costs[i + 1]);
    } else {
      StepRun(piece, token, costs[i], costs[i + 1]);
    }
  }
  return costs;
}

std::uint32_t CostOf(const Piece& piece, std::string_view part) {
  std::uint32_t wrong = 0;
  for (std::size_t i = 0; i < part.size(); ++i) wrong += !InPiece(piece, static_cast<unsigned char>(part[i]), i);
  return wrong;
}

// From the end back: where each piece began on a cheapest way.
std::vector<Span> Backtrace(const Shape& shape, std::string_view token, const std::vector<Costs>& costs) {
  std::vector<Span> spans(shape.pieces.size());
  std::size_t end = token.size();
  for (std::size_t i = shape.pieces.size(); i-- > 0;) {
    const Piece& piece = shape.pieces[i];
    // The shortest piece first: earlier pieces take more. The cost of the
    // part grows byte by byte as it gets longer.
    std::size_t size = MinOf(piece);
    std::uint32_t wrong = CostOf(piece, token.substr(end - size, size));
    const std::size_t longest = std::min(MaxOf(piece), end);
    while (size < longest && (costs[i][end - size] == kNever || costs[i][end - size] + wrong != costs[i + 1][end])) {
      ++size;
      wrong += !InAlphabet(piece.alphabet, static_cast<unsigned char>(token[end - size]));
    }
    spans[i] = {end - size, end};
    end -= size;
  }
  return spans;
}

bool InRange(const Shape& shape, std::string_view token) {
  return token.size() >= shape.min_length && token.size() <= shape.max_length && token.size() <= kLongestToken;
}

// --- prefixes --------------------------------------------------------------

bool IsSeparator(char c) { return c == '-' || c == '_' || c == '.' || c == ':' || c == ' ' || c == '/'; }

// One of each group of characters that look alike.
char Skeleton(char c) {
  switch (Lower(c)) {
    case '0': case 'o': return 'o';
    case '1': case 'l': case 'i': case '|': return 'l';
    case '5': case 's': return 's';
    default: return Lower(c);
  }
}

// Literals of the same length, character by character.
PrefixFault CompareInPlace(std::string_view literal, std::string_view head) {
  PrefixFault worst = PrefixFault::kNone;
  std::size_t changed = 0;
  for (std::size_t i = 0; i < literal.size(); ++i) {
    if (literal[i] == head[i]) continue;
    PrefixFault fault = PrefixFault::kTypo;
    if (IsSeparator(literal[i]) && IsSeparator(head[i])) fault = PrefixFault::kSeparator;
    else if (IsAlpha(literal[i]) && Lower(literal[i]) == Lower(head[i])) fault = PrefixFault::kCase;
    else if (Skeleton(literal[i]) == Skeleton(head[i])) fault = PrefixFault::kLookAlike;
    if (fault == PrefixFault::kTypo && ++changed > 1) return PrefixFault::kAbsent;
    worst = std::max(worst, fault);
  }
  return worst;
}

bool Swapped(std::string_view literal, std::string_view head) {
  for (std::size_t i = 0; i + 1 < literal.size(); ++i) {
    if (literal[i] == head[i]) continue;
    return literal[i] == head[i + 1] && literal[i + 1] == head[i] && literal.substr(i + 2) == head.substr(i + 2);
  }
  return false;
}

// `longer` without one byte is `shorter`.
bool OneDropped(std::string_view longer, std::string_view shorter) {
  std::size_t i = 0;
  while (i < shorter.size() && longer[i] == shorter[i]) ++i;
  return longer.substr(i + 1) == shorter.substr(i);
}

// --- explanations ----------------------------------------------------------

// Characters that belong nowhere in the shape: no run has them and no
// literal at all holds them.
std::vector<std::size_t> Strangers(const Shape& shape, std::string_view token) {
  std::array<bool, 256> known{};
  for (const Piece& piece : shape.pieces) {
    for (const char c : piece.kind == PieceKind::kLiteral ? piece.literal : AlphabetCharacters(piece.alphabet)) {
      known[static_cast<unsigned char>(c)] = true;
    }
  }
  std::vector<std::size_t> strangers;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (!known[static_cast<unsigned char>(token[i])]) strangers.push_back(i);
  }
  return strangers;
}

// Whether `token` is the beginning of some match of `shape`.
bool IsBeginning(const Shape& shape, std::string_view token) {
  // Reachable starts only grow for runs; one pass per piece.
  std::vector<Costs> costs = AllCosts(shape, token);
  const std::size_t end = token.size();
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    const std::size_t longest = std::min(MaxOf(piece), end);
    std::uint32_t wrong = 0;
    if (piece.kind == PieceKind::kLiteral || IsUuid(piece.alphabet)) {
      for (std::size_t size = 0; size <= longest; ++size) {
        if (costs[i][end - size] == 0 && CostOf(piece, token.substr(end - size)) == 0) return true;
      }
      continue;
    }
    for (std::size_t size = 0; size <= longest; ++size) {
      if (size > 0) wrong += !InAlphabet(piece.alphabet, static_cast<unsigned char>(token[end - size]));
      if (wrong != 0) break;
      if (costs[i][end - size] == 0) return true;
    }
  }
  return false;
}

struct Marker {
  std::size_t piece = 0;
  std::size_t earliest = 0;  // where it may begin
  std::size_t latest = 0;
  std::string_view text;
};

// Literals behind the leading one that are long enough to be told from
// random text.
std::vector<Marker> MarkersOf(const Shape& shape) {
  std::vector<Marker> markers;
  std::size_t earliest = 0;
  std::size_t latest = 0;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (i > 0 && piece.kind == PieceKind::kLiteral) {
      const bool telling = piece.literal.size() >= 3 ||
                           std::any_of(piece.literal.begin(), piece.literal.end(), [&](char c) {
                             const Piece& before = shape.pieces[i - 1];
                             return before.kind == PieceKind::kLiteral || !InAlphabet(before.alphabet, static_cast<unsigned char>(c));
                           });
      if (telling) markers.push_back({i, earliest, latest, piece.literal});
    }
    earliest += MinOf(piece);
    latest += MaxOf(piece);
  }
  return markers;
}

void ExplainLength(Alignment& alignment, const Shape& shape, std::string_view token) {
  const bool shorter = token.size() < shape.min_length;
  alignment.expected = shorter ? shape.min_length : shape.max_length;
  alignment.difference = shorter ? shape.min_length - token.size() : token.size() - shape.max_length;
  alignment.misfit = shorter ? Misfit::kMissing : Misfit::kExtra;
  const std::vector<Marker> markers = MarkersOf(shape);
  if (markers.empty()) return;
  if (shorter && IsBeginning(shape, token)) {
    // Only a literal that would have to be there proves that the end, and
    // not something before it, is missing: behind the marker, or short of it
    // by more than the runs before it could hide.
    const Marker& last = markers.back();
    const bool behind = token.size() >= last.earliest + last.text.size();
    const bool missing_marker = token.find(markers.front().text) == std::string_view::npos;
    if (behind || missing_marker) {
      alignment.misfit = Misfit::kCut;
      return;
    }
  }
  for (const Marker& marker : markers) {
    const std::size_t at = token.find(marker.text, LeadingLiteral(shape).size());
    if (at == std::string_view::npos) continue;
    if (shorter ? at < marker.earliest : at > marker.latest) {
      alignment.before_marker = true;
      alignment.beside = marker.text;
      return;
    }
    alignment.beside = marker.text;
  }
  // None of its fixed parts is there: hardly this shape at all.
  if (alignment.beside.empty()) alignment.cost += 3;
}

// Whether `c` cannot stand in the run before the piece `i`.
bool Delimits(const Shape& shape, std::size_t i, char c) {
  const Piece& before = shape.pieces[i - 1];
  return before.kind != PieceKind::kLiteral && !InPiece(before, static_cast<unsigned char>(c), 0) && !InAlphabet(before.alphabet, static_cast<unsigned char>(c));
}

// One run between two literals, as long as it happens to be in the token.
struct Segment {
  std::size_t begin = 0, end = 0;
  std::size_t min = 0, max = 0;
  std::string_view marker_before, marker_after;
};

// The token cut at the shape's own separators ("." in "a.b.c"); nothing when
// a separator is missing before the token's last segment. `cut` tells that
// literals are missing behind the last segment.
std::optional<std::vector<Segment>> SegmentsOf(const Shape& shape, std::string_view token, bool* cut) {
  std::vector<Segment> segments;
  *cut = false;
  std::size_t at = 0;
  std::string_view marker;
  for (std::size_t i = 0; i < shape.pieces.size();) {
    const Piece& piece = shape.pieces[i];
    if (piece.kind == PieceKind::kLiteral) {
      if (token.substr(at, piece.literal.size()) != piece.literal) return std::nullopt;
      at += piece.literal.size();
      marker = piece.literal;
      ++i;
      continue;
    }
    Segment segment;
    segment.begin = at;
    segment.marker_before = segments.empty() ? std::string_view() : marker;
    for (; i < shape.pieces.size() && shape.pieces[i].kind != PieceKind::kLiteral; ++i) {
      segment.min += MinOf(shape.pieces[i]);
      segment.max += MaxOf(shape.pieces[i]);
    }
    if (i == shape.pieces.size()) {
      segment.end = token.size();
    } else {
      segment.marker_after = shape.pieces[i].literal;
      const bool telling = segment.marker_after.size() >= 4 || Delimits(shape, i, segment.marker_after[0]);
      if (!telling) return std::nullopt;
      const std::size_t found = token.find(segment.marker_after, at);
      if (found == std::string_view::npos) {
        segment.end = token.size();
        segments.push_back(segment);
        *cut = true;
        return segments;
      }
      segment.end = found;
    }
    at = segment.end;
    segments.push_back(segment);
  }
  if (at != token.size()) return std::nullopt;
  return segments;
}

bool SegmentFits(const Shape& shape, const Segment& segment, std::string_view token) {
  // Every run of the segment in turn is too fine here: one alphabet of them.
  for (std::size_t i = segment.begin; i < segment.end; ++i) {
    const bool any = std::any_of(shape.pieces.begin(), shape.pieces.end(), [&](const Piece& piece) {
      return piece.kind != PieceKind::kLiteral && InAlphabet(piece.alphabet, static_cast<unsigned char>(token[i]));
    });
    if (!any) return false;
  }
  return true;
}

// One segment of the wrong length, and nothing else: the plainest fault of a
// token that has separators.
bool ExplainSegments(Alignment& alignment, const Shape& shape, std::string_view token) {
  bool cut = false;
  const auto segments = SegmentsOf(shape, token, &cut);
  if (!segments || segments->empty() || (segments->size() == 1 && !cut)) return false;
  const Segment* fault = nullptr;
  for (const Segment& segment : *segments) {
    const std::size_t size = segment.end - segment.begin;
    const bool last = &segment == &segments->back();
    if (!SegmentFits(shape, segment, token)) return false;
    if (size >= segment.min && size <= segment.max) continue;
    if (cut && last && size < segment.min) continue;
    if (fault != nullptr) return false;
    fault = &segment;
  }
  if (cut && fault == nullptr) {
    alignment.misfit = Misfit::kCut;
    alignment.expected = shape.min_length;
    alignment.difference = shape.min_length > token.size() ? shape.min_length - token.size() : 0;
    return true;
  }
  if (fault == nullptr || cut) return false;
  const std::size_t size = fault->end - fault->begin;
  const bool last = fault == &segments->back();
  const bool shorter = size < fault->min;
  alignment.difference = shorter ? fault->min - size : size - fault->max;
  alignment.expected = shorter ? token.size() + alignment.difference : token.size() - alignment.difference;
  alignment.misfit = !shorter ? Misfit::kExtra : last && segments->size() > 1 ? Misfit::kCut : Misfit::kMissing;
  alignment.before_marker = !last;
  alignment.beside = last ? fault->marker_before : fault->marker_after;
  return true;
}

}  // namespace

std::string_view LeadingLiteral(const Shape& shape) {
  if (shape.pieces.empty() || shape.pieces[0].kind != PieceKind::kLiteral) return {};
  return shape.pieces[0].literal;
}

std::optional<std::vector<Span>> FitPieces(const Shape& shape, std::string_view token) {
  if (!InRange(shape, token)) return std::nullopt;
  if (AllFixed(shape)) {
    std::vector<Span> spans;
    if (!FitsFixed(shape, token, &spans)) return std::nullopt;
    return spans;
  }
  const std::vector<Costs> costs = AllCosts(shape, token);
  if (costs.back()[token.size()] != 0) return std::nullopt;
  return Backtrace(shape, token, costs);
}

bool Fits(const Shape& shape, std::string_view token) {
  if (!InRange(shape, token) || !token.starts_with(LeadingLiteral(shape))) return false;
  if (AllFixed(shape)) return FitsFixed(shape, token, nullptr);
  return AllCosts(shape, token).back()[token.size()] == 0;
}

PrefixMatch MatchPrefix(std::string_view literal, std::string_view token) {
  const std::size_t size = literal.size();
  if (token.starts_with(literal)) return {PrefixFault::kNone, size};
  PrefixMatch best;
  if (token.size() >= size) {
    best = {CompareInPlace(literal, token.substr(0, size)), size};
    if (best.fault < PrefixFault::kTypo) return best;
  }
  if (size < 4) return {};  // an edit leaves too little to recognise
  if (token.size() >= size && Swapped(literal, token.substr(0, size))) return {PrefixFault::kTypo, size};
  // Separators dropped or doubled are the most likely of the longer edits.
  if (token.size() >= size - 1 && OneDropped(literal, token.substr(0, size - 1))) return {PrefixFault::kTypo, size - 1};
  if (token.size() > size && OneDropped(token.substr(0, size + 1), literal)) return {PrefixFault::kTypo, size + 1};
  return best;
}

Alignment Align(const Shape& shape, std::string_view token) {
  Alignment alignment;
  alignment.shape = &shape;
  token = token.substr(0, kLongestToken);
  if (Fits(shape, token)) return alignment;
  if (ExplainSegments(alignment, shape, token)) {
    // What stands before the cut fits, fixed parts and all.
    alignment.cost = alignment.misfit == Misfit::kCut && !alignment.beside.empty()
                         ? 2.0
                         : 1.5 + std::log2(1.0 + static_cast<double>(alignment.difference));
    return alignment;
  }
  if (InRange(shape, token)) {
    const std::vector<Costs> costs = AllCosts(shape, token);
    const std::uint32_t cost = costs.back()[token.size()];
    if (cost != kNever) {
      const std::vector<Span> spans = Backtrace(shape, token, costs);
      std::size_t in_literals = 0;
      for (std::size_t i = 0; i < spans.size(); ++i) {
        for (std::size_t at = spans[i].begin; at < spans[i].end; ++at) {
          if (InPiece(shape.pieces[i], static_cast<unsigned char>(token[at]), at - spans[i].begin)) continue;
          alignment.foreign.push_back(at);
          if (shape.pieces[i].kind == PieceKind::kLiteral) {
            ++in_literals;
            alignment.beside = shape.pieces[i].literal;
            // A letter where a separator belongs is no typo for it.
            const bool other = IsAlnum(token[at]);
            alignment.cost += other ? 1.5 : 0;
          }
        }
      }
      alignment.expected = token.size();
      alignment.misfit = in_literals == alignment.foreign.size() ? Misfit::kMarker : Misfit::kForeign;
      alignment.cost += 1.0 + cost;
      return alignment;
    }
  }
  ExplainLength(alignment, shape, token);
  alignment.cost += 2.0 + std::log2(1.0 + static_cast<double>(alignment.difference));
  alignment.foreign = Strangers(shape, token);
  if (!alignment.foreign.empty()) {
    alignment.cost += static_cast<double>(alignment.foreign.size());
    alignment.misfit = Misfit::kForeign;
  } else if (alignment.before_marker || alignment.misfit == Misfit::kCut) {
    alignment.cost -= 0.5;
  }
  return alignment;
}

}  // namespace keylint
