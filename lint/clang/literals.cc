// SPDX-License-Identifier: Apache-2.0
// Every literal outside system headers with the names it stands under, for
// the scanner's core: joined pieces as one, at the place a person edits.
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Lex/Lexer.h"

#include "lint/clang/lowering.h"

namespace keylint {
namespace {

constexpr std::size_t kMinBytes = 8;       // Nothing shorter is a key.
constexpr std::size_t kMaxBytes = 1 << 16;

struct Name {
  std::string name;
  std::string callee;
  bool compared = false;
};

class Collector : public clang::RecursiveASTVisitor<Collector> {
 public:
  explicit Collector(UnitBuilder& builder) : builder_(builder) {}

  bool VisitVarDecl(clang::VarDecl* var) {
    if (var->hasInit()) Spread(var->getInit(), {var->getNameAsString(), {}, false});
    return true;
  }
  bool VisitFieldDecl(clang::FieldDecl* field) {
    if (field->hasInClassInitializer() && field->getInClassInitializer() != nullptr) {
      Spread(field->getInClassInitializer(), {field->getNameAsString(), {}, false});
    }
    return true;
  }
  bool VisitCXXConstructorDecl(clang::CXXConstructorDecl* constructor) {
    for (const clang::CXXCtorInitializer* init : constructor->inits()) {
      if (init->isMemberInitializer() && init->isWritten()) {
        Spread(init->getInit(), {init->getMember()->getNameAsString(), {}, false});
      }
    }
    return true;
  }
  bool VisitInitListExpr(clang::InitListExpr* list) {
    const clang::InitListExpr* semantic =
        list->isSemanticForm() || list->getSemanticForm() == nullptr ? list : list->getSemanticForm();
    if (const clang::RecordDecl* record = semantic->getType()->getAsRecordDecl()) {
      unsigned next = 0;
      for (const clang::FieldDecl* field : record->fields()) {
        if (next >= semantic->getNumInits()) break;
        if (IsUnnamedBitField(*field)) continue;
        Spread(semantic->getInit(next++), {field->getNameAsString(), {}, false});
      }
    }
    AddBytes(*semantic);
    return true;
  }
  bool VisitBinaryOperator(clang::BinaryOperator* op) {
    if (op->isAssignmentOp()) Spread(op->getRHS(), {SpokenName(op->getLHS()), {}, false});
    if (op->isEqualityOp()) {
      Spread(op->getRHS(), {SpokenName(op->getLHS()), {}, true});
      Spread(op->getLHS(), {SpokenName(op->getRHS()), {}, true});
    }
    return true;
  }
  bool VisitCallExpr(clang::CallExpr* call) {
    const clang::FunctionDecl* callee = call->getDirectCallee();
    if (callee == nullptr) return true;
    const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(call);
    if (op != nullptr && op->getNumArgs() == 2) {
      const bool compares = op->getOperator() == clang::OO_EqualEqual || op->getOperator() == clang::OO_ExclaimEqual;
      if (compares || op->getOperator() == clang::OO_Equal || op->getOperator() == clang::OO_PlusEqual) {
        Spread(op->getArg(1), {SpokenName(op->getArg(0)), {}, compares});
        if (compares) Spread(op->getArg(0), {SpokenName(op->getArg(1)), {}, true});
      }
      return true;
    }
    const std::string name = callee->getNameAsString();
    const bool compares = name.find("cmp") != std::string::npos || name == "compare";
    for (unsigned n = 0; n < call->getNumArgs(); ++n) {
      Name given{n < callee->getNumParams() ? callee->getParamDecl(n)->getNameAsString() : std::string(), name, compares};
      if (compares && call->getNumArgs() >= 2 && n < 2) given.name = SpokenName(call->getArg(1 - n));
      // A copy into a named buffer names the text.
      const bool copies = name.find("cpy") != std::string::npos || name.find("cat") != std::string::npos ||
                          name.find("printf") != std::string::npos;
      if (copies && n > 0) given.name = SpokenName(call->getArg(0));
      Spread(call->getArg(n), given);
    }
    return true;
  }
  bool VisitCXXConstructExpr(clang::CXXConstructExpr* construct) {
    const clang::CXXConstructorDecl* constructor = construct->getConstructor();
    if (builder_.IsSystem(constructor->getLocation())) return true;
    for (unsigned n = 0; n < construct->getNumArgs() && n < constructor->getNumParams(); ++n) {
      Spread(construct->getArg(n), {constructor->getParamDecl(n)->getNameAsString(), builder_.Qualified(*constructor), false});
    }
    return true;
  }
  bool VisitStringLiteral(clang::StringLiteral* literal) {
    if (literal->getByteLength() < kMinBytes || literal->getByteLength() > kMaxBytes) return true;
    const clang::SourceLocation location = literal->getBeginLoc();
    if (builder_.IsSystem(builder_.sources.getSpellingLoc(location)) && builder_.IsSystem(location)) {
      return true;
    }
    flow::LiteralRecord record;
    record.bytes = Utf8Of(*literal);
    if (record.bytes.size() < kMinBytes) return true;
    record.place = builder_.EditPlace(*literal);
    if (record.place.file == 0) return true;
    record.folded = literal->getNumConcatenated() > 1;
    const auto named = names_.find(literal);
    if (named != names_.end()) {
      record.name = named->second.name;
      record.callee = named->second.callee;
      record.compared = named->second.compared;
    }
    if (location.isMacroID()) {
      record.macro = clang::Lexer::getImmediateMacroName(location, builder_.sources, builder_.context.getLangOpts()).str();
      record.use = builder_.PlaceOf(literal->getSourceRange());
      if (record.name.empty()) record.name = record.macro;
    }
    record.context = context_;
    builder_.unit.literals.push_back(std::move(record));
    return true;
  }
  bool TraverseFunctionDecl(clang::FunctionDecl* function) {
    const std::string outer = std::exchange(context_, function->getNameAsString());
    const bool more = RecursiveASTVisitor::TraverseFunctionDecl(function);
    context_ = outer;
    return more;
  }
  bool TraverseCXXMethodDecl(clang::CXXMethodDecl* method) {
    const std::string outer = std::exchange(context_, builder_.Qualified(*method));
    const bool more = RecursiveASTVisitor::TraverseCXXMethodDecl(method);
    context_ = outer;
    return more;
  }

 private:
  // Gives `name` to the literals that become the value of `expr`.
  void Spread(const clang::Expr* expr, const Name& name, int depth = 0) {
    using namespace clang;
    if (expr == nullptr || name.name.empty() || depth > 12) return;
    expr = expr->IgnoreParenImpCasts();
    if (isa<StringLiteral>(expr) || isa<InitListExpr>(expr)) names_[expr] = name;
    if (const auto* list = dyn_cast<InitListExpr>(expr)) {
      for (const Expr* init : list->inits()) Spread(init, name, depth + 1);
    } else if (const auto* construct = dyn_cast<CXXConstructExpr>(expr)) {
      if (!builder_.IsSystem(construct->getConstructor()->getLocation())) return;
      for (const Expr* arg : construct->arguments()) Spread(arg, name, depth + 1);
    } else if (const auto* either = dyn_cast<ConditionalOperator>(expr)) {
      Spread(either->getTrueExpr(), name, depth + 1);
      Spread(either->getFalseExpr(), name, depth + 1);
    } else if (const auto* wrap = dyn_cast<MaterializeTemporaryExpr>(expr)) {
      Spread(wrap->getSubExpr(), name, depth + 1);
    } else if (const auto* bind = dyn_cast<CXXBindTemporaryExpr>(expr)) {
      Spread(bind->getSubExpr(), name, depth + 1);
    } else if (const auto* clean = dyn_cast<ExprWithCleanups>(expr)) {
      Spread(clean->getSubExpr(), name, depth + 1);
    } else if (const auto* cast = dyn_cast<CastExpr>(expr)) {
      Spread(cast->getSubExpr(), name, depth + 1);
    } else if (const auto* range = dyn_cast<CXXStdInitializerListExpr>(expr)) {
      Spread(range->getSubExpr(), name, depth + 1);
    } else if (const auto* plus = dyn_cast<CXXOperatorCallExpr>(expr); plus != nullptr && plus->getOperator() == OO_Plus) {
      for (const Expr* arg : plus->arguments()) Spread(arg, name, depth + 1);
    }
  }

  // {'s','k','_',...}: a text in pieces of one character.
  void AddBytes(const clang::InitListExpr& list) {
    if (list.getNumInits() < kMinBytes || list.isStringLiteralInit()) return;
    std::optional<std::string> bytes = ConstantBytes(list, builder_.context);
    if (!bytes || !seen_lists_.insert(&list).second) return;
    bytes->resize(std::min(bytes->size(), bytes->find('\0')));
    const bool printable = std::all_of(bytes->begin(), bytes->end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    if (bytes->size() < kMinBytes || !printable) return;
    flow::LiteralRecord record;
    record.bytes = *std::move(bytes);
    record.place = builder_.PlaceOf(list.getSourceRange());
    record.folded = true;
    record.context = context_;
    const auto named = names_.find(&list);
    if (named != names_.end()) record.name = named->second.name;
    if (record.place.file != 0) builder_.unit.literals.push_back(std::move(record));
  }

  UnitBuilder& builder_;
  std::string context_;
  std::unordered_map<const clang::Expr*, Name> names_;
  std::unordered_set<const clang::Expr*> seen_lists_;
};

}  // namespace

void CollectLiterals(UnitBuilder& builder) {
  Collector collector(builder);
  for (clang::Decl* decl : builder.context.getTranslationUnitDecl()->decls()) {
    if (!builder.IsSystem(decl->getLocation())) collector.TraverseDecl(decl);
  }
}

}  // namespace keylint
