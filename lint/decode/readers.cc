// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/readers.h"

#include "lint/decode/credentials.h"
#include "lint/decode/csv.h"
#include "lint/decode/decode.h"
#include "lint/decode/directives.h"
#include "lint/decode/dockerfile.h"
#include "lint/decode/dotenv.h"
#include "lint/decode/emitter.h"
#include "lint/decode/gherkin.h"
#include "lint/decode/hcl.h"
#include "lint/decode/http.h"
#include "lint/decode/ini.h"
#include "lint/decode/json.h"
#include "lint/decode/language.h"
#include "lint/decode/makefile.h"
#include "lint/decode/markup.h"
#include "lint/decode/plain_text.h"
#include "lint/decode/properties.h"
#include "lint/decode/registry.h"
#include "lint/decode/robot.h"
#include "lint/decode/shell.h"
#include "lint/decode/sql.h"
#include "lint/decode/toml.h"
#include "lint/decode/xml.h"
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
    {Format::kToml, ReadToml},
    {Format::kXml, ReadXml},
    {Format::kHcl, ReadHcl},
    {Format::kDockerfile, ReadDockerfile},
    {Format::kMakefile, ReadMakefile},
    {Format::kShell, ReadShell},
    {Format::kNginx, ReadNginx},
    {Format::kApache, ReadApache},
    {Format::kSql, ReadSql},
    {Format::kHttp, ReadHttp},
    {Format::kNetrc, ReadNetrc},
    {Format::kPgpass, ReadPgpass},
    {Format::kHtpasswd, ReadHtpasswd},
    {Format::kNotebook, ReadNotebook},
    {Format::kMarkdown, ReadMarkdown},
    {Format::kRestructuredText, ReadRestructuredText},
    {Format::kAsciidoc, ReadAsciidoc},
    {Format::kCsv, ReadCsv},
    {Format::kTsv, ReadTsv},
    {Format::kRegistry, ReadRegistry},
    {Format::kCFamily, ReadLanguage<Format::kCFamily>},
    {Format::kObjectiveC, ReadLanguage<Format::kObjectiveC>},
    {Format::kPython, ReadLanguage<Format::kPython>},
    {Format::kJavaScript, ReadLanguage<Format::kJavaScript>},
    {Format::kJava, ReadLanguage<Format::kJava>},
    {Format::kKotlin, ReadLanguage<Format::kKotlin>},
    {Format::kScala, ReadLanguage<Format::kScala>},
    {Format::kGroovy, ReadLanguage<Format::kGroovy>},
    {Format::kGo, ReadLanguage<Format::kGo>},
    {Format::kRuby, ReadLanguage<Format::kRuby>},
    {Format::kPhp, ReadLanguage<Format::kPhp>},
    {Format::kCSharp, ReadLanguage<Format::kCSharp>},
    {Format::kFSharp, ReadLanguage<Format::kFSharp>},
    {Format::kRust, ReadLanguage<Format::kRust>},
    {Format::kSwift, ReadLanguage<Format::kSwift>},
    {Format::kPerl, ReadLanguage<Format::kPerl>},
    {Format::kLua, ReadLanguage<Format::kLua>},
    {Format::kR, ReadLanguage<Format::kR>},
    {Format::kDart, ReadLanguage<Format::kDart>},
    {Format::kElixir, ReadLanguage<Format::kElixir>},
    {Format::kHaskell, ReadLanguage<Format::kHaskell>},
    {Format::kPowerShell, ReadLanguage<Format::kPowerShell>},
    {Format::kErlang, ReadLanguage<Format::kErlang>},
    {Format::kLisp, ReadLanguage<Format::kLisp>},
    {Format::kOcaml, ReadLanguage<Format::kOcaml>},
    {Format::kVisualBasic, ReadLanguage<Format::kVisualBasic>},
    {Format::kPascal, ReadLanguage<Format::kPascal>},
    {Format::kFortran, ReadLanguage<Format::kFortran>},
    {Format::kMatlab, ReadLanguage<Format::kMatlab>},
    {Format::kJulia, ReadLanguage<Format::kJulia>},
    {Format::kNim, ReadLanguage<Format::kNim>},
    {Format::kZig, ReadLanguage<Format::kZig>},
    {Format::kNix, ReadLanguage<Format::kNix>},
    {Format::kJsonnet, ReadLanguage<Format::kJsonnet>},
    {Format::kCue, ReadLanguage<Format::kCue>},
    {Format::kBicep, ReadLanguage<Format::kBicep>},
    {Format::kPuppet, ReadLanguage<Format::kPuppet>},
    {Format::kAbap, ReadLanguage<Format::kAbap>},
    {Format::kCobol, ReadLanguage<Format::kCobol>},
    {Format::kGherkin, ReadGherkin},
    {Format::kRobot, ReadRobot},
    {Format::kOrg, ReadOrg},
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

void DecodeAround(std::string_view text, Format format, std::span<const std::size_t> places, const LiteralSink& sink) {
  decode::Emitter emitter(text, sink);
  emitter.SetPlaces(&places);
  decode::Read(emitter, format, {0, text.size()});
}

}  // namespace keylint
