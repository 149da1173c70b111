// SPDX-License-Identifier: Apache-2.0
#include "lint/source/ignore.h"

#include <algorithm>
#include <utility>

namespace keylint {
namespace {

// Longer lines are no path on any system; without a bound a hostile file
// could make every comparison slow.
constexpr std::size_t kMaxPattern = 4096;

// Blanks at the end do not count unless a backslash quotes them.
std::string_view WithoutTrailingBlanks(std::string_view line) {
  std::size_t end = line.size();
  while (end > 0 && line[end - 1] == ' ') {
    std::size_t backslashes = 0;
    while (backslashes + 1 < end && line[end - 2 - backslashes] == '\\') ++backslashes;
    if (backslashes % 2 == 1) break;
    --end;
  }
  return line.substr(0, end);
}

IgnoreList::Answer AskChain(const IgnoreNode* node, std::string_view path,
                            std::string_view name, bool is_folder) {
  for (; node != nullptr; node = node->parent.get()) {
    const auto answer = node->list.Match(path.substr(node->base_length), name, is_folder);
    if (answer != IgnoreList::Answer::kNothing) return answer;
  }
  return IgnoreList::Answer::kNothing;
}

}  // namespace

IgnoreList::IgnoreList(std::string_view text) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    AddLine(line);
  }
}

void IgnoreList::AddLine(std::string_view line) {
  if (line.empty() || line[0] == '#' || line.size() > kMaxPattern) return;
  line = WithoutTrailingBlanks(line);
  Pattern pattern;
  if (!line.empty() && line[0] == '!') {
    pattern.negated = true;
    line.remove_prefix(1);
  }
  if (!line.empty() && line.back() == '/') {
    pattern.folder_only = true;
    line.remove_suffix(1);
  }
  pattern.by_name = line.find('/') == std::string_view::npos;
  if (!line.empty() && line[0] == '/') line.remove_prefix(1);
  if (line.empty()) return;
  pattern.text = line;
  if (!pattern.by_name) pattern.glob = Glob(line);
  patterns_.push_back(std::move(pattern));

  const std::size_t number = patterns_.size();
  Last* last = nullptr;
  if (patterns_.back().by_name && !HasGlobSyntax(line)) {
    last = &names_[std::string(line)];
  } else if (patterns_.back().by_name && line.substr(0, 2) == "*." &&
             !HasGlobSyntax(line.substr(1)) && line.find('.', 2) == std::string_view::npos) {
    last = &endings_[std::string(line.substr(1))];
  }
  if (last == nullptr) {
    others_.push_back(number);
  } else if (patterns_.back().folder_only) {
    last->folder = number;
  } else {
    last->any = number;
  }
}

bool IgnoreList::Fits(const Pattern& pattern, std::string_view path,
                      std::string_view name) const {
  return pattern.by_name ? MatchesName(pattern.text, name) : pattern.glob.MatchesPath(path);
}

std::size_t IgnoreList::Decide(std::string_view path, std::string_view name, bool is_folder) const {
  std::size_t best = 0;
  if (!names_.empty()) {
    if (const auto it = names_.find(name); it != names_.end()) best = it->second.For(is_folder);
  }
  if (!endings_.empty()) {
    const std::size_t dot = name.rfind('.');
    if (dot != std::string_view::npos) {
      const auto it = endings_.find(name.substr(dot));
      if (it != endings_.end()) best = std::max(best, it->second.For(is_folder));
    }
  }
  for (auto it = others_.rbegin(); it != others_.rend() && *it > best; ++it) {
    const Pattern& pattern = patterns_[*it - 1];
    if (pattern.folder_only && !is_folder) continue;
    if (Fits(pattern, path, name)) best = *it;
  }
  return best;
}

IgnoreList::Answer IgnoreList::Match(std::string_view path, std::string_view name,
                                     bool is_folder) const {
  const std::size_t best = Decide(path, name, is_folder);
  if (best == 0) return Answer::kNothing;
  return patterns_[best - 1].negated ? Answer::kKeep : Answer::kIgnore;
}

std::string IgnoreList::Deciding(std::string_view path, std::string_view name, bool is_folder) const {
  const std::size_t best = Decide(path, name, is_folder);
  if (best == 0) return {};
  const Pattern& pattern = patterns_[best - 1];
  return (pattern.negated ? "!" : "") + pattern.text + (pattern.folder_only ? "/" : "");
}

IgnoreChain AddIgnoreFile(const IgnoreChain& chain, std::string_view folder,
                          std::string_view text) {
  auto node = std::make_shared<const IgnoreNode>(chain, folder.size(), text);
  return node->list.empty() ? chain : node;
}

IgnoreScope::Verdict IgnoreScope::Judge(std::string_view path, std::string_view name,
                                        bool is_folder) const {
  using Answer = IgnoreList::Answer;
  for (const IgnoreNode* chain : {keylint.get(), plain.get()}) {
    const Answer answer = AskChain(chain, path, name, is_folder);
    if (answer != Answer::kNothing) return {answer == Answer::kIgnore, false};
  }
  const bool ignored = AskChain(git.get(), path, name, is_folder) == Answer::kIgnore;
  return {ignored, ignored};
}

std::string IgnoreScope::Reason(std::string_view path, std::string_view name, bool is_folder) const {
  const std::pair<const IgnoreNode*, std::string_view> chains[] = {
      {keylint.get(), ".keylintignore"}, {plain.get(), ".ignore"}, {git.get(), ".gitignore (or git's own exclude files)"}};
  for (const auto& [chain, file] : chains) {
    for (const IgnoreNode* node = chain; node != nullptr; node = node->parent.get()) {
      const std::string pattern = node->list.Deciding(path.substr(node->base_length), name, is_folder);
      if (pattern.empty()) continue;
      const std::string_view folder = path.substr(0, node->base_length);
      return std::string(file) + (folder.empty() ? "" : " in " + std::string(folder)) + ": '" + pattern + "'";
    }
  }
  return {};
}

}  // namespace keylint
