// SPDX-License-Identifier: Apache-2.0
#include "lint/clang/unit_cache.h"

#include <unistd.h>

#include <charconv>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "llvm/Support/xxhash.h"

namespace keylint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMagic = "keylint unit 1\n";

std::optional<std::string> Slurp(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(file), {});
}

std::string Hex(std::uint64_t value) {
  char text[17];
  std::snprintf(text, sizeof text, "%016llx", static_cast<unsigned long long>(value));
  return text;
}

// The next line of `text`, taken from its front.
std::optional<std::string_view> TakeLine(std::string_view& text) {
  const std::size_t end = text.find('\n');
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end + 1);
  return line;
}

std::optional<std::uint64_t> ReadHex(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, 16);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::uint64_t ContentHash(std::string_view bytes) { return llvm::xxHash64(llvm::StringRef(bytes.data(), bytes.size())); }

UnitCache::UnitCache(std::string folder, std::uint64_t version) : folder_(std::move(folder)), version_(version) {
  if (folder_.empty()) return;
  std::error_code error;
  fs::create_directories(folder_, error);
  fs::permissions(folder_, fs::perms::owner_all, error);
}

// One place for each file and folder, so that changed flags replace the entry.
std::string UnitCache::PathOf(const CompileJob& job) const {
  return folder_ + "/" + Hex(ContentHash(job.directory + '\0' + job.file)) + ".unit";
}

std::uint64_t UnitCache::KeyOf(const CompileJob& job) const {
  std::string all = Hex(version_);
  for (const std::string& argument : job.arguments) all += '\0' + argument;
  return ContentHash(all);
}

bool UnitCache::Unchanged(const std::string& path, std::uint64_t digest) {
  const auto [found, added] = digests_.try_emplace(path, 0);
  if (added) {
    const std::optional<std::string> bytes = Slurp(path);
    found->second = bytes ? ContentHash(*bytes) : ~digest;
  }
  return found->second == digest;
}

std::optional<std::string> UnitCache::Find(const CompileJob& job) {
  if (folder_.empty()) return std::nullopt;
  const std::optional<std::string> bytes = Slurp(PathOf(job));
  if (!bytes || !bytes->starts_with(kMagic)) return std::nullopt;
  std::string_view rest = *bytes;
  rest.remove_prefix(kMagic.size());
  const auto key = TakeLine(rest);
  if (!key || *key != Hex(KeyOf(job))) return std::nullopt;
  for (;;) {
    const auto line = TakeLine(rest);
    if (!line) return std::nullopt;
    if (line->empty()) break;
    const auto digest = ReadHex(line->substr(0, 16));
    if (!digest || line->size() < 18 || !Unchanged(std::string(line->substr(17)), *digest)) return std::nullopt;
  }
  const auto whole = TakeLine(rest);   // Tells a torn file.
  const auto sum = whole ? ReadHex(*whole) : std::nullopt;
  if (!sum || ContentHash(rest) != *sum) return std::nullopt;
  return std::string(rest);
}

void UnitCache::Keep(const CompileJob& job, const std::vector<SourceDigest>& files, std::string_view unit) const {
  if (folder_.empty()) return;
  std::string head(kMagic);
  head += Hex(KeyOf(job)) + "\n";
  for (const SourceDigest& file : files) {
    if (file.path.find('\n') != std::string::npos) return;
    head += Hex(file.digest) + " " + file.path + "\n";
  }
  head += "\n" + Hex(ContentHash(unit)) + "\n";
  const std::string path = PathOf(job);
  const std::string temporary = path + "." + std::to_string(getpid());
  std::ofstream out(temporary, std::ios::binary | std::ios::trunc);
  std::error_code error;
  fs::permissions(temporary, fs::perms::owner_read | fs::perms::owner_write, error);
  out << head << unit;
  out.close();
  if (out) fs::rename(temporary, path, error);
  if (!out || error) fs::remove(temporary, error);
}

}  // namespace keylint
