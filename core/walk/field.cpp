#include "core/walk/field.h"

#include <algorithm>

#include "core/ops/unpool.h"

namespace pw {

namespace {

constexpr std::int64_t most_cells = 1 << 14, most_reads = 1 << 22;

// One unmuted stage with what is needed to go through it, either way.
struct Pass {
    const Stage* stage = nullptr;
    const StageResult* result = nullptr;
    const Tensor* input = nullptr;
    std::int64_t batch = 0, channel = 0, in_channel = 0;

    const Window& window() const { return result->plan.window; }
    Pair size() const { return {result->plan.out.h, result->plan.out.w}; }

    // The window that an output's cell has its value from; none: an unpooling's zero.
    std::optional<Position> source(Position o) const {
        if (result->plan.indices.empty()) return o;
        const std::int64_t step =
            writer_of(result->plan, batch, channel, o.y * result->plan.out.w + o.x, result->plan.steps());
        if (step == 0) return std::nullopt;
        return Position{(step - 1) / result->plan.columns(), (step - 1) % result->plan.columns()};
    }

    void read_by(Position o, CellSet& to) const {
        const auto at = source(o);
        if (!at) return;
        const Axis &rows = window().rows, &columns = window().columns;
        const Axis::Range down = rows.real_taps(at->y), across = columns.real_taps(at->x);
        for (std::int64_t i = down.begin; i < down.end; ++i)
            for (std::int64_t j = across.begin; j < across.end; ++j)
                to.add({rows.at(at->y, i), columns.at(at->x, j)});
    }

    // What an output's value was made of.
    void deciding(Position o, CellSet& to) const {
        const auto at = source(o);
        if (!at) return;
        const Step step =
            stage->op->explain(stage->params, result->plan, *input, batch, channel, *at, in_channel);
        for (std::size_t q = 0; q < step.taps.size(); ++q) {
            const bool chosen = step.how != Reduction::select || static_cast<int>(q) == step.winner;
            if (chosen && step.taps[q].gathered && step.taps[q].kind == TapKind::real)
                to.add(step.taps[q].at);
        }
    }

    // The outputs whose windows read the cell.
    std::vector<Position> readers(Position in) const {
        std::vector<Position> found;
        for (std::int64_t y : window().rows.readers(in.y))
            for (std::int64_t x : window().columns.readers(in.x)) {
                const Position o = result->plan.lands(batch, channel, {y, x});
                if (source(o) == Position{y, x}) found.push_back(o);
            }
        return found;
    }
};

std::vector<Pass> passes_of(const Evaluation& e, std::int64_t batch, std::int64_t channel) {
    std::vector<Pass> passes;
    for (const StageResult& r : e.done) passes.push_back({e.of.find(r.id), &r, &e.input_of(r.id), batch});
    // Backwards: what a stage shows of its input is the channel that the stage before shows.
    for (auto p = passes.rbegin(); p != passes.rend(); ++p) {
        p->batch = std::clamp<std::int64_t>(batch, 0, p->result->plan.out.n - 1);
        p->channel = std::clamp<std::int64_t>(channel, 0, p->result->plan.out.c - 1);
        channel = p->stage->op->has(Param::weight) ? 0 : p->channel;
        p->in_channel = std::min(channel, p->input->shape().c - 1);
    }
    return passes;
}

// So that going through all of it takes no time.
bool is_small(const Evaluation& e) {
    if (e.of.input.tensor.shape().plane() > most_cells) return false;
    return std::ranges::all_of(e.done, [](const StageResult& r) {
        const Window& w = r.plan.window;
        const std::int64_t taps = w.rows.max_taps() * w.columns.max_taps();
        return r.plan.out.plane() <= most_cells && r.plan.out.plane() * taps <= most_reads;
    });
}

void go_back(const std::vector<Pass>& passes, Field& f) {
    for (std::size_t i = f.own; i > 0; --i) {
        const Pass& pass = passes[i - 1];
        for (const Position o : f.links[i].seen.all()) pass.read_by(o, f.links[i - 1].seen);
        for (const Position o : f.links[i].decide.all()) pass.deciding(o, f.links[i - 1].decide);
    }
}

void go_on(const std::vector<Pass>& passes, Field& f) {
    for (std::size_t i = f.own; i < passes.size(); ++i) {
        const Pass& pass = passes[i];
        const FieldLink& from = f.links[i];
        FieldLink& to = f.links[i + 1];
        for (const Position in : from.seen.all())
            for (const Position o : pass.readers(in)) to.seen.add(o);
        for (const Position o : to.seen.all()) {
            CellSet parts(pass.input->shape().h, pass.input->shape().w);
            pass.deciding(o, parts);
            if (std::ranges::any_of(parts.all(), [&](Position in) { return from.decide.has(in); }))
                to.decide.add(o);
        }
    }
}

}  // namespace

void CellSet::add(Position p) {
    const auto i = static_cast<std::size_t>(p.y * w_ + p.x);
    if (in_[i]) return;
    in_[i] = true;
    box_ = count_ == 0 ? Box{p.y, p.x, p.y + 1, p.x + 1}
                       : Box{std::min(box_.y0, p.y), std::min(box_.x0, p.x), std::max(box_.y1, p.y + 1),
                             std::max(box_.x1, p.x + 1)};
    ++count_;
}

std::vector<Position> CellSet::all() const {
    std::vector<Position> cells;
    for (std::int64_t y = box_.y0; y < box_.y1; ++y)
        for (std::int64_t x = box_.x0; x < box_.x1; ++x)
            if (has({y, x})) cells.push_back({y, x});
    return cells;
}

std::optional<Field> field_of(const Evaluation& e, StageId stage, Position at, std::int64_t batch,
                              std::int64_t channel) {
    if (!is_small(e)) return {};
    const std::vector<Pass> passes = passes_of(e, batch, channel);
    Field f;
    const Shape& in = e.of.input.tensor.shape();
    const std::int64_t first =
        passes.empty() ? std::clamp<std::int64_t>(channel, 0, in.c - 1) : passes.front().in_channel;
    f.links.push_back({input_stage, std::clamp<std::int64_t>(batch, 0, in.n - 1), first, CellSet(in.h, in.w),
                       CellSet(in.h, in.w)});
    for (const Pass& p : passes) {
        const CellSet none(p.size().h, p.size().w);
        f.links.push_back({p.stage->id, p.batch, p.channel, none, none});
    }
    const auto own = std::ranges::find(f.links, stage, &FieldLink::stage);
    if (own == f.links.end()) return {};
    f.own = static_cast<std::size_t>(own - f.links.begin());
    const Pair size = f.own == 0 ? Pair{in.h, in.w} : passes[f.own - 1].size();
    if (at.y < 0 || at.x < 0 || at.y >= size.h || at.x >= size.w) return {};
    own->seen.add(at);
    own->decide.add(at);
    go_back(passes, f);
    go_on(passes, f);
    return f;
}

std::optional<std::vector<FieldTerm>> field_sum(const Evaluation& e, StageId stage) {
    std::vector<FieldTerm> terms;
    Pair stride{1, 1};
    for (const StageResult& r : e.done) {
        const Axis &rows = r.plan.window.rows, &columns = r.plan.window.columns;
        if (!rows.regular() || !columns.regular() || !r.plan.indices.empty()) return {};
        terms.push_back({r.id, {(rows.effective() - 1) * stride.h, (columns.effective() - 1) * stride.w}});
        stride = {stride.h * rows.stride(), stride.w * columns.stride()};
        if (r.id == stage) return terms;
    }
    return {};
}

}  // namespace pw
