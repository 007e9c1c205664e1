#include "app/files/open_work.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/tests/files/scratch.h"
#include "core/tensor/png.h"

namespace pw {
namespace {

constexpr double long_enough = 60;  // seconds that nobody waits unless something is wrong

// A pipe gives its file as slowly as it is told to.
class OpenWorking : public Scratch {
  protected:
    void SetUp() override {
        Scratch::SetUp();
        ASSERT_EQ(::mkfifo(at("slow.png").c_str(), 0600), 0);
        pipe_ = ::open(at("slow.png").c_str(), O_RDWR);
        put("quick.png", picture);
        put("code.py", "nn.MaxPool2d(2)\n");
    }
    void TearDown() override {
        end();
        Scratch::TearDown();
    }
    void write() const { ASSERT_EQ(::write(pipe_, picture.data(), picture.size()), std::ssize(picture)); }
    void end() {
        if (pipe_ >= 0) ::close(std::exchange(pipe_, -1));
    }

    const std::string picture = write_png(Tensor({1, 1, 2, 2}, {1, 2, 3, 4}))->bytes;
    int pipe_ = -1;
    OpenWork work_;
};

Shape shape_of(const std::optional<OpenWork::Result>& result) {
    if (!result || !result->opened) return {};
    const auto* document = std::get_if<Document>(&*result->opened);
    return document ? document->experiment.input.tensor.shape() : Shape{};
}

TEST_F(OpenWorking, GivesEachResultOnce) {
    EXPECT_FALSE(work_.busy());
    EXPECT_FALSE(work_.take());
    work_.open(at("quick.png"), {}, Theme::light);
    EXPECT_TRUE(work_.busy());
    const auto result = work_.take(long_enough);
    EXPECT_EQ(shape_of(result), (Shape{1, 1, 2, 2}));
    EXPECT_EQ(result->path, at("quick.png"));
    ASSERT_TRUE(result->prepared.picture && result->prepared.images);
    const Document& document = std::get<Document>(*result->opened);
    EXPECT_TRUE(same(result->prepared.picture->of, document.experiment));
    EXPECT_FALSE(result->prepared.picture->done.empty());
    EXPECT_FALSE(work_.busy());
    EXPECT_FALSE(work_.take());
    work_.open(at("quick.png"), {2, {}}, Theme::light);
    EXPECT_EQ(shape_of(work_.take(long_enough)), (Shape{1, 1, 1, 1}));
    work_.open(at("code.py"), {}, Theme::light);
    EXPECT_TRUE(std::holds_alternative<std::string>(*work_.take(long_enough)->opened));
    work_.open(at("none.png"), {}, Theme::light);
    EXPECT_EQ(work_.take(long_enough)->opened.error().what.key, "problem.file.not_found");
}

TEST_F(OpenWorking, SaysHowFarItIsAndWaits) {
    work_.open(at("slow.png"), {}, Theme::light);
    EXPECT_FALSE(work_.take());
    ASSERT_TRUE(work_.status());
    EXPECT_EQ(work_.status()->name, "slow.png");
    write();
    EXPECT_FALSE(work_.take(.05));  // the pipe hasn't ended
    end();
    EXPECT_EQ(shape_of(work_.take(long_enough)), (Shape{1, 1, 2, 2}));
    EXPECT_FALSE(work_.status());
}

TEST_F(OpenWorking, WhatIsntWantedAnyMoreStops) {
    work_.open(at("slow.png"), {}, Theme::light);
    work_.cancel();
    EXPECT_FALSE(work_.busy());
    EXPECT_FALSE(work_.take(.01));
    work_.open(at("slow.png"), {}, Theme::light);
    work_.open(at("quick.png"), {}, Theme::light);
    const auto result = work_.take(long_enough);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->path, at("quick.png"));
    work_.open(at("slow.png"), {}, Theme::light);  // its end comes with the object's
}

}  // namespace
}  // namespace pw
