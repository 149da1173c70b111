// SPDX-License-Identifier: Apache-2.0
// What library functions do with texts and elements. A string or byte
// container *is* its bytes; any other container is its elements; a smart
// pointer, iterator or reference wrapper is a place that holds a pointer.
#include <array>
#include <map>
#include <string_view>

#include "lint/clang/library_types.h"
#include "lint/clang/lowering.h"

namespace keylint {
namespace {

using clang::CXXRecordDecl;
using clang::Expr;
using clang::QualType;

enum class Model { kCopy, kAppend, kDuplicate, kFormat, kFill, kZero, kAllocate, kAllocateZero, kFirst, kSecondArg, kNumber };

// dst, src: argument indices. For kFormat src is the format's index.
struct Row {
  Model model;
  int dst = 0;
  int src = 1;
  bool returns_dst = true;
};

const std::map<std::string_view, Row>& Rows() {
  using enum Model;
  static const std::map<std::string_view, Row> kRows = [] {
    std::map<std::string_view, Row> rows;
    for (const char* name :
         {"strcpy", "stpcpy", "strncpy", "stpncpy", "strlcpy", "wcscpy", "wcsncpy", "wcpcpy", "memcpy", "memmove",
          "mempcpy", "wmemcpy", "wmemmove", "lstrcpyA", "lstrcpyW", "lstrcpynA", "lstrcpynW", "_mbscpy", "_tcscpy",
          "StrCpyA", "StrCpyW", "g_strlcpy", "g_stpcpy", "__builtin_strcpy", "__builtin_strncpy", "__builtin_memcpy",
          "__builtin_memmove", "__builtin___strcpy_chk", "__builtin___strncpy_chk", "__builtin___memcpy_chk",
          "__builtin___memmove_chk", "__builtin___stpcpy_chk", "mbstowcs", "wcstombs", "OPENSSL_strlcpy",
          "xstrncpy", "safe_strcpy", "RtlCopyMemory", "CopyMemory", "qstrcpy", "qstrncpy"}) {
      rows[name] = {kCopy, 0, 1};
    }
    for (const char* name : {"strcpy_s", "wcscpy_s", "strncpy_s", "wcsncpy_s", "memcpy_s", "memmove_s", "StringCchCopyA",
                             "StringCchCopyW", "StringCbCopyA", "StringCbCopyW", "_mbscpy_s", "wmemcpy_s"}) {
      rows[name] = {kCopy, 0, 2, false};
    }
    rows["bcopy"] = {kCopy, 1, 0, false};
    rows["MultiByteToWideChar"] = {kCopy, 4, 2, false};
    rows["WideCharToMultiByte"] = {kCopy, 4, 2, false};
    for (const char* name :
         {"strcat", "strncat", "strlcat", "wcscat", "wcsncat", "lstrcatA", "lstrcatW", "_mbscat", "g_strlcat",
          "OPENSSL_strlcat", "__builtin_strcat", "__builtin___strcat_chk", "__builtin___strncat_chk", "StrCatA", "StrCatW"}) {
      rows[name] = {kAppend, 0, 1};
    }
    for (const char* name : {"strcat_s", "wcscat_s", "strncat_s", "wcsncat_s", "StringCchCatA", "StringCchCatW"}) {
      rows[name] = {kAppend, 0, 2, false};
    }
    for (const char* name : {"strdup", "strndup", "wcsdup", "_strdup", "_wcsdup", "_mbsdup", "g_strdup", "g_strndup",
                             "xstrdup", "xstrndup", "strdupa", "__strdup", "__builtin_strdup", "apr_pstrdup",
                             "OPENSSL_strdup", "CRYPTO_strdup", "BUF_strdup", "g_memdup", "g_memdup2", "OPENSSL_memdup",
                             "SysAllocString", "sdsnew", "qstrdup"}) {
      rows[name] = {kDuplicate, -1, 0};
    }
    for (const char* name : {"sprintf", "wsprintfA", "wsprintfW", "__builtin_sprintf"}) rows[name] = {kFormat, 0, 1, false};
    for (const char* name : {"snprintf", "_snprintf", "swprintf", "_snwprintf", "g_snprintf", "sprintf_s", "swprintf_s",
                             "StringCchPrintfA", "StringCchPrintfW", "__builtin_snprintf", "BIO_snprintf", "curl_msnprintf"}) {
      rows[name] = {kFormat, 0, 2, false};
    }
    rows["__builtin___sprintf_chk"] = {kFormat, 0, 3, false};
    rows["__builtin___snprintf_chk"] = {kFormat, 0, 4, false};
    rows["g_strdup_printf"] = {kFormat, -1, 0};
    rows["curl_maprintf"] = {kFormat, -1, 0};
    rows["asprintf"] = {kFormat, 0, 1, false};
    rows["memset"] = {kFill, 0, 1};
    rows["wmemset"] = {kFill, 0, 1};
    rows["__builtin_memset"] = {kFill, 0, 1};
    rows["__builtin___memset_chk"] = {kFill, 0, 1};
    for (const char* name : {"bzero", "explicit_bzero", "SecureZeroMemory", "RtlSecureZeroMemory", "RtlZeroMemory",
                             "OPENSSL_cleanse", "sodium_memzero", "mbedtls_platform_zeroize"}) {
      rows[name] = {kZero, 0, 1, false};
    }
    for (const char* name : {"malloc", "realloc", "alloca", "__builtin_alloca", "_alloca", "g_malloc", "xmalloc",
                             "aligned_alloc", "CRYPTO_malloc", "sodium_malloc", "LocalAlloc", "GlobalAlloc", "HeapAlloc",
                             "VirtualAlloc", "CoTaskMemAlloc"}) {
      rows[name] = {kAllocate, -1, -1};
    }
    for (const char* name : {"calloc", "g_malloc0", "xcalloc", "CRYPTO_zalloc"}) rows[name] = {kAllocateZero, -1, -1};
    for (const char* name : {"strchr", "strrchr", "strstr", "wcschr", "wcsrchr", "wcsstr", "strcasestr", "memchr",
                             "strpbrk", "basename", "__builtin_strchr", "__builtin_assume_aligned", "index"}) {
      rows[name] = {kFirst, 0, 0};
    }
    for (const char* name : {"strlen", "wcslen", "strnlen", "wcsnlen", "lstrlenA", "lstrlenW", "strcmp", "strncmp",
                             "strcasecmp", "strncasecmp", "memcmp", "wcscmp", "wcsncmp", "_stricmp", "_wcsicmp", "printf",
                             "fprintf", "wprintf", "fwprintf", "puts", "fputs", "free", "atoi", "isdigit", "isalpha",
                             "toupper", "tolower", "abort", "exit", "assert", "__assert_fail", "perror"}) {
      rows[name] = {kNumber, -1, -1};
    }
    return rows;
  }();
  return kRows;
}

// Of std, {fmt} or abseil, wherever its headers lie.
bool MakesText(const clang::FunctionDecl& callee) {
  if (!OneOf(callee.getName(), {"format", "StrCat", "StrAppend", "StrFormat", "vformat"})) return false;
  const clang::DeclContext* context = callee.getDeclContext();
  for (; context != nullptr; context = context->getParent()) {
    const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context);
    if (space != nullptr && OneOf(space->getName(), {"std", "fmt", "absl"})) return true;
  }
  return false;
}

// Which part `std::get` of `callee` takes: an index, or of a tuple that of its type.
std::optional<unsigned> PartOfGet(const clang::FunctionDecl& callee, const CXXRecordDecl* record) {
  const clang::TemplateArgumentList* list = callee.getTemplateSpecializationArgs();
  if (list == nullptr || list->size() == 0) return std::nullopt;
  const clang::TemplateArgument& argument = list->get(0);
  if (argument.getKind() == clang::TemplateArgument::Integral) {
    return static_cast<unsigned>(argument.getAsIntegral().getZExtValue());
  }
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (special == nullptr || argument.getKind() != clang::TemplateArgument::Type) return std::nullopt;
  for (unsigned n = 0; n < special->getTemplateArgs().size(); ++n) {
    const clang::TemplateArgument& one = special->getTemplateArgs()[n];
    const auto pack = one.getKind() == clang::TemplateArgument::Pack ? one.getPackAsArray() : llvm::ArrayRef(one);
    for (unsigned k = 0; k < pack.size(); ++k) {
      const bool same = pack[k].getKind() == clang::TemplateArgument::Type &&
                        pack[k].getAsType().getCanonicalType() == argument.getAsType().getCanonicalType();
      if (same) return n + k;
    }
  }
  return std::nullopt;
}

}  // namespace

FunctionLowering::Reg FunctionLowering::StringResult(const clang::Expr& call, Reg from) {
  const Reg made = Fresh(call.getType(), &call);
  CopyText(made, from, &call, "");
  return made;
}

// `value` behind the text at `to`: a text, one character, or what is not known.
void FunctionLowering::AppendText(Reg to, const clang::Expr* value, Reg reg, const clang::Stmt* where) {
  const QualType type = value->getType().getNonReferenceType();
  if (type->isFunctionPointerType() || type->isFunctionType()) return;  // std::hex
  if (type->isArithmeticType()) {
    const std::optional<std::int64_t> byte = IsCharacter(type) ? ConstantInt(value->IgnoreImplicit()) : std::nullopt;
    if (byte && *byte > 0 && *byte < 128) {
      flow::Text text;
      text.bytes = static_cast<char>(*byte);
      text.place = builder_.PlaceOf(value->getSourceRange());
      reg = EmitValue(flow::Op::kText, value, -1, builder_.AddText(std::move(text)));
    } else {
      reg = Unknown();
    }
  } else if (type->isPointerType() && value->isGLValue()) {
    reg = EmitValue(flow::Op::kLoad, value, reg);
  }
  flow::Instruction& append = Emit(flow::Op::kAppendText, where);
  append.a = to;
  append.b = reg;
}

FunctionLowering::Reg FunctionLowering::MadeText(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                 const std::vector<Reg>& regs) {
  const llvm::StringRef name = callee.getName();
  const bool joins = OneOf(name, {"StrCat", "StrAppend"});
  const Reg made = name == "StrAppend" ? regs[0] : Fresh(call.getType(), &call);
  if (joins) {
    for (std::size_t n = name == "StrAppend" ? 1 : 0; n < regs.size(); ++n) {
      AppendText(made, call.getArg(static_cast<unsigned>(n)), regs[n], &call);
    }
    return made;
  }
  std::vector<Reg> args = {regs[0]};
  for (std::size_t n = 1; n < regs.size(); ++n) {
    const Expr* arg = call.getArg(static_cast<unsigned>(n));
    const QualType type = arg->getType();
    if (type->isPointerType() && arg->isGLValue()) args.push_back(EmitValue(flow::Op::kLoad, arg, regs[n]));
    else args.push_back(type->isArithmeticType() ? Unknown() : regs[n]);
  }
  flow::Instruction& format = Emit(flow::Op::kFormat, &call);
  format.a = made;
  format.flags = name == "StrFormat" ? 0 : flow::kBraces;
  format.args = std::move(args);
  return made;
}

// A callable object called: what std::function, std::thread, std::async and,
// with what it is given at once, std::bind do.
FunctionLowering::Reg FunctionLowering::Invoke(Reg target, Reg object, llvm::ArrayRef<const Expr*> args,
                                               const std::vector<Reg>& regs, const clang::Expr& call,
                                               const Expr* callable) {
  std::vector<Reg> all;
  if (object >= 0) all.push_back(object);
  for (std::size_t n = 0; n < args.size(); ++n) {
    const QualType type = args[n]->getType();
    const bool scalar = !type->isRecordType() && !type->isArrayType() && !type->isFunctionType();
    all.push_back(scalar && args[n]->isGLValue() ? EmitValue(flow::Op::kLoad, args[n], regs[n]) : regs[n]);
  }
  const auto* named = callable == nullptr ? nullptr : llvm::dyn_cast<clang::DeclRefExpr>(callable->IgnoreParenImpCasts());
  const auto* function = named == nullptr ? nullptr : llvm::dyn_cast<clang::FunctionDecl>(named->getDecl());
  if (function != nullptr && object < 0) EmitSinks(*function, args, all, nullptr, call);
  const Reg dst = NewRegister();
  flow::Instruction& out = Emit(flow::Op::kCall, &call);
  out.dst = dst;
  out.a = target;
  out.flags = call.isPRValue() && call.getType()->isRecordType() ? flow::kReturnsObject : 0;
  out.arg_flags.assign(all.size(), 0);
  out.args = std::move(all);
  return dst;
}

// The function behind a callable expression and, for a lambda, its closure.
std::pair<FunctionLowering::Reg, FunctionLowering::Reg> FunctionLowering::CallableOf(const Expr* expr, Reg reg) {
  const CXXRecordDecl* record = RecordOf(expr->getType());
  if (record != nullptr && record->isLambda() && record->getLambdaCallOperator() != nullptr) {
    const clang::CXXMethodDecl* call = record->getLambdaCallOperator();
    return {EmitValue(flow::Op::kFunction, expr, -1, builder_.NameOf(*call)), reg};
  }
  const QualType type = expr->getType().getNonReferenceType();
  if (type->isFunctionType()) return {reg, -1};
  if (type->isFunctionPointerType()) return {expr->isGLValue() ? EmitValue(flow::Op::kLoad, expr, reg) : reg, -1};
  return {-1, -1};
}

FunctionLowering::Reg FunctionLowering::TuplePart(Reg tuple, const CXXRecordDecl* record, unsigned part,
                                                  const clang::Stmt* where) {
  const llvm::StringRef name = record->getName();
  if (name == "array") return ElementOf(tuple, part, where);
  if (name == "variant") return tuple;
  const std::string field = name == "pair" ? (part == 0 ? "std::pair.first" : "std::pair.second")
                                           : "std::tuple." + std::to_string(part);
  return EmitValue(flow::Op::kField, where, tuple, builder_.Symbol(field));
}

// A member of a pair or tuple of type `wanted` gets `value`.
void FunctionLowering::StorePart(Reg member, QualType wanted, const Expr* arg, Reg value) {
  if (!wanted.isNull() && IsBytes(RecordOf(wanted)) && !wanted->isPointerType()) CopyText(member, value, arg, "");
  else if (arg->getType()->isRecordType()) Copy(member, value, arg);
  else Store(member, arg->isGLValue() && !arg->getType()->isArrayType() ? EmitValue(flow::Op::kLoad, arg, value) : value, arg);
}

// Entries under keys that the compiler knows are places of their own. What is
// stored under another key may be any entry to one who walks over all of them,
// but is not the answer to a question for a known key: a loop that copies a
// form's labels and defaults does not make each the password.
FunctionLowering::Reg FunctionLowering::KeyedElement(Reg container, const clang::Expr* key, bool pair, Access access) {
  std::string step;
  if (key != nullptr) {
    if (const std::optional<std::int64_t> number = ConstantInt(key->IgnoreImplicit())) {
      step = "[#" + std::to_string(*number) + "]";
    } else if (const clang::StringLiteral* text = LiteralBehind(key, builder_)) {
      step = "[\"" + Utf8Of(*text) + "\"]";
    } else if (access == Access::kStore) {
      step = "[?" + std::to_string(builder_.PlaceOf(key->getSourceRange()).begin) + "]";
    }
  }
  Reg element = -1;
  if (step.empty()) {
    element = ElementOf(container, std::nullopt, key);
  } else {
    element = EmitValue(flow::Op::kElement, key, container, builder_.Symbol(step));
    block_->code.back().imm = 1;
  }
  if (pair) element = EmitValue(flow::Op::kField, key, element, builder_.Symbol("std::pair.second"));
  return element;
}

FunctionLowering::Reg FunctionLowering::UnknownEntry(const Expr* target) {
  const auto* entry = llvm::dyn_cast<clang::CXXOperatorCallExpr>(target->IgnoreParenImpCasts());
  if (entry == nullptr || entry->getOperator() != clang::OO_Subscript || entry->getNumArgs() != 2) return -1;
  if (!IsMap(RecordOf(entry->getArg(0)->getType()))) return -1;
  const Expr* key = entry->getArg(1);
  if (ConstantInt(key->IgnoreImplicit()) || LiteralBehind(key, builder_) != nullptr) return -1;
  return KeyedElement(Lower(entry->getArg(0)), key, true, Access::kStore);
}

// {{"user", "joe"}, {"password", "..."}}: each pair under its key.
void FunctionLowering::CopyEntries(Reg map, const Expr& list, Reg entries) {
  const Expr* inner = list.IgnoreUnlessSpelledInSource();
  if (const auto* wrapped = llvm::dyn_cast<clang::CXXStdInitializerListExpr>(inner)) {
    inner = wrapped->getSubExpr()->IgnoreUnlessSpelledInSource();
  }
  if (const auto* temporary = llvm::dyn_cast<clang::MaterializeTemporaryExpr>(inner)) inner = temporary->getSubExpr();
  const auto* pairs = llvm::dyn_cast<clang::InitListExpr>(inner->IgnoreParenImpCasts());
  if (pairs == nullptr) {
    Copy(ElementOf(map, std::nullopt, &list), ElementOf(entries, std::nullopt, &list), &list);
    return;
  }
  Store(map, None(), &list);
  for (unsigned n = 0; n < pairs->getNumInits(); ++n) {
    const auto* pair = llvm::dyn_cast<clang::CXXConstructExpr>(pairs->getInit(n)->IgnoreUnlessSpelledInSource());
    const Expr* key = pair != nullptr && pair->getNumArgs() >= 2 ? pair->getArg(0) : pairs->getInit(n);
    Copy(KeyedElement(map, key, false, Access::kStore), ElementOf(entries, n, &list), pairs->getInit(n));
  }
}

void FunctionLowering::StoreElement(Reg container, const clang::Expr* value, Reg reg, const clang::Expr* key, bool pair) {
  const Reg element = KeyedElement(container, key, pair, Access::kStore);
  const QualType type = value->getType();
  if (type->isRecordType() || type->isArrayType()) {
    Copy(element, reg, value);
  } else {
    // Elements are passed by reference: the value is what the reference denotes.
    Store(element, value->isGLValue() ? EmitValue(flow::Op::kLoad, value, reg) : reg, value);
  }
}

FunctionLowering::Reg FunctionLowering::KnownFunction(const clang::FunctionDecl& callee, const clang::CallExpr& call,
                                                      const std::vector<Reg>& regs) {
  if (llvm::isa<clang::UserDefinedLiteral>(call)) {  // "..."s
    return !regs.empty() && IsBytes(RecordOf(call.getType())) ? StringResult(call, regs[0]) : kNoModel;
  }
  if (callee.getIdentifier() == nullptr) return kNoModel;
  const llvm::StringRef name = callee.getName();
  if (!regs.empty() && MakesText(callee)) return MadeText(callee, call, regs);
  if (InStd(&callee) && builder_.IsSystem(callee.getLocation())) {
    if (OneOf(name, {"move", "forward", "addressof", "as_const", "launder", "begin", "cbegin", "data", "ref", "cref",
                     "static_pointer_cast", "dynamic_pointer_cast", "const_pointer_cast", "__addressof", "exchange"}) &&
        !regs.empty()) {
      if (OneOf(name, {"ref", "cref"})) {
        const Reg holder = Fresh(call.getType(), &call);
        Store(holder, regs[0], &call);
        return holder;
      }
      if (OneOf(name, {"begin", "cbegin"}) && !IsBytes(RecordOf(call.getArg(0)->getType()))) {
        const Reg element = ElementOf(regs[0], std::nullopt, &call);
        if (!call.getType()->isRecordType()) return element;
        const Reg iterator = Fresh(call.getType(), &call);
        Store(iterator, element, &call);
        return iterator;
      }
      return regs[0];
    }
    if (OneOf(name, {"make_unique", "make_shared", "make_optional"})) {
      const CXXRecordDecl* holder = RecordOf(call.getType());
      const QualType type = FirstTemplateArgument(holder);
      if (type.isNull()) return kNoModel;
      const Reg object = Fresh(type, &call);
      const CXXRecordDecl* record = type->getAsCXXRecordDecl();
      const bool copied = regs.size() == 1 && RecordOf(call.getArg(0)->getType()) == record && !call.getArg(0)->getType()->isPointerType();
      if (copied && record != nullptr) {
        Copy(object, regs[0], &call);
      } else if (record != nullptr && !builder_.IsSystem(record->getLocation()) && record->hasDefinition()) {
        for (const clang::CXXConstructorDecl* constructor : record->ctors()) {
          if (constructor->getNumParams() != regs.size() || constructor->isCopyOrMoveConstructor()) continue;
          if (constructor->isImplicit()) builder_.WantFunction(*constructor);
          const std::uint32_t symbol = builder_.NameOf(*constructor);
          std::vector<Reg> args = {object};
          for (std::size_t n = 0; n < regs.size(); ++n) {
            const QualType parameter = constructor->getParamDecl(static_cast<unsigned>(n))->getType();
            Reg arg = regs[n];
            const Expr* written = call.getArg(static_cast<unsigned>(n));
            // make_unique takes references; a text given for a string becomes one.
            if (IsBytes(RecordOf(parameter))) arg = StringResult(*written, arg);
            else if (!parameter->isReferenceType() && !parameter->isRecordType() && written->isGLValue() &&
                     !written->getType()->isArrayType()) {
              arg = EmitValue(flow::Op::kLoad, written, arg);
            }
            args.push_back(arg);
          }
          flow::Instruction& out = Emit(flow::Op::kCall, &call);
          out.sym = symbol;
          out.args = std::move(args);
          out.arg_flags.assign(out.args.size(), 0);
          out.arg_flags[0] = flow::kWritable;
          break;
        }
      } else if (IsBytes(record) && !regs.empty()) {
        CopyText(object, regs[0], &call, "");
      } else if (regs.size() == 1) {
        Copy(object, regs[0], &call);
      }
      if (name == "make_optional") return object;
      const Reg pointer = Fresh(call.getType(), &call);
      Store(pointer, object, &call);
      return pointer;
    }
    if (OneOf(name, {"make_pair"}) && regs.size() == 2) {
      const Reg pair = Fresh(call.getType(), &call);
      for (int n = 0; n < 2; ++n) {
        const Reg member = EmitValue(flow::Op::kField, &call, pair,
                                     builder_.Symbol(n == 0 ? "std::pair.first" : "std::pair.second"));
        const Expr* arg = call.getArg(static_cast<unsigned>(n));
        if (arg->getType()->isRecordType() || arg->getType()->isArrayType()) {
          if (arg->getType()->isArrayType()) Store(member, regs[n], &call);
          else Copy(member, regs[n], &call);
        } else {
          Store(member, arg->isGLValue() ? EmitValue(flow::Op::kLoad, arg, regs[n]) : regs[n], &call);
        }
      }
      return pair;
    }
    if (const Reg known = KnownAlgorithm(callee, call, regs); known != kNoModel) return known;
    if (name == "get" && regs.size() == 1) {
      const CXXRecordDecl* record = RecordOf(call.getArg(0)->getType());
      const std::optional<unsigned> part = PartOfGet(callee, record);
      if (part && record != nullptr && OneOf(record->getName(), {"pair", "tuple", "array", "variant"})) {
        return TuplePart(regs[0], record, *part, &call);
      }
    }
    if (OneOf(name, {"make_tuple", "forward_as_tuple"})) {
      const Reg tuple = Fresh(call.getType(), &call);
      for (unsigned n = 0; n < regs.size(); ++n) {
        StorePart(EmitValue(flow::Op::kField, &call, tuple, builder_.Symbol("std::tuple." + std::to_string(n))), {},
                  call.getArg(n), regs[n]);
      }
      return tuple;
    }
    if (name == "apply" && regs.size() == 2) return Applied(call, regs);
    if (OneOf(name, {"invoke", "async", "bind", "bind_front"}) && !regs.empty()) {
      std::size_t first = 0;
      while (first < regs.size() && CallableOf(call.getArg(static_cast<unsigned>(first)), regs[first]).first < 0) ++first;
      if (first == regs.size()) return kNoModel;
      const auto [target, object] = CallableOf(call.getArg(static_cast<unsigned>(first)), regs[first]);
      const std::vector<const Expr*> args(call.arg_begin() + first + 1, call.arg_end());
      const Reg result = Invoke(target, object, args, {regs.begin() + static_cast<std::ptrdiff_t>(first) + 1, regs.end()}, call,
                                call.getArg(static_cast<unsigned>(first)));
      return name == "async" ? FutureOf(call, result) : result;
    }
  }
  if (name == "qstrdup" || name == "qUtf8Printable" || name == "qPrintable") return regs.empty() ? kNoModel : regs[0];
  if (OneOf(name, {"strtok", "strtok_r", "strtok_s", "wcstok"}) && !regs.empty()) return Token(call, regs);
  const auto found = Rows().find(std::string_view(name.data(), name.size()));
  if (found == Rows().end()) return kNoModel;
  const Row& row = found->second;
  const auto has = [&](int index) { return index >= 0 && static_cast<std::size_t>(index) < regs.size(); };
  const std::string by = name.str();
  switch (row.model) {
    case Model::kCopy:
      if (!has(row.dst) || !has(row.src)) return kNoModel;
      // A copied struct keeps its members; a copied text its bytes.
      {
        const QualType type = call.getArg(static_cast<unsigned>(row.src))->IgnoreParenImpCasts()->getType();
        const bool object = type->isPointerType() && type->getPointeeType()->isRecordType();
        if (object) Copy(regs[row.dst], regs[row.src], &call);
        else CopyText(regs[row.dst], regs[row.src], &call, by);
      }
      return row.returns_dst ? regs[row.dst] : None();
    case Model::kAppend: {
      if (!has(row.dst) || !has(row.src)) return kNoModel;
      flow::Instruction& append = Emit(flow::Op::kAppendText, &call);
      append.a = regs[row.dst];
      append.b = regs[row.src];
      return row.returns_dst ? regs[row.dst] : None();
    }
    case Model::kDuplicate: {
      if (!has(row.src)) return kNoModel;
      const Reg made = Fresh(call.getType()->isPointerType() ? call.getType()->getPointeeType() : call.getType(), &call);
      CopyText(made, regs[row.src], &call, by);
      return made;
    }
    case Model::kFormat: {
      if (!has(row.src)) return kNoModel;
      Reg into = -1;
      if (row.dst < 0 || by == "asprintf") {
        into = Fresh(context_.CharTy, &call);
        if (by == "asprintf") Store(regs[0], into, &call);
      } else if (has(row.dst)) {
        into = regs[row.dst];
      }
      const std::uint32_t symbol = builder_.Symbol(by);
      flow::Instruction& format = Emit(flow::Op::kFormat, &call);
      format.a = into;
      format.sym = symbol;
      format.args.assign(regs.begin() + row.src, regs.end());
      return row.dst < 0 ? into : None();
    }
    case Model::kFill:
    case Model::kZero: {
      if (!has(row.dst)) return kNoModel;
      const unsigned byte_arg = 1, size_arg = row.model == Model::kFill ? 2 : 1;
      std::optional<std::int64_t> byte = 0, size;
      if (row.model == Model::kFill) byte = call.getNumArgs() > byte_arg ? ConstantInt(call.getArg(byte_arg)) : std::nullopt;
      if (call.getNumArgs() > size_arg) size = ConstantInt(call.getArg(size_arg));
      const QualType type = call.getArg(static_cast<unsigned>(row.dst))->IgnoreParenImpCasts()->getType();
      const QualType element = type->isPointerType() ? type->getPointeeType()
                               : type->isArrayType() ? context_.getAsArrayType(type)->getElementType() : type;
      if (element->isRecordType() || element->isPointerType()) {
        // A cleared struct or table has null members.
        Store(regs[row.dst], None(), &call);
      } else {
        const bool text = element.getCanonicalType().getUnqualifiedType() == context_.CharTy;
        if (text && byte && *byte == 0) {
          Store(regs[row.dst], None(), &call);  // An emptied text buffer.
        } else {
          flow::Instruction& fill = Emit(flow::Op::kFill, &call);
          fill.a = regs[row.dst];
          fill.imm = byte.value_or(0);
          fill.b = byte ? -1 : regs[row.dst];
          fill.sym = size && *size > 0 && *size <= 4096 ? static_cast<std::uint32_t>(*size) : 0;
        }
      }
      return row.returns_dst ? regs[row.dst] : None();
    }
    case Model::kAllocate:
    case Model::kAllocateZero:
      return Fresh({}, &call);
    case Model::kFirst:
      return has(0) ? regs[0] : kNoModel;
    case Model::kSecondArg:
      return has(1) ? regs[1] : kNoModel;
    case Model::kNumber:
      return None();
  }
  return kNoModel;
}

FunctionLowering::Reg FunctionLowering::KnownMethod(const clang::CXXMethodDecl& method, const clang::CallExpr& call,
                                                    Reg object, llvm::ArrayRef<const Expr*> args,
                                                    const std::vector<Reg>& regs) {
  const CXXRecordDecl* record = method.getParent();
  // The static type decides: libstdc++ keeps members in base classes.
  if (const auto* member = llvm::dyn_cast<clang::CXXMemberCallExpr>(&call)) {
    const CXXRecordDecl* seen = RecordOf(member->getImplicitObjectArgument()->IgnoreParenImpCasts()->getType());
    if (seen != nullptr && (IsBytes(seen) || IsContainer(seen) || IsHolder(seen) || IsWrapper(seen))) record = seen;
  }
  if (llvm::isa<clang::CXXConversionDecl>(method)) {
    if (IsBytes(record)) return call.getType()->isRecordType() ? StringResult(call, object) : object;
    return kNoModel;
  }
  if (method.getIdentifier() == nullptr) return kNoModel;
  const llvm::StringRef name = method.getName();
  const QualType result = call.getType();
  if (method.isStatic()) {
    if (name == "asprintf" && IsBytes(record) && !regs.empty()) {
      const Reg made = Fresh(result, &call);
      flow::Instruction& format = Emit(flow::Op::kFormat, &call);
      format.a = made;
      format.args = regs;
      return made;
    }
    const bool made = IsBytes(record) && !regs.empty() &&
                      OneOf(name, {"fromUtf8", "fromLatin1", "fromLocal8Bit", "fromStdString", "fromRawData", "fromUtf16",
                                   "fromWCharArray"});
    return made ? StringResult(call, regs[0]) : kNoModel;
  }
  if (IsBytes(record)) {
    if (record->getName().contains("stringstream") && !method.isConst() && name != "str") return ReadStream(call, object, args, regs);
    if (OneOf(name, {"c_str", "data", "constData", "utf16", "unicode", "raw", "begin", "cbegin", "constBegin", "end", "cend", "constEnd", "rbegin", "rend",
                     "crbegin", "crend", "front", "back", "at"})) {
      if (OneOf(name, {"front", "back", "at"}) || !result->isRecordType()) return object;
      const Reg iterator = Fresh(result, &call);
      Store(iterator, object, &call);
      return iterator;
    }
    const bool repeated = regs.size() == 2 && args[0]->getType()->isIntegerType() && IsCharacter(args[1]->getType());
    if (name == "assign" && repeated) {
      FillBytes(*args[0], args[1], object, call);
      return object;
    }
    if (name == "fill" && !regs.empty()) {
      Fill(call.getCallee(), args[0], object, call);
      return object;
    }
    if (OneOf(name, {"assign", "setRawData", "setUtf16", "swap"}) && !regs.empty()) {
      CopyText(object, regs[0], &call, "");
      return object;
    }
    const bool at_front = name == "insert" && regs.size() >= 2 && ConstantInt(args[0]->IgnoreImplicit()) == 0;
    if ((name == "prepend" && !regs.empty()) || at_front) {
      const unsigned added = at_front ? 1 : 0;
      const Reg made = Fresh(args[added]->getType(), &call);
      AppendText(made, args[added], regs[added], &call);
      flow::Instruction& behind = Emit(flow::Op::kAppendText, &call);
      behind.a = made;
      behind.b = object;
      CopyText(object, made, &call, "");
      return object;
    }
    if (OneOf(name, {"append", "push_back", "operator+="}) && !regs.empty()) {
      constexpr std::int64_t kMaxTimes = 64;
      const std::int64_t times = repeated ? ConstantInt(args[0]->IgnoreImplicit()).value_or(0) : 0;
      for (std::int64_t n = 0; n < times && n < kMaxTimes; ++n) AppendText(object, args[1], regs[1], &call);
      if (times == 0) AppendText(object, args[0], regs[0], &call);
      return object;
    }
    if (OneOf(name, {"clear"})) {
      Store(object, None(), &call);
      return None();
    }
    if (OneOf(name, {"reserve", "shrink_to_fit", "squeeze", "detach"})) return None();
    if (OneOf(name, {"arg"})) {
      std::vector<Reg> given = {object};
      for (std::size_t n = 0; n < regs.size(); ++n) {
        const bool text = IsBytes(RecordOf(args[n]->getType()));
        if (n > 0 && !text) break;  // Width, base and fill character.
        given.push_back(text ? regs[n] : Unknown());
      }
      const Reg made = Fresh(result, &call);
      flow::Instruction& format = Emit(flow::Op::kFormat, &call);
      format.a = made;
      format.flags = flow::kPlaces;
      format.args = std::move(given);
      return made;
    }
    // What is cut from a constant is one; what is put into it may be anything.
    const bool mixes = call.isGLValue() && !method.isConst() && OneOf(name, {"insert", "replace", "setNum"});
    if (mixes) {
      Emit(flow::Op::kForget, &call).a = object;
      return object;
    }
    if (result->isRecordType() && IsBytes(RecordOf(result)) && object >= 0) return StringResult(call, object);
    if (method.isConst()) {
      if (!result->isRecordType()) return IsByte(result) || result->isIntegerType() ? None() : Unknown();
      return kNoModel;
    }
    Emit(flow::Op::kForget, &call).a = object;
    return result->isReferenceType() || call.isGLValue() ? object : result->isRecordType() ? kNoModel : None();
  }
  if (const Reg known = KnownFuture(method, call, object, args, regs); known != kNoModel) return known;
  if (IsHolder(record)) {
    if (OneOf(name, {"get", "release", "data"})) return EmitValue(flow::Op::kLoad, &call, object);
    if (name == "lock") return object;
    if (name == "reset") {
      Store(object, regs.empty() ? None() : regs[0], &call);
      return None();
    }
    return kNoModel;
  }
  if (IsWrapper(record)) {
    if (name == "value_or" && regs.size() == 1) {
      const bool scalar = !args[0]->getType()->isRecordType() && !args[0]->getType()->isArrayType();
      const Reg other = scalar && args[0]->isGLValue() ? EmitValue(flow::Op::kLoad, &call, regs[0]) : regs[0];
      const Reg held = result->isRecordType() ? object : EmitValue(flow::Op::kLoad, &call, object);
      const Reg either = EmitValue(flow::Op::kMerge, &call);
      block_->code.back().args = {held, other};
      return IsBytes(RecordOf(result)) && result->isRecordType() ? StringResult(call, either) : either;
    }
    if (OneOf(name, {"value", "load", "toString", "toByteArray"})) {
      if (call.isGLValue()) return object;
      if (IsBytes(RecordOf(result))) return StringResult(call, object);
      return result->isRecordType() ? kNoModel : EmitValue(flow::Op::kLoad, &call, object);
    }
    if (OneOf(name, {"emplace", "store"}) && regs.size() == 1) {
      const QualType type = FirstTemplateArgument(record);
      if (IsBytes(RecordOf(type))) CopyText(object, regs[0], &call, "");
      else if (args[0]->getType()->isRecordType()) Copy(object, regs[0], &call);
      else Store(object, args[0]->isGLValue() ? EmitValue(flow::Op::kLoad, &call, regs[0]) : regs[0], &call);
      return call.isGLValue() ? object : None();
    }
    return kNoModel;
  }
  if (IsContainer(record)) {
    const bool map = IsMap(record);
    const QualType element_type = FirstTemplateArgument(record, map ? 1 : 0);
    const bool texts = IsBytes(RecordOf(element_type)) || record->getName() == "QStringList";
    const auto store = [&](unsigned n, const Expr* key, bool pair) {
      if (texts && !args[n]->getType()->isRecordType()) {
        const Reg element = KeyedElement(object, key, pair, Access::kStore);
        CopyText(element, regs[n], &call, "");
      } else {
        StoreElement(object, args[n], regs[n], key, pair);
      }
    };
    if (OneOf(name, {"push_back", "push_front", "emplace_back", "emplace_front", "push", "emplace", "append", "prepend", "insert",
                     "insert_or_assign", "try_emplace", "add", "assign", "enqueue", "fill", "resize", "emplace_hint"}) && !args.empty()) {
      const QualType first = args[0]->getType().getNonReferenceType();
      const bool pair_given = map && args.size() == 1;
      if (map && args.size() >= 2 && !IsIterator(RecordOf(first))) {
        store(1, args[0], true);
      } else if (pair_given) {
        Copy(ElementOf(object, std::nullopt, &call), regs[0], &call);
      } else {
        // The last argument that is no position and no count is the element;
        // a range gives its elements.
        const unsigned last = static_cast<unsigned>(args.size() - 1);
        const bool range = args.size() >= 2 && IsIterator(RecordOf(args[last]->getType())) &&
                           IsIterator(RecordOf(args[last - 1]->getType()));
        const CXXRecordDecl* list = RecordOf(args[last]->getType());
        if (range) {
          const Reg from = EmitValue(flow::Op::kLoad, &call, regs[last - 1]);
          Copy(ElementOf(object, std::nullopt, &call), from, &call);
        } else if (list != nullptr && list->getName() == "initializer_list") {
          if (map) CopyEntries(object, *args[last], regs[last]);
          else Copy(ElementOf(object, std::nullopt, &call), ElementOf(regs[last], std::nullopt, &call), &call);
        } else if (name != "resize" || args.size() == 2) {
          store(last, nullptr, false);
        }
      }
      if (call.isGLValue()) return ElementOf(object, std::nullopt, &call);
      if (!result->isRecordType()) return None();
      const Reg iterator = Fresh(result, &call);
      Store(iterator, ElementOf(object, std::nullopt, &call), &call);
      return iterator;
    }
    if (OneOf(name, {"at", "operator[]", "value", "front", "back", "first", "last", "top", "takeFirst", "takeLast", "constFirst", "constLast"})) {
      const Expr* key = OneOf(name, {"at", "operator[]", "value"}) && !args.empty() ? args[0] : nullptr;
      Reg element = -1;
      if (map) element = KeyedElement(object, key, true);
      else if (key != nullptr && ConstantInt(key->IgnoreImplicit()).value_or(-1) >= 0) {
        element = ElementOf(object, static_cast<std::uint64_t>(*ConstantInt(key->IgnoreImplicit())), &call);
      } else element = ElementOf(object, std::nullopt, &call);
      if (call.isGLValue() || result->isRecordType()) return element;
      return EmitValue(flow::Op::kLoad, &call, element);
    }
    if (OneOf(name, {"begin", "end", "cbegin", "cend", "rbegin", "rend", "crbegin", "crend", "find", "lower_bound", "upper_bound",
                     "constBegin", "constEnd", "constFind", "data"})) {
      const Expr* key = OneOf(name, {"find", "constFind"}) && map && !args.empty() ? args[0] : nullptr;
      const Reg element = name == "data" ? object : KeyedElement(object, key, false);
      if (!result->isRecordType()) return element;
      const Reg iterator = Fresh(result, &call);
      Store(iterator, element, &call);
      return iterator;
    }
    if (OneOf(name, {"size", "empty", "length", "count", "contains", "capacity", "reserve", "isEmpty", "max_size", "shrink_to_fit"})) return None();
    if (OneOf(name, {"clear"})) {
      Store(object, None(), &call);
      return None();
    }
    if (OneOf(name, {"pop_back", "pop_front", "pop", "erase", "remove", "removeAll", "removeAt", "sort", "reverse", "unique"})) {
      return result->isRecordType() ? kNoModel : None();
    }
    return kNoModel;
  }
  if (IsIterator(record)) {
    if (OneOf(name, {"value", "key"})) {
      const Reg element = EmitValue(flow::Op::kLoad, &call, object);
      if (name == "key") return call.isGLValue() || result->isRecordType() ? kNoModel : Unknown();
      const Reg second = EmitValue(flow::Op::kField, &call, element, builder_.Symbol("std::pair.second"));
      return call.isGLValue() || result->isRecordType() ? second : EmitValue(flow::Op::kLoad, &call, second);
    }
    if (name == "base") return object;
  }
  if (OneOf(name, {"str"}) && IsBytes(RecordOf(result)) && object >= 0) return StringResult(call, object);
  return kNoModel;
}

// vector<unsigned char>(16, 0), string(8, '*'), text.assign(8, '*').
void FunctionLowering::FillBytes(const Expr& count, const Expr* byte, Reg target, const Expr& where) {
  const std::optional<std::int64_t> size = ConstantInt(count.IgnoreImplicit());
  const bool filled = byte != nullptr && byte->getType().getNonReferenceType()->isIntegralOrEnumerationType();
  const std::optional<std::int64_t> value = filled ? ConstantInt(byte->IgnoreImplicit()) : std::nullopt;
  flow::Instruction& fill = Emit(flow::Op::kFill, &where);
  fill.a = target;
  fill.imm = value.value_or(0);
  fill.b = value ? -1 : target;
  fill.sym = size && *size > 0 && *size <= 4096 ? static_cast<std::uint32_t>(*size) : 0;
}

bool FunctionLowering::KnownConstructor(const clang::CXXConstructExpr& construct, Reg target) {
  const clang::CXXConstructorDecl* constructor = construct.getConstructor();
  const CXXRecordDecl* record = constructor->getParent();
  const unsigned count = construct.getNumArgs();
  if (count == 0 || llvm::isa<clang::CXXDefaultArgExpr>(construct.getArg(0))) {
    if (!IsBytes(record) && !IsContainer(record) && !IsHolder(record) && !IsWrapper(record)) return false;
    Store(target, None(), &construct);
    return true;
  }
  const Expr* first = construct.getArg(0);
  const Reg reg = Lower(first);
  const QualType type = first->getType().getNonReferenceType();
  if (IsBytes(record)) {
    if (type->isIntegerType()) FillBytes(*first, count >= 2 ? construct.getArg(1) : nullptr, target, construct);
    else if (IsIterator(RecordOf(type))) CopyText(target, EmitValue(flow::Op::kLoad, &construct, reg), &construct, "");
    else CopyText(target, reg, &construct, "");
    return true;
  }
  if (IsHolder(record)) {
    if (RecordOf(type) != nullptr && !type->isPointerType() && IsHolder(RecordOf(type))) Copy(target, reg, &construct);
    else Store(target, type->isPointerType() || type->isNullPtrType() ? reg : first->isGLValue() ? reg : None(), &construct);
    return true;
  }
  if (IsContainer(record)) {
    const CXXRecordDecl* from = RecordOf(type);
    if (constructor->isCopyOrMoveConstructor() || (from != nullptr && from->getName() == "initializer_list")) {
      if (IsMap(record) && !constructor->isCopyOrMoveConstructor()) {
        CopyEntries(target, *first, reg);
      } else {
        Copy(target, reg, &construct);
      }
    } else if (IsIterator(from)) {
      Store(target, None(), &construct);
      Copy(ElementOf(target, std::nullopt, first), EmitValue(flow::Op::kLoad, first, reg), first);
    } else if (count >= 2 && !llvm::isa<clang::CXXDefaultArgExpr>(construct.getArg(1)) && type->isIntegerType()) {
      Store(target, None(), &construct);
      StoreElement(target, construct.getArg(1), Lower(construct.getArg(1)), nullptr, false);
    } else {
      Store(target, None(), &construct);
    }
    return true;
  }
  if (IsWrapper(record)) {
    const QualType inner = FirstTemplateArgument(record);
    if (IsWrapper(RecordOf(type)) && type->isRecordType()) Copy(target, reg, &construct);
    else if (IsBytes(RecordOf(inner)) || record->getName() == "QVariant") CopyText(target, reg, &construct, "");
    else if (type->isRecordType()) Copy(target, reg, &construct);
    else Store(target, first->isGLValue() && !first->getType()->isArrayType() ? EmitValue(flow::Op::kLoad, first, reg) : reg, &construct);
    return true;
  }
  if (OneOf(record->getName(), {"pair", "tuple"}) && count >= 2) {
    for (unsigned n = 0; n < count; ++n) {
      const Expr* arg = construct.getArg(n);
      const Reg value = Lower(arg);
      const bool pair = record->getName() == "pair";
      if (pair && n > 1) break;
      StorePart(TuplePart(target, record, n, arg), pair ? FirstTemplateArgument(record, n) : QualType(), arg, value);
    }
    return true;
  }
  if (IsFunctor(record) && count == 1 && !constructor->isCopyOrMoveConstructor()) {
    const auto [function, object] = CallableOf(first, reg);
    if (function < 0 || object < 0) return false;  // A plain function would be called without an object.
    Store(EmitValue(flow::Op::kField, first, target, builder_.Symbol("std::function.target")), function, first);
    Store(EmitValue(flow::Op::kField, first, target, builder_.Symbol("std::function.object")), object, first);
    return true;
  }
  if (OneOf(record->getName(), {"thread", "jthread"}) && InStd(record)) {
    const auto [function, object] = CallableOf(first, reg);
    if (function < 0) return false;
    std::vector<const Expr*> args;
    std::vector<Reg> regs;
    for (unsigned n = 1; n < count; ++n) {
      args.push_back(construct.getArg(n));
      regs.push_back(Lower(args.back()));
    }
    Invoke(function, object, args, regs, construct, first);
    return true;
  }
  if (IsIterator(record) && count == 1) {
    Copy(target, reg, &construct);
    return true;
  }
  return false;
}

FunctionLowering::Reg FunctionLowering::KnownOperator(const clang::CXXOperatorCallExpr& call, const std::vector<Reg>& regs) {
  if (regs.empty()) return kNoModel;
  const CXXRecordDecl* left = RecordOf(call.getArg(0)->getType());
  // libstdc++ keeps operator-> in a base class of shared_ptr.
  const CXXRecordDecl* seen = RecordOf(call.getArg(0)->IgnoreParenImpCasts()->getType());
  if (IsHolder(seen)) left = seen;
  const CXXRecordDecl* right = call.getNumArgs() > 1 ? RecordOf(call.getArg(1)->getType()) : nullptr;
  const QualType result = call.getType();
  switch (call.getOperator()) {
    case clang::OO_Plus: {
      if (!IsBytes(left) && !IsBytes(right)) {
        return IsIterator(left) ? regs[0] : kNoModel;
      }
      if (!result->isRecordType() || regs.size() < 2) return kNoModel;
      const Reg made = Fresh(result, &call);
      AppendText(made, call.getArg(0), regs[0], &call);
      AppendText(made, call.getArg(1), regs[1], &call);
      return made;
    }
    case clang::OO_PlusEqual:
      if (!IsBytes(left) || regs.size() < 2) return IsIterator(left) ? regs[0] : kNoModel;
      AppendText(regs[0], call.getArg(1), regs[1], &call);
      return regs[0];
    case clang::OO_Pipe:
      return IsView(RecordOf(result)) && (IsContainer(left) || IsBytes(left)) ? regs[0] : kNoModel;
    case clang::OO_Call: {
      if (!IsFunctor(left)) return KnownRange(call, regs);
      const auto part = [&](const char* name) {
        return EmitValue(flow::Op::kLoad, &call, EmitValue(flow::Op::kField, &call, regs[0], builder_.Symbol(name)));
      };
      const Reg target = part("std::function.target"), object = part("std::function.object");
      const std::vector<const Expr*> args(call.arg_begin() + 1, call.arg_end());
      return Invoke(target, object, args, {regs.begin() + 1, regs.end()}, call);
    }
    case clang::OO_LessLess:
      if (left != nullptr && IsContainer(left) && regs.size() == 2) {
        StoreElement(regs[0], call.getArg(1), regs[1], nullptr, false);
        return regs[0];
      }
      if ((IsBytes(left) || IsBytes(StreamOf(call.getArg(0)))) && regs.size() == 2) {
        AppendText(regs[0], call.getArg(1), regs[1], &call);
        return regs[0];
      }
      return left != nullptr && left->getName().contains("stream") ? regs[0] : kNoModel;
    case clang::OO_GreaterGreater:
      if (regs.size() != 2 || !IsBytes(StreamOf(call.getArg(0)))) return kNoModel;
      ReadWord(call.getArg(1), regs[1], regs[0], call);
      return regs[0];
    case clang::OO_Equal: {
      if (regs.size() < 2) return kNoModel;
      if (left != nullptr && left->getName() == "tuple" && AssignTied(call, right, regs[1])) return regs[0];
      const QualType type = call.getArg(1)->getType().getNonReferenceType();
      if (IsBytes(left)) CopyText(regs[0], regs[1], &call, "");
      else if (IsHolder(left)) {
        if (IsHolder(right) && type->isRecordType()) Copy(regs[0], regs[1], &call);
        else Store(regs[0], type->isPointerType() ? regs[1] : None(), &call);
      } else if (IsWrapper(left) && !IsWrapper(right)) {
        if (IsBytes(RecordOf(FirstTemplateArgument(left)))) CopyText(regs[0], regs[1], &call, "");
        else if (type->isRecordType()) Copy(regs[0], regs[1], &call);
        else Store(regs[0], call.getArg(1)->isGLValue() ? EmitValue(flow::Op::kLoad, &call, regs[1]) : regs[1], &call);
      } else if (type->isRecordType()) Copy(regs[0], regs[1], &call);
      else return kNoModel;
      return regs[0];
    }
    case clang::OO_Subscript: {
      if (IsBytes(left)) return regs[0];
      if (IsHolder(left)) return EmitValue(flow::Op::kLoad, &call, regs[0]);
      if (!IsContainer(left) || regs.size() < 2) return kNoModel;
      const Expr* key = call.getArg(1);
      if (IsMap(left)) return KeyedElement(regs[0], key, true);
      const std::int64_t at = ConstantInt(key->IgnoreImplicit()).value_or(-1);
      return at >= 0 ? ElementOf(regs[0], static_cast<std::uint64_t>(at), key) : ElementOf(regs[0], std::nullopt, key);
    }
    case clang::OO_Star:
    case clang::OO_Arrow:
      if (IsWrapper(left)) return regs[0];
      if (IsHolder(left) || IsIterator(left)) return EmitValue(flow::Op::kLoad, &call, regs[0]);
      return kNoModel;
    case clang::OO_PlusPlus:
    case clang::OO_MinusMinus:
      return IsIterator(left) ? regs[0] : kNoModel;
    case clang::OO_EqualEqual:
    case clang::OO_ExclaimEqual:
    case clang::OO_Less:
    case clang::OO_Spaceship:
      return result->isRecordType() ? kNoModel : None();
    default:
      return kNoModel;
  }
}

}  // namespace keylint
