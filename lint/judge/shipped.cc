// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/shipped.h"

#include <algorithm>
#include <array>

#include "lint/base/ascii.h"
#include "lint/judge/exposure.h"

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
std::string Normalised(std::string_view name) {
  std::string normalised;
  for (const char c : LowerAscii(name)) {
    if (IsAlnum(c)) normalised += c;
  }
  return normalised;
}

std::string NameOf(const TokenPlace& place) { return place.name_path.empty() ? std::string() : Normalised(place.name_path.back()); }

std::string_view Around(const TokenPlace& place) {
  constexpr std::size_t kReach = 2048;
  const std::size_t begin = place.span.begin - std::min(place.span.begin, kReach);
  return place.document->text().substr(begin, place.span.end - begin + kReach);
}

bool StandsBeside(const Shipped& row, const TokenPlace& place) {
  const std::string_view around = Around(place);
  return std::any_of(row.beside.begin(), row.beside.end(), [around](std::string_view mark) { return around.find(mark) != std::string_view::npos; });
}

// "googleMaps", "com.google.android.geo.API_KEY", "google_crash_reporting_api_key", "firebase".
bool NamesClientApi(const TokenPlace& place) {
  constexpr auto kNames = std::to_array<std::string_view>({
      "maps", "gmap", "gmsapi", "gmskey", "geoapikey", "places", "geocoding", "firebase", "recaptcha", "youtube", "googleapikey", "googlecrashreporting",
  });
  return std::any_of(place.name_path.begin(), place.name_path.end(), [&](const std::string& part) {
    const std::string name = Normalised(part);
    return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view one) { return name.find(one) != std::string::npos; });
  });
}

// "https://maps.googleapis.com/maps/api/js?key=" and what else a page embeds.
bool IsInEmbeddedMap(const TokenPlace& place) {
  constexpr std::size_t kLongest = 512;
  const std::size_t begin = place.span.begin - std::min(place.span.begin, kLongest);
  std::string_view address = place.document->text().substr(begin, place.span.begin - begin);
  const std::size_t scheme = address.rfind("//");
  if (scheme == std::string_view::npos) return false;
  address.remove_prefix(scheme);
  if (address.find_first_of(" \n\"'<>") != std::string_view::npos) return false;
  return address.find("/maps/api/js?") != std::string_view::npos || address.find("/maps/api/staticmap?") != std::string_view::npos ||
         address.find("/maps/embed/v1/") != std::string_view::npos;
}

// The object that names a Firebase project: two of its fields beside the key,
// or the files that the console hands out.
bool IsFirebaseObject(std::string_view around) {
  constexpr auto kFields = std::to_array<std::string_view>({
      "firebaseapp.com", "authDomain", "projectId", "messagingSenderId", "storageBucket", "measurementId", "appId", "databaseURL", "initializeApp(",
  });
  const auto holds = [around](std::string_view mark) { return around.find(mark) != std::string_view::npos; };
  return holds("mobilesdk_app_id") || holds("GOOGLE_APP_ID") || std::count_if(kFields.begin(), kFields.end(), holds) >= 2;
}

// GMSServices.provideAPIKey("...") of an app for iOS.
bool IsProvidedToMaps(const TokenPlace& place) {
  constexpr std::string_view kCall = ".provideAPIKey(";
  constexpr std::size_t kReach = kCall.size() + 4;
  const std::size_t begin = place.span.begin - std::min(place.span.begin, kReach);
  return place.document->text().substr(begin, place.span.begin - begin).find(kCall) != std::string_view::npos;
}

// "googleTranslateApiKey": beside Firebase's fields, and not of them.
bool NamesServerApi(std::string_view name) {
  constexpr auto kNames = std::to_array<std::string_view>({"gemini", "genai", "speech", "translat", "vision"});
  return std::any_of(kNames.begin(), kNames.end(), [name](std::string_view one) { return name.find(one) != std::string_view::npos; });
}

// What loads a map into a page or an app.
bool LoadsMap(std::string_view around) {
  constexpr auto kMarks = std::to_array<std::string_view>({
      "google.maps.", "@googlemaps/", "js-api-loader", "useJsApiLoader", "@react-google-maps", "GMSServices", "google_maps_flutter",
  });
  return std::any_of(kMarks.begin(), kMarks.end(), [around](std::string_view mark) { return around.find(mark) != std::string_view::npos; });
}

bool Matches(const Shipped& row, const TokenPlace& place) {
  if (!row.name.empty() && NameOf(place) != row.name) return false;
  if (!place.token.starts_with(row.prefix)) return false;
  const std::string_view body = place.token.substr(row.prefix.size());
  return (row.size == 0 || body.size() == row.size) && Fits(row.form, body) && StandsBeside(row, place);
}

}  // namespace

// Source: "API security best practices" of Google Maps Platform and "Learn
// about using and managing API keys for Firebase" (read 2026-11).
bool IsClientsGoogleKey(const TokenPlace& place) {
  if (IsInEmbeddedMap(place) || IsProvidedToMaps(place)) return true;
  const std::string& path = place.document->path;
  const bool built = path.ends_with("build.gradle") || path.ends_with("build.gradle.kts");   // Into an app.
  if (NamesClientApi(place) && (built || !ExposureOf(place.name_path, path).empty())) return true;
  const std::string_view around = Around(place);
  const std::string name = NameOf(place);
  if (IsFirebaseObject(around) && !NamesServerApi(name)) return true;
  return (name.ends_with("apikey") || name == "key" || name.empty()) && LoadsMap(around);
}

void HeedShipped(Finding& finding, const TokenPlace& place) {
  if (finding.rule_id == "leaked-key/google-api-key" && IsClientsGoogleKey(place)) {
    finding.level = std::min(finding.level, Level::kNote);
    finding.why = "Pages and apps ship this key by design; while nothing restricts it, whoever reads it can bill other APIs to the project.";
    finding.fix = "In the Google Cloud console, under Credentials, restrict it to the pages (HTTP referrers) or apps that send it, and to the APIs that they call.";
    return;
  }
  for (const Shipped& row : kShipped) {
    if (finding.rule_id != row.rule || !Matches(row, place)) continue;
    finding.level = std::min(finding.level, row.most);
    finding.why = row.why;
    return;
  }
}

}  // namespace keylint
