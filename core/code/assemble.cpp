#include "core/code/assemble.h"

#include <algorithm>

#include "core/ops/kernels.h"
#include "core/walk/chain_sizes.h"

namespace pw::code {

namespace {

constexpr double most_work = 2e9;               // products of a whole chain: some seconds
constexpr std::int64_t most_weights = 1 << 20;  // of those that stand in for others

// A convolution's weights and bias: those of the text; else those of the stage in whose place it comes; else
// what a new one begins with.
class Convolution {
  public:
    Convolution(const Layer& layer, std::int64_t channels, const Stage* before, Budget& budget)
        : layer_(layer), made_(layer.made), channels_(channels), before_(before), budget_(budget) {}

    Assembled::Made make() {
        result_.stage = made_.stage;
        weights();
        Params& p = result_.stage.params;
        p.window.kernel = {p.weight.shape().h, p.weight.shape().w};
        bias();
        return std::move(result_);
    }

  private:
    void note(const char* key, std::vector<Arg> args = {}) {
        result_.notes.emplace_back(key, std::move(args));
    }

    void weights() {
        Params& p = result_.stage.params;
        if (made_.weight)
            if (auto own = weight_tensor(*made_.weight, layer_.dialect, budget_)) p.weight = std::move(*own);
        if (p.weight.empty()) stand_in();
        for (const Layer::Plane& plane : layer_.planes) put(plane);
    }

    void stand_in() {
        Params& p = result_.stage.params;
        const Pair kernel = made_.stage.params.window.kernel;
        const std::int64_t cells = kernel.h * kernel.w;
        const bool fits = kernel.h > 0 && kernel.w > 0 && cells <= most_weights;
        std::int64_t out = std::max<std::int64_t>(1, made_.out_channels);
        if (!fits || out > most_weights / (cells * channels_)) out = 1;
        const Pair own = fits && channels_ <= most_weights / cells ? kernel : Pair{1, 1};
        if (!keep(out, own)) p.weight = begun(own, out);
        if (made_.in_channels > 0 && made_.in_channels != channels_)
            note("code.channels", {channels_, made_.in_channels});
    }

    // The stage before has weights of that size, or the text doesn't say which.
    bool keep(std::int64_t out, Pair kernel) {
        const bool any = made_.out_channels == 0 && layer_.planes.empty();
        if (!before_ || before_->params.weight.empty() || layer_.fill) return false;
        const Shape& s = before_->params.weight.shape();
        if (!any && s != Shape{out, channels_, kernel.h, kernel.w}) return false;
        result_.stage.params.weight = before_->params.weight;
        note("code.weights_stay");
        return kept_ = true;
    }

    Tensor begun(Pair kernel, std::int64_t out) {
        const Shape s{out, channels_, kernel.h, kernel.w};
        if (layer_.fill)
            return Tensor(
                s, std::vector<float>(static_cast<std::size_t>(s.count()), static_cast<float>(*layer_.fill)));
        if (layer_.planes.empty()) note("code.weights_begin");
        for (const char* id : {"anti_diagonal", "box_blur"})
            if (auto weight = preset_weight(id, kernel, out, channels_)) return *weight;
        return Tensor(s, std::vector<float>(static_cast<std::size_t>(s.count()), 1.f));
    }

    void put(const Layer::Plane& plane) {
        Tensor& weight = result_.stage.params.weight;
        const Shape& s = weight.shape();
        const bool inside = plane.out >= 0 && plane.out < s.n && plane.in >= 0 && plane.in < s.c;
        if (!inside || plane.numbers.count() != s.plane() || !budget_.take(s.count())) return;
        std::vector<float> values(weight.data().begin(), weight.data().end());
        std::ranges::copy(*plane.numbers.values, values.begin() + (plane.out * s.c + plane.in) * s.plane());
        weight = Tensor(s, std::move(values));
    }

    void bias() {
        Params& p = result_.stage.params;
        const std::int64_t out = p.weight.shape().n;
        const auto all = [&](double v) {
            return Tensor({1, 1, 1, out},
                          std::vector<float>(static_cast<std::size_t>(out), static_cast<float>(v)));
        };
        if (layer_.no_bias) return;
        if (layer_.bias_fill) {
            p.bias = all(*layer_.bias_fill);
        } else if (made_.bias && made_.bias->count() == out) {
            if (auto own = bias_tensor(*made_.bias)) p.bias = std::move(*own);
        } else if (kept_ && made_.wants_bias && before_->params.bias.shape().w == out) {
            p.bias = before_->params.bias;
        } else if (made_.wants_bias) {
            p.bias = all(0);
            if (!kept_) note(layer_.dialect == Dialect::tf ? "code.bias_zero" : "code.bias_not_random");
        }
    }

    const Layer& layer_;
    const MadeLayer& made_;
    std::int64_t channels_;
    const Stage* before_;
    Budget& budget_;
    Assembled::Made result_;
    bool kept_ = false;
};

// Products, or cells that are read.
double work_of(const Stage& stage, const Shape& in, const Shape& out) {
    const Pair k = kernel_of(*stage.op, stage.params);
    const auto taps = static_cast<double>(k.h) * static_cast<double>(k.w);
    const double channels = stage.op->has(Param::weight) ? static_cast<double>(in.c) : 1;
    return static_cast<double>(in.count()) + static_cast<double>(out.count()) * taps * channels;
}

class Assembler {
  public:
    Assembler(Script& script, const Choice& choice, const Document& current)
        : s_(script), c_(choice), current_(current) {
        result_.document = current;
    }

    std::optional<Assembled> assemble() {
        if (c_.layers.empty() && !c_.input) return {};
        rules();
        if (c_.input && !input()) return {};
        using Makes = CodeRead::Makes;
        const Experiment& now = current_.experiment;
        const Stage* watched = now.find(current_.watch.stage);
        if (!watched && !now.stages.empty()) watched = &now.stages.back();
        const bool one = c_.layers.size() == 1 && c_.beside < 0 && !c_.input && watched;
        result_.makes = c_.layers.empty() ? Makes::input
                        : one             ? Makes::layer
                        : c_.input        ? Makes::experiment
                                          : Makes::stages;
        if (one && !replace(*watched)) return {};
        if (!one && !c_.layers.empty()) chain();
        settle(result_.document.experiment, dialect_);
        return std::move(result_);
    }

  private:
    // The first stage's hold for all.
    void rules() {
        Experiment& e = result_.document.experiment;
        dialect_ =
            c_.layers.empty() ? e.dialect : s_.layers[static_cast<std::size_t>(c_.layers.front())].dialect;
        if (dialect_ != Dialect::torch) return;
        const auto plain = [](Stage& stage) {
            stage.params.window.auto_pad = AutoPad::none;
            stage.params.window.padding_end.reset();
        };
        std::ranges::for_each(e.stages, plain);
        if (e.branch) plain(e.branch->stage);
    }

    bool input() {
        const Dialect layout = s_.tensorflow ? Dialect::tf : Dialect::torch;
        auto tensor = input_tensor(*c_.input, layout, s_.budget);
        if (!tensor) return false;
        Experiment& e = result_.document.experiment;
        e.input = Source{};
        e.input.tensor = std::move(*tensor);
        return true;
    }

    Stage made(int layer, std::int64_t& channels, const Stage* before = nullptr) {
        const Layer& own = s_.layers[static_cast<std::size_t>(layer)];
        Assembled::Made made{own.made.stage, {}};
        if (own.made.stage.op->has(Param::weight)) {
            made = Convolution(own, channels, before, s_.budget).make();
            channels = made.stage.params.weight.shape().n;
        }
        result_.stages.insert_or_assign(layer, made);
        return made.stage;
    }

    // False where that would take far too long.
    bool fits(const Stage& stage, std::optional<Shape>& shape) {
        if (!shape) return true;  // the chain stops before it
        const auto out = size_after(stage, *shape);
        if (out) work_ += work_of(stage, *shape, *out);
        shape = out;
        return work_ <= most_work;
    }

    bool replace(const Stage& watched) {
        Experiment& e = result_.document.experiment;
        std::optional<Shape> shape = shape_before(e, e.place_of(watched.id));
        std::int64_t channels = shape->c;
        Stage stage = made(c_.layers.front(), channels, watched.op->has(Param::weight) ? &watched : nullptr);
        stage.id = watched.id;
        stage.muted = watched.muted;
        const bool good = fits(stage, shape);
        *e.find(watched.id) = std::move(stage);
        return good;
    }

    void chain() {
        Experiment& e = result_.document.experiment;
        e.stages.clear();
        e.branch.reset();
        std::int64_t channels = e.input.tensor.shape().c;
        StageId id = 0;
        std::optional<Shape> shape = e.input.tensor.shape();
        std::optional<Branch> beside;
        for (std::size_t i = 0; i < c_.layers.size(); ++i) {
            std::int64_t own = channels;
            Stage stage = made(c_.layers[i], channels);
            std::optional<Shape> other = shape;
            if (!fits(stage, shape)) {
                result_.stages.erase(c_.layers[i]);
                break;
            }
            if (static_cast<int>(i) == c_.beside_at) {
                Stage second = made(c_.beside, own);
                if (fits(second, other))
                    beside = Branch{id + 1, std::move(second)};
                else
                    result_.stages.erase(c_.beside);
            }
            e.stages.push_back(std::move(stage));
            e.stages.back().id = ++id;
        }
        if (beside) beside->stage.id = ++id;
        e.branch = std::move(beside);
        Watch& watch = result_.document.watch;
        watch = {.stage = e.branch ? e.branch->beside : 0, .colour = watch.colour, .map = watch.map};
        if (c_.input) e.title = Message("title.pasted");
    }

    Script& s_;
    const Choice& c_;
    const Document& current_;
    Assembled result_;
    Dialect dialect_ = Dialect::torch;
    double work_ = 0;
};

}  // namespace

std::optional<Assembled> assemble(Script& script, const Choice& choice, const Document& current) {
    return Assembler(script, choice, current).assemble();
}

}  // namespace pw::code
