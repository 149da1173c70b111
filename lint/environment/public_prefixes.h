// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string_view>

namespace keylint::environment {

/// What front-end bundlers let through to the browser: "NEXT_PUBLIC_".
std::span<const std::string_view> PublicPrefixes();

}  // namespace keylint::environment
