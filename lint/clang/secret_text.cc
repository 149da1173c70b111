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
      if (colon != std::string_view::npos) return user.substr(colon + 1);
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

}  // namespace

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
      return colon == std::string_view::npos ? std::string_view() : text.substr(colon + 1);
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
    case SecretPart::kCommand:
      return InCommand(text);
  }
  return {};
}

bool IsPlaceholderText(std::string_view text) {
  text = Trimmed(text);
  if (text.empty()) return true;
  if (text.front() == '<' && text.back() == '>') return true;
  for (const std::string_view mark : {"${", "{{", "$(", "%s", "%ls", "%ws", "...", "****", "xxxx", "XXXX"}) {
    if (text.find(mark) != std::string_view::npos) return true;
  }
  if (text.front() == '%' && text.back() == '%' && text.size() > 2) return true;
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
