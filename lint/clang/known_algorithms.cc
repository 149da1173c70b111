// SPDX-License-Identifier: Apache-2.0
// What the standard library's algorithms, streams and tokenizers do with
// texts. An iterator is a place that holds a pointer to the element.
#include "lint/clang/library_types.h"
#include "lint/clang/lowering.h"

namespace keylint {
namespace {

using clang::CXXRecordDecl;
using clang::Expr;
using clang::QualType;

// The functions that calling an object of `record` may reach: a lambda's, the
// instances of a generic one, those of each base ("overloaded").
void CallOperators(const CXXRecordDecl* record, std::vector<const clang::FunctionDecl*>& found, int depth = 0) {
  if (record == nullptr || !record->hasDefinition() || depth > 4) return;
  record = record->getDefinition();
  for (const clang::Decl* decl : record->decls()) {
    const auto* generic = llvm::dyn_cast<clang::FunctionTemplateDecl>(decl);
    const auto* method = llvm::dyn_cast<clang::CXXMethodDecl>(generic != nullptr ? generic->getTemplatedDecl() : decl);
    if (method == nullptr || method->getOverloadedOperator() != clang::OO_Call) continue;
    if (generic == nullptr) {
      found.push_back(method);
    } else {
      for (const clang::FunctionDecl* instance : generic->specializations()) found.push_back(instance);
    }
  }
  for (const clang::CXXBaseSpecifier& base : record->bases()) {
    CallOperators(base.getType()->getAsCXXRecordDecl(), found, depth + 1);
  }
}

bool IsIteratorObject(const Expr* arg) {
  return arg->getType()->isRecordType() && IsIterator(RecordOf(arg->getType()));
}

// What `*it` is, as far as the iterator's type tells.
QualType ElementType(QualType iterator) {
  if (iterator->isPointerType()) return iterator->getPointeeType();
  const QualType first = FirstTemplateArgument(iterator->getAsCXXRecordDecl());
  return !first.isNull() && first->isPointerType() ? first->getPointeeType() : first;
}

// What these return stands in the range that they were given.
bool SearchesFor(llvm::StringRef name) {
  return OneOf(name, {"find", "find_if", "find_if_not", "find_first_of", "find_end", "search", "adjacent_find", "lower_bound",
                      "upper_bound", "max_element", "min_element", "partition_point", "next", "prev", "remove", "remove_if",
                      "unique", "partition"});
}

// How many bytes `std::begin(array)`, `array.begin()`, `array.fill` and a
// number stand for; 0: not known.
std::uint64_t BytesIn(const Expr* range, const clang::ASTContext& context) {
  range = range->IgnoreImplicit();
  if (range->getType()->isIntegerType() && !range->isValueDependent()) {
    Expr::EvalResult value;
    return range->EvaluateAsInt(value, context) ? value.Val.getInt().getLimitedValue() : 0;
  }
  if (const auto* call = llvm::dyn_cast<clang::CXXMemberCallExpr>(range)) range = call->getImplicitObjectArgument();
  else if (const auto* begin = llvm::dyn_cast<clang::CallExpr>(range)) range = begin->getNumArgs() == 1 ? begin->getArg(0) : range;
  else if (const auto* member = llvm::dyn_cast<clang::MemberExpr>(range)) range = member->getBase();
  const QualType type = range->IgnoreParenImpCasts()->getType().getNonReferenceType();
  const bool sized = type->isConstantArrayType() || (type->isRecordType() && type->getAsCXXRecordDecl()->getName() == "array");
  return sized && !type->isDependentType() ? context.getTypeSizeInChars(type).getQuantity() : 0;
}

}  // namespace

FunctionLowering::Reg FunctionLowering::IteratorIn(const clang::CallExpr& call, const Expr* range, Reg reg) {
  const CXXRecordDecl* container = RecordOf(range->getType());
  const bool whole = IsContainer(container) && !IsBytes(container) && !IsIteratorObject(range);
  const bool array = range->IgnoreParenImpCasts()->getType()->isArrayType();
  const QualType made = call.getType();
  if (!whole && !array) return reg;   // An iterator moves within its range.
  const bool bytes = array && IsCharacter(context_.getAsArrayType(range->IgnoreParenImpCasts()->getType())->getElementType());
  const Reg element = bytes ? reg : ElementOf(reg, std::nullopt, &call);
  if (!made->isRecordType()) return element;
  const Reg iterator = Fresh(made, &call);
  Store(iterator, element, &call);
  return iterator;
}

// std::ranges::find(keys, name) and its kin are objects that are called, and
// std::views::filter(keys, f) is what `keys | filter(f)` is.
FunctionLowering::Reg FunctionLowering::KnownRange(const clang::CXXOperatorCallExpr& call, const std::vector<Reg>& regs) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(call.getArg(0)->IgnoreParenImpCasts());
  if (ref == nullptr || regs.size() < 2 || !InStd(ref->getDecl())) return kNoModel;
  const llvm::StringRef name = ref->getDecl()->getName();
  if (IsView(RecordOf(call.getType()))) return regs[1];
  if (SearchesFor(name)) return IteratorIn(call, call.getArg(1), regs[1]);
  const bool copies = OneOf(name, {"copy", "copy_if"}) && regs.size() >= 3 && IsBytes(RecordOf(call.getArg(1)->getType()));
  if (copies) {
    CopyText(Pointed(call.getArg(2), regs[2]), regs[1], &call, name.str());
    return None();
  }
  if (name == "fill" && regs.size() == 3 && IsBytes(RecordOf(call.getArg(1)->getType()))) {
    Fill(call.getArg(1), call.getArg(2), regs[1], call);
    return None();
  }
  return kNoModel;
}

void FunctionLowering::Fill(const Expr* range, const Expr* value, Reg to, const Expr& call) {
  const std::optional<std::int64_t> byte = ConstantInt(value->IgnoreImplicit());
  const std::uint64_t size = BytesIn(range, context_);
  flow::Instruction& fill = Emit(flow::Op::kFill, &call);
  fill.a = to;
  fill.imm = byte.value_or(0);
  fill.b = byte ? -1 : to;
  fill.sym = size <= 4096 ? static_cast<std::uint32_t>(size) : 0;
}

FunctionLowering::Reg FunctionLowering::Pointed(const Expr* arg, Reg reg) {
  return IsIteratorObject(arg) ? EmitValue(flow::Op::kLoad, arg, reg) : reg;
}

FunctionLowering::Reg FunctionLowering::KnownAlgorithm(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                       const std::vector<Reg>& regs) {
  const llvm::StringRef name = callee.getName();
  if (OneOf(name, {"copy", "copy_n", "copy_if", "copy_backward", "transform"}) && regs.size() >= 3) {
    const Reg to = Pointed(call.getArg(2), regs[2]), from = Pointed(call.getArg(0), regs[0]);
    const QualType element = ElementType(call.getArg(0)->getType());
    if (name == "transform") CopyDerived(to, from, call, name.str());
    else if (!element.isNull() && element->isRecordType()) Copy(to, from, &call);
    else CopyText(to, from, &call, name.str());
    return regs[2];
  }
  if (OneOf(name, {"back_inserter", "front_inserter", "inserter"}) && !regs.empty()) {
    const Reg iterator = Fresh(call.getType(), &call);
    const bool bytes = IsBytes(RecordOf(call.getArg(0)->getType()));
    Store(iterator, bytes ? regs[0] : ElementOf(regs[0], std::nullopt, &call), &call);
    return iterator;
  }
  if (OneOf(name, {"accumulate", "reduce"}) && regs.size() >= 3 && IsBytes(RecordOf(call.getType()))) {
    // Which elements, and in which order, is not asked: it is made of constants.
    const Reg made = Fresh(call.getType(), &call);
    AppendText(made, call.getArg(2), regs[2], &call);
    flow::Instruction& append = Emit(flow::Op::kAppendText, &call);
    append.a = made;
    append.b = Pointed(call.getArg(0), regs[0]);
    return made;
  }
  const bool over_bytes = !regs.empty() && IsByte(ElementType(call.getArg(0)->getType()));
  if (OneOf(name, {"fill", "fill_n"}) && regs.size() == 3 && over_bytes) {
    Fill(call.getArg(name == "fill" ? 0 : 1), call.getArg(2), Pointed(call.getArg(0), regs[0]), call);
    return regs[0];
  }
  if (name == "iota" && regs.size() == 3 && over_bytes) {
    if (const std::optional<std::int64_t> first = ConstantInt(call.getArg(2))) {
      StoreCounted(Pointed(call.getArg(0), regs[0]), *call.getArg(2), *first);
      return regs[0];
    }
  }
  if (OneOf(name, {"generate", "generate_n", "fill", "fill_n", "iota"}) && !regs.empty()) {
    const Reg filled = Pointed(call.getArg(0), regs[0]);
    Emit(flow::Op::kForget, &call).a = filled;
    return regs[0];
  }
  if (SearchesFor(name) && !regs.empty()) return IteratorIn(call, call.getArg(0), regs[0]);
  // In another order a constant is still one.
  if (OneOf(name, {"reverse", "sort", "rotate", "stable_sort"})) return None();
  if (name == "getline" && regs.size() >= 2 && IsBytes(StreamOf(call.getArg(0)))) {
    CopyDerived(regs[1], regs[0], call, name.str());
    return regs[0];
  }
  if (name == "visit" && regs.size() == 2) return Visit(call, regs);
  return kNoModel;
}

// std::visit: the variant's value to each function that may be meant.
FunctionLowering::Reg FunctionLowering::Visit(const clang::CallExpr& call, const std::vector<Reg>& regs) {
  std::vector<const clang::FunctionDecl*> functions;
  CallOperators(RecordOf(call.getArg(0)->getType()), functions);
  Reg result = -1;
  for (const clang::FunctionDecl* function : functions) {
    if (function->getNumParams() != 1 || function->isDependentContext()) continue;
    const QualType parameter = function->getParamDecl(0)->getType();
    const bool scalar = !parameter->isReferenceType() && !parameter->isRecordType();
    const Reg value = scalar ? EmitValue(flow::Op::kLoad, &call, regs[1]) : regs[1];
    const std::uint32_t symbol = builder_.NameOf(*function);
    const Reg dst = NewRegister();
    flow::Instruction& out = Emit(flow::Op::kCall, &call);
    out.dst = dst;
    out.sym = symbol;
    out.flags = call.getType()->isRecordType() ? flow::kReturnsObject : 0;
    out.args = {regs[0], value};
    out.arg_flags.assign(2, 0);
    result = dst;
  }
  if (result >= 0 && functions.size() == 1) return result;
  return call.getType()->isRecordType() ? kNoModel : Unknown();
}

// strtok(text, ...), then strtok(NULL, ...): pieces of the text that was given.
FunctionLowering::Reg FunctionLowering::Token(const clang::CallExpr& call, const std::vector<Reg>& regs) {
  const bool reentrant = regs.size() >= 3 && call.getArg(2)->getType()->isPointerType();
  Reg kept = -1;
  if (reentrant) {
    kept = regs[2];
  } else {
    if (token_ < 0) {
      token_ = static_cast<std::int32_t>(out_->local_types.size());
      out_->local_types.push_back(0);
    }
    kept = EmitValue(flow::Op::kLocal, &call);
    block_->code.back().b = token_;
  }
  const bool again = call.getArg(0)->isNullPointerConstant(context_, Expr::NPC_ValueDependentIsNotNull) != Expr::NPCK_NotNull;
  if (again) return EmitValue(flow::Op::kLoad, &call, kept);
  Store(kept, regs[0], &call);
  return regs[0];
}

// `in >> word`, of a stream over a text.
void FunctionLowering::ReadWord(const Expr* target, Reg to, Reg stream, const clang::Expr& call) {
  const QualType type = target->getType();
  const bool array = type->isArrayType() && IsCharacter(context_.getAsArrayType(type)->getElementType());
  if (array || IsBytes(RecordOf(type))) CopyDerived(to, stream, call, "operator>>");
}

FunctionLowering::Reg FunctionLowering::ReadStream(const clang::CallExpr& call, Reg stream, llvm::ArrayRef<const Expr*> args,
                                                   const std::vector<Reg>& regs) {
  const bool fills = !args.empty() && args[0]->getType()->isPointerType() && IsCharacter(args[0]->getType()->getPointeeType());
  const clang::FunctionDecl* method = call.getDirectCallee();
  if (fills && OneOf(method->getName(), {"write", "put"})) AppendText(stream, args[0], regs[0], &call);
  else if (fills) CopyDerived(regs[0], stream, call, method->getNameAsString());
  return call.isGLValue() ? stream : None();
}

// std::tie(a, b) = pair.
bool FunctionLowering::AssignTied(const clang::CXXOperatorCallExpr& call, const CXXRecordDecl* right, Reg from) {
  const Expr* left = call.getArg(0)->IgnoreImplicit();
  const auto* tie = llvm::dyn_cast<clang::CallExpr>(left);
  const clang::FunctionDecl* callee = tie == nullptr ? nullptr : tie->getDirectCallee();
  if (callee == nullptr || callee->getIdentifier() == nullptr || callee->getName() != "tie") return false;
  if (right == nullptr || !OneOf(right->getName(), {"pair", "tuple"})) return false;
  for (unsigned n = 0; n < tie->getNumArgs(); ++n) {
    const Expr* target = tie->getArg(n);
    const Reg to = Lower(target), part = TuplePart(from, right, n, &call);
    if (IsBytes(RecordOf(target->getType()))) CopyText(to, part, &call, "");
    else if (target->getType()->isRecordType()) Copy(to, part, &call);
    else Store(to, EmitValue(flow::Op::kLoad, &call, part), &call);
  }
  return true;
}

}  // namespace keylint
