// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/digest_lists.h"

#include <algorithm>
#include <optional>

#include "lint/base/ascii.h"
#include "lint/decode/chars.h"

namespace keylint {
namespace {

constexpr std::size_t kLong = 1000;

// Blanks, ends of lines and comments in ASCII; of the rest the parser is to say
// whether it may stand there.
std::size_t SkipBetween(std::string_view text, std::size_t at) {
  bool in_comment = false;
  for (; at < text.size(); ++at) {
    const char c = text[at];
    const bool ends_line = c == '\n' || (c == '\r' && at + 1 < text.size() && text[at + 1] == '\n');
    if (ends_line) in_comment = false;
    else if (c == '#') in_comment = true;
    else if (!IsBlank(c) && !(in_comment && c > ' ' && c < '\x7f')) break;
  }
  return at;
}

// Where the list's bracket stands if `at`, where the word "digests" does,
// begins a line with it.
std::optional<std::size_t> BracketOf(std::string_view text, std::size_t at, std::size_t word) {
  std::size_t begin = at;
  while (begin > 0 && IsBlank(text[begin - 1])) --begin;
  if (begin > 0 && text[begin - 1] != '\n') return std::nullopt;
  const std::size_t equals = decode::SkipBlanks(text, at + word);
  if (equals == text.size() || text[equals] != '=') return std::nullopt;
  const std::size_t bracket = decode::SkipBlanks(text, equals + 1);
  if (bracket == text.size() || text[bracket] != '[') return std::nullopt;
  return bracket;
}

// A list behind its bracket, and where it closes.
struct List {
  std::vector<std::string> texts;
  std::size_t end = 0;
};

std::optional<List> ListAt(std::string_view text, std::size_t at) {
  List list;
  for (at = SkipBetween(text, at); at < text.size(); at = SkipBetween(text, at)) {
    if (text[at] == ']') {
      list.end = at;
      return list;
    }
    const char quote = text[at];
    if (quote != '"' && quote != '\'') return std::nullopt;
    std::size_t end = at + 1;
    while (end < text.size() && (IsAlnum(text[end]) || text[end] == ':')) ++end;
    if (end == text.size() || text[end] != quote) return std::nullopt;
    list.texts.emplace_back(text.substr(at + 1, end - at - 1));
    at = SkipBetween(text, end + 1);
    if (at == text.size() || (text[at] != ',' && text[at] != ']')) return std::nullopt;
    if (text[at] == ',') ++at;
  }
  return std::nullopt;
}

}  // namespace

LiftedDigests LiftDigests(std::string_view text) {
  constexpr std::string_view kName = "digests";
  LiftedDigests lifted;
  std::size_t copied = 0;
  std::size_t line = 1;
  std::size_t counted = 0;
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at + 1)) {
    const auto bracket = BracketOf(text, at, kName.size());
    if (!bracket) continue;
    auto list = ListAt(text, *bracket + 1);
    if (!list) continue;
    at = list->end;
    if (list->texts.size() < kLong) continue;
    const auto lines = [&text](std::size_t begin, std::size_t end) {
      return static_cast<std::size_t>(std::count(text.data() + begin, text.data() + end, '\n'));
    };
    line += lines(counted, *bracket);
    counted = *bracket;
    lifted.rest += text.substr(copied, *bracket + 1 - copied);
    lifted.rest.append(lines(*bracket, list->end), '\n');
    copied = list->end;
    lifted.lists.emplace(line, std::move(list->texts));
  }
  lifted.rest += text.substr(copied);
  return lifted;
}

}  // namespace keylint
