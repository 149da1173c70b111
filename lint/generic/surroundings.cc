// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/surroundings.h"

#include <algorithm>
#include <iterator>

#include "lint/base/ascii.h"
#include "lint/base/search.h"

namespace keylint {
namespace {

constexpr std::size_t kReach = 512;

std::string_view Before(const GenericCandidate& candidate, std::string_view text) {
  const std::size_t end = std::min(candidate.span.begin, text.size());
  return text.substr(end - std::min(end, kReach), std::min(end, kReach));
}

std::string_view Behind(const GenericCandidate& candidate, std::string_view text) { return text.substr(std::min(candidate.span.end, text.size()), kReach); }

// The URL, or what is written without blanks, up to the candidate.
std::string_view AddressBefore(const GenericCandidate& candidate, std::string_view text) {
  const std::string_view before = Before(candidate, text);
  const std::size_t begin = before.find_last_of(" \t\n\"'`()<>");
  return begin == std::string_view::npos ? before : before.substr(begin + 1);
}

// ".../badge.svg?token=x": lets read a picture, and stands in every README.
bool IsOfBadge(const GenericCandidate& candidate, std::string_view text) {
  if (candidate.path.empty() || candidate.path.back() != "token") return false;
  const std::string_view address = AddressBefore(candidate, text);
  return address.find("://") != std::string_view::npos && (address.find(".svg?") != std::string_view::npos || address.find("/project_badges/") != std::string_view::npos);
}

// "https://static.zdassets.com/ekr/snippet.js?key=x": which shop's window it is.
// Source: Zendesk's Web Widget, "Embedding the widget" (read 2026-11).
bool IsOfWidget(const GenericCandidate& candidate, std::string_view text) {
  return candidate.facts.value_class == ValueClass::kUuid && AddressBefore(candidate, text).ends_with("zdassets.com/ekr/snippet.js?key=");
}

// storePassword 'android' of debug.keystore, which every copy of the tools
// makes. Source: developer.android.com/studio/publish/app-signing (read 2026-11).
bool IsOfDebugKeyStore(const GenericCandidate& candidate, std::string_view text) {
  if (candidate.value != "android") return false;
  const auto says = [](std::string_view around) { return Holds(around, "debug.keystore") || Holds(around, "androiddebugkey"); };
  return says(Before(candidate, text)) || says(Behind(candidate, text));
}

// redis.get("session:5f0c...")
bool IsKeyOfStore(const GenericCandidate& candidate, std::string_view text) {
  return candidate.carrier == Carrier::kPair && candidate.name.kind == SecretKind::kSession && candidate.facts.value_class == ValueClass::kUuid &&
         Before(candidate, text).ends_with("session:");
}

// <Tab key="5f0c..." />: by which a component's copies are told apart.
bool IsKeyOfElement(const GenericCandidate& candidate, std::string_view text) {
  const ValueClass what = candidate.facts.value_class;
  if (candidate.path.empty() || candidate.path.back() != "key" || (what != ValueClass::kUuid && what != ValueClass::kHash)) return false;
  const std::string_view before = Before(candidate, text);
  const std::size_t open = before.find_last_of("<>;");
  const bool in_tag = open != std::string_view::npos && open + 1 < before.size() && before[open] == '<' && IsUpper(before[open + 1]);
  return in_tag && before.size() > 5 && before.substr(before.size() - 5, 4) == "key=";
}

// new InjectionToken<string>('ApiBaseUrl'): Angular's name of what is injected.
bool IsNameOfInjected(const GenericCandidate& candidate, std::string_view text) {
  constexpr std::size_t kLongestType = 80;
  constexpr std::string_view kClass = "InjectionToken";
  if (candidate.quote == Quote::kNone || !std::all_of(candidate.value.begin(), candidate.value.end(), IsWord)) return false;
  std::string_view before = Before(candidate, text);
  before.remove_prefix(before.size() - std::min(before.size(), kLongestType));
  const std::size_t at = before.rfind(kClass);
  if (at == std::string_view::npos) return false;
  const std::string_view between = before.substr(at + kClass.size());
  return between.size() >= 2 && between[between.size() - 2] == '(' && between.find('(') == between.size() - 2;
}

// DB_PASSWORD = credentials('shop-db'): where Jenkins keeps it.
bool IsNameOfCredential(const GenericCandidate& candidate, std::string_view text) {
  const std::string_view before = Before(candidate, text);
  return candidate.quote != Quote::kNone && (before.ends_with("= credentials('") || before.ends_with("= credentials(\""));
}

// The name of a test behind the word, among other tests' results, one a line.
bool IsResultOfTest(const GenericCandidate& candidate, std::string_view text) {
  static constexpr std::string_view kResults[] = {"FAIL: ", "PASS: ", "SKIP: ", "UNSUPPORTED: ", "XFAIL: "};
  if (candidate.quote != Quote::kNone || candidate.path.empty() || candidate.path.back() != "PASS") return false;
  const auto is_result = [](std::string_view line) { return std::any_of(std::begin(kResults), std::end(kResults), [&](std::string_view result) { return line.starts_with(result); }); };
  std::string_view before = Before(candidate, text);
  before = before.substr(0, before.rfind('\n') + 1);   // Up to its line.
  if (!before.empty()) before.remove_suffix(1);
  if (is_result(before.substr(before.rfind('\n') + 1))) return true;
  const std::string_view behind = Behind(candidate, text);
  const std::size_t end = behind.find('\n');
  return end != std::string_view::npos && is_result(behind.substr(end + 1));
}

// jdbc:postgresql://postgres:postgres@localhost/app
bool IsUserAtHome(const GenericCandidate& candidate, std::string_view text) {
  static constexpr std::string_view kHosts[] = {"@127.0.0.1", "@[::1]", "@localhost"};
  if (candidate.carrier != Carrier::kUrl) return false;
  const std::string_view behind = Behind(candidate, text);
  if (std::none_of(std::begin(kHosts), std::end(kHosts), [&](std::string_view host) { return behind.starts_with(host); })) return false;
  const std::string_view before = Before(candidate, text);
  return before.ends_with("/" + candidate.value + ":");
}

// A service's own name under its KC_DB_PASSWORD, as examples of Compose have it.
bool IsNameOfService(const GenericCandidate& candidate) {
  constexpr std::size_t kNear = 4;
  if (candidate.carrier != Carrier::kLiteral || candidate.facts.lower != candidate.facts.size || candidate.name.kind != SecretKind::kPassword || candidate.path.empty()) return false;
  const auto last = candidate.path.end() - 1;
  const auto first = last - std::min<std::ptrdiff_t>(kNear, last - candidate.path.begin());
  return std::find(first, last, candidate.value) != last || LowerAscii(*last).starts_with(candidate.value + "_");
}

}  // namespace

std::string_view ToldBySurroundings(const GenericCandidate& candidate, std::string_view text) {
  if (IsOfBadge(candidate, text)) return "lets read a badge, and stands where everybody reads it";
  if (IsOfWidget(candidate, text)) return "which site a widget is of";
  if (IsOfDebugKeyStore(candidate, text)) return "the password of Android's debug key store, the same for all";
  if (IsNameOfInjected(candidate, text)) return "a name by which something is asked for";
  if (IsNameOfCredential(candidate, text)) return "the name of a credential that is kept elsewhere";
  if (IsResultOfTest(candidate, text)) return "the name of a test that passed";
  if (IsKeyOfStore(candidate, text) || IsKeyOfElement(candidate, text)) return "a key that something is found by";
  return {};
}

bool IsFirstPassword(const GenericCandidate& candidate, std::string_view text) { return IsUserAtHome(candidate, text) || IsNameOfService(candidate); }

}  // namespace keylint
