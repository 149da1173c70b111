// SPDX-License-Identifier: Apache-2.0
// The waist on the right: what keylint says. Reporters read nothing else.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/base/shared_text.h"
#include "lint/base/span.h"
#include "lint/model/document.h"
#include "lint/model/verdict.h"

namespace keylint {

enum class Level : std::uint8_t { kNote, kWarning, kError };
enum class Confidence : std::uint8_t { kLow, kMedium, kHigh };

std::string_view LevelName(Level level);             ///< "note" ...
std::string_view ConfidenceName(Confidence level);   ///< "low" ...

/// A place in a file, complete: the document may be gone.
struct Location {
  SharedText path;
  Span span;               ///< Bytes in the file (not the decoded text).
  Position begin, end;     ///< `end` is exclusive.
  SharedText message;      ///< For related locations and flow steps.
  bool in_archive = false;
  bool whole_file = false; ///< About no line of it: `begin` and `end` are where
                           ///< the file begins.

  /// As numbers for programs: 0 and 0 where it is about no line.
  Position ToldBegin() const { return whole_file ? Position{0, 0} : begin; }
  Position ToldEnd() const { return whole_file ? Position{0, 0} : end; }
};

/// "src/a.c:3:10"; of a whole file its path.
std::string PlaceText(const Location& where);

/// Exact text edits that mend one finding.
struct Fix {
  struct Edit {
    std::string path;
    Span span;
    Position begin, end;
    std::string text;
  };
  std::string title;
  std::vector<Edit> edits;
};

struct Suppression {
  enum class Kind : std::uint8_t { kInline, kConfiguration, kBaseline };
  Kind kind = Kind::kInline;
  std::string reason;
  std::string where;       ///< "src/a.c:12", ".keylint.toml:7".
};

std::string_view SuppressionKindName(Suppression::Kind kind);   ///< "inline" ...

/// SHA-256 of the secret; never printed, only keyed or cut to 20 bits.
using SecretDigest = std::array<unsigned char, 32>;

struct Finding {
  SharedText rule_id;                ///< "leaked-key/stripe-secret-key"
  Level level = Level::kWarning;
  Confidence confidence = Confidence::kMedium;
  SharedText title;                  ///< The key's or the check's title.
  SharedText what;                   ///< Three short sentences, together the
  SharedText why;                    ///< message. No secret in any of them.
  SharedText fix;
  Location where;
  std::vector<Location> related;
  std::vector<std::vector<Location>> code_flows;
  std::vector<Fix> fixes;
  std::vector<Suppression> suppressions;
  /// Source lines around the place with every known secret masked, and the
  /// number of the first. `marked` is the place in the snippet's bytes.
  std::string snippet;
  std::size_t snippet_line = 0;
  Span marked;

  SharedText provider;
  SharedText key_id;
  std::string preview;               ///< Redacted.
  std::string variable;
  std::vector<std::string> name_path;
  Diagnosis diagnosis = Diagnosis::kNone;
  SharedText environment;
  std::vector<std::string> environment_evidence;
  SharedText expires;
  SharedText privilege;
  SharedText mode;
  std::vector<std::string> decoded_from;
  std::vector<std::string> cwe;      ///< "CWE-798"
  double security_severity = 0;      ///< 0 to 10, CVSS-like.
  std::vector<std::pair<std::string, std::string>> facts;
  std::optional<Provenance> provenance;
  SharedText blob;                   ///< Git object it was read from, or empty.

  std::string fingerprint;           ///< "keylint/v1"
  SecretDigest digest{};
  bool has_digest = false;
  /// For allows by pattern; cleared before the report leaves the scanner.
  std::string secret;
  SharedText baseline_state;         ///< "new", "unchanged", ... or empty.

  bool suppressed() const { return !suppressions.empty(); }
  /// The part of rule_id before '/'.
  std::string_view family() const {
    return std::string_view(rule_id).substr(0, rule_id.str().find('/'));
  }
};

}  // namespace keylint
