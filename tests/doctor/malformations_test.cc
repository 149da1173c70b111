// SPDX-License-Identifier: Apache-2.0
// The twenty malformations that people post (M1 to M20), each through the
// doctor, with the answer it must give.
#include <algorithm>
#include <ostream>

#include <gtest/gtest.h>

#include "lint/doctor/doctor.h"
#include "lint/ruleset/builtin.h"
#include "lint/ruleset/grow.h"
#include "tests/doctor/snapshot.h"

namespace keylint {
namespace {

struct Case {
  const char* name;
  const char* file;        // "" is the process environment.
  const char* text;        // A file's text, or NAME=VALUE; grown.
  const char* variable;
  const char* wanted;      // A diagnosis, or a rule id.
};

void PrintTo(const Case& c, std::ostream* out) { *out << c.name; }

constexpr const char* kNone = "";

const Case kCases[] = {
    {"M1_QuotesInTheEnvironment", "", "OPENAI_API_KEY=\"{key:openai-project-key}\"", "OPENAI_API_KEY", "stray-quote"},
    {"M1_Backticks", "", "ANTHROPIC_API_KEY=`{key:anthropic-api-key}`", "ANTHROPIC_API_KEY", "stray-quote"},
    {"M1_ComposeListForm", "docker-compose.yml", "services:\n  a:\n    environment:\n      - OPENAI_API_KEY=\"{key:openai-project-key}\"\n", "OPENAI_API_KEY", "stray-quote|config-mangled"},
    {"M1_KubernetesStringData", "secret.yaml", "apiVersion: v1\nkind: Secret\nstringData:\n  OPENAI_API_KEY: '\"{key:openai-project-key}\"'\n", "OPENAI_API_KEY", "stray-quote|config-mangled"},
    {"M2_TrailingCarriageReturn", "", "OPENAI_API_KEY={key:openai-project-key}\r", "OPENAI_API_KEY", "whitespace"},
    {"M2_TrailingSpace", "", "GROQ_API_KEY={key:groq-api-key} ", "GROQ_API_KEY", "whitespace"},
    {"M2_QuotedTrailingSpace", ".env", "GROQ_API_KEY=\"{key:groq-api-key} \"\n", "GROQ_API_KEY", "whitespace"},
    {"M2_LeadingTab", "", "GROQ_API_KEY=\t{key:groq-api-key}", "GROQ_API_KEY", "whitespace"},
    {"M3_Empty", ".env", "OPENAI_API_KEY=\n", "OPENAI_API_KEY", "placeholder"},
    {"M3_OnlyBlanks", "", "OPENAI_API_KEY=   ", "OPENAI_API_KEY", "placeholder"},
    {"M3_Unresolved", "", "OPENAI_API_KEY=${OPENAI_KEY}", "OPENAI_API_KEY", "placeholder"},
    {"M3_UnresolvedPercent", "", "OPENAI_API_KEY=%OPENAI_KEY%", "OPENAI_API_KEY", "placeholder"},
    {"M3_UnresolvedBraces", "", "OPENAI_API_KEY={{ openai_key }}", "OPENAI_API_KEY", "placeholder"},
    {"M4_Bearer", ".env", "OPENAI_API_KEY=\"Bearer {key:openai-project-key}\"\n", "OPENAI_API_KEY", "scheme-prefix"},
    {"M4_Token", "", "GITHUB_TOKEN=token {key:github-personal-token}", "GITHUB_TOKEN", "scheme-prefix"},
    {"M5_DollarInFront", "", "GROQ_API_KEY=${key:groq-api-key}", "GROQ_API_KEY", "bad-prefix|config-mangled|bad-character"},
    {"M6_ZeroWidthSpace", ".env", "OPENAI_API_KEY=\xE2\x80\x8B{key:openai-project-key}\n", "OPENAI_API_KEY", "invisible-character"},
    {"M6_ByteOrderMark", "", "GROQ_API_KEY=\xEF\xBB\xBF{key:groq-api-key}", "GROQ_API_KEY", "invisible-character"},
    {"M6_EnDash", ".env", "OPENAI_API_KEY=sk\xE2\x80\x93proj-{an:58}T3Blbk\x46J{an:58}\n", "OPENAI_API_KEY", "homoglyph"},
    {"M7_RemarkBehindTheKey", "", "OPENAI_API_KEY={key:openai-project-key} my new key", "OPENAI_API_KEY", "whitespace|too-long|bad-character"},
    {"M7_HashGlued", ".env", "GROQ_API_KEY={key:groq-api-key}#work\n", "GROQ_API_KEY", "config-mangled|bad-character|too-long|whitespace"},
    {"M8_ConsolePage", ".env", "OPENAI_API_KEY=https://platform.openai.com/api-keys\n", "OPENAI_API_KEY", "bad-structure"},
    {"M9_Prompt", ".env", "OPENAI_API_KEY=\"You are a helpful assistant\"\n", "OPENAI_API_KEY", "bad-structure"},
    {"M9_ModelName", "", "ANTHROPIC_API_KEY=claude", "ANTHROPIC_API_KEY", "placeholder|too-short|bad-structure"},
    {"M10_OpenRouter", ".env", "OPENAI_API_KEY={key:openrouter-api-key}\n", "OPENAI_API_KEY", "scope/wrong-provider"},
    {"M10_Nvidia", ".env", "OPENAI_API_KEY={key:nvidia-api-key}\n", "OPENAI_API_KEY", "scope/wrong-provider"},
    {"M10_Groq", ".env", "OPENAI_API_KEY={key:groq-api-key}\n", "OPENAI_API_KEY", "scope/wrong-provider"},
    {"M11_Stars", ".env", "OPENAI_API_KEY=sk-proj-****{an:4}\n", "OPENAI_API_KEY", "masked"},
    {"M11_Ellipsis", ".env", "OPENAI_API_KEY=sk-proj-{an:4}\xE2\x80\xA6{an:4}\n", "OPENAI_API_KEY", "masked"},
    {"M11_Dots", ".env", "OPENAI_API_KEY=sk-...{an:4}\n", "OPENAI_API_KEY", "masked|placeholder"},
    {"M12_OrganisationId", ".env", "OPENAI_API_KEY={key:openai-organization-id}\n", "OPENAI_API_KEY", "scope/wrong-kind"},
    {"M12_ProjectId", ".env", "OPENAI_API_KEY={key:openai-project-id}\n", "OPENAI_API_KEY", "scope/wrong-kind"},
    {"M12_AccountSid", ".env", "TWILIO_AUTH_TOKEN={key:twilio-account-sid}\n", "TWILIO_AUTH_TOKEN", "scope/wrong-kind"},
    {"M13_UnderscoreForDash", ".env", "OPENAI_API_KEY=sk_proj-{an:58}T3Blbk\x46J{an:58}\n", "OPENAI_API_KEY", "bad-prefix"},
    {"M13_DashForUnderscore", ".env", "GROQ_API_KEY=gsk-{an:20}WGdyb3FY{an:24}\n", "GROQ_API_KEY", "bad-prefix"},
    {"M13_Capitals", ".env", "GITLAB_TOKEN=GLPAT-{an:20}\n", "GITLAB_TOKEN", "bad-case|bad-prefix"},
    {"M13_Alza", ".env", "GEMINI_API_KEY=Alza{b64u:35}\n", "GEMINI_API_KEY", "bad-prefix|homoglyph"},
    {"M14_EndIsMissing", ".env", "ANTHROPIC_API_KEY=sk-ant-api03-{b64u:60}\n", "ANTHROPIC_API_KEY", "truncated|too-short"},
    {"M14_InnerLineEnd", ".env", "OPENAI_API_KEY=\"sk-proj-{an:58}T3Blbk\x46J\n{an:58}\"\n", "OPENAI_API_KEY", "whitespace"},
    {"M15_Twice", ".env", "GROQ_API_KEY={key:groq-api-key#a}{key:groq-api-key#a}\n", "GROQ_API_KEY", "doubled"},
    {"M15_TwoWithComma", ".env", "GROQ_API_KEY={key:groq-api-key#a},{key:groq-api-key#b}\n", "GROQ_API_KEY", "doubled|whitespace"},
    {"M16_Base64OnceTooOften", "secret.yaml", "apiVersion: v1\nkind: Secret\nstringData:\n  GROQ_API_KEY: <base64>{key:groq-api-key}</base64>\n", "GROQ_API_KEY", "bad-encoding|config-mangled"},
    {"M16_InTheEnvironment", "", "OPENAI_API_KEY=<base64>{key:openai-project-key}</base64>", "OPENAI_API_KEY", "bad-encoding"},
    {"M17_PemWithSpaces", "", "GITHUB_PRIVATE_KEY=<flat>{pem-line:rsa}</flat>", "GITHUB_PRIVATE_KEY", "bad-structure|config-mangled|bad-encoding|whitespace"},
    {"M17_LineEndsSpelled", "", "GITHUB_APP_PRIVATE_KEY={pem-line:rsa}", "GITHUB_APP_PRIVATE_KEY", "bad-encoding"},
    {"M18_PathForKey", ".env", "OPENAI_API_KEY=/home/me/keys/openai.txt\n", "OPENAI_API_KEY", "bad-structure"},
    {"M18_JsonForPath", "", "GOOGLE_APPLICATION_CREDENTIALS={\"type\": \"service_account\"}", "GOOGLE_APPLICATION_CREDENTIALS", "bad-structure"},
    {"M19_PercentEncoded", "", "AZURE_STORAGE_KEY=<percent>{key:azure-storage-account-key}</percent>", "AZURE_STORAGE_KEY", "bad-encoding"},
    {"M20_YourApiKey", ".env", "OPENAI_API_KEY=your-api-key\n", "OPENAI_API_KEY", "placeholder"},
    {"M20_Changeme", ".env", "ANTHROPIC_API_KEY=changeme\n", "ANTHROPIC_API_KEY", "placeholder"},
    {"M20_Exes", ".env", "OPENAI_API_KEY=sk-xxxxxxxxxxxxxxxxxxxx\n", "OPENAI_API_KEY", "placeholder|masked"},
    {"M20_Undefined", "", "OPENAI_API_KEY=undefined", "OPENAI_API_KEY", "placeholder"},
    {"M20_Null", "", "OPENAI_API_KEY=null", "OPENAI_API_KEY", "placeholder"},
    // And what is sound stays sound.
    {"Sound_OpenAi", ".env", "OPENAI_API_KEY={key:openai-project-key}\n", "OPENAI_API_KEY", kNone},
    {"Sound_Anthropic", "", "ANTHROPIC_API_KEY={key:anthropic-api-key}", "ANTHROPIC_API_KEY", kNone},
    {"Sound_StripeQuoted", ".env", "STRIPE_SECRET_KEY='{key:stripe-test-secret-key}'\n", "STRIPE_SECRET_KEY", kNone},
    {"Sound_GitHubYaml", "docker-compose.yml", "services:\n  a:\n    environment:\n      GITHUB_TOKEN: {key:github-personal-token}\n", "GITHUB_TOKEN", kNone},
};

std::string Base64(std::string_view bytes) {
  constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto byte = [&](std::size_t at) { return at < bytes.size() ? static_cast<unsigned char>(bytes[at]) : 0U; };
    const unsigned bits = byte(i) << 16 | byte(i + 1) << 8 | byte(i + 2);
    for (std::size_t k = 0; k < 4; ++k) out += i + k <= bytes.size() ? kLetters[bits >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::string Percent(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '+') out += "%2B";
    else if (c == '/') out += "%2F";
    else if (c == '=') out += "%3D";
    else out += c;
  }
  return out;
}

std::string Flat(std::string text) {
  for (std::size_t at = text.find("\\n"); at != std::string::npos; at = text.find("\\n", at)) text.replace(at, 2, " ");
  return text;
}

template <class Change>
std::string Changed(std::string text, const std::string& tag, Change change) {
  const std::size_t begin = text.find("<" + tag + ">");
  if (begin == std::string::npos) return text;
  const std::size_t end = text.find("</" + tag + ">");
  const std::size_t inner = begin + tag.size() + 2;
  return text.substr(0, begin) + change(text.substr(inner, end - inner)) + text.substr(end + tag.size() + 3);
}

class Malformations : public testing::TestWithParam<Case> {};

TEST_P(Malformations, GetTheRightAnswer) {
  const Case& c = GetParam();
  auto grown = GrowTemplate(c.text, 11, BuiltinRules());
  ASSERT_TRUE(grown.has_value()) << grown.error().message;
  std::string text = Changed(*grown, "base64", [](const std::string& s) { return Base64(s); });
  text = Changed(text, "percent", Percent);
  text = Changed(text, "flat", Flat);
  Snapshot snapshot;
  if (*c.file == '\0') {
    const std::size_t equals = text.find('=');
    snapshot.environment = {{text.substr(0, equals), text.substr(equals + 1)}};
  } else {
    snapshot.files[std::string(kProject) + "/" + c.file] = text;
  }
  const Machine machine = snapshot.machine();
  const Answer answer = Doctor(BuiltinPipeline(), machine, 1'795'000'000).OfVariable(c.variable);
  std::string got;
  for (const DoctorFinding& finding : answer.findings) {
    got += finding.diagnosis == Diagnosis::kNone ? finding.rule_id : std::string(DiagnosisName(finding.diagnosis));
    got += " ";
  }
  if (*c.wanted == '\0') {
    EXPECT_EQ(got, "");
    return;
  }
  ASSERT_FALSE(answer.findings.empty()) << "nothing is wrong; key " << (answer.key == nullptr ? "none" : answer.key->id);
  const DoctorFinding& first = answer.findings.front();
  const std::string name = first.diagnosis == Diagnosis::kNone ? first.rule_id : std::string(DiagnosisName(first.diagnosis));
  EXPECT_NE(("|" + std::string(c.wanted) + "|").find("|" + name + "|"), std::string::npos) << "wanted " << c.wanted << ", got " << got << first.message;
}

INSTANTIATE_TEST_SUITE_P(All, Malformations, testing::ValuesIn(kCases), [](const auto& tested) { return std::string(tested.param.name); });

}  // namespace
}  // namespace keylint
