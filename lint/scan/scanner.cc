// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/scanner.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <iterator>
#include <map>
#include <mutex>
#include <numeric>
#include <span>
#include <tuple>
#include <utility>

#include "lint/decode/decode.h"
#include "lint/environment/project.h"
#include "lint/judge/catalog.h"
#include "lint/judge/fingerprint.h"
#include "lint/judge/shown_fix.h"
#include "lint/scan/profile.h"
#include "lint/scan/reasons.h"
#include "lint/scan/setting_cells.h"

namespace keylint {
namespace {

// One file of nothing but keys is most of all there is: it is taken as it is.
template <typename T>
void Append(std::vector<T>& into, std::vector<T>&& more) {
  if (more.empty()) return;   // Nearly always.
  if (into.size() < more.size()) into.swap(more);
  std::move(more.begin(), more.end(), std::back_inserter(into));
}

void Append(DocumentResult& into, DocumentResult&& more) {
  Append(into.findings, std::move(more.findings));
  Append(into.assignments, std::move(more.assignments));
  Append(into.allows, std::move(more.allows));
  Append(into.notices, std::move(more.notices));
}

bool IsOurs(const Shard& shard, std::string_view path) {
  return shard.count <= 1 || LineHash(path) % shard.count == shard.index - 1;
}

// Mistyped names of rules in comments, the first of them: to find the nearest
// takes a while. What is like no rule may be anything, a secret even.
FaultOfNames MistypedNames(const RuleSet& rules) {
  static constexpr std::size_t kMost = 20, kMostNames = 4;
  return [ids = std::vector<std::string>(), looked = std::size_t{0}, &rules](const std::vector<std::string>& names) mutable {
    if (looked++ >= kMost) return std::string();
    if (ids.empty()) ids = AllRuleIds(rules);
    return UnknownName(std::span(names).first(std::min(names.size(), kMostNames)), ids, kMistyped);
  };
}

using Clock = std::chrono::steady_clock;

// Keeps the slowest few, the slowest first.
void Note(std::vector<DocumentTime>& slowest, const std::string& path, std::chrono::duration<double> time) {
  constexpr std::size_t kShown = 5;
  if (slowest.size() == kShown && slowest.back().seconds >= time.count()) return;
  const auto at = std::find_if(slowest.begin(), slowest.end(),
                               [&](const DocumentTime& one) { return one.seconds < time.count(); });
  slowest.insert(at, {path, time.count()});
  if (slowest.size() > kShown) slowest.pop_back();
}

// Puts what is at `from[i]` at `i`, in place: a finding is large, and there may
// be many.
void Arrange(std::vector<Finding>& findings, std::vector<std::size_t> from) {
  for (std::size_t start = 0; start < from.size(); ++start) {
    if (from[start] == start) continue;
    Finding held = std::move(findings[start]);
    std::size_t at = start;
    while (from[at] != start) {
      const std::size_t next = std::exchange(from[at], at);
      findings[at] = std::move(findings[next]);
      at = next;
    }
    from[at] = at;
    findings[at] = std::move(held);
  }
}

// No secret leaves the scanner.
void Forget(std::vector<Finding>& findings, bool whole_repairs) {
  for (Finding& finding : findings) {
    if (!whole_repairs) ShowFixes(finding);
    finding.secret.clear();
    finding.secret.shrink_to_fit();
  }
}

CoverageSummary Summary(const Coverage& coverage) {
  CoverageSummary summary;
  summary.files = coverage.files.load();
  summary.bytes = coverage.bytes.load();
  summary.skipped_binary = coverage.binary.load();
  summary.skipped_large = coverage.too_large.load();
  summary.skipped_ignored = coverage.ignored.load() + coverage.excluded.load();
  summary.skipped_special = coverage.special.load();
  summary.unreadable = coverage.unreadable.load();
  summary.commits = coverage.commits.load();
  summary.known_clean = coverage.cached.load();
  return summary;
}

}  // namespace

void SortAndJoin(std::vector<Finding>& findings) {
  // Two states of a file (history, ranges) may hold two keys in one place.
  const auto commit = [](const Finding& f) { return f.provenance ? std::string_view(f.provenance->commit) : ""; };
  const auto order = [&](const Finding& f) {
    return std::make_tuple(std::string_view(f.where.path), f.where.span.begin, f.where.span.end,
                           std::string_view(f.rule_id), std::string_view(f.blob), commit(f));
  };
  std::vector<std::size_t> sorted(findings.size());
  std::iota(sorted.begin(), sorted.end(), std::size_t{0});
  std::stable_sort(sorted.begin(), sorted.end(), [&](std::size_t a, std::size_t b) { return order(findings[a]) < order(findings[b]); });
  Arrange(findings, std::move(sorted));
  const auto same = [&](const Finding& a, const Finding& b) {
    const bool one_text = a.blob == b.blob || a.blob.empty() || b.blob.empty();
    return one_text && a.rule_id == b.rule_id && a.where.path == b.where.path && a.where.span == b.where.span &&
           commit(a) == commit(b);
  };
  findings.erase(std::unique(findings.begin(), findings.end(), same), findings.end());
}

std::vector<RuleInfo> RulesOf(const std::vector<Finding>& findings, const RuleSet& rules) {
  std::map<std::string_view, const Finding*> ids;
  for (const Finding& finding : findings) ids.emplace(finding.rule_id, &finding);
  std::vector<RuleInfo> infos;
  for (const auto& [id, finding] : ids) {
    infos.push_back(RuleInfoOf(id, rules));
    RuleInfo& info = infos.back();
    if (!info.title.empty()) continue;
    // An imported rule has no page but what its findings say.
    info.title = finding->title;
    info.why = finding->why;
    info.fix = finding->fix;
    info.level = finding->level;
    info.confidence = finding->confidence;
    info.security_severity = finding->security_severity;
    info.cwe = finding->cwe;
    info.tags = {std::string(finding->family())};
    info.help_markdown = info.why + "\n\n" + info.fix + "\n";
  }
  return infos;
}

Scanner::Scanner(const RuleSet& rules, const ScanOptions& options)
    : rules_(rules), options_(options), pipeline_(rules, options) {}

Report Scanner::Run(Source& source) const {
  std::vector<DocumentResult> results(options_.threads);
  std::vector<Pipeline::Scratch> scratch(options_.threads);
  std::vector<std::vector<DocumentTime>> slowest(options_.threads);
  if (options_.profile != nullptr) {
    for (Pipeline::Scratch& own : scratch) {
      own.laps.emplace();
      own.document.CountWork(rules_.keys.size());
      own.decoded.CountWork(rules_.keys.size());
    }
  }
  const double before = options_.profile == nullptr ? 0 : Laps::OfProcess();
  std::mutex notice_mutex;
  std::atomic<std::uint64_t> others_files{0};
  std::atomic<std::uint64_t> others_bytes{0};
  Report report;
  source.Run(
      options_.threads,
      [&](unsigned worker, Document& document) {
        if (!IsOurs(options_.shard, document.path)) {
          others_files.fetch_add(1, std::memory_order_relaxed);
          others_bytes.fetch_add(document.text().size(), std::memory_order_relaxed);
          // Another part reports it; what it configures is needed here, too.
          if (!IsConfiguration(FormatOf(document.path, document.text()))) return;
          document.reported = false;
        }
        const auto begun = options_.time_documents ? Clock::now() : Clock::time_point();
        DocumentResult result = pipeline_.Scan(document, scratch[worker]);
        if (options_.time_documents) Note(slowest[worker], document.path, Clock::now() - begun);
        Append(results[worker], std::move(result));
      },
      [&](Notice notice) {
        const std::lock_guard lock(notice_mutex);
        report.notices.push_back(std::move(notice));
      });
  if (options_.profile != nullptr) Sum(scratch, Laps::OfProcess() - before);
  Laps laps;   // Of what follows, in this thread.
  laps.Start();
  for (const auto& times : slowest) {
    for (const DocumentTime& time : times) Note(report.slowest, time.path, std::chrono::duration<double>(time.seconds));
  }
  DocumentResult all;
  for (DocumentResult& result : results) Append(all, std::move(result));
  report.findings = std::move(all.findings);
  std::move(all.notices.begin(), all.notices.end(), std::back_inserter(report.notices));
  if (options_.environment) {
    const auto wants = [this](std::string_view rule) { return options_.selection.Includes(rule); };
    std::vector<Finding> found = CheckProject(all.assignments, {rules_, options_.environments, wants});
    std::move(found.begin(), found.end(), std::back_inserter(report.findings));
    if (options_.keep_settings) report.settings = SettingsOf(all.assignments);
    if (options_.take_assignments) options_.take_assignments(all.assignments);
  }
  laps.Mark(Phase::kProject);
  report.root = source.root();
  if (options_.add_findings) options_.add_findings(pipeline_, report);
  laps.Start();
  SortAndJoin(report.findings);
  Accept(std::move(all.allows), report);
  SetFingerprints(report.findings);
  laps.Mark(Phase::kAccept);
  if (options_.profile != nullptr) laps.AddTo(*options_.profile);
  report.rules = RulesOf(report.findings, rules_);
  report.coverage = Summary(source.coverage());
  report.coverage.files -= std::min(report.coverage.files, others_files.load());
  report.coverage.bytes -= std::min(report.coverage.bytes, others_bytes.load());
  std::sort(report.notices.begin(), report.notices.end(), [](const Notice& a, const Notice& b) {
    return std::tie(a.path, a.message) < std::tie(b.path, b.message);
  });
  // Each part of a large file says the same.
  const auto same = [](const Notice& a, const Notice& b) { return a.path == b.path && a.message == b.message; };
  report.notices.erase(std::unique(report.notices.begin(), report.notices.end(), same), report.notices.end());
  report.coverage.complete = std::none_of(report.notices.begin(), report.notices.end(),
                                          [](const Notice& notice) { return MakesIncomplete(notice.kind); });
  return report;
}

// What no phase took, of all the process did, is the source's.
void Scanner::Sum(std::vector<Pipeline::Scratch>& scratch, double process_seconds) const {
  ScanProfile& profile = *options_.profile;
  std::vector<KeyWork> keys(rules_.keys.size());
  for (const Pipeline::Scratch& own : scratch) {
    own.laps->AddTo(profile);
    for (const Matcher::Scratch* lane : {&own.document, &own.decoded}) {
      for (std::size_t i = 0; i < lane->work().size(); ++i) {
        keys[i].looks += lane->work()[i].looks;
        keys[i].candidates += lane->work()[i].candidates;
        keys[i].seconds += static_cast<double>(lane->work()[i].nanoseconds) * 1e-9;
      }
    }
  }
  for (std::size_t i = 0; i < keys.size(); ++i) keys[i].key = &rules_.keys[i];
  std::erase_if(keys, [](const KeyWork& work) { return work.looks == 0; });
  std::stable_sort(keys.begin(), keys.end(), [](const KeyWork& a, const KeyWork& b) { return a.seconds > b.seconds; });
  profile.keys = std::move(keys);
  double spent = 0;
  for (const double seconds : profile.seconds) spent += seconds;
  profile[Phase::kRead] += std::max(0.0, process_seconds - spent);
}

std::string Scanner::Shown(std::string_view text) const {
  if (options_.show_secrets) return std::string(text);
  Matcher::Scratch scratch;
  return WithoutKeys(text, pipeline_.matcher(), scratch);
}

// Those of comments were redacted beside their text; but what a finding holds
// may stand there decoded, and people quote keys in configurations, too.
void Scanner::RedactReasons(std::vector<Finding>& findings) const {
  if (options_.show_secrets) return;
  constexpr std::size_t kShortest = 6;   // Words are shorter.
  constexpr std::size_t kLongest = 4096;
  std::map<std::string, std::string> shown;
  for (Finding& finding : findings) {
    for (Suppression& suppression : finding.suppressions) {
      std::string& reason = suppression.reason;
      if (suppression.kind == Suppression::Kind::kConfiguration && !reason.empty()) {
        const auto [at, added] = shown.try_emplace(reason.substr(0, kLongest));
        if (added) at->second = Shown(at->first);
        reason = at->second;
      }
      if (finding.secret.size() < kShortest) continue;
      for (std::size_t at = 0; (at = reason.find(finding.secret, at)) != std::string::npos; at += finding.preview.size()) {
        reason.replace(at, finding.secret.size(), finding.preview);
      }
    }
  }
}

// Comments first, then configuration and baseline.
void Scanner::Accept(std::vector<FileAllows> allows, Report& report) const {
  InlineSuppressor comments(std::move(allows), NamesRule);
  if (options_.read_trusted) comments.Distrust(options_.read_trusted);
  comments.Apply(report.findings, report.notices);
  const Selection& selection = options_.selection;
  // What is not looked for cannot be accepted either.
  if (selection.only.empty() && selection.skip.empty()) {
    const FaultOfNames fault = options_.imported.empty() ? MistypedNames(rules_) : nullptr;
    comments.ReportOwn(rules_, options_.allow_needs_reason, fault, report.findings);
  }
  SortAndJoin(report.findings);
  if (options_.accept) options_.accept(report);
  RedactReasons(report.findings);
  Forget(report.findings, options_.whole_repairs);
}

}  // namespace keylint
