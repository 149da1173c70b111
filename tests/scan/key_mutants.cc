// SPDX-License-Identifier: Apache-2.0
#include "tests/scan/key_mutants.h"

#include <algorithm>
#include <cstdint>

#include "lint/base/ascii.h"
#include "lint/checksum/check.h"
#include "lint/checksum/structure.h"
#include "lint/match/matcher.h"
#include "lint/ruleset/builtin.h"

namespace keylint {
namespace {

bool IsPlain(char c) {
  return IsAlnum(c) || std::string_view("_-./+=~").find(c) != std::string_view::npos;
}

bool IsPlain(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return IsPlain(c); });
}

std::string Escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else out += c;
  }
  return out;
}

std::string Identifier(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (!IsAlnum(c)) c = '_';
  }
  return out;
}

// Single quotes hold everything as it stands, but for themselves.
std::string SingleQuoted(std::string_view text) {
  if (text.find('\'') != std::string_view::npos) return '"' + Escaped(text) + '"';
  return "'" + std::string(text) + "'";
}

bool IsUuid(Alphabet alphabet) { return alphabet == Alphabet::kUuidLower || alphabet == Alphabet::kUuidUpper; }

bool BelongsAt(const Piece& piece, std::size_t offset, char c) {
  if (IsUuid(piece.alphabet)) {
    const bool dash = offset == 8 || offset == 13 || offset == 18 || offset == 23;
    if (dash != (c == '-')) return false;
  }
  return InAlphabet(piece.alphabet, static_cast<unsigned char>(c));
}

std::size_t Least(const Piece& piece) { return piece.kind == PieceKind::kLiteral ? piece.literal.size() : piece.min; }
std::size_t Most(const Piece& piece) { return piece.kind == PieceKind::kLiteral ? piece.literal.size() : piece.max; }

// Which ends the pieces can reach, all ways at once.
bool CanBe(const Shape& shape, std::string_view token) {
  std::vector<bool> here(token.size() + 1);
  here[0] = true;
  for (const Piece& piece : shape.pieces) {
    std::vector<bool> next(token.size() + 1);
    for (std::size_t at = 0; at <= token.size(); ++at) {
      if (!here[at]) continue;
      if (piece.kind == PieceKind::kLiteral) {
        if (token.substr(at).starts_with(piece.literal)) next[at + piece.literal.size()] = true;
        continue;
      }
      for (std::size_t size = 0; size <= Most(piece) && at + size <= token.size(); ++size) {
        if (size >= Least(piece)) next[at + size] = true;
        if (at + size == token.size() || !BelongsAt(piece, size, token[at + size])) break;
      }
    }
    here = std::move(next);
  }
  return here[token.size()];
}

// The pieces' parts, when at most one of them is of open length.
std::vector<std::string_view> PartsOf(const Shape& shape, std::string_view token) {
  std::size_t fixed = 0, open = 0;
  for (const Piece& piece : shape.pieces) {
    if (Least(piece) == Most(piece)) fixed += Least(piece);
    else ++open;
  }
  std::vector<std::string_view> parts;
  if (open > 1 || fixed > token.size()) return parts;
  std::size_t at = 0;
  for (const Piece& piece : shape.pieces) {
    const std::size_t size = Least(piece) == Most(piece) ? Least(piece) : token.size() - fixed;
    parts.push_back(token.substr(at, size));
    at += size;
  }
  return parts;
}

bool ChecksHold(const Shape& shape, std::string_view token) {
  const std::vector<std::string_view> parts = PartsOf(shape, token);
  if (parts.empty()) return true;
  for (std::size_t i = 0; i < shape.pieces.size(); ++i) {
    const Piece& piece = shape.pieces[i];
    if (piece.kind != PieceKind::kCheck) continue;
    std::string covered;
    for (std::size_t k = piece.over_first; k <= piece.over_last; ++k) covered += parts[k];
    if (ComputeCheck(piece.check, covered, piece.min) != parts[i]) return false;
  }
  return true;
}

const Shape* ShapeOf(const KeyRule& key, std::string_view token) {
  const auto found = std::find_if(key.shapes.begin(), key.shapes.end(), [&](const Shape& shape) { return CanBe(shape, token); });
  return found == key.shapes.end() ? nullptr : &*found;
}

bool HasCheck(const Shape& shape) {
  return std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) { return piece.kind == PieceKind::kCheck; });
}

const Matcher& Patterns() {
  static const Matcher matcher(BuiltinRules());
  return matcher;
}

std::string Cased(std::string text, std::size_t size, bool upper) {
  for (std::size_t i = 0; i < size; ++i) {
    text[i] = upper ? Upper(text[i]) : Lower(text[i]);
  }
  return text;
}

std::string Base64(std::string_view text) {
  constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    unsigned group = 0;
    for (std::size_t k = 0; k < 3; ++k) group = group << 8 | (i + k < text.size() ? static_cast<unsigned char>(text[i + k]) : 0u);
    for (std::size_t k = 0; k < 4; ++k) out += i + k > text.size() ? '=' : kDigits[group >> (18 - 6 * k) & 63];
  }
  return out;
}

char LookAlikeOf(char c) {
  constexpr std::string_view kPairs = "0OO01ll1I1";
  for (std::size_t i = 0; i < kPairs.size(); i += 2) {
    if (kPairs[i] == c) return kPairs[i + 1];
  }
  return c;
}

}  // namespace

std::string_view PlaceName(Place place) {
  constexpr std::string_view kNames[] = {"dotenv", "yaml", "json", "c++", "python", "shell"};
  return kNames[static_cast<std::size_t>(place)];
}

std::pair<std::string, std::string> FileWith(Place place, std::string_view name, std::string_view value) {
  const std::string identifier = Identifier(name);
  switch (place) {
    case Place::kDotenv:
      return {".env", "APP_NAME=shop\nPORT=3000\n" + identifier + "=" + (IsPlain(value) ? std::string(value) : SingleQuoted(value)) + "\nDEBUG=false\n"};
    case Place::kYaml:
      return {"config/app.yaml", "app:\n  port: 3000\n  " + std::string(name) + ": " + (IsPlain(value) && !IsDigit(value[0]) ? std::string(value) : '"' + Escaped(value) + '"') + "\n  debug: false\n"};
    case Place::kJson:
      return {"config/app.json", "{\n  \"port\": 3000,\n  \"" + std::string(name) + "\": \"" + Escaped(value) + "\",\n  \"debug\": false\n}\n"};
    case Place::kCpp:
      return {"src/client.cc", "#include <string>\n\nconst char* " + identifier + " = \"" + Escaped(value) + "\";\n\nint Port() { return 3000; }\n"};
    case Place::kPython:
      return {"app/client.py", "import os\n\n" + identifier + " = \"" + Escaped(value) + "\"\n\ndef port():\n    return 3000\n"};
    case Place::kShell:
      return {"bin/deploy.sh", "#!/bin/sh\nset -e\nexport " + identifier + "=" + SingleQuoted(value) + "\nexec ./server --port 3000\n"};
  }
  return {};
}

bool IsKeyOf(const KeyRule& key, std::string_view token) {
  if (key.shapes.empty()) return Patterns().MatchWhole(key, token);
  const bool fits = std::any_of(key.shapes.begin(), key.shapes.end(), [&](const Shape& shape) {
    return CanBe(shape, token) && (!HasCheck(shape) || ChecksHold(shape, token));
  });
  return fits && (key.structure.empty() || VerifyStructure(key.structure, token).state != StructureState::kBad);
}

std::string_view HeadOf(const KeyRule& key, std::string_view token) {
  const Shape* shape = ShapeOf(key, token);
  if (shape == nullptr) return key.pattern_prefix;
  return shape->pieces[0].kind == PieceKind::kLiteral ? shape->pieces[0].literal : std::string_view();
}

bool HasChecksum(const KeyRule& key, std::string_view token) {
  const Shape* shape = ShapeOf(key, token);
  if (shape != nullptr && HasCheck(*shape)) return true;
  return !key.structure.empty() && VerifyStructure(key.structure, token).checksum;
}

std::string NameFor(const RuleSet& rules, const KeyRule& key) {
  const Provider& provider = rules.ProviderOf(key);
  std::string starred;
  for (const auto names : {key.variables, provider.variables}) {
    for (const std::string_view name : names) {
      const std::size_t star = name.find('*');
      if (star == std::string_view::npos) return std::string(name);
      if (starred.empty()) starred = std::string(name).replace(star, 1, "ACME");
    }
  }
  if (!starred.empty()) {
    std::erase(starred, '*');
    return starred;
  }
  std::string made = Cased(std::string(provider.id), provider.id.size(), true) + "_API_KEY";
  std::replace(made.begin(), made.end(), '-', '_');
  return made;
}

std::vector<Mutant> MutantsOf(const KeyRule& key, const std::string& token, std::uint64_t seed) {
  using D = Diagnosis;
  const std::size_t head = std::min(HeadOf(key, token).size(), token.size() - 1);
  const std::size_t middle = head + (token.size() - head) / 2;
  std::vector<Mutant> mutants;
  const auto add = [&](std::string_view name, std::string text, std::set<D> right) {
    if (text != token) mutants.push_back({name, std::move(text), std::move(right)});
  };
  const auto with = [&](std::size_t at, std::size_t size, std::string_view text) { return std::string(token).replace(at, size, text); };

  add("dropped", with(middle, 1, ""), {D::kTooShort, D::kTruncated, D::kBadChecksum, D::kBadStructure});
  add("one more", with(middle, 0, std::string(1, token[middle])), {D::kTooLong, D::kBadChecksum, D::kBadStructure});
  if (token.size() > head + 8) add("end cut", token.substr(0, token.size() - 4), {D::kTruncated, D::kTooShort, D::kBadStructure});
  add("half cut", token.substr(0, middle), {D::kTruncated, D::kTooShort, D::kBadStructure});
  add("doubled", token + token, {D::kDoubled});
  constexpr std::string_view kForeign[] = {"!", "^", "?"};
  add("foreign", with(middle, 1, kForeign[seed % 3]), {D::kBadCharacter});
  add("cyrillic", with(middle, 1, "\xd0\xb0"), {D::kHomoglyph});
  add("zero-width", with(middle, 0, "\xe2\x80\x8b"), {D::kInvisibleCharacter});
  add("quoted", '"' + token + '"', {D::kStrayQuote});
  add("half quoted", token + '\'', {D::kStrayQuote});
  add("space before", ' ' + token, {D::kWhitespace});
  add("space behind", token + ' ', {D::kWhitespace});
  add("newline behind", token + '\n', {D::kWhitespace});
  add("wrapped", with(middle, 0, "\n"), {D::kWhitespace});
  add("bearer", "Bearer " + token, {D::kSchemePrefix});
  if (token.size() > head + 12) {
    const std::size_t end = token.size() - 4;
    add("masked", token.substr(0, head + 4) + "****" + token.substr(end), {D::kMasked});
    add("dotted", token.substr(0, head + 4) + "..." + token.substr(end), {D::kMasked});
  }
  if (head >= 3) add("base64", Base64(token), {D::kBadEncoding});
  if (head >= 4) {
    const std::size_t separator = token.substr(0, head).find_last_of("-_");
    if (separator != std::string::npos) add("separator", with(separator, 1, token[separator] == '-' ? "_" : "-"), {D::kBadPrefix});
    add("prefix upper", Cased(token, head, true), {D::kBadCase, D::kBadPrefix});
    add("prefix lower", Cased(token, head, false), {D::kBadCase, D::kBadPrefix});
    for (std::size_t i = 0; i < head; ++i) {
      const char like = LookAlikeOf(token[i]);
      if (like == token[i]) continue;
      add("prefix look-alike", with(i, 1, std::string(1, like)), {D::kBadPrefix, D::kHomoglyph});
      break;
    }
  }
  for (std::size_t i = head; i + 1 < token.size(); ++i) {
    const char like = LookAlikeOf(token[i]);
    if (like == token[i]) continue;
    add("body look-alike", with(i, 1, std::string(1, like)), {D::kBadCharacter, D::kBadChecksum, D::kBadStructure, D::kHomoglyph});
    break;
  }
  if (HasChecksum(key, token)) {
    for (std::size_t at = middle; at < token.size(); ++at) {
      const char c = token[at];
      if (!IsAlnum(c)) continue;
      const char other = IsDigit(c) ? (c == '7' ? '3' : '7') : IsLower(c) ? (c == 'f' ? 'b' : 'f') : (c == 'F' ? 'B' : 'F');
      add("check flipped", with(at, 1, std::string(1, other)), {D::kBadChecksum, D::kBadStructure});
      break;
    }
  }
  return mutants;
}

}  // namespace keylint
