// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/encoding_names.h"

namespace keylint {
namespace {

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kBase64: return "base64";
    case Encoding::kBase64Url: return "base64url";
    case Encoding::kHex: return "hex";
    case Encoding::kPercent: return "percent-encoding";
    case Encoding::kUnicodeEscape: return "escape";
    case Encoding::kHtmlEntity: return "html-entity";
    case Encoding::kQuotedPrintable: return "quoted-printable";
    case Encoding::kUtf16: return "utf-16";
    case Encoding::kUtf32: return "utf-32";
    case Encoding::kLatin1: return "latin-1";
    case Encoding::kJsonInString: return "json-string";
    case Encoding::kConcatenation: return "concatenation";
  }
  return "";
}

}  // namespace

std::vector<std::string> NamesOf(std::span<const Encoding> encodings) {
  std::vector<std::string> names;
  for (const Encoding encoding : encodings) names.emplace_back(EncodingName(encoding));
  return names;
}

}  // namespace keylint
