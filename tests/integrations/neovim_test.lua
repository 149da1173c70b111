-- SPDX-License-Identifier: Apache-2.0
-- Run by neovim_test.sh, in an empty repository.
-- Made here, so that this file holds no key.
local key = 'sk_live' .. '_' .. 'Q7hT2mXv9LpRz4WcK8sJ3nYb'
local failures = 0

local function check(name, ok, detail)
  if not ok then failures = failures + 1 end
  io.write((ok and 'ok: ' or 'FAILED: ') .. name .. ((ok or not detail) and '' or ': ' .. vim.inspect(detail)) .. '\n')
end
local function finish()
  io.write(failures == 0 and 'all passed' or failures .. ' failed')
  vim.cmd(failures == 0 and 'qall!' or 'cquit!')
end
local function write(path, lines)
  vim.fn.mkdir(vim.fn.fnamemodify(path, ':h'), 'p')
  vim.fn.writefile(lines, path)
end
local function wait(condition) return vim.wait(5000, condition, 1) end
local function shown() return vim.diagnostic.get(0) end

local function run()
  write('app.py', { 'import json', 'x = 1', "é = '😀'; k = 2" })
  vim.cmd('edit app.py')
  local client = vim.lsp.start_client({ name = 'keylint', cmd = { vim.env.KEYLINT, 'lsp' }, root_dir = vim.fn.getcwd(),
    flags = { debounce_text_changes = 0 } })
  vim.lsp.buf_attach_client(0, client)
  check('the server starts', wait(function() return vim.lsp.buf_get_clients(0)[client] ~= nil end))

  local two = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]:find('2', 1, true) - 1
  vim.api.nvim_buf_set_text(0, 2, two, 2, two + 1, { "'" .. key .. "'" })
  local line = vim.api.nvim_buf_get_lines(0, 2, 3, false)[1]
  local column = line:find(key, 1, true) - 1
  check('a pasted key is seen', wait(function() return #shown() == 1 end), shown())
  local first = shown()[1] or {}
  check('at its place, behind characters of two units', first.lnum == 2 and (first.col == column), first)
  check('as an error', first.severity == vim.diagnostic.severity.ERROR, first)
  check('without the secret', not vim.inspect(first):find(key, 1, true))

  local params = { textDocument = vim.lsp.util.make_text_document_params(0),
                   position = vim.lsp.util.make_position_params(0, 'utf-16').position }
  vim.api.nvim_win_set_cursor(0, { 3, column + 4 })
  params.position = vim.lsp.util.make_position_params(0, 'utf-16').position
  local hover = vim.lsp.buf_request_sync(0, 'textDocument/hover', params, 3000)
  local text = hover and hover[client] and hover[client].result and hover[client].result.contents.value or ''
  check('hover says what it is', text:find('Stripe live secret key', 1, true) ~= nil, hover)
  check('hover hides the value', not text:find(key, 1, true))

  local range = { start = params.position, ['end'] = params.position }
  local answers = vim.lsp.buf_request_sync(0, 'textDocument/codeAction',
    { textDocument = params.textDocument, range = range, context = { diagnostics = {} } }, 3000)
  local chosen
  for _, action in ipairs(answers and answers[client] and answers[client].result or {}) do
    if action.title:find('environment variable') then chosen = action end
  end
  check('an action reads it from the environment', chosen ~= nil, answers)
  if chosen then
    vim.lsp.util.apply_workspace_edit(chosen.edit, 'utf-16')
    local after = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
    check('and applies', after:find('k = os.environ["STRIPE_SECRET_KEY"]', 1, true) ~= nil and after:find('import os\n', 1, true) ~= nil, after)
    check('the diagnostic goes', wait(function() return #shown() == 0 end), shown())
  end
  vim.cmd('silent write')

  local test_key = 'sk_test' .. '_' .. 'Q7hT2mXv9LpRz4WcK8sJ3nYb'
  write('deploy/.env.production', { 'APP_ENV=production', 'STRIPE_SECRET_KEY=' .. test_key })
  vim.cmd('edit deploy/.env.production')
  vim.lsp.buf_attach_client(0, client)
  check('a test key in production is seen', wait(function()
    for _, d in ipairs(shown()) do if d.code == 'environment/test-key-in-production' then return true end end
    return false
  end), shown())

  -- The project's own configuration counts.
  write('.keylint.toml', { '[[allow]]', 'paths = ["accepted/"]', 'rules = ["leaked-key"]', 'reason = "a sample"', '', '[scan]', 'exclude = ["vendor/"]' })
  vim.cmd('edit .keylint.toml')
  vim.lsp.buf_attach_client(0, client)
  vim.cmd('silent write')
  for _, path in ipairs({ 'accepted/a.py', 'vendor/a.py', 'other/a.py' }) do
    write(path, { "k = '" .. key .. "'" })
    vim.cmd('edit ' .. path)
    vim.lsp.buf_attach_client(0, client)
    local wanted = path == 'other/a.py' and 1 or 0
    vim.wait(300, function() return #shown() > 0 end)
    check(path .. ' is judged by .keylint.toml', #shown() == wanted, shown())
  end

  -- The keystroke that completes a key, in a file of 5,000 lines.
  local lines = {}
  for i = 1, 5000 do lines[i] = 'value_' .. i .. ' = compute("item", ' .. i .. ')  # a line like many others' end
  lines[2500] = 'k = "' .. key:sub(1, -2) .. '"'
  write('long.py', lines)
  vim.cmd('edit long.py')
  vim.lsp.buf_attach_client(0, client)
  vim.wait(300, function() return false end)
  local times = {}
  for _ = 1, 10 do
    local before = #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR })
    local at = vim.loop.hrtime()
    vim.api.nvim_buf_set_text(0, 2499, 5 + #key - 1, 2499, 5 + #key - 1, { key:sub(-1) })
    local errors = function() return #vim.diagnostic.get(0, { severity = vim.diagnostic.severity.ERROR }) end
    if not wait(function() return errors() > 0 end) then break end
    times[#times + 1] = (vim.loop.hrtime() - at) / 1e6
    vim.api.nvim_buf_set_text(0, 2499, 5 + #key - 1, 2499, 5 + #key, { '' })
    wait(function() return errors() == 0 end)
  end
  table.sort(times)
  check('typing in a long file is judged', #times == 10, times)
  if #times > 0 then io.write(string.format('keystroke to diagnostics: median %.1f ms, worst %.1f ms (debounce 10 ms)\n', times[math.ceil(#times / 2)], times[#times])) end

  local pid_client = vim.lsp.get_client_by_id(client)
  pid_client.stop()
  check('the server stops when asked', wait(function() return vim.lsp.get_client_by_id(client) == nil or vim.lsp.client_is_stopped(client) end))
end

local ok, message = pcall(run)
if not ok then check('the test runs', false, message) end
finish()
