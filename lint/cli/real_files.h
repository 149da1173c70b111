// SPDX-License-Identifier: Apache-2.0
// The files of this machine.
#pragma once

#include "lint/doctor/file_system.h"

namespace keylint {

/// Regular files up to 2 MiB (and those of /proc); folders as they are.
FileSystem RealFiles();

}  // namespace keylint
