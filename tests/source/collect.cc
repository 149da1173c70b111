// SPDX-License-Identifier: Apache-2.0
#include "tests/source/collect.h"

#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>

namespace keylint {

TempFolder::TempFolder() {
  // In memory where there is such a place: some trees have 10,000 folders.
  const bool memory = ::access("/dev/shm", W_OK) == 0;
  std::string name = std::string(memory ? "/dev/shm" : "/tmp") + "/keylint-test-XXXXXX";
  if (::mkdtemp(name.data()) != nullptr) path_ = name;
}

TempFolder::~TempFolder() {
  if (path_.empty()) return;
  const int status = std::system(("chmod -R u+rwX " + path_ + "; rm -rf " + path_).c_str());
  (void)status;
}

void TempFolder::Write(std::string_view name, std::string_view bytes) const {
  const std::filesystem::path path = std::filesystem::path(path_) / name;
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

std::string TempFolder::Shell(const std::string& command) const {
  std::FILE* pipe = ::popen(("cd " + path_ + " && { " + command + "\n} 2>&1").c_str(), "r");
  std::string output;
  char chunk[4096];
  while (const std::size_t got = std::fread(chunk, 1, sizeof chunk, pipe)) output.append(chunk, got);
  EXPECT_EQ(::pclose(pipe), 0) << command << "\n" << output;
  while (!output.empty() && output.back() == '\n') output.pop_back();
  return output;
}

std::vector<std::string> Collected::paths() const {
  std::vector<std::string> names;
  for (const auto& [path, lent] : documents) names.push_back(path);
  return names;
}

const Lent& Collected::At(const std::string& path) const {
  static const Lent nothing;
  const auto it = documents.find(path);
  EXPECT_NE(it, documents.end()) << path;
  return it == documents.end() ? nothing : it->second;
}

bool Collected::HasNotice(NoticeKind kind, std::string_view path_end) const {
  for (const Notice& notice : notices) {
    if (notice.kind == kind && notice.path.ends_with(path_end)) return true;
  }
  return false;
}

Collected Collect(Source& source, unsigned threads) {
  Collected all;
  std::mutex mutex;
  source.Run(
      threads,
      [&](unsigned, Document& document) {
        Lent lent{std::string(document.text()), document.ignored, document.unpacked_from};
        lent.reported = document.reported;
        lent.has_lines = document.counted_lines.has_value();
        if (lent.has_lines) lent.lines = *document.counted_lines;
        if (document.provenance) lent.commit = document.provenance->commit;
        std::lock_guard lock(mutex);
        all.documents.emplace(document.path, std::move(lent));
      },
      [&](Notice notice) {
        std::lock_guard lock(mutex);
        all.notices.push_back(std::move(notice));
      });
  return all;
}

}  // namespace keylint
