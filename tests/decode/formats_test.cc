// SPDX-License-Identifier: Apache-2.0
// One test per format beyond the first ones: what is read under which name.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/decode/decode.h"
#include "tests/decode/collect.h"

namespace keylint {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;

TEST(Shell, ReadsAssignments) {
  EXPECT_THAT(Values("A=b C='d e' cmd x\nexport F=\"g\\\"h\"\nG=$'a\\tb'\n# H=i\n", Format::kShell),
              ElementsAre("A=b", "C=d e", "=x", "F=g\"h", "G=a\tb"));
}

TEST(Shell, ReadsFlagsAndHeaders) {
  EXPECT_THAT(Values("curl -u me:pw -H 'X-Key: v' --token=t https://a | mysql -psecret -u root\n", Format::kShell),
              ElementsAre("-u=me", "password=pw", "X-Key=v", "token=t", "=https://a", "-p=secret", "-u=root"));
}

TEST(Shell, ReadsUserAndPasswordApart) {
  EXPECT_THAT(Values("curl -u key: a\ncurl --user 'x:y:z' b\nfoo -u a:b\n", Format::kShell),
              ElementsAre("-u=key:", "=a", "user=x", "password=y:z", "=b", "-u=a:b"));
}

TEST(Sql, ReadsOraclesQuotes) {
  EXPECT_THAT(Values("ALTER USER a IDENTIFIED BY q'[it's]'; SELECT q'!b!', 'c';", Format::kSql),
              ElementsAre("password=it's", "=b", "=c"));
}

TEST(Shell, ReadsArraysAndVariablesOfCommands) {
  EXPECT_THAT(Values("A=(x 'y z' [k]=w)\ndocker run -e K=v img\nenv B=c d\nsetenv E f\n", Format::kShell),
              ElementsAre("A=x", "A=y z", "A/k=w", "=run", "K=v", "=img", "B=c", "E=f"));
}

TEST(Shell, ReadsOptionsThatAreAssignments) {
  EXPECT_THAT(Values("java -Da.password=b -jar c\ntool -token=d --key=e\nmysql -pf=g\n", Format::kShell),
              ElementsAre("a.password=b", "-jar=c", "token=d", "key=e", "-p=f=g"));
  EXPECT_THAT(Values("heroku config:set A_KEY=b C d\npassword: e\n", Format::kShell), ElementsAre("A_KEY=b", "C=d", "password=e"));
}

TEST(Shell, ReadsTclsDictionariesAndArrays) {
  EXPECT_THAT(Values("set c [dict create a b password \"d\" \\\n  e f]\n", Format::kShell), ElementsAre("a=b", "password=d", "e=f"));
  EXPECT_THAT(Values("dict set c a password \"d\"\nset list(secret) e\n", Format::kShell), ElementsAre("a=password", "password=d", "secret=e"));
  // A shell's own parentheses.
  EXPECT_THAT(Values("set x (a b)\nset (a) b\n", Format::kShell), Contains("=b"));
}

TEST(Shell, ReadsHereDocumentsByTheirTarget) {
  EXPECT_THAT(Values("cat > .env <<EOF\nA=b\nEOF\nC=d\n", Format::kShell), ElementsAre("=A=b\n", "A=b", "C=d"));
}

TEST(Shell, KeepsHolesAndFallbacks) {
  const auto all = Collect("A=\"pre $X ${Y:-lit}\"\nB=$Z\nC=$(curl -u a:b c)\n", Format::kShell);
  ASSERT_GE(all.size(), 5u);
  EXPECT_EQ(all[0].text, "pre \xEF\xBF\xBC \xEF\xBF\xBC");
  EXPECT_TRUE(all[0].has_holes);
  EXPECT_EQ(all[1].text, "lit");
  EXPECT_TRUE(all[1].is_fallback);
  EXPECT_EQ(all[2].text, "$Z");
  EXPECT_EQ(all[3].text, "$(curl -u a:b c)");
  EXPECT_EQ(all[4].path, "C/-u");
  EXPECT_EQ(all[5].path, "C/password");
}

TEST(Shell, ReadsTheCommandLinesOfCommands) {
  EXPECT_THAT(Values("ssh h \"API_KEY=a ./x\"\nsu app -c 'API_KEY=b run'\neval \"export API_KEY=c\"\n", Format::kShell),
              ElementsAre("=h", "=API_KEY=a ./x", "API_KEY=a", "=app", "-c=API_KEY=b run", "-c/API_KEY=b", "API_KEY=c"));
  EXPECT_THAT(Values("docker run -e \"TITLE=two words\" img\n", Format::kShell), Contains("TITLE=two words"));
}

TEST(CommandLines, EndAValueAtTheBlankBeforeTheCommand) {
  EXPECT_THAT(Values("script:\n  - API_KEY=a deploy\n", Format::kYaml), ElementsAre("script=API_KEY=a deploy", "script/API_KEY=a"));
  EXPECT_THAT(Values("env:\n  - API_KEY=a B=c\n", Format::kYaml), ElementsAre("env=API_KEY=a B=c", "env/API_KEY=a", "env/B=c"));
  EXPECT_THAT(Values("{\"a\": [\"API_KEY='b c' ./x\"]}", Format::kJson), ElementsAre("a=API_KEY='b c' ./x", "a/API_KEY=b c"));
  EXPECT_THAT(Values("args: [sh, -c, \"cd x && API_KEY=a y\"]\n", Format::kYaml), Contains("args/API_KEY=a"));
}

TEST(CommandLines, KeepWordsThatAreNoCommand) {
  EXPECT_THAT(Values("environment:\n  - PASSPHRASE=correct horse battery\n  - SEED=cost cargo node\n", Format::kYaml),
              ElementsAre("environment/PASSPHRASE=correct horse battery", "environment/SEED=cost cargo node"));
  EXPECT_THAT(Values("{\"cookie\": \"ID=a; Path=/\"}", Format::kJson), ElementsAre("cookie=ID=a; Path=/"));
}

TEST(CommandLines, StandInStringsOfPrograms) {
  EXPECT_THAT(Values("putenv(\"API_KEY=a\");\n", Format::kCFamily), ElementsAre("=API_KEY=a", "API_KEY=a"));
  EXPECT_THAT(Values("sh \"API_KEY=a ./x ${b}\"\n", Format::kGroovy), Contains("API_KEY=a"));
  // A name alone says little, and the value's own name in it is somebody's slip.
  EXPECT_THAT(Values("x = \"AB=c\"\nAPI_KEY = \"API_KEY=d\"\n", Format::kPython), ElementsAre("x=AB=c", "API_KEY=API_KEY=d"));
}

TEST(Dockerfile, ReadsSettingsAndCommands) {
  EXPECT_THAT(Values("FROM a\nENV K=v L=\"w x\"\nENV M the rest\nENV O \"in quotes\"\nARG N=1\nRUN export P=q && \\\n  curl -u r:s t\n"
                     "CMD [\"x\", \"--token\", \"y\"]\n", Format::kDockerfile),
              ElementsAre("FROM=a", "K=v", "L=w x", "M=the rest", "O=in quotes", "N=1", "P=q", "-u=r", "password=s", "=t", "=x", "=--token",
                          "token=y"));
}

TEST(Makefile, ReadsVariablesAndRecipes) {
  EXPECT_THAT(Values("A := b\nexport C ?= d # e\nall: x\n\t@curl --token f g\n", Format::kMakefile),
              ElementsAre("A=b", "C=d", "token=f", "=g"));
}

TEST(Ini, EndsAValueAtTheCommentBehindIt) {
  EXPECT_THAT(Values("a = b // c\nd = e f // g\nh = smb //i/j\nk = \"l m\" // n\n", Format::kIni), ElementsAre("a=b", "d=e f // g", "h=smb //i/j", "k=l m"));
}

TEST(Ini, ReadsTheVariablesOfAHost) {
  EXPECT_THAT(Values("[db]\none ssh_pass='a b' user_pass=\"c\" port=1\ntwo ssh_pass=d # e\nexport F_G=\"h\"\nrequirepass i=\n", Format::kIni),
              ElementsAre("db/one/ssh_pass=a b", "db/one/user_pass=c", "db/one/port=1", "db/two/ssh_pass=d", "db/F_G=h", "db/requirepass i="));
}

TEST(Format, TellsBlocksAndMappingsInConfiguration) {
  EXPECT_EQ(FormatOf("a.conf", "slack { token = b }\n"), Format::kHcl);
  EXPECT_EQ(FormatOf("a.conf", "pattern = %h { b = c }\n"), Format::kIni);
  EXPECT_EQ(FormatOf(".ebextensions/app.config", "# a\noption_settings:\n  - b\n"), Format::kYaml);
  EXPECT_EQ(FormatOf("", "export API_KEY=a && ./x\n"), Format::kShell);
  EXPECT_EQ(FormatOf("", "API_KEY=a\nB=c d\n"), Format::kDotenv);
}

TEST(Values, StandUnderTheVariableAroundThem) {
  EXPECT_THAT(Values("variables:\n  KEY_A:\n    value: b\n    description: c\n  d: {value: e}\n", Format::kYaml),
              ElementsAre("variables/KEY_A=b", "variables/KEY_A/description=c", "variables/d=e"));
  EXPECT_THAT(Values("{\"outputs\": {\"a\": {\"value\": \"b\"}}, \"c\": {\"value\": \"d\"}}", Format::kJson), ElementsAre("outputs/a=b", "c/value=d"));
}

TEST(Yaml, ReadsThePasswordsOfCloudInit) {
  EXPECT_THAT(Values("chpasswd:\n  list: |\n    root:a:b\n    ann:c\n  expire: no\n", Format::kYaml),
              ElementsAre("chpasswd/list=root:a:b\nann:c\n", "chpasswd/list/root/password=a:b", "chpasswd/list/ann/password=c", "chpasswd/expire=no"));
}

TEST(Yaml, ReadsTheListedFallbackOfServerless) {
  EXPECT_THAT(Values("a: ${env:KEY_A, 'b'}\n", Format::kYaml), ElementsAre("a=${env:KEY_A, 'b'}", "a=b"));
}

TEST(Xml, ReadsTheArgumentsOfJmeter) {
  EXPECT_THAT(Values("<p><s name=\"Argument.name\">a</s><s name=\"Argument.value\">b</s></p>", Format::kXml), Contains("p/a=b"));
}

TEST(Source, NamesByTheCallThatSetsAVariable) {
  EXPECT_THAT(Values("[Environment]::SetEnvironmentVariable(\"API_KEY\", \"a\", \"User\")\n", Format::kPowerShell), Contains("API_KEY=a"));
  EXPECT_THAT(Values("class A {\n  @Value(\"${b.key:c}\")\n  String d;\n}\n", Format::kJava), Contains("A/b.key=c"));
}

TEST(Toml, ReadsTablesAndStrings) {
  EXPECT_THAT(Values("a = 1\n[b.\"c d\"]\ne.f = \"g\\u002dh\" # i\nj = ['k', {l = \"m\"}]\nn = \"\"\"\no\np\"\"\"\n", Format::kToml),
              ElementsAre("a=1", "b/c d/e/f=g-h", "b/c d/j=k", "b/c d/j/l=m", "b/c d/n=o\np"));
}

TEST(Toml, GoesOnBehindAnOpenArray) {
  EXPECT_THAT(Values("a = [1,\nb = 2\n", Format::kToml), ElementsAre("a=1", "b=2"));
}

TEST(Xml, ReadsTextAttributesAndEntities) {
  EXPECT_THAT(Values("<a><b c='d&amp;e'>f&#45;g</b><![CDATA[h]]></a>", Format::kXml),
              ElementsAre("a/b/c=d&e", "a/b=f-g", "a=h"));
}

TEST(Xml, ReadsNamedValues) {
  EXPECT_THAT(Values("<s><add key=\"X\" value=\"v\"/><string name=\"Y\">w</string></s>", Format::kXml),
              ElementsAre("s/add/X=v", "s/string/Y=w"));
  EXPECT_THAT(Values("<plist><dict><key>K</key><string>v</string><key>D</key><dict><key>L</key><string>w</string>"
                     "</dict></dict></plist>", Format::kXml),
              ElementsAre("K=v", "D/L=w"));
  EXPECT_THAT(Values("<p><name>N</name><value>v</value></p>", Format::kXml), ElementsAre("p/name=N", "p/N=v"));
}

TEST(Xml, ReadsElementsInComments) {
  EXPECT_THAT(Commented("<a><!-- <b>c</b> --></a>", Format::kXml), ElementsAre("a/b=c"));
}

TEST(Hcl, ReadsBlocksObjectsAndHereDocuments) {
  EXPECT_THAT(Values("a = \"b\" # c\nresource \"r\" \"s\" {\n  t = { u = \"v\", w : \"x\" }\n  y = [\"z\"]\n"
                     "  h = <<EOT\nk=v\nEOT\n}\nq.p = f(\"g\", 1)\n", Format::kHcl),
              ElementsAre("a=b", "resource/r/s/t/u=v", "resource/r/s/t/w=x", "resource/r/s/y=z",
                          "resource/r/s/h=k=v\n", "resource/r/s/h/k=v", "q/p=g", "q/p=1"));
}

TEST(Nginx, ReadsDirectivesAndNames) {
  EXPECT_THAT(Values("server {\n set $k \"v\"; # c\n location / { proxy_set_header X-Key w; }\n if ($http_a != \"b\") { return 403; }\n env A=c;\n}\n", Format::kNginx),
              ElementsAre("server/set/k=v", "server/location/proxy_set_header/X-Key=w", "server/http_a=b",
                          "server/if/return=403", "server/env/A=c"));
}

TEST(Apache, ReadsDirectivesAndSections) {
  EXPECT_THAT(Values("<VirtualHost *:80>\nSetEnv K \"v w\"\nRequestHeader set X-Key u\n</VirtualHost>\nAuthLDAPBindPassword p\n", Format::kApache),
              ElementsAre("VirtualHost/SetEnv/K=v w", "VirtualHost/RequestHeader/X-Key=u", "AuthLDAPBindPassword=p"));
}

TEST(Sql, NamesLiteralsByColumnAndClause) {
  EXPECT_THAT(Values("INSERT INTO t (a, b) VALUES ('x', MD5('y')), ('z''z', 1);\nALTER USER u IDENTIFIED BY 'p';\n"
                     "UPDATE v SET c = 'd' WHERE e = 'f'; -- g = 'h'\nCREATE ROLE r PASSWORD 's';\n", Format::kSql),
              ElementsAre("t/a=x", "t/b=y", "t/a=z'z", "password=p", "c=d", "e=f", "password=s"));
}

TEST(Markdown, ReadsTheFirstTwoCellsOfARow) {
  EXPECT_THAT(Values("| name | value |\n| `DB_PASSWORD` | `a1b2` |\n| **token** | c3d4 | x\n| key | two words |\n", Format::kMarkdown),
              testing::ElementsAre("name=value", "DB_PASSWORD=a1b2", "token=c3d4"));
}

TEST(Markdown, ReadsCellsUnderTheirTitles) {
  EXPECT_THAT(Values("| host | login | **password** |\n|---|:-:|---|\n| db1 | root | `a1b2` |\n| db2 | app \\| x | c3 d4 |\n\n| db3 | x | y |\n", Format::kMarkdown),
              ElementsAre("host=login", "db1=root", "host=db1", "password=a1b2", "host=db2", "db3=x"));
  EXPECT_THAT(Values("| service | user / password |\n|---|---|\n| grafana | admin / a1b2 |\n", Format::kMarkdown),
              ElementsAre("password=a1b2"));
}

TEST(Text, ReadsFormsApart) {
  EXPECT_THAT(Values("password=a1b2&user=app\n", Format::kPlainText), ElementsAre("password=a1b2", "user=app"));
  EXPECT_THAT(Values("password=a1&b2\n", Format::kPlainText), ElementsAre("password=a1&b2"));
}

TEST(Notebook, LeavesTheLineEndOfAnOutputsPairOut) {
  EXPECT_THAT(Values("{\"cells\": [{\"outputs\": [{\"text\": [\"KEY=a1b2\\n\"]}]}]}", Format::kNotebook), ElementsAre("cells/outputs/text/KEY=a1b2"));
}

TEST(Text, ReadsTwoValuesUnderTwoNames) {
  EXPECT_THAT(Values("user / password: admin / a1b2\nurl: a/b\n", Format::kPlainText), ElementsAre("password=a1b2", "url=a/b"));
  EXPECT_THAT(Values("{password, \"a1b2\"}, {port, 1}\n-define(KEY, \"c3d4\").\nf(a, b, \"c\")\n", Format::kPlainText), ElementsAre("password=a1b2", "KEY=c3d4"));
}

TEST(Text, ReadsSetxAsACommand) {
  EXPECT_THAT(Values("setx API_TOKEN a1b2 /M\r\n", Format::kBatch), testing::Contains("API_TOKEN=a1b2"));
}

TEST(Sql, ReadsCopyRows) {
  EXPECT_THAT(Values("COPY public.t (a, b) FROM stdin;\n1\tx\n2\t\\N\n\\.\nSELECT 'y';\n", Format::kSql),
              ElementsAre("t/a=1", "t/b=x", "t/a=2", "=y"));
}

TEST(Sql, ReadsTablesOfSettings) {
  EXPECT_THAT(Values("INSERT INTO t (id, name, value) VALUES (1, 'a_key', 'b'), (2, 'x y', 'c');", Format::kSql),
              ElementsAre("t/name=a_key", "t/a_key=b", "t/name=x y", "t/value=c"));
  EXPECT_THAT(Values("INSERT INTO t (config_path, config_value) VALUES ('a/b', 'c');", Format::kSql), ElementsAre("t/config_path=a/b", "t/a/b=c"));
  EXPECT_THAT(Values("INSERT INTO t (product_name, price_value) VALUES ('a', 'b');", Format::kSql), ElementsAre("t/product_name=a", "t/price_value=b"));
  EXPECT_THAT(Values("INSERT INTO t (name, value) VALUES ('a', 'b') ON DUPLICATE KEY UPDATE value = 'c';", Format::kSql), ElementsAre("t/name=a", "t/a=b", "a=c"));
  EXPECT_THAT(Values("UPDATE t SET value = 'a' WHERE on = 'x' AND `key` = 'b';", Format::kSql), ElementsAre("b=a", "on=x", "key=b"));
  EXPECT_THAT(Values("INSERT INTO t SET name = 'a', value = 'b';", Format::kSql), ElementsAre("name=a", "a=b"));
  EXPECT_THAT(Values("COPY t (name, value) FROM stdin;\na\tb\n\\.\n", Format::kSql), ElementsAre("t/name=a", "t/a=b"));
  EXPECT_THAT(Values("UPDATE t SET value = 'a' WHERE name = 'b'\nUPDATE t SET value = 'c' WHERE name = 'd'\n", Format::kSql),
              ElementsAre("b=a", "name=b", "d=c", "name=d"));
  EXPECT_THAT(Values("UPDATE t SET value = 'a'\nUPDATE t SET value = 'c' WHERE name = 'd'\n", Format::kSql), ElementsAre("value=a", "d=c", "name=d"));
  EXPECT_THAT(Values("UPDATE t SET value = 'a'; SELECT 1 FROM t WHERE name = 'b';", Format::kSql), ElementsAre("value=a", "name=b"));
}

TEST(Sql, DecodesWhatTheStatementDecodes) {
  EXPECT_THAT(Values("INSERT INTO t (a, b) VALUES (FROM_BASE64('aGVsbG8='), decode('aGVsbG8=', 'base64'));", Format::kSql),
              ElementsAre("t/a=aGVsbG8=", "t/a=hello", "t/b=aGVsbG8=", "t/b=hello", "t/b=base64"));
}

TEST(Sql, NamesWhatAnInsertSelects) {
  EXPECT_THAT(Values("INSERT INTO t (a, b, c) SELECT f(1, 2), 'x', 'y' FROM u WHERE d = 'z';", Format::kSql), ElementsAre("t/b=x", "t/c=y", "d=z"));
}

TEST(Http, ReadsHeadersVariablesAndBodies) {
  EXPECT_THAT(Values("@t = v\nPOST https://a.b/c?k=w HTTP/1.1\nAuthorization: Bearer x\n\n{\"d\": \"e\"}\n\n### next\nGET /\nX: y\n", Format::kHttp),
              ElementsAre("t=v", "k=w", "Authorization=Bearer x", "d=e", "X=y"));
}

TEST(Credentials, ReadTheirFields) {
  EXPECT_THAT(Values("machine h login u password p\ndefault\n login v\n", Format::kNetrc),
              ElementsAre("h/login=u", "h/password=p", "default/login=v"));
  EXPECT_THAT(Values("# c\nh:5432:d:u:p\\:q\n", Format::kPgpass), ElementsAre("h/user=u", "h/password=p:q"));
  EXPECT_THAT(Values("u:$x$y\n", Format::kHtpasswd), ElementsAre("u=$x$y"));
}

TEST(Csv, NamesCellsByTheirTitle) {
  EXPECT_THAT(Values("User name,Secret key\nme,\"a\"\"b\"\n", Format::kCsv),
              ElementsAre("User name=me", "Secret key=a\"b"));
  EXPECT_THAT(Values("1,2\n3,4\n", Format::kCsv), ElementsAre("=1", "=2", "=3", "=4"));
}

TEST(Csv, ReadsTablesOfSettings) {
  EXPECT_THAT(Values("Key,about,Value\na,\"x, y\",b\n,z,c\n", Format::kCsv), ElementsAre("Key=a", "about=x, y", "a=b", "about=z", "Value=c"));
  EXPECT_THAT(Values("name\tvalue\na\tb\n", Format::kTsv), ElementsAre("name=a", "a=b"));
}

TEST(Registry, ReadsStringsAndWideStrings) {
  EXPECT_THAT(Values("Windows Registry Editor Version 5.00\n[HKEY_A\\B]\n\"N\"=\"c\\\\d\"\n\"M\"=hex(2):41,00,42,\\\n  00,00,00\n", Format::kRegistry),
              ElementsAre("HKEY_A/B/N=c\\d", "HKEY_A/B/M=AB"));
}

TEST(Markdown, ReadsBlocksByLanguageAndProse) {
  EXPECT_THAT(Values("---\nt: u\n---\nSet `K=v` here.\n\n```yaml\na:\n  b: c\n```\n> ```sh\nexport D=e\n```\n", Format::kMarkdown),
              ElementsAre("t=u", "K=v", "a/b=c", "D=e"));
}

TEST(RestructuredText, ReadsCodeBlocks) {
  EXPECT_THAT(Values("Text::\n\n  $ curl -u a:b c\n\n.. code-block:: yaml\n   :linenos:\n\n   d: e\n\nEnd f=g.\n", Format::kRestructuredText),
              ElementsAre("-u=a", "password=b", "=c", "d=e", "f=g"));
}

TEST(Asciidoc, ReadsSourceBlocks) {
  EXPECT_THAT(Values("= T\n[source,yaml]\n----\na: b\n----\nc=d\n", Format::kAsciidoc), ElementsAre("a=b", "c=d"));
}

TEST(Notebook, ReadsCellsInTheirLanguage) {
  EXPECT_THAT(Values(R"({"cells": [{"cell_type": "code", "source": ["A='b'\n", "C=\"d\\n\""]}], "metadata": {"kernelspec": {"language": "bash"}}})", Format::kNotebook),
              ElementsAre("cells/cell_type=code", "cells/source/A=b", "cells/source/C=d\\n",
                          "metadata/kernelspec/language=bash"));
}

TEST(PlainText, ReadsCommandLines) {
  EXPECT_THAT(Values("run this:\n$ foo --token a \\\n  --key b\ncurl -H 'X: y' z\n", Format::kPlainText),
              ElementsAre("token=a", "key=b", "X=y", "=z"));
}

TEST(KubernetesSecret, IsDecoded) {
  const std::string_view text = "kind: Secret\ndata:\n  K: aGVsbG8=\n  f.json: eyJhIjogImIifQ==\n";
  EXPECT_THAT(Values(text, Format::kYaml),
              ElementsAre("kind=Secret", "data/K=aGVsbG8=", "data/Secret/K=hello", "data/f.json=eyJhIjogImIifQ==",
                          "data/f.json={\"a\": \"b\"}", "data/f.json/a=b"));
  const auto all = Collect(text, Format::kYaml);
  EXPECT_THAT(all[2].decoded_from, ElementsAre(Encoding::kBase64));
  EXPECT_EQ(all[2].span.Of(text), "aGVsbG8=");
  EXPECT_THAT(all[5].decoded_from, ElementsAre(Encoding::kBase64));
  EXPECT_THAT(Values("{\"kind\": \"Secret\", \"data\": {\"K\": \"aGVsbG8=\"}}", Format::kJson), Contains("data/Secret/K=hello"));
}

// Each object is a Secret by its own kind, wherever that stands.
TEST(KubernetesSecret, IsToldByTheKindBesideIt) {
  const auto means = [](std::string_view text, Format format) {
    std::vector<std::string> decoded;
    for (const auto& literal : Collect(text, format)) {
      if (literal.decoded_from == std::vector<Encoding>{Encoding::kBase64}) decoded.push_back(literal.text);
    }
    return decoded;
  };
  EXPECT_THAT(means("kind: ConfigMap\ndata:\n  K: aGVsbG8=\n---\ndata:\n  K: d29ybGQ=\nkind: Secret # x\n", Format::kYaml), ElementsAre("world"));
  EXPECT_THAT(means("items:\n- data:\n    K: aGVsbG8=\n  kind: 'Secret'\n- kind: ConfigMap\n  metadata:\n    kind: Secret\n  data:\n    K: d29ybGQ=\n", Format::kYaml),
              ElementsAre("hello"));
  EXPECT_THAT(means("kind: Secret\ndata: {K: aGVsbG8=}\nspec:\n  data:\n    K: d29ybGQ=\n", Format::kYaml), ElementsAre("hello"));
  EXPECT_THAT(means("kind: SecretStore\ndata:\n  K: aGVsbG8=\n", Format::kYaml), ElementsAre());
  const std::string_view json = "{\"items\": [{\"data\": {\"K\": \"aGVsbG8=\"}, \"kind\": \"Secret\"}, {\"data\": {\"K\": \"d29ybGQ=\"}, \"metadata\": {\"kind\": \"Secret\"}}]}";
  EXPECT_THAT(means(json, Format::kJson), ElementsAre("hello"));
  EXPECT_THAT(means(json, Format::kYaml), ElementsAre("hello"));
}

TEST(Hcl, DecodesWhatTheConfigurationDecodes) {
  EXPECT_THAT(Values("a = base64decode(\"aGVsbG8=\")\nb = base64encode(\"aGVsbG8=\")\n", Format::kHcl), ElementsAre("a=aGVsbG8=", "a=hello", "b=aGVsbG8="));
}

TEST(Language, DecodesWhatTheCodeDecodes) {
  const std::pair<Format, std::string_view> kCalls[] = {
      {Format::kPython, "k = base64.b64decode(\"aGVsbG8=\")"}, {Format::kJavaScript, "k = Buffer.from('aGVsbG8=', 'base64')"},
      {Format::kGo, "k := base64.StdEncoding.DecodeString(\"aGVsbG8=\")"}, {Format::kJava, "k = f(Base64.getDecoder().decode(\"aGVsbG8=\"));"},
      {Format::kCSharp, "k = Convert.FromBase64String(\"aGVsbG8=\");"}, {Format::kRuby, "k = Base64.urlsafe_decode64(\"aGVsbG8=\")"},
      {Format::kRuby, "k = \"aGVsbG8=\".unpack1(\"m\")"}, {Format::kGroovy, "k = \"aGVsbG8=\".decodeBase64()"}, {Format::kElixir, "k = Base.decode64!(\"aGVsbG8=\")"},
      {Format::kRust, "let k = STANDARD.decode(\"aGVsbG8=\");"}};
  for (const auto& [format, source] : kCalls) EXPECT_THAT(Values(source, format), Contains("k=hello")) << source;
  const std::pair<Format, std::string_view> kOthers[] = {{Format::kPython, "k = base64.b64encode(\"aGVsbG8=\")"}, {Format::kPython, "k = jwt.decode(\"aGVsbG8=\")"},
                                                         {Format::kJavaScript, "k = Buffer.from('aGVsbG8=', 'utf8')"}, {Format::kRuby, "k = \"aGVsbG8=\".unpack1(\"H*\")"},
                                                         {Format::kCSharp, "k = Convert.ToBase64String(\"aGVsbG8=\");"}};
  for (const auto& [format, source] : kOthers) EXPECT_THAT(Values(source, format), testing::Not(Contains("k=hello"))) << source;
}

}  // namespace
}  // namespace keylint
