// SPDX-License-Identifier: Apache-2.0
#include "lint/report/text.h"

#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "lint/report/escape.h"

namespace keylint {
namespace {

class Painter {
 public:
  explicit Painter(bool on) : on_(on) {}
  std::string Bold(std::string_view text) const { return Paint("1", text); }
  std::string Dim(std::string_view text) const { return Paint("2", text); }
  std::string Path(std::string_view text) const { return Paint("1;4", text); }
  std::string ForLevel(Level level, std::string_view text) const {
    return Paint(level == Level::kError ? "1;31" : level == Level::kWarning ? "1;33" : "1;36", text);
  }

 private:
  std::string Paint(std::string_view code, std::string_view text) const {
    return on_ ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
  }
  bool on_;
};

// Columns a terminal needs for `text`; good enough for the scripts we print.
std::size_t Columns(std::string_view text) {
  std::size_t columns = 0;
  for (const char c : text) columns += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return columns;
}

void Wrap(std::string_view text, std::size_t indent, std::size_t width, std::ostream& out) {
  const std::string pad(indent, ' ');
  const std::size_t room = width > indent + 20 ? width - indent : 20;
  std::size_t column = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = text.find(' ', at);
    if (end == std::string_view::npos) end = text.size();
    const std::string_view word = text.substr(at, end - at);
    const std::size_t columns = Columns(word);
    if (column == 0) {
      out << pad;
    } else if (column + 1 + columns > room) {
      out << '\n' << pad;
      column = 0;
    } else {
      out << ' ';
      ++column;
    }
    out << word;
    column += columns;
    at = end + 1;
  }
  if (column != 0) out << '\n';
}

struct Shown {
  std::string before, marked, after;
};

// One line of the snippet cut to `room` columns around the marked place.
Shown CutLine(std::string_view line, Span marked, std::size_t room) {
  marked.end = std::min(marked.end, line.size());
  marked.begin = std::min(marked.begin, marked.end);
  Shown shown{ForTerminal(line.substr(0, marked.begin)), ForTerminal(marked.Of(line)),
              ForTerminal(line.substr(marked.end))};
  const auto keep_tail = [](std::string& text, std::size_t columns) {
    while (Columns(text) > columns) {
      std::size_t cut = 1;
      while (cut < text.size() && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) ++cut;
      text.erase(0, cut);
    }
  };
  const auto keep_head = [](std::string& text, std::size_t columns) {
    while (Columns(text) > columns) {
      std::size_t cut = text.size() - 1;
      while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
      text.erase(cut);
    }
  };
  if (Columns(shown.marked) > room * 2 / 3) {
    keep_head(shown.marked, room * 2 / 3);
    shown.marked += "…";
  }
  const std::size_t left = std::min(Columns(shown.before), (room - Columns(shown.marked)) / 2);
  if (Columns(shown.before) > left) {
    // Room that the right side does not need goes to the left.
    const std::size_t need = Columns(shown.after);
    const std::size_t spare = room - Columns(shown.marked) - left;
    const std::size_t give = spare > need ? spare - need : 0;
    if (Columns(shown.before) > left + give) {
      keep_tail(shown.before, left + give > 1 ? left + give - 1 : 0);
      shown.before = "…" + shown.before;
    }
  }
  const std::size_t used = Columns(shown.before) + Columns(shown.marked);
  const std::size_t right = room > used ? room - used : 0;
  if (Columns(shown.after) > right) {
    keep_head(shown.after, right > 1 ? right - 1 : 0);
    shown.after += "…";
  }
  return shown;
}

// A file named "::error::..." or "##vso[...]" gives no orders to the CI system
// whose log this is.
std::string Heading(std::string_view path) {
  const bool command = path.starts_with("::") || path.starts_with("##");
  return (command ? "./" : "") + ForTerminal(path);
}

class TextWriter {
 public:
  TextWriter(const Report& report, const TextOptions& options, std::ostream& out)
      : report_(report), options_(options), paint_(options.color), out_(out) {}

  void Write() {
    std::string_view path;
    for (const Finding& finding : report_.findings) {
      if (finding.suppressed()) {
        ++suppressed_;
        continue;
      }
      if (finding.where.path != path) {
        out_ << paint_.Path(Heading(finding.where.path)) << '\n';
        path = finding.where.path;
        ++files_;
      }
      WriteFinding(finding);
      ++count_[static_cast<std::size_t>(finding.level)];
    }
    WriteTally();
  }

 private:
  void WriteFinding(const Finding& finding) {
    const std::string level(LevelName(finding.level));
    const Location& where = finding.where;
    out_ << "  " << (where.whole_file ? std::string() : fmt::format("{}:{}  ", where.begin.line, where.begin.column))
         << paint_.ForLevel(finding.level, level) << "  "
         << paint_.Dim(ForTerminal(finding.rule_id)) << (finding.baseline_state == "new" ? "  new" : "") << '\n';
    Wrap(ForTerminal(finding.what), 4, options_.width, out_);
    WriteSnippet(finding);
    if (!finding.why.empty()) Wrap(ForTerminal(finding.why), 4, options_.width, out_);
    if (!finding.fix.empty()) {
      Wrap("Mend: " + ForTerminal(finding.fix), 4, options_.width, out_);
    }
    for (const Location& other : finding.related) {
      Wrap(ForTerminal(fmt::format("see {}:{}: {}", other.path, other.begin.line, other.message)), 4,
           options_.width, out_);
    }
    for (const auto& flow : finding.code_flows) WriteFlow(flow);
    if (finding.provenance) {
      Wrap(fmt::format("first in commit {} ({}) as {}", finding.provenance->commit.substr(0, 12),
                       finding.provenance->author_date.substr(0, 10),
                       ForTerminal(finding.provenance->path)),
           4, options_.width, out_);
    }
    out_ << '\n';
  }

  void WriteFlow(const std::vector<Location>& flow) {
    for (const Location& step : flow) {
      Wrap(ForTerminal(fmt::format("-> {}:{}: {}", step.path, step.begin.line, step.message)), 4,
           options_.width, out_);
    }
  }

  void WriteSnippet(const Finding& finding) {
    if (finding.snippet.empty()) return;
    const std::string_view snippet = finding.snippet;
    const std::string number = fmt::format("{}", finding.where.begin.line);
    const std::size_t gutter = 4 + number.size() + 3;
    const std::size_t room = options_.width > gutter + 30 ? options_.width - gutter : 30;
    // Only the line on which the place begins is shown.
    const std::size_t marked_begin = std::min(finding.marked.begin, snippet.size());
    std::size_t begin = marked_begin == 0 ? std::string_view::npos : snippet.rfind('\n', marked_begin - 1);
    begin = begin == std::string_view::npos ? 0 : begin + 1;
    std::size_t end = snippet.find('\n', begin);
    if (end == std::string_view::npos) end = snippet.size();
    std::string_view line = snippet.substr(begin, end - begin);
    const std::size_t blanks = std::min(line.find_first_not_of(" \t"), line.size());
    const std::size_t cut = std::min(blanks, marked_begin - begin);
    line.remove_prefix(cut);
    const std::size_t mark = marked_begin - begin - cut;
    const std::size_t mark_end = std::max(mark, std::min(finding.marked.end, end) - begin - cut);
    const Shown shown = CutLine(line, {mark, mark_end}, room);
    const char* bar = options_.unicode ? "│" : "|";
    out_ << "    " << paint_.Dim(fmt::format("{} {} ", number, bar)) << shown.before
         << paint_.ForLevel(finding.level, shown.marked) << shown.after << '\n';
    out_ << "    " << std::string(number.size(), ' ') << ' ' << paint_.Dim(bar) << ' '
         << std::string(Columns(shown.before), ' ')
         << paint_.ForLevel(finding.level, std::string(std::max<std::size_t>(1, Columns(shown.marked)), '^'))
         << '\n';
  }

  void WriteTally() {
    const std::size_t total = count_[0] + count_[1] + count_[2];
    if (total == 0) {
      out_ << "No findings";
    } else {
      out_ << paint_.Bold(fmt::format("{} finding{}", total, total == 1 ? "" : "s"))
           << fmt::format(" in {} file{}: {} error{}, {} warning{}, {} note{}", files_,
                          files_ == 1 ? "" : "s", count_[2], count_[2] == 1 ? "" : "s", count_[1],
                          count_[1] == 1 ? "" : "s", count_[0], count_[0] == 1 ? "" : "s");
    }
    if (suppressed_ != 0) out_ << fmt::format(" ({} accepted)", suppressed_);
    out_ << ".\n";
  }

  const Report& report_;
  const TextOptions& options_;
  Painter paint_;
  std::ostream& out_;
  std::array<std::size_t, 3> count_{};
  std::size_t files_ = 0;
  std::size_t suppressed_ = 0;
};

}  // namespace

void WriteText(const Report& report, const TextOptions& options, std::ostream& out) {
  TextWriter(report, options, out).Write();
}

std::string HumanBytes(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} byte{}", bytes, bytes == 1 ? "" : "s");
  constexpr std::array<std::string_view, 4> kUnits = {"kB", "MB", "GB", "TB"};
  double value = static_cast<double>(bytes) / 1000;
  std::size_t unit = 0;
  while (value >= 999.95 && unit + 1 < kUnits.size()) {
    value /= 1000;
    ++unit;
  }
  return fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string CoverageLine(const CoverageSummary& coverage) {
  std::string line = fmt::format("keylint: read {} file{}, {}", coverage.files,
                                 coverage.files == 1 ? "" : "s", HumanBytes(coverage.bytes));
  if (!coverage.source.empty()) line += fmt::format(" from the {}", coverage.source);
  if (coverage.commits != 0) line += fmt::format(", {} commit{}", coverage.commits, coverage.commits == 1 ? "" : "s");
  if (coverage.known_clean != 0) line += fmt::format(", {} known to be clean", coverage.known_clean);
  if (coverage.units != 0) line += fmt::format(", {} translation units", coverage.units);
  std::string skipped;
  const auto add = [&skipped](std::uint64_t count, std::string_view what) {
    if (count == 0) return;
    if (!skipped.empty()) skipped += ", ";
    skipped += fmt::format("{} {}", count, what);
  };
  add(coverage.skipped_binary, "binary");
  add(coverage.skipped_ignored, "ignored");
  add(coverage.skipped_large, "too large");
  add(coverage.skipped_special, "special");
  add(coverage.unreadable, "unreadable");
  line += skipped.empty() ? "; nothing skipped" : "; skipped " + skipped;
  if (!coverage.complete) line += "; INCOMPLETE";
  return line;
}

}  // namespace keylint
