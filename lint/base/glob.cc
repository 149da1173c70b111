// SPDX-License-Identifier: Apache-2.0
// Both levels use the same greedy walk: remember the last star, and on a
// mismatch let it take one more element. Forgetting the earlier stars is
// right, since what the last star may take only grows.
#include "lint/base/glob.h"

#include <cctype>
#include <cstddef>
#include <optional>

namespace keylint {
namespace {

constexpr std::size_t kNone = static_cast<std::size_t>(-1);

bool InClass(std::string_view name, unsigned char c) {
  if (name == "alnum") return std::isalnum(c) != 0;
  if (name == "alpha") return std::isalpha(c) != 0;
  if (name == "blank") return c == ' ' || c == '\t';
  if (name == "cntrl") return std::iscntrl(c) != 0;
  if (name == "digit") return std::isdigit(c) != 0;
  if (name == "graph") return std::isgraph(c) != 0;
  if (name == "lower") return std::islower(c) != 0;
  if (name == "print") return std::isprint(c) != 0;
  if (name == "punct") return std::ispunct(c) != 0;
  if (name == "space") return std::isspace(c) != 0;
  if (name == "upper") return std::isupper(c) != 0;
  if (name == "xdigit") return std::isxdigit(c) != 0;
  return false;
}

// Matches `c` with the bracket expression that begins at pattern[at] == '['.
// Sets `next` behind it; nothing when the bracket never closes.
std::optional<bool> MatchBracket(std::string_view pattern, std::size_t at, unsigned char c,
                                 std::size_t& next) {
  std::size_t i = at + 1;
  const bool negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (negated) ++i;
  bool found = false;
  for (bool first = true; i < pattern.size(); first = false) {
    if (pattern[i] == ']' && !first) {
      next = i + 1;
      return found != negated;
    }
    if (pattern.substr(i, 2) == "[:") {
      const std::size_t close = pattern.find(":]", i + 2);
      if (close != std::string_view::npos) {
        found |= InClass(pattern.substr(i + 2, close - i - 2), c);
        i = close + 2;
        continue;
      }
    }
    if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
    const auto low = static_cast<unsigned char>(pattern[i++]);
    unsigned char high = low;
    if (i + 1 < pattern.size() && pattern[i] == '-' && pattern[i + 1] != ']') {
      ++i;
      if (pattern[i] == '\\' && i + 1 < pattern.size()) ++i;
      high = static_cast<unsigned char>(pattern[i++]);
    }
    found |= low <= c && c <= high;
  }
  return std::nullopt;
}

// Matches one byte with the element at pattern[at], which is no star.
bool MatchOne(std::string_view pattern, std::size_t at, char c, std::size_t& next) {
  if (pattern[at] == '?') {
    next = at + 1;
    return true;
  }
  if (pattern[at] == '[') {
    const auto found = MatchBracket(pattern, at, static_cast<unsigned char>(c), next);
    return found.value_or(false);
  }
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  next = at + 1;
  return pattern[at] == c;
}

}  // namespace

bool MatchesName(std::string_view pattern, std::string_view name) {
  std::size_t p = 0, n = 0, star = kNone, resume = 0, next = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      resume = n;
    } else if (p < pattern.size() && MatchOne(pattern, p, name[n], next)) {
      p = next;
      ++n;
    } else if (star != kNone) {
      p = star;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Glob::Glob(std::string_view pattern) {
  for (std::size_t at = 0; at <= pattern.size();) {
    std::size_t slash = pattern.find('/', at);
    if (slash == std::string_view::npos) slash = pattern.size();
    std::string_view component = pattern.substr(at, slash - at);
    at = slash + 1;
    if (component == "**" && !components_.empty() && components_.back() == "**") continue;
    components_.emplace_back(component);
  }
  // "a/**" is what stands inside a, not a itself.
  if (components_.size() > 1 && components_.back() == "**") components_.emplace_back("*");
}

bool Glob::MatchesPath(std::string_view path) const {
  std::size_t p = 0, at = 0, star = kNone, resume = 0;
  while (at <= path.size()) {
    std::size_t slash = path.find('/', at);
    if (slash == std::string_view::npos) slash = path.size();
    if (p < components_.size() && components_[p] == "**") {
      star = ++p;
      resume = at;
    } else if (p < components_.size() &&
               MatchesName(components_[p], path.substr(at, slash - at))) {
      ++p;
      at = slash + 1;
    } else if (star != kNone) {
      slash = path.find('/', resume);
      if (slash == std::string_view::npos) return false;
      p = star;
      at = resume = slash + 1;
    } else {
      return false;
    }
  }
  while (p < components_.size() && components_[p] == "**") ++p;
  return p == components_.size();
}

bool HasGlobSyntax(std::string_view pattern) {
  return pattern.find_first_of("*?[\\") != std::string_view::npos;
}

}  // namespace keylint
