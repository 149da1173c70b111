// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/readers.h"

#include "lint/decode/decode.h"
#include "lint/decode/dotenv.h"
#include "lint/decode/emitter.h"
#include "lint/decode/ini.h"
#include "lint/decode/json.h"
#include "lint/decode/plain_text.h"
#include "lint/decode/properties.h"
#include "lint/decode/yaml.h"

namespace keylint {
namespace decode {
namespace {

struct Entry {
  Format format;
  Reader reader;
};

constexpr Entry kReaders[] = {
    {Format::kDotenv, ReadDotenv},
    {Format::kIni, ReadIni},
    {Format::kProperties, ReadProperties},
    {Format::kJson, ReadJson},
    {Format::kYaml, ReadYaml},
};

}  // namespace

Reader ReaderOf(Format format) {
  for (const Entry& entry : kReaders) {
    if (entry.format == format) return entry.reader;
  }
  return ReadPlainText;
}

void Read(Emitter& emitter, Format format, Span range) {
  ReaderOf(format)(emitter, range);
}

}  // namespace decode

void Decode(const Document& document, Format format, const LiteralSink& sink) {
  DecodeText(document.text(), format, sink);
}

void DecodeText(std::string_view text, Format format, const LiteralSink& sink) {
  decode::Emitter emitter(text, sink);
  decode::Read(emitter, format, {0, text.size()});
}

}  // namespace keylint
