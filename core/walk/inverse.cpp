#include "core/walk/inverse.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <tuple>

#include "core/base/number.h"
#include "core/ops/registry.h"
#include "core/walk/document.h"

namespace pw {

namespace {

struct Numbers {
    std::int64_t k = 1, s = 1, p = 0;
    bool operator==(const Numbers&) const = default;
    std::int64_t shared() const { return k - s; }
};

WindowSpec spec_of(const SizeAnswer& a, Dialect dialect) {
    return {.kernel = a.kernel, .stride = a.stride, .padding = a.padding, .dialect = dialect};
}

// One axis: n + 2p = (o - 1) s + k, where 2p <= k and s <= k, so that nothing is left over and no cell
// skipped.
std::vector<Numbers> exact(std::int64_t o, std::int64_t n) {
    std::vector<Numbers> found;
    const std::int64_t largest = std::min(n, std::int64_t{1} << 12);  // squared: limits::taps
    for (std::int64_t k = 1; k <= largest && found.size() < limits::size_answers; ++k) {
        if (o == 1) {
            if (k == n) found.push_back({k, k, 0});
            continue;
        }
        const std::int64_t least = (n - k + o - 2) / (o - 1);  // p >= 0
        for (std::int64_t s = std::min(k, n / (o - 1)); s >= std::max<std::int64_t>(1, least); --s) {
            const std::int64_t twice = (o - 1) * s + k - n;
            if (twice % 2 == 0 && twice <= k && found.size() < limits::size_answers)
                found.push_back({k, s, twice / 2});
        }
    }
    return found;
}

std::int64_t distance(const Numbers& a, const Numbers& b) {
    return std::abs(a.k - b.k) + std::abs(a.s - b.s) + std::abs(a.p - b.p);
}

SizeAnswer::Why why_of(const Numbers& a) {
    if (a.shared() == 0 && a.p == 0) return SizeAnswer::Why::once;
    return 2 * a.shared() > a.k ? SizeAnswer::Why::much : SizeAnswer::Why::little;
}

// What both axes do most alike.
std::vector<SizeAnswer> paired(const std::vector<Numbers>& rows, const std::vector<Numbers>& columns) {
    std::vector<SizeAnswer> all;
    if (columns.empty()) return all;
    for (const Numbers& r : rows) {
        const auto c = std::ranges::min_element(
            columns, {}, [&](const Numbers& x) { return std::pair(why_of(x) != why_of(r), distance(r, x)); });
        SizeAnswer a{std::max(why_of(r), why_of(*c)), {r.k, c->k}, {r.s, c->s}, {r.p, c->p}};
        all.push_back(a);
    }
    return all;
}

// From the first window to the last without a gap.
bool reads_all(const Axis& a) {
    return a.start(0) <= 0 && (a.outputs() == 1 || a.stride() <= a.effective()) &&
           a.start(a.outputs() - 1) + a.effective() >= a.input();
}

bool works(const SizeAnswer& a, Pair wanted, Pair given, Dialect dialect) {
    Pair size = given;
    for (int i = 0; i < a.stages; ++i) {
        const auto window = resolve(spec_of(a, dialect), WindowUse::max_pool, Shape{1, 1, size.h, size.w});
        if (!window || !reads_all(window->rows) || !reads_all(window->columns)) return false;
        size = {window->out_h(), window->out_w()};
    }
    return size == wanted;
}

bool adapts(Pair wanted, Pair given) {
    Params params;
    params.output_size = wanted;
    return adaptive_max_pool.plan(params, {1, 1, given.h, given.w}).has_value();
}

struct Known {
    std::int64_t k, s, p;
    int stages;
    std::string_view network;
};
constexpr Known known[] = {{2, 2, 0, 2, "VGG"}, {3, 2, 1, 1, "ResNet"}, {3, 2, 0, 1, "AlexNet"}};

std::int64_t most_shared(const SizeAnswer& a) {
    return std::max(a.kernel.h - a.stride.h, a.kernel.w - a.stride.w);
}

// Little: the fewest shared cells, but some; much: the smallest kernel. Less padding first.
void take_best(std::vector<SizeAnswer>& from, SizeAnswer::Why why, std::vector<SizeAnswer>& to) {
    const auto is = [&](const SizeAnswer& a) {
        return a.why == why && (why != SizeAnswer::Why::little || most_shared(a) > 0);
    };
    const auto order = [&](const SizeAnswer& a) {
        const std::int64_t first = why == SizeAnswer::Why::much ? a.kernel.h + a.kernel.w : most_shared(a);
        return std::tuple(!is(a), first, a.padding.h + a.padding.w, a.kernel.h);
    };
    const auto best = std::ranges::min_element(from, {}, order);
    if (best == from.end() || !is(*best)) return;
    to.push_back(*best);
    from.erase(best);
}

bool same_window(const SizeAnswer& a, const SizeAnswer& b) {
    return a.kernel == b.kernel && a.stride == b.stride && a.padding == b.padding && a.stages == b.stages;
}

Pair pooled_once(const SizeAnswer& a, Pair given) {
    const auto window =
        resolve(spec_of(a, Dialect::torch), WindowUse::max_pool, Shape{1, 1, given.h, given.w});
    return window ? Pair{window->out_h(), window->out_w()} : given;
}

std::string size_text(Pair p) { return p.h == p.w ? show_int(p.h) : shape_text(p.h, p.w); }

}  // namespace

SizeAnswers size_answers(Pair wanted, Pair given, Dialect dialect) {
    SizeAnswers out;
    std::vector<SizeAnswer> all = paired(exact(wanted.h, given.h), exact(wanted.w, given.w));
    std::erase_if(all, [&](const SizeAnswer& a) { return !works(a, wanted, given, dialect); });
    take_best(all, SizeAnswer::Why::once, out.first);
    for (const Known& k : known) {
        const SizeAnswer a{SizeAnswer::Why::network, {k.k, k.k}, {k.s, k.s}, {k.p, k.p}, k.stages, k.network};
        if (wanted.h < 2 || wanted.w < 2 || !works(a, wanted, given, dialect)) continue;
        std::erase_if(all, [&](const SizeAnswer& b) { return same_window(a, b); });
        out.first.push_back(a);
        break;
    }
    take_best(all, SizeAnswer::Why::little, out.first);
    take_best(all, SizeAnswer::Why::much, out.first);
    // Under other rules there is no adaptive pooling.
    if (dialect == Dialect::torch && adapts(wanted, given))
        out.first.push_back({SizeAnswer::Why::adaptive, wanted, wanted, {0, 0}});
    out.more = std::move(all);
    return out;
}

Message size_name(const SizeAnswer& a, Pair wanted) {
    if (a.why == SizeAnswer::Why::adaptive) return Message("size.name.adaptive", {wanted.h, wanted.w});
    std::vector<Arg> args{size_text(a.kernel), size_text(a.stride)};
    if (a.stages == 2) return Message("size.name.twice", std::move(args));
    if (a.padding == Pair{0, 0}) return Message("size.name", std::move(args));
    args.emplace_back(size_text(a.padding));
    return Message("size.name.padding", std::move(args));
}

Message size_reason(const SizeAnswer& a, Pair wanted, Pair given) {
    if (a.why == SizeAnswer::Why::adaptive) return Message("size.why.adaptive", {wanted.h, wanted.w});
    if (a.why == SizeAnswer::Why::once) return Message("size.why.once");
    if (a.why == SizeAnswer::Why::network) {
        std::string way = size_text(given) + " → ";
        if (a.stages == 2) way += size_text(pooled_once(a, given)) + " → ";
        return Message("size.why.network", {way + size_text(wanted), std::string(a.network)});
    }
    const std::int64_t rows = a.kernel.h - a.stride.h, columns = a.kernel.w - a.stride.w;
    if (rows == columns) return Message(rows == 0 ? "size.why.padding" : "size.why.shares", {rows});
    return Message("size.why.shares_both", {rows, columns});
}

std::vector<Axis> size_axes(const SizeAnswer& a, Pair wanted, Pair given, int axis) {
    if (a.why == SizeAnswer::Why::adaptive)
        return {axis == 0 ? Axis::adaptive(given.h, wanted.h) : Axis::adaptive(given.w, wanted.w)};
    std::vector<Axis> all;
    for (int i = 0; i < a.stages; ++i) {
        const auto window =
            resolve(spec_of(a, Dialect::torch), WindowUse::max_pool, Shape{1, 1, given.h, given.w});
        if (!window) break;
        all.push_back(axis == 0 ? window->rows : window->columns);
        given = {window->out_h(), window->out_w()};
    }
    return all;
}

bool gives_way(const Stage& stage) {
    const Family family = stage.op->family;
    return family == Family::pooling || family == Family::other || family == Family::one_size;
}

Pair given_to(const Experiment& e, StageId id) {
    const Stage* stage = e.find(id);
    const int at = stage ? e.place_of(id) + (gives_way(*stage) ? 0 : 1) : static_cast<int>(e.stages.size());
    const Shape s = shape_before(e, at);
    return {s.h, s.w};
}

bool gives_freely(const Experiment& e, StageId id) {
    const Stage* stage = e.find(id);
    if (!stage) return true;
    const auto used = std::ranges::find(e.stages, false, &Stage::muted);
    return gives_way(*stage) && used != e.stages.end() && used->id == id;
}

Experiment with_size(const Experiment& from, StageId id, const SizeAnswer& answer, Pair wanted, Pair given,
                     StageId& last) {
    Experiment e = from;
    if (gives_freely(e, id) && given != given_to(e, id)) {
        e.input.tensor = resized(e.input.tensor, given.h, given.w);
        e.input.picture = e.input.picture && e.input.tensor.shape() == from.input.tensor.shape();
    }
    const Stage* const old = e.find(id);
    Stage stage = old && gives_way(*old) ? *old : Stage{};
    const bool mean = stage.op && stage.op->how == Reduction::mean;
    if (answer.why == SizeAnswer::Why::adaptive) {
        stage.op = mean ? &adaptive_avg_pool : &adaptive_max_pool;
        stage.params.output_size = wanted;
    } else {
        if (!stage.op || stage.op->family == Family::one_size || !stage.op->has(Param::padding))
            stage.op = mean ? &avg_pool : &max_pool;
        stage.params.window = spec_of(answer, e.dialect);
        stage.params.window.stride.reset();
        if (answer.stride != default_stride(stage.params.window, false))
            stage.params.window.stride = answer.stride;
    }
    int at = old ? e.place_of(id) : static_cast<int>(e.stages.size()) - 1;
    if (old && gives_way(*old)) {
        *e.find(id) = stage;
    } else {
        stage.id = unused_id(e);
        e.stages.insert(e.stages.begin() + ++at, stage);
    }
    last = stage.id;
    for (int i = 1; i < answer.stages; ++i) {
        stage.id = last = unused_id(e);
        e.stages.insert(e.stages.begin() + ++at, stage);
    }
    return e;
}

const SizeAnswer* size_in_use(const SizeAnswers& answers, const Stage& stage) {
    const auto is = [&](const SizeAnswer& a) {
        if (a.why == SizeAnswer::Why::adaptive)
            return stage.op == &adaptive_max_pool || stage.op == &adaptive_avg_pool;
        const WindowSpec& w = stage.params.window;
        return stage.op->has(Param::padding) && a.stages == 1 && gives_way(stage) && w.kernel == a.kernel &&
               stride_of(*stage.op, stage.params) == a.stride && w.padding == a.padding &&
               end_of_padding(w) == a.padding && w.auto_pad == AutoPad::none && !w.ceil_mode &&
               w.dilation == Pair{1, 1};
    };
    for (const auto* list : {&answers.first, &answers.more})
        if (const auto found = std::ranges::find_if(*list, is); found != list->end()) return &*found;
    return nullptr;
}

}  // namespace pw
