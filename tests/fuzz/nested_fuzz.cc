// SPDX-License-Identifier: Apache-2.0
#include <cstddef>
#include <cstdint>

#include "lint/decode/nested.h"
#include "tests/fuzz/decode_invariants.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  keylint::Literal literal;
  literal.text = text;
  literal.span = {0, size};
  keylint::DecodeBudget budget{1 << 16};
  keylint::DecodeNested(literal, 4, budget, [size](const keylint::Literal& inner) {
    keylint::Require(inner.span.begin <= inner.span.end && inner.span.end <= size, "span in text");
    keylint::Require(inner.ToDocument({0, inner.text.size()}).end <= size, "mapped span in text");
  });
  return 0;
}
