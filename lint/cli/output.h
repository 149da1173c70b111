// SPDX-License-Identifier: Apache-2.0
// Reports to the screen and to files, several in one run.
#pragma once

#include <string>
#include <vector>

#include "lint/base/result.h"
#include "lint/cli/world.h"
#include "lint/model/report.h"

namespace keylint {

/// One --format with its --output; "-" or nothing is standard output.
struct OutputRequest {
  std::string format = "text";
  std::string path = "-";
};

/// A --format or an --output as it was typed, in the order of typing.
struct TypedOutput {
  bool is_output = false;
  std::string value;
};

/// An --output belongs to the --format before it; a format without one goes
/// to the screen; no format is text on the screen. The first --output may have
/// none before it: then its ending names the format ("x.sarif"), and the same
/// --format right behind it is the same request.
Result<std::vector<OutputRequest>> PairOutputs(const std::vector<TypedOutput>& typed);

enum class ColorMode { kAuto, kAlways, kNever };

struct OutputStyle {
  ColorMode color = ColorMode::kAuto;
  bool quiet = false;
};

/// Writes `report` as asked. A file is written beside its place and renamed,
/// so that a full disk or an interrupt leaves the old report as it was.
Result<void> WriteOutputs(const Report& report, const std::vector<OutputRequest>& requests,
                          const OutputStyle& style, World& world);

/// The names --format takes.
std::vector<std::string> FormatNames();

/// Whether the locale of `world` is one of UTF-8.
bool HasUnicode(const World& world);

/// `text` with '~' for every ellipsis: what previews are cut with, in one
/// column, for terminals without Unicode.
std::string WithoutEllipses(std::string text);

}  // namespace keylint
