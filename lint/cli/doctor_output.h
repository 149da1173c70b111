// SPDX-License-Identifier: Apache-2.0
// The doctor's answer on one screen, or as JSON.
#pragma once

#include <ostream>

#include "lint/doctor/doctor.h"

namespace keylint {

/// At most a screen of `columns`; no value in it.
void WriteAnswerText(const Answer& answer, unsigned columns, std::ostream& out);

/// The object that INTERFACE describes.
void WriteAnswerJson(const Answer& answer, std::ostream& out);

}  // namespace keylint
