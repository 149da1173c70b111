// SPDX-License-Identifier: Apache-2.0
// The armour of keys and certificates: PEM and what resembles it, as it
// stands in configuration, with the ways it is broken there.
#pragma once

#include <string>
#include <string_view>

#include "lint/base/span.h"

namespace keylint {

/// How the lines of a block were separated.
enum class PemNewlines { kReal, kLiteral, kLost };

/// The first block of a text.
struct PemBlock {
  bool found = false;      ///< A BEGIN line stands in the text.
  bool closed = false;     ///< Its END line does, too.
  std::string label;       ///< "RSA PRIVATE KEY"
  std::string end_label;   ///< That of the END line.
  std::string headers;     ///< "Proc-Type: 4,ENCRYPTED" and such.
  std::string body;        ///< Base64 without blanks, line ends and quotes.
  std::string checksum;    ///< OpenPGP's "=abcd", without the sign.
  PemNewlines newlines = PemNewlines::kReal;
  Span span;               ///< From BEGIN to the end of the END line.
};

/// The first block of `text`, or, when `label_part` is given, the first whose
/// label contains it. Understands `\n` and `\r\n` spelled out (one or more
/// backslashes), lines put in quotes and joined, indentation, and ssh.com's
/// four dashes.
///
/// Time: linear. Blocks above 64 KiB are not closed.
PemBlock FindPem(std::string_view text, std::string_view label_part = {});

/// `body`, base64, in lines of 64 between its BEGIN and END.
std::string PemText(std::string_view label, std::string_view body);

}  // namespace keylint
