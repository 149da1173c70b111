// SPDX-License-Identifier: Apache-2.0
// Texts inside archives, compressed files and office documents.
//
// zip (jar, apk, wheel, docx ...), tar, 7z, cpio and ar (deb), each also behind
// gzip, bzip2, xz, lzma, zstd or compress, and single compressed files.
#pragma once

#include <atomic>
#include <cstdint>
#include <string>
#include <string_view>

#include "lint/source/lender.h"
#include "lint/source/source.h"

namespace keylint {

/// What one archive may cost. Past a limit the rest of it is left out, with a
/// notice.
struct ArchiveLimits {
  std::uint64_t archive_bytes = std::uint64_t{64} << 20;  ///< As stored.
  std::uint64_t total_bytes = std::uint64_t{256} << 20;   ///< Unpacked, nested included.
  /// Unpacked bytes for each stored one, once 4 MiB were unpacked.
  std::uint64_t ratio = 100;
  std::size_t members = 100'000;
  int depth = 4;  ///< Archives inside archives.
};

/// Whether this build can open archives at all.
bool CanUnpack();

/// Opens archives for one worker and lends their members.
class Unpacker {
 public:
  Unpacker(unsigned worker, const Visitor& visit, const NoticeSink& notice, Coverage& coverage,
           const std::atomic<bool>& cancelled, ArchiveLimits limits = {})
      : notice_(notice), coverage_(coverage), cancelled_(cancelled), limits_(limits),
        lender_(worker, visit, cancelled) {}

  /// Lends the members of `archive`, whose bytes `stream` gives from their
  /// begin. The members take ignore state, provenance and so on from
  /// `outer`, the archive's own document. False: it is no archive after all.
  bool Lend(ByteStream& stream, const Document& outer);

 private:
  struct Budget {
    std::uint64_t stored = 0;
    std::uint64_t unpacked = 0;
    std::size_t members = 0;
    bool spent = false;
  };
  bool LendArchive(std::string bytes, const std::string& path, const Document& outer, int depth,
                   Budget& budget);
  class Opened;
  void LendMember(Opened& archive, const std::string& path, const Document& outer, int depth,
                  Budget& budget);
  void Say(NoticeKind kind, const std::string& path, std::string message) {
    notice_({kind, path, std::move(message)});
  }

  const NoticeSink& notice_;
  Coverage& coverage_;
  const std::atomic<bool>& cancelled_;
  ArchiveLimits limits_;
  Lender lender_;
};

/// The text of an Office Open XML part, tags taken out, one paragraph or cell
/// a line: "word/document.xml", "xl/sharedStrings.xml", "ppt/slides/...".
std::string OfficeText(std::string_view xml);
bool IsOfficePart(std::string_view name);

}  // namespace keylint
