// SPDX-License-Identifier: Apache-2.0
// Names that say "credential", and the secret inside a longer text.
#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/clang/sinks.h"

namespace keylint {
namespace {

// "dbUserPassword2" -> "-db-user-password-": words between dashes.
std::string Words(std::string_view name) {
  while (!name.empty() && (IsDigit(name.back()) || name.back() == '_')) {
    name.remove_suffix(1);
  }
  return "-" + Slug(name) + "-";
}

// The text behind the first of `marks` up to a separator.
std::string_view ValueOf(std::string_view text, std::initializer_list<std::string_view> marks,
                         std::string_view separators) {
  const std::string lower = LowerAscii(text);
  for (const std::string_view mark : marks) {
    for (std::size_t at = lower.find(mark); at != std::string::npos; at = lower.find(mark, at + 1)) {
      const bool word_start = at == 0 || !IsAlnum(lower[at - 1]);
      if (!word_start) continue;
      std::string_view value = Trimmed(text.substr(at + mark.size()));
      if (!value.empty() && (value.front() == '\'' || value.front() == '"')) {
        const char quote = value.front();
        value.remove_prefix(1);
        return value.substr(0, value.find(quote));
      }
      return value.substr(0, value.find_first_of(separators));
    }
  }
  return {};
}

// Accounts whose password is anybody's guess by convention (RFC 1635, 2).
bool IsOpenAccount(std::string_view user) { return EqualsNoCase(user, "anonymous") || EqualsNoCase(user, "ftp"); }

// user:password@host of any scheme, or a credential in the query.
std::string_view InUrl(std::string_view text) {
  const std::size_t scheme = text.find("://");
  if (scheme != std::string_view::npos) {
    std::string_view authority = text.substr(scheme + 3);
    authority = authority.substr(0, authority.find_first_of("/?#"));
    const std::size_t at = authority.rfind('@');
    if (at != std::string_view::npos) {
      const std::string_view user = authority.substr(0, at);
      const std::size_t colon = user.find(':');
      if (colon != std::string_view::npos && !IsOpenAccount(user.substr(0, colon))) return user.substr(colon + 1);
    }
  }
  const std::size_t query = text.find('?');
  if (query == std::string_view::npos) return {};
  return ValueOf(text.substr(query),
                 {"api_key=", "apikey=", "access_token=", "token=", "client_secret=", "password=", "key=", "sig="},
                 "&# ");
}

std::string_view InAuthorization(std::string_view value) {
  value = Trimmed(value);
  const std::size_t space = value.find(' ');
  if (space != std::string_view::npos) return Trimmed(value.substr(space + 1));
  // A scheme alone (RFC 9110, 11.6.2) is what a server asks for.
  static constexpr std::array<std::string_view, 7> kSchemes = {"basic", "bearer", "digest", "hoba", "negotiate", "ntlm", "token"};
  return std::find(kSchemes.begin(), kSchemes.end(), LowerAscii(value)) == kSchemes.end() ? value : std::string_view();
}

std::string_view InHeader(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {};
  const std::string name = LowerAscii(Trimmed(text.substr(0, colon)));
  const std::string_view value = Trimmed(text.substr(colon + 1));
  if (name == "authorization" || name == "proxy-authorization") return InAuthorization(value);
  if (name == "cookie") return SecretIn(value, SecretPart::kCookie);
  const bool secret = name.find("api-key") != std::string::npos || name.find("apikey") != std::string::npos ||
                      name.ends_with("token") || name.ends_with("secret") || name == "x-auth-key";
  return secret ? value : std::string_view();
}

// "$DB_PASSWORD" or "@DB_PASSWORD@": what a shell, a template or configure(1) puts in.
bool IsVariable(std::string_view text) {
  if (text.size() > 2 && text.front() == '@' && text.back() == '@') {
    text = text.substr(1, text.size() - 2);
  } else if (text.size() > 1 && text.front() == '$') {
    text.remove_prefix(1);
  } else {
    return false;
  }
  return std::all_of(text.begin(), text.end(), [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }) && !IsDigit(text.front());
}

// What the shell replaces before the program sees it: -p"$MYSQL_PWD".
bool HasExpansion(std::string_view word) {
  for (std::size_t at = word.find('$'); at != std::string_view::npos && at + 1 < word.size(); at = word.find('$', at + 1)) {
    const char next = word[at + 1];
    if (IsAlnum(next) || next == '_' || next == '{' || next == '(') return true;
  }
  return word.find('`') != std::string_view::npos;
}

// The password on a command line: --password=x, --password x, -u user:x,
// PGPASSWORD=x, mysql -px.
std::string_view InCommand(std::string_view text) {
  std::string_view value = ValueOf(
      text, {"--password=", "--password ", "--passwd=", "--token=", "--token ", "pgpassword=", "mysql_pwd=",
             "sshpass -p ", "-passin pass:", "-passout pass:", "-pass pass:"},
      " \t;|&");
  if (!value.empty() && value.front() != '-') return value;
  if (text.find("curl") != std::string_view::npos) {
    value = ValueOf(text, {"-u ", "--user ", "--proxy-user "}, " \t;|&");
    const std::size_t colon = value.find(':');
    if (colon != std::string_view::npos) return value.substr(colon + 1);
  }
  if (text.find("mysql") != std::string_view::npos) {
    const std::size_t at = text.find(" -p");
    if (at != std::string_view::npos && at + 3 < text.size() && text[at + 3] != ' ') {
      value = text.substr(at + 3);
      return value.substr(0, value.find_first_of(" \t;|&"));
    }
  }
  return {};
}

// "env:DB_PASSWORD", "file:/run/secrets/db", "/etc/passwd": where the secret is.
bool IsReference(std::string_view text) {
  if (text.find("://") != std::string_view::npos) return true;
  if (text.front() == '/' || text.starts_with("./") || text.starts_with("~/")) return true;
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 2 || colon + 1 == text.size()) return false;
  const std::string_view scheme = text.substr(0, colon), rest = text.substr(colon + 1);
  if (!std::all_of(scheme.begin(), scheme.end(), [](char c) { return IsLower(c) || c == '-' || c == '+'; })) return false;
  return rest.front() == '/' ||
         std::all_of(rest.begin(), rest.end(), [](char c) { return IsUpper(c) || IsDigit(c) || c == '_'; });
}

}  // namespace

bool MayNameCredential(std::string_view name) {
  return NamesCredential(name) || Words(name).ends_with("-token-") || Words(name).ends_with("-auth-");
}

bool NamesCryptoKey(std::string_view name, std::string_view function) {
  const std::string words = Words(name);
  if (words == "-psk-" || words == "-pre-shared-key-") return true;
  if (words == "-key-") {
    const std::string said = "-" + Slug(function) + "-";
    static constexpr std::array<std::string_view, 13> kCiphers = {
        "-aes-", "-aes128-", "-aes256-", "-des-", "-des3-", "-chacha-", "-chacha20-", "-encrypt-", "-decrypt-", "-cipher-",
        "-crypt-", "-hmac-", "-cmac-"};
    return std::any_of(kCiphers.begin(), kCiphers.end(), [&](std::string_view cipher) { return said.find(cipher) != std::string::npos; });
  }
  if (!words.ends_with("-key-") || words.size() < 6) return false;
  static constexpr std::array<std::string_view, 21> kKinds = {
      "-aes-", "-hmac-", "-mac-", "-cipher-", "-crypt-", "-crypto-", "-encryption-", "-decryption-", "-encrypt-", "-decrypt-", "-enc-",
      "-secret-", "-master-", "-session-", "-symmetric-", "-signing-", "-private-", "-shared-", "-des-", "-chacha-", "-aead-"};
  const std::string before = words.substr(0, words.size() - 4);   // "-aes-"
  return std::any_of(kKinds.begin(), kKinds.end(), [&](std::string_view kind) { return before.ends_with(kind); });
}

bool LooksRandom(std::string_view text) {
  if (text.size() < 16 || !std::all_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || c == '-' || c == '_' || c == '+' || c == '/' || c == '='; })) {
    return false;
  }
  std::size_t digits = 0, changes = 0;
  const auto kind = [](char c) { return IsDigit(c) ? 0 : IsLower(c) ? 1 : 2; };
  for (std::size_t i = 0; i < text.size(); ++i) {
    digits += IsDigit(text[i]) ? 1 : 0;
    changes += i > 0 && kind(text[i]) != kind(text[i - 1]) ? 1 : 0;
  }
  return digits >= 2 && digits < text.size() && changes * 4 >= text.size();
}

bool NamesCredential(std::string_view name) {
  static constexpr std::array<std::string_view, 24> kEnds = {
      "-password-", "-passwd-", "-passphrase-", "-passwort-", "-pwd-", "-pass-word-", "-secret-", "-api-key-",
      "-apikey-", "-secret-key-", "-access-key-", "-private-key-", "-auth-token-", "-access-token-", "-api-token-",
      "-bearer-token-", "-refresh-token-", "-session-token-", "-client-secret-", "-auth-key-", "-encryption-key-",
      "-license-key-", "-pass-phrase-", "-authtoken-"};
  const std::string words = Words(name);
  if (words.ends_with("password-") || words.ends_with("passwd-") || words.ends_with("passphrase-")) return true;
  if (words == "-pass-" || words == "-pw-" || words == "-token-") return words != "-token-";
  if (words.ends_with("-pass-") && words.size() > 8) {
    return words.find("-user-") != std::string::npos || words.find("-db-") != std::string::npos ||
           words.find("-admin-") != std::string::npos || words.find("-root-") != std::string::npos;
  }
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return words.ends_with(end); });
}

std::string_view SecretIn(std::string_view text, SecretPart part) {
  switch (part) {
    case SecretPart::kWhole:
      return text;
    case SecretPart::kAfterColon: {
      const std::size_t colon = text.find(':');
      return colon == std::string_view::npos || IsOpenAccount(text.substr(0, colon)) ? std::string_view() : text.substr(colon + 1);
    }
    case SecretPart::kUrl:
      return InUrl(text);
    case SecretPart::kConnection: {
      const std::string_view value = ValueOf(
          text, {"password=", "password =", "passwd=", "pwd=", "accountkey=", "sharedaccesskey=", "secret="}, "; \t&");
      return value.empty() ? InUrl(text) : value;
    }
    case SecretPart::kHeader:
      return InHeader(text);
    case SecretPart::kAuthorization:
      return InAuthorization(text);
    case SecretPart::kCookie:
      return ValueOf(text, {"session=", "sessionid=", "session_id=", "token=", "auth=", "sid=", "jwt=", "access_token="},
                     "; ");
    case SecretPart::kAuthCommand: {
      if (!StartsWithNoCase(text, "auth ")) return {};
      const std::string_view rest = Trimmed(text.substr(5));
      const std::string_view last = rest.substr(rest.rfind(' ') + 1);  // AUTH [user] password
      return last.find('%') != std::string_view::npos ? std::string_view() : last;
    }
    case SecretPart::kPragmaKey: {
      if (LowerAscii(text).find("pragma") == std::string::npos) return {};
      return ValueOf(text, {"key =", "key=", "rekey =", "rekey="}, "; ");
    }
    case SecretPart::kPrivateKey:
      return text.find("PRIVATE KEY-----") != std::string_view::npos ? text : std::string_view();
    case SecretPart::kPrivateJwk:
      return text.find("\"d\"") != std::string_view::npos || text.find("\"k\"") != std::string_view::npos
                 ? text : std::string_view();
    case SecretPart::kNotPublicKey:
      return text.find("PUBLIC KEY-----") != std::string_view::npos ||
                     text.find("BEGIN CERTIFICATE") != std::string_view::npos
                 ? std::string_view() : text;
    case SecretPart::kAssignment: {
      const std::size_t equals = text.find('=');
      if (equals == std::string_view::npos || !NamesCredential(text.substr(0, equals))) return {};
      return text.substr(equals + 1);
    }
    case SecretPart::kCommand: {
      const std::string_view word = InCommand(text);
      return HasExpansion(word) ? std::string_view() : word;
    }
  }
  return {};
}

SecretLook LookOf(std::string_view text) {
  text = Trimmed(text);
  if (IsPlaceholderText(text) || IsReference(text)) return SecretLook::kNone;
  const std::string lower = LowerAscii(text);
  for (const std::string_view word : {"changeme", "change_me", "change-me", "changeit", "default", "example"}) {
    if (lower == word) return SecretLook::kNone;
  }
  const auto count = [&](bool (*is)(char)) { return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), is)); };
  const std::size_t letters = count(IsAlpha), digits = count(IsDigit);
  if (digits == text.size()) return SecretLook::kSecret;  // A PIN.
  if (letters == text.size()) {
    // Words are not that long and do not change their case that often.
    std::size_t changes = 0;
    for (std::size_t i = 1; i < text.size(); ++i) changes += IsLower(text[i - 1]) && IsUpper(text[i]) ? 1 : 0;
    return text.size() >= 16 && changes * 5 >= text.size() ? SecretLook::kSecret : SecretLook::kWord;
  }
  const std::size_t joints = static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return c == '-' || c == '_'; }));
  if (text.size() < 6) return SecretLook::kWord;  // "kv-v2", "*LK*"
  return digits == 0 && letters + joints == text.size() && text.size() < 10 ? SecretLook::kWord : SecretLook::kSecret;
}

bool IsPlaceholderText(std::string_view text) {
  text = Trimmed(text);
  if (text.empty()) return true;
  if (text.front() == '<' && text.back() == '>') return true;
  for (const std::string_view mark : {"${", "{{", "$(", "%s", "%ls", "%ws", "...", "****", "xxxx", "XXXX"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  if (text.front() == '%' && text.back() == '%' && text.size() > 2) return true;
  if (IsVariable(text)) return true;
  const std::string lower = LowerAscii(text);
  for (const std::string_view mark : {"your_", "your-", "insert_", "replace_me", "replace-me", "placeholder", "redacted"}) {
    if (lower.starts_with(mark) || lower == mark) return true;
  }
  for (const std::string_view word : {"none", "null", "nil", "undefined", "unset", "n/a", "anonymous", "unknown"}) {
    if (lower == word) return true;
  }
  const bool says = std::any_of(text.begin(), text.end(), [](char c) { return IsAlnum(c) || c < 0; });
  if (!says && text.size() < 3) return true;  // A quote or separator beside what is not known.
  const bool one_character = text.find_first_not_of(text.front()) == std::string_view::npos;
  return one_character && text.size() >= 3 && !IsAlnum(text.front());
}

}  // namespace keylint
