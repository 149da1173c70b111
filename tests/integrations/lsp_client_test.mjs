// SPDX-License-Identifier: Apache-2.0
// `keylint lsp` with the client library of VS Code (vscode-languageserver-
// protocol, vscode-jsonrpc). Run by lsp_client_test.sh in an empty repository.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const require = createRequire(join(process.env.KEYLINT_NODE_MODULES, 'package.json'));
const rpc = require('vscode-jsonrpc/node');
const lsp = require('vscode-languageserver-protocol');
// Made here, so that this file holds no key.
const key = 'sk_live' + '_' + 'Q7hT2mXv9LpRz4WcK8sJ3nYb';
let failures = 0;
const check = (name, ok, detail) => {
  if (!ok) failures += 1;
  console.log(`${ok ? 'ok' : 'FAILED'}: ${name}${ok ? '' : ' ' + JSON.stringify(detail)}`);
};

const folder = process.cwd();
const uriOf = (path) => pathToFileURL(join(folder, path)).href;
let said = '';

async function start(capabilities = {}, initializationOptions = undefined) {
  const server = spawn(process.env.KEYLINT, ['lsp'], { stdio: ['pipe', 'pipe', 'inherit'] });
  server.stdout.on('data', (data) => { said += data; });
  const connection = rpc.createMessageConnection(new rpc.StreamMessageReader(server.stdout), new rpc.StreamMessageWriter(server.stdin));
  const published = new Map();
  const waiting = [];
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, (params) => {
    published.set(params.uri, params);
    for (const wake of waiting.splice(0)) wake();
  });
  connection.listen();
  const answer = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid, rootUri: uriOf('.'), capabilities, initializationOptions,
    workspaceFolders: [{ uri: uriOf('.'), name: 'project' }],
  });
  connection.sendNotification(lsp.InitializedNotification.type, {});
  // Until the diagnostics of `uri` are as `test` wants them, or five seconds.
  const until = async (uri, test) => {
    const end = performance.now() + 5000;
    while (performance.now() < end) {
      const params = published.get(uri);
      if (params && test(params)) return params;
      await Promise.race([new Promise((wake) => waiting.push(wake)), new Promise((wake) => setTimeout(wake, 50))]);
    }
    return published.get(uri);
  };
  const open = (uri, text, version = 1, languageId = 'plaintext') =>
    connection.sendNotification(lsp.DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version, text } });
  const change = (uri, version, contentChanges) =>
    connection.sendNotification(lsp.DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  const stop = async () => {
    await connection.sendRequest(lsp.ShutdownRequest.type);
    const ended = new Promise((done) => server.on('exit', done));
    connection.sendNotification(lsp.ExitNotification.type);
    return ended;
  };
  return { connection, answer, published, until, open, change, stop, server };
}

const at = (line, character) => ({ line, character });
const has = (count) => (params) => params.diagnostics.length === count;

// --- UTF-16, edits, hover, actions ---
{
  const client = await start();
  check('UTF-16 unless asked otherwise', client.answer.capabilities.positionEncoding === 'utf-16', client.answer);
  const uri = uriOf('a.py');
  writeFileSync('a.py', '');
  client.open(uri, "import os\nk = '😀'; t = 1\n", 1, 'python');
  client.change(uri, 2, [{ range: { start: at(1, 14), end: at(1, 15) }, text: `'${key}'` }]);
  const seen = await client.until(uri, (params) => params.version === 2 && params.diagnostics.length === 1);
  check('a key typed behind an emoji is seen', seen?.diagnostics.length === 1, seen);
  check('at its UTF-16 place', seen?.diagnostics[0]?.range.start.character === 15 && seen.diagnostics[0].range.end.character === 15 + key.length, seen?.diagnostics[0]?.range);
  const place = seen.diagnostics[0].range.start;
  const hover = await client.connection.sendRequest(lsp.HoverRequest.type, { textDocument: { uri }, position: at(place.line, place.character + 3) });
  check('hover names the key, its mode and privilege', /Stripe live secret key/.test(hover?.contents?.value) && /mode: live/.test(hover.contents.value) && /privilege: secret/.test(hover.contents.value), hover);
  const actions = await client.connection.sendRequest(lsp.CodeActionRequest.type, {
    textDocument: { uri }, range: seen.diagnostics[0].range, context: { diagnostics: seen.diagnostics } });
  const titled = (part) => actions.find((action) => action.title.includes(part));
  check('three actions: environment, comment, baseline', titled('environment variable') && titled('with a reason') && titled('in the baseline'), actions.map((a) => a.title));
  const command = titled('in the baseline').command;
  await client.connection.sendRequest(lsp.ExecuteCommandRequest.type, { command: command.command, arguments: command.arguments });
  check('accepting in the baseline takes the diagnostic away', (await client.until(uri, has(0)))?.diagnostics.length === 0, client.published.get(uri));
  check('and writes the file, without the key', existsSync('.keylint-baseline.json') && !readFileSync('.keylint-baseline.json', 'utf8').includes(key));
  writeFileSync('.keylint-baseline.json', readFileSync('.keylint-baseline.json', 'utf8'));

  // Several edits in one message, and a whole new text.
  const two = uriOf('b.py');
  client.open(two, 'a\nb\nc\n', 1, 'python');
  client.change(two, 2, [
    { range: { start: at(0, 0), end: at(0, 1) }, text: 'x = 1' },
    { range: { start: at(2, 0), end: at(2, 1) }, text: `k = "${key.replace('Q7', 'Z8')}"` },
    { range: { start: at(1, 0), end: at(2, 0) }, text: '' },
  ]);
  const edited = await client.until(two, (params) => params.version === 2 && params.diagnostics.length === 1);
  check('edits apply one after the other', edited?.diagnostics[0]?.range.start.line === 1, edited);
  client.change(two, 3, [{ text: 'nothing\n' }]);
  check('a whole text replaces it', (await client.until(two, (params) => params.version === 3))?.diagnostics.length === 0);

  // A cancelled request is answered, and the next one, too.
  const source = new rpc.CancellationTokenSource();
  const cancelled = client.connection.sendRequest(lsp.HoverRequest.type, { textDocument: { uri }, position: at(0, 0) }, source.token).then(() => 'answer', (error) => error.code);
  source.cancel();
  check('cancellation is answered', [lsp.LSPErrorCodes.RequestCancelled, 'answer'].includes(await cancelled));
  check('unknown requests are refused', await client.connection.sendRequest('keylint/unknown', {}).catch((error) => error.code) === rpc.ErrorCodes.MethodNotFound);

  // Configuration.
  const three = uriOf('c.py');
  client.open(three, `k = "${key.replace('Q7', 'Y9')}"\n`, 1, 'python');
  await client.until(three, has(1));
  client.connection.sendNotification(lsp.DidChangeConfigurationNotification.type, { settings: { keylint: { skip: ['leaked-key'] } } });
  check('a changed setting counts at once', (await client.until(three, has(0)))?.diagnostics.length === 0);
  client.connection.sendNotification(lsp.DidChangeConfigurationNotification.type, { settings: { keylint: { skip: [] } } });
  check('and back', (await client.until(three, has(1)))?.diagnostics.length === 1);

  // What only the project shows, in a file that is not open.
  mkdirSync('deploy', { recursive: true });
  writeFileSync('deploy/.env.production', `APP_ENV=production\nSTRIPE_SECRET_KEY=${key.replace('live', 'test')}\n`);
  client.connection.sendNotification(lsp.DidSaveTextDocumentNotification.type, { textDocument: { uri: three } });
  const closed = await client.until(uriOf('deploy/.env.production'), (params) => params.diagnostics.length > 0);
  check('saving shows what only the project shows', closed?.diagnostics.some((d) => d.code === 'environment/test-key-in-production'), closed);
  check('the server ends with 0', await client.stop() === 0);
}

// --- UTF-8, and a long file ---
{
  const client = await start({ general: { positionEncodings: ['utf-8', 'utf-16'] } }, { debounceMs: 0 });
  check('UTF-8 when the client can', client.answer.capabilities.positionEncoding === 'utf-8', client.answer);
  const uri = uriOf('long.py');
  const lines = Array.from({ length: 5000 }, (_, i) => `value_${i} = compute("item", ${i})  # a line like many others`);
  lines[2499] = `é = "${key.replace('Q7', 'X6').slice(0, -1)}"`;
  client.open(uri, lines.join('\n') + '\n', 1, 'python');
  await client.until(uri, (params) => params.version === 1);
  const column = Buffer.byteLength(lines[2499]) - 1;
  const cpu = () => {
    const fields = readFileSync(`/proc/${client.server.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;  // ms, of 100 ticks a second
  };
  const times = [];
  const before = cpu();
  let version = 1;
  const rounds = 40;
  for (let i = 0; i < rounds; i += 1) {
    const begun = performance.now();
    client.change(uri, ++version, [{ range: { start: at(2499, column), end: at(2499, column) }, text: key.slice(-1) }]);
    const now = version;
    const params = await client.until(uri, (p) => p.version === now);
    times.push(performance.now() - begun);
    if (i === 0) check('the last letter of a key, in UTF-8 columns', params.diagnostics.some((d) => d.severity === 1 && d.range.start.character === 6), params);
    client.change(uri, ++version, [{ range: { start: at(2499, column), end: at(2499, column + 1) }, text: '' }]);
    const back = version;
    await client.until(uri, (p) => p.version === back);
  }
  times.sort((a, b) => a - b);
  console.log(`5,000 lines: keystroke to diagnostics, wall: median ${times[rounds / 2].toFixed(1)} ms, worst ${times[rounds - 1].toFixed(1)} ms; ` +
              `the server's processor time: ${((cpu() - before) / (2 * rounds)).toFixed(1)} ms a keystroke`);
  check('the server ends with 0', await client.stop() === 0);
}

check('no message held the key', !said.includes(key) && !said.includes(key.slice(7)));
console.log(failures === 0 ? 'all passed' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
