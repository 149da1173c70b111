// SPDX-License-Identifier: Apache-2.0
// Names and files whose values are sent to every visitor.
// Source: the frameworks' documentation of public prefixes (read 2026-11).
#include <algorithm>
#include <array>

#include "lint/base/ascii.h"

#include "lint/environment/project.h"
#include "lint/environment/public_prefixes.h"

namespace keylint::environment {
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

// What a bundler's configuration writes into the scripts it makes.
std::string BundlerOf(const Assignment& setting, const std::string& name) {
  const auto has = [&](std::string_view part) { return std::find(setting.path.begin(), setting.path.end(), part) != setting.path.end(); };
  if (name.starts_with("next.config.") && has("env")) return "env of " + name;
  const bool bundler = name.starts_with("webpack.") || name.starts_with("vite.config.") || name.starts_with("vue.config.") ||
                       name.starts_with("rollup.config.") || name.starts_with("rspack.config.");
  if (!bundler) return {};
  const bool defines = std::any_of(setting.path.begin(), setting.path.end(), [](const std::string& part) {
    return part == "define" || part == "DefinePlugin" || part == "EnvironmentPlugin" || part.starts_with("process.env") || part.starts_with("import.meta.env");
  });
  return defines ? "the definitions in " + name : std::string();
}

}  // namespace

std::span<const std::string_view> PublicPrefixes() { return kPrefixes; }

std::string ExposureOf(const Assignment& setting, const ProjectFile& file) {
  const std::string& name = setting.variable();
  for (const std::string_view prefix : kPrefixes) {
    if (!name.starts_with(prefix)) continue;
    // "PUBLIC_KEY" is one half of a pair, not a name for browsers.
    if (prefix == "PUBLIC_" && (name.starts_with("PUBLIC_KEY") || name.starts_with("PUBLIC_API_KEY"))) continue;
    return std::string("the prefix ") + std::string(prefix);
  }
  for (std::size_t i = 0; i + 1 < setting.path.size(); ++i) {
    if (setting.path[i] == "publicRuntimeConfig") return "publicRuntimeConfig";
    if (setting.path[i] == "public" && i > 0 && setting.path[i - 1] == "runtimeConfig") return "runtimeConfig.public";
  }
  if (const std::string bundler = BundlerOf(setting, LowerAscii(file.name)); !bundler.empty()) return bundler;
  const std::string lower = LowerAscii(file.path);
  const std::string lower_name = LowerAscii(file.name);
  if (std::find(kClientNames.begin(), kClientNames.end(), lower_name) != kClientNames.end()) return std::string("the file ") + std::string(file.name);
  if (lower_name == "app.json" && !setting.path.empty() && setting.path.front() == "expo") return "the file app.json";
  if (lower_name.ends_with(".xcconfig")) return std::string("the file ") + std::string(file.name);
  if (!IsServedName(lower_name)) return {};
  for (const std::string_view folder : kClientFolders) {
    const std::size_t at = lower.find(folder);
    if (at == std::string::npos || (at > 0 && lower[at - 1] != '/')) continue;
    if (folder == "src/environments/" && !lower_name.starts_with("environment")) continue;
    return std::string("the folder ") + std::string(folder);
  }
  return {};
}

}  // namespace keylint::environment
