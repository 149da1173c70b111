// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/commands.h"

#include <string>

#include <gtest/gtest.h>

#include "tests/generic/first_secret.h"

namespace keylint {
namespace {

std::string SecretIn(const std::string& text) { return FirstSecret(text, SecretCommands(), CommandSecret); }
std::string SecretInList(const std::string& text) {
  return FirstSecret<ListedCommand>(text, ListedCommands(), [](std::string_view all, const ListedCommand& listed, Span words) { return CommandSecret(all, *listed.command, words); });
}

TEST(CommandSecret, StandsBehindItsOption) {
  EXPECT_EQ(SecretIn("docker login -u bob -p xyzzy registry"), "xyzzy");
  EXPECT_EQ(SecretIn("sshpass -pxyzzy ssh host"), "xyzzy");
  EXPECT_EQ(SecretIn("mysql -uroot -p'xyzzy' shop"), "xyzzy");
  EXPECT_EQ(SecretIn("keytool -list -storepass xyzzy -keystore a"), "xyzzy");
  EXPECT_EQ(SecretIn("sqlcmd -S host -U sa -P xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("gh secret set NAME --body=xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("aws ssm put-parameter --name a --value xyzzy --type SecureString"), "xyzzy");
  EXPECT_EQ(SecretIn("aws ssm put-parameter --name a --value xyzzy --type String"), "");
  EXPECT_EQ(SecretIn("npm config set //registry/:_authToken=xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("ssh-keygen -t rsa -N \"xyzzy\" -f id"), "xyzzy");
  EXPECT_EQ(SecretIn("cmdkey /add:host /user:bob /pass:xyzzy"), "xyzzy");
}

TEST(CommandSecret, IsWhatANotebookSets) {
  EXPECT_EQ(SecretIn("\"%env API_TOKEN=xyzzy\\n\","), "xyzzy");
  EXPECT_EQ(SecretIn("\"%env API_TOKEN xyzzy\\n\","), "xyzzy");
  EXPECT_EQ(SecretIn("%set_env API_TOKEN xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("!export API_TOKEN=xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("%env PATH=xyzzy"), "");
}

TEST(CommandSecret, StandsBehindItsUser) {
  EXPECT_EQ(SecretIn("curl -u bob:xyzzy host"), "xyzzy");
  EXPECT_EQ(SecretIn("curl --user=bob:xyzzy host"), "xyzzy");
  EXPECT_EQ(SecretIn("smbclient //host/share -U bob%xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("lftp -u bob,xyzzy host"), "xyzzy");
  EXPECT_EQ(SecretIn("sqlplus bob/xyzzy@host"), "xyzzy");
}

TEST(CommandSecret, StandsAtItsPlace) {
  EXPECT_EQ(SecretIn("wpa_passphrase home xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("htpasswd -bc .htpasswd admin xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("htpasswd -nbB admin xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("mysqladmin -u root password xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("composer config --global http-basic.repo.example.org user xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("vault login -method=userpass"), "");
  EXPECT_EQ(SecretIn("net user bob xyzzy /add"), "xyzzy");
  EXPECT_EQ(SecretIn("net user /add bob"), "");
  EXPECT_EQ(SecretIn("rootpw --plaintext xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("rootpw xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("rootpw --iscrypted xyzzy\n"), "");
  EXPECT_EQ(SecretIn("rootpw {SSHA}xyzzy\n"), "");
  EXPECT_EQ(SecretIn("d-i passwd/root-password password xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("mc alias set a https://host id xyzzy"), "xyzzy");
}

TEST(CommandSecret, StandsBehindTheNameOfASecret) {
  EXPECT_EQ(SecretIn("setx API_KEY xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("SetEnv DB_PASSWORD xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("Set-Item Env:API_KEY \"xyzzy\""), "xyzzy");
  EXPECT_EQ(SecretIn("consul kv put app/db_password xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("setx PATH xyzzy"), "");
  EXPECT_EQ(SecretIn("consul kv put app/host xyzzy"), "");
  EXPECT_EQ(SecretIn("setx API_KEY"), "");
}

TEST(CommandSecret, IsWrittenToThePipe) {
  EXPECT_EQ(SecretIn("echo xyzzy | sudo -S true"), "xyzzy");
  EXPECT_EQ(SecretIn("echo \"xyzzy\" | docker login -u ci --password-stdin"), "xyzzy");
  EXPECT_EQ(SecretIn("echo -n \"bob:xyzzy\" | chpasswd"), "xyzzy");
  EXPECT_EQ(SecretIn("cat file | chpasswd"), "");
  EXPECT_EQ(SecretIn("echo -e \"xyzzy\\nxyzzy\" | passwd bob"), "xyzzy");
  EXPECT_EQ(SecretIn("(echo xyzzy; echo xyzzy) | smbpasswd -s bob"), "xyzzy");
  EXPECT_EQ(SecretIn("chpasswd <<< \"bob:xyzzy\""), "xyzzy");
}

TEST(CommandSecret, StandsInAListOfArguments) {
  EXPECT_EQ(SecretInList("run([\"sshpass\", \"-p\", \"xyzzy\", \"ssh\"])"), "xyzzy");
  EXPECT_EQ(SecretInList("test: ['CMD', 'mysqladmin', 'ping', '-uroot', '-pxyzzy']"), "xyzzy");
  EXPECT_EQ(SecretInList("exec.Command(\"curl\",\n\t\"-u\", \"bob:xyzzy\")"), "xyzzy");
  EXPECT_EQ(SecretInList("spawn('mysql', ['-uroot', '-pxyzzy'])"), "xyzzy");
  EXPECT_EQ(SecretInList("command:\n  - redis-cli\n  - -a\n  - xyzzy\n  - ping\n"), "xyzzy");
  EXPECT_EQ(SecretInList("  - redis-cli\n  - \"-a\"\n  - 'xyzzy'\n"), "xyzzy");
  EXPECT_EQ(SecretInList("run([\"mysql\"]); mkdir(\"-p\", \"xyzzy\")"), "");
  EXPECT_EQ(SecretInList("[\"mysql\", \"-p\", \"shop\"]"), "");
  EXPECT_EQ(SecretInList("services:\n  - redis-cli\nother:\n  - -a\n  - xyzzy\n"), "");
  EXPECT_EQ(SecretInList("[\"curl\", flags, \"-u\", \"bob:xyzzy\"]"), "");
}

TEST(CommandSecret, GoesOnBehindABackslash) {
  EXPECT_EQ(SecretIn("docker login \\\n  -u bob \\\r\n  -p xyzzy\n"), "xyzzy");
  EXPECT_EQ(SecretIn("docker login -u bob\n-p xyzzy\n"), "");
}

TEST(CommandSecret, EndsWithItsCommand) {
  EXPECT_EQ(SecretIn("docker login; mkdir -p xyzzy"), "");
  EXPECT_EQ(SecretIn("docker login | mkdir -p xyzzy"), "");
  EXPECT_EQ(SecretIn("run(\"docker login\", \"-p xyzzy\")"), "");
  EXPECT_EQ(SecretIn("$(sshpass -p xyzzy)"), "xyzzy");
}

TEST(CommandSecret, IsNotWhatOnlyLooksLikeIt) {
  EXPECT_EQ(SecretIn("mysql -u root -p shop"), "");
  EXPECT_EQ(SecretIn("gzip -P xyzzy"), "");
  EXPECT_EQ(SecretIn("unzip -p file.zip"), "");
  EXPECT_EQ(SecretIn("sqlplus / as sysdba"), "");
  EXPECT_EQ(SecretIn("docker login -p --verbose"), "");
}

TEST(CommandSecret, NeedsWhatMakesItPlain) {
  EXPECT_EQ(SecretIn("ConvertTo-SecureString \"xyzzy\" -AsPlainText -Force"), "xyzzy");
  EXPECT_EQ(SecretIn("ConvertTo-SecureString -String xyzzy -asplaintext"), "xyzzy");
  EXPECT_EQ(SecretIn("ConvertTo-SecureString \"xyzzy\""), "");
}

}  // namespace
}  // namespace keylint
