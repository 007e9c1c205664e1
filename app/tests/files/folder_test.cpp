#include "app/files/folder.h"

#include "app/files/places.h"
#include "app/tests/files/scratch.h"

namespace pw {
namespace {

class Folder : public Scratch {
  protected:
    void SetUp() override {
        Scratch::SetUp();
        for (const char* name :
             {"pooling.json", "pond.PNG", "pool.csv", "poem.doc", "池化.npy", "池塘.npy", ".poodle.json",
              "portraits/a.png", "portraits/b.json", "portraits/c.doc", "portraits/d.svg", "portraits/e.PDF"})
            put(name, "12");
    }
    std::string names_of(std::string_view typed) const {
        const auto listing = list_folder(typed, folder);
        if (!listing) return listing.error().what.key;
        std::string out;
        for (const FolderEntry& e : listing->entries) out += (out.empty() ? "" : " ") + e.name;
        return out;
    }
    std::string completion(std::string_view typed) const {
        return common_completion(*list_folder(typed, folder));
    }
};

TEST_F(Folder, ListsFoldersThenWhatCanBeOpened) {
    EXPECT_EQ(names_of(""), "portraits pond.PNG pool.csv pooling.json 池化.npy 池塘.npy");
    EXPECT_EQ(names_of("po"), "portraits pond.PNG pool.csv pooling.json");
    EXPECT_EQ(names_of("./poo"), "pool.csv pooling.json");
    EXPECT_EQ(names_of("portraits/"), "a.png b.json d.svg e.PDF");
    EXPECT_EQ(names_of("portraits/../pool"), "pool.csv pooling.json");
    EXPECT_EQ(names_of(folder.string() + "/pool"), "pool.csv pooling.json");
    EXPECT_EQ(names_of("池"), "池化.npy 池塘.npy");
    EXPECT_EQ(names_of("zebra"), "");
    const auto listing = list_folder("po", folder);
    EXPECT_EQ(listing->entries[0], (FolderEntry{"portraits", FileKind::folder, 0}));
    EXPECT_EQ(listing->entries[1], (FolderEntry{"pond.PNG", FileKind::picture, 2}));
    EXPECT_EQ(listing->typed, "po");
    EXPECT_EQ(count_files(at("portraits")), 4);
    EXPECT_EQ(count_files(at("nowhere")), -1);
}

TEST_F(Folder, ShowsHiddenFilesOnlyToWhoAsks) { EXPECT_EQ(names_of("."), ".poodle.json"); }

TEST_F(Folder, CompletesWhatAllHaveInCommon) {
    EXPECT_EQ(completion("poo"), "l");
    EXPECT_EQ(completion("pooli"), "ng.json");
    EXPECT_EQ(completion("por"), "traits/");
    EXPECT_EQ(completion("p"), "o");
    EXPECT_EQ(completion("zebra"), "");
    EXPECT_EQ(completion("池"), "");  // 化 and 塘 share their first byte
}

TEST_F(Folder, KnowsHome) {
    const std::string home = std::getenv("HOME") ? std::getenv("HOME") : "";
    setenv("HOME", folder.c_str(), 1);
    EXPECT_EQ(names_of("~"), "portraits pond.PNG pool.csv pooling.json 池化.npy 池塘.npy");
    EXPECT_EQ(names_of("~/portraits/b"), "b.json");
    EXPECT_EQ(expanded("~/x.json", "/tmp"), folder / "x.json");
    EXPECT_EQ(expanded("x.json", "/tmp"), "/tmp/x.json");
    EXPECT_EQ(expanded("~x.json", "/tmp"), "/tmp/~x.json");
    EXPECT_EQ(shortened(folder / "x.json"), "~/x.json");
    EXPECT_EQ(shortened(folder), "~");
    EXPECT_EQ(shortened(folder.string() + "er/x"), folder.string() + "er/x");
    setenv("HOME", home.c_str(), 1);
}

TEST_F(Folder, SaysWhyAFolderCannotBeListed) {
    EXPECT_EQ(names_of("nowhere/x"), "problem.file.not_found");
    EXPECT_EQ(names_of("pool.csv/x"), "problem.file.not_found");
    EXPECT_EQ(names_of(std::string(5000, 'x') + "/"), "problem.file.system");
    if (getuid() == 0) return;  // root may everything
    std::filesystem::permissions(at("portraits"), std::filesystem::perms(0));
    EXPECT_EQ(names_of("portraits/"), "problem.file.permission");
    std::filesystem::permissions(at("portraits"), std::filesystem::perms(0700));
}

TEST_F(Folder, LooksAtSoManyEntriesAndNoMore) {
    for (std::size_t i = 0; i < limits::folder_entries + 10; ++i)
        std::ofstream(folder / ("many" + std::to_string(i) + ".csv"));
    const auto listing = list_folder("many", folder);
    EXPECT_TRUE(listing->cut);
    EXPECT_LE(listing->entries.size(), limits::folder_entries);
    EXPECT_FALSE(list_folder("portraits/", folder)->cut);
}

TEST_F(Folder, LinksThatLeadNowhereAreLeftOut) {
    std::filesystem::create_symlink(at("nowhere.json"), at("pool-link.json"));
    std::filesystem::create_symlink(at("portraits"), at("pool-folder"));
    EXPECT_EQ(names_of("pool"), "pool-folder pool.csv pooling.json");
}

}  // namespace
}  // namespace pw
