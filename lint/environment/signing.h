// SPDX-License-Identifier: Apache-2.0
// Secrets that sign or encrypt on the machine itself: no service is asked
// whether they are right, and whoever knows one can forge what it signs.
#pragma once

#include <string_view>

namespace keylint::environment {

/// Whether the setting `name` is such a secret: "JWT_SECRET", "app.secretKey".
bool SignsLocally(std::string_view name);

}  // namespace keylint::environment
