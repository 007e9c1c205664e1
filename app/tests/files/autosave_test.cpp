#include "app/files/autosave.h"

#include "app/files/open.h"
#include "app/tests/files/scratch.h"
#include "app/worker.h"
#include "core/tensor/npy.h"

namespace pw {
namespace {

class AutosaveTest : public Scratch {
  protected:
    std::string title_after(const Message& title) {
        Document d = filled({1, 1, 4, 4}, 1);
        d.experiment.title = title;
        EXPECT_TRUE(Autosave(folder).save(d));
        return (*Autosave(folder).load())->experiment.title.key;
    }
};

TEST_F(AutosaveTest, NothingAtFirst) {
    const auto nothing = Autosave(at("no/such/folder")).load();
    ASSERT_TRUE(nothing);
    EXPECT_FALSE(*nothing);
}

TEST_F(AutosaveTest, GivesBackWhatWasKept) {
    Document d = filled({1, 2, 4, 4}, 3);
    d.watch.t = 2.75;
    d.watch.stage = 1;
    d.watch.map = Map::grey;
    ASSERT_TRUE(Autosave(at("new/folder")).save(d));
    const auto back = Autosave(at("new/folder")).load();
    ASSERT_TRUE(back && *back);
    EXPECT_EQ(content(**back), content(d));
    EXPECT_EQ((*back)->experiment.title, d.experiment.title);
    EXPECT_EQ((*back)->watch.t, 2.75);
    EXPECT_EQ((*back)->watch.map, Map::grey);
}

TEST_F(AutosaveTest, TitlesStayInEveryLanguage) {
    EXPECT_EQ(title_after(Message("sample.padding")), "sample.padding");
    EXPECT_EQ(title_after(Message("title.new")), "title.new");
    EXPECT_EQ(title_after(Message("title.plain", {std::string("x")})), "title.plain");
}

TEST_F(AutosaveTest, ALargeInputLiesBesideAndOnlyOne) {
    Autosave autosave(folder);
    for (float v : {1.f, 2.f, 3.f}) {
        Document d = filled({1, 3, 300, 300}, v);
        d.experiment.input.picture = v > 1;
        ASSERT_TRUE(autosave.save(d));
        EXPECT_EQ(names().size(), 2u);
        const std::string beside = names()[0];
        d.watch.t = 1;  // the same input: its file stays
        ASSERT_TRUE(autosave.save(d));
        EXPECT_EQ(names()[0], beside);
        const auto back = Autosave(folder).load();
        ASSERT_TRUE(back && *back);
        EXPECT_EQ((*back)->experiment.input.tensor.data()[269999], v);
        EXPECT_EQ((*back)->experiment.input.picture, v > 1);
        EXPECT_EQ((*back)->experiment.input.file, "");
    }
    ASSERT_TRUE(autosave.save(filled({1, 1, 4, 4}, 1)));
    EXPECT_EQ(names(), std::vector<std::string>{"autosave.json"});
}

TEST_F(AutosaveTest, FindsFilesAndSamplesPicturesAgain) {
    put("x.npy", write_npy(Tensor({1, 1, 2, 2}, {1, 2, 3, 4})));
    ASSERT_TRUE(Autosave(at("state")).save(*open_file(at("x.npy"))));
    EXPECT_EQ((*Autosave(at("state")).load())->experiment.input.file, at("x.npy"));
    const auto sample = load_sample("low-pixel");
    ASSERT_TRUE(Autosave(at("state")).save(*sample));
    const auto back = Autosave(at("state")).load();
    ASSERT_TRUE(back && *back);
    EXPECT_EQ((*back)->experiment.input.file, sample->experiment.input.file);
    EXPECT_TRUE((*back)->experiment.input.picture);
}

TEST_F(AutosaveTest, WhatCannotBeReadIsSetAside) {
    put("autosave.json", "{\"poolwalk\": 1");
    Autosave autosave(folder);
    const auto back = autosave.load();
    ASSERT_FALSE(back);
    EXPECT_EQ(back.error().what.key, "problem.autosave.aside");
    EXPECT_EQ(names(), std::vector<std::string>{"autosave.json.broken"});
    EXPECT_TRUE(autosave.save(filled({1, 1, 4, 4}, 1)));
    EXPECT_EQ(names().size(), 2u);
}

TEST_F(AutosaveTest, WhatAKilledRunLeftBehindGoes) {
    put("autosave.json.a1B2c3", "half");
    put("autosave-1-2.npy.a1B2c3", "half");
    put("autosave.json.broken", "kept");
    put("settings.json", "kept");
    put("autosave.json.young1", "another run's");
    for (const char* old : {"autosave.json.a1B2c3", "autosave-1-2.npy.a1B2c3"})
        std::filesystem::last_write_time(
            at(old), std::filesystem::file_time_type::clock::now() - std::chrono::minutes(5));
    ASSERT_TRUE(Autosave(folder).save(filled({1, 1, 4, 4}, 1)));
    EXPECT_EQ(names(), (std::vector<std::string>{"autosave.json", "autosave.json.broken",
                                                 "autosave.json.young1", "settings.json"}));
}

TEST(AutosaveClockTest, HalfASecondAfterTheLastChangeAndEveryTwoSeconds) {
    AutosaveClock clock;
    EXPECT_FALSE(clock.due());
    clock.changed(10);
    EXPECT_EQ(clock.due(), 10.5);
    clock.changed(10.4);
    EXPECT_EQ(clock.due(), 10.9);
    clock.changed(11.9);
    EXPECT_EQ(clock.due(), 12);
    clock.saved();
    EXPECT_FALSE(clock.due());
    clock.changed(12);
    EXPECT_EQ(clock.due(), 12.5);
}

TEST(WorkerTest, TheNewestJobWins) {
    std::atomic<bool> go = false;
    std::vector<int> done;
    Worker worker;
    worker.ask([&] {
        while (!go) std::this_thread::yield();
        done.push_back(1);
    });
    while (worker.overtaken()) std::this_thread::yield();
    worker.ask([&] { done.push_back(2); });
    EXPECT_TRUE(worker.overtaken());
    worker.ask([&] { done.push_back(3); });
    go = true;
    worker.finish();
    EXPECT_EQ(done, (std::vector<int>{1, 3}));
    EXPECT_FALSE(worker.busy());
    worker.ask([&] { done.push_back(4); });
    worker.finish();
    EXPECT_EQ(done.back(), 4);
}

}  // namespace
}  // namespace pw
