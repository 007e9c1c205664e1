#include "core/walk/exercise.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/walk/fill.h"
#include "core/walk/random.h"

namespace pw {

namespace {

struct Recipe {
    const char* op;
    std::int64_t side, kernel, stride, padding;
};

// What an exercise is drawn from: alike in work, so that neighbours at a table may have different ones.
constexpr Recipe plain_first[] = {{"max_pool", 4, 2, 2, 0}};
constexpr Recipe plain_second[] = {
    {"max_pool", 5, 3, 1, 0}, {"max_pool", 4, 2, 1, 0}, {"max_pool", 5, 3, 2, 0}};
constexpr Recipe plain_third[] = {{"avg_pool", 4, 2, 2, 0}, {"avg_pool", 3, 2, 1, 0}};
constexpr Recipe padded_first[] = {{"max_pool", 5, 3, 2, 1}, {"max_pool", 4, 2, 2, 1}};
constexpr Recipe padded_second[] = {{"max_pool", 3, 3, 1, 1}, {"max_pool", 6, 3, 2, 1}};
constexpr Recipe padded_third[] = {{"avg_pool", 4, 2, 2, 1}, {"avg_pool", 6, 3, 3, 0}};

Stage stage_of(const Recipe& r) {
    Stage stage;
    stage.op = find_op(r.op);
    stage.params.window.kernel = {r.kernel, r.kernel};
    stage.params.window.stride = Pair{r.stride, r.stride};
    stage.params.window.padding = {r.padding, r.padding};
    return stage;
}

Exercise solved(Exercise::Kind kind, Stage stage, Tensor input) {
    Exercise e;
    e.kind = kind;
    e.plan = stage.op->plan(stage.params, input.shape()).value();
    e.output = stage.op->forward(stage.params, e.plan, input, {}).values;
    e.stage = std::move(stage);
    e.input = std::move(input);
    return e;
}

std::vector<float> digits(std::int64_t count, Random& random) {
    std::vector<float> values(static_cast<std::size_t>(count));
    for (float& v : values) v = static_cast<float>(random.upto(9));
    return values;
}

// A third or a ninth has no end: the last cell of each window makes the sum a multiple of the kernel's cells.
// For windows that don't overlap and have at most ten cells, so that digits stay digits.
void make_divisible(std::vector<float>& values, const Recipe& r) {
    const std::int64_t cells = r.kernel * r.kernel;
    for (std::int64_t top = 0; top + r.kernel <= r.side; top += r.stride)
        for (std::int64_t left = 0; left + r.kernel <= r.side; left += r.stride) {
            std::int64_t sum = 0;
            for (std::int64_t i = 0; i < cells; ++i)
                sum += static_cast<std::int64_t>(
                    values[static_cast<std::size_t>((top + i / r.kernel) * r.side + left + i % r.kernel)]);
            float& last =
                values[static_cast<std::size_t>((top + r.kernel - 1) * r.side + left + r.kernel - 1)];
            const auto over = static_cast<float>(sum % cells);
            last += last >= over ? -over : static_cast<float>(cells) - over;
        }
}

// Not the same number again and again.
bool varied(const Tensor& output) {
    return std::ranges::all_of(output.data(), [&](float v) {
        return 2 * std::ranges::count(output.data(), v) <= std::ssize(output.data());
    });
}

Exercise draw_fill(const Recipe& r, Random& random) {
    while (true) {
        std::vector<float> values = digits(r.side * r.side, random);
        Stage stage = stage_of(r);
        if (stage.op->how == Reduction::mean && r.kernel == 3) make_divisible(values, r);
        Exercise e =
            solved(Exercise::Kind::fill, std::move(stage), Tensor({1, 1, r.side, r.side}, std::move(values)));
        if (varied(e.output)) return e;
    }
}

Exercise draw_find(std::int64_t side, Random& random) {
    while (true) {
        const Recipe r{"max_pool", side, random.between(2, 4), random.between(1, 5), 0};
        const std::int64_t outputs = (side - r.kernel) / r.stride + 1;
        Exercise e = solved(Exercise::Kind::find, stage_of(r),
                            Tensor({1, 1, side, side}, digits(side * side, random)));
        if (outputs < 2 || outputs > 3) continue;
        if (windows_that_fit(*e.stage.op, e.input, e.output).size() == 1) return e;
    }
}

SizeQuestion size_question(std::int64_t n, std::int64_t k, std::int64_t s, std::int64_t p) {
    WindowSpec spec;
    spec.kernel = {k, k};
    spec.stride = Pair{s, s};
    spec.padding = {p, p};
    const Window window = resolve(spec, WindowUse::max_pool, {1, 1, n, n}).value();
    return {n, k, s, p, window.out_h()};
}

// An even halving, one that drops a row, one known from networks, one that keeps the size.
Exercise draw_sizes(Level level, Random& random) {
    Exercise e;
    e.kind = Exercise::Kind::sizes;
    static constexpr std::int64_t known[] = {56, 112, 224};
    if (level == Level::plain) {
        e.sizes.push_back(size_question(2 * random.between(6, 18), 2, 2, 0));
        e.sizes.push_back(size_question(2 * random.between(6, 18) + 1, 2, 2, 0));
        e.sizes.push_back(size_question(random.one_of(known), 3, 2, 1));
        e.sizes.push_back(size_question(random.between(6, 15), 3, 1, 1));
    } else {
        e.sizes.push_back(size_question(random.between(20, 40), 3, 2, 0));
        e.sizes.push_back(size_question(random.one_of(known), 3, 2, 1));
        e.sizes.push_back(size_question(random.between(15, 35), 5, 3, 2));
        e.sizes.push_back(size_question(random.between(20, 60), random.between(4, 6), 4, 2));
    }
    return e;
}

Tensor plane_of(const Tensor& t, std::int64_t n, std::int64_t c) {
    const std::span<const float> plane = t.plane(std::clamp<std::int64_t>(n, 0, t.shape().n - 1),
                                                 std::clamp<std::int64_t>(c, 0, t.shape().c - 1));
    return Tensor({1, 1, t.shape().h, t.shape().w}, {plane.begin(), plane.end()});
}

// One output channel of a convolution's parameters.
Params channel_of(const Params& params, std::int64_t channel) {
    Params cut = params;
    cut.weight = plane_of(params.weight, channel, 0);
    if (!params.bias.empty()) {
        const std::int64_t last = params.bias.shape().w - 1;
        cut.bias =
            Tensor({1, 1, 1, 1}, {params.bias.at(0, 0, 0, std::clamp<std::int64_t>(channel, 0, last))});
    }
    return cut;
}

}  // namespace

std::vector<SquareWindow> windows_that_fit(const OpInfo& op, const Tensor& input, const Tensor& output) {
    std::vector<SquareWindow> found;
    for (std::int64_t k = 1; k <= 5; ++k)
        for (std::int64_t s = 1; s <= 5; ++s) {
            Params params;
            params.window.kernel = {k, k};
            params.window.stride = Pair{s, s};
            const Expected<Plan> plan = op.plan(params, input.shape());
            if (!plan || plan->out != output.shape()) continue;
            const Forward out = op.forward(params, *plan, input, {});
            if (std::ranges::equal(out.values.data(), output.data())) found.push_back({k, s});
        }
    return found;
}

std::vector<Exercise> draw_exercises(std::uint64_t seed, Level level) {
    Random random(seed);
    const bool plain = level == Level::plain;
    std::vector<Exercise> all;
    all.push_back(draw_fill(plain ? random.one_of(plain_first) : random.one_of(padded_first), random));
    all.push_back(draw_fill(plain ? random.one_of(plain_second) : random.one_of(padded_second), random));
    all.push_back(draw_fill(plain ? random.one_of(plain_third) : random.one_of(padded_third), random));
    all.push_back(draw_find(plain ? 6 : 7, random));
    all.push_back(draw_sizes(level, random));
    return all;
}

Expected<Exercise> exercise_of(const Experiment& experiment, const Watch& watch) {
    if (experiment.stages.empty()) return fail("problem.worksheet.no_stage");
    const StageId id = watch.stage == 0 ? experiment.stages.back().id : watch.stage;
    const auto evaluation = evaluate(experiment);
    const Stage* stage = experiment.find(id);
    if (!stage || !evaluation->find(id)) {
        if (evaluation->stopped) return fail(evaluation->stopped->problem);
        return fail("problem.worksheet.no_stage");
    }
    if (stage->op->reads_indices) return fail("problem.worksheet.indices", {std::string(stage->op->name)});
    if (stage->op->has(Param::seed)) return fail("problem.worksheet.draws", {std::string(stage->op->name)});
    const Tensor& input = evaluation->input_of(id);
    const Shape& in = input.shape();
    const Window& window = evaluation->find(id)->plan.window;
    if (std::max(in.h, in.w) > exercise_side)
        return fail("problem.worksheet.input", {in.h, in.w, exercise_side});
    const std::int64_t reach =
        std::max({window.rows.drawn(), window.columns.drawn(), window.out_h(), window.out_w()});
    if (reach > exercise_reach) return fail("problem.worksheet.reach", {reach, exercise_reach});
    Stage own = *stage;
    if (own.op->has(Param::weight)) {
        if (in.c > 1) return fail("problem.worksheet.channels", {in.c});
        own.params = channel_of(own.params, watch.channel);
    }
    return solved(Exercise::Kind::fill, std::move(own), plane_of(input, watch.batch, watch.channel));
}

Experiment with_drawn_input(const Experiment& experiment, std::uint64_t seed) {
    Experiment drawn = experiment;
    drawn.input.tensor = filled(experiment.input.tensor, Fill::random, seed, experiment.input.picture);
    return drawn;
}

}  // namespace pw
