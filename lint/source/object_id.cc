// SPDX-License-Identifier: Apache-2.0
#include "lint/source/object_id.h"

namespace keylint {
namespace {

unsigned char Nibble(char c) {
  return static_cast<unsigned char>(c <= '9' ? c - '0' : c - 'a' + 10);
}

}  // namespace

bool ParseId(std::string_view hex, ObjectId& id) {
  if ((hex.size() != 40 && hex.size() != 64) ||
      hex.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
    return false;
  }
  id.fill(0);
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    id[i / 2] = static_cast<unsigned char>(Nibble(hex[i]) << 4 | Nibble(hex[i + 1]));
  }
  return true;
}

std::string HexId(const ObjectId& id, std::size_t length) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex(length, '0');
  for (std::size_t i = 0; i < length; i += 2) {
    hex[i] = kDigits[id[i / 2] >> 4];
    hex[i + 1] = kDigits[id[i / 2] & 15];
  }
  return hex;
}

// The slot that holds `id`, or the free one where it belongs. Ids are digests:
// their bytes are spread already.
std::size_t ObjectIdSet::SlotOf(const unsigned char* id) const {
  std::uint64_t hash = 0;
  std::memcpy(&hash, id, sizeof hash);
  std::size_t slot = hash % slots_.size();
  while (slots_[slot] != 0 && std::memcmp(ids_.data() + (slots_[slot] - 1) * id_bytes_, id, id_bytes_) != 0) {
    slot = (slot + 1) % slots_.size();
  }
  return slot;
}

void ObjectIdSet::Grow() {
  slots_.assign(slots_.size() * 2, 0);
  for (std::size_t i = 0; i < count_; ++i) {
    slots_[SlotOf(ids_.data() + i * id_bytes_)] = static_cast<std::uint32_t>(i + 1);
  }
}

bool ObjectIdSet::Insert(const ObjectId& id) {
  if ((count_ + 1) * 3 > slots_.size() * 2) Grow();
  const std::size_t slot = SlotOf(id.data());
  if (slots_[slot] != 0) return false;
  ids_.insert(ids_.end(), id.begin(), id.begin() + static_cast<std::ptrdiff_t>(id_bytes_));
  slots_[slot] = static_cast<std::uint32_t>(++count_);
  return true;
}

}  // namespace keylint
