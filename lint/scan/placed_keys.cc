// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/placed_keys.h"

#include <algorithm>

#include "lint/base/ascii.h"
#include "lint/match/shape_match.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 256;        // Of a call's arguments, of an address.
constexpr std::size_t kNearby = 120;       // From an identifier to its secret.

// The longest token of `key` that begins at `at`, whatever stands before it.
Span TokenAt(const KeyRule& key, std::string_view text, std::size_t at) {
  Span token{at, at};
  for (const Shape& shape : key.shapes) {
    const std::size_t end = MatchShapeBehind(shape, text, at);
    if (end != kNoMatch) token.end = std::max(token.end, end);
  }
  return token;
}

// A whole string among the arguments, or elements, that begin at `at`.
Span AmongArguments(const KeyRule& key, std::string_view text, std::size_t at) {
  text = text.substr(0, at + kReach);
  for (int depth = 0; at < text.size() && depth >= 0; ++at) {
    const char c = text[at];
    depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    if (c == ';') return {};
    if (!IsQuote(c)) continue;
    const Span token = TokenAt(key, text, at + 1);
    if (!token.empty() && token.end < text.size() && text[token.end] == c) return token;
    at = std::min(text.find(c, at + 1), text.size());
  }
  return {};
}

// Every such string of a list whose elements begin at `at`.
void TakeElements(const KeyRule& key, std::string_view text, std::size_t at, std::vector<PlacedKey>& found) {
  constexpr std::size_t kMostElements = 64;
  for (std::size_t i = 0; i < kMostElements; ++i) {
    const Span token = AmongArguments(key, text, at);
    if (token.empty()) return;
    found.push_back({&key, token});
    at = token.end + 1;
  }
}

// The value of the parameter `name` ("appid=") in the address around `at`.
Span InAddress(const KeyRule& key, std::string_view text, std::size_t at, std::string_view name) {
  text = text.substr(0, at + kReach);
  const auto ends = [](char c) { return IsSpace(c) || IsQuote(c) || c == '<' || c == '>'; };
  const auto end = static_cast<std::size_t>(std::find_if(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), ends) - text.begin());
  for (at = text.find(name, at); at < end; at = text.find(name, at + 1)) {
    const char before = text[at - 1];
    if (before == '?' || before == '&' || before == ';') return TokenAt(key, text, at + name.size());
  }
  return {};
}

bool Takes(const KeyRule& key, char c) {
  const auto has = [c](const Piece& piece) { return piece.kind == PieceKind::kRun && InAlphabet(piece.alphabet, static_cast<unsigned char>(c)); };
  return std::any_of(key.shapes.begin(), key.shapes.end(), [&has](const Shape& shape) { return std::any_of(shape.pieces.begin(), shape.pieces.end(), has); });
}

// The name in front of a value, if one stands between it and the identifier, must
// speak of a secret: a nonce or a revision is as long.
bool IsNamedSecret(std::string_view between) {
  std::size_t end = between.size();
  while (end > 0 && !IsWord(between[end - 1])) --end;
  std::size_t begin = end;
  while (begin > 0 && IsWord(between[begin - 1])) --begin;
  return begin == end || LowerAscii(between.substr(begin, end - begin)).find("sec") != std::string::npos;
}

// Letters of all cases that the alphabet has, and digits: no name, no path and
// no digest of another alphabet. Hexadecimal digits may be anything's: between
// the identifier and them stands no word, no other name.
bool LooksDrawn(const KeyRule& key, std::string_view token, std::string_view between) {
  const bool wide = Takes(key, 'z');
  if (wide && !IsNamedSecret(between)) return false;
  if (!wide && std::any_of(between.begin(), between.end(), IsWord)) return false;
  const auto holds = [token](bool (*is)(char)) { return std::any_of(token.begin(), token.end(), is); };
  constexpr double kLeastOfHex = 3.0;
  constexpr double kLeast = 4.0;
  if (!holds(IsDigit) || (Takes(key, 'f') && !holds(IsLower)) || (Takes(key, 'F') && !holds(IsUpper))) return false;
  return EntropyPerCharacter(token) >= (wide ? kLeast : kLeastOfHex);
}

}  // namespace

std::string_view NeedleOf(std::string_view place) { return place.substr(0, place.find('?')); }

PlacedKeys::PlacedKeys(const RuleSet& rules) {
  std::unordered_map<std::string_view, const KeyRule*> ids;
  for (const KeyRule& key : rules.keys) ids.emplace(key.id, &key);
  for (const KeyRule& key : rules.keys) {
    for (const std::string_view place : key.places) places_[NeedleOf(place)].push_back({place, &key});
    for (const std::string_view id : key.follows) {
      if (const auto found = ids.find(id); found != ids.end()) followers_[found->second].push_back(&key);
    }
  }
}

std::vector<PlacedKey> PlacedKeys::Behind(std::string_view text, Span needle) const {
  std::vector<PlacedKey> found;
  const auto places = places_.find(needle.Of(text));
  if (places == places_.end()) return found;
  for (const Place& place : places->second) {
    const std::string_view parameter = place.text.substr(needle.size());
    const std::size_t bracket = place.text.find_last_of("([");
    if (bracket != std::string_view::npos && place.text[bracket] == '[') {
      TakeElements(*place.key, text, needle.begin + bracket + 1, found);
      continue;
    }
    const Span token = !parameter.empty()                  ? InAddress(*place.key, text, needle.end, parameter.substr(1))
                       : bracket != std::string_view::npos ? AmongArguments(*place.key, text, needle.begin + bracket + 1)
                                                           : TokenAt(*place.key, text, needle.end);
    if (!token.empty()) found.push_back({place.key, token});
  }
  return found;
}

std::vector<PlacedKey> PlacedKeys::Following(std::string_view text, const KeyRule& identifier, Span span) const {
  std::vector<PlacedKey> found;
  const auto followers = followers_.find(&identifier);
  if (followers == followers_.end()) return found;
  const std::string_view near = text.substr(0, span.end + kNearby);
  const std::size_t line = std::min(near.find('\n', span.end), near.size());
  const std::size_t limit = std::min(near.find('\n', line + 1), near.size());
  for (const KeyRule* key : followers->second) {
    for (std::size_t at = span.end; at < limit; ++at) {
      const auto fits = std::find_if(key->shapes.begin(), key->shapes.end(), [&](const Shape& shape) { return MatchShape(shape, text, at) != kNoMatch; });
      if (fits == key->shapes.end()) continue;
      const Span token{at, MatchShape(*fits, text, at)};
      if (LooksDrawn(*key, token.Of(text), text.substr(span.end, at - span.end))) {
        found.push_back({key, token});
        break;
      }
      at = token.end - 1;
    }
  }
  return found;
}

}  // namespace keylint
