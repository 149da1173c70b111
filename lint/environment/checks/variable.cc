// SPDX-License-Identifier: Apache-2.0
// A key against the variable it stands in: another provider's, another kind,
// more than it needs, or shipped to clients.
#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/diagnose/align.h"
#include "lint/diagnose/key_index.h"
#include "lint/diagnose/placeholder.h"
#include "lint/environment/project.h"
#include "lint/judge/exposure.h"

namespace keylint::environment {
namespace {

enum class Group : unsigned char { kSecret, kPublishable, kWebhook, kIdentifier };

Group GroupOf(Privilege privilege) {
  switch (privilege) {
    case Privilege::kPublishable: return Group::kPublishable;
    case Privilege::kWebhook: return Group::kWebhook;
    case Privilege::kIdentifier: return Group::kIdentifier;
    default: return Group::kSecret;
  }
}

bool IsKnownForm(const Assignment& setting) {
  return setting.key != nullptr && (setting.form == Form::kWellFormed || setting.form == Form::kUnrecognised);
}

// Of several words of a name, one that belongs to `provider`.
bool NameSpeaksOf(const Assignment& setting, const Provider& provider) {
  const std::string name = EnvironmentModel::Normalised(setting.variable());
  if (name.find(EnvironmentModel::Normalised(provider.id)) != std::string::npos) return true;
  return std::any_of(provider.words.begin(), provider.words.end(), [&](std::string_view word) {
    return word.size() >= 3 && name.find(EnvironmentModel::Normalised(word)) != std::string::npos;
  });
}

// A name of what requests are sent to: "base-url", "OPENAI_API_BASE".
bool NamesBaseUrl(std::string_view normalised) {
  constexpr auto kEnds = std::to_array<std::string_view>({"baseurl", "apibase", "baseuri", "basepath", "apihost", "apiurl", "endpoint"});
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return normalised.ends_with(end); });
}

bool IsVariableOf(const Provider& provider, std::string_view normalised) {
  return std::any_of(provider.base_url_variables.begin(), provider.base_url_variables.end(),
                     [&](std::string_view variable) { return EnvironmentModel::Normalised(variable) == normalised; });
}

// Whether `other` sends the keys of `named` to somebody else, perhaps to the
// `real` provider of the one that stands there.
bool Redirects(const Assignment& other, const Provider& named, const Provider* real) {
  const std::string name = EnvironmentModel::Normalised(other.variable());
  if (IsVariableOf(named, name)) return other.host_of != &named;
  const bool base = NamesBaseUrl(name);
  if (real != nullptr && other.host_of == real && other.key == nullptr && (base || named.gateway)) return true;
  if (!base || other.host_of == &named || other.value.find("://") == std::string::npos) return false;
  if (NameSpeaksOf(other, named)) return true;
  // A bare "base-url" speaks for the section that it stands in, BASE_URL of a program for the program.
  const bool is_bare = name.size() <= std::string_view("apibaseurl").size();
  return is_bare && other.path.size() > 1 && std::any_of(other.variable().begin(), other.variable().end(), IsLower);
}

// The registry that actions/setup-node writes for the later steps of its job.
bool IsRegistryOfJob(const Assignment& other, const Assignment& setting) {
  const auto steps = std::find(other.path.begin(), other.path.end(), "steps");
  if (steps == other.path.end() || other.part != setting.part || EnvironmentModel::Normalised(other.variable()) != "registryurl") return false;
  const auto shared = steps - other.path.begin();
  return static_cast<std::ptrdiff_t>(setting.path.size()) > shared && std::equal(other.path.begin(), steps, setting.path.begin());
}

// A base URL beside it sends the variable's key to somebody else.
bool IsRedirected(const Project& project, const Assignment& setting, const ProjectFile& file, const Provider& provider) {
  const Provider* real = setting.key != nullptr ? &project.rules.ProviderOf(*setting.key) : nullptr;
  for (const Assignment* other : Beside(file, setting)) {
    if (other == &setting || other->in_comment || other->value.empty()) continue;
    if (provider.gateway && IsRegistryOfJob(*other, setting) && other->host_of != &provider) return true;
    if (!SameScope(*other, setting)) continue;
    if (IsInternalHost(project.settings, other->host)) return true;
    if (Redirects(*other, provider, real)) return true;
    const std::string name = EnvironmentModel::Normalised(other->variable());
    if (name.ends_with("apitype") && other->value.find("zure") != std::string::npos) return true;
    if (name.ends_with("endpointurl") || name.ends_with("registry")) return true;
  }
  return false;
}

// "litellm_params" holds the keys of the services behind the proxy.
bool IsForUpstream(const Assignment& setting) {
  return std::find(setting.path.begin(), setting.path.end(), "litellm_params") != setting.path.end();
}

// ${NPM_TOKEN}: the variables that .npmrc sends to other registries than npm's.
std::set<std::string, std::less<>> VariablesOfOtherRegistries(const Project& project) {
  constexpr std::string_view kOwn = "//registry.npmjs.org";
  std::set<std::string, std::less<>> variables;
  for (const ProjectFile& file : project.files) {
    if (file.name != ".npmrc") continue;
    for (const Assignment* setting : file.settings) {
      const std::string& value = setting->value;
      const std::size_t begin = value.find("${");
      const std::size_t end = value.find('}', begin == std::string::npos ? 0 : begin);
      const std::string& registry = setting->path.front();
      if (begin == std::string::npos || end == std::string::npos || !registry.starts_with("//") || registry.starts_with(kOwn)) continue;
      variables.insert(value.substr(begin + 2, end - begin - 2));
    }
  }
  return variables;
}

// Providers that some file of a folder sends elsewhere: ".env" beside ".env.local".
using RedirectsOfFolder = std::set<std::pair<std::string_view, const Provider*>>;

RedirectsOfFolder FindRedirects(const Project& project) {
  RedirectsOfFolder redirects;
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) {
      if (!IsLive(*setting) || setting->value.find("://") == std::string::npos || setting->key != nullptr) continue;
      const auto found = project.base_urls.find(EnvironmentModel::Normalised(setting->variable()));
      if (found != project.base_urls.end() && setting->host_of != found->second) redirects.insert({file.folder, found->second});
    }
  }
  return redirects;
}

struct Elsewhere {
  std::set<std::string, std::less<>> registry_variables;
  RedirectsOfFolder redirects;
};

bool IsUnmistakable(const KeyRule& key) {
  if (!key.bare) return false;
  if (key.evidence != Evidence::kPeer) return true;
  return std::all_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) {
    if (shape.pieces.empty()) return false;
    // "re_" + 8 + "_" + 24: a short beginning and a mark of its own inside.
    const auto literals = std::count_if(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) { return piece.kind == PieceKind::kLiteral; });
    const std::size_t first = shape.pieces.front().literal.size();
    return first >= 4 || (first == 3 && literals >= 2);
  });
}

// npmRegistries: { "https://npm.pkg.github.com": { npmAuthToken: ... } }
bool StandsUnderHostOf(const Assignment& setting, const Provider& provider) {
  return std::any_of(setting.path.begin(), setting.path.end(), [&](const std::string& name) {
    return std::any_of(provider.hosts.begin(), provider.hosts.end(), [&](std::string_view host) { return name.find(host) != std::string::npos; });
  });
}

// "Stripe secret key" for "Stripe live secret key": what a variable wants has
// the mode of its environment.
std::string KindOf(const KeyRule& key) {
  std::string title(key.title);
  for (const std::string_view mode : {" live ", " test ", " sandbox "}) {
    if (const std::size_t at = title.find(mode); at != std::string::npos) title.erase(at, mode.size() - 1);
  }
  return title;
}

bool WrongProvider(const Project& project, const ProjectFile& file, const Assignment& setting, const Elsewhere& elsewhere, Faults& faults) {
  if (!IsKnownForm(setting) || setting.provider == nullptr || setting.form != Form::kWellFormed) return false;
  const Provider& real = project.rules.ProviderOf(*setting.key);
  const Provider& named = *setting.provider;
  // Anybody's service may take a JSON Web Token or a private key.
  const bool of_nobody = real.hosts.empty() && real.variables.empty();
  if (&real == &named || of_nobody || !IsUnmistakable(*setting.key) || NameSpeaksOf(setting, real)) return false;
  if (IsRedirected(project, setting, file, named) || IsForUpstream(setting) || StandsUnderHostOf(setting, real) || elsewhere.registry_variables.contains(setting.variable())) return true;
  // The URL of a service, with its own key in it, is no key of the variable's.
  if (setting.value.find("://") != std::string::npos) return true;
  const std::string rejects = named.rejects_with.empty() ? "401" : fmt::format("'{}'", named.rejects_with);
  const Level level = elsewhere.redirects.contains({file.folder, &named}) ? Level::kNote : Level::kError;
  faults.Add({"scope/wrong-provider", &setting, level, setting.exact_kind ? 0.95 : 0.9,
              fmt::format("{} holds a key of {} ({}), not of {}.", setting.variable(), real.name, setting.key->title, named.name),
              fmt::format("{} does not know it and answers {}.", named.name, rejects),
              fmt::format("Set a key of {} here, or set the base URL of {}.", named.name, real.name), {}, false});
  return true;
}

// Azure's keys are 32 hex digits, OpenAI's begin with "sk-".
bool HoldsAzureKey(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  constexpr std::size_t kAzureKey = 32;
  if (setting.key != nullptr || setting.provider == nullptr || setting.provider->id != "openai" || !setting.exact_kind) return false;
  const bool hex = setting.value.size() == kAzureKey && setting.value.find_first_not_of("0123456789abcdef") == std::string::npos;
  const bool name_is_own = EnvironmentModel::Normalised(setting.variable()).find("azure") == std::string::npos;
  if (!hex || !name_is_own || setting.kind != ValueKind::kLiteral || IsRedirected(project, setting, file, *setting.provider)) return false;
  faults.Add({"scope/wrong-provider", &setting, Level::kWarning, 0.88,
              fmt::format("{} holds 32 hex digits, as Azure's keys are; OpenAI's begin with sk-.", setting.variable()),
              "OpenAI does not know it and answers 'Incorrect API key provided'.",
              "Set AZURE_OPENAI_API_KEY with its endpoint, or OPENAI_API_TYPE=azure, or a key of OpenAI.", {}, false});
  return true;
}

// An object's id where its secret belongs: STRIPE_WEBHOOK_SECRET=we_...
bool HoldsObjectId(const Assignment& setting, Faults& faults) {
  struct Id {
    std::string_view provider, prefix, what;
  };
  constexpr auto kIds = std::to_array<Id>({
      {"stripe", "we_", "the id of a webhook endpoint"}, {"stripe", "acct_", "an account's id"}, {"stripe", "price_", "a price's id"},
      {"stripe", "prod_", "a product's id"}, {"stripe", "cus_", "a customer's id"},
  });
  if (setting.key != nullptr || setting.provider == nullptr || !setting.exact_kind || setting.wanted.empty() || setting.kind != ValueKind::kLiteral) return false;
  if (GroupOf(setting.wanted.front()->privilege) == Group::kIdentifier || setting.value.size() < 12) return false;
  const auto id = std::find_if(kIds.begin(), kIds.end(), [&](const Id& one) { return one.provider == setting.provider->id && setting.value.starts_with(one.prefix); });
  if (id == kIds.end()) return false;
  const bool webhook = setting.wanted.front()->privilege == Privilege::kWebhook;
  faults.Add({"scope/wrong-kind", &setting, webhook ? Level::kError : Level::kWarning, 0.95,
              fmt::format("{} holds {}, but wants {}.", setting.variable(), id->what, WithArticle(setting.wanted.front()->title)),
              webhook ? fmt::format("The signature of every webhook of {} will fail to verify.", setting.provider->name)
                      : fmt::format("{} rejects every request with it.", setting.provider->name),
              fmt::format("Set the {} here.", setting.wanted.front()->title), {}, false});
  return true;
}

bool BeginWithLiterals(const std::vector<const KeyRule*>& keys) {
  constexpr std::size_t kShortest = 3;
  return std::all_of(keys.begin(), keys.end(), [](const KeyRule* key) {
    return key->evidence != Evidence::kPeer && !key->shapes.empty() &&
           std::all_of(key->shapes.begin(), key->shapes.end(), [](const Shape& shape) { return LeadingLiteral(shape).size() >= kShortest; });
  });
}

// What begins like none of the wanted kinds, and is as another kind of the
// provider's must be: LAUNCHDARKLY_SDK_KEY with 24 hex digits.
bool HoldsSibling(const Project& project, const Assignment& setting, Faults& faults) {
  if (setting.key != nullptr || setting.provider == nullptr || !setting.exact_kind || setting.wanted.empty() ||
      setting.kind != ValueKind::kLiteral || setting.is_code || !BeginWithLiterals(setting.wanted)) return false;
  constexpr std::size_t kShortest = 20;
  if (setting.value.size() < kShortest || setting.value.find_first_of(" \t\n") != std::string::npos) return false;
  const auto holds = [&](const KeyRule& key) {
    if (&project.rules.ProviderOf(key) != setting.provider || GroupOf(key.privilege) == GroupOf(setting.wanted.front()->privilege)) return false;
    return std::any_of(key.shapes.begin(), key.shapes.end(), [&](const Shape& shape) { return Fits(shape, setting.value); });
  };
  const auto sibling = std::find_if(project.rules.keys.begin(), project.rules.keys.end(), holds);
  if (sibling == project.rules.keys.end()) return false;
  faults.Add({"scope/wrong-kind", &setting, Level::kWarning, 0.9,
              fmt::format("{} holds what looks like {}, but wants {}.", setting.variable(), WithArticle(sibling->title), WithArticle(setting.wanted.front()->title)),
              fmt::format("{} rejects this kind of key here.", setting.provider->name), fmt::format("Set the {} here.", setting.wanted.front()->title), {}, false});
  return true;
}

bool WrongKind(const Project& project, const Assignment& setting, Faults& faults) {
  if (!IsKnownForm(setting) || setting.provider == nullptr || !setting.exact_kind) return false;
  const KeyRule& key = *setting.key;
  if (&project.rules.ProviderOf(key) != setting.provider) return false;
  const auto& wanted = setting.wanted;
  if (wanted.empty() || std::find(wanted.begin(), wanted.end(), &key) != wanted.end()) return false;
  const Group group = GroupOf(key.privilege);
  const bool same_group = std::any_of(wanted.begin(), wanted.end(), [&](const KeyRule* one) { return GroupOf(one->privilege) == group; });
  if (key.privilege == Privilege::kAdmin && same_group) {
    const bool wants_admin = std::any_of(wanted.begin(), wanted.end(), [](const KeyRule* one) { return one->privilege == Privilege::kAdmin; });
    if (wants_admin) return false;
    faults.Add({"scope/excessive-privilege", &setting, Level::kWarning, 0.9,
                fmt::format("{} holds {}, which administers the whole {} account.", setting.variable(), WithArticle(key.title), setting.provider->name),
                {}, fmt::format("Create {} instead.", WithArticle(KindOf(*wanted.front()))), {}, false});
    return true;
  }
  if (same_group) {
    // Kinds that look alike to people and not to their service.
    constexpr auto kDistinct = std::to_array<std::string_view>({"aws", "slack", "brevo", "twilio", "mapbox", "sendinblue", "datadog"});
    if (std::find(kDistinct.begin(), kDistinct.end(), setting.provider->id) == kDistinct.end() || key.variables.empty()) return false;
  }
  const bool exposes = group == Group::kSecret && GroupOf(wanted.front()->privilege) == Group::kPublishable;
  std::string why = fmt::format("{} rejects this kind of key here.", setting.provider->name);
  if (exposes) why = "What belongs here is shown to everybody, and this key is secret.";
  if (GroupOf(wanted.front()->privilege) == Group::kWebhook) why = fmt::format("The signature of every webhook of {} will fail to verify.", setting.provider->name);
  faults.Add({"scope/wrong-kind", &setting, exposes || GroupOf(wanted.front()->privilege) == Group::kWebhook ? Level::kError : Level::kWarning, 0.92,
              fmt::format("{} holds {}, but wants {}.", setting.variable(), WithArticle(key.title), WithArticle(KindOf(*wanted.front()))), std::move(why),
              fmt::format("Set the {} here.", KindOf(*wanted.front())), {}, false});
  return true;
}

bool HasWord(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsForClients(const Assignment& setting) {
  constexpr auto kWords = std::to_array<std::string_view>({"firebase", "maps", "map", "places", "geocoding", "youtube", "recaptcha"});
  const std::vector<std::string> words = EnvironmentModel::Words(setting.variable());
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return HasWord(words, word); });
}

// Every shape begins with four characters that chance does not write.
bool BeginsAlone(const KeyRule& key) {
  return std::all_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) {
    return !shape.pieces.empty() && shape.pieces.front().literal.size() >= 4;
  });
}

// Names that promise a secret, whatever stands behind them.
bool PromisesSecret(const Assignment& setting) {
  const std::vector<std::string> words = EnvironmentModel::Words(setting.variable());
  if (words.empty()) return false;
  const std::string& last = words.back();
  if (last == "secret" || last == "password" || last == "passwd" || last == "passphrase") return true;
  if (last != "key" && last != "token" && last != "role" && last != "base") return false;
  if (HasWord(words, "secret") || HasWord(words, "admin")) return true;
  if (HasWord(words, "private") && !HasWord(words, "public")) return true;
  if (HasWord(words, "private")) {
    // NEXT_PUBLIC_X_PRIVATE_KEY: the prefix is no part of the name.
    return std::count(words.begin(), words.end(), "public") == 1 && words.front() != "private" && setting.variable().find("PUBLIC_") != std::string::npos;
  }
  return HasWord(words, "service") && (HasWord(words, "role") || last == "role");
}

bool ClientExposed(const Project& project, const ProjectFile& file, const Assignment& setting, Faults& faults) {
  std::string exposure = ExposureOf(setting.path, file.path);
  if (exposure.empty()) return false;
  const bool by_prefix = exposure.starts_with("the prefix") || exposure.find("untimeConfig") != std::string::npos;
  const bool sample = file.signals.overrides && setting.environment.environment == EnvironmentClass::kSample;
  if (IsKnownForm(setting)) {
    const Privilege privilege = setting.key->privilege;
    if (!IsSecret(privilege)) return false;
    const auto& allowed = project.settings.client_keys;
    if (std::find(allowed.begin(), allowed.end(), setting.key->id) != allowed.end()) return false;
    // A URL that posts to one channel is often meant for clients.
    Level level = Level::kError;
    if (!by_prefix && ModeOf(setting).kind == KeyMode::kTest) level = Level::kWarning;
    if (file.signals.overrides && !by_prefix) return false;
    if (setting.key->privilege == Privilege::kRestricted) level = Level::kWarning;
    const bool distinct = setting.key->bare || setting.exact_kind;
    if (!distinct) return false;
    // Maps and Firebase want this kind of key in the browser, restricted by
    // the pages that may send it.
    const bool meant_for_clients = setting.for_clients || (setting.key->privilege == Privilege::kRestricted && IsForClients(setting));
    if (meant_for_clients) return false;
    // Dapps ship the key of their node, restricted by origin.
    constexpr auto kNodes = std::to_array<std::string_view>({"infura", "alchemy"});
    const std::string_view owner = project.rules.ProviderOf(*setting.key).id;
    const bool restricts = by_prefix && std::find(kNodes.begin(), kNodes.end(), owner) != kNodes.end();
    if (restricts) level = Level::kNote;
    // In what bundlers made of fonts and maps, three letters prove nothing.
    if (!by_prefix && setting.is_code && setting.provider == nullptr && !BeginsAlone(*setting.key)) return false;
    faults.Add({"scope/client-exposed-secret", &setting, level, 0.95,
                fmt::format("{} in {}: {} ships it to every client.", setting.key->title, setting.variable(), exposure),
                std::string(setting.key->why),
                restricts ? std::string("Restrict it to the origins and contracts that use it.")
                          : fmt::format("Call {} from a server, and rotate the key.", project.rules.ProviderOf(*setting.key).name), {}, false});
    return true;
  }
  if (!by_prefix || !PromisesSecret(setting)) return false;
  if (setting.kind == ValueKind::kLiteral) {
    const ValueClass value = ClassifyValue(setting.value);
    if (value == ValueClass::kBoolean || value == ValueClass::kNumber || value == ValueClass::kUrl || value == ValueClass::kPath) return false;
    if (setting.value.find("BEGIN PUBLIC") != std::string::npos) return false;
  }
  if (setting.is_code) return false;
  const bool value_known = setting.kind == ValueKind::kLiteral || setting.kind == ValueKind::kReference || setting.kind == ValueKind::kExpression;
  faults.Add({"scope/client-exposed-secret", &setting, sample || !value_known ? Level::kWarning : Level::kError, 0.9,
              fmt::format("{} names a secret, and {} ships its value to every client.", setting.variable(), exposure),
              "Bundlers write the value into the scripts that visitors load.",
              "Drop the public prefix and use the value on a server only.", {}, false});
  return true;
}

}  // namespace

void CheckVariables(const Project& project, Faults& faults) {
  const Elsewhere elsewhere{VariablesOfOtherRegistries(project), FindRedirects(project)};
  for (const ProjectFile& file : project.files) {
    for (const Assignment* setting : file.settings) {
      if (!IsLive(*setting)) continue;
      if (ClientExposed(project, file, *setting, faults)) continue;
      if (HoldsAzureKey(project, file, *setting, faults) || HoldsObjectId(*setting, faults) || HoldsSibling(project, *setting, faults)) continue;
      if (WrongProvider(project, file, *setting, elsewhere, faults)) continue;
      WrongKind(project, *setting, faults);
    }
  }
}

}  // namespace keylint::environment
