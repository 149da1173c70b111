// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/shipped.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

enum class Form : std::uint8_t { kAny, kHex, kAlnum, kUuid };

struct Shipped {
  std::string_view rule;
  std::string_view name;                    ///< Of the variable, in small letters; empty: any.
  Form form;
  std::size_t size;                         ///< Behind `prefix`; 0: any.
  std::string_view prefix;
  std::array<std::string_view, 5> beside;   ///< One of them stands near it.
  Level most;
  std::string_view why;
};

constexpr std::string_view kGeneric = "leaked-key/generic-secret";
constexpr std::string_view kSearches = "Pages ship the key that only searches; the one that writes looks the same.";
constexpr std::string_view kReports = "Pages and apps ship this key to name the project that they report to.";

// Sources: the quick start of each vendor's browser library, and of Google
// "Learn about using and managing API keys for Firebase" (read 2026-11).
constexpr Shipped kShipped[] = {
    {"leaked-key/google-api-key", "", Form::kAny, 0, "", {"firebaseapp.com", "messagingSenderId", "mobilesdk_app_id", "GOOGLE_APP_ID", "FIREBASE_"}, Level::kWarning,
     "Apps of Firebase ship this key to name their project; while nothing restricts it, it pays for other APIs as well."},
    {"leaked-key/algolia-admin-key", "apikey", Form::kAny, 0, "", {"indexName", "docsearch", "DocSearch", "InstantSearch", "instantsearch"}, Level::kNote, kSearches},
    {kGeneric, "apikey", Form::kHex, 32, "", {"docsearch", "DocSearch", "lgolia", "nstantSearch", "nstantsearch"}, Level::kNote, kSearches},
    {kGeneric, "apikey", Form::kHex, 32, "", {"Bugsnag", "bugsnag", "amplitude", "Amplitude", "mixpanel"}, Level::kNote, kReports},
    {kGeneric, "writekey", Form::kAlnum, 32, "", {"nalytics", "egment", "udderstack", "udderStack", "rudder"}, Level::kNote, kReports},
    {kGeneric, "clienttoken", Form::kHex, 32, "pub", {"atadog", "DD_", "ddRum", "dd_", "RUM"}, Level::kNote, kReports},
    {kGeneric, "key", Form::kHex, 20, "", {"pusher", "Pusher", "PUSHER", "Echo(", "cluster:"}, Level::kNote,
     "Pages ship Pusher's key to name the app; its secret is another value."},
    {kGeneric, "accesskey", Form::kUuid, 36, "", {"web3forms", "Web3Forms", "type=\"hidden\"", "type='hidden'", "type=hidden"}, Level::kNote,
     "A form's hidden field stands in the page for everybody to read; where it names the form's owner, that is meant."},
};

bool IsHex(char c) { return IsHexDigit(c) && !IsUpper(c); }

bool Fits(Form form, std::string_view body) {
  switch (form) {
    case Form::kAny: return true;
    case Form::kHex: return std::all_of(body.begin(), body.end(), IsHex);
    case Form::kAlnum: return std::all_of(body.begin(), body.end(), IsAlnum);
    case Form::kUuid: return std::count(body.begin(), body.end(), '-') == 4 && std::all_of(body.begin(), body.end(), [](char c) { return c == '-' || IsHex(c); });
  }
  return false;
}

// "api_key", "apiKey": apikey.
std::string Normalised(const std::vector<std::string>& path) {
  std::string name;
  if (!path.empty()) {
    for (const char c : LowerAscii(path.back())) {
      if (IsAlnum(c)) name += c;
    }
  }
  return name;
}

bool StandsBeside(const Shipped& row, const TokenPlace& place) {
  constexpr std::size_t kReach = 2048;
  const std::size_t begin = place.span.begin - std::min(place.span.begin, kReach);
  const std::string_view around = place.document->text().substr(begin, place.span.end - begin + kReach);
  return std::any_of(row.beside.begin(), row.beside.end(), [around](std::string_view mark) { return around.find(mark) != std::string_view::npos; });
}

bool Matches(const Shipped& row, const TokenPlace& place) {
  if (!row.name.empty() && Normalised(place.name_path) != row.name) return false;
  if (!place.token.starts_with(row.prefix)) return false;
  const std::string_view body = place.token.substr(row.prefix.size());
  return (row.size == 0 || body.size() == row.size) && Fits(row.form, body) && StandsBeside(row, place);
}

}  // namespace

void HeedShipped(Finding& finding, const TokenPlace& place) {
  for (const Shipped& row : kShipped) {
    if (finding.rule_id != row.rule || !Matches(row, place)) continue;
    finding.level = std::min(finding.level, row.most);
    finding.why = row.why;
    return;
  }
}

}  // namespace keylint
