#include "core/walk/field.h"

#include <gtest/gtest.h>

#include "core/tests/ops/dice.h"
#include "core/walk/document.h"

namespace pw {
namespace {

using test::Dice;

CellSet set_of(std::int64_t h, std::int64_t w, const std::vector<Position>& cells) {
    CellSet s(h, w);
    for (const Position p : cells) s.add(p);
    return s;
}

Tensor values(Dice& dice, Shape shape) {
    std::vector<float> v;
    for (std::int64_t i = 0; i < shape.count(); ++i)
        v.push_back(static_cast<float>(dice.roll(-1000, 1000)) / 16);
    return {shape, std::move(v)};
}

// Of one sign: a negative one would make the largest the smallest, see any_stage.
Tensor weights(Dice& dice, std::int64_t h, std::int64_t w) {
    std::vector<float> v;
    for (std::int64_t i = 0; i < h * w; ++i) v.push_back((1 + static_cast<float>(dice.roll(1, 1000)) / 1001));
    return {{1, 1, h, w}, std::move(v)};
}

// `selects`: max_pool or min_pool, one of them in a chain: the smallest of largest ones may read cells that
// never count, min(max(a), max(a, b)).
Stage any_stage(Dice& dice, StageId id, const char* selects) {
    const char* names[] = {selects, "avg_pool", "conv", "relu", selects, "adaptive_avg_pool"};
    Stage s;
    s.id = id;
    s.op = find_op(names[dice.roll(0, 5)]);
    WindowSpec& w = s.params.window;
    w.kernel = {dice.roll(1, 3), dice.roll(1, 3)};
    w.stride = Pair{dice.roll(1, 3), dice.roll(1, 3)};
    w.padding = {dice.roll(0, w.kernel.h / 2), dice.roll(0, w.kernel.w / 2)};
    if (s.op->has(Param::dilation)) w.dilation = {dice.roll(1, 2), dice.roll(1, 2)};
    if (s.op->has(Param::ceil_mode)) w.ceil_mode = dice.one_in(2);
    s.params.output_size = {dice.roll(1, 3), dice.roll(1, 3)};
    if (s.op->has(Param::weight)) s.params.weight = weights(dice, w.kernel.h, w.kernel.w);
    return s;
}

// Some picture, some value of its last stage; nothing where the chain can't be.
std::shared_ptr<const Evaluation> any_chain(Dice& dice) {
    Experiment e;
    e.input.tensor = values(dice, {1, 1, dice.roll(3, 7), dice.roll(3, 7)});
    const std::int64_t stages = dice.roll(1, 3);
    const char* selects = dice.one_in(2) ? "max_pool" : "min_pool";
    for (StageId id = 1; id <= stages; ++id) e.stages.push_back(any_stage(dice, id, selects));
    auto picture = evaluate(e);
    return picture->stopped ? nullptr : picture;
}

// Cells of the input that change the output when they change: seen from many inputs, as a selection or a relu
// hides most of them in any one.
CellSet found_by_perturbing(Experiment e, Dice& dice, Position o) {
    const Shape shape = e.input.tensor.shape();
    CellSet found(shape.h, shape.w);
    for (int round = 0; round < 120 && found.count() < shape.plane(); ++round) {
        e.input.tensor = values(dice, shape);
        const auto base = evaluate(e);
        for (std::int64_t i = 0; i < shape.plane(); ++i) {
            const Position p{i / shape.w, i % shape.w};
            if (found.has(p)) continue;
            for (const float by : {-4096.f, -7.f, 7.f, 4096.f}) {
                std::vector<float> v(e.input.tensor.data().begin(), e.input.tensor.data().end());
                v[static_cast<std::size_t>(i)] += by;
                Experiment other = e;
                other.input.tensor = Tensor(shape, std::move(v));
                const auto is = evaluate(other);
                if (is->done.back().out.values.at(0, 0, o.y, o.x) !=
                    base->done.back().out.values.at(0, 0, o.y, o.x)) {
                    found.add(p);
                    break;
                }
            }
        }
    }
    return found;
}

TEST(Field, IsWhatPerturbingEachCellFinds) {
    Dice dice(20261127);
    int chains = 0;
    while (chains < 150) {
        const auto picture = any_chain(dice);
        if (!picture) continue;
        ++chains;
        const Shape& out = picture->done.back().plan.out;
        const Position o{dice.roll(0, out.h - 1), dice.roll(0, out.w - 1)};
        const auto field = field_of(*picture, picture->done.back().id, o);
        ASSERT_TRUE(field);
        std::string told;
        for (const Stage& s : picture->of.stages) told += std::string(s.op->name) + " ";
        EXPECT_EQ(field->links.front().seen.all(), found_by_perturbing(picture->of, dice, o).all())
            << told << "chain " << chains << " at " << o.y << ", " << o.x;
    }
}

TEST(Field, WhatItReachesIsWhatSeesIt) {
    Dice dice(7);
    for (int chains = 0; chains < 300;) {
        const auto picture = any_chain(dice);
        if (!picture) continue;
        ++chains;
        const Shape& in = picture->of.input.tensor.shape();
        const Position from{dice.roll(0, in.h - 1), dice.roll(0, in.w - 1)};
        const auto forwards = field_of(*picture, input_stage, from);
        ASSERT_TRUE(forwards);
        const StageResult& last = picture->done.back();
        for (std::int64_t y = 0; y < last.plan.out.h; ++y)
            for (std::int64_t x = 0; x < last.plan.out.w; ++x) {
                const auto back = field_of(*picture, last.id, {y, x});
                EXPECT_EQ(forwards->links.back().seen.has({y, x}), back->links.front().seen.has(from));
                EXPECT_EQ(forwards->links.back().decide.has({y, x}), back->links.front().decide.has(from));
            }
    }
}

// The picture of the sample: conv 3x3, relu, max 2x2 on 6 x 6.
TEST(Field, OfThreeStages) {
    const auto picture = evaluate(load_sample("three-stages")->experiment);
    const auto f = field_of(*picture, picture->done.back().id, {0, 1});
    ASSERT_TRUE(f);
    EXPECT_EQ(f->links.size(), 4u);
    EXPECT_EQ(f->links[0].seen.box(), (CellSet::Box{0, 2, 4, 6}));
    EXPECT_EQ(f->links[1].seen.box(), (CellSet::Box{0, 2, 2, 4}));
    EXPECT_EQ(f->links[1].decide.count(), 1);
    EXPECT_EQ(f->links[0].decide.count(), 9);
    const auto sum = field_sum(*picture, picture->done.back().id);
    ASSERT_TRUE(sum);
    EXPECT_EQ((*sum)[0].adds, (Pair{2, 2}));
    EXPECT_EQ((*sum)[1].adds, (Pair{0, 0}));
    EXPECT_EQ((*sum)[2].adds, (Pair{1, 1}));
}

TEST(Field, OfADilatedWindowHasHoles) {
    Experiment e;
    e.input.tensor = Tensor({1, 1, 5, 5}, std::vector<float>(25, 1));
    Stage s;
    s.op = find_op("max_pool");
    s.params.window.dilation = {3, 3};
    e.stages = {s};
    const auto picture = evaluate(e);
    const auto f = field_of(*picture, s.id, {0, 0});
    EXPECT_EQ(f->links[0].seen, set_of(5, 5, {{0, 0}, {0, 3}, {3, 0}, {3, 3}}));
    EXPECT_FALSE(f->links[0].seen.full());
    EXPECT_EQ(f->links[0].decide, set_of(5, 5, {{0, 0}}));  // the first of equals
}

// Its own value goes to the cell that its index names; zeros come from nowhere.
TEST(Field, OfAnUnpooledValueFollowsItsIndex) {
    const auto picture = evaluate(load_sample("unpool-4x4")->experiment);
    const StageResult& last = picture->done.back();
    const Shape& out = last.plan.out;
    std::int64_t written = 0;
    for (std::int64_t y = 0; y < out.h; ++y)
        for (std::int64_t x = 0; x < out.w; ++x) {
            const auto f = field_of(*picture, last.id, {y, x});
            const CellSet& before = f->links[f->links.size() - 2].seen;
            EXPECT_EQ(before.count(), last.out.values.at(0, 0, y, x) != 0 ? 1 : 0);
            written += before.count();
        }
    EXPECT_EQ(written, last.plan.steps());
}

TEST(Field, IsRefusedForCellsThatAreNotThereAndPicturesTooLarge) {
    const auto picture = evaluate(load_sample("three-stages")->experiment);
    EXPECT_FALSE(field_of(*picture, 99, {0, 0}));
    EXPECT_FALSE(field_of(*picture, input_stage, {6, 0}));
    EXPECT_FALSE(field_of(*picture, input_stage, {0, -1}));
    Experiment large;
    large.input.tensor = Tensor({1, 1, 512, 512}, std::vector<float>(512 * 512));
    EXPECT_FALSE(field_of(*evaluate(large), input_stage, {0, 0}));
}

TEST(Field, TheSumNeedsOneStride) {
    const auto adaptive = evaluate(load_sample("adaptive-5x5")->experiment);
    EXPECT_FALSE(field_sum(*adaptive, adaptive->done.back().id));
}

}  // namespace
}  // namespace pw
