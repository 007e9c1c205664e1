#include "app/panels/open_dialog.h"

#include "app/tests/files/scratch.h"

namespace pw {
namespace {

class Dialog : public Scratch {
  protected:
    void SetUp() override {
        Scratch::SetUp();
        put("portraits/a.csv", "1");
        put("pond.csv", "1,2\n3,4\n");
        put("pool.json", "{}");
    }
    void begin(bool saves, const std::string& name = "") { dialog.begin(saves, at(name)); }
    void type(const std::string& text) {
        dialog.edit.set(text.starts_with('/') ? text : folder.string() + "/" + text);
        dialog.list();
    }
    std::string marked() const { return dialog.marked() ? dialog.marked()->name : "none"; }

    OpenDialog dialog;
};

TEST_F(Dialog, TheFirstFileIsMeant) {
    begin(false);
    EXPECT_EQ(marked(), "pond.csv");
    EXPECT_EQ(dialog.completion(), "pond.csv");
    type("po");
    EXPECT_EQ(dialog.completion(), "nd.csv");
    dialog.move_mark(1, 5);
    EXPECT_EQ(dialog.completion(), "ol.json");
    dialog.move_mark(5, 5);
    EXPECT_EQ(marked(), "pool.json");
    dialog.move_mark(-5, 5);
    EXPECT_EQ(marked(), "portraits");
    dialog.complete();
    EXPECT_EQ(dialog.edit.text, folder.string() + "/portraits/");
    EXPECT_EQ(marked(), "a.csv");
}

TEST_F(Dialog, WhatIsTypedInFullMeansItself) {
    put("po/b.csv", "1");
    begin(false);
    type("po");
    EXPECT_EQ(marked(), "po");
    type("zebra");
    EXPECT_EQ(marked(), "none");
    EXPECT_FALSE(dialog.ready());
    put("no-ending", "1,2\n");
    type("no-ending");  // not listed, but there
    EXPECT_TRUE(dialog.ready());
    type("nowhere/x");
    EXPECT_TRUE(dialog.problem);
    EXPECT_FALSE(dialog.ready());
}

TEST_F(Dialog, ANewNameIsNeverTakenForAnOldOne) {
    begin(true, "new.json");
    EXPECT_EQ(dialog.edit.text.substr(dialog.edit.caret), ".json");
    EXPECT_EQ(marked(), "none");
    EXPECT_TRUE(dialog.ready());
    EXPECT_FALSE(dialog.exists);
    EXPECT_EQ(dialog.listing.entries.size(), 3u);  // nothing begins with it: all are shown
    type("po");
    EXPECT_EQ(marked(), "none");
    EXPECT_EQ(dialog.typed_path(), at("po.json"));
    type("pool");
    EXPECT_TRUE(dialog.exists);
    type("pool.csv");
    EXPECT_EQ(dialog.typed_path(), at("pool.csv.json"));
    type("");
    EXPECT_FALSE(dialog.ready());
    type("nowhere/x");
    EXPECT_FALSE(dialog.ready());
}

TEST_F(Dialog, EnteringAFolderReplacesTheNewName) {
    begin(true, "new.json");
    dialog.move_mark(1, 5);
    ASSERT_EQ(marked(), "portraits");
    dialog.enter(FolderEntry(*dialog.marked()));
    EXPECT_EQ(dialog.edit.text, folder.string() + "/portraits/");
}

// No look under another file's name, whatever was asked for meanwhile.
TEST_F(Dialog, LooksAreFoundUnderTheirOwnNames) {
    put("broken.json", "{");
    FileLooks looks;
    const auto path = [&](const char* name) { return at(name).string(); };
    looks.want({{path("pond.csv"), FileKind::table, true}}, Theme::light);
    looks.want({{path("broken.json"), FileKind::experiment, true},
                {path("pond.csv"), FileKind::table, false},
                {path("gone.json"), FileKind::experiment, true}},
               Theme::light);
    while (!looks.find(path("gone.json"), true)) std::this_thread::yield();
    EXPECT_TRUE(looks.find(path("gone.json"), true)->missing);
    EXPECT_EQ(looks.find(path("broken.json"), true)->problem->what.key, "problem.document.ends");
    EXPECT_EQ(looks.find(path("pond.csv"), false)->detail,
              Message("open.kind.table.sizes", {std::int64_t{2}, std::int64_t{2}}));
    looks.forget();
    EXPECT_FALSE(looks.find(path("gone.json"), true));
}

TEST(FileSizes, AsOneWouldSayThem) {
    EXPECT_EQ(size_text(50), "50 B");
    EXPECT_EQ(size_text(1999), "2 kB");
    EXPECT_EQ(size_text(28'000), "28 kB");
    EXPECT_EQ(size_text(999'600), "1.0 MB");
    EXPECT_EQ(size_text(3'100'000), "3.1 MB");
    EXPECT_EQ(size_text(45'000'000), "45 MB");
}

}  // namespace
}  // namespace pw
