// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/project.h"

#include <algorithm>
#include <array>
#include <deque>

namespace keylint {
namespace {

struct Sign {
  std::string_view manifest;
  std::string_view text;       // in quotes where the manifest is JSON
  Framework framework;
};

// The first that holds decides: a Vite project may well use dotenv, too.
constexpr auto kSigns = std::to_array<Sign>({
    {"package.json", "\"next\"", Framework::kNext},
    {"package.json", "\"react-scripts\"", Framework::kReactScripts},
    {"package.json", "\"expo\"", Framework::kExpo},
    {"package.json", "\"nuxt\"", Framework::kNuxt},
    {"package.json", "\"gatsby\"", Framework::kGatsby},
    {"package.json", "\"vite\"", Framework::kVite},
    {"package.json", "\"astro\"", Framework::kVite},
    {"package.json", "\"@sveltejs/kit\"", Framework::kVite},
    {"package.json", "\"dotenv-flow\"", Framework::kDotenvFlow},
    {"composer.json", "\"laravel/framework\"", Framework::kLaravel},
    {"composer.json", "\"symfony/dotenv\"", Framework::kSymfony},
    {"composer.json", "\"symfony/framework-bundle\"", Framework::kSymfony},
    {"composer.json", "\"symfony/flex\"", Framework::kSymfony},
    {"Gemfile", "dotenv-rails", Framework::kRails},
    {"Gemfile", "dotenv", Framework::kRails},
});

}  // namespace

std::string_view FrameworkName(Framework framework) {
  switch (framework) {
    case Framework::kPlain: return "dotenv";
    case Framework::kNext: return "Next.js";
    case Framework::kReactScripts: return "Create React App";
    case Framework::kVite: return "Vite";
    case Framework::kDotenvFlow: return "dotenv-flow";
    case Framework::kSymfony: return "Symfony";
    case Framework::kLaravel: return "Laravel";
    case Framework::kRails: return "dotenv-rails";
    case Framework::kExpo: return "Expo";
    case Framework::kNuxt: return "Nuxt";
    case Framework::kGatsby: return "Gatsby";
  }
  return "";
}

Framework FrameworkOf(const FileSystem& files, const std::string& folder) {
  std::string read;
  std::optional<std::string> text;
  for (const Sign& sign : kSigns) {
    if (read != sign.manifest) {
      read = sign.manifest;
      text = files.read_file(folder + "/" + read);
    }
    if (text && text->find(sign.text) != std::string::npos) return sign.framework;
  }
  return Framework::kPlain;
}

std::string ModeOf(Framework framework, const Variables& variables) {
  std::vector<std::string_view> names = {"NODE_ENV"};
  if (framework == Framework::kSymfony || framework == Framework::kLaravel) names = {"APP_ENV"};
  if (framework == Framework::kRails) names = {"RAILS_ENV", "RACK_ENV"};
  if (framework == Framework::kPlain) names = {"APP_ENV", "NODE_ENV", "ENVIRONMENT"};
  for (const std::string_view name : names) {
    const std::string* value = FindVariable(variables, name);
    if (value != nullptr && !value->empty()) return *value;
  }
  if (framework == Framework::kSymfony) return "dev";
  return framework == Framework::kLaravel ? "" : "development";
}

std::vector<std::string> DotenvCascade(Framework framework, const std::string& mode) {
  const std::string of_mode = ".env." + mode;
  std::vector<std::string> names;
  switch (framework) {
    case Framework::kPlain:
    case Framework::kNuxt: return {".env"};
    case Framework::kGatsby: return {of_mode};
    case Framework::kLaravel:
      if (!mode.empty()) names.push_back(of_mode);
      names.push_back(".env");
      return names;
    case Framework::kNext:
    case Framework::kReactScripts:
    case Framework::kRails:
    case Framework::kExpo:
      names.push_back(of_mode + ".local");
      if (mode != "test") names.push_back(".env.local");
      names.insert(names.end(), {of_mode, ".env"});
      return names;
    case Framework::kVite: return {of_mode + ".local", of_mode, ".env.local", ".env"};
    case Framework::kSymfony:
    case Framework::kDotenvFlow:
      names = {of_mode + ".local", of_mode};
      if (mode != "test") names.push_back(".env.local");
      names.push_back(".env");
      if (framework == Framework::kDotenvFlow) names.push_back(".env.defaults");
      return names;
  }
  return names;
}

bool IsForeignFolder(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({
      ".git", ".hg", ".svn", "node_modules", "vendor", "build", "dist", "out", "target", ".next", ".nuxt", ".venv", "venv",
      "__pycache__", ".tox", ".mypy_cache", ".pytest_cache", ".cache", ".gradle", "Pods", "DerivedData", ".terraform",
      "bower_components", "site-packages", ".turbo", ".parcel-cache", "coverage", ".svelte-kit",
  });
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

std::vector<std::string> ProjectFiles(const FileSystem& files, const std::string& project) {
  constexpr std::size_t kMostFiles = 20'000;
  constexpr std::size_t kMostFolders = 4'000;
  constexpr int kDeepest = 8;
  std::vector<std::string> found;
  std::deque<std::pair<std::string, int>> folders = {{project, 0}};
  for (std::size_t seen = 0; !folders.empty() && seen < kMostFolders && found.size() < kMostFiles; ++seen) {
    const auto [folder, depth] = std::move(folders.front());
    folders.pop_front();
    std::vector<DirectoryItem> entries = files.list_folder(folder);
    std::sort(entries.begin(), entries.end(), [](const DirectoryItem& a, const DirectoryItem& b) { return a.name < b.name; });
    for (DirectoryItem& entry : entries) {
      if (entry.is_folder) {
        if (depth < kDeepest && !IsForeignFolder(entry.name)) folders.emplace_back(folder + "/" + entry.name, depth + 1);
      } else {
        found.push_back(folder + "/" + entry.name);
      }
    }
  }
  return found;
}

}  // namespace keylint
