// SPDX-License-Identifier: Apache-2.0
// The sets of bytes of alphabets.
#pragma once

#include "lint/base/byte_set.h"
#include "lint/model/shape.h"

namespace keylint {

inline ByteSet BytesOfAlphabet(Alphabet alphabet) {
  ByteSet set;
  for (int c = 0; c < 256; ++c) {
    if (InAlphabet(alphabet, static_cast<unsigned char>(c))) set.Add(static_cast<unsigned char>(c));
  }
  return set;
}

}  // namespace keylint
