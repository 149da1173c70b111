// SPDX-License-Identifier: Apache-2.0
#include "lint/judge/names.h"

namespace keylint {

std::string_view PrivilegeName(Privilege privilege) {
  switch (privilege) {
    case Privilege::kSecret: return "secret";
    case Privilege::kPublishable: return "publishable";
    case Privilege::kRestricted: return "restricted";
    case Privilege::kAdmin: return "admin";
    case Privilege::kWebhook: return "webhook";
    case Privilege::kIdentifier: return "identifier";
  }
  return "";
}

std::string_view ModeName(Mode mode) {
  switch (mode) {
    case Mode::kAny: return "any";
    case Mode::kLive: return "live";
    case Mode::kTest: return "test";
    case Mode::kSandbox: return "sandbox";
  }
  return "";
}

std::string_view FactName(FactKind kind) {
  switch (kind) {
    case FactKind::kMode: return "mode";
    case FactKind::kAccount: return "account";
    case FactKind::kHost: return "host";
    case FactKind::kRegion: return "region";
    case FactKind::kProject: return "project";
    case FactKind::kRole: return "role";
    case FactKind::kIssued: return "issued";
    case FactKind::kExpires: return "expires";
    case FactKind::kNotBefore: return "notBefore";
    case FactKind::kScope: return "scope";
    case FactKind::kNetwork: return "network";
    case FactKind::kKeyType: return "keyType";
    case FactKind::kKeyBits: return "keyBits";
    case FactKind::kEncrypted: return "encrypted";
    case FactKind::kSubject: return "subject";
  }
  return "";
}

std::string_view EvidenceName(Evidence evidence) {
  switch (evidence) {
    case Evidence::kPeer: return "peer";
    case Evidence::kObserved: return "observed";
    case Evidence::kDocumented: return "documented";
  }
  return "";
}

}  // namespace keylint
