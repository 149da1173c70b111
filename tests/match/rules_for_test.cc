// SPDX-License-Identifier: Apache-2.0
#include "tests/match/rules_for_test.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace keylint {

LoadedRules MakeRules(const std::vector<RuleText>& keys) {
  std::string toml =
      "[provider]\nid = \"acme\"\nname = \"Acme\"\nrevoke = \"Acme console\"\n";
  for (const RuleText& key : keys) {
    toml += "[[key]]\nid = \"acme-" + key.id + "\"\ntitle = \"Acme key\"\nshapes = [";
    for (const std::string& shape : key.shapes) toml += "'" + shape + "', ";
    toml += "]\nevidence = \"documented\"\nsource = \"a test\"\n";
    if (key.more.find("privilege") == std::string::npos) toml += "privilege = \"secret\"\n";
    toml += "why = \"It is secret.\"\nfix = \"Remove it.\"\n" + key.more + "\n";
  }
  std::vector<RuleFault> faults;
  const RuleFile file{"rules/acme.toml", toml};
  LoadedRules loaded = LoadRules({&file, 1}, faults);
  for (const RuleFault& fault : faults) ADD_FAILURE() << fault.line << ": " << fault.message << "\n" << toml;
  return loaded;
}

const KeyRule& KeyOf(const RuleSet& rules, std::string_view id) {
  const auto key = std::find_if(rules.keys.begin(), rules.keys.end(),
                                [id](const KeyRule& rule) { return rule.id == id; });
  if (key == rules.keys.end()) {
    ADD_FAILURE() << "no key " << id;
    std::abort();
  }
  return *key;
}

std::string Grow(const Shape& shape, std::mt19937& random) {
  std::string text;
  for (const Piece& piece : shape.pieces) {
    if (piece.kind == PieceKind::kLiteral) {
      text += piece.literal;
      continue;
    }
    const bool uuid =
        piece.alphabet == Alphabet::kUuidLower || piece.alphabet == Alphabet::kUuidUpper;
    std::string_view characters = AlphabetCharacters(piece.alphabet);
    if (uuid) characters.remove_suffix(1);
    const std::uint32_t size = piece.min + random() % (piece.max - piece.min + 1);
    for (std::uint32_t i = 0; i < size; ++i) {
      const bool dash = uuid && (i == 8 || i == 13 || i == 18 || i == 23);
      text += dash ? '-' : characters[random() % characters.size()];
    }
  }
  return text;
}

}  // namespace keylint
