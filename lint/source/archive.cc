// SPDX-License-Identifier: Apache-2.0
// An archive is held in memory while it is read: zip and 7z need to seek, and
// nested ones have no file. Members stream through the lender, so only the
// stored bytes count against memory. Formats and filters are named one by
// one: what is not named is not linked, and no external program is started.
#include "lint/source/archive.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

namespace keylint {
namespace {

constexpr std::uint64_t kFreeBytes = std::uint64_t{4} << 20;  // No ratio below.

struct Close {
  void operator()(struct archive* handle) const { archive_read_free(handle); }
};
using Handle = std::unique_ptr<struct archive, Close>;

Handle NewHandle() {
  Handle handle(archive_read_new());
  struct archive* a = handle.get();
  archive_read_support_filter_gzip(a);
  archive_read_support_filter_bzip2(a);
  archive_read_support_filter_xz(a);
  archive_read_support_filter_lzma(a);
  archive_read_support_filter_zstd(a);
  archive_read_support_filter_compress(a);
  archive_read_support_format_zip_seekable(a);
  archive_read_support_format_zip_streamable(a);
  archive_read_support_format_tar(a);
  archive_read_support_format_7zip(a);
  archive_read_support_format_cpio(a);
  archive_read_support_format_ar(a);
  archive_read_support_format_raw(a);
  return handle;
}

std::string_view NameOf(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// "a/dump.sql.gz" -> "dump.sql".
std::string InnerName(std::string_view path) {
  std::string_view name = NameOf(path.substr(path.rfind('!') == std::string_view::npos ? 0 : path.rfind('!') + 1));
  const std::size_t dot = name.rfind('.');
  return std::string(dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot));
}

}  // namespace

bool CanUnpack() { return true; }

// An archive being read: a stream of the current member's bytes.
class Unpacker::Opened : public ByteStream {
 public:
  Opened(Handle handle, Budget& budget, const ArchiveLimits& limits)
      : handle_(std::move(handle)), budget_(budget), limits_(limits) {}

  ssize_t Read(char* to, std::size_t capacity) override {
    if (OverBudget()) {
      budget_.spent = true;
      return 0;
    }
    const la_ssize_t got = archive_read_data(handle_.get(), to, capacity);
    if (got < 0) {
      errno = EIO;
      return -1;
    }
    budget_.unpacked += static_cast<std::uint64_t>(got);
    return static_cast<ssize_t>(got);
  }
  /// Goes to the next member. What is left of this one is read under the
  /// budget where skipping it means unpacking it.
  int NextHeader() {
    const bool packed = archive_filter_count(handle_.get()) > 1 ||
                        (archive_format(handle_.get()) & ARCHIVE_FORMAT_BASE_MASK) == ARCHIVE_FORMAT_7ZIP;
    while (entry != nullptr && packed) {
      const void* block = nullptr;
      std::size_t size = 0;
      la_int64_t offset = 0;
      if (archive_read_data_block(handle_.get(), &block, &size, &offset) != ARCHIVE_OK) break;
      budget_.unpacked += size;
      if (OverBudget()) {
        budget_.spent = true;
        return ARCHIVE_EOF;
      }
    }
    return archive_read_next_header(handle_.get(), &entry);
  }
  struct archive* get() { return handle_.get(); }
  archive_entry* entry = nullptr;

 private:
  bool OverBudget() const {
    return budget_.unpacked >= limits_.total_bytes ||
           (budget_.unpacked > kFreeBytes && budget_.unpacked / limits_.ratio > budget_.stored);
  }

  Handle handle_;
  Budget& budget_;
  const ArchiveLimits& limits_;
};

namespace {

// Reads `stream` to its end into memory; nothing when it is over `limit`.
std::optional<std::string> ReadWhole(ByteStream& stream, std::string bytes, std::uint64_t limit) {
  std::size_t size = bytes.size();
  const std::uint64_t hint = stream.size_hint();
  if (hint > limit) return std::nullopt;
  bytes.resize(size + static_cast<std::size_t>(hint) + 1);  // One more to see the end.
  for (;;) {
    if (size > limit) return std::nullopt;
    if (size == bytes.size()) bytes.resize(std::max<std::size_t>(size * 2, 65536));
    const ssize_t got = stream.Read(bytes.data() + size, bytes.size() - size);
    if (got <= 0) break;
    size += static_cast<std::size_t>(got);
  }
  bytes.resize(size);
  return bytes;
}

// Compiled code that is shipped in archives, with its constants in it.
bool HoldsConstants(std::string_view name) {
  constexpr std::string_view kEndings[] = {".class", ".dex", ".pyc", ".so", ".dll", ".exe"};
  return std::any_of(std::begin(kEndings), std::end(kEndings), [name](std::string_view ending) { return name.ends_with(ending); });
}

std::string MemberName(archive_entry* entry, std::size_t number) {
  const char* name = archive_entry_pathname(entry);
  if (name == nullptr) name = archive_entry_pathname_utf8(entry);
  return name != nullptr ? name : "member-" + std::to_string(number);
}

}  // namespace

bool Unpacker::Lend(ByteStream& stream, const Document& outer) {
  // Large archives one at a time, or memory would grow with the threads.
  static std::mutex large;
  std::unique_lock<std::mutex> turn(large, std::defer_lock);
  if (stream.size_hint() > kFreeBytes) turn.lock();
  auto bytes = ReadWhole(stream, {}, limits_.archive_bytes);
  if (!bytes) {
    coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
    Say(NoticeKind::kSkippedTooLarge, outer.path, "It is an archive over the size limit.");
    return true;
  }
  Budget budget;
  budget.stored = bytes->size();
  if (!LendArchive(std::move(*bytes), outer.path, outer, 1, budget)) return false;
  coverage_.bytes.fetch_add(budget.stored, std::memory_order_relaxed);
  if (budget.spent) {
    coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
    Say(NoticeKind::kSkippedTooLarge, outer.path,
        "It unpacks to more than the limit: the rest of it was left out.");
  }
  return true;
}

bool Unpacker::LendArchive(std::string bytes, const std::string& path, const Document& outer,
                           int depth, Budget& budget) {
  Opened archive(NewHandle(), budget, limits_);
  if (archive_read_open_memory(archive.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) {
    // What begins as gzip does is cut short.
    if (!bytes.starts_with("\x1f\x8b\x08")) return false;
    coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
    Say(NoticeKind::kDegraded, path, "The archive is damaged: it was not read.");
    return true;
  }
  std::size_t number = 0;
  for (;;) {
    if (cancelled_.load(std::memory_order_relaxed) || budget.spent) return true;
    const int status = archive.NextHeader();
    if (status == ARCHIVE_EOF) break;
    if (status == ARCHIVE_RETRY) continue;
    if (status < ARCHIVE_WARN) {
      if (number == 0) return false;
      coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
      Say(NoticeKind::kDegraded, path, "The archive is damaged: its rest was not read.");
      return true;
    }
    const bool raw = archive_format(archive.get()) == ARCHIVE_FORMAT_RAW;
    // Anything at all fits the raw format; without a filter it is no archive.
    if (raw && archive_filter_count(archive.get()) <= 1) return false;
    if (++number == 1) coverage_.archives.fetch_add(1, std::memory_order_relaxed);
    if (++budget.members > limits_.members) budget.spent = true;
    if (!raw && archive_entry_filetype(archive.entry) != AE_IFREG) continue;
    const std::string name = raw ? InnerName(path) : MemberName(archive.entry, number);
    if (archive_entry_is_encrypted(archive.entry)) {
      coverage_.special.fetch_add(1, std::memory_order_relaxed);
      Say(NoticeKind::kSkippedSpecial, path + "!" + name, "It is encrypted.");
      continue;
    }
    LendMember(archive, path + "!" + name, outer, depth, budget);
    if (raw) break;  // One member; looking for more would unpack what was not wanted.
  }
  return number > 0;
}

void Unpacker::LendMember(Opened& archive, const std::string& path, const Document& outer,
                          int depth, Budget& budget) {
  Document& document = lender_.document();
  lender_.Reset();
  document.path = path;
  document.ignored = outer.ignored;
  document.provenance = outer.provenance;
  document.blob = outer.blob;
  document.reported = outer.reported;
  document.unpacked_from = {archive_format_name(archive.get())};
  const std::string_view name = std::string_view(path).substr(path.rfind('!') + 1);
  Lender::Outcome outcome;
  if (IsOfficePart(name)) {
    const auto xml = ReadWhole(archive, {}, Lender::kWhole);
    document.unpacked_from.emplace_back("office");
    outcome = xml ? lender_.LendBytes(OfficeText(*xml)) : Lender::Outcome::kTooLarge;
  } else {
    Lender::Options options;
    options.packed = true;
    options.strings = HoldsConstants(name);
    outcome = lender_.Lend(archive, options);
  }
  switch (outcome) {
    case Lender::Outcome::kLent:
      coverage_.files.fetch_add(1, std::memory_order_relaxed);
      return;
    case Lender::Outcome::kPacked: {
      if (depth >= limits_.depth) {
        coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
        return Say(NoticeKind::kSkippedTooLarge, path, "Archives are nested deeper than the limit.");
      }
      auto inner = ReadWhole(archive, std::string(lender_.Head()), limits_.archive_bytes);
      if (!inner) {
        coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
        return Say(NoticeKind::kSkippedTooLarge, path, "It is an archive over the size limit.");
      }
      if (budget.spent || LendArchive(std::move(*inner), path, outer, depth + 1, budget)) return;
      coverage_.binary.fetch_add(1, std::memory_order_relaxed);
      return;
    }
    case Lender::Outcome::kBinary:
      coverage_.binary.fetch_add(1, std::memory_order_relaxed);
      return;
    case Lender::Outcome::kTooLarge:
      coverage_.too_large.fetch_add(1, std::memory_order_relaxed);
      return Say(NoticeKind::kSkippedTooLarge, path, "It is over the size limit.");
    case Lender::Outcome::kFailed:
      coverage_.unreadable.fetch_add(1, std::memory_order_relaxed);
      return Say(NoticeKind::kDegraded, path, "It is damaged inside its archive.");
    case Lender::Outcome::kCancelled: return;
  }
}

}  // namespace keylint
