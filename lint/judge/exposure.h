// SPDX-License-Identifier: Apache-2.0
// Names and files whose values are sent to every visitor.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace keylint {

/// What front-end bundlers let through to the browser: "NEXT_PUBLIC_".
std::span<const std::string_view> PublicPrefixes();
/// `name` without such a prefix, if it has one.
std::string_view WithoutPublicPrefix(std::string_view name);

/// What makes the setting `path` (names, outermost first) of `file` reach
/// browsers or phones: "the prefix VITE_", "the folder src/environments/";
/// empty: nothing does.
std::string ExposureOf(std::span<const std::string> path, std::string_view file);

}  // namespace keylint
