// SPDX-License-Identifier: Apache-2.0
// The files of this machine.
#pragma once

#include <string>

#include "lint/base/result.h"
#include "lint/doctor/file_system.h"

namespace keylint {

/// Regular files up to 2 MiB (and those of /proc); folders as they are.
FileSystem RealFiles();

/// A file that somebody named, of any sort: pipes are read to their end.
/// Errors: kNotFound; kUnreadable with the system's words; kTooLarge.
Result<std::string> ReadNamedFile(const std::string& path);

/// Why the file at `path` cannot be read though it is there; empty: it can be,
/// or there is none.
std::string WhyUnreadable(const std::string& path);

}  // namespace keylint
