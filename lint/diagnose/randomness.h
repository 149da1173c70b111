// SPDX-License-Identifier: Apache-2.0
// How random a token looks: could a person have written it, or only a machine?
//
//   RandomnessBits("my_database_password")   about 4 bits a character
//   RandomnessBits("vK8s2mQxT0aLw9ZrB4nE")   about 8 bits a character
#pragma once

#include <string_view>

namespace keylint {

/// The surprise of `text` to a reader of words, identifiers and numbers, in
/// bits: letters by the letter before them (bigrams of words in source code),
/// digits, and each change between lower case, capitals and digits. Repeated
/// and consecutive characters ("aaaa", "1234", "cdef") surprise little.
///
/// Units: bits of the whole text. Time: one table look-up a byte.
double RandomnessBits(std::string_view text);

/// RandomnessBits per character; 0 for an empty text. Words lie around 4,
/// random letters and digits around 7.
double RandomnessPerCharacter(std::string_view text);

/// Bits per character (Shannon) of the bytes of `text`, at most 8.
double ShannonBits(std::string_view text);

/// Whether `text` looks machine-made: at least `min_bits` of surprise in all,
/// and more per character than one word or identifier in two hundred of its
/// length has. Separators and case are no proof; digits inside words are.
bool LooksRandom(std::string_view text, double min_bits = 40);

/// Whether the string in the place of a name ("v": x, f("v", x), c ? "v" : x) was
/// drawn: nobody calls a value so, and it may be a secret that no message may show.
bool IsDrawnName(std::string_view name);

/// Whether `text` reads like words or an identifier: clearly less surprise
/// than random text. Texts between the two are neither.
bool LooksLikeWords(std::string_view text);

}  // namespace keylint
