// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/mishap.h"

#include <algorithm>
#include <array>
#include <optional>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/diagnose/unicode.h"

namespace keylint {
namespace {

constexpr std::size_t kMost = 16384;

using Mishaps = std::vector<Mishap>;

void AddOdd(std::string_view value, Mishaps& mishaps) {
  const std::vector<OddCharacter> odd = FindOddCharacters(value);
  const auto first = std::find_if(odd.begin(), odd.end(), [](const OddCharacter& c) { return c.kind != OddKind::kMask && c.kind != OddKind::kOther; });
  if (first == odd.end()) return;
  const bool invisible = first->kind == OddKind::kInvisible || first->kind == OddKind::kSpace;
  Mishap mishap;
  mishap.diagnosis = invisible ? Diagnosis::kInvisibleCharacter
                     : first->kind == OddKind::kQuote ? Diagnosis::kStrayQuote
                                                      : Diagnosis::kHomoglyph;
  mishap.detail = fmt::format("{} at position {}", DescribeOdd(*first), first->position);
  const std::size_t more = odd.size() - 1;
  if (more > 0) mishap.detail += fmt::format(" and {} more that {} not belong", more, more == 1 ? "does" : "do");
  mishap.mended = Asciify(value);
  if (first->kind == OddKind::kSpace) std::erase(mishap.mended, ' ');
  if (first->kind == OddKind::kQuote) std::erase_if(mishap.mended, IsQuote);
  mishap.repair = invisible ? "remove the invisible characters" : "replace the look-alike characters";
  mishaps.push_back(std::move(mishap));
}

void AddOuterBlanks(std::string_view value, Mishaps& mishaps) {
  std::size_t begin = 0;
  std::size_t end = value.size();
  while (begin < end && IsSpace(value[begin])) ++begin;
  while (end > begin && IsSpace(value[end - 1])) --end;
  if (end - begin == value.size() || begin == end) return;
  const bool front = begin > 0;
  const char blank = front ? value[0] : value.back();
  mishaps.push_back({Diagnosis::kWhitespace, fmt::format("{} at the {}", DescribeAscii(blank), front ? "beginning" : "end"),
                     std::string(value.substr(begin, end - begin)), blank == '\n' || blank == '\r' ? "remove the line end" : "remove the blanks around it"});
}

// "\n" or "\r" typed as two characters behind the key.
void AddLiteralEscape(std::string_view value, Mishaps& mishaps) {
  std::string_view rest = value;
  while (rest.size() > 2 && (rest.ends_with("\\n") || rest.ends_with("\\r") || rest.ends_with("\\t"))) rest.remove_suffix(2);
  if (rest.size() == value.size()) return;
  mishaps.push_back({Diagnosis::kWhitespace, "a backslash and a letter at the end, an escape that was not resolved",
                     std::string(rest), "remove the escape at the end"});
}

void AddQuotes(std::string_view value, Mishaps& mishaps) {
  std::string_view rest = value;
  if (rest.starts_with("\\\"") && rest.ends_with("\\\"") && rest.size() > 4) {
    mishaps.push_back({Diagnosis::kStrayQuote, "escaped quotes are part of the value", std::string(rest.substr(2, rest.size() - 4)), "remove the quotes"});
    return;
  }
  if (StartsWithNoCase(rest, "%22") && rest.ends_with("%22") && rest.size() > 6) {
    mishaps.push_back({Diagnosis::kStrayQuote, "URL-encoded quotes (%22) are part of the value", std::string(rest.substr(3, rest.size() - 6)), "remove the quotes"});
    return;
  }
  bool front = false, back = false;
  while (rest.size() > 1 && IsQuote(rest.front())) { rest.remove_prefix(1); front = true; }
  while (rest.size() > 1 && IsQuote(rest.back())) { rest.remove_suffix(1); back = true; }
  if (!front && !back) return;
  const std::string name = DescribeAscii(front ? value.front() : value.back());
  mishaps.push_back({Diagnosis::kStrayQuote,
                     front && back ? fmt::format("the quotes around it ({}) are part of the value", name.substr(2))
                                   : fmt::format("{} at the {} is part of the value", name, front ? "beginning" : "end"),
                     std::string(rest), "remove the quotes"});
}

constexpr std::array<std::string_view, 12> kSchemes = {
    "Authorization: Bearer ", "Authorization:Bearer ", "Bearer: ", "Bearer:", "Bearer ", "Token token=", "Token ", "Basic ", "ApiKey ", "Api-Key ", "SSWS ", "x-api-key: ",
};

void AddScheme(std::string_view value, Mishaps& mishaps) {
  for (const std::string_view scheme : kSchemes) {
    if (!StartsWithNoCase(value, scheme) || value.size() < scheme.size() + 8) continue;
    std::string_view rest = value.substr(scheme.size());
    while (!rest.empty() && (rest.front() == ' ' || rest.front() == '"')) rest.remove_prefix(1);
    while (!rest.empty() && rest.back() == '"') rest.remove_suffix(1);
    std::string shown(scheme);
    while (shown.back() == ' ') shown.pop_back();
    mishaps.push_back({Diagnosis::kSchemePrefix, fmt::format("it begins with the word '{}', which belongs in the header", shown),
                       std::string(rest), fmt::format("remove '{}'", shown)});
    return;
  }
}

// NAME=value pasted whole into the value.
void AddAssignment(std::string_view value, Mishaps& mishaps) {
  std::string_view rest = value;
  if (rest.starts_with("export ")) rest.remove_prefix(7);
  std::size_t i = 0;
  while (i < rest.size() && (IsUpper(rest[i]) || rest[i] == '_' || (i > 0 && IsDigit(rest[i])))) ++i;
  if (i < 3 || i + 1 >= rest.size() || (rest[i] != '=' && rest[i] != ':')) return;
  rest.remove_prefix(i + 1);
  while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
  if (rest.size() >= 2 && IsQuote(rest.front()) && rest.back() == rest.front()) rest = rest.substr(1, rest.size() - 2);
  mishaps.push_back({Diagnosis::kSchemePrefix, "the variable's name stands in the value too", std::string(rest), "remove the name from the value"});
}

void AddDollar(std::string_view value, Mishaps& mishaps) {
  if (value.size() < 9 || value[0] != '$' || value[1] == '{' || value[1] == '$') return;
  mishaps.push_back({Diagnosis::kBadPrefix, "a '$' stands in front of it, left over from a template", std::string(value.substr(1)), "remove the '$'"});
}

// "sk\_live\_...": Markdown's escapes.
void AddMarkdown(std::string_view value, Mishaps& mishaps) {
  const auto escaped = [value](std::size_t at) { return value[at] == '\\' && at + 1 < value.size() && std::string_view("_-*.").find(value[at + 1]) != std::string_view::npos; };
  std::string plain;
  std::size_t first = value.size();
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (!escaped(i)) plain += value[i];
    else first = std::min(first, i);
  }
  if (first == value.size()) return;
  mishaps.push_back({Diagnosis::kBadCharacter, fmt::format("a backslash at position {}: Markdown's escapes were copied along", first + 1), std::move(plain), "remove the backslashes"});
}

void AddBrackets(std::string_view value, Mishaps& mishaps) {
  constexpr std::array<std::string_view, 4> kPairs = {"<>", "[]", "()", "{}"};
  for (const std::string_view pair : kPairs) {
    if (value.size() < 10 || value.front() != pair[0] || value.back() != pair[1]) continue;
    mishaps.push_back({Diagnosis::kStrayQuote, fmt::format("the brackets '{}' around it are part of the value", pair),
                       std::string(value.substr(1, value.size() - 2)), "remove the brackets"});
  }
}

void AddTrailing(std::string_view value, Mishaps& mishaps) {
  constexpr std::string_view kPunctuation = ";,.:!?)]}>\\&|";
  std::string_view rest = value;
  while (rest.size() > 8 && kPunctuation.find(rest.back()) != std::string_view::npos) rest.remove_suffix(1);
  if (rest.size() == value.size()) return;
  mishaps.push_back({Diagnosis::kBadCharacter, fmt::format("{} at the end does not belong to it", DescribeAscii(value.back())),
                     std::string(rest), "remove the punctuation at the end"});
}

// Blanks inside: a wrapped line, or a comment glued on.
void AddInnerBlanks(std::string_view value, Mishaps& mishaps) {
  const auto blank = std::find_if(value.begin(), value.end(), IsSpace);
  if (blank == value.end()) return;
  const std::size_t at = static_cast<std::size_t>(blank - value.begin());
  std::string_view head = value.substr(0, at);
  std::string_view tail = value.substr(at);
  std::size_t skipped = 0;
  while (skipped < tail.size() && IsSpace(tail[skipped])) ++skipped;
  std::string joined(value);
  std::erase_if(joined, IsSpace);
  const bool line = *blank == '\n' || *blank == '\r';
  mishaps.push_back({Diagnosis::kWhitespace,
                     fmt::format("{} inside, at position {}{}", line ? "a line break" : DescribeAscii(*blank), at + 1, line ? ": it was wrapped when copied" : ""),
                     std::move(joined), "write it in one line, without blanks"});
  if (head.size() >= 8 && skipped < tail.size()) {
    mishaps.push_back({Diagnosis::kWhitespace, fmt::format("text follows behind it from position {}", at + 1),
                       std::string(head), ""});
  }
}

// The comment, glued on without a blank: "key#prod", "key//prod".
void AddGluedComment(std::string_view value, Mishaps& mishaps) {
  for (const std::string_view mark : {"#", "//", "--", ";"}) {
    const std::size_t at = value.find(mark);
    if (at == std::string_view::npos || at < 12 || at + mark.size() >= value.size()) continue;
    mishaps.push_back({Diagnosis::kBadCharacter, fmt::format("a comment is glued to it from position {}", at + 1), std::string(value.substr(0, at)), ""});
  }
}

void AddPercent(std::string_view value, Mishaps& mishaps) {
  if (value.find('%') == std::string_view::npos) return;
  std::string decoded;
  std::size_t count = 0;
  std::size_t first = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const int high = value[i] == '%' && i + 2 < value.size() ? HexValue(value[i + 1]) : -1;
    const int low = high >= 0 ? HexValue(value[i + 2]) : -1;
    if (low < 0) {
      decoded += value[i];
      continue;
    }
    if (count++ == 0) first = i + 1;
    decoded += static_cast<char>(high * 16 + low);
    i += 2;
  }
  if (count == 0) return;
  mishaps.push_back({Diagnosis::kBadEncoding, fmt::format("it is URL-encoded ({} escape{}, the first at position {})", count, count == 1 ? "" : "s", first),
                     std::move(decoded), "decode the URL escapes"});
}

void AddHtml(std::string_view value, Mishaps& mishaps) {
  constexpr std::array<std::array<std::string_view, 2>, 6> kEntities = {{{"&amp;", "&"}, {"&#x2F;", "/"}, {"&#x3D;", "="}, {"&#43;", "+"}, {"&quot;", "\""}, {"&#61;", "="}}};
  std::string decoded(value);
  bool any = false;
  for (const auto& [entity, plain] : kEntities) {
    for (std::size_t at = decoded.find(entity); at != std::string::npos; at = decoded.find(entity, at + 1)) {
      decoded.replace(at, entity.size(), plain);
      any = true;
    }
  }
  if (any) mishaps.push_back({Diagnosis::kBadEncoding, "it holds HTML entities", std::move(decoded), "decode the HTML entities"});
}

bool IsText(std::string_view bytes) {
  return !bytes.empty() && std::all_of(bytes.begin(), bytes.end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r'; });
}

void AddBase64(std::string_view value, Mishaps& mishaps) {
  if (value.size() < 16) return;
  std::optional<std::string> bytes = Base64Bytes(value);
  if (!bytes || !IsText(*bytes)) return;
  const bool line_end = bytes->ends_with('\n');
  while (!bytes->empty() && IsSpace(bytes->back())) bytes->pop_back();
  mishaps.push_back({Diagnosis::kBadEncoding,
                     fmt::format("it is base64 of the key{}: encoded once too often", line_end ? " and a line feed" : ""),
                     std::move(*bytes), "decode it once"});
}

// Base64 whose padding got lost, or whose '+' became spaces.
void AddPadding(std::string_view value, Mishaps& mishaps) {
  if (value.size() >= 16 && value.size() % 4 != 1 && value.size() % 4 != 0 && !value.ends_with("==")) {
    const std::size_t lost = 4 - value.size() % 4;
    mishaps.push_back({Diagnosis::kBadEncoding, fmt::format("the base64 padding at its end is missing ({} '=')", lost),
                       std::string(value) + std::string(lost, '='), "add the padding"});
  }
  if (value.size() >= 16 && value.find(' ') != std::string_view::npos) {
    std::string plus(value);
    std::replace(plus.begin(), plus.end(), ' ', '+');
    mishaps.push_back({Diagnosis::kBadEncoding, "a '+' in it became a space, as URL decoding does", std::move(plus), "put '+' back for the spaces"});
  }
}

// The same text twice, with or without something between.
void AddDoubled(std::string_view value, Mishaps& mishaps) {
  const std::size_t size = value.size();
  for (std::size_t gap = 0; gap <= 2 && size > 16 + gap; ++gap) {
    if ((size - gap) % 2 != 0) continue;
    const std::size_t half = (size - gap) / 2;
    if (value.substr(0, half) != value.substr(half + gap)) continue;
    mishaps.push_back({Diagnosis::kDoubled, "it stands there twice", std::string(value.substr(0, half)), "keep one of the two"});
    return;
  }
}

}  // namespace

std::vector<Mishap> GuessMishaps(std::string_view value) {
  Mishaps mishaps;
  if (value.empty() || value.size() > kMost) return mishaps;
  AddOdd(value, mishaps);
  AddQuotes(value, mishaps);
  AddOuterBlanks(value, mishaps);
  AddLiteralEscape(value, mishaps);
  AddScheme(value, mishaps);
  AddAssignment(value, mishaps);
  AddDollar(value, mishaps);
  AddMarkdown(value, mishaps);
  AddBrackets(value, mishaps);
  AddDoubled(value, mishaps);
  AddInnerBlanks(value, mishaps);
  AddTrailing(value, mishaps);
  AddGluedComment(value, mishaps);
  AddPercent(value, mishaps);
  AddHtml(value, mishaps);
  AddBase64(value, mishaps);
  AddPadding(value, mishaps);
  return mishaps;
}

}  // namespace keylint
