// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/calls.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/generic/first_secret.h"

namespace keylint {
namespace {

std::string SecretIn(const std::string& text) { return FirstSecret(text, SecretCalls(), CallSecret); }

TEST(CallSecret, StandsAtItsPlace) {
  EXPECT_EQ(SecretIn("DriverManager.getConnection(\"jdbc:x\", \"root\", \"xyz1\");"), "xyz1");
  EXPECT_EQ(SecretIn("new PDO('mysql:host=a;b', 'root', 'xyz1')"), "xyz1");
  EXPECT_EQ(SecretIn("requests.get(u, auth=(\"bob\", \"xyz1\"))"), "xyz1");
  EXPECT_EQ(SecretIn("AUTH = (\"bob\", \"xyz1\")"), "xyz1");
  EXPECT_EQ(SecretIn("http.basic_auth \"bob\", \"xyz1\"\n"), "xyz1");
  EXPECT_EQ(SecretIn("jwt.sign({ id: f(1, [2]) }, `xyz1`, { a: 1 })"), "xyz1");
  EXPECT_EQ(SecretIn("signWith(\n  HS256,\n  \"xyz1\"\n)"), "xyz1");
  EXPECT_EQ(SecretIn("sql.Open(\"mysql\", \"bob:xyz1@tcp(host)/db\")"), "xyz1");
}

TEST(CallSecret, StandsAtThePlaceThatALibraryGivesIt) {
  EXPECT_EQ(SecretIn("Elasticsearch(url, basic_auth=(\"elastic\", \"xyz1\"))"), "xyz1");
  EXPECT_EQ(SecretIn("URL.create(\"postgresql\", \"bob\", \"xyz1\", \"db\")"), "xyz1");
  EXPECT_EQ(SecretIn("cx_Oracle.connect(\"bob\", \"xyz1\", \"db\")"), "xyz1");
  EXPECT_EQ(SecretIn("cx_Oracle.connect(\"bob/xyz1@db/orcl\")"), "xyz1");
  EXPECT_EQ(SecretIn("cx_Oracle.connect(\"bob/@db/orcl\")"), "");
  EXPECT_EQ(SecretIn("l.Bind(\"cn=admin,dc=acme\", \"xyz1\")"), "xyz1");
  EXPECT_EQ(SecretIn("l.bind('cn=admin,dc=acme', 'acme')"), "");
  EXPECT_EQ(SecretIn("button.bind(\"<Return>\", \"xyz1\")"), "");
  EXPECT_EQ(SecretIn("env.put(Context.SECURITY_CREDENTIALS, \"xyz1\");"), "xyz1");
  EXPECT_EQ(SecretIn("new SftpClient(\"host\", 22, \"bob\", \"xyz1\")"), "xyz1");
}

TEST(CallSecret, StandsBehindItsName) {
  EXPECT_EQ(SecretIn("[Environment]::SetEnvironmentVariable(\"API_TOKEN\", \"xyz1\", \"User\")"), "xyz1");
  EXPECT_EQ(SecretIn("[Environment]::SetEnvironmentVariable(\"BUILD\", \"xyz1\", \"User\")"), "");
  EXPECT_EQ(SecretIn("buildConfigField \"String\", \"SECRET_KEY\", '\"xyz1\"'\n"), "xyz1");
  EXPECT_EQ(SecretIn("buildConfigField(\"String\", \"SECRET_KEY\", \"\\\"xyz1\\\"\")"), "xyz1");
  EXPECT_EQ(SecretIn("buildConfigField(\"String\", \"COMMIT\", \"xyz1\")"), "");
}

TEST(CallSecret, IsTheStringThatBytesAreMadeOf) {
  EXPECT_EQ(SecretIn("hmac.new(b\"xyz1\", message, sha256)"), "xyz1");
  EXPECT_EQ(SecretIn("hmac.New(sha256.New, []byte(\"xyz1\"))"), "xyz1");
  EXPECT_EQ(SecretIn("store.load(file, \"xyz1\".toCharArray());"), "xyz1");
}

TEST(CallSecret, IsNoReference) {
  EXPECT_EQ(SecretIn("DriverManager.getConnection(url, user, System.getenv(\"XYZ1\"))"), "");
  EXPECT_EQ(SecretIn("jwt.verify(token, config.get(\"xyz1\"))"), "");
  EXPECT_EQ(SecretIn("jwt.verify(token, \"xyz1\" + salt)"), "");
  EXPECT_EQ(SecretIn("auth=(\"bob\", os.environ[\"XYZ1\"])"), "");
  EXPECT_EQ(SecretIn("hmac.new(key, b\"xyz1\", sha256)"), "");
}

TEST(CallSecret, IsWhatIsTypedIntoAField) {
  EXPECT_EQ(SecretIn("page.fill(\"#password\", \"xyz1\")"), "xyz1");
  EXPECT_EQ(SecretIn("page.locator('[name=pwd]').fill('xyz1', { force: true })"), "xyz1");
  EXPECT_EQ(SecretIn("d.find_element(By.ID, \"password\").send_keys(\"xyz1\")"), "xyz1");
  EXPECT_EQ(SecretIn("password_field.send_keys('xyz1', Keys.ENTER)"), "xyz1");
  EXPECT_EQ(SecretIn("cy.get('#password')\n  .type('xyz1{enter}')"), "xyz1");
  EXPECT_EQ(SecretIn("cy.get('#user').type(name).get('#passwd').type('xyz1')"), "xyz1");
  EXPECT_EQ(SecretIn("onView(withId(R.id.password)).perform(typeText(\"xyz1\"))"), "xyz1");
  EXPECT_EQ(SecretIn("fill_in 'user_password', with: 'xyz1'\n"), "xyz1");
  EXPECT_EQ(SecretIn("fill_in(\"Password\", with: \"xyz1\")"), "xyz1");
  EXPECT_EQ(SecretIn("When I fill in \"Password\" with \"xyz1\"\n"), "xyz1");
}

TEST(CallSecret, IsNotWhatIsTypedElsewhere) {
  EXPECT_EQ(SecretIn("page.fill(\"#user\", \"xyz1\")"), "");
  EXPECT_EQ(SecretIn("password.clear(); user.send_keys(\"xyz1\")"), "");
  EXPECT_EQ(SecretIn("password.clear()\nuser.send_keys(\"xyz1\")"), "");
  EXPECT_EQ(SecretIn("cy.get('#password').type(word).get('#user').type('xyz1')"), "");
  EXPECT_EQ(SecretIn("page.fill(\"#password\", user.password)"), "");
  EXPECT_EQ(SecretIn("page.fill(\"#password\")"), "");
  EXPECT_EQ(SecretIn("When I fill in \"Name\" with \"xyz1\"\n"), "");
  EXPECT_EQ(SecretIn("fill in \"Password\" with \"never closed"), "");
}

TEST(CallSecret, IsNotWhatOnlyLooksLikeIt) {
  EXPECT_EQ(SecretIn("page.login(\"user\", \"Log in\")"), "");
  EXPECT_EQ(SecretIn("map.load(file, \"xyz1\")"), "");
  EXPECT_EQ(SecretIn("reconnect_ftp(a, b, \"xyz1\")"), "");
  EXPECT_EQ(SecretIn("jwt.sign(payload); f(a, \"xyz1\")"), "");
  EXPECT_EQ(SecretIn("jwt.sign(\"never closed"), "");
}

}  // namespace
}  // namespace keylint
