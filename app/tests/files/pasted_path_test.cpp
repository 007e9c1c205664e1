#include "app/files/pasted_path.h"

#include "app/files/folder.h"
#include "app/tests/files/scratch.h"

namespace pw {
namespace {

class PastedPath : public Scratch {};

TEST_F(PastedPath, IsUnderstoodAsItIsCopied) {
    using Path = std::filesystem::path;
    EXPECT_EQ(pasted_path("/home/x/photo.jpg"), Path("/home/x/photo.jpg"));
    EXPECT_EQ(pasted_path("  '/home/x/my photo.jpg' \r\n"), Path("/home/x/my photo.jpg"));
    EXPECT_EQ(pasted_path("\"/home/x/my photo.jpg\""), Path("/home/x/my photo.jpg"));
    EXPECT_EQ(pasted_path("file:///home/x/my%20photo%C3%A9.jpg"), Path("/home/x/my photoé.jpg"));
    EXPECT_EQ(pasted_path("file://localhost/home/x/100%.jpg\n"), Path("/home/x/100%.jpg"));
    EXPECT_EQ(pasted_path("file:///a.png\nfile:///b.png\n"), Path("/a.png"));
    EXPECT_EQ(pasted_path("~/photo.jpg"), expanded("~/photo.jpg", {}));
    EXPECT_EQ(pasted_path("/a%20b.png"), Path("/a%20b.png"));  // no URI
}

TEST_F(PastedPath, ATerminalsBackslashesGoUnlessTheyAreTheFilesOwn) {
    EXPECT_EQ(pasted_path(at("my\\ photo.jpg").string()), at("my photo.jpg"));
    put("my\\ photo.jpg", "");
    EXPECT_EQ(pasted_path(at("my\\ photo.jpg").string()), at("my\\ photo.jpg"));
}

TEST_F(PastedPath, OtherTextsAreNone) {
    for (const char* text : {"", "\n", "photo.jpg", "1,2\n3,4", "-/3", "nn.MaxPool2d(2)",
                             "https://x.org/a.png", "file:a.png", "poolwalk:1:abc", "{\"poolwalk\": 1}"})
        EXPECT_FALSE(pasted_path(text)) << text;
    EXPECT_FALSE(pasted_path("/" + std::string(1 << 20, 'a')));
}

}  // namespace
}  // namespace pw
