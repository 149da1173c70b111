// SPDX-License-Identifier: Apache-2.0
// What keylint itself could not do. What is wrong with the user's text is a
// Finding; what cannot happen is an assert.
//
//   Result<int> ParsePort(std::string_view text) {
//     if (text.empty()) return Failure(ErrorKind::kMalformed, "empty port");
//     ...
//   }
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace keylint {

enum class ErrorKind {
  kMalformed,    ///< The text read is not what its format requires.
  kNotFound,     ///< A file, object or name does not exist.
  kUnreadable,   ///< It exists, but the system refused to read it.
  kTooLarge,     ///< It exceeds a stated limit (size, depth, count).
  kUnsupported,  ///< Well-formed, but a feature keylint does not have.
  kUsage,        ///< The caller or the command line asked for nonsense.
};

/// One failure, told to a person.
struct Error {
  ErrorKind kind = ErrorKind::kMalformed;
  std::string message;                ///< What was read, what was expected.
  std::string path = {};              ///< The file it concerns, or empty.
  std::optional<std::size_t> offset = std::nullopt;  ///< Bytes into it.
};

template <class T>
using Result = tl::expected<T, Error>;

/// An error to return from a function that returns Result<T>.
inline tl::unexpected<Error> Failure(ErrorKind kind, std::string message,
                                     std::string path = {}) {
  return tl::unexpected<Error>(Error{kind, std::move(message), std::move(path)});
}

inline tl::unexpected<Error> FailureAt(std::size_t offset, std::string message,
                                       std::string path = {}) {
  return tl::unexpected<Error>(
      Error{ErrorKind::kMalformed, std::move(message), std::move(path), offset});
}

}  // namespace keylint
