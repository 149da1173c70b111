// SPDX-License-Identifier: Apache-2.0
// What interfaces promise by convention, told by names and types alone: the
// default that a getter is given, decoders of hexadecimal and base64, futures
// and their promises, the user data of a callback.
#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/clang/library_types.h"
#include "lint/clang/lowering.h"

namespace keylint {
namespace {

using clang::CXXRecordDecl;
using clang::Expr;
using clang::QualType;

bool IsText(QualType type) {
  type = type.getNonReferenceType();
  if (type->isPointerType() || type->isArrayType()) {
    return IsCharacter(type->isPointerType() ? type->getPointeeType() : QualType(type->getArrayElementTypeNoTypeQual(), 0));
  }
  const CXXRecordDecl* record = type->getAsCXXRecordDecl();
  return record != nullptr && (IsBytes(record) || record->getName() == "QVariant");
}

std::string Letters(llvm::StringRef name) {
  std::string letters;
  for (const char c : name) {
    if (IsAlnum(c)) letters += Lower(c);
  }
  return letters;
}

bool SaysRecode(llvm::StringRef name) {
  static constexpr std::array<std::string_view, 23> kWords = {
      "hex2bin", "hextobin", "hex2bytes", "hextobytes", "hex2buf", "hextobuf", "hexstr2bin", "hexstr2buf", "hexstringto",
      "hexdecode", "decodehex", "unhex", "fromhex", "parsehex", "base64decode", "decodebase64", "frombase64", "b64decode", "unbase64",
      "base64encode", "encodebase64", "tobase64", "b64encode"};
  const std::string letters = Letters(name);
  if (letters == "base64") return true;
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return letters.find(word) != std::string::npos; });
}

bool IsOutBuffer(QualType type) {
  const QualType pointee = type->isPointerType() || type->isReferenceType() ? type->getPointeeType() : QualType();
  if (pointee.isNull() || pointee.isConstQualified()) return false;
  return type->isPointerType() ? IsByte(pointee) || pointee->isVoidType() : IsBytes(pointee->getAsCXXRecordDecl());
}

bool IsFuture(const CXXRecordDecl* record) {
  return record != nullptr && InStd(record) && OneOf(record->getName(), {"future", "shared_future", "__basic_future", "promise"});
}

}  // namespace

// config.getString("db.password", "..."): what is stored, or the default.
FunctionLowering::Reg FunctionLowering::StoredOrDefault(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                        const std::vector<Reg>& regs) {
  const QualType result = call.getType();
  if (regs.size() < 2 || !IsText(result)) return kNoModel;
  for (unsigned n = 1; n < callee.getNumParams() && n < regs.size(); ++n) {
    const clang::ParmVarDecl* parameter = callee.getParamDecl(n);
    const std::string name = Letters(parameter->getName());
    const bool fallback = name.starts_with("def") || name.find("default") != std::string::npos || name.starts_with("fallback");
    if (!fallback || !IsText(parameter->getType())) continue;
    const Reg stored = Unknown();
    const Reg either = EmitValue(flow::Op::kMerge, &call);
    block_->code.back().args = {stored, regs[n]};
    return result->isRecordType() ? StringResult(call, either) : either;
  }
  return kNoModel;
}

// hex2bin(text, key, 16): what is decoded or encoded from a constant is one,
// whatever the loop in the function's body looks like.
FunctionLowering::Reg FunctionLowering::NamedRecoder(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                     const std::vector<Reg>& regs) {
  if (callee.getIdentifier() == nullptr || !SaysRecode(callee.getName())) return kNoModel;
  Carry carry{-1, -1};
  int outs = 0;
  for (unsigned n = 0; n < callee.getNumParams(); ++n) {
    const QualType type = callee.getParamDecl(n)->getType();
    if (IsOutBuffer(type)) {
      ++outs;
      carry.into = static_cast<int>(n);
    } else if (carry.from < 0 && IsText(type)) {
      carry.from = static_cast<int>(n);
    }
  }
  const bool returns_bytes = IsBytes(RecordOf(call.getType())) && call.getType()->isRecordType();
  const auto has = [&](int arg) { return static_cast<std::size_t>(arg) < regs.size(); };
  if (carry.from < 0 || !has(carry.from) || outs > 1 || (outs == 0 && !returns_bytes)) return kNoModel;
  if (outs == 0) {
    const Reg made = Fresh(call.getType(), &call);
    CopyDerived(made, regs[carry.from], call, callee.getNameAsString());
    return made;
  }
  if (!has(carry.into)) return kNoModel;
  CopyDerived(regs[carry.into], regs[carry.from], call, callee.getNameAsString());
  return Unknown();
}

// Options of a command line: a variable that is registered keeps its first
// value or gets one that nobody knows; Boost's default_value() gives it one.
FunctionLowering::Reg FunctionLowering::RegisteredOption(const clang::FunctionDecl& callee, const clang::CallExpr& call, Reg object,
                                                         llvm::ArrayRef<const Expr*> args, const std::vector<Reg>& regs) {
  if (callee.getIdentifier() == nullptr) return kNoModel;
  const llvm::StringRef name = callee.getName();
  const auto either = [&](Reg to, Reg value, const Expr* where) {
    const Reg typed = Unknown();
    const Reg merged = EmitValue(flow::Op::kMerge, where);
    block_->code.back().args = {value, typed};
    CopyText(to, merged, where, "");
  };
  if (object >= 0 && name == "default_value" && regs.size() >= 1 && IsText(args[0]->getType())) {
    const CXXRecordDecl* record = RecordOf(call.getType());
    if (record == nullptr || record->getName() != "typed_value") return kNoModel;
    either(EmitValue(flow::Op::kLoad, &call, object), regs[0], &call);
    return object;
  }
  const bool value = name == "value" && regs.size() == 1 && call.getType()->isPointerType() && RecordOf(call.getType()) != nullptr &&
                     RecordOf(call.getType())->getName() == "typed_value";
  if (!value && !OneOf(name, {"add_option", "addOption", "add_argument"})) return kNoModel;
  Reg bound = -1;
  for (std::size_t n = 0; n < regs.size() && n < callee.getNumParams(); ++n) {
    const QualType type = callee.getParamDecl(static_cast<unsigned>(n))->getType();
    const bool taken = (type->isReferenceType() || type->isPointerType()) && !type->getPointeeType().isConstQualified();
    if (!taken || !IsBytes(RecordOf(type))) continue;
    either(regs[n], regs[n], args[n]);
    bound = regs[n];
  }
  if (!value) return bound >= 0 ? Unknown() : kNoModel;
  const Reg option = Fresh(call.getType()->getPointeeType(), &call);
  if (bound >= 0) Store(option, bound, &call);
  return option;
}

// std::apply(f, tuple): f with the tuple's parts.
FunctionLowering::Reg FunctionLowering::Applied(const clang::CallExpr& call, const std::vector<Reg>& regs) {
  const auto* tuple = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(RecordOf(call.getArg(1)->getType()));
  const auto [target, object] = CallableOf(call.getArg(0), regs[0]);
  if (target < 0 || tuple == nullptr || tuple->getName() != "tuple" || tuple->getTemplateArgs().size() != 1) return kNoModel;
  std::vector<Reg> given;
  if (object >= 0) given.push_back(object);
  unsigned part = 0;
  for (const clang::TemplateArgument& type : tuple->getTemplateArgs()[0].pack_elements()) {
    const Reg place = TuplePart(regs[1], tuple, part++, &call);
    given.push_back(type.getAsType()->isRecordType() ? place : EmitValue(flow::Op::kLoad, &call, place));
  }
  const Reg dst = NewRegister();
  flow::Instruction& out = Emit(flow::Op::kCall, &call);
  out.dst = dst;
  out.a = target;
  out.flags = call.isPRValue() && call.getType()->isRecordType() ? flow::kReturnsObject : 0;
  out.arg_flags.assign(given.size(), 0);
  out.args = std::move(given);
  return dst;
}

// A promise is the value that it is given; a future holds a pointer to that.
FunctionLowering::Reg FunctionLowering::KnownFuture(const clang::CXXMethodDecl& method, const clang::CallExpr& call, Reg object,
                                                    llvm::ArrayRef<const Expr*> args, const std::vector<Reg>& regs) {
  const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call);
  const CXXRecordDecl* seen =
      member == nullptr ? nullptr : RecordOf(member->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType());
  if (!IsFuture(seen) || method.getIdentifier() == nullptr) return kNoModel;
  const llvm::StringRef name = method.getName();
  if (name == "get_future" || name == "share") {
    const Reg future = Fresh(call.getType(), &call);
    Store(future, name == "share" ? EmitValue(flow::Op::kLoad, &call, object) : object, &call);
    return future;
  }
  if (name == "set_value" && regs.size() == 1) {
    const QualType held = FirstTemplateArgument(seen);
    if (IsBytes(RecordOf(held)) && held->isRecordType()) CopyText(object, regs[0], &call, "");
    else if (args[0]->getType()->isRecordType()) Copy(object, regs[0], &call);
    else Store(object, args[0]->isGLValue() ? EmitValue(flow::Op::kLoad, &call, regs[0]) : regs[0], &call);
    return None();
  }
  if (name == "get") {
    const Reg value = EmitValue(flow::Op::kLoad, &call, object);
    if (call.isGLValue()) return value;
    if (call.getType()->isRecordType()) return IsBytes(RecordOf(call.getType())) ? StringResult(call, value) : value;
    return EmitValue(flow::Op::kLoad, &call, value);
  }
  return None();
}

// The future of what std::async called.
FunctionLowering::Reg FunctionLowering::FutureOf(const clang::CallExpr& call, Reg result) {
  const QualType held = FirstTemplateArgument(RecordOf(call.getType()));
  if (held.isNull()) return result;
  flow::Instruction& made = block_->code.back();
  const bool object = held->isRecordType();
  made.flags = static_cast<std::uint8_t>(object ? made.flags | flow::kReturnsObject : made.flags & ~flow::kReturnsObject);
  Reg value = result;
  if (!object) {
    value = Fresh(held, &call);
    Store(value, result, &call);
  }
  const Reg future = Fresh(call.getType(), &call);
  Store(future, value, &call);
  return future;
}

// What a callback puts into its parameter `index`: the call that the library
// makes, with a new buffer there, the user data last and nothing known about
// the rest.
FunctionLowering::Reg FunctionLowering::FilledBy(const Expr& callback, int index, const Expr& call, Reg user_data) {
  const auto* ref = llvm::dyn_cast<clang::DeclRefExpr>(callback.IgnoreParenCasts());
  const auto* function = ref == nullptr ? nullptr : llvm::dyn_cast<clang::FunctionDecl>(ref->getDecl());
  if (function == nullptr || static_cast<unsigned>(index) >= function->getNumParams()) return -1;
  const Reg buffer = Fresh(context_.CharTy, &call);
  const unsigned last = function->getNumParams() - 1;
  const bool takes_data = user_data >= 0 && static_cast<int>(last) != index && function->getParamDecl(last)->getType()->isVoidPointerType();
  std::vector<Reg> given;
  for (unsigned n = 0; n <= last; ++n) {
    if (static_cast<int>(n) == index) given.push_back(buffer);
    else given.push_back(takes_data && n == last ? user_data : Unknown());
  }
  const std::uint32_t symbol = builder_.NameOf(*function);
  const Reg dst = NewRegister();
  flow::Instruction& out = Emit(flow::Op::kCall, &call);
  out.dst = dst;
  out.sym = symbol;
  out.args = std::move(given);
  out.arg_flags.assign(out.args.size(), 0);
  out.arg_flags[static_cast<std::size_t>(index)] = flow::kWritable;
  return buffer;
}

// SSL_CTX_set_default_passwd_cb(ctx, f) and its ..._userdata(ctx, &data), in
// either order: f is called with the data.
FunctionLowering::Reg FunctionLowering::WithUserData(const clang::FunctionDecl& callee, llvm::ArrayRef<const Expr*> args,
                                                     const std::vector<Reg>& regs, int arg) {
  const auto next = static_cast<std::size_t>(arg) + 1;
  if (next < args.size() && args[next]->IgnoreParenImpCasts()->getType()->isPointerType()) return regs[next];
  if (function_ == nullptr) return -1;
  const std::string wanted = callee.getNameAsString() + "_userdata";
  return UserDataSet(wanted, function_->getBody());
}

FunctionLowering::Reg FunctionLowering::UserDataSet(const std::string& by, const clang::Stmt* in) {
  if (in == nullptr) return -1;
  const auto* call = llvm::dyn_cast<clang::CallExpr>(in);
  const clang::FunctionDecl* callee = call == nullptr ? nullptr : call->getDirectCallee();
  if (callee != nullptr && callee->getNameAsString() == by && call->getNumArgs() == 2) {
    // A variable's address says the same wherever it is asked for.
    const auto* address = llvm::dyn_cast<clang::UnaryOperator>(call->getArg(1)->IgnoreParenCasts());
    const bool fixed = address != nullptr && address->getOpcode() == clang::UO_AddrOf &&
                       llvm::isa<clang::DeclRefExpr>(address->getSubExpr()->IgnoreParenCasts());
    return fixed ? Lower(call->getArg(1)) : -1;
  }
  for (const clang::Stmt* child : in->children()) {
    if (const Reg found = UserDataSet(by, child); found >= 0) return found;
  }
  return -1;
}

}  // namespace keylint
