// SPDX-License-Identifier: Apache-2.0
// Clients that break the protocol in every way a small generator thinks of.
// Nothing may crash, hang, or keep the server from answering a sane request
// at the end. The seeds are fixed: a failure repeats.
#include <random>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/lsp/client.h"

namespace keylint {
namespace {

using Random = std::mt19937;

std::size_t Below(Random& random, std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random); }

Json AnyValue(Random& random, int depth) {
  switch (Below(random, depth > 3 ? 7 : 9)) {
    case 0: return nullptr;
    case 1: return true;
    case 2: return -static_cast<std::int64_t>(random());
    case 3: return (static_cast<std::uint64_t>(random()) << 32U) | random();
    case 4: return 1e300;
    case 5: return std::string(Below(random, 40), static_cast<char>('!' + Below(random, 90)));
    case 6: return "file:///none/a.py";
    case 7: {
      Json array = Json::array();
      for (std::size_t i = Below(random, 4); i > 0; --i) array.push_back(AnyValue(random, depth + 1));
      return array;
    }
    default: {
      constexpr const char* kNames[] = {"textDocument", "uri", "version", "text", "contentChanges", "range", "start",
                                        "end", "line", "character", "position", "settings", "keylint", "skip", "id"};
      Json object = Json::object();
      for (std::size_t i = Below(random, 6); i > 0; --i) object[kNames[Below(random, 15)]] = AnyValue(random, depth + 1);
      return object;
    }
  }
}

Json AnyPosition(Random& random) {
  return Json{{"line", Below(random, 6)}, {"character", Below(random, 50)}};
}

Json AnyMessage(Random& random) {
  constexpr const char* kMethods[] = {"textDocument/didOpen", "textDocument/didChange", "textDocument/didClose",
                                      "textDocument/didSave", "textDocument/hover", "textDocument/codeAction",
                                      "workspace/didChangeConfiguration", "workspace/didChangeWorkspaceFolders",
                                      "$/cancelRequest", "initialize", "$/setTrace", ""};
  Json message = {{"jsonrpc", "2.0"}, {"method", kMethods[Below(random, 12)]}, {"params", AnyValue(random, 0)}};
  if (Below(random, 2) == 0) message["id"] = AnyValue(random, 3);
  if (Below(random, 8) == 0) message.erase("method");
  return message;
}

// A change that is well-formed, at a place that may not exist.
Json AnyEdit(Random& random, int version) {
  constexpr const char* kTexts[] = {"", "\n", "x", "\xF0\x9F\x98\x80", "k = \"", "\r", "keylint:allow", "\"\n"};
  const std::string text = Below(random, 6) == 0 ? StripeKey() : kTexts[Below(random, 8)];
  return {{"jsonrpc", "2.0"},
          {"method", "textDocument/didChange"},
          {"params", {{"textDocument", {{"uri", "file:///none/a.py"}, {"version", version}}},
                      {"contentChanges", {{{"range", {{"start", AnyPosition(random)}, {"end", AnyPosition(random)}}}, {"text", text}}}}}}};
}

std::string Damaged(Random& random, std::string bytes) {
  for (std::size_t i = 1 + Below(random, 4); i > 0 && !bytes.empty(); --i) {
    bytes[Below(random, bytes.size())] = static_cast<char>(random());
  }
  return bytes;
}

class ProtocolFuzz : public ::testing::TestWithParam<unsigned> {};

TEST_P(ProtocolFuzz, SurvivesAndStillAnswers) {
  Random random(GetParam());
  const bool bytes = Below(random, 2) == 0;
  TestClient client("", bytes ? Json{{"general", {{"positionEncodings", {"utf-8"}}}}} : Json::object());
  client.Open("file:///none/a.py", "a\nb = '" + StripeKey() + "'\n\xC3\xA9\xC3\xA9\n");
  for (int i = 0; i < 120; ++i) {
    switch (Below(random, 5)) {
      case 0: client.Write(AnyMessage(random)); break;
      case 1: client.Raw(Damaged(random, AnyMessage(random).dump())); break;
      case 2: client.stream() << Damaged(random, "garbage\r\nContent-Length: x\r\n") << "\r\n\r\n"; break;
      default: client.Write(AnyEdit(random, i)); break;
    }
  }
  const int id = client.Ask("textDocument/documentColor", Json::object());
  client.Run();
  EXPECT_EQ(client.Answer(id)["error"]["code"], -32601);
  EXPECT_THAT(client.output, ::testing::Not(::testing::HasSubstr(StripeKey())));
}

INSTANTIATE_TEST_SUITE_P(Seeds, ProtocolFuzz, ::testing::Range(0U, 40U));

TEST(ProtocolFuzz, DeepNestingIsNoTrouble) {
  TestClient client;
  client.Raw(std::string(200'000, '['));
  client.Raw(std::string(100'000, '[') + std::string(100'000, ']'));
  const int id = client.Ask("textDocument/hover", Json::object());
  client.Run();
  EXPECT_EQ(client.Answer(id)["error"]["code"], -32602);
}

}  // namespace
}  // namespace keylint
