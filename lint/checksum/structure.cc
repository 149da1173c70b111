// SPDX-License-Identifier: Apache-2.0
#include "lint/checksum/structure.h"

#include <array>

#include "lint/checksum/structures.h"

namespace keylint {
namespace {

using namespace structures;

struct Structure {
  std::string_view name;
  StructureResult (*verify)(std::string_view argument, std::string_view token);
  std::string (*seal)(std::string_view argument, std::string_view token);
};

#define KEYLINT_STRUCTURE(name, Name) Structure{name, Verify##Name, Seal##Name}

constexpr std::array kStructures = {
    KEYLINT_STRUCTURE("jwt", Jwt),
    KEYLINT_STRUCTURE("json-b64", JsonBase64),
    KEYLINT_STRUCTURE("mapbox-token", MapboxToken),
    KEYLINT_STRUCTURE("sentry-org", SentryOrg),
    KEYLINT_STRUCTURE("grafana-cloud", GrafanaCloud),
    KEYLINT_STRUCTURE("grafana-legacy", GrafanaLegacy),
    KEYLINT_STRUCTURE("azure-identifiable", AzureIdentifiable),
    KEYLINT_STRUCTURE("entra-secret", EntraSecret),
    KEYLINT_STRUCTURE("azure-cask", AzureCask),
    KEYLINT_STRUCTURE("azure-devops-pat", AzureDevopsPat),
    KEYLINT_STRUCTURE("aws-access-key-id", AwsAccessKeyId),
    KEYLINT_STRUCTURE("bedrock-short-term", BedrockShortTerm),
    KEYLINT_STRUCTURE("ses-smtp", SesSmtp),
    KEYLINT_STRUCTURE("fly-macaroon", FlyMacaroon),
    KEYLINT_STRUCTURE("gitlab-routable", GitlabRoutable),
    KEYLINT_STRUCTURE("nuget-v4", NugetV4),
    KEYLINT_STRUCTURE("pypi-macaroon", PypiMacaroon),
    KEYLINT_STRUCTURE("jfrog-reference", JfrogReference),
    KEYLINT_STRUCTURE("discord-bot", DiscordBot),
    KEYLINT_STRUCTURE("supabase-self-hosted", SupabaseSelfHosted),
    KEYLINT_STRUCTURE("nats-nkey", NatsNkey),
    KEYLINT_STRUCTURE("bech32-age", Bech32Age),
    KEYLINT_STRUCTURE("base58check-wif", Base58CheckWif),
    KEYLINT_STRUCTURE("bip39", Bip39),
    KEYLINT_STRUCTURE("wireguard", WireGuard),
    KEYLINT_STRUCTURE("laravel-app-key", LaravelAppKey),
    KEYLINT_STRUCTURE("fernet", Fernet),
    KEYLINT_STRUCTURE("stripe-account", StripeAccount),
    KEYLINT_STRUCTURE("clerk-host", ClerkHost),
    KEYLINT_STRUCTURE("workos-ulid", WorkosUlid),
    KEYLINT_STRUCTURE("ulid", Ulid),
    KEYLINT_STRUCTURE("telnyx-uuid7", TelnyxUuid7),
    KEYLINT_STRUCTURE("onesignal-app", OnesignalApp),
    KEYLINT_STRUCTURE("klarna", Klarna),
    KEYLINT_STRUCTURE("algolia-secured", AlgoliaSecured),
    KEYLINT_STRUCTURE("asaas", Asaas),
    KEYLINT_STRUCTURE("mercado-pago", MercadoPago),
    KEYLINT_STRUCTURE("mailchimp-region", MailchimpRegion),
    KEYLINT_STRUCTURE("hubspot-region", HubspotRegion),
    KEYLINT_STRUCTURE("telegram-bot", TelegramBot),
    KEYLINT_STRUCTURE("salesforce-session", SalesforceSession),
};

#undef KEYLINT_STRUCTURE

constexpr std::size_t kMaxToken = 1 << 16;

struct Named {
  const Structure* structure = nullptr;
  std::string_view argument;
};

Named Find(std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  for (const Structure& structure : kStructures) {
    if (structure.name == name) return {&structure, colon == std::string_view::npos ? "" : text.substr(colon + 1)};
  }
  return {};
}

}  // namespace

namespace structures {

std::string BytesFrom(std::string_view token, std::size_t count) {
  std::uint64_t state = 1469598103934665603u;
  for (const unsigned char c : token) state = (state ^ c) * 1099511628211u;
  std::string bytes;
  while (bytes.size() < count) {
    state += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    bytes += static_cast<char>((z ^ (z >> 31)) & 0xff);
  }
  return bytes;
}

}  // namespace structures

bool IsStructure(std::string_view structure) { return Find(structure).structure != nullptr; }

std::vector<std::string_view> StructureNames() {
  std::vector<std::string_view> names;
  for (const Structure& structure : kStructures) names.push_back(structure.name);
  return names;
}

StructureResult VerifyStructure(std::string_view structure, std::string_view token) {
  const Named named = Find(structure);
  if (!named.structure || token.size() > kMaxToken) return {};
  return named.structure->verify(named.argument, token);
}

std::string SealStructure(std::string_view structure, std::string_view token) {
  const Named named = Find(structure);
  if (!named.structure || token.size() > kMaxToken) return std::string(token);
  return named.structure->seal(named.argument, token);
}

}  // namespace keylint
