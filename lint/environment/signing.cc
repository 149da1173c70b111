// SPDX-License-Identifier: Apache-2.0
#include "lint/environment/signing.h"

#include <algorithm>
#include <array>
#include <string>

#include "lint/environment/model.h"

namespace keylint::environment {
namespace {

constexpr auto kSigning = std::to_array<std::string_view>({
    "jwtsecret", "jwtkey", "secretkey", "sessionsecret", "appkey", "encryptionkey", "signingkey", "secretkeybase", "cookiesecret",
    "authsecret", "nextauthsecret", "tokensecret", "jwtsecretkey", "sessionkey", "webhooksecret",
});

}  // namespace

bool SignsLocally(std::string_view name) {
  const std::string normalised = EnvironmentModel::Normalised(name);
  return std::any_of(kSigning.begin(), kSigning.end(), [&](std::string_view one) { return normalised.ends_with(one); });
}

}  // namespace keylint::environment
