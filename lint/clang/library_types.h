// SPDX-License-Identifier: Apache-2.0
// What the classes of libraries are to the data flow, told by their names.
#pragma once

#include <initializer_list>

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/StringRef.h"

namespace keylint {

bool OneOf(llvm::StringRef name, std::initializer_list<const char*> names);
/// Of the standard library or one that follows it (Boost, Abseil, Folly).
bool InStd(const clang::Decl* decl);
/// The class of an object, of what a reference denotes or a pointer points to.
const clang::CXXRecordDecl* RecordOf(clang::QualType type);
clang::QualType FirstTemplateArgument(const clang::CXXRecordDecl* record, unsigned index = 0);

bool IsBytes(const clang::CXXRecordDecl* record);      ///< The object stands for its bytes: strings, streams over strings.
bool IsHolder(const clang::CXXRecordDecl* record);     ///< A place that holds a pointer.
bool IsContainer(const clang::CXXRecordDecl* record);  ///< Its elements.
bool IsView(const clang::CXXRecordDecl* record);       ///< Of std::ranges: some elements of another.
bool IsMap(const clang::CXXRecordDecl* record);        ///< Its elements, by key.
bool IsWrapper(const clang::CXXRecordDecl* record);    ///< At most one value.
bool IsFunctor(const clang::CXXRecordDecl* record);    ///< Holds something that can be called.
bool IsIterator(const clang::CXXRecordDecl* record);

/// The stream that a chain of `<<` or `>>` begins with.
const clang::CXXRecordDecl* StreamOf(const clang::Expr* expr);

}  // namespace keylint
