// SPDX-License-Identifier: Apache-2.0
// The literal that an expression is bound to be, without any flow.
#include "clang/Lex/Lexer.h"

#include "lint/clang/lowering.h"

namespace keylint {
namespace {

using namespace clang;

// A variable that cannot change after its first value.
bool IsConstant(const VarDecl& var) {
  if (var.getType()->isPointerType()) return var.getType().isConstQualified();
  return var.getASTContext().getBaseElementType(var.getType()).isConstQualified();
}

const StringLiteral* Behind(const Expr* expr, const UnitBuilder& builder, int depth) {
  if (expr == nullptr || depth > 10) return nullptr;
  expr = expr->IgnoreParenImpCasts();
  const auto inner = [&](const Expr* next) { return Behind(next, builder, depth + 1); };
  if (const auto* literal = dyn_cast<StringLiteral>(expr)) return literal;
  if (const auto* ref = dyn_cast<DeclRefExpr>(expr)) {
    const auto* var = dyn_cast<VarDecl>(ref->getDecl());
    return var != nullptr && IsConstant(*var) ? inner(var->getAnyInitializer()) : nullptr;
  }
  if (const auto* x = dyn_cast<MaterializeTemporaryExpr>(expr)) return inner(x->getSubExpr());
  if (const auto* x = dyn_cast<CXXBindTemporaryExpr>(expr)) return inner(x->getSubExpr());
  if (const auto* x = dyn_cast<ExprWithCleanups>(expr)) return inner(x->getSubExpr());
  if (const auto* x = dyn_cast<CastExpr>(expr)) return inner(x->getSubExpr());
  if (const auto* x = dyn_cast<CXXConstructExpr>(expr)) return x->getNumArgs() > 0 ? inner(x->getArg(0)) : nullptr;
  if (const auto* x = dyn_cast<UserDefinedLiteral>(expr)) return x->getNumArgs() > 0 ? inner(x->getArg(0)) : nullptr;
  if (const auto* x = dyn_cast<CXXOperatorCallExpr>(expr); x != nullptr && x->getOperator() == OO_Call) {
    return TextOfQtMacro(*x->getArg(0), builder);
  }
  return nullptr;
}

}  // namespace

const StringLiteral* TextOfQtMacro(const Expr& callee, const UnitBuilder& builder) {
  const auto* lambda = dyn_cast<LambdaExpr>(callee.IgnoreParenImpCasts()->IgnoreUnlessSpelledInSource());
  if (lambda == nullptr || !lambda->getBeginLoc().isMacroID()) return nullptr;
  const llvm::StringRef macro =
      Lexer::getImmediateMacroName(lambda->getBeginLoc(), builder.sources, builder.context.getLangOpts());
  if (macro != "QStringLiteral" && macro != "QByteArrayLiteral") return nullptr;
  std::vector<const Stmt*> open = {lambda->getBody()};
  for (std::size_t n = 0; n < open.size() && open.size() < 256; ++n) {
    if (const auto* literal = dyn_cast_or_null<StringLiteral>(open[n])) return literal;
    if (open[n] != nullptr) open.insert(open.end(), open[n]->child_begin(), open[n]->child_end());
  }
  return nullptr;
}

const StringLiteral* LiteralBehind(const Expr* expr, const UnitBuilder& builder) { return Behind(expr, builder, 0); }

}  // namespace keylint
