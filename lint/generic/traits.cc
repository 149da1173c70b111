// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <initializer_list>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/search.h"

#include "lint/generic/candidate.h"

namespace keylint {
namespace {

bool HoldsOneOf(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) { return Holds(text, word); });
}

bool EndsInOneOf(std::string_view text, std::initializer_list<std::string_view> tails) {
  return std::any_of(tails.begin(), tails.end(), [&](std::string_view tail) { return text.ends_with(tail); });
}

// Judged by the first 64 KiB.
bool IsMinified(std::string_view text) {
  constexpr std::size_t kLongLines = 400;   // On average.
  text = text.substr(0, 1 << 16);
  if (text.size() <= 4096) return false;
  const std::size_t few = text.size() / (kLongLines + 1);
  std::size_t lines = 1;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos && lines <= few; at = text.find('\n', at + 1)) ++lines;
  return lines <= few;
}

}  // namespace

bool HoldsVectors(std::string_view path, std::string_view text) {
  if (HoldsOneOf(LowerAscii(path), {"vector", "wycheproof", "testmgr", "test-crypto-", "webcrypto", ".rsp"})) return true;
  text = text.substr(0, 1 << 16);
  if (HoldsOneOf(text, {"est vector", "est Vector"})) return true;
  return HoldsOneOf(text, {"ciphertext", "ctext", "\"ct\"", " ct:"}) && HoldsOneOf(text, {"plaintext", "ptext", "\"pt\"", " pt:"});
}

namespace {

// "LocalStrings_ja.properties", "messages_pt_BR.properties": a Java bundle of
// one language.
bool IsLanguageBundle(std::string_view base) {
  static constexpr std::string_view kLanguages[] = {"ar", "bg", "ca", "cs", "da", "de", "el", "es", "fa", "fi", "fr", "he", "hr", "hu", "id", "it", "ja",
                                             "ko", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk", "vi", "zh"};
  constexpr std::string_view kEnding = ".properties";
  if (!base.ends_with(kEnding)) return false;
  base.remove_suffix(kEnding.size());
  const auto last_two = [&base] { return base.size() > 3 && base[base.size() - 3] == '_' ? base.substr(base.size() - 2) : std::string_view(); };
  const auto is_language = [](std::string_view word) { return std::find(std::begin(kLanguages), std::end(kLanguages), word) != std::end(kLanguages); };
  if (is_language(last_two())) return true;
  if (last_two().empty()) return false;
  base.remove_suffix(3);   // The country's.
  return is_language(last_two());
}

std::string_view BaseOf(std::string_view path) { return path.substr(path.rfind('/') + 1); }

// "public/language/da/user.json", in small letters.
bool IsInLanguageFolder(std::string_view path) {
  constexpr std::string_view kFolder = "/language/";
  const std::size_t at = path.find(kFolder);
  if (at == std::string_view::npos) return false;
  const std::string_view inside = path.substr(at + kFolder.size());
  const std::size_t size = inside.find('/');   // "da", "pt-br", "en_gb"
  return size == 2 || (size == 5 && (inside[2] == '-' || inside[2] == '_'));
}

// Both in small letters.
bool IsOfTranslations(std::string_view path, std::string_view base) {
  return HoldsOneOf(path, {"locale", "localization", "localisation", "i18n", "l10n", "/lang/", "/langs/", "/languages/", "translation", "/messages", "lproj", "/res/values"}) ||
         EndsInOneOf(base, {".po", ".pot", ".resx", ".strings", ".arb", ".xlf", ".xliff", ".ftl", ".ts.xml"}) || base == "strings.json" ||
         IsLanguageBundle(base) || IsInLanguageFolder(path);
}

}  // namespace

bool HoldsTranslations(std::string_view path) {
  const std::string lower = LowerAscii(path);
  return IsOfTranslations(lower, BaseOf(lower));
}

DocumentTraits TraitsOf(std::string_view path, std::string_view text, bool settings, bool prose) {
  const std::string lower = LowerAscii(path);
  const std::string_view base = BaseOf(lower);
  DocumentTraits traits;
  traits.settings = settings;
  traits.prose = prose;
  traits.data = EndsInOneOf(base, {".json", ".xml", ".csv", ".tsv", ".sql", ".ldif", ".har", ".html", ".htm", ".svg"});
  traits.source = !settings && !prose && !traits.data;
  traits.test = HoldsOneOf(lower, {"test", "spec/", "_spec", "fixture", "mock", "cassette", "snapshot", "vcr"}) || base.ends_with(".rsp");   // The last: known answers of NIST's.
  traits.example = HoldsOneOf(lower, {"example", "sample", "demo", "template", "tutorial", ".dist"});
  traits.locale = IsOfTranslations(lower, base);
  traits.environment = base == ".env" || base.ends_with(".env") || base.starts_with(".env.") || base == ".envrc";
  traits.lock = EndsInOneOf(base, {".lock", "-lock.json", "-lock.yaml", "go.sum", "shrinkwrap.json", ".lockfile", ".sha256", "checksums"}) ||
                HoldsOneOf(base, {"package-lock", "yarn.lock", "composer.lock", "pnpm-lock"});
  traits.minified = base.find(".min.") != std::string::npos || IsMinified(text);
  return traits;
}

}  // namespace keylint
