// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/language.h"

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "lint/decode/decode.h"

namespace keylint {
namespace {

struct Seen {
  std::string text;
  std::string path;      // Joined with '/'.
  std::string callee;
  std::string fallback_for;
  std::string written;   // The document's bytes at the span.
  bool is_compared = false;
  bool is_fallback = false;
  bool has_holes = false;
  bool in_comment = false;
};

std::vector<Seen> StringsOf(Format format, std::string_view source) {
  std::vector<Seen> seen;
  DecodeText(source, format, [&](const Literal& literal) {
    if (literal.kind == LiteralKind::kText && literal.path.empty()) return;
    Seen one{std::string(literal.text), {}, std::string(literal.callee), std::string(literal.fallback_for),
             std::string(literal.span.Of(source)), literal.is_compared, literal.is_fallback, literal.has_holes,
             literal.in_comment};
    for (const std::string_view name : literal.path) one.path += (one.path.empty() ? "" : "/") + std::string(name);
    seen.push_back(std::move(one));
  });
  return seen;
}

TEST(Language, HandsAConvertedStringToWhomItIsHandedTo) {
  EXPECT_EQ(StringsOf(Format::kJava, "a.setCipherKey(Base64.decode(\"s3cret\"));").at(0).callee, "setCipherKey");
  EXPECT_EQ(StringsOf(Format::kJava, "a.setCipherKey(\"s3cret\".getBytes());").at(0).callee, "setCipherKey");
  EXPECT_EQ(StringsOf(Format::kPython, "key = unhexlify('00ff')").at(0).callee, "unhexlify");
}

// One literal, its text and its path, in every language's own way.
struct Row {
  Format format;
  const char* source;
  const char* text;
  const char* path;
};

class NamedString : public testing::TestWithParam<Row> {};

TEST_P(NamedString, StandsUnderItsName) {
  const Row& row = GetParam();
  std::vector<Seen> seen = StringsOf(row.format, row.source);
  ASSERT_FALSE(seen.empty()) << row.source;
  EXPECT_EQ(seen.back().text, row.text) << row.source;
  EXPECT_EQ(seen.back().path, row.path) << row.source;
}

INSTANTIATE_TEST_SUITE_P(
    Languages, NamedString,
    testing::Values(
        Row{Format::kGo, "var token string = \"s3cret\"", "s3cret", "token"},
        Row{Format::kGo, "const (\n\ta = 1\n\ttoken string = \"s3cret\"\n)", "s3cret", "token"},
        Row{Format::kGo, "var key []byte = \"s3cret\"", "s3cret", "key"},
        Row{Format::kGo, "f()\ntoken = \"s3cret\"", "s3cret", "token"},
        Row{Format::kRuby, "set :session_secret, \"s3cret\"", "s3cret", "session_secret"},
        Row{Format::kRuby, "let!(:password) { \"s3cret\" }", "s3cret", "password"},
        Row{Format::kRuby, "default[:mysql][:password] = \"s3cret\"", "s3cret", "password"},
        Row{Format::kCSharp, "public string Password { get; private set; } = \"s3cret\";", "s3cret", "Password"},
        Row{Format::kCSharp, "var d = new Dictionary<string, string> { { \"password\", \"s3cret\" } };", "s3cret", "password"},
        Row{Format::kJavaScript, "new Map([['user', 'me'], ['password', 's3cret']])", "s3cret", "password"},
        Row{Format::kJavaScript, "f(['password', 's3cret'])", "s3cret", ""},
        Row{Format::kGo, "v := []struct{ a, b string }{ {\"secret\", \"s3cret\"} }", "s3cret", "v"},
        Row{Format::kGroovy, "resValue \"string\", \"api_key\", \"s3cret\"", "s3cret", "api_key"},
        Row{Format::kCFamily, "curl_easy_setopt(curl, CURLOPT_PASSWORD, \"s3cret\");", "s3cret", "CURLOPT_PASSWORD"},
        Row{Format::kCFamily, "strcpy(password, \"s3cret\");", "s3cret", "password"},
        Row{Format::kCFamily, "print(password, \"s3cret\");", "s3cret", ""},
        Row{Format::kPhp, "if ($_POST['pass'] === 's3cret') {}", "s3cret", "pass"},
        Row{Format::kPython, "p.add_argument('-p', '--password', type=str, default='s3cret')", "s3cret", "default/password"},
        Row{Format::kJava, "@Option(names = \"--password\", defaultValue = \"s3cret\")", "s3cret", "defaultValue/password"},
        Row{Format::kScala, "val h = Map(\"token\" -> \"s3cret\")", "s3cret", "h/token"},
        Row{Format::kKotlin, "val h = mapOf(\"token\" to \"s3cret\")", "s3cret", "h/token"},
        Row{Format::kCFamily, "const char *db_password = \"s3cret\";", "s3cret", "db_password"},
        Row{Format::kCFamily, "char password[32] = \"s3cret\";", "s3cret", "password"},
        Row{Format::kCFamily, "std::string password(\"s3cret\");", "s3cret", "password"},
        Row{Format::kCFamily, "std::string password{\"s3cret\"};", "s3cret", "password"},
        Row{Format::kCFamily, "struct C { std::vector<std::string> keys{\"s3cret\"}; };", "s3cret", "C/keys"},
        Row{Format::kCFamily, "return Key{\"s3cret\"};", "s3cret", ""},
        Row{Format::kCFamily, "#define DB_PASSWORD \"s3cret\"\nint x;", "s3cret", "DB_PASSWORD"},
        Row{Format::kCFamily, "cfg.db->password = L\"s3\" /* x */\n \"cret\";", "s3cret", "db/password"},
        Row{Format::kCFamily, "auto key = R\"x(a\\b\"c)x\";", "a\\b\"c", "key"},
        Row{Format::kCFamily, "S s = {.user = 1, .password = \"s3cret\"};", "s3cret", "s/password"},
        Row{Format::kCFamily, "struct crypto_key *make(void)\n{\n  say(\"s3cret\");\n}", "s3cret", ""},
        Row{Format::kCFamily, "struct crypto_key make(void)\n{\n  say(\"s3cret\");\n}", "s3cret", ""},
        Row{Format::kCFamily, "m[\"password\"] = \"s3cret\";", "s3cret", "m/password"},
        Row{Format::kPython, "password = 's3' \\\n  's' 'x'\n", "s3sx", "password"},
        Row{Format::kPython, "d = {'a': 5,\n     'password':\n     's3sx'}\n", "s3sx", "d/password"},
        Row{Format::kPython, "connect(host, password=r'a\\b')", "a\\b", "password"},
        Row{Format::kPython, "d = {\n  'user': 1,\n  'password': \"s3cret\",\n}", "s3cret", "d/password"},
        Row{Format::kPython, "password: str = \"s3cret\"", "s3cret", "password"},
        Row{Format::kPython, "class ProdConfig(Base):\n    KEY = 's3cret'\n", "s3cret", "ProdConfig/KEY"},
        Row{Format::kPython, "class A:\n    x = 1\nKEY = 's3cret'\n", "s3cret", "KEY"},
        Row{Format::kPython, "os.environ['TOKEN'] = 's3cret'", "s3cret", "environ/TOKEN"},
        Row{Format::kJavaScript, "const config = { db: { password: 's3cret' } };", "s3cret", "config/db/password"},
        Row{Format::kJavaScript, "let token: string = `s3cret`", "s3cret", "token"},
        Row{Format::kJavaScript, "const t = ok ? 'a' : 's3cret'", "s3cret", "t"},
        Row{Format::kJavaScript, "key = \"ab\" +\n  \"cd\"\nfoo()", "abcd", "key"},
        Row{Format::kJava, "private static final String PASSWORD = \"s3\" + \"cret\";", "s3cret", "PASSWORD"},
        Row{Format::kJava, "props.setProperty(\"db.password\", \"s3cret\");", "s3cret", "db.password"},
        Row{Format::kJava, "settings.set(node, \"db.password\", \"s3cret\");", "s3cret", "db.password"},
        Row{Format::kPython, "x = (\"user\", \"me\", \"password\", \"s3cret\")", "s3cret", "x/password"},
        Row{Format::kPython, "x = (\"kind\", \"password\", \"groups\")", "groups", "x"},
        Row{Format::kJava, "new ProcessBuilder(\"mysqldump\", \"--password\", \"s3cret\");", "s3cret", "password"},
        Row{Format::kPython, "run(['redis-cli', '--pass', 's3cret'])", "s3cret", "pass"},
        Row{Format::kRuby, "property_set(:auth0, :secret, 's3cret')", "s3cret", "secret"},
        Row{Format::kJava, "@Value(value = \"s3cret\") String x;", "s3cret", "value"},
        Row{Format::kKotlin, "val apiKey: String = \"s3cret\"", "s3cret", "apiKey"},
        Row{Format::kScala, "val apiKey = \"\"\"s3cret\"\"\"", "s3cret", "apiKey"},
        Row{Format::kGo, "password := `s3cret`\n", "s3cret", "password"},
        Row{Format::kGo, "password := read(names[\"MySQLPassword\"], v)\n", "MySQLPassword", ""},
        Row{Format::kGo, "c := Config{\n  Password: \"s3cret\",\n}", "s3cret", "c/Password"},
        Row{Format::kRuby, "config.password = 's3cret'\n", "s3cret", "config/password"},
        Row{Format::kRuby, "x = { :password => \"s3cret\" }", "s3cret", "x/password"},
        Row{Format::kRuby, "KEY = <<~EOS\n  s3cret\nEOS\n", "  s3cret", "KEY"},
        Row{Format::kPhp, "$db['password'] = 's3cret';", "s3cret", "db/password"},
        Row{Format::kPhp, "define('DB_PASSWORD', 's3cret');", "s3cret", "DB_PASSWORD"},
        Row{Format::kPhp, "return ['password' => 's3' . 'cret'];", "s3cret", "password"},
        Row{Format::kCSharp, "var password = @\"a\"\"b\\c\";", "a\"b\\c", "password"},
        Row{Format::kRust, "let key: &str = r#\"a\"b\"#;", "a\"b", "key"},
        Row{Format::kSwift, "let apiKey = \"s3cret\"", "s3cret", "apiKey"},
        Row{Format::kPerl, "$cfg{password} = 's3cret';", "s3cret", "cfg/password"},
        Row{Format::kPerl, "$self->{'password'} = 's3cret';", "s3cret", "password"},
        Row{Format::kPerl, "$cfg->{db}{password} = 's3cret';", "s3cret", "db/password"},
        Row{Format::kPerl, "if ($a) { $b = 1 } 's3cret';", "s3cret", ""},
        Row{Format::kPerl, "my $password = q{s3cret};", "s3cret", "password"},
        Row{Format::kLua, "local password = [[s3cret]]", "s3cret", "password"},
        Row{Format::kR, "password <- \"s3cret\"", "s3cret", "password"},
        Row{Format::kR, "x = list(`user-token` = 's3cret')", "s3cret", "x/user-token"},
        Row{Format::kKotlin, "val x = mapOf(\"password\" to \"s3cret\")", "s3cret", "x/password"},
        Row{Format::kKotlin, "val `pass word` = \"s3cret\"", "s3cret", "pass word"},
        Row{Format::kDart, "const password = 's3' 'cret';", "s3cret", "password"},
        Row{Format::kElixir, "config :app, secret_key_base: \"s3cret\"", "s3cret", "secret_key_base"},
        Row{Format::kHaskell, "password = \"s3\" ++ \"cret\"", "s3cret", "password"},
        Row{Format::kPowerShell, "$password = \"s3`\"cret\"", "s3\"cret", "password"},
        Row{Format::kPowerShell, "Connect-Thing -Password 's3cret'", "s3cret", "Password"},
        Row{Format::kVisualBasic, "Dim password As String = \"s3\" & \"cret\"", "s3cret", "password"},
        Row{Format::kVisualBasic, "Const password = \"s3\" & _\r\n  \"cret\" ' old", "s3cret", "password"},
        Row{Format::kVisualBasic, "Login(user:=\"x\", password:=\"s3\"\"cret\")", "s3\"cret", "password"},
        Row{Format::kErlang, "-define(DB_PASSWORD, \"s3cret\").", "s3cret", "DB_PASSWORD"},
        Row{Format::kErlang, "Opts = [{user, \"x\"}, {password, <<\"s3cret\">>}].", "s3cret", "Opts/password"},
        Row{Format::kErlang, "Q = $\", Password = \"s3\" ++ \"cret\".", "s3cret", "Password"},
        Row{Format::kLisp, "(def db-password \"s3cret\")", "s3cret", "db-password"},
        Row{Format::kLisp, "{:user (f \\\") :password \"s3cret\"}", "s3cret", "password"},
        Row{Format::kLisp, "(def password (or (f) \"s3cret\"))", "s3cret", "password"},
        Row{Format::kLisp, "(def k (str \"s3\" \"cret\"))", "s3cret", "k"},
        Row{Format::kLisp, "'((\"irc\" . \"s3cret\"))", "s3cret", "irc"},
        Row{Format::kLisp, "(println \"s3cret\")", "s3cret", ""},
        Row{Format::kLisp, "(def c {\"a\" \"b\", :db/x 1 \"password\" \"s3cret\"})", "s3cret", "c/password"},
        Row{Format::kLisp, "{:x (f 1 2) \"db\" {\"password\" \"s3cret\"}}", "s3cret", "db/password"},
        Row{Format::kLisp, "#{\"password\" \"s3cret\"}", "s3cret", ""},
        Row{Format::kLisp, "(System/setProperty \"db.password\" \"s3cret\")", "s3cret", "db.password"},
        Row{Format::kGroovy, "def password = $/s3/c\"ret/$\n", "s3/c\"ret", "password"},
        Row{Format::kOcaml, "let f 'a' = connect ~user:x ~password:\"s3\\099ret\" ()", "s3cret", "password"},
        Row{Format::kOcaml, "(* \" *) let k = {|s3\"cret|}", "s3\"cret", "k"},
        Row{Format::kOcaml, "let f {a; b} = {x_y|s3|}cret|x_y}", "s3|}cret", ""},
        Row{Format::kOcaml, "let k = {x_y|s3|}cret|x_y}", "s3|}cret", "k"},
        Row{Format::kPascal, "(* it's *) const Password = 's3cret'; (* ' *)", "s3cret", "Password"},
        Row{Format::kPascal, "const Password: string = 's3''c' + 'ret'; { ' }", "s3'cret", "Password"},
        Row{Format::kPascal, "Conn.Password := 's3cret';", "s3cret", "Conn/Password"},
        Row{Format::kFortran, "password = 's3' // &\n 'cret' ! x", "s3cret", "password"},
        Row{Format::kMatlab, "B = A'; password = 's3''cret'; % x", "s3'cret", "password"},
        Row{Format::kMatlab, "o = weboptions('Username', u, 'Password', 's3cret')", "s3cret", "o/Password"},
        Row{Format::kJulia, "const PASSWORD = \"s3\" * \"cret\" #= x =#", "s3cret", "PASSWORD"},
        Row{Format::kJulia, "d = Dict(\"token\" => \"s3cret\")", "s3cret", "d/token"},
        Row{Format::kNim, "let password*: string = \"s3\" & \"cret\"", "s3cret", "password"},
        Row{Format::kZig, "const c = C{ .password = \"s3\" ++ \"cret\" };", "s3cret", "c/password"},
        Row{Format::kZig, "const conf =\n    \\\\s3cret\n;", "s3cret", "conf"},
        Row{Format::kNix, "{ app.db-password = \"s3cret\"; }", "s3cret", "app/db-password"},
        Row{Format::kNix, "{ script = ''\n s3cret''; }", "\n s3cret", "script"},
        Row{Format::kJsonnet, "{ db:: { 'password'+: 's3' + 'cret' } }", "s3cret", "db/password"},
        Row{Format::kJsonnet, "{ conf: |||\n  s3cret\n||| }", "\n  s3cret\n", "conf"},
        Row{Format::kCue, "db: password: *#\"s3cret\"# | string", "s3cret", "password"},
        Row{Format::kBicep, "param adminPassword string = 's3cret'", "s3cret", "adminPassword"},
        Row{Format::kPuppet, "user { 'app': password => Sensitive('s3cret') }", "s3cret", "password"},
        Row{Format::kAbap, "DATA lv_password TYPE string VALUE 's3''cret'. \" 'x", "s3'cret", "lv_password"},
        Row{Format::kAbap, "lv_password = 's3' && `cret`.", "s3cret", "lv_password"},
        Row{Format::kCobol, "       01  WS-PASSWORD  PIC X(16) VALUE \"s3cret\".", "s3cret", "WS-PASSWORD"},
        Row{Format::kCobol, "           MOVE 's3cret' TO WS-PASSWORD.", "s3cret", "WS-PASSWORD"},
        Row{Format::kGo, "e := []E{{Name: \"DB_PASSWORD\", Value: \"s3cret\"}}", "s3cret", "e/Value/DB_PASSWORD"},
        Row{Format::kPython, "e = [{'name': 'TOKEN', 'value': 's3cret'}]", "s3cret", "e/value/TOKEN"}));

TEST(Language, ResolvesEscapesAndKeepsTheSpan) {
  const auto seen = StringsOf(Format::kJavaScript, "k = \"a\\x41\\u0042\"");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_EQ(seen[0].text, "aAB");
  EXPECT_EQ(seen[0].written, "a\\x41\\u0042");
}

TEST(Language, KnowsFallbacks) {
  for (const auto& [format, source] : std::vector<std::pair<Format, std::string>>{
           {Format::kPython, "key = os.getenv('API_KEY', 's3cret')"},
           {Format::kPython, "key = os.environ.get(\"API_KEY\") or \"s3cret\""},
           {Format::kJavaScript, "const key = process.env.API_KEY || 's3cret';"},
           {Format::kJavaScript, "const key = process.env.API_KEY ?? 's3cret';"},
           {Format::kRuby, "key = ENV.fetch('API_KEY', 's3cret')"},
           {Format::kRuby, "key = ENV['API_KEY'] || 's3cret'"},
           {Format::kPhp, "$key = getenv('API_KEY') ?: 's3cret';"},
           {Format::kPhp, "'key' => env('API_KEY', 's3cret'),"},
           {Format::kRuby, "ENV.fetch('API_KEY') { 's3cret' }"},
           {Format::kRust, "env::var(\"API_KEY\").unwrap_or(\"s3cret\".into())"},
           {Format::kJava, "System.getenv().getOrDefault(\"API_KEY\", \"s3cret\")"},
           {Format::kJava, "Optional.ofNullable(System.getenv(\"API_KEY\")).orElse(\"s3cret\")"},
           {Format::kCFamily, "auto k = getenv(\"API_KEY\") ? getenv(\"API_KEY\") : \"s3cret\";"}}) {
    const auto seen = StringsOf(format, source);
    ASSERT_FALSE(seen.empty()) << source;
    EXPECT_TRUE(seen.back().is_fallback) << source;
    EXPECT_EQ(seen.back().fallback_for, "API_KEY") << source;
  }
}

TEST(Language, TellsABranchFromAFallback) {
  for (const auto& [format, source] : std::vector<std::pair<Format, std::string>>{
           {Format::kRuby, "Stripe.api_key = Rails.env.production? ? ENV.fetch(\"API_KEY\") : \"s3cret\""},
           {Format::kJavaScript, "const key = process.env.NODE_ENV === 'production' ? process.env.API_KEY : 's3cret';"},
           {Format::kPhp, "$key = $live ? getenv('API_KEY') : 's3cret';"}}) {
    const auto seen = StringsOf(format, source);
    ASSERT_FALSE(seen.empty()) << source;
    EXPECT_FALSE(seen.back().is_fallback) << source;
  }
}

TEST(Language, KnowsComparisons) {
  for (const auto& [format, source] : std::vector<std::pair<Format, std::string>>{
           {Format::kCFamily, "if (strcmp(password, \"s3cret\") == 0)"},
           {Format::kJava, "if (password.equals(\"s3cret\"))"},
           {Format::kPython, "if password == 's3cret':"},
           {Format::kJavaScript, "if ('s3cret' === password) {}"}}) {
    const auto seen = StringsOf(format, source);
    ASSERT_FALSE(seen.empty()) << source;
    EXPECT_TRUE(seen.back().is_compared) << source;
  }
}

TEST(Language, MarksHoles) {
  EXPECT_TRUE(StringsOf(Format::kJavaScript, "k = `a${b}c`")[0].has_holes);
  EXPECT_EQ(StringsOf(Format::kJavaScript, "k = `a${b}c`")[0].text, "a\xEF\xBF\xBC" "c");
  EXPECT_TRUE(StringsOf(Format::kJava, "k = \"a\" + b;")[0].has_holes);
  EXPECT_TRUE(StringsOf(Format::kPython, "k = f'a{b}'")[0].has_holes);
  EXPECT_FALSE(StringsOf(Format::kPython, "k = 'a{b}'")[0].has_holes);
}

TEST(Language, DoesNotNameTheNextStatement) {
  const auto python = StringsOf(Format::kPython, "if password:\n    log('hello there')\n");
  ASSERT_EQ(python.size(), 1u);
  EXPECT_EQ(python[0].path, "");
  const auto c = StringsOf(Format::kCFamily, "password = f(x); puts(\"hello\");");
  ASSERT_EQ(c.size(), 1u);
  EXPECT_EQ(c[0].path, "");
  EXPECT_EQ(c[0].callee, "puts");
}

TEST(Language, ReadsCommentedOutSettings) {
  const auto seen = StringsOf(Format::kPython, "x = 1  # password = s3cret\n");
  ASSERT_EQ(seen.size(), 1u);
  EXPECT_TRUE(seen[0].in_comment);
  EXPECT_EQ(seen[0].path, "password");
}

TEST(Language, TellsKeysFromValues) {
  const auto keys = [](Format format, std::string_view source) {
    std::string seen;
    DecodeText(source, format, [&](const Literal& literal) {
      if (literal.kind == LiteralKind::kString) seen += std::string(literal.text) + (literal.is_key ? ": " : " ");
    });
    return seen;
  };
  EXPECT_EQ(keys(Format::kPhp, "$a = ['user' => 'x', 'list' => ['y', 'z'], 'k' /* why */ => 1];"), "user: x list: y z k: ");
  EXPECT_EQ(keys(Format::kPython, "a = {'user': 'x', 'n':\n 'y'}"), "user: x n: y ");
  EXPECT_EQ(keys(Format::kJavaScript, "f({\"user\": c ? \"x\" : \"y\", z: \"v\"});"), "user: x y v ");
  EXPECT_EQ(keys(Format::kSwift, "let a = [\"user\": \"x\"]"), "user: x ");
  EXPECT_EQ(keys(Format::kCFamily, "int f() { return c ? g(\"x\") : h(\"y\"); }"), "x y ");
}

TEST(Language, TellsNamesOfBlocksFromNamesOfValues) {
  const auto blocks = [](Format format, std::string_view source) {
    std::string seen;
    DecodeText(source, format, [&](const Literal& literal) {
      if (literal.kind == LiteralKind::kString) seen += std::to_string(literal.blocks) + "/" + std::to_string(literal.path.size()) + " ";
    });
    return seen;
  };
  EXPECT_EQ(blocks(Format::kPhp, "class A extends B { const K = 'x'; function f() { g('y'); $v = 'z'; } }"), "1/2 1/1 1/2 ");
  EXPECT_EQ(blocks(Format::kPython, "class A:\n    K = 'x'\n    def f(self):\n        g('y')\nk = 'z'\n"), "1/2 1/1 0/1 ");
  EXPECT_EQ(blocks(Format::kJavaScript, "const a = {b: 'x'};"), "0/2 ");
}

TEST(Language, LooksBehindAValueForItsName) {
  EXPECT_EQ(StringsOf(Format::kSwift, "keychain.set(\"s3cret\", forKey: \"password\")").at(0).path, "password");
  EXPECT_EQ(StringsOf(Format::kObjectiveC, "[r setValue:@\"s3cret\" forHTTPHeaderField:@\"X-Api-Key\"];").at(0).path, "setValue/X-Api-Key");
  EXPECT_EQ(StringsOf(Format::kGo, "flag.StringVar(&p, \"password\", \"s3cret\", \"what it is for\")").at(1).path, "password");
  EXPECT_EQ(StringsOf(Format::kGo, "words.String(\"password\", \"s3cret\", \"other\")").at(1).path, "");
}

TEST(Language, AnIndexBehindAnIndexIsNoValue) {
  const auto seen = StringsOf(Format::kPhp, "$a = ['token' => $r[0]['query']['tokens']['x']];");
  ASSERT_EQ(seen.size(), 4u);
  for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_EQ(seen[i].path, "") << seen[i].text;
}

TEST(Language, EndsAnOpenStringAtItsLine) {
  const auto seen = StringsOf(Format::kCFamily, "a = \"open\nb = \"closed\";");
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_EQ(seen[1].text, "closed");
}

TEST(Language, StaysLinearOnHostileText) {
  for (const char* unit : {"\"", "'", "`", "(", "{", "<<AA\n", "/*", "#{", "${", "%q(", "R\"(", "[[", "\"a\"+", "x[", "class "}) {
    std::string text;
    while (text.size() < 300'000) text += unit;
    for (int f = static_cast<int>(Format::kCFamily); f <= static_cast<int>(Format::kPowerShell); ++f) {
      std::size_t count = 0;
      DecodeText(text, static_cast<Format>(f), [&](const Literal&) { ++count; });
      EXPECT_LE(count, text.size());
    }
  }
}

}  // namespace
}  // namespace keylint
