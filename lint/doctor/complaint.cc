// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/complaint.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

constexpr std::size_t kLongestText = 1U << 20;

bool IsKeyByte(char c) { return IsAlnum(c) || std::string_view("_-+/~$%").find(c) != std::string_view::npos; }

// What stands for hidden characters; the length of the mark at `at`, or 0.
std::size_t MarkAt(std::string_view text, std::size_t at) {
  constexpr auto kMarks = std::to_array<std::string_view>({"*", "\xE2\x80\xA2", "\xE2\x80\xA6", "\xE2\x97\x8F", "\xE2\x96\x88", "\xE2\x88\x97"});
  for (const std::string_view mark : kMarks) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  for (const std::string_view mark : {"[REDACTED]", "<redacted>", "[redacted]", "<REDACTED>", "<hidden>", "[...]"}) {
    if (text.substr(at).starts_with(mark)) return mark.size();
  }
  return 0;
}

struct Run {
  std::size_t begin = 0, end = 0;
  std::size_t marks = 0;
  bool counts = false;   // one mark for one character
};

std::optional<Run> NextRun(std::string_view text, std::size_t from) {
  for (std::size_t at = from; at < text.size(); ++at) {
    const char c = text[at];
    if (c == '.' && text.substr(at).starts_with("...")) {
      std::size_t end = at;
      while (end < text.size() && text[end] == '.') ++end;
      // Prose ends in dots, too: a key goes on behind them or stops short.
      if (at > from && IsKeyByte(text[at - 1])) return Run{at, end, 1, false};
      at = end - 1;
      continue;
    }
    std::size_t length = MarkAt(text, at);
    if (length == 0) continue;
    Run run{at, at, 0, c == '*'};
    while ((length = run.end < text.size() ? MarkAt(text, run.end) : 0) != 0) {
      run.end += length;
      ++run.marks;
    }
    const bool single_star = run.marks == 1 && c == '*';
    if (!single_star) return run;
    at = run.end - 1;
  }
  return std::nullopt;
}

Fragment FragmentAround(std::string_view text, const Run& run) {
  Fragment fragment;
  std::size_t begin = run.begin;
  const auto before = [&](char c) { return IsKeyByte(c) || c == '.' || c == ':'; };
  while (begin > 0 && before(text[begin - 1])) --begin;
  std::string_view head = text.substr(begin, run.begin - begin);
  // "key:sk-ab" is a name and a value; "https:" belongs to the value.
  if (const std::size_t colon = head.rfind(':'); colon != std::string_view::npos && !head.substr(colon).starts_with("://")) {
    head.remove_prefix(colon + 1);
  }
  while (!head.empty() && head.front() == '.') head.remove_prefix(1);
  std::size_t end = run.end;
  while (end < text.size() && (IsKeyByte(text[end]) || text[end] == '=' || text[end] == '.')) ++end;
  std::string_view tail = text.substr(run.end, end - run.end);
  while (!tail.empty() && tail.back() == '.') tail.remove_suffix(1);
  fragment.head = head;
  fragment.tail = tail;
  if (run.counts && run.marks > 4) fragment.length = head.size() + run.marks + tail.size();
  return fragment;
}

bool Tells(const Fragment& fragment) { return fragment.head.size() + fragment.tail.size() >= 3; }

// "Pushing to https://rubygems.org...": dots behind an address hide nothing.
bool IsAddressInProse(const Fragment& fragment, const Run& run) {
  return run.marks == 1 && fragment.tail.empty() && fragment.head.find("://") != std::string::npos;
}

// "ending in MvFD", "ends with 'MvFD'", "starting with sk-ab".
void TakeWords(std::string_view text, std::string_view lower, std::vector<Fragment>& fragments) {
  const auto after = [&](std::string_view phrase, bool is_tail) {
    for (std::size_t at = lower.find(phrase); at != std::string_view::npos; at = lower.find(phrase, at + 1)) {
      std::size_t begin = at + phrase.size();
      while (begin < text.size() && begin < at + phrase.size() + 6 && !IsKeyByte(text[begin])) ++begin;
      std::size_t end = begin;
      while (end < text.size() && (IsKeyByte(text[end]) || text[end] == '=')) ++end;
      if (end < begin + 3 || end > begin + 24) continue;
      const std::string_view word = text.substr(begin, end - begin);
      if (word == "the" || word == "your" || word == "this" || word == "with" || word == "http" || word == "https") continue;
      Fragment fragment;
      (is_tail ? fragment.tail : fragment.head) = word;
      fragments.push_back(std::move(fragment));
    }
  };
  for (const std::string_view phrase : {"ending in ", "ends in ", "ending with ", "ends with ", "last four characters ", "last 4 characters ", "last 4: ", "last4: ", "last_4: ", "suffix "}) {
    after(phrase, true);
  }
  for (const std::string_view phrase : {"starting with ", "starts with ", "beginning with ", "begins with ", "key prefix: ", "prefix "}) after(phrase, false);
}

// The whole of "provided: You are ***": blanks are part of what was sent.
void TakeEchoedWords(std::string_view text, const Run& run, std::vector<Fragment>& fragments) {
  const std::size_t from = run.begin > 24 ? run.begin - 24 : 0;
  const std::string_view before = text.substr(from, run.begin - from);
  const std::size_t colon = before.rfind("provided: ");
  if (colon == std::string_view::npos) return;
  const std::string_view head = before.substr(colon + 10);
  if (head.find(' ') == std::string_view::npos && head.find('"') == std::string_view::npos && head.find('\'') == std::string_view::npos) return;
  Fragment fragment = FragmentAround(text, run);
  fragment.head = head;
  fragment.length = 0;
  fragments.push_back(std::move(fragment));
}

bool IsName(char c) { return IsUpper(c) || IsDigit(c) || c == '_'; }

std::vector<std::string> VariablesIn(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && IsName(text[end])) ++end;
    if (end == at) {
      ++at;
      continue;
    }
    const std::string_view name = text.substr(at, end - at);
    const bool alone = (at == 0 || !IsAlnum(text[at - 1])) && (end == text.size() || !IsAlnum(text[end]));
    if (alone && name.size() >= 5 && name.size() <= 64 && name.find('_') != std::string_view::npos && name.find('_') > 0 &&
        std::find(names.begin(), names.end(), name) == names.end() && names.size() < 32) {
      names.emplace_back(name);
    }
    at = end;
  }
  return names;
}

std::optional<std::size_t> LengthIn(std::string_view lower) {
  for (const std::string_view phrase : {"yours was ", "but got ", "length was ", "got length "}) {
    const std::size_t at = lower.find(phrase);
    if (at == std::string_view::npos) continue;
    std::size_t length = 0;
    const char* begin = lower.data() + at + phrase.size();
    if (std::from_chars(begin, lower.data() + lower.size(), length).ec == std::errc() && length < 10'000) return length;
  }
  return std::nullopt;
}

class Scores {
 public:
  explicit Scores(const RuleSet& rules) : rules_(rules) {}
  void Add(std::string_view id, int weight) {
    const auto provider = std::find_if(rules_.providers.begin(), rules_.providers.end(), [&](const Provider& p) { return p.id == id; });
    if (provider != rules_.providers.end()) scores_[&*provider] += weight;
  }
  void Add(const Provider& provider, int weight) { scores_[&provider] += weight; }
  const Provider* Best() const {
    const Provider* best = nullptr;
    int most = 0;
    for (const Provider& provider : rules_.providers) {
      const auto score = scores_.find(&provider);
      if (score == scores_.end() || score->second <= most) continue;
      best = &provider;
      most = score->second;
    }
    return best;
  }

 private:
  const RuleSet& rules_;
  std::map<const Provider*, int> scores_;
};

// How surely `word` names who refused: 0, 1 for a word of the text, 3 for a
// module's name in a stack trace ("mistralai.models", "node_modules/twilio/").
int WeightOfWord(std::string_view lower, std::string_view word) {
  int weight = 0;
  for (std::size_t at = lower.find(word); at != std::string_view::npos; at = lower.find(word, at + 1)) {
    if (at > 0 && IsAlnum(lower[at - 1])) continue;
    std::size_t end = at + word.size();
    for (const std::string_view suffix : {"ai", "sdk", "client"}) {
      if (lower.substr(end).starts_with(suffix) && (end + suffix.size() == lower.size() || !IsAlnum(lower[end + suffix.size()]))) end += suffix.size();
    }
    if (end < lower.size() && IsAlnum(lower[end])) continue;
    weight = std::max(weight, end == at + word.size() ? 1 : 0);
    const std::string_view behind = lower.substr(end);
    const auto is_domain = [&] {
      const std::string_view next = behind.substr(1, std::min(behind.find_first_not_of("abcdefghijklmnopqrstuvwxyz_", 1), behind.size()) - 1);
      return next.size() < 4 || next == "cloud";
    };
    const bool is_module = behind.starts_with('.') && (at == 0 || lower[at - 1] == ' ' || lower[at - 1] == '\n') && !is_domain();
    const std::string_view before = lower.substr(0, at);
    const bool is_package = before.ends_with("node_modules/") || before.ends_with("node_modules/@") || before.ends_with("site-packages/") || before.ends_with("gems/");
    if (is_module || is_package) return 3;
  }
  return weight;
}

}  // namespace

Complaint ReadComplaint(std::string_view text, const RuleSet& rules) {
  text = text.substr(0, kLongestText);
  const std::string lower = LowerAscii(text);
  Complaint complaint;
  for (auto run = NextRun(text, 0); run && complaint.fragments.size() < 32; run = NextRun(text, run->end)) {
    TakeEchoedWords(text, *run, complaint.fragments);
    Fragment fragment = FragmentAround(text, *run);
    if (Tells(fragment) && !IsAddressInProse(fragment, *run)) complaint.fragments.push_back(std::move(fragment));
  }
  TakeWords(text, lower, complaint.fragments);
  std::stable_sort(complaint.fragments.begin(), complaint.fragments.end(), [](const Fragment& a, const Fragment& b) {
    return a.head.size() + a.tail.size() > b.head.size() + b.tail.size();
  });
  complaint.variables = VariablesIn(text);
  complaint.length = LengthIn(lower);

  Scores scores(rules);
  int weight = -1;
  for (const KnownMessage& message : KnownMessages()) {
    if (lower.find(LowerAscii(message.text)) == std::string::npos) continue;
    if (!message.provider.empty()) scores.Add(message.provider, message.weight);
    if (message.cause != Cause::kUnknown && message.weight > weight) {
      complaint.cause = message.cause;
      weight = message.weight;
    }
  }
  std::vector<const Provider*> rejecting;
  for (const Provider& provider : rules.providers) {
    for (const std::string_view host : provider.hosts) {
      const std::string_view plain = host.starts_with("*.") ? host.substr(1) : host;
      if (plain.size() > 5 && lower.find(LowerAscii(plain)) != std::string::npos) scores.Add(provider, 3);
    }
    if (provider.rejects_with.size() > 11 && lower.find(LowerAscii(provider.rejects_with)) != std::string::npos) rejecting.push_back(&provider);
    int named = 0;
    for (const std::string_view word : provider.words) {
      if (word.size() >= 4) named = std::max(named, WeightOfWord(lower, word));
    }
    if (provider.id.size() >= 5 && named < 3 && WeightOfWord(lower, provider.id) == 3) named = 3;
    // Everybody's server is asked with the library of OpenAI.
    if (named > 0) scores.Add(provider, provider.id == "openai" ? 1 : named);
    for (const std::string_view variable : provider.variables) {
      if (std::find(complaint.variables.begin(), complaint.variables.end(), variable) != complaint.variables.end()) scores.Add(provider, 3);
    }
  }
  // What several providers answer tells none of them.
  if (rejecting.size() == 1) scores.Add(*rejecting.front(), 1);
  complaint.provider = scores.Best();
  for (const KnownOutput& output : KnownOutputs()) {
    if (complaint.where == Surroundings::kUnknown && text.find(output.text) != std::string_view::npos) complaint.where = output.where;
  }
  for (const KnownStore& store : KnownStores()) {
    if (text.find(store.text) != std::string_view::npos) complaint.stores.push_back(store.file);
  }
  return complaint;
}

int FitsFragment(const Fragment& fragment, std::string_view value) {
  const auto fits = [&](std::string_view text) {
    if (text.size() < fragment.head.size() + fragment.tail.size()) return 0;
    if (!text.starts_with(fragment.head) || !text.ends_with(fragment.tail)) return 0;
    const int sure = static_cast<int>(fragment.head.size() + fragment.tail.size());
    return sure + (fragment.length != 0 && fragment.length == text.size() ? 4 : 0);
  };
  int best = fits(value);
  // Parts of it: "Bearer KEY", "user:KEY@host", quotes and blanks around it.
  for (std::size_t begin = 0; begin < value.size() && value.size() < 8192;) {
    std::size_t end = begin;
    while (end < value.size() && (IsKeyByte(value[end]) || value[end] == '.' || value[end] == '=')) ++end;
    if (end > begin) best = std::max(best, fits(value.substr(begin, end - begin)));
    begin = end + 1;
  }
  for (std::size_t from = value.find("://"); from != std::string_view::npos; from = std::string_view::npos) {
    const std::size_t at = value.rfind('@');
    const std::size_t colon = at == std::string_view::npos ? at : value.rfind(':', at);
    if (colon != std::string_view::npos && colon > from) best = std::max(best, fits(value.substr(colon + 1, at - colon - 1)));
  }
  return best;
}

}  // namespace keylint
