// SPDX-License-Identifier: Apache-2.0
// Secrets of Kubernetes: which entries of a manifest belong to one, and what
// they mean. A manifest may hold many objects, as documents or as items of a
// list, and only the `kind` beside `data` says what that one is.
//
//   const std::vector<std::size_t> secrets = FindYamlSecrets(text, range);
//   if (std::binary_search(secrets.begin(), secrets.end(), key.begin)) ...
#pragma once

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Where the keys `data` and `stringData` of Secrets begin in `range` of
/// `text`, without their quotes; ascending.
std::vector<std::size_t> FindYamlSecrets(std::string_view text, Span range);
std::vector<std::size_t> FindJsonSecrets(std::string_view text, Span range);

/// The entries of Secrets in one document, told from all others while it is
/// read.
class SecretEntries {
 public:
  explicit SecretEntries(std::vector<std::size_t> keys) : keys_(std::move(keys)) {}

  /// A key that begins at `at` was entered as the emitter's last name.
  void EnterKey(std::size_t at, std::size_t depth);
  /// The emitter has `depth` names left.
  void LeaveTo(std::size_t depth) { if (depth < depth_) depth_ = 0; }
  /// Whether a value of the emitter's last name, the `depth`th, is an entry.
  bool IsEntry(std::size_t depth) const { return depth_ != 0 && depth == depth_ + 1; }

 private:
  std::vector<std::size_t> keys_;
  std::size_t depth_ = 0;   // Of the `data` that is open; 0: none.
};

/// Emits an entry of a Secret. Directly under "data" what its base64 means
/// follows, and the values of the file it holds, if its name is a file's.
/// An entry whose name says nothing of it is a secret all the same: it stands
/// under "Secret", too.
void EmitSecretEntry(Emitter& emitter, const Literal& literal);

/// Emits a value whose program decodes it from base64 first and, if that is
/// text, what it means.
void EmitBase64(Emitter& emitter, const Literal& literal);

}  // namespace keylint::decode
