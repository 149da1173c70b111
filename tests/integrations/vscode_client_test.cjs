// SPDX-License-Identifier: Apache-2.0
// The VS Code extension, as packaged, in an editor that is played here: the
// real vscode-languageclient talks to the real keylint, the `vscode` module
// is a stand-in with one document. Run by vscode_client_test.sh.
'use strict';
const Module = require('module');
const fs = require('fs');
const path = require('path');
const url = require('url');

const key = 'sk_live' + '_' + 'Q7hT2mXv9LpRz4WcK8sJ3nYb';
let failures = 0;
const check = (name, ok, detail) => {
  if (!ok) failures += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}${ok ? '' : ' ' + JSON.stringify(detail)}`);
};

class Disposable {
  constructor(dispose = () => {}) { this.dispose = dispose; }
  static from() { return new Disposable(); }
}
class EventEmitter {
  constructor() {
    this.listeners = new Set();
    this.event = (listener, self) => {
      const bound = self ? listener.bind(self) : listener;
      this.listeners.add(bound);
      return new Disposable(() => this.listeners.delete(bound));
    };
  }
  fire(event) { return Promise.all([...this.listeners].map((listener) => listener(event))); }
  dispose() { this.listeners.clear(); }
}
class Uri {
  constructor(text) { this.text = text; this.scheme = text.split(':')[0]; }
  static file(file) { return new Uri(url.pathToFileURL(file).href); }
  static parse(text) { return new Uri(text); }
  get path() { return decodeURIComponent(new URL(this.text).pathname); }
  get fsPath() { return url.fileURLToPath(this.text); }
  toString() { return this.text; }
}
class Position { constructor(line, character) { this.line = line; this.character = character; } }
class Range {
  constructor(...of) {
    [this.start, this.end] = of.length === 2 ? of : [new Position(of[0], of[1]), new Position(of[2], of[3])];
  }
}
class Diagnostic { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } }

const folder = process.cwd();
const file = path.join(folder, 'app.py');
fs.writeFileSync(file, 'k = 1\n');
let text = fs.readFileSync(file, 'utf8');
const document = {
  uri: Uri.file(file), fileName: file, languageId: 'python', version: 1, isClosed: false, isDirty: false,
  getText: () => text,
};
const events = new Map();
const event = (name) => {
  if (!events.has(name)) events.set(name, new EventEmitter());
  return events.get(name);
};
const shown = new Map();
const commands = new Map();
const settings = { path: process.env.KEYLINT, arguments: [], only: [], skip: [], workspace: true, ast: true, debounceMs: 0 };
const changed = new EventEmitter();

// Whatever the client looks for and this test does not play: events that
// never come, registrations that do nothing, classes that are empty.
const play = (known) => new Proxy(known, {
  get: (target, name) => {
    if (name in target || typeof name === 'symbol') return target[name];
    if (/^on[A-Z]/.test(name)) return event(name).event;
    if (/^[A-Z]/.test(name)) return (target[name] = class {});
    return (target[name] = () => new Disposable());
  },
});
const vscode = play({
  version: '1.99.0', Disposable, EventEmitter, Uri, Position, Range, Diagnostic,
  CancellationTokenSource: class { constructor() { this.token = { isCancellationRequested: false, onCancellationRequested: new EventEmitter().event }; } cancel() {} dispose() {} },
  CancellationError: class extends Error {},
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  DiagnosticTag: { Unnecessary: 1, Deprecated: 2 },
  CodeActionKind: { QuickFix: { value: 'quickfix', append: () => ({}) }, Empty: { value: '', append: () => ({}) }, Refactor: { value: 'refactor' } },
  SymbolKind: {}, CompletionItemKind: {}, CompletionItemTag: {}, SymbolTag: {}, FileType: {}, TextDocumentSaveReason: {}, EndOfLine: { LF: 1, CRLF: 2 },
  env: { language: 'en', appName: 'test', machineId: 'x', sessionId: 'x', uriScheme: 'vscode' },
  languages: play({
    match: () => 10,
    createDiagnosticCollection: (name) => ({
      name, set: (uri, diagnostics) => shown.set(uri.toString(), diagnostics || []), delete: (uri) => shown.delete(uri.toString()),
      clear: () => shown.clear(), has: (uri) => shown.has(uri.toString()), get: (uri) => shown.get(uri.toString()), forEach: () => {}, dispose: () => shown.clear(),
    }),
  }),
  workspace: play({
    textDocuments: [document], notebookDocuments: [], workspaceFolders: [{ uri: Uri.file(folder), name: 'project', index: 0 }], name: 'project', isTrusted: true,
    getWorkspaceFolder: () => ({ uri: Uri.file(folder), name: 'project', index: 0 }),
    getConfiguration: () => ({ ...settings, get: (name, fallback) => settings[name] ?? fallback, has: (name) => name in settings, inspect: () => undefined }),
    createFileSystemWatcher: () => play({ dispose: () => {} }),
    onDidChangeConfiguration: changed.event, fs: play({}),
  }),
  window: play({
    visibleTextEditors: [{ document }], activeTextEditor: { document }, tabGroups: play({ all: [] }), state: { focused: true },
    createOutputChannel: () => play({ logLevel: 0 }),
    showErrorMessage: async (message) => { console.log('shown: ' + message); },
  }),
  commands: play({
    registerCommand: (name, run) => { commands.set(name, run); return new Disposable(() => commands.delete(name)); },
    executeCommand: async (name, ...rest) => commands.get(name)?.(...rest),
  }),
});
const load = Module._load;
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest));

const until = async (test) => {
  for (let i = 0; i < 250 && !test(); i += 1) await new Promise((wake) => setTimeout(wake, 20));
  return test();
};

(async () => {
  const extension = require(path.join(process.argv[2], 'extension.js'));
  const context = { subscriptions: [] };
  await extension.activate(context);
  const type = (added) => {
    const end = new Position(0, text.length - 1);
    text = text.slice(0, -1) + added + '\n';
    document.version += 1;
    return event('onDidChangeTextDocument').fire({ document, contentChanges: [{ range: new Range(end, end), rangeOffset: 0, rangeLength: 0, text: added }], reason: undefined });
  };
  await type(`; k = "${key}"`);
  const of = () => shown.get(document.uri.toString()) || [];
  check('a typed key is shown', await until(() => of().length === 1), of());
  check('as an error of keylint', of()[0]?.severity === 0 && of()[0]?.source === 'keylint', of()[0]);
  check('at its place', of()[0]?.range.start.line === 0 && of()[0]?.range.start.character === text.indexOf(key), of()[0]?.range);
  check('without the key', !JSON.stringify([...shown]).includes(key));

  settings.skip = ['leaked-key'];
  await changed.fire({ affectsConfiguration: (section) => section === 'keylint' });
  check('a changed setting counts', await until(() => of().length === 0), of());
  settings.skip = [];
  await changed.fire({ affectsConfiguration: (section) => section === 'keylint' });
  check('and back', await until(() => of().length === 1), of());

  check('the restart command is there', commands.has('keylint.restart'), [...commands.keys()]);
  await commands.get('keylint.restart')();
  check('and the finding after it', await until(() => of().length === 1), of());
  check('the command for the baseline is registered', commands.has('keylint.acceptInBaseline'), [...commands.keys()]);
  await extension.deactivate();
  console.log(failures === 0 ? 'all passed' : `${failures} failed`);
  process.exit(failures === 0 ? 0 : 1);
})().catch((error) => { console.log('FAILED: ' + error.stack); process.exit(1); });
