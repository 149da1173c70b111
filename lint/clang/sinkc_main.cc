// SPDX-License-Identifier: Apache-2.0
// keylint-sinkc SINKS.toml OUT.cc: rules/sinks.toml as the bytes that are
// compiled in.
#include <fstream>
#include <iostream>
#include <sstream>

#include "lint/clang/sinks.h"

int main(int argc, char** argv) {
  if (argc != 3) return 2;
  std::ifstream file(argv[1], std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  const keylint::Result<keylint::SinkTable> table = keylint::SinkTable::Load(text.str());
  if (!file || !table) {
    std::cerr << argv[1] << ": " << (table ? "cannot be read" : table.error().message) << '\n';
    return 1;
  }
  std::ofstream out(argv[2], std::ios::binary);
  out << "// Made from rules/sinks.toml.\n#include \"lint/clang/sinks.h\"\n\nnamespace keylint {\nnamespace {\n"
         "constexpr unsigned char kBytes[] = {";
  const std::string bytes = table->Pack();
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    out << (n % 32 == 0 ? "\n    " : "") << static_cast<unsigned>(static_cast<unsigned char>(bytes[n])) << ',';
  }
  out << "};\n}  // namespace\n\nstd::string_view SinkTable::BuiltInBytes() {\n"
         "  return {reinterpret_cast<const char*>(kBytes), sizeof kBytes};\n}\n"
         "SinkTable SinkTable::BuiltIn() { return Unpack(BuiltInBytes()); }\n}  // namespace keylint\n";
  return out ? 0 : 1;
}
