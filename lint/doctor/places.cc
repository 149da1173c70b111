// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/places.h"

#include <algorithm>
#include <array>

#include "lint/decode/decode.h"

namespace keylint {
namespace {

using enum SourceKind;

// Sources: each tool's documentation of its files (read 2026-11).
constexpr auto kHome = std::to_array<HomePlace>({
    {".bashrc", kShellProfile, "", ""},
    {".bash_profile", kShellProfile, "", ""},
    {".bash_login", kShellProfile, "", ""},
    {".bash_aliases", kShellProfile, "", ""},
    {".profile", kShellProfile, "", ""},
    {".zshenv", kShellProfile, "", ""},
    {".zprofile", kShellProfile, "", ""},
    {".zshrc", kShellProfile, "", ""},
    {".zlogin", kShellProfile, "", ""},
    {".kshrc", kShellProfile, "", ""},
    {".xprofile", kShellProfile, "", ""},
    {".xsessionrc", kShellProfile, "", ""},
    {".pam_environment", kShellProfile, "", ""},
    {".cshrc", kShellProfile, "", ""},
    {".tcshrc", kShellProfile, "", ""},
    {".login", kShellProfile, "", ""},
    {".config/powershell/Microsoft.PowerShell_profile.ps1", kShellProfile, "", ""},
    {".config/powershell/profile.ps1", kShellProfile, "", ""},
    {"Documents/PowerShell/Microsoft.PowerShell_profile.ps1", kShellProfile, "", ""},
    {".config/mise/config.toml", kToolConfig, "", ""},
    {".Renviron", kToolConfig, "", ""},
    {".exports", kShellProfile, "", ""},
    {".secrets", kShellProfile, "", ""},
    {".env", kDotenv, "", ""},
    {".envrc", kDirenv, "", ""},
    {".config/direnv/direnvrc", kDirenv, "", ""},
    {".aws/credentials", kToolConfig, "aws", ""},
    {".aws/config", kToolConfig, "aws", ""},
    {".boto", kToolConfig, "", ""},
    {".s3cfg", kToolConfig, "aws", ""},
    {".netrc", kToolConfig, "", ""},
    {"_netrc", kToolConfig, "", ""},
    {".git-credentials", kToolConfig, "", ""},
    {".config/git/credentials", kToolConfig, "", ""},
    {".gitconfig", kToolConfig, "", ""},
    {".npmrc", kToolConfig, "npm", ""},
    {".yarnrc", kToolConfig, "npm", ""},
    {".yarnrc.yml", kToolConfig, "npm", ""},
    {".pypirc", kToolConfig, "pypi", ""},
    {".config/pip/pip.conf", kToolConfig, "pypi", ""},
    {".pip/pip.conf", kToolConfig, "pypi", ""},
    {".config/pypoetry/auth.toml", kToolConfig, "pypi", ""},
    {".docker/config.json", kToolConfig, "docker-hub", ""},
    {".config/containers/auth.json", kToolConfig, "docker-hub", ""},
    {".kube/config", kToolConfig, "kubernetes", ""},
    {".config/gh/hosts.yml", kToolConfig, "github", ""},
    {".config/hub", kToolConfig, "github", ""},
    {".config/github-copilot/hosts.json", kToolConfig, "github", ""},
    {".config/glab-cli/config.yml", kToolConfig, "gitlab", ""},
    {".cargo/credentials", kToolConfig, "crates-io", ""},
    {".cargo/credentials.toml", kToolConfig, "crates-io", ""},
    {".gem/credentials", kToolConfig, "rubygems", ""},
    {".m2/settings.xml", kToolConfig, "", ""},
    {".gradle/gradle.properties", kToolConfig, "", ""},
    {".nuget/NuGet/NuGet.Config", kToolConfig, "nuget", ""},
    {".config/NuGet/NuGet.Config", kToolConfig, "nuget", ""},
    {".composer/auth.json", kToolConfig, "", ""},
    {".config/composer/auth.json", kToolConfig, "", ""},
    {".terraformrc", kToolConfig, "terraform-cloud", ""},
    {".terraform.d/credentials.tfrc.json", kToolConfig, "terraform-cloud", ""},
    {".vault-token", kToolConfig, "vault", "VAULT_TOKEN"},
    {".pulumi/credentials.json", kToolConfig, "pulumi", ""},
    {".huggingface/token", kToolConfig, "huggingface", "HF_TOKEN"},
    {".cache/huggingface/token", kToolConfig, "huggingface", "HF_TOKEN"},
    {".cache/huggingface/stored_tokens", kToolConfig, "huggingface", ""},
    {".kaggle/kaggle.json", kToolConfig, "kaggle", ""},
    {".config/wandb/settings", kToolConfig, "wandb", ""},
    {".openai/credentials", kToolConfig, "openai", ""},
    {".openai_api_key", kToolConfig, "openai", "OPENAI_API_KEY"},
    {".config/openai/config.json", kToolConfig, "openai", ""},
    {".config/openai.token", kToolConfig, "openai", "OPENAI_API_KEY"},
    {".codex/auth.json", kToolConfig, "openai", ""},
    {".codex/config.toml", kToolConfig, "openai", ""},
    {".anthropic/api_key", kToolConfig, "anthropic", "ANTHROPIC_API_KEY"},
    {".claude.json", kToolConfig, "anthropic", ""},
    {".claude/settings.json", kToolConfig, "anthropic", ""},
    {".claude/settings.local.json", kToolConfig, "anthropic", ""},
    {".gemini/.env", kDotenv, "google", ""},
    {".gemini/settings.json", kToolConfig, "google", ""},
    {".continue/config.json", kToolConfig, "", ""},
    {".continue/config.yaml", kToolConfig, "", ""},
    {".continue/.env", kDotenv, "", ""},
    {".aider.conf.yml", kToolConfig, "", ""},
    {".config/io.datasette.llm/keys.json", kToolConfig, "", ""},
    {".config/aichat/config.yaml", kToolConfig, "", ""},
    {".config/goose/config.yaml", kToolConfig, "", ""},
    {".local/share/opencode/auth.json", kToolConfig, "", ""},
    {".cursor/mcp.json", kToolConfig, "", ""},
    {".config/Claude/claude_desktop_config.json", kToolConfig, "", ""},
    {"Library/Application Support/Claude/claude_desktop_config.json", kToolConfig, "", ""},
    {"AppData/Roaming/Claude/claude_desktop_config.json", kToolConfig, "", ""},
    {".codeium/windsurf/mcp_config.json", kToolConfig, "", ""},
    {".kiro/settings/mcp.json", kToolConfig, "", ""},
    {".config/mods/mods.yml", kToolConfig, "", ""},
    {".config/stripe/config.toml", kToolConfig, "stripe", ""},
    {".sentryclirc", kToolConfig, "sentry", ""},
    {".databrickscfg", kToolConfig, "databricks", ""},
    {".snowflake/config.toml", kToolConfig, "snowflake", ""},
    {".snowsql/config", kToolConfig, "snowflake", ""},
    {".config/doctl/config.yaml", kToolConfig, "digitalocean", ""},
    {".config/hcloud/cli.toml", kToolConfig, "hetzner", ""},
    {".config/linode-cli", kToolConfig, "linode", ""},
    {".config/netlify/config.json", kToolConfig, "netlify", ""},
    {".netlify/config.json", kToolConfig, "netlify", ""},
    {".config/com.vercel.cli/auth.json", kToolConfig, "vercel", ""},
    {".local/share/com.vercel.cli/auth.json", kToolConfig, "vercel", ""},
    {".vercel/auth.json", kToolConfig, "vercel", ""},
    {".wrangler/config/default.toml", kToolConfig, "cloudflare", ""},
    {".config/.wrangler/config/default.toml", kToolConfig, "cloudflare", ""},
    {".fly/config.yml", kToolConfig, "fly-io", ""},
    {".config/ngrok/ngrok.yml", kToolConfig, "ngrok", ""},
    {".ngrok2/ngrok.yml", kToolConfig, "ngrok", ""},
    {".config/rclone/rclone.conf", kToolConfig, "", ""},
    {".railway/config.json", kToolConfig, "railway", ""},
    {".supabase/access-token", kToolConfig, "supabase", "SUPABASE_ACCESS_TOKEN"},
    {".config/sops/age/keys.txt", kToolConfig, "age", ""},
    {".twilio-cli/config.json", kToolConfig, "twilio", ""},
    {".config/gcloud/application_default_credentials.json", kToolConfig, "google", ""},
    {".pgpass", kToolConfig, "", ""},
    {".my.cnf", kToolConfig, "", ""},
    {".config/circleci/cli.yml", kToolConfig, "circleci", ""},
    {".circleci/cli.yml", kToolConfig, "circleci", ""},
    {".buildkite/config.json", kToolConfig, "buildkite", ""},
    {".snyk/config.json", kToolConfig, "snyk", ""},
    {".config/configstore/snyk.json", kToolConfig, "snyk", ""},
    {".config/heroku/config.json", kToolConfig, "heroku", ""},
    {".config/Code/User/settings.json", kIdeRunConfiguration, "", ""},
    {".config/zed/settings.json", kIdeRunConfiguration, "", ""},
    {".config/Cursor/User/settings.json", kIdeRunConfiguration, "", ""},
    {".vscode-server/data/Machine/settings.json", kIdeRunConfiguration, "", ""},
    {".vscode-server/server-env-setup", kIdeRunConfiguration, "", ""},
    {"Library/Application Support/Code/User/settings.json", kIdeRunConfiguration, "", ""},
    {"Library/Application Support/Cursor/User/settings.json", kIdeRunConfiguration, "", ""},
});

constexpr auto kSystem = std::to_array<std::string_view>({
    "/etc/environment", "/etc/profile", "/etc/bash.bashrc", "/etc/bashrc", "/etc/zsh/zshenv", "/etc/zsh/zshrc",
    "/etc/zshenv", "/etc/zshrc",
});

struct Tool {
  std::string_view name;
  std::string_view provider;
};
constexpr auto kTools = std::to_array<Tool>({
    {".npmrc", "npm"}, {".yarnrc", "npm"}, {".yarnrc.yml", "npm"}, {".pypirc", "pypi"}, {"pip.conf", "pypi"},
    {".netrc", ""}, {".pgpass", ""}, {".sentryclirc", "sentry"}, {"sentry.properties", "sentry"}, {".boto", ""},
    {".s3cfg", "aws"}, {".git-credentials", ""}, {"auth.json", ""}, {".aider.conf.yml", ""}, {"NuGet.Config", "nuget"},
    {"nuget.config", "nuget"}, {".terraformrc", "terraform-cloud"}, {"sonar-project.properties", "sonar"},
    {".mcp.json", ""}, {"mcp.json", ""}, {".vault-token", "vault"}, {".databrickscfg", "databricks"}, {".wakatime.cfg", "wakatime"},
    {"ngrok.yml", "ngrok"}, {"credentials.tfrc.json", "terraform-cloud"}, {"pytest.ini", ""}, {"tox.ini", ""}, {"wrangler.toml", ""},
    {"wrangler.json", ""}, {"wrangler.jsonc", ""}, {".Renviron", ""},
});

// Files that start programs, and with which variables.
constexpr auto kLaunchers = std::to_array<std::string_view>({
    "package.json", "Procfile", "Procfile.dev", "justfile", "Justfile", ".justfile", "mise.toml", ".mise.toml", "mise.local.toml", ".mise.local.toml",
    "supervisord.conf", "local.settings.json",
});

std::string_view NameOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

bool IsYaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool Holds(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) || path.find("/" + std::string(folder)) != std::string_view::npos;
}

bool IsCompose(std::string_view name) {
  return IsYaml(name) && (name.starts_with("docker-compose") || name.starts_with("compose.") || name.starts_with("compose-") ||
                          name.starts_with("docker-stack") || name.starts_with("podman-compose"));
}

bool IsIde(std::string_view path, std::string_view name) {
  return Holds(path, ".vscode/") || Holds(path, ".idea/") || Holds(path, ".run/") || Holds(path, ".fleet/") || Holds(path, ".zed/") ||
         Holds(path, "nbproject/") || Holds(path, ".devcontainer/") || name == ".devcontainer.json" || Holds(path, ".cursor/") || name.ends_with(".run.xml") || name.ends_with(".code-workspace") ||
         name == "launchSettings.json" || name.ends_with(".launch") || name.ends_with(".xcscheme");
}

bool IsCi(std::string_view path, std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({
      ".gitlab-ci.yml", ".travis.yml", "azure-pipelines.yml", "bitbucket-pipelines.yml", "appveyor.yml", ".appveyor.yml",
      "Jenkinsfile", "cloudbuild.yaml", "cloudbuild.yml", "buildspec.yml", ".drone.yml", ".woodpecker.yml", "codemagic.yaml",
      "bitrise.yml", ".cirrus.yml", "wercker.yml", "netlify.toml", "render.yaml", "fly.toml", "vercel.json", "app.json",
      "serverless.yml", "serverless.yaml", "zappa_settings.json",
  });
  return Holds(path, ".github/workflows/") || Holds(path, ".github/actions/") || Holds(path, ".circleci/") || Holds(path, ".buildkite/") ||
         Holds(path, ".azure-pipelines/") || Holds(path, ".woodpecker/") || Holds(path, ".gitlab/ci/") ||
         std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

// Files of a hosting service whose names alone tell little.
bool IsDeployment(std::string_view name, std::string_view text) {
  if (name == "app.yaml" || name == "app.yml") return text.find("env_variables:") != std::string_view::npos;
  return (name == "template.yaml" || name == "template.yml") && text.find("AWS::") != std::string_view::npos;
}

bool IsKubernetes(std::string_view path, std::string_view name, std::string_view text) {
  if (name == "kustomization.yaml" || name == "kustomization.yml") return true;
  if (!IsYaml(name)) return false;
  if (text.find("apiVersion:") != std::string_view::npos && text.find("kind:") != std::string_view::npos) return true;
  return name.starts_with("values") && (Holds(path, "charts/") || Holds(path, "helm/") || Holds(path, "chart/"));
}

bool IsDotenv(std::string_view name) {
  if (name.ends_with(".json") || IsYaml(name) || name.ends_with(".js") || name.ends_with(".ts")) return false;
  return name == ".env" || name.starts_with(".env.") || name.ends_with(".env") || name == ".flaskenv" || name.starts_with(".dev.vars") ||
         name.starts_with(".env-") || name.starts_with(".env_") || name.find(".env.") != std::string_view::npos;
}

}  // namespace

std::span<const HomePlace> HomePlaces() { return kHome; }
std::span<const std::string_view> SystemPlaces() { return kSystem; }

bool IsSample(std::string_view name) {
  for (const std::string_view word : {"example", "sample", "template", "dist", "default", "tmpl", "tpl", "skeleton"}) {
    const std::size_t at = name.rfind(word);
    if (at != std::string_view::npos && at > 0 && (name[at - 1] == '.' || name[at - 1] == '-' || name[at - 1] == '_')) return true;
  }
  return name.starts_with("example.") || name.starts_with("sample.");
}

bool IsLauncher(std::string_view name) {
  return name.ends_with(".service") || std::find(kLaunchers.begin(), kLaunchers.end(), name) != kLaunchers.end();
}

std::string_view ToolOf(std::string_view name) {
  const auto tool = std::find_if(kTools.begin(), kTools.end(), [&](const Tool& entry) { return entry.name == name; });
  return tool == kTools.end() ? std::string_view() : tool->provider;
}

std::optional<SourceKind> ProjectKind(std::string_view path, std::string_view text) {
  const std::string_view name = NameOf(path);
  if (name == ".envrc" || name == ".envrc.local" || name == ".envrc.private") return kDirenv;
  if (IsIde(path, name)) return kIdeRunConfiguration;
  if (IsDotenv(name)) return kDotenv;
  if (IsCompose(name)) return kCompose;
  if (IsCi(path, name) || IsDeployment(name, text)) return kCi;
  if (IsKubernetes(path, name, text)) return kKubernetes;
  if (std::any_of(kTools.begin(), kTools.end(), [&](const Tool& entry) { return entry.name == name; }) || IsLauncher(name)) return kToolConfig;
  if (Holds(path, "supervisor/") && name.ends_with(".conf")) return kToolConfig;
  if (name.ends_with(".tfvars") || (name.starts_with("task-definition") && name.ends_with(".json")) || Holds(path, ".streamlit/")) return kToolConfig;
  if (Holds(path, ".aws/") || Holds(path, ".docker/") || Holds(path, ".claude/") || Holds(path, ".continue/") || Holds(path, ".cargo/")) {
    return kToolConfig;
  }
  if (name == "package-lock.json" || name.ends_with(".lock") || name.ends_with(".min.js") || name.ends_with(".map")) return std::nullopt;
  const Format format = FormatOf(path, text);
  if (format == Format::kPlainText || format == Format::kMarkdown || format == Format::kRestructuredText || format == Format::kAsciidoc) {
    return std::nullopt;
  }
  return kSourceLiteral;
}

}  // namespace keylint
