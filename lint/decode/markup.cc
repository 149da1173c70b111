// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/markup.h"

#include <algorithm>

#include "lint/decode/chars.h"
#include "lint/decode/text_table.h"

namespace keylint::decode {
namespace {

// "```bash title=x", "{.yaml .numberLines}", "{r setup}", ".env"
Format FormatOfInfo(std::string_view info) {
  std::size_t at = 0;
  while (at < info.size() && (IsBlank(info[at]) || info[at] == '{')) ++at;
  std::size_t end = at;
  while (end < info.size() && !IsSpace(info[end]) && info[end] != ',' && info[end] != '}' && info[end] != ':') ++end;
  std::string_view label = info.substr(at, end - at);
  Format format = FormatOfLabel(label);
  if (format == Format::kPlainText && label.starts_with(".")) format = FormatOfLabel(label.substr(1));
  // A file name serves as well: "```docker-compose.yml".
  if (format == Format::kPlainText && label.find('.') != std::string_view::npos) format = FormatOf(label, {});
  return format;
}

class MarkupReader {
 public:
  MarkupReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), at_(range.begin), prose_(range.begin) {}

  void Markdown() {
    FrontMatter();
    while (at_ < text_.size()) {
      const std::size_t begin = SkipBlanks(text_, at_);
      // Blocks stand in lists and quotations, too.
      std::size_t fence = begin;
      while (fence < text_.size() && (text_[fence] == '>' || IsBlank(text_[fence]))) ++fence;
      const char c = fence < text_.size() ? text_[fence] : '\0';
      if ((c == '`' || c == '~') && FenceSize(fence) >= 3) Fence(fence);
      else if (c == '<' && OpensBlock(fence)) Page();
      else if (c != '|' || fence != begin || !Table(ReadPipeTable)) at_ = NextLine(text_, at_);
    }
    Prose(text_.size());
  }

  void RestructuredText() {
    while (at_ < text_.size()) {
      const Span line = Trim(text_, {at_, LineEnd(text_, at_)});
      const std::size_t begin = at_;
      const char c = line.empty() ? '\0' : text_[line.begin];
      if ((c == '+' && Table(ReadGridTable)) || (c == '=' && Table(ReadRuledTable))) continue;
      at_ = NextLine(text_, at_);
      if (line.empty()) continue;
      const std::string_view content = line.Of(text_);
      if (content.starts_with(".. ")) {
        const std::size_t mark = content.find("::");
        const std::string_view directive = mark == std::string_view::npos ? std::string_view() : content.substr(3, mark - 3);
        if (directive == "code-block" || directive == "code" || directive == "sourcecode" || directive == "prompt") {
          Indented(begin, line.begin, FormatOfInfo(content.substr(mark + 2)));
        } else if (directive == "list-table" || directive == "csv-table") {
          Directive(line.begin - begin, directive == "list-table" ? ReadListTable : ReadCsvTable);
        }
      } else if (content.ends_with("::")) {
        Indented(begin, line.begin, Format::kPlainText);
      }
    }
    Prose(text_.size());
  }

  void Asciidoc() {
    Format format = Format::kPlainText;
    bool titled = false;   // The table below has titles.
    while (at_ < text_.size()) {
      const Span line = Trim(text_, {at_, LineEnd(text_, at_)});
      const std::string_view content = line.Of(text_);
      const bool source = content.starts_with("[source") || content.starts_with("[,");
      const bool bars = content == "|===" || content == ",===";
      if (bars && Table(titled ? ReadTitledBarTable : ReadBarTable)) continue;
      titled = content.starts_with("[") && content.find("header") != std::string_view::npos;
      if (source) {
        const std::size_t comma = Find(content, ',', 0);
        const std::size_t end = std::min(Find(content, ',', comma + 1), Find(content, ']', 0));
        if (comma < end) format = FormatOfInfo(content.substr(comma + 1, end - comma - 1));
      }
      if (content.size() >= 4 && (content.find_first_not_of('-') == std::string_view::npos ||
                                  content.find_first_not_of('.') == std::string_view::npos)) {
        Delimited(content, format);
        format = Format::kPlainText;
        continue;
      }
      if (!source && !content.starts_with(".")) format = Format::kPlainText;
      at_ = NextLine(text_, at_);
    }
    Prose(text_.size());
  }

  void Org() {
    constexpr std::string_view kBegin = "#+begin_", kEnd = "#+end_";
    while (at_ < text_.size()) {
      const Span line = Trim(text_, {at_, LineEnd(text_, at_)});
      const std::string_view content = line.Of(text_);
      if (content.starts_with("|") && Table(ReadPipeTable)) continue;
      at_ = NextLine(text_, at_);
      if (!StartsWithNoCase(content, kBegin)) continue;
      const std::size_t blank = std::min(content.find(' '), content.size());
      const std::size_t begin = at_;
      while (at_ < text_.size() && !StartsWithNoCase(text_.substr(SkipBlanks(text_, at_)), kEnd)) at_ = NextLine(text_, at_);
      Block(FormatOfInfo(content.substr(blank)), {begin, at_});
    }
    Prose(text_.size());
  }

 private:
  // What stands between the last block and `end` is prose.
  void Prose(std::size_t end) {
    if (prose_ < end) emitter_.Embed(Format::kPlainText, {prose_, end});
    prose_ = end;
  }

  // Reads the table at at_, if one begins there.
  bool Table(TableReader read) {
    const std::size_t begin = at_;
    const std::size_t end = read(emitter_, {begin, text_.size()}, begin, [&] { Prose(begin); });
    if (end > begin) at_ = prose_ = end;
    return end > begin;
  }

  // Options and content of a directive, deeper than its own line.
  void Directive(std::size_t column, void (*read)(Emitter&, Span)) {
    const std::size_t begin = at_;
    for (; at_ < text_.size(); at_ = NextLine(text_, at_)) {
      const std::size_t at = SkipBlanks(text_, at_);
      const bool blank = at >= text_.size() || text_[at] == '\n' || text_[at] == '\r';
      if (!blank && at - at_ <= column) break;
    }
    Prose(begin);
    read(emitter_, {begin, at_});
    prose_ = at_;
  }

  void Block(Format format, Span block) {
    Prose(block.begin);
    prose_ = std::max(prose_, block.end);
    if (block.begin >= block.end) return;
    if (format == Format::kPlainText) format = FormatOf({}, block.Of(text_));
    emitter_.Embed(format, block);
  }

  void FrontMatter() {
    const bool toml = StartsAt(text_, at_, "+++\n");
    if (!toml && !StartsAt(text_, at_, "---\n") && !StartsAt(text_, at_, "---\r\n")) return;
    const std::size_t begin = NextLine(text_, at_);
    const std::size_t close = text_.find(toml ? "\n+++" : "\n---", begin > 0 ? begin - 1 : 0);
    if (close == std::string_view::npos) return;
    Block(toml ? Format::kToml : Format::kYaml, {begin, std::max(begin, close + 1)});
    at_ = prose_ = NextLine(text_, close + 1);
  }

  // <table>, <div align="center">: a block of HTML, up to a blank line.
  bool OpensBlock(std::size_t at) const {
    constexpr std::size_t kLongest = 10;
    std::size_t end = at + 1;
    while (end < text_.size() && end - at <= kLongest && IsAlnum(text_[end])) ++end;
    const std::string_view tag = text_.substr(at + 1, end - at - 1);
    for (const std::string_view block : {"table", "div", "dl", "ul", "ol", "p", "details", "section", "center", "tr", "td", "th", "dt", "dd", "li", "thead", "tbody"}) {
      if (EqualsNoCase(tag, block)) return true;
    }
    return false;
  }

  void Page() {
    const std::size_t begin = at_;
    for (; at_ < text_.size(); at_ = NextLine(text_, at_)) {
      const std::size_t at = SkipBlanks(text_, at_);
      if (at >= LineEnd(text_, at_) || ((text_[at] == '`' || text_[at] == '~') && FenceSize(at) >= 3)) break;
    }
    Prose(begin);
    emitter_.Embed(Format::kXml, {begin, at_});
    prose_ = at_;
  }

  std::size_t FenceSize(std::size_t at) const {
    std::size_t end = at;
    while (end < text_.size() && text_[end] == text_[at]) ++end;
    return end - at;
  }

  void Fence(std::size_t open) {
    const std::size_t size = FenceSize(open);
    const std::size_t info_end = LineEnd(text_, open);
    const std::string_view info = text_.substr(open + size, info_end - open - size);
    const std::size_t begin = NextLine(text_, open);
    std::size_t line = begin;
    if (info.find('`') != std::string_view::npos) {  // Inline code.
      at_ = begin;
      return;
    }
    while (line < text_.size()) {
      std::size_t at = SkipBlanks(text_, line);
      while (at < text_.size() && (text_[at] == '>' || IsBlank(text_[at]))) ++at;
      if (at < text_.size() && text_[at] == text_[open] && FenceSize(at) >= size &&
          Trim(text_, {at + FenceSize(at), std::max(at + FenceSize(at), LineEnd(text_, at))}).empty()) break;
      line = NextLine(text_, line);
    }
    Block(FormatOfInfo(info), {begin, line});
    at_ = NextLine(text_, line);
    prose_ = at_;
  }

  // The lines deeper than the one at `line_begin`, options of the directive
  // left out.
  void Indented(std::size_t line_begin, std::size_t content, Format format) {
    const std::size_t column = content - line_begin;
    std::size_t begin = std::string_view::npos;
    std::size_t end = at_;
    for (; at_ < text_.size(); at_ = NextLine(text_, at_)) {
      const std::size_t at = SkipBlanks(text_, at_);
      const bool blank = at >= text_.size() || text_[at] == '\n' || text_[at] == '\r';
      if (blank) continue;
      if (at - at_ <= column) break;
      const bool option = begin == std::string_view::npos && text_[at] == ':' &&
                          Find(text_.substr(0, LineEnd(text_, at)), ':', at + 1) < LineEnd(text_, at);
      if (option) continue;
      if (begin == std::string_view::npos) begin = at_;
      end = NextLine(text_, at);
    }
    if (begin != std::string_view::npos) Block(format, {begin, end});
  }

  void Delimited(std::string_view mark, Format format) {
    const std::size_t begin = NextLine(text_, at_);
    for (std::size_t line = begin; line < text_.size(); line = NextLine(text_, line)) {
      if (text_[line] != mark[0] || Trim(text_, {line, LineEnd(text_, line)}).Of(text_) != mark) continue;
      Block(format, {begin, line});
      at_ = prose_ = NextLine(text_, line);
      return;
    }
    // Nobody closes it: the rest is the block.
    Block(format, {begin, text_.size()});
    at_ = prose_ = text_.size();
  }

  Emitter& emitter_;
  std::string_view text_;
  std::size_t at_;
  std::size_t prose_;
};

}  // namespace

void ReadMarkdown(Emitter& emitter, Span range) { MarkupReader(emitter, range).Markdown(); }
void ReadRestructuredText(Emitter& emitter, Span range) { MarkupReader(emitter, range).RestructuredText(); }
void ReadAsciidoc(Emitter& emitter, Span range) { MarkupReader(emitter, range).Asciidoc(); }
void ReadOrg(Emitter& emitter, Span range) { MarkupReader(emitter, range).Org(); }

}  // namespace keylint::decode
