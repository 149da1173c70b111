// SPDX-License-Identifier: Apache-2.0
// The reader of KEYLINT_FUZZ_FORMAT on any bytes.
#include <cstddef>
#include <cstdint>

#include "lint/decode/decode.h"
#include "tests/fuzz/decode_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const keylint::Format format = [] {
    for (int i = 0; i <= static_cast<int>(keylint::Format::kOrg); ++i) {
      if (keylint::FormatName(static_cast<keylint::Format>(i)) == KEYLINT_FUZZ_FORMAT) return static_cast<keylint::Format>(i);
    }
    return keylint::Format::kPlainText;
  }();
  keylint::CheckDecode({reinterpret_cast<const char*>(data), size}, format);
  return 0;
}
