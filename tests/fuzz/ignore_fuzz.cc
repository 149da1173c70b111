// SPDX-License-Identifier: Apache-2.0
// An ignore file and a path, apart by the first NUL; and a git configuration.
#include <cstdint>
#include <string>
#include <string_view>

#include "lint/source/ignore.h"
#include "lint/source/ignore_files.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::size_t split = bytes.find('\0');
  const keylint::IgnoreList list(bytes.substr(0, split));
  const std::string_view path = split == std::string_view::npos ? "a/b" : bytes.substr(split + 1);
  const std::string_view name = path.substr(path.rfind('/') + 1);
  list.Match(path, name, false);
  list.Match(path, name, true);
  keylint::ExcludesFileSetting(bytes);
  return 0;
}
