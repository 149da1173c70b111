// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/name_meaning.h"

#include <algorithm>
#include <array>
#include <span>
#include <unordered_map>

#include "lint/base/ascii.h"
#include "lint/base/stems.h"
#include "lint/generic/lists.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxWords = 12;
constexpr std::size_t kMaxName = 160;

// Letters of other scripts count.
bool IsLetterByte(char c) { return IsAlpha(c) || static_cast<unsigned char>(c) >= 0x80; }

template <class... Words>
constexpr auto List(Words... words) {
  return std::array<std::string_view, sizeof...(Words)>{words...};
}

constexpr auto kPasswords = List(
    "password", "passwords", "passwd", "pass", "pwd", "passphrase", "passcode", "passw", "upass", "pw", "psw", "pswd", "pword", "passwrd", "passwort",
    "kennwort", "wachtwoord", "senha", "contrasena", "contraseña", "contrasenya", "motdepasse", "passe", "mdp", "parola", "haslo", "hasło",
    "heslo", "losenord", "lösenord", "salasana", "jelszo", "jelszó", "parool", "пароль", "密码", "密碼", "口令", "パスワード", "비밀번호",
    "sifre", "şifre", "kodeord", "adgangskode", "lozinka", "passord", "psk", "wpapsk", "userpass", "sqlpass", "sqlpw", "bindpw", "rootpw", "adminpw", "requirepass", "masterauth", "storepass", "keypass");
constexpr auto kSecrets = List("secret", "secrets", "secretkey", "clientsecret", "appsecret", "secreto", "segredo", "geheimnis", "geheim",
                                 "otp", "totp", "seed");
constexpr auto kTokens = List("token", "tokens", "jwt", "accesstoken", "authtoken", "apitoken", "bearer", "usertoken", "pat");
constexpr auto kKeys = List("key", "keys", "apikey", "apikeys", "accesskey", "secretkey", "privatekey", "authkey", "appkey", "apik",
                              "clave", "cle", "chave", "schluessel", "licensekey", "masterkey", "sharedkey", "presharedkey", "privkey", "skey", "akey");
constexpr auto kAuths = List("auth", "authorization", "authorisation", "authentication", "oauth", "basicauth", "authinfo", "login");
constexpr auto kCredentials = List("credential", "credentials", "cred", "creds");
constexpr auto kSalts = List("salt", "nonce", "csrf", "xsrf", "iv", "pepper", "signature", "sig", "cnonce", "hash", "digest", "hmac", "challenge");
constexpr auto kSessions = List("session", "sessionid", "sid", "cookie", "cookies", "phpsessid", "jsessionid", "sessid");

// Words that often mean no secret at all: tests pass, parsers have tokens.
constexpr auto kWeak = List("pass", "passe", "pw", "mdp", "pat", "seed", "token", "tokens", "key", "keys", "auth", "login", "iv", "hash", "digest", "sig",
                            "signature", "sid", "session", "challenge", "clave", "cle", "chave", "otp", "psk", "cred", "seg", "parola");

// Behind the secret's word: the value is something about the secret.
constexpr auto kAbout = List(
    "type", "types", "name", "names", "url", "urls", "uri", "path", "paths", "file", "files", "filename", "field", "fields", "length", "len",
    "size", "count", "label", "labels", "text", "hint", "message", "messages", "msg", "error", "errors", "policy", "policies", "regex", "pattern",
    "prefix", "suffix", "header", "format", "expiry", "expires", "expiration", "ttl", "timeout", "algorithm", "alg", "algo", "method",
    "mode", "column", "col", "class", "input", "placeholder", "title", "page", "reset", "link", "button", "btn", "required", "min", "max",
    "rules", "rule", "validator", "validation", "attribute", "attr", "index", "idx", "param", "params", "parameter", "endpoint", "provider", "version",
    "ref", "reference", "store", "storage", "location", "dir", "directory", "enabled", "visible", "status", "state", "manager", "service", "handler",
    "factory", "description", "desc", "help", "prompt", "form", "confirm", "confirmation", "change", "changed", "recovery", "strength", "event",
    "exception", "model", "schema", "table", "entity", "code", "codes", "kind", "usage", "use", "scope", "scopes", "audience", "issuer", "realm", "domain", "host",
    "filter", "filters", "port", "server", "client", "config", "configuration", "settings", "setting", "option", "options", "callback", "module", "package", "plugin", "class",
    "view", "template", "body", "subject", "caption", "tooltip", "icon", "image", "style", "color", "command", "cmd", "function", "func", "action",
    "source", "backend", "driver", "resolver", "generator", "parser", "reader", "writer", "encoder", "decoder", "interface", "impl", "test", "tests", "spec",
    "not", "is", "has", "invalid", "missing", "incorrect", "wrong", "failed", "failure", "success", "exists", "empty", "mismatch", "match", "matches",
    "bundle", "flow", "grant", "response", "request", "result", "results", "display", "shown", "show", "hide", "set", "get", "map", "list", "info", "log", "logs",
    "char", "chars", "character", "characters", "position", "pos", "order", "sequence", "sep", "separator", "delimiter", "encoding", "charset", "date", "time",
    "at", "created", "updated", "modified", "ring", "board", "word", "words", "down", "up", "press", "stroke", "binding", "bindings", "frame", "frames", "point", "points",
    "guid", "uuid", "oid", "seconds", "minutes", "days", "lifetime", "duration", "age", "interval", "id", "ids", "pair", "pairs", "arn", "username", "user", "email", "owner", "by", "for", "to", "of", "from", "in", "with", "on", "desc", "doc", "docs", "comment", "example");
// Before the secret's word: whose it is.
constexpr auto kQualifiers = List(
    "api", "access", "secret", "auth", "private", "client", "app", "application", "user", "db", "database", "admin", "root", "master", "account", "service",
    "session", "signing", "sign", "encryption", "encrypt", "encoding", "crypto", "cipher", "aes", "des", "hmac", "jwt", "license", "licence", "shared", "storage", "subscription",
    "server", "consumer", "oauth", "oauth2", "refresh", "id", "bearer", "security", "webhook", "deploy", "bot", "github", "gitlab", "slack", "aws", "azure", "gcp", "google",
    "facebook", "fb", "twitter", "stripe", "mysql", "postgres", "postgresql", "pg", "redis", "mongo", "mongodb", "ldap", "smtp", "mail", "email", "ftp", "sftp", "ssh", "ssl",
    "tls", "keystore", "truststore", "store", "wifi", "proxy", "sudo", "su", "bind", "rabbitmq", "kafka", "registry", "docker", "npm", "sonar", "jenkins", "personal", "publish",
    "cookie", "csrf", "x", "my", "new", "old", "default", "test", "prod", "dev", "staging", "maps", "map", "push", "device", "remember", "write", "read", "anon", "deployment", "owner",
    "validation", "decryption", "decrypt", "ansible", "become", "snmp", "radius", "vpn", "telegram", "discord", "sentry", "sendgrid", "twilio", "mailgun", "openai", "heroku", "cloudflare", "digitalocean", "datadog", "integration", "machine");
constexpr auto kCommonKeys = List(
    "primary", "foreign", "cache", "partition", "sort", "translation", "index", "unique", "object", "dict", "hot", "shortcut", "row", "hash", "range", "composite",
    "registry", "reg", "json", "map", "lookup", "group", "field", "column", "config", "property", "prop", "attribute", "attr", "data", "item", "label", "locale",
    "message", "i", "i18n", "lang", "storage", "localstorage", "query", "param", "parameter", "search", "filter", "context", "header", "option", "setting", "meta",
    "routing", "sorting", "any", "enter", "arrow", "escape", "tab", "shift", "ctrl", "alt", "function", "keyboard", "key", "root", "host", "public", "pub", "next", "prev", "page",
    "continuation", "tokenizer", "separator", "end", "start", "eof", "node", "lexer", "current", "special", "pad", "mask", "bos", "eos", "unk", "cancellation", "identity", "var", "env", "recv", "fingerprint", "gpg", "tag");

// What everybody may see: results of a computation over the secret.
constexpr auto kPublicWords = List("signature", "sig", "digest", "hash", "hmac", "challenge");

// Before "token": where a list goes on, or which request it was.
constexpr auto kPaging = List("next", "prev", "previous", "page", "pagination", "continuation", "continue", "starting", "start", "resume", "resumption", "cursor",
                              "lock", "idempotency", "request", "lifecycle", "action", "marker", "sync", "cancellation", "concurrency", "upload", "change", "scroll");

// All that a word of a name may say.
struct WordRole {
  SecretKind kind = SecretKind::kNone;
  bool about = false;
  bool qualifies = false;
  bool common = false;     ///< Before "key" or "token".
  bool weak = false;
  bool paging = false;     ///< Before "token".
  bool is_public = false;
};

using WordTable = std::unordered_map<std::string_view, WordRole>;

const WordTable& Words() {
  static const WordTable kTable = [] {
    WordTable table;
    const auto kind = [&table](std::span<const std::string_view> words, SecretKind of) {
      for (const std::string_view word : words) table[word].kind = of;
    };
    kind(kSessions, SecretKind::kSession);
    kind(kSalts, SecretKind::kSalt);
    kind(kAuths, SecretKind::kAuth);
    kind(kCredentials, SecretKind::kCredential);
    kind(kKeys, SecretKind::kKey);
    kind(kTokens, SecretKind::kToken);
    kind(kSecrets, SecretKind::kSecret);
    kind(kPasswords, SecretKind::kPassword);
    for (const std::string_view word : kAbout) table[word].about = true;
    for (const std::string_view word : kQualifiers) table[word].qualifies = true;
    for (const std::string_view word : kCommonKeys) table[word].common = true;
    for (const std::string_view word : kWeak) table[word].weak = true;
    for (const std::string_view word : kPaging) table[word].paging = true;
    for (const std::string_view word : kPublicWords) table[word].is_public = true;
    return table;
  }();
  return kTable;
}

// Words that were written without a separator: "mydbpassword", "mapsapikey".
SecretKind KindInside(std::string_view word) {
  if (word.size() < 6) return word.size() > 3 && word.ends_with("pwd") ? SecretKind::kPassword : SecretKind::kNone;
  const auto holds = [word](std::string_view part) { return word.find(part) != std::string_view::npos; };
  if (word == "onepassword") return SecretKind::kNone;   // 1Password, the program.
  if (holds("passw") || holds("passphrase") || word.ends_with("pwd")) return SecretKind::kPassword;
  if (word.size() > 24) return SecretKind::kNone;
  if (word.ends_with("secret")) return SecretKind::kSecret;
  if (word.ends_with("token")) return SecretKind::kToken;
  if (word.ends_with("credentials")) return SecretKind::kCredential;
  if ((word.ends_with("salt") && word != "basalt") || word.starts_with("nonce")) return SecretKind::kSalt;
  if (word.ends_with("apikey") || word.ends_with("accesskey") || word.ends_with("secretkey") || word.ends_with("privatekey") ||
      word.ends_with("authkey") || word.ends_with("cryptkey") || word.ends_with("signkey") || word.ends_with("cipherkey") || word.ends_with("userkey")) return SecretKind::kKey;
  return SecretKind::kNone;
}

// Whose, and a word too short to be looked for at the end of any: "dbpass",
// "ldappw", "hmackey", but not "compass" or "monkey".
SecretKind KindBehindOwner(std::string_view word) {
  struct Ending {
    std::string_view text;
    SecretKind kind;
  };
  constexpr Ending kEndings[] = {{"pass", SecretKind::kPassword}, {"pw", SecretKind::kPassword}, {"key", SecretKind::kKey}};
  constexpr std::string_view kNoOwners[] = {"default", "id", "new", "old", "test", "x"};   // Which one, not whose.
  for (const Ending& ending : kEndings) {
    if (!word.ends_with(ending.text)) continue;
    const std::string_view whose = word.substr(0, word.size() - ending.text.size());
    const auto owner = Words().find(whose);
    if (owner == Words().end() || !owner->second.qualifies || Lists(kNoOwners, whose)) return SecretKind::kNone;
    return ending.kind == SecretKind::kKey && owner->second.common ? SecretKind::kNone : ending.kind;
  }
  return SecretKind::kNone;
}

WordRole RoleOf(std::string_view word) {
  const auto found = Words().find(word);
  WordRole role = found == Words().end() ? WordRole() : found->second;
  if (role.kind == SecretKind::kNone) role.kind = KindInside(word);
  if (role.kind == SecretKind::kNone) role.kind = KindBehindOwner(word);
  return role;
}

bool IsNumber(std::string_view word) { return std::all_of(word.begin(), word.end(), IsDigit); }

// Which of two kinds in one name says more about the value.
int Strength(SecretKind kind) {
  switch (kind) {
    case SecretKind::kPassword: return 9;
    case SecretKind::kSecret: return 8;
    case SecretKind::kToken: return 7;
    case SecretKind::kKey: return 6;
    case SecretKind::kCredential: return 5;
    case SecretKind::kSalt: return 4;
    case SecretKind::kSession: return 3;
    case SecretKind::kAuth: return 2;
    default: return 0;
  }
}

}  // namespace

std::string_view SecretKindName(SecretKind kind) {
  constexpr std::string_view kNames[] = {"none", "password", "secret", "token", "key", "auth", "credential", "salt", "session", "identifier"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::vector<std::string> WordsOfName(std::string_view name) {
  if (name.size() > kMaxName) name = name.substr(name.size() - kMaxName);
  std::vector<std::string> words;
  char before = '\0';
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool ends_capitals = IsUpper(c) && IsUpper(before) && i + 1 < name.size() && IsLower(name[i + 1]);
    const bool begins = (IsLetterByte(c) && (!IsLetterByte(before) || (IsUpper(c) && IsLower(before)) || ends_capitals)) ||
                        (IsDigit(c) && !IsDigit(before));
    before = c;
    if (!IsLetterByte(c) && !IsDigit(c)) continue;
    if (begins || words.empty()) words.emplace_back();
    words.back() += Lower(c);
  }
  if (words.size() > kMaxWords) words.erase(words.begin(), words.end() - kMaxWords);
  return words;
}

NameMeaning MeaningOf(std::string_view name) {
  if (!MayMeanSecret(name)) return {};
  const std::vector<std::string> words = WordsOfName(name);
  NameMeaning meaning;
  meaning.words = words.size();
  std::array<WordRole, kMaxWords> roles;
  std::size_t at = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    roles[i] = RoleOf(words[i]);
    const SecretKind kind = roles[i].kind;
    if (kind == SecretKind::kNone) continue;
    // "access_key_secret" is a secret, "secret_key" a key: the later of two
    // equals counts, but "password_hash" stays a password's.
    if (Strength(kind) + 2 >= Strength(meaning.kind)) {
      meaning.kind = kind;
      at = i;
    }
  }
  if (!meaning.says_secret()) return meaning;
  // "password_salt" is what was mixed with the password.
  if (meaning.kind == SecretKind::kPassword && (words.back() == "salt" || words.back() == "nonce")) {
    meaning.kind = SecretKind::kSalt;
    at = words.size() - 1;
  }
  std::size_t behind = at + 1;
  while (behind < words.size() && (IsNumber(words[behind]) || words[behind].size() == 1)) ++behind;
  meaning.last = behind == words.size();
  for (std::size_t i = behind; i < words.size(); ++i) meaning.about |= roles[i].about;
  for (std::size_t i = 0; i < at; ++i) {
    meaning.qualified |= roles[i].qualifies;
    if (words[i] == "public" || words[i] == "publishable" || words[i] == "pub" || words[i] == "site" || words[i] == "recv" || words[i] == "fingerprint") meaning.is_public = true;
    if (words[i] == "errcode" || words[i] == "error" || words[i] == "err" || words[i] == "sqlstate") meaning.about = true;
    if (words[i] == "encrypted" || words[i] == "hashed" || words[i] == "encoded") meaning.encrypted = true;
  }
  meaning.is_public |= roles[at].is_public;
  meaning.paging = at > 0 && meaning.kind == SecretKind::kToken && roles[at - 1].paging;
  const bool before_is_common = at > 0 && roles[at - 1].common;
  meaning.weak = roles[at].weak && !meaning.qualified;
  meaning.common = (meaning.kind == SecretKind::kKey || meaning.kind == SecretKind::kToken) && before_is_common;
  return meaning;
}

namespace {

// Three letters of every word that names a secret.
constexpr std::string_view kStemWords[] = {
    "pas", "pwd", "psw", "pwo", "ken", "wac", "sen", "con", "mot", "mdp", "par", "has", "hes", "los",
    "sal", "jel", "sif", "kod", "adg", "loz", "psk", "sec", "seg", "geh", "otp", "see",
    "tok", "jwt", "bea", "pat", "key", "api", "cla", "cle", "sch", "aut", "log", "cre", "non", "csr",
    "xsr", "pep", "ndp", "inp", "sig", "cno", "dig", "hma", "cha", "ses", "sid", "coo"};
constexpr Stems kStems(kStemWords);

}  // namespace

bool MayMeanSecret(std::string_view name) {
  if (name.size() < 2 || name.size() > 2 * kMaxName) return false;
  if (name.size() == 2) return true;
  const std::string_view tail = name.substr(name.size() - 3);
  const bool humped = (tail == "_PW" || tail == "_pw" || tail == "-pw" || tail == ".pw") || (tail.ends_with("Pw") && tail[0] >= 'a');
  const bool joined = (tail.ends_with("pw") && IsLower(tail[0])) || (tail.ends_with("PW") && IsUpper(tail[0]));
  if (humped || joined) return true;   // ADMIN_PW, dbpw
  const auto is_foreign = [](char c) { return static_cast<unsigned char>(c) >= 0xC0; };
  return kStems.MayBeIn(name) || std::any_of(name.begin(), name.end() - 2, is_foreign);
}

}  // namespace keylint
