// SPDX-License-Identifier: Apache-2.0
#include "lint/source/stdin_source.h"

#include <cerrno>
#include <cstring>

#include "lint/source/byte_stream.h"
#include "lint/source/lender.h"

namespace keylint {
namespace {

void LendOne(ByteStream& stream, const std::string& name, Coverage& coverage,
             const std::atomic<bool>& cancelled, const Visitor& visit,
             const NoticeSink& notice) {
  Lender lender(0, visit, cancelled);
  lender.document().path = name;
  errno = 0;
  switch (lender.Lend(stream)) {
    case Lender::Outcome::kLent:
      coverage.files.fetch_add(1);
      coverage.bytes.fetch_add(lender.bytes());
      return;
    case Lender::Outcome::kBinary:
    case Lender::Outcome::kPacked:
      coverage.binary.fetch_add(1);
      return notice({NoticeKind::kSkippedBinary, name, "It is not text."});
    case Lender::Outcome::kTooLarge:
      coverage.too_large.fetch_add(1);
      return notice({NoticeKind::kSkippedTooLarge, name, "It is over the size limit."});
    case Lender::Outcome::kFailed:
      coverage.unreadable.fetch_add(1);
      return notice({NoticeKind::kUnreadable, name, std::strerror(errno)});
    case Lender::Outcome::kCancelled:
      return notice({NoticeKind::kIncomplete, name, "Interrupted: it was not read to its end."});
  }
}

}  // namespace

void TextSource::Run(unsigned, const Visitor& visit, const NoticeSink& notice) {
  MemoryStream stream(bytes_);
  LendOne(stream, name_, coverage_, cancelled_, visit, notice);
}

void StdinSource::Run(unsigned, const Visitor& visit, const NoticeSink& notice) {
  FdStream stream(fd_, false);
  LendOne(stream, name_, coverage_, cancelled_, visit, notice);
}

}  // namespace keylint
