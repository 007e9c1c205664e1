// The walk backward: what is sent, what arrives, and that its parts make up an operation's whole gradient.
#include "core/walk/gradients.h"

#include <gtest/gtest.h>

#include <cmath>

#include "core/tests/ops/dice.h"
#include "core/walk/difference.h"
#include "core/walk/document.h"

namespace pw {
namespace {

using test::Dice;

std::vector<float> values(const Tensor& t) { return {t.data().begin(), t.data().end()}; }

Tensor numbers(Dice& dice, Shape shape) {
    std::vector<float> all(static_cast<std::size_t>(shape.count()));
    for (float& v : all) v = static_cast<float>(dice.roll(-3, 5));
    return Tensor(shape, std::move(all));
}

std::shared_ptr<const BackwardWalk> walk_of(const Experiment& e) {
    return walk_backward(evaluate(e), e.stages.back().id, 0, 0);
}

TEST(Gradients, FourWindowsSendToTheirOneWinner) {
    const auto walk = walk_of(load_sample("gradient-overlap")->experiment);
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->held({1, 1}, 0), 0);
    EXPECT_EQ(walk->held({1, 1}, 3), 3);
    EXPECT_EQ(walk->held({1, 1}, 4), 4);
    EXPECT_EQ(walk->held({0, 0}, 4), 0);
    EXPECT_EQ(walk->parts_to({1, 1}).size(), 4u);
    EXPECT_EQ(walk->sent_by(3), 3);
    EXPECT_EQ(walk->received_by(3), 3);
    EXPECT_EQ(walk->from, input_stage);
}

TEST(Gradients, PaddingTakesItsShare) {
    Experiment e = load_sample("gradient-overlap")->experiment;
    e.stages.back().op = find_op("avg_pool");
    e.stages.back().params.window.padding = {1, 1};
    const auto walk = walk_of(e);
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->parts.front(), (std::vector<double>{.25, .25, .25, .25}));
    EXPECT_EQ(walk->sent_by(1), 1);
    EXPECT_EQ(walk->received_by(1), .25);
    e.stages.back().params.count_include_pad = false;
    EXPECT_EQ(walk_of(e)->received_by(1), 1);
}

TEST(Gradients, OwnNumbersReachAsFarAsTheyGo) {
    Experiment e = load_sample("gradient-overlap")->experiment;
    e.sent = Tensor({1, 1, 1, 3}, {5, 6, 7});
    EXPECT_EQ(values(sent_gradient(e, {1, 1, 2, 2})), (std::vector<float>{5, 6, 1, 1}));
    EXPECT_EQ(values(walk_of(e)->of_output), (std::vector<float>{5, 6, 1, 1}));
}

TEST(Gradients, AnEarlierStageGetsWhatTheLaterOnesSend) {
    Experiment e = load_sample("conv-then-pool")->experiment;
    const auto picture = evaluate(e);
    const auto walk = walk_backward(picture, e.stages.front().id, 0, 0);
    ASSERT_TRUE(walk);
    EXPECT_EQ(walk->from, e.stages.back().id);
    const std::vector<StageGradient> all = gradients(*picture);
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(values(walk->of_output), values(all.front().of_input));
    EXPECT_EQ(values(walk->of_input), values(all.back().of_input));
}

TEST(Gradients, NothingIsWalkedBackWhereTwoAreCompared) {
    Experiment e = load_sample("max-4x4")->experiment;
    Branch branch{e.stages.back().id, e.stages.back()};
    branch.stage.id = unused_id(e);
    e.branch = branch;
    EXPECT_FALSE(walk_backward(evaluate(e), e.stages.back().id, 0, 0));
}

// Over every operation, random windows and numbers: the parts of all steps add up to op.backward, and after
// so many steps to the gradient of an output of which only these are sent.
TEST(Gradients, PartsMakeUpTheWhole) {
    Dice dice(7);
    int walked = 0;
    for (int i = 0; i < 1500; ++i) {
        for (const OpInfo* op : all_ops()) {
            Experiment e;
            const std::int64_t channels = dice.roll(1, 2);
            e.input.tensor = numbers(dice, {1, channels, dice.roll(2, 6), dice.roll(2, 6)});
            Stage stage;
            stage.id = 1;
            stage.op = op;
            WindowSpec& w = stage.params.window;
            w.kernel = {dice.roll(1, 3), dice.roll(1, 3)};
            if (dice.one_in(2)) w.stride = Pair{dice.roll(1, 3), dice.roll(1, 3)};
            w.padding = {dice.roll(0, 1), dice.roll(0, 1)};
            w.ceil_mode = dice.one_in(2);
            stage.params.count_include_pad = dice.one_in(2);
            stage.params.norm_type = dice.roll(1, 3);
            stage.params.output_size = {dice.roll(1, 3), dice.roll(1, 3)};
            if (op->has(Param::weight))
                stage.params.weight = numbers(dice, {dice.roll(1, 3), channels, w.kernel.h, w.kernel.w});
            e.stages = {stage};
            auto picture = evaluate(e);
            if (picture->stopped) continue;
            e.sent = numbers(dice, picture->done.back().plan.out);
            picture = evaluate(e);
            const auto walk = walk_backward(picture, 1, 0, picture->done.back().plan.out.c - 1);
            ASSERT_TRUE(walk) << op->name;
            ++walked;
            const Shape& s = e.input.tensor.shape();
            for (std::int64_t y = 0; y < s.h; ++y)
                for (std::int64_t x = 0; x < s.w; ++x) {
                    double sum = 0;
                    for (const BackwardWalk::Part& part : walk->parts_to({y, x})) sum += part.value;
                    const double whole = walk->of_input.at(0, walk->in_channel, y, x);
                    if (std::isfinite(whole)) {
                        ASSERT_NEAR(sum, whole, 1e-5 * (1 + std::abs(whole))) << op->name;
                    }
                }
        }
        if (walked > 4000) break;
    }
    EXPECT_GT(walked, 4000);
}

TEST(Gradients, ADocumentKeepsThem) {
    Document d = load_sample("gradient-overlap").value();
    EXPECT_EQ(d.watch.direction, Direction::backward);
    d.experiment.sent = Tensor({1, 1, 2, 2}, {2, -1, .5f, 4});
    const std::string text = write_document(d);
    const auto no_files = [](std::string_view) -> Expected<std::string> { return fail("none"); };
    const auto read = read_document(text, "d.json", no_files);
    ASSERT_TRUE(read);
    EXPECT_EQ(read->watch.direction, Direction::backward);
    EXPECT_EQ(values(read->experiment.sent), (std::vector<float>{2, -1, .5f, 4}));
    EXPECT_EQ(write_document(*read), text);
    d.experiment.sent = {};
    d.watch.direction = Direction::forward;
    EXPECT_EQ(write_document(d).find("gradient\":"), std::string::npos);
    EXPECT_EQ(write_document(d).find("direction"), std::string::npos);
}

TEST(Gradients, HistorySaysWhatWasSent) {
    const Experiment ones = load_sample("gradient-overlap")->experiment;
    Experiment own = ones, changed = ones;
    own.sent = Tensor({1, 1, 2, 2}, {1, 1, 1, 1});
    changed.sent = Tensor({1, 1, 2, 2}, {1, 3, 1, 1});
    EXPECT_FALSE(same(ones, own));
    EXPECT_EQ(difference(ones, own).what.key, "history.send");
    EXPECT_EQ(difference(own, changed).what.key, "history.gradient");
}

}  // namespace
}  // namespace pw
