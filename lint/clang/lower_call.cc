// SPDX-License-Identifier: Apache-2.0
// Calls: library models first, then sinks, then the call itself.
#include "clang/AST/ParentMapContext.h"
#include "clang/Lex/Lexer.h"

#include "lint/base/ascii.h"
#include "lint/clang/lowering.h"

namespace keylint {
namespace {

bool MatchesPattern(std::string_view pattern, std::string_view text) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return EqualsNoCase(pattern, text);
  const std::string_view head = pattern.substr(0, star);
  std::string_view rest = pattern.substr(star + 1);
  if (!StartsWithNoCase(text, head)) return false;
  for (std::size_t skip = head.size(); skip <= text.size(); ++skip) {
    if (MatchesPattern(rest, text.substr(skip))) return true;
  }
  return false;
}

std::uint8_t ArgFlags(clang::QualType parameter) {
  if (parameter->isRecordType()) return flow::kByValue;
  const bool indirect = parameter->isPointerType() || parameter->isReferenceType();
  if (!indirect) return 0;
  const clang::QualType pointee = parameter->getPointeeType();
  return pointee.isConstQualified() || pointee->isFunctionType() ? 0 : flow::kWritable;
}

// printf only reads what follows its format; scanf writes.
bool ReadsItsVariadics(const clang::FunctionDecl& callee) {
  for (const auto* format : callee.specific_attrs<clang::FormatAttr>()) {
    const llvm::StringRef kind = format->getType()->getName();
    return kind != "scanf" && kind != "__scanf__" && kind != "gnu_scanf" && kind != "ms_scanf";
  }
  return callee.getNameAsString().find("scanf") == std::string::npos;
}

bool IsTextLike(clang::QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType()) return IsCharacter(type->getPointeeType());
  const clang::CXXRecordDecl* record = type->getAsCXXRecordDecl();
  if (record == nullptr) return false;
  const llvm::StringRef name = record->getName();
  return name.contains_insensitive("string") || name == "QByteArray";
}

}  // namespace

// The place a scalar came from, where the expression still shows it: a handle
// that a call fills although it is passed by value.
FunctionLowering::Reg FunctionLowering::LValueAddress(const clang::Expr* expr) {
  using namespace clang;
  for (;;) {
    expr = expr->IgnoreParens();
    const auto* cast = dyn_cast<CastExpr>(expr);
    if (cast == nullptr) break;
    expr = cast->getSubExpr();
    if (cast->getCastKind() == CK_LValueToRValue) return Lower(expr);
  }
  return expr->isGLValue() ? Lower(expr) : -1;
}

namespace {

const clang::InitListExpr* ListBehind(const clang::Expr* arg) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(arg->IgnoreParenImpCasts());
  const auto* var = ref == nullptr ? nullptr : llvm::dyn_cast<clang::VarDecl>(ref->getDecl());
  return var == nullptr ? nullptr : llvm::dyn_cast_or_null<clang::InitListExpr>(var->getAnyInitializer());
}

// The function that a function of two texts compares them with, and which of
// its own parameters these are.
struct Compared {
  const clang::FunctionDecl* by = nullptr;
  std::size_t left = 0, right = 1;
};

// `static int streq(const char* a, const char* b) { return !strcmp(a, b); }`
std::optional<Compared> ComparedBy(const clang::FunctionDecl& callee) {
  using namespace clang;
  const FunctionDecl* definition = callee.getDefinition();
  const auto* body = definition == nullptr ? nullptr : dyn_cast_or_null<CompoundStmt>(definition->getBody());
  const auto* back = body == nullptr || body->size() != 1 ? nullptr : dyn_cast<ReturnStmt>(body->body_front());
  const Expr* value = back == nullptr ? nullptr : back->getRetValue();
  while (value != nullptr) {
    value = value->IgnoreParenImpCasts();
    if (const auto* unary = dyn_cast<UnaryOperator>(value); unary != nullptr && unary->getOpcode() == UO_LNot) {
      value = unary->getSubExpr();
    } else if (const auto* equal = dyn_cast<BinaryOperator>(value); equal != nullptr && equal->isEqualityOp()) {
      value = equal->getLHS();
    } else {
      break;
    }
  }
  const auto* call = dyn_cast_or_null<CallExpr>(value);
  if (call == nullptr || call->getDirectCallee() == nullptr || call->getNumArgs() < 2) return std::nullopt;
  Compared compared{call->getDirectCallee()};
  std::size_t* const sides[] = {&compared.left, &compared.right};
  for (unsigned n = 0; n < 2; ++n) {
    const auto* ref = dyn_cast<DeclRefExpr>(call->getArg(n)->IgnoreParenCasts());
    const auto* parameter = ref == nullptr ? nullptr : dyn_cast<ParmVarDecl>(ref->getDecl());
    // Where a name says what is compared, the comparison inside is the sink.
    if (parameter == nullptr || MayNameCredential(parameter->getNameAsString())) return std::nullopt;
    *sides[n] = parameter->getFunctionScopeIndex();
  }
  return compared;
}

// What a construction or a temporary is made of; null: `expr` is neither.
const clang::Expr* Wrapped(const clang::Expr* expr) {
  using namespace clang;
  if (const auto* construct = dyn_cast<CXXConstructExpr>(expr)) return construct->getNumArgs() > 0 ? construct->getArg(0) : nullptr;
  if (const auto* temporary = dyn_cast<MaterializeTemporaryExpr>(expr)) return temporary->getSubExpr();
  if (const auto* bound = dyn_cast<CXXBindTemporaryExpr>(expr)) return bound->getSubExpr();
  return nullptr;
}

// The literal of `getenv("ADMIN_TOKEN")` or `header(request, "X-Admin-Token")`
// when its function's name says nothing, else what SpokenName says.
std::string ComparedName(const clang::Expr* expr, UnitBuilder& builder) {
  using namespace clang;
  std::string name = SpokenName(expr);
  if (MayNameCredential(name)) return name;
  for (int depth = 0; expr != nullptr && depth < 8; ++depth) {
    expr = expr->IgnoreParenCasts();
    if (const Expr* wrapped = Wrapped(expr)) {
      expr = wrapped;
    } else if (const auto* method = dyn_cast<CXXMemberCallExpr>(expr); method != nullptr && name == "text") {
      // passwordEdit.text(): what a field of a form holds.
      name = SpokenName(method->getImplicitObjectArgument());
      for (const std::string_view field : {"LineEdit", "Edit", "Field", "Input", "Box", "Entry"}) {
        if (std::string_view(name).ends_with(field)) return name.substr(0, name.size() - field.size());
      }
      return name;
    } else if (const auto* call = dyn_cast<CallExpr>(expr)) {
      for (const Expr* arg : call->arguments()) {
        const StringLiteral* literal = LiteralBehind(arg, builder);
        if (literal != nullptr && MayNameCredential(Utf8Of(*literal))) return Utf8Of(*literal);
      }
      return name;
    } else {
      return name;
    }
  }
  return name;
}

// `bad[i]` and `for (const char* word : kWords)`: one of the texts of a list.
bool IsEntryOfList(const clang::Expr* expr) {
  using namespace clang;
  for (int depth = 0; expr != nullptr && depth < 8; ++depth) {
    expr = expr->IgnoreParenCasts();
    if (const Expr* wrapped = Wrapped(expr)) {
      expr = wrapped;
    } else if (const auto* method = dyn_cast<CXXMemberCallExpr>(expr)) {
      expr = method->getImplicitObjectArgument();
    } else {
      break;
    }
  }
  if (expr == nullptr) return false;
  if (const auto* ref = dyn_cast<DeclRefExpr>(expr)) {
    const auto* var = dyn_cast<VarDecl>(ref->getDecl());
    return var != nullptr && var->isCXXForRangeDecl();
  }
  const auto varies = [](const Expr* index) {
    const auto* ref = dyn_cast<DeclRefExpr>(index->IgnoreParenCasts());
    const auto* var = ref == nullptr ? nullptr : dyn_cast<VarDecl>(ref->getDecl());
    return var != nullptr && !var->getType().isConstQualified();
  };
  if (const auto* subscript = dyn_cast<ArraySubscriptExpr>(expr)) return IsTextLike(subscript->getType()) && varies(subscript->getIdx());
  const auto* deref = dyn_cast<UnaryOperator>(expr);  // *p and *p++ over `const char* bad[]`
  return deref != nullptr && deref->getOpcode() == UO_Deref && IsTextLike(deref->getType());
}

}  // namespace

bool FunctionLowering::GateHolds(const SinkGate& gate, llvm::ArrayRef<const clang::Expr*> args) {
  using namespace clang;
  if (gate.arg < 0) return true;
  if (static_cast<std::size_t>(gate.arg) >= args.size()) return false;
  const Expr* arg = args[gate.arg];
  if (gate.element >= 0) {
    const InitListExpr* list = ListBehind(arg);
    if (list == nullptr || static_cast<unsigned>(gate.element) >= list->getNumInits()) return false;
    arg = list->getInit(gate.element);
  }
  return Says(gate, arg);
}

// The element of an array of values whose name stands in the array of names.
int FunctionLowering::NamedElement(const SinkGate& gate, llvm::ArrayRef<const clang::Expr*> args) {
  if (gate.arg < 0 || static_cast<std::size_t>(gate.arg) >= args.size()) return -1;
  const clang::InitListExpr* names = ListBehind(args[gate.arg]);
  for (unsigned n = 0; names != nullptr && n < names->getNumInits(); ++n) {
    if (Says(gate, names->getInit(n))) return static_cast<int>(n);
  }
  return -1;
}

// Whether the argument is one of the gate's names, integers or texts.
bool FunctionLowering::Says(const SinkGate& gate, const clang::Expr* arg) {
  using namespace clang;
  std::vector<std::string> said;
  const Expr* bare = arg->IgnoreParenCasts();
  const Expr* first = bare;
  if (const auto* ref = dyn_cast<DeclRefExpr>(bare)) {
    said.push_back(ref->getDecl()->getNameAsString());
    const auto* var = dyn_cast<VarDecl>(ref->getDecl());
    if (var != nullptr && var->hasInit()) first = var->getInit()->IgnoreParenCasts();
  }
  if (const auto* made = dyn_cast<CallExpr>(first); made != nullptr && made->getDirectCallee() != nullptr) {
    said.push_back(made->getDirectCallee()->getNameAsString());  // EVP_aes_128_ecb()
  }
  if (const StringLiteral* literal = LiteralBehind(arg, builder_)) said.push_back(Utf8Of(*literal));
  if (const std::optional<std::int64_t> number = ConstantInt(bare)) said.push_back(std::to_string(*number));
  if (arg->isNullPointerConstant(context_, Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull) said.push_back("0");
  for (SourceLocation at = bare->getBeginLoc(); at.isMacroID();
       at = builder_.sources.getImmediateMacroCallerLoc(at)) {
    said.push_back(Lexer::getImmediateMacroName(at, builder_.sources, context_.getLangOpts()).str());
  }
  for (const std::string& text : said) {
    if (gate.credential_name && NamesCredential(text)) return true;
    for (const std::string& pattern : gate.is) {
      if (MatchesPattern(pattern, text)) return true;
    }
  }
  return false;
}

void FunctionLowering::EmitFieldSink(const clang::FieldDecl& field, const clang::Expr* value, Reg reg) {
  const auto rows = builder_.sinks.ForField(builder_.FieldName(field));
  for (const std::uint32_t row : rows) {
    const std::uint32_t name = builder_.Symbol(builder_.FieldName(field));
    flow::Instruction& sink = Emit(flow::Op::kSink, value);
    sink.a = reg;
    sink.b = static_cast<Reg>(row);
    sink.sym = name;
    sink.imm = 0;
  }
}

void FunctionLowering::EmitSinks(const clang::FunctionDecl& callee, llvm::ArrayRef<const clang::Expr*> args,
                                 const std::vector<Reg>& regs, const clang::Expr* object, const clang::Expr& call) {
  using namespace clang;
  const bool is_operator = callee.isOverloadedOperator();
  std::span<const std::uint32_t> rows = is_operator ? builder_.sinks.ForCall(callee.getNameAsString())
                                                    : builder_.sinks.ForCall(builder_.Qualified(callee));
  if (const auto* method = dyn_cast<CXXMethodDecl>(&callee); rows.empty() && method != nullptr && method->isVirtual()) {
    for (const CXXMethodDecl* overridden : method->overridden_methods()) {
      if (rows.empty()) rows = builder_.sinks.ForCall(builder_.Qualified(*overridden));
    }
  }
  // `streq(password, "...")`: a function that only returns what a comparison says.
  Compared compared;
  if (rows.empty()) {
    if (const std::optional<Compared> inside = ComparedBy(callee)) {
      compared = *inside;
      rows = builder_.sinks.ForCall(builder_.Qualified(*compared.by));
      if (rows.empty() || builder_.sinks.row(rows.front()).kind != SinkKind::kComparison) rows = {};
    }
  }
  const auto emit = [&](Reg reg, std::uint32_t row, std::int64_t parameter) {
    const std::uint32_t name = builder_.Symbol(builder_.Qualified(callee));
    flow::Instruction& sink = Emit(flow::Op::kSink, &call);
    sink.a = reg;
    sink.b = static_cast<Reg>(row);
    sink.sym = name;
    sink.imm = parameter;
  };
  for (const std::uint32_t index : rows) {
    const Sink& row = builder_.sinks.row(index);
    if (row.parameters >= 0 && callee.getNumParams() != static_cast<unsigned>(row.parameters)) continue;
    if (callee.getNumParams() < static_cast<unsigned>(row.minimum)) continue;
    const bool by_name = row.element == Sink::kNamedElement;
    const int element = by_name ? NamedElement(row.when, args) : row.element;
    if (by_name ? element < 0 : !GateHolds(row.when, args)) continue;
    if (row.unless.arg >= 0 && GateHolds(row.unless, args)) continue;
    if (row.kind == SinkKind::kComparison) {
      std::vector<std::pair<const Expr*, std::size_t>> sides;  // other side, constant side
      if (row.object_is_other) {
        if (object != nullptr && !args.empty()) sides.emplace_back(object, 0);
      } else if (args.size() > std::max(compared.left, compared.right)) {
        sides = {{args[compared.left], compared.right}, {args[compared.right], compared.left}};
      }
      for (const auto& [other, constant] : sides) {
        const std::string name = ComparedName(other, builder_);
        if (!MayNameCredential(name)) continue;
        emit(regs[constant], index, builder_.Symbol(name));
        if (IsEntryOfList(args[constant])) block_->code.back().flags = flow::kOneOfMany;
      }
      continue;
    }
    if (static_cast<std::size_t>(row.arg) >= regs.size()) continue;
    Reg reg = row.callback < 0 ? regs[row.arg] : FilledBy(*args[row.arg], row.callback, call, WithUserData(callee, args, regs, row.arg));
    if (reg < 0) continue;
    if (!row.member.empty()) {
      QualType type = args[row.arg]->getType().getNonReferenceType();
      if (type->isPointerType()) type = type->getPointeeType();
      const RecordDecl* record = type->getAsRecordDecl();
      const FieldDecl* member = nullptr;
      if (record != nullptr && record->getDefinition() != nullptr) {
        for (const FieldDecl* field : record->getDefinition()->fields()) {
          if (field->getName() == row.member) member = field;
        }
      }
      if (member == nullptr) continue;
      reg = EmitValue(flow::Op::kLoad, &call, FieldOf(reg, *member, &call));
    }
    if (element >= 0) {
      reg = EmitValue(flow::Op::kLoad, &call, ElementOf(reg, static_cast<std::uint64_t>(element), &call));
    }
    for (int n = 1; n < row.pointers; ++n) reg = EmitValue(flow::Op::kLoad, &call, reg);
    emit(reg, index, 0);
  }
  if (!rows.empty() || is_operator || builder_.IsSystem(callee.getLocation()) || callee.hasBody()) return;
  // Known only by its parameter's name, and only if no body in the program
  // tells more: the solver checks that.
  const std::string words = Slug(callee.getNameAsString()) + "-";
  for (const char* const verb : {"get-", "read-", "ask-", "prompt-", "print-", "log-", "show-", "is-", "has-", "find-"}) {
    if (words.starts_with(verb)) return;
  }
  for (unsigned n = 0; n < callee.getNumParams() && n < regs.size(); ++n) {
    const ParmVarDecl* parameter = callee.getParamDecl(n);
    if (!IsTextLike(parameter->getType())) continue;
    const bool bytes = parameter->getType()->isPointerType() &&
                       parameter->getType()->getPointeeType().getCanonicalType().getUnqualifiedType() == context_.UnsignedCharTy;
    const std::string name = parameter->getNameAsString();
    const bool key = bytes && NamesCryptoKey(name, callee.getNameAsString());
    if (!key && !NamesCredential(name)) continue;
    emit(regs[n], key ? SinkTable::kNamedKey : SinkTable::kNamedParameter,
         flow::SinkNames(builder_.Symbol(parameter->getNameAsString()), builder_.NameOf(callee)));
  }
}

// What is decoded or hashed is constant as its source is, but of another length.
void FunctionLowering::CopyDerived(Reg to, Reg from, const clang::Expr& call, const std::string& by) {
  CopyText(to, from, &call, by);
  block_->code.back().imm = 1;
}

FunctionLowering::Reg FunctionLowering::LowerCall(const clang::CallExpr& call) {
  using namespace clang;
  const FunctionDecl* callee = call.getDirectCallee();
  const Expr* object = nullptr;
  std::vector<const Expr*> args(call.arg_begin(), call.arg_end());
  const auto* member_call = dyn_cast<CXXMemberCallExpr>(&call);
  const auto* operator_call = dyn_cast<CXXOperatorCallExpr>(&call);
  const auto* method = dyn_cast_or_null<CXXMethodDecl>(callee);
  if (member_call != nullptr) {
    object = member_call->getImplicitObjectArgument();
  } else if (operator_call != nullptr && method != nullptr && method->isInstance() && !args.empty()) {
    object = args[0];
    args.erase(args.begin());
  }
  if (isa<CXXPseudoDestructorExpr>(call.getCallee()->IgnoreParens())) return None();
  // A lambda without captures given as a function pointer.
  if (isa_and_nonnull<CXXConversionDecl>(callee) && method->getParent()->isLambda() && method->getParent()->getLambdaCallOperator() != nullptr) {
    return EmitValue(flow::Op::kFunction, &call, -1, builder_.NameOf(*method->getParent()->getLambdaCallOperator()));
  }
  if (operator_call != nullptr && operator_call->getOperator() == OO_Equal && object != nullptr && args.size() == 1 &&
      StoreToByte(object, args[0])) {
    return Lower(object);
  }
  if (operator_call != nullptr && operator_call->getOperator() == OO_Call && object != nullptr) {
    if (const StringLiteral* text = TextOfQtMacro(*object, builder_)) return StringResult(call, Lower(text));
  }
  const bool assigns = operator_call != nullptr && operator_call->getOperator() == OO_Equal && object != nullptr;
  const Reg entry = assigns ? UnknownEntry(object) : -1;
  const Reg self = entry >= 0 ? entry : object != nullptr ? Lower(object) : -1;
  std::vector<Reg> regs;
  for (const Expr* arg : args) regs.push_back(Lower(arg));
  const Reg target = callee == nullptr ? Lower(call.getCallee()) : -1;

  if (assigns && args.size() == 1) {
    const auto* member = dyn_cast<MemberExpr>(object->IgnoreParenImpCasts());
    const auto* field = member == nullptr ? nullptr : dyn_cast<FieldDecl>(member->getMemberDecl());
    if (field != nullptr) EmitFieldSink(*field, args[0], regs[0]);
  }
  if (callee != nullptr) {
    EmitSinks(*callee, args, regs, object, call);
    Reg known = kNoModel;
    const bool system = builder_.IsSystem(callee->getLocation()) || callee->getBuiltinID() != 0;
    const Carry* carry = builder_.sinks.CarryOf(builder_.Qualified(*callee));
    if (carry != nullptr) {
      Reg from = -1;
      if (carry->from >= 0 && static_cast<std::size_t>(carry->from) < regs.size()) from = regs[carry->from];
      if (carry->into < 0) {
        const Reg made = Fresh(call.getType(), &call);
        if (from >= 0) CopyDerived(made, from, call, callee->getNameAsString());
        return made;
      }
      if (static_cast<std::size_t>(carry->into) < regs.size()) {
        const Expr* into = args[carry->into];
        const bool handle = !into->getType()->isPointerType() || carry->into < carry->from;
        Reg address = handle ? LValueAddress(into) : regs[carry->into];
        if (handle && address < 0) address = regs[carry->into];
        if (from < 0) {
          Store(address, None(), &call);
        } else if (handle) {
          flow::Instruction& append = Emit(flow::Op::kAppendText, &call);
          append.a = address;
          append.b = from;
        } else {
          CopyDerived(address, from, call, callee->getNameAsString());
        }
        return Unknown();
      }
    }
    if (const Reg recoded = NamedRecoder(*callee, call, regs); recoded != kNoModel) return recoded;
    const bool of_class = member_call != nullptr || (method != nullptr && method->isStatic() && operator_call == nullptr);
    if (of_class && method != nullptr && builder_.IsSystem(method->getParent()->getLocation())) {
      known = KnownMethod(*method, call, self, args, regs);
    } else if (operator_call != nullptr && system) {
      std::vector<Reg> all = regs;
      if (self >= 0) all.insert(all.begin(), self);
      known = KnownOperator(*operator_call, all);
    } else if (member_call == nullptr && (system || !callee->hasBody())) {
      known = KnownFunction(*callee, call, regs);
    }
    if (known == kNoModel && system) known = RegisteredOption(*callee, call, self, args, regs);
    if (known == kNoModel && system) known = StoredOrDefault(*callee, call, regs);
    if (known != kNoModel) return known;
  }

  std::uint32_t name = 0;
  std::uint8_t flags = 0;
  const bool stranger = callee != nullptr && builder_.IsSystem(callee->getLocation());
  if (callee != nullptr) {
    name = stranger ? builder_.Symbol("?") : builder_.NameOf(*callee);
    if (callee->isImplicit() && callee->hasBody()) builder_.WantFunction(*callee);
    const bool qualified = member_call != nullptr && isa<MemberExpr>(call.getCallee()->IgnoreParens()) &&
                           cast<MemberExpr>(call.getCallee()->IgnoreParens())->hasQualifier();
    if (method != nullptr && method->isVirtual() && !qualified) {
      flags |= flow::kVirtual;
      builder_.NoteClass(method->getParent());
    }
    // Assignment that the compiler writes: a copy of everything.
    if (method != nullptr && method->isInstance() && object != nullptr && regs.size() == 1 &&
        (method->isCopyAssignmentOperator() || method->isMoveAssignmentOperator()) &&
        (stranger || method->isDefaulted() || method->isTrivial())) {
      Copy(self, regs[0], &call);
      return self;
    }
  }
  const bool returns_object = call.isPRValue() && call.getType()->isRecordType();
  if (returns_object) flags |= flow::kReturnsObject;
  std::vector<std::uint8_t> arg_flags;
  std::vector<Reg> all;
  if (object != nullptr && (method == nullptr || method->isInstance())) {
    all.push_back(self);
    arg_flags.push_back(method != nullptr && method->isConst() ? 0 : flow::kWritable);
  }
  const auto* prototype = call.getCallee()->getType()->isPointerType()
                              ? call.getCallee()->getType()->getPointeeType()->getAs<FunctionProtoType>()
                              : nullptr;
  for (std::size_t n = 0; n < regs.size(); ++n) {
    all.push_back(regs[n]);
    std::uint8_t flag = 0;
    if (callee != nullptr && n < callee->getNumParams()) {
      flag = ArgFlags(callee->getParamDecl(static_cast<unsigned>(n))->getType());
    } else if (callee == nullptr && prototype != nullptr && n < prototype->getNumParams()) {
      flag = ArgFlags(prototype->getParamType(static_cast<unsigned>(n)));
    } else if (callee == nullptr || !ReadsItsVariadics(*callee) || !callee->hasWrittenPrototype()) {
      flag = ArgFlags(args[n]->getType());
    }
    arg_flags.push_back(flag);
  }
  const Reg dst = NewRegister();
  flow::Instruction& out = Emit(flow::Op::kCall, &call);
  out.dst = dst;
  out.sym = name;
  out.a = target;
  out.flags = flags;
  out.args = std::move(all);
  out.arg_flags = std::move(arg_flags);
  return dst;
}

FunctionLowering::Reg FunctionLowering::LowerConstruct(const clang::CXXConstructExpr& construct, Reg target) {
  using namespace clang;
  const CXXConstructorDecl* constructor = construct.getConstructor();
  std::vector<const Expr*> args(construct.arg_begin(), construct.arg_end());
  std::vector<Reg> regs;
  for (const Expr* arg : args) regs.push_back(Lower(arg));
  EmitSinks(*constructor, args, regs, nullptr, construct);
  const bool stranger = builder_.IsSystem(constructor->getParent()->getLocation());
  if (stranger && KnownConstructor(construct, target)) return target;
  if (constructor->isCopyOrMoveConstructor() && !regs.empty() &&
      (stranger || constructor->isDefaulted() || constructor->isTrivial())) {
    Copy(target, regs[0], &construct);
    return target;
  }
  if (constructor->isTrivial() && regs.empty()) return target;
  if (constructor->isImplicit() || constructor->isDefaulted()) builder_.WantFunction(*constructor);
  std::vector<std::uint8_t> flags = {flow::kWritable};
  for (std::size_t n = 0; n < regs.size(); ++n) {
    flags.push_back(n < constructor->getNumParams()
                        ? ArgFlags(constructor->getParamDecl(static_cast<unsigned>(n))->getType()) : 0);
  }
  const std::uint32_t name = stranger ? builder_.Symbol("?") : builder_.NameOf(*constructor);
  flow::Instruction& out = Emit(flow::Op::kCall, &construct);
  out.sym = name;
  out.args = {target};
  out.args.insert(out.args.end(), regs.begin(), regs.end());
  out.arg_flags = std::move(flags);
  return target;
}

}  // namespace keylint
