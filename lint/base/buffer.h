// SPDX-License-Identifier: Apache-2.0
// A growing byte buffer that is never zeroed, so that one per thread can
// take file after file at memory speed.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>

namespace keylint {

/// Bytes with `kSlack` readable bytes (zero) behind the last one, so that
/// scanners may look a few bytes ahead without a bounds check.
class Buffer {
 public:
  static constexpr std::size_t kSlack = 64;

  Buffer() = default;
  explicit Buffer(std::string_view bytes) { Assign(bytes); }

  void Assign(std::string_view bytes) {
    Reserve(bytes.size());
    if (!bytes.empty()) std::memcpy(data_.get(), bytes.data(), bytes.size());
    SetSize(bytes.size());
  }
  /// Makes room for `capacity` bytes; the first size() bytes are kept.
  void Reserve(std::size_t capacity) {
    if (capacity <= capacity_ && data_) return;
    auto grown = std::make_unique_for_overwrite<char[]>(capacity + kSlack);
    if (size_ != 0) std::memcpy(grown.get(), data_.get(), size_);
    data_ = std::move(grown);
    capacity_ = capacity;
    SetSize(size_);
  }
  /// Declares the first `size` bytes valid. Requires size <= capacity().
  void SetSize(std::size_t size) {
    size_ = size;
    if (data_) std::memset(data_.get() + size, 0, kSlack);
  }
  char* data() { return data_.get(); }
  std::size_t size() const { return size_; }
  std::size_t capacity() const { return data_ ? capacity_ : 0; }
  std::string_view view() const { return {data_.get(), size_}; }

 private:
  std::unique_ptr<char[]> data_;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace keylint
