// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/baseline_file.h"

#include <filesystem>
#include <optional>

#include <fmt/format.h>

#include "lint/cli/scan_session.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestAttributes = 4U << 20;

// Best effort: without the line nothing is lost but somebody's time.
bool AddUnionMerge(const fs::path& baseline) {
  const std::string name = baseline.filename().string();
  // A pattern that git would read otherwise.
  if (name.find_first_of(" \t\"*?[\\") != std::string::npos) return false;
  const std::string path = (baseline.parent_path() / ".gitattributes").string();
  const auto text = ReadOptionalFile(path, kLargestAttributes);
  if (!text) return false;
  std::string attributes = text->value_or("");
  if (attributes.find(name) != std::string::npos) return false;
  if (!attributes.empty() && attributes.back() != '\n') attributes += '\n';
  return ReplaceFile(path, attributes + fmt::format("/{} merge=union\n", name)).has_value();
}

}  // namespace

Result<bool> WriteBaselineFile(const Baseline& baseline, const std::string& path, const std::string& base) {
  std::error_code error;
  const bool is_new = !fs::exists(path, error);
  if (const auto written = ReplaceFile(path, baseline.Write()); !written) return tl::unexpected(written.error());
  return is_new && fs::exists(base + "/.git", error) && path.starts_with(base + "/") && AddUnionMerge(path);
}

}  // namespace keylint
