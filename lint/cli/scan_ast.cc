// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/scan_ast.h"

#include <filesystem>

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

}  // namespace

Result<AstRequest> MakeAstRequest(const ScanArguments& typed, const std::string& start, const std::string& base,
                                  unsigned threads, const World& world) {
  AstRequest request;
  request.program = Program(world);
  request.environment = world.all_environment;
  request.jobs = threads;
  request.files = typed.ast_files;
  if (!typed.compile_commands.empty()) {
    fs::path folder = typed.compile_commands;
    if (folder.filename() == "compile_commands.json") folder = folder.parent_path();
    if (!HoldsDatabase(folder)) {
      return Failure(ErrorKind::kUsage, "--compile-commands: the folder holds no compile_commands.json", typed.compile_commands);
    }
    request.compile_commands = folder.empty() ? "." : folder.string();
    return request;
  }
  for (const std::string& from : {start, base}) {
    for (const char* below : {".", "build", "out"}) {
      if (!HoldsDatabase(fs::path(from) / below)) continue;
      request.compile_commands = (fs::path(from) / below).lexically_normal().string();
      return request;
    }
  }
  return Failure(ErrorKind::kUsage, "--ast needs a compile_commands.json: I found none in '.', build/ or out/; "
                                    "name its folder with --compile-commands");
}

}  // namespace keylint
