// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/filled.h"

#include <algorithm>
#include <optional>

#include "lint/decode/chars.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMostPlaces = 16;
constexpr std::size_t kFewestBytes = 6;
constexpr std::size_t kMostBytes = 4096;

char Closing(char open) { return open == '{' ? '}' : open == '[' ? ']' : ')'; }

bool IsPrintable(char c) { return c >= ' ' && c < '\x7F'; }

// Behind "(byte)", "b" and the like in front of an element.
std::size_t SkipCast(std::string_view text, std::size_t at) {
  for (const std::string_view cast : {"(byte)", "(char)", "(uint8_t)", "(unsigned char)"}) {
    if (StartsAt(text, at, cast)) return SkipBlanks(text, at + cast.size());
  }
  return StartsAt(text, at, "b'") ? at + 1 : at;
}

std::optional<ListedByte> CharacterAt(std::string_view text, std::size_t at) {
  const bool escaped = at + 1 < text.size() && text[at + 1] == '\\';
  const std::size_t letter = at + (escaped ? 2 : 1);
  if (letter + 1 >= text.size() || text[letter + 1] != '\'') return std::nullopt;
  char value = text[letter];
  if (escaped && value == '0') value = '\0';
  else if (escaped && value != '\\' && value != '\'' && value != '"') return std::nullopt;
  return ListedByte{value, {at, letter + 2}};
}

std::optional<ListedByte> NumberAt(std::string_view text, std::size_t at) {
  const std::size_t begin = at;
  const bool hex = StartsAt(text, at, "0x") || StartsAt(text, at, "0X");
  if (hex) at += 2;
  int value = 0;
  const std::size_t digits = at;
  for (; at < text.size() && at - digits < 4 && value < 256; ++at) {
    const int digit = hex ? HexValue(text[at]) : IsDigit(text[at]) ? text[at] - '0' : -1;
    if (digit < 0) break;
    value = value * (hex ? 16 : 10) + digit;
  }
  if (at == digits || value > 255) return std::nullopt;
  const Span span{begin, at};
  while (at < text.size() && std::string_view("uUlL").find(text[at]) != std::string_view::npos) ++at;
  if (at < text.size() && (IsWord(text[at]) || text[at] == '.')) return std::nullopt;
  return ListedByte{static_cast<char>(value), {span.begin, at}};
}

std::optional<ListedByte> ByteAt(std::string_view text, std::size_t at) {
  at = SkipCast(text, at);
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '\'') return CharacterAt(text, at);
  return IsDigit(text[at]) ? NumberAt(text, at) : std::nullopt;
}

// One place at text[at], or nothing.
std::optional<Place> PlaceAt(std::string_view text, std::size_t at) {
  if (text[at] == '%') {
    const bool place = at + 1 < text.size() && std::string_view("sv@").find(text[at + 1]) != std::string_view::npos;
    return place ? std::optional(Place{{at, at + 2}, {}}) : std::nullopt;
  }
  std::size_t end = at + 1;
  while (end < text.size() && IsWord(text[end])) ++end;
  if (end >= text.size() || text[end] != '}') return std::nullopt;
  return Place{{at, end + 1}, text.substr(at + 1, end - at - 1)};
}

}  // namespace

std::vector<Place> PlacesIn(std::string_view text, Span format) {
  std::vector<Place> places;
  text = text.substr(0, format.end);
  bool percent = false;
  bool braces = false;
  for (std::size_t at = format.begin; at < format.end;) {
    const char c = text[at];
    if ((c != '%' && c != '{') || (c == '%' ? braces : percent)) {   // One kind at a time.
      ++at;
      continue;
    }
    const bool literal = at + 1 < format.end && text[at + 1] == c;   // "%%", "{{"
    const auto place = literal ? std::nullopt : PlaceAt(text, at);
    if (!place || places.size() >= kMostPlaces) return {};
    (c == '%' ? percent : braces) = true;
    places.push_back(*place);
    at = place->span.end;
  }
  return places;
}

bool MayListBytes(std::string_view text, std::size_t open) {
  std::size_t at = SkipSpaces(text, open + 1);
  for (int i = 0; i < 4; ++i) {
    const auto byte = ByteAt(text, at);
    if (!byte || !IsPrintable(byte->value)) return false;
    at = SkipSpaces(text, byte->span.end);
    if (at >= text.size() || text[at] != ',') return false;
    at = SkipSpaces(text, at + 1);
  }
  return true;
}

std::vector<ListedByte> BytesListedAt(std::string_view text, std::size_t open) {
  if (!MayListBytes(text, open)) return {};
  std::vector<ListedByte> bytes;
  std::size_t letters = 0;
  const char close = Closing(text[open]);
  std::size_t at = SkipSpaces(text, open + 1);
  bool ended = false;
  while (at < text.size() && text[at] != close) {
    const auto byte = ByteAt(text, at);
    if (!byte || ended || bytes.size() >= kMostBytes) return {};
    at = SkipSpaces(text, byte->span.end);
    if (at < text.size() && text[at] == ',') at = SkipSpaces(text, at + 1);
    else if (at >= text.size() || text[at] != close) return {};
    ended = byte->value == '\0';
    if (ended) continue;
    if (!IsPrintable(byte->value)) return {};
    letters += IsAlnum(byte->value) ? 1U : 0U;
    bytes.push_back(*byte);
  }
  const bool spells = at < text.size() && bytes.size() >= kFewestBytes && letters * 4 >= bytes.size() * 3;
  return spells ? bytes : std::vector<ListedByte>();
}

Span ConstantOfHole(std::string_view text, Span hole) {
  std::size_t open = hole.begin;
  while (open < hole.end && open - hole.begin < 2 && text[open] != '{' && text[open] != '(') ++open;
  const std::size_t quote = open + 1;
  if (quote + 2 >= hole.end || (text[quote] != '"' && text[quote] != '\'')) return {};
  const Span inside{quote + 1, hole.end - 2};
  if (text[inside.end] != text[quote]) return {};
  const auto plain = [&](char c) { return c != text[quote] && c != '\\' && c != '\n'; };
  const std::string_view constant = inside.Of(text);
  return std::all_of(constant.begin(), constant.end(), plain) ? inside : Span{};
}

}  // namespace keylint::decode
