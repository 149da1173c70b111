// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/shell.h"

#include <algorithm>
#include <vector>

#include "lint/base/byte_finder.h"
#include "lint/decode/chars.h"
#include "lint/decode/command_line.h"
#include "lint/decode/fallback.h"
#include "lint/decode/items.h"
#include "lint/decode/shell_word.h"
#include "lint/decode/text_builder.h"

namespace keylint::decode {
namespace {

template <std::size_t kSize>
bool IsOneOf(std::string_view word, const std::string_view (&words)[kSize]) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// After these, a command begins anew.
bool IsTransparent(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "if", "then", "else", "elif", "do", "while", "until", "time", "sudo", "exec", "nohup", "env",
      "command", "builtin", "!", "{", "}", "$", "%", "eval", "doas", "xargs", "nice", "RUN"};
  return IsOneOf(word, kWords);
}

// `setenv NAME value`: the name stands before the value, without "=".
bool TakesNameThenValue(std::string_view word) {
  static constexpr std::string_view kWords[] = {"setenv", "env:set", "config:set", "secret:set"};
  return IsOneOf(word, kWords) || EqualsNoCase(word, "setx");
}

bool IsHeaderFlag(std::string_view flag) {
  static constexpr std::string_view kWords[] = {"-H", "header", "headers", "proxy-header"};
  return IsOneOf(flag, kWords);
}

bool IsDataFlag(std::string_view flag) {
  static constexpr std::string_view kWords[] = {"-d", "data", "data-raw", "data-binary", "data-urlencode", "json",
                                                "post-data", "body", "-F", "form", "form-string"};
  return IsOneOf(flag, kWords);
}

// `-u name:password`
bool IsUserFlag(std::string_view flag) {
  static constexpr std::string_view kWords[] = {"-u", "user", "-U", "proxy-user", "-a", "auth"};
  return IsOneOf(flag, kWords);
}

bool TakesUserAndPassword(std::string_view command) {
  static constexpr std::string_view kWords[] = {"curl", "http", "https", "xh", "httpie"};
  return IsOneOf(command, kWords);
}

// Flags that take a value glued to one letter (`mysql -pSECRET`).
bool GluesPassword(std::string_view command) {
  static constexpr std::string_view kWords[] = {"mysql", "mysqldump", "mysqladmin", "mysqlimport", "mysqlcheck",
                                                "mariadb", "mariadb-dump", "sshpass", "7z", "7za", "redis-cli"};
  return IsOneOf(command, kWords);
}

struct Heredoc {
  Span delimiter;  // Without quotes.
  bool strip_tabs = false;
  Format format = Format::kPlainText;
};

// What is known of the command that is being read.
struct Command {
  std::string_view name;        // Empty: assignments may still come.
  std::size_t words = 0;        // Behind the name.
  std::string_view last;        // The word before, if verbatim.
  Span last_span;
  PendingFlag flag;
  bool setting = false;         // `config set`: a name is next.
  bool named = false;           // The name has been read: its value is next.
  bool test = false;            // [ ... ]
  bool compared = false;        // Behind = in a test.
  bool shell = false;           // `sh -c`, also behind `docker exec x`.
  bool pairs = false;           // Tcl's `dict create`: names and values alternate.
};

class ShellReader {
 public:
  ShellReader(Emitter& emitter, Span range)
      : emitter_(emitter), text_(emitter.text().substr(0, range.end)), word_(text_), joined_(emitter.text()), at_(range.begin) {}

  void Run() {
    while (at_ < text_.size()) {
      if (emitter_.places() != nullptr && at_ >= read_until_ && heredocs_.empty() && IsLineBegin()) SkimToNextPlace();
      else Step();
    }
  }

 private:
  bool IsLineBegin() const { return at_ == 0 || text_[at_ - 1] == '\n'; }

  // Goes on to a line before the next place of interest, past strings and
  // comments, which would be misread from inside. Here-documents are read.
  void SkimToNextPlace() {
    constexpr std::size_t kBack = 1024;
    constexpr std::size_t kAhead = 768;
    static const ByteFinder kStops("\n<#\"'\\");   // Where skimmed text does more than go on.
    const std::span<const std::size_t> places = *emitter_.places();
    const auto next = std::lower_bound(places.begin(), places.end(), at_);
    if (next == places.end() || *next >= text_.size()) {
      at_ = text_.size();
      return;
    }
    const std::size_t place = *next;
    read_until_ = place + kAhead;
    std::size_t line = at_;
    command_ = {};
    while (at_ + kBack < place || !IsLineBegin()) {
      at_ = kStops.Next(text_, at_, place);
      const char c = text_[at_];
      if (c == '<' && StartsAt(text_, at_, "<<") && !StartsAt(text_, at_, "<<<")) {
        read_until_ = LineEnd(text_, at_);
        at_ = line;
        return;
      }
      if (c == '#' && (IsLineBegin() || IsBlank(text_[at_ - 1]))) at_ = LineEnd(text_, at_);
      else if (c == '"' || c == '\'') SkipQuoted(c);
      else at_ += c == '\\' ? 2 : 1;
      if (at_ > place) {   // It stands in a long string or comment.
        at_ = line;
        return;
      }
      if (IsLineBegin()) line = at_;
    }
  }

  // Strings within $(...) within a string open and close as if it were not there.
  void SkipQuoted(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (text_[at_] == '\\' && quote == '"') ++at_;
    }
    ++at_;
  }

  void Step() {
    const char c = text_[at_];
    if (c == '\n') {
      ++at_;
      command_ = {};
      Heredocs();
    } else if (IsSpace(c)) {
      ++at_;
    } else if (c == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\n' || text_[at_ + 1] == '\r')) {
      at_ = NextLine(text_, at_);
    } else if (c == '#') {
      const std::size_t end = LineEnd(text_, at_);
      emitter_.EmitComment({at_ + 1, end});
      at_ = end;
    } else if (c == '<' || c == '>') {
      Redirection();
    } else if (c == ';' || c == '&' || c == '|' || c == '(' || c == ')') {
      ++at_;
      command_ = {};
    } else {
      Word();
    }
  }

  // ---- Redirections ---------------------------------------------------

  void Redirection() {
    if (StartsAt(text_, at_, "<<<")) {
      at_ += 3;
      return;
    }
    if (StartsAt(text_, at_, "<<") && HeredocStart()) return;
    const bool out = text_[at_] == '>';
    while (at_ < text_.size() && (text_[at_] == '<' || text_[at_] == '>' || text_[at_] == '&' || text_[at_] == '|')) ++at_;
    if (at_ < text_.size() && text_[at_] == '(') return;
    at_ = SkipBlanks(text_, at_);
    if (at_ >= text_.size() || EndsShellWord(text_[at_]) || !out) return;
    const std::size_t begin = at_;
    at_ = std::max(at_ + 1, word_.Read(at_));
    target_ = {begin, at_};
    // `cat <<EOF > .env`: the target is known only now.
    for (Heredoc& heredoc : heredocs_) {
      if (heredoc.format == Format::kPlainText) heredoc.format = TargetFormat();
    }
  }

  Format TargetFormat() const {
    std::string_view name = target_.Of(text_);
    while (!name.empty() && (name.front() == '"' || name.front() == '\'')) name.remove_prefix(1);
    while (!name.empty() && (name.back() == '"' || name.back() == '\'')) name.remove_suffix(1);
    return name.empty() ? Format::kPlainText : FormatOf(name, {});
  }

  bool HeredocStart() {
    std::size_t at = at_ + 2;
    Heredoc heredoc;
    if (at < text_.size() && (text_[at] == '-' || text_[at] == '~')) {
      heredoc.strip_tabs = true;
      ++at;
    }
    at = SkipBlanks(text_, at);
    const char quote = at < text_.size() && (text_[at] == '"' || text_[at] == '\'' || text_[at] == '\\') ? text_[at] : '\0';
    if (quote != 0) ++at;
    const std::size_t begin = at;
    while (at < text_.size() && (IsWord(text_[at]) || text_[at] == '-' || text_[at] == '.')) ++at;
    if (at == begin || IsDigit(text_[begin])) return false;
    heredoc.delimiter = {begin, at};
    if (quote == '"' || quote == '\'') ++at;
    heredoc.format = target_.empty() ? Format::kPlainText : TargetFormat();
    if (heredoc.format == Format::kPlainText) heredoc.format = CommandFormat(heredoc);
    if (heredocs_.size() < 16) heredocs_.push_back(heredoc);
    at_ = std::min(at, text_.size());
    return true;
  }

  Format CommandFormat(const Heredoc& heredoc) const {
    const std::string_view name = command_.name;
    if (name == "psql" || name == "mysql" || name == "sqlite3" || name == "sqlplus") return Format::kSql;
    if (name == "kubectl" || name == "oc") return Format::kYaml;
    if (name == "bash" || name == "sh" || name == "ssh" || name == "zsh" || name == "su") return Format::kShell;
    if (name.starts_with("python")) return Format::kPython;
    if (name == "node") return Format::kJavaScript;
    if (name == "curl") return Format::kJson;
    return FormatOfLabel(heredoc.delimiter.Of(text_));
  }

  // The bodies of the here-documents announced on the line before.
  void Heredocs() {
    target_ = {};
    if (heredocs_.empty()) return;
    std::vector<Heredoc> pending;
    pending.swap(heredocs_);
    for (const Heredoc& heredoc : pending) {
      if (misses_ >= 16) return;
      const std::size_t begin = at_;
      std::size_t line = at_;
      bool found = false;
      for (; line < text_.size(); line = NextLine(text_, line)) {
        std::size_t start = line;
        if (heredoc.strip_tabs) start = SkipBlanks(text_, start);
        const Span content{start, LineEnd(text_, start)};
        if (content.Of(text_) == heredoc.delimiter.Of(text_)) {
          found = true;
          break;
        }
      }
      if (!found) {
        ++misses_;
        return;
      }
      at_ = NextLine(text_, line);
      Body({begin, line}, heredoc);
    }
  }

  void Body(Span span, const Heredoc& heredoc) {
    if (span.empty()) return;
    Literal literal;
    literal.text = span.Of(text_);
    literal.span = span;
    literal.quote = Quote::kHeredoc;
    literal.kind = LiteralKind::kText;
    emitter_.EmitUnnamed(literal);
    Format format = heredoc.format;
    if (format == Format::kPlainText) format = FormatOf({}, literal.text);
    emitter_.Embed(format, span);
  }

  // ---- Words ----------------------------------------------------------

  // The end of `NAME=`, `NAME+=` or `NAME[key]=` at the word, or 0.
  std::size_t AssignmentAt(std::size_t at, Span& name, Span& key) const {
    const std::size_t begin = at;
    if (at >= text_.size() || !(IsAlpha(text_[at]) || text_[at] == '_')) return 0;
    while (at < text_.size() && (IsAlnum(text_[at]) || text_[at] == '_')) ++at;
    name = {begin, at};
    key = {};
    if (at < text_.size() && text_[at] == '[') {
      const std::size_t end = LineEnd(text_.substr(0, at + 200), at);
      const std::size_t close = Find(text_.substr(0, end), ']', at);
      if (close >= end) return 0;
      key = {at + 1, close};
      at = close + 1;
    }
    if (at < text_.size() && text_[at] == '+') ++at;
    if (at >= text_.size() || text_[at] != '=') return 0;
    return at + 1;
  }

  bool AcceptsAssignments() const {
    static constexpr std::string_view kWords[] = {"export", "declare", "local", "readonly", "typeset", "env",
                                                  "set", "alias", "make"};
    return command_.name.empty() || IsOneOf(command_.name, kWords);
  }

  void Word() {
    Span name, key;
    const std::size_t value = AcceptsAssignments() ? AssignmentAt(at_, name, key) : 0;
    if (value != 0) {
      Assignment(name, key, value);
      return;
    }
    const std::size_t begin = at_;
    at_ = std::max(at_ + 1, word_.Read(at_));
    Literal literal = word_.literal();
    literal.statement = {begin, at_};
    CommandWord(literal);
  }

  void Assignment(Span name, Span key, std::size_t value) {
    emitter_.Push(name.Of(text_), name);
    if (!key.empty()) {
      const Span inside = Unquoted(key);
      emitter_.Push(inside.Of(text_), inside);
    }
    if (value < text_.size() && text_[value] == '(') {
      Array(name, value);
    } else {
      at_ = word_.Read(value);
      if (!key.empty() || !JoinAppended(name)) EmitWord(LiteralKind::kValue, {name.begin, at_});
    }
    if (!key.empty()) emitter_.Pop();
    emitter_.Pop();
  }

  // `KEY=a` with `KEY+=b` or `KEY="${KEY}b"` behind it: one value.
  bool JoinAppended(Span name) {
    constexpr int kMostPieces = 100;
    Literal literal = word_.literal();
    if (literal.map != nullptr || literal.has_holes || literal.text.empty()) return false;
    Appended next = AppendedTo(name.Of(text_));
    if (next.piece.empty()) return false;
    joined_.Start();
    joined_.Copy(literal.span);
    for (int pieces = 0; !next.piece.empty() && pieces < kMostPieces; ++pieces) {
      joined_.Copy(next.piece);
      literal.span.end = next.piece.end;
      at_ = next.end;
      next = AppendedTo(name.Of(text_));
    }
    static constexpr Encoding kJoined[] = {Encoding::kConcatenation};
    joined_.Finish(literal, literal.span);
    literal.kind = LiteralKind::kValue;
    literal.decoded_from = kJoined;
    literal.statement = {name.begin, at_};
    Deliver(literal);
    return true;
  }

  struct Appended {
    Span piece;              // Without its quotes; empty: nothing plain is appended.
    std::size_t end = 0;
  };

  // What the next statement appends to `name`, if it does nothing else.
  Appended AppendedTo(std::string_view name) const {
    std::size_t at = at_;
    while (at < text_.size() && (IsSpace(text_[at]) || text_[at] == ';')) ++at;
    if (at == at_ || !StartsAt(text_, at, name)) return {};
    at += name.size();
    const bool adds = StartsAt(text_, at, "+=");
    if (!adds && !StartsAt(text_, at, "=")) return {};
    at += adds ? 2 : 1;
    const bool quoted = at < text_.size() && (text_[at] == '"' || text_[at] == '\'');
    const char quote = quoted ? text_[at++] : '\0';
    if (!adds) {
      const bool braced = StartsAt(text_, at, "${");
      if (quote == '\'' || !StartsAt(text_, at, "$") || !StartsAt(text_, at + (braced ? 2 : 1), name)) return {};
      at += name.size() + (braced ? 2 : 1);
      if (braced ? !StartsAt(text_, at, "}") : at < text_.size() && IsWord(text_[at])) return {};
      at += braced ? 1 : 0;
    }
    const std::size_t begin = at;
    while (at < text_.size() && (quoted ? text_[at] != quote : !EndsShellWord(text_[at]))) {
      if (std::string_view("$`\\\"'\n").find(text_[at]) != std::string_view::npos) return {};
      ++at;
    }
    if (quoted && at >= text_.size()) return {};
    return {{begin, at}, at + (quoted ? 1 : 0)};
  }

  Span Unquoted(Span span) const {
    if (span.size() >= 2 && (text_[span.begin] == '"' || text_[span.begin] == '\'') &&
        text_[span.end - 1] == text_[span.begin]) return {span.begin + 1, span.end - 1};
    return span;
  }

  // `NAME=(a b [key]=c)`
  void Array(Span name, std::size_t open) {
    at_ = open + 1;
    while (at_ < text_.size() && text_[at_] != ')') {
      const char c = text_[at_];
      if (IsSpace(c)) {
        ++at_;
      } else if (c == '#') {
        const std::size_t end = LineEnd(text_, at_);
        emitter_.EmitComment({at_ + 1, end});
        at_ = end;
      } else {
        Element(name);
      }
    }
    if (at_ < text_.size()) ++at_;
  }

  void Element(Span name) {
    const std::size_t begin = at_;
    Span key;
    if (text_[at_] == '[') {
      const std::size_t end = LineEnd(text_.substr(0, at_ + 200), at_);
      const std::size_t close = Find(text_.substr(0, end), ']', at_);
      if (close + 1 < end && text_[close + 1] == '=') {
        key = Unquoted({at_ + 1, close});
        at_ = close + 2;
      }
    }
    if (!key.empty()) emitter_.Push(key.Of(text_), key);
    at_ = std::max(begin + 1, word_.ReadLoose(at_));
    EmitWord(LiteralKind::kValue, {key.empty() ? begin : name.begin, at_});
    if (!key.empty()) emitter_.Pop();
  }

  // Emits the word read last, and what its expansions hold.
  void EmitWord(LiteralKind kind, Span statement) {
    Literal literal = word_.literal();
    literal.kind = kind;
    literal.statement = statement;
    Deliver(literal);
  }

  void Deliver(const Literal& literal) {
    emitter_.EmitValue(literal);
    Inside(literal);
  }

  void Inside(const Literal& literal) {
    if (literal.has_holes) {
      for (const Span span : word_.expansions()) {
        if (span.Of(text_).find(":-") == std::string_view::npos && span.Of(text_).find('-') == std::string_view::npos) continue;
        Literal outer;
        outer.text = span.Of(text_);
        outer.span = span;
        outer.kind = literal.kind;
        outer.statement = literal.statement;
        EmitFallbacks(emitter_, outer);
      }
    }
    // The word's lists are reused by the embedded reader's own word, not by
    // this one's, so they stay valid here.
    for (const Span span : word_.commands()) emitter_.Embed(Format::kShell, span);
  }

  // ---- Commands -------------------------------------------------------

  void CommandWord(Literal& literal) {
    literal.kind = LiteralKind::kArgument;
    if (command_.name.empty()) {
      const std::string_view name = ProgramOf(literal.text);
      if (literal.map == nullptr && IsTransparent(name)) return;
      command_.name = literal.map == nullptr ? name : std::string_view("?");
      command_.setting = TakesNameThenValue(name);
      // A setting that is shown among commands: `password: x`.
      if (name.size() > 2 && name.back() == ':' && literal.map == nullptr) {
        command_.named = true;
        name_ = {name.substr(0, name.size() - 1), {literal.span.begin, literal.span.end - 1}};
      }
      command_.test = name == "[" || name == "[[" || name == "test";
      command_.shell = IsShellProgram(name);
      Inside(literal);
      // eval "export NAME=value"
      if (literal.quote != Quote::kNone && literal.text.find(' ') != std::string_view::npos) EmbedCommandLine(emitter_, literal);
      return;
    }
    ++command_.words;
    literal.callee = command_.name;
    if (literal.text == "[dict" && literal.map == nullptr) {   // Tcl's brackets hold a command.
      command_ = {};
      command_.name = literal.text.substr(1);
    } else if (command_.name == "dict") {
      DictWord(literal);
    } else if (command_.test) {
      TestWord(literal);
    } else {
      Argument(literal);
    }
    command_.last = literal.map == nullptr ? literal.span.Of(text_) : std::string_view();
    command_.last_span = literal.span;
  }

  // `[ "$X" = "literal" ]`
  void TestWord(Literal& literal) {
    if (literal.text == "=" || literal.text == "==" || literal.text == "!=") {
      command_.compared = true;
      command_.flag = {};
      if (command_.last.starts_with("$") && command_.last.size() > 1) {
        Span name = command_.last_span;
        ++name.begin;
        if (text_[name.begin] == '{') ++name.begin;
        std::size_t end = name.begin;
        while (end < name.end && (IsAlnum(text_[end]) || text_[end] == '_')) ++end;
        name.end = end;
        command_.flag = {name.Of(text_), name};
      }
      return;
    }
    literal.is_compared = command_.compared;
    const PendingFlag name = command_.flag;
    if (command_.compared && !name.name.empty()) emitter_.Push(name.name, name.span);
    Deliver(literal);
    if (command_.compared && !name.name.empty()) emitter_.Pop();
    command_.compared = false;
    command_.flag = {};
  }

  // Tcl's `dict create name value ...` and `dict set variable name value`.
  void DictWord(Literal& literal) {
    if (command_.words == 1) {
      command_.pairs = literal.text == "create";
      return;
    }
    const std::size_t place = command_.words - 2;
    const bool closes = literal.quote == Quote::kNone && literal.text.ends_with(']') && literal.text.find('[') == std::string_view::npos;
    if (command_.pairs ? place % 2 == 1 : place > 1) {
      LiteralPart value(literal, {0, literal.text.size() - (closes ? 1 : 0)});
      emitter_.Push(name_.name, name_.span);
      Deliver(value.literal());
      emitter_.Pop();
    }
    name_ = {literal.map == nullptr ? literal.text : emitter_.Keep(literal.text), literal.span};
    if (closes) command_.name = "?";
  }

  void Argument(Literal& literal) {
    const std::string_view text = literal.text;
    const bool verbatim = literal.map == nullptr;
    const std::string_view flag = FlagName(text);
    if (!flag.empty() && literal.quote == Quote::kNone) {
      Flag(literal, flag);
      return;
    }
    if (!command_.flag.name.empty()) {
      const PendingFlag pending = command_.flag;
      command_.flag = {};
      FlagArgument(literal, pending);
      return;
    }
    if (command_.named) {
      command_.named = command_.setting = false;
      emitter_.Push(name_.name, name_.span);
      Deliver(literal);
      emitter_.Pop();
      return;
    }
    if (command_.name == "set" && command_.words == 1) {
      if (SetsElement()) return;
      if (SetsByPlace(literal)) command_.setting = true;
    }
    if (verbatim && command_.setting && AssignmentEnd(text) == 0) {
      name_ = {text, literal.span};
      command_.named = true;
      return;
    }
    if (IsSettingVerb(text)) {
      command_.setting = true;
      return;
    }
    command_.shell = command_.shell || IsShellProgram(text);
    if (NamedPart(literal)) return;
    Deliver(literal);
  }

  // `set name value` of Tcl and fish; csh writes `set name = value`.
  bool SetsByPlace(const Literal& name) const {
    const bool plain = !name.text.empty() && std::all_of(name.text.begin(), name.text.end(), [](char c) { return IsWord(c) || c == ':'; });
    if (name.quote != Quote::kNone || !plain) return false;
    const std::size_t value = SkipBlanks(text_, name.span.end);
    return value < text_.size() && value > name.span.end && text_[value] != '=' && !IsSpace(text_[value]);
  }

  // `set array(name) value` of Tcl: the name stands at the parenthesis here.
  bool SetsElement() {
    constexpr std::size_t kLongest = 64;
    if (!StartsAt(text_, at_, "(")) return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && end - at_ < kLongest && (IsWord(text_[end]) || text_[end] == '.' || text_[end] == '-')) ++end;
    if (end == at_ + 1 || !StartsAt(text_, end, ") ")) return false;
    const Span name{at_ + 1, end};
    name_ = {name.Of(text_), name};
    command_.named = true;
    at_ = end + 1;
    return true;
  }

  // `git config a.b v`, `aws configure set k v`, `npm config set k v`, fish's
  // `set -gx K v`.
  bool IsSettingVerb(std::string_view word) {
    if (TakesNameThenValue(word)) return true;
    if (command_.name == "git" && command_.words == 1) return word == "config";
    return word == "set" && (command_.last == "config" || command_.last == "configure");
  }

  void Flag(Literal& literal, std::string_view flag) {
    command_.flag = {};
    if (command_.name == "set" && literal.map == nullptr) {
      command_.setting = true;
      return;
    }
    const std::string_view text = literal.text;
    const std::size_t skip = text.size() - flag.size();
    const std::size_t equals = Find(text, '=', 0);
    const bool glued = text[1] == 'p' && GluesPassword(command_.name);
    if (equals < text.size() && equals > 2 && !glued) {   // Also "-Dname=x" of Java and "-name=x" of Go.
      LiteralPart part(literal, {equals + 1, text.size()});
      std::string_view name = text.substr(0, equals).substr(skip);
      if (text[1] != '-') name.remove_prefix(1 + (text[1] == 'D' ? 1 : 0));
      FlagArgument(part.literal(), {literal.map == nullptr ? name : emitter_.Keep(name),
                                    literal.ToDocument({equals - name.size(), equals})});
      return;
    }
    if (literal.map == nullptr && text[1] != '-' && text.size() > 2) {
      // `-p'secret'`, `-pSECRET`, `-uuser:password`
      const bool user = text[1] == 'u' && command_.name == "curl";
      if (glued || user) {
        LiteralPart part(literal, {2, text.size()});
        const PendingFlag name{text.substr(0, 2), literal.ToDocument({0, 2})};
        if (user) {
          FlagArgument(part.literal(), name);
          return;
        }
        emitter_.Push(name.name, name.span);   // A password may hold '='.
        Deliver(part.literal());
        emitter_.Pop();
        return;
      }
    }
    if (literal.map == nullptr) {
      command_.flag = {flag, literal.ToDocument({skip, text.size()})};
      return;
    }
    Deliver(literal);
  }

  void FlagArgument(Literal& literal, const PendingFlag& flag) {
    if (command_.shell && TakesCommandLine(flag.name)) {
      emitter_.Push(flag.name, flag.span);
      emitter_.EmitScript(literal);
      Inside(literal);
      emitter_.Pop();
      return;
    }
    if (IsHeaderFlag(flag.name) && Header(literal)) return;
    const std::size_t equals = AssignmentEnd(literal.text);
    if (equals != 0 && !IsDataFlag(flag.name)) {
      if (NamedPart(literal)) return;
    }
    if (IsUserFlag(flag.name) && TakesUserAndPassword(command_.name) && Credentials(literal, flag)) return;
    emitter_.Push(flag.name, flag.span);
    Deliver(literal);
    if (IsDataFlag(flag.name)) Data(literal);
    emitter_.Pop();
  }

  // Both halves of `name:password`, the second as one.
  bool Credentials(const Literal& literal, const PendingFlag& flag) {
    const std::size_t colon = Find(literal.text, ':', 0);
    if (colon + 1 >= literal.text.size() || StartsAt(literal.text, colon, "://")) return false;
    LiteralPart user(literal, {0, colon});
    emitter_.Push(flag.name, flag.span);
    if (colon > 0) Deliver(user.literal());
    emitter_.Pop();
    LiteralPart password(literal, {colon + 1, literal.text.size()});
    emitter_.Push("password", flag.span);
    Deliver(password.literal());
    emitter_.Pop();
    return true;
  }

  // The body of a request: JSON or a form.
  void Data(const Literal& literal) {
    const std::size_t start = SkipSpaces(literal.text, 0);
    if (start >= literal.text.size()) return;
    const char c = literal.text[start];
    emitter_.EmbedLiteral(c == '{' || c == '[' ? Format::kJson : Format::kPlainText, literal);
  }

  // `'Name: value'` under Name.
  bool Header(Literal& literal) {
    const std::size_t colon = Find(literal.text, ':', 0);
    if (colon == 0 || colon >= literal.text.size()) return false;
    Under(literal, {0, colon}, SkipBlanks(literal.text, colon + 1));
    return true;
  }

  // `NAME=value` anywhere among the arguments; httpie's `Name:value`.
  bool NamedPart(Literal& literal) {
    const std::size_t value = AssignmentEnd(literal.text);
    if (value != 0 && SetsForCommand(literal.text)) {
      Deliver(literal);
      return true;
    }
    if (value != 0) {
      Under(literal, {0, value - 1}, value);
      return true;
    }
    if (command_.name != "http" && command_.name != "https" && command_.name != "xh") return false;
    return !StartsAt(literal.text, Find(literal.text, ':', 0), "://") && Header(literal);
  }

  void Under(Literal& literal, Span name, std::size_t value) {
    LiteralPart part(literal, {value, literal.text.size()});
    const std::string_view text = name.Of(literal.text);
    emitter_.Push(literal.map == nullptr ? text : emitter_.Keep(text), literal.ToDocument(name));
    Deliver(part.literal());
    emitter_.Pop();
  }

  Emitter& emitter_;
  std::string_view text_;
  ShellWord word_;
  TextBuilder joined_;
  std::size_t at_;
  std::size_t read_until_ = 0;   // Where places are sought: to behind the last one.
  Command command_;
  PendingFlag name_;
  Span target_;
  std::vector<Heredoc> heredocs_;
  int misses_ = 0;
};

}  // namespace

void ReadShell(Emitter& emitter, Span range) { ShellReader(emitter, range).Run(); }

}  // namespace keylint::decode
