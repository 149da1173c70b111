// SPDX-License-Identifier: Apache-2.0
// What a document's scan takes for a secret by its structure alone: hashes and
// private keys of all kinds.
#include "lint/base/search.h"
#include "lint/checksum/binary_key.h"
#include "lint/generic/armour.h"
#include "lint/generic/bare_key.h"
#include "lint/generic/generic_scan.h"
#include "lint/generic/json_web_key.h"
#include "lint/generic/password_hash.h"

namespace keylint {
namespace {

// The key file that Google hands out: a JSON object around the key. Source:
// cloud.google.com/iam/docs/keys-create-delete (read 2026-11).
bool IsOfServiceAccount(std::string_view text, Span key) {
  constexpr std::size_t kReach = 1024;
  const std::size_t begin = key.begin > kReach ? key.begin - kReach : 0;
  const std::string_view before = text.substr(begin, key.begin - begin), behind = text.substr(key.end, kReach);
  const auto holds = [&](std::string_view word) { return Holds(before, word) || Holds(behind, word); };
  return holds("service_account") && holds("gserviceaccount.com");
}

// That a program can read.
GenericSecret PrivateKey(bool encrypted) {
  GenericSecret secret;
  secret.rule_id = encrypted ? "leaked-key/private-key-encrypted" : "leaked-key/private-key";
  secret.probability = 1;
  return secret;
}

}  // namespace

void GenericScan::TakeHash(std::size_t at) {
  const auto hash = PasswordHashAt(text_, at);
  if (!hash) return;
  GenericSecret secret;
  secret.rule_id = "leaked-key/password-hash";
  secret.what = "The text holds a password's hash (" + std::string(hash->scheme) + ").";
  secret.span = hash->span;
  secret.value = hash->span.Of(text_);
  secret.probability = 0;   // Told by the document: Finish().
  certain_.push_back(std::move(secret));
}

void GenericScan::TakeJsonWebKey(Span kty) {
  const auto key = JsonWebKeyAt(text_, kty);
  if (!key) return;
  GenericSecret secret;
  secret.rule_id = "leaked-key/private-key";
  secret.what = key->symmetric ? "A JSON Web Key holds its symmetric key." : "A JSON Web Key holds its private part.";
  secret.span = key->span;
  secret.value = key->span.Of(text_);
  secret.probability = 1;
  certain_.push_back(std::move(secret));
}

void GenericScan::TakeArmour(Span label) {
  Literal whole;
  whole.text = text_;
  whole.span = {0, text_.size()};
  TakeArmour(whole, label, {});
}

void GenericScan::TakeArmour(const Literal& decoded, Span label, std::vector<std::string> decoded_from) {
  const auto key = ArmouredKeyAt(decoded.text, label);
  if (!key) return;
  GenericSecret secret = PrivateKey(key->encrypted);
  secret.what = key->encrypted ? "A private key, encrypted with a passphrase." : "A private key in the text.";
  if (!key->encrypted && IsOfServiceAccount(decoded.text, key->span)) {
    secret.what = "The private key of a Google service account.";
    secret.fix = "Delete the key in the Google Cloud console under IAM, Service accounts, Keys; workload identity needs none.";
  }
  if (!decoded_from.empty()) secret.what.insert(secret.what.size() - 1, ", encoded as " + decoded_from.back());
  secret.span = decoded.ToDocument(key->span);
  secret.value = key->span.Of(decoded.text);
  secret.decoded_from = std::move(decoded_from);
  if (!key->parses) secret.probability = 0.95;
  certain_.push_back(std::move(secret));
}

void GenericScan::TakeBareKey(Span mark) {
  const auto key = BareKeyAt(text_, mark, bare_budget_);
  if (!key) return;
  if (!certain_.empty() && certain_.back().span.Overlaps(key->span)) return;   // What an armour holds.
  GenericSecret secret = PrivateKey(key->encrypted);
  secret.what = key->encrypted ? "A private key in base64, encrypted with a passphrase." : "A private key in the text, in base64 without its armour.";
  secret.span = key->span;
  secret.value = key->span.Of(text_);
  certain_.push_back(std::move(secret));
}

bool GenericScan::TakeKeyFile() {
  const auto key = BinaryKeyIn(text_);
  if (!key) return false;
  GenericSecret secret = PrivateKey(key->encrypted);
  secret.what = "The file is " + std::string(key->what) + (key->encrypted ? ", behind a password." : ".");
  secret.span = {0, text_.size()};
  secret.value = text_;
  certain_.push_back(std::move(secret));
  return true;
}

}  // namespace keylint
