// SPDX-License-Identifier: Apache-2.0
#include "lint/diagnose/placeholder.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "lint/base/ascii.h"
#include "lint/base/byte_set.h"
#include "lint/base/stems.h"
#include "lint/diagnose/randomness.h"

namespace keylint {
namespace {

constexpr std::size_t kMost = 4096;

bool All(std::string_view text, bool (*test)(char)) {
  return std::all_of(text.begin(), text.end(), test);
}

bool Between(std::string_view text, std::string_view open, std::string_view close) {
  return text.size() >= open.size() + close.size() && text.starts_with(open) && text.ends_with(close);
}

// --- references ------------------------------------------------------------

// Notations that begin a reference, whatever follows. Lower case.
constexpr std::array<std::string_view, 67> kReferencePrefixes = {
    "vault:", "vault://", "ref+", "secretref+", "secretref:", "op://", "bws://", "doppler://", "infisical://",
    "akv://", "gcpsm://", "sm://", "ssm:", "ssm://", "ssm-secure", "arn:aws", "aws-sm:", "awssm:", "awsps:",
    "secretsmanager:", "secrets/", "gcp-sm:", "gsm:", "keyvault:", "azurekeyvault", "@microsoft.keyvault(",
    "{{resolve:", "keyring:", "keychain:", "env:", "env://", "$env:", "%env(", "file:", "file://",
    "secret:", "secret://", "secretkeyref", "valuefrom", "process.env", "import.meta.env", "os.environ", "os.getenv",
    "system.getenv", "system.getproperty", "deno.env", "env[", "env.", "getenv(", "env(", "config(", "lookup(",
    "data.", "local.", "var.", "module.", "secrets.", "vars.", "inputs.", "params.", "!ref", "!sub", "!getatt",
    "!importvalue", "fn::", "k8s:", "<path:",
};
constexpr std::array<std::string_view, 16> kCiphertextPrefixes = {
    "encrypted[",
    "enc[", "enc(", "encrypted:", "{cipher}", "$ansible_vault", "-----begin age encrypted", "-----begin pgp message",
    "aqicah", "secure: v1:", "v1:gcm:", "!vault", "eyjjihhh", "vault:v1:", "sealed:", "nacl[",
};

bool BeginsWithOneOf(std::string_view lower, std::span<const std::string_view> prefixes) {
  return !lower.empty() && std::any_of(prefixes.begin(), prefixes.end(), [lower](std::string_view prefix) {
    return prefix[0] == lower[0] && lower.starts_with(prefix);
  });
}

bool IsDottedName(std::string_view text) {
  return !text.empty() && IsAlpha(text.front()) &&
         std::all_of(text.begin(), text.end(), [](char c) { return IsWord(c) || c == '.' || c == '-'; });
}

// "$NAME", "${NAME...}", "$(command)", "$$NAME".
bool IsDollarReference(std::string_view text) {
  if (!text.starts_with('$')) return false;
  std::string_view rest = text.substr(1);
  if (rest.starts_with('$')) rest.remove_prefix(1);
  if (rest.starts_with('{')) return rest.find('}') != std::string_view::npos;
  if (rest.starts_with('(')) return rest.find(')') != std::string_view::npos;
  if (rest.empty() || !(IsAlpha(rest.front()) || rest.front() == '_' || IsDigit(rest.front()))) return false;
  if (!std::all_of(rest.begin(), rest.end(), [](char c) { return IsWord(c) || c == '.' || c == ':' || c == '[' || c == ']' || c == '\'' || c == '"' || c == '-' || c == '>'; })) return false;
  return rest.size() < 12 || !LooksRandom(rest);
}

struct Brackets {
  std::string_view open, close;
};
constexpr std::array<Brackets, 10> kTemplateBrackets = {{
    {"{{", "}}"}, {"<%", "%>"}, {"#{", "}"}, {"${", "}"}, {"[[", "]]"}, {"((", "))"},
    {"@@", "@@"}, {"{%", "%}"}, {"$[", "]"}, {"@{", "}"},
}};

bool HasTemplate(std::string_view text) {
  static constexpr ByteSet kOfBrackets("{<[(@");   // Each pair holds one.
  if (std::none_of(text.begin(), text.end(), [](char c) { return kOfBrackets.Has(c); })) return false;
  for (const Brackets& pair : kTemplateBrackets) {
    const std::size_t open = text.find(pair.open);
    if (open != std::string_view::npos && text.find(pair.close, open + pair.open.size()) != std::string_view::npos) {
      // "((" and "[[" and "@@" only around the whole value: they occur in passwords.
      if (pair.open[0] != pair.open[1] || pair.open[0] == '{' || open == 0) return true;
    }
  }
  return false;
}

bool IsPercentReference(std::string_view text) {
  return Between(text, "%", "%") && text.size() > 2 &&
         std::all_of(text.begin() + 1, text.end() - 1, [](char c) { return IsWord(c) || c == '(' || c == ')' || c == ':' || c == '.'; });
}

bool IsUnderscored(std::string_view text) {
  return Between(text, "__", "__") && text.size() > 4 && All(text.substr(2, text.size() - 4), IsWord);
}

// "v1:NONCE:TEXT" and the salt "v1:SALT:v1:NONCE:TEXT" of Pulumi.
bool IsVersionedCiphertext(std::string_view lower) {
  if (!lower.starts_with("v1:")) return false;
  const auto body = [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '=' || c == ':'; };
  return std::count(lower.begin(), lower.end(), ':') >= 2 && lower.size() >= 40 && All(lower, body);
}

// "{AQAAABAAAAAQ...=}" of Jenkins, "{COQLCE6DU6GtcS5P=}" of Maven.
bool IsBracedBase64(std::string_view lower) {
  constexpr std::size_t kLeast = 14;
  if (!Between(lower, "{", "=}") || lower.size() < kLeast) return false;
  return All(lower.substr(1, lower.size() - 2), [](char c) { return IsAlnum(c) || c == '+' || c == '/' || c == '='; });
}

bool IsCiphertext(std::string_view lower) {
  if (IsBracedBase64(lower)) return true;
  if (IsVersionedCiphertext(lower)) return true;
  return BeginsWithOneOf(lower, kCiphertextPrefixes);
}

bool IsReferenceIn(std::string_view text, std::string_view lower) {
  if (IsDollarReference(text) || HasTemplate(text) || IsPercentReference(text) || IsUnderscored(text)) return true;
  if (lower.starts_with("projects/") && lower.find("/secrets/") != std::string_view::npos) return true;
  return BeginsWithOneOf(lower, kReferencePrefixes);
}

// --- placeholders ----------------------------------------------------------

// Values that as a whole stand for a secret. Lower case, separators as '-'.
constexpr std::array<std::string_view, 82> kWholePlaceholders = {
    "changeme", "change-me", "changeit", "change-it", "replaceme", "replace-me", "set-me", "set-me-please", "setme", "insert-here", "fixme", "todo", "tbd",
    "xxx", "placeholder", "example", "sample", "dummy", "fake", "mock", "test", "testing", "tests", "testkey",
    "test-key", "test-token", "test-secret", "testsecret", "testtoken", "demo", "foo", "bar", "baz", "foobar",
    "secret", "secrets", "mysecret", "my-secret", "supersecret", "super-secret", "topsecret", "top-secret",
    "verysecret", "very-secret", "shhh", "password", "passwd", "pass", "passphrase", "token", "mytoken", "my-token",
    "key", "mykey", "my-key", "apikey", "api-key", "api-token", "access-token", "access-key", "secret-key",
    "secretkey", "none", "empty", "null", "nil", "undefined", "unset", "not-set", "notset", "n/a", "na", "-", "no-key",
    "no-key-required", "not-needed", "noop", "lm-studio", "ollama", "sk-1234", "anything", "repopwd",
};

// "Password" and "secret" in other languages.
constexpr std::string_view kWordsAbroad[] = {
    "passwort", "kennwort", "geheim", "geheimnis", "motdepasse", "mot-de-passe", "mdp", "contrasena", "contrase\xC3\xB1" "a", "clave", "secreto",
    "senha", "minhasenha", "minha-senha", "segredo", "wachtwoord", "geheimpje", "parola", "segreto", "haslo", "has\xC5\x82o", "heslo", "jelszo",
    "jelsz\xC3\xB3", "salasana", "losenord", "l\xC3\xB6senord", "adgangskode", "kodeord", "passord", "sifre", "parol", "lozinka", "geslo", "pasahitza", "wagwoord",
    "\xD0\xBF\xD0\xB0\xD1\x80\xD0\xBE\xD0\xBB\xD1\x8C", "\xE5\xAF\x86\xE7\xA0\x81", "\xE5\xAF\x86\xE7\xA2\xBC",
};

// Words that mark a text as a stand-in wherever they stand between
// separators. Those of seven letters and more also inside a run of letters.
constexpr std::string_view kMarkWords[] = {
    "your", "yours", "example", "examples", "sample", "dummy", "fake", "mocked", "placeholder", "changeme", "replace", "replaceme",
    "replacewith", "insert", "enter", "paste", "todo", "fixme", "tbd", "redacted", "removed", "censored", "omitted", "foobar",
    "lorem", "ipsum", "notarealkey", "notreal", "somekey", "yourkey", "changeit",
};
// Words that mean nothing alone, but a stand-in where they are all there is.
constexpr std::string_view kFillWords[] = {
    "my", "mock", "change", "here", "test", "testing", "invalid", "hidden", "masked", "secret", "apikey", "api", "key", "token",
    "goes", "put", "this", "not", "real", "actual", "the", "value", "string", "random", "something", "whatever", "foo", "bar",
    "baz", "abc", "xyz", "demo", "dont", "is", "a", "some", "any", "for", "tests", "password", "pass", "user", "access", "with",
    "live", "prod", "dev", "only", "use", "me", "in", "account", "client", "id", "auth", "just", "fakekey", "valid", "super",
    "to", "be", "modified", "changed",
    "ihr", "dein", "mein", "hier", "votre", "mon", "ton", "mot", "de", "passe", "tu", "su", "mi", "contrase", "seu", "sua", "minha", "tuo", "mia",
    "uw", "mijn", "jouw", "twoje", "moje", "din", "mitt",
};
constexpr std::array<std::string_view, 30> kStrongWords = {
    "example", "placeholder", "changeme", "replaceme", "redacted", "yourkey", "yourapi", "your_", "your-", "yoursecret",
    "yourtoken", "youraccess", "keyhere", "tokenhere", "secrethere", "_here", "-here", "insertkey", "notarealkey",
    "notreal", "not-real", "not_real", "dummykey", "fakekey", "fake_", "fake-", "dummy", "testkey", "lorem", "mysecret",
};

template <std::size_t N>
bool IsOneOf(const std::string_view (&words)[N], std::string_view word) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

bool WholePlaceholder(std::string_view lower) {
  constexpr std::size_t kLongest = 16;   // Of them.
  static_assert(std::all_of(kWholePlaceholders.begin(), kWholePlaceholders.end(), [](std::string_view one) { return one.size() <= kLongest; }));
  const std::size_t last = lower.find_last_not_of("!0123456789");
  if (last != std::string_view::npos && last >= kLongest) return false;   // Most values.
  std::string dashed(lower);
  for (char& c : dashed) {
    if (c == '_' || c == ' ' || c == '.') c = '-';
  }
  while (dashed.size() > 3 && (dashed.back() == '!' || IsDigit(dashed.back()))) dashed.pop_back();
  return std::find(kWholePlaceholders.begin(), kWholePlaceholders.end(), dashed) != kWholePlaceholders.end() || IsOneOf(kWordsAbroad, dashed);
}

// The words of `text`: runs of letters, cut at camel humps.
template <class Visit>
void ForEachWord(std::string_view text, Visit visit) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size() || !IsAlpha(text[i]);
    const bool hump = !end && i > begin && IsUpper(text[i]) && IsLower(text[i - 1]);
    if (!end && !hump) continue;
    if (i > begin) visit(text.substr(begin, i - begin));
    begin = end ? i + 1 : i;
  }
}

bool OneCase(std::string_view word) {
  return All(word, IsLower) || All(word, IsUpper) || (IsUpper(word[0]) && All(word.substr(1), IsLower));
}

struct WordCount {
  std::size_t marks = 0;   // marking words
  std::size_t known = 0;   // letters of marking and filling words
  std::size_t words = 0;   // known words
};

WordCount CountWords(std::string_view body) {
  WordCount count;
  ForEachWord(body, [&](std::string_view word) {
    if (word.size() > 16 || !OneCase(word)) return;
    const std::string lower = LowerAscii(word);
    const bool mark = IsOneOf(kMarkWords, lower);
    if (!mark && !IsOneOf(kFillWords, lower) && !IsOneOf(kWordsAbroad, lower)) return;
    count.marks += mark;
    ++count.words;
    count.known += word.size();
  });
  return count;
}

// A strong word in one case somewhere in `body`.
bool HasStrongWord(std::string_view body, std::string_view lower) {
  static constexpr Stems kStems(kStrongWords);
  if (!kStems.MayBeIn(lower)) return false;
  for (const std::string_view word : kStrongWords) {
    for (std::size_t at = lower.find(word); at != std::string_view::npos; at = lower.find(word, at + 1)) {
      std::string letters;
      for (const char c : body.substr(at, word.size())) {
        if (IsAlpha(c)) letters += c;
      }
      if (!OneCase(letters)) continue;
      // Five letters could be chance in a long token; ask for a separator.
      const bool edge = at == 0 || !IsAlpha(body[at - 1]) || at + word.size() == body.size() ||
                        !IsAlpha(body[at + word.size()]);
      if (letters.size() >= 7 || edge) return true;
    }
  }
  return false;
}

// Characters in runs of four and more with a constant step of -1, 0 or 1.
std::size_t SteppedCharacters(std::string_view text) {
  std::size_t stepped = 0;
  std::size_t length = 1;
  int step = 99;
  for (std::size_t i = 1; i <= text.size(); ++i) {
    const int now = i < text.size() ? text[i] - text[i - 1] : 99;
    // "...8901..." and "...z0..." wrap around.
    const bool wraps = i < text.size() && step == 1 && ((text[i - 1] == '9' && (text[i] == '0' || Lower(text[i]) == 'a')));
    if ((now == step && step >= -1 && step <= 1) || wraps) {
      ++length;
      continue;
    }
    if (length >= 4) stepped += length;
    step = now;
    length = now >= -1 && now <= 1 ? 2 : 1;
  }
  return stepped;
}

std::size_t DistinctCharacters(std::string_view text) {
  std::array<bool, 256> seen{};
  std::size_t distinct = 0;
  for (const char c : text) {
    bool& mark = seen[static_cast<unsigned char>(c)];
    distinct += !mark;
    mark = true;
  }
  return distinct;
}

// Whether `text` repeats a pattern of at most ten characters.
bool IsPeriodic(std::string_view text) {
  for (std::size_t period = 1; period <= 10 && period * 2 <= text.size(); ++period) {
    if (text.substr(period) == text.substr(0, text.size() - period)) return true;
  }
  return false;
}

constexpr std::array<std::string_view, 6> kKeyboardRuns = {
    "qwertyuiop", "asdfghjkl", "zxcvbnm", "deadbeef", "cafebabe", "abc123",
};

std::size_t LongestRun(std::string_view text, char* of = nullptr) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    run = i > 0 && text[i] == text[i - 1] ? run + 1 : 1;
    if (run > longest) {
      longest = run;
      if (of != nullptr) *of = text[i];
    }
  }
  return longest;
}

bool RunsAndSequences(std::string_view body, std::string_view lower) {
  if (body.size() < 6) return LongestRun(body) == body.size();
  if (SteppedCharacters(lower) * 2 >= body.size()) return true;
  if (body.size() >= 12 && DistinctCharacters(body) <= (body.size() >= 20 ? 4u : 3u)) return true;
  if (body.size() >= 8 && IsPeriodic(body)) return true;
  char of = 0;
  const std::size_t run = LongestRun(lower, &of);
  if (run >= 8 || (run >= 5 && of == 'x') || (run >= 5 && run * 3 >= body.size())) return true;
  return std::any_of(kKeyboardRuns.begin(), kKeyboardRuns.end(), [&](std::string_view keys) {
    return lower.find(keys) != std::string_view::npos && keys.size() * 3 >= body.size();
  });
}

// --- plain classes ---------------------------------------------------------

bool IsBoolean(std::string_view lower) {
  constexpr std::array<std::string_view, 14> kWordsOfTruth = {
      "true", "false", "yes", "no", "on", "off", "null", "none", "nil", "undefined", "enabled", "disabled", "auto", "default"};
  return std::find(kWordsOfTruth.begin(), kWordsOfTruth.end(), lower) != kWordsOfTruth.end();
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  if (text.empty() || !(IsDigit(text[0]) || text[0] == '.')) return false;
  if (text.starts_with("0x")) return text.size() > 2 && text.size() <= 18 && All(text.substr(2), IsHexDigit);
  if (std::count(text.begin(), text.end(), '.') > 1) return false;
  std::size_t digits = 0;
  std::size_t i = 0;
  for (; i < text.size() && (IsDigit(text[i]) || text[i] == '.' || text[i] == ',' || text[i] == '_'); ++i) digits += IsDigit(text[i]);
  const std::string unit = LowerAscii(text.substr(i));
  return digits > 0 && unit.size() <= 3 && All(unit, [](char c) { return IsAlpha(c) || c == '%'; });
}

// 2024-01-31, 2024/01/31, 31.01.2024, with or without a time.
bool IsDate(std::string_view text) {
  if (text.size() < 8 || text.size() > 35) return false;
  std::string pattern;
  for (const char c : text.substr(0, 10)) pattern += IsDigit(c) ? '0' : c;
  if (pattern != "0000-00-00" && pattern != "0000/00/00" && pattern != "00.00.0000" && pattern != "00/00/0000") return false;
  return std::all_of(text.begin() + 10, text.end(), [](char c) { return IsDigit(c) || std::string_view(":.TZ+- ").find(c) != std::string_view::npos; });
}

bool IsVersion(std::string_view text) {
  constexpr std::string_view kRanges = "^~><= v";
  while (!text.empty() && kRanges.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
  std::size_t dots = 0;
  std::size_t i = 0;
  for (; i < text.size() && (IsDigit(text[i]) || text[i] == '.'); ++i) dots += text[i] == '.';
  if (dots == 0 || i < 3 || text.size() - i > 24) return false;
  return i == text.size() || text[i] == '-' || text[i] == '+' || IsAlpha(text[i]);
}

bool IsUuid(std::string_view text) {
  if (Between(text, "{", "}")) text = text.substr(1, text.size() - 2);
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < 36; ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash ? text[i] != '-' : !IsHexDigit(text[i])) return false;
  }
  return true;
}

bool IsHash(std::string_view text, std::string_view lower) {
  constexpr std::array<std::string_view, 8> kAlgorithms = {"md5:", "sha1:", "sha256:", "sha512:", "sha1-", "sha256-", "sha384-", "sha512-"};
  for (const std::string_view name : kAlgorithms) {
    if (lower.starts_with(name)) return true;
  }
  const std::size_t size = text.size();
  return (size == 32 || size == 40 || size == 56 || size == 64 || size == 96 || size == 128) && All(text, IsHexDigit);
}

bool IsUrl(std::string_view text) {
  const std::size_t colon = text.find("://");
  if (colon == std::string_view::npos || colon == 0 || colon > 20) return false;
  if (!std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(colon), [](char c) { return IsAlnum(c) || c == '+' || c == '-' || c == '.'; })) return false;
  const std::string_view authority = text.substr(colon + 3, text.find_first_of("/?#", colon + 3) - colon - 3);
  const std::size_t at = authority.rfind('@');
  return at == std::string_view::npos || authority.substr(0, at).find(':') == std::string_view::npos;
}

bool IsEmail(std::string_view text) {
  const std::size_t at = text.find('@');
  if (at == std::string_view::npos || at == 0 || text.find('@', at + 1) != std::string_view::npos) return false;
  const std::string_view host = text.substr(at + 1);
  const auto usual = [](char c) { return IsAlnum(c) || c == '.' || c == '-' || c == '_' || c == '+'; };
  return host.find('.') != std::string_view::npos && std::all_of(host.begin(), host.end(), usual) &&
         std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), usual) && IsAlpha(host.back());
}

bool IsPath(std::string_view text) {
  const bool rooted = text.starts_with("./") || text.starts_with("../") || text.starts_with("~/") || text.starts_with("%(") ||
                      (text.size() > 2 && IsAlpha(text[0]) && text[1] == ':' && (text[2] == '\\' || text[2] == '/'));
  if (rooted) return true;
  constexpr std::array<std::string_view, 16> kRoots = {"/etc/", "/var/", "/usr/", "/home/", "/opt/", "/tmp/", "/run/", "/mnt/", "/srv/",
                                                       "/root/", "/dev/", "/proc/", "/app/", "/Users/", "/data/", "/secrets/"};
  if (text.front() == '/' && BeginsWithOneOf(text, kRoots)) return true;
  const std::size_t slashes = static_cast<std::size_t>(std::count(text.begin(), text.end(), '/'));
  if (slashes == 0) return false;
  const std::size_t dot = text.rfind('.');
  const std::size_t slash = text.rfind('/');
  const bool extension = dot != std::string_view::npos && dot > slash && text.size() - dot <= 6 && text.size() - dot >= 2 &&
                         All(text.substr(dot + 1), IsAlnum);
  if (extension && !LooksRandom(text)) return true;
  return (slashes >= 2 || text.front() == '/') && std::all_of(text.begin(), text.end(), [](char c) { return IsWord(c) || c == '/' || c == '.' || c == '-' || c == '@' || c == '*'; }) &&
         LooksLikeWords(text);
}

// A call, an index, an operator or a dotted name of identifiers.
bool IsCode(std::string_view text) {
  std::size_t name = 0;
  while (name < text.size() && (IsWord(text[name]) || text[name] == '.' || text[name] == ':' || text[name] == '$' || text[name] == '>' || (text[name] == '-' && name + 1 < text.size() && text[name + 1] == '>'))) ++name;
  if (name > 0 && name < text.size() && IsAlpha(text[0])) {
    const char next = text[name];
    if (next == '(' && text.find(')', name) != std::string_view::npos) return true;
    if (next == '[' && (text.back() == ']' || text.find("']") != std::string_view::npos || text.find("\"]") != std::string_view::npos)) return true;
  }
  if (text.find("->") != std::string_view::npos || text.find("::") != std::string_view::npos || text.find("=>") != std::string_view::npos) return true;
  // a.b.c, each part an identifier.
  return text.find('.') != std::string_view::npos && IsDottedName(text) && text.find('-') == std::string_view::npos &&
         text.find("..") == std::string_view::npos && text.back() != '.' && LooksLikeWords(text);
}

bool IsWords(std::string_view text) {
  static constexpr ByteSet kSigns(" _-.,:;!?'/()&@");
  const auto usual = [](char c) { return IsAlnum(c) || kSigns.Has(c); };
  if (!std::all_of(text.begin(), text.end(), usual)) return false;
  std::size_t letters = 0;
  for (const char c : text) letters += IsAlpha(c);
  return letters * 4 >= text.size() * 3 && LooksLikeWords(text);
}

bool IsMaskByte(char c) { return c == '*' || c == '#'; }

}  // namespace

bool IsReference(std::string_view value) {
  const std::string_view text = Trimmed(value.substr(0, kMost));
  const std::string lower = LowerAscii(text.substr(0, 64));
  return IsCiphertext(lower) || IsReferenceIn(text, lower);
}

bool IsPlaceholderBody(std::string_view body) {
  body = body.substr(0, kMost);
  if (body.empty()) return true;
  const std::string lower = LowerAscii(body);
  if (body.front() == '<' || body.front() == '{' || body.front() == '[') return true;
  if (WholePlaceholder(lower) || HasStrongWord(body, lower) || RunsAndSequences(body, lower)) return true;
  const WordCount words = CountWords(body);
  // Two letters of every three in words of the trade: "test-key-2".
  if (words.words >= 1 && words.known * 3 >= body.size() * 2) return true;
  // A marking word beside other text, which must not be random.
  return words.marks != 0 && !LooksRandom(body, 20) && RandomnessPerCharacter(body) < 4.8;
}

MaskedPart FindMask(std::string_view token) {
  constexpr std::array<std::string_view, 4> kMarks = {"\xe2\x80\xa6", "\xe2\x80\xa2", "\xe2\x97\x8f", "\xe2\x8b\xaf"};  // … • ● ⋯
  for (std::size_t i = 0; i < token.size(); ++i) {
    std::size_t end = i;
    for (bool more = true; more;) {
      more = false;
      for (const std::string_view mark : kMarks) {
        if (end < token.size() && token[end] == mark[0] && token.substr(end).starts_with(mark)) {
          end += mark.size();
          more = true;
        }
      }
    }
    if (end > i) return {i, end};
    const char c = token[i];
    if (!IsMaskByte(c) && c != '.' && c != 'x' && c != 'X') continue;
    while (end < token.size() && token[end] == c) ++end;
    const std::size_t run = end - i;
    if (c == '.' && run >= 3) return {i, end};
    if (IsMaskByte(c) && run >= 2) return {i, end};
    if ((c == 'x' || c == 'X') && run >= 5) return {i, end};
    if (run > 0) i = end - 1;
  }
  return {};
}

ValueClass ClassifyValue(std::string_view value) {
  std::string_view text = Trimmed(value.substr(0, kMost));
  if (text.empty() || text == "\"\"" || text == "''") return ValueClass::kEmpty;
  const std::string lower = LowerAscii(text);
  if (IsCiphertext(lower)) return ValueClass::kCiphertext;
  if (IsReferenceIn(text, lower)) return ValueClass::kReference;
  if (IsBoolean(lower)) return ValueClass::kBoolean;
  if (Between(text, "<", ">") || Between(text, "[", "]") || Between(text, "{", "}")) return ValueClass::kPlaceholder;
  if (IsDate(text)) return ValueClass::kDate;
  if (IsUuid(text)) return RunsAndSequences(text, lower) ? ValueClass::kPlaceholder : ValueClass::kUuid;
  if (IsUrl(text)) return ValueClass::kUrl;
  if (WholePlaceholder(lower)) return ValueClass::kPlaceholder;
  if (const MaskedPart mask = FindMask(text); mask.found()) {
    const std::size_t visible = text.size() - (mask.end - mask.begin);
    return visible >= 4 && text[mask.begin] != 'x' && text[mask.begin] != 'X' ? ValueClass::kMasked : ValueClass::kPlaceholder;
  }
  if (IsPath(text)) return ValueClass::kPath;
  if (IsEmail(text)) return ValueClass::kEmail;
  if (IsNumber(text)) return SteppedCharacters(text) == text.size() ? ValueClass::kPlaceholder : ValueClass::kNumber;
  if (IsVersion(text)) return ValueClass::kVersion;
  if (IsPlaceholderBody(text)) return ValueClass::kPlaceholder;
  if (IsHash(text, lower)) return ValueClass::kHash;
  if (IsCode(text)) return ValueClass::kCode;
  if (IsWords(text)) return ValueClass::kWords;
  return ValueClass::kOpaque;
}

std::string_view ValueClassName(ValueClass value_class) {
  switch (value_class) {
    case ValueClass::kOpaque: return "opaque";
    case ValueClass::kEmpty: return "empty";
    case ValueClass::kReference: return "reference";
    case ValueClass::kCiphertext: return "ciphertext";
    case ValueClass::kPlaceholder: return "placeholder";
    case ValueClass::kMasked: return "masked";
    case ValueClass::kBoolean: return "boolean";
    case ValueClass::kNumber: return "number";
    case ValueClass::kDate: return "date";
    case ValueClass::kVersion: return "version";
    case ValueClass::kUuid: return "uuid";
    case ValueClass::kHash: return "hash";
    case ValueClass::kUrl: return "url";
    case ValueClass::kEmail: return "email";
    case ValueClass::kPath: return "path";
    case ValueClass::kCode: return "code";
    case ValueClass::kWords: return "words";
  }
  return "";
}

}  // namespace keylint
