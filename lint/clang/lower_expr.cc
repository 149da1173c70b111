// SPDX-License-Identifier: Apache-2.0
// Expressions. A glvalue becomes the address of what it denotes; a prvalue of
// class or array type the address of the object; any other prvalue its value.
#include "clang/AST/StmtCXX.h"

#include "lint/clang/lowering.h"

namespace keylint {

flow::Instruction& FunctionLowering::Emit(flow::Op op, const clang::Stmt* where) {
  flow::Instruction& instruction = block_->code.emplace_back();
  instruction.op = op;
  if (where != nullptr) instruction.place = builder_.PlaceOf(where->getSourceRange());
  return instruction;
}

FunctionLowering::Reg FunctionLowering::EmitValue(flow::Op op, const clang::Stmt*, Reg a, std::uint32_t sym) {
  const Reg dst = NewRegister();
  flow::Instruction& instruction = block_->code.emplace_back();
  instruction.op = op;
  instruction.dst = dst;
  instruction.a = a;
  instruction.sym = sym;
  return dst;
}

FunctionLowering::Reg FunctionLowering::None() { return EmitValue(flow::Op::kMerge, nullptr); }

FunctionLowering::Reg FunctionLowering::Fresh(clang::QualType type, const clang::Stmt* where) {
  return EmitValue(flow::Op::kFresh, where, -1, builder_.TypeName(type));
}

FunctionLowering::Reg FunctionLowering::FieldOf(Reg base, const clang::FieldDecl& field, const clang::Stmt* where) {
  return EmitValue(flow::Op::kField, where, base, builder_.Field(field));
}

FunctionLowering::Reg FunctionLowering::ElementOf(Reg base, std::optional<std::uint64_t> index,
                                                  const clang::Stmt* where) {
  if (index && *index == 0) return base;
  if (!index) return EmitValue(flow::Op::kElement, where, base);
  const Reg reg = EmitValue(flow::Op::kElement, where, base, builder_.Symbol("[" + std::to_string(*index) + "]"));
  block_->code.back().imm = 1;
  return reg;
}

void FunctionLowering::Store(Reg address, Reg value, const clang::Stmt*) {
  flow::Instruction& store = Emit(flow::Op::kStore, nullptr);
  store.a = address;
  store.b = value;
}

void FunctionLowering::Copy(Reg to, Reg from, const clang::Stmt*) {
  flow::Instruction& copy = Emit(flow::Op::kCopy, nullptr);
  copy.a = to;
  copy.b = from;
}

void FunctionLowering::CopyText(Reg to, Reg from, const clang::Stmt* where, const std::string& by) {
  const std::uint32_t name = builder_.Symbol(by);
  flow::Instruction& copy = Emit(flow::Op::kCopyText, where);
  copy.a = to;
  copy.b = from;
  copy.sym = name;
}

bool FunctionLowering::IsPlainNumber(clang::QualType type, const clang::Expr* value) const {
  if (type->isRealFloatingType()) return true;
  if (!type->isIntegralOrEnumerationType()) return false;
  if (context_.getTypeSize(type) < context_.getTypeSize(context_.VoidPtrTy) || value == nullptr) return true;
  value = value->IgnoreParenCasts();
  return llvm::isa<clang::BinaryOperator, clang::UnaryOperator, clang::IntegerLiteral, clang::UnaryExprOrTypeTraitExpr,
                   clang::CharacterLiteral>(value);
}

std::optional<std::int64_t> FunctionLowering::ConstantInt(const clang::Expr* expr) {
  clang::Expr::EvalResult value;
  if (expr->isValueDependent() || !expr->getType()->isIntegralOrEnumerationType() ||
      !expr->EvaluateAsInt(value, context_)) {
    return std::nullopt;
  }
  return value.Val.getInt().extOrTrunc(64).getSExtValue();
}

FunctionLowering::Reg FunctionLowering::Lower(const clang::Expr* expr) {
  expr = expr->IgnoreParens();
  const auto known = done_.find(expr);
  if (known != done_.end()) return known->second;
  // In broken code an initialiser may have no type.
  if (depth_ > 200 || expr->getType().isNull()) return Unknown();
  ++depth_;
  const Reg reg = LowerNew(expr);
  --depth_;
  done_[expr] = reg;
  return reg;
}

FunctionLowering::Reg FunctionLowering::LowerNew(const clang::Expr* e) {
  using namespace clang;
  if (const auto* x = dyn_cast<ConstantExpr>(e)) return Lower(x->getSubExpr());
  if (const auto* x = dyn_cast<ExprWithCleanups>(e)) return Lower(x->getSubExpr());
  if (const auto* x = dyn_cast<CXXBindTemporaryExpr>(e)) return Lower(x->getSubExpr());
  if (const auto* x = dyn_cast<SubstNonTypeTemplateParmExpr>(e)) return Lower(x->getReplacement());
  if (const auto* x = dyn_cast<CXXDefaultArgExpr>(e)) return Lower(x->getExpr());
  if (const auto* x = dyn_cast<CXXDefaultInitExpr>(e)) return Lower(x->getExpr());
  if (const auto* x = dyn_cast<GenericSelectionExpr>(e)) return Lower(x->getResultExpr());
  if (const auto* x = dyn_cast<ChooseExpr>(e)) return Lower(x->getChosenSubExpr());
  if (const auto* x = dyn_cast<CXXRewrittenBinaryOperator>(e)) return Lower(x->getSemanticForm());
  if (const auto* x = dyn_cast<OpaqueValueExpr>(e)) return x->getSourceExpr() ? Lower(x->getSourceExpr()) : Unknown();
  if (const auto* x = dyn_cast<CXXStdInitializerListExpr>(e)) return Lower(x->getSubExpr());
  if (const auto* x = dyn_cast<StringLiteral>(e)) return EmitValue(flow::Op::kText, x, -1, builder_.AddText(*x));
  if (const auto* x = dyn_cast<PredefinedExpr>(e)) return x->getFunctionName() ? None() : Unknown();
  if (const auto* x = dyn_cast<CastExpr>(e)) return LowerCast(*x);
  if (const auto* x = dyn_cast<DeclRefExpr>(e)) return LowerDeclRef(*x);
  if (const auto* x = dyn_cast<MemberExpr>(e)) return LowerMember(*x);
  if (const auto* x = dyn_cast<ArraySubscriptExpr>(e)) return LowerSubscript(x->getBase(), x->getIdx(), x->getType());
  if (const auto* x = dyn_cast<UnaryOperator>(e)) return LowerUnary(*x);
  if (const auto* x = dyn_cast<BinaryOperator>(e)) return LowerBinary(*x);
  if (const auto* x = dyn_cast<CallExpr>(e)) return LowerCall(*x);
  if (const auto* x = dyn_cast<LambdaExpr>(e)) return LowerLambda(*x);
  if (const auto* x = dyn_cast<CXXThisExpr>(e)) {
    (void)x;
    const Reg cell = EmitValue(flow::Op::kParameter, e);
    block_->code.back().b = 0;
    return EmitValue(flow::Op::kLoad, e, cell);
  }
  if (const auto* x = dyn_cast<CXXConstructExpr>(e)) {
    // Straight into the variable, member or base, where Clang knows it.
    Reg target = -1;
    if (construction_ != nullptr) {
      if (const auto* var = dyn_cast<SimpleVariableConstructionContext>(construction_)) {
        const auto* decl = dyn_cast<VarDecl>(var->getDeclStmt()->getSingleDecl());
        if (decl != nullptr && !decl->hasGlobalStorage() && decl->getType()->isRecordType()) target = AddressOf(*decl);
      } else if (const auto* init = dyn_cast<SimpleConstructorInitializerConstructionContext>(construction_)) {
        const CXXCtorInitializer* written = init->getCXXCtorInitializer();
        const bool base = written->isBaseInitializer() || written->isDelegatingInitializer();
        const bool field = written->isMemberInitializer() && written->getMember()->getType()->isRecordType();
        if (base || field) {
          const Reg cell = EmitValue(flow::Op::kParameter, e);
          block_->code.back().b = 0;
          target = EmitValue(flow::Op::kLoad, e, cell);
          if (field) target = FieldOf(target, *written->getMember(), e);
        }
      }
      construction_ = nullptr;
      if (target >= 0) in_place_.insert(e);
    }
    if (target < 0) target = Fresh(e->getType(), e);
    return LowerConstruct(*x, target);
  }
  if (const auto* x = dyn_cast<MaterializeTemporaryExpr>(e)) {
    const Expr* inner = x->getSubExpr();
    const Reg value = Lower(inner);
    if (inner->getType()->isRecordType() || inner->getType()->isArrayType() || inner->isGLValue()) return value;
    const Reg cell = Fresh(inner->getType(), e);
    Store(cell, value, e);
    return cell;
  }
  if (const auto* x = dyn_cast<InitListExpr>(e)) {
    if (e->isGLValue() || (!e->getType()->isRecordType() && !e->getType()->isArrayType())) {
      return x->getNumInits() == 1 ? Lower(x->getInit(0)) : None();
    }
    const Reg object = Fresh(e->getType(), e);
    Initialise(object, e->getType(), e);
    return object;
  }
  if (const auto* x = dyn_cast<CompoundLiteralExpr>(e)) {
    if (!x->getType()->isRecordType() && !x->getType()->isArrayType() && x->isPRValue()) return Lower(x->getInitializer());
    const Reg object = Fresh(x->getType(), e);
    Initialise(object, x->getType(), x->getInitializer());
    return object;
  }
  if (const auto* x = dyn_cast<ConditionalOperator>(e)) {
    // Both arms stand in earlier blocks; one that does not is never taken.
    std::vector<Reg> arms;
    for (const Expr* arm : {x->getTrueExpr(), x->getFalseExpr()}) {
      const auto done = done_.find(arm->IgnoreParens());
      if (done != done_.end()) arms.push_back(done->second);
    }
    if (arms.empty()) arms = {Lower(x->getTrueExpr()), Lower(x->getFalseExpr())};
    const Reg merged = EmitValue(flow::Op::kMerge, e);
    block_->code.back().args = arms;
    return merged;
  }
  if (const auto* x = dyn_cast<BinaryConditionalOperator>(e)) {
    const Reg first = Lower(x->getCommon()), second = Lower(x->getFalseExpr());
    Reg value = first;
    if (x->getCommon()->isGLValue() && e->isPRValue() && !e->getType()->isRecordType()) {
      value = EmitValue(flow::Op::kLoad, e, first);
    }
    const Reg merged = EmitValue(flow::Op::kMerge, e);
    block_->code.back().args = {value, second};
    return merged;
  }
  if (const auto* x = dyn_cast<CXXNewExpr>(e)) {
    const Expr* init = x->getInitializer();
    if (init != nullptr && !x->isArray()) {
      const Expr* bare = init->IgnoreImplicit();
      if (isa<CXXConstructExpr>(bare)) return Lower(init);
      const Reg object = Fresh(x->getAllocatedType(), e);
      if (const auto* list = dyn_cast<ParenListExpr>(bare)) {
        if (list->getNumExprs() == 1) Initialise(object, x->getAllocatedType(), list->getExpr(0));
      } else {
        Initialise(object, x->getAllocatedType(), init);
      }
      return object;
    }
    return Fresh(x->getAllocatedType(), e);
  }
  if (const auto* x = dyn_cast<CXXDeleteExpr>(e)) {
    const Reg object = Lower(x->getArgument());
    const QualType type = x->getDestroyedType();
    const CXXRecordDecl* record = type.isNull() ? nullptr : type->getAsCXXRecordDecl();
    if (record != nullptr && record->hasDefinition() && !builder_.IsSystem(record->getLocation())) {
      if (const CXXDestructorDecl* destructor = record->getDestructor()) {
        LowerDestructor(destructor, object, e->getSourceRange());
      }
    }
    return None();
  }
  if (const auto* x = dyn_cast<StmtExpr>(e)) {
    const auto* last = x->getSubStmt()->body_empty() ? nullptr : dyn_cast<Expr>(x->getSubStmt()->body_back());
    if (last == nullptr) return None();
    const auto done = done_.find(last->IgnoreParens());
    return done != done_.end() ? done->second : Unknown();
  }
  if (const auto* x = dyn_cast<ArrayInitLoopExpr>(e)) return Lower(x->getCommonExpr());
  if (const auto* x = dyn_cast<CXXParenListInitExpr>(e)) {
    const Reg object = Fresh(e->getType(), e);
    const auto* record = e->getType()->getAsCXXRecordDecl();
    if (record != nullptr) {
      unsigned next = 0;
      const auto inits = x->getInitExprs();
      for (const FieldDecl* field : record->fields()) {
        if (next < inits.size()) Initialise(FieldOf(object, *field, e), field->getType(), inits[next++]);
      }
    }
    return object;
  }
  const QualType type = e->getType();
  if (const auto* x = dyn_cast<CXXThrowExpr>(e)) {
    const Expr* thrown = x->getSubExpr();
    if (thrown == nullptr) return None();
    const Reg value = Lower(thrown), object = Thrown(thrown->getType(), e);
    if (thrown->getType()->isRecordType()) Copy(object, value, e);
    else Store(object, value, e);
    return None();
  }
  if (isa<VAArgExpr>(e)) {
    const auto found = variadic_.find(e);
    if (found == variadic_.end() || !type->isPointerType()) return type->isRecordType() ? Fresh(type, e) : Unknown();
    const Reg cell = EmitValue(flow::Op::kParameter, e);
    block_->code.back().b = static_cast<Reg>(out_->parameters.size() + found->second);
    return EmitValue(flow::Op::kLoad, e, cell);
  }
  if (type->isRecordType() || type->isArrayType()) return Fresh(type, e);
  if (isa<IntegerLiteral, CharacterLiteral, FloatingLiteral, CXXBoolLiteralExpr, CXXNullPtrLiteralExpr, GNUNullExpr,
          ImplicitValueInitExpr, CXXScalarValueInitExpr, UnaryExprOrTypeTraitExpr, TypeTraitExpr, OffsetOfExpr>(e)) {
    return None();
  }
  return Unknown();
}

FunctionLowering::Reg FunctionLowering::LowerCast(const clang::CastExpr& cast) {
  using namespace clang;
  const Expr* inner = cast.getSubExpr();
  switch (cast.getCastKind()) {
    case CK_LValueToRValue: {
      const Reg address = Lower(inner);
      if (cast.getType()->isRecordType()) return address;
      // A single byte of a text is a number, not the text.
      if (IsByte(cast.getType()) && !isa<DeclRefExpr>(inner->IgnoreParens())) return None();
      return EmitValue(flow::Op::kLoad, &cast, address);
    }
    case CK_NullToPointer:
    case CK_NullToMemberPointer:
      return None();
    case CK_IntegralToBoolean:
    case CK_PointerToBoolean:
    case CK_ToVoid:
      Lower(inner);
      return None();
    default:
      return Lower(inner);
  }
}

FunctionLowering::Reg FunctionLowering::LowerDeclRef(const clang::DeclRefExpr& ref) {
  using namespace clang;
  const ValueDecl* decl = ref.getDecl();
  if (const auto* function = dyn_cast<FunctionDecl>(decl)) {
    return EmitValue(flow::Op::kFunction, &ref, -1, builder_.NameOf(*function));
  }
  if (const auto* binding = dyn_cast<BindingDecl>(decl)) {
    return binding->getBinding() != nullptr ? Lower(binding->getBinding()) : Unknown();
  }
  if (const auto* param = dyn_cast<TemplateParamObjectDecl>(decl)) {
    const Reg object = Fresh(param->getType(), &ref);
    StoreConstant(object, param->getType(), param->getValue(), ref);
    return object;
  }
  const auto* var = dyn_cast<VarDecl>(decl);
  if (var == nullptr) return None();
  // Inside a lambda a captured variable is a member of the closure.
  const auto* method = dyn_cast_or_null<CXXMethodDecl>(function_);
  if (ref.refersToEnclosingVariableOrCapture() && method != nullptr && method->getParent()->isLambda()) {
    llvm::DenseMap<const ValueDecl*, FieldDecl*> captures;
    FieldDecl* this_capture = nullptr;
    method->getParent()->getCaptureFields(captures, this_capture);
    const auto found = captures.find(var);
    if (found != captures.end()) {
      const Reg cell = EmitValue(flow::Op::kParameter, &ref);
      block_->code.back().b = 0;
      const Reg closure = EmitValue(flow::Op::kLoad, &ref, cell);
      const Reg field = EmitValue(flow::Op::kField, &ref, closure, builder_.Symbol("capture." + var->getNameAsString()));
      const bool by_reference = found->second->getType()->isReferenceType();
      return by_reference ? EmitValue(flow::Op::kLoad, &ref, field) : field;
    }
  }
  return Variable(*var);
}

FunctionLowering::Reg FunctionLowering::LowerLambda(const clang::LambdaExpr& lambda) {
  const Reg closure = Fresh(lambda.getType(), &lambda);
  auto init = lambda.capture_init_begin();
  for (const clang::LambdaCapture& capture : lambda.captures()) {
    const clang::Expr* value = *init++;
    if (!capture.capturesVariable() || value == nullptr) continue;
    const Reg field = EmitValue(flow::Op::kField, &lambda, closure,
                                builder_.Symbol("capture." + capture.getCapturedVar()->getNameAsString()));
    if (capture.getCaptureKind() == clang::LCK_ByRef) {
      Store(field, Lower(value), value);
    } else {
      Initialise(field, value->getType(), value);
    }
  }
  return closure;
}

FunctionLowering::Reg FunctionLowering::LowerMember(const clang::MemberExpr& member) {
  using namespace clang;
  const ValueDecl* decl = member.getMemberDecl();
  if (const auto* var = dyn_cast<VarDecl>(decl)) return Variable(*var);
  const Reg base = Lower(member.getBase());
  if (const auto* field = dyn_cast<FieldDecl>(decl)) {
    const Reg address = FieldOf(base, *field, &member);
    return field->getType()->isReferenceType() ? EmitValue(flow::Op::kLoad, &member, address) : address;
  }
  if (const auto* method = dyn_cast<FunctionDecl>(decl)) {
    return EmitValue(flow::Op::kFunction, &member, -1, builder_.NameOf(*method));
  }
  return None();
}

FunctionLowering::Reg FunctionLowering::LowerSubscript(const clang::Expr* base, const clang::Expr* index,
                                                       clang::QualType element) {
  const Reg pointer = Lower(base);
  if (IsCharacter(element)) return pointer;
  const std::optional<std::int64_t> constant = ConstantInt(index);
  if (!constant) Lower(index);
  if (constant && *constant >= 0) return ElementOf(pointer, static_cast<std::uint64_t>(*constant), index);
  return ElementOf(pointer, std::nullopt, index);
}

namespace {

struct Subscript {
  const clang::Expr* base = nullptr;
  const clang::Expr* index = nullptr;
};

// `a[i]` of an array, a pointer or a container.
Subscript SubscriptIn(const clang::Expr* expr) {
  if (const auto* plain = llvm::dyn_cast<clang::ArraySubscriptExpr>(expr)) return {plain->getBase(), plain->getIdx()};
  const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr);
  const bool subscript = op != nullptr && op->getOperator() == clang::OO_Subscript && op->getNumArgs() == 2;
  return subscript ? Subscript{op->getArg(0), op->getArg(1)} : Subscript();
}

const clang::ValueDecl* VariableIn(const clang::Expr* expr) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(expr->IgnoreParenCasts());
  return ref == nullptr ? nullptr : ref->getDecl();
}

// Whether `statement` assigns to, steps or lends `variable`.
bool Writes(const clang::Stmt* statement, const clang::ValueDecl* variable) {
  using namespace clang;
  if (statement == nullptr) return false;
  const auto* op = dyn_cast<BinaryOperator>(statement);
  if (op != nullptr && op->isAssignmentOp() && VariableIn(op->getLHS()) == variable) return true;
  const auto* unary = dyn_cast<UnaryOperator>(statement);
  if (unary != nullptr && (unary->isIncrementDecrementOp() || unary->getOpcode() == UO_AddrOf) && VariableIn(unary->getSubExpr()) == variable) {
    return true;
  }
  return std::any_of(statement->child_begin(), statement->child_end(), [&](const Stmt* inner) { return Writes(inner, variable); });
}

// The pointer of `*p++`.
const clang::Expr* SteppedIn(const clang::Expr* expr) {
  const auto* deref = llvm::dyn_cast<clang::UnaryOperator>(expr->IgnoreParenCasts());
  if (deref == nullptr || deref->getOpcode() != clang::UO_Deref) return nullptr;
  const auto* step = llvm::dyn_cast<clang::UnaryOperator>(deref->getSubExpr()->IgnoreParenImpCasts());
  return step != nullptr && step->getOpcode() == clang::UO_PostInc ? step->getSubExpr() : nullptr;
}

// What is stored into `a[i]` or `*d++`, where that is made of bytes at the
// counter `i`, of constants and of `i`: `b[i]`, `b[i] ^ "acme"[i % 4]`, `*s++ - 1`.
class Making {
 public:
  Making(const clang::Expr* target, const clang::Stmt* body) : body_(body) {
    stepped_ = SteppedIn(target) != nullptr;
    if (const Subscript to = SubscriptIn(target); to.base != nullptr) counter_ = CounterIn(to.index);
  }
  bool has_counter() const { return counter_ != nullptr; }
  /// The arrays and pointers that it reads.
  const std::vector<const clang::Expr*>& sources() const { return sources_; }
  /// Whether it is the counter's alone.
  bool counts() const { return counts_ && !keyed_ && sources_.empty(); }

  /// False when something else goes in.
  bool Take(const clang::Expr* value) {
    using namespace clang;
    value = value->IgnoreParenCasts();
    if (isa<IntegerLiteral, CharacterLiteral, UnaryExprOrTypeTraitExpr>(value)) return true;
    if (const auto* wrap = dyn_cast<ConstantExpr>(value)) return Take(wrap->getSubExpr());
    if (const auto* op = dyn_cast<BinaryOperator>(value)) {
      if (op->getOpcode() == BO_Rem) return Take(op->getLHS());  // Where it wraps does not matter.
      const bool spreads = op->isMultiplicativeOp() || op->isShiftOp();  // `n >> 8 * i`: more than one byte of `n`.
      return (spreads || op->isAdditiveOp() || op->isBitwiseOp()) && Take(op->getLHS()) && Take(op->getRHS()) && !(spreads && keyed_);
    }
    if (const Expr* source = SteppedIn(value); source != nullptr) {
      if (!stepped_ || !IsCharacter(value->getType())) return false;
      sources_.push_back(source);
      return true;
    }
    if (const auto* op = dyn_cast<UnaryOperator>(value)) {
      return (op->getOpcode() == UO_Not || op->getOpcode() == UO_Minus || op->getOpcode() == UO_Plus) && Take(op->getSubExpr());
    }
    if (const Subscript from = SubscriptIn(value); from.base != nullptr) {
      if (counter_ == nullptr || !IsCharacter(value->getType()) || !IsOfCounter(from.index)) return false;
      sources_.push_back(from.base);
      return true;
    }
    const ValueDecl* variable = VariableIn(value);
    if (variable == nullptr || !variable->getType()->isIntegralOrEnumerationType()) return false;
    if (variable == counter_) {
      counts_ = true;
      return true;
    }
    if (isa<EnumConstantDecl>(variable) || variable->getType().isConstQualified()) return true;
    // One byte for all hides nothing, whoever gives it.
    if (!isa<ParmVarDecl>(variable) || Writes(body_, variable)) return false;
    keyed_ = true;
    return true;
  }

 private:
  static const clang::ValueDecl* CounterIn(const clang::Expr* index) {
    using namespace clang;
    index = index->IgnoreParenCasts();
    if (const auto* op = dyn_cast<BinaryOperator>(index); op != nullptr && !op->isAssignmentOp()) {
      const ValueDecl* left = CounterIn(op->getLHS());
      return left != nullptr ? left : CounterIn(op->getRHS());
    }
    const auto* variable = dyn_cast_or_null<VarDecl>(VariableIn(index));
    return variable != nullptr && !variable->getType().isConstQualified() ? variable : nullptr;
  }
  bool IsOfCounter(const clang::Expr* index) const {
    Making inner(counter_, body_);
    return inner.Take(index) && inner.sources_.empty() && inner.counts_;
  }
  Making(const clang::ValueDecl* counter, const clang::Stmt* body) : counter_(counter), body_(body) {}

  const clang::ValueDecl* counter_ = nullptr;
  const clang::Stmt* body_;
  bool stepped_ = false, counts_ = false, keyed_ = false;
  std::vector<const clang::Expr*> sources_;
};

// The value of an expression of constants and one variable that is `at`.
std::optional<std::int64_t> ValueAt(const clang::Expr* expr, std::int64_t at, clang::ASTContext& context) {
  using namespace clang;
  expr = expr->IgnoreParenCasts();
  Expr::EvalResult known;
  if (!expr->isValueDependent() && expr->EvaluateAsInt(known, context)) return known.Val.getInt().extOrTrunc(64).getSExtValue();
  if (VariableIn(expr) != nullptr) return at;
  const auto* op = dyn_cast<BinaryOperator>(expr);
  if (op == nullptr) return std::nullopt;
  const std::optional<std::int64_t> left = ValueAt(op->getLHS(), at, context), right = ValueAt(op->getRHS(), at, context);
  if (!left || !right) return std::nullopt;
  const auto a = static_cast<std::uint64_t>(*left), b = static_cast<std::uint64_t>(*right);
  const auto value = [&]() -> std::optional<std::uint64_t> {
    switch (op->getOpcode()) {
      case BO_Add: return a + b;
      case BO_Sub: return a - b;
      case BO_Mul: return a * b;
      case BO_Xor: return a ^ b;
      case BO_And: return a & b;
      case BO_Or: return a | b;
      case BO_Shl: return b < 64 ? std::optional(a << b) : std::nullopt;
      case BO_Shr: return b < 64 ? std::optional(a >> b) : std::nullopt;
      case BO_Div: return b != 0 ? std::optional(a / b) : std::nullopt;
      case BO_Rem: return b != 0 ? std::optional(a % b) : std::nullopt;
      default: return std::nullopt;
    }
  }();
  return value ? std::optional(static_cast<std::int64_t>(*value)) : std::nullopt;
}

}  // namespace

// The first 16 bytes of `a[i] = value`, counted from `first`: enough to say what they are.
void FunctionLowering::StoreCounted(Reg to, const clang::Expr& value, std::int64_t first) {
  flow::Text text;
  text.binary = true;
  text.room = 1 << 16;
  text.place = builder_.PlaceOf(value.getSourceRange());
  for (std::int64_t at = first; at < first + 16; ++at) text.bytes += static_cast<char>(ValueAt(&value, at, context_).value_or(at));
  CopyText(to, EmitValue(flow::Op::kText, &value, -1, builder_.AddText(std::move(text))), &value, "");
}

// Bytes at `to` are made of those at all of `sources`.
void FunctionLowering::CopyMade(Reg to, const std::vector<const clang::Expr*>& sources, const clang::Stmt& where, bool of_itself) {
  std::vector<Reg> from;
  if (of_itself) from.push_back(to);
  for (const clang::Expr* source : sources) {
    Reg reg = Lower(source);
    if (source->isGLValue() && source->getType()->isPointerType()) reg = EmitValue(flow::Op::kLoad, source, reg);
    from.push_back(reg);
  }
  CopyText(to, from.front(), &where, "");
  block_->code.back().args.assign(from.begin() + 1, from.end());
}

static const clang::Stmt* BodyOf(const clang::FunctionDecl* function) {
  return function == nullptr ? nullptr : function->getBody();
}

bool FunctionLowering::StoreToByte(const clang::Expr* target, const clang::Expr* value) {
  using namespace clang;
  target = target->IgnoreParenImpCasts();
  if (!IsCharacter(target->getType())) return false;
  const Expr* base = nullptr;
  const Expr* index = nullptr;
  if (const Subscript subscript = SubscriptIn(target); subscript.base != nullptr) {
    base = subscript.base;
    index = subscript.index;
  } else if (const auto* deref = dyn_cast<UnaryOperator>(target); deref != nullptr && deref->getOpcode() == UO_Deref) {
    base = deref->getSubExpr();
  } else if (const auto* ref = dyn_cast<DeclRefExpr>(target); ref != nullptr && ref->getDecl()->getType()->isReferenceType()) {
    base = target;  // for (auto& byte : bytes) byte = ...
  } else {
    return false;
  }
  const Reg pointer = Lower(base);
  const std::optional<std::int64_t> byte = value == nullptr ? std::nullopt : ConstantInt(value);
  if (Making made(target, BodyOf(function_)); value != nullptr && !byte && made.Take(value) && (made.counts() || !made.sources().empty())) {
    Lower(value);
    if (made.sources().empty()) StoreCounted(pointer, *value, 0);
    else CopyMade(pointer, made.sources(), *target, false);
    return true;
  }
  if (!byte && value != nullptr) Lower(value);
  const std::int64_t at = index == nullptr ? -1 : ConstantInt(index).value_or(-1);
  flow::Instruction& store = Emit(flow::Op::kStoreByte, target);
  store.a = pointer;
  store.b = byte ? -1 : pointer;
  store.imm = byte.value_or(0);
  store.sym = at >= 0 && at < 4096 ? static_cast<std::uint32_t>(at + 1) : 0;
  const QualType plain = target->getType().getCanonicalType().getUnqualifiedType();
  store.flags = plain == context_.UnsignedCharTy || plain == context_.SignedCharTy ? 1 : 0;
  return true;
}

FunctionLowering::Reg FunctionLowering::LowerUnary(const clang::UnaryOperator& op) {
  using namespace clang;
  const Expr* inner = op.getSubExpr();
  switch (op.getOpcode()) {
    case UO_Deref:
    case UO_AddrOf:
    case UO_Extension:
    case UO_Plus:
      return Lower(inner);
    case UO_PreInc:
    case UO_PreDec:
    case UO_PostInc:
    case UO_PostDec: {
      const Reg address = Lower(inner);
      const bool pointer = inner->getType()->isPointerType();
      const bool steps = pointer && !IsCharacter(inner->getType()->getPointeeType());
      if (op.isPostfix() || op.isPRValue()) {
        const Reg before = pointer ? EmitValue(flow::Op::kLoad, &op, address) : None();
        if (steps) Store(address, ElementOf(before, std::nullopt, &op), &op);
        if (!pointer && StoreToByte(inner, nullptr)) return None();
        return before;
      }
      if (steps) Store(address, ElementOf(EmitValue(flow::Op::kLoad, &op, address), std::nullopt, &op), &op);
      if (!pointer) StoreToByte(inner, nullptr);
      return address;
    }
    default:
      Lower(inner);
      return None();
  }
}

FunctionLowering::Reg FunctionLowering::LowerBinary(const clang::BinaryOperator& op) {
  using namespace clang;
  const Expr* left = op.getLHS();
  const Expr* right = op.getRHS();
  if (op.isCompoundAssignmentOp()) {
    const Reg address = Lower(left);
    Lower(right);
    if (left->getType()->isPointerType()) {
      if (!IsCharacter(left->getType()->getPointeeType())) {
        Store(address, ElementOf(EmitValue(flow::Op::kLoad, &op, address), std::nullopt, &op), &op);
      }
    } else {
      // Hidden by a constant it is a constant: text[i] ^= 0x5a, or += i. One
      // byte that is counted up (`nonce[0] += 1`) is another each time.
      Making made(left->IgnoreParenImpCasts(), BodyOf(function_));
      const bool known = IsCharacter(left->getType()) && made.Take(right) && (made.has_counter() || op.getOpcode() == BO_XorAssign);
      if (!known) StoreToByte(left, nullptr);
      else if (!made.sources().empty()) CopyMade(address, made.sources(), op, true);
    }
    return op.isGLValue() ? address : op.getType()->isPointerType() ? EmitValue(flow::Op::kLoad, &op, address) : None();
  }
  switch (op.getOpcode()) {
    case BO_Assign: {
      if (StoreToByte(left, right)) return op.isGLValue() ? Lower(left) : None();
      const Reg value = Lower(right);
      const Reg entry = UnknownEntry(left);
      const Reg address = entry >= 0 ? entry : Lower(left);
      if (left->getType()->isRecordType()) {
        Copy(address, value, &op);
        return address;
      }
      if (!IsPlainNumber(left->getType(), right)) Store(address, value, &op);
      if (const auto* member = dyn_cast<MemberExpr>(left->IgnoreParenImpCasts())) {
        if (const auto* field = dyn_cast<FieldDecl>(member->getMemberDecl())) EmitFieldSink(*field, right, value);
      }
      return op.isGLValue() ? address : value;
    }
    case BO_Comma:
      Lower(left);
      return Lower(right);
    case BO_Add:
    case BO_Sub: {
      const bool left_pointer = left->getType()->isPointerType(), right_pointer = right->getType()->isPointerType();
      if (left_pointer == right_pointer) {
        Lower(left);
        Lower(right);
        return None();
      }
      const Expr* pointer = left_pointer ? left : right;
      const Expr* offset = left_pointer ? right : left;
      const Reg base = Lower(pointer);
      if (IsCharacter(pointer->getType()->getPointeeType()) || pointer->getType()->isVoidPointerType()) return base;
      const std::optional<std::int64_t> constant = ConstantInt(offset);
      if (!constant) Lower(offset);
      const bool usable = constant && *constant >= 0 && op.getOpcode() == BO_Add;
      return ElementOf(base, usable ? std::optional<std::uint64_t>(*constant) : std::nullopt, &op);
    }
    case BO_PtrMemD:
    case BO_PtrMemI:
      return Unknown();
    default:
      // Operands of && and || stand in blocks of their own.
      if (!op.isLogicalOp()) {
        Lower(left);
        Lower(right);
      }
      return None();
  }
}

}  // namespace keylint
