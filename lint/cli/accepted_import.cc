// SPDX-License-Identifier: Apache-2.0
#include "lint/cli/accepted_import.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <sstream>
#include <tuple>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lint/base/ascii.h"
#include "lint/base/nesting.h"
#include "lint/cli/rules_files.h"
#include "lint/cli/scan_session.h"
#include "lint/judge/catalog.h"
#include "lint/judge/fingerprint.h"
#include "lint/report/escape.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/gitleaks.h"
#include "lint/source/git_repository.h"

namespace keylint {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLargest = 64U << 20;

std::string Quoted(std::string_view text) { return Json(ToValidUtf8(text)).dump(); }

std::string QuotedList(const std::vector<std::string>& texts) {
  std::string list;
  for (const std::string& text : texts) list += (list.empty() ? "" : ", ") + Quoted(text);
  return "[" + list + "]";
}

std::string Count(std::size_t count, std::string_view noun) { return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s"); }

// --- places ------------------------------------------------------------------

// One finding of another scanner that is accepted.
struct Place {
  std::string commit;        ///< Empty: the work tree.
  std::string path;
  std::size_t line = 0;      ///< 0: anywhere in the file, by `sha1`; without it
                             ///< the file itself, such as a store of keys.
  std::string sha1;          ///< Hex of the secret's, or empty.
};

bool IsAt(const Place& place, const Location& where) {
  if (place.line == 0) return place.sha1.empty() && where.span.begin == 0;
  return where.begin.line <= place.line && place.line <= where.end.line;
}

// Scans the places and puts what is found there into the baseline.
class PlaceImport {
 public:
  PlaceImport(const std::string& base, World& world) : base_(base), world_(world) {}

  Result<void> Run(const std::vector<Place>& places, AcceptedImport& import) {
    for (const Place& place : places) by_file_[{place.commit, place.path}].push_back(&place);
    if (const auto read = ReadTree(); !read) return read;
    if (const auto read = ReadCommits(); !read) return read;
    if (matched_.empty() || !session_) return {};
    Baseline baseline = session_->baseline() ? std::move(*session_->baseline()) : Baseline::New();
    for (const Finding& finding : accepted_) import.accepted += baseline.Add(finding) ? 1 : 0;
    if (const auto written = ReplaceFile(session_->baseline_path(), baseline.Write()); !written) return written;
    import.baseline_written = true;
    return {};
  }

  std::size_t matched() const { return matched_.size(); }
  std::size_t gone() const { return gone_; }

 private:
  using File = std::pair<std::string, std::string>;

  Result<void> ReadTree() {
    ScanArguments typed;
    for (const auto& [file, places] : by_file_) {
      if (!file.first.empty()) continue;
      auto text = ReadOptionalFile(base_ + "/" + file.second, SIZE_MAX);
      if (text && *text) {
        typed.paths.push_back(base_ + "/" + file.second);
      } else {
        gone_ += places.size();
      }
    }
    const bool any = !typed.paths.empty();
    if (!any) typed.paths = {base_};
    auto session = ScanSession::Prepare(std::move(typed), world_);
    if (!session) return tl::unexpected(session.error());
    session_ = std::move(*session);
    if (any) Scan(*session_, "");
    return {};
  }

  // What a commit holds may be gone from the tree, and is still accepted.
  Result<void> ReadCommits() {
    const auto git = GitRepository::Open(base_);
    for (const auto& [file, places] : by_file_) {
      if (file.first.empty()) continue;
      const auto text = git ? git->ReadFileAt(file.first, file.second) : Result<std::string>(tl::unexpected(git.error()));
      if (!text) {
        gone_ += places.size();
        continue;
      }
      std::istringstream in(*text);
      World inner{.in = in, .out = world_.out, .err = world_.err};
      inner.environment = world_.environment;
      inner.now = world_.now;
      ScanArguments typed;
      typed.from_stdin = true;
      typed.stdin_path = base_ + "/" + file.second;
      typed.progress = "never";
      auto session = ScanSession::Prepare(std::move(typed), inner);
      if (!session) return tl::unexpected(session.error());
      Scan(**session, file.first);
    }
    return {};
  }

  void Scan(ScanSession& session, const std::string& commit) {
    session.OnFinding([&](const Finding& finding, const std::string& path) {
      const auto file = by_file_.find({commit, path});
      if (file == by_file_.end()) return;
      bool fits = false;
      const std::string sha1 = finding.secret.empty() ? std::string() : Sha1Hex(finding.secret);
      for (const Place* place : file->second) {
        if (!IsAt(*place, finding.where) && (place->sha1.empty() || place->sha1 != sha1)) continue;
        matched_.insert(place);
        fits = true;
      }
      if (!fits) return;
      accepted_.push_back(finding);
      accepted_.back().where.path = path;
      accepted_.back().secret.clear();
    });
    session.Run();
  }

  const std::string& base_;
  World& world_;
  std::map<File, std::vector<const Place*>> by_file_;
  std::unique_ptr<ScanSession> session_;
  std::vector<Finding> accepted_;
  std::set<const Place*> matched_;
  std::size_t gone_ = 0;
};

Result<void> TakePlaces(const std::vector<Place>& places, std::string_view file, const std::string& base, World& world,
                        AcceptedImport& import) {
  if (places.empty()) return {};
  PlaceImport scan(base, world);
  if (const auto done = scan.Run(places, import); !done) return done;
  import.told.push_back(fmt::format("{}: {} of {} carried over to the baseline", file, scan.matched(), Count(places.size(), "place")));
  if (scan.gone() > 0) {
    import.told.push_back(fmt::format("{}: {} not carried over: the file or commit is not there any more", file, scan.gone()));
  }
  if (const std::size_t rest = places.size() - scan.matched() - scan.gone(); rest > 0) {
    import.told.push_back(fmt::format("{}: {} not carried over: keylint finds nothing there, so there is nothing to accept", file, rest));
  }
  return {};
}

std::optional<std::size_t> NumberIn(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool IsCommit(std::string_view text) {
  return text.size() >= 7 && text.size() <= 64 && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

// "commit:path:rule:line", "path:rule:line".
std::optional<Place> GitleaksPlace(std::string_view line) {
  Place place;
  const std::size_t last = line.rfind(':');
  if (last == std::string_view::npos) return std::nullopt;
  const auto number = NumberIn(line.substr(last + 1));
  if (!number) return std::nullopt;
  place.line = *number;
  line = line.substr(0, last);
  const std::size_t rule = line.rfind(':');
  if (rule == std::string_view::npos) return std::nullopt;
  line = line.substr(0, rule);
  const std::size_t colon = line.find(':');
  if (colon != std::string_view::npos && IsCommit(line.substr(0, colon))) {
    place.commit = line.substr(0, colon);
    line.remove_prefix(colon + 1);
  }
  if (line.starts_with("./")) line.remove_prefix(2);
  place.path = line;
  return place.path.empty() ? std::nullopt : std::optional(place);
}

Result<void> TakeIgnoreFile(const std::string& text, const std::string& base, World& world, AcceptedImport& import) {
  std::vector<Place> places;
  std::size_t odd = 0;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) {
    while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.pop_back();
    if (line.empty() || line[0] == '#') continue;
    if (auto place = GitleaksPlace(line)) {
      places.push_back(std::move(*place));
    } else {
      ++odd;
    }
  }
  if (odd > 0) import.told.push_back(fmt::format(".gitleaksignore: {} not carried over: not of the form path:rule:line", Count(odd, "line")));
  return TakePlaces(places, kGitleaksIgnoreName, base, world, import);
}

// --- allowlists --------------------------------------------------------------

// One [[allow]] with everything in it, or nothing and the reason why not.
struct Entry {
  std::vector<std::string> paths, patterns, stopwords, rules;
  std::string reason;

  bool empty() const { return paths.empty() && patterns.empty() && stopwords.empty(); }
  std::string Text() const {
    std::string text = "\n[[allow]]\n";
    if (!paths.empty()) text += fmt::format("paths = {}\n", QuotedList(paths));
    if (!rules.empty()) text += fmt::format("rules = {}\n", QuotedList(rules));
    if (!patterns.empty()) text += fmt::format("patterns = {}\n", QuotedList(patterns));
    if (!stopwords.empty()) text += fmt::format("stopwords = {}\n", QuotedList(stopwords));
    return text + fmt::format("reason = {}\n", Quoted(reason));
  }
};

class AllowlistImport {
 public:
  AllowlistImport(std::string file, AcceptedImport& import) : file_(std::move(file)), import_(import) {}

  void Take(const ImportedAllowlist& list, const std::string& own_rule) {
    Entry entry;
    const std::string where = own_rule.empty() ? file_ : fmt::format("{}, rule {}", file_, own_rule);
    entry.reason = list.description.empty() ? fmt::format("allowlist of {}", where) : fmt::format("{} (allowlist of {})", list.description, where);
    std::vector<std::string> ids = list.rule_ids;
    if (!own_rule.empty()) ids.push_back(own_rule);
    for (const std::string& id : ids) {
      if (Knows(id)) entry.rules.push_back(id);
    }
    const std::size_t conditions = list.paths.size() + list.regexes.size() + list.stopwords.size() + list.commits.size();
    if (!ids.empty() && entry.rules.empty()) return Lost(conditions, "of rules that keylint does not have; 'keylint --rules FILE' follows rules and allowlists");
    TakePaths(list.paths, entry);
    if (list.target == ImportedAllowlist::Target::kSecret) {
      TakePatterns(list.regexes, entry);
    } else {
      Lost(list.regexes.size(), "of patterns on the line or the match, not the value");
    }
    entry.stopwords = list.stopwords;
    Lost(list.commits.size(), "of commits");
    // Of conditions that must all hold none may be missing.
    const std::size_t lists = static_cast<std::size_t>(!list.paths.empty()) + !list.regexes.empty() + !list.stopwords.empty() + !list.commits.empty();
    const std::size_t kept = static_cast<std::size_t>(!entry.paths.empty()) + !entry.patterns.empty() + !entry.stopwords.empty();
    if (list.all && kept < lists) return Lost(entry.paths.size() + entry.patterns.size() + entry.stopwords.size(), "that hold only together with those");
    list.all ? Write(entry) : WriteEach(entry);
  }

  void TakePaths(const std::vector<std::string>& regexes, Entry& entry) {
    for (const std::string& regex : regexes) {
      if (const auto globs = GlobsOf(regex)) {
        entry.paths.insert(entry.paths.end(), globs->begin(), globs->end());
      } else {
        Lost(1, "of path patterns that .gitignore cannot say");
      }
    }
  }
  void TakePatterns(const std::vector<std::string>& regexes, Entry& entry) {
    for (const std::string& regex : regexes) {
      if (ParseConfig(fmt::format("[[allow]]\nreason='r'\npatterns={}\n", QuotedList({regex})), "")) {
        entry.patterns.push_back(regex);
      } else {
        Lost(1, "of patterns that RE2 refuses");
      }
    }
  }
  // Each list by itself, as gitleaks' OR means it.
  void WriteEach(const Entry& entry) {
    for (const auto part : {&Entry::paths, &Entry::patterns, &Entry::stopwords}) {
      Entry one;
      one.*part = entry.*part;
      one.rules = entry.rules;
      one.reason = entry.reason;
      Write(one);
    }
  }
  void Write(const Entry& entry) {
    if (entry.empty()) return;
    kept_ += entry.paths.size() + entry.patterns.size() + entry.stopwords.size();
    import_.configuration += entry.Text();
  }
  void Lost(std::size_t count, const std::string& why) {
    if (count > 0) lost_[why] += count;
  }
  void Tell() const {
    if (kept_ == 0 && lost_.empty()) return;
    import_.told.push_back(fmt::format("{}: {} carried over to {}", file_, Count(kept_, "condition"), kConfigName));
    for (const auto& [why, count] : lost_) import_.told.push_back(fmt::format("{}: {} not carried over: {}", file_, count, why));
  }

 private:
  static bool Knows(const std::string& id) {
    static const std::vector<std::string> kIds = AllRuleIds(BuiltinRules());
    return std::any_of(kIds.begin(), kIds.end(), [&](const std::string& known) { return known.substr(known.find('/') + 1) == id; });
  }

  std::string file_;
  AcceptedImport& import_;
  std::size_t kept_ = 0;
  std::map<std::string, std::size_t> lost_;
};

Result<void> TakeGitleaksToml(const std::string& file, std::string text, AcceptedImport& import) {
  if (!IsGitleaksToml(text)) return Failure(ErrorKind::kMalformed, "this is no configuration of gitleaks", file);
  std::vector<std::string> missing;
  const auto open = [&](const std::string& path) -> Result<RuleFile> {
    auto more = ReadOptionalFile(path, kLargest);
    if (more && *more) return RuleFile{path, std::move(**more)};
    missing.push_back(path);
    return RuleFile{path, "title = 'absent'\n"};
  };
  const auto rules = ImportGitleaks({file, std::move(text)}, open);
  if (!rules) return tl::unexpected(rules.error());
  AllowlistImport allowlists(file, import);
  for (const ImportedAllowlist& list : rules->allowlists) allowlists.Take(list, "");
  for (const ImportedRule& rule : rules->rules) {
    for (const ImportedAllowlist& list : rule.allowlists) allowlists.Take(list, rule.id);
  }
  allowlists.Tell();
  for (const std::string& path : missing) import.told.push_back(fmt::format("{}: {} was not found", file, path));
  if (!rules->rules.empty()) {
    import.told.push_back(fmt::format("{}: {} of its own are no part of this: add 'rules = [\"{}\"]' to [scan] to keep them", file,
                                      Count(rules->rules.size(), "rule"), file));
  }
  return {};
}

// --- detect-secrets ----------------------------------------------------------

std::vector<std::string> TextsIn(const Json& value) {
  std::vector<std::string> texts;
  if (value.is_string()) texts.push_back(value.get<std::string>());
  if (value.is_array()) {
    for (const Json& one : value) {
      if (one.is_string()) texts.push_back(one.get<std::string>());
    }
  }
  return texts;
}

Json Member(const Json& object, const char* key) {
  return object.is_object() && object.contains(key) ? object[key] : Json();
}

void TakeFilters(const Json& root, const std::string& file, AcceptedImport& import) {
  AllowlistImport allowlists(file, import);
  Entry entry;
  entry.reason = fmt::format("filter of {}", file);
  allowlists.TakePaths(TextsIn(Member(Member(root, "exclude"), "files")), entry);
  allowlists.Lost(TextsIn(Member(Member(root, "exclude"), "lines")).size(), "of patterns on the line, not the value");
  const Json filters = Member(root, "filters_used");
  for (const Json& filter : filters.is_array() ? filters : Json::array()) {
    const std::vector<std::string> name = TextsIn(Member(filter, "path"));
    const std::vector<std::string> patterns = TextsIn(Member(filter, "pattern"));
    if (name.empty() || patterns.empty()) continue;
    if (name[0].ends_with("should_exclude_file")) {
      allowlists.TakePaths(patterns, entry);
    } else if (name[0].ends_with("should_exclude_secret")) {
      allowlists.TakePatterns(patterns, entry);
    } else {
      allowlists.Lost(patterns.size(), "of patterns on the line, not the value");
    }
  }
  allowlists.WriteEach(entry);
  allowlists.Tell();
}

Result<void> TakeSecretsBaseline(const std::string& file, const std::string& text, const std::string& base, World& world,
                                 AcceptedImport& import) {
  const Json root = JsonDepth(text) <= kDeepestJson ? Json::parse(text, nullptr, false) : Json();
  const Json results = Member(root, "results");
  if (!results.is_object()) return Failure(ErrorKind::kMalformed, "this is no baseline of detect-secrets: it has no 'results'", file);
  std::vector<Place> places;
  std::size_t real = 0;
  for (const auto& [path, entries] : results.items()) {
    for (const Json& entry : entries.is_array() ? entries : Json::array()) {
      if (const Json audited = Member(entry, "is_secret"); audited.is_boolean() && audited.get<bool>()) {
        ++real;
        continue;
      }
      Place place;
      place.path = path.starts_with("./") ? path.substr(2) : path;
      std::replace(place.path.begin(), place.path.end(), '\\', '/');
      if (const Json line = Member(entry, "line_number"); line.is_number_unsigned()) place.line = line.get<std::size_t>();
      if (const auto hash = TextsIn(Member(entry, "hashed_secret")); !hash.empty()) place.sha1 = hash[0];
      places.push_back(std::move(place));
    }
  }
  if (real > 0) import.told.push_back(fmt::format("{}: {} left open: an audit calls them real secrets", file, real));
  if (const auto done = TakePlaces(places, file, base, world, import); !done) return done;
  TakeFilters(root, file, import);
  return {};
}

// --- path patterns -----------------------------------------------------------

// A regular expression of the plain forms, as glob texts. Grows alternatives.
class GlobReader {
 public:
  explicit GlobReader(std::string_view regex) : text_(regex) {}

  std::optional<std::vector<std::string>> Read() {
    std::vector<std::string> all;
    do {
      auto branch = Branch(0);
      if (!branch) return std::nullopt;
      all.insert(all.end(), branch->begin(), branch->end());
    } while (Take("|"));
    return at_ == text_.size() && all.size() <= kMost ? std::optional(all) : std::nullopt;
  }

 private:
  static constexpr std::size_t kMost = 64;
  static constexpr int kDeepest = 4;

  bool Take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  bool AtEnd() const { return at_ == text_.size() || text_[at_] == '|' || text_[at_] == ')'; }

  // One alternative of the whole: its anchors and its body.
  std::optional<std::vector<std::string>> Branch(int depth) {
    std::string prefix;
    if (Take("(^|/)") || Take("(?:^|/)") || Take("(/|^)") || Take("(?:/|^)")) {
      prefix = "**/";
    } else if (Take("^")) {
      prefix = Take(".*/") ? "**/" : Take(".*") ? "**/*" : "/";
    } else {
      prefix = Take(".*/") ? "**/" : Take("/") || Take("\\/") ? "**/" : (Take(".*"), "**/*");
    }
    auto bodies = Body(depth);
    if (!bodies) return std::nullopt;
    const bool ends = Take("$");
    for (std::string& body : *bodies) {
      if (body.empty()) return std::nullopt;
      const bool open = !ends && body.back() != '/';
      body = prefix + body + (open && !body.ends_with("*") ? "*" : "");
    }
    return bodies;
  }

  std::optional<std::vector<std::string>> Body(int depth) {
    std::vector<std::string> out{""};
    const auto append = [&out](std::string_view text) {
      for (std::string& one : out) one += text;
    };
    while (!AtEnd() && text_[at_] != '$') {
      if (Take("[^/]+") || Take("[^/]*")) {
        append("*");
      } else if (Take("/.*/")) {
        append("/**/");
      } else if (text_.substr(at_).starts_with(".*")) {
        // Only at the end: elsewhere it may cross folders, and '*' does not.
        at_ += 2;
        if (!AtEnd() && text_[at_] != '$') return std::nullopt;
        Take("$");
        if (!out[0].ends_with('/')) append("*");
        return out;
      } else if (text_[at_] == '(') {
        ++at_;
        Take("?:");
        auto inner = Group(depth + 1);
        if (!inner) return std::nullopt;
        std::vector<std::string> product;
        for (const std::string& one : out) {
          for (const std::string& more : *inner) product.push_back(one + more);
        }
        out = std::move(product);
        if (out.size() > kMost) return std::nullopt;
      } else if (!Character(append)) {
        return std::nullopt;
      }
    }
    return out;
  }

  std::optional<std::vector<std::string>> Group(int depth) {
    if (depth > kDeepest) return std::nullopt;
    std::vector<std::string> all;
    do {
      auto body = Body(depth);
      if (!body) return std::nullopt;
      all.insert(all.end(), body->begin(), body->end());
    } while (Take("|"));
    if (!Take(")") || (at_ < text_.size() && std::string_view("*+?{").find(text_[at_]) != std::string_view::npos)) return std::nullopt;
    return all;
  }

  template <typename Append>
  bool Character(const Append& append) {
    char c = text_[at_++];
    if (c == '\\') {
      if (at_ == text_.size()) return false;
      c = text_[at_++];
      if (IsAlnum(c)) return false;
    } else if (std::string_view(".[]{}()*+?^$|").find(c) != std::string_view::npos) {
      return false;
    }
    if (at_ < text_.size() && std::string_view("*+?{").find(text_[at_]) != std::string_view::npos) return false;
    if (std::string_view("*?[\\!#").find(c) != std::string_view::npos) append("\\");
    append(std::string_view(&c, 1));
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<std::vector<std::string>> GlobsOf(std::string_view regex) { return GlobReader(regex).Read(); }

Result<AcceptedImport> ImportAccepted(std::string_view tool, const std::string& base, World& world) {
  AcceptedImport import;
  const auto read = [&](const std::string& name) { return ReadOptionalFile(base + "/" + name, kLargest); };
  const auto took = [&](const std::string& name) { import.from += (import.from.empty() ? "" : ", ") + name; };
  using Names = std::vector<std::string>;
  const Names names = tool == "gitleaks" ? Names{kGitleaksIgnoreName, ".gitleaks.toml", "gitleaks.toml"} : Names{".secrets.baseline"};
  for (const std::string& name : names) {
    auto text = read(name);
    if (!text) return tl::unexpected(text.error());
    if (!*text) continue;
    took(name);
    const auto done = name == kGitleaksIgnoreName ? TakeIgnoreFile(**text, base, world, import)
                      : name.ends_with(".toml") ? TakeGitleaksToml(name, **text, import)
                                                : TakeSecretsBaseline(name, **text, base, world, import);
    if (!done) return tl::unexpected(done.error());
  }
  if (import.from.empty()) {
    return Failure(ErrorKind::kNotFound, fmt::format("--from {}: there is no {} at {}", tool, fmt::join(names, ", "), base));
  }
  return import;
}

}  // namespace keylint
