// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/assignments.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "lint/base/ascii.h"
#include "lint/base/byte_set.h"
#include "lint/diagnose/placeholder.h"
#include "lint/environment/model.h"
#include "lint/judge/fingerprint.h"
#include "lint/judge/shipped.h"
#include "lint/scan/branches.h"
#include "lint/scan/conditionals.h"
#include "lint/scan/counted_lines.h"
#include "lint/scan/document_scan.h"
#include "lint/scan/name_gate.h"
#include "lint/source/config_names.h"

namespace keylint {
namespace {

constexpr std::size_t kMostAssignments = 20'000;   // of one document
constexpr std::size_t kLongestHost = 253;
constexpr std::size_t kLongestValue = 4096;

bool IsHostByte(char c) { return IsWord(c) || c == '-' || c == '.'; }

// The host of a URL, or a bare host name; empty for anything else.
std::string HostIn(std::string_view value) {
  if (value.size() > 2048) return {};
  if (const std::size_t scheme = value.find("://"); scheme != std::string_view::npos && scheme < 24) {
    value.remove_prefix(scheme + 3);
    const std::size_t end = value.find_first_of("/?#");
    const std::size_t at = value.substr(0, end).rfind('@');
    if (at != std::string_view::npos) value.remove_prefix(at + 1);
  } else if (value.find_first_of(" \t,;()'\"") != std::string_view::npos) {
    return {};
  }
  std::size_t end = 0;
  while (end < value.size() && IsHostByte(value[end])) ++end;
  if (end == 0 || end > kLongestHost) return {};
  if (end < value.size() && value[end] != ':' && value[end] != '/' && value[end] != '?') return {};
  const std::string_view host = value.substr(0, end);
  return host.find('.') == std::string_view::npos ? std::string() : LowerAscii(host);
}

// Names of accounts, projects and regions that keys can be compared with.
constexpr auto kAccountNames = std::to_array<std::string_view>({
    "awsaccountid", "awsaccount", "accountid", "cdkdefaultaccount", "awsregion", "awsdefaultregion", "region",
    "supabaseurl", "supabaseprojectref", "supabaseprojectid", "googlecloudproject", "gcpproject", "gcloudproject", "gcpprojectid",
    "projectid", "firebaseprojectid", "onesignalappid", "mailchimpserverprefix", "mailchimpserver", "mailchimpdc", "clerkfrontendapi",
    "clerkapi", "clerkdomain", "braintreemerchantid", "stripeaccountid", "stripeaccount", "sentryorg", "sentryproject", "openaiapitype",
    "azureopenaiendpoint", "discordclientid", "telegrambotid", "twilioaccountsid", "posthoghost", "endpointurl", "s3endpoint",
    "awsendpointurl", "databaseurl", "pghost", "smtphost", "smtpserver", "smtpport", "mailhost", "mailport", "emailhost", "emailport",
    "mailserver",
});

bool NamesAccount(std::string_view normalised) {
  return std::any_of(kAccountNames.begin(), kAccountNames.end(), [&](std::string_view name) { return normalised.ends_with(name); });
}

// Where the requests of the keys beside it go.
bool IsBaseUrl(std::string_view normalised, std::string_view value) {
  constexpr std::size_t kLongestScheme = 24;
  constexpr auto kEnds = std::to_array<std::string_view>({"baseurl", "apibase", "baseuri", "basepath", "apihost", "registryurl"});
  if (value.substr(0, kLongestScheme).find("://") == std::string_view::npos) return false;
  return std::any_of(kEnds.begin(), kEnds.end(), [&](std::string_view end) { return normalised.ends_with(end); });
}

// Settings whose value is the environment of what stands around them, besides
// those of rules/environments.toml.
bool NamesSurroundings(std::string_view name, std::string_view parent) {
  return name == "on-profile" || name.ends_with(".on-profile") || name == "profiles" || name == "namespace" || name == "env" || name == "environment" ||
         name == "stage" || name == "tier" || (name == "name" && (parent == "environment" || parent == "metadata")) ||
         (parent == "tags" && EnvironmentModel::Normalised(name) == "environment") || (name == "name" && parent == "services") ||
         name == "app.kubernetes.io/environment" || name == "tags.datadoghq.com/env" || name == "deployment";
}

constexpr auto kSecretWords = std::to_array<std::string_view>({
    "secret", "password", "passwd", "pwd", "token", "apikey", "salt", "pepper", "passphrase", "credential", "credentials",
});

bool IsSecretName(std::string_view name) {
  const std::vector<std::string> words = EnvironmentModel::Words(name);
  if (words.empty()) return false;
  const auto is_secret = [](const std::string& word) {
    return std::find(kSecretWords.begin(), kSecretWords.end(), word) != kSecretWords.end();
  };
  if (is_secret(words.back())) return true;
  const std::string& last = words.back();
  if (words.size() > 1 && last == "base" && words[words.size() - 2] == "key") return true;   // SECRET_KEY_BASE
  if (last != "key" || words.size() < 2) return false;
  const std::string& before = words[words.size() - 2];
  return before == "secret" || before == "api" || before == "app" || before == "encryption" || before == "signing" ||
         before == "private" || before == "access" || before == "master" || before == "jwt" || before == "session" || before == "auth";
}

// "name:" and "\"name\":", not the value of a pair that is called "name".
bool IsKeyOfPair(std::string_view text, Span name) {
  std::size_t at = name.end;
  while (at < text.size() && (text[at] == '"' || text[at] == '\'' || text[at] == ' ')) ++at;
  return name.size() != 0 && at < text.size() && text[at] == ':';
}

// RAILS_ENV=production rake x: what a command line sets for its command.
bool IsForOneCommand(std::string_view text, Span name, Span value) {
  if (name.empty() || name.end >= text.size() || text[name.end] != '=' || value.begin > name.end + 2) return false;
  std::size_t at = std::min(value.end, text.size());
  if (at < text.size() && IsQuote(text[at]) && at > 0 && text[name.end + 1] == text[at]) ++at;
  const std::size_t behind = at;
  while (at < text.size() && IsBlank(text[at])) ++at;
  return at > behind && at < text.size() && std::string_view("\r\n#&|;").find(text[at]) == std::string_view::npos;
}

Span LineAt(std::string_view text, std::size_t at) {
  const std::size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  return {before == std::string_view::npos ? 0 : before + 1, std::min(text.find('\n', at), text.size())};
}

// The conditions under which the code at `offset` is built or runs.
std::vector<std::string> GuardsAt(Format format, bool blocks, std::string_view text, Span value) {
  const std::size_t offset = value.begin;
  if (blocks) return BlocksAt(text, offset);
  const bool preprocessed = format == Format::kCFamily || format == Format::kObjectiveC || format == Format::kSwift || format == Format::kCSharp;
  std::vector<std::string> guards = preprocessed ? ConditionsAt(text, offset) : BranchesAt(text, offset);
  if (format == Format::kCSharp) {
    // if (builder.Environment.IsProduction()) {
    for (std::string& branch : BranchesAt(text, offset)) guards.push_back(std::move(branch));
  }
  std::string mark;
  if (format == Format::kGo) mark = BuildTagOf(text);
  if (format == Format::kJava || format == Format::kKotlin) mark = ProfileAt(text, offset);
  if (!mark.empty()) guards.push_back(std::move(mark));
  if (std::string chosen = ConditionOf(text, value); !chosen.empty()) guards.insert(guards.begin(), std::move(chosen));
  return guards;
}

}  // namespace

SettingIndex::SettingIndex(const RuleSet& rules, const EnvironmentSettings& settings) : own_(settings) {
  const auto add = [&](std::string_view host, const Provider& provider, bool is_test) {
    if (host.starts_with('*')) host.remove_prefix(1);
    Host& entry = hosts_[LowerAscii(host)];
    if (entry.provider == nullptr || (entry.provider == &provider && is_test)) entry = {&provider, is_test};
  };
  for (const Provider& provider : rules.providers) {
    for (const std::string_view host : provider.hosts) add(host, provider, false);
    for (const std::string_view host : provider.hosts_test) add(host, provider, true);
    for (const std::string_view name : provider.switches) switches_.insert(EnvironmentModel::Normalised(name));
    for (const std::string_view name : provider.base_url_variables) switches_.insert(EnvironmentModel::Normalised(name));
  }
}

const SettingIndex::Host* SettingIndex::FindHost(const std::string& host) const {
  if (const auto found = hosts_.find(host); found != hosts_.end()) return &found->second;
  constexpr int kLabels = 5;
  std::size_t dot = host.find('.');
  for (int i = 0; i < kLabels && dot != std::string::npos; ++i, dot = host.find('.', dot + 1)) {
    if (const auto found = hosts_.find(host.substr(dot)); found != hosts_.end()) return &found->second;
  }
  return nullptr;
}

SettingUse SettingIndex::UseOf(std::string_view name, std::string_view parent, std::string_view value) const {
  SettingUse use;
  const std::string normalised = EnvironmentModel::Normalised(name);
  const std::string joined = EnvironmentModel::Normalised(parent) + normalised;
  static const EnvironmentModel model;
  use.names_environment = model.RoleOf(normalised).has_value() || switches_.contains(normalised) ||
                          (!parent.empty() && switches_.contains(joined)) || NamesSurroundings(name, parent) ||
                          joined == "springprofiles" || joined == "profilesactive";
  use.names_account = NamesAccount(normalised) || (!parent.empty() && NamesAccount(joined));
  use.secret_name = IsSecretName(name);
  use.host = HostIn(value);
  use.base_url = IsBaseUrl(normalised, value);
  if (value.ends_with(".iam.gserviceaccount.com") || use.host.ends_with(".firebaseapp.com")) use.names_account = true;
  if (use.host.ends_with(".mailgun.org") || use.host == "smtp.ethereal.email") use.names_account = true;
  use.internal_host = IsInternalHost(own_, use.host);
  if (!use.host.empty()) {
    if (const Host* host = FindHost(use.host)) {
      use.host_of = host->provider;
      use.host_is_test = host->is_test;
    }
  }
  return use;
}

bool NamesCodeEnvironment(std::string_view name) {
  constexpr std::size_t kLongest = 32;
  if (name.size() < 3 || name.size() > kLongest) return false;
  const auto is_constant = [](char c) { return IsUpper(c) || c == '_'; };
  if (!std::all_of(name.begin(), name.end(), is_constant)) return false;
  static const EnvironmentModel model;
  const auto role = model.RoleOf(EnvironmentModel::Normalised(name));
  return role && *role != environment::KeyRole::kLabels && *role != environment::KeyRole::kDebug;
}

bool GoesWithKeys(std::string_view name, std::string_view parent, std::string_view value) {
  constexpr std::size_t kLongestName = 64;
  constexpr std::size_t kLongestAccount = 64;
  constexpr std::size_t kLongestUrl = 512;
  if (name.size() > kLongestName || parent.size() > kLongestName || value.size() > kLongestUrl) return false;
  if (value.find("://") != std::string_view::npos) return IsBaseUrl(EnvironmentModel::Normalised(name), value);
  if (parent.empty() || value.empty() || value.size() > kLongestAccount) return false;
  const std::string joined = EnvironmentModel::Normalised(parent) + EnvironmentModel::Normalised(name);
  return std::find(kAccountNames.begin(), kAccountNames.end(), joined) != kAccountNames.end();
}

Span DebugFlagOf(std::string_view text) {
  constexpr std::string_view kName = "DEBUG";
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at + 1)) {
    if (at > 0 && text[at - 1] != '\n') continue;
    std::size_t begin = at + kName.size();
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '=')) ++begin;
    for (const std::string_view flag : {"True", "False"}) {
      if (text.substr(begin).starts_with(flag)) return {begin, begin + flag.size()};
    }
  }
  return {};
}

Span ProductionFlagOf(std::string_view text) {
  constexpr std::string_view kName = "production:";
  for (std::size_t at = text.find(kName); at != std::string_view::npos; at = text.find(kName, at + 1)) {
    if (at > 0 && !IsSpace(text[at - 1]) && text[at - 1] != '{') continue;
    std::size_t begin = at + kName.size();
    while (begin < text.size() && IsBlank(text[begin])) ++begin;
    for (const std::string_view flag : {"true", "false"}) {
      if (text.substr(begin).starts_with(flag)) return {begin, begin + flag.size()};
    }
  }
  return {};
}

bool ConfiguresEnvironment(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  const std::string_view name = slash == std::string_view::npos ? path : path.substr(slash + 1);
  // Most files of a tree are sorted out by their ends, most of those by one letter.
  static constexpr auto kEnds = std::to_array<std::string_view>({
      "yml", "yaml", "json", "toml", "env", "properties", "tfvars", "config", "local", "production", "staging", "prod",
      "development", "test", "vars", "conf", "ini", "xcconfig", "plist", "entitlements", "tfvars.json", "npmrc",
  });
  static constexpr ByteSet kLast = [] {
    ByteSet last;
    for (const std::string_view end : kEnds) last.Add(static_cast<unsigned char>(end.back()));
    return last;
  }();
  if (name.empty() || (!kLast.Has(name.back()) && !name.starts_with(".env"))) return false;
  const std::size_t dot = name.rfind('.');
  const std::string_view end = dot == std::string_view::npos ? name : name.substr(dot + 1);
  if (!name.starts_with(".env") && std::find(kEnds.begin(), kEnds.end(), end) == kEnds.end()) return false;
  return IsConfigurationName(name);
}

std::vector<std::size_t> PartsOf(std::string_view text, bool properties) {
  std::vector<std::size_t> parts;
  const std::string_view mark = properties ? "\n#---" : "\n---";
  for (std::size_t at = text.find(mark); at != std::string_view::npos; at = text.find(mark, at + mark.size())) {
    const std::size_t after = at + mark.size();
    if (after == text.size() || text[after] == '\n' || text[after] == '\r' || text[after] == ' ') parts.push_back(after);
  }
  return parts;
}

std::vector<std::string> ConditionsAt(std::string_view text, std::size_t offset) {
  constexpr std::size_t kDeepest = 32;
  std::vector<std::string> open;
  std::size_t begin = 0;
  while (begin < offset) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    begin = end + 1;
    const std::size_t hash = line.find_first_not_of(" \t");
    if (hash == std::string_view::npos || line[hash] != '#') continue;
    line = line.substr(hash + 1);
    line = line.substr(std::min(line.find_first_not_of(" \t"), line.size()));
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
    if (line.starts_with("if")) {
      if (open.size() < kDeepest) open.push_back(fmt::format("#{}", line.substr(0, 80)));
    } else if (line.starts_with("el") && !open.empty()) {
      open.back() = line.starts_with("elif") ? fmt::format("#if{}", line.substr(4, 80)) : "else of " + open.back();
    } else if (line.starts_with("endif") && !open.empty()) {
      open.pop_back();
    }
  }
  return open;
}

bool DocumentScan::SetsEnvironment() const {
  constexpr std::size_t kLongestText = 256U << 10;
  return pipeline_.needs_settings() && document_.text().size() <= kLongestText && ConfiguresEnvironment(document_.path);
}

Assignment DocumentScan::PlainAssignment(std::string_view name, Span span) const {
  Assignment made;
  made.path.emplace_back(name);
  made.span = span;
  made.value = span.Of(document_.text());
  made.is_code = true;
  made.reported = false;
  made.file = document_.path;
  made.blob = document_.blob;
  made.provenance = document_.provenance;
  made.where = FindingMaker::Locate(document_, *lines_, span);
  made.begin = made.where.begin;
  made.end = made.where.end;
  return made;
}

// A vendor's published value that code falls back to.
void DocumentScan::TakePublished(const LiteralContext& context, Assignment& made) const {
  const std::string_view path[] = {context.fallback_for};
  const NamedKeys named = pipeline_.names().Lookup(path);
  if (named.provider == nullptr || context.text.empty()) return;
  const Verdict verdict = DiagnoseValue(context.text, context.span, context.fallback_for, named.keys, ContextOf(nullptr));
  if (verdict.key == nullptr || verdict.form != Form::kPublished) return;
  made.key = verdict.key;
  made.form = verdict.form;
}

void DocumentScan::MakeReferences() {
  if (!pipeline_.options().take_assignments || kind_ != TextKind::kSource || in_test_) return;
  const std::string_view text = document_.text();
  std::set<std::string_view> seen;
  for (const std::size_t hit : name_hits_) {
    const Span name = ReadFromEnvironment(text, hit);
    if (name.size() == 0 || !seen.insert(name.Of(text)).second) continue;
    lines();   // PlainAssignment() needs them.
    Assignment made = PlainAssignment(name.Of(text), name);
    const std::string_view path[] = {name.Of(text)};
    const NamedKeys named = pipeline_.names().Lookup(path);
    made.secret_name = IsSecretName(name.Of(text));
    made.provider = named.provider;
    made.wanted = named.keys;
    made.exact_kind = named.exact_kind;
    made.kind = ValueKind::kReference;
    result_.assignments.push_back(std::move(made));
  }
}

// A value and its aliases are judged as one: what they hold belongs to each.
void DocumentScan::LinkAliases(std::vector<const Judged*>& keys) const {
  const auto is_alias = [](const LiteralContext& context) { return !context.alias.empty(); };
  if (std::none_of(contexts_.begin(), contexts_.end(), is_alias)) return;
  std::vector<const Judged*> found;
  for (const Judged& judged : judged_) {
    if (judged.verdict.key != nullptr) found.push_back(&judged);
  }
  std::sort(found.begin(), found.end(), [](const Judged* a, const Judged* b) { return a->item.span.begin < b->item.span.begin; });
  for (std::size_t i = 0; i < contexts_.size(); ++i) {
    if (keys[i] != nullptr) continue;
    const auto first = std::lower_bound(found.begin(), found.end(), contexts_[i].span.begin,
                                        [](const Judged* one, std::size_t begin) { return one->item.span.begin < begin; });
    if (first != found.end() && (*first)->item.span.end <= contexts_[i].span.end) keys[i] = *first;
  }
}

void DocumentScan::MakeAssignments() {
  if (!pipeline_.needs_settings() || (contexts_.empty() && judged_.empty())) return;
  // Which context holds which key: the outermost value wins its bytes.
  std::vector<const Judged*> keys(contexts_.size(), nullptr);
  for (const Judged& judged : judged_) {
    if (judged.item.context && judged.verdict.key != nullptr) keys[*judged.item.context] = &judged;
  }
  LinkAliases(keys);
  const std::string_view text = document_.text();
  const bool is_settings = kind_ == TextKind::kSettings;
  std::vector<std::size_t> parts;
  if (format_ == Format::kYaml || format_ == Format::kProperties) parts = PartsOf(text, format_ == Format::kProperties);
  constexpr std::size_t kMostConditions = 64;   // Each reads the text up to it.
  std::size_t conditions = 0;
  std::size_t items = 0;
  std::vector<Mask>& masks = masks_;   // With those of the findings, in their order.
  const auto of_findings = static_cast<std::ptrdiff_t>(masks.size());
  const auto is_masked = [&](Span span) {
    const auto end = masks.begin() + of_findings;
    const auto mask = std::lower_bound(masks.begin(), end, span.begin, [](const Mask& one, std::size_t at) { return one.span.begin < at; });
    return mask != end && mask->span == span;
  };
  for (const Judged& judged : judged_) {
    if (judged.verdict.key == nullptr || judged.verdict.form == Form::kReference || judged.verdict.form == Form::kNotAKey) continue;
    if (is_masked(judged.item.span)) continue;
    const std::string_view token = judged.item.candidate.token;
    masks.push_back({judged.item.span, Redact(token, RandomCharacters(*judged.verdict.key, token.size()))});
  }
  std::vector<Span> known;                            // Of keys, by their begin.
  for (const Judged& judged : judged_) known.push_back(judged.item.span);
  std::sort(known.begin(), known.end(), [](Span a, Span b) { return a.begin < b.begin; });
  const auto is_part_of_key = [&](Span span) {
    auto after = std::upper_bound(known.begin(), known.end(), span.begin, [](std::size_t at, Span one) { return at < one.begin; });
    return after != known.begin() && (--after)->end > span.begin;
  };
  const bool gradle = document_.path.ends_with(".gradle") || document_.path.ends_with(".gradle.kts");
  const bool translations = HoldsTranslations(document_.path);   // Their "password" is a word to be shown.
  const bool blocks = gradle || document_.path.ends_with("Jenkinsfile");
  std::vector<std::pair<std::size_t, Span>> places;   // Assignment, its value.
  result_.assignments.reserve(std::min({judged_.size(), contexts_.size(), kMostAssignments}));
  for (std::size_t i = 0; i < contexts_.size(); ++i) {
    if (result_.assignments.size() >= kMostAssignments) {
      SayLeftOut("It holds more than 20,000 keys and settings: those behind them were not compared with others.");
      break;
    }
    LiteralContext& context = contexts_[i];
    const Judged* judged = keys[i];
    // The claims of a token are no settings of their own.
    if (judged == nullptr && !context.decoded_from.empty() && is_part_of_key(context.span)) continue;
    if (context.path.empty() && gradle && judged != nullptr) {
      if (const Span name = QuotedNameBefore(text, context.span.begin); name.size() != 0) context.path.emplace_back(name.Of(text));
    }
    if ((context.path.empty() && !context.is_fallback) || (context.kind == LiteralKind::kText && judged == nullptr)) continue;
    const std::string_view parent = context.path.size() > 1 ? std::string_view(context.path[context.path.size() - 2]) : "";
    SettingUse use;
    const bool fallback = context.is_fallback && !context.fallback_for.empty();
    if (!is_settings && !context.is_fallback && !context.path.empty() && NamesCodeEnvironment(context.path.back())) {
      use.names_environment = true;
    } else if (is_settings || context.named.provider != nullptr || judged != nullptr || fallback ||
               (!context.path.empty() && GoesWithKeys(context.path.back(), parent, context.text))) {
      use = pipeline_.settings().UseOf(fallback || context.path.empty() ? std::string_view(context.fallback_for) : context.path.back(), parent, context.text);
    }
    if (translations && judged == nullptr && context.named.provider == nullptr) continue;
    Assignment made;
    if (judged == nullptr && fallback) TakePublished(context, made);
    if (judged == nullptr && context.named.provider == nullptr && !use.any() && made.key == nullptr) continue;
    made.path = context.path;
    if (made.path.empty()) made.path.push_back(context.fallback_for);
    const bool alias = !context.alias.empty();
    const Span written = judged != nullptr ? judged->item.span : context.span;
    made.span = alias ? context.alias : written;
    made.name_span = context.name_span;
    made.value = judged != nullptr ? std::string(judged->item.candidate.token.substr(0, kLongestValue)) : context.text;
    if (judged != nullptr) {
      made.key = judged->verdict.key;
      made.form = judged->verdict.form;
      made.facts = judged->verdict.facts;
      if (made.value.empty()) made.value = judged->item.token.substr(0, kLongestValue);
      lines();   // PlaceOf() needs them.
      made.for_clients = made.key->id == "google-api-key" && IsClientsGoogleKey(PlaceOf(*judged));
    }
    made.is_fallback = context.is_fallback;
    made.fallback_for = context.fallback_for;
    made.in_comment = context.in_comment;
    made.is_compared = context.is_compared;
    made.is_code = kind_ == TextKind::kSource;
    made.is_prose = kind_ == TextKind::kProse || kind_ == TextKind::kUnknown;
    made.provider = context.named.provider;
    made.wanted = context.named.keys;
    made.exact_kind = context.named.exact_kind;
    made.host_of = use.host_of;
    made.host_is_test = use.host_is_test;
    made.host = std::move(use.host);
    made.secret_name = use.secret_name;
    made.statement = context.statement;
    made.part = static_cast<std::uint32_t>(std::upper_bound(parts.begin(), parts.end(), made.span.begin) - parts.begin());
    if ((kind_ == TextKind::kSource || format_ == Format::kShell) && (judged != nullptr || fallback) && ++conditions <= kMostConditions) {
      made.guards = GuardsAt(format_, blocks, text, made.span);
    }
    const bool nested = format_ == Format::kYaml || format_ == Format::kJson;
    if (nested && judged != nullptr && ++conditions <= kMostConditions) {
      if (std::string choice = ChoiceAt(text, made.span.begin); !choice.empty()) made.guards.push_back(std::move(choice));
    }
    // { "name": "APP_ENV", "value": "prod" } is an item that speaks for the others.
    if (use.names_environment && !made.is_code) made.statement = {};
    if (use.names_environment && !made.is_code && IsForOneCommand(text, context.name_span, made.span)) made.statement = LineAt(text, made.span.begin);
    if (nested && use.names_environment && IsKeyOfPair(text, context.name_span) && ++items <= kMostConditions) {
      made.statement = ListItemAt(text, made.name_span.begin, format_ == Format::kJson);
    }
    made.kind = ValueKind::kLiteral;
    switch (ClassifyValue(context.text)) {
      case ValueClass::kEmpty: made.kind = ValueKind::kEmpty; break;
      case ValueClass::kReference:
      case ValueClass::kCiphertext: made.kind = ValueKind::kReference; break;
      case ValueClass::kPlaceholder:
      case ValueClass::kMasked: made.kind = ValueKind::kPlaceholder; break;
      case ValueClass::kCode: made.kind = ValueKind::kExpression; break;
      default: break;
    }
    if (context.has_holes) made.kind = ValueKind::kExpression;
    if (judged != nullptr) {
      made.kind = made.form == Form::kReference ? ValueKind::kReference
                  : made.form == Form::kPlaceholder ? ValueKind::kPlaceholder : ValueKind::kLiteral;
    }
    made.reported = document_.reported;
    made.file = document_.path;
    made.provenance = document_.provenance;
    made.blob = document_.blob;
    made.ignored = document_.ignored;
    made.decoded_from = context.decoded_from;
    made.digest = DigestOf(made.value);
    made.where = FindingMaker::Locate(document_, lines(), made.span);
    if (alias) made.written = FindingMaker::Locate(document_, lines(), written);
    made.begin = made.where.begin;
    made.end = made.where.end;
    made.counted = IsCounted(document_, made.where);
    const std::size_t random = made.key != nullptr ? RandomCharacters(*made.key, made.value.size()) : 0;
    const bool shown = made.kind == ValueKind::kEmpty || made.kind == ValueKind::kReference || use.names_environment ||
                       (use.host_of != nullptr && made.key == nullptr);
    made.preview = pipeline_.options().show_secrets ? made.value : Redact(made.value, random);
    if (!shown && !alias && made.kind == ValueKind::kLiteral && made.span.size() >= 6) masks.push_back({made.span, made.preview});
    for (SharedText* shared : {&made.file, &made.blob, &made.where.path}) scratch_.texts.Share(*shared);
    places.emplace_back(result_.assignments.size(), made.span);
    result_.assignments.push_back(std::move(made));
  }
  if (format_ == Format::kPython && !result_.assignments.empty()) {
    if (const Span flag = DebugFlagOf(text); flag.size() != 0) {
      lines();   // PlainAssignment() needs them.
      result_.assignments.push_back(PlainAssignment("DEBUG", flag));
    }
  }
  if (document_.path.ends_with("environments/environment.ts") && !result_.assignments.empty()) {
    if (const Span flag = ProductionFlagOf(text); flag.size() != 0) {
      lines();   // PlainAssignment() needs them.
      result_.assignments.push_back(PlainAssignment("production", flag));
    }
  }
  NormaliseMasks(masks);
  for (const auto& [index, span] : places) {
    Assignment& made = result_.assignments[index];
    Finding carrier;
    FindingMaker::AddSnippet(carrier, document_, lines(), span, masks);
    made.snippet = std::move(carrier.snippet);
    made.snippet_line = carrier.snippet_line;
    made.marked = carrier.marked;
  }
}

}  // namespace keylint
