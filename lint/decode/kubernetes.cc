// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/kubernetes.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

#include "lint/base/ascii.h"
#include "lint/base/search.h"
#include "lint/decode/chars.h"
#include "lint/decode/nested.h"

namespace keylint::decode {
namespace {

constexpr std::size_t kMaxOpen = 1000;   // Mappings around a place.

bool NamesEntries(std::string_view key) { return key == "data" || key == "stringData"; }

// The mappings that are open around the place that is looked at, and what was
// seen of each.
class OpenMappings {
 public:
  void Push(long column) {
    if (open_.size() < kMaxOpen) open_.push_back({column, false, {}});
    else ++surplus_;
  }
  void Pop() {
    if (surplus_ > 0) {
      --surplus_;
      return;
    }
    if (open_.empty()) return;
    if (open_.back().is_secret) std::copy(open_.back().entries.begin(), open_.back().entries.end(), std::back_inserter(found_));
    open_.pop_back();
  }
  void PopBehind(long column) {
    while (!open_.empty() && open_.back().column > column) Pop();
  }
  bool IsOpenAt(long column) const { return !open_.empty() && open_.back().column == column; }
  bool empty() const { return open_.empty(); }

  void Take(std::string_view key, std::size_t at, std::string_view value) {
    if (open_.empty() || surplus_ > 0) return;
    if (key == "kind") open_.back().is_secret = value == "Secret";
    else if (NamesEntries(key)) open_.back().entries.push_back(at);
  }

  std::vector<std::size_t> Finish() {
    surplus_ = 0;
    while (!open_.empty()) Pop();
    std::sort(found_.begin(), found_.end());
    return std::move(found_);
  }

 private:
  struct Mapping {
    long column;                        // Of its keys.
    bool is_secret;
    std::vector<std::size_t> entries;   // Where `data` and `stringData` begin.
  };
  std::vector<Mapping> open_;
  std::size_t surplus_ = 0;
  std::vector<std::size_t> found_;
};

// `kind`, "data" at `at`, where a key ends in a colon on this line.
Span KeyAt(std::string_view line, std::size_t at) {
  const char quote = at < line.size() && (line[at] == '"' || line[at] == '\'') ? line[at] : '\0';
  const std::size_t begin = at + (quote == '\0' ? 0 : 1);
  std::size_t end = begin;
  while (end < line.size() && IsAlpha(line[end])) ++end;
  std::size_t colon = end;
  if (quote != '\0') {
    if (end >= line.size() || line[end] != quote) return {};
    ++colon;
  }
  colon = SkipBlanks(line, colon);
  const bool names = colon < line.size() && line[colon] == ':' && (colon + 1 == line.size() || IsSpace(line[colon + 1]));
  return names ? Span{begin, end} : Span{};
}

// The word behind the colon of a key that ends at `at`.
std::string_view ValueBehind(std::string_view line, std::size_t at) {
  std::size_t begin = SkipBlanks(line, Find(line, ':', at) + 1);
  if (begin < line.size() && (line[begin] == '"' || line[begin] == '\'')) ++begin;
  std::size_t end = begin;
  while (end < line.size() && IsWord(line[end])) ++end;
  return line.substr(std::min(begin, line.size()), end - std::min(begin, end));
}

bool MayHoldSecret(std::string_view text) { return Holds(text, "Secret") && Holds(text, "kind"); }

}  // namespace

std::vector<std::size_t> FindYamlSecrets(std::string_view text, Span range) {
  if (!MayHoldSecret(range.Of(text))) return {};
  text = text.substr(0, range.end);
  OpenMappings open;
  for (std::size_t begin = range.begin; begin < text.size(); begin = NextLine(text, begin)) {
    const std::string_view line = text.substr(0, LineEnd(text, begin));
    std::size_t at = SkipBlanks(line, begin);
    if (at >= line.size() || line[at] == '#' || StartsAt(line, at, "{{") || StartsAt(line, at, "{%")) continue;
    if (at == begin && (StartsAt(line, at, "---") || StartsAt(line, at, "..."))) {
      open.PopBehind(-1);
      continue;
    }
    while (at < line.size() && line[at] == '-' && at + 1 < line.size() && IsBlank(line[at + 1])) {
      open.PopBehind(static_cast<long>(at - begin));
      at = SkipBlanks(line, at + 1);
    }
    const auto column = static_cast<long>(at - begin);
    open.PopBehind(column);
    const Span key = KeyAt(line, at);
    if (key.empty() || (key.Of(line) != "kind" && !NamesEntries(key.Of(line)))) continue;
    if (!open.IsOpenAt(column)) open.Push(column);
    open.Take(key.Of(line), key.begin, ValueBehind(line, key.end));
  }
  return open.Finish();
}

std::vector<std::size_t> FindJsonSecrets(std::string_view text, Span range) {
  if (!MayHoldSecret(range.Of(text))) return {};
  text = text.substr(0, range.end);
  OpenMappings open;
  Span last;               // The word or string just read...
  Span key;                // ... and the one that a colon followed.
  for (std::size_t at = range.begin; at < text.size();) {
    const char c = text[at];
    if (c == '{' || c == '}' || c == '[' || c == ']' || c == ',') {
      if (c == '{') open.Push(0);
      else if (c == '}') open.Pop();
      last = key = {};
      ++at;
    } else if (c == ':') {
      key = std::exchange(last, {});
      if (NamesEntries(key.Of(text))) open.Take(key.Of(text), key.begin, {});
      ++at;
    } else if (c == '"' || c == '\'') {
      const std::size_t begin = ++at;
      while (at < text.size() && text[at] != c && text[at] != '\n') at += text[at] == '\\' ? 2 : 1;
      last = {begin, std::min(at, text.size())};
      at = last.end + (last.end < text.size() && text[last.end] == c ? 1 : 0);
      if (key.Of(text) == "kind") open.Take("kind", key.begin, last.Of(text));
    } else if (IsWord(c)) {
      const std::size_t begin = at;
      while (at < text.size() && IsWord(text[at])) ++at;
      last = {begin, at};
      if (key.Of(text) == "kind") open.Take("kind", key.begin, last.Of(text));
    } else {
      ++at;
    }
  }
  return open.Finish();
}

void SecretEntries::EnterKey(std::size_t at, std::size_t depth) {
  if (!keys_.empty() && std::binary_search(keys_.begin(), keys_.end(), at)) depth_ = depth;
}

namespace {

// What the entries of Secrets hold besides secrets.
bool NamesNoSecret(std::string_view lower) {
  static constexpr std::string_view kNames[] = {"bucket", "database", "db", "dbname", "driver", "email", "enabled", "endpoint", "environment", "from", "host", "hostname",
                                                "hosts", "id", "name", "port", "region", "schema", "server", "type", "uri", "url", "user", "username", "version"};
  const std::size_t last = lower.find_last_of("-_");
  return lower.find('.') != std::string_view::npos ||
         std::binary_search(std::begin(kNames), std::end(kNames), lower.substr(last == std::string_view::npos ? 0 : last + 1));
}

bool SpeaksOfSecret(std::string_view lower) {
  static constexpr std::string_view kWords[] = {"pass", "secret", "token", "key", "pwd", "cred", "auth", "psk"};
  return std::any_of(std::begin(kWords), std::end(kWords), [lower](std::string_view word) { return lower.find(word) != std::string_view::npos; });
}

// The value as it stands, and whether its meaning follows.
Literal AsWritten(const Literal& literal, bool followed) {
  Literal written = literal;
  const bool templated = literal.text.find("{{") != std::string_view::npos;   // {{ "x" | b64enc }}
  written.base64 = followed ? Base64Use::kFollowed : templated ? Base64Use::kNone : Base64Use::kWanted;
  return written;
}

// What the base64 of a value means, and the values of the file it holds, if
// `name` is a file's.
void EmitDecoded(Emitter& emitter, const Literal& literal, const Decoded& decoded, std::string_view name) {
  std::vector<Encoding> steps(literal.decoded_from.begin(), literal.decoded_from.end());
  steps.push_back(Encoding::kBase64);
  OffsetMap map;
  if (literal.map == nullptr) map.Append(literal.text.size(), literal.span);
  else map = *literal.map;
  map = decoded.map.Then(map);
  Literal inner = literal;
  inner.text = decoded.text;
  inner.map = &map;
  inner.base64 = Base64Use::kMeaning;
  inner.decoded_from = steps;
  emitter.EmitValue(inner);
  const Format format = name.find('.') == std::string_view::npos ? Format::kPlainText : FormatOf(name, decoded.text);
  if (format != Format::kPlainText || decoded.text.find('\n') != std::string::npos) {
    emitter.EmbedDecoded(format, inner, Encoding::kBase64);
  }
}

}  // namespace

void EmitBase64(Emitter& emitter, const Literal& literal) {
  Decoded decoded;
  const bool followed = DecodeBase64Text(literal.text, decoded);
  emitter.EmitValue(AsWritten(literal, followed));
  if (followed) EmitDecoded(emitter, literal, decoded, {});
}

void EmitSecretEntry(Emitter& emitter, const Literal& literal) {
  const auto& names = emitter.names();
  const std::string_view parent = names.size() < 2 ? std::string_view() : names[names.size() - 2];
  const bool encoded = parent == "data";
  if (!encoded && parent != "stringData") return emitter.EmitValue(literal);
  const std::string_view name = names.back();
  const std::string lower = LowerAscii(name);
  const bool silent = !NamesNoSecret(lower) && !SpeaksOfSecret(lower);
  Decoded decoded;
  const bool followed = encoded && DecodeBase64Text(literal.text, decoded);
  if (encoded) emitter.EmitValue(AsWritten(literal, followed));
  else if (!silent) emitter.EmitValue(literal);
  const std::string_view text = emitter.text();
  const bool verbatim = name.data() >= text.data() && name.data() + name.size() <= text.data() + text.size();
  const std::size_t begin = verbatim ? static_cast<std::size_t>(name.data() - text.data()) : literal.span.begin;
  const Span span{begin, verbatim ? begin + name.size() : begin};
  if (silent) {
    emitter.Pop();
    emitter.Push("Secret", span);
    emitter.Push(name, span);
  }
  if (followed) EmitDecoded(emitter, literal, decoded, name);
  else if (!encoded && silent) emitter.EmitValue(literal);
  if (silent) {
    emitter.Pop();
    emitter.Pop();
    emitter.Push(name, span);
  }
}

}  // namespace keylint::decode
