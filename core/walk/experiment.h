// What is computed: an input and a chain of stages. No time, no view; a value that never changes once made.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/ops/op.h"
#include "core/tensor/reading.h"
#include "core/tensor/tensor.h"
#include "core/walk/chain.h"
#include "core/walk/noise.h"
#include "core/walk/stage.h"

namespace pw {

struct Source {
    Tensor tensor;
    bool picture = false;        // an image: values 0-255, shown in colour when it has 3 channels
    std::string file;            // where it was read from, as a document names it; empty for inline values
    bool alpha_dropped = false;  // the picture had transparency, which isn't part of the values
    Reading reading = {};        // how that file was read
    bool doubtful = false;       // its channels could as well be where they weren't looked for
    Disturbance disturbance{};   // what the stages read is the tensor with this done to it
};

// A second configuration of one stage, looked at beside it: it reads the same input, and no stage goes on
// from it.
struct Branch {
    StageId beside = input_stage;
    Stage stage;  // its id is unique among all
};

struct Experiment {
    Message title;  // key of a sample's title, or "title.plain" with the file's name
    Source input;
    std::vector<Stage> stages;
    Dialect dialect = Dialect::torch;             // every stage's window says the same: see settle()
    std::optional<Branch> branch = std::nullopt;  // beside a stage that is there and isn't muted
    // The gradient that the last stage's output sends back; empty: ones. Of whatever shape the output had
    // when it was written: see sent_gradient().
    Tensor sent = {};

    // The branch's, too.
    const Stage* find(StageId id) const;
    Stage* find(StageId id);
    // Position among the stages; -1 when there is none of that id.
    int index_of(StageId id) const;
    // The same; of the branch's stage the place of the one beside it.
    int place_of(StageId id) const;
    // The two that are compared, when the stage is one of them.
    bool compares(StageId id) const;
};
bool same(const Experiment& a, const Experiment& b);
// Puts all stages under these rules, and ends a comparison whose stage is gone or muted.
void settle(Experiment& experiment, Dialect dialect);
// A new stage's.
StageId unused_id(const Experiment& experiment);
// The stage to watch when `wanted` is asked for: itself, or the one before it when muted; 0 or unknown: the
// last.
StageId stage_to_watch(const Experiment& experiment, StageId wanted);

struct StageResult {
    StageId id = 0;
    Plan plan;
    Forward out;
    Range range;                         // of out.values: what colours span, worked out once
    StageId indices_from = input_stage;  // unpooling: whose it took
};

struct StageProblem {
    StageId stage = 0;
    Problem problem;
    std::optional<Chain> chain;  // when the stages before it left too little
};

// The results of an experiment's stages, in order, up to the first that can't be. A picture made from it
// always names the configuration that it shows.
struct Clean;
struct Evaluation {
    Experiment of;
    Tensor input;  // what the first stage reads: of.input with its noise and shift
    std::vector<StageResult> done;
    std::optional<StageResult> branch;
    std::optional<StageProblem> stopped;
    Range input_range;
    std::shared_ptr<const Clean> clean;  // without noise and shift, where it was asked for: see clean.h

    // The stage's input: the result before it (muted stages pass it on), or the first one's.
    const Tensor& input_of(StageId id) const;
    const StageResult* find(StageId id) const;
};

// Re-does only the stages whose input or parameters are not those of `previous`, and after an edit of a few
// cells only the windows that read them. nullptr after a stop.
std::shared_ptr<const Evaluation> evaluate(const Experiment& experiment, const Evaluation* previous = nullptr,
                                           const std::stop_token& stop = {});

// One step of one stage, window by window in reading order: step s (from 1) of w columns is window (s-1) / w,
// (s-1) % w.
Step explain(const Evaluation& evaluation, StageId stage, std::int64_t step, std::int64_t n = 0,
             std::int64_t c = 0, std::int64_t in_channel = 0);

// What is shown: the last valid picture, and what was asked since.
struct Shown {
    std::shared_ptr<const Evaluation> picture;
    Experiment asked;
    std::optional<StageProblem> problem;  // why `asked` is not what `picture` shows
};

enum class ColourBy { region, value };
enum class Direction { forward, backward };
enum class Map { viridis, cividis, grey };

// The part of the view that a document keeps.
struct Watch {
    StageId stage = 0;  // 0: the last one
    double t = 0;
    std::int64_t batch = 0, channel = 0;
    ColourBy colour = ColourBy::region;
    Map map = Map::viridis;
    Direction direction = Direction::forward;
    bool changes = false;  // an output is drawn as what noise and shift have changed in it
    bool operator==(const Watch&) const = default;
};

}  // namespace pw
