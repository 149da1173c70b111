// SPDX-License-Identifier: Apache-2.0
// Stands in for archive.cc in builds without libarchive.
#include "lint/source/archive.h"

namespace keylint {

bool CanUnpack() { return false; }

bool Unpacker::Lend(ByteStream&, const Document&) { return false; }

}  // namespace keylint
