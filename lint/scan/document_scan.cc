// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/document_scan.h"

#include <algorithm>

#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

constexpr std::size_t kMaxRemembered = 4096;
// Overlapping candidates beyond this many say nothing new.
constexpr std::size_t kMaxCluster = 24;

std::string_view EncodingName(Encoding encoding) {
  switch (encoding) {
    case Encoding::kBase64: return "base64";
    case Encoding::kBase64Url: return "base64url";
    case Encoding::kHex: return "hex";
    case Encoding::kPercent: return "percent-encoding";
    case Encoding::kUnicodeEscape: return "escape";
    case Encoding::kHtmlEntity: return "html-entity";
    case Encoding::kQuotedPrintable: return "quoted-printable";
    case Encoding::kUtf16: return "utf-16";
    case Encoding::kUtf32: return "utf-32";
    case Encoding::kLatin1: return "latin-1";
    case Encoding::kJsonInString: return "json-string";
    case Encoding::kConcatenation: return "concatenation";
  }
  return "";
}

std::vector<std::string> NamesOf(std::span<const Encoding> encodings) {
  std::vector<std::string> names;
  for (const Encoding encoding : encodings) names.emplace_back(EncodingName(encoding));
  return names;
}

}  // namespace

DocumentScan::DocumentScan(const Pipeline& pipeline, const Document& document, Pipeline::Scratch& scratch)
    : pipeline_(pipeline),
      document_(document),
      scratch_(scratch),
      format_(FormatOf(document.path, document.text())) {}

const LineIndex& DocumentScan::lines() {
  if (!lines_) lines_.emplace(document_.text());
  return *lines_;
}

DocumentResult DocumentScan::Run() {
  const Matches& found = pipeline_.matcher().Scan(document_.text(), scratch_.document);
  if (found.candidates.empty() && found.names.empty()) return {};
  TakeRaw(found);
  if (WorthDecoding()) {
    Decode(document_, format_, [this](const Literal& literal) { TakeLiteral(literal); });
  }
  JudgeItems();
  MakeFindings();
  MakeAssignments();
  return std::move(result_);
}

bool DocumentScan::WorthDecoding() const {
  return document_.text().size() <= pipeline_.options().max_structured_bytes;
}

void DocumentScan::TakeRaw(const Matches& found) {
  has_names_ = !found.names.empty();
  items_.reserve(found.candidates.size());
  for (const Candidate& candidate : found.candidates) {
    items_.push_back({candidate, {}, candidate.span, std::nullopt, {}});
    raw_reach_.push_back(std::max(candidate.span.end, raw_reach_.empty() ? 0 : raw_reach_.back()));
  }
}

std::size_t DocumentScan::Remember(const Literal& literal, NamedKeys named) {
  LiteralContext context;
  context.text = literal.text.substr(0, kMaxRemembered);
  context.remembered_whole = literal.text.size() <= kMaxRemembered;
  context.span = literal.span;
  context.name_span = literal.name_span;
  context.statement = literal.statement;
  context.path.assign(literal.path.begin(), literal.path.end());
  context.callee = literal.callee;
  context.fallback_for = literal.fallback_for;
  context.kind = literal.kind;
  context.quote = literal.quote;
  context.in_comment = literal.in_comment;
  context.is_fallback = literal.is_fallback;
  context.is_compared = literal.is_compared;
  context.has_holes = literal.has_holes;
  context.decoded_from = NamesOf(literal.decoded_from);
  context.named = std::move(named);
  contexts_.push_back(std::move(context));
  return contexts_.size() - 1;
}

void DocumentScan::TakeLiteral(const Literal& literal) {
  NamedKeys named;
  if (!literal.path.empty() && (has_names_ || IsConfiguration(format_))) {
    named = pipeline_.names().Lookup(literal.path);
  }
  const auto [first, last] = ItemsIn(literal.span);
  const bool holds_item = first != last;
  const bool is_setting = IsConfiguration(format_) && !literal.path.empty();
  if (!holds_item && named.provider == nullptr && !is_setting && literal.map == nullptr) return;
  const std::size_t context = Remember(literal, std::move(named));
  for (std::size_t i = first; i < last; ++i) {
    if (literal.span.Overlaps(items_[i].span)) items_[i].context = context;
  }
  if (literal.map != nullptr) ScanDecoded(literal, context);
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
  const Matches& found = pipeline_.matcher().Scan(literal.text, scratch_.decoded);
  for (const Candidate& candidate : found.candidates) {
    Item item{candidate, std::string(candidate.token), literal.ToDocument(candidate.span), context,
              NamesOf(literal.decoded_from)};
    items_.push_back(std::move(item));
  }
}

Verdict DocumentScan::Diagnosed(const Item& item) const {
  Verdict verdict;
  verdict.key = item.candidate.key;
  verdict.form = item.candidate.lead == Lead::kShape ? Form::kWellFormed : Form::kNotAKey;
  verdict.confidence = item.candidate.key->evidence == Evidence::kPeer ? 0.9 : 0.97;
  return verdict;
}

int DocumentScan::Rank(const Item& item, const Verdict& verdict) const {
  int rank = 0;
  switch (verdict.form) {
    case Form::kPublished: rank = 70'000; break;
    case Form::kWellFormed: rank = 60'000; break;
    case Form::kMalformed: rank = 40'000; break;
    case Form::kUnrecognised: rank = 30'000; break;
    case Form::kPlaceholder: rank = 20'000; break;
    default: break;
  }
  const KeyRule& key = *item.candidate.key;
  if (item.context) {
    const NamedKeys& named = contexts_[*item.context].named;
    const auto& wanted = named.keys;
    if (std::find(wanted.begin(), wanted.end(), &key) != wanted.end()) rank += 8'000;
  }
  rank += static_cast<int>(std::min<std::size_t>(item.span.size(), 1'000)) * 4;
  rank += static_cast<int>(key.evidence) * 100;
  return rank;
}

void DocumentScan::JudgeItems() {
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
}

void DocumentScan::JudgeCluster(std::size_t begin, std::size_t end) {
  std::vector<Judged> cluster;
  for (std::size_t i = begin; i < end && cluster.size() < kMaxCluster; ++i) {
    Item& item = items_[i];
    if (!item.token.empty()) item.candidate.token = item.token;
    if (item.context && !contexts_[*item.context].path.empty()) {
      item.candidate.variable = contexts_[*item.context].path.back();
    }
    Verdict verdict = Diagnosed(item);
    cluster.push_back({item, std::move(verdict)});
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
      overlapping->verdict.alternatives.push_back(judged.verdict.key);
    }
  }
  std::move(chosen.begin(), chosen.end(), std::back_inserter(judged_));
}

TokenPlace DocumentScan::PlaceOf(const Judged& judged) const {
  TokenPlace place;
  place.document = &document_;
  place.lines = &*lines_;
  place.span = judged.item.span;
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
  if (!document_.counted_lines) return true;
  const auto touches = [&](const LineRange& range) {
    return range.first <= finding.where.end.line && finding.where.begin.line <= range.last;
  };
  return std::any_of(document_.counted_lines->begin(), document_.counted_lines->end(), touches);
}

void DocumentScan::MakeFindings() {
  if (judged_.empty()) return;
  lines();
  std::vector<Mask> masks;
  std::vector<Span> spans;
  for (Judged& judged : judged_) {
    if (!judged.item.token.empty()) judged.item.candidate.token = judged.item.token;
    auto finding = pipeline_.maker().FromVerdict(judged.verdict, PlaceOf(judged));
    if (!finding || !IsWanted(*finding)) continue;
    masks.push_back({judged.item.span, finding->preview});
    spans.push_back(judged.item.span);
    result_.findings.push_back(std::move(*finding));
  }
  NormaliseMasks(masks);
  for (std::size_t i = 0; i < result_.findings.size(); ++i) {
    FindingMaker::AddSnippet(result_.findings[i], document_, lines(), spans[i], masks);
  }
}

void DocumentScan::MakeAssignments() {}

}  // namespace keylint
