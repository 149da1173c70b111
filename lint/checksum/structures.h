// SPDX-License-Identifier: Apache-2.0
// The functions behind structure.cc's table. Private to lint/checksum.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "lint/checksum/structure.h"

namespace keylint::structures {

inline StructureResult Ok(std::vector<Fact> facts = {}) { return {StructureState::kOk, false, {}, std::move(facts), Claims::kSilent}; }
/// Right, and proved by a checksum.
inline StructureResult Proved(std::vector<Fact> facts = {}) { return {StructureState::kOk, true, {}, std::move(facts), Claims::kSilent}; }
inline StructureResult Bad(std::string detail) { return {StructureState::kBad, false, std::move(detail), {}, Claims::kSilent}; }
inline StructureResult BadChecksum(std::string detail) { return {StructureState::kBad, true, std::move(detail), {}, Claims::kSilent}; }
inline StructureResult Doubtful(std::string detail, std::vector<Fact> facts = {}) {
  return {StructureState::kDoubtful, false, std::move(detail), std::move(facts), Claims::kSilent};
}

/// Adds a fact unless `value` is empty.
inline void AddFact(std::vector<Fact>& facts, FactKind kind, std::string_view value) {
  if (!value.empty()) facts.push_back({kind, std::string(value)});
}

/// Pseudo-random bytes that depend on `token` alone.
std::string BytesFrom(std::string_view token, std::size_t count);

#define KEYLINT_STRUCTURE(Name)                                               \
  StructureResult Verify##Name(std::string_view argument, std::string_view token); \
  std::string Seal##Name(std::string_view argument, std::string_view token)

KEYLINT_STRUCTURE(Jwt);
KEYLINT_STRUCTURE(JsonBase64);
KEYLINT_STRUCTURE(MapboxToken);
KEYLINT_STRUCTURE(SentryOrg);
KEYLINT_STRUCTURE(GrafanaCloud);
KEYLINT_STRUCTURE(GrafanaLegacy);

KEYLINT_STRUCTURE(AzureIdentifiable);
KEYLINT_STRUCTURE(EntraSecret);
KEYLINT_STRUCTURE(AzureCask);
KEYLINT_STRUCTURE(AzureDevopsPat);

KEYLINT_STRUCTURE(AwsAccessKeyId);
KEYLINT_STRUCTURE(BedrockShortTerm);
KEYLINT_STRUCTURE(SesSmtp);
KEYLINT_STRUCTURE(FlyMacaroon);

KEYLINT_STRUCTURE(GitlabRoutable);
KEYLINT_STRUCTURE(NugetV4);
KEYLINT_STRUCTURE(PypiMacaroon);
KEYLINT_STRUCTURE(JfrogReference);
KEYLINT_STRUCTURE(DiscordBot);
KEYLINT_STRUCTURE(SupabaseSelfHosted);
KEYLINT_STRUCTURE(NatsNkey);

KEYLINT_STRUCTURE(Bech32Age);
KEYLINT_STRUCTURE(Base58CheckWif);
KEYLINT_STRUCTURE(Bip39);
KEYLINT_STRUCTURE(WireGuard);
KEYLINT_STRUCTURE(LaravelAppKey);
KEYLINT_STRUCTURE(Fernet);

KEYLINT_STRUCTURE(StripeAccount);
KEYLINT_STRUCTURE(ClerkHost);
KEYLINT_STRUCTURE(WorkosUlid);
KEYLINT_STRUCTURE(Ulid);
KEYLINT_STRUCTURE(TelnyxUuid7);
KEYLINT_STRUCTURE(OnesignalApp);
KEYLINT_STRUCTURE(Klarna);
KEYLINT_STRUCTURE(AlgoliaSecured);
KEYLINT_STRUCTURE(Asaas);
KEYLINT_STRUCTURE(MercadoPago);
KEYLINT_STRUCTURE(MailchimpRegion);
KEYLINT_STRUCTURE(HubspotRegion);
KEYLINT_STRUCTURE(TelegramBot);
KEYLINT_STRUCTURE(SalesforceSession);

#undef KEYLINT_STRUCTURE

}  // namespace keylint::structures
