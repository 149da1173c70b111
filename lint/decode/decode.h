// SPDX-License-Identifier: Apache-2.0
// From a document to the values somebody wrote in it.
//
//   Decode(document, FormatOf(document.path, document.text()),
//          [](const Literal& literal) { ... });
//
// Readers are tolerant: what they cannot parse costs one line or one value,
// never the rest of the document. They take linear time, do not recurse, and
// lend views into the document wherever a value is written verbatim.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "lint/model/document.h"
#include "lint/model/literal.h"

namespace keylint {

enum class Format : std::uint8_t {
  kPlainText,
  // Configuration and data.
  kDotenv, kIni, kProperties, kJson, kYaml, kToml, kXml, kHcl, kDockerfile,
  kMakefile, kShell, kNginx, kApache, kSql, kHttp, kNetrc, kPgpass, kHtpasswd,
  kNotebook, kMarkdown, kRestructuredText, kAsciidoc, kCsv, kTsv, kRegistry,
  // Programming languages.
  kCFamily, kObjectiveC, kPython, kJavaScript, kJava, kKotlin, kScala, kGroovy,
  kGo, kRuby, kPhp, kCSharp, kFSharp, kRust, kSwift, kPerl, kLua, kR, kDart,
  kElixir, kHaskell, kPowerShell, kBatch, kErlang, kLisp, kOcaml, kVisualBasic,
  kPascal, kFortran, kMatlab, kJulia, kNim, kZig, kNix, kJsonnet, kCue, kBicep,
  kPuppet, kAbap, kCobol,
  // Texts that people read and programs run.
  kGherkin, kRobot, kOrg,
};

/// The format's name in lower case ("yaml"), for people and for tests.
std::string_view FormatName(Format format);

/// The format of a document by its file name and, where the name says
/// nothing, by how `text` begins (shebang, first lines).
Format FormatOf(std::string_view path, std::string_view text);

/// The format that a code block's or here-document's label names ("bash",
/// "yml", "c++"); kPlainText when it is unknown.
Format FormatOfLabel(std::string_view label);

/// What stands around a comment in a document; nothing where there are none.
struct CommentMarks {
  std::string_view open, close;
};
std::optional<CommentMarks> CommentMarksOf(std::string_view path, Format format);

/// True for languages in which a value's name need not stand right before it
/// with an operator: (def name "v"), MOVE 'v' TO NAME.
bool NamesWithoutOperator(Format format);

/// True for formats whose values configure programs: documents worth reading
/// even if no key was seen in them.
bool IsConfiguration(Format format);

/// Gives every value of `document` to `sink`, with spans into
/// document.text(), ordered by where they begin; a value found inside another
/// one (a fallback, a script in a block of YAML) follows the outer one.
void Decode(const Document& document, Format format, const LiteralSink& sink);

/// The same for text that stands in no document.
void DecodeText(std::string_view text, Format format, const LiteralSink& sink);

/// The same for a long text in which only what stands at one of `places`
/// (offsets, ascending) counts. A value far from them is given as read in
/// passing (Literal::in_passing), with nothing but text and span. A program is
/// read from about a kilobyte before each place and passed over in between, so
/// that names further outside are not known.
void DecodeAround(std::string_view text, Format format, std::span<const std::size_t> places, const LiteralSink& sink);

}  // namespace keylint
