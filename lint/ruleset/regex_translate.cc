// SPDX-License-Identifier: Apache-2.0
#include "lint/ruleset/regex_translate.h"

#include <algorithm>

#include <fmt/format.h>
#include <re2/re2.h>

namespace keylint {
namespace {

constexpr std::size_t kMaxRegex = 1 << 16;

class Translator {
 public:
  explicit Translator(std::string_view regex) : regex_(regex) {}

  Result<TranslatedRegex> Translate() {
    LiftEnds();
    while (at_ < regex_.size()) {
      const char c = regex_[at_];
      if (c == '\\') Escape();
      else if (in_class_ ? c == ']' : c == '[') Bracket();
      else if (!in_class_ && c == '(' && Starts("(?")) Extension();
      else if (!in_class_ && (c == '*' || c == '+' || c == '?' || c == '}')) Quantifier();
      else Copy(1);
      if (failure_) return tl::unexpected(*std::move(failure_));
    }
    return TranslatedRegex{before_ + out_ + after_, match_group_};
  }

 private:
  bool Starts(std::string_view text) const { return regex_.substr(at_).starts_with(text); }
  void Copy(std::size_t count) {
    out_ += regex_.substr(at_, count);
    at_ += count;
  }
  void Replace(std::size_t count, std::string_view by) {
    out_ += by;
    at_ += count;
  }
  void Fail(std::string_view what) {
    Error error{ErrorKind::kUnsupported, fmt::format("{} at byte {}", what, at_)};
    error.offset = at_;
    failure_ = std::move(error);
  }

  // "(?<=a)b(?=c)" -> "a(b)c": the two places where looking around can as
  // well be matching, when the match proper is put into a group.
  void LiftEnds() {
    std::size_t flags = 0;
    if (regex_.starts_with("(?")) {  // (?i) in front stays in front
      const std::size_t end = regex_.find_first_not_of("imsU-", 2);
      if (end != std::string_view::npos && end > 2 && regex_[end] == ')') flags = end + 1;
    }
    std::string_view rest = regex_.substr(flags);
    std::string begin, end;
    if (rest.starts_with("(?<=")) {
      const std::size_t close = Close(rest, 0);
      if (close == std::string_view::npos) return;
      begin = "(?:" + std::string(rest.substr(4, close - 4)) + ")";
      rest.remove_prefix(close + 1);
    }
    const std::size_t ahead = rest.rfind("(?=");
    if (ahead != std::string_view::npos && Close(rest, ahead) == rest.size() - 1) {
      end = "(?:" + std::string(rest.substr(ahead + 3));
      rest = rest.substr(0, ahead);
    }
    if (begin.empty() && end.empty()) return;
    rewritten_ = std::string(regex_.substr(0, flags)) + begin + "(" + std::string(rest) + ")" + end;
    // Of the groups the one of the match is the first after those lifted.
    match_group_ = 1 + static_cast<int>(std::count(begin.begin(), begin.end(), '(')) - (begin.empty() ? 0 : 1);
    regex_ = rewritten_;
  }

  // The ')' of the '(' at `open`.
  static std::size_t Close(std::string_view text, std::size_t open) {
    int depth = 0;
    bool in_class = false;
    for (std::size_t i = open; i < text.size(); ++i) {
      if (text[i] == '\\') ++i;
      else if (in_class) in_class = text[i] != ']';
      else if (text[i] == '[') in_class = true;
      else if (text[i] == '(') ++depth;
      else if (text[i] == ')' && --depth == 0) return i;
    }
    return std::string_view::npos;
  }

  // Of the escape at at_, three at most.
  std::size_t OctalDigits() const {
    std::size_t count = 0;
    while (count < 3 && at_ + 1 + count < regex_.size() && regex_[at_ + 1 + count] >= '0' && regex_[at_ + 1 + count] <= '7') ++count;
    return count;
  }

  void Escape() {
    if (at_ + 1 == regex_.size()) return Copy(1);
    switch (regex_[at_ + 1]) {
      case 'Z': return Replace(2, "\\n?\\z");
      case 'h': return Replace(2, in_class_ ? "\\t " : "[\\t ]");
      case 'R': return Replace(2, "(?:\\r\\n|[\\n\\r])");
      case 'e': return Replace(2, "\\x1b");
      case 'u':
        if (regex_.size() - at_ >= 6) return Replace(6, "\\x{" + std::string(regex_.substr(at_ + 2, 4)) + "}");
        return Copy(2);
      case '/': case '"': case '\'': case '-': case '_': case '<': case '>': case '=': case '@': case '#': case '%': case '&':
      case ',': case ':': case ';': case '!': case '~': case '`': case ' ': return Plain(regex_[at_ + 1]);
      case '1': case '2': case '3': case '4': case '5': case '6': case '7': case '8': case '9':
        if (const std::size_t digits = OctalDigits(); digits > 1) return Copy(1 + digits);
        return Fail("a back-reference");
      case 'G': case 'K': return Fail("an assertion RE2 has not");
      default: return Copy(2);
    }
  }

  // An escape that need not be one; '-' keeps it, as it may mean a range.
  void Plain(char c) {
    if (c == '-') return Replace(2, "\\-");
    if (c == '_' || c == '<' || c == '>') return Replace(2, std::string_view(&c, 1));
    Copy(2);
  }

  void Bracket() {
    if (in_class_) {
      in_class_ = false;
      return Copy(1);
    }
    in_class_ = true;
    Copy(1);
    if (at_ < regex_.size() && regex_[at_] == '^') Copy(1);
    if (at_ < regex_.size() && regex_[at_] == ']') Replace(1, "\\]");
    // [[:alpha:]] holds brackets of its own.
    while (at_ < regex_.size() && Starts("[:")) {
      const std::size_t end = regex_.find(":]", at_);
      if (end == std::string_view::npos) break;
      Copy(end + 2 - at_);
    }
  }

  void Extension() {
    if (Starts("(?<=") || Starts("(?<!")) return Fail("a lookbehind");
    if (Starts("(?=")) return Fail("a lookahead");
    if (Starts("(?!")) return Fail("a negative lookahead");
    if (Starts("(?R") || Starts("(?&") || Starts("(?(")) return Fail("a recursion or condition");
    if (Starts("(?>")) return Replace(3, "(?:");
    if (Starts("(?#")) {
      at_ = std::min(regex_.find(')', at_), regex_.size() - 1) + 1;
      return;
    }
    if (Starts("(?<")) return Replace(3, "(?P<");
    Copy(2);
  }

  // "a++" -> "a+": what possessive quantifiers forbid, RE2 never does.
  void Quantifier() {
    Copy(1);
    if (at_ < regex_.size() && regex_[at_] == '+') ++at_;
  }

  std::string_view regex_;
  std::string rewritten_;
  std::string before_, out_, after_;
  std::size_t at_ = 0;
  bool in_class_ = false;
  int match_group_ = 0;
  std::optional<Error> failure_;
};

}  // namespace

Result<TranslatedRegex> TranslateRegex(std::string_view regex) {
  if (regex.size() > kMaxRegex) return Failure(ErrorKind::kTooLarge, "a pattern of more than 64 KiB");
  auto translated = Translator(regex).Translate();
  if (!translated) return translated;
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(64 << 20);
  const RE2 compiled(translated->pattern, options);
  if (!compiled.ok()) return Failure(ErrorKind::kMalformed, compiled.error());
  return translated;
}

}  // namespace keylint
