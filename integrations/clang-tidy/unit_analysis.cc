// SPDX-License-Identifier: Apache-2.0
#include "unit_analysis.h"

#include <algorithm>
#include <fstream>
#include <mutex>
#include <sstream>

#include "clang/AST/ASTContext.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/SourceManager.h"

#include "lint/clang/getenv_fix.h"
#include "lint/clang/lower.h"
#include "lint/clang/sinks.h"
#include "lint/clang/solve.h"
#include "key_judge.h"
#include "project.h"

namespace keylint {
namespace {

std::string Lowered(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z' && !(text.size() > 1 && text[1] >= 'A' && text[1] <= 'Z')) {
    text[0] = static_cast<char>(text[0] + 32);
  }
  while (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

class Places {
 public:
  Places(const clang::ASTContext& context, const flow::Unit& unit)
      : context_(context), sources_(context.getSourceManager()), unit_(unit) {}

  std::string_view TextOf(clang::SourceLocation location) const {
    const llvm::StringRef text = sources_.getBufferData(sources_.getFileID(location));
    return {text.data(), text.size()};
  }
  // clang-tidy shows what stands in the unit's own file; headers only when asked.
  bool IsWritten(clang::SourceLocation location) const {
    return location.isValid() && sources_.isInMainFile(location);
  }
  bool IsCxx() const { return context_.getLangOpts().CPlusPlus; }

  clang::SourceLocation LocationOf(const flow::Place& place) const {
    if (place.file == 0) return {};
    const auto entry = sources_.getFileManager().getOptionalFileRef(unit_.files[place.file]);
    if (!entry) return {};
    const clang::FileID file = sources_.translateFile(*entry);
    return file.isInvalid() ? clang::SourceLocation() : sources_.getComposedLoc(file, place.begin);
  }

 private:
  const clang::ASTContext& context_;
  const clang::SourceManager& sources_;
  const flow::Unit& unit_;
};

std::string MessageOf(const Sink& row, const flow::SinkUse& use) {
  std::string message;
  if (row.kind == SinkKind::kComparison) {
    message = "input is compared with a constant secret by '" + use.called + "'";
  } else if (!use.parameter.empty()) {
    message = "constant reaches parameter '" + use.parameter + "' of '" + use.called + "'";
  } else {
    const std::string_view kind = row.kind == SinkKind::kConnection ? "secret" : row.kind == SinkKind::kIv ? "IV"
                                                                              : SinkKindName(row.kind);
    message = "constant " + std::string(kind) + " reaches '" + use.called + "'";
  }
  if (use.all_zero) message += "; all its bytes are zero";
  if (use.repeated) message += "; it is one byte repeated";
  if (use.too_short) {
    message += "; it has " + std::to_string(use.secret.size()) + " bytes and needs " + std::to_string(row.length);
  }
  if (!use.also.empty()) {
    const std::string count = std::to_string(use.also.size());
    const bool one = use.also.size() == 1;
    message += use.where == use.sink ? std::string("; so ") + (one ? "does " : "do ") + count + (one ? " other constant" : " other constants")
                                     : "; so it does at " + count + (one ? " other call" : " other calls");
  }
  return message;
}

Result<SinkTable> LoadSinks(const std::vector<std::string>& paths) {
  Result<SinkTable> table = SinkTable::BuiltIn();
  for (const std::string& path : paths) {
    if (path.empty() || !table) continue;
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file) return Failure(ErrorKind::kUnreadable, "cannot read " + path);
    if (const Result<void> added = table->Add(text.str()); !added) return tl::unexpected<Error>(added.error());
  }
  return table;
}

void AddSinkUses(const SinkTable& sinks, const flow::Program& program, const Places& places, Project& project,
                 UnitAnalysis& analysis) {
  for (const flow::SinkUse& use : flow::Solve(program, sinks).uses) {
    const Sink& row = sinks.row(use.row);
    TidyFinding finding;
    finding.rule_id = row.RuleId();
    finding.level = std::string(flow::LevelOf(use, row));
    finding.message = MessageOf(row, use);
    finding.subject = use.called;
    finding.where = places.LocationOf(use.where);
    if (!places.IsWritten(finding.where)) finding.where = places.LocationOf(use.sink);
    const auto add = [&](const flow::SinkUse& one) {
      for (const flow::Step& step : one.steps) {
        const TidyStep told{places.LocationOf(step.place), step.text};
        const bool known = std::any_of(finding.steps.begin(), finding.steps.end(), [&](const TidyStep& other) {
          return other.where == told.where && other.text == told.text;
        });
        if (!known) finding.steps.push_back(told);
      }
    };
    add(use);
    for (const flow::SinkUse& other : use.also) add(other);
    if (finding.where.isInvalid()) continue;
    const std::string& file = program.joined().files[use.sink.file];
    if (project.Accepts(ComparableFinding(finding.rule_id, use.secret), file)) continue;
    if (use.sink.file == use.constant.file) {
      const std::string_view text = places.TextOf(finding.where);
      for (const SourceEdit& edit : GetenvFix(text, use.sink.begin, use.sink.end, use.constant.begin, use.constant.end, row,
                                            places.IsCxx())) {
        finding.edits.push_back({places.LocationOf({use.sink.file, edit.begin, edit.end}),
                                 places.LocationOf({use.sink.file, edit.end, edit.end}), edit.text});
      }
    }
    analysis.findings.push_back(std::move(finding));
  }
}

void AddKeys(const flow::Unit& names, const Places& places, Project& project, UnitAnalysis& analysis) {
  for (const JudgedKey& key : JudgeKeys(names)) {
    const flow::LiteralRecord& literal = names.literals[key.literal];
    if (project.Accepts(key.finding, names.files[literal.place.file])) continue;
    TidyFinding finding;
    finding.rule_id = key.finding.rule_id;
    finding.level = LevelName(key.finding.level);
    finding.message = Lowered(key.finding.what);
    finding.subject = literal.name;
    finding.where = places.LocationOf(literal.place);
    if (literal.use.file != 0) {
      finding.steps.push_back({places.LocationOf(literal.use), "expanded from macro '" + literal.macro + "' here"});
    }
    // Only where the source reads as the value does: no escapes, one piece.
    if (finding.where.isValid() && places.TextOf(finding.where).substr(literal.place.begin).starts_with(literal.bytes + "\"")) {
      for (const KeyEdit& edit : key.edits) {
        const auto at = [&](std::size_t offset) {
          const auto byte = static_cast<std::uint32_t>(literal.place.begin + offset);
          return places.LocationOf({literal.place.file, byte, byte});
        };
        finding.edits.push_back({at(edit.span.begin), at(edit.span.end), edit.text});
      }
    }
    if (finding.where.isValid()) analysis.findings.push_back(std::move(finding));
  }
}

}  // namespace

std::shared_ptr<const UnitAnalysis> AnalyseUnit(clang::ASTContext& context, const TidyFiles& given) {
  // clang-tidy runs one unit at a time, but promises nothing.
  static std::mutex mutex;
  static const clang::ASTContext* last_context = nullptr;
  static std::string last_file;
  static TidyFiles last_given;
  static std::shared_ptr<const UnitAnalysis> last;
  const clang::SourceManager& sources = context.getSourceManager();
  const auto main = sources.getFileEntryRefForID(sources.getMainFileID());
  const std::string file = main ? main->getName().str() : std::string();
  const std::lock_guard lock(mutex);
  if (last != nullptr && last_context == &context && last_file == file && last_given == given) return last;
  auto analysis = std::make_shared<UnitAnalysis>();
  const std::string absolute = main ? main->getFileEntry().tryGetRealPathName().str() : std::string();
  Project project(absolute, given.config);
  analysis->problem = project.problem();
  Result<SinkTable> sinks = LoadSinks({project.sinks(), given.sinks});
  if (!sinks) {
    analysis->problem = sinks.error().message;
    sinks = SinkTable::BuiltIn();
  }
  flow::Program program;
  program.Add(LowerUnit(context, *sinks));
  const Places places(context, program.joined());
  AddSinkUses(*sinks, program, places, project, *analysis);
  AddKeys(program.joined(), places, project, *analysis);
  last_context = &context;
  last_file = file;
  last_given = given;
  last = analysis;
  return last;
}

}  // namespace keylint
