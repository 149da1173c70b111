// SPDX-License-Identifier: Apache-2.0
// Command lines inside values: `DD_API_KEY=x ./agent` of a CI job's list,
// `"export TOKEN=x && ./y"` in a program, `sh -c "TOKEN=x ./y"`.
#pragma once

#include <string_view>

#include "lint/decode/emitter.h"

namespace keylint::decode {

/// Whether `text` is a command line that sets variables first: what stands
/// behind the first value is a command, a comment or a next assignment, so that
/// the value ends at the blank. A variable's own value may hold blanks, too.
bool SetsForCommand(std::string_view text);

/// Emits the variables that a value sets and that stand in its text: all of a
/// command line, or the one of `NAME=value` (putenv).
void EmitVariables(Emitter& emitter, const Literal& literal);

/// Reads a value as a command line, up to what is known only at run time.
void EmbedCommandLine(Emitter& emitter, const Literal& literal);

/// True for "sh", "/bin/bash" and the like, whose "-c" takes a command line.
bool IsShellProgram(std::string_view word);

/// True for a shell's flags that end with "c": "-c", "-lc".
bool TakesCommandLine(std::string_view flag);

/// The last part of a path.
std::string_view ProgramOf(std::string_view path);

/// True for keys whose value is a command line or a shell script.
bool IsScriptKey(std::string_view key);

}  // namespace keylint::decode
