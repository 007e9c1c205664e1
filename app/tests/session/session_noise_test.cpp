#include <gtest/gtest.h>

#include <cmath>

#include "app/tests/session/examples.h"
#include "core/walk/clean.h"

namespace pw {
namespace {

using namespace examples;

constexpr auto salt = Noise::Kind::salt_and_pepper;

action::SetNoise noise(double amount, const char* control = "", std::uint64_t seed = 7) {
    return {{salt, amount, seed}, control};
}
const Disturbance& disturbance(const Session& s) { return s.experiment().input.disturbance; }
std::vector<float> outputs(const Session& s) {
    const auto values = s.shown().picture->done.back().out.values.data();
    return {values.begin(), values.end()};
}
Document picture(std::int64_t side) {
    Document d = document({1, 1, side, side}, {stage(1, "max_pool")});
    d.experiment.input.picture = true;
    return d;
}

TEST(SessionNoise, LiesOverTheInputAndIsTakenBack) {
    Session s(picture(40), {});
    const auto before = outputs(s);
    s.apply(noise(.2));
    EXPECT_EQ(disturbance(s).noise, (Noise{salt, .2, 7}));
    EXPECT_NE(outputs(s), before);
    EXPECT_FALSE(s.shown().picture->input.same(s.experiment().input.tensor));
    EXPECT_EQ(s.past().back().what.key, "history.noise");
    s.apply(action::SetShift{{0, 1}});
    EXPECT_EQ(s.past().back().what.key, "history.shift");
    s.apply(action::Undo{2});
    EXPECT_EQ(disturbance(s), Disturbance());
    EXPECT_EQ(outputs(s), before);
    s.apply(action::Redo{2});
    EXPECT_EQ(disturbance(s).shift, (Shift{0, 1}));
}

TEST(SessionNoise, OneDragIsOneChange) {
    Session s(picture(8), {});
    for (const double amount : {.1, .2, .3}) {
        s.apply(noise(amount, "noise/amount/drag 1"));
        s.pass(2);
    }
    EXPECT_EQ(s.past().size(), 1u);
    s.apply(noise(.4, "noise/amount/drag 2"));
    EXPECT_EQ(s.past().size(), 2u);
    s.apply(noise(.3, "noise/amount/drag 2"));  // back where that drag began
    EXPECT_EQ(s.past().size(), 1u);
}

TEST(SessionNoise, KeepsToWhatCanBe) {
    Session s(picture(8), {});
    s.apply(noise(7));
    EXPECT_EQ(disturbance(s).noise.amount, 1);
    s.apply(noise(-1));
    EXPECT_EQ(disturbance(s).noise.amount, 0);
    s.apply(noise(std::nan("")));
    EXPECT_EQ(disturbance(s).noise.amount, 0);
    s.apply(action::SetShift{{5, -9}});
    EXPECT_EQ(disturbance(s).shift, (Shift{1, -1}));
}

TEST(SessionNoise, StaysInTheDocument) {
    Session s(picture(8), {});
    s.apply(noise(.25, "", 12));
    s.apply(action::SetShift{{-1, 0}});
    s.apply(action::ShowChanges{true});
    const auto back = read_document(write_document(s.document()), "noise.json",
                                    [](std::string_view) { return Expected<std::string>(fail("no.file")); });
    ASSERT_TRUE(back);
    const Session again(*back, {});
    EXPECT_EQ(disturbance(again), disturbance(s));
    EXPECT_TRUE(again.watch().changes);
    EXPECT_EQ(outputs(again), outputs(s));
    EXPECT_TRUE(again.shown().picture->clean);
}

// A view matter: nothing to take back.
TEST(SessionNoise, ShowsWhatChangesWithoutAnEdit) {
    Session s(picture(40), {});
    s.apply(noise(.2));
    EXPECT_EQ(s.shown().picture->clean, nullptr);
    s.apply(action::ShowChanges{true});
    EXPECT_EQ(s.past().size(), 1u);
    ASSERT_TRUE(s.shown().picture->clean);
    EXPECT_GT(s.shown().picture->clean->effects.at(1).changed, 0);
    // It goes along with every change from then on.
    s.apply(set("kernel_size", {4, 4}));
    EXPECT_EQ(s.shown().picture->clean->effects.at(1).cells, 100);
    s.apply(action::ShowChanges{false});
    s.apply(set("kernel_size", {2, 2}));
    EXPECT_EQ(s.shown().picture->clean, nullptr);
}

TEST(SessionNoise, OfALargePictureComesWhenItIsDone) {
    Session s(picture(1100), {});
    s.apply(action::ShowChanges{true});
    s.apply(noise(.1, "noise/amount/drag 1"));
    s.apply(noise(.2, "noise/amount/drag 1"));
    EXPECT_EQ(disturbance(s).noise.amount, .2);
    s.finish();
    // What is shown names the noise that it shows, and its clean side is of the same stages.
    EXPECT_EQ(s.shown().picture->of.input.disturbance.noise.amount, .2);
    ASSERT_TRUE(s.shown().picture->clean);
    EXPECT_EQ(s.shown().picture->clean->effects.at(1).cells, 550 * 550);
}

TEST(SessionNoise, NumbersUnderItCantBeChanged) {
    Session s(small(), {});
    s.apply(action::Select{input(1, 1)});
    EXPECT_TRUE(s.editing());
    s.apply(noise(1));
    EXPECT_FALSE(s.editing());
    s.apply(action::TypeText{"5"});
    ASSERT_TRUE(s.toast());
    EXPECT_EQ(s.toast()->text.key, "toast.disturbed");
    s.apply(action::DismissToast{});
    s.apply(action::ToggleBrush{});
    EXPECT_FALSE(s.brush());
    ASSERT_TRUE(s.toast());
    EXPECT_EQ(s.toast()->text.key, "toast.disturbed");
    EXPECT_EQ(s.experiment().input.tensor.data()[5], 5);
    // What takes the input's place brings none.
    s.apply(action::Paste{"1 2\n3 4\n"});
    EXPECT_EQ(disturbance(s), Disturbance());
}

TEST(SessionNoise, AFillLiesUnderIt) {
    Session s(small(), {});
    s.apply(noise(.5));
    s.apply(action::FillInput{Fill::checker});
    EXPECT_EQ(disturbance(s).noise.amount, .5);
    EXPECT_FALSE(s.shown().picture->input.same(s.experiment().input.tensor));
}

}  // namespace
}  // namespace pw
