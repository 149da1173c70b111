// SPDX-License-Identifier: Apache-2.0
// The reasons of allows as they may be printed: people quote the very key.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/judge/allow.h"
#include "lint/judge/redact.h"
#include "lint/match/matcher.h"
#include "lint/model/document.h"

namespace keylint {

/// `text` with each run in it masked that is shaped like a key, or that no
/// person would write.
std::string WithoutKeys(std::string_view text, const Matcher& matcher, Matcher::Scratch& scratch);

/// Marks the allows that stand in a string where the document's format has
/// comments, and ends the reasons of others where their string ends.
void HeedStrings(const Document& document, FileAllows& file);

/// Masks in the reasons of `file` what WithoutKeys() masks, and every secret
/// of the document (`masks`, sorted), wherever in it that stands. Long reasons
/// are cut: in a file of one line they would be the file.
///
/// Time: linear in the reasons and the masks.
void RedactReasons(const Document& document, std::span<const Mask> masks, const Matcher& matcher, Matcher::Scratch& scratch,
                   FileAllows& file);

}  // namespace keylint
