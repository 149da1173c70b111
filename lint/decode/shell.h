// SPDX-License-Identifier: Apache-2.0
// Shell: assignments, command lines, arrays and here-documents.
#pragma once

#include "lint/base/span.h"
#include "lint/decode/emitter.h"

namespace keylint::decode {

/// `A=b`, `export A='b'`, `A=(x [k]=y)`, `env A=b cmd`, `setenv A b`; words of
/// commands as kArgument under their flag (`--password x`, `-u a:b`) or their
/// header (`-H 'Name: v'`), with the command as callee; here-documents as
/// what the file they are written to is. Expansions inside a word are holes;
/// a word that is nothing but one expansion stays as written.
///
/// Source: POSIX.1-2017, Shell Command Language (read 2026-11)
void ReadShell(Emitter& emitter, Span range);

}  // namespace keylint::decode
