// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/catalog.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace keylint {
namespace {

constexpr Level kN = Level::kNote;
constexpr Level kW = Level::kWarning;
constexpr Level kE = Level::kError;
constexpr Confidence kLow = Confidence::kLow;
constexpr Confidence kMedium = Confidence::kMedium;
constexpr Confidence kHigh = Confidence::kHigh;

// Sorted by id; a test holds it to that.
constexpr auto kRules = std::to_array<FixedRule>({
    {"constant-crypto-key", kE, kHigh, 7.5, "CWE-321", "Constant cryptographic key, IV, nonce or salt",
     "Everybody with the program or its source has the key, so the cipher protects nothing.",
     "Load the key from a key store, and draw IVs, nonces and salts from a random generator."},
    {"credential-comparison", kE, kHigh, 8.0, "CWE-798", "Input compared with a constant secret",
     "Whoever reads the program can log in, and the secret cannot be changed without a release.",
     "Compare a salted hash that is stored outside the program, in constant time."},
    {"environment/account-mismatch", kW, kMedium, 4.0, "", "Key of another account than the one configured",
     "The account written inside the key is not the one named beside it, so requests act on the wrong account or fail.",
     "Use the key of the configured account, or correct the account."},
    {"environment/documented-test-value", kW, kMedium, 6.5, "CWE-1392", "Published test value where it must not be",
     "The value is printed in the vendor's documentation and always passes or delivers nothing.",
     "Set the value issued for your own account."},
    {"environment/endpoint-mismatch", kW, kMedium, 4.0, "", "Key and host do not fit each other",
     "The host set beside the key serves another mode, region or provider, so every request will be rejected.",
     "Set the host and the key of the same mode, region and provider."},
    {"environment/fallback-literal", kW, kMedium, 6.5, "CWE-798", "Code falls back to a literal key",
     "When the variable is missing the program runs on a key that everybody can read, without a word.",
     "Fail when the variable is missing."},
    {"environment/live-key-outside-production", kE, kHigh, 7.0, "CWE-798", "Live key outside production",
     "A test run or a developer's machine acts on real customers and real money.",
     "Use a test or sandbox key here, and rotate the live one."},
    {"environment/missing-variable", kW, kMedium, 2.0, "", "Variable missing in this environment",
     "A sibling environment sets the variable, this one does not, and nothing provides a default.",
     "Set it here, or give it a shared default."},
    {"environment/mixed-pair", kW, kHigh, 4.0, "", "Two halves of one credential disagree",
     "The two keys belong to different modes or accounts, so the provider rejects what one half started.",
     "Take both halves from the same mode of the same account."},
    {"environment/placeholder-in-production", kW, kMedium, 4.0, "CWE-1392", "Placeholder in production",
     "The value was never filled in, so the provider rejects every request, or the secret is one that anybody can guess.",
     "Set the real value from your vault."},
    {"environment/shared-secret", kW, kMedium, 5.0, "CWE-1392", "Same secret in production and elsewhere",
     "Whoever can read the weaker environment holds production's secret.",
     "Create a secret of its own for each environment."},
    {"environment/signals-disagree", kN, kMedium, 1.0, "", "Environment signals contradict each other",
     "The file says two things about where it runs, so it is unclear which mode its key must have.",
     "Make the file name, its section and its settings name the same environment."},
    {"environment/test-key-in-production", kE, kHigh, 4.0, "", "Test key in production",
     "The provider accepts the calls and does nothing real, or rejects every live request.",
     "Set the live key in production's secret store."},
    {"expired/certificate", kW, kHigh, 4.0, "CWE-298", "Certificate has expired",
     "Peers that check certificates refuse the connection.", "Renew the certificate."},
    {"expired/jwt", kW, kHigh, 2.0, "", "Token has expired",
     "The date inside the token has passed, so the server answers 401.", "Obtain a new token."},
    {"expired/no-expiry", kN, kMedium, 3.0, "CWE-613", "Token without an expiry date",
     "A token that never expires stays usable by whoever finds it.", "Issue it with a lifetime."},
    {"expired/presigned-url", kW, kHigh, 2.0, "", "Presigned URL has expired",
     "The signature's lifetime is over, so the store answers 403.", "Sign the URL when it is needed."},
    {"expired/retired-kind", kW, kHigh, 2.0, "", "The provider no longer accepts this kind of key",
     "The provider retired the format, so every request with it fails.", "Create a key of the current kind."},
    {"expired/sas-token", kW, kHigh, 2.0, "", "Shared access signature has expired",
     "The date inside the signature has passed, so the service answers 403.", "Sign a new one, with a short life."},
    {"hardcoded-credential", kE, kHigh, 8.0, "CWE-798,CWE-259", "Constant password or token reaches an API",
     "Everybody with the program or its source can log in, and the credential cannot be changed without a release.",
     "Read it at run time from the environment, a file with restricted rights or a vault."},
    {"leaked-key/basic-auth", kW, kMedium, 7.0, "CWE-798", "User and password in an Authorization header",
     "Base64 hides nothing: whoever reads the header logs in.", "Build the header at run time from a secret store, and change the password."},
    {"leaked-key/bearer-token", kW, kMedium, 7.0, "CWE-798", "Bearer token in an Authorization header",
     "Whoever bears the token is let in.", "Build the header at run time from a secret store, and revoke this token."},
    {"leaked-key/connection-string", kW, kMedium, 8.0, "CWE-798", "Connection string with a password",
     "Whoever reads it can open the data store.", "Keep the password out of the string, read it at run time, and change it."},
    {"leaked-key/generic-password", kW, kMedium, 7.0, "CWE-798,CWE-259", "Hard-coded password",
     "Whoever reads the text can log in, and history keeps it after it is deleted.",
     "Read it from the environment or a vault, and change it."},
    {"leaked-key/generic-secret", kW, kMedium, 7.0, "CWE-798", "Hard-coded secret",
     "Whoever reads the text can use it, and history keeps it after it is deleted.",
     "Read it from the environment or a vault, and replace it."},
    {"leaked-key/password-hash", kW, kMedium, 5.0, "CWE-522", "Password hash in the text",
     "A hash can be guessed at leisure, and many passwords fall within hours.",
     "Keep hashes in the user store, and change the password."},
    {"leaked-key/presigned-url", kW, kHigh, 6.0, "CWE-598", "Presigned URL that still works",
     "Whoever has the address can do what it was signed for, without any login, until its time is over.",
     "Sign the URL when it is needed, with a short life, and do not store it."},
    {"leaked-key/private-key", kE, kHigh, 9.0, "CWE-321", "Private key in the text",
     "Whoever reads it can sign, decrypt or log in as its owner.",
     "Remove it, create a new pair, and keep the private half in a key store."},
    {"leaked-key/private-key-encrypted", kN, kMedium, 4.0, "CWE-321", "Encrypted private key in the text",
     "It is as safe as its passphrase, which can be guessed at leisure.",
     "Keep it out of the repository, or make sure that the passphrase is long and elsewhere."},
    {"leaked-key/sas-token", kE, kHigh, 8.0, "CWE-598", "Shared access signature that still works",
     "Whoever has the address has the access that it grants, without any login, until its time is over.",
     "Replace the key or stored policy that signed it, and sign a new one, with a short life, at run time."},
    {"leaked-key/url-credentials", kW, kMedium, 7.5, "CWE-798", "User and password in a URL",
     "URLs are logged, cached and passed on, with the password in them.",
     "Pass the credentials apart from the URL, from the environment or a vault, and change the password."},
    {"malformed-key/connection-string", kW, kMedium, 2.0, "", "Connection string that cannot be parsed",
     "Reserved characters in the user or password cut the address in the wrong place.",
     "Percent-encode the reserved characters."},
    {"malformed-key/private-key", kW, kHigh, 3.0, "", "Private key that cannot be read",
     "The library that loads it will report a decoding error.",
     "Restore the line breaks and all lines between BEGIN and END."},
    {"scope/client-exposed-secret", kE, kHigh, 9.0, "CWE-200", "Secret shipped to browsers or phones",
     "Everything under this name or in this file is sent to every visitor.",
     "Move the call to a server, or use the publishable key, and rotate the secret."},
    {"scope/excessive-privilege", kW, kMedium, 6.0, "CWE-250", "Administrator's key in an application",
     "A fault in the application puts the whole account at risk.",
     "Create a key with only the rights that the application needs."},
    {"scope/wrong-kind", kW, kMedium, 4.0, "", "Another kind of key than the variable wants",
     "The provider rejects this kind here, or a secret travels where a public key belongs.",
     "Set the kind of key that the variable names."},
    {"scope/wrong-mode", kW, kHigh, 4.0, "", "Key of another mode than its variable names",
     "The variable's name promises one mode and the key has the other.",
     "Swap the keys, or rename the variable."},
    {"scope/wrong-provider", kW, kHigh, 4.0, "", "Another provider's key",
     "The provider of the variable does not know this key and answers 401.",
     "Set a key of the provider that the variable names, or set the base URL of the key's provider."},
    {"suppression/no-reason", kW, kHigh, 0.0, "", "Suppression without rule or reason",
     "Nobody can tell later whether it still holds.", "Name the rule and the reason."},
    {"suppression/unused", kN, kHigh, 0.0, "", "Suppression without effect",
     "It silences nothing today and could hide a real finding tomorrow.", "Remove it."},
});

std::vector<std::string> SplitCommas(std::string_view list) {
  std::vector<std::string> items;
  while (!list.empty()) {
    const std::size_t comma = list.find(',');
    items.emplace_back(list.substr(0, comma));
    list = comma == std::string_view::npos ? std::string_view() : list.substr(comma + 1);
  }
  return items;
}

RuleInfo FromFixed(const FixedRule& rule, std::string_view id) {
  RuleInfo info;
  info.id = id;
  info.title = rule.title;
  info.why = rule.why;
  info.fix = rule.fix;
  info.level = rule.level;
  info.confidence = rule.confidence;
  info.security_severity = rule.security_severity;
  info.cwe = SplitCommas(rule.cwe);
  info.tags = {std::string(id.substr(0, id.find('/')))};
  return info;
}

const KeyRule* FindKey(std::string_view id, const RuleSet& rules) {
  for (const KeyRule& key : rules.keys) {
    if (key.id == id) return &key;
  }
  return nullptr;
}

std::string Markdown(const RuleInfo& info, const KeyRule* key, const RuleSet& rules) {
  std::string page = fmt::format("# {}\n\n`{}`\n\n{}\n\n**Mend:** {}\n", info.title, info.id, info.why, info.fix);
  if (key == nullptr) return page;
  const Provider& provider = rules.ProviderOf(*key);
  if (!provider.revoke.empty()) page += fmt::format("\n**Revoke or rotate:** {}\n", provider.revoke);
  if (!key->shape_texts.empty()) {
    page += "\n**Shape:**";
    for (const std::string_view shape : key->shape_texts) page += fmt::format(" `{}`", shape);
    page += '\n';
  }
  if (!provider.rejects_with.empty()) {
    page += fmt::format("\n**A bad key is answered with:** {}\n", provider.rejects_with);
  }
  page += fmt::format("\n**Source:** {}\n", key->source);
  return page;
}

RuleInfo FromKey(std::string_view family, const KeyRule& key, std::string_view id) {
  RuleInfo info;
  info.id = id;
  info.tags = {std::string(family)};
  if (family == "malformed-key") {
    info.title = fmt::format("Malformed {}", key.title);
    info.why = "It is meant to be this key but cannot work, so every request with it will be rejected.";
    info.fix = "Copy the whole key again from where it was issued.";
    info.level = key.evidence == Evidence::kDocumented ? Level::kWarning : Level::kNote;
    info.security_severity = 2.0;
  } else if (family == "expired") {
    info.title = fmt::format("Expired {}", key.title);
    info.why = "Its lifetime is over, so the provider rejects it.";
    info.fix = "Obtain a new one when it is needed.";
    info.security_severity = 2.0;
  } else {
    info.title = fmt::format("{} in the text", key.title);
    info.why = key.why;
    info.fix = key.fix;
    info.level = key.evidence == Evidence::kPeer ? Level::kWarning : Level::kError;
    info.confidence = key.evidence == Evidence::kPeer ? Confidence::kMedium : Confidence::kHigh;
    info.security_severity = SeverityOf(key);
    info.cwe = {"CWE-798"};
  }
  return info;
}

}  // namespace

std::span<const FixedRule> FixedRules() { return kRules; }

const FixedRule* FindFixedRule(std::string_view id) {
  const auto found = std::find_if(kRules.begin(), kRules.end(),
                                  [id](const FixedRule& rule) { return rule.id == id; });
  return found == kRules.end() ? nullptr : &*found;
}

double SeverityOf(const KeyRule& key) {
  double severity = 8.0;
  switch (key.privilege) {
    case Privilege::kAdmin: severity = 9.5; break;
    case Privilege::kSecret: severity = 8.5; break;
    case Privilege::kRestricted: severity = 7.5; break;
    case Privilege::kWebhook: severity = 7.0; break;
    case Privilege::kPublishable:
    case Privilege::kIdentifier: severity = 2.0; break;
  }
  const bool play = key.mode == Mode::kTest || key.mode == Mode::kSandbox;
  return play ? std::min(severity, 4.5) : severity;
}

RuleInfo RuleInfoOf(std::string_view rule_id, const RuleSet& rules) {
  RuleInfo info;
  const KeyRule* key = nullptr;
  if (const FixedRule* fixed = FindFixedRule(rule_id)) {
    info = FromFixed(*fixed, rule_id);
  } else {
    const std::size_t slash = rule_id.find('/');
    const std::string_view family = rule_id.substr(0, slash);
    const std::string_view subject =
        slash == std::string_view::npos ? std::string_view() : rule_id.substr(slash + 1);
    key = FindKey(subject, rules);
    if (key != nullptr) {
      info = FromKey(family, *key, rule_id);
    } else if (const FixedRule* open = FindFixedRule(family)) {
      info = FromFixed(*open, rule_id);
      if (!subject.empty()) info.title += fmt::format(" ({})", subject);
    } else {
      info.id = rule_id;
      return info;
    }
  }
  info.help_markdown = Markdown(info, key, rules);
  return info;
}

std::vector<std::string> AllRuleIds(const RuleSet& rules) {
  std::vector<std::string> ids;
  for (const FixedRule& rule : kRules) ids.emplace_back(rule.id);
  for (const KeyRule& key : rules.keys) {
    if (IsSecret(key.privilege)) ids.push_back(fmt::format("leaked-key/{}", key.id));
    ids.push_back(fmt::format("malformed-key/{}", key.id));
    if (!key.lifetime.empty()) ids.push_back(fmt::format("expired/{}", key.id));
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace keylint
