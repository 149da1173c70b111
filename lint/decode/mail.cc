// SPDX-License-Identifier: Apache-2.0
// Source: RFC 2045 (transfer encodings), RFC 2046 (multipart), RFC 4155 (mbox).
#include "lint/decode/mail.h"

#include <algorithm>
#include <string>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/decode/chars.h"
#include "lint/decode/decode.h"
#include "lint/decode/nested.h"
#include "lint/decode/pairs.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kHead = 8192;
constexpr std::size_t kMaxBoundaries = 16;
constexpr std::size_t kLongestBody = 8U << 20;

enum class Transfer { kAsIs, kQuotedPrintable, kBase64 };

// "Name:" at the beginning of a line.
bool IsHeader(std::string_view line) {
  std::size_t at = 0;
  while (at < line.size() && (IsAlnum(line[at]) || line[at] == '-')) ++at;
  return at > 1 && at < line.size() && line[at] == ':';
}

// What `name=` is set to in a header's value, without its quotes.
std::string_view Parameter(std::string_view header, std::string_view lower, std::string_view name) {
  const std::size_t found = lower.find(name);
  if (found == std::string_view::npos) return {};
  std::string_view value = header.substr(found + name.size());
  const bool quoted = value.starts_with('"');
  if (quoted) value.remove_prefix(1);
  return value.substr(0, value.find_first_of(quoted ? "\"\n" : "; \t\r\n"));
}

class MailReader {
 public:
  MailReader(Emitter& emitter, Span range) : emitter_(emitter), text_(emitter.text().substr(0, range.end)), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) {
      Headers();
      Body();
    }
  }

 private:
  // To the blank line; a header goes on in lines that begin with a blank.
  void Headers() {
    transfer_ = Transfer::kAsIs;
    format_ = Format::kPlainText;
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      at_ = NextLine(text_, at_);
      while (at_ < text_.size() && IsBlank(text_[at_])) at_ = NextLine(text_, at_);
      const Span header = Trim(text_, {begin, at_});
      if (header.empty()) return;
      Header(header);
      ReadPairs(emitter_, header);
    }
  }

  void Header(Span span) {
    const std::string_view header = span.Of(text_);
    const std::string lower = LowerAscii(header);
    if (lower.starts_with("content-transfer-encoding:")) {
      if (lower.find("quoted-printable") != std::string::npos) transfer_ = Transfer::kQuotedPrintable;
      else if (lower.find("base64") != std::string::npos) transfer_ = Transfer::kBase64;
    } else if (lower.starts_with("content-type:")) {
      const std::string_view boundary = Parameter(header, lower, "boundary=");
      if (!boundary.empty() && boundaries_.size() < kMaxBoundaries) boundaries_.push_back(boundary);
      const std::size_t slash = lower.find('/');
      const std::size_t end = std::min(lower.find_first_of("; \t\r\n", std::min(slash, lower.size())), lower.size());
      if (slash < end) format_ = FormatOfLabel(std::string_view(lower).substr(slash + 1, end - slash - 1));
    }
    if (!lower.starts_with("content-")) return;
    // An attachment's name says more than "application/octet-stream".
    const std::string_view file = Parameter(header, lower, "name=");
    if (!file.empty() && FormatOf(file, {}) != Format::kPlainText) format_ = FormatOf(file, {});
  }

  // To the next part or message.
  void Body() {
    const std::size_t begin = at_;
    bool blank = true;
    while (at_ < text_.size()) {
      const std::size_t line = at_;
      const std::string_view content = text_.substr(line, LineEnd(text_, line) - line);
      at_ = NextLine(text_, line);
      const bool message = blank && content.starts_with("From ");   // mbox
      blank = content.empty();
      if (!message && !IsBoundary(content)) continue;
      Deliver({begin, line});
      return;
    }
    Deliver({begin, at_});
  }

  bool IsBoundary(std::string_view line) const {
    if (!line.starts_with("--")) return false;
    line.remove_prefix(2);
    return std::any_of(boundaries_.begin(), boundaries_.end(), [line](std::string_view boundary) { return line.starts_with(boundary); });
  }

  void Deliver(Span body) {
    body = Trim(text_, body);
    if (body.empty()) return;
    Decoded decoded;
    const std::string_view text = body.Of(text_);
    const bool quoted = transfer_ == Transfer::kQuotedPrintable && text.size() <= kLongestBody && DecodeQuotedPrintableText(text, decoded);
    const bool base64 = transfer_ == Transfer::kBase64 && text.size() <= kLongestBody && DecodeBase64Text(text, decoded);
    if (!quoted && !base64) return emitter_.Embed(Sniffed(text), body);
    OffsetMap whole;
    whole.Append(text.size(), body);
    const OffsetMap map = decoded.map.Then(whole);
    Literal literal;
    literal.text = decoded.text;
    literal.map = &map;
    literal.span = body;
    if (quoted) EmitWhole(literal, decoded.encoding);
    emitter_.EmbedDecoded(Sniffed(decoded.text), literal, decoded.encoding);
  }

  // A key that soft line breaks cut stands whole in no value of prose.
  void EmitWhole(Literal literal, Encoding encoding) {
    literal.kind = LiteralKind::kText;
    literal.decoded_from = {&encoding, 1};
    emitter_.EmitValue(literal);
  }

  Format Sniffed(std::string_view text) const { return format_ == Format::kPlainText ? FormatOf({}, text) : format_; }

  Emitter& emitter_;
  std::string_view text_;
  std::size_t at_;
  Transfer transfer_ = Transfer::kAsIs;
  Format format_ = Format::kPlainText;
  std::vector<std::string_view> boundaries_;
};

}  // namespace

bool LooksLikeMail(std::string_view text) {
  text = text.substr(0, std::min(text.size(), kHead));
  const std::string_view first = text.substr(0, LineEnd(text, 0));
  if (!IsHeader(first) && !first.starts_with("From ")) return false;
  const std::size_t end = std::min(std::min(text.find("\n\n"), text.find("\r\n\r\n")), text.size());
  const std::string head = LowerAscii(text.substr(0, end));
  return head.find("content-transfer-encoding:") != std::string::npos || head.find("mime-version:") != std::string::npos;
}

void ReadMail(Emitter& emitter, Span range) { MailReader(emitter, range).Run(); }

}  // namespace keylint::decode
