// SPDX-License-Identifier: Apache-2.0
// Units, functions and initialisers. The order of evaluation, branches,
// implicit destructors and unreachable edges come from Clang's control-flow
// graph, constants from its evaluator.
#include "lint/clang/lower.h"

#include "clang/AST/RecursiveASTVisitor.h"

#include "lint/clang/library_types.h"
#include "lint/clang/lowering.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxBlocks = 4000;
constexpr unsigned kMaxElements = 64;

// Bodies, classes and globals outside system headers, instantiations included.
class Finder : public clang::RecursiveASTVisitor<Finder> {
 public:
  Finder(UnitBuilder& builder, std::vector<const clang::FunctionDecl*>& functions)
      : builder_(builder), functions_(functions) {}

  bool shouldVisitTemplateInstantiations() const { return true; }
  bool shouldVisitLambdaBody() const { return true; }

  bool VisitFunctionDecl(clang::FunctionDecl* function) {
    if (function->isThisDeclarationADefinition() && !function->isDependentContext() && function->hasBody() &&
        !function->isDefaulted()) {
      functions_.push_back(function);
    }
    return true;
  }
  bool VisitVarDecl(clang::VarDecl* var) {
    if (var->hasGlobalStorage() && var->hasInit() && !var->getDeclContext()->isDependentContext() &&
        !var->getType()->isDependentType()) {
      builder_.WantGlobal(*var);
    }
    return true;
  }
  bool VisitLambdaExpr(clang::LambdaExpr* lambda) {
    const clang::CXXMethodDecl* call = lambda->getCallOperator();
    if (const clang::FunctionTemplateDecl* generic = call->getDescribedFunctionTemplate()) {
      for (const clang::FunctionDecl* instance : generic->specializations()) functions_.push_back(instance);
    } else if (!call->isDependentContext()) {
      functions_.push_back(call);
    }
    return true;
  }
  bool VisitCXXRecordDecl(clang::CXXRecordDecl* record) {
    if (record->isCompleteDefinition() && !record->isDependentContext()) builder_.NoteClass(record);
    return true;
  }

 private:
  UnitBuilder& builder_;
  std::vector<const clang::FunctionDecl*>& functions_;
};

// Whether `statement` has a `bytes[...]`.
bool TakesBytes(const clang::Stmt* statement) {
  if (statement == nullptr) return false;
  const auto* subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(statement);
  if (subscript != nullptr && IsCharacter(subscript->getType())) return true;
  return std::any_of(statement->child_begin(), statement->child_end(), TakesBytes);
}

// `for (i = 0; i < n; i++) bytes[i] ...`: a variable is set, compared and stepped.
bool CountsThroughBytes(const clang::Stmt* loop) {
  const auto* counted = llvm::dyn_cast_or_null<clang::ForStmt>(loop);
  if (counted == nullptr || counted->getInit() == nullptr || counted->getCond() == nullptr || counted->getInc() == nullptr) return false;
  const auto* compared = llvm::dyn_cast<clang::BinaryOperator>(counted->getCond()->IgnoreParenImpCasts());
  return compared != nullptr && (compared->isRelationalOp() || compared->getOpcode() == clang::BO_NE) &&
         compared->getLHS()->getType()->isIntegerType() && TakesBytes(counted->getBody());
}

bool HasSystemOwner(const clang::CXXRecordDecl* record, const UnitBuilder& builder) {
  return record != nullptr && builder.IsSystem(record->getLocation());
}

}  // namespace

flow::Unit LowerUnit(clang::ASTContext& context, const SinkTable& sinks, const LowerOptions& options) {
  flow::Unit unit;
  UnitBuilder builder(context, sinks, unit);
  const clang::SourceManager& sources = context.getSourceManager();
  bool invalid = false;
  const llvm::StringRef main_text = sources.getBufferData(sources.getMainFileID(), &invalid);
  if (!invalid) unit.lines = static_cast<std::uint64_t>(main_text.count('\n'));
  if (options.flows) {
    std::vector<const clang::FunctionDecl*> functions;
    Finder finder(builder, functions);
    for (clang::Decl* decl : context.getTranslationUnitDecl()->decls()) {
      if (!builder.IsSystem(decl->getLocation())) finder.TraverseDecl(decl);
    }
    std::unordered_set<const clang::FunctionDecl*> seen;
    const auto lower = [&](const clang::FunctionDecl* function) {
      if (!seen.insert(function->getCanonicalDecl()).second || builder.IsSystem(function->getLocation())) return;
      flow::Function out;
      if (FunctionLowering(builder).Lower(*function, out)) unit.functions.push_back(std::move(out));
    };
    for (const clang::FunctionDecl* function : functions) lower(function);
    while (!builder.wanted_functions.empty() || !builder.wanted_globals.empty()) {
      if (!builder.wanted_functions.empty()) {
        const clang::FunctionDecl* function = builder.wanted_functions.front();
        builder.wanted_functions.pop_front();
        lower(function);
        continue;
      }
      const clang::VarDecl* var = builder.wanted_globals.front();
      builder.wanted_globals.pop_front();
      flow::Global out;
      FunctionLowering(builder).LowerGlobal(*var, out);
      unit.globals.push_back(std::move(out));
    }
  }
  if (options.literals) CollectLiterals(builder);
  return unit;
}

bool FunctionLowering::Lower(const clang::FunctionDecl& declared, flow::Function& out) {
  const clang::FunctionDecl* definition = declared.getDefinition();
  if (definition == nullptr || definition->getBody() == nullptr || definition->isDependentContext()) return false;
  const clang::FunctionDecl& function = *definition;
  out_ = &out;
  function_ = &function;
  out.name = builder_.NameOf(function);
  out.display = builder_.Symbol(builder_.Qualified(function));
  out.place = builder_.PlaceOf(function.getLocation());
  const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(&function);
  if (method != nullptr && method->isInstance()) {
    out.record = builder_.NameOf(*method->getParent());
    out.parameters.push_back(0);
  }
  for (const clang::ParmVarDecl* parameter : function.parameters()) {
    out.parameters.push_back(parameter->getType()->isRecordType() ? flow::kByValue : 0);
  }
  clang::CFG::BuildOptions options;
  options.AddImplicitDtors = true;
  options.AddInitializers = true;
  options.AddCXXDefaultInitExprInCtors = true;
  options.AddRichCXXConstructors = true;
  options.setAllAlwaysAdd();
  const std::unique_ptr<clang::CFG> cfg =
      clang::CFG::buildCFG(&function, function.getBody(), &context_, options);
  if (cfg == nullptr || cfg->size() > kMaxBlocks) return false;

  // Entry first; only what the entry reaches, predecessors before successors
  // where there is no loop.
  std::vector<const clang::CFGBlock*> order;
  std::unordered_map<const clang::CFGBlock*, std::uint32_t> number;
  std::unordered_set<const clang::CFGBlock*> seen = {&cfg->getEntry()};
  const HandlerEdges handlers = EdgesToHandlers(*cfg, builder_.sources);
  const auto successors = [&](const clang::CFGBlock* block) {
    std::vector<const clang::CFGBlock*> next;
    for (const clang::CFGBlock::AdjacentBlock& one : block->succs()) {
      if (const clang::CFGBlock* successor = one.getReachableBlock()) next.push_back(successor);
    }
    if (const auto found = handlers.find(block); found != handlers.end()) {
      next.insert(next.end(), found->second.begin(), found->second.end());
    }
    return next;
  };
  struct Visit { const clang::CFGBlock* block; std::vector<const clang::CFGBlock*> next; std::size_t at = 0; };
  std::vector<Visit> stack;
  stack.push_back({&cfg->getEntry(), successors(&cfg->getEntry())});
  while (!stack.empty()) {
    Visit& visit = stack.back();
    if (visit.at == visit.next.size()) {
      order.push_back(visit.block);
      stack.pop_back();
      continue;
    }
    const clang::CFGBlock* successor = visit.next[visit.at++];
    if (seen.insert(successor).second) stack.push_back({successor, successors(successor)});
  }
  if (function.isVariadic()) variadic_ = VariadicPositions(*cfg);
  std::reverse(order.begin(), order.end());
  for (std::uint32_t n = 0; n < order.size(); ++n) number[order[n]] = n;
  out.blocks.resize(order.size());
  for (std::uint32_t n = 0; n < order.size(); ++n) {
    block_ = &out.blocks[n];
    if (const auto* handler = llvm::dyn_cast_or_null<clang::CXXCatchStmt>(order[n]->getLabel())) EnterHandler(*handler);
    for (const clang::CFGElement& element : *order[n]) LowerElement(element);
    for (const clang::CFGBlock* successor : successors(order[n])) block_->next.push_back(number[successor]);
  }
  for (const clang::CFGBlock* block : order) {
    if (CountsThroughBytes(block->getTerminatorStmt())) EnterLoop(*block, number);
  }
  return true;
}

// A loop that counts through bytes runs at least once: what it fills is filled behind it. Its
// condition is taken twice, and the one on the way in leads nowhere but in.
void FunctionLowering::EnterLoop(const clang::CFGBlock& condition,
                                 const std::unordered_map<const clang::CFGBlock*, std::uint32_t>& number) {
  const clang::CFGBlock* body = condition.succ_empty() ? nullptr : condition.succ_begin()->getReachableBlock();
  if (body == nullptr || number.count(body) == 0) return;
  const std::uint32_t from = number.at(&condition), entry = static_cast<std::uint32_t>(out_->blocks.size());
  flow::Block once = out_->blocks[from];
  once.next = {number.at(body)};
  out_->blocks.push_back(std::move(once));
  for (const clang::CFGBlock::AdjacentBlock& before : condition.preds()) {
    const clang::CFGBlock* block = before.getReachableBlock();
    const auto found = block == nullptr ? number.end() : number.find(block);
    if (found == number.end() || block->getLoopTarget() == condition.getTerminatorStmt()) continue;
    std::vector<std::uint32_t>& next = out_->blocks[found->second].next;
    std::replace(next.begin(), next.end(), from, entry);
  }
}

void FunctionLowering::LowerGlobal(const clang::VarDecl& var, flow::Global& out) {
  out.name = builder_.NameOf(var);
  out.type = builder_.TypeName(var.getType());
  const clang::QualType element = context_.getBaseElementType(var.getType());
  out.constant = element.isConstQualified() || var.getType()->isReferenceType();
  out_ = &out.initialiser;
  out_->name = out.name;
  out_->display = builder_.Symbol(var.getNameAsString());
  out_->blocks.resize(1);
  block_ = &out_->blocks[0];
  const clang::VarDecl* definition = nullptr;
  const clang::Expr* init = var.getAnyInitializer(definition);
  if (init == nullptr || init->isValueDependent()) return;
  Reg address = EmitValue(flow::Op::kGlobal, init, -1, out.name);
  if (!InitialiseEvaluated(address, var)) Initialise(address, var.getType(), init);
}

void FunctionLowering::LowerElement(const clang::CFGElement& element) {
  switch (element.getKind()) {
    case clang::CFGElement::Statement:
    case clang::CFGElement::CXXRecordTypedCall:
      LowerStatement(element.castAs<clang::CFGStmt>().getStmt());
      break;
    case clang::CFGElement::Constructor: {
      const auto constructor = element.castAs<clang::CFGConstructor>();
      construction_ = constructor.getConstructionContext();
      LowerStatement(constructor.getStmt());
      construction_ = nullptr;
      break;
    }
    case clang::CFGElement::Initializer: {
      const clang::CXXCtorInitializer* init = element.castAs<clang::CFGInitializer>().getInitializer();
      const Reg object = EmitValue(flow::Op::kLoad, init->getInit(), EmitValue(flow::Op::kParameter, nullptr));
      block_->code[block_->code.size() - 2].b = 0;
      if (init->isAnyMemberInitializer()) {
        const clang::FieldDecl* field = init->getAnyMember();
        Reg address = object;
        if (const clang::IndirectFieldDecl* chain = init->getIndirectMember()) {
          for (const clang::NamedDecl* part : chain->chain()) {
            if (const auto* inner = llvm::dyn_cast<clang::FieldDecl>(part)) address = FieldOf(address, *inner, init->getInit());
          }
        } else {
          address = FieldOf(object, *field, init->getInit());
        }
        Initialise(address, field->getType(), init->getInit());
        EmitFieldSink(*field, init->getInit(), Lower(init->getInit()));
      } else {
        Lower(init->getInit());
      }
      break;
    }
    case clang::CFGElement::AutomaticObjectDtor: {
      const auto dtor = element.castAs<clang::CFGAutomaticObjDtor>();
      const clang::VarDecl* var = dtor.getVarDecl();
      const clang::CXXDestructorDecl* destructor = dtor.getDestructorDecl(context_);
      if (destructor != nullptr && !builder_.IsSystem(destructor->getLocation())) {
        LowerDestructor(destructor, Variable(*var), var->getSourceRange());
      }
      break;
    }
    case clang::CFGElement::BaseDtor:
    case clang::CFGElement::MemberDtor: {
      const clang::CXXDestructorDecl* destructor =
          element.castAs<clang::CFGImplicitDtor>().getDestructorDecl(context_);
      if (destructor == nullptr || builder_.IsSystem(destructor->getLocation())) break;
      Reg object = EmitValue(flow::Op::kParameter, nullptr);
      block_->code.back().b = 0;
      object = EmitValue(flow::Op::kLoad, nullptr, object);
      if (const auto member = element.getAs<clang::CFGMemberDtor>()) {
        object = FieldOf(object, *member->getFieldDecl(), nullptr);
      }
      LowerDestructor(destructor, object, function_->getSourceRange());
      break;
    }
    default:
      break;
  }
}

void FunctionLowering::LowerDestructor(const clang::CXXDestructorDecl* destructor, Reg object,
                                       clang::SourceRange where) {
  if (destructor->isTrivial()) return;
  if (destructor->isImplicit()) builder_.WantFunction(*destructor);
  flow::Instruction& call = Emit(flow::Op::kCall, nullptr);
  call.sym = builder_.NameOf(*destructor);
  call.args = {object};
  call.arg_flags = {0};
  call.flags = destructor->isVirtual() ? flow::kVirtual : 0;
  call.place = builder_.PlaceOf(where);
}

void FunctionLowering::LowerStatement(const clang::Stmt* statement) {
  if (const auto* declaration = llvm::dyn_cast<clang::DeclStmt>(statement)) {
    for (const clang::Decl* decl : declaration->decls()) {
      const auto* var = llvm::dyn_cast<clang::VarDecl>(decl);
      if (var == nullptr) continue;
      if (var->hasGlobalStorage()) {
        if (var->hasInit()) builder_.WantGlobal(*var);
        continue;
      }
      const Reg address = AddressOf(*var);
      if (var->hasInit()) {
        if (!InitialiseEvaluated(address, *var)) Initialise(address, var->getType(), var->getInit());
      } else if (!IsPlainNumber(var->getType(), nullptr)) {
        Store(address, None(), statement);  // A loop's variable starts anew.
      }
      if (const auto* decomposed = llvm::dyn_cast<clang::DecompositionDecl>(var)) {
        for (const clang::BindingDecl* binding : decomposed->bindings()) {
          if (const clang::VarDecl* holder = binding->getHoldingVar()) {
            if (holder->hasInit()) Initialise(AddressOf(*holder), holder->getType(), holder->getInit());
          }
        }
      }
    }
  } else if (const auto* back = llvm::dyn_cast<clang::ReturnStmt>(statement)) {
    const clang::Expr* value = back->getRetValue();
    if (value == nullptr) return;
    const Reg reg = Lower(value);
    const bool object = value->isPRValue() && value->getType()->isRecordType();
    Emit(object ? flow::Op::kReturnObject : flow::Op::kReturn, statement).a = reg;
  } else if (const auto* expr = llvm::dyn_cast<clang::Expr>(statement)) {
    Lower(expr);
  }
}

FunctionLowering::Reg FunctionLowering::AddressOf(const clang::VarDecl& var) {
  if (var.hasGlobalStorage()) {
    if (var.hasInit() || var.getAnyInitializer() != nullptr) {
      if (!builder_.IsSystem(var.getLocation())) builder_.WantGlobal(var);
    }
    return EmitValue(flow::Op::kGlobal, nullptr, -1, builder_.NameOf(var));
  }
  if (const auto* parameter = llvm::dyn_cast<clang::ParmVarDecl>(&var)) {
    // Parameters of a lambda's or block's enclosing function are no locals here.
    if (function_ != nullptr && parameter->getDeclContext() == function_) {
      const bool method = out_->record != 0;
      const Reg reg = EmitValue(flow::Op::kParameter, nullptr);
      block_->code.back().b = static_cast<Reg>(parameter->getFunctionScopeIndex() + (method ? 1 : 0));
      return reg;
    }
  }
  const auto [found, added] = locals_.try_emplace(&var, static_cast<std::uint32_t>(out_->local_types.size()));
  if (added) out_->local_types.push_back(builder_.TypeName(var.getType()));
  const Reg reg = EmitValue(flow::Op::kLocal, nullptr);
  block_->code.back().b = static_cast<Reg>(found->second);
  return reg;
}

FunctionLowering::Reg FunctionLowering::Variable(const clang::VarDecl& var) {
  const Reg address = AddressOf(var);
  return var.getType()->isReferenceType() ? EmitValue(flow::Op::kLoad, nullptr, address) : address;
}

namespace {

// The bytes of an evaluated array, or of a class that is one array (std::array).
std::optional<std::string> EvaluatedBytes(const clang::APValue& value) {
  if (value.isStruct() && value.getStructNumBases() == 0 && value.getStructNumFields() == 1) {
    return EvaluatedBytes(value.getStructField(0));
  }
  constexpr unsigned kMaxBytes = 4096;
  if (!value.isArray() || value.getArraySize() == 0 || value.getArraySize() > kMaxBytes) return std::nullopt;
  std::string bytes;
  for (unsigned n = 0; n < value.getArraySize(); ++n) {
    const bool filled = n >= value.getArrayInitializedElts();
    if (filled && !value.hasArrayFiller()) return std::nullopt;
    const clang::APValue& element = filled ? value.getArrayFiller() : value.getArrayInitializedElt(n);
    if (!element.isInt() || element.getInt().getBitWidth() != 8) return std::nullopt;
    bytes += static_cast<char>(element.getInt().getZExtValue());
  }
  return bytes;
}

}  // namespace

void FunctionLowering::StoreConstant(Reg address, clang::QualType type, const clang::APValue& value,
                                     const clang::Expr& where) {
  const clang::ArrayType* array = context_.getAsArrayType(type);
  if (array != nullptr && IsCharacter(array->getElementType())) {
    const std::optional<std::string> bytes = EvaluatedBytes(value);
    if (!bytes) return;
    flow::Text text;
    text.bytes = *bytes;
    text.binary = !context_.hasSameUnqualifiedType(array->getElementType(), context_.CharTy);
    if (!text.binary) text.bytes.resize(std::min(text.bytes.size(), text.bytes.find('\0')));
    text.place = builder_.PlaceOf(where.getSourceRange());
    CopyText(address, EmitValue(flow::Op::kText, &where, -1, builder_.AddText(std::move(text))), &where, "");
  } else if (const clang::RecordDecl* record = type->getAsRecordDecl(); record != nullptr && value.isStruct()) {
    unsigned n = 0;
    for (const clang::FieldDecl* field : record->fields()) {
      if (n >= value.getStructNumFields()) break;
      StoreConstant(FieldOf(address, *field, &where), field->getType(), value.getStructField(n++), where);
    }
  }
}

bool FunctionLowering::InitialiseEvaluated(Reg address, const clang::VarDecl& var) {
  const clang::Expr* init = var.getInit();
  if (init == nullptr || init->isValueDependent() || !var.isConstexpr()) return false;
  if (const auto* wrap = llvm::dyn_cast<clang::ConstantExpr>(init)) init = wrap->getSubExpr();
  if (!llvm::isa<clang::CallExpr>(init->IgnoreUnlessSpelledInSource())) return false;
  const clang::APValue* value = var.evaluateValue();
  const std::optional<std::string> bytes = value == nullptr ? std::nullopt : EvaluatedBytes(*value);
  if (!bytes) return false;
  flow::Text text;
  text.bytes = *bytes;
  text.binary = true;
  text.place = builder_.PlaceOf(var.getInit()->getSourceRange());
  CopyText(address, EmitValue(flow::Op::kText, init, -1, builder_.AddText(std::move(text))), init, "");
  return true;
}

void FunctionLowering::InitialiseBytes(Reg address, clang::QualType element, std::uint64_t size,
                                       const clang::Expr* init) {
  init = init->IgnoreParenImpCasts();
  const bool plain_text = IsCharacter(element) && element.getCanonicalType().getUnqualifiedType() != context_.UnsignedCharTy &&
                          element.getCanonicalType().getUnqualifiedType() != context_.SignedCharTy;
  flow::Text text;
  text.room = static_cast<std::uint32_t>(std::min<std::uint64_t>(size, 1 << 20));
  if (const auto* literal = llvm::dyn_cast<clang::StringLiteral>(init)) {
    text.bytes = Utf8Of(*literal);
    text.place = builder_.EditPlace(*literal);
    if (text.bytes.empty() && !plain_text && size <= 4096) {
      text.bytes.assign(size, '\0');
      text.binary = true;
    }
  } else if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(init)) {
    const std::optional<std::string> bytes = ConstantBytes(*list, context_);
    if (!bytes) {
      Emit(flow::Op::kForget, init).a = address;
      return;
    }
    text.bytes = *bytes;
    text.place = builder_.PlaceOf(list->getSourceRange());
    text.binary = !plain_text;
    if (plain_text) text.bytes.resize(std::min(text.bytes.size(), text.bytes.find('\0')));
  } else if (llvm::isa<clang::ImplicitValueInitExpr>(init)) {
    text.binary = !plain_text;
    if (!plain_text && size <= 4096) text.bytes.assign(size, '\0');
    text.place = builder_.PlaceOf(init->getSourceRange());
  } else {
    CopyText(address, Lower(init), init, "");
    return;
  }
  CopyText(address, EmitValue(flow::Op::kText, init, -1, builder_.AddText(std::move(text))), init, "");
}

void FunctionLowering::Initialise(Reg address, clang::QualType type, const clang::Expr* init) {
  if (init == nullptr || init->isValueDependent()) return;
  const clang::Expr* bare = init->IgnoreParens();
  if (const auto* wrap = llvm::dyn_cast<clang::ExprWithCleanups>(bare)) bare = wrap->getSubExpr()->IgnoreParens();
  if (const auto* def = llvm::dyn_cast<clang::CXXDefaultInitExpr>(bare)) bare = def->getExpr()->IgnoreParens();
  if (const auto* def = llvm::dyn_cast<clang::ConstantExpr>(bare)) bare = def->getSubExpr()->IgnoreParens();
  if (type->isReferenceType()) {
    Store(address, Lower(init), init);
    return;
  }
  if (const clang::ArrayType* array = context_.getAsArrayType(type)) {
    const clang::QualType element = array->getElementType();
    if (IsCharacter(element)) {
      const auto* constant = llvm::dyn_cast<clang::ConstantArrayType>(array);
      const clang::Expr* inner = bare->IgnoreParenImpCasts();
      const auto* braces = llvm::dyn_cast<clang::InitListExpr>(inner);
      if (braces != nullptr && braces->isStringLiteralInit()) inner = braces->getInit(0);
      InitialiseBytes(address, element, constant != nullptr ? constant->getSize().getZExtValue() : 0, inner);
      return;
    }
  }
  if (const auto* list = llvm::dyn_cast<clang::InitListExpr>(bare)) {
    if (const std::optional<std::string> words = ConstantWords(*list, context_)) {
      flow::Text text;
      text.bytes = *words;
      text.binary = true;
      text.place = builder_.PlaceOf(list->getSourceRange());
      CopyText(address, EmitValue(flow::Op::kText, init, -1, builder_.AddText(std::move(text))), init, "");
      return;
    }
    InitialiseList(address, type, *list);
    return;
  }
  if (type->isRecordType() || type->isArrayType()) {
    const Reg from = Lower(init);
    if (in_place_.count(bare->IgnoreImplicit()) == 0 && in_place_.count(bare) == 0) Copy(address, from, init);
    return;
  }
  const Reg value = Lower(init);
  if (!IsPlainNumber(type, init)) Store(address, value, init);
}

void FunctionLowering::InitialiseList(Reg address, clang::QualType type, const clang::InitListExpr& written) {
  const clang::InitListExpr& list =
      written.isSemanticForm() || written.getSemanticForm() == nullptr ? written : *written.getSemanticForm();
  if (const auto* record = type->getAs<clang::RecordType>()) {
    const clang::RecordDecl* decl = record->getDecl()->getDefinition();
    if (decl == nullptr) return;
    unsigned next = 0;
    if (list.isTransparent() && list.getNumInits() == 1) {
      Initialise(address, type, list.getInit(0));
      return;
    }
    if (decl->isUnion()) {
      const clang::FieldDecl* field = list.getInitializedFieldInUnion();
      if (field != nullptr && list.getNumInits() == 1) {
        Initialise(FieldOf(address, *field, &list), field->getType(), list.getInit(0));
      }
      return;
    }
    if (const auto* cxx = llvm::dyn_cast<clang::CXXRecordDecl>(decl)) {
      for (const clang::CXXBaseSpecifier& base : cxx->bases()) {
        if (next < list.getNumInits()) Initialise(address, base.getType(), list.getInit(next++));
      }
    }
    // std::array and its kin are their elements.
    const bool is_array = HasSystemOwner(type->getAsCXXRecordDecl(), builder_) && decl->getName() == "array";
    for (const clang::FieldDecl* field : decl->fields()) {
      if (IsUnnamedBitField(*field)) continue;
      if (next >= list.getNumInits()) break;
      const clang::Expr* init = list.getInit(next++);
      if (init == nullptr) continue;
      const Reg inner = is_array ? address : FieldOf(address, *field, init);
      Initialise(inner, field->getType(), init);
      const bool text = field->getType()->isPointerType() || IsBytes(field->getType()->getAsCXXRecordDecl());
      if (text && !llvm::isa<clang::ImplicitValueInitExpr>(init)) {
        EmitFieldSink(*field, init, Lower(init));
      }
    }
    return;
  }
  if (const clang::ArrayType* array = context_.getAsArrayType(type)) {
    for (unsigned n = 0; n < list.getNumInits() && n < kMaxElements; ++n) {
      Initialise(ElementOf(address, n, &list), array->getElementType(), list.getInit(n));
    }
    return;
  }
  if (list.getNumInits() == 1) Initialise(address, type, list.getInit(0));
}

}  // namespace keylint
