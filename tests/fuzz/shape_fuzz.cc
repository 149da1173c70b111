// SPDX-License-Identifier: Apache-2.0
// Any text as a shape; what parses grows keys of the lengths it states.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "lint/ruleset/grow.h"
#include "lint/ruleset/shape_parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto list = keylint::ParseShape({reinterpret_cast<const char*>(data), size});
  if (!list) return 0;
  for (const keylint::Shape& shape : list->shapes()) {
    if (shape.min_length > 10000) continue;
    const std::string grown = keylint::GrowShape(shape, size);
    if (grown.size() < shape.min_length || grown.size() > shape.max_length) std::abort();
  }
  return 0;
}
