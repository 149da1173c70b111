// SPDX-License-Identifier: Apache-2.0
// A value that is made when it is first asked for, by whichever thread asks.
//
//   Lazy<Index> index([&rules] { return Index(rules); });
//   index->Lookup(name);
#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <utility>

namespace keylint {

template <class T>
class Lazy {
 public:
  explicit Lazy(std::function<T()> make) : make_(std::move(make)) {}

  const T& operator*() const {
    std::call_once(made_, [this] { value_.emplace(make_()); });
    return *value_;
  }
  const T* operator->() const { return &**this; }

 private:
  std::function<T()> make_;
  mutable std::once_flag made_;
  mutable std::optional<T> value_;
};

}  // namespace keylint
