// Exercises for a class as pages of A4, in print style: a Scene each, in the language of the look.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/figure/figure.h"
#include "core/walk/exercise.h"

namespace pw {

// An experiment to be filled in by hand, in place of the drawn exercises.
struct OwnExercise {
    Experiment experiment;
    Watch watch;
    bool as_it_is =
        true;        // the first exercise of the first variant has the input itself; all others are drawn
    int a_page = 1;  // exercises, at most 4; fewer where they don't fit
    bool operator==(const OwnExercise& o) const {
        return same(experiment, o.experiment) && watch == o.watch && as_it_is == o.as_it_is &&
               a_page == o.a_page;
    }
};

struct WorksheetOptions {
    std::uint64_t seed = 1;  // of the first variant; each further one has the next
    int variants = 1;
    Level level = Level::plain;
    bool key = true;       // upside down at the foot of each page
    bool answers = false;  // all variants' answers on pages of their own, at the end
    std::optional<OwnExercise> own;
    bool operator==(const WorksheetOptions&) const = default;
};

namespace limits {
inline constexpr std::uint64_t worksheet_seed = 999'999;
inline constexpr int worksheet_variants = 1000;
}  // namespace limits

struct WorksheetVariant {
    std::uint64_t seed = 0;
    std::vector<Exercise> exercises;
};

class Worksheet {
  public:
    static constexpr double width = 1240, height = 1754;  // A4 at 150 px an inch

    // A page for each variant, then those with the answers.
    std::size_t pages() const { return variants_.size() + answers_.size(); }
    // The same page as often as it is asked for.
    Scene page(std::size_t i) const;
    const std::vector<WorksheetVariant>& variants() const { return variants_; }

  private:
    friend Expected<Worksheet> make_worksheet(const WorksheetOptions&, const Look&);

    WorksheetOptions options_;
    Look look_;
    std::vector<WorksheetVariant> variants_;
    std::vector<std::size_t> answers_;  // the first variant of each page of answers
};

// Words and fonts of the look must live as long as the worksheet; its theme and size are the paper's.
Expected<Worksheet> make_worksheet(const WorksheetOptions& options, const Look& look);

}  // namespace pw
