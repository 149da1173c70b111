// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/name_words.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/base/ascii.h"
#include "lint/diagnose/numbered_name.h"
#include "lint/diagnose/signed_address.h"
#include "lint/generic/bare_key.h"
#include "lint/generic/password_hash.h"
#include "lint/generic/phrases.h"
#include "lint/judge/allow.h"
#include "lint/scan/name_bytes.h"
#include "lint/scan/placed_keys.h"
#include "lint/scan/structure_tags.h"

namespace keylint {
namespace {

constexpr auto kPassword = static_cast<std::uint32_t>(NeedleTag::kPassword);
constexpr auto kSecret = static_cast<std::uint32_t>(NeedleTag::kSecret);
constexpr auto kKey = static_cast<std::uint32_t>(NeedleTag::kKey);

// The commonest first: nearly every variable holds one of these three, and
// NameNeedles() asks for each in turn.
constexpr auto kWords = std::to_array<NameNeedle>({
    {"_key", kKey}, {"token", kSecret}, {"secret", kSecret},
    {"passw", kPassword}, {"passphrase", kPassword}, {"pwd", kPassword}, {"_pass", kPassword}, {"pass\"", kPassword}, {"pass=", kPassword},
    {"psk=", kPassword}, {"psk =", kPassword}, {"psk:", kPassword}, {"psk\"", kPassword}, {"pass:", kPassword}, {"pass =", kPassword}, {"<pass", kPassword}, {"pass>", kPassword}, {"pass'", kPassword},
    {"contrase", kPassword}, {"contraseña", kPassword, false}, {"kennwort", kPassword}, {"senha", kPassword}, {"motdepasse", kPassword},
    {"mot_de_passe", kPassword}, {"wachtwoord", kPassword}, {"passcode", kPassword}, {"pswd", kPassword},
    {"passord", kPassword}, {"salasana", kPassword}, {"jelszo", kPassword}, {"losenord", kPassword}, {"kodeord", kPassword}, {"adgangskode", kPassword},
    {"lozinka", kPassword}, {"heslo", kPassword}, {"haslo", kPassword}, {"parola", kPassword}, {"sifre", kPassword}, {"lösenord", kPassword, false},
    {"hasło", kPassword, false}, {"şifre", kPassword, false}, {"jelszó", kPassword, false}, {"пароль", kPassword, false}, {"密码", kPassword, false},
    {"密碼", kPassword, false}, {"口令", kPassword, false}, {"パスワード", kPassword, false}, {"비밀번호", kPassword, false},
    {"mdp =", kPassword}, {"mdp=", kPassword}, {"mdp:", kPassword}, {"mdp\"", kPassword}, {"mdp'", kPassword}, {"cle_api", kSecret}, {"cle_secrete", kSecret},
    {"clave", kSecret}, {"chave", kSecret}, {"parool", kPassword}, {"segredo", kSecret},
    {"geheim", kSecret}, {"creds", kSecret}, {"seed", kKey}, {"csrf", kKey}, {"totp", kKey}, {"pepper", kKey}, {"sessid", kKey}, {"authinfo", kKey},
    {"api_key", kSecret}, {"apikey", kSecret}, {"api-key", kSecret}, {"access_key", kSecret},
    {"accesskey", kSecret}, {"auth_key", kSecret}, {"authkey", kSecret}, {"private_key", kSecret}, {"privatekey", kSecret},
    {"credential", kSecret}, {"account_key", kSecret}, {"accountkey", kSecret}, {"signing_key", kSecret}, {"encryption_key", kSecret},
    {"license_key", kSecret}, {"app_key", kSecret}, {"_dsn", kSecret}, {"client_id", kSecret}, {"webhook", kKey}, {"_sid", kKey}, {"sid=", kKey},
    {"connection_string", kSecret}, {"connectionstring", kSecret}, {"sas_", kKey}, {"secret_key_base", kSecret},
    {"authorization", kSecret}, {"bearer ", kSecret}, {"basic ", kKey},
    {"pw =", kSecret}, {"pw=", kSecret}, {"pw:", kSecret}, {"pw\"", kSecret}, {"cipherkey", kKey}, {"aeskey", kKey}, {"signingkey", kKey}, {"encryptionkey", kKey},
    {"keyvalue", kKey}, {"requirepass", kPassword}, {"bindpw", kPassword}, {"rootpw", kPassword}, {"masterauth", kPassword}, {"_auth", kKey}, {"auth\"", kSecret}, {"auth=", kKey}, {"auth:", kKey}, {"-key", kKey}, {"key\"", kKey}, {"key'", kKey},
    {"key=", kKey}, {"key:", kKey}, {"key =", kKey}, {"key[]", kKey}, {"salt", kKey}, {"nonce", kKey}, {"session", kKey}, {"cookie", kKey},
});
constexpr auto kMarks = std::to_array<NameNeedle>({
    {"://", static_cast<std::uint32_t>(NeedleTag::kUrl)},
    {"private key-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"private key block-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"static key v1-----", static_cast<std::uint32_t>(NeedleTag::kArmour)},
    {"PuTTY-User-Key-File-", static_cast<std::uint32_t>(NeedleTag::kArmour), false},
    {"kty\"", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"kty\\\"", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"kty: ", static_cast<std::uint32_t>(StructureTag::kJsonWebKey), false},
    {"-----BEGIN CERT", static_cast<std::uint32_t>(StructureTag::kDate), false},
    {"Expires=", static_cast<std::uint32_t>(StructureTag::kDate), false},
});

}  // namespace

std::span<const NameNeedle> SecretNameWords() { return kWords; }

std::vector<NameNeedle> NameNeedles(const RuleSet& rules) {
  std::vector<NameNeedle> needles(kWords.begin(), kWords.end());
  needles.insert(needles.end(), kMarks.begin(), kMarks.end());
  for (const std::string_view mark : BareKeyMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kBareKey), false});
  for (const std::string_view mark : PasswordHashMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kHash)});
  for (const std::string_view mark : SignatureMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kSignature), false});
  for (const Phrase& phrase : Phrases()) needles.push_back({phrase.words, static_cast<std::uint32_t>(StructureTag::kPhrase)});
  for (const std::string_view mark : AllowMarks()) needles.push_back({mark, static_cast<std::uint32_t>(StructureTag::kAllow), false});
  std::unordered_set<std::string_view> places;
  for (const KeyRule& key : rules.keys) {
    for (const std::string_view place : key.places) {
      if (places.insert(NeedleOf(place)).second) needles.push_back({NeedleOf(place), static_cast<std::uint32_t>(StructureTag::kPlace), false});
    }
  }
  const auto add = [&needles](std::string_view variable) {
    constexpr std::size_t kShortestVariable = 6;
    if (variable.size() < kShortestVariable || variable.find('*') != std::string_view::npos) return;
    const std::string lower = LowerAscii(variable);
    const auto holds = [&lower](const NameNeedle& word) { return lower.find(word.text) != std::string::npos; };
    if (std::none_of(kWords.begin(), kWords.end(), holds)) needles.push_back({variable, static_cast<std::uint32_t>(NeedleTag::kVariable)});
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
  return needles;
}

namespace {

constexpr std::size_t kEnds = 1U << 15;
std::size_t EndsOf(std::string_view name) {
  return (name.size() & 31U) << 10 | (static_cast<unsigned char>(name.front()) & 31U) << 5 | (static_cast<unsigned char>(name.back()) & 31U);
}

}  // namespace

VariableNames::VariableNames(const RuleSet& rules) : ends_(kEnds) {
  const auto add = [this](std::string_view name) {
    if (name.empty() || !std::all_of(name.begin(), name.end(), IsVariableByte)) return;
    names_.insert(name);
    ends_[EndsOf(name)] = true;
  };
  for (const Provider& provider : rules.providers) std::for_each(provider.variables.begin(), provider.variables.end(), add);
  for (const KeyRule& key : rules.keys) std::for_each(key.variables.begin(), key.variables.end(), add);
}

namespace {

// `name` in capitals, its words joined by '_': "kHfToken" -> K_HF_TOKEN.
class Capitals {
 public:
  explicit Capitals(std::string_view name) {
    for (std::size_t i = 0; i < name.size() && size_ + 2 < letters_.size(); ++i) {
      const char c = name[i];
      if (IsUpper(c) && i > 0 && (IsLower(name[i - 1]) || (IsUpper(name[i - 1]) && i + 1 < name.size() && IsLower(name[i + 1])))) letters_[size_++] = '_';
      letters_[size_++] = IsAlnum(c) ? Upper(c) : '_';
    }
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, 96> letters_{};
  std::size_t size_ = 0;
};

bool IsAnyNameByte(char c) { return IsVariableByte(c) || IsLower(c) || c == '-'; }

}  // namespace

bool VariableNames::Holds(std::string_view name) const { return !name.empty() && ends_[EndsOf(name)] && names_.contains(name); }

NameHit VariableNames::Widened(std::string_view text, const NameHit& hit) const {
  constexpr std::size_t kLongest = 64;
  constexpr int kTails = 5;
  Span name = hit.span;
  while (name.begin > 0 && hit.span.begin - name.begin < kLongest && IsAnyNameByte(text[name.begin - 1])) --name.begin;
  while (name.end > name.begin && !IsAnyNameByte(text[name.end - 1])) --name.end;   // The needle's own operator.
  while (name.end < text.size() && name.end - name.begin < kLongest && IsAnyNameByte(text[name.end])) ++name.end;
  const Capitals capitals(name.Of(text));
  std::string_view word = capitals.view();
  for (int tail = 0; tail < kTails && !word.empty(); ++tail) {
    if (Holds(word) || Holds(WithoutNumber(word))) return {static_cast<std::uint32_t>(NeedleTag::kVariable), name};
    const std::size_t next = word.find('_');
    if (next == std::string_view::npos) break;
    word.remove_prefix(next + 1);
  }
  return hit;
}

}  // namespace keylint
