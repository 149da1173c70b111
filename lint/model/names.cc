// SPDX-License-Identifier: Apache-2.0
// The words for enumerators that reach people and reports.
#include "lint/model/environment.h"
#include "lint/model/finding.h"
#include "lint/model/verdict.h"

namespace keylint {

std::string_view DiagnosisName(Diagnosis diagnosis) {
  switch (diagnosis) {
    case Diagnosis::kNone: return "";
    case Diagnosis::kTooShort: return "too-short";
    case Diagnosis::kTooLong: return "too-long";
    case Diagnosis::kTruncated: return "truncated";
    case Diagnosis::kDoubled: return "doubled";
    case Diagnosis::kBadCharacter: return "bad-character";
    case Diagnosis::kInvisibleCharacter: return "invisible-character";
    case Diagnosis::kHomoglyph: return "homoglyph";
    case Diagnosis::kWhitespace: return "whitespace";
    case Diagnosis::kStrayQuote: return "stray-quote";
    case Diagnosis::kSchemePrefix: return "scheme-prefix";
    case Diagnosis::kBadPrefix: return "bad-prefix";
    case Diagnosis::kBadCase: return "bad-case";
    case Diagnosis::kBadChecksum: return "bad-checksum";
    case Diagnosis::kBadStructure: return "bad-structure";
    case Diagnosis::kMasked: return "masked";
    case Diagnosis::kPlaceholder: return "placeholder";
    case Diagnosis::kBadEncoding: return "bad-encoding";
    case Diagnosis::kConfigMangled: return "config-mangled";
    case Diagnosis::kUnrecognised: return "unrecognised";
  }
  return "";
}

std::string_view EnvironmentName(EnvironmentClass environment) {
  switch (environment) {
    case EnvironmentClass::kUnknown: return "unknown";
    case EnvironmentClass::kShared: return "shared";
    case EnvironmentClass::kProduction: return "production";
    case EnvironmentClass::kStaging: return "staging";
    case EnvironmentClass::kPreview: return "preview";
    case EnvironmentClass::kDevelopment: return "development";
    case EnvironmentClass::kTest: return "test";
    case EnvironmentClass::kSandbox: return "sandbox";
    case EnvironmentClass::kSample: return "sample";
  }
  return "";
}

std::string_view LevelName(Level level) {
  switch (level) {
    case Level::kNote: return "note";
    case Level::kWarning: return "warning";
    case Level::kError: return "error";
  }
  return "";
}

std::string PlaceText(const Location& where) {
  std::string text = where.path;
  if (where.whole_file) return text;
  return text + ':' + std::to_string(where.begin.line) + ':' + std::to_string(where.begin.column);
}

std::string_view SuppressionKindName(Suppression::Kind kind) {
  switch (kind) {
    case Suppression::Kind::kInline: return "inline";
    case Suppression::Kind::kConfiguration: return "configuration";
    case Suppression::Kind::kBaseline: return "baseline";
  }
  return "";
}

std::string_view ConfidenceName(Confidence level) {
  switch (level) {
    case Confidence::kLow: return "low";
    case Confidence::kMedium: return "medium";
    case Confidence::kHigh: return "high";
  }
  return "";
}

}  // namespace keylint
