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
              ElementsAre("-u=me:pw", "X-Key=v", "token=t", "=https://a", "-p=secret", "-u=root"));
}

TEST(Shell, ReadsArraysAndVariablesOfCommands) {
  EXPECT_THAT(Values("A=(x 'y z' [k]=w)\ndocker run -e K=v img\nenv B=c d\nsetenv E f\n", Format::kShell),
              ElementsAre("A=x", "A=y z", "A/k=w", "=run", "K=v", "=img", "B=c", "E=f"));
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
}

TEST(Dockerfile, ReadsSettingsAndCommands) {
  EXPECT_THAT(Values("FROM a\nENV K=v L=\"w x\"\nENV M the rest\nARG N=1\nRUN export P=q && \\\n  curl -u r:s t\n"
                     "CMD [\"x\", \"--token\", \"y\"]\n", Format::kDockerfile),
              ElementsAre("FROM=a", "K=v", "L=w x", "M=the rest", "N=1", "P=q", "-u=r:s", "=t", "=x", "=--token",
                          "token=y"));
}

TEST(Makefile, ReadsVariablesAndRecipes) {
  EXPECT_THAT(Values("A := b\nexport C ?= d # e\nall: x\n\t@curl --token f g\n", Format::kMakefile),
              ElementsAre("A=b", "C=d", "token=f", "=g"));
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

}  // namespace
}  // namespace keylint
