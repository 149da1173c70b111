// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/model/report.h"
#include "tests/lsp/client.h"

namespace keylint {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Json At(std::size_t line, std::size_t character) { return {{"line", line}, {"character", character}}; }
Json Range(const Json& begin, const Json& end) { return {{"start", begin}, {"end", end}}; }
Json Document(const std::string& uri) { return {{"textDocument", {{"uri", uri}}}}; }

// `text` after the edits of a code action in UTF-16 positions.
std::string Edited(std::string text, const Json& edits) {
  std::vector<std::pair<Span, std::string>> changes;
  const LineIndex lines(text);
  for (const Json& edit : edits) {
    const auto offset = [&](const Json& position) {
      return OffsetAt(text, lines, {position["line"], position["character"]}, PositionEncoding::kUtf16);
    };
    changes.push_back({{offset(edit["range"]["start"]), offset(edit["range"]["end"])}, edit["newText"]});
  }
  std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.first.begin > b.first.begin; });
  for (const auto& [span, added] : changes) text.replace(span.begin, span.end - span.begin, added);
  return text;
}

Json Titled(const Json& actions, const std::string& part) {
  for (const Json& action : actions) {
    if (action["title"].get<std::string>().find(part) != std::string::npos) return action;
  }
  return {};
}

TEST(Lsp, SaysWhatItCanDo) {
  TestClient client("", {{"general", {{"positionEncodings", {"utf-32", "utf-8"}}}}});
  client.Run();
  const Json result = client.Answer(1)["result"];
  EXPECT_EQ(result["capabilities"]["positionEncoding"], "utf-8");
  EXPECT_EQ(result["capabilities"]["textDocumentSync"]["change"], 2);
  EXPECT_EQ(result["serverInfo"]["name"], "keylint");
}

TEST(Lsp, CountsUtf16UnlessTheClientCountsBytes) {
  const std::string text = "s = \"\xF0\x9F\x98\x80\"; k = \"" + StripeKey() + "\"\n";
  for (const bool bytes : {false, true}) {
    TestClient client("", bytes ? Json{{"general", {{"positionEncodings", {"utf-8"}}}}} : Json::object());
    client.Open("file:///none/a.py", text);
    client.Run();
    const Json params = client.Diagnostics("file:///none/a.py");
    ASSERT_EQ(params["diagnostics"].size(), 1U) << client.output;
    EXPECT_EQ(params["diagnostics"][0]["range"]["start"]["character"], bytes ? 17 : 15);
  }
}

TEST(Lsp, ReportsAKeyAndNeverPrintsIt) {
  TestClient client;
  client.Open("file:///none/a.py", "import stripe\nstripe.api_key = '" + StripeKey() + "'\n", 7);
  client.Ask("textDocument/hover", {{"textDocument", {{"uri", "file:///none/a.py"}}}, {"position", At(1, 25)}});
  client.Ask("textDocument/codeAction", {{"textDocument", {{"uri", "file:///none/a.py"}}},
                                         {"range", Range(At(1, 25), At(1, 25))}, {"context", Json::object()}});
  client.Run();
  const Json params = client.Diagnostics("file:///none/a.py");
  ASSERT_EQ(params["diagnostics"].size(), 1U);
  EXPECT_EQ(params["version"], 7);
  EXPECT_EQ(params["diagnostics"][0]["code"], "leaked-key/stripe-secret-key");
  EXPECT_EQ(params["diagnostics"][0]["severity"], 1);
  EXPECT_EQ(params["diagnostics"][0]["range"], Range(At(1, 18), At(1, 18 + StripeKey().size())));
  EXPECT_THAT(client.output, Not(HasSubstr(StripeKey())));
}

TEST(Lsp, HoverSaysWhatTheKeyIs) {
  TestClient client;
  client.Open("file:///none/a.py", "k = '" + StripeKey() + "'\n");
  const int on = client.Ask("textDocument/hover", {{"textDocument", {{"uri", "file:///none/a.py"}}}, {"position", At(0, 9)}});
  const int off = client.Ask("textDocument/hover", {{"textDocument", {{"uri", "file:///none/a.py"}}}, {"position", At(0, 0)}});
  client.Run();
  const std::string text = client.Answer(on)["result"]["contents"]["value"];
  EXPECT_THAT(text, HasSubstr("Stripe live secret key"));
  EXPECT_THAT(text, HasSubstr("mode: live"));
  EXPECT_THAT(text, HasSubstr("privilege: secret"));
  EXPECT_THAT(text, Not(HasSubstr(StripeKey())));
  EXPECT_TRUE(client.Answer(off)["result"].is_null());
}

TEST(Lsp, FollowsIncrementalEdits) {
  TestClient client;
  const std::string uri = "file:///none/a.py";
  client.Open(uri, "a = 1\nb = 2\n");
  client.Tell("textDocument/didChange",
              {{"textDocument", {{"uri", uri}, {"version", 2}}},
               {"contentChanges",
                {{{"range", Range(At(1, 4), At(1, 5))}, {"text", "'" + StripeKey() + "'"}},
                 {{"range", Range(At(0, 0), At(0, 0))}, {"text", "# new\n"}}}}});
  client.Run();
  const Json params = client.Diagnostics(uri);
  EXPECT_EQ(params["version"], 2);
  ASSERT_EQ(params["diagnostics"].size(), 1U);
  EXPECT_EQ(params["diagnostics"][0]["range"]["start"], At(2, 5));
}

TEST(Lsp, TakesADiagnosticBackWhenTheKeyGoes) {
  TestClient client;
  const std::string uri = "file:///none/a.py";
  client.Open(uri, "k = '" + StripeKey() + "'\n");
  client.Ask("textDocument/hover", {{"textDocument", {{"uri", uri}}}, {"position", At(0, 9)}});
  client.Tell("textDocument/didChange", {{"textDocument", {{"uri", uri}, {"version", 2}}}, {"contentChanges", {{{"text", "k = 1\n"}}}}});
  client.Run();
  EXPECT_EQ(client.Diagnostics(uri)["diagnostics"], Json::array());
}

TEST(Lsp, ClosingTakesDiagnosticsBack) {
  TestClient client;
  const std::string uri = "file:///none/a.py";
  client.Open(uri, "k = '" + StripeKey() + "'\n");
  client.Tell("textDocument/didClose", Document(uri));
  client.Run();
  EXPECT_EQ(client.Diagnostics(uri)["diagnostics"], Json::array());
}

TEST(Lsp, OffersToReadTheKeyFromTheEnvironment) {
  TestClient client;
  const std::string uri = "file:///none/a.py";
  const std::string text = "import json\nk = '" + StripeKey() + "'\n";
  client.Open(uri, text);
  const int id = client.Ask("textDocument/codeAction",
                            {{"textDocument", {{"uri", uri}}}, {"range", Range(At(1, 9), At(1, 9))}, {"context", Json::object()}});
  client.Run();
  const Json action = Titled(client.Answer(id)["result"], "environment variable");
  ASSERT_FALSE(action.is_null()) << client.Answer(id);
  EXPECT_EQ(Edited(text, action["edit"]["changes"][uri]),
            "import os\nimport json\nk = os.environ[\"STRIPE_SECRET_KEY\"]\n");
}

TEST(Lsp, OffersACommentThatAccepts) {
  TestClient client("", {{"workspace", {{"workspaceEdit", {{"documentChanges", true}}}}}});
  const std::string uri = "file:///none/a.js";
  const std::string text = "{\n  k('" + StripeKey() + "')\n}\n";
  client.Open(uri, text, 3);
  const int id = client.Ask("textDocument/codeAction",
                            {{"textDocument", {{"uri", uri}}}, {"range", Range(At(1, 9), At(1, 9))}, {"context", Json::object()}});
  client.Run();
  const Json action = Titled(client.Answer(id)["result"], "with a reason");
  ASSERT_FALSE(action.is_null()) << client.Answer(id);
  const Json change = action["edit"]["documentChanges"][0];
  EXPECT_EQ(change["textDocument"]["version"], 3);
  EXPECT_THAT(Edited(text, change["edits"]), HasSubstr("{\n  // keylint:allow leaked-key/stripe-secret-key -- say why\n  k("));
}

TEST(Lsp, OffersNoCommentWhereTheFormatHasNone) {
  TestClient client;
  const std::string uri = "file:///none/a.json";
  client.Open(uri, "{\"k\": \"" + StripeKey() + "\"}\n");
  const int id = client.Ask("textDocument/codeAction",
                            {{"textDocument", {{"uri", uri}}}, {"range", Range(At(0, 9), At(0, 9))}, {"context", Json::object()}});
  client.Run();
  EXPECT_TRUE(Titled(client.Answer(id)["result"], "with a reason").is_null());
}

// A project whose baseline is a list of rules.
class ListedProject : public LspProject {
 public:
  explicit ListedProject(std::vector<std::string>& accepted) : accepted_(accepted) {
    options_.accept = [this](Report& report) {
      for (Finding& finding : report.findings) {
        if (std::count(accepted_.begin(), accepted_.end(), finding.rule_id) != 0) finding.suppressions.emplace_back();
      }
    };
  }
  const RuleSet& rules() const override { return BuiltinRules(); }
  const ScanOptions& options() const override { return options_; }
  std::vector<std::string> exclude() const override { return {}; }
  Result<bool> AddToBaseline(const Finding& finding) const override {
    accepted_.push_back(finding.rule_id);
    return true;
  }

 private:
  std::vector<std::string>& accepted_;
  ScanOptions options_;
};

TEST(Lsp, AcceptsInTheBaselineWhenAsked) {
  const TestFolder folder;
  const std::string text = "k = '" + StripeKey() + "'\n";
  const std::string uri = UriOfPath(folder.Write("a.py", text));
  std::vector<std::string> accepted;
  LspSettings settings;
  settings.open_project = [&](const std::string&, const Selection&) -> Result<std::unique_ptr<LspProject>> {
    return std::make_unique<ListedProject>(accepted);
  };
  const Json ask = {{"textDocument", {{"uri", uri}}}, {"range", Range(At(0, 9), At(0, 9))}, {"context", Json::object()}};
  TestClient asking(folder.path());
  asking.Open(uri, text);
  const int asked = asking.Ask("textDocument/codeAction", ask);
  asking.Run(settings);
  const Json action = Titled(asking.Answer(asked)["result"], "in the baseline");
  ASSERT_FALSE(action.is_null()) << asking.output;
  EXPECT_EQ(asking.Answer(1)["result"]["capabilities"]["executeCommandProvider"]["commands"][0], action["command"]["command"]);

  TestClient client(folder.path());
  client.Open(uri, text);
  const int done = client.Ask("workspace/executeCommand",
                              {{"command", action["command"]["command"]}, {"arguments", action["command"]["arguments"]}});
  const int again = client.Ask("workspace/executeCommand",
                               {{"command", action["command"]["command"]}, {"arguments", action["command"]["arguments"]}});
  const int other = client.Ask("workspace/executeCommand", {{"command", "keylint.format"}});
  client.Run(settings);
  EXPECT_TRUE(client.Answer(done).contains("result")) << client.output;
  EXPECT_THAT(accepted, ::testing::ElementsAre("leaked-key/stripe-secret-key"));
  EXPECT_EQ(client.Diagnostics(uri)["diagnostics"], Json::array());
  EXPECT_EQ(client.Answer(again)["error"]["code"], -32602);
  EXPECT_EQ(client.Answer(other)["error"]["code"], -32602);
}

TEST(Lsp, SavingShowsWhatTheCompilerSees) {
  const TestFolder folder;
  const std::string text = "int f(void) { return login(\"x\"); }\n";
  const std::string uri = UriOfPath(folder.Write("a.c", text));
  LspSettings settings;
  std::vector<std::string> asked;
  settings.run_ast = [&](const std::string& file) -> Result<std::vector<Finding>> {
    asked.push_back(file);
    Finding finding;
    finding.rule_id = "hardcoded-credential/login";
    finding.where = {"a.c", {27, 30}, {1, 28}, {1, 31}, "", false};
    return std::vector<Finding>{finding};
  };
  TestClient client(folder.path(), Json::object(), {{"workspace", false}});
  client.Open(uri, text);
  client.Tell("textDocument/didSave", Document(uri));
  client.Run(settings);
  EXPECT_THAT(asked, ::testing::ElementsAre(folder.path() + "/a.c"));
  ASSERT_EQ(client.Diagnostics(uri)["diagnostics"].size(), 1U) << client.output;
  EXPECT_EQ(client.Diagnostics(uri)["diagnostics"][0]["code"], "hardcoded-credential/login");

  asked.clear();
  TestClient quiet(folder.path(), Json::object(), {{"workspace", false}, {"ast", false}});
  quiet.Open(uri, text);
  quiet.Tell("textDocument/didSave", Document(uri));
  quiet.Run(settings);
  EXPECT_THAT(asked, ::testing::IsEmpty());
}

TEST(Lsp, AnAcceptedKeyIsNotShown) {
  TestClient client;
  client.Open("file:///none/a.py", "# keylint:allow leaked-key -- a sample\nk = '" + StripeKey() + "'\n");
  client.Run();
  EXPECT_EQ(client.Diagnostics("file:///none/a.py")["diagnostics"], Json::array());
}

TEST(Lsp, AnIgnoredConfigurationFileMayHoldKeys) {
  const TestFolder folder;
  folder.Write(".git/HEAD", "ref: refs/heads/main\n");
  folder.Write(".gitignore", ".env\n");
  const std::string uri = UriOfPath(folder.Write(".env", ""));
  TestClient client(folder.path());
  client.Open(uri, "STRIPE_SECRET_KEY=" + StripeKey() + "\n");
  client.Run();
  const Json published = client.Diagnostics(uri);   // The loop's range must outlive it.
  for (const Json& diagnostic : published["diagnostics"]) {
    EXPECT_THAT(diagnostic["code"].get<std::string>(), Not(HasSubstr("leaked-key")));
  }
}

TEST(Lsp, SavingShowsWhatOnlyTheProjectShows) {
  const TestFolder folder;
  const std::string test_key = std::string("sk_test") + "_" + "Q7hT2mXv9LpRz4WcK8sJ3nYb";
  const std::string closed = folder.Write("deploy/.env.production", "APP_ENV=production\nSTRIPE_SECRET_KEY=" + test_key + "\n");
  const std::string open = folder.Write("a.txt", "x\n");
  TestClient client(folder.path());
  client.Open(UriOfPath(open), "x\n");
  client.Tell("textDocument/didSave", Document(UriOfPath(open)));
  client.Run();
  const Json params = client.Diagnostics(UriOfPath(closed));
  ASSERT_FALSE(params.is_null()) << client.output;
  ASSERT_FALSE(params["diagnostics"].empty());
  EXPECT_EQ(params["diagnostics"][0]["code"], "environment/test-key-in-production");
  EXPECT_THAT(client.output, Not(HasSubstr(test_key)));
}

TEST(Lsp, ConfigurationChangesWhatIsReported) {
  TestClient client("", Json::object(), {{"skip", {"leaked-key"}}});
  const std::string uri = "file:///none/a.py";
  client.Open(uri, "k = '" + StripeKey() + "'\n");
  client.Ask("textDocument/hover", {{"textDocument", {{"uri", uri}}}, {"position", At(0, 9)}});
  client.Tell("workspace/didChangeConfiguration", {{"settings", {{"keylint", {{"skip", Json::array()}}}}}});
  client.Run();
  EXPECT_TRUE(client.Answer(2)["result"].is_null());
  EXPECT_EQ(client.Diagnostics(uri)["diagnostics"].size(), 1U);
}

TEST(Lsp, AnswersEveryRequestEvenACancelledOne) {
  TestClient client;
  const int unknown = client.Ask("textDocument/rename", Json::object());
  const int hover = client.Ask("textDocument/hover", Document("file:///none/a.py"));
  client.Tell("$/cancelRequest", {{"id", hover}});
  client.Run();
  EXPECT_EQ(client.Answer(unknown)["error"]["code"], -32601);
  const int code = client.Answer(hover)["error"]["code"];
  EXPECT_TRUE(code == -32800 || code == -32602) << code;
}

TEST(Lsp, EndsAsTheProtocolWants) {
  TestClient polite;
  const int id = polite.Ask("shutdown", Json());
  polite.Tell("exit", Json());
  polite.Run();
  EXPECT_TRUE(polite.Answer(id).contains("result"));
  EXPECT_EQ(polite.exit_code, 0);
  TestClient rude;
  rude.Tell("exit", Json());
  rude.Run();
  EXPECT_EQ(rude.exit_code, 1);
}

TEST(Lsp, RefusesRequestsBeforeInitialize) {
  std::istringstream in("Content-Length: 58\r\n\r\n{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"shutdown\",\"params\":null}");
  std::ostringstream out;
  EXPECT_EQ(ServeLsp(in, out, BuiltinRules(), {}), 1);
  EXPECT_THAT(out.str(), HasSubstr("-32002"));
}

// Another thread writes meanwhile.
TEST(Server, ReadingDoesNotFlushWhatIsWritten) {
  std::istringstream in;
  std::ostringstream out;
  in.tie(&out);
  ServeLsp(in, out, BuiltinRules(), {});
  EXPECT_EQ(in.tie(), nullptr);
}

}  // namespace
}  // namespace keylint
