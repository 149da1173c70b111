// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/scan_ast.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <string_view>

#include "lint/cli/scan_source.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

std::string Program(const World& world) {
  if (const auto named = world.environment("KEYLINT_AST"); named && !named->empty()) return *named;
  std::error_code error;
  const fs::path beside = fs::path(world.program).parent_path() / "keylint-ast";
  return !world.program.empty() && fs::exists(beside, error) ? beside.string() : "keylint-ast";
}

bool HoldsDatabase(const fs::path& folder) {
  std::error_code error;
  return fs::is_regular_file(folder / "compile_commands.json", error);
}

// `start` and the folders above it up to the repository's root or the current
// folder; `start` alone when it is below neither.
std::vector<fs::path> FoldersUp(const std::string& start) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  std::vector<fs::path> folders;
  for (fs::path folder = fs::path(start).lexically_normal(); !folder.empty(); folder = folder.parent_path()) {
    folders.push_back(folder);
    if (folder == here || fs::exists(folder / ".git", error)) return folders;
    if (folder == folder.parent_path()) break;
  }
  folders.resize(1);
  return folders;
}

}  // namespace

Result<AstRequest> MakeAstRequest(const ScanArguments& typed, const std::string& start, const std::string& base,
                                  unsigned threads, const World& world) {
  AstRequest request;
  request.program = Program(world);
  request.environment = world.all_environment;
  request.jobs = threads;
  request.files = typed.ast_files;
  if (const std::string cache = CacheFolder(world); !cache.empty()) request.cache = cache + "/units";
  if (!typed.compile_commands.empty()) {
    fs::path folder = typed.compile_commands;
    if (folder.filename() == "compile_commands.json") folder = folder.parent_path();
    if (!HoldsDatabase(folder)) {
      return Failure(ErrorKind::kUsage, "--compile-commands: the folder holds no compile_commands.json", typed.compile_commands);
    }
    request.compile_commands = folder.empty() ? "." : folder.string();
    return request;
  }
  std::vector<fs::path> folders = FoldersUp(start);
  folders.emplace_back(base);
  for (const fs::path& from : folders) {
    for (const char* below : {".", "build", "out"}) {
      if (!HoldsDatabase(from / below)) continue;
      request.compile_commands = (from / below).lexically_normal().string();
      return request;
    }
  }
  return request;
}

bool IsUnit(std::string_view path) {
  static constexpr std::array<std::string_view, 6> kUnits = {".c", ".cc", ".cpp", ".cxx", ".c++", ".C"};
  return std::any_of(kUnits.begin(), kUnits.end(), [&](std::string_view end) { return path.ends_with(end); });
}

std::size_t UnitsLeftOut(const std::string& root, const std::set<std::string>& scanned, const std::vector<std::string>& parsed) {
  const auto real = [](const std::string& path) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    return error ? path : canonical.string();
  };
  std::set<std::string> known;
  for (const std::string& path : parsed) known.insert(real(path));
  return static_cast<std::size_t>(std::count_if(scanned.begin(), scanned.end(), [&](const std::string& path) {
    return IsUnit(path) && known.count(real(root + "/" + path)) == 0;
  }));
}

void UseFiles(AstRequest& request, const std::string& root, const std::set<std::string>& scanned) {
  const bool named = !request.files.empty();
  for (const std::string& path : scanned) {
    if (IsUnit(path) && !named) request.files.push_back(root + "/" + path);
  }
  std::error_code error;
  for (const char* folder : {"", "/include", "/src", "/lib"}) {
    if (fs::is_directory(root + folder, error)) request.flags.push_back("-I" + root + folder);
  }
}

void NotingTree::Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) {
  FileTreeSource::Run(
      threads,
      [&](unsigned worker, Document& document) {
        {
          const std::lock_guard lock(mutex_);
          paths_.insert(document.path);
        }
        visit(worker, document);
      },
      notice);
}

}  // namespace keylint
