// SPDX-License-Identifier: Apache-2.0
#include "lint/decode/decode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/decode/collect.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(FormatOf, KnowsNamesExtensionsAndVariants) {
  EXPECT_EQ(FormatOf("a/.env", ""), Format::kDotenv);
  EXPECT_EQ(FormatOf(".env.production", ""), Format::kDotenv);
  EXPECT_EQ(FormatOf("prod.env", ""), Format::kDotenv);
  EXPECT_EQ(FormatOf("env.example", ""), Format::kDotenv);
  EXPECT_EQ(FormatOf("config.yml.erb", ""), Format::kYaml);
  EXPECT_EQ(FormatOf("Dockerfile.prod", ""), Format::kDockerfile);
  EXPECT_EQ(FormatOf("a.jar!x/app.properties", ""), Format::kProperties);
  EXPECT_EQ(FormatOf("src/main.rs", ""), Format::kRust);
  EXPECT_EQ(FormatOf("settings.json.bak", ""), Format::kJson);
  EXPECT_EQ(FormatOf("Makefile", ""), Format::kMakefile);
  EXPECT_EQ(FormatOf("a.m", "% connects\nx = 'a';\n"), Format::kMatlab);
  EXPECT_EQ(FormatOf("a.m", "#import <x.h>\n"), Format::kObjectiveC);
  EXPECT_EQ(FormatOf("A.cls", "public class A {}\n"), Format::kJavaScript);
  EXPECT_EQ(FormatOf("A.cls", "VERSION 1.0 CLASS\n"), Format::kVisualBasic);
  EXPECT_EQ(FormatOf("a.cls", "\\ProvidesClass{a}\n"), Format::kPlainText);
  EXPECT_EQ(FormatOf("rel/sys.config", "[{app, [{a, 1}]}].\n"), Format::kErlang);
}

TEST(FormatOf, LooksIntoFilesWithoutATellingName) {
  EXPECT_EQ(FormatOf("run", "#!/usr/bin/env python3\n"), Format::kPython);
  EXPECT_EQ(FormatOf("run", "#!/bin/bash -e\n"), Format::kShell);
  EXPECT_EQ(FormatOf("x", "{\n \"a\": 1}"), Format::kJson);
  EXPECT_EQ(FormatOf("x", "A=1\nB=2\n"), Format::kDotenv);
  EXPECT_EQ(FormatOf("x.conf", "server {\n listen 80;\n}"), Format::kNginx);
  EXPECT_EQ(FormatOf("x", "Dear reader,\nhello.\n"), Format::kPlainText);
}

TEST(Dotenv, ReadsWhatProgramsSee) {
  EXPECT_THAT(Values("A=1\nexport B='x # y'\nC=v # note\nD=\"a\\nb\"\nE=\nF: g\n", Format::kDotenv),
              ElementsAre("A=1", "B=x # y", "C=v", "D=a\nb", "E=", "F=g"));
}

TEST(Dotenv, ReadsQuotesOverLines) {
  EXPECT_THAT(Values("K=\"one\ntwo=\nthree\"\nL=2\n", Format::kDotenv),
              ElementsAre("K=one\ntwo=\nthree", "L=2"));
}

TEST(Dotenv, LeavesAnUnclosedQuoteToItsLine) {
  EXPECT_THAT(Values("K=\"one\nL=2\n", Format::kDotenv), ElementsAre("K=\"one", "L=2"));
}

TEST(Dotenv, NamesCommentedOutAssignments) {
  EXPECT_THAT(Commented("# KEY=value\nA=1 # B: two\n", Format::kDotenv),
              ElementsAre("KEY=value", "B=two"));
}

TEST(Fallback, StandsBehindTheValueItIsIn) {
  EXPECT_THAT(Values("A=${X:-lit}\nB=${x.y:lit2}\nC=${Z}\n", Format::kDotenv),
              ElementsAre("A=${X:-lit}", "A=lit", "B=${x.y:lit2}", "B=lit2", "C=${Z}"));
  const auto all = Collect("a: {{ env.X | default(\"lit\") }}\n", Format::kYaml);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[1].is_fallback);
  EXPECT_EQ(all[1].text, "lit");
  EXPECT_EQ(all[1].fallback_for, "env.X");
}

TEST(Ini, ReadsSectionsSeparatorsAndComments) {
  EXPECT_THAT(Values("[a]\nx = 1 ; c\ny: 2\n[b \"c\"]\n\tz = \"q\"\nrequirepass foo\n", Format::kIni),
              ElementsAre("a/x=1", "a/y=2", "b/c/z=q", "b/c/requirepass=foo"));
}

TEST(Ini, ReadsNpmAndSystemd) {
  EXPECT_THAT(Values("//registry.example.org/:_authToken=abc=\n", Format::kIni),
              ElementsAre("//registry.example.org//_authToken=abc="));
  EXPECT_THAT(Values("[Service]\nEnvironment=\"A=1 x\" B=2\n", Format::kIni),
              ElementsAre("Service/Environment/A=1 x", "Service/Environment/B=2"));
}

TEST(Properties, ResolvesEscapesAndContinuations) {
  EXPECT_THAT(Values("a.b=x\\u002dy\nc : d\\\n   e\n# k=v\nf g\n", Format::kProperties),
              ElementsAre("a/b=x-y", "c=de", "f=g"));
}

TEST(Json, ReadsScalarsUnderTheirNames) {
  EXPECT_THAT(Values(R"({"a": {"b": "x\u002dy", "c": [1, "z"]}, "d": true})", Format::kJson),
              ElementsAre("a/b=x-y", "a/c=1", "a/c=z", "d=true"));
}

TEST(Json, ReadsCommentsJson5AndPairs) {
  EXPECT_THAT(Values("{// c\n a: 'x', /* k: v */ \"l\": [{\"name\": \"N\", \"value\": \"v\"},"
                     "{\"value\": \"w\", \"key\": \"M\"}],}", Format::kJson),
              ElementsAre("a=x", "l/name=N", "l/N=v", "l/M=w", "l/key=M"));
}

TEST(Json, NamesArgumentsOfCommandArrays) {
  EXPECT_THAT(Values(R"({"args": ["--password", "x", "--user=y", "A=b"]})", Format::kJson),
              ElementsAre("args=--password", "args/password=x", "args/user=y", "args/A=b"));
}

TEST(Yaml, ReadsMappingsAndSequences) {
  EXPECT_THAT(Values("a:\n  b: 1 # c\n  l:\n  - x\n  - k: v\n    w: 'it''s'\nz: \"q\\tr\"\n", Format::kYaml),
              ElementsAre("a/b=1", "a/l=x", "a/l/k=v", "a/l/w=it's", "z=q\tr"));
}

TEST(Yaml, ReadsKubernetesAndComposeLists) {
  EXPECT_THAT(Values("env:\n- name: X\n  value: v\n- value: w\n  name: Y\nenvironment:\n  - K=z\n", Format::kYaml),
              ElementsAre("env/name=X", "env/X=v", "env/Y=w", "env/name=Y", "environment/K=z"));
}

TEST(Yaml, ReadsBlockScalars) {
  EXPECT_THAT(Values("a: |\n  x\n   y\n\n  z\nb: >-\n  p\n  q\nc: 1\n", Format::kYaml),
              ElementsAre("a=x\n y\n\nz\n", "b=p q", "c=1"));
}

TEST(Yaml, ReadsFlowAnchorsAndDocuments) {
  EXPECT_THAT(Values("a: &x {b: c d, e: [f, \"g\"]}\n---\nh: *x\ni: !t j\n<<: *x\n", Format::kYaml),
              ElementsAre("a/b=c d", "a/e=f", "a/e=g", "i=j"));
}

TEST(Yaml, RepeatsWhatAnAliasStandsForUnderItsName) {
  EXPECT_THAT(Values("a: &x 'it''s'\nb: &y\n  c: 1\n  d: {e: 2}\nf: *x # g\nh: [*x, i]\nj: {k: *y}\nl:\n- &z m\n- *z\nn: *none\n", Format::kYaml),
              ElementsAre("a=it's", "b/c=1", "b/d/e=2", "f=it's", "h=it's", "h=i", "j/k/c=1", "j/k/d/e=2", "l=m", "l=m"));
}

TEST(Yaml, MergesWhatAMappingDoesNotSetItself) {
  EXPECT_THAT(Values("a: &x\n  c: 1\n  d: 2\nb: &y\n  d: 3\n  <<: *x\n  e: 4\nf:\n- <<: [*y, *x]\n  e: 5\n- g: 6\n", Format::kYaml),
              ElementsAre("a/c=1", "a/d=2", "b/d=3", "b/e=4", "b/c=1", "f/e=5", "f/d=3", "f/c=1", "f/g=6"));
}

TEST(Yaml, PointsFromAnAliasToTheValue) {
  const std::string_view text = "a: &x \"p\\tq\"\nb: *x\n";
  const auto all = Collect(text, Format::kYaml);
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0].alias.empty());
  EXPECT_EQ(all[1].alias.Of(text), "*x");
  EXPECT_EQ(all[1].span, all[0].span);
  EXPECT_EQ(all[1].text, "p\tq");
  EXPECT_TRUE(all[1].mapped);
  EXPECT_EQ(all[1].name_span.Of(text), "b");
}

TEST(Yaml, ForgetsAnchorsWithTheirDocument) {
  EXPECT_THAT(Values("a: &x 1\n---\nb: *x\n", Format::kYaml), ElementsAre("a=1"));
}

TEST(Yaml, ReadsThroughTemplates) {
  EXPECT_THAT(Values("{{- if .a }}\nk: {{ .Values.b | default \"lit\" }}\n{{- end }}\n<% if x %>\nl: m\n", Format::kYaml),
              ElementsAre("k={{ .Values.b | default \"lit\" }}", "k=lit", "l=m"));
}

TEST(Yaml, FoldsScalarsOverLines) {
  EXPECT_THAT(Values("a: one\n  two\nb: \"x\n  y\"\nc: \"open\nd: 1\n", Format::kYaml),
              ElementsAre("a=one two", "b=x y", "c=\"open", "d=1"));
}

TEST(Yaml, ReadsFilesInBlockScalars) {
  EXPECT_THAT(Values("data:\n  app.properties: |\n    p.q=r\n    s=t\n", Format::kYaml),
              ElementsAre("data/app.properties=p.q=r\ns=t\n", "data/app.properties/p/q=r",
                          "data/app.properties/s=t"));
}

TEST(PlainText, KeepsOnlyPairs) {
  EXPECT_THAT(Values("Dear all,\nthe password: hunter2, and token=abc.\nsee https://a.b/c?key=v\n", Format::kPlainText),
              ElementsAre("password=hunter2", "token=abc", "key=v"));
}

TEST(PlainText, LooksThroughTheMarksOfProse) {
  EXPECT_THAT(Values("**a:** b\n*c*: `d`\n- **e** - f\n<b>g</b>: <code>h</code>\ni → **j**.\nk：l\n<strong>m:</strong>&nbsp;n\n", Format::kPlainText),
              ElementsAre("a=b", "c=d", "e=f", "g=h", "i=j", "k=l", "m=n"));
  EXPECT_THAT(Values("this - that\na <b - c\nx ** y = z\np: <q>\nr->s: t*\n", Format::kPlainText), ElementsAre("y=z", "p=<q>", "s=t*"));
}

TEST(Pages, NameValuesByTheTextsInFrontOfThem) {
  EXPECT_THAT(Values("<table><tr><th>A</th><td>b</td></tr></table><dl><dt>C</dt><dd>d</dd></dl><p><b>E</b>: f<br/>G: <i>h</i><p>J</p><p>k</p>", Format::kXml),
              ElementsAre("table/tr/th=A", "table/tr/td/A=b", "dl/dt=C", "dl/dd/C=d", "p/b=E", "p/E=f", "p=G:", "p/i/G=h", "p/p=J", "p/p=k"));
  EXPECT_THAT(Values("<tr><th>A</th><th>B</th></tr><tr><td>c</td><td>d</td></tr><tr><td>e</td><td>f g</td></tr>", Format::kXml),
              ElementsAre("tr/th=A", "tr/th=B", "tr/td/A=c", "tr/td/B=d", "tr/td/c=d", "tr/td/A=e", "tr/td=f g"));
  EXPECT_THAT(Values("<a><name>b:</name><c>d</c></a>", Format::kXml), ElementsAre("a/name=b:", "a/c=d"));   // No page.
}

TEST(Markdown, ReadsBlocksOfHtml) {
  EXPECT_THAT(Values("a=b\n\n<div>\n<td>C</td>\n<td>d</td>\n</div>\n\ne=f\n", Format::kMarkdown), ElementsAre("a=b", "div/td=C", "div/td/C=d", "e=f"));
}

TEST(Spans, PointAtTheBytesOfTheValue) {
  const std::string_view text = "a:\n  b: \"x\\ty\"\n";
  const auto all = Collect(text, Format::kYaml);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].span.Of(text), "x\\ty");
  EXPECT_EQ(all[0].name_span.Of(text), "b");
  EXPECT_TRUE(all[0].mapped);
}

TEST(Hostile, AliasesOfAliasesEnd) {
  std::string laughs = "a0: &a0 [x, \"y\\tz\"]\n";
  for (int i = 1; i < 60; ++i) {
    const std::string before = "*a" + std::to_string(i - 1);
    laughs += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before + ", " + before + ", " + before + "]\n";
  }
  std::string merges = "k: &k {a: 1, c: 2}\nm: &m\n  x: 3\n";
  for (int i = 0; i < 1000; ++i) merges += "  <<: [*k, *m]\n  n" + std::to_string(i) + ": *m\n";
  for (const std::string& text : {laughs, merges}) {
    const std::size_t count = Values(text, Format::kYaml).size();
    EXPECT_GT(count, 100u);
    EXPECT_LT(count, 20'000u);
  }
}

TEST(Hostile, DeepNestingEnds) {
  const std::string deep(300000, '[');
  EXPECT_THAT(Values(deep, Format::kJson), IsEmpty());
  EXPECT_THAT(Values(deep, Format::kYaml), IsEmpty());
  std::string stairs;
  for (int i = 0; i < 1200; ++i) stairs += std::string(static_cast<std::size_t>(i), ' ') + "k:\n";
  Values(stairs, Format::kYaml);
}

}  // namespace
}  // namespace keylint
