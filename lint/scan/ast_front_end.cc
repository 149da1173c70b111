// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/ast_front_end.h"

#include <algorithm>
#include <array>
#include <span>
#include <map>
#include <memory>
#include <set>

#include <fmt/format.h>

#include "lint/base/line_index.h"
#include "lint/diagnose/placeholder.h"
#include "lint/judge/fingerprint.h"
#include "lint/judge/redact.h"
#include "lint/source/process.h"

namespace keylint {
namespace {

// A file that findings point into, read once.
struct Page {
  Document document;
  std::unique_ptr<LineIndex> lines;
};

class Pages {
 public:
  Pages(const std::string& root, const ReadFile& read) : root_(root), read_(read) {}

  /// Null for files outside the root and for those that cannot be read.
  const Page* Find(const std::string& path) {
    const auto [found, added] = pages_.try_emplace(path);
    if (!added) return found->second.get();
    if (path.size() <= root_.size() + 1 || path.compare(0, root_.size(), root_) != 0 || path[root_.size()] != '/') {
      return nullptr;
    }
    const std::optional<std::string> bytes = read_(path);
    if (!bytes) return nullptr;
    auto page = std::make_unique<Page>();
    page->document.path = path.substr(root_.size() + 1);
    page->document.buffer.Assign(*bytes);
    page->lines = std::make_unique<LineIndex>(page->document.text());
    found->second = std::move(page);
    return found->second.get();
  }

 private:
  const std::string& root_;
  const ReadFile& read_;
  std::map<std::string, std::unique_ptr<Page>> pages_;
};

Span Within(Span span, const Page& page) {
  const std::size_t size = page.document.text().size();
  const std::size_t begin = std::min(span.begin, size);
  return {begin, std::clamp(span.end, begin, size)};
}

bool Holds(std::string_view path, std::span<const std::string_view> folders) {
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) {
    return path.starts_with(folder) || path.find("/" + std::string(folder)) != std::string_view::npos;
  });
}

bool IsTestPath(std::string_view path) {
  static constexpr std::array<std::string_view, 12> kFolders = {"test/", "tests/", "testing/", "testdata/",
                                                                "unittest/", "unittests/", "testsuite/", "fuzz/",
                                                                "bench/", "benches/", "benchmark/", "benchmarks/"};
  return Holds(path, kFolders);
}

bool IsExamplePath(std::string_view path) {
  static constexpr std::array<std::string_view, 2> kFolders = {"example/", "examples/"};
  return Holds(path, kFolders);
}

// What a test checks itself with protects nothing: vectors and comparisons are
// notes there, passwords and what examples show no errors.
std::pair<Level, bool> LevelOf(const AstSink& sink, bool credential, Pages& pages) {
  const Level level = sink.level == "note" ? Level::kNote : sink.level == "warning" ? Level::kWarning : Level::kError;
  const auto stands = [&](const AstPlace& place, bool (*in)(std::string_view)) {
    const Page* page = pages.Find(place.path);
    return page != nullptr && in(page->document.path);
  };
  const bool test = stands(sink.constant, IsTestPath) || stands(sink.sink, IsTestPath);
  const bool example = stands(sink.constant, IsExamplePath) || stands(sink.sink, IsExamplePath);
  if (test && !credential) return {Level::kNote, true};
  if (example && ClassifyValue(sink.value) == ValueClass::kPlaceholder) return {Level::kNote, true};  // "user:password"
  return {test || example ? std::min(level, Level::kWarning) : level, test || example};
}

std::string WhatOf(const AstSink& sink) {
  if (sink.category == "comparison") return fmt::format("{} compares input with a constant secret.", sink.api);
  const std::string thing = sink.category == "connection" ? "secret" : sink.category == "iv" ? "IV" : sink.category;
  std::string what = sink.parameter.empty()
                         ? fmt::format("A constant {} reaches {}.", thing, sink.api)
                         : fmt::format("A constant reaches parameter '{}' of {}.", sink.parameter, sink.api);
  for (const std::string& property : sink.properties) {
    if (property == "all-zero") what += " All its bytes are zero.";
    if (property == "repeated-byte") what += " It is one byte repeated.";
    if (property == "too-short") what += fmt::format(" It has {} bytes and needs {}.", sink.length, sink.needs);
  }
  return what;
}

constexpr std::size_t kManyConstants = 10;

bool IsShared(const AstSink& sink) { return sink.where.path != sink.sink.path || sink.where.span.begin != sink.sink.span.begin; }

std::string AlsoOf(const AstSink& sink) {
  if (sink.also.empty()) return {};
  const std::size_t count = sink.also.size();
  if (IsShared(sink)) return fmt::format(" So it does at {} other {}.", count, count == 1 ? "call" : "calls");
  // What one place may hold is followed up to a dozen values (flow::Value): there may be more.
  const char* least = count >= kManyConstants ? "at least " : "";
  return fmt::format(" So {} {}{} other {}.", count == 1 ? "does" : "do", least, count, count == 1 ? "constant" : "constants");
}

// All constants of the finding: one more at the same call is another finding.
std::string SecretsOf(const AstSink& sink) {
  std::set<std::string> secrets = {sink.value};
  for (const AstSink& other : sink.also) secrets.insert(other.value);
  std::string all;
  for (const std::string& secret : secrets) all += (all.empty() ? "" : "\n") + secret;
  return all;
}

// The constants and calls beside the place where the finding stands.
void AddRelated(const AstSink& sink, bool at_constant, Pages& pages, Finding& finding) {
  const AstPlace& place = at_constant ? sink.sink : sink.constant;
  const Page* page = pages.Find(place.path);
  if (page == nullptr) return;
  Location related = FindingMaker::Locate(page->document, *page->lines, Within(place.span, *page));
  related.message = at_constant ? "used by " + sink.api : "the constant";
  const bool known = std::any_of(finding.related.begin(), finding.related.end(), [&](const Location& other) {
    return other.path == related.path && other.span.begin == related.span.begin && other.span.end == related.span.end;
  });
  if (!known) finding.related.push_back(std::move(related));
}

void AddFlow(const AstSink& sink, Pages& pages, Finding& finding) {
  std::vector<Location> flow;
  for (const AstPlace& step : sink.steps) {
    const Page* at = pages.Find(step.path);
    if (at == nullptr) continue;
    flow.push_back(FindingMaker::Locate(at->document, *at->lines, Within(step.span, *at)));
    flow.back().message = step.text;
  }
  if (flow.size() > 1) finding.code_flows.push_back(std::move(flow));
}

void AddSink(const AstSink& sink, const Pipeline& pipeline, Pages& pages, const WasScanned& was_scanned, Report& report) {
  const auto scanned = [&](const AstPlace& at) {
    const Page* page = pages.Find(at.path);
    return page != nullptr && was_scanned(page->document.path) ? page : nullptr;
  };
  const Page* page = scanned(sink.where);
  bool at_constant = IsShared(sink) && page != nullptr;
  if (const Page* written = scanned(sink.constant); !at_constant && written != nullptr && IsTestPath(written->document.path)) {
    // What only a test passes to a library's call is mended in the test.
    const Page* used = pages.Find(sink.sink.path);
    at_constant = used == nullptr || !IsTestPath(used->document.path);
    if (at_constant) page = written;
  }
  if (page == nullptr) page = scanned(sink.sink);
  if (page == nullptr) return;
  TokenPlace place;
  place.document = &page->document;
  place.lines = page->lines.get();
  place.span = Within(at_constant ? sink.constant.span : sink.sink.span, *page);
  place.token = sink.value;
  Finding finding = pipeline.maker().FromFixedRule(sink.rule_id, WhatOf(sink) + AlsoOf(sink), place);
  const bool credential = sink.rule_id.starts_with("hardcoded-credential/");
  const auto [main_level, in_test] = LevelOf(sink, credential, pages);
  finding.level = main_level;
  finding.confidence = in_test || sink.confidence == "low" ? Confidence::kLow
                       : sink.confidence == "high"         ? Confidence::kHigh
                                                           : Confidence::kMedium;
  for (const AstSink& other : sink.also) finding.level = std::max(finding.level, LevelOf(other, credential, pages).first);
  if (const std::string all = SecretsOf(sink); !IsShared(sink) && all != sink.value) finding.digest = DigestOf(all);
  if (!sink.why.empty()) finding.why = sink.why;
  if (!sink.fix.empty()) finding.fix = sink.fix;
  finding.cwe = {fmt::format("CWE-{}", sink.cwe)};
  std::vector<Mask> masks;
  const auto add = [&](const AstSink& one) {
    AddRelated(one, at_constant, pages, finding);
    const bool apart = one.constant.path != sink.constant.path || one.constant.span.begin != sink.constant.span.begin;
    if (at_constant && apart) AddRelated(one, false, pages, finding);
    AddFlow(one, pages, finding);
    if (pages.Find(one.constant.path) != page) return;
    masks.push_back({Within(one.constant.span, *page), finding.preview});
  };
  add(sink);
  for (const AstSink& other : sink.also) add(other);
  Fix fix{"Read it from the environment", {}};
  for (const AstPlace& edit : sink.edits) {
    const Page* at = pages.Find(edit.path);
    if (at == nullptr || edit.span.end > at->document.text().size() || edit.span.begin > edit.span.end) break;
    const Location place_of = FindingMaker::Locate(at->document, *at->lines, edit.span);
    fix.edits.push_back({place_of.path, place_of.span, place_of.begin, place_of.end, edit.text});
  }
  if (!sink.edits.empty() && fix.edits.size() == sink.edits.size()) finding.fixes.push_back(std::move(fix));
  NormaliseMasks(masks);
  FindingMaker::AddSnippet(finding, page->document, *page->lines, place.span, masks);
  report.findings.push_back(std::move(finding));
}

// The text scan joins neighbouring literals, too: what it found there stands
// under the fingerprint that it has without the compiler.
bool SeenInText(std::string_view rule_id, std::string_view path, Span span, const Report& report) {
  return std::any_of(report.findings.begin(), report.findings.end(), [&](const Finding& known) {
    return known.where.path == path && known.rule_id == rule_id && known.where.span.begin < span.end &&
           span.begin < known.where.span.end;
  });
}

// A text that stands in pieces is judged as if it stood in one, under its name.
void AddFolded(const AstLiteral& literal, const Pipeline& pipeline, Pipeline::Scratch& scratch, Pages& pages,
               const WasScanned& was_scanned, Report& report) {
  const bool printable = std::all_of(literal.value.begin(), literal.value.end(), [](char c) {
    return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\';
  });
  if (!literal.folded || !printable) return;
  const Page* page = pages.Find(literal.place.path);
  if (page == nullptr || !was_scanned(page->document.path)) return;
  const bool plain_name = !literal.name.empty() && literal.name.find_first_of(" \"\n") == std::string::npos;
  Document whole;
  whole.path = page->document.path;
  whole.buffer.Assign(fmt::format("const char* {} = \"{}\";\n", plain_name ? literal.name : "text", literal.value));
  for (Finding& finding : pipeline.Scan(whole, scratch).findings) {
    const Span span = Within(literal.place.span, *page);
    if (SeenInText(finding.rule_id, page->document.path, span, report)) continue;
    finding.where = FindingMaker::Locate(page->document, *page->lines, span);
    finding.fixes.clear();
    finding.related.clear();
    finding.decoded_from.push_back("concatenation");
    const Mask mask{span, finding.preview};
    FindingMaker::AddSnippet(finding, page->document, *page->lines, span, {&mask, 1});
    report.findings.push_back(std::move(finding));
  }
}

}  // namespace

Result<AstRecords> RunAstFrontEnd(const AstRequest& request) {
  Process::Options options;
  options.arguments = {request.program, "--jobs", std::to_string(std::max(1U, request.jobs))};
  options.environment = request.environment;
  if (!request.compile_commands.empty()) {
    options.arguments.insert(options.arguments.end(), {"-p", request.compile_commands});
  }
  for (const std::string& file : request.sink_files) options.arguments.insert(options.arguments.end(), {"--sinks", file});
  std::string names;
  for (const std::string& file : request.files) names += file + "\n";
  const Fd input = MemoryFile(names);
  if (!request.files.empty()) {
    options.arguments.insert(options.arguments.end(), {"--files-from", "-"});
    options.input = input.get();
  }
  if (!request.cache.empty()) options.arguments.insert(options.arguments.end(), {"--cache", request.cache});
  if (request.compile_commands.empty()) {
    options.arguments.push_back("--");
    options.arguments.insert(options.arguments.end(), request.flags.begin(), request.flags.end());
  }
  Result<Process> process = Process::Start(options);
  if (!process) return tl::unexpected<Error>(process.error());
  AstRecords records;
  RecordReader lines(process->output());
  for (std::string line; lines.Next('\n', line);) {
    if (Result<void> read = ReadAstLine(line, records); !read) return tl::unexpected<Error>(read.error());
  }
  const int status = process->Wait();
  if (status != 0 || !records.ended) {
    const std::string said = process->FirstError();
    return Failure(ErrorKind::kUnreadable, said.empty() ? fmt::format("keylint-ast ended with status {}", status) : said,
                   request.program);
  }
  return records;
}

void AddAstFindings(const AstRecords& records, const Pipeline& pipeline, const std::string& root, const ReadFile& read,
                    const WasScanned& was_scanned, Report& report) {
  Pages pages(root, read);
  Pipeline::Scratch scratch;
  for (const AstSink& sink : records.sinks) {
    if (pipeline.options().selection.Includes(sink.rule_id)) AddSink(sink, pipeline, pages, was_scanned, report);
  }
  for (const AstLiteral& literal : records.literals) AddFolded(literal, pipeline, scratch, pages, was_scanned, report);
  for (const AstNotice& notice : records.notices) {
    std::string path = notice.path;
    if (path.size() > root.size() && path.compare(0, root.size(), root) == 0 && path[root.size()] == '/') {
      path.erase(0, root.size() + 1);
    }
    report.notices.push_back({notice.incomplete ? NoticeKind::kIncomplete : NoticeKind::kDegraded, path, notice.message});
  }
}

}  // namespace keylint
