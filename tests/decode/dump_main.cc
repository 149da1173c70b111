// SPDX-License-Identifier: Apache-2.0
// What is read from documents, for parsers of other languages to compare with:
//
//   keylint-decode-dump NAME...   ->   one line of JSON for each value: document, format, path, text, comment
#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <nlohmann/json.hpp>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

int main(int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    std::ifstream file(argv[i], std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "%s cannot be read\n", argv[i]);
      return 1;
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const keylint::Format format = keylint::FormatOf(argv[i], text);
    for (const keylint::Seen& seen : keylint::Collect(text, format)) {
      const nlohmann::json line = {{"document", argv[i]}, {"format", keylint::FormatName(format)}, {"path", seen.path}, {"text", seen.text}, {"comment", seen.in_comment}};
      std::cout << line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
    }
  }
  return 0;
}
