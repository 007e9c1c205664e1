// Killed at any moment, the program leaves the old document or the new one, whole: never a part of either.
#include <random>

#include "app/files/autosave.h"
#include "app/files/open.h"
#include "app/session.h"
#include "app/tests/files/scratch.h"
#include "app/tests/killed.h"

namespace pw {
namespace {

constexpr int kills = 100;

// Small ones are inline, large ones lie beside the document.
Shape shape_of(std::int32_t round) { return round % 2 ? Shape{1, 1, 6, 7} : Shape{1, 1, 257, 259}; }

// Edits, saves, keeps, for ever; says after each round that it is done.
void live(const std::filesystem::path& folder, std::int32_t round, const test::Say& say) {
    Session session(filled({1, 1, 4, 4}, 0), {});
    Autosave autosave(folder / "state");
    for (;; ++round) {
        session.apply(action::Open{filled(shape_of(round), static_cast<float>(round))});
        const Document d = session.document();
        if (!save_file(folder / "lesson.json", d) || !autosave.save(d)) return;
        say(round);
    }
}

// The number that fills the document; nothing when it isn't one whole document.
std::optional<std::int32_t> round_of(const Document& d) {
    const auto cells = d.experiment.input.tensor.data();
    const auto round = static_cast<std::int32_t>(cells[0]);
    const bool whole = d.experiment.input.tensor.shape() == shape_of(round) &&
                       d.experiment.stages.size() == 1 &&
                       std::ranges::all_of(cells, [&](float v) { return v == cells[0]; });
    return whole ? std::optional(round) : std::nullopt;
}

class Kill : public Scratch {};

TEST_F(Kill, LeavesTheOldDocumentOrTheNewOne) {
    std::mt19937 random(7);
    std::uniform_int_distribution<int> microseconds(0, 30000);
    std::int32_t done = 0;  // the last round that was said to be done
    for (int i = 0; i < kills; ++i) {
        const auto last = test::killed(static_cast<useconds_t>(microseconds(random)),
                                       [&](const test::Say& say) { live(folder, done + 1, say); });
        ASSERT_TRUE(last) << "the child gave up";
        done = *last;

        const auto saved = open_file(at("lesson.json"));
        ASSERT_TRUE(saved) << i << ": " << saved.error().what.key;
        const auto saved_round = round_of(*saved);
        ASSERT_TRUE(saved_round) << i << ": a part of a document";
        EXPECT_TRUE(*saved_round == done || *saved_round == done + 1) << *saved_round << " after " << done;

        const auto kept = Autosave(at("state")).load();
        ASSERT_TRUE(kept) << i << ": " << kept.error().what.key;
        ASSERT_TRUE(*kept);
        const auto kept_round = round_of(**kept);
        ASSERT_TRUE(kept_round) << i << ": a part of a document";
        EXPECT_TRUE(*kept_round == done || *kept_round == done + 1) << *kept_round << " after " << done;
        done = std::max({done, *saved_round, *kept_round});
    }
    EXPECT_GE(done, kills);
}

}  // namespace
}  // namespace pw
