// SPDX-License-Identifier: Apache-2.0
// Where Clang's interface differs between the versions we build with, 16 to
// 19 (the option table, which only parse_unit.cc needs, is told apart there).
#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/Basic/FileEntry.h"
#include "clang/Basic/Version.h"

namespace keylint {

/// A text that only the compiler reads (the message of a static_assert).
inline bool IsUnevaluated(const clang::StringLiteral& literal) {
#if CLANG_VERSION_MAJOR >= 17
  return literal.isUnevaluated();
#else
  (void)literal;
  return false;
#endif
}

inline bool IsUnnamedBitField(const clang::FieldDecl& field) { return field.isBitField() && !field.getDeclName(); }

// The keys of SourceManager's files.
inline const clang::FileEntry& EntryOf(const clang::FileEntry* file) { return *file; }
inline const clang::FileEntry& EntryOf(clang::FileEntryRef file) { return file.getFileEntry(); }

}  // namespace keylint
