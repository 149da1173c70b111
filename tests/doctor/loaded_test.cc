// SPDX-License-Identifier: Apache-2.0
#include "lint/doctor/loaded.h"

#include <gtest/gtest.h>

namespace keylint {
namespace {

using Names = std::vector<std::string>;

TEST(DotenvFilesOfCode, ReadsTheFileThatIsNamed) {
  EXPECT_EQ(DotenvFilesOfCode("load_dotenv(\"config/dev.env\")\n"), Names{"config/dev.env"});
  EXPECT_EQ(DotenvFilesOfCode("load_dotenv(os.path.join(os.path.dirname(__file__), \"config\", \".env.ci\"))\n"), Names{"config/.env.ci"});
  EXPECT_EQ(DotenvFilesOfCode("dotenv.config({ path: ['.env.local', '.env'] });\n"), (Names{".env.local", ".env"}));
  EXPECT_EQ(DotenvFilesOfCode("\"start\": \"node --env-file=./.env.staging index.js\",\n"), Names{".env.staging"});
  EXPECT_EQ(DotenvFilesOfCode("  \"envFile\": \"${workspaceFolder}/.env.dev\"\n"), Names{".env.dev"});
}

TEST(DotenvFilesOfCode, LeavesOtherTextsAlone) {
  EXPECT_EQ(DotenvFilesOfCode("load_dotenv()\n"), Names{});
  EXPECT_EQ(DotenvFilesOfCode("# load_dotenv(\"old.env\")\n"), Names{});
  EXPECT_EQ(DotenvFilesOfCode("load_dotenv(override=True, encoding=\"utf-8\")\n"), Names{});
}

TEST(EnvironmentFilesOfUnit, TakesTheOptionalMarkAway) {
  EXPECT_EQ(EnvironmentFilesOfUnit("[Service]\nEnvironmentFile=-%h/.config/bot/env\n"), Names{"%h/.config/bot/env"});
}

}  // namespace
}  // namespace keylint
