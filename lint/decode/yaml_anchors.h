// SPDX-License-Identifier: Apache-2.0
// What aliases of YAML stand for, under the names they stand for it:
//
//   base: &base              # the reader's: base.token
//     token: abc
//   production:
//     <<: *base              # ours: production.token, unless the mapping has
//   backup: *base            # a token of its own; and backup.token
//
// Levels are how many keys and dashes are open around a place.
#pragma once

#include <cstddef>
#include <deque>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/base/offset_map.h"
#include "lint/decode/chars.h"
#include "lint/decode/emitter.h"
#include "lint/model/literal.h"

namespace keylint::decode {

/// Part of an anchor's name, as far as aliases are told from text.
inline bool IsAnchorByte(char c) { return IsWord(c) || c == '-' || c == '.'; }

/// Remembers the values below anchors that some alias names, and emits them
/// again where it does. Costs nothing before the first anchor; bounded in what
/// it keeps and repeats, since aliases of aliases multiply.
class YamlAnchors {
 public:
  /// `text` is what the reader reads of emitter.text().
  YamlAnchors(Emitter& emitter, std::string_view text) : emitter_(emitter), text_(text) {}

  /// `&name` stands before a value at `level`, which is read next.
  void Open(std::string_view name, std::size_t level);
  /// A value was read, below the emitter's names.
  void Record(const Literal& literal);
  /// A key was entered, which is now the emitter's last name.
  void EnterKey(std::string_view key, std::size_t level);
  /// `*name` stands at `at` as a value of the emitter's last name, which was
  /// entered at `level`.
  void Use(std::string_view name, Span at, std::size_t level);
  /// `level` keys and dashes are still open; the emitter's names are theirs. With
  /// `key_follows` a key may follow that belongs to the mapping above them.
  void CloseTo(std::size_t level, bool key_follows);
  /// Another document begins.
  void Clear();

 private:
  struct Value {
    std::vector<std::string_view> names;   // Below the anchor.
    Literal literal;
  };
  struct OpenAnchor {
    std::size_t level;
    std::size_t depth;                     // The emitter's, around the value.
    std::vector<Value>* values;
  };
  // `<<: *name`: done when all keys of its mapping are known.
  struct Merge {
    std::size_t level;                     // Of the mapping's keys.
    std::vector<std::string_view> path;
    const std::vector<Value>* values;
    Span at;
  };
  struct Key {
    std::size_t level;
    std::string_view name;
  };

  void FindAliases();
  void Repeat(const Value& value, Span at);
  void Finish(const Merge& merge);
  bool HasKey(std::string_view name, std::size_t level) const;

  Emitter& emitter_;
  std::string_view text_;
  bool seen_ = false;                      // An anchor.
  std::unordered_set<std::string_view> aliases_;
  std::unordered_map<std::string_view, std::vector<Value>*> known_;
  std::deque<std::vector<Value>> values_;
  std::deque<OffsetMap> maps_;
  std::vector<OpenAnchor> open_;
  std::vector<Merge> merges_;
  std::vector<Key> keys_;
  std::size_t kept_ = 0;
  std::size_t repeated_ = 0;
};

}  // namespace keylint::decode
