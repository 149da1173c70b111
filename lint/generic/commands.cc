// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/commands.h"

#include <algorithm>
#include <charconv>

#include "lint/base/ascii.h"
#include "lint/generic/name_meaning.h"

namespace keylint {
namespace {

constexpr std::size_t kLongest = 512;        // Of a command.
constexpr std::string_view kJoints = ":%,/"; // Between a user and a secret.

constexpr SecretCommand kCommands[] = {
    {"curl ", "-u*: --user: -U*: --proxy-user:"},
    {"docker login ", "-p*"},
    {"podman login ", "-p*"},
    {"helm registry login ", "-p*"},
    {"oc login ", "-p*"},
    {"cf login ", "-p"},
    {"az login ", "-p"},
    {"sshpass ", "-p*"},
    {"mysql ", "-p+"},
    {"mysqldump ", "-p+"},
    {"mysqladmin ", "-p+ password"},
    {"mysqlimport ", "-p+"},
    {"mariadb ", "-p+"},
    {"mongo ", "-p*"},
    {"mongosh ", "-p*"},
    {"mongodump ", "-p*"},
    {"mongorestore ", "-p*"},
    {"cqlsh ", "-p*"},
    {"redis-cli ", "-a"},
    {"twine upload ", "-p*"},
    {"ncftpput ", "-p"},
    {"ncftpget ", "-p"},
    {"isql ", "-P*"},
    {"sqlcmd ", "-P*"},
    {"osql ", "-P*"},
    {"bcp ", "-P*"},
    {"sqlplus ", "@1/"},
    {"keytool ", "-storepass -keypass -srcstorepass -deststorepass -srckeypass -destkeypass"},
    {"jarsigner ", "-storepass -keypass"},
    {"openssl enc ", "-k -K"},
    {"openssl aes-256-cbc ", "-k -K"},
    {"smbclient ", "-U%"},
    {"rpcclient ", "-U%"},
    {"winexe ", "-U%"},
    {"lftp ", "-u,"},
    {"ldapsearch ", "-w"},
    {"ldapadd ", "-w"},
    {"ldapmodify ", "-w"},
    {"ldapdelete ", "-w"},
    {"ldapwhoami ", "-w"},
    {"ldappasswd ", "-w -s"},
    {"snmpwalk ", "-A -X"},
    {"snmpget ", "-A -X"},
    {"snmpset ", "-A -X"},
    {"ipmitool ", "-P"},
    {"nmcli ", "password wifi-sec.psk 802-11-wireless-security.psk"},
    {"wpa_passphrase ", "@2"},
    {"rabbitmqctl add_user ", "@2"},
    {"rabbitmqctl change_password ", "@2"},
    {"mc alias set ", "@4"},
    {"htpasswd -b ", "@3"},
    {"htpasswd -bc ", "@3"},
    {"htpasswd -nb ", "@2"},
    {"htpasswd -nbb ", "@2"},
    {"http-basic.", "@3"},   // Of composer.
    {"vault login ", "@1"},
    {"useradd ", "-p"},
    {"usermod ", "-p"},
    {"7z a ", "-p+"},
    {"7z x ", "-p+"},
    {"zip ", "-P"},
    {"unzip ", "-P"},
    {"security unlock-keychain ", "-p"},
    {"security create-keychain ", "-p"},
    {"security import ", "-P"},
    {"security set-key-partition-list ", "-k"},
    {"xcrun altool ", "-p"},
    {"gh secret set ", "-b --body"},
    {"xfreerdp ", "/p:+"},
    {"rdesktop ", "-p"},
    {"psexec ", "-p"},
    {"cmdkey ", "/pass:+"},
    {"radius-server host ", "key"},   // Of Cisco's devices, as the next three.
    {"tacacs-server host ", "key"},
    {"snmp-server user ", "sha md5"},
    {"neighbor ", "password"},
    {"schtasks ", "/rp"},
    {"net user ", "@2"},
    {"ssm put-parameter ", "--value", "securestring"},
    {"keyvault secret set ", "--value"},
    {"az storage ", "--account-key --sas-token"},
    {":_authtoken=", "@1"},   // npm config set
    {"consul kv put ", "?2"},
    {"etcdctl ", "--user:"},
    {"ssh-keygen ", "-N"},
    {"plink ", "-pw"},
    {"pscp ", "-pw"},
    {"psftp ", "-pw"},
    {"putty ", "-pw"},
    {"setx ", "?2"},
    {"setenv ", "?2"},
    {"set-item env:", "?2"},
    {"%env ", "?= ?2"},   // Of Jupyter, as the next two.
    {"%set_env ", "?2"},
    {"!export ", "?="},
    {"chpasswd <<< ", "@1:"},
    {"rootpw ", "--plaintext @1"},   // Of kickstart, and of slapd.
    {"passwd/root-password password ", "@1"},   // Of preseed, as the next.
    {"passwd/user-password password ", "@1"},
    {"passwd/root-password-again password ", "@1"},
    {"passwd/user-password-again password ", "@1"},
    {"signtool sign ", "/p"},
    {"convertto-securestring ", "-String @1", "-asplaintext"},
    {"| chpasswd", ":"},
    {"| sudo -s", ""},
    {"| passwd ", ""},
    {"| smbpasswd ", ""},
    {"| su ", ""},
    {"| docker login", ""},
    {"| podman login", ""},
    {"| helm registry login", ""},
};

// Those of them that programs start with a list of arguments, too.
constexpr std::string_view kListed[] = {"curl ", "sshpass ", "mysql ", "mysqldump ", "mysqladmin ", "mariadb ", "mongosh ", "redis-cli ", "sqlcmd ", "ldapsearch ", "smbclient "};

bool IsNameByte(char c) {
  return IsWord(c) || c == '-';
}

/// The arguments of a command, one after the other, their quotes taken off; of
/// a list where the command's name ends with its quote or its line.
class Arguments {
 public:
  Arguments(std::string_view text, std::size_t at) : text_(text.substr(0, at + kLongest)), at_(at) {
    if (at > 0 && at < text.size()) list_ = IsQuote(text[at - 1]) && text[at] != ' ' ? List::kQuoted : text[at - 1] == '\n' ? List::kLines : List::kNone;
  }

  /// Empty: the command is over.
  Span Next() {
    if (list_ == List::kQuoted) return QuotedItem();
    if (list_ == List::kLines) return LineItem();
    while (at_ < text_.size() && (IsBlank(text_[at_]) || Continues())) ++at_;
    if (at_ >= text_.size() || closed_) return {};
    if (IsQuote(text_[at_])) return Quoted();
    const std::size_t begin = at_;
    while (at_ < text_.size() && static_cast<unsigned char>(text_[at_]) > ' ' && !IsQuote(text_[at_])) ++at_;
    // The quote of a string that shows the command, or a word of pieces.
    closed_ = at_ < text_.size() && IsQuote(text_[at_]);
    const std::string_view word = text_.substr(begin, at_ - begin);
    if (word.empty() || word[0] == '|' || word[0] == ';' || word[0] == '&' || word[0] == '>' || word[0] == '#') return {};
    std::size_t end = at_;
    while (end > begin && std::string_view(";)|&").find(text_[end - 1]) != std::string_view::npos) --end;
    closed_ = closed_ || end < at_;
    return {begin, end};
  }

 private:
  enum class List { kNone, kQuoted, kLines };

  // , "x" or, the first of a list of its own, , ["x"
  Span QuotedItem() {
    const std::size_t comma = text_.find_first_not_of(" \t\r\n", at_);
    if (comma >= text_.size() || text_[comma] != ',') return {};
    at_ = std::min(text_.find_first_not_of(" \t\r\n[", comma + 1), text_.size());
    return at_ < text_.size() && IsQuote(text_[at_]) ? Quoted() : Span();
  }
  // - x
  Span LineItem() {
    const std::size_t dash = text_.find_first_not_of(" \t", at_);
    if (dash >= text_.size() || !text_.substr(dash).starts_with("- ")) return {};
    at_ = std::min(text_.find_first_not_of(' ', dash + 1), text_.size());
    if (at_ < text_.size() && IsQuote(text_[at_])) {
      const Span item = Quoted();
      at_ = std::min(text_.find('\n', at_), text_.size());
      if (at_ < text_.size()) ++at_;
      return item;
    }
    Span item{at_, std::min(text_.find('\n', at_), text_.size())};
    at_ = std::min(item.end + 1, text_.size());
    while (item.end > item.begin && IsSpace(text_[item.end - 1])) --item.end;
    return item;
  }
  // A backslash before the end of the line, and that end.
  bool Continues() {
    if (text_[at_] == '\n') return at_ > 0 && (text_[at_ - 1] == '\\' || text_[at_ - 1] == '\r');
    if (text_[at_] == '\r') return at_ > 0 && text_[at_ - 1] == '\\';
    return text_[at_] == '\\' && at_ + 1 < text_.size() && (text_[at_ + 1] == '\n' || text_[at_ + 1] == '\r');
  }
  Span Quoted() {
    const std::size_t begin = at_ + 1;
    const std::size_t end = std::min(text_.find(text_[at_], begin), text_.size());
    if (end == text_.size() || text_.substr(begin, end - begin).find('\n') != std::string_view::npos) {
      closed_ = true;
      return {};
    }
    at_ = end + 1;
    return {begin, end};
  }

  std::string_view text_;
  std::size_t at_;
  bool closed_ = false;
  List list_ = List::kNone;
};

// The part of `argument` that is secret: behind the joint, if there is one.
Span Part(std::string_view text, Span argument, char joint) {
  if (joint == '\0') return argument;
  const std::size_t at = argument.Of(text).find(joint);
  if (at == std::string_view::npos || at == 0) return {};
  Span part{argument.begin + at + 1, argument.end};
  if (joint == '/') part.end = std::min(part.end, part.begin + std::min(part.Of(text).find('@'), part.size()));
  return part;
}

/// One of SecretCommand::places.
struct Place {
  explicit Place(std::string_view written) : option(written) {
    if (kJoints.find(option.back()) != std::string_view::npos && option.size() > 1) {
      joint = option.back();
      option.remove_suffix(1);
    }
    if (option.back() != '+' && option.back() != '*') return;
    glued = true;
    apart = option.back() == '*';
    option.remove_suffix(1);
  }
  std::string_view option;
  char joint = '\0';
  bool glued = false;
  bool apart = true;
};

// The value of NAME=value whose name is of a secret; it ends where an escape of
// the string begins that shows the command.
Span NamedBy(std::string_view text, Span argument) {
  const std::string_view word = argument.Of(text);
  const std::size_t equals = word.find('=');
  if (equals == std::string_view::npos || !NamesSecret(word.substr(0, equals))) return {};
  Span value{argument.begin + equals + 1, argument.end};
  if (value.empty() && argument.end < text.size() && IsQuote(text[argument.end])) return Arguments(text, argument.end).Next();   // NAME='x'
  value.end = value.begin + std::min(value.Of(text).find('\\'), value.size());
  return value;
}

Span SecretAt(std::string_view text, std::size_t at, const Place& place) {
  Arguments arguments(text, at);
  if (place.option == "?2") {
    const Span name = arguments.Next();
    if (name.empty() || !MeaningOf(name.Of(text)).says_secret()) return {};
    Span value = arguments.Next();
    if (value.Of(text).ends_with("\\n")) value.end -= 2;   // Of the string that shows the command.
    return value;
  }
  if (place.option == "?=") return NamedBy(text, arguments.Next());
  if (place.option[0] == '@') {
    int count = 0;
    std::from_chars(place.option.data() + 1, place.option.data() + place.option.size(), count);
    Span argument = arguments.Next();
    // Before the second stands a user, no option: "net user /add bob".
    if (count == 2 && !argument.empty() && (text[argument.begin] == '/' || text[argument.begin] == '-')) return {};
    while (--count > 0) argument = arguments.Next();
    return Part(text, argument, place.joint);
  }
  for (Span argument = arguments.Next(); !argument.empty(); argument = arguments.Next()) {
    const std::string_view word = argument.Of(text);
    if (place.glued && word == place.option && argument.end < text.size() && IsQuote(text[argument.end])) {   // -p'x'
      const Span quoted = Arguments(text, argument.end).Next();
      if (quoted.Of(text).find(' ') == std::string_view::npos) return Part(text, quoted, place.joint);
    }
    if (place.apart && word == place.option) return Part(text, arguments.Next(), place.joint);
    const bool begins = word.size() > place.option.size() && word.starts_with(place.option);
    if (begins && place.option.starts_with("--") && word[place.option.size()] == '=') {
      return Part(text, {argument.begin + place.option.size() + 1, argument.end}, place.joint);
    }
    if (begins && place.glued) return Part(text, {argument.begin + place.option.size(), argument.end}, place.joint);
  }
  return {};
}

// What "echo x |" writes, whose pipe stands at `pipe`.
Span Piped(std::string_view text, std::size_t pipe, char joint) {
  const std::size_t floor = pipe > kLongest ? pipe - kLongest : 0;
  std::size_t line = pipe;
  while (line > floor && text[line - 1] != '\n') --line;
  const std::size_t echo = text.substr(line, pipe - line).rfind("echo ");
  if (echo == std::string_view::npos) return {};
  Arguments arguments(text.substr(0, pipe), line + echo + 5);
  Span last;
  for (Span argument = arguments.Next(); !argument.empty(); argument = arguments.Next()) last = argument;
  last.end = std::min(last.end, last.begin + std::min(last.Of(text).find("\\n"), last.size()));   // It is asked for twice.
  return Part(text, last, joint);
}

bool HasArgument(std::string_view text, std::size_t at, std::string_view wanted) {
  Arguments arguments(text, at);
  for (Span argument = arguments.Next(); !argument.empty(); argument = arguments.Next()) {
    if (LowerAscii(argument.Of(text)) == wanted) return true;
  }
  return false;
}

}  // namespace

bool NamesSecret(std::string_view name) {
  const NameMeaning meaning = MeaningOf(name);
  return meaning.says_secret() && meaning.kind != SecretKind::kIdentifier && !meaning.weak && !meaning.about && !meaning.common && !meaning.is_public && !meaning.encrypted;
}

std::span<const SecretCommand> SecretCommands() { return kCommands; }

const std::vector<ListedCommand>& ListedCommands() {
  static const std::vector<ListedCommand> kAll = [] {
    std::vector<ListedCommand> all;
    for (const std::string_view words : kListed) {
      const SecretCommand* command = std::find_if(std::begin(kCommands), std::end(kCommands), [words](const SecretCommand& one) { return one.words == words; });
      const std::string name(words.substr(0, words.size() - 1));
      for (const char end : {'"', '\'', '\n'}) all.push_back({name + end, command});
    }
    return all;
  }();
  return kAll;
}

Span CommandSecret(std::string_view text, const SecretCommand& command, Span words) {
  if (command.words[0] == '|') return Piped(text, words.begin, command.places.empty() ? '\0' : command.places[0]);
  if (words.begin > 0 && IsNameByte(text[words.begin - 1])) return {};
  if (!command.needs.empty() && !HasArgument(text, words.end, command.needs)) return {};
  for (std::string_view rest = command.places; !rest.empty();) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    const Span secret = SecretAt(text, words.end, Place(rest.substr(0, end)));
    const bool hashed = text.substr(secret.begin).starts_with('{');   // "{SSHA}...", which is found by itself.
    if (!secret.empty() && text[secret.begin] != '-' && !hashed) return secret;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return {};
}

std::string_view NameOfSecret(std::string_view text, const SecretCommand& command, Span words) {
  return command.places == "?2" ? Arguments(text, words.end).Next().Of(text) : "password";
}

}  // namespace keylint
