// SPDX-License-Identifier: Apache-2.0
// Tokens that begin like a key without being one: what the prefix may look
// like when it is mistyped, how far the token reaches, and whether somebody
// meant it as a key.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "lint/base/byte_set.h"
#include "lint/base/span.h"
#include "lint/model/shape.h"

namespace keylint {

/// Prefixes shorter than this lead to nothing but their shape.
inline constexpr std::size_t kMinPrefixSize = 3;

/// The literal a shape begins with; empty when it begins with a run.
std::string PrefixOf(const Shape& shape);

/// `prefix` mistyped once: other separators, a look-alike letter. Case is
/// not varied: needles fold it. None for prefixes under four characters.
///
///   "sk_live_"  ->  "sk-live-" "sk.live." "sk-live_" "sk_live-" ...
///   "AIza"      ->  "Alza" "A1za"
std::vector<std::string> PrefixVariants(std::string_view prefix);

/// Bytes a token may hold whatever its alphabet, broken ones too: those of
/// words and masks, and whatever is not ASCII. Spaces, quotes, brackets and
/// other delimiters are not among them.
ByteSet TokenBytes();

/// The end of the token at `begin`: a run of `bytes`, at most `limit` long,
/// without the punctuation of a sentence at its end.
std::size_t TokenEnd(std::string_view text, std::size_t begin, const ByteSet& bytes,
                     std::size_t limit);

/// How surely a token's beginning is the prefix of a key.
enum class PrefixFit : std::uint8_t { kExact, kOtherCase, kVariant };

/// Whether the part of a token behind `prefix` looks meant as a key of
/// `shapes`: random, masked or one character repeated, rather than words. A
/// prefix that is short, mistyped or an ordinary word proves less: then
/// length and alphabet have to be near a shape's.
bool LooksMeantAsKey(std::string_view tail, std::string_view prefix, PrefixFit fit,
                     std::span<const Shape> shapes);

/// Whether `token`, which begins like a key with `prefix` bytes, goes on in
/// another piece: behind a closing quote and an operator that joins strings, or
/// on the next line. A list ("test_a.c", "test_b.c") and statements that append
/// count only where the rest of the token is no word. Looks at a few bytes.
bool GoesOnBehind(std::string_view text, Span token, std::size_t prefix);

/// Whether `token` may be a digest: hexadecimal in one case, as long as one.
bool MayBeDigest(std::string_view token);

/// Whether the token at [begin, end), which `prefix` begins, is a part of
/// longer base64: '+' or '/' touch it and the prefix has no separator.
bool LooksCutFromBase64(std::string_view text, std::size_t begin, std::size_t end,
                        std::string_view prefix);

}  // namespace keylint
