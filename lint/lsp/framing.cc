// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/framing.h"

#include <charconv>
#include <limits>
#include <optional>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxHeader = 4096;

// The number behind "Content-Length:", in whatever case.
std::optional<std::size_t> ContentLength(std::string_view line) {
  constexpr std::string_view kName = "content-length:";
  if (line.size() < kName.size()) return std::nullopt;
  for (std::size_t i = 0; i < kName.size(); ++i) {
    if (Lower(line[i]) != kName[i]) return std::nullopt;
  }
  line.remove_prefix(kName.size());
  while (!line.empty() && (line.front() == ' ' || line.front() == '\t')) line.remove_prefix(1);
  std::size_t length = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), length);
  if (error != std::errc() || end != line.data() + line.size()) return std::nullopt;
  return length;
}

}  // namespace

bool MessageReader::ReadLine(std::string& line) {
  line.clear();
  for (;;) {
    const int c = in_.get();
    if (c == std::istream::traits_type::eof()) return false;
    if (c == '\n') break;
    if (line.size() < kMaxHeader) line += static_cast<char>(c);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return true;
}

MessageReader::Outcome MessageReader::Next(std::string& content) {
  std::string line;
  std::optional<std::size_t> length;
  while (ReadLine(line)) {
    if (!line.empty()) {
      if (const auto found = ContentLength(line)) length = found;
      continue;
    }
    if (!length) continue;  // An empty line between messages.
    if (*length > kMaxMessage) {
      const auto most = static_cast<std::size_t>(std::numeric_limits<std::streamsize>::max() - 1);
      in_.ignore(static_cast<std::streamsize>(*length < most ? *length : most));
      return in_ ? Outcome::kTooLarge : Outcome::kEnd;
    }
    content.resize(*length);
    in_.read(content.data(), static_cast<std::streamsize>(*length));
    return static_cast<std::size_t>(in_.gcount()) == *length ? Outcome::kMessage : Outcome::kEnd;
  }
  return Outcome::kEnd;
}

void WriteMessage(std::ostream& out, std::string_view content) {
  out << "Content-Length: " << content.size() << "\r\n\r\n" << content;
  out.flush();
}

}  // namespace keylint
