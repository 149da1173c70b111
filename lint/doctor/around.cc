// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/around.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "lint/doctor/places.h"
#include "lint/doctor/project.h"
#include "lint/scan/scanner.h"

namespace keylint {
namespace {

// The project's configuration, as the doctor's file system holds it.
class ConfigurationSource : public Source {
 public:
  ConfigurationSource(const Machine& machine, const std::set<std::string>& reported) : machine_(machine), reported_(reported) {}

  void Run(unsigned, const Visitor& visit, const NoticeSink&) override {
    constexpr std::size_t kMostFiles = 400;
    constexpr std::size_t kMostBytes = 4U << 20;
    for (const std::string& file : ProjectFiles(machine_.files, machine_.project)) {
      if (coverage_.files >= kMostFiles || coverage_.bytes > kMostBytes) return;
      const auto text = machine_.files.read_file(file);
      if (!text || text->find('\0') != std::string::npos) continue;
      const std::string path = file.substr(machine_.project.size() + 1);
      const auto kind = ProjectKind(path, *text);
      const bool reported = reported_.contains(file);
      if (!reported && (!kind || *kind == SourceKind::kSourceLiteral)) continue;
      Document document;
      document.path = path;
      document.buffer.Assign(*text);
      document.reported = reported;
      ++coverage_.files;
      coverage_.bytes += text->size();
      visit(0, document);
    }
  }

 private:
  const Machine& machine_;
  const std::set<std::string>& reported_;
};

bool IsOfProject(std::string_view family) { return family == "environment" || family == "scope" || family == "expired"; }

}  // namespace

std::vector<DoctorFinding> FindingsAround(const Pipeline& pipeline, const Machine& machine, std::int64_t now, const std::set<std::string>& files) {
  std::vector<DoctorFinding> found;
  const auto of_project = [&](const std::string& file) { return file.starts_with(machine.project + "/"); };
  if (std::none_of(files.begin(), files.end(), of_project)) return found;
  ScanOptions options = pipeline.options();
  options.now = std::chrono::sys_seconds(std::chrono::seconds(now));
  options.environment = true;
  options.accept = {};
  options.add_findings = {};
  options.take_assignments = {};
  ConfigurationSource source(machine, files);
  for (const Finding& finding : Scanner(pipeline.rules(), options).Run(source).findings) {
    if (!IsOfProject(finding.family()) || finding.level == Level::kNote) continue;
    std::string message = finding.what;
    for (const std::string& more : {finding.why, finding.fix}) {
      if (!more.empty()) message += " " + more;
    }
    found.push_back({finding.rule_id, finding.diagnosis, std::move(message), finding.where.path, finding.where.begin.line});
  }
  return found;
}

}  // namespace keylint
