// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/output.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <system_error>
#include <utility>

#include <fmt/format.h>

#include "lint/report/csv.h"
#include "lint/report/github.h"
#include "lint/report/gitlab.h"
#include "lint/report/html.h"
#include "lint/report/json.h"
#include "lint/report/junit.h"
#include "lint/report/sarif.h"
#include "lint/report/text.h"

namespace keylint {
namespace {

struct Writing {
  const OutputStyle& style;
  World& world;
  bool to_screen;
};

using Writer = void (*)(const Report&, const Writing&, std::ostream&);

bool WantsColor(const Writing& writing) {
  if (writing.style.color != ColorMode::kAuto) return writing.style.color == ColorMode::kAlways;
  const World& world = writing.world;
  const auto set = [&world](const char* name) {
    const auto value = world.environment(name);
    return value && !value->empty();
  };
  if (set("NO_COLOR") || world.environment("TERM") == "dumb") return false;
  return writing.to_screen && (world.out_is_terminal || set("CLICOLOR_FORCE"));
}

}  // namespace

bool HasUnicode(const World& world) {
  for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"}) {
    const auto value = world.environment(name);
    if (!value || value->empty()) continue;
    return value->find("UTF-8") != std::string::npos || value->find("utf8") != std::string::npos;
  }
  return false;
}

std::string WithoutEllipses(std::string text) {
  constexpr std::string_view kEllipsis = "\u2026";
  for (std::size_t at = 0; (at = text.find(kEllipsis, at)) != std::string::npos; ++at) text.replace(at, kEllipsis.size(), "~");
  return text;
}

namespace {

void Text(const Report& report, const Writing& writing, std::ostream& out) {
  TextOptions options;
  options.color = WantsColor(writing);
  options.unicode = !writing.to_screen || HasUnicode(writing.world);
  options.width = writing.to_screen && writing.world.out_is_terminal
                      ? std::min(writing.world.columns, 120U) : 80;
  if (writing.style.quiet && report.findings.empty()) return;
  if (options.unicode) return WriteText(report, options, out);
  std::ostringstream text;
  WriteText(report, options, text);
  out << WithoutEllipses(text.str());
}

void Sarif(const Report& report, const Writing&, std::ostream& out) { WriteSarif(report, {}, out); }
void Json(const Report& report, const Writing&, std::ostream& out) { WriteJson(report, out); }
void Csv(const Report& report, const Writing&, std::ostream& out) { WriteCsv(report, out); }
void Github(const Report& report, const Writing&, std::ostream& out) { WriteGithub(report, out); }
void Gitlab(const Report& report, const Writing&, std::ostream& out) { WriteGitlab(report, out); }
void GitlabSecrets(const Report& report, const Writing&, std::ostream& out) { WriteGitlabSecrets(report, out); }
void Junit(const Report& report, const Writing&, std::ostream& out) { WriteJunit(report, out); }
void Html(const Report& report, const Writing&, std::ostream& out) { WriteHtml(report, {}, out); }
void JsonLines(const Report& report, const Writing&, std::ostream& out) { WriteJsonLines(report, out); }

struct NamedWriter {
  std::string_view name;
  Writer write;
};

constexpr std::array kWriters = {
    NamedWriter{"text", Text},
    NamedWriter{"sarif", Sarif},
    NamedWriter{"json", Json},
    NamedWriter{"jsonl", JsonLines},
    NamedWriter{"html", Html},
    NamedWriter{"github", Github},
    NamedWriter{"gitlab", Gitlab},
    NamedWriter{"gitlab-secrets", GitlabSecrets},
    NamedWriter{"junit", Junit},
    NamedWriter{"csv", Csv},
};

Writer FindWriter(std::string_view name) {
  for (const NamedWriter& writer : kWriters) {
    if (writer.name == name) return writer.write;
  }
  return nullptr;
}

// The format that a file's ending names, or empty.
std::string_view FormatOfEnding(std::string_view path) {
  constexpr std::pair<std::string_view, std::string_view> kEndings[] = {
      {".sarif", "sarif"}, {".sarif.json", "sarif"}, {".jsonl", "jsonl"}, {".json", "json"}, {".html", "html"}, {".htm", "html"}, {".csv", "csv"}, {".txt", "text"}};
  for (const auto& [ending, format] : kEndings) {
    if (path.ends_with(ending)) return format;
  }
  return {};
}

bool IsDevice(const std::string& path) {
  std::error_code unknown;
  const auto status = std::filesystem::status(path, unknown);
  return std::filesystem::exists(status) && !std::filesystem::is_regular_file(status);
}

// A device or a pipe (/dev/null, /dev/stderr) is written to: a rename would
// put a file in its place.
Result<void> WriteThrough(const Report& report, const OutputRequest& request, const OutputStyle& style,
                          World& world) {
  std::ofstream out(request.path, std::ios::binary);
  if (out) FindWriter(request.format)(report, {style, world, false}, out);
  out.close();
  if (out) return {};
  return Failure(ErrorKind::kUnreadable, "cannot write the report there", request.path);
}

Result<void> WriteFile(const Report& report, const OutputRequest& request, const OutputStyle& style,
                       World& world) {
  if (IsDevice(request.path)) return WriteThrough(report, request, style, world);
  const std::string temporary = fmt::format("{}.keylint-{}.tmp", request.path, getpid());
  const auto fail = [&](std::string_view what) {
    std::remove(temporary.c_str());
    return Failure(ErrorKind::kUnreadable, fmt::format("cannot write the report: {}", what), request.path);
  };
  {
    std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
    if (!out) return fail("the folder does not let me create a file");
    FindWriter(request.format)(report, {style, world, false}, out);
    out.close();
    if (!out) return fail("the disk is full or failing");
  }
  std::error_code error;
  std::filesystem::rename(temporary, request.path, error);
  if (error) return fail(error.message());
  return {};
}

}  // namespace

std::vector<std::string> FormatNames() {
  std::vector<std::string> names;
  for (const NamedWriter& writer : kWriters) names.emplace_back(writer.name);
  return names;
}

Result<std::vector<OutputRequest>> PairOutputs(const std::vector<TypedOutput>& typed) {
  std::vector<OutputRequest> requests;
  bool by_ending = false;   // The last request has a format that nobody typed.
  for (const TypedOutput& item : typed) {
    const bool same = by_ending && !item.is_output && requests.back().format == item.value;
    by_ending = false;
    if (same) continue;
    if (!item.is_output) {
      if (FindWriter(item.value) == nullptr) {
        return Failure(ErrorKind::kUsage, fmt::format("no format is named '{}'", item.value));
      }
      requests.push_back({item.value, "-"});
    } else if (requests.empty()) {
      const std::string_view format = FormatOfEnding(item.value);
      by_ending = !format.empty();
      requests.push_back({by_ending ? std::string(format) : "text", item.value});
    } else if (requests.back().path != "-") {
      return Failure(ErrorKind::kUsage, fmt::format("--output {} has no --format of its own", item.value));
    } else {
      requests.back().path = item.value;
    }
  }
  if (requests.empty()) requests.emplace_back();
  const auto screens = std::count_if(requests.begin(), requests.end(),
                                     [](const OutputRequest& request) { return request.path == "-"; });
  if (screens > 1) {
    return Failure(ErrorKind::kUsage, "two formats would share standard output: give one an --output");
  }
  std::set<std::string> files;
  for (const OutputRequest& request : requests) {
    if (request.path == "-" || IsDevice(request.path)) continue;
    const std::string file = std::filesystem::path(request.path).lexically_normal().string();
    if (!files.insert(file).second) return Failure(ErrorKind::kUsage, "two formats would share this file", request.path);
  }
  return requests;
}

Result<void> WriteOutputs(const Report& report, const std::vector<OutputRequest>& requests,
                          const OutputStyle& style, World& world) {
  for (const OutputRequest& request : requests) {
    if (request.path != "-") {
      if (auto written = WriteFile(report, request, style, world); !written) return written;
      continue;
    }
    errno = 0;
    FindWriter(request.format)(report, {style, world, true}, world.out);
    world.out.flush();
    if (!world.out) {
      world.out.clear();
      return Failure(ErrorKind::kUnreadable, errno == 0 || errno == EPIPE ? "standard output was closed before the report was written"
                                                                          : "standard output: " + std::generic_category().message(errno));
    }
  }
  return {};
}

}  // namespace keylint
