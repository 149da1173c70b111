// SPDX-License-Identifier: Apache-2.0
// The words of rules/README.md for a rule's enumerators.
#pragma once

#include <string_view>

#include "lint/model/rule.h"
#include "lint/model/verdict.h"

namespace keylint {

std::string_view PrivilegeName(Privilege privilege);  ///< "secret" ...
std::string_view ModeName(Mode mode);                 ///< "live"; "any" for kAny.
std::string_view EvidenceName(Evidence evidence);     ///< "documented" ...
std::string_view FactName(FactKind kind);             ///< "account" ...

}  // namespace keylint
