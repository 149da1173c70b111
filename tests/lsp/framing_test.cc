// SPDX-License-Identifier: Apache-2.0
#include "lint/lsp/framing.h"

#include <sstream>

#include <gtest/gtest.h>

namespace keylint {
namespace {

using Outcome = MessageReader::Outcome;

TEST(MessageReader, ReadsMessagesOneAfterTheOther) {
  std::istringstream in("Content-Length: 2\r\n\r\n{}Content-Type: x\r\ncontent-length:3\r\n\r\n[1]");
  MessageReader reader(in);
  std::string content;
  ASSERT_EQ(reader.Next(content), Outcome::kMessage);
  EXPECT_EQ(content, "{}");
  ASSERT_EQ(reader.Next(content), Outcome::kMessage);
  EXPECT_EQ(content, "[1]");
  EXPECT_EQ(reader.Next(content), Outcome::kEnd);
}

TEST(MessageReader, SkipsWhatIsNoHeader) {
  std::istringstream in(std::string(100'000, 'x') + "\n\n\nContent-Length: oops\r\nContent-Length: 2\r\n\r\n{}");
  MessageReader reader(in);
  std::string content;
  ASSERT_EQ(reader.Next(content), Outcome::kMessage);
  EXPECT_EQ(content, "{}");
}

TEST(MessageReader, EndsInTheMiddleOfAMessage) {
  std::istringstream in("Content-Length: 20\r\n\r\n{}");
  MessageReader reader(in);
  std::string content;
  EXPECT_EQ(reader.Next(content), Outcome::kEnd);
}

TEST(MessageReader, DoesNotKeepAMessageThatIsTooLarge) {
  std::istringstream in("Content-Length: 18446744073709551615\r\n\r\nabc");
  MessageReader reader(in);
  std::string content;
  EXPECT_NE(reader.Next(content), Outcome::kMessage);
  EXPECT_LT(content.capacity(), 1000U);
}

TEST(WriteMessage, CountsBytes) {
  std::ostringstream out;
  WriteMessage(out, "\"\xC3\xA9\"");
  EXPECT_EQ(out.str(), "Content-Length: 4\r\n\r\n\"\xC3\xA9\"");
}

}  // namespace
}  // namespace keylint
