// SPDX-License-Identifier: Apache-2.0
#include "lint/source/config_names.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/glob.h"

namespace keylint {
namespace {

// Lower case. '*' stands for any run of bytes.
constexpr auto kPatterns = std::to_array<std::string_view>({
    ".env", ".env.*", ".env-*", ".env_*", "*.env", "env", ".flaskenv", ".envrc", ".dev.vars",
    ".dev.vars.*", "env.sh", ".secrets", ".secrets.*", "secrets.*",
    "appsettings.json", "appsettings.*.json", "local.settings.json", "web.config", "web.*.config",
    "app.config", "launchsettings.json",
    "application.yml", "application.yaml", "application.properties", "application-*.yml",
    "application-*.yaml", "application-*.properties", "application.conf", "bootstrap.yml",
    "bootstrap-*.yml", "*.local.properties", "local.properties", "gradle.properties",
    "docker-compose*.yml", "docker-compose*.yaml", "compose.yml", "compose.yaml",
    "compose.*.yml", "compose.*.yaml", "*.tfvars", "*.tfvars.json", "values.yaml",
    "values-*.yaml", "values.*.yaml", "values*.yml", "pulumi.*.yaml", "samconfig.toml",
    "serverless.yml", "wrangler.toml", "wrangler.json", "wrangler.jsonc", "netlify.toml",
    "fly.toml", "fly.*.toml",
    "database.yml", "credentials.yml", "credentials.yaml", "credentials.json", "credentials",
    "secret.yml", "secret.yaml", "storage.yml", "cable.yml", "settings.local.*", "*.local.json",
    "*.local.yml", "*.local.yaml", "*.local.toml", "local.yml", "local.yaml", "local.json",
    "local.toml", "local_settings.py", "settings_local.py", "config.json", "config.yml",
    "config.yaml", "config.toml", "config.ini", "config.*.json", "config.*.yml",
    "config.*.yaml", "config.*.toml", "config.local.*", "config.py", "config.js", "config.php",
    "parameters.yml", "parameters.yaml", "wp-config.php", "production.json", "production.yml",
    "production.yaml", "production.toml", "production.conf", "staging.json", "staging.yml",
    "staging.yaml", "development.json", "development.yml", "development.yaml",
    ".npmrc", ".yarnrc", ".yarnrc.yml", ".pypirc", "pip.conf", ".netrc", "_netrc", ".my.cnf",
    ".pgpass", ".boto", ".s3cfg", ".dockercfg", "kubeconfig", "nuget.config",
    "google-services.json", "googleservice-info.plist", "service-account*.json",
    "serviceaccount*.json", "*-firebase-adminsdk-*.json", "firebase.json", ".firebaserc",
    "environment.ts", "environment.*.ts", "eas.json", "app.json", "*.entitlements", "terraform.rc", ".terraformrc",
});

constexpr auto kFolders = std::to_array<std::string_view>({
    "config", "configs", "conf", "configuration", "settings", "secrets", ".secrets", "secret",
    "credentials", ".credentials", "environments", "envs", ".envs", "deploy", "deployment",
    "private", ".vercel", ".docker", ".aws", "compose", "docker", "inventories", "group_vars",
    "host_vars", "local",
});

}  // namespace

bool IsConfigurationName(std::string_view name) {
  const std::string lower = LowerAscii(name);
  return std::any_of(kPatterns.begin(), kPatterns.end(), [&](std::string_view pattern) {
    return MatchesName(pattern, lower);
  });
}

bool IsConfigurationFolder(std::string_view name) {
  return std::find(kFolders.begin(), kFolders.end(), LowerAscii(name)) != kFolders.end();
}

}  // namespace keylint
