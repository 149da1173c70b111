// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/public_things.h"

#include <algorithm>
#include <string>
#include <vector>

#include "lint/base/ascii.h"
#include "lint/checksum/encoding.h"
#include "lint/generic/lists.h"

namespace keylint {
namespace {

// Of the nearest name, lower case, without the number at its end: "sha256" is
// "sha" here.
using Words = std::vector<std::string>;

Words WordsBeforeNumber(const GenericCandidate& candidate) {
  if (candidate.path.empty()) return {};
  Words words = WordsOfName(candidate.path.back());
  while (words.size() > 1 && std::all_of(words.back().begin(), words.back().end(), IsDigit)) words.pop_back();
  return words;
}

// Empty: it has only one.
std::string_view LastButOne(const Words& words) { return words.size() < 2 ? std::string_view() : std::string_view(words[words.size() - 2]); }

bool IsHex(std::string_view text) { return std::all_of(text.begin(), text.end(), IsHexDigit); }

// A digest or a revision, short ones too, with the algorithm before it or not.
bool IsDigestText(std::string_view value) {
  constexpr std::size_t kShortest = 7, kLongest = 128, kLongestLabel = 8;
  const std::size_t colon = value.find(':');
  if (colon != std::string_view::npos && colon < kLongestLabel) value.remove_prefix(colon + 1);
  return value.size() >= kShortest && value.size() <= kLongest && IsHex(value);
}

// JWT_CPP_COMMIT, LIBSECRET_SHA256, the commit of "onepassword"; "password_sha1"
// is a password's.
bool IsNamedDigest(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kRevisions[] = {"checksum", "checksums", "commit", "etag", "fingerprint", "fingerprints", "rev", "revision", "thumbprint"};
  static constexpr std::string_view kDigests[] = {"digest", "digests", "md", "sha"};
  if (words.empty() || (!IsDigestText(candidate.value) && candidate.facts.value_class != ValueClass::kUuid)) return false;
  if (Lists(kRevisions, words.back())) return true;
  const bool about_password = candidate.name.kind == SecretKind::kPassword && candidate.name_distance == 0;
  return !about_password && (Lists(kDigests, words.back()) || words.front() == "hashed");
}

// "checksum/secret": the annotation by which Helm's charts start pods anew.
bool IsChecksumOf(const GenericCandidate& candidate) {
  return !candidate.path.empty() && candidate.path.back().starts_with("checksum/") && IsDigestText(candidate.value);
}

// vendored: { libsecret: 8c1f..., jwt-cpp: 90ab... }: which revisions are used.
bool IsPinned(const GenericCandidate& candidate) {
  static constexpr std::string_view kLists[] = {"checksums", "commits", "dependencies", "deps", "pinned", "pins", "revisions", "revs", "submodules", "vendored"};
  return candidate.path.size() > 1 && Lists(kLists, LowerAscii(candidate.path[candidate.path.size() - 2])) && IsDigestText(candidate.value);
}

// cache_key, partitionKey, Idempotency-Key: what a thing is found by. Some of
// these words stand before keys that encrypt or let in, too: those are longer.
bool IsLookupKey(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kFinds[] = {"asset", "cache", "column", "component", "dedup", "dedupe", "deduplication", "foreign", "idempotency", "idempotent", "image",
                                                "index", "item", "partition", "record", "row", "shard", "sort", "unique"};
  static constexpr std::string_view kMayFind[] = {"build", "event", "file", "group", "message", "object", "primary", "query", "routing"};
  constexpr std::size_t kShorterThanKeys = 32, kSha1 = 40;
  if (candidate.name.kind != SecretKind::kKey || candidate.name_distance > 0 || candidate.by_callee || words.empty() || words.back() != "key") return false;
  const std::string_view callee = std::string_view(candidate.callee).substr(candidate.callee.find_last_of(".:>") + 1);
  const bool of_store = words.size() == 1 && !callee.empty() && Lists(WordsOfName(callee), "object");   // s3.get_object(Key="...")
  if (of_store || Lists(kFinds, LastButOne(words))) return true;
  if (!Lists(kMayFind, LastButOne(words))) return false;
  const bool sha1 = candidate.value.size() == kSha1 && IsHex(candidate.value);
  return candidate.facts.value_class == ValueClass::kUuid || sha1 || (candidate.value.size() < kShorterThanKeys && !candidate.facts.padded);
}

// oauth_client_id, secret_version_id, token_signing_kid; Application Insights'
// and Sentry's keys, which every page shows; python-social-auth's, whose
// "..._SECRET" is the secret.
bool IsIdentifier(const GenericCandidate& candidate, const Words& words) {
  if (words.empty() || candidate.name_distance > 0 || candidate.by_callee) return false;
  const std::string_view before = LastButOne(words);
  if (words.back() == "id") return before == "client" || before == "reset" || before == "version";
  if (words.back() == "version" || words.back() == "prefix") return words.size() > 1;
  if (words.back() == "kid") return words.size() > 1;
  if (words.back() != "key") return false;
  const bool social = words.size() > 3 && words[0] == "social" && words[1] == "auth";
  return social || (before == "instrumentation" && candidate.facts.value_class == ValueClass::kUuid) || candidate.path.back() == "sentry_key";
}

// new PublicKey('...'), tokenMint, TOKEN_PROGRAM_ID: where something stands on
// a blockchain.
bool IsBlockchainAddress(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kEnds[] = {"address", "addresses", "mint", "pubkey"};
  constexpr std::size_t kShortest = 25, kLongest = 44;
  if (candidate.value.size() < kShortest || candidate.value.size() > kLongest || words.empty()) return false;
  const bool program = words.back() == "id" && LastButOne(words) == "program";
  const bool named = program || Lists(kEnds, words.back()) || candidate.callee == "PublicKey" || candidate.callee.ends_with(".PublicKey");
  return named && Base58Bytes(candidate.value).has_value();
}

// verify_key: the half that signatures are checked with.
bool IsVerifyingKey(const GenericCandidate& candidate, const Words& words) {
  static constexpr std::string_view kVerbs[] = {"verification", "verify", "verifying"};
  constexpr std::size_t kHexOf32 = 64, kBase64Of32 = 44;
  if (words.empty() || words.back() != "key" || !Lists(kVerbs, LastButOne(words))) return false;
  return (candidate.value.size() == kHexOf32 && IsHex(candidate.value)) || (candidate.value.size() == kBase64Of32 && candidate.facts.padded);
}

}  // namespace

std::string_view PublicThing(const GenericCandidate& candidate) {
  const Words words = WordsBeforeNumber(candidate);
  if (IsNamedDigest(candidate, words) || IsChecksumOf(candidate)) return "a digest or a revision, by its name";
  if (IsPinned(candidate)) return "which revision is used";
  if (IsLookupKey(candidate, words)) return "a key that something is found by";
  if (IsIdentifier(candidate, words)) return "an identifier that everybody may see";
  if (IsBlockchainAddress(candidate, words)) return "an address of a blockchain";
  if (IsVerifyingKey(candidate, words)) return "a public key";
  return {};
}

bool IsPlainSalt(const GenericCandidate& candidate) {
  static constexpr std::string_view kOnce[] = {"cnonce", "iv", "nonce"};
  static constexpr std::string_view kOf[] = {"hash", "hashed", "kdf", "key", "passwd", "password", "pbkdf", "pwd", "scrypt", "user"};
  if (candidate.name.kind != SecretKind::kSalt || candidate.name_distance > 0 || candidate.by_callee) return false;
  Words words = WordsBeforeNumber(candidate);
  if (words.empty()) return false;
  const std::string last = std::move(words.back());
  words.pop_back();
  if (Lists(kOnce, last)) return true;
  const bool of_site = candidate.path.size() > 1 && words.empty() && LowerAscii(candidate.path[candidate.path.size() - 2]) == "security";   // CakePHP's
  return last == "salt" && !of_site && std::all_of(words.begin(), words.end(), [](const std::string& word) { return Lists(kOf, word); });
}

bool IsEncryptedByName(const GenericCandidate& candidate) {
  static constexpr std::string_view kHow[] = {"encrypted", "sealed", "wrapped"};
  static constexpr std::string_view kEncrypted[] = {"backup", "device", "disk", "drive", "filesystem", "fs", "partition", "storage", "volume"};   // By the secret.
  constexpr std::size_t kShortest = 24;
  if (candidate.value.size() < kShortest || !candidate.facts.base64_alphabet || candidate.facts.like_words || candidate.facts.digits == 0) return false;
  const Words words = WordsBeforeNumber(candidate);
  const auto how = std::find_if(words.begin(), words.end(), [](const std::string& word) { return Lists(kHow, word); });
  return how != words.end() && std::none_of(how, words.end(), [](const std::string& word) { return Lists(kEncrypted, word); });
}

}  // namespace keylint
