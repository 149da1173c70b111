// SPDX-License-Identifier: Apache-2.0
// Starts `keylint lsp` and hands it every document.
'use strict';
const vscode = require('vscode');
const { LanguageClient } = require('vscode-languageclient/node');

let client;

function settings() {
  const { only, skip, workspace, ast, debounceMs } = vscode.workspace.getConfiguration('keylint');
  return { only, skip, workspace, ast, debounceMs };
}

async function start() {
  const configuration = vscode.workspace.getConfiguration('keylint');
  const server = { command: configuration.get('path'), args: ['lsp', ...configuration.get('arguments')] };
  client = new LanguageClient('keylint', 'keylint', server, {
    documentSelector: [{ scheme: 'file' }, { scheme: 'untitled' }],
    initializationOptions: settings(),
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher('**/{.keylint.toml,.keylint-baseline.json}') },
  });
  await client.start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand('keylint.restart', async () => {
      await deactivate();
      await start();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (client && event.affectsConfiguration('keylint')) {
        client.sendNotification('workspace/didChangeConfiguration', { settings: { keylint: settings() } });
      }
    }),
  );
  await start();
}

function deactivate() {
  const running = client;
  client = undefined;
  return running ? running.stop() : undefined;
}

module.exports = { activate, deactivate };
