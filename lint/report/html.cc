// SPDX-License-Identifier: Apache-2.0
#include "lint/report/html.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "lint/report/escape.h"
#include "lint/report/html_matrix.h"
#include "lint/report/text.h"

namespace keylint {
namespace {

// No script, no font, no request: the policy makes the browser hold us to it.
constexpr std::string_view kHead = R"(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>keylint report</title>
<style>
:root{--live:#cfe8d5;--test:#d3e3f7;--key:#e4dcf2;--reference:#e9efe0;--value:#eceeef;--broken:#f6d2ce;--bg:#fbfbfa;--card:#fff;--ink:#1d1f21;--dim:#62676d;--line:#dfe1e3;--error:#b3261e;--warning:#8a5a00;--note:#1f5fa8;--ok:#2b6e3f;--mark:#ffe9a8;--markink:#1d1f21}
@media (prefers-color-scheme:dark){:root{--live:#1f4a2e;--test:#1c3a5c;--key:#3d3158;--reference:#31391f;--value:#2b2f33;--broken:#5c211c;--bg:#16181a;--card:#1e2124;--ink:#e4e6e8;--dim:#9aa1a8;--line:#343a40;--error:#ff8a80;--warning:#f0b64a;--note:#85b8ff;--ok:#7fd29a;--mark:#5c4a12;--markink:#fff3c9}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:76rem;padding:1.5rem 1rem 4rem;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .6rem}
.dim{color:var(--dim)}.error{color:var(--error)}.warning{color:var(--warning)}.note{color:var(--note)}.ok{color:var(--ok)}
.tiles{display:flex;flex-wrap:wrap;gap:.6rem;margin:1rem 0}
.tile{background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.5rem 1rem;min-width:7rem}
.tile b{display:block;font-size:1.5rem;line-height:1.2;font-variant-numeric:tabular-nums}
.filters{display:flex;flex-wrap:wrap;gap:.5rem 1.5rem;background:var(--card);border:1px solid var(--line);border-radius:.5rem;padding:.6rem 1rem}
fieldset{border:0;margin:0;padding:0;min-width:0}legend{float:left;font-weight:600;margin-right:.6rem;padding:0}
.filters label{display:inline-block;margin-right:.7rem;white-space:nowrap}
.scroll{overflow-x:auto}
table{border-collapse:collapse;background:var(--card);font-size:.9rem}
th,td{border:1px solid var(--line);padding:.3rem .6rem;text-align:left;vertical-align:top}
th{font-weight:600}td.none{background:repeating-linear-gradient(135deg,transparent 0 6px,var(--line) 6px 7px)}
details{margin:.6rem 0}summary{cursor:pointer;font-weight:600;overflow-wrap:anywhere}
article{background:var(--card);border:1px solid var(--line);border-left:4px solid currentColor;border-radius:.4rem;padding:.6rem .9rem;margin:.6rem 0;scroll-margin-top:1rem}
article>*{color:var(--ink)}article h3{font-size:1rem;margin:0}article h3 .level{margin-right:.4rem}
article h3 .level.error{color:var(--error)}article h3 .level.warning{color:var(--warning)}article h3 .level.note{color:var(--note)}
article p{margin:.3rem 0;max-width:60rem}article .meta{color:var(--dim);font-size:.88rem;overflow-wrap:anywhere}
pre{margin:.5rem 0;padding:.5rem .7rem;overflow-x:auto;background:var(--bg);border:1px solid var(--line);border-radius:.3rem;font:13px/1.45 ui-monospace,monospace}
pre i{color:var(--dim);font-style:normal;user-select:none}mark{background:var(--mark);color:var(--markink);border-radius:.15rem}
code{font:13px ui-monospace,monospace}
article:target{outline:2px solid var(--note);outline-offset:2px}
svg.matrix{display:block;margin:.2rem 0 .6rem;font:13px ui-monospace,monospace}svg.matrix text{fill:var(--ink)}svg.matrix .head{font:600 13px system-ui,sans-serif}
svg.matrix .state{font:12px system-ui,sans-serif}svg.matrix rect{stroke:var(--line);stroke-width:1}
.s-live{fill:var(--live)}.s-test{fill:var(--test)}.s-key{fill:var(--key)}.s-reference{fill:var(--reference)}.s-empty{fill:var(--bg)}.s-value{fill:var(--value)}.s-placeholder{fill:var(--mark)}.s-malformed{fill:var(--broken)}
svg.matrix rect.none{fill:none;stroke-dasharray:3 3}svg.matrix rect.error{stroke:var(--error);stroke-width:3}svg.matrix rect.warning{stroke:var(--warning);stroke-width:3}svg.matrix rect.note{stroke:var(--note);stroke-width:2}
.legend{display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.88rem;color:var(--dim);margin:.3rem 0 .8rem}.legend svg.matrix{display:inline;vertical-align:-.15em;margin:0 .35em 0 0}
)";

std::string Escaped(std::string_view text) { return HtmlText(text); }

// Values that a filter offers, each with a class of its own.
class Facet {
 public:
  Facet(std::string_view title, char letter) : title_(title), letter_(letter) {}

  void Add(const std::string& value) {
    if (!value.empty()) ++counts_[value];
  }
  std::string ClassOf(const std::string& value) const {
    const auto at = counts_.find(value);
    return at == counts_.end() ? std::string() : fmt::format(" {}{}", letter_, std::distance(counts_.begin(), at));
  }
  // Hides what is not chosen. Browsers without :has show everything.
  void WriteStyle(std::ostream& out) const {
    if (counts_.size() < 2) return;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
      out << fmt::format("body:has(#{0}{1}:checked) :is(article:not(.{0}{1}),details.file:not(:has(.{0}{1}))){{display:none}}\n", letter_, i);
    }
  }
  void WriteChoices(std::ostream& out) const {
    if (counts_.size() < 2) return;
    out << fmt::format("<fieldset><legend>{}</legend><label><input type=\"radio\" name=\"{}\" checked> all</label>\n", title_, letter_);
    std::size_t i = 0;
    for (const auto& [value, count] : counts_) {
      out << fmt::format("<label><input type=\"radio\" name=\"{0}\" id=\"{0}{1}\"> {2} <span class=\"dim\">{3}</span></label>\n",
                         letter_, i++, Escaped(value), count);
    }
    out << "</fieldset>\n";
  }

 private:
  std::string_view title_;
  char letter_;
  std::map<std::string, std::size_t> counts_;
};

class HtmlWriter {
 public:
  HtmlWriter(const Report& report, const HtmlOptions& options, std::ostream& out) : report_(report), out_(out) {
    Choose(options.max_findings);
    for (const Finding* finding : shown_) {
      families_.Add(std::string(finding->family()));
      providers_.Add(finding->provider);
      environments_.Add(finding->environment);
    }
  }

  void Write() {
    out_ << kHead;
    for (const char* level : {"error", "warning", "note", "accepted"}) {
      out_ << fmt::format("body:has(#show-{0}:not(:checked)) :is(article.is-{0},details.file:not(:has(article:not(.is-{0})))){{display:none}}\n", level);
    }
    for (const Facet* facet : {&families_, &providers_, &environments_}) facet->WriteStyle(out_);
    out_ << "</style>\n</head>\n<body>\n";
    WriteTop();
    WriteFilters();
    WriteMatrix();
    WriteFiles();
    WriteNotices();
    out_ << "</body>\n</html>\n";
  }

 private:
  // The worst when there are too many, in the report's order.
  void Choose(std::size_t most) {
    for (const Finding& finding : report_.findings) {
      shown_.push_back(&finding);
      if (finding.suppressed()) ++accepted_;
      else ++count_[static_cast<std::size_t>(finding.level)];
    }
    if (shown_.size() <= most) return;
    left_out_ = shown_.size() - most;
    std::vector<const Finding*> worst = shown_;
    std::stable_sort(worst.begin(), worst.end(), [](const Finding* a, const Finding* b) {
      if (a->suppressed() != b->suppressed()) return b->suppressed();
      return a->level > b->level;
    });
    worst.resize(most);
    std::sort(worst.begin(), worst.end());  // Pointers into one vector.
    shown_ = std::move(worst);
  }

  void WriteTop() {
    const CoverageSummary& coverage = report_.coverage;
    out_ << "<header><h1>keylint report</h1>\n<p class=\"dim\">keylint " << Escaped(report_.tool_version) << " &middot; "
         << Escaped(CoverageLine(coverage).substr(std::string_view("keylint: ").size())) << RevisionText() << "</p>\n<div class=\"tiles\">\n";
    constexpr std::array kNames = {"notes", "warnings", "errors"};
    constexpr std::array kClasses = {"note", "warning", "error"};
    for (std::size_t i = 3; i-- > 0;) {
      out_ << fmt::format("<div class=\"tile\"><b class=\"{}\">{}</b>{}</div>\n", count_[i] == 0 ? "dim" : kClasses[i], count_[i], kNames[i]);
    }
    out_ << fmt::format("<div class=\"tile\"><b class=\"dim\">{}</b>accepted</div>\n", accepted_);
    out_ << fmt::format("<div class=\"tile\"><b>{}</b>files read</div>\n", coverage.files);
    if (!coverage.complete) out_ << "<div class=\"tile\"><b class=\"error\">incomplete</b>see the end of the page</div>\n";
    out_ << "</div></header>\n";
    if (left_out_ != 0) out_ << fmt::format("<p class=\"warning\">{} less severe findings are left out of this page.</p>\n", left_out_);
  }

  std::string RevisionText() const {
    if (report_.repository_revision.empty()) return {};
    const std::string branch = report_.repository_branch.empty() ? "" : Escaped(report_.repository_branch) + " at ";
    return fmt::format(" &middot; {}<code>{}</code>", branch, Escaped(report_.repository_revision.substr(0, 12)));
  }

  void WriteFilters() {
    if (shown_.empty()) {
      out_ << "<p class=\"ok\">No findings.</p>\n";
      return;
    }
    out_ << "<form class=\"filters\" aria-label=\"Filters\">\n<fieldset><legend>Show</legend>";
    for (const char* level : {"error", "warning", "note", "accepted"}) {
      const bool on = std::string_view(level) != "accepted";
      out_ << fmt::format("<label><input type=\"checkbox\" id=\"show-{0}\"{1}> {0}</label>\n", level, on ? " checked" : "");
    }
    out_ << "</fieldset>\n";
    for (const Facet* facet : {&families_, &providers_, &environments_}) facet->WriteChoices(out_);
    out_ << "</form>\n";
  }

  // Variables by environments: as a picture, and below it as a table with the
  // places.
  void WriteMatrix() {
    if (report_.settings.empty()) return;
    const Matrix matrix(report_.settings);
    out_ << "<h2>Key variables by environment</h2>\n";
    MatrixPicture(matrix, [this](const SettingCell& cell) { return PlaceAt(cell); }, out_).Write();
    out_ << "<details><summary>The same as a table, with the places</summary>\n"
            "<div class=\"scroll\"><table><thead><tr><th>variable</th>";
    for (const std::string& column : matrix.columns) out_ << "<th>" << Escaped(column) << "</th>";
    out_ << "</tr></thead><tbody>\n";
    for (const auto& [variable, cells] : matrix.rows) {
      out_ << "<tr><th scope=\"row\"><code>" << Escaped(variable) << "</code></th>";
      for (const std::string& column : matrix.columns) WriteCell(cells, column);
      out_ << "</tr>\n";
    }
    out_ << "</tbody></table></div></details>\n";
  }

  void WriteCell(const Matrix::Row& cells, const std::string& column) {
    const auto found = cells.find(column);
    if (found == cells.end()) {
      out_ << "<td class=\"none\" title=\"not set\"></td>";
      return;
    }
    out_ << "<td>";
    for (const SettingCell* cell : found->second) {
      out_ << fmt::format("<div><span class=\"{}\">{}</span> <span class=\"dim\">{}:{}</span></div>", PlaceAt(*cell).level,
                          Escaped(cell->state), Escaped(cell->path), cell->line);
    }
    out_ << "</td>";
  }

  // The worst that is said of this place, and where the page says it.
  MatrixPicture::Place PlaceAt(const SettingCell& cell) {
    if (places_.empty()) {
      for (std::size_t i = 0; i < shown_.size(); ++i) {
        const Finding& finding = *shown_[i];
        if (finding.suppressed()) continue;
        auto [at, added] = places_.try_emplace({finding.where.path, finding.where.begin.line}, i);
        if (!added && finding.level > shown_[at->second]->level) at->second = i;
      }
    }
    const auto found = places_.find({cell.path, cell.line});
    if (found == places_.end()) return {"plain", "", ""};
    const Finding& finding = *shown_[found->second];
    return {LevelName(finding.level), finding.title.empty() ? finding.rule_id : finding.title, fmt::format("finding-{}", found->second)};
  }

  void WriteFiles() {
    if (shown_.empty()) return;
    out_ << "<main>\n<h2>Findings by file</h2>\n";
    for (std::size_t begin = 0; begin < shown_.size();) {
      const std::string& path = shown_[begin]->where.path;
      std::size_t end = begin;
      while (end < shown_.size() && shown_[end]->where.path == path) ++end;
      out_ << fmt::format("<details open class=\"file\"><summary>{} <span class=\"dim\">{}</span></summary>\n", Escaped(path), end - begin);
      for (; begin < end; ++begin) WriteFinding(*shown_[begin], begin);
      out_ << "</details>\n";
    }
    out_ << "</main>\n";
  }

  void WriteFinding(const Finding& finding, std::size_t number) {
    const std::string_view level = LevelName(finding.level);
    out_ << fmt::format("<article id=\"finding-{}\" class=\"{} is-{}{}{}{}\">\n", number, level, finding.suppressed() ? std::string_view("accepted") : level,
                        families_.ClassOf(std::string(finding.family())), providers_.ClassOf(finding.provider),
                        environments_.ClassOf(finding.environment));
    out_ << fmt::format("<h3><span class=\"level {0}\">{0}</span> {1}</h3>\n", level, Escaped(finding.title.empty() ? finding.rule_id : finding.title));
    out_ << fmt::format("<p class=\"meta\">{} &middot; <code>{}</code>{}{}</p>\n", Escaped(PlaceText(finding.where)), Escaped(finding.rule_id),
                        finding.baseline_state == "new" ? " &middot; <strong>new</strong>" : "", Details(finding));
    WriteSnippet(finding);
    for (const SharedText* sentence : {&finding.what, &finding.why, &finding.fix}) {
      if (!sentence->empty()) out_ << "<p>" << Escaped(*sentence) << "</p>\n";
    }
    for (const Location& other : finding.related) {
      out_ << fmt::format("<p class=\"meta\">see {}:{} {}</p>\n", Escaped(other.path), other.begin.line, Escaped(other.message));
    }
    for (const Suppression& suppression : finding.suppressions) {
      out_ << fmt::format("<p class=\"meta\">accepted by {}: {}</p>\n", Escaped(suppression.where), Escaped(suppression.reason));
    }
    out_ << "</article>\n";
  }

  static std::string Details(const Finding& finding) {
    std::string details;
    const auto add = [&details](std::string_view name, std::string_view value) {
      if (!value.empty()) details += fmt::format(" &middot; {} {}", name, Escaped(value));
    };
    add("provider", finding.provider);
    add("variable", finding.variable);
    add("diagnosis", DiagnosisName(finding.diagnosis));
    add("mode", finding.mode);
    add("privilege", finding.privilege);
    add("environment", finding.environment);
    add("expires", finding.expires);
    add("confidence", ConfidenceName(finding.confidence));
    return details;
  }

  void WriteSnippet(const Finding& finding) {
    const std::string_view snippet = finding.snippet;
    if (snippet.empty()) return;
    const std::size_t mark_end = std::min(finding.marked.end, snippet.size());
    const std::size_t mark_begin = std::min(finding.marked.begin, mark_end);
    out_ << "<pre>";
    std::size_t number = finding.snippet_line;
    for (std::size_t begin = 0; begin < snippet.size(); ++number) {
      const std::size_t end = std::min(snippet.find('\n', begin), snippet.size());
      const auto part = [&](std::size_t from, std::size_t to) {
        from = std::clamp(from, begin, end);
        to = std::clamp(to, from, end);
        return Escaped(snippet.substr(from, to - from));
      };
      out_ << fmt::format("<i>{:>5} </i>{}", number, part(begin, mark_begin));
      const std::string marked = part(mark_begin, mark_end);
      if (!marked.empty()) out_ << "<mark>" << marked << "</mark>";
      out_ << part(std::max(mark_end, begin), end) << '\n';
      begin = end + 1;
    }
    out_ << "</pre>\n";
  }

  void WriteNotices() {
    bool any = false;
    for (const Notice& notice : report_.notices) {
      if (notice.kind == NoticeKind::kSkippedBinary) continue;
      if (!any) out_ << "<h2>About this run</h2>\n<ul>\n";
      any = true;
      out_ << fmt::format("<li class=\"{}\">{}{}{}</li>\n", MakesIncomplete(notice.kind) ? "error" : "dim", Escaped(notice.path),
                          notice.path.empty() ? "" : ": ", Escaped(notice.message));
    }
    if (any) out_ << "</ul>\n";
  }

  const Report& report_;
  std::ostream& out_;
  std::vector<const Finding*> shown_;
  std::array<std::size_t, 3> count_{};
  std::size_t accepted_ = 0;
  std::size_t left_out_ = 0;
  Facet families_{"Family", 'f'};
  Facet providers_{"Provider", 'p'};
  Facet environments_{"Environment", 'e'};
  std::map<std::pair<std::string, std::size_t>, std::size_t> places_;  // To the index in shown_.
};

}  // namespace

void WriteHtml(const Report& report, const HtmlOptions& options, std::ostream& out) {
  HtmlWriter(report, options, out).Write();
}

}  // namespace keylint
