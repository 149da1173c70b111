// SPDX-License-Identifier: Apache-2.0
// The life of one document in the pipeline: the raw lane, the lane of decoded
// values, their meeting by span, and what is said in the end.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "lint/base/line_index.h"
#include "lint/base/span.h"
#include "lint/base/span_index.h"
#include "lint/decode/decode.h"
#include "lint/decode/nested.h"
#include "lint/diagnose/diagnose.h"
#include "lint/diagnose/signed_address.h"
#include "lint/generic/generic_scan.h"
#include "lint/judge/redact.h"
#include "lint/model/literal.h"
#include "lint/model/verdict.h"
#include "lint/scan/encoding_names.h"
#include "lint/scan/name_gate.h"
#include "lint/scan/pipeline.h"
#include "lint/scan/trace.h"

namespace keylint {

/// What is remembered of a Literal after its sink call.
struct LiteralContext {
  std::string text;                 ///< Cut at kMaxRemembered bytes.
  Span span;
  Span alias;              ///< See Literal::alias.
  Span name_span;
  Span statement;
  std::vector<std::string> path;
  std::string full_name;   ///< The nearest names of the path: "openai.api_key".
  std::string callee;
  std::string fallback_for;
  LiteralKind kind = LiteralKind::kText;
  Quote quote = Quote::kNone;
  bool in_comment = false;
  bool is_fallback = false;
  bool is_compared = false;
  bool has_holes = false;
  bool remembered_whole = true;
  std::vector<std::string> decoded_from;
  Base64Use base64 = Base64Use::kNone;
  NamedKeys named;
};

class DocumentScan {
 public:
  DocumentScan(const Pipeline& pipeline, const Document& document, Pipeline::Scratch& scratch);

  DocumentResult Run();
  /// After Run(): whether a comment that accepts findings may stand in the text.
  bool holds_allow_mark() const { return holds_allow_mark_; }
  /// After Run(): every secret that was found, also those that nobody asked
  /// for; sorted, none overlapping another.
  const std::vector<Mask>& masks() const { return masks_; }

 private:
  /// A candidate with its place in the document and the literal around it.
  struct Item {
    Candidate candidate;              ///< token borrows `token` or the document.
    std::string token;                ///< Decoded tokens only.
    Span span;                        ///< In the document.
    std::optional<std::size_t> context;
    std::vector<std::string> decoded_from;
  };
  struct Judged {
    Item item;
    Verdict verdict;
  };
  /// An address that carries its own access (signed_addresses.cc).
  struct Signed {
    Span address;
    Span signature;
    std::string token;                ///< The signature's value.
    SignedAddress facts;
    std::vector<std::string> path;
    std::vector<std::string> decoded_from;
  };

  void Classify();
  void Describe();
  /// Whether its name says that it configures an environment.
  bool SetsEnvironment() const;
  bool HoldsCertificates() const;
  bool HoldsDer() const;
  bool IsTooLarge() const;
  bool WorthDecoding(const Matches& found);
  /// The value beside the name at `hit`; the provider's own variables count.
  ValueSign SignOf(const NameHit& hit) const;
  /// Bytes; longer documents are read around what was seen.
  std::size_t LongestReadWhole(const Matches& found) const;
  void ReadDocument(const Matches& found, bool whole);
  void AddNamedPlaces(const Matches& found, std::vector<std::size_t>& places) const;
  void TakeRaw(const Matches& found);
  void TakePlaced(std::span<const PlacedKey> placed);
  /// A literal as it stands, and what it decodes to.
  void TakeLiteral(const Literal& literal);
  void TakePlain(const Literal& literal);
  void TakeEncoded(const Literal& literal);
  void TakeEncodedHit(Span hit);
  void TakeEncodedRuns();
  bool NameStandsAt(const Literal& literal) const;
  /// Indices [first, last) of the raw items that may overlap `span`; a bounded
  /// number, so that a document of one long token stays linear.
  std::pair<std::size_t, std::size_t> ItemsIn(Span span) const;
  void ScanDecoded(const Literal& literal, std::size_t context);
  std::size_t Remember(const Literal& literal, NamedKeys named);
  void JudgeNamed(const Literal& literal, std::size_t context);
  Context ContextOf(const Literal* literal) const;
  void JudgeItems();
  void JudgeCluster(std::size_t begin, std::size_t end);
  Verdict Diagnosed(const Item& item) const;
  Verdict ValueVerdict(const Item& item) const;
  static bool AlreadyExplained(const std::vector<Judged>& cluster, const Item& item);
  int Rank(const Item& item, const Verdict& verdict) const;
  /// `span` of this document, whose lines are known by now.
  TokenPlace PlaceAt(Span span) const;
  TokenPlace PlaceOf(const Judged& judged) const;
  /// Whether the run, the document's state and the lines that count want it.
  bool IsWanted(const Finding& finding) const;
  void MakeFindings();
  void HeedExpiry(const Judged& judged, Finding& finding) const;
  /// The signed address around `at` of the document, or of a decoded text,
  /// and there where it ends.
  void TakeSigned(std::size_t at);
  std::size_t TakeSigned(const Literal& decoded, std::size_t at);
  /// Signed addresses whose time is not over.
  void AddSigned();
  /// The spans of contexts_, numbered as they stand there.
  SpanIndex ContextPlaces() const;
  /// Secrets without a known shape, by span, where nothing better is known.
  void AddGeneric(const std::vector<GenericSecret>& secrets);
  Finding FromGeneric(const GenericSecret& secret) const;
  /// Notes a setting whose private key its program cannot read.
  void TakeBrokenArmour(const Literal& literal);
  std::optional<Finding> KnownByStructure(const GenericSecret& secret, const TokenPlace& place) const;
  /// `span` is spoken for; `finding` is what is said about it, if anything.
  void Place(Span span, std::optional<Finding> finding);
  /// A bound kept something of the document from being read or judged.
  void SayLeftOut(std::string message);
  /// Adds it, its texts shared with those before it.
  void Keep(Finding finding);
  void AddSnippets();
  void MakeAssignments();
  void LinkAliases(std::vector<const Judged*>& keys) const;
  /// The variables that a program reads, for the inventory.
  void MakeReferences();
  void TakePublished(const LiteralContext& context, Assignment& made) const;
  Assignment PlainAssignment(std::string_view name, Span span) const;
  void MakeExpiry();
  const LineIndex& lines();

  // For `explain` (document_trace.cc); called only with a trace_.
  void TraceNeedles(const Matches& found);
  void TraceReading(bool decoded, bool whole);
  void TraceLiteral(const Literal& literal);
  void TraceNames(const Literal& literal, const NamedKeys& named);
  void TraceVerdict(const Item& item, const Verdict& verdict);
  void TraceLoser(const Judged& loser, const Judged& winner);
  void TraceGeneric();
  void TraceSilence(Span span, const std::optional<Finding>& finding);
  /// From here on diagnosis writes its steps beside `span`.
  void Watch(Span span) { steps_ = trace_ == nullptr ? nullptr : trace_->StepsAt(span); }

  const Pipeline& pipeline_;
  const Document& document_;
  Pipeline::Scratch& scratch_;
  Format format_ = Format::kPlainText;
  TextKind kind_ = TextKind::kUnknown;
  bool names_alone_ = false;              ///< NamesWithoutOperator(format_)
  bool holds_settings_ = false;           ///< A table, one column of which names another's values.
  SettingFormat syntax_;
  bool in_test_ = false;
  std::vector<Item> items_;               ///< Raw ones first, by span.begin; gone once judged.
  bool held_items_ = false;
  std::vector<std::size_t> raw_reach_;    ///< Largest end up to each raw item.
  std::vector<LiteralContext> contexts_;
  std::vector<Judged> values_;            ///< Verdicts on whole values by their names.
  std::vector<Judged> judged_;
  std::vector<std::size_t> name_hits_;    ///< Where names' words begin.
  std::vector<ValueSign> signs_;          ///< SignOf() the first of all names found.
  std::vector<Span> encoded_hits_;        ///< Beginnings of keys in base64.
  std::size_t encoded_until_ = 0;         ///< The last one's run goes on to here.
  std::vector<Signed> signed_;
  CoveredBytes signed_bytes_;             ///< Their signatures.
  Span last_address_;                     ///< Around the last mark of a signature.
  std::vector<std::size_t> dates_;        ///< Where something with a date of its own begins.
  bool holds_allow_mark_ = false;
  bool holds_armour_ = false;
  struct BrokenArmour {
    Span span;                            ///< Of the value.
    std::string detail;
  };
  std::vector<BrokenArmour> broken_armours_;
  DecodeBudget budget_;
  GenericScan generic_;
  std::optional<LineIndex> lines_;
  std::vector<Span> spoken_for_;
  std::vector<Span> places_;              ///< Of result_.findings, one each.
  std::vector<Mask> masks_;
  DocumentResult result_;
  Trace* trace_ = nullptr;                ///< Null in every ordinary scan.
  std::vector<std::string>* steps_ = nullptr;
};

}  // namespace keylint
