// SPDX-License-Identifier: Apache-2.0
// A text that many owners hold and none changes: a word wide, empty for free.
// Findings say the same things over and over; a pool lets equal texts be one.
//
//   SharedText why = key.why;
//   pool.Share(why);              // The first equal text's bytes from here on.
#pragma once

#include <atomic>
#include <compare>
#include <concepts>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace keylint {

/// Copies share their bytes; any threads may hold them.
class SharedText {
 public:
  SharedText() = default;
  SharedText(std::string text) : held_(text.empty() ? nullptr : new Held(std::move(text))) {}
  template <typename T>
    requires(std::convertible_to<const T&, std::string_view> && !std::same_as<T, SharedText> && !std::same_as<T, std::string>)
  SharedText(const T& text) : SharedText(std::string(std::string_view(text))) {}
  SharedText(const SharedText& other) noexcept : held_(other.held_) {
    if (held_ != nullptr) held_->uses.fetch_add(1, std::memory_order_relaxed);
  }
  SharedText(SharedText&& other) noexcept : held_(std::exchange(other.held_, nullptr)) {}
  SharedText& operator=(SharedText other) noexcept {
    std::swap(held_, other.held_);
    return *this;
  }
  ~SharedText() {
    if (held_ != nullptr && held_->uses.fetch_sub(1, std::memory_order_acq_rel) == 1) delete held_;
  }

  const std::string& str() const {
    static const std::string kEmpty;
    return held_ == nullptr ? kEmpty : held_->text;
  }
  operator const std::string&() const { return str(); }
  operator std::string_view() const { return str(); }
  bool empty() const { return held_ == nullptr; }
  std::size_t size() const { return held_ == nullptr ? 0 : held_->text.size(); }
  /// Whether both are the same bytes in memory.
  bool IsOneWith(const SharedText& other) const { return held_ == other.held_; }

  SharedText& operator+=(std::string_view more) { return *this = SharedText(str() + std::string(more)); }
  template <std::convertible_to<std::string_view> T>
  friend bool operator==(const SharedText& a, const T& b) {
    return std::string_view(a) == std::string_view(b);
  }
  template <std::convertible_to<std::string_view> T>
  friend std::strong_ordering operator<=>(const SharedText& a, const T& b) {
    return std::string_view(a) <=> std::string_view(b);
  }

 private:
  struct Held {
    explicit Held(std::string t) : text(std::move(t)) {}
    std::atomic<std::size_t> uses = 1;
    const std::string text;
  };
  Held* held_ = nullptr;
};

/// Makes equal texts one; of one thread.
class SharedTexts {
 public:
  void Share(SharedText& text) {
    if (text.empty()) return;
    if (texts_.size() >= kMost) texts_.clear();
    text = *texts_.insert(text).first;
  }

 private:
  static constexpr std::size_t kMost = 1024;   // Texts that differ everywhere are not kept for ever.
  struct Hash {
    std::size_t operator()(const SharedText& text) const { return std::hash<std::string_view>()(text); }
  };
  std::unordered_set<SharedText, Hash, std::equal_to<>> texts_;
};

}  // namespace keylint
