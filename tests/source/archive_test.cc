// SPDX-License-Identifier: Apache-2.0
#include "lint/source/archive.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lint/source/file_tree.h"
#include "tests/source/collect.h"

namespace keylint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Archives : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!CanUnpack()) GTEST_SKIP() << "built without libarchive";
  }
  Collected Scan(bool binaries = false) {
    FileTreeSource source({.paths = {folder.path()}, .binaries = binaries});
    return Collect(source);
  }
  void Python(const std::string& code) { folder.Shell("python3 -c '" + code + "'"); }
  TempFolder folder;
};

TEST_F(Archives, LendTheirMembersUnderAnInnerPath) {
  folder.Shell("mkdir d; echo A=1 > d/.env; tar czf a.tar.gz d; tar cJf b.tar.xz d; "
               "tar cjf c.tbz d; tar cf p.tar d; gzip -k d/.env; mv d/.env.gz x.env.gz; rm -r d");
  const Collected all = Scan();
  EXPECT_THAT(all.paths(), ElementsAre("a.tar.gz!d/.env", "b.tar.xz!d/.env", "c.tbz!d/.env",
                                       "p.tar!d/.env", "x.env.gz!x.env"));
  EXPECT_EQ(all.At("x.env.gz!x.env").text, "A=1\n");
  EXPECT_THAT(all.notices, IsEmpty());
}

TEST_F(Archives, LendTheConstantsOfCompiledCode) {
  Python("import zipfile\nz=zipfile.ZipFile(\"app.jar\",\"w\")\n"
         "z.writestr(\"a/B.class\",b\"\\xca\\xfe\\xba\\xbe\\0\\0\\0\\1password=abc\\1\\0\")\nz.close()");
  const Collected all = Scan();
  EXPECT_EQ(all.At("app.jar!a/B.class").text, "password=abc\n");
}

TEST_F(Archives, OpenNestedOnesToABound) {
  Python("import zipfile,io\ndata=b\"KEY=1\"\nname=\"leaf.env\"\n"
         "for i in range(6):\n b=io.BytesIO()\n z=zipfile.ZipFile(b,\"w\")\n z.writestr(name,data)\n"
         " z.writestr(\"at%d.txt\"%i,\"x\")\n z.close()\n data=b.getvalue()\n name=\"n%d.zip\"%i\n"
         "open(\"out.zip\",\"wb\").write(data)");
  const Collected all = Scan();
  EXPECT_THAT(all.paths(), ElementsAre("out.zip!at5.txt", "out.zip!n4.zip!at4.txt",
                                       "out.zip!n4.zip!n3.zip!at3.txt",
                                       "out.zip!n4.zip!n3.zip!n2.zip!at2.txt"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedTooLarge, "n1.zip"));
}

TEST_F(Archives, StopAtABomb) {
  folder.Shell("head -c 90000000 /dev/zero | tr '\\0' 'a' | gzip -1 > bomb.gz");
  const Collected all = Scan();
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedTooLarge, "bomb.gz"));
}

TEST_F(Archives, StopAtABombThatIsOnlySkipped) {
  folder.Shell("truncate -s 300M zeros; echo x > after; tar czf bomb.tgz zeros after; rm zeros after");
  const Collected all = Scan();
  EXPECT_THAT(all.paths(), IsEmpty());
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedTooLarge, "bomb.tgz"));
}

TEST_F(Archives, ReadOfficeDocumentsAsText) {
  Python("import zipfile\nz=zipfile.ZipFile(\"a.docx\",\"w\")\n"
         "z.writestr(\"word/document.xml\",\"<w:p><w:r><w:t>key: ab</w:t></w:r><w:r><w:t>cd&amp;</w:t>"
         "</w:r></w:p><w:p><w:t>next</w:t></w:p>\")");
  EXPECT_EQ(Scan().At("a.docx!word/document.xml").text, "key: abcd&\nnext\n");
}

TEST_F(Archives, SayDamageAndGoOn) {
  folder.Shell("mkdir d; for i in 1 2 3 4 5 6 7 8 9; do head -c 9000 /dev/urandom | base64 > d/$i; done; "
               "tar czf all.tgz d; head -c 60000 all.tgz > cut.tgz; rm -r d all.tgz");
  folder.Write("fake.zip", std::string("PK\x03\x04 this is no archive at all"));
  folder.Write("after.txt", "x");
  const Collected all = Scan();
  EXPECT_TRUE(all.Has("after.txt"));
  EXPECT_TRUE(all.HasNotice(NoticeKind::kDegraded));
  EXPECT_FALSE(all.HasNotice(NoticeKind::kUnreadable));
}

TEST_F(Archives, SayEncryptedMembers) {
  // A zip whose flags say "encrypted", in the local and the central header.
  Python("import zipfile\nz=zipfile.ZipFile(\"e.zip\",\"w\")\nz.writestr(\"a.txt\",\"x\")\nz.close()\n"
         "b=bytearray(open(\"e.zip\",\"rb\").read())\nb[6]|=1\nb[b.find(b\"PK\\x01\\x02\")+8]|=1\n"
         "open(\"e.zip\",\"wb\").write(b)");
  const Collected all = Scan();
  EXPECT_THAT(all.paths(), IsEmpty());
  EXPECT_TRUE(all.HasNotice(NoticeKind::kSkippedSpecial, "e.zip!a.txt"));
}

TEST_F(Archives, AreLeftShutWhenAskedTo) {
  folder.Shell("echo x > a; tar czf a.tgz a; rm a");
  FileTreeOptions options{.paths = {folder.path()}};
  options.archives = false;
  FileTreeSource source(options);
  EXPECT_THAT(Collect(source).paths(), IsEmpty());
  EXPECT_EQ(source.coverage().binary, 1u);
}

TEST(Strings, OfProgramsAreLentWhenAskedFor) {
  TempFolder folder;
  std::string bytes("\x7f" "ELF\0\0\1password=abc\0\0\2short\0\0", 29);
  for (const char c : std::string("wide text")) bytes.append(1, c).push_back('\0');
  bytes.append("\0\0", 2);
  folder.Write("a.so", bytes);
  FileTreeSource source({.paths = {folder.path()}, .binaries = true});
  const Collected all = Collect(source);
  EXPECT_EQ(all.At("a.so").text, "password=abc\nwide text\n");
  EXPECT_THAT(all.At("a.so").unpacked_from, ElementsAre("strings"));
}

TEST(Strings, OfDatabasesAreLentUnasked) {
  TempFolder folder;
  folder.Write("app.db", std::string("SQLite format 3\0\x10\0\1\1password=abc\0\2", 34));
  FileTreeSource source({.paths = {folder.path()}});
  const Collected all = Collect(source);
  EXPECT_EQ(all.At("app.db").text, "SQLite format 3\npassword=abc\n");
}

TEST(PrintableRuns, GiveTheBytesTheyStandAt) {
  const std::string bytes("\0\0abcdefgh\0", 11);
  const auto runs = PrintableRuns(bytes);
  ASSERT_EQ(runs.size(), 1u);
  EXPECT_EQ(runs[0].span, (Span{2, 10}));
}

}  // namespace
}  // namespace keylint
