// The whole chain with what one value sees and reaches.
#include "core/figure/field.h"

#include "core/tests/figure/every_size.h"

namespace pw {
namespace {

Pane looking_at(const char* sample, double t, std::size_t stage, Position at) {
    Pane pane = test::sample(sample, t);
    const auto& stages = pane.shown.picture->of.stages;
    pane.view.field = Focus{Focus::Grid::stage, at, stage == 0 ? input_stage : stages[stage - 1].id};
    return pane;
}

std::string said(const Scene& s, std::string_view id) {
    const Spot* spot = s.find(id);
    return spot ? spot->text : "";
}

TEST(FieldFigure, SaysWhatAValueSeesAtEachStage) {
    const Scene s = test::scene_of(looking_at("three-stages", 4, 3, {0, 1}));
    EXPECT_EQ(said(s, "strip/field"), "Output [0, 1] = 5 sees 4 × 4 of the 6 × 6 input; 3 × 3 of it decide");
    EXPECT_EQ(said(s, "field/size/0"), "4 × 4 seen, 3 × 3 decide");
    EXPECT_EQ(said(s, "field/size/1"), "2 × 2 seen, 1 decides");
    EXPECT_EQ(said(s, "field/size/2"), "2 × 2 seen, 1 decides");
    EXPECT_EQ(said(s, "stage/0/cell/0,5"), "2");
    for (const char* part : {"Receptive field", " + ", " = ", "4 × 4", "takes part: the receptive field"})
        EXPECT_TRUE(test::says(s, part)) << part;
}

TEST(FieldFigure, SaysWhatAnInputCellReaches) {
    const Scene s = test::scene_of(looking_at("three-stages", 4, 0, {0, 5}));
    EXPECT_EQ(said(s, "strip/field"), "Input [0, 5] = 2 reaches 1 cell of max_pool, decides 1");
    EXPECT_EQ(said(s, "field/size/1"), "1 × 1 reached, 1 decided");
}

TEST(FieldFigure, AValueThatIsNotComputedYetStaysHidden) {
    const Scene s = test::scene_of(looking_at("three-stages", 1, 3, {0, 1}));
    EXPECT_EQ(said(s, "stage/3/cell/0,1"), "");
    EXPECT_EQ(said(s, "strip/field"), "Output [0, 1] sees 4 × 4 of the 6 × 6 input");
    EXPECT_EQ(said(s, "field/size/1"), "2 × 2 seen");
}

TEST(FieldFigure, TheEdgeCutsAField) {
    const Scene s = test::scene_of(looking_at("conv-then-pool", 4, 1, {0, 0}));
    EXPECT_TRUE(test::says(s, "the edge leaves 2 × 2 of it"));
}

TEST(FieldFigure, IsNotShownWhileItPlays) {
    Pane pane = looking_at("three-stages", 2, 3, {0, 1});
    pane.playing = true;
    EXPECT_FALSE(test::scene_of(pane).find("strip/field"));
}

TEST(FieldFigure, FoldsStagesThatHaveNoRoom) {
    Document d = load_sample("three-stages").value();
    Stage relu = d.experiment.stages[1];
    for (int i = 0; i < 8; ++i) {
        relu.id = unused_id(d.experiment);
        d.experiment.stages.insert(d.experiment.stages.begin() + 2, relu);
    }
    Pane pane = test::pane_of(d, 4);
    pane.view.field = Focus{Focus::Grid::stage, {0, 1}, d.experiment.stages.back().id};
    const Scene s = test::scene_of(pane);
    EXPECT_TRUE(s.find("strip/field"));
    EXPECT_TRUE(test::says(s, "…"));
    EXPECT_TRUE(s.find("stage/0/cell/0,0"));
    EXPECT_TRUE(s.find("stage/" + std::to_string(d.experiment.stages.back().id) + "/cell/0,1"));
}

TEST(FieldFigure, IsTidyInEverySize) {
    for (const std::size_t stage : {0u, 1u, 3u})
        test::expect_tidy_in_every_size(
            [&](double t) {
                return looking_at("three-stages", t, stage, {1, 1});
            },
            "three stages");
    test::expect_tidy_in_every_size(
        [](double t) {
            return looking_at("conv-then-pool", t, 2, {0, 1});
        },
        "two");
    test::expect_tidy_in_every_size(
        [](double t) {
            return looking_at("unpool-4x4", t, 2, {0, 0});
        },
        "unpooling");
}

TEST(Focus, CellsOfTheChainHaveTheirStagesName) {
    const Focus cell{Focus::Grid::stage, {2, 3}, 7};
    EXPECT_EQ(spot_id(cell), "stage/7/cell/2,3");
    EXPECT_EQ(cell_of("stage/7/cell/2,3"), cell);
    EXPECT_FALSE(cell_of("stage/7/cell/2"));
    EXPECT_FALSE(cell_of("stage/x/cell/2,3"));
    EXPECT_FALSE(cell_of("stage/7/2,3"));
}

}  // namespace
}  // namespace pw
