// SPDX-License-Identifier: Apache-2.0
// Robot Framework: cells between two blanks or a tab.
//
//   ${PASSWORD}    x7              ->  x7 under {PASSWORD}
//       Input Password    id    x7 ->  x7 under {Input Password}
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Variables' values under their names, the last argument of a keyword under
/// the keyword, `name=value` arguments under their names.
///
/// Source: https://robotframework.org/robotframework/latest/RobotFrameworkUserGuide.html, 2.1.2 (read 2026-11)
void ReadRobot(Emitter& emitter, Span range);

}  // namespace keylint::decode
