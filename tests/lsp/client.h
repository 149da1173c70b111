// SPDX-License-Identifier: Apache-2.0
// A language client for tests: writes messages, runs the server, reads all.
#pragma once

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "lint/lsp/framing.h"
#include "lint/lsp/server.h"
#include "lint/lsp/text.h"
#include "lint/ruleset/builtin.h"

namespace keylint {

using Json = nlohmann::json;

/// Made here, so that the tree holds no key.
inline std::string StripeKey() { return std::string("sk_live") + "_" + "Q7hT2mXv9LpRz4WcK8sJ3nYb"; }

/// A folder for one test.
class TestFolder {
 public:
  TestFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "keylint-lsp-XXXXXX").string();
    path_ = std::filesystem::canonical(mkdtemp(name.data())).string();
  }
  ~TestFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = std::filesystem::path(path_) / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return path.string();
  }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

class TestClient {
 public:
  explicit TestClient(const std::string& root = "", Json capabilities = Json::object(), Json options = Json()) {
    Json params = {{"processId", nullptr}, {"capabilities", std::move(capabilities)}, {"rootUri", nullptr}};
    if (!root.empty()) params["workspaceFolders"] = Json::array({{{"uri", UriOfPath(root)}, {"name", "x"}}});
    if (!options.is_null()) params["initializationOptions"] = std::move(options);
    Ask("initialize", std::move(params));
    Tell("initialized", Json::object());
  }

  int Ask(const std::string& method, Json params) {
    Write({{"jsonrpc", "2.0"}, {"id", ++id_}, {"method", method}, {"params", std::move(params)}});
    return id_;
  }
  void Tell(const std::string& method, Json params) {
    Write({{"jsonrpc", "2.0"}, {"method", method}, {"params", std::move(params)}});
  }
  void Open(const std::string& uri, const std::string& text, int version = 1) {
    Tell("textDocument/didOpen",
         {{"textDocument", {{"uri", uri}, {"languageId", "x"}, {"version", version}, {"text", text}}}});
  }
  void Write(const Json& message) { Raw(message.dump()); }
  void Raw(const std::string& content) { WriteMessage(in_, content); }
  std::stringstream& stream() { return in_; }

  /// Serves what was written; call once.
  void Run(LspSettings settings = {}) {
    settings.debounce = std::chrono::milliseconds(0);
    settings.finish_at_end = true;
    std::ostringstream out;
    exit_code = ServeLsp(in_, out, BuiltinRules(), std::move(settings));
    output = out.str();
    std::istringstream answers(output);
    MessageReader reader(answers);
    std::string content;
    while (reader.Next(content) == MessageReader::Outcome::kMessage) messages.push_back(Json::parse(content));
  }

  const Json& Answer(int id) const {
    static const Json kNone;
    for (const Json& message : messages) {
      if (message.contains("id") && message["id"] == id) return message;
    }
    return kNone;
  }
  /// The last diagnostics of a document.
  Json Diagnostics(const std::string& uri) const {
    Json last;
    for (const Json& message : messages) {
      if (message.value("method", "") == "textDocument/publishDiagnostics" && message["params"]["uri"] == uri) {
        last = message["params"];
      }
    }
    return last;
  }

  std::vector<Json> messages;
  std::string output;
  int exit_code = -1;

 private:
  std::stringstream in_;
  int id_ = 0;
};

}  // namespace keylint
