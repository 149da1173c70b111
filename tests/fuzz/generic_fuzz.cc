// SPDX-License-Identifier: Apache-2.0
// Any text at every place where the scan for secrets without a known shape
// looks closer: the words of calls and commands, the marks of keys.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "lint/base/ascii.h"
#include "lint/checksum/binary_key.h"
#include "lint/generic/armour.h"
#include "lint/generic/bare_key.h"
#include "lint/generic/calls.h"
#include "lint/generic/commands.h"
#include "lint/generic/json_web_key.h"
#include "lint/generic/phrases.h"

namespace {

using keylint::Span;

void Check(Span span, std::size_t size) {
  if (span.begin > span.end || span.end > size) std::abort();
}

// `look` at every place where `word` stands in `text`.
template <class Look>
void ForEachPlace(std::string_view text, std::string_view word, Look look) {
  for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) look(Span{at, at + word.size()});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const std::string lower = keylint::LowerAscii(text);
  for (const keylint::SecretCall& call : keylint::SecretCalls()) {
    ForEachPlace(lower, call.words, [&](Span words) { Check(keylint::CallSecret(text, call, words), size); });
  }
  for (const keylint::SecretCommand& command : keylint::SecretCommands()) {
    ForEachPlace(lower, command.words, [&](Span words) { Check(keylint::CommandSecret(text, command, words), size); });
  }
  for (const keylint::Phrase& phrase : keylint::Phrases()) {
    ForEachPlace(lower, phrase.words, [&](Span words) {
      if (const auto found = keylint::PhraseValueAt(text, words)) Check(found->value, size);
    });
  }
  std::size_t budget = 4 * size;
  for (const std::string_view mark : keylint::BareKeyMarks()) {
    ForEachPlace(text, mark, [&](Span place) {
      if (const auto key = keylint::BareKeyAt(text, place, budget)) Check(key->span, size);
    });
  }
  ForEachPlace(text, "PRIVATE KEY-----", [&](Span label) {
    if (const auto key = keylint::ArmouredKeyAt(text, label)) Check(key->span, size);
  });
  ForEachPlace(text, "kty", [&](Span kty) {
    if (const auto key = keylint::JsonWebKeyAt(text, kty)) Check(key->span, size);
  });
  (void)keylint::BinaryKeyIn(text);
  return 0;
}
