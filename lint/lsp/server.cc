// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/server.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "lint/base/nesting.h"
#include "lint/decode/decode.h"
#include "lint/lsp/actions.h"
#include "lint/lsp/analysis.h"
#include "lint/lsp/framing.h"
#include "lint/lsp/messages.h"
#include "lint/lsp/text.h"
#include "lint/report/escape.h"

namespace keylint {
namespace {

using Clock = std::chrono::steady_clock;

// Of JSON-RPC and the protocol.
constexpr int kParseError = -32700;
constexpr int kInvalidRequest = -32600;
constexpr int kMethodNotFound = -32601;
constexpr int kInvalidParams = -32602;
constexpr int kInternalError = -32603;
constexpr int kNotInitialized = -32002;
constexpr int kRequestCancelled = -32800;

// Expiry is judged by the hour in which a scanner was made.
constexpr std::chrono::hours kJudgeLives{1};
constexpr std::size_t kMaxDiagnostics = 1000;   // For each file.
constexpr const char* kAcceptCommand = "keylint.acceptInBaseline";
constexpr std::size_t kMaxClosedFiles = 500;    // With findings of the project.

struct Event {
  enum class Kind { kMessage, kMalformed, kWorkspace, kUnit, kEnd };
  Kind kind = Kind::kMessage;
  Json message;
  bool cancelled = false;
  std::string text;                 // kMalformed: what is wrong. kWorkspace: the root. kUnit: the file's URI.
  std::vector<Finding> findings;    // kWorkspace, kUnit.
  bool was_cut = false;
};

// From the reading and scanning threads to the answering one.
class Inbox {
 public:
  void Push(Event event) {
    const std::lock_guard lock(mutex_);
    events_.push_back(std::move(event));
    arrived_.notify_one();
  }
  /// Nothing when `until` passed first.
  std::optional<Event> Pop(std::optional<Clock::time_point> until) {
    std::unique_lock lock(mutex_);
    const auto ready = [this] { return !events_.empty(); };
    if (!until) arrived_.wait(lock, ready);
    else if (!arrived_.wait_until(lock, *until, ready)) return std::nullopt;
    Event event = std::move(events_.front());
    events_.pop_front();
    return event;
  }
  /// Marks the waiting request `id`.
  void Cancel(const Json& id) {
    const std::lock_guard lock(mutex_);
    for (Event& event : events_) {
      if (event.kind == Event::Kind::kMessage && event.message.contains("method") && Get(event.message, "id") == id) {
        event.cancelled = true;
      }
    }
  }

 private:
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Event> events_;
};

// A scanner with what it borrows.
struct Judge {
  std::unique_ptr<LspProject> project;   // Null: `own` options, built-in rules.
  ScanOptions own;
  FileTreeOptions tree;
  std::unique_ptr<Scanner> scanner;
  Clock::time_point made = Clock::now();
};

struct OpenDocument {
  std::string file;                    // Absolute path, or empty.
  DocumentPlace place;
  std::string text;
  std::int64_t version = 0;
  std::vector<Finding> findings;       // Of this buffer and the files beside it.
  std::vector<Finding> of_workspace;   // Of the last scan of everything.
  std::vector<Finding> of_unit;        // Of the compiler's view when it was saved.
  std::optional<Clock::time_point> due;
};

void ReadMessages(std::istream& in, Inbox& inbox) {
  MessageReader reader(in);
  std::string content;
  for (;;) {
    const auto outcome = reader.Next(content);
    if (outcome == MessageReader::Outcome::kEnd) break;
    if (outcome == MessageReader::Outcome::kTooLarge) {
      inbox.Push({.kind = Event::Kind::kMalformed, .text = "the message is too large"});
      continue;
    }
    Json message = JsonDepth(content) <= kDeepestJson ? Json::parse(content, nullptr, false) : Json(Json::value_t::discarded);
    if (message.is_discarded()) {
      inbox.Push({.kind = Event::Kind::kMalformed, .text = "the message is not JSON"});
      continue;
    }
    const std::string method = GetString(message, "method");
    if (method == "$/cancelRequest") {
      inbox.Cancel(Get(Get(message, "params"), "id"));
      continue;
    }
    inbox.Push({.message = std::move(message)});
    if (method == "exit") break;
  }
  inbox.Push({.kind = Event::Kind::kEnd});
}

std::vector<std::string> Strings(const Json& json) {
  std::vector<std::string> strings;
  if (!json.is_array()) return strings;
  for (const Json& item : json) {
    if (item.is_string()) strings.push_back(item.get<std::string>());
  }
  return strings;
}

class Server {
 public:
  Server(std::ostream& out, Inbox& inbox, const RuleSet& rules, LspSettings settings)
      : out_(out), inbox_(inbox), rules_(rules), settings_(std::move(settings)) {}
  ~Server() {
    StopWorkspace();
    if (unit_worker_.joinable()) unit_worker_.join();
  }

  int Run() {
    while (!ended_) {
      auto event = inbox_.Pop(NextDue());
      if (event) Take(*event);
      else AnalyseDue(Clock::now());
    }
    return shut_down_ ? 0 : 1;
  }

 private:
  // ---- messages ----

  void Take(Event& event) {
    switch (event.kind) {
      case Event::Kind::kMalformed: return ReplyError(Json(), kParseError, event.text);
      case Event::Kind::kWorkspace: return TakeWorkspace(event);
      case Event::Kind::kUnit: return TakeUnit(event);
      case Event::Kind::kEnd: return End();
      case Event::Kind::kMessage: break;
    }
    const Json& message = event.message;
    if (!message.is_object()) return ReplyError(Json(), kInvalidRequest, "a message is one object");
    const Json& method = Get(message, "method");
    const Json& id = Get(message, "id");
    if (!method.is_string()) {
      if (message.contains("result") || message.contains("error")) return;  // An answer; we ask nothing.
      return ReplyError(id, kInvalidRequest, "a message names its method");
    }
    try {
      if (!message.contains("id")) return Notification(method.get<std::string>(), Get(message, "params"));
      if (event.cancelled) return ReplyError(id, kRequestCancelled, "cancelled");
      Request(id, method.get<std::string>(), Get(message, "params"));
    } catch (const std::exception& error) {
      if (message.contains("id")) ReplyError(id, kInternalError, error.what());
    }
  }

  void Request(const Json& id, const std::string& method, const Json& params) {
    if (method == "initialize") return initialized_ ? ReplyError(id, kInvalidRequest, "initialized already") : Initialize(id, params);
    if (!initialized_) return ReplyError(id, kNotInitialized, "'initialize' comes first");
    if (shut_down_) return ReplyError(id, kInvalidRequest, "the server is shut down");
    if (method == "shutdown") {
      shut_down_ = true;
      return Reply(id, Json());
    }
    if (method == "textDocument/hover") return Hover(id, params);
    if (method == "textDocument/codeAction") return CodeActions(id, params);
    if (method == "workspace/executeCommand") return ExecuteCommand(id, params);
    ReplyError(id, kMethodNotFound, fmt::format("'{}' is not served", method.substr(0, 80)));
  }

  void Notification(const std::string& method, const Json& params) {
    if (!initialized_ || shut_down_) return;
    if (method == "textDocument/didOpen") DidOpen(Get(params, "textDocument"));
    else if (method == "textDocument/didChange") DidChange(params);
    else if (method == "textDocument/didClose") DidClose(params);
    else if (method == "textDocument/didSave") DidSave(params);
    else if (method == "workspace/didChangeConfiguration") DidChangeConfiguration(params);
    else if (method == "workspace/didChangeWorkspaceFolders") DidChangeFolders(Get(params, "event"));
    else if (method == "workspace/didChangeWatchedFiles") ReadProjectsAgain();
  }

  void Send(const Json& message) {
    WriteMessage(out_, message.dump(-1, ' ', false, Json::error_handler_t::replace));
  }
  void Reply(const Json& id, Json result) { Send({{"jsonrpc", "2.0"}, {"id", id}, {"result", std::move(result)}}); }
  void ReplyError(const Json& id, int code, std::string_view text) {
    const Json shown = id.is_string() || id.is_number() ? id : Json();
    Send({{"jsonrpc", "2.0"}, {"id", shown}, {"error", {{"code", code}, {"message", text}}}});
  }

  // ---- life cycle ----

  void Initialize(const Json& id, const Json& params) {
    const Json& capabilities = Get(params, "capabilities");
    for (const std::string& name : Strings(Get(Get(capabilities, "general"), "positionEncodings"))) {
      if (name == "utf-8") encoding_ = PositionEncoding::kUtf8;
    }
    versioned_edits_ = Get(Get(Get(capabilities, "workspace"), "workspaceEdit"), "documentChanges") == Json(true);
    const Json& folders = Get(params, "workspaceFolders");
    if (folders.is_array()) {
      for (const Json& folder : folders) AddFolder(GetString(folder, "uri"));
    } else {
      AddFolder(GetString(params, "rootUri"));
    }
    Configure(Get(params, "initializationOptions"));
    initialized_ = true;
    Reply(id, {{"capabilities",
                {{"positionEncoding", encoding_ == PositionEncoding::kUtf8 ? "utf-8" : "utf-16"},
                 {"textDocumentSync", {{"openClose", true}, {"change", 2}, {"save", {{"includeText", false}}}}},
                 {"hoverProvider", true},
                 {"codeActionProvider", {{"codeActionKinds", {"quickfix"}}}},
                 {"executeCommandProvider", {{"commands", {kAcceptCommand}}}},
                 {"workspace", {{"workspaceFolders", {{"supported", true}, {"changeNotifications", true}}}}}}},
               {"serverInfo", {{"name", "keylint"}, {"version", settings_.version}}}});
  }

  void AddFolder(const std::string& uri) {
    std::string path = PathOfUri(uri);
    while (path.size() > 1 && path.back() == '/') path.pop_back();
    if (!path.empty()) folders_.push_back(std::move(path));
  }

  void DidChangeFolders(const Json& event) {
    const Json& added = Get(event, "added");
    if (added.is_array()) {
      for (const Json& folder : added) AddFolder(GetString(folder, "uri"));
    }
    const Json& removed = Get(event, "removed");
    if (!removed.is_array()) return;
    for (const Json& folder : removed) std::erase(folders_, PathOfUri(GetString(folder, "uri")));
  }

  // {"only": [...], "skip": [...], "workspace": true, "debounceMs": 10}
  void Configure(const Json& options) {
    if (!options.is_object()) return;
    if (options.contains("only")) settings_.scan.selection.only = Strings(options["only"]);
    if (options.contains("skip")) settings_.scan.selection.skip = Strings(options["skip"]);
    const Json& workspace = Get(options, "workspace");
    if (workspace.is_boolean()) settings_.workspace = workspace.get<bool>();
    const Json& ast = Get(options, "ast");
    if (ast.is_boolean()) settings_.ast = ast.get<bool>();
    const Json& debounce = Get(options, "debounceMs");
    if (debounce.is_number_integer()) {
      settings_.debounce = std::chrono::milliseconds(std::clamp<std::int64_t>(debounce.get<std::int64_t>(), 0, 5000));
    }
  }

  void DidChangeConfiguration(const Json& params) {
    const Json& settings = Get(params, "settings");
    Configure(settings.contains("keylint") ? Get(settings, "keylint") : settings);
    ReadProjectsAgain();
  }

  void End() {
    if (settings_.finish_at_end) {
      AnalyseDue(Clock::time_point::max());
      while (worker_.joinable()) {
        worker_.join();
        auto event = inbox_.Pop(Clock::now());
        if (event && event->kind == Event::Kind::kWorkspace) TakeWorkspace(*event);
        if (event && event->kind == Event::Kind::kUnit) TakeUnit(*event);
      }
      while (unit_worker_.joinable()) {
        unit_worker_.join();
        auto event = inbox_.Pop(Clock::now());
        if (event && event->kind == Event::Kind::kUnit) TakeUnit(*event);
      }
    }
    StopWorkspace();
    ended_ = true;
  }

  // ---- projects ----

  std::unique_ptr<Judge> MakeJudge(const std::string& root) {
    auto judge = std::make_unique<Judge>();
    judge->own = settings_.scan;
    judge->own.whole_repairs = true;
    judge->tree = settings_.home;
    if (settings_.open_project && !root.empty()) {
      auto project = settings_.open_project(root, settings_.scan.selection);
      if (project) {
        judge->project = std::move(*project);
        judge->tree.exclude = judge->project->exclude();
      } else {
        const Error& error = project.error();
        Complain(error.path.empty() ? error.message : error.path + ": " + error.message);
      }
    }
    const LspProject* project = judge->project.get();
    judge->scanner = std::make_unique<Scanner>(project != nullptr ? project->rules() : rules_,
                                               project != nullptr ? project->options() : judge->own);
    return judge;
  }

  const Judge& JudgeFor(const std::string& root) {
    std::unique_ptr<Judge>& judge = judges_[root];
    const bool stale = judge && Clock::now() - judge->made > kJudgeLives;
    if (!judge || stale) judge = MakeJudge(root);
    return *judge;
  }

  // A configuration or a baseline is another one now.
  void ReadProjectsAgain() {
    judges_.clear();
    for (auto& [uri, document] : documents_) Locate(document);
    MakeAllDue();
  }

  void Locate(OpenDocument& document) {
    if (document.file.empty()) return;
    const std::string root = RootOf(document.file, folders_);
    document.place = PlaceOf(document.file, root, JudgeFor(root).tree);
  }

  void Complain(const std::string& text) {
    Send({{"jsonrpc", "2.0"}, {"method", "window/showMessage"},
          {"params", {{"type", 1}, {"message", "keylint: " + ForTerminal(text)}}}});
  }

  // ---- documents ----

  OpenDocument* Find(const Json& params) {
    const auto found = documents_.find(GetString(Get(params, "textDocument"), "uri"));
    return found == documents_.end() ? nullptr : &found->second;
  }

  static std::int64_t VersionOf(const Json& document) {
    const Json& version = Get(document, "version");
    return version.is_number_integer() ? version.get<std::int64_t>() : 0;
  }

  void DidOpen(const Json& item) {
    const std::string uri = GetString(item, "uri");
    if (uri.empty()) return;
    OpenDocument document;
    document.file = PathOfUri(uri);
    document.text = GetString(item, "text");
    document.version = VersionOf(item);
    if (!document.file.empty()) {
      Locate(document);
      open_texts_[document.file] = document.text;
    } else {
      document.place.path = uri.substr(uri.find_last_of("/:") + 1);
    }
    document.due = Clock::now();
    documents_[uri] = std::move(document);
  }

  void DidChange(const Json& params) {
    OpenDocument* document = Find(params);
    const Json& changes = Get(params, "contentChanges");
    if (document == nullptr || !changes.is_array()) return;
    for (const Json& change : changes) Apply(change, *document);
    document->version = VersionOf(Get(params, "textDocument"));
    if (!document->file.empty()) open_texts_[document->file] = document->text;
    document->due = Clock::now() + settings_.debounce;
  }

  void Apply(const Json& change, OpenDocument& document) const {
    const Json& text = Get(change, "text");
    if (!text.is_string()) return;
    if (!change.contains("range") || change["range"].is_null()) {
      document.text = text.get<std::string>();
      document.of_workspace.clear();
      document.of_unit.clear();
      return;
    }
    const LineIndex lines(document.text);
    const auto span = ReadRange(change["range"], {document.text, lines, encoding_});
    if (!span) return;
    const auto& added = text.get_ref<const std::string&>();
    document.text.replace(span->begin, span->end - span->begin, added);
    for (auto* findings : {&document.of_workspace, &document.of_unit}) {
      std::erase_if(*findings, [&](Finding& finding) { return !MoveSpan(finding.where.span, *span, added.size()); });
    }
  }

  void DidClose(const Json& params) {
    const std::string uri = GetString(Get(params, "textDocument"), "uri");
    const auto found = documents_.find(uri);
    if (found == documents_.end()) return;
    const OpenDocument closed = std::move(found->second);
    documents_.erase(found);
    open_texts_.erase(closed.file);
    const auto kept = closed_findings_.find(closed.file);
    if (kept == closed_findings_.end()) PublishNothing(uri);
    else PublishClosed(closed.file, closed.place.root, kept->second);
  }

  static bool IsOfTheProject(const std::string& file) {
    return file.ends_with("/.keylint.toml") || file.ends_with("/.keylint-baseline.json") || file.ends_with("/.gitignore");
  }

  void DidSave(const Json& params) {
    OpenDocument* document = Find(params);
    if (document == nullptr) return;
    if (IsOfTheProject(document->file)) ReadProjectsAgain();
    Locate(*document);
    MakeAllDue();  // Other buffers may be judged by this file.
    if (settings_.workspace && !document->place.root.empty()) StartWorkspace(document->place.root);
    if (settings_.ast && settings_.run_ast && IsCompiled(*document)) StartUnit(GetString(Get(params, "textDocument"), "uri"), *document);
  }

  static bool IsCompiled(const OpenDocument& document) {
    if (document.place.root.empty() || document.place.excluded) return false;
    const Format format = FormatOf(document.place.path, document.text);
    return format == Format::kCFamily || format == Format::kObjectiveC;
  }

  void MakeAllDue() {
    for (auto& [uri, document] : documents_) document.due = Clock::now();
  }

  std::optional<Clock::time_point> NextDue() const {
    std::optional<Clock::time_point> next;
    for (const auto& [uri, document] : documents_) {
      if (document.due && (!next || *document.due < *next)) next = document.due;
    }
    return next;
  }

  void AnalyseDue(Clock::time_point now) {
    for (auto& [uri, document] : documents_) {
      if (document.due && *document.due <= now) Analyse(uri, document);
    }
  }

  void Analyse(const std::string& uri, OpenDocument& document) {
    document.due.reset();
    document.findings = AnalyseBuffer(*JudgeFor(document.place.root).scanner, document.place, document.text, open_texts_);
    Publish(uri, document);
  }

  // What is shown: of the buffer, and what only the workspace showed.
  static std::vector<const Finding*> Shown(const OpenDocument& document) {
    std::vector<const Finding*> shown;
    for (const Finding& finding : document.findings) shown.push_back(&finding);
    const auto add = [&](const Finding& finding) {
      const bool known = std::any_of(shown.begin(), shown.end(), [&](const Finding* other) {
        return other->rule_id == finding.rule_id && other->where.span.Overlaps(finding.where.span);
      });
      if (!known && finding.where.span.end <= document.text.size()) shown.push_back(&finding);
    };
    for (const Finding& finding : document.of_workspace) {
      if (finding.family() == "environment" || finding.family() == "scope") add(finding);
    }
    for (const Finding& finding : document.of_unit) add(finding);
    if (shown.size() > kMaxDiagnostics) shown.resize(kMaxDiagnostics);
    return shown;
  }

  void Publish(const std::string& uri, const OpenDocument& document) {
    const LineIndex lines(document.text);
    const TextView view{document.text, lines, encoding_};
    Json diagnostics = Json::array();
    for (const Finding* finding : Shown(document)) {
      diagnostics.push_back(DiagnosticOf(*finding, &view, document.place.root));
    }
    SendDiagnostics(uri, std::move(diagnostics), document.version);
  }

  void PublishClosed(const std::string& file, const std::string& root, const std::vector<Finding>& findings) {
    Json diagnostics = Json::array();
    for (const Finding& finding : findings) {
      if (diagnostics.size() == kMaxDiagnostics) break;
      diagnostics.push_back(DiagnosticOf(finding, nullptr, root));
    }
    SendDiagnostics(UriOfPath(file), std::move(diagnostics), std::nullopt);
  }

  void PublishNothing(const std::string& uri) { SendDiagnostics(uri, Json::array(), std::nullopt); }

  void SendDiagnostics(const std::string& uri, Json diagnostics, std::optional<std::int64_t> version) {
    Json params = {{"uri", uri}, {"diagnostics", std::move(diagnostics)}};
    if (version) params["version"] = *version;
    Send({{"jsonrpc", "2.0"}, {"method", "textDocument/publishDiagnostics"}, {"params", std::move(params)}});
  }

  // ---- requests ----

  // Answers speak of the text as it is now.
  OpenDocument* UpToDate(const Json& params) {
    OpenDocument* document = Find(params);
    if (document != nullptr && document->due) Analyse(GetString(Get(params, "textDocument"), "uri"), *document);
    return document;
  }

  void Hover(const Json& id, const Json& params) {
    const OpenDocument* document = UpToDate(params);
    const auto position = ReadPosition(Get(params, "position"));
    if (!position) return ReplyError(id, kInvalidParams, "hover takes a position");
    if (document == nullptr) return Reply(id, Json());
    const LineIndex lines(document->text);
    const TextView view{document->text, lines, encoding_};
    const std::size_t at = OffsetAt(view.text, lines, *position, encoding_);
    std::string text;
    Json range;
    for (const Finding* finding : Shown(*document)) {
      if (at < finding->where.span.begin || at > finding->where.span.end) continue;
      if (range.is_null()) range = RangeOf(finding->where.span, view);
      text += (text.empty() ? "" : "\n---\n\n") + HoverText(*finding);
    }
    if (text.empty()) return Reply(id, Json());
    Reply(id, {{"contents", {{"kind", "markdown"}, {"value", text}}}, {"range", range}});
  }

  void CodeActions(const Json& id, const Json& params) {
    const OpenDocument* document = UpToDate(params);
    if (document == nullptr) return Reply(id, Json::array());
    const LineIndex lines(document->text);
    const TextView view{document->text, lines, encoding_};
    const auto range = ReadRange(Get(params, "range"), view);
    if (!range) return ReplyError(id, kInvalidParams, "codeAction takes a range");
    const auto kinds = Strings(Get(Get(params, "context"), "only"));
    if (!kinds.empty() && std::find(kinds.begin(), kinds.end(), "quickfix") == kinds.end()) return Reply(id, Json::array());
    const std::string uri = GetString(Get(params, "textDocument"), "uri");
    const auto version = versioned_edits_ ? std::optional(document->version) : std::nullopt;
    Json actions = Json::array();
    for (const Finding* finding : Shown(*document)) {
      if (finding->where.span.end < range->begin || range->end < finding->where.span.begin) continue;
      const Json diagnostic = DiagnosticOf(*finding, &view, document->place.root);
      for (const Action& action : ActionsFor(*finding, view.text, lines, rules_)) {
        actions.push_back(CodeActionOf(action, view, uri, version, diagnostic));
      }
      if (JudgeFor(document->place.root).project != nullptr) {
        actions.push_back({{"title", fmt::format("Accept {} in the baseline", finding->rule_id)},
                           {"kind", "quickfix"},
                           {"diagnostics", Json::array({diagnostic})},
                           {"command", {{"title", "Accept in the baseline"},
                                        {"command", kAcceptCommand},
                                        {"arguments", Json::array({{{"uri", uri}, {"fingerprint", finding->fingerprint}}})}}}});
      }
    }
    Reply(id, std::move(actions));
  }

  void ExecuteCommand(const Json& id, const Json& params) {
    const Json& arguments = Get(params, "arguments");
    if (GetString(params, "command") != kAcceptCommand || !arguments.is_array() || arguments.empty()) {
      return ReplyError(id, kInvalidParams, fmt::format("'{}' with an argument is the one command", kAcceptCommand));
    }
    const auto found = documents_.find(GetString(arguments[0], "uri"));
    if (found == documents_.end()) return ReplyError(id, kInvalidParams, "the document is not open");
    OpenDocument& document = found->second;
    if (document.due) Analyse(found->first, document);
    const std::string mark = GetString(arguments[0], "fingerprint");
    for (const Finding* finding : Shown(document)) {
      if (finding->fingerprint != mark) continue;
      const Judge& judge = JudgeFor(document.place.root);
      if (judge.project == nullptr) return ReplyError(id, kInvalidParams, "this document belongs to no project");
      const auto added = judge.project->AddToBaseline(*finding);
      if (!added) return ReplyError(id, kInternalError, ForTerminal(added.error().path + ": " + added.error().message));
      Reply(id, Json());
      document.of_workspace.clear();
      document.of_unit.clear();
      return ReadProjectsAgain();
    }
    ReplyError(id, kInvalidParams, "there is no such finding any more");
  }

  // ---- the compiler's view ----

  // One unit at a time; of those saved meanwhile the last.
  void StartUnit(const std::string& uri, const OpenDocument& document) {
    if (unit_runs_) {
      waiting_unit_ = uri;
      return;
    }
    if (unit_worker_.joinable()) unit_worker_.join();
    unit_runs_ = true;
    unit_version_ = document.version;
    unit_worker_ = std::thread([this, uri, file = document.file] {
      Event event{.kind = Event::Kind::kUnit, .text = uri};
      try {
        auto findings = settings_.run_ast(file);
        if (findings) event.findings = std::move(*findings);
        else event.was_cut = true;
      } catch (const std::exception&) {
        event.was_cut = true;
      }
      inbox_.Push(std::move(event));
    });
  }

  void TakeUnit(Event& event) {
    unit_runs_ = false;
    const auto found = documents_.find(event.text);
    if (found != documents_.end() && !event.was_cut && found->second.version == unit_version_) {
      OpenDocument& document = found->second;
      std::erase_if(event.findings, [&](const Finding& finding) {
        return finding.suppressed() || finding.where.path != document.place.path;
      });
      document.of_unit = std::move(event.findings);
      if (!document.due) Publish(found->first, document);
    }
    const auto waiting = documents_.find(std::exchange(waiting_unit_, {}));
    if (waiting != documents_.end() && !ended_) StartUnit(waiting->first, waiting->second);
  }

  // ---- the workspace ----

  void StartWorkspace(const std::string& root) {
    StopWorkspace();
    scan_versions_.clear();
    for (const auto& [uri, document] : documents_) scan_versions_[uri] = document.version;
    workspace_judge_ = MakeJudge(root);  // Its own: a project serves one thread.
    workspace_ = std::make_unique<WorkspaceScan>(root, open_texts_, workspace_judge_->tree);
    worker_ = std::thread([this, scan = workspace_.get(), scanner = workspace_judge_->scanner.get()] {
      Event event{.kind = Event::Kind::kWorkspace, .text = scan->root()};
      try {
        event.findings = scan->Run(*scanner);
      } catch (const std::exception&) {
        event.was_cut = true;  // Out of memory: the buffers' own findings stay.
      }
      event.was_cut = event.was_cut || scan->cancelled();
      inbox_.Push(std::move(event));
    });
  }

  void StopWorkspace() {
    if (!workspace_) return;
    workspace_->Cancel();
    if (worker_.joinable()) worker_.join();
    workspace_.reset();
  }

  void TakeWorkspace(Event& event) {
    if (event.was_cut) return;
    std::map<std::string, std::vector<Finding>> by_file;
    for (Finding& finding : event.findings) {
      by_file[event.text + "/" + finding.where.path.str()].push_back(std::move(finding));
    }
    for (auto& [uri, document] : documents_) {
      if (document.place.root != event.text || scan_versions_[uri] != document.version) continue;
      const auto found = by_file.find(document.file);
      document.of_workspace = found == by_file.end() ? std::vector<Finding>() : found->second;
      if (!document.due) Publish(uri, document);
    }
    ShowClosed(event.text, std::move(by_file));
  }

  void ShowClosed(const std::string& root, std::map<std::string, std::vector<Finding>> by_file) {
    for (auto at = closed_findings_.begin(); at != closed_findings_.end();) {
      const bool stays = !at->first.starts_with(root + "/") || by_file.count(at->first) != 0;
      if (!stays && open_texts_.count(at->first) == 0) PublishNothing(UriOfPath(at->first));
      at = stays ? std::next(at) : closed_findings_.erase(at);
    }
    for (auto& [file, findings] : by_file) {
      if (closed_findings_.size() >= kMaxClosedFiles && closed_findings_.count(file) == 0) continue;
      std::erase_if(findings, [](const Finding& f) { return f.family() != "environment" && f.family() != "scope"; });
      if (findings.empty()) continue;
      if (open_texts_.count(file) == 0) PublishClosed(file, root, findings);
      closed_findings_[file] = std::move(findings);
    }
  }

  std::ostream& out_;
  Inbox& inbox_;
  const RuleSet& rules_;
  LspSettings settings_;
  std::map<std::string, std::unique_ptr<Judge>> judges_;    // By root.
  PositionEncoding encoding_ = PositionEncoding::kUtf16;
  bool versioned_edits_ = false;
  bool initialized_ = false;
  bool shut_down_ = false;
  bool ended_ = false;
  std::vector<std::string> folders_;
  std::map<std::string, OpenDocument> documents_;            // By URI.
  OpenTexts open_texts_;
  std::map<std::string, std::vector<Finding>> closed_findings_;  // By file: of the project.
  std::map<std::string, std::int64_t> scan_versions_;
  std::unique_ptr<Judge> workspace_judge_;
  std::unique_ptr<WorkspaceScan> workspace_;
  std::thread worker_;
  std::thread unit_worker_;
  bool unit_runs_ = false;
  std::int64_t unit_version_ = 0;   // Of the document whose unit runs.
  std::string waiting_unit_;        // URI.
};

}  // namespace

int ServeLsp(std::istream& in, std::ostream& out, const RuleSet& rules, LspSettings settings) {
  // Tied, each read would flush `out` from the reading thread, amid a message.
  in.tie(nullptr);
  Inbox inbox;
  Server server(out, inbox, rules, std::move(settings));
  std::thread reader([&] { ReadMessages(in, inbox); });
  const int code = server.Run();
  reader.join();  // It sent kEnd, so it reads no more.
  return code;
}

}  // namespace keylint
