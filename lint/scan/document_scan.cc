// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/document_scan.h"

#include <algorithm>

#include "lint/base/ascii.h"
#include "lint/checksum/structure.h"
#include "lint/decode/nested.h"
#include "lint/diagnose/base64_piece.h"
#include "lint/diagnose/randomness.h"
#include "lint/generic/inner_pairs.h"
#include "lint/generic/model.h"
#include "lint/generic/name_meaning.h"
#include "lint/judge/fingerprint.h"
#include "lint/scan/counted_lines.h"
#include "lint/scan/name_gate.h"
#include "lint/scan/name_words.h"
#include "lint/scan/structure_tags.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxRemembered = 4096;
// Longer texts configure nothing, but hold settings by the million.
constexpr std::size_t kLongestSettings = 256U << 10;
// Longer ones are read around what was seen.
constexpr std::size_t kLongText = 32U << 10;
// Overlapping candidates beyond this many say nothing new.
constexpr std::size_t kMaxCluster = 24;

TextKind KindOf(Format format) {
  switch (format) {
    case Format::kMarkdown:
    case Format::kRestructuredText:
    case Format::kAsciidoc:
    case Format::kOrg: return TextKind::kProse;
    case Format::kPlainText:
    case Format::kGherkin:
    case Format::kRobot: return TextKind::kUnknown;
    default: return IsConfiguration(format) ? TextKind::kSettings : TextKind::kSource;
  }
}

bool IsTestPath(std::string_view path) {
  constexpr std::string_view kWords[] = {"test", "spec", "fixture", "example", "mock", "sample", "demo"};
  const std::string lower = LowerAscii(path);
  if (lower.starts_with("t/") || lower.find("/t/") != std::string::npos) return true;   // Perl's tests.
  return std::any_of(std::begin(kWords), std::end(kWords),
                     [&](std::string_view word) { return lower.find(word) != std::string::npos; });
}

// "openai:" and "api_key:" below it name OPENAI_API_KEY together.
std::string FullName(std::span<const std::string_view> path) {
  constexpr std::size_t kNames = 5;
  constexpr std::size_t kLongest = 64;   // Of one name.
  std::string full;
  for (std::size_t i = path.size() > kNames ? path.size() - kNames : 0; i < path.size(); ++i) {
    if (!full.empty()) full += '.';
    full += path[i].substr(0, kLongest);
  }
  return full;
}

}  // namespace

DocumentScan::DocumentScan(const Pipeline& pipeline, const Document& document, Pipeline::Scratch& scratch)
    : pipeline_(pipeline), document_(document), scratch_(scratch), generic_(document.path, document.text()) {
  Trace* const trace = pipeline.options().trace;
  if (trace != nullptr && trace->Begin(document)) trace_ = trace;
  if (trace_ != nullptr) generic_.KeepDismissed();
}

namespace {

bool IsTable(Format format) { return format == Format::kCsv || format == Format::kTsv; }

// name,value
bool TitlesSettings(std::string_view text) {
  constexpr std::size_t kLongestTitles = 1024;
  const std::string_view titles = text.substr(0, std::min(text.find('\n'), kLongestTitles));
  return titles.find("alue") != std::string_view::npos || titles.find("VALUE") != std::string_view::npos;
}

}  // namespace

// Nothing of this is asked of the many documents in which nothing was seen.
void DocumentScan::Classify() {
  format_ = FormatOf(document_.path, document_.text());
  kind_ = KindOf(format_);
  names_alone_ = NamesWithoutOperator(format_);
  holds_settings_ = IsTable(format_) && TitlesSettings(document_.text());
}

// Nor this of those in which only names stand.
void DocumentScan::Describe() {
  syntax_ = SettingFormatOf(document_.path, FormatName(format_));
  in_test_ = IsTestPath(document_.path);
  generic_.SetFormat(kind_ == TextKind::kSettings, kind_ == TextKind::kProse || kind_ == TextKind::kUnknown);
}

const LineIndex& DocumentScan::lines() {
  if (!lines_) lines_.emplace(document_.text());
  return *lines_;
}

namespace {

// Password files of PostgreSQL, pgbouncer, pppd, Postfix and rsync: no word in
// them says what they hold.
bool ListsPasswords(std::string_view path) {
  constexpr std::string_view kNames[] = {".pgpass", "pgpass.conf", "userlist.txt", "chap-secrets", "pap-secrets", "sasl_passwd", "rsyncd.secrets"};
  const std::string_view base = path.substr(path.rfind('/') + 1);
  return std::find(std::begin(kNames), std::end(kNames), base) != std::end(kNames);
}

}  // namespace

DocumentResult DocumentScan::Run() {
  const Matches& found = pipeline_.matcher().Scan(document_.text(), scratch_.document);
  scratch_.Mark(Phase::kMatch);
  const bool configures = found.candidates.empty() && (SetsEnvironment() || HoldsCertificates() || ListsPasswords(document_.path));
  if (trace_ != nullptr) TraceNeedles(found);
  const bool key_file = document_.base_offset == 0 && generic_.TakeKeyFile();
  if (key_file && trace_ != nullptr) trace_->Say("it is no text: the file of a private key");
  if (found.candidates.empty() && found.names.empty() && found.cuts.empty() && !configures && !key_file) return {};
  if (!key_file) TakeRaw(found);
  const bool seen = !items_.empty() || !name_hits_.empty() || !encoded_hits_.empty() || !generic_.empty() || !signed_.empty() || !found.cuts.empty();
  if (!seen && !configures && trace_ == nullptr) return {};
  Classify();
  const bool worth_decoding = configures || (seen && WorthDecoding(found));
  const bool decoded = worth_decoding && (configures || !IsTooLarge());
  if (worth_decoding && !decoded) {
    const std::string limit = std::to_string(pipeline_.options().max_structured_bytes >> 20);
    SayLeftOut("It is larger than " + limit + " MiB: it was searched for keys, but its names and values were not read.");
  }
  const bool names_only = items_.empty() && generic_.empty() && signed_.empty() && dates_.empty();
  if (!decoded && names_only && trace_ == nullptr && !pipeline_.options().take_assignments) return std::move(result_);
  Describe();
  if (trace_ != nullptr) TraceReading(decoded, configures || document_.text().size() <= LongestReadWhole(found));
  if (decoded) ReadDocument(found, configures);
  scratch_.Mark(Phase::kDecode);
  JudgeItems();
  MakeFindings();
  scratch_.Mark(Phase::kJudge);
  MakeExpiry();
  MakeAssignments();
  MakeReferences();
  return std::move(result_);
}

bool DocumentScan::IsTooLarge() const { return document_.text().size() > pipeline_.options().max_structured_bytes; }

bool DocumentScan::WorthDecoding(const Matches& found) {
  if (!found.candidates.empty() || !encoded_hits_.empty() || !found.cuts.empty()) return true;
  if (holds_armour_ && kind_ == TextKind::kSettings) return true;
  if (document_.path.ends_with(".po") || document_.path.ends_with(".pot")) return false;   // Translations.
  // A table names its columns once.
  if (IsTable(format_) && !found.names.empty() && found.names.front().span.end <= document_.text().find('\n')) return true;
  signs_.reserve(found.names.size());
  for (const NameHit& hit : found.names) {
    signs_.push_back(SignOf(hit));
    if (signs_.back() == ValueSign::kLikely) return true;
  }
  return false;
}

ValueSign DocumentScan::SignOf(const NameHit& hit) const {
  if (hit.tag > static_cast<std::uint32_t>(NeedleTag::kKey)) return ValueSign::kNone;
  const std::string_view text = document_.text();
  const ValueSign sign = ValueBehind(text, hit, kind_);
  if (sign == ValueSign::kNone && (kind_ == TextKind::kProse || kind_ == TextKind::kUnknown) && TitlesAColumn(text, hit)) return ValueSign::kLikely;
  if (format_ == Format::kSql && (NamesAColumn(text, hit) || NamesNextCell(text, hit) || NamesUpdatedRow(text, hit) || NamesNextField(text, hit, "\t"))) return ValueSign::kLikely;
  if (holds_settings_ && NamesNextField(text, hit, ",;|\t")) return ValueSign::kLikely;
  if ((format_ == Format::kXml || format_ == Format::kMarkdown) && TitlesHtmlColumn(text, hit)) return ValueSign::kLikely;
  if (format_ == Format::kYaml && TakesAlias(text, hit)) return ValueSign::kLikely;
  if (sign != ValueSign::kLikely && hit.tag <= static_cast<std::uint32_t>(NeedleTag::kSecret) && names_alone_) return ValueSign::kLikely;
  if (sign == ValueSign::kNone && kind_ == TextKind::kSettings && NamesKubernetesSecret(text, hit)) return ValueSign::kLikely;
  if (sign != ValueSign::kWeak) return sign;
  // The provider's own variable: its value counts however it looks.
  const NameHit named = pipeline_.variables().Widened(text, hit);
  return named.tag != hit.tag ? std::max(sign, ValueBehind(text, named, kind_)) : sign;
}

// What a name's value looks like is settled by what stands around it, so any
// value is worth reading; but where a name of secrets stands beside many
// values that look like none, it names something else ("key", of a table). In
// a text of ordinary length all names cost little.
void DocumentScan::AddNamedPlaces(const Matches& found, std::vector<std::size_t>& places) const {
  constexpr std::size_t kMostUnlikely = 64;
  const bool ordinary = document_.text().size() <= kLongText;
  std::vector<std::size_t> unlikely;
  for (std::size_t i = 0; i < found.names.size(); ++i) {
    const NameHit& hit = found.names[i];
    const ValueSign sign = ordinary ? ValueSign::kLikely : i < signs_.size() ? signs_[i] : SignOf(hit);
    if (sign != ValueSign::kNone) (sign == ValueSign::kLikely ? places : unlikely).push_back(hit.span.begin);
  }
  if (unlikely.size() <= kMostUnlikely) places.insert(places.end(), unlikely.begin(), unlikely.end());
}

// Settings say where a key is used, whatever their place; a name of secrets
// alone asks only for what stands beside it.
std::size_t DocumentScan::LongestReadWhole(const Matches& found) const {
  constexpr std::size_t kShort = 2 * 1024;
  const bool holds_keys = !found.candidates.empty() || !found.cuts.empty() || !encoded_hits_.empty();
  if (kind_ == TextKind::kSettings) return holds_keys ? kLongestSettings : kLongText;
  return holds_keys ? kLongText : kShort;
}

void DocumentScan::ReadDocument(const Matches& found, bool whole) {
  const auto take = [this](const Literal& literal) { TakeLiteral(literal); };
  if (whole || document_.text().size() <= LongestReadWhole(found)) {
    Decode(document_, format_, take);
  } else {
    std::vector<std::size_t> places = dates_;
    for (const Candidate& candidate : found.candidates) places.push_back(candidate.span.begin);
    for (const Span& span : found.cuts) places.push_back(span.begin);
    for (const Span& span : encoded_hits_) places.push_back(span.begin);
    AddNamedPlaces(found, places);
    std::sort(places.begin(), places.end());
    DecodeAround(document_.text(), format_, places, take);
  }
  TakeEncodedRuns();
}

void DocumentScan::TakeRaw(const Matches& found) {
  name_hits_.reserve(found.names.size());
  for (const NameHit& hit : found.names) {
    if (hit.tag == EncodedNeedles::kTag) {
      TakeEncodedHit(hit.span);
      continue;
    }
    switch (static_cast<StructureTag>(hit.tag)) {
      case StructureTag::kHash: generic_.TakeHash(hit.span.begin); continue;
      case StructureTag::kJsonWebKey: generic_.TakeJsonWebKey(hit.span); continue;
      case StructureTag::kBareKey: generic_.TakeBareKey(hit.span); continue;
      case StructureTag::kPhrase: generic_.TakePhrase(hit.span); continue;
      case StructureTag::kSignature:
        TakeSigned(hit.span.begin);
        dates_.push_back(hit.span.begin);
        continue;
      case StructureTag::kPlace: TakePlaced(pipeline_.placed().Behind(document_.text(), hit.span)); continue;
      case StructureTag::kDate: dates_.push_back(hit.span.begin); continue;
      case StructureTag::kAllow: holds_allow_mark_ = true; continue;
    }
    switch (static_cast<NeedleTag>(hit.tag)) {
      case NeedleTag::kUrl: generic_.TakeUrl(hit.span.begin); break;
      case NeedleTag::kArmour:
        generic_.TakeArmour(hit.span);
        holds_armour_ = true;
        break;
      default: name_hits_.push_back(hit.span.begin); break;
    }
  }
  const bool placed = !items_.empty();
  items_.reserve(items_.size() + found.candidates.size());
  for (const Candidate& candidate : found.candidates) {
    items_.push_back({candidate, {}, candidate.span, std::nullopt, {}});
    if (candidate.lead == Lead::kShape) TakePlaced(pipeline_.placed().Following(document_.text(), *candidate.key, candidate.span));
  }
  const auto before = [](const Item& a, const Item& b) { return a.span.begin < b.span.begin; };
  if (placed || items_.size() > found.candidates.size()) std::stable_sort(items_.begin(), items_.end(), before);
  for (const Item& item : items_) raw_reach_.push_back(std::max(item.span.end, raw_reach_.empty() ? 0 : raw_reach_.back()));
}

void DocumentScan::TakePlaced(std::span<const PlacedKey> placed) {
  for (const PlacedKey& one : placed) items_.push_back({{one.key, one.span.Of(document_.text()), one.span, Lead::kContext, {}}, {}, one.span, std::nullopt, {}});
}

std::size_t DocumentScan::Remember(const Literal& literal, NamedKeys named) {
  LiteralContext context;
  context.text = literal.text.substr(0, kMaxRemembered);
  context.remembered_whole = literal.text.size() <= kMaxRemembered;
  context.span = literal.span;
  context.alias = literal.alias;
  context.name_span = literal.name_span;
  context.statement = literal.statement;
  context.path.assign(literal.path.begin(), literal.path.end());
  context.full_name = FullName(literal.path);
  context.callee = literal.callee;
  context.fallback_for = literal.fallback_for;
  context.kind = literal.kind;
  context.quote = literal.quote;
  context.in_comment = literal.in_comment;
  context.is_fallback = literal.is_fallback;
  context.is_compared = literal.is_compared;
  context.has_holes = literal.has_holes;
  context.decoded_from = NamesOf(literal.decoded_from);
  context.base64 = literal.base64;
  context.named = std::move(named);
  contexts_.push_back(std::move(context));
  return contexts_.size() - 1;
}

void DocumentScan::TakeLiteral(const Literal& literal) {
  if (literal.in_passing) return generic_.TakePassing(literal.text);
  if (std::any_of(literal.path.begin(), literal.path.end(), IsDrawnName)) {
    std::vector<std::string_view> path;
    std::copy_if(literal.path.begin(), literal.path.end(), std::back_inserter(path), [](std::string_view name) { return !IsDrawnName(name); });
    Literal named = literal;
    if (IsDrawnName(literal.path.back())) named.name_span = {};
    named.path = path;
    return TakeLiteral(named);
  }
  if (trace_ != nullptr) TraceLiteral(literal);
  if (literal.base64 == Base64Use::kFollowed) return;   // What it means counts.
  generic_.TakeLiteral(literal);
  if (!literal.alias.empty()) return TakePlain(literal);   // What is inside was taken where it stands.
  if (holds_armour_ && kind_ == TextKind::kSettings) TakeBrokenArmour(literal);
  TakePlain(literal);
  TakeEncoded(literal);
}

// The first of a run is enough, for all of it is read.
void DocumentScan::TakeEncodedHit(Span hit) {
  constexpr std::size_t kFar = 32'768;
  const std::string_view text = document_.text();
  if (hit.begin < encoded_until_ || !pipeline_.encoded().IsExact(hit.Of(text))) return;
  encoded_hits_.push_back(hit);
  encoded_until_ = hit.end;
  while (encoded_until_ < text.size() && encoded_until_ - hit.end < kFar && InAlphabet(Alphabet::kBase64, static_cast<unsigned char>(text[encoded_until_]))) ++encoded_until_;
}

// Base64 that stands in no value: prose, logs, a line of its own.
void DocumentScan::TakeEncodedRuns() {
  constexpr std::size_t kReach = 65'536;
  const std::string_view text = document_.text();
  const auto is_base64 = [](char c) {
    return InAlphabet(Alphabet::kBase64, static_cast<unsigned char>(c)) || c == '-' || c == '_' || c == '=';
  };
  std::size_t done = 0;
  for (const Span hit : encoded_hits_) {
    if (hit.begin < done) continue;
    Literal run;
    run.kind = LiteralKind::kText;
    run.span = hit;
    // A line of at least this width goes on in the next: MIME and PEM break at 76 and 64.
    constexpr std::size_t kWidth = 60;
    constexpr std::size_t kDeepest = 32;   // Of an indented line.
    const auto behind_indent = [&](std::size_t at) {
      const std::size_t limit = std::min(text.size(), at + kDeepest);
      while (at < limit && IsBlank(text[at])) ++at;
      return at;
    };
    const auto breaks_at = [&](std::size_t at) {
      const std::size_t end = at > 0 && text[at - 1] == '\r' ? at - 1 : at;
      const std::size_t next = behind_indent(at + 1);
      if (text[at] != '\n' || end < done + kWidth || next >= text.size() || !is_base64(text[next]) || text[next] == '-') return false;
      const std::string_view line = text.substr(end - kWidth, kWidth);
      return std::all_of(line.begin(), line.end(), [&](char c) { return c != '-' && is_base64(c); });
    };
    const auto goes_on = [&](std::size_t at) {
      return is_base64(text[at]) || breaks_at(at) || (text[at] == '\r' && at + 1 < text.size() && breaks_at(at + 1));
    };
    while (run.span.begin > done && hit.begin - run.span.begin < kReach && goes_on(run.span.begin - 1)) --run.span.begin;
    while (run.span.end < text.size() && run.span.end - hit.end < kReach && goes_on(run.span.end)) {
      run.span.end = text[run.span.end] == '\n' ? behind_indent(run.span.end + 1) : run.span.end + 1;
    }
    done = run.span.end;
    run.text = run.span.Of(text);
    run.statement = run.span;
    TakeEncoded(run);
  }
}

void DocumentScan::TakeEncoded(const Literal& literal) {
  const std::size_t depth = pipeline_.options().max_decode_depth;
  if (depth == 0 || !LooksEncoded(literal.text)) return;
  DecodeNested(literal, static_cast<int>(depth), budget_, [this](const Literal& decoded) {
    ScanDecoded(decoded, Remember(decoded, {}));
  });
}

void DocumentScan::TakePlain(const Literal& literal) {
  NamedKeys named;
  if (!literal.path.empty() && (IsConfiguration(format_) || NameStandsAt(literal))) {
    named = pipeline_.names().Lookup(literal.path);
    if (trace_ != nullptr) TraceNames(literal, named);
  }
  const auto [first, last] = ItemsIn(literal.span);
  const bool holds_item = first != last;
  const bool is_setting = IsConfiguration(format_) && !literal.path.empty() && document_.text().size() <= kLongestSettings;
  const std::string_view parent = literal.path.size() > 1 ? std::string_view(literal.path[literal.path.size() - 2]) : std::string_view();
  const bool is_context = literal.map != nullptr || literal.is_fallback ||
                          (!literal.path.empty() && pipeline_.needs_settings() &&
                           (NamesCodeEnvironment(literal.path.back()) || GoesWithKeys(literal.path.back(), parent, literal.text)));
  if (!holds_item && named.provider == nullptr && !is_setting && !is_context) return;
  const std::size_t context = Remember(literal, std::move(named));
  if (literal.alias.empty()) {
    for (std::size_t i = first; i < last; ++i) {
      if (literal.span.Overlaps(items_[i].span)) items_[i].context = context;
    }
    if (literal.map != nullptr) ScanDecoded(literal, context);
  }
  if (contexts_[context].named.provider != nullptr) JudgeNamed(literal, context);
}

namespace {

// PROVIDER_PASSWORD, PROVIDER_CLIENT_SECRET, PROVIDER_SECRET_KEY.
bool PromisesSecret(std::string_view name) {
  const NameMeaning meaning = MeaningOf(name);
  if (!meaning.last) return false;
  if (meaning.kind == SecretKind::kPassword || meaning.kind == SecretKind::kSecret) return true;
  const std::vector<std::string> words = WordsOfName(name);
  return meaning.kind == SecretKind::kKey && std::find(words.begin(), words.end(), "secret") != words.end();
}

}  // namespace

void DocumentScan::JudgeNamed(const Literal& literal, std::size_t context) {
  constexpr std::size_t kLongestValue = 16'384;
  if (literal.text.empty() || literal.text.size() > kLongestValue) return;
  if (literal.is_compared || literal.has_holes || literal.kind == LiteralKind::kText) return;
  Judged judged;
  Watch(literal.span);
  judged.verdict = DiagnoseValue(literal.text, literal.span, contexts_[context].full_name, contexts_[context].named.keys,
                                 ContextOf(&literal));
  if (judged.verdict.key == nullptr) return;
  // That is no identifier of the provider's, whatever fits it.
  if (!contexts_[context].named.exact_kind && judged.verdict.key->privilege == Privilege::kIdentifier) {
    if (PromisesSecret(literal.path.back())) return;
  }
  judged.item.candidate = {judged.verdict.key, {}, literal.span, Lead::kVariable, {}};
  judged.item.token = literal.text;
  judged.item.span = literal.span;
  judged.item.context = context;
  judged.item.decoded_from = NamesOf(literal.decoded_from);
  values_.push_back(std::move(judged));
}

Context DocumentScan::ContextOf(const Literal* literal) const {
  Context context;
  context.keys = &pipeline_.keys();
  context.text = document_.text();
  context.literal = literal;
  context.kind = kind_;
  context.format = syntax_;
  context.in_comment = literal != nullptr && literal->in_comment;
  context.in_test = in_test_;
  context.fits_pattern = &pipeline_.fits_pattern();
  context.trace = steps_;
  return context;
}

// In source code most names speak of no key: only those are looked up in
// whose statement, or in the call around it, a key's word was seen.
bool DocumentScan::NameStandsAt(const Literal& literal) const {
  constexpr std::size_t kCallee = 64;
  const std::size_t begin = std::min({literal.statement.begin, literal.name_span.begin, literal.span.begin});
  const std::size_t from = begin > kCallee ? begin - kCallee : 0;
  const auto hit = std::lower_bound(name_hits_.begin(), name_hits_.end(), from);
  return hit != name_hits_.end() && *hit < literal.span.end;
}

std::pair<std::size_t, std::size_t> DocumentScan::ItemsIn(Span span) const {
  const auto raw_end = raw_reach_.end();
  const auto reaches = std::upper_bound(raw_reach_.begin(), raw_end, span.begin);
  const auto first = static_cast<std::size_t>(reaches - raw_reach_.begin());
  std::size_t last = first;
  while (last < raw_reach_.size() && last - first < kMaxCluster && items_[last].span.begin < span.end) ++last;
  return {first, last};
}

void DocumentScan::ScanDecoded(const Literal& literal, std::size_t context) {
  if (trace_ != nullptr) TraceLiteral(literal);
  const Matches& found = pipeline_.matcher().Scan(literal.text, scratch_.decoded);
  for (const Candidate& candidate : found.candidates) {
    // What is found in the document, too, is judged there, where its neighbours are known.
    if (candidate.lead == Lead::kShape && LiesInBase64(literal.text, candidate.span)) continue;
    Item item{candidate, std::string(candidate.token), literal.ToDocument(candidate.span), context,
              NamesOf(literal.decoded_from)};
    items_.push_back(std::move(item));
  }
  std::size_t looked = 0;   // Addresses end here.
  for (const NameHit& hit : found.names) {
    const bool signs = static_cast<StructureTag>(hit.tag) == StructureTag::kSignature;
    if (signs && hit.span.begin >= looked) looked = TakeSigned(literal, hit.span.begin);
    const bool armour = static_cast<NeedleTag>(hit.tag) == NeedleTag::kArmour;
    if (armour && !literal.decoded_from.empty()) generic_.TakeArmour(literal, hit.span, NamesOf(literal.decoded_from));
  }
}

Verdict DocumentScan::Diagnosed(const Item& item) const {
  // What stands before it promised this key, as a variable would.
  const auto diagnosed = [&item](const Context& context) {
    const Candidate& candidate = item.candidate;
    if (candidate.lead != Lead::kContext) return Diagnose(candidate, context);
    Verdict verdict = DiagnoseValue(candidate.token, candidate.span, {}, {&candidate.key, 1}, context);
    if (verdict.form == Form::kMalformed) verdict.key = nullptr;   // Some other text that has the shape.
    return verdict;
  };
  if (!item.context) return diagnosed(ContextOf(nullptr));
  const LiteralContext& remembered = contexts_[*item.context];
  const std::vector<std::string_view> path(remembered.path.begin(), remembered.path.end());
  Literal literal;
  literal.text = remembered.text;
  literal.span = remembered.span;
  literal.path = path;
  literal.callee = remembered.callee;
  literal.name_span = remembered.name_span;
  literal.kind = remembered.kind;
  literal.quote = remembered.quote;
  literal.in_comment = remembered.in_comment;
  literal.is_fallback = remembered.is_fallback;
  literal.fallback_for = remembered.fallback_for;
  literal.is_compared = remembered.is_compared;
  literal.has_holes = remembered.has_holes;
  literal.statement = remembered.statement;
  literal.base64 = remembered.base64;
  return diagnosed(ContextOf(&literal));
}

namespace {

bool HasChecksum(const KeyRule& key) {
  return std::any_of(key.shapes.begin(), key.shapes.end(), [](const Shape& shape) {
    return std::any_of(shape.pieces.begin(), shape.pieces.end(), [](const Piece& piece) { return piece.kind == PieceKind::kCheck; });
  });
}

}  // namespace

int DocumentScan::Rank(const Item& item, const Verdict& verdict) const {
  int rank = 0;
  switch (verdict.form) {
    case Form::kPublished: rank = 70'000; break;
    case Form::kWellFormed: rank = 60'000; break;
    case Form::kMalformed: rank = item.candidate.lead == Lead::kVariable ? 65'000 : 40'000; break;
    case Form::kUnrecognised: rank = 30'000; break;
    case Form::kPlaceholder: rank = 20'000; break;
    default: break;
  }
  if (verdict.key == nullptr) return rank;
  const KeyRule& key = *verdict.key;
  if (item.context) {
    const NamedKeys& named = contexts_[*item.context].named;
    const auto& wanted = named.keys;
    if (std::find(wanted.begin(), wanted.end(), &key) != wanted.end()) rank += 8'000;
    if (!contexts_[*item.context].path.empty()) ++rank;   // Of equals the one that has a name.
  }
  // A checksum that is right is no accident, whatever the name asks for.
  if (verdict.form == Form::kWellFormed && HasChecksum(key)) rank += 9'000;
  rank += static_cast<int>(std::min<std::size_t>(item.span.size(), 1'000)) * 4;
  rank += static_cast<int>(key.evidence) * 100;
  return rank;
}

void DocumentScan::JudgeItems() {
  for (Judged& value : values_) items_.push_back(value.item);
  std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
    return a.span.begin != b.span.begin ? a.span.begin < b.span.begin : a.span.end > b.span.end;
  });
  for (std::size_t begin = 0; begin < items_.size();) {
    std::size_t end = begin + 1;
    std::size_t reach = items_[begin].span.end;
    while (end < items_.size() && items_[end].span.begin < reach) {
      reach = std::max(reach, items_[end].span.end);
      ++end;
    }
    JudgeCluster(begin, end);
    begin = end;
  }
  // A file of nothing but keys has many; what is left of them is in judged_.
  held_items_ = !items_.empty();
  items_ = {};
  values_ = {};
}

// One call of Diagnose weighs all keys that begin like the token.
bool DocumentScan::AlreadyExplained(const std::vector<Judged>& cluster, const Item& item) {
  if (item.candidate.lead == Lead::kVariable) return false;
  return std::any_of(cluster.begin(), cluster.end(), [&](const Judged& judged) {
    const auto& others = judged.verdict.alternatives;
    return judged.item.span == item.span && judged.item.candidate.lead == item.candidate.lead &&
           (judged.verdict.key == item.candidate.key ||
            std::find(others.begin(), others.end(), item.candidate.key) != others.end());
  });
}

Verdict DocumentScan::ValueVerdict(const Item& item) const {
  // One for a context at most, in their order.
  const auto found = std::lower_bound(values_.begin(), values_.end(), item.context, [](const Judged& judged, std::optional<std::size_t> context) {
    return judged.item.context < context;
  });
  return found == values_.end() || found->item.context != item.context ? Verdict{} : found->verdict;
}

void DocumentScan::JudgeCluster(std::size_t begin, std::size_t end) {
  std::vector<Judged> cluster;
  for (std::size_t i = begin; i < end && cluster.size() < kMaxCluster; ++i) {
    Item& item = items_[i];
    if (!item.token.empty()) item.candidate.token = item.token;
    if (item.context && !contexts_[*item.context].path.empty()) {
      item.candidate.variable = contexts_[*item.context].full_name;
    }
    if (AlreadyExplained(cluster, item)) continue;
    Watch(item.span);
    Verdict verdict = item.candidate.lead == Lead::kVariable ? ValueVerdict(item) : Diagnosed(item);
    if (trace_ != nullptr) TraceVerdict(item, verdict);
    if (verdict.key != nullptr) cluster.push_back({item, std::move(verdict)});
  }
  // The best explanation wins its bytes; what does not touch it stays.
  std::stable_sort(cluster.begin(), cluster.end(), [this](const Judged& a, const Judged& b) {
    return Rank(a.item, a.verdict) > Rank(b.item, b.verdict);
  });
  std::vector<Judged> chosen;
  for (Judged& judged : cluster) {
    const auto overlapping = std::find_if(chosen.begin(), chosen.end(), [&](const Judged& better) {
      return better.item.span.Overlaps(judged.item.span);
    });
    if (overlapping == chosen.end()) {
      chosen.push_back(std::move(judged));
    } else if (overlapping->item.span == judged.item.span && judged.verdict.form == Form::kWellFormed &&
               overlapping->verdict.form == Form::kWellFormed) {
      auto& others = overlapping->verdict.alternatives;
      const KeyRule* key = judged.verdict.key;
      if (key != overlapping->verdict.key && std::find(others.begin(), others.end(), key) == others.end()) {
        others.push_back(key);
      }
    } else if (trace_ != nullptr) {
      TraceLoser(judged, *overlapping);
    }
  }
  std::move(chosen.begin(), chosen.end(), std::back_inserter(judged_));
}

TokenPlace DocumentScan::PlaceAt(Span span) const {
  TokenPlace place;
  place.document = &document_;
  place.lines = &*lines_;
  place.span = span;
  return place;
}

TokenPlace DocumentScan::PlaceOf(const Judged& judged) const {
  TokenPlace place = PlaceAt(judged.item.span);
  place.token = judged.item.candidate.token;
  place.decoded_from = judged.item.decoded_from;
  if (judged.item.context) {
    const LiteralContext& context = contexts_[*judged.item.context];
    place.name_path = context.path;
    place.in_comment = context.in_comment;
  }
  return place;
}

bool DocumentScan::IsWanted(const Finding& finding) const {
  if (!document_.reported || !pipeline_.options().selection.Includes(finding.rule_id)) return false;
  if (document_.ignored == IgnoreState::kIgnoredConfig && finding.family() == "leaked-key") return false;
  return IsCounted(document_, finding.where);
}

void DocumentScan::MakeFindings() {
  if (trace_ != nullptr) TraceGeneric();
  if (generic_.is_full()) SayLeftOut("It holds more than 20,000 values under names of secrets: those behind them were not judged.");
  std::vector<GenericSecret> secrets = generic_.Finish();
  if (judged_.empty() && secrets.empty() && signed_.empty()) return;
  lines();
  result_.findings.reserve(judged_.size());
  for (Judged& judged : judged_) {
    if (!judged.item.token.empty()) judged.item.candidate.token = judged.item.token;
    std::optional<Finding> finding = pipeline_.maker().FromVerdict(judged.verdict, PlaceOf(judged));
    if (finding && finding->diagnosis == Diagnosis::kNone) HeedExpiry(judged, *finding);
    Place(judged.item.span, std::move(finding));
  }
  AddSigned();
  AddGeneric(secrets);
  AddSnippets();
}

// What is known about the bytes goes before what their name suggests.
void DocumentScan::AddGeneric(const std::vector<GenericSecret>& secrets) {
  std::vector<Span> known = spoken_for_;
  std::sort(known.begin(), known.end(), [](Span a, Span b) { return a.begin < b.begin; });
  std::size_t next = 0;
  std::size_t reach = 0;   // The furthest end of known[0, next).
  for (const GenericSecret& secret : secrets) {
    for (; next < known.size() && known[next].begin < secret.span.end; ++next) reach = std::max(reach, known[next].end);
    if (reach <= secret.span.begin) Place(secret.span, FromGeneric(secret));
  }
}

void DocumentScan::SayLeftOut(std::string message) {
  if (document_.reported) result_.notices.push_back({NoticeKind::kDegraded, document_.path, std::move(message)});
}

void DocumentScan::TakeBrokenArmour(const Literal& literal) {
  constexpr double kSure = 0.9;
  if (literal.text.find("PRIVATE KEY-----") == std::string_view::npos) return;
  const auto mangling = CheckMangling(syntax_, literal, document_.text());
  if (mangling && mangling->confidence >= kSure) broken_armours_.push_back({literal.span, mangling->detail});
}

Finding DocumentScan::FromGeneric(const GenericSecret& secret) const {
  TokenPlace place = PlaceAt(secret.span);
  place.token = secret.value;
  place.name_path = secret.path;
  place.decoded_from = secret.decoded_from;
  place.in_comment = secret.in_comment;
  if (auto known = KnownByStructure(secret, place)) return *std::move(known);
  const auto broken = std::find_if(broken_armours_.begin(), broken_armours_.end(),
                                   [&](const BrokenArmour& one) { return one.span.Overlaps(secret.span); });
  if (broken != broken_armours_.end() && secret.rule_id == "leaked-key/private-key") {
    // All of the key is there, for whoever puts the lines back.
    Finding finding = pipeline_.maker().FromFixedRule("malformed-key/private-key", "A private key in the text, which no program can read: " + broken->detail + ".", place);
    finding.diagnosis = Diagnosis::kConfigMangled;
    finding.level = Level::kError;
    finding.fix += " Where others could read this text, create a new pair.";
    return finding;
  }
  Finding finding = pipeline_.maker().FromFixedRule(secret.rule_id, secret.what, place);
  if (!secret.fix.empty()) finding.fix = secret.fix;
  const bool broken_url = secret.rule_id == "leaked-key/url-credentials" && !UnescapedInUrl(secret.value).empty();
  if (broken_url) finding.diagnosis = Diagnosis::kConfigMangled;
  if (secret.probability >= HighThreshold()) {
    finding.confidence = Confidence::kHigh;
  } else {
    finding.confidence = secret.probability >= MediumThreshold() ? Confidence::kMedium : Confidence::kLow;
    if (secret.probability < WarningThreshold()) finding.level = Level::kNote;
  }
  return finding;
}

// Some keys have no literal to look for, but a structure that chance does not
// meet: one that fits says more than the name.
std::optional<Finding> DocumentScan::KnownByStructure(const GenericSecret& secret, const TokenPlace& place) const {
  constexpr std::size_t kShortest = 20;
  constexpr std::size_t kLongest = 4096;
  if (secret.value.size() < kShortest || secret.value.size() > kLongest) return std::nullopt;
  const KeyRule* const key = pipeline_.matcher().MatchStructured(secret.value);
  if (key == nullptr) return std::nullopt;
  if (VerifyStructure(key->structure, secret.value).state != StructureState::kOk) return std::nullopt;
  const Verdict verdict = DiagnoseValue(secret.value, secret.span, {}, {&key, 1}, ContextOf(nullptr));
  if (verdict.form != Form::kWellFormed) return std::nullopt;
  return pipeline_.maker().FromVerdict(verdict, place);
}

void DocumentScan::Place(Span span, std::optional<Finding> finding) {
  spoken_for_.push_back(span);
  if (finding) masks_.push_back({span, finding->preview});
  if (document_.owned && !document_.owned->Contains(span.begin)) return;  // The next part's.
  if (trace_ != nullptr) TraceSilence(span, finding);
  if (!finding || !IsWanted(*finding)) return;
  places_.push_back(span);
  Keep(*std::move(finding));
}

// A file may hold a hundred thousand findings that say the same.
void DocumentScan::Keep(Finding finding) {
  for (SharedText* text : {&finding.rule_id, &finding.title, &finding.what, &finding.why, &finding.fix, &finding.where.path,
                           &finding.provider, &finding.key_id, &finding.expires, &finding.privilege, &finding.mode, &finding.blob}) {
    scratch_.texts.Share(*text);
  }
  result_.findings.push_back(std::move(finding));
}

// Each line with every secret in it masked, also those that are not reported.
void DocumentScan::AddSnippets() {
  NormaliseMasks(masks_);
  for (std::size_t i = 0; i < places_.size(); ++i) {
    FindingMaker::AddSnippet(result_.findings[i], document_, lines(), places_[i], masks_);
  }
}

}  // namespace keylint
