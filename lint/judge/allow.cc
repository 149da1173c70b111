// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/allow.h"

#include <algorithm>
#include <array>
#include <bit>
#include <iterator>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

enum class Reach { kLine, kNextLine, kBegin, kEnd };

struct Marker {
  std::string_view text;
  std::string_view dialect;
  Reach reach;
  bool has_names;   ///< Rule names and a reason may follow.
};

// Longer markers first: one is a prefix of another.
constexpr std::array kMarkers = {
    Marker{"keylint:allow-next-line", "keylint", Reach::kNextLine, true},
    Marker{"keylint:allow-begin", "keylint", Reach::kBegin, true},
    Marker{"keylint:allow-end", "keylint", Reach::kEnd, true},
    Marker{"keylint:allow", "keylint", Reach::kLine, true},
    Marker{"gitleaks:allow", "gitleaks", Reach::kLine, false},
    Marker{"betterleaks:allow", "betterleaks", Reach::kLine, false},
    Marker{"pragma: allowlist nextline secret", "detect-secrets", Reach::kNextLine, false},
    Marker{"pragma:allowlist nextline secret", "detect-secrets", Reach::kNextLine, false},
    Marker{"pragma: allowlist secret", "detect-secrets", Reach::kLine, false},
    Marker{"pragma:allowlist secret", "detect-secrets", Reach::kLine, false},
    Marker{"NOLINTNEXTLINE(", "nolint", Reach::kNextLine, true},
    Marker{"NOLINTBEGIN(", "nolint", Reach::kBegin, true},
    Marker{"NOLINTEND(", "nolint", Reach::kEnd, true},
    Marker{"NOLINT(", "nolint", Reach::kLine, true},
};

// Blocks nested deeper than this are not opened: a text of nothing but
// openings must not cost the square of its length.
constexpr std::size_t kDeepestBlock = 64;

// Every marker holds "allow" or "NOLINT"; 'w' and "NO" are the rarest bytes.
#if defined(__SSE2__)
std::size_t NextHint(std::string_view text, std::size_t at) {
  const __m128i w = _mm_set1_epi8('w');
  const __m128i a = _mm_set1_epi8('a');
  const __m128i n = _mm_set1_epi8('N');
  const __m128i i = _mm_set1_epi8('I');
  const auto load = [&text](std::size_t from) {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
  };
  for (; at + 20 <= text.size(); at += 16) {
    const __m128i first = load(at);
    const __m128i allow = _mm_and_si128(_mm_cmpeq_epi8(first, a), _mm_cmpeq_epi8(load(at + 4), w));
    const __m128i nolint = _mm_and_si128(_mm_cmpeq_epi8(first, n), _mm_cmpeq_epi8(load(at + 3), i));
    auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(allow, nolint)));
    for (; bits != 0; bits &= bits - 1) {
      const std::string_view rest = text.substr(at + static_cast<std::size_t>(std::countr_zero(bits)));
      if (rest.starts_with("allow") || rest.starts_with("NOLINT")) return text.size() - rest.size();
    }
  }
  return std::min(text.find("allow", at), text.find("NOLINT", at));
}
#else
std::size_t NextHint(std::string_view text, std::size_t at) {
  return std::min(text.find("allow", at), text.find("NOLINT", at));
}
#endif

// "allow" stands in many a text; only these are the beginning of a marker.
bool IsHint(std::string_view text, std::size_t at) {
  const std::string_view rest = text.substr(at);
  return rest.starts_with("NOLINT") || rest.starts_with("allowlist ") || (at > 0 && text[at - 1] == ':');
}

bool IsNameByte(char c) { return IsWord(c) || c == '-' || c == '/' || c == '*' || c == '.'; }

// "a, b -- reason */" -> names and reason; the span is of `rest`.
void ReadNames(std::string_view rest, InlineAllow& allow) {
  for (const std::string_view close : {"*/", "-->", "#}", "*)", "%>"}) {
    if (const std::size_t at = rest.find(close); at != std::string_view::npos) rest = rest.substr(0, at);
  }
  const std::size_t dashes = rest.find("--");
  if (dashes != std::string_view::npos) {
    const std::string_view reason = Trimmed(rest.substr(dashes + 2));
    const auto begin = static_cast<std::size_t>(reason.data() - rest.data());
    allow.reason = reason;
    allow.reason_span = {begin, begin + reason.size()};
    rest = rest.substr(0, dashes);
  }
  std::string name;
  for (const char c : rest) {
    if (IsNameByte(c)) {
      name += c;
    } else {
      if (!name.empty()) allow.names.push_back(std::move(name));
      name.clear();
    }
  }
  if (!name.empty()) allow.names.push_back(std::move(name));
}

// NOLINT(a, keylint-leaked-key): only names of ours count.
bool ReadNolint(std::string_view rest, InlineAllow& allow) {
  const std::size_t close = rest.find(')');
  InlineAllow all;
  ReadNames(rest.substr(0, close), all);
  for (std::string& name : all.names) {
    constexpr std::string_view kOurs = "keylint-";
    if (name == "*" || name == "keylint-*") {
      allow.names.clear();
      return true;
    }
    if (name.starts_with(kOurs)) allow.names.push_back(name.substr(kOurs.size()));
  }
  return !allow.names.empty();
}

// A comment alone on its line speaks of the next one. Before the marker stands
// nothing but what opens a comment in some language: "///", "--[[", "{/*",
// "<%#", "'", "REM", ... What closes something, or ends a statement, is code.
bool StandsAlone(std::string_view line, std::size_t marker) {
  const std::string_view before = Trimmed(line.substr(0, marker));
  for (const std::string_view word : {"REM", "rem", "Rem", "@REM", "@rem", "dnl", "#_"}) {
    if (before == word) return true;
  }
  constexpr std::size_t kLongestOpening = 12;
  constexpr std::string_view kOpening = "/#*;%!-<>{(['\".:|=~";
  return before.size() <= kLongestOpening && before.find_first_not_of(kOpening) == std::string_view::npos;
}

const Marker* MarkerAt(std::string_view text, std::size_t at) {
  for (const Marker& marker : kMarkers) {
    if (text.substr(at, marker.text.size()) == marker.text) return &marker;
  }
  return nullptr;
}

class Finder {
 public:
  Finder(const Document& document, const LineIndex& lines) : document_(document), lines_(lines) {}

  FileAllows Run() {
    file_.path = document_.path;
    file_.blob = document_.blob;
    file_.provenance = document_.provenance;
    file_.base_line = document_.base_line;
    const std::string_view text = document_.text();
    std::size_t at = 0;
    while ((at = NextHint(text, at)) != std::string_view::npos) {
      at = IsHint(text, at) ? TakeLine(text, lines_.LineOf(at)) : at + 5;
    }
    // A block that nobody closed reaches to the end.
    for (const std::size_t open : open_) file_.allows[open].last = document_.base_line + lines_.line_count();
    return std::move(file_);
  }

 private:
  // Reads the markers of one line; returns where the next line begins.
  std::size_t TakeLine(std::string_view text, std::size_t number) {
    const Span span = lines_.LineSpan(number);
    const std::string_view line = span.Of(text);
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (c != 'k' && c != 'g' && c != 'b' && c != 'p' && c != 'N') continue;
      if (const Marker* marker = MarkerAt(line, i)) {
        Take(*marker, line, i, number, span.begin);
        break;
      }
    }
    return number < lines_.line_count() ? lines_.LineSpan(number + 1).begin : text.size();
  }

  void Take(const Marker& marker, std::string_view line, std::size_t at, std::size_t number, std::size_t line_begin) {
    InlineAllow allow;
    allow.line = number + document_.base_line;
    allow.dialect = marker.dialect;
    const std::string_view rest = line.substr(at + marker.text.size());
    if (marker.reach != Reach::kEnd && !ReadWhatItNames(marker, rest, allow)) return;
    if (marker.reach == Reach::kEnd) {
      Close(marker.dialect, allow.line);
      return;
    }
    allow.first = allow.last = allow.line;
    const bool next = marker.reach == Reach::kNextLine ||
                      (marker.dialect == "keylint" && marker.reach == Reach::kLine && StandsAlone(line, at));
    if (next) allow.first = allow.last = allow.line + 1;
    if (marker.reach == Reach::kBegin && open_.size() >= kDeepestBlock) return;
    if (!open_.empty()) allow.enclosing = open_.back();
    if (marker.reach == Reach::kBegin) open_.push_back(file_.allows.size());
    allow.quoted = at > 0 && std::string_view("`\"'").find(line[at - 1]) != std::string_view::npos;
    allow.marker = {line_begin + at, line_begin + at + marker.text.size()};
    allow.reason_span = allow.reason_span.Shifted(allow.marker.end);
    Locate(allow, allow.marker);
    file_.allows.push_back(std::move(allow));
  }

  static bool ReadWhatItNames(const Marker& marker, std::string_view rest, InlineAllow& allow) {
    if (marker.dialect == "nolint") return ReadNolint(rest, allow);
    if (!marker.has_names) return true;
    if (!rest.empty() && IsNameByte(rest[0])) return false;  // "keylint:allowed"
    ReadNames(rest, allow);
    return true;
  }

  // The innermost open block of the dialect ends here.
  void Close(std::string_view dialect, std::size_t line) {
    const auto open = std::find_if(open_.rbegin(), open_.rend(),
                                   [&](std::size_t block) { return file_.allows[block].dialect == dialect; });
    if (open == open_.rend()) return;
    file_.allows[*open].last = line;
    open_.erase(std::next(open).base());
  }

  void Locate(InlineAllow& allow, Span span) const {
    allow.where.begin = lines_.PositionOf(span.begin);
    allow.where.end = lines_.PositionOf(span.end);
    allow.where.begin.line += document_.base_line;
    allow.where.end.line += document_.base_line;
    allow.where.span = document_.to_file.ToOriginal(span).Shifted(document_.base_offset);
    allow.where.in_archive = document_.path.find('!') != std::string::npos;
  }

  const Document& document_;
  const LineIndex& lines_;
  FileAllows file_;
  std::vector<std::size_t> open_;
};

}  // namespace

std::span<const std::string_view> AllowMarks() {
  static constexpr std::string_view kMarks[] = {"keylint:allow", "leaks:allow", "pragma: allowlist ", "pragma:allowlist ", "NOLINT"};
  return kMarks;
}

bool MayHoldAllow(std::string_view text) {
  for (std::size_t at = 0; (at = NextHint(text, at)) != std::string_view::npos; at += 5) {
    if (IsHint(text, at)) return true;
  }
  return false;
}

// Of a hash like FNV-1a a change could compute a line that is taken for a
// trusted one.
std::uint64_t LineHash(std::string_view line) {
  const SecretDigest digest = DigestOf(line);
  std::uint64_t hash = 0;
  for (std::size_t i = 0; i < sizeof hash; ++i) hash = hash << 8 | digest[i];
  return hash;
}

FileAllows FindAllows(const Document& document, const LineIndex& lines, bool with_hashes) {
  FileAllows file = Finder(document, lines).Run();
  file.whole = document.reported && !document.counted_lines && document.ignored == IgnoreState::kTracked;
  if (with_hashes && !file.allows.empty()) {
    for (std::size_t line = 1; line <= lines.line_count(); ++line) {
      file.line_hashes.push_back(LineHash(lines.LineSpan(line).Of(document.text())));
    }
  }
  return file;
}

bool ApplyAllows(FileAllows& file, Finding& finding, NamesRuleFunction names_rule) {
  const std::size_t begin = finding.where.begin.line;
  const std::size_t end = finding.where.end.line;
  bool accepted = false;
  const auto apply = [&](InlineAllow& allow) {
    if (allow.in_string || end < allow.first || allow.last < begin) return;
    const auto named = [&](const std::string& name) { return names_rule(name, finding.rule_id); };
    if (!allow.names.empty() && std::none_of(allow.names.begin(), allow.names.end(), named)) return;
    allow.used = true;
    if (allow.distrusted) return;
    if (!accepted) {
      finding.suppressions.push_back(
          {Suppression::Kind::kInline, allow.reason, fmt::format("{}:{}", file.path, allow.line)});
    }
    accepted = true;
  };
  // `first` never falls along the allows; blocks that begin before the finding
  // are those that enclose the last allow before it.
  auto at = std::upper_bound(file.allows.begin(), file.allows.end(), end,
                             [](std::size_t line, const InlineAllow& allow) { return line < allow.first; });
  while (at != file.allows.begin() && std::prev(at)->first >= begin) apply(*--at);
  if (at == file.allows.begin()) return accepted;
  for (auto index = static_cast<std::size_t>(std::prev(at) - file.allows.begin()); index != InlineAllow::kNone;
       index = file.allows[index].enclosing) {
    apply(file.allows[index]);
  }
  return accepted;
}

}  // namespace keylint
