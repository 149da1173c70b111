// SPDX-License-Identifier: Apache-2.0
// The clang-tidy module: five checks over one analysis of the unit.
//
//   clang-tidy-19 --load=libkeylint_tidy.so --checks='-*,keylint-*' a.cc --
#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Regex.h"

#include "unit_analysis.h"

namespace keylint {
namespace {

namespace tidy = clang::tidy;
namespace matchers = clang::ast_matchers;

int RankOf(llvm::StringRef level) { return level == "error" ? 2 : level == "warning" ? 1 : 0; }

class KeylintCheck : public tidy::ClangTidyCheck {
 public:
  KeylintCheck(llvm::StringRef name, tidy::ClangTidyContext* context, const char* family)
      : ClangTidyCheck(name, context),
        family_(std::string(family) + "/"),
        tidy_(context),
        sinks_file_(Options.get("SinksFile", "")),
        config_file_(Options.get("ConfigFile", "")),
        ignore_names_(Options.get("IgnoreNames", "")),
        minimum_level_(Options.get("MinimumLevel", "warning")) {}

  void storeOptions(tidy::ClangTidyOptions::OptionMap& options) override {
    Options.store(options, "SinksFile", sinks_file_);
    Options.store(options, "ConfigFile", config_file_);
    Options.store(options, "IgnoreNames", ignore_names_);
    Options.store(options, "MinimumLevel", minimum_level_);
  }

  void registerMatchers(matchers::MatchFinder* finder) override {
    finder->addMatcher(matchers::translationUnitDecl().bind("unit"), this);
  }

  void check(const matchers::MatchFinder::MatchResult& result) override {
    const std::shared_ptr<const UnitAnalysis> analysis = AnalyseUnit(*result.Context, {sinks_file_.str(), config_file_.str()});
    if (!analysis->problem.empty()) configurationDiag("keylint: %0") << analysis->problem;
    inserted_.clear();
    for (const TidyFinding& finding : analysis->findings) {
      if (!llvm::StringRef(finding.rule_id).starts_with(family_)) continue;
      if (RankOf(finding.level) < RankOf(minimum_level_) || Ignored(finding.subject)) continue;
      Diagnose(finding, *result.SourceManager);
    }
  }

 private:
  bool Ignored(llvm::StringRef name) const {
    llvm::SmallVector<llvm::StringRef> patterns;
    llvm::StringRef(ignore_names_).split(patterns, ';', -1, false);
    return std::any_of(patterns.begin(), patterns.end(), [&](llvm::StringRef pattern) {
      return llvm::Regex(("^(" + pattern.trim() + ")$").str()).match(name);
    });
  }

  static bool Allowed(clang::SourceLocation where, const clang::SourceManager& sources) {
    const auto [file, offset] = sources.getDecomposedLoc(where);
    const llvm::StringRef text = sources.getBufferData(file);
    const std::size_t begin = text.rfind('\n', offset) == llvm::StringRef::npos ? 0 : text.rfind('\n', offset) + 1;
    const llvm::StringRef line = text.slice(begin, text.find('\n', offset));
    return line.contains("keylint:allow");
  }

  // clang-tidy applies the same insertion as often as it is told: the header of
  // two repairs comes with the first that no NOLINT silences.
  bool Inserts(const TidyEdit& edit, clang::SourceLocation where, const clang::SourceManager& sources) {
    const auto [file, offset] = sources.getDecomposedLoc(where);
    const llvm::StringRef before = sources.getBufferData(file).take_front(offset);
    const std::size_t above = before.rfind('\n', before.rfind('\n'));   // NOLINTNEXTLINE
    const llvm::StringRef lines = sources.getBufferData(file).substr(above == llvm::StringRef::npos ? 0 : above);
    if (lines.take_front(lines.find('\n', offset - (lines.data() - before.data()))).contains("NOLINT")) return true;
    return inserted_.insert(edit.begin.getRawEncoding()).second;
  }

  // With clang-tidy-diff only changed lines count: a flow is told at the step
  // that changed, since its sink may stand elsewhere.
  bool Changed(clang::SourceLocation where, const clang::SourceManager& sources) const {
    const auto& filter = tidy_->getGlobalOptions().LineFilter;
    if (filter.empty()) return true;
    const auto presumed = sources.getFileEntryRefForID(sources.getFileID(where));
    if (!presumed) return false;
    const unsigned line = sources.getExpansionLineNumber(where);
    return std::any_of(filter.begin(), filter.end(), [&](const tidy::FileFilter& file) {
      if (!presumed->getName().ends_with(file.Name)) return false;
      return file.LineRanges.empty() ||
             std::any_of(file.LineRanges.begin(), file.LineRanges.end(),
                         [&](const auto& range) { return range.first <= line && line <= range.second; });
    });
  }

  void Diagnose(const TidyFinding& finding, const clang::SourceManager& sources) {
    clang::SourceLocation where = finding.where;
    if (Allowed(where, sources)) return;
    if (!Changed(where, sources)) {
      for (const TidyStep& step : finding.steps) {
        if (step.where.isValid() && Changed(step.where, sources)) where = step.where;
      }
    }
    {
      auto told = diag(where, "%0 [%1]");
      told << finding.message << finding.rule_id;
      for (const TidyEdit& edit : finding.edits) {
        if (edit.begin == edit.end) {
          if (!Inserts(edit, where, sources)) continue;
          told << clang::FixItHint::CreateInsertion(edit.begin, edit.text);
        } else {
          told << clang::FixItHint::CreateReplacement(clang::CharSourceRange::getCharRange(edit.begin, edit.end), edit.text);
        }
      }
    }
    if (where != finding.where) diag(finding.where, "it is used here", clang::DiagnosticIDs::Note);
    for (const TidyStep& step : finding.steps) {
      if (step.where.isValid() && step.where != where && step.where != finding.where) {
        diag(step.where, "%0", clang::DiagnosticIDs::Note) << step.text;
      }
    }
  }

  const std::string family_;
  std::set<unsigned> inserted_;   ///< Where this unit's repairs put their header.
  tidy::ClangTidyContext* const tidy_;
  const llvm::StringRef sinks_file_, config_file_, ignore_names_, minimum_level_;
};

template <int N>
class FamilyCheck : public KeylintCheck {
 public:
  FamilyCheck(llvm::StringRef name, tidy::ClangTidyContext* context) : KeylintCheck(name, context, kFamilies[N]) {}
  static constexpr const char* kFamilies[] = {"leaked-key", "malformed-key", "hardcoded-credential",
                                              "constant-crypto-key", "credential-comparison"};
};

class KeylintModule : public tidy::ClangTidyModule {
 public:
  void addCheckFactories(tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<FamilyCheck<0>>("keylint-leaked-key");
    factories.registerCheck<FamilyCheck<1>>("keylint-malformed-key");
    factories.registerCheck<FamilyCheck<2>>("keylint-hardcoded-credential");
    factories.registerCheck<FamilyCheck<3>>("keylint-constant-crypto-key");
    factories.registerCheck<FamilyCheck<4>>("keylint-credential-comparison");
  }
};

const tidy::ClangTidyModuleRegistry::Add<KeylintModule> kModule("keylint-module", "Finds keys and constant credentials.");

}  // namespace
}  // namespace keylint
