// SPDX-License-Identifier: Apache-2.0
// Source: the frameworks' documentation of public prefixes (read 2026-11).
#include "lint/judge/exposure.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr auto kPrefixes = std::to_array<std::string_view>({
    "NEXT_PUBLIC_", "VITE_", "REACT_APP_", "EXPO_PUBLIC_", "GATSBY_", "NUXT_PUBLIC_", "NUXT_ENV_", "VUE_APP_", "PUBLIC_",
    "NG_APP_", "STORYBOOK_", "PLASMO_PUBLIC_", "WXT_", "RENDERER_VITE_", "BUN_PUBLIC_", "REDWOOD_ENV_", "SNOWPACK_PUBLIC_",
    "META_ENV_",
});

constexpr auto kClientNames = std::to_array<std::string_view>({
    "google-services.json", "googleservice-info.plist", "info.plist", "strings.xml", "eas.json", "androidmanifest.xml",
});

constexpr auto kClientFolders = std::to_array<std::string_view>({"src/environments/", "wwwroot/", "public/", "static/"});

bool IsServedName(std::string_view name) {
  return name.ends_with(".js") || name.ends_with(".json") || name.ends_with(".html") || name.ends_with(".ts") ||
         name.ends_with(".mjs") || name.ends_with(".jsx") || name.ends_with(".tsx") || name.ends_with(".htm");
}

// Everything below res/values/ is in the app's package.
bool IsAndroidResource(std::string_view path) {
  return path.ends_with(".xml") && (path.find("/res/values/") != std::string_view::npos || path.starts_with("res/values/"));
}

// What a bundler's configuration writes into the scripts it makes.
std::string BundlerOf(std::span<const std::string> path, const std::string& name) {
  const auto has = [&](std::string_view part) { return std::find(path.begin(), path.end(), part) != path.end(); };
  if (name.starts_with("next.config.") && has("env")) return "env of " + name;
  const bool bundler = name.starts_with("webpack.") || name.starts_with("vite.config.") || name.starts_with("vue.config.") ||
                       name.starts_with("rollup.config.") || name.starts_with("rspack.config.");
  if (!bundler) return {};
  const bool defines = std::any_of(path.begin(), path.end(), [](const std::string& part) {
    return part == "define" || part == "DefinePlugin" || part == "EnvironmentPlugin" || part.starts_with("process.env") || part.starts_with("import.meta.env");
  });
  return defines ? "the definition in " + name : std::string();
}

}  // namespace

std::span<const std::string_view> PublicPrefixes() { return kPrefixes; }

std::string_view WithoutPublicPrefix(std::string_view name) {
  for (const std::string_view prefix : kPrefixes) {
    if (name.starts_with(prefix)) return name.substr(prefix.size());
  }
  return name;
}

std::string ExposureOf(std::span<const std::string> path, std::string_view file) {
  const std::string_view name = path.empty() ? std::string_view() : path.back();
  for (const std::string_view prefix : kPrefixes) {
    if (!name.starts_with(prefix)) continue;
    // "PUBLIC_KEY" is one half of a pair, not a name for browsers.
    if (prefix == "PUBLIC_" && (name.starts_with("PUBLIC_KEY") || name.starts_with("PUBLIC_API_KEY"))) continue;
    return std::string("the prefix ") + std::string(prefix);
  }
  for (std::size_t i = 0; i + 1 < path.size(); ++i) {
    if (path[i] == "publicRuntimeConfig") return "publicRuntimeConfig";
    if (path[i] == "public" && i > 0 && path[i - 1] == "runtimeConfig") return "runtimeConfig.public";
  }
  const std::string_view file_name = file.substr(file.rfind('/') + 1);   // All of it where no folder is.
  const std::string lower = LowerAscii(file);
  const std::string lower_name = LowerAscii(file_name);
  if (const std::string bundler = BundlerOf(path, lower_name); !bundler.empty()) return bundler;
  const bool client = std::find(kClientNames.begin(), kClientNames.end(), lower_name) != kClientNames.end() || lower_name.ends_with(".xcconfig") ||
                      lower_name.starts_with("capacitor.config.") || IsAndroidResource(lower);
  if (client) return std::string("the file ") + std::string(file_name);
  if (lower_name == "app.json" && !path.empty() && path.front() == "expo") return "the file app.json";
  if (!IsServedName(lower_name)) return {};
  for (const std::string_view folder : kClientFolders) {
    const std::size_t at = lower.find(folder);
    if (at == std::string::npos || (at > 0 && lower[at - 1] != '/')) continue;
    if (folder == "src/environments/" && !lower_name.starts_with("environment")) continue;
    return std::string("the folder ") + std::string(folder);
  }
  return {};
}

}  // namespace keylint
