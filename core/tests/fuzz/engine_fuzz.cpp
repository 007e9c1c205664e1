// Arbitrary parameters and shapes: refused with a reason, or computed, explained and pulled back without
// harm.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <span>

#include "core/ops/op.h"

namespace {

using namespace pw;

constexpr std::int64_t most_cells = 1024, most_taps = 1 << 14;  // of one input, and of all its windows

void expect(bool fact) {
    if (!fact) std::abort();
}

bool alike(double a, double b) { return a == b || (std::isnan(a) && std::isnan(b)); }

// The fuzzer's bytes as numbers; zeros when they run out.
class Bytes {
  public:
    explicit Bytes(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

    std::uint8_t byte() {
        if (bytes_.empty()) return 0;
        const std::uint8_t b = bytes_.front();
        bytes_ = bytes_.subspan(1);
        return b;
    }
    bool flip() { return byte() % 2 == 1; }
    std::int64_t below(std::int64_t end) { return byte() % end; }
    std::int64_t number() {
        // Mostly small ones: looking for what would work takes long among large ones.
        switch (byte() % 32) {
            case 0:
                return edge();
            case 1:
                return wide();
            case 2:
                return below(256) - 8;
            default:
                return below(8);
        }
    }
    float value() {
        switch (byte() % 8) {
            case 0:
                return std::numeric_limits<float>::quiet_NaN();
            case 1:
                return flip() ? std::numeric_limits<float>::infinity()
                              : -std::numeric_limits<float>::infinity();
            case 2:
                return flip() ? std::numeric_limits<float>::max() : std::numeric_limits<float>::denorm_min();
            default:
                return static_cast<float>(below(16) - 8);
        }
    }

  private:
    // A power of two or a limit, or beside it.
    std::int64_t edge() {
        constexpr std::int64_t edges[] = {limits::side,
                                          limits::taps,
                                          limits::parameter,
                                          limits::elements,
                                          std::numeric_limits<std::int32_t>::max(),
                                          std::numeric_limits<std::int64_t>::max() - 2};
        const std::int64_t at = edges[below(std::size(edges))] + below(3) - 1;
        return flip() ? at : -at - 1;
    }
    std::int64_t wide() {
        std::uint64_t v = 0;
        for (int i = 0; i < 8; ++i) v = v << 8 | byte();
        return static_cast<std::int64_t>(v);
    }

    std::span<const std::uint8_t> bytes_;
};

Pair pair_from(Bytes& bytes) {
    const std::int64_t h = bytes.number();
    return {h, bytes.flip() ? h : bytes.number()};
}

Tensor tensor_from(Bytes& bytes, const Shape& shape) {
    std::vector<float> values(static_cast<std::size_t>(shape.count()));
    for (float& v : values) v = bytes.value();
    return Tensor(shape, std::move(values));
}

Indices indices_from(Bytes& bytes, const Shape& shape) {
    std::vector<std::int64_t> values(static_cast<std::size_t>(shape.count()));
    for (std::int64_t& v : values) v = bytes.number();
    return Indices(shape, std::move(values));
}

Params params_from(Bytes& bytes) {
    Params p;
    p.window.kernel = pair_from(bytes);
    if (bytes.flip()) p.window.stride = pair_from(bytes);
    p.window.padding = pair_from(bytes);
    p.window.dilation = bytes.flip() ? Pair{1, 1} : pair_from(bytes);
    p.window.ceil_mode = bytes.flip();
    if (bytes.flip()) {
        p.window.dialect = static_cast<Dialect>(bytes.below(3));
        p.window.auto_pad = static_cast<AutoPad>(bytes.below(4));
        if (bytes.flip()) p.window.padding_end = pair_from(bytes);
    }
    p.count_include_pad = bytes.flip();
    if (bytes.flip()) p.divisor_override = bytes.number();
    p.norm_type = bytes.number();
    p.output_size = pair_from(bytes);
    p.seed = bytes.number();
    p.samples = {bytes.value(), bytes.value()};
    if (bytes.flip())
        p.samples = {static_cast<float>(bytes.below(256)) / 256, static_cast<float>(bytes.below(256)) / 256};
    if (bytes.flip()) p.unpool_size = pair_from(bytes);
    if (bytes.flip()) {
        p.weight = tensor_from(
            bytes, {1 + bytes.below(3), 1 + bytes.below(3), 1 + bytes.below(5), 1 + bytes.below(5)});
        if (bytes.flip()) p.window.kernel = {p.weight.shape().h, p.weight.shape().w};
    }
    if (bytes.flip()) p.bias = tensor_from(bytes, {1, 1, 1 + bytes.below(2), 1 + bytes.below(4)});
    return p;
}

Shape shape_from(Bytes& bytes) {
    if (bytes.byte() % 4 == 0) return {bytes.number(), bytes.number(), bytes.number(), bytes.number()};
    return {1 + bytes.below(2), 1 + bytes.below(3), 1 + bytes.below(20), 1 + bytes.below(20)};
}

void check_axis(const Axis& axis) {
    const std::vector<bool> read = axis.read_mask();
    for (std::int64_t i = 0; i < axis.input(); ++i) {
        const auto readers = axis.readers(i);
        expect(readers.empty() != read[static_cast<std::size_t>(i)]);
        for (const std::int64_t o : readers) expect(axis.at(o, axis.tap(o, i)) == i);
    }
    expect(axis.drawn() >= axis.input());
}

void check_formula(const WindowSpec& spec, WindowUse use, const Shape& input, const Window& window) {
    for (int axis = 0; axis < 2; ++axis) expect(!size_formula(spec, use, input, window, axis).empty());
    window.overlaps();
}

// Step number `at` of the last plane.
void check_step(const OpInfo& op, const Params& params, const Plan& plan, const Tensor& input,
                const Forward& forward, std::int64_t at) {
    const Position out{at / plan.columns(), at % plan.columns()};
    const std::int64_t n = plan.out.n - 1, c = plan.out.c - 1;
    const std::int64_t in = op.has(Param::weight) ? input.shape().c - 1 : c;
    const Step step = op.explain(params, plan, input, n, c, out, in);
    expect(static_cast<std::int64_t>(step.taps.size()) == step.rows * step.columns);
    // Of several values for one cell the last stays.
    if (plan.indices.empty() || at + 1 == plan.steps())
        expect(alike(step.result, forward.values.at(n, c, step.lands.y, step.lands.x)));
    if (op.has_indices) {
        const std::int64_t index = forward.indices.at(n, c, out.y, out.x);
        expect((index < 0) == (step.winner < 0) && index < input.shape().plane());
    }
}

void compute(const OpInfo& op, const Params& params, const Plan& plan, const Tensor& input, Bytes& bytes) {
    const Forward forward = op.forward(params, plan, input, {.indices = true});
    expect(forward.values.shape() == plan.out);
    if (!op.reads_indices || !plan.indices.empty()) {
        check_step(op, params, plan, input, forward, 0);
        check_step(op, params, plan, input, forward, plan.steps() - 1);
    }
    const auto dx = backward(op, params, plan, input, tensor_from(bytes, plan.out));
    expect(dx && dx->shape() == input.shape());
    expect(!backward(op, params, plan, input, tensor_from(bytes, {plan.out.n + 1, plan.out.c, 1, 1})));
    check_axis(plan.window.rows);
    check_axis(plan.window.columns);
    plan.window.never_read();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes({data, size});
    const OpInfo& op =
        *all_ops()[static_cast<std::size_t>(bytes.below(static_cast<std::int64_t>(all_ops().size())))];
    const Shape shape = shape_from(bytes);
    Params params = params_from(bytes);
    if (op.reads_indices && bytes.flip() && check_shape(shape) && shape.count() <= most_cells)
        params.indices = indices_from(bytes, shape);
    expect(!op.code(params).empty() && !code_line(op, params).empty());
    const auto plan = op.plan(params, shape);
    if (!plan) {
        expect(!plan.error().what.key.empty());
        for (const Fix& fix : plan.error().fixes) expect(!fix.changes.empty());
        return 0;
    }
    expect(check_shape(plan->out).has_value());
    if (op.use) check_formula(params.window, *op.use, shape, plan->window);
    if (!check_shape(shape) || shape.count() > most_cells) return 0;
    const std::int64_t taps = plan->window.rows.max_taps() * plan->window.columns.max_taps();
    if (plan->out.count() * shape.c > most_taps / taps) return 0;
    compute(op, params, *plan, tensor_from(bytes, shape), bytes);
    return 0;
}
