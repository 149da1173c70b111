// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/analysis.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <system_error>
#include <utility>

#include "lint/source/config_names.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxSiblings = 48;
constexpr std::uintmax_t kMaxSiblingBytes = 256U << 10;
constexpr std::size_t kMaxEntries = 4096;

bool Below(const std::string& path, const std::string& folder) {
  return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 &&
         (folder.empty() || folder.back() == '/' || path[folder.size()] == '/');
}

std::string RelativeTo(const std::string& path, const std::string& root) {
  if (!Below(path, root)) return path;
  return path.substr(root.back() == '/' ? root.size() : root.size() + 1);
}

std::string FolderOf(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos || slash == 0 ? "/" : path.substr(0, slash);
}

std::string RepositoryAbove(std::string folder) {
  for (;;) {
    std::error_code error;
    if (fs::exists(folder + "/.git", error)) return folder;
    if (folder == "/") return {};
    folder = FolderOf(folder);
  }
}

// Lends texts as they are given, the first as the one that is reported.
class BufferSource : public Source {
 public:
  struct Item {
    std::string path;
    std::string text;
    IgnoreState ignored = IgnoreState::kTracked;
  };
  BufferSource(std::string root, std::vector<Item> items) : root_(std::move(root)), items_(std::move(items)) {}

  void Run(unsigned, const Visitor& visit, const NoticeSink&) override {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      Document document;
      document.path = items_[i].path;
      document.buffer.Assign(items_[i].text);
      document.ignored = items_[i].ignored;
      document.reported = i == 0;
      coverage_.files.fetch_add(1);
      coverage_.bytes.fetch_add(items_[i].text.size());
      visit(0, document);
    }
  }
  std::string root() const override { return root_; }

 private:
  std::string root_;
  std::vector<Item> items_;
};

// Lends what a tree lends, with open buffers in place of their files.
class OverlaySource : public Source {
 public:
  OverlaySource(FileTreeSource& tree, const OpenTexts& open) : tree_(tree), open_(open) {}

  void Run(unsigned threads, const Visitor& visit, const NoticeSink& notice) override {
    const std::string prefix = tree_.root() + "/";
    tree_.Run(threads, [&](unsigned worker, Document& document) {
      const auto text = open_.find(prefix + document.path);
      if (text != open_.end() && document.base_offset == 0 && !document.owned) {
        document.buffer.Assign(text->second);
        document.to_file = OffsetMap();
      }
      visit(worker, document);
    }, notice);
  }
  std::string root() const override { return tree_.root(); }

 private:
  FileTreeSource& tree_;
  const OpenTexts& open_;
};

bool ReadSibling(const fs::directory_entry& entry, std::string& text) {
  std::error_code error;
  if (!entry.is_regular_file(error) || entry.file_size(error) > kMaxSiblingBytes || error) return false;
  std::ifstream file(entry.path(), std::ios::binary);
  text.assign(std::istreambuf_iterator<char>(file), {});
  return file.good() || file.eof();
}

void AddSiblingsIn(const std::string& folder, const std::string& self, const std::string& root, const OpenTexts& open,
                   std::vector<BufferSource::Item>& items) {
  std::error_code error;
  std::set<std::string> names;
  std::size_t entries = 0;
  fs::directory_iterator at(folder, fs::directory_options::skip_permission_denied, error);
  for (; !error && at != fs::directory_iterator() && ++entries < kMaxEntries; at.increment(error)) {
    std::string name = at->path().filename().string();
    if (IsConfigurationName(name)) names.insert(std::move(name));
  }
  for (const std::string& name : names) {
    std::string path = folder == "/" ? "/" + name : folder + "/" + name;
    if (path == self || items.size() > kMaxSiblings) continue;
    const auto buffer = open.find(path);
    std::string text;
    if (buffer != open.end()) {
      text = buffer->second;
    } else if (!ReadSibling(fs::directory_entry(path, error), text)) {
      continue;
    }
    items.push_back({RelativeTo(path, root), std::move(text)});
  }
}

FileTreeOptions TreeAt(const std::string& path, const FileTreeOptions& tree) {
  FileTreeOptions options = tree;
  options.paths = {path};
  options.archives = false;
  return options;
}

}  // namespace

std::string RootOf(const std::string& path, const std::vector<std::string>& folders) {
  const std::string folder = FolderOf(path);
  if (std::string top = RepositoryAbove(folder); !top.empty()) return top;
  std::string best;
  for (const std::string& candidate : folders) {
    if (Below(path, candidate) && candidate.size() > best.size()) best = candidate;
  }
  return best.empty() ? folder : best;
}

DocumentPlace PlaceOf(const std::string& path, const std::string& root, const FileTreeOptions& tree) {
  DocumentPlace place;
  place.root = root;
  place.path = RelativeTo(path, place.root);
  std::error_code error;
  if (!fs::is_regular_file(path, error)) return place;
  FileTreeSource probe(TreeAt(path, tree));
  probe.Run(1, [&](unsigned, Document& document) { place.ignored = document.ignored; }, [](const Notice&) {});
  place.excluded = probe.coverage().excluded.load() != 0;
  return place;
}

std::vector<Finding> AnalyseBuffer(const Scanner& scanner, const DocumentPlace& place, const std::string& text,
                                   const OpenTexts& open) {
  if (place.excluded) return {};
  std::vector<BufferSource::Item> items;
  items.push_back({place.path, text, place.ignored});
  if (!place.root.empty()) {
    const std::string self = place.root + "/" + place.path;
    std::string folder = FolderOf(self);
    for (;;) {
      AddSiblingsIn(folder, self, place.root, open, items);
      if (folder == place.root || !Below(folder, place.root)) break;
      folder = FolderOf(folder);
    }
  }
  BufferSource source(place.root, std::move(items));
  Report report = scanner.Run(source);
  std::erase_if(report.findings, [&](const Finding& finding) {
    return finding.suppressed() || finding.where.path != place.path;
  });
  return std::move(report.findings);
}

WorkspaceScan::WorkspaceScan(std::string root, OpenTexts open, const FileTreeOptions& tree)
    : root_(std::move(root)), open_(std::move(open)), tree_(TreeAt(root_, tree)) {}

std::vector<Finding> WorkspaceScan::Run(const Scanner& scanner) {
  OverlaySource source(tree_, open_);
  Report report = scanner.Run(source);
  if (tree_.cancelled()) return {};
  std::erase_if(report.findings, [&](const Finding& finding) {
    if (finding.suppressed()) return true;
    if (finding.family() == "environment" || finding.family() == "scope") return false;
    return open_.find(root_ + "/" + finding.where.path.str()) == open_.end();
  });
  return std::move(report.findings);
}

}  // namespace keylint
