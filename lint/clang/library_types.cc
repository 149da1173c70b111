// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/library_types.h"

#include <algorithm>

#include "lint/clang/lowering.h"

namespace keylint {

using clang::CXXRecordDecl;
using clang::Expr;
using clang::QualType;

bool InStd(const clang::Decl* decl) {
  const clang::DeclContext* context = decl->getDeclContext();
  while (context != nullptr && !context->isTranslationUnit()) {
    if (const auto* space = llvm::dyn_cast<clang::NamespaceDecl>(context)) {
      const llvm::StringRef name = space->getName();
      if (name == "std" || name == "boost" || name == "absl" || name == "folly" || name == "tl") return true;
    }
    context = context->getParent();
  }
  return false;
}

bool OneOf(llvm::StringRef name, std::initializer_list<const char*> names) {
  return std::any_of(names.begin(), names.end(), [&](const char* n) { return name == n; });
}

QualType FirstTemplateArgument(const CXXRecordDecl* record, unsigned index) {
  const auto* special = llvm::dyn_cast_or_null<clang::ClassTemplateSpecializationDecl>(record);
  if (special == nullptr || special->getTemplateArgs().size() <= index) return {};
  const clang::TemplateArgument& argument = special->getTemplateArgs()[index];
  return argument.getKind() == clang::TemplateArgument::Type ? argument.getAsType() : QualType();
}

bool IsBytes(const CXXRecordDecl* record) {
  if (record == nullptr) return false;
  const llvm::StringRef name = record->getName();
  if (OneOf(name, {"basic_string", "basic_string_view", "QString", "QByteArray", "QLatin1String", "QStringView",
                   "QByteArrayView", "QStaticByteArrayMatcher", "QStringLiteral", "QStringBuilder", "StringPiece", "string_view", "string_ref",
                   "basic_fbstring", "ustring", "CStringT", "basic_stringstream", "basic_ostringstream",
                   "basic_istringstream", "path", "basic_format_string",
                   "FormatSpecTemplate", "AlphaNum"})) {
    return true;
  }
  if (OneOf(name, {"vector", "array", "span", "initializer_list", "secure_vector", "deque", "basic_string_ref", "QVector", "QList"})) {
    return IsByte(FirstTemplateArgument(record));
  }
  return false;
}

bool IsHolder(const CXXRecordDecl* record) {
  return record != nullptr && OneOf(record->getName(), {"unique_ptr", "shared_ptr", "weak_ptr", "reference_wrapper", "QSharedPointer",
                                                        "QScopedPointer", "QPointer", "intrusive_ptr", "auto_ptr", "observer_ptr", "not_null"});
}

bool IsMap(const CXXRecordDecl* record) {
  return record != nullptr && OneOf(record->getName(), {"map", "unordered_map", "multimap", "unordered_multimap", "QMap", "QHash",
                                                        "flat_map", "flat_hash_map", "node_hash_map", "btree_map"});
}

bool IsView(const CXXRecordDecl* record) {
  return record != nullptr && InStd(record) &&
         OneOf(record->getName(), {"filter_view", "take_view", "take_while_view", "drop_view", "drop_while_view", "reverse_view",
                                   "ref_view", "owning_view", "common_view", "subrange"});
}

bool IsContainer(const CXXRecordDecl* record) {
  return IsMap(record) || IsView(record) ||
         (record != nullptr && OneOf(record->getName(), {"vector", "list", "deque", "forward_list", "set", "unordered_set", "multiset",
                                                         "array", "queue", "stack", "priority_queue", "initializer_list", "span", "QList", "QVector",
                                                         "QStringList", "QSet", "QStack", "QQueue", "QLinkedList", "flat_set", "valarray", "InlinedVector"}));
}

bool IsWrapper(const CXXRecordDecl* record) {
  return record != nullptr && OneOf(record->getName(), {"optional", "any", "variant", "expected", "QVariant", "StatusOr", "atomic"});
}

bool IsFunctor(const CXXRecordDecl* record) {
  return record != nullptr && OneOf(record->getName(), {"function", "move_only_function", "AnyInvocable"});
}

bool IsIterator(const CXXRecordDecl* record) {
  return record != nullptr && (record->getName().contains("iterator") || record->getName().contains("Iterator"));
}

const CXXRecordDecl* RecordOf(QualType type) {
  if (type.isNull()) return nullptr;
  type = type.getNonReferenceType();
  if (type->isPointerType()) type = type->getPointeeType();
  return type->getAsCXXRecordDecl();
}

const CXXRecordDecl* StreamOf(const Expr* expr) {
  for (;;) {
    expr = expr->IgnoreParenImpCasts();
    const auto* op = llvm::dyn_cast<clang::CXXOperatorCallExpr>(expr);
    const bool chained = op != nullptr && (op->getOperator() == clang::OO_LessLess || op->getOperator() == clang::OO_GreaterGreater);
    if (!chained) return RecordOf(expr->getType());
    expr = op->getArg(0);
  }
}

}  // namespace keylint
