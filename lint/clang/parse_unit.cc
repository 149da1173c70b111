// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/parse_unit.h"

#include <algorithm>
#include <set>

#include "clang/Driver/Options.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/Path.h"

#include "lint/clang/unit_cache.h"
#include "lint/clang/versions.h"

namespace keylint {
namespace {

namespace tooling = clang::tooling;

class LowerConsumer : public clang::ASTConsumer {
 public:
  LowerConsumer(const SinkTable& sinks, const LowerOptions& options, const clang::SourceManager& sources,
                std::optional<flow::Unit>& unit, std::vector<SourceDigest>* read)
      : sinks_(sinks), options_(options), sources_(sources), system_headers_(sources), unit_(unit), read_(read) {}

  void HandleTranslationUnit(clang::ASTContext& context) override {
    unit_ = LowerUnit(context, sinks_, options_);
    if (read_ != nullptr) NoteFiles();
  }
  // Bodies in system headers are modelled, never read.
  bool shouldSkipFunctionBody(clang::Decl* decl) override {
    return system_headers_.Contains(decl->getLocation());
  }

 private:
  const SinkTable& sinks_;
  const LowerOptions& options_;
  void NoteFiles() {
    for (auto file = sources_.fileinfo_begin(); file != sources_.fileinfo_end(); ++file) {
      if (file->second == nullptr) continue;
      const std::optional<llvm::StringRef> bytes = file->second->getBufferDataIfLoaded();
      llvm::StringRef path = EntryOf(file->first).tryGetRealPathName();
      if (bytes && !path.empty()) read_->push_back({path.str(), ContentHash({bytes->data(), bytes->size()})});
    }
  }

  const clang::SourceManager& sources_;
  SystemHeaders system_headers_;
  std::optional<flow::Unit>& unit_;
  std::vector<SourceDigest>* const read_;
};

class LowerAction : public clang::ASTFrontendAction {
 public:
  LowerAction(const SinkTable& sinks, const LowerOptions& options, std::optional<flow::Unit>& unit,
              std::vector<SourceDigest>* read)
      : sinks_(sinks), options_(options), unit_(unit), read_(read) {}

  bool BeginInvocation(clang::CompilerInstance& compiler) override {
    compiler.getFrontendOpts().SkipFunctionBodies = true;
    compiler.getFrontendOpts().DisableFree = true;
    compiler.getDiagnosticOpts().IgnoreWarnings = true;
    // A missing header must not silence the rest of the file.
    compiler.getDiagnostics().setFatalsAsError(true);
    compiler.getDiagnostics().setErrorLimit(0);
    return true;
  }
  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance& compiler, llvm::StringRef) override {
    return std::make_unique<LowerConsumer>(sinks_, options_, compiler.getSourceManager(), unit_, read_);
  }

 private:
  const SinkTable& sinks_;
  const LowerOptions& options_;
  std::optional<flow::Unit>& unit_;
  std::vector<SourceDigest>* const read_;
};

// Keeps the first error and the number of all.
class ErrorCounter : public clang::DiagnosticConsumer {
 public:
  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic& info) override {
    DiagnosticConsumer::HandleDiagnostic(level, info);
    if (level < clang::DiagnosticsEngine::Error) return;
    ++count;
    if (!first.empty()) return;
    llvm::SmallString<128> text;
    info.FormatDiagnostic(text);
    first = text.str().str();
  }
  unsigned count = 0;
  std::string first;
};

bool IsDependencyFlag(llvm::StringRef arg, bool& takes_value) {
  takes_value = arg == "-MF" || arg == "-MT" || arg == "-MQ" || arg == "-MJ" || arg == "-o" || arg == "--serialize-diagnostics";
  return takes_value || arg == "-M" || arg == "-MM" || arg == "-MD" || arg == "-MMD" || arg == "-MP" || arg == "-MG" ||
         arg == "-c" || arg == "-S" || arg == "-save-temps" || arg.starts_with("-fprofile") || arg.starts_with("-Wp,-M");
}

// Leaves out what asks for output, for foreign precompiled headers, or means
// nothing to Clang, and says what.
std::vector<std::string> CleanArguments(const std::vector<std::string>& written) {
  std::vector<std::string> args;
  for (std::size_t n = 0; n < written.size(); ++n) {
    const llvm::StringRef arg = written[n];
    bool takes_value = false;
    if (n > 0 && IsDependencyFlag(arg, takes_value)) {
      n += takes_value ? 1 : 0;
    } else if (arg == "-include-pch") {
      ++n;
    } else if (arg == "-Xclang" && n + 3 < written.size() && written[n + 1] == "-include-pch") {
      n += 3;
    } else if (arg == "-include" && n + 1 < written.size()) {
      // The driver would take a GCC precompiled header that lies beside it.
      args.insert(args.end(), {"-Xclang", "-include", "-Xclang", written[++n]});
    } else {
      args.push_back(written[n]);
    }
  }
  std::vector<const char*> raw;
  for (std::size_t n = 1; n < args.size(); ++n) raw.push_back(args[n].c_str());
  unsigned missing_index = 0, missing_count = 0;
#if CLANG_VERSION_MAJOR >= 18
  const llvm::opt::Visibility visible(clang::driver::options::ClangOption);
#else
  const unsigned visible = 0;
#endif
  const llvm::opt::InputArgList parsed =
      clang::driver::getDriverOptTable().ParseArgs(raw, missing_index, missing_count, visible);
  std::set<unsigned> unknown;
  for (const llvm::opt::Arg* arg : parsed.filtered(clang::driver::options::OPT_UNKNOWN)) unknown.insert(arg->getIndex());
  std::vector<std::string> known = {args[0]};
  for (unsigned n = 0; n < raw.size(); ++n) {
    if (unknown.count(n) == 0) known.push_back(args[n + 1]);
  }
  return known;
}

CompileJob JobOf(const tooling::CompileCommand& command) {
  CompileJob job;
  job.directory = command.Directory;
  llvm::SmallString<256> path(command.Filename);
  if (!llvm::sys::path::is_absolute(path)) {
    path = command.Directory;
    llvm::sys::path::append(path, command.Filename);
  }
  llvm::sys::path::remove_dots(path, true);
  job.file = path.str().str();
  job.arguments = command.CommandLine;
  return job;
}

}  // namespace

Result<std::vector<CompileJob>> ReadCompileDatabase(const std::string& directory,
                                                    const std::vector<std::string>& files) {
  std::string problem;
  const std::unique_ptr<tooling::CompilationDatabase> database =
      tooling::CompilationDatabase::loadFromDirectory(directory, problem);
  if (database == nullptr) {
    return Failure(ErrorKind::kUnreadable, "no usable compile_commands.json: " + problem, directory);
  }
  std::vector<CompileJob> jobs;
  std::set<std::pair<std::string, std::vector<std::string>>> seen;
  const auto add = [&](const std::vector<tooling::CompileCommand>& commands) {
    for (const tooling::CompileCommand& command : commands) {
      CompileJob job = JobOf(command);
      if (seen.insert({job.file, job.arguments}).second) jobs.push_back(std::move(job));
    }
  };
  if (files.empty()) {
    add(database->getAllCompileCommands());
  } else {
    for (const std::string& file : files) add(database->getCompileCommands(tooling::getAbsolutePath(file)));
  }
  return jobs;
}

std::vector<CompileJob> FixedJobs(const std::string& directory, const std::vector<std::string>& files,
                                  const std::vector<std::string>& flags) {
  std::vector<CompileJob> jobs;
  for (const std::string& file : files) {
    CompileJob job;
    job.directory = directory;
    job.file = tooling::getAbsolutePath(file);
    const bool c = llvm::StringRef(file).ends_with(".c");
    job.arguments = {c ? "clang" : "clang++"};
    // A header is C++ unless the flags say otherwise.
    if (llvm::StringRef(file).ends_with(".h")) job.arguments.insert(job.arguments.end(), {"-x", "c++"});
    job.arguments.insert(job.arguments.end(), flags.begin(), flags.end());
    job.arguments.push_back(job.file);
    jobs.push_back(std::move(job));
  }
  return jobs;
}

Result<flow::Unit> ParseUnit(const CompileJob& job, const std::string& resource_dir, const SinkTable& sinks,
                             const LowerOptions& options, std::vector<SourceDigest>* read) {
  std::vector<std::string> arguments = CleanArguments(job.arguments);
  std::vector<std::string> ours = {"-fsyntax-only", "-w", "-Wno-error", "-fno-caret-diagnostics"};
  if (!resource_dir.empty()) ours.push_back("-resource-dir=" + resource_dir);
  // Before "--", behind which only files stand.
  arguments.insert(std::find(arguments.begin(), arguments.end(), "--"), ours.begin(), ours.end());
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> system = llvm::vfs::createPhysicalFileSystem();
  system->setCurrentWorkingDirectory(job.directory);
  clang::FileSystemOptions file_options;
  file_options.WorkingDir = job.directory;
  const llvm::IntrusiveRefCntPtr<clang::FileManager> files(new clang::FileManager(file_options, system));
  std::optional<flow::Unit> unit;
  ErrorCounter errors;
  tooling::ToolInvocation invocation(arguments, std::make_unique<LowerAction>(sinks, options, unit, read), files.get());
  invocation.setDiagnosticConsumer(&errors);
  invocation.run();
  if (!unit) {
    return Failure(ErrorKind::kMalformed, "not parsed: " + (errors.first.empty() ? "no compiler job" : errors.first),
                   job.file);
  }
  if (errors.count != 0) {
    unit->notices.push_back("parsed with " + std::to_string(errors.count) + " error" + (errors.count == 1 ? "" : "s") +
                            ", the first: " + errors.first);
  }
  return *std::move(unit);
}

}  // namespace keylint
