// SPDX-License-Identifier: Apache-2.0
// Names of git's objects, and sets of them that hold millions.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace keylint {

/// SHA-256, or SHA-1 and zeros.
using ObjectId = std::array<unsigned char, 32>;

/// The id of its 20 or 32 bytes; longer texts are cut.
inline ObjectId IdOfBytes(std::string_view bytes) {
  ObjectId id{};
  std::memcpy(id.data(), bytes.data(), std::min(bytes.size(), id.size()));
  return id;
}

/// False when `hex` is no id of 40 or 64 lower-case digits.
bool ParseId(std::string_view hex, ObjectId& id);

/// The first `length` hexadecimal digits.
std::string HexId(const ObjectId& id, std::size_t length);

/// A set of ids of `id_bytes` bytes: about 30 bytes for each id of SHA-1.
class ObjectIdSet {
 public:
  explicit ObjectIdSet(std::size_t id_bytes) : id_bytes_(id_bytes), slots_(1U << 10, 0) {}

  /// False when it was there.
  bool Insert(const ObjectId& id);
  std::size_t size() const { return count_; }

 private:
  std::size_t SlotOf(const unsigned char* id) const;
  void Grow();

  std::size_t id_bytes_;
  std::size_t count_ = 0;
  std::vector<unsigned char> ids_;
  std::vector<std::uint32_t> slots_;  // Number of an id, from 1; 0: free.
};

}  // namespace keylint
