// SPDX-License-Identifier: Apache-2.0
// Sources: dotenv's README (comments, quotes), Compose's interpolation page,
// Docker's `run --env-file`, YAML 1.1 scalars, Python's configparser, Java's
// Properties.load, Kubernetes' Secret (all read 2026-11).
#include "lint/diagnose/mangling.h"

#include <algorithm>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/diagnose/randomness.h"
#include "lint/diagnose/unicode.h"

namespace keylint {
namespace {

class Checker {
 public:
  Checker(SettingFormat format, const Literal& literal, std::string_view text)
      : format_(format), literal_(literal), text_(text) {
    if (literal.span.end <= text.size()) raw_ = literal.span.Of(text);
  }

  std::optional<Mangling> Run() const {
    if (raw_.empty() || literal_.kind != LiteralKind::kValue || literal_.in_comment || literal_.is_fallback) return std::nullopt;
    if (auto found = Pem()) return found;
    switch (format_) {
      case SettingFormat::kDotenv: return First(Comment(), Dollar(), BehindQuote());
      case SettingFormat::kDockerEnvFile:
      case SettingFormat::kAwsProfile: return KeptQuotes();
      case SettingFormat::kBatch: return SetQuotes();
      case SettingFormat::kCompose: return First(KeptQuotes(), Dollar(), Scalar());
      case SettingFormat::kYaml: return First(SecretData(), Scalar(), std::nullopt);
      case SettingFormat::kIni: return Percent();
      case SettingFormat::kProperties: return First(Backslash(), KeptQuotes(), std::nullopt);
      case SettingFormat::kShell: return First(Comment(), Dollar(), std::nullopt);
      case SettingFormat::kJson: return SecretData();
      case SettingFormat::kOther: return std::nullopt;
    }
    return std::nullopt;
  }

 private:
  using Found = std::optional<Mangling>;

  static Found First(Found a, Found b, Found c) { return a ? std::move(a) : b ? std::move(b) : std::move(c); }

  bool Bare() const { return literal_.quote == Quote::kNone; }

  // In single quotes where those protect, else with `escape` in front of
  // every `special`.
  Found Make(std::string detail, double confidence, std::string replacement = {}, std::string title = {}, Span span = {}) const {
    Mangling mangling{std::move(detail), std::nullopt, confidence};
    if (!title.empty()) mangling.repair = Repair{span.empty() ? literal_.span : span, std::move(replacement), std::move(title)};
    return mangling;
  }

  std::string Quoted() const { return fmt::format("'{}'", raw_); }
  bool Quotable() const { return raw_.find_first_of("'\n\r") == std::string_view::npos; }

  // KEY=abc#def: what dotenv, and a shell after a blank, take for a comment.
  Found Comment() const {
    if (!Bare()) return std::nullopt;
    const std::size_t at = raw_.find('#');
    if (format_ == SettingFormat::kShell || at == std::string_view::npos || at == 0) return std::nullopt;
    std::string detail = fmt::format("'#' at position {} starts a comment for dotenv of Node and of Ruby: such programs see only the {} characters before it", at + 1, at);
    return Quotable() ? Make(std::move(detail), 0.92, Quoted(), "put it in single quotes") : Make(std::move(detail), 0.92);
  }

  // A '$' that interpolation takes for a variable, in a value that is none.
  Found Dollar() const {
    if (literal_.quote == Quote::kSingle && format_ != SettingFormat::kCompose) return std::nullopt;
    for (std::size_t at = raw_.find('$'); at != std::string_view::npos; at = raw_.find('$', at + 1)) {
      if (at > 0 && raw_[at - 1] == '\\') continue;
      if (at + 1 < raw_.size() && raw_[at + 1] == '$') {
        if (format_ == SettingFormat::kCompose) ++at;  // "$$" is a literal '$'
        continue;
      }
      std::size_t end = at + 1;
      while (end < raw_.size() && IsWord(raw_[end])) ++end;
      if (end == at + 1 || IsDigit(raw_[at + 1])) {
        if (format_ == SettingFormat::kCompose || end == at + 1) continue;  // no name: kept
      }
      if (LooksMeant(raw_.substr(at + 1, end - at - 1))) continue;
      return DollarFound(at);
    }
    return std::nullopt;
  }

  // $HOME, $DB_PASSWORD: somebody wanted the variable.
  bool LooksMeant(std::string_view name) const {
    const bool capitals = std::none_of(name.begin(), name.end(), IsLower);
    if (capitals && name.size() >= 2 && !IsDigit(name[0]) && !LooksRandom(name, 30)) return true;
    const std::size_t open = raw_.size() - name.size() - 1;
    return open < 6 && LooksLikeWords(name);
  }

  Found DollarFound(std::size_t at) const {
    std::string detail = fmt::format("'$' at position {} and the name behind it are replaced by a variable of that name, most likely by nothing", at + 1);
    if (format_ == SettingFormat::kCompose) {
      std::string doubled;
      for (const char c : raw_) doubled += c == '$' ? "$$" : std::string(1, c);
      return Make(std::move(detail), 0.93, std::move(doubled), "write '$$' for '$'");
    }
    if (Bare() && Quotable()) return Make(std::move(detail), 0.90, Quoted(), "put it in single quotes");
    if (literal_.quote == Quote::kDouble && literal_.span.begin > 0 && literal_.span.end < text_.size() && Quotable() && raw_.find('\\') == std::string_view::npos) {
      return Make(std::move(detail), 0.90, Quoted(), "put it in single quotes", {literal_.span.begin - 1, literal_.span.end + 1});
    }
    return Make(std::move(detail), 0.90);
  }

  // KEY="x", as it was copied from a program: most readers then take the quotes
  // into the value, others drop the line.
  Found BehindQuote() const {
    const std::size_t end = literal_.span.end;
    if (Bare() || end + 1 >= text_.size() || !IsQuote(text_[end]) || (text_[end + 1] != ',' && text_[end + 1] != ';')) return std::nullopt;
    if (end + 2 < text_.size() && !IsSpace(text_[end + 2])) return std::nullopt;
    return Make(fmt::format("{} stands behind the closing quote: some programs take the quotes and all into the value, others skip the line", DescribeAscii(text_[end + 1])),
                0.91, "", fmt::format("remove the '{}'", text_[end + 1]), {end + 1, end + 2});
  }

  // set KEY="x": cmd keeps these quotes, and not those of set "KEY=x".
  Found SetQuotes() const {
    const std::size_t begin = literal_.span.begin;
    const std::size_t end = literal_.span.end;
    if (begin < 2 || end >= text_.size() || text_[begin - 1] != '"' || text_[begin - 2] != '=' || text_[end] != '"') return std::nullopt;
    return Make("the quotes around it are kept and become part of the value", 0.91, std::string(raw_), "remove the quotes", {begin - 1, end + 1});
  }

  // Quotes that this reader does not take away.
  Found KeptQuotes() const {
    const std::size_t begin = literal_.span.begin;
    const std::size_t end = literal_.span.end;
    if (format_ == SettingFormat::kDockerEnvFile || format_ == SettingFormat::kAwsProfile || format_ == SettingFormat::kProperties) {
      const bool inside = raw_.size() > 2 && (raw_.front() == '"' || raw_.front() == '\'') && raw_.back() == raw_.front();
      const bool around = begin > 0 && end < text_.size() && (text_[begin - 1] == '"' || text_[begin - 1] == '\'') && text_[end] == text_[begin - 1];
      if (!inside && !around) return std::nullopt;
      const Span span = inside ? literal_.span : Span{begin - 1, end + 1};
      return Make("the quotes around it are kept and become part of the value", 0.93, std::string(text_.substr(span.begin + 1, span.size() - 2)), "remove the quotes", span);
    }
    // Compose's list form: - NAME="value" is a plain scalar, quotes and all.
    if (format_ != SettingFormat::kCompose || begin < 3) return std::nullopt;
    std::size_t open = begin;
    std::size_t close = end;
    if (raw_.size() > 2 && (raw_.front() == '"' || raw_.front() == '\'') && raw_.back() == raw_.front()) {
      ++open;
      --close;
    } else if (!(text_[begin - 1] == '"' || text_[begin - 1] == '\'') || end >= text_.size() || text_[end] != text_[begin - 1]) {
      return std::nullopt;
    }
    std::size_t at = open - 1;
    if (at == 0 || text_[at - 1] != '=') return std::nullopt;
    for (--at; at > 0 && IsWord(text_[at - 1]);) --at;
    while (at > 0 && IsBlank(text_[at - 1])) --at;
    if (at == 0 || text_[at - 1] != '-') return std::nullopt;
    return Make("the quotes behind '=' in a list entry are kept and become part of the value", 0.93,
                std::string(text_.substr(open, close - open)), "remove the quotes", {open - 1, close + 1});
  }

  // Plain scalars that YAML reads as numbers.
  Found Scalar() const {
    if (!Bare() || raw_.size() < 6) return std::nullopt;
    std::size_t digits = 0, e = std::string_view::npos;
    for (std::size_t i = 0; i < raw_.size(); ++i) {
      if (IsDigit(raw_[i])) ++digits;
      else if ((raw_[i] == 'e' || raw_[i] == 'E') && e == std::string_view::npos && i > 0) e = i;
      else return std::nullopt;
    }
    std::string detail;
    if (e != std::string_view::npos) {
      if (e + 1 == raw_.size()) return std::nullopt;
      detail = "YAML reads digits, 'e' and digits as a number with an exponent";
    } else if (raw_[0] == '0') {
      detail = "YAML reads digits after a leading 0 as an octal number, or drops the 0";
    } else if (digits > 16 || (digits == 16 && raw_ > "9007199254740992")) {   // 2^53, the last whole number of a double.
      detail = "YAML reads it as a number, which loses digits";
    } else {
      return std::nullopt;
    }
    return Make(std::move(detail), 0.90, fmt::format("\"{}\"", raw_), "put it in quotes");
  }

  // data: wants base64, stringData: wants the text.
  Found SecretData() const {
    if (literal_.base64 == Base64Use::kNone || raw_.size() < 8) return std::nullopt;
    const bool url_alphabet = raw_.find_first_of("-_") != std::string_view::npos;
    const std::optional<std::string> bytes = url_alphabet ? std::nullopt : Base64Bytes(raw_);
    if (!bytes) {
      return Make("'data' wants base64, and this is none: use 'stringData' for the text itself", 0.90, Base64Text(literal_.text), "encode it as base64");
    }
    const bool text = std::all_of(bytes->begin(), bytes->end(), [](char c) { return (c >= 0x20 && c < 0x7F) || c == '\n' || c == '\r'; });
    if (!text || bytes->size() < 8) return std::nullopt;
    std::string trimmed = *bytes;
    while (!trimmed.empty() && (trimmed.back() == '\n' || trimmed.back() == '\r')) trimmed.pop_back();
    if (trimmed.size() == bytes->size() || trimmed.find('\n') != std::string::npos) return std::nullopt;
    return Make("the base64 holds a line feed at the end, as 'echo' without -n adds: it becomes part of the value", 0.93, Base64Text(trimmed), "encode it without the line feed");
  }

  // ConfigParser: '%' must be doubled.
  Found Percent() const {
    for (std::size_t at = raw_.find('%'); at != std::string_view::npos; at = raw_.find('%', at + 1)) {
      const char next = at + 1 < raw_.size() ? raw_[at + 1] : '\0';
      if (next == '%') {
        ++at;
        continue;
      }
      if (next == '(') return std::nullopt;
      std::string doubled;
      for (const char c : raw_) doubled += c == '%' ? "%%" : std::string(1, c);
      return Make(fmt::format("'%' at position {} starts an interpolation where the file is read with one (Python's ConfigParser)", at + 1), 0.85, std::move(doubled), "write '%%' for '%'");
    }
    return std::nullopt;
  }

  // Properties.load drops a backslash before a character it does not escape.
  Found Backslash() const {
    constexpr std::string_view kEscapes = "\\ntrfu:=#! \"'\n\r";
    for (std::size_t at = raw_.find('\\'); at != std::string_view::npos && at + 1 < raw_.size(); at = raw_.find('\\', at + 2)) {
      if (kEscapes.find(raw_[at + 1]) != std::string_view::npos) continue;
      std::string doubled;
      for (const char c : raw_) doubled += c == '\\' ? "\\\\" : std::string(1, c);
      return Make(fmt::format("the backslash at position {} disappears when the file is read", at + 1), 0.90, std::move(doubled), "write '\\\\' for the backslash");
    }
    return std::nullopt;
  }

  // A PEM block whose lines were lost on the way.
  Found Pem() const {
    const std::string_view value = literal_.text;
    if (value.find("-----BEGIN ") == std::string_view::npos || value.find("-----END ") == std::string_view::npos) return std::nullopt;
    const std::size_t body = value.find("-----", value.find("-----BEGIN ") + 11);
    const std::size_t end = body == std::string_view::npos ? body : value.find("-----END ", body);
    // The line end behind it counts for nothing: YAML's `>` leaves that one.
    if (end == std::string_view::npos || value.substr(body, end - body).find('\n') != std::string_view::npos) return std::nullopt;
    if (value.substr(body).find("\\\\n") != std::string_view::npos) return Make("the line breaks of the PEM block are escaped twice: programs see '\\n' as two characters", 0.90);
    if (value.substr(body).find("\\n") != std::string_view::npos) {
      // Many programs turn these back themselves.
      return Make("the line breaks of the PEM block stand as the two characters '\\n': the program must turn them back", 0.60);
    }
    return Make("the PEM block has lost its line breaks: it must be several lines", 0.92);
  }

  SettingFormat format_;
  const Literal& literal_;
  std::string_view text_;
  std::string_view raw_;
};

}  // namespace

SettingFormat SettingFormatOf(std::string_view path, std::string_view format_name) {
  const std::size_t slash = path.find_last_of('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  const auto has = [&](std::string_view part) { return name.find(part) != std::string_view::npos; };
  if (format_name == "dotenv") return has("docker.env") || has("env.list") || has("env-file") ? SettingFormat::kDockerEnvFile : SettingFormat::kDotenv;
  if (format_name == "ini" && (path.ends_with(".aws/credentials") || path.ends_with(".aws/config"))) return SettingFormat::kAwsProfile;
  if (format_name == "ini") return has(".service") || has(".gitconfig") ? SettingFormat::kOther : SettingFormat::kIni;
  if (format_name == "batch") return SettingFormat::kBatch;
  if (format_name == "properties") return SettingFormat::kProperties;
  // ENV in a Dockerfile knows "$name" and both quotes as a shell does.
  if (format_name == "shell" || format_name == "dockerfile") return SettingFormat::kShell;
  if (format_name == "json") return SettingFormat::kJson;
  if (format_name != "yaml") return SettingFormat::kOther;
  if (has("compose")) return SettingFormat::kCompose;
  return SettingFormat::kYaml;
}

std::optional<Mangling> CheckMangling(SettingFormat format, const Literal& literal, std::string_view text) {
  return Checker(format, literal, text).Run();
}

}  // namespace keylint
