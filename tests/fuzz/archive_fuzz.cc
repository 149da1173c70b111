// SPDX-License-Identifier: Apache-2.0
// Any bytes as an archive, under small limits.
#include <cstdint>
#include <string_view>

#include "lint/source/archive.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::atomic<bool> cancelled{false};
  const keylint::Visitor visit = [](unsigned, keylint::Document&) {};
  const keylint::NoticeSink notice = [](keylint::Notice) {};
  keylint::Coverage coverage;
  keylint::ArchiveLimits limits;
  limits.total_bytes = 1 << 20;
  limits.members = 100;
  keylint::Unpacker unpacker(0, visit, notice, coverage, cancelled, limits);
  keylint::MemoryStream stream(bytes);
  keylint::Document outer;
  outer.path = "a.zip";
  unpacker.Lend(stream, outer);
  keylint::OfficeText(bytes);
  return 0;
}
