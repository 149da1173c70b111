// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/xml.h"

#include <algorithm>
#include <vector>

#include "lint/decode/chars.h"
#include "lint/decode/entities.h"
#include "lint/decode/page_labels.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxFrames = 500;
constexpr std::size_t kMaxUnclosed = 16;
constexpr std::size_t kMaxAttributes = 256;

bool IsNameByte(char c) { return IsWord(c) || c == '-' || c == '.' || c == ':'; }

bool IsVoidElement(std::string_view tag) {
  for (const std::string_view name : {"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "embed",
                                      "source", "track", "wbr"}) {
    if (EqualsNoCase(tag, name)) return true;
  }
  return false;
}

// Elements of pages and of hardly anything else.
bool IsPageTag(std::string_view tag) {
  for (const std::string_view name : {"td", "th", "dt", "b", "strong", "li", "br", "div"}) {
    if (EqualsNoCase(tag, name)) return true;
  }
  return false;
}

// Elements that only group: no names of their own.
bool IsPlistElement(std::string_view tag) {
  return tag == "plist" || tag == "dict" || tag == "array";
}

bool IsPlistScalar(std::string_view tag) {
  return tag == "string" || tag == "integer" || tag == "real" || tag == "date" || tag == "data";
}

bool IsNameAttribute(std::string_view name) {
  for (const std::string_view known : {"name", "key", "Name", "Key", "Include", "property", "http-equiv", "android:name",
                                       "keyName"}) {
    if (name == known) return true;
  }
  return false;
}

bool IsValueAttribute(std::string_view name) {
  for (const std::string_view known : {"value", "Value", "content", "android:value", "android:scheme"}) {
    if (name == known) return true;
  }
  return false;
}

struct Attribute {
  Span name;
  Span value;
  Quote quote = Quote::kNone;
};

struct Frame {
  std::string_view tag;
  std::size_t depth = 0;      // Names at which its children stand.
  std::string_view pair;      // The text of a <key> or <name> child.
  Span pair_span;
  bool names_sibling = false; // Its text names the value beside it.
};

class XmlReader {
 public:
  XmlReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), builder_(emitter.text()),
        at_(range.begin), depth_(emitter.depth()) {
    frames_.push_back({.tag = {}, .depth = depth_});
    const std::string_view head = text_.substr(range.begin, 1024);
    html_ = head.find("<html") != std::string_view::npos || head.find("<!DOCTYPE html") != std::string_view::npos ||
            head.find("<!doctype html") != std::string_view::npos;
    page_ = html_;
  }

  void Run() {
    while (at_ < text_.size()) {
      if (html_) PassOver();
      if (at_ >= text_.size()) break;
      if (text_[at_] == '<') Markup();
      else Text();
    }
    emitter_.PopTo(depth_);
  }

 private:
  // A page's elements name nothing, so what is far from every place may go.
  void PassOver() {
    const std::size_t on = emitter_.ReadOnFrom(at_);
    if (on == at_) return;
    at_ = Find(text_, '<', std::min(on, text_.size()));
    frames_.resize(1);
    labels_ = {};
    surplus_ = 0;
    emitter_.PopTo(depth_);
  }

  void Markup() {
    if (StartsAt(text_, at_, "<!--")) {
      Comment();
    } else if (StartsAt(text_, at_, "<![CDATA[")) {
      Cdata();
    } else if (StartsAt(text_, at_, "<!") || StartsAt(text_, at_, "<?")) {
      at_ = std::min(text_.size(), Find(text_, '>', at_) + 1);
    } else if (StartsAt(text_, at_, "</")) {
      CloseTag();
    } else if (at_ + 1 < text_.size() && IsWord(text_[at_ + 1])) {
      OpenTag();
    } else {
      Text();
    }
  }

  // ---- Text -----------------------------------------------------------

  void Text() {
    const std::size_t begin = at_;
    ++at_;
    // "<" in front of anything but a name is text.
    while (at_ < text_.size() && !(text_[at_] == '<' && at_ + 1 < text_.size() &&
                                   (IsWord(text_[at_ + 1]) || text_[at_ + 1] == '/' || text_[at_ + 1] == '!' ||
                                    text_[at_ + 1] == '?'))) {
      at_ = Find(text_, '<', at_ + 1);
    }
    const Span span = Trim(text_, {begin, at_});
    if (span.empty()) return;
    const Literal literal = Decoded(span);
    TakeText(literal);
  }

  Literal Decoded(Span span) {
    builder_.Start();
    const std::string_view text = text_.substr(0, span.end);
    for (std::size_t at = span.begin; at < span.end;) {
      const std::size_t mark = Find(text, '&', at);
      builder_.Copy({at, mark});
      at = mark;
      if (mark >= span.end) break;
      at = ReadEntity(text, mark, builder_);
      if (at == mark) {
        builder_.Copy({mark, mark + 1});
        ++at;
      }
    }
    Literal literal;
    builder_.Finish(literal, span);
    return literal;
  }

  void TakeText(Literal literal) {
    const Frame& frame = frames_.back();
    literal.statement = {std::min(frame_begin_, literal.span.begin), literal.span.end};
    if (frame.names_sibling && frames_.size() > 1 && literal.span.size() < 200) {
      Frame& parent = frames_[frames_.size() - 2];
      parent.pair = literal.map == nullptr ? literal.text : emitter_.Keep(literal.text);
      parent.pair_span = literal.span;
      // A plist's key is a name and nothing else.
      if (frame.tag == "key" && parent.tag == "dict") return;
    }
    if (html_) literal.kind = LiteralKind::kText;
    if (!page_) return emitter_.EmitValue(literal);
    const PageLabels::Labelled taken = labels_.Take(literal.span, text_);
    if (taken.label.empty() && taken.title.empty()) return emitter_.EmitValue(literal);
    if (taken.value != literal.span) {
      const Span statement = literal.statement;
      literal = Decoded(taken.value);
      literal.statement = statement;
      if (html_) literal.kind = LiteralKind::kText;
    }
    for (const Span name : {taken.title, taken.label}) {
      if (!name.empty()) emitter_.EmitUnder(name.Of(text_), name, literal);
    }
  }

  void Cdata() {
    const std::size_t begin = at_ + 9;
    std::size_t close = no_cdata_end_ ? std::string_view::npos : text_.find("]]>", begin);
    if (close == std::string_view::npos) {
      no_cdata_end_ = true;
      at_ = begin;
      return;
    }
    at_ = close + 3;
    const Span span{begin, close};
    Literal literal;
    literal.text = span.Of(text_);
    literal.span = span;
    literal.quote = Quote::kRaw;
    if (!Trim(text_, span).empty()) TakeText(literal);
  }

  void Comment() {
    const std::size_t begin = at_ + 4;
    std::size_t close = no_comment_end_ ? std::string_view::npos : text_.find("-->", begin);
    if (close == std::string_view::npos) {
      no_comment_end_ = true;
      close = std::max(begin, LineEnd(text_, at_));
      close = std::min(close, text_.size());
    }
    const Span span{std::min(begin, close), close};
    at_ = std::min(text_.size(), close + (no_comment_end_ ? 0 : 3));
    emitter_.EmitComment(span);
    if (Find(text_.substr(0, span.end), '<', span.begin) < span.end) {
      const bool before = emitter_.in_comment();
      emitter_.SetInComment(true);
      emitter_.Embed(Format::kXml, span);
      emitter_.SetInComment(before);
    }
  }

  // ---- Tags -----------------------------------------------------------

  void CloseTag() {
    const std::size_t begin = at_ + 2;
    std::size_t end = begin;
    while (end < text_.size() && IsNameByte(text_[end])) ++end;
    const std::string_view tag = text_.substr(begin, end - begin);
    at_ = end;
    const std::size_t line = std::min(text_.size(), end + 64);
    const std::size_t close = Find(text_.substr(0, line), '>', end);
    if (close < line) at_ = close + 1;
    labels_.Close(tag);
    if (surplus_ > 0) {
      --surplus_;
      return;
    }
    const bool names = frames_.back().names_sibling;
    const std::size_t lowest = frames_.size() > kMaxUnclosed ? frames_.size() - kMaxUnclosed : 1;
    for (std::size_t i = frames_.size(); i-- > lowest;) {
      if (frames_[i].tag != tag && !(html_ && EqualsNoCase(frames_[i].tag, tag))) continue;
      frames_.resize(i);
      emitter_.PopTo(frames_.back().depth);
      // What `<key>` named ends with its `<value>`.
      if (!frames_.back().pair.empty() && !names && !NamesSibling(tag)) frames_.back().pair = {};
      return;
    }
  }

  // "name" of <con:name>.
  static std::string_view Unprefixed(std::string_view tag) { return tag.substr(tag.find(':') + 1); }

  static bool NamesSibling(std::string_view tag) {
    tag = Unprefixed(tag);
    return IsNameTag(tag) || tag == "description" || tag == "type";
  }

  void OpenTag() {
    frame_begin_ = at_;
    const std::size_t begin = at_ + 1;
    std::size_t end = begin;
    while (end < text_.size() && IsNameByte(text_[end])) ++end;
    const Span tag{begin, end};
    at_ = end;
    const bool closed = Attributes();
    const std::string_view name = tag.Of(text_);
    labels_.Open(name);
    page_ = page_ || IsPageTag(name);
    const std::size_t depth = frames_.back().depth;
    emitter_.PopTo(depth);
    EnterElement(name, tag);
    EmitAttributes();
    if (closed || (html_ && IsVoidElement(name))) {
      emitter_.PopTo(depth);
      if (!NamesSibling(name)) frames_.back().pair = {};
      return;
    }
    if (frames_.size() >= kMaxFrames) {
      ++surplus_;
      emitter_.PopTo(depth);
      return;
    }
    frames_.push_back({.tag = name, .depth = emitter_.depth(), .names_sibling = IsNameTag(name) || IsNamed(".name")});
    if (EqualsNoCase(name, "script") || EqualsNoCase(name, "style")) RawElement(name);
  }

  // Enters the element's names: the tag, or what a sibling or attribute says.
  void EnterElement(std::string_view name, Span tag) {
    const Frame& parent = frames_.back();
    const bool plist = parent.tag == "dict" && !parent.pair.empty() && name != "key";
    const bool named = !parent.pair.empty() && IsNamed(".value");
    const bool valued = !parent.pair.empty() && (IsPairValueTag(name) || named);
    if (plist || valued) {
      emitter_.Push(parent.pair, parent.pair_span);
    } else if (!IsPlistElement(name) && !(parent.tag == "array" && IsPlistScalar(name))) {
      emitter_.Push(name, tag);
    }
    for (const Attribute& attribute : attributes_) {
      if (named || !IsNameAttribute(attribute.name.Of(text_)) || attribute.value.empty()) continue;
      emitter_.Push(attribute.value.Of(text_), attribute.value);
      break;
    }
  }

  // name="Argument.name" and name="Argument.value" of JMeter.
  bool IsNamed(std::string_view ending) const {
    return std::any_of(attributes_.begin(), attributes_.end(), [&](const Attribute& attribute) {
      return attribute.name.Of(text_) == "name" && attribute.value.Of(text_).ends_with(ending);
    });
  }

  static bool IsNameTag(std::string_view tag) {
    tag = Unprefixed(tag);
    return tag == "key" || tag == "name" || tag == "Name" || tag == "Key";
  }

  static bool IsPairValueTag(std::string_view tag) {
    tag = Unprefixed(tag);
    return tag == "value" || tag == "Value" || tag == "string" || tag == "stringValue";
  }

  // Reads up to ">"; true when the tag closes itself.
  bool Attributes() {
    attributes_.clear();
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '>') {
        ++at_;
        return false;
      }
      if (c == '/' && StartsAt(text_, at_, "/>")) {
        at_ += 2;
        return true;
      }
      if (c == '<') return false;
      if (IsNameByte(c) || c == '@' || c == '[' || c == '(' || c == '*' || c == '#') {
        OneAttribute();
      } else {
        ++at_;
      }
    }
    return false;
  }

  void OneAttribute() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '=' && text_[at_] != '>' && text_[at_] != '/' &&
           text_[at_] != '<') ++at_;
    Attribute attribute;
    attribute.name = {begin, at_};
    if (at_ == begin) ++at_;
    std::size_t at = SkipSpaces(text_, at_);
    if (at >= text_.size() || text_[at] != '=') return;
    at = SkipSpaces(text_, at + 1);
    if (at >= text_.size()) {
      at_ = at;
      return;
    }
    const char quote = text_[at];
    if (quote == '"' || quote == '\'') {
      bool& missing = quote == '"' ? no_double_ : no_single_;
      std::size_t close = missing ? text_.size() : Find(text_, quote, at + 1);
      if (close >= text_.size()) {
        missing = true;
        close = LineEnd(text_, at + 1);
        close = std::min(close, Find(text_.substr(0, close), '>', at + 1));
        at_ = close;
      } else {
        at_ = close + 1;
      }
      attribute.value = {at + 1, close};
      attribute.quote = quote == '"' ? Quote::kDouble : Quote::kSingle;
    } else {
      at_ = at;
      while (at_ < text_.size() && !IsSpace(text_[at_]) && text_[at_] != '>' && text_[at_] != '<') ++at_;
      attribute.value = {at, at_};
    }
    // More than these are emitted at once, under the parent.
    if (attributes_.size() < kMaxAttributes) {
      attributes_.push_back(attribute);
    } else {
      Emit(attribute);
    }
  }

  void EmitAttributes() {
    bool named = false;
    for (const Attribute& attribute : attributes_) {
      named = named || (IsNameAttribute(attribute.name.Of(text_)) && !attribute.value.empty());
    }
    bool first_name = true;
    for (const Attribute& attribute : attributes_) {
      const std::string_view name = attribute.name.Of(text_);
      if (named && IsNameAttribute(name) && first_name) {
        first_name = false;
        continue;
      }
      if (named && IsValueAttribute(name)) EmitValueOf(attribute);
      else Emit(attribute);
    }
  }

  void Emit(const Attribute& attribute) {
    emitter_.Push(attribute.name.Of(text_), attribute.name);
    EmitValueOf(attribute);
    emitter_.Pop();
  }

  void EmitValueOf(const Attribute& attribute) {
    Literal literal = Decoded(attribute.value);
    literal.quote = attribute.quote;
    literal.statement = {frame_begin_, at_};
    emitter_.EmitValue(literal);
  }

  // <script> and <style>: up to their end tag, whatever stands there.
  void RawElement(std::string_view name) {
    const std::size_t begin = at_;
    std::size_t end = begin;
    while ((end = Find(text_, '<', end)) < text_.size() &&
           !(StartsAt(text_, end, "</") && StartsWithNoCase(text_.substr(end + 2), name))) ++end;
    at_ = end;
    if (begin < end && EqualsNoCase(name, "script")) emitter_.Embed(Format::kJavaScript, {begin, end});
  }

  Emitter& emitter_;
  std::string_view text_;
  TextBuilder builder_;
  std::size_t at_;
  std::size_t depth_;
  std::vector<Frame> frames_;
  std::vector<Attribute> attributes_;
  PageLabels labels_;
  std::size_t frame_begin_ = 0;
  std::size_t surplus_ = 0;
  bool html_ = false;             // By its head.
  bool page_ = false;             // By that, or by its elements so far.
  bool no_comment_end_ = false;
  bool no_cdata_end_ = false;
  bool no_double_ = false;
  bool no_single_ = false;
};

}  // namespace

void ReadXml(Emitter& emitter, Span range) { XmlReader(emitter, range).Run(); }

}  // namespace keylint::decode
