// SPDX-License-Identifier: Apache-2.0
// Worked examples from outside prove each structure; sealed ones prove that
// grown examples will pass. Tokens are joined at run time from pieces.
#include "lint/checksum/structure.h"

#include <initializer_list>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"

namespace keylint {
namespace {

std::string Join(std::initializer_list<std::string_view> pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

std::string FactOf(const StructureResult& result, FactKind kind) {
  for (const Fact& fact : result.facts) {
    if (fact.kind == kind) return fact.value;
  }
  return {};
}

StructureState StateOf(std::string_view structure, std::string_view token) { return VerifyStructure(structure, token).state; }

// `token` is right, and wrong when its character at `at` is another.
void ExpectProof(std::string_view structure, std::string token, std::size_t at) {
  EXPECT_EQ(StateOf(structure, token), StructureState::kOk) << structure << ": " << VerifyStructure(structure, token).detail;
  token[at] = token[at] == 'a' ? 'q' : 'a';
  EXPECT_EQ(StateOf(structure, token), StructureState::kBad) << structure;
}

const char kStorageHead[] = "Fbkqa4SzNw+zyG+MwEEJ0fSUVxvMgayQj4awMVojbUROquVC/h5U1tOpKQZUWRkNOpPoyKQLg6qC";

TEST(AzureIdentifiable, FitsMicrosoftsStorageKey) {
  ExpectProof("azure-identifiable:Default0", Join({kStorageHead, "+ASt", "POGW/Q=="}), 3);
}

TEST(AzureIdentifiable, TellsSendFromManage) {
  const std::string head = Join({"Fbkqa4SzNw+zyG+MwEEJ0fSUVxvMgayQj", "+ASb"});
  EXPECT_EQ(FactOf(VerifyStructure("azure-identifiable", head + "N0oEg8="), FactKind::kScope), "send");
  EXPECT_EQ(FactOf(VerifyStructure("azure-identifiable", head + "AgRk3o="), FactKind::kScope), "manage");
  EXPECT_EQ(StateOf("azure-identifiable:Listen00,Manage00", head + "N0oEg8="), StructureState::kBad);
}

TEST(EntraSecret, FitsTheWorkedExample) { ExpectProof("entra-secret", Join({"key8Q~lintSYNTHETICexample0000000001x", "da4"}), 10); }

TEST(AzureCask, FitsTheWorkedExampleAndTellsTheMonth) {
  const std::string token = Join({"keylintSYNTHETICexample", std::string(28, '0'), "1", "JQQJ99", "CC", std::string(12, 'A'),
                                  "AAAA", "AZDO", "3bRN"});
  ExpectProof("azure-cask", token, 5);
  EXPECT_EQ(FactOf(VerifyStructure("azure-cask", token), FactKind::kIssued), "2026-03");
}

TEST(AzureDevopsPat, FitsTheWorkedExample) {
  const std::string token = Join({"xkypqeii6hjhvaug5coqaggzoiau", "5c4wtspcxof7ibvj6mvntwiq"});
  ExpectProof("azure-devops-pat", token, 1);
  EXPECT_EQ(FactOf(VerifyStructure("azure-devops-pat", token), FactKind::kRole), "user");
}

TEST(NugetV4, FitsTheWorkedExample) { ExpectProof("nuget-v4", Join({"oy2acaqdaqcqmbyibefa", "aaaqeayeaudaocajbifqydiob4"}), 0); }

TEST(AwsAccessKeyId, TellsTheAccount) {
  EXPECT_EQ(FactOf(VerifyStructure("aws-access-key-id", Join({"AKIARZPUZDIK", "AAAAAAAA"})), FactKind::kAccount), "123456789012");
  EXPECT_EQ(FactOf(VerifyStructure("aws-access-key-id", Join({"AKIAIOSF", "ODNN7EXAMPLE"})), FactKind::kAccount), "");
}

TEST(GitlabRoutable, FitsTheWorkedExampleAndTellsTheUser) {
  const std::string token = Join({"glpat-", "AAECAwQFBgcICQoLDA0OD286MQp1OjJzCA", ".01.0y", "0wdsbqj"});
  ExpectProof("gitlab-routable", token, 8);
  EXPECT_EQ(VerifyStructure("gitlab-routable", token).facts[1].value, "user 100");
}

TEST(Bech32Age, FitsTheWorkedExample) {
  ExpectProof("bech32-age", Join({"AGE-SECRET-KEY-1", "4D35CW7Z880WFS9HPDA7ZYVZTPNNLEDP3DFH6JS7ZJFD4QQXE24Q", "EPGWAL"}), 20);
}

TEST(Base58CheckWif, FitsTheWorkedExampleAndTellsTheNetwork) {
  const std::string token = Join({"L5MYvRyoFpcuL2Q5ZpnQUaXtB6YzsS9fdBnSwYv7", "Cmc7EUJb8dCr"});
  ExpectProof("base58check-wif", token, 9);
  EXPECT_EQ(FactOf(VerifyStructure("base58check-wif", token), FactKind::kNetwork), "main");
}

TEST(Bip39, FitsThePublicVector) {
  std::string words;
  for (int i = 0; i < 11; ++i) words += "abandon ";
  EXPECT_EQ(StateOf("bip39", words + "about"), StructureState::kOk);
  EXPECT_EQ(StateOf("bip39", words + "above"), StructureState::kBad);
  EXPECT_EQ(StateOf("bip39", words + "aboutt"), StructureState::kBad);
}

TEST(NatsNkey, FitsTheWorkedExample) {
  const std::string token = Join({"SUAIN6PI3IN7IR5F2THHS3RTH3BH3MMCPMXFYOAKQAZRRF33CHRHRT", "GFWY"});
  EXPECT_EQ(FactOf(VerifyStructure("nats-nkey", token), FactKind::kRole), "user");
  std::string broken = token;
  broken[20] = broken[20] == 'A' ? 'B' : 'A';
  EXPECT_TRUE(VerifyStructure("nats-nkey", broken).checksum);
}

TEST(WireGuard, DoubtsAnUnclampedKey) {
  EXPECT_EQ(StateOf("wireguard", Join({"AJsdRAmIuF3ACkWnrjQGutSHz6Jl1n5v", "ulnCEl5b2WQ="})), StructureState::kOk);
  EXPECT_EQ(StateOf("wireguard", Join({"AZsdRAmIuF3ACkWnrjQGutSHz6Jl1n5v", "ulnCEl5b2WQ="})), StructureState::kDoubtful);
}

TEST(DiscordBot, TellsIdAndDate) {
  const auto result = VerifyStructure("discord-bot", Join({"ODAzNTExMTAyMjQ2Nzg5MTI", ".abcdef.", std::string(27, 'x')}));
  EXPECT_EQ(FactOf(result, FactKind::kAccount), "80351110224678912");
  EXPECT_EQ(FactOf(result, FactKind::kIssued).substr(0, 10), "2015-08-10");
}

TEST(SupabaseSelfHosted, FitsTheWorkedExample) {
  EXPECT_EQ(StateOf("supabase-self-hosted", Join({"sb_secret_", "keylintSYNTHETICexampl", "_HcxAgbU8"})), StructureState::kOk);
  EXPECT_EQ(StateOf("supabase-self-hosted", Join({"sb_secret_", "keylintSYNTHETICexamplx", "_HcxAgbU8"})), StructureState::kNotApplicable);
}

std::string MakeJwt(std::string_view header, std::string_view payload, std::size_t signature) {
  return Base64UrlText(header) + "." + Base64UrlText(payload) + "." + std::string(signature, 'q');
}

TEST(Jwt, TellsItsClaims) {
  const auto result = VerifyStructure(
      "jwt", MakeJwt(R"({"alg":"HS256"})", R"({"iss":"https://x.example/a","role":"service_role","ref":"abcd","exp":1767225600})", 43));
  EXPECT_EQ(result.state, StructureState::kOk);
  EXPECT_EQ(FactOf(result, FactKind::kExpires), "2026-01-01T00:00:00Z");
  EXPECT_EQ(FactOf(result, FactKind::kRole), "service_role");
  EXPECT_EQ(FactOf(result, FactKind::kHost), "x.example");
}

TEST(Jwt, ComparesItsClaims) {
  const auto claims = [](std::string_view payload) {
    return VerifyStructure("jwt:iss=supabase*,role=anon", MakeJwt(R"({"alg":"HS256"})", payload, 43)).claims;
  };
  EXPECT_EQ(claims(R"({"iss":"supabase","role":"anon"})"), Claims::kName);
  EXPECT_EQ(claims(R"({"iss":"supabase-demo","role":"anon"})"), Claims::kName);
  EXPECT_EQ(claims(R"({"role":"anon"})"), Claims::kFit);
  EXPECT_EQ(claims(R"({"iss":"supabase","role":"anonymous"})"), Claims::kDiffer);
  EXPECT_EQ(claims(R"({"iss":"acme","role":"anon"})"), Claims::kDiffer);
  EXPECT_EQ(claims(R"({"sub":"x"})"), Claims::kSilent);
}

TEST(Jwt, TellsWhatIsMissing) {
  EXPECT_EQ(VerifyStructure("jwt", MakeJwt(R"({"alg":"HS256"})", "{}", 40)).detail, "its signature has 40 of 43 characters");
  EXPECT_EQ(VerifyStructure("jwt", MakeJwt(R"({"alg":"RS256"})", "{}", 20)).detail, "its signature has 20 characters, and RS256 makes 171 at least");
  EXPECT_EQ(VerifyStructure("jwt", MakeJwt(R"({"alg":"RS256"})", "{}", 342)).state, StructureState::kOk);
  EXPECT_EQ(StateOf("jwt", MakeJwt("{}", "{}", 43)), StructureState::kBad);
  EXPECT_EQ(StateOf("jwt", MakeJwt(R"({"alg":"none"})", "{}", 0)), StructureState::kDoubtful);
  EXPECT_EQ(VerifyStructure("jwt", "eyJhbGciOiJIUzI1NiJ9.eyJh").detail, "it has 2 of the 3 parts of a JWT");
}

TEST(StripeAccount, TellsTheAccount) {
  const std::string token = Join({"sk_", "live_", "51AbCdEfGhIjKlMnO", std::string(82, 'x')});
  EXPECT_EQ(FactOf(VerifyStructure("stripe-account", token), FactKind::kAccount), "acct_1AbCdEfGhIjKlMnO");
  EXPECT_EQ(StateOf("stripe-account", token), StructureState::kDoubtful);
}

TEST(ClerkHost, TellsTheHostAndDoubtsAMixedOne) {
  const std::string body = Base64Text("happy-cat-1.clerk.accounts.dev$");
  EXPECT_EQ(FactOf(VerifyStructure("clerk-host", "pk_test_" + body), FactKind::kHost), "happy-cat-1.clerk.accounts.dev");
  EXPECT_EQ(StateOf("clerk-host", "pk_live_" + body), StructureState::kDoubtful);
  EXPECT_EQ(StateOf("clerk-host", "pk_test_" + body.substr(0, 12)), StructureState::kBad);
}

TEST(PypiMacaroon, TellsTheHost) {
  const std::string test = SealStructure("pypi-macaroon", "pypi-AgENdGVzdC5weXBpLm9yZwI" + std::string(140, 'x'));
  EXPECT_EQ(FactOf(VerifyStructure("pypi-macaroon", test), FactKind::kMode), "test");
  EXPECT_EQ(test.substr(0, 28), "pypi-AgENdGVzdC5weXBpLm9yZwI");
  EXPECT_EQ(StateOf("pypi-macaroon", test.substr(0, test.size() - 4)), StructureState::kBad);
}

TEST(SesSmtp, KnowsTheRawSecret) { EXPECT_EQ(StateOf("ses-smtp", std::string(40, 'x')), StructureState::kBad); }

struct Grown {
  const char* structure;
  std::string token;
};

std::string X(std::size_t count) {
  std::string text;
  while (text.size() < count) text += "k7Qw3Zp9"[text.size() * 5 % 8];
  return text;
}

std::string B32(std::size_t count) {
  std::string text;
  while (text.size() < count) text += "k3qwz5pa"[text.size() * 5 % 8];
  return text;
}

// A grown token, sealed, passes: checks of a rule's own examples rest on it.
class SealedTokens : public ::testing::TestWithParam<Grown> {};

TEST_P(SealedTokens, Pass) {
  const Grown& grown = GetParam();
  const std::string sealed = SealStructure(grown.structure, grown.token);
  const auto result = VerifyStructure(grown.structure, sealed);
  EXPECT_EQ(result.state, StructureState::kOk) << grown.structure << ": " << result.detail;
  EXPECT_EQ(SealStructure(grown.structure, grown.token), sealed);
}

INSTANTIATE_TEST_SUITE_P(
    Structures, SealedTokens,
    ::testing::Values(
        Grown{"jwt", "eyJ" + X(40) + ".eyJ" + X(70) + "." + X(43)}, Grown{"jwt", "eyJ" + X(17) + ".eyJ" + X(17) + "." + X(20)},
        Grown{"json-b64", "abc_eyJ" + X(49)}, Grown{"mapbox-token", "pk.eyJ" + X(60) + "." + X(22)},
        Grown{"sentry-org", "sntrys_" "eyJpYXQiO" + X(120) + "_" + X(43)}, Grown{"grafana-cloud", "glc_" "eyJvIjoi" + X(80)},
        Grown{"grafana-legacy", "eyJrIjoi" + X(72)}, Grown{"azure-identifiable:Send0000", X(33) + "+ASb" + X(6) + "="},
        Grown{"entra-secret", X(3) + "8Q~" + X(34)}, Grown{"azure-cask", X(84)}, Grown{"azure-devops-pat", B32(52)},
        Grown{"aws-access-key-id", "AKIA" "QWERTYUIOPASDFGH"}, Grown{"bedrock-short-term", "bedrock-api-key-" + X(200)},
        Grown{"ses-smtp", X(44)}, Grown{"fly-macaroon", "fm2_" + X(201)}, Grown{"gitlab-routable", "glpat-" + X(36) + ".01.xx" + X(7)},
        Grown{"gitlab-routable", "glrt-t1_" + X(27) + ".xx" + X(7)}, Grown{"nuget-v4", "oy2" + B32(43)},
        Grown{"pypi-macaroon", "pypi-AgEIcHlwaS5vcmcC" + X(150)}, Grown{"pypi-macaroon", "pypi-AgEIcHlwaS5vcmcC" + X(400)},
        Grown{"jfrog-reference", "cmVmdGtuOjAxOj" + X(50)}, Grown{"discord-bot", "M" + X(23) + "." + X(6) + "." + X(38)},
        Grown{"supabase-self-hosted", "sb_secret_" + X(22) + "_" + X(8)},
        Grown{"nats-nkey", "SU" "AIN6PI3IN7IR5F2THHS3RTH3BH3MMCPMXFYOAKQAZRRF33CHRHRTAAAA"},
        Grown{"bech32-age", "AGE-SECRET-KEY-1" + std::string(58, 'Q')}, Grown{"base58check-wif", "L" + X(51)},
        Grown{"base58check-wif", "5" + X(50)}, Grown{"base58check-wif", "c" + X(51)}, Grown{"bip39", "a b c d e f g h i j k l"},
        Grown{"wireguard", X(43) + "="}, Grown{"laravel-app-key", "base64:" + X(43) + "="}, Grown{"fernet", X(43) + "="},
        Grown{"stripe-account", "sk_live_" "51" + X(97)}, Grown{"clerk-host", "pk_test_" + X(44)},
        Grown{"clerk-host", "pk_live_" + X(40)}, Grown{"workos-ulid", "sk_test_" "a2V5X" + X(70)},
        Grown{"ulid", "pdl_live_apikey_" + X(26) + "_" + X(22)}, Grown{"telnyx-uuid7", "KEY" + std::string(32, 'A') + "_" + X(22)},
        Grown{"onesignal-app", "os_v2_app_" + B32(103)}, Grown{"klarna", "klarna_live_api_" + X(120)},
        Grown{"algolia-secured", X(140)}, Grown{"asaas", "$aact_prod_" "000" + X(200)},
        Grown{"mercado-pago", "TEST-1234567890-010203-" + std::string(32, 'a') + "-123"}, Grown{"mailchimp-region", X(32) + "-us21"},
        Grown{"hubspot-region", "pat-eu1-" + X(36)}, Grown{"telegram-bot", "0123456789:" + X(35)},
        Grown{"salesforce-session", "00D" + X(12) + "!" + X(90)}),
    [](const auto& param) {
      std::string name = param.param.structure;
      for (char& c : name) c = std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
      return name + "_" + std::to_string(param.index);
    });

TEST(Structures, SurviveAnyText) {
  for (const std::string_view name : StructureNames()) {
    EXPECT_TRUE(IsStructure(name)) << name;
    for (const std::string& text : {std::string(), std::string("."), std::string("_"), std::string(52, 'a'), std::string("pypi-"),
                                    std::string("pypi-Ag"), std::string(3000, '='), std::string(44, '\xff'), std::string("..."),
                                    std::string(1000, '1'), std::string("AGE-SECRET-KEY-1"), std::string("bedrock-api-key-"),
                                    std::string("$aact_prod_0"), std::string("KEY"), std::string("fm2_"), std::string("a_")}) {
      VerifyStructure(name, text);
      SealStructure(name, text);
    }
  }
}

}  // namespace
}  // namespace keylint
