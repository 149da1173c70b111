// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/imported_layers.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kShortestBase64 = 16;
constexpr std::size_t kShortestHex = 32;

bool IsBase64(char c) { return IsWord(c) || c == '/' || c == '+' || c == '-'; }
bool IsGoSpace(char c) { return IsSpace(c) && c != '\v'; }
bool IsPrintable(unsigned c) { return c > 0x08 && c < 0x7f; }

// -1 where it is none.
int HexByte(std::string_view text, std::size_t at) {
  if (at + 1 >= text.size()) return -1;
  const int high = HexValue(text[at]), low = HexValue(text[at + 1]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}
bool AreHexDigits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return false;
  const std::string_view digits = text.substr(at, count);
  return std::all_of(digits.begin(), digits.end(), IsHexDigit);
}

// As Go writes a rune: what is none becomes U+FFFD.
void AppendUtf8(std::string& out, std::uint32_t rune) {
  if (rune >= 0xd800 && rune < 0xe000) rune = 0xfffd;
  if (rune < 0x80) {
    out += static_cast<char>(rune);
  } else if (rune < 0x800) {
    out += static_cast<char>(0xc0 | rune >> 6);
    out += static_cast<char>(0x80 | (rune & 0x3f));
  } else {
    out += static_cast<char>(0xe0 | rune >> 12);
    out += static_cast<char>(0x80 | (rune >> 6 & 0x3f));
    out += static_cast<char>(0x80 | (rune & 0x3f));
  }
}

void AppendRune(std::string& out, std::string_view digits) {
  std::uint32_t rune = 0;
  for (const char c : digits) rune = rune * 16 + static_cast<std::uint32_t>(HexValue(c));
  AppendUtf8(out, rune);
}

std::string DecodePercent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const int byte = text[i] == '%' ? HexByte(text, i + 1) : -1;
    if (byte < 0) {
      out += text[i];
      continue;
    }
    if (!IsPrintable(static_cast<unsigned>(byte))) return {};
    out += static_cast<char>(byte);
    i += 2;
  }
  return out;
}

// "\u0041\\u0042" and "U+0041 U+0042 ".
std::string DecodeRunes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i + 4 <= text.size();) {
    const bool marked = i > 0 && (text[i - 1] == 'u' || text[i - 1] == 'U' || text[i - 1] == '+');
    if (!marked || !AreHexDigits(text, i, 4)) {
      ++i;
      continue;
    }
    AppendRune(out, text.substr(i, 4));
    i += 4;
  }
  return out;
}

std::string DecodeHex(std::string_view text) {
  if (text.size() % 2 != 0 || std::none_of(text.begin(), text.end(), IsDigit)) return {};
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const int byte = HexByte(text, i);
    if (!IsPrintable(static_cast<unsigned>(byte))) return {};
    out += static_cast<char>(byte);
  }
  return out;
}

int SixBits(char c, bool url) {
  if (IsUpper(c)) return c - 'A';
  if (IsLower(c)) return c - 'a' + 26;
  if (IsDigit(c)) return c - '0' + 52;
  if (c == (url ? '-' : '+')) return 62;
  return c == (url ? '_' : '/') ? 63 : -1;
}

// All of `digits`, which has no padding, as printable ASCII; else nothing.
std::string DecodeSixBits(std::string_view digits, bool url) {
  std::string out;
  std::uint32_t bits = 0;
  int count = 0;
  for (const char c : digits) {
    const int value = SixBits(c, url);
    if (value < 0) return {};
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    const unsigned byte = bits >> count & 0xff;
    if (!IsPrintable(byte)) return {};
    out += static_cast<char>(byte);
  }
  return out;
}

// Padded base64 or bare base64url.
std::string DecodeBase64(std::string_view text) {
  const auto is_likely = [](char c) { return IsDigit(c) || c == '+' || c == '/' || c == '-' || c == '_'; };
  if (std::none_of(text.begin(), text.end(), is_likely)) return {};
  const std::size_t padding = text.size() - (text.find_last_not_of('=') + 1);
  const std::string_view digits = text.substr(0, text.size() - padding);
  if (text.size() % 4 == 0) {
    if (std::string out = DecodeSixBits(digits, false); !out.empty()) return out;
  }
  return padding == 0 && digits.size() % 4 != 1 ? DecodeSixBits(digits, true) : std::string();
}

enum class Kind { kBase64, kHex, kRunes, kPercent };  // The later wins where two touch.

struct Stretch {
  Span span;
  Kind kind;
};

std::string Decoded(std::string_view text, Kind kind) {
  switch (kind) {
    case Kind::kPercent: return DecodePercent(text);
    case Kind::kRunes: return DecodeRunes(text);
    case Kind::kHex: return DecodeHex(text);
    case Kind::kBase64: return DecodeBase64(text);
  }
  return {};
}

Encoding EncodingOf(Kind kind) {
  switch (kind) {
    case Kind::kPercent: return Encoding::kPercent;
    case Kind::kRunes: return Encoding::kUnicodeEscape;
    case Kind::kHex: return Encoding::kHex;
    case Kind::kBase64: return Encoding::kBase64;
  }
  return Encoding::kBase64;
}

// What looks encoded, in the order of the text.
class Finder {
 public:
  explicit Finder(std::string_view text) : text_(text) {}

  std::vector<Stretch> Find() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '%') Percent();
      else if (c == '\\') Escapes();
      else if (IsBase64(c)) Run();
      else ++at_;
    }
    return WithoutWeaker();
  }

 private:
  void Take(std::size_t end, Kind kind) {
    stretches_.push_back({{at_, end}, kind});
    at_ = end;
  }

  // From one "%41" to the last of its line.
  void Percent() {
    if (HexByte(text_, at_ + 1) < 0) {
      ++at_;
      return;
    }
    if (line_end_ <= at_) line_end_ = std::min(text_.find('\n', at_), text_.size());
    std::size_t last = at_;
    for (std::size_t i = line_end_; i-- > at_ + 3;) {
      if (text_[i] != '%' || i + 3 > line_end_ || HexByte(text_, i + 1) < 0) continue;
      last = i;
      break;
    }
    Take(last + 3, Kind::kPercent);
  }

  void Escapes() {
    std::size_t end = at_;
    while (const std::size_t next = EscapeEnd(end)) end = next;
    if (end == at_) ++at_;
    else Take(end, Kind::kRunes);
  }

  std::size_t EscapeEnd(std::size_t at) const {
    if (at >= text_.size() || text_[at] != '\\') return 0;
    const std::size_t u = at + (at + 1 < text_.size() && text_[at + 1] == '\\' ? 2 : 1);
    const bool escapes = u < text_.size() && (text_[u] == 'u' || text_[u] == 'U') && AreHexDigits(text_, u + 1, 4);
    return escapes ? u + 5 : 0;
  }

  std::size_t CodePointEnd(std::size_t at) const {
    if (!text_.substr(at).starts_with("U+") || !AreHexDigits(text_, at + 2, 4)) return 0;
    const std::size_t end = at + 6;
    if (end == text_.size()) return end;
    return IsGoSpace(text_[end]) ? end + 1 : 0;
  }

  // Characters of base64: code points, hex or base64, whichever begins first.
  void Run() {
    if (run_end_ <= at_) {
      run_end_ = at_;
      while (run_end_ < text_.size() && IsBase64(text_[run_end_])) ++run_end_;
    }
    if (text_[at_] == 'U') {
      std::size_t end = at_;
      while (const std::size_t next = CodePointEnd(end)) end = next;
      if (end != at_) return Take(end, Kind::kRunes);
    }
    if (run_end_ - at_ < kShortestBase64) {
      ++at_;
      return;
    }
    std::size_t hex = at_;
    while (hex < run_end_ && IsHexDigit(text_[hex])) ++hex;
    if (hex - at_ >= kShortestHex) return Take(hex, Kind::kHex);
    std::size_t end = run_end_;
    while (end < text_.size() && end < run_end_ + 2 && text_[end] == '=') ++end;
    Take(end, Kind::kBase64);
  }

  std::vector<Stretch> WithoutWeaker() const {
    std::vector<Stretch> kept;
    const auto is_weaker = [&](const Stretch& one, const Stretch& other) {
      return one.span.begin <= other.span.end && other.span.begin <= one.span.end && one.kind < other.kind;
    };
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      if (i > 0 && is_weaker(stretches_[i], stretches_[i - 1])) continue;
      if (i + 1 < stretches_.size() && is_weaker(stretches_[i], stretches_[i + 1])) continue;
      kept.push_back(stretches_[i]);
    }
    return kept;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t run_end_ = 0;
  std::size_t line_end_ = 0;
  std::vector<Stretch> stretches_;
};

}  // namespace

bool LayeredText::DecodeNext() {
  Layer next;
  std::size_t copied = 0;
  for (const Stretch& stretch : Finder(text_).Find()) {
    const std::string decoded = Decoded(stretch.span.Of(text_), stretch.kind);
    if (decoded.empty()) continue;
    next.text += text_.substr(copied, stretch.span.begin - copied);
    const std::size_t begin = next.text.size();
    next.text += decoded;
    copied = stretch.span.end;
    next.stretches.push_back({stretch.span, {begin, next.text.size()}, EncodingOf(stretch.kind)});
  }
  if (next.stretches.empty()) return false;
  next.text += text_.substr(copied);
  layers_.push_back(std::move(next));
  text_ = layers_.back().text;
  return true;
}

const DecodedStretch* LayeredText::Layer::Touched(Span span) const {
  const auto found = std::lower_bound(stretches.begin(), stretches.end(), span.begin,
                                      [](const DecodedStretch& one, std::size_t begin) { return one.decoded.end < begin; });
  return found != stretches.end() && found->decoded.begin <= span.end ? &*found : nullptr;
}

Span LayeredText::Layer::Below(Span span) const {
  const auto below = [&](std::size_t at, bool is_end) {
    // The first stretch that ends behind `at`; an end may touch it.
    const auto next = std::partition_point(stretches.begin(), stretches.end(), [&](const DecodedStretch& one) {
      return is_end ? one.decoded.end < at : one.decoded.end <= at;
    });
    const bool within = next != stretches.end() && (is_end ? next->decoded.begin < at : next->decoded.begin <= at);
    if (within) return is_end ? next->encoded.end : next->encoded.begin;
    if (next == stretches.begin()) return at;
    const DecodedStretch& before = *(next - 1);
    return at - before.decoded.end + before.encoded.end;
  };
  const std::size_t begin = below(span.begin, false);
  return {begin, std::max(begin, below(span.end, true))};
}

bool LayeredText::TouchesDecoded(Span span) const { return !layers_.empty() && layers_.back().Touched(span) != nullptr; }

Span LayeredText::ToOriginal(Span span) const {
  for (std::size_t i = layers_.size(); i-- > 0;) span = layers_[i].Below(span);
  return span;
}

std::vector<Encoding> LayeredText::EncodingsOf(Span span) const {
  std::vector<Encoding> encodings;
  for (std::size_t i = layers_.size(); i-- > 0;) {
    if (const DecodedStretch* touched = layers_[i].Touched(span)) encodings.push_back(touched->encoding);
    span = layers_[i].Below(span);
  }
  std::reverse(encodings.begin(), encodings.end());
  return encodings;
}

}  // namespace keylint
