// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/baseline.h"

#include <algorithm>
#include <array>
#include <span>

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <openssl/rand.h>

#include "lint/base/ascii.h"
#include "lint/base/nesting.h"
#include "lint/judge/fingerprint.h"

namespace keylint {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kVersion = 1;
constexpr std::size_t kSaltBytes = 16;
constexpr std::string_view kSelf = "keylint-baseline";

std::string Hex(const unsigned char* bytes, std::size_t count) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  for (std::size_t i = 0; i < count; ++i) hex.append({kDigits[bytes[i] >> 4], kDigits[bytes[i] & 15]});
  return hex;
}

bool HasWord(std::string_view path, std::span<const std::string_view> words) {
  std::string word;
  for (std::size_t i = 0; i <= path.size(); ++i) {
    const char c = i < path.size() ? path[i] : '/';
    if (IsAlpha(c)) {
      word += Lower(c);
      continue;
    }
    if (std::find(words.begin(), words.end(), word) != words.end()) return true;
    word.clear();
  }
  return false;
}

std::string TextOf(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::size_t Occurrences(std::string_view text, std::string_view word) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(word, at)) != std::string_view::npos; at += word.size()) ++count;
  return count;
}

bool IsHex(std::string_view text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

template <std::size_t kBytes>
std::string HexOf(const std::array<unsigned char, kBytes>& bytes) { return Hex(bytes.data(), kBytes); }

int DigitOf(char c) { return IsDigit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

template <std::size_t kBytes>
bool ReadHex(std::string_view text, std::array<unsigned char, kBytes>& bytes) {
  if (text.size() != 2 * kBytes) return false;
  for (std::size_t i = 0; i < kBytes; ++i) {
    const int byte = DigitOf(text[2 * i]) * 16 + DigitOf(text[2 * i + 1]);
    if (DigitOf(text[2 * i]) < 0 || DigitOf(text[2 * i + 1]) < 0) return false;
    bytes[i] = static_cast<unsigned char>(byte);
  }
  return true;
}

// Takes `field` and a string of plain ASCII off the beginning of `line`.
bool TakeField(std::string_view& line, std::string_view field, std::string_view& value) {
  if (!line.starts_with(field)) return false;
  line.remove_prefix(field.size());
  value = line.substr(0, line.find('"'));
  line.remove_prefix(value.size());
  return std::all_of(value.begin(), value.end(), [](char c) { return c >= ' ' && c < 0x7F && c != '\\'; });
}

// An entry as Write writes it.
struct WrittenEntry {
  std::string_view rule, paths, digest;
};
bool TakeEntry(std::string_view line, WrittenEntry& entry) {
  return TakeField(line, R"({"rule":")", entry.rule) && TakeField(line, R"(","paths":")", entry.paths) &&
         TakeField(line, R"(","digest":")", entry.digest) && line == "\"},";
}

}  // namespace

std::string_view PathClass(std::string_view path) {
  static constexpr std::array<std::string_view, 4> kVendor = {"vendor", "modules", "party", "thirdparty"};
  static constexpr std::array<std::string_view, 11> kTest = {"test", "tests", "testing", "testdata", "spec", "specs",
                                                             "fixture", "fixtures", "mock", "mocks", "cypress"};
  static constexpr std::array<std::string_view, 9> kDocs = {"doc", "docs", "documentation", "example", "examples",
                                                            "sample", "samples", "readme", "tutorial"};
  if (HasWord(path, kVendor)) return "vendor";
  if (HasWord(path, kTest)) return "test";
  if (HasWord(path, kDocs)) return "docs";
  return "main";
}

Baseline::Baseline(std::string salt) : salt_(std::move(salt)) {}

Baseline Baseline::New() {
  std::array<unsigned char, kSaltBytes> salt{};
  RAND_bytes(salt.data(), static_cast<int>(salt.size()));
  return Baseline(Hex(salt.data(), salt.size()));
}

Baseline::Digest Baseline::Keyed(std::string_view bytes) const {
  // HMAC-SHA-256 as RFC 2104 has it; the salt is shorter than a block.
  static constexpr std::size_t kBlock = 64;
  const auto padded = [this](char pad) {
    std::string block(kBlock, pad);
    for (std::size_t i = 0; i < std::min(salt_.size(), kBlock); ++i) block[i] = static_cast<char>(block[i] ^ salt_[i]);
    return block;
  };
  const SecretDigest inner = DigestOf(padded(0x36).append(bytes));
  const SecretDigest outer = DigestOf(padded(0x5C).append(inner.begin(), inner.end()));
  Digest digest;
  std::copy_n(outer.begin(), digest.size(), digest.begin());
  return digest;
}

Baseline::Digest Baseline::DigestFor(const Finding& finding) const {
  if (finding.has_digest) return Keyed({reinterpret_cast<const char*>(finding.digest.data()), finding.digest.size()});
  // A finding without a secret is told by its place's names.
  std::string subject = finding.where.path;
  for (const std::string& name : finding.name_path) subject += '\0' + name;
  return Keyed(subject);
}

std::string_view Baseline::ClassOf(const Finding& finding) {
  if (last_class_.empty() || finding.where.path != last_path_) {
    last_path_ = finding.where.path;
    last_class_ = PathClass(last_path_);
  }
  return last_class_;
}

Result<Baseline> Baseline::Parse(std::string_view text, const std::string& path) {
  const auto fail = [&](std::string message) { return Failure(ErrorKind::kMalformed, std::move(message), path); };
  // Entries that stand as they were written need no reader of JSON, which
  // takes half a second for 100,000; it gets what is around them.
  constexpr std::string_view kList = "\n\"accepted\": [\n";
  std::vector<WrittenEntry> written;
  std::string around;
  if (const std::size_t list = text.find(kList); list != std::string_view::npos) {
    std::size_t at = list + kList.size();
    WrittenEntry entry;
    for (std::size_t end; (end = text.find('\n', at)) != std::string_view::npos; at = end + 1) {
      if (!TakeEntry(text.substr(at, end - at), entry)) break;
      written.push_back(entry);
    }
    around.append(text.substr(0, list + kList.size())).append(text.substr(at));
    text = around;
  }
  if (text.find("\n<<<<<<<") != std::string_view::npos || Occurrences(text, "\"salt\"") > 1) {
    return fail("two baselines were merged into one: keep one side's and run 'keylint baseline' again");
  }
  if (JsonDepth(text) > kDeepestJson) return fail("this is no baseline: it nests too deep");
  const Json root = Json::parse(text, nullptr, false);
  if (!root.is_object()) return fail("this is no baseline: expected a JSON object");
  const auto version = root.find("version");
  if (version == root.end() || !version->is_number_integer()) return fail("this is no baseline: it has no version");
  if (version->get<std::int64_t>() != kVersion) {
    return Failure(ErrorKind::kUnsupported,
                   fmt::format("this baseline is of version {}, and I read version {}: delete it and run "
                               "'keylint baseline'", version->get<std::int64_t>(), kVersion), path);
  }
  Baseline baseline(TextOf(root, "salt"));
  if (!IsHex(baseline.salt_, 2 * kSaltBytes)) return fail("the baseline's salt is no salt");
  if (TextOf(root, "check") != HexOf(baseline.Keyed(kSelf))) {
    return fail("the baseline's digests were made with another salt: nothing in it can be compared; delete it and run 'keylint baseline'");
  }
  const auto accepted = root.find("accepted");
  if (accepted == root.end() || !accepted->is_array()) return fail("the baseline has no list 'accepted'");
  auto group = baseline.groups_.end();   // Sorted, so each mostly belongs where the last did.
  const auto add = [&](std::string_view rule, std::string_view paths, std::string_view hex) {
    Entry entry;
    if (rule.empty() || paths.empty() || !ReadHex(hex, entry.digest)) return false;
    if (group == baseline.groups_.end() || group->first.first != rule || group->first.second != paths) {
      group = baseline.groups_.try_emplace({std::string(rule), std::string(paths)}).first;
    }
    group->second.read.push_back(entry);
    return true;
  };
  bool sound = true;
  for (const WrittenEntry& entry : written) sound = sound && add(entry.rule, entry.paths, entry.digest);
  for (const Json& entry : *accepted) {
    if (entry.is_null()) continue;  // Ends the list, so that every entry ends with a comma.
    sound = sound && entry.is_object() && add(TextOf(entry, "rule"), TextOf(entry, "paths"), TextOf(entry, "digest"));
  }
  if (!sound) return fail("an entry of the baseline lacks rule, paths or digest");
  for (auto& [names, entries] : baseline.groups_) {
    std::vector<Entry>& read = entries.read;
    if (!std::is_sorted(read.begin(), read.end())) std::sort(read.begin(), read.end());
    const auto same = [](const Entry& a, const Entry& b) { return a.digest == b.digest; };
    read.erase(std::unique(read.begin(), read.end(), same), read.end());
  }
  return baseline;
}

bool Baseline::Accepts(const Finding& finding) {
  const auto group = groups_.find({finding.rule_id.str(), std::string(ClassOf(finding))});
  return group != groups_.end() && group->second.Use(DigestFor(finding));
}

bool Baseline::Group::Use(const Digest& digest) {
  const auto at = std::lower_bound(read.begin(), read.end(), Entry{digest});
  if (at == read.end() || at->digest != digest) return added.contains(digest);
  return at->used = true;
}

bool Baseline::Add(const Finding& finding) {
  Group& group = groups_[{finding.rule_id.str(), std::string(ClassOf(finding))}];
  const Digest digest = DigestFor(finding);
  return !group.Use(digest) && group.added.insert(digest).second;
}

bool Baseline::IsWritten(std::string_view text) {
  std::string_view value;
  for (const std::string_view field : {"{\n\"version\": 1,\n\"salt\": \"", "\",\n\"check\": \""}) {
    if (!TakeField(text, field, value) || !IsHex(value, value.size())) return false;
  }
  constexpr std::string_view kList = "\",\n\"accepted\": [\n";
  if (!text.starts_with(kList)) return false;
  text.remove_prefix(kList.size());
  WrittenEntry entry;
  const auto in_name = [](char c) { return IsWord(c) || c == '-' || c == '/' || c == '.'; };
  for (std::size_t end; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1)) {
    if (!TakeEntry(text.substr(0, end), entry)) break;
    const bool sound = IsHex(entry.digest, 2 * sizeof(Digest)) && std::all_of(entry.rule.begin(), entry.rule.end(), in_name) &&
                       std::all_of(entry.paths.begin(), entry.paths.end(), IsLower);
    if (!sound) return false;
  }
  return text == "null\n]\n}\n";
}

std::size_t Baseline::Prune(const std::function<bool(std::string_view rule_id)>& asked) {
  std::size_t pruned = 0;
  for (auto& [names, group] : groups_) {
    if (!asked(names.first)) continue;
    pruned += std::erase_if(group.read, [](const Entry& entry) { return !entry.used; });
  }
  return pruned;
}

std::size_t Baseline::size() const {
  std::size_t size = 0;
  for (const auto& [names, group] : groups_) size += group.read.size() + group.added.size();
  return size;
}

std::string Baseline::Write() const {
  std::string out = fmt::format("{{\n\"version\": {},\n\"salt\": \"{}\",\n\"check\": \"{}\",\n\"accepted\": [\n",
                                kVersion, salt_, HexOf(Keyed(kSelf)));
  for (const auto& [names, group] : groups_) {
    std::set<Digest> digests = group.added;
    for (const Entry& entry : group.read) digests.insert(digests.end(), entry.digest);
    for (const Digest& digest : digests) {
      const Json entry = {{"rule", names.first}, {"paths", names.second}, {"digest", HexOf(digest)}};
      out += entry.dump(-1, ' ', true, Json::error_handler_t::replace) + ",\n";
    }
  }
  return out + "null\n]\n}\n";
}

}  // namespace keylint
