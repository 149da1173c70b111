// SPDX-License-Identifier: Apache-2.0
#include "lint/scan/document_scan.h"

#include <algorithm>
#include <map>
#include <random>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "lint/checksum/encoding.h"
#include "lint/checksum/grow_pem.h"
#include "lint/ruleset/builtin.h"
#include "lint/scan/scanner.h"
#include "lint/scan/trace.h"
#include "tests/support/fixture.h"

namespace keylint {
namespace {

// A long program of nothing in particular, with `lines` spread over it.
std::string Long(const std::vector<std::string>& lines) {
  std::string filler;
  for (int i = 0; i < 20; ++i) filler += "  total = add(total, scale(width, height));\n";
  std::string text;
  for (const std::string& line : lines) text += filler + line + '\n';
  while (text.size() < 64 * 1024) text += filler;
  return text;
}

std::vector<std::string> RulesIn(const std::string& text, const std::string& path = "src/table.js") {
  const std::map<std::string, std::string> files{{path, text}};
  MapSource source(files);
  const RuleSet rules = BuiltinRules();
  std::vector<std::string> found;
  for (const Finding& finding : Scanner(rules, FixtureOptions()).Run(source).findings) found.push_back(finding.rule_id);
  return found;
}

// Two values: one that the gate takes for a word, and a random one.
const std::string kWord = R"(  config = { secret: "kvthq-zrmwj-pxlgd" };)";
const std::string kRandom = R"(  config = { secret: ")" + std::string("q7Rt") + R"(Zm2LxW9pVb4KdY8s" };)";

TEST(DocumentScan, ReadsAnyValueWhereANameIsSeldom) {
  EXPECT_EQ(RulesIn(Long({kWord, kRandom})).size(), 2u);
}

TEST(DocumentScan, ReadsOnlyLikelyValuesOfATable) {
  std::vector<std::string> lines;
  for (int i = 0; i < 80; ++i) lines.push_back("  row({ key: \"column-" + std::to_string(i) + "\" });");
  lines.push_back(kWord);
  lines.push_back(kRandom);
  EXPECT_EQ(RulesIn(Long(lines)), std::vector<std::string>{"leaked-key/generic-secret"});
}

// Nothing else in the document asks for a look.
TEST(DocumentScan, ReadsADocumentForOneName) {
  for (const std::string_view name : {"psk", "wpapsk", "totp", "pepper", "parool", "sessid", "authinfo", "clave", "chave"}) {
    EXPECT_EQ(RulesIn(std::string(name) + " = \"q7Rt" + "Zm2LxW9pVb4KdY8sHn3C\"\n", "app.py").size(), 1u) << name;
  }
}

std::string Signed(int number, bool over) {
  std::mt19937 random(static_cast<unsigned>(number));
  std::string signature;
  for (int i = 0; i < 64; ++i) signature += "0123456789abcdef"[random() % 16];
  return std::string("https://b.s3.amazonaws.com/o?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=") + (over ? "20250101" : "20261120") +
         "T000000Z&X-Amz-Expires=604800&X-Amz-Signature=" + signature;
}

TEST(DocumentScan, TellsOfEverySignedAddress) {
  constexpr int kMany = 700;
  for (const bool over : {false, true}) {
    std::string text;
    for (int i = 0; i < kMany; ++i) text += "url" + std::to_string(i) + ": \"" + Signed(i, over) + "\"\n";
    const std::vector<std::string> found = RulesIn(text, "deploy/links.yaml");
    const std::string rule = over ? "expired/presigned-url" : "leaked-key/presigned-url";
    EXPECT_EQ(std::count(found.begin(), found.end(), rule), kMany) << rule;
  }
}

// The provider's identifiers have the shape of any word.
TEST(DocumentScan, TakesAProvidersPasswordForNoIdentifier) {
  const std::string value = "mlgbyst" + std::string("lcjujcxq");
  EXPECT_EQ(RulesIn("AUTHNET_PASSWORD=" + value + "\n", "deploy/settings.env"), std::vector<std::string>{"leaked-key/generic-password"});
  EXPECT_TRUE(RulesIn("AUTHNET_LOGIN_ID=" + value + "\n", "deploy/settings.env").empty());
}

// @ stands for a password.
std::string Filled(std::string text) {
  const std::string password = "jzrs" + std::string("!EW868ps");
  for (std::size_t at; (at = text.find('@')) != std::string::npos;) text.replace(at, 1, password);
  return text;
}

TEST(DocumentScan, FindsPasswordsAsEveryLanguageWritesThem) {
  const std::vector<std::pair<std::string, std::string>> documents{
      {"a.bas", "Const DB_PASSWORD = \"@\"\n"},
      {"a.vb", "conn.ConnectionString = \"Server=db1;User Id=app;Password=@;\"\n"},
      {"a.erl", "Opts = [{user, \"app\"}, {password, \"@\"}].\n"},
      {"sys.config", "[{rabbit, [{default_user, <<\"app\">>}, {default_pass, <<\"@\">>}]}].\n"},
      {"a.clj", "(def db {:user \"app\" :password \"@\"})\n"},
      {"a.h", "#define DB_PASSWORD \"@\"\n"},
      {"a.c", "void f(void) { strcpy(password, \"@\"); }\n"},
      {"b.c", "void f(void) { curl_easy_setopt(c, CURLOPT_PASSWORD, \"@\"); }\n"},
      {"a.ino", "void setup() { WiFi.begin(\"home\", \"@\"); }\n"},
      {"b.go", "package k\nvar p = flag.String(\"password\", \"@\", \"the password to use\")\n"},
      {"c.go", "package k\ntype C struct {\n\tHost string\n\tPassword string `env:\"DB_PASS\" envDefault:\"@\"`\n}\n"},
      {"d.go", "package k\nvar password string = \"@\"\n"},
      {"e.go", "package k\nvar p = getEnv(\"DB_PASSWORD\", \"@\")\n"},
      {"a.py", "import os\nx = os.getenv(\"DB_PASSWORD\", \"@\")\n"},
      {"b.py", "p.add_argument(\"-p\", \"--password\", type=str, default=\"@\")\n"},
      {"c.py", "PASSWORD = \"\".join([\"zx\", \"@\"])\n"},
      {"smtp.ini", "[x]\nsmtpPass = @\n"},
      {"fr.js", "const mot_de_passe = \"@\";\n"},
      {"fr.py", "mdp = '@'\n"},
      {"es.json", "{\"contrase\xC3\xB1" "a\": \"@\"}\n"},
      {"pt.yml", "chave_api: @\n"},
      {"login.py", "driver.find_element(By.ID, \"password\").send_keys(\"@\")\n"},
      {"login.js", "await page.fill('#password', '@');\n"},
      {"login.ts", "await page.getByLabel('Password').fill('@');\n"},
      {"login.cy.js", "cy.get('#password')\n  .type('@{enter}');\n"},
      {"login_spec.rb", "fill_in 'Password', with: '@'\n"},
      {"login.feature", "    When I fill in \"Password\" with \"@\"\n"},
      {"a.js", "const p = process.env.DB_PASSWORD || \"@\";\n"},
      {"b.js", "const m = new Map([[\"user\", \"a\"], [\"password\", \"@\"]]);\n"},
      {"a.php", "<?php $p = getenv('DB_PASS') ?: '@';\n"},
      {"b.php", "<?php if ($_POST['pass'] === '@') {}\n"},
      {"a.rb", "x = ENV.fetch(\"DB_PASSWORD\") { \"@\" }\n"},
      {"b.rb", "set :password, \"@\"\n"},
      {"c.rb", "default[:mysql][:password] = \"@\"\n"},
      {"a_spec.rb", "let(:password) { \"@\" }\n"},
      {"a.cs", "public string Password { get; set; } = \"@\";\n"},
      {"b.cs", "var d = new Dictionary<string, string> { { \"Password\", \"@\" } };\n"},
      {"c.cs", "var p = Environment.GetEnvironmentVariable(\"DB_PASS\") ?? \"@\";\n"},
      {"a.kt", "val m = mapOf(\"password\" to \"@\")\n"},
      {"build.gradle", "android { defaultConfig { resValue \"string\", \"db_password\", \"@\" } }\n"},
      {"a.rs", "fn f() { let p = env::var(\"DB_PASSWORD\").unwrap_or(\"@\".into()); }\n"},
      {"a.swift", "keychain.set(\"@\", forKey: \"password\")\n"},
      {"A.java", "class A { Connection c = DriverManager.getConnection(\"jdbc:mysql://h/x\", \"root\", \"@\"); }\n"},
      {"b.tf", "variable \"db_password\" {\n  default = \"@\"\n}\n"},
      {"c.tf", "set {\n  name = \"db.password\"\n  value = \"@\"\n}\n"},
      {"d.tf", "c = jsonencode([{environment = [{name = \"DB_PASSWORD\", value = \"@\"}]}])\n"},
      {"stack.json", "{\"Parameters\": {\"DBPassword\": {\"Type\": \"String\", \"Default\": \"@\"}}}\n"},
      {"a.yaml", "db:\n  password: !!str @\n"},
      {"b.yaml", "db:\n  password: >-\n    @\n"},
      {"c.yaml", "password: {{ .Values.password | default \"@\" }}\n"},
      {"beans.xml", "<bean><property name=\"password\"><value>@</value></property></bean>\n"},
      {"Makefile", "DB_PASSWORD ?= @\n"},
      {"a.rst", "Password: ``@``\n"},
      {"fw.cfg", "config user local\n    edit \"a\"\n        set type password\n        set password @\n"},
      {"nslcd.conf", "bindpw @\n"},
      {"a.env", "ADMIN_PW=@\n"},
      {"a.sql", "EXEC sp_addlogin 'app', '@';\n"},
      {"b.clj", "(def db {\"user\" \"app\" \"password\" \"@\"})\n"},
      {"c.clj", "(System/setProperty \"db.password\" \"@\")\n"},
      {"a.groovy", "def password = $/@/$\n"},
      {"a.el", "(setq smtp-password \"@\")\n"},
      {"a.ml", "let password = {|@|}\n"},
      {"b.ml", "let password = {x|@|x}\n"},
      {"a.pas", "Connection.Password := '@';\n"},
      {"a.dfm", "object C: T\n  Params.Strings = (\n    'User=app'\n    'Password=@')\nend\n"},
      {"a.f90", "password = '@'\n"},
      {"a.m", "function x = g()\nopts = weboptions('Username','app','Password','@');\n"},
      {"a.jl", "password = get(ENV, \"DB_PASSWORD\", \"@\")\n"},
      {"a.nim", "let pw = getEnv(\"DB_PASSWORD\", \"@\")\n"},
      {"a.nix", "{ services.postgresql.password = \"@\"; }\n"},
      {"a.jsonnet", "{ env: [{ name: 'DB_PASSWORD', value: '@' }] }\n"},
      {"a.cue", "db: password: \"@\"\n"},
      {"a.bicep", "param adminPassword string = '@'\n"},
      {"a.pp", "user { 'app': password => Sensitive('@') }\n"},
      {"a.abap", "DATA lv_password TYPE string VALUE '@'.\n"},
      {"a.cbl", "           MOVE '@' TO WS-PASSWORD.\n"},
      {"a.tcl", "set db_password @\n"},
      {"a.tcl", "set db(password) \"@\"\n"},
      {"a.tcl", "set db [dict create user admin \\\n  password @]\n"},
      {"a.tcl", "dict set db password \"@\"\n"},
      {"a.feature", "    Examples:\n      | username | password     |\n      | admin    | @ |\n"},
      {"a.robot", "*** Test Cases ***\nLogin\n    Input Password    id:pw    @\n"},
      {"b.robot", "*** Variables ***\n${PASSWORD}    @\n"},
      {"c.robot", "| *** Variables ***\n| ${PASSWORD} | @\n"},
      {"d.robot", "| *** Test Cases ***\n| Login | Input Password | id:pw | @ |\n"},
      {"a.org", "| user | password |\n|------+----------|\n| app  | @ |\n"},
      {"a.ts", "environment: [\n  {\n    name: 'DB_PASSWORD',\n    value: '@',\n  },\n],\n"},
      {"a.go", "package k\nvar env = []v1.EnvVar{{Name: \"DB_PASSWORD\", Value: \"@\"}}\n"},
      {"compose.yaml", "x-first: &first '@'\nservices:\n  db:\n    environment:\n      POSTGRES_PASSWORD: *first\n"},
      {"azure-pipelines.yml", "variables:\n- name: dbPassword\n  value: @\n"},
      {"values.yaml", "extraEnv: |\n  - name: DB_PASSWORD\n    value: @\n"},
      {"azuredeploy.json", "{\"parameters\": {\"adminPassword\": {\"type\": \"securestring\", \"defaultValue\": \"@\"}}}\n"},
      {"project.xml", "<c:property><c:name>dbPassword</c:name><c:value>@</c:value></c:property>\n"},
      {"a.puml", "note right: password: @\n"},
      {"secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: mq\nstringData:\n  rabbit: @\n  host: mq.internal\n"},
      {"gunicorn.conf.py", "raw_env = [\"DB_PASSWORD=@\", \"X=1\"]\n"},
      {"router.cfg", "username ops password 0 @\n"},
      {".msmtprc", "account corp\nuser ann\npassword @\n"},
      {"grafana.ini", "[smtp]\npassword = \"\"\"@\"\"\"\n"}};
  for (const auto& [path, text] : documents) EXPECT_EQ(RulesIn(Filled(text), path).size(), 1u) << path << ": " << text;
}

TEST(DocumentScan, FindsPasswordsAsProseMarksThem) {
  for (const std::string_view text :
       {"**Password:** @", "**Password**: @", "**Password**: `@`", "*Password*: `@`", "- **Password** - @", "- **Password** \u2013 `@`", "| **Password** | `@` |",
        "Password: **`@`**", "The default password is **@**.", "login `admin`, password `@`", "Password - `@`", "Password \u2192 `@`", "**API secret:** `@`",
        "密码：@", "**密码**: @", "Password&nbsp;: @", "<b>Password</b>: @", "<b>Password:</b> <code>@</code>", "<strong>Password</strong>: <code>@</code>",
        "<li>Password: <code>@</code></li>", "<tr><th>Password</th><td>@</td></tr>", "<td>Password</td>\n<td>@</td>", "<td><b>Password</b></td><td><code>@</code></td>",
        "<dt>Password</dt><dd>@</dd>", "<table>\n<tr><th>User</th><th>Password</th></tr>\n<tr><td>bob</td><td>@</td></tr>\n</table>"}) {
    EXPECT_EQ(RulesIn(Filled("Some words.\n\n" + std::string(text) + "\n"), "docs/setup.md").size(), 1u) << text;
    if (text.find("<t") != text.npos || text.find("<d") != text.npos || text.find("<b>P") != text.npos) {
      EXPECT_EQ(RulesIn(Filled("<html><body>\n" + std::string(text) + "\n</body></html>\n"), "docs/setup.html").size(), 1u) << text;
    }
  }
}

TEST(DocumentScan, TakesWordsThatProseMarksForNoPasswords) {
  for (const std::string_view text :
       {"**Password:** The password of the user", "- **password** - string, required", "- `token` – the token of the session", "| `password` | `string` |",
        "**Password** (required): `string`", "<tr><td>password</td><td>string</td></tr>", "<dt>Password</dt><dd>Required.</dd>",
        "<tr><th>Name</th><th>Password</th></tr><tr><td>a</td><td>optional</td></tr>", "Password - **never** share it", "the `password` - `username` pair",
        "**Token** → `access_token`", "<b>Password:</b> <a href=\"reset\">Forgotten?</a>", "<p>Secret key:</p> <p>Generated.</p>"}) {
    EXPECT_TRUE(RulesIn("Some words.\n\n" + std::string(text) + "\n", "docs/setup.md").empty()) << text;
    EXPECT_TRUE(RulesIn("<html><body>\n" + std::string(text) + "\n</body></html>\n", "docs/setup.html").empty()) << text;
  }
}

TEST(DocumentScan, TakesNothingElseOfThoseLanguagesForOne) {
  const std::vector<std::pair<std::string, std::string>> documents{
      {"a.bas", "password = InputBox(\"Enter password:\")\nws.Protect Password:=strPwd\n' Password: ask the admin\n"},
      {"a.erl", "Password = os:getenv(\"DB_PASSWORD\"),\n-record(user, {name, password = \"\" :: string()}).\n"},
      {"a.clj", "(def password (System/getenv \"DB_PASSWORD\"))\n{:password \"Password\" :token \"Your token\"}\n(when (= password \"\") (throw (ex-info \"Empty password\" {:type :auth/no-password})))\n"},
      {"a.h", "#define PASSWORD_PROMPT \"Your password: \"\n#define OBJ_password OBJ_X9,35L\n#define LN \"hunter2x\"\n"},
      {"a.c", "void f(void) { strcpy(password, \"\"); say(password, \"hunter2x\"); }\n"},
      {"b.go", "package k\nvar p = flag.String(\"password\", \"\", \"the password to use\")\nvar q = list.String(\"password\", \"hunter2x\", \"username\")\n"},
      {"c.go", "package k\ntype C struct {\n\tPassword string `json:\"password\" default:\"\"`\n}\n"},
      {"b.py", "p.add_argument('-p', '--password', type=str, default=None, help='hunter2x')\nmethods = [['password', 'hunter2x']]\n"},
      {"b.rb", "validates :password, \"is too short\"\nlet(:password) { user.password }\n"},
      {"a.cs", "public string Password { get; set; } = string.Empty;\n"},
      {"a.swift", "keychain.set(value, forKey: \"password\")\n"},
      {"a.el", "(setq password (read-passwd \"Password: \"))\n"},
      {"a.ml", "let token = match tok with `Ident s -> s | `Kw 'a' -> \"kw\"\n(* password = \"the password\" *)\n"},
      {"a.pas", "Password := Edit1.Text;\nif Password = '' then ShowMessage('Password required');\nconst SPassword = 'Password';\n"},
      {"login.py", "password.clear()\nfind('password').send_keys(Keys.ENTER)\nuser.send_keys('hunter2x')\n"},
      {"login.js", "await page.fill('#user', 'hunter2x');\nrequest.post('/password').type('application/json').send(x);\nnew Array(passwords).fill('*');\ncy.get('#password').type('{selectall}');\n"},
      {"login.md", "Please fill in \"Password\" with care: \"hunter2x\"\n"},
      {"a.f90", "call get_environment_variable('DB_PASSWORD', password)\n"},
      {"a.m", "function p = f()\npassword = getenv('DB_PASSWORD');\nA = B'; label = 'password';\n"},
      {"a.nix", "{ password = \"${secrets.db}\"; hashedPassword = \"!\"; passwordFile = \"/run/agenix/db\"; }\n"},
      {"a.jsonnet", "{ password: std.extVar('db_password'), token: error 'token is required' }\n"},
      {"a.bicep", "@secure()\nparam adminPassword string\nparam secretName string = 'db-password'\n"},
      {"a.pp", "$db_password = lookup('db::password')\nString $password = undef,\n"},
      {"a.abap", "PARAMETERS p_passwd TYPE string LOWER CASE.\n* password = 'the password of the user'\n"},
      {"a.cbl", "       01  WS-PASSWORD         PIC X(16) VALUE SPACES.\n           MOVE WS-INPUT TO WS-PASSWORD.\n"},
      {"a.tcl", "set password $env(DB_PASSWORD)\nset password [gets stdin]\n"},
      {"a.feature", "    Examples:\n      | username | password |\n      | <user>   | <pass>   |\n    Then I see \"Invalid password\"\n"},
      {"a.robot", "*** Keywords ***\nEnter Password\n    [Arguments]    ${password}\n    Input Password    id:password-field    ${password}\n"},
      {"secret.yaml", "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  username: admin\n  url: https://db.internal:5432/app\n  enabled: \"true\"\n  region: eu-west-1\n  rabbit: ${RABBIT}\n"},
      {"settings.xml", "<server><id>b</id><password>{COQLCE6DU6GtcS5P=}</password></server>\n"},
      {"sealed.yaml", "kind: SealedSecret\nspec:\n  encryptedData:\n    password: AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq4mEJDNOFeVvJ8mY7YJXr6rqV8bQXv0fN\n"},
      {".env.example", "SMTP_PASSWORD=your-smtp-password\n"}};
  for (const auto& [path, text] : documents) EXPECT_TRUE(RulesIn(text, path).empty()) << path << ": " << text;
}

// @ stands for a key's PEM in base64, % for the same over lines.
TEST(DocumentScan, FindsPrivateKeysInBase64WhereverTheyStand) {
  for (const std::string kind : {"rsa", "ec", "ed25519", "openssh"}) {
    const std::string encoded = Base64Text(GrowPem(kind, "a"));
    std::string lines;
    for (std::size_t i = 0; i < encoded.size(); i += 76) lines += "  " + encoded.substr(i, 76) + "\n";
    const std::pair<std::string, std::string> kWritten[] = {
        {"a.c", "static const char *s[] = {\n  \"x\",\n  \"@\",\n};\n"}, {"a.json", "{\"k\": \"@\"}\n"}, {"a.sh", "echo @ | base64 -d > id\n"},
        {".env", "PRIVATE_KEY_B64=@\n"}, {"a.yml", "data: |\n%"}, {"a.py", "x = \"\"\"\n%\"\"\"\n"}, {"notes.txt", "Here it is:\n%"},
        {"s.yml", "apiVersion: v1\nkind: Secret\ndata:\n  tls.key: @\n"}};
    for (const auto& [path, written] : kWritten) {
      std::string text;
      for (const char c : written) text += c == '@' ? encoded : c == '%' ? lines : std::string(1, c);
      EXPECT_EQ(RulesIn(text, path), std::vector<std::string>{"leaked-key/private-key"}) << kind << ' ' << path;
    }
  }
}

// Found by fuzzing: what is kept only to be explained had the document read.
TEST(DocumentScan, WhatIsExplainedIsWhatIsReported) {
  const std::string text = "PRIVATE KEY-----:RLiVs\ncurl -uy:pse s";
  ScanOptions options;
  Trace trace("a.yml", {1, 100});
  std::vector<std::size_t> counts;
  for (Trace* const told : {static_cast<Trace*>(nullptr), &trace}) {
    options.trace = told;
    const Pipeline pipeline(BuiltinRules(), options);
    Pipeline::Scratch scratch;
    Document document;
    document.path = "a.yml";
    document.buffer.Assign(text);
    counts.push_back(pipeline.Scan(document, scratch).findings.size());
  }
  EXPECT_EQ(counts[0], counts[1]);
  EXPECT_TRUE(trace.seen());
}

// The line feed is the file's, not the key's.
TEST(DocumentScan, AKeyInAFileInASecretIsWhole) {
  const std::string key = "sk_" + std::string("live_") + "q7RtZm2LxW9pVb4K" + std::string("dY8sHc3n");
  const auto secret = [](const std::string& name, const std::string& value) {
    return "apiVersion: v1\nkind: Secret\ndata:\n  " + name + ": " + Base64Text(value) + "\n";
  };
  EXPECT_EQ(RulesIn(secret(".env", "PORT=80\nSTRIPE_SECRET_KEY=" + key + "\n"), "secret.yaml"), std::vector<std::string>{"leaked-key/stripe-secret-key"});
  EXPECT_EQ(RulesIn(secret("STRIPE_SECRET_KEY", key + "\n"), "secret.yaml"), std::vector<std::string>{"malformed-key/stripe-secret-key"});
}

TEST(DocumentScan, FindsPrivateKeysInFilesThatAreNoText) {
  std::istringstream lines(GrowPem("rsa", "a"));
  std::string body;
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("-")) body += line;
  }
  const std::string der = *Base64Bytes(body);
  EXPECT_EQ(RulesIn(der, "server.key"), std::vector<std::string>{"leaked-key/private-key"});
  EXPECT_TRUE(RulesIn(der.substr(0, der.size() / 2), "server.key").empty());
}

// 1 and 2 stand for the halves of a key, the first of which is its mark alone.
TEST(DocumentScan, FindsKeysThatAreWrittenInPieces) {
  const std::string mark = "sk_" + std::string("live_");
  const std::string rest = "q7RtZm2LxW9pVb4K" + std::string("dY8sHc3n");
  const std::pair<std::string, std::string> kWritten[] = {
      {"a.py", "key = '1{}'.format('2')\n"}, {"a.py", "key = '1%s' % '2'\n"}, {"a.js", "const key = `1${'2'}`;\n"},
      {"a.rb", "key = '1'\nkey << '2'\n"}, {"a.php", "<?php $key = '1';\n$key .= '2';\n"}, {"a.sh", "KEY=1\nKEY+=2\n"},
      {"a.sql", "SELECT '1' || '2';\n"}, {"a.sql", "SELECT CONCAT('1', '2');\n"},
      {"a.m", "NSString *key = [@\"1\" stringByAppendingString:@\"2\"];\n"}, {"a.java", "String key = String.format(\"1%s\", \"2\");\n"}};
  for (const auto& [path, written] : kWritten) {
    std::string text;
    for (const char c : written) text += c == '1' ? mark : c == '2' ? rest : std::string(1, c);
    EXPECT_EQ(RulesIn(text, path), std::vector<std::string>{"leaked-key/stripe-secret-key"}) << written;
  }
  std::string listed;
  for (const char c : mark + rest) listed += "'" + std::string(1, c) + "', ";
  EXPECT_EQ(RulesIn("char api_key[] = {" + listed + "0};\n", "a.c"), std::vector<std::string>{"leaked-key/stripe-secret-key"});
}

TEST(DocumentScan, ReadsRowsBelowTheColumnsOfAnInsert) {
  const std::string password = "vkqm#TR" + std::string("482wz");
  EXPECT_EQ(RulesIn("INSERT INTO `users` (`id`, `login`, `password`) VALUES\n(1, 'ann', '" + password + "'),\n(2, 'bob', 'x');\n", "dump.sql"),
            std::vector<std::string>{"leaked-key/generic-password"});
}

// What no word beside the value names.
TEST(DocumentScan, ReadsTablesAndListsOfPasswords) {
  const std::string value = "Xk29" + std::string("vmwq81z");
  const std::vector<std::string> password{"leaked-key/generic-password"};
  EXPECT_EQ(RulesIn("db:5432:shop:app:" + value + "\n", "home/.pgpass"), password);
  EXPECT_EQ(RulesIn("name,password\nbob," + value + "\n", "users.csv"), password);
  EXPECT_EQ(RulesIn("<plist><dict>\n<key>ApiSecret</key>\n<string>" + value + "AbC</string></dict></plist>", "a.plist"),
            std::vector<std::string>{"leaked-key/generic-secret"});
  EXPECT_EQ(RulesIn("The password is `" + value + "`.\n", "README.md"), password);
}

// The token of RFC 7519 ran out in 2011.
TEST(DocumentScan, SaysOfAPublishedTokenNotThatItHasRunOut) {
  const RuleSet rules = BuiltinRules();
  const auto key = std::find_if(rules.keys.begin(), rules.keys.end(), [](const KeyRule& rule) { return rule.id == "jwt-token"; });
  ASSERT_NE(key, rules.keys.end());
  EXPECT_GE(key->samples.size(), 4u);
  for (const auto& pieces : key->samples) {
    std::string token;
    for (const std::string_view piece : pieces) token += piece;
    EXPECT_EQ(RulesIn("curl -H 'Authorization: Bearer " + token + "'\n", "login.sh"), std::vector<std::string>{}) << token.size();
  }
}

}  // namespace
}  // namespace keylint
