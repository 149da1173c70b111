// SPDX-License-Identifier: Apache-2.0
#include "lint/generic/commands.h"

#include <string>

#include <gtest/gtest.h>

#include "lint/base/ascii.h"

namespace keylint {
namespace {

// What the first command known in `text` shows.
std::string SecretIn(const std::string& text) {
  const std::string lower = LowerAscii(text);
  for (const SecretCommand& command : SecretCommands()) {
    const std::size_t at = lower.find(command.words);
    if (at == std::string::npos) continue;
    const Span secret = CommandSecret(text, command, {at, at + command.words.size()});
    if (!secret.empty()) return std::string(secret.Of(text));
  }
  return "";
}

TEST(CommandSecret, StandsBehindItsOption) {
  EXPECT_EQ(SecretIn("docker login -u bob -p xyzzy registry"), "xyzzy");
  EXPECT_EQ(SecretIn("sshpass -pxyzzy ssh host"), "xyzzy");
  EXPECT_EQ(SecretIn("mysql -uroot -p'xyzzy' shop"), "xyzzy");
  EXPECT_EQ(SecretIn("keytool -list -storepass xyzzy -keystore a"), "xyzzy");
  EXPECT_EQ(SecretIn("sqlcmd -S host -U sa -P xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("gh secret set NAME --body=xyzzy"), "xyzzy");
  EXPECT_EQ(SecretIn("cmdkey /add:host /user:bob /pass:xyzzy"), "xyzzy");
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
  EXPECT_EQ(SecretIn("mc alias set a https://host id xyzzy"), "xyzzy");
}

TEST(CommandSecret, IsWrittenToThePipe) {
  EXPECT_EQ(SecretIn("echo xyzzy | sudo -S true"), "xyzzy");
  EXPECT_EQ(SecretIn("echo -n \"bob:xyzzy\" | chpasswd"), "xyzzy");
  EXPECT_EQ(SecretIn("cat file | chpasswd"), "");
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
