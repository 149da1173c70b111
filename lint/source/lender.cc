// SPDX-License-Identifier: Apache-2.0
#include "lint/source/lender.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "lint/base/line_index.h"

namespace keylint {
namespace {

constexpr std::size_t kFirstRead = std::size_t{1} << 20;

// The units of a wide encoding hold a line feed as one zero-extended unit.
bool IsLineFeed(std::string_view bytes, std::size_t at, TextEncoding encoding, std::size_t unit) {
  if (unit == 1) return bytes[at] == '\n';
  const bool big = encoding == TextEncoding::kUtf16Be || encoding == TextEncoding::kUtf32Be;
  for (std::size_t i = 0; i < unit; ++i) {
    const bool low = i == (big ? unit - 1 : 0);
    if (bytes[at + i] != (low ? '\n' : '\0')) return false;
  }
  return true;
}

// A certificate in DER: small, and it says until when it holds.
bool IsDerCertificate(std::string_view path, std::string_view bytes) {
  constexpr std::size_t kLargest = 64U << 10;
  if (bytes.size() < 64 || bytes.size() > kLargest || !bytes.starts_with("\x30\x82")) return false;
  return path.ends_with(".der") || path.ends_with(".cer") || path.ends_with(".crt");
}

// A secret key's packet of OpenPGP, version 4 to 6. Source: RFC 4880, 4.2 and
// 5.5.2.
bool MayBeSecretPacket(std::string_view bytes) {
  if (bytes.size() < 32) return false;
  const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
  const std::size_t version = at(0) == 0x94 ? 2 : at(0) == 0x95 ? 3 : at(0) != 0xc5 ? 0 : at(1) < 192 ? 2 : at(1) < 224 ? 3 : at(1) == 255 ? 6 : 0;
  constexpr std::size_t kTime = 4;
  constexpr unsigned char kMostAlgorithms = 32;
  return version != 0 && at(version) >= 4 && at(version) <= 6 && at(version + 1 + kTime) < kMostAlgorithms;
}

// A private key in DER, or a store of keys, by how they begin (binary_key.h
// tells what they are).
bool MayBeKeyFile(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (MayBeSecretPacket(bytes)) return true;
  if (bytes.starts_with("\xfe\xed\xfe\xed"sv) || bytes.starts_with("\xce\xce\xce\xce"sv)) return true;   // JKS, JCEKS
  if (!bytes.starts_with("\x30"sv) || bytes.size() < 32) return false;
  const auto length = static_cast<unsigned char>(bytes[1]);
  const std::string_view content = bytes.substr(length < 0x80 ? 2 : 2 + (length & 3));
  for (const std::string_view version : {"\x02\x01\x00"sv, "\x02\x01\x01"sv, "\x02\x01\x03"sv}) {   // PKCS #8 and #1, SEC 1, PKCS #12
    if (content.starts_with(version)) return true;
  }
  constexpr std::string_view kPasswordBased = "\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x05"sv;   // PKCS #8, encrypted
  return content.starts_with("\x30"sv) && content.substr(2, 3 + kPasswordBased.size()).find(kPasswordBased) != std::string_view::npos;
}

}  // namespace

bool LooksPacked(std::string_view head) {
  using std::string_view_literals::operator""sv;
  for (const std::string_view magic :
       {"PK\x03\x04"sv, "\x1f\x8b\x08"sv, "\xfd" "7zXZ\0"sv, "\x28\xb5\x2f\xfd"sv, "BZh"sv,
        "7z\xbc\xaf\x27\x1c"sv, "!<arch>\n"sv, "\x1f\x9d"sv, "\x5d\0\0"sv}) {
    if (head.starts_with(magic)) return true;
  }
  return head.size() >= 512 && head.substr(257, 5) == "ustar";
}

void Lender::Reset() {
  document_.ignored = IgnoreState::kTracked;
  document_.counted_lines.reset();
  document_.provenance.reset();
  document_.blob.clear();
  document_.unpacked_from.clear();
  document_.reported = true;
}

bool Lender::Fill(ByteStream& stream, std::size_t limit) {
  while (!ended_ && raw_.size() < limit) {
    if (raw_.size() == raw_.capacity()) {
      raw_.Reserve(std::min(limit, std::max(kFirstRead, raw_.capacity() * 4)));
    }
    const std::size_t room = std::min(limit, raw_.capacity()) - raw_.size();
    const ssize_t got = stream.Read(raw_.data() + raw_.size(), room);
    if (got < 0) return false;
    bytes_ += static_cast<std::uint64_t>(got);
    raw_.SetSize(raw_.size() + static_cast<std::size_t>(got));
    ended_ = got == 0 || stream.ended();
  }
  return true;
}

Lender::Outcome Lender::Lend(ByteStream& stream, const Options& options) {
  bytes_ = 0;
  ended_ = false;
  raw_.SetSize(0);
  document_.base_offset = document_.base_line = document_.base_column = 0;
  if (!Fill(stream, kFirstRead)) return Outcome::kFailed;
  if (options.packed && LooksPacked(raw_.view())) return Outcome::kPacked;
  kind_ = DetectText(raw_.view());
  const bool small = kind_.encoding == TextEncoding::kBinary && ended_;
  if (small && (IsDerCertificate(document_.path, raw_.view()) || MayBeKeyFile(raw_.view()))) kind_ = {};
  if (kind_.encoding == TextEncoding::kBinary) {
    // A database is data that somebody may have committed; programs are not.
    const bool database = raw_.view().starts_with("SQLite format 3");
    return options.strings || database ? LendStrings(stream, options) : Outcome::kBinary;
  }
  if (bytes_ > options.max_bytes) return Outcome::kTooLarge;
  const std::size_t names = document_.unpacked_from.size();
  if (kind_.wide()) document_.unpacked_from.emplace_back(EncodingName(kind_.encoding));
  const Outcome outcome = LendParts(stream, options);
  document_.unpacked_from.resize(names);
  return outcome;
}

std::vector<PrintableRun> PrintableRuns(std::string_view bytes) {
  constexpr std::size_t kShortest = 8;
  const auto printable = [&](std::size_t i) {
    return (bytes[i] >= 0x20 && bytes[i] < 0x7F) || bytes[i] == '\t';
  };
  std::vector<PrintableRun> runs;
  for (std::size_t i = 0; i < bytes.size();) {
    if (!printable(i)) {
      ++i;
      continue;
    }
    std::size_t end = i + 1;
    while (end < bytes.size() && printable(end)) ++end;
    std::size_t wide = i;  // "a\0b\0": a run of one byte, then zeros between.
    if (end == i + 1) {
      while (wide + 1 < bytes.size() && printable(wide) && bytes[wide + 1] == '\0') wide += 2;
    }
    if (end - i >= kShortest) {
      runs.push_back({{i, end}, 1});
    } else if ((wide - i) / 2 >= kShortest) {
      runs.push_back({{i, wide}, 2});
      end = wide;
    }
    i = end;
  }
  return runs;
}

void Lender::AppendStrings(std::string_view bytes) {
  Buffer& text = document_.buffer;
  text.SetSize(0);
  document_.to_file.Clear();
  for (const PrintableRun& run : PrintableRuns(bytes)) {
    const std::size_t length = run.span.size() / run.unit_bytes;
    const std::size_t at = text.size();
    if (text.capacity() < at + length + 1) text.Reserve((at + length + 1) * 2);
    for (std::size_t i = 0; i < length; ++i) {
      text.data()[at + i] = bytes[run.span.begin + i * run.unit_bytes];
    }
    text.data()[at + length] = '\n';
    text.SetSize(at + length + 1);
    document_.to_file.AppendUnits(length, 1, run.unit_bytes, run.span.begin);
    document_.to_file.Append(1, {run.span.end, run.span.end});
  }
}

// Parts end where no run does, so none needs an overlap; a run longer than a
// part is cut.
Lender::Outcome Lender::LendStrings(ByteStream& stream, const Options& options) {
  document_.owned.reset();
  document_.unpacked_from.emplace_back("strings");
  Outcome outcome = Outcome::kLent;
  for (;;) {
    if (cancelled_.load(std::memory_order_relaxed)) {
      outcome = Outcome::kCancelled;
      break;
    }
    if (!Fill(stream, kWholeWide)) outcome = Outcome::kFailed;
    if (bytes_ > options.max_bytes) outcome = Outcome::kTooLarge;
    if (outcome != Outcome::kLent) break;
    const std::string_view bytes = raw_.view();
    std::size_t cut = bytes.size();
    if (!ended_) {
      // Two NULs end a wide run as well as a narrow one.
      const std::size_t zeros = bytes.rfind(std::string_view("\0\0", 2));
      if (zeros != std::string_view::npos && zeros > bytes.size() / 2) cut = zeros + 2;
    }
    AppendStrings(bytes.substr(0, cut));
    if (document_.buffer.size() != 0) visit_(worker_, document_);
    if (ended_) break;
    document_.base_offset += cut;
    std::memmove(raw_.data(), raw_.data() + cut, raw_.size() - cut);
    raw_.SetSize(raw_.size() - cut);
    document_.base_offset += stream.SkipHole();
  }
  document_.unpacked_from.pop_back();
  return outcome;
}

Lender::Outcome Lender::LendParts(ByteStream& stream, const Options& options) {
  const std::size_t limit = kind_.wide() ? kWholeWide : kWhole;
  std::size_t own_begin = 0;
  for (bool first = true;; first = false) {
    if (cancelled_.load(std::memory_order_relaxed)) return Outcome::kCancelled;
    if (!Fill(stream, limit)) return Outcome::kFailed;
    if (bytes_ > options.max_bytes) return Outcome::kTooLarge;
    if (ended_) {
      VisitPart(own_begin, raw_.size(), first);
      return Outcome::kLent;
    }
    const std::size_t own_end = CutBefore(raw_.size() - kOverlap / 2, kOverlap / 4);
    VisitPart(own_begin, own_end, false);
    std::size_t next = CutBefore(own_end - kOverlap / 2, kOverlap / 4);
    own_begin = own_end - next;
    if (const std::uint64_t hole = stream.SkipHole(); hole != 0) {
      // Zeros judge themselves: what was read is final, and the rest begins
      // behind the hole, which holds no line end.
      VisitPart(own_begin + next, raw_.size(), false);
      next = raw_.size();
      own_begin = 0;
      Advance(next);
      document_.base_offset += hole;
      document_.base_column += hole;
      kind_.mark_bytes = 0;
      continue;
    }
    Advance(next);
    kind_.mark_bytes = 0;
  }
}

// The last line begin in [at - reach, at], else `at` moved left so that it
// splits no character.
std::size_t Lender::CutBefore(std::size_t at, std::size_t reach) const {
  const std::string_view bytes = raw_.view();
  const std::size_t unit = kind_.unit_bytes();
  // Parts begin on a unit, except the first, whose mark is a whole unit too
  // (two or four bytes) when units are wide.
  at -= at % unit;
  for (std::size_t i = at; i + reach > at && i >= unit; i -= unit) {
    if (IsLineFeed(bytes, i - unit, kind_.encoding, unit)) return i;
  }
  if (unit == 1) {
    for (int i = 0; i < 3 && (static_cast<unsigned char>(bytes[at]) & 0xC0) == 0x80; ++i) --at;
    if (bytes[at] == '\n' && bytes[at - 1] == '\r') --at;
  } else if (unit == 2) {
    const bool big = kind_.encoding == TextEncoding::kUtf16Be;
    const auto high_byte = static_cast<unsigned char>(bytes[at + (big ? 0 : 1)]);
    if ((high_byte & 0xFC) == 0xDC) at -= 2;
  }
  return at;
}

void Lender::VisitPart(std::size_t own_begin, std::size_t own_end, bool whole) {
  document_.to_file.Clear();
  document_.owned.reset();
  const std::size_t mark = kind_.mark_bytes;
  own_begin = std::max(own_begin, mark);
  own_end = std::max(own_end, own_begin);
  if (!kind_.wide()) {
    std::swap(raw_, document_.buffer);
    if (mark != 0) {
      Buffer& buffer = document_.buffer;
      std::memmove(buffer.data(), buffer.data() + mark, buffer.size() - mark);
      buffer.SetSize(buffer.size() - mark);
      document_.to_file.Append(buffer.size(), {mark, mark + buffer.size()});
    }
    if (!whole) document_.owned = Span{own_begin - mark, own_end - mark};
    visit_(worker_, document_);
    std::swap(raw_, document_.buffer);
    if (mark != 0) {  // Advance() and the overlap count the mark.
      raw_.SetSize(raw_.size() + mark);
      std::memmove(raw_.data() + mark, raw_.data(), raw_.size() - mark);
    }
    return;
  }
  const std::string_view bytes = raw_.view();
  Buffer& text = document_.buffer;
  text.SetSize(0);
  Span owned;
  DecodeWide(kind_.encoding, bytes.substr(mark, own_begin - mark), mark, text, document_.to_file);
  owned.begin = text.size();
  DecodeWide(kind_.encoding, bytes.substr(own_begin, own_end - own_begin), own_begin, text,
             document_.to_file);
  owned.end = text.size();
  DecodeWide(kind_.encoding, bytes.substr(own_end), own_end, text, document_.to_file);
  if (!whole) document_.owned = owned;
  visit_(worker_, document_);
}

// Drops the first `by` bytes and counts the lines and columns they held.
void Lender::Advance(std::size_t by) {
  std::string_view passed = raw_.view().substr(0, by);
  Buffer decoded;
  OffsetMap map;
  if (kind_.wide()) {
    DecodeWide(kind_.encoding, passed.substr(std::min(by, kind_.mark_bytes)), 0, decoded, map);
    passed = decoded.view();
  } else {
    passed.remove_prefix(std::min(by, kind_.mark_bytes));
  }
  std::size_t lines = 0, line_begin = 0;
  const bool has_cr = passed.find('\r') != std::string_view::npos;
  for (std::size_t i = 0; i < passed.size(); ++i) {
    if (!has_cr) {
      i = passed.find('\n', i);
      if (i == std::string_view::npos) break;
    }
    if (passed[i] == '\n' ||
        (passed[i] == '\r' && (i + 1 == passed.size() || passed[i + 1] != '\n'))) {
      ++lines;
      line_begin = i + 1;
    }
  }
  if (lines != 0) document_.base_column = 0;
  document_.base_line += lines;
  document_.base_column += Utf16Length(passed.substr(line_begin));
  document_.base_offset += by;
  const std::size_t rest = raw_.size() - by;
  std::memmove(raw_.data(), raw_.data() + by, rest);
  raw_.SetSize(rest);
}

}  // namespace keylint
