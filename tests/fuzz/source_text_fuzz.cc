// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file: the text lent maps back into the file, in order.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "lint/source/lender.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::atomic<bool> cancelled{false};
  const keylint::Visitor visit = [&](unsigned, keylint::Document& document) {
    std::size_t last = 0;
    for (std::size_t i = 0; i < document.text().size(); ++i) {
      const keylint::Span span = document.to_file.ToOriginal({i, i + 1});
      if (span.begin < last || span.end < span.begin || span.end > size) std::abort();
      last = span.begin;
    }
  };
  keylint::Lender lender(0, visit, cancelled);
  keylint::MemoryStream stream(bytes);
  keylint::Lender::Options options;
  options.strings = true;
  lender.Lend(stream, options);
  return 0;
}
