// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/plain_text.h"

#include <algorithm>
#include <string>

#include "lint/base/ascii.h"
#include "lint/decode/chars.h"
#include "lint/decode/mail.h"
#include "lint/decode/pairs.h"
#include "lint/decode/text_table.h"

namespace keylint::decode {
namespace {

// Programs whose command lines carry credentials; anything behind a prompt
// counts, too.
bool IsCommand(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "aws", "az", "cargo", "composer", "curl", "docker", "doctl", "export", "flyctl", "gcloud", "gh", "git",
      "helm", "heroku", "http", "https", "kubectl", "ldapsearch", "mongo", "mongosh", "mysql", "mysqldump", "npm",
      "oc", "openssl", "pg_dump", "pip", "podman", "psql", "redis-cli", "scp", "setenv", "setx", "sshpass", "stripe", "sudo",
      "terraform", "twine", "vault", "vercel", "wget", "xh", "yarn"};
  constexpr std::size_t kLongest = 16;
  if (word.size() > kLongest) return false;
  const std::string lower = LowerAscii(word);   // SETX of a batch file
  return std::binary_search(std::begin(kWords), std::end(kWords), std::string_view(lower));
}

// Where the command of a line begins, or npos.
std::size_t CommandAt(std::string_view text, Span line) {
  std::size_t at = SkipBlanks(text, line.begin);
  bool prompt = false;
  for (const std::string_view mark : {"$ ", "% ", "> ", "# ", "`"}) {
    if (StartsAt(text, at, mark)) {
      prompt = mark == "$ ";
      at = SkipBlanks(text, at + mark.size());
      break;
    }
  }
  std::size_t end = at;
  while (end < line.end && !IsSpace(text[end])) ++end;
  if (end >= line.end) return std::string_view::npos;
  return prompt || IsCommand(text.substr(at, end - at)) ? at : std::string_view::npos;
}

}  // namespace

void ReadPlainText(Emitter& emitter, Span range) {
  const std::string_view text = emitter.text().substr(0, range.end);
  if (range.begin == 0 && LooksLikeMail(text)) return ReadMail(emitter, range);
  for (std::size_t at = range.begin; (at = emitter.ReadOnFrom(at)) < text.size();) {
    Span line{at, LineEnd(text, at)};
    if (line.size() > 4 && text[at] == '|' && text[at + 1] == '|' && text[line.end - 1] == '|') {
      at = ReadHeadedTable(emitter, {at, text.size()}, at, [] {});
      continue;
    }
    if (const std::size_t end = ReadWikiTable(emitter, {range.begin, text.size()}, at, [] {}); end != at) {
      at = end;
      continue;
    }
    at = NextLine(text, at);
    const std::size_t command = CommandAt(text, line);
    if (command == std::string_view::npos) {
      ReadLinePairs(emitter, line);
      continue;
    }
    while (line.end > line.begin && text[line.end - 1] == '\\' && at < text.size()) {
      line.end = LineEnd(text, at);
      at = NextLine(text, at);
    }
    emitter.Embed(Format::kShell, {command, line.end});
  }
}

}  // namespace keylint::decode
