#include "app/files/open.h"

#include "app/files/reading_choice.h"
#include "app/tests/files/scratch.h"
#include "core/tensor/npy.h"
#include "core/tensor/png.h"
#include "core/walk/share.h"

namespace pw {
namespace {

class Open : public Scratch {};

TEST_F(Open, ADocumentIsCalledWhatItsFileIsCalled) {
    ASSERT_TRUE(save_file(at("lesson 3.json"), filled({1, 1, 4, 4}, 2)));
    std::filesystem::rename(at("lesson 3.json"), at("other.json"));
    const auto d = open_file(at("other.json"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->experiment.title, Message("title.plain", {std::string("other")}));
    EXPECT_EQ(content(*d), content(filled({1, 1, 4, 4}, 2)));
}

TEST_F(Open, NamesFilesRelativeToTheDocumentWhereTheyLieBelowIt) {
    put("pictures/x.npy", write_npy(Tensor({1, 1, 2, 2}, {1, 2, 3, 4})));
    const auto d = open_file(at("pictures/x.npy"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->experiment.input.file, at("pictures/x.npy"));
    ASSERT_TRUE(save_file(at("a.json"), *d));
    EXPECT_NE(get("a.json").find(R"({"file": "pictures/x.npy"})"), std::string::npos);
    ASSERT_TRUE(save_file(at("pictures/b.json"), *d));
    EXPECT_NE(get("pictures/b.json").find(R"({"file": "x.npy"})"), std::string::npos);
    put("elsewhere/empty", "");
    ASSERT_TRUE(save_file(at("elsewhere/c.json"), *d));
    EXPECT_NE(get("elsewhere/c.json").find(at("pictures/x.npy").string()), std::string::npos);
    for (const char* name : {"a.json", "pictures/b.json", "elsewhere/c.json"}) {
        const auto back = open_file(at(name));
        ASSERT_TRUE(back) << name;
        EXPECT_EQ(back->experiment.input.file, at("pictures/x.npy")) << name;
        EXPECT_EQ(content(*back), content(*d)) << name;
    }
}

TEST_F(Open, ASamplesPictureGoesIntoTheDocument) {
    auto d = load_sample("low-pixel");
    ASSERT_TRUE(d);
    ASSERT_TRUE(save_file(at("mine.json"), *d));
    const auto back = open_file(at("mine.json"));
    ASSERT_TRUE(back) << back.error().what.key;
    EXPECT_TRUE(back->experiment.input.picture);
    EXPECT_EQ(back->experiment.input.file, "");
    EXPECT_EQ(back->experiment.input.tensor.shape(), d->experiment.input.tensor.shape());
}

TEST_F(Open, WhatCouldNotBeOpenedAgainIsNotSaved) {
    put("kept.json", "old");
    EXPECT_EQ(save_file(at("kept.json"), filled({1, 2, 4096, 4096}, 1)).error().what.key,
              "problem.save.too_large");
    EXPECT_EQ(save_file(at("kept.json"), filled({1, 1, 2176, 2048}, -1.2345678e-10f)).error().what.key,
              "problem.save.too_long");
    EXPECT_EQ(get("kept.json"), "old");
    EXPECT_EQ(save_file(at("no/such.json"), filled({1, 1, 2, 2}, 1)).error().what.key,
              "problem.file.not_found");
}

TEST_F(Open, AFigureIsTheExperimentThatItCarries) {
    Document d = filled({1, 1, 4, 4}, 2);
    d.experiment.title = Message("title.plain", {std::string("Pond")});
    const std::string line = share_line(d).value();
    put("a.svg", "<svg><metadata>" + line + "</metadata></svg>");
    put("b.pdf", "%PDF-1.5\n/Keywords (Poolwalk " + line + ")");
    for (const char* name : {"a.svg", "b.pdf"}) {
        const auto back = open_file(at(name));
        ASSERT_TRUE(back) << back.error().what.key;
        EXPECT_EQ(back->experiment.title, d.experiment.title);
        EXPECT_EQ(write_document(*back), write_document(d));
    }
}

TEST_F(Open, AFigureWithoutAnExperimentIsAPictureOrRefused) {
    const std::string png = write_png(Tensor({1, 1, 2, 2}, {1, 2, 3, 4}))->bytes;
    put("a.png", png);
    EXPECT_TRUE(open_file(at("a.png"))->experiment.input.picture);
    put("a.svg", "<svg/>");
    put("b.pdf", "%PDF-1.5");
    put("empty.svg", "");
    for (const char* name : {"a.svg", "b.pdf", "empty.svg"})
        EXPECT_EQ(open_file(at(name)).error().what, Message("problem.figure.none", {std::string(name)}));
    put("c.svg", "<svg><metadata>poolwalk:1:eNqr</metadata>");
    EXPECT_EQ(open_file(at("c.svg")).error().what.key, "problem.figure.damaged");
    put("d.svg", "<svg><metadata>poolwalk:99:eNqr</metadata>");
    EXPECT_EQ(open_file(at("d.svg")).error().what.key, "problem.share.version");
}

bool shows_code(const std::filesystem::path& path) {
    const auto opened = open_or_show_code(path);
    return opened && std::holds_alternative<std::string>(*opened);
}

TEST_F(Open, APhotoIsThereWithItsLowPixelVersion) {
    put("photo.png", write_png(Tensor({1, 3, 80, 96}, std::vector<float>(3 * 80 * 96, 9)))->bytes);
    EXPECT_EQ(open_file(at("photo.png"))->watch.t, 10 * 12);
    put("icon.png", write_png(Tensor({1, 3, 8, 8}, std::vector<float>(3 * 8 * 8, 9)))->bytes);
    EXPECT_EQ(open_file(at("icon.png"))->watch.t, 0);
}

TEST_F(Open, CodeIsAnExperimentToo) {
    put("lesson.py", "k = 3\npool = nn.AvgPool2d(k, stride=1)\n");
    const auto d = open_file(at("lesson.py"));
    ASSERT_TRUE(d);
    EXPECT_EQ(d->experiment.stages[0].op->name, "avg_pool");
    EXPECT_EQ(d->experiment.title, Message("title.plain", {std::string("lesson.py")}));
    EXPECT_TRUE(shows_code(at("lesson.py")));
    put("notes.txt", "nn.MaxPool2d(3)");
    EXPECT_TRUE(shows_code(at("notes.txt")));
    put("table.txt", "1 2\n3 4\n");
    EXPECT_FALSE(shows_code(at("table.txt")));
    EXPECT_EQ(open_file(at("table.txt"))->experiment.input.tensor.shape(), (Shape{1, 1, 2, 2}));
    EXPECT_FALSE(open_or_show_code(at("none.py")));
    put("other.py", "print('hello')\n");
    EXPECT_EQ(open_file(at("other.py")).error().what.key, "problem.code.nothing");
}

// How a file is read is part of the document.
TEST_F(Open, ADocumentRemembersHowItsFileWasRead) {
    std::vector<float> values(8 * 6);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = static_cast<float>(i);
    put("photo.png", write_png(Tensor({1, 1, 8, 6}, values))->bytes);
    put("array.npy", write_npy(Tensor({1, 1, 2, 2}, {1, 2, 3, 4})));
    const auto photo = open_file(at("photo.png"), {2, {}});
    ASSERT_TRUE(photo);
    EXPECT_EQ(photo->experiment.title, Message("title.reduced", {std::string("photo.png"), std::int64_t{2}}));
    EXPECT_EQ(photo->experiment.input.tensor.shape(), (Shape{1, 1, 4, 3}));
    EXPECT_EQ(photo->experiment.input.tensor.at(0, 0, 0, 0), 3.5f);
    ASSERT_TRUE(save_file(at("kept.json"), *photo));
    EXPECT_NE(get("kept.json").find(R"({"file": "photo.png", "reduce": 2})"), std::string::npos);
    const auto back = open_file(at("kept.json"));
    ASSERT_TRUE(back);
    EXPECT_EQ(content(*back), content(*photo));
    EXPECT_EQ(back->experiment.input.reading, photo->experiment.input.reading);
    // What keeps a session from one day to the next has the title in it.
    EXPECT_EQ(read_document(write_document(*photo), "autosave", files_next_to(at("x")))->experiment.title,
              photo->experiment.title);
    EXPECT_EQ(open_file(at("array.npy"), {2, {}}).error().what.key, "problem.source.reduce");
}

TEST_F(Open, ChannelsThatComeLastAreRemembered) {
    std::string header = "{'descr': '|u1', 'fortran_order': False, 'shape': (3, 2, 3), }\n", bytes;
    for (char i = 0; i < 18; ++i) bytes += i;
    put("a.npy", std::string("\x93NUMPY\1\0", 8) + static_cast<char>(header.size()) + '\0' + header + bytes);
    const auto likely = open_file(at("a.npy")), first = open_file(at("a.npy"), {1, Channels::first});
    ASSERT_TRUE(likely && first);
    EXPECT_TRUE(likely->experiment.input.doubtful);
    EXPECT_EQ(likely->experiment.input.tensor.shape(), (Shape{1, 3, 3, 2}));
    EXPECT_EQ(first->experiment.input.tensor.shape(), (Shape{1, 3, 2, 3}));
    const auto choice = reading_choice(likely->experiment.input).value();
    EXPECT_EQ(choice.now, Channels::last);
    EXPECT_EQ(choice.last,
              Message("reading.pixels.colour", {std::int64_t{3}, std::int64_t{2}, std::int64_t{3}}));
    EXPECT_EQ(choice.first, reading_choice(first->experiment.input)->first);
    for (const Document& d : {*likely, *first}) {
        ASSERT_TRUE(save_file(at("kept.json"), d));
        const auto back = open_file(at("kept.json"));
        ASSERT_TRUE(back);
        EXPECT_EQ(content(*back), content(d));
        EXPECT_FALSE(back->experiment.input.doubtful);
    }
}

TEST_F(Open, SaysWhatIsWrongWithAFile) {
    put("broken.json", "{");
    EXPECT_EQ(open_file(at("broken.json")).error().what.key, "problem.document.ends");
    EXPECT_EQ(open_file(at("none.json")).error().what.key, "problem.file.not_found");
    EXPECT_EQ(open_file(folder).error().what.key, "problem.file.folder");
}

}  // namespace
}  // namespace pw
