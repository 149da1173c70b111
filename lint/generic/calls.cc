// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/calls.h"

#include <algorithm>

#include "lint/base/ascii.h"
#include "lint/generic/commands.h"

namespace keylint {
namespace {

constexpr std::size_t kLongest = 640;   // Of all arguments.

constexpr SecretCall kCalls[] = {
    // User and password.
    {"getconnection(", 3}, {"usernamepasswordcredentials(", 2}, {"passwordauthentication(", 2},
    {"usernamepasswordauthenticationtoken(", 2}, {"transport.connect(", 3}, {"networkcredential(", 2},
    {".authenticate(", 2}, {"httpbasicauth(", 2}, {"httpdigestauth(", 2}, {"auth=(", 2}, {"auth = (", 2}, {"credentials = (", 2}, {"creds = (", 2}, {".login(", 2},
    {"ssh.connect(", 4}, {"ftp(", 3}, {"ftp_tls(", 3}, {"net::ftp.open(", 3}, {"create_superuser(", 3},
    {"mysqli_connect(", 3}, {"mysql_connect(", 3}, {"new mysqli(", 3}, {"new pdo(", 3}, {"oci_connect(", 2},
    {"ftp_login(", 3}, {"ldap_bind(", 3}, {"imap_open(", 3}, {"ssh2_auth_password(", 3}, {"new sequelize(", 3},
    {"dbi->connect(", 3}, {"epgsql:connect(", 3},
    {"usernamepasswordtoken(", 2}, {"passwordcredential(", 3}, {"plainauth(", 3}, {"credentials.basic(", 2}, {"withbasicauth(", 2},
    {"mysql_real_connect(", 4}, {"pymysql.connect(", 3}, {"mysqldb.connect(", 3}, {"cx_oracle.connect(", 2, "password", {}, {}, '/'}, {"oracledb.connect(", 2, "password", {}, {}, '/'}, {"keyring.set_password(", 3},
    {"wifi.begin(", 2}, {"sp_addlogin ", 2}, {"authenticationheadervalue(", 2}, {"redis->auth(", 1},
    {"setbasicauth(", 2}, {"basic_auth(", 2}, {"basic_auth ", 2}, {"basicauth(", 2}, {"@tcp(", 0},
    {"url.create(", 3}, {"plaintextauthprovider(", 2}, {"pg.connect(", 7}, {"pg::connection.new(", 7}, {"pymssql.connect(", 3},
    {"ldap3.connection(", 3}, {"simple_bind_s(", 2}, {"bind(\"cn=", 2}, {"bind('cn=", 2}, {"bind(\"uid=", 2}, {"bind('uid=", 2},
    {".pass_(", 1}, {"plaincredentials(", 2}, {"sftpclient(", 4}, {"usmuserdata(", 2}, {"wifi.softap(", 2}, {"security_credentials, ", 1},
    {"minio(", 3, "secret"}, {"gitlab.gitlab(", 2, "secret"}, {"influxdbclient(", 2, "secret"}, {"webhookclient(", 2, "secret"},
    {"pgp_sym_encrypt(", 2, "secret"}, {"pgp_sym_decrypt(", 2, "secret"}, {"aes_encrypt(", 2, "secret"}, {"aes_decrypt(", 2, "secret"},
    // Under a name that comes before it.
    {"]::setenvironmentvariable(", 2, "secret", {}, SecretCall::Takes::kNamed},
    {"buildconfigfield ", 3, "secret", {}, SecretCall::Takes::kNamed}, {"buildconfigfield(", 3, "secret", {}, SecretCall::Takes::kNamed},
    // Passwords of key stores.
    {".load(", 2, "password", ".toCharArray"}, {".init(", 2, "password", ".toCharArray"},
    {".getkey(", 2, "password", ".toCharArray"}, {".setkeyentry(", 3, "password", ".toCharArray"},
    {"pbekeyspec(", 1, "password", ".toCharArray"},
    // Keys that sign and encrypt.
    {"jwt.sign(", 2, "secret"}, {"jwt.verify(", 2, "secret"}, {"jwt.encode(", 2, "secret"},
    {"jwt.decode(", 2, "secret"}, {"jwt.encode ", 2, "secret"}, {"jwt.decode ", 2, "secret"},
    {"jwt::encode(", 2, "secret"}, {"signedstring(", 1, "secret"}, {"hmacshakeyfor(", 1, "secret"}, {"symmetricsecuritykey(", 1, "secret"},
    {"hmac.hexdigest(", 2, "secret"}, {"signwith(", 2, "secret"}, {"algorithm.hmac256(", 1, "secret"}, {"algorithm.hmac512(", 1, "secret"},
    {"createhmac(", 2, "secret"}, {"hmac.new(", 1, "secret"}, {"hash_hmac(", 3, "secret"},
    {"hmac.new(sha256.new, ", 1, "secret"}, {"hmac.new(sha1.new, ", 1, "secret"},
    {"createcipheriv(", 2, "cipher_key"}, {"createdecipheriv(", 2, "cipher_key"}, {"aes.new(", 1, "cipher_key"},
    {"aes.newcipher(", 1, "cipher_key"}, {"fernet(", 1, "cipher_key"}, {"openssl_encrypt(", 3, "cipher_key"},
    {"openssl_decrypt(", 3, "cipher_key"}, {"cryptojs.aes.encrypt(", 2, "secret"}, {"cryptojs.aes.decrypt(", 2, "secret"},
    // Into fields of forms.
    {".sendkeys(", 1, "password", {}, SecretCall::Takes::kTyped}, {".send_keys(", 1, "password", {}, SecretCall::Takes::kTyped}, {".fill(", 1, "password", {}, SecretCall::Takes::kTyped},
    {".type(", 1, "password", {}, SecretCall::Takes::kTyped}, {"typetext(", 1, "password", {}, SecretCall::Takes::kTyped}, {"fill_in(", 1, "password", {}, SecretCall::Takes::kTyped},
    {"fill_in ", 1, "password", {}, SecretCall::Takes::kTyped}, {"fill in ", 1, "password", {}, SecretCall::Takes::kTyped},
};

// Behind the string that begins at `at`; the text's size: it has no end.
std::size_t BehindString(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && text[end] != text[at] && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
  return end < text.size() && text[end] == text[at] ? end + 1 : text.size();
}

// The argument number `wanted` of those that begin at `at`.
Span ArgumentAt(std::string_view text, std::size_t at, int wanted, bool line) {
  text = text.substr(0, at + kLongest);
  std::size_t begin = at;
  int depth = 0;
  for (int number = 1; at < text.size();) {
    const char c = text[at];
    const bool over = depth == 0 && (c == ')' || c == ']' || c == '}' || c == ';' || (line && c == '\n'));
    if (over || (c == ',' && depth == 0)) {
      if (number == wanted) return {begin, at};
      if (over) return {};
      ++number;
      begin = at + 1;
    }
    depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
    at = IsQuote(c) ? BehindString(text, at) : at + 1;
  }
  return {};
}

// The string that `argument` is, alone or made bytes of.
Span OnlyString(std::string_view text, Span argument, std::string_view needs) {
  while (argument.begin < argument.end && IsSpace(text[argument.begin])) ++argument.begin;
  std::size_t open = argument.begin;
  while (open < argument.end && !IsQuote(text[open])) ++open;
  if (open == argument.end) return {};
  const std::string_view before = text.substr(argument.begin, open - argument.begin);
  constexpr std::string_view kWrappers[] = {"", "b", "u", "r", "@", "[]byte(", "Encoding.UTF8.GetBytes(", "Encoding.ASCII.GetBytes(", "Buffer.from(", "bytes(", "Some(", "with: "};
  if (std::find(std::begin(kWrappers), std::end(kWrappers), before) == std::end(kWrappers)) return {};
  const std::size_t behind = BehindString(text.substr(0, argument.end), open);
  if (text[behind - 1] != text[open] || behind < open + 2) return {};
  std::string_view rest = text.substr(behind, argument.end - behind);
  while (!rest.empty() && IsSpace(rest.back())) rest.remove_suffix(1);
  if (!rest.starts_with(needs)) return {};
  constexpr std::string_view kTails[] = {".toCharArray", ".getBytes", ".encode", ".bytes", ")"};
  const bool plain = rest.empty() || std::any_of(std::begin(kTails), std::end(kTails), [rest](std::string_view tail) { return rest.starts_with(tail); });
  return plain ? Span{open + 1, behind - 1} : Span{};
}

// The password of "user:password@tcp(host)/name", whose '@' stands at `at`.
Span BeforeHost(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 128 && !IsQuote(text[begin - 1]) && !IsSpace(text[begin - 1]) && text[begin - 1] != '=') --begin;
  const std::size_t colon = text.substr(begin, at - begin).find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  return {begin + colon + 1, at};
}

// The password of "user/password@host".
Span BehindJoint(std::string_view text, Span whole, char joint) {
  const std::size_t at = whole.Of(text).find(joint);
  const std::size_t sign = whole.Of(text).find('@', std::min(at, whole.size()));
  if (at == 0 || sign == std::string_view::npos) return {};
  return {whole.begin + at + 1, whole.begin + sign};
}

// What a string holds whose text is a string again: '"x"', "\"x\"".
Span WithoutQuotes(std::string_view text, Span whole) {
  for (const std::string_view quote : {"\\\"", "\""}) {
    const std::string_view inside = whole.Of(text);
    if (inside.size() > 2 * quote.size() && inside.starts_with(quote) && inside.ends_with(quote)) return {whole.begin + quote.size(), whole.end - quote.size()};
  }
  return whole;
}

bool NamesPassword(std::string_view text) {
  constexpr std::string_view kWords[] = {"passw", "passphrase", "pwd"};
  const std::string lower = LowerAscii(text);
  return std::any_of(std::begin(kWords), std::end(kWords), [&lower](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// What the method at `words` is called on: the statement's text before it, of
// a chain over two lines both, behind the last call of the same method.
Span CalledOn(std::string_view text, Span words) {
  constexpr std::size_t kReach = 160;
  const std::size_t least = words.begin > kReach ? words.begin - kReach : 0;
  std::size_t begin = words.begin;
  bool only_blanks = true;   // So far on this line.
  for (; begin > least; --begin) {
    const char c = text[begin - 1];
    if (c == ';' || c == '{' || c == '}' || (c == '\n' && !only_blanks)) break;
    only_blanks = only_blanks && IsSpace(c);
  }
  const std::string_view method = words.Of(text);
  const std::size_t last = text.substr(begin, words.begin - begin).rfind(method);
  return {last == std::string_view::npos ? begin : begin + last + method.size(), words.begin};
}

// The string that is typed into a password's field.
Span TypedSecret(std::string_view text, Span words, bool line) {
  const Span first = ArgumentAt(text, words.end, 1, line);
  const Span second = ArgumentAt(text, words.end, 2, line);
  const bool names_itself = !second.empty() && NamesPassword(first.Of(text));
  if (!names_itself && !NamesPassword(CalledOn(text, words).Of(text))) return {};
  Span typed = OnlyString(text, names_itself ? second : first, {});
  constexpr std::string_view kEnter = "{enter}";   // Cypress presses it.
  if (typed.Of(text).ends_with(kEnter)) typed.end -= kEnter.size();
  return typed;
}

// fill in "Password" with "x": a step of Gherkin's.
Span FilledSecret(std::string_view text, Span words) {
  constexpr std::string_view kWith = " with ";
  if (words.end >= text.size() || !IsQuote(text[words.end])) return {};
  text = text.substr(0, words.end + kLongest);
  const std::size_t behind = BehindString(text, words.end);
  if (!NamesPassword(text.substr(words.end, behind - words.end)) || !text.substr(behind).starts_with(kWith)) return {};
  const std::size_t open = behind + kWith.size();
  return OnlyString(text, {open, std::min(text.find('\n', open), text.size())}, {});
}

}  // namespace

std::span<const SecretCall> SecretCalls() { return kCalls; }

namespace {

Span NameBefore(std::string_view text, const SecretCall& call, Span words) {
  const bool line = call.words.find('(') == std::string_view::npos;
  return OnlyString(text, ArgumentAt(text, words.end, call.argument - 1, line), {});
}

}  // namespace

std::string_view NameOfSecret(std::string_view text, const SecretCall& call, Span words) {
  return call.takes == SecretCall::Takes::kNamed ? NameBefore(text, call, words).Of(text) : call.name;
}

Span CallSecret(std::string_view text, const SecretCall& call, Span words) {
  if (call.argument == 0) return BeforeHost(text, words.begin);
  const char first = call.words[0];
  // Of an assignment a name may end so: "basic_auth=(".
  const bool assigns = call.words.find('=') != std::string_view::npos;
  const char before = words.begin > 0 ? text[words.begin - 1] : ' ';
  if (IsWord(first) && IsWord(before) && !(assigns && before == '_')) return {};
  const bool line = call.words.find('(') == std::string_view::npos && !call.words.ends_with(", ");   // Ruby's, without parentheses.
  const std::size_t quote = call.words.find_first_of("\"'");
  if (quote != std::string_view::npos) words.end = words.begin + quote;   // They go on in the first argument.
  if (call.takes == SecretCall::Takes::kTyped) return call.words == "fill in " ? FilledSecret(text, words) : TypedSecret(text, words, line);
  Span secret = OnlyString(text, ArgumentAt(text, words.end, call.argument, line), call.needs);
  if (secret.empty() && call.joint != '\0') secret = BehindJoint(text, OnlyString(text, ArgumentAt(text, words.end, 1, line), {}), call.joint);
  if (call.takes == SecretCall::Takes::kNamed) {
    if (!NamesSecret(NameBefore(text, call, words).Of(text))) return {};
    secret = WithoutQuotes(text, secret);
  }
  // A method of anything: a word is as likely a page or a title.
  const auto letter = [](char c) { return IsAlpha(c) || c == ' '; };
  const std::string_view value = secret.Of(text);
  const bool of_anything = first == '.' || quote != std::string_view::npos;
  const bool word = of_anything && call.needs.empty() && std::all_of(value.begin(), value.end(), letter);
  return word ? Span{} : secret;
}

}  // namespace keylint
