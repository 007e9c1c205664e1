#include "core/code/layers.h"

#include <algorithm>

#include "core/ops/blur.h"
#include "core/ops/registry.h"

namespace pw::code {

namespace {

// Sides as (h, w): one number, two, or TensorFlow's [1, h, w, 1].
std::optional<std::vector<std::int64_t>> sides_of(const Value& value) {
    auto all = wholes_of(value);
    if (!all || all->empty()) return {};
    if (all->size() == 4 && all->front() == 1 && all->back() == 1) all = {{(*all)[1], (*all)[2]}};
    for (const std::int64_t v : *all)
        if (v < -1'000'000 || v > 1'000'000) return {};
    return all->size() <= 2 ? all : std::nullopt;
}

// [[0, 0], [top, bottom], [left, right], [0, 0]], as (top, left, bottom, right).
std::optional<std::vector<std::int64_t>> explicit_padding(const Value& value) {
    if (!value.is(Value::Kind::list) || value.items->size() != 4) return {};
    std::vector<std::vector<std::int64_t>> all;
    for (const Value& item : *value.items) {
        const auto two = wholes_of(item);
        if (!two || two->size() != 2) return {};
        all.push_back(*two);
    }
    return {{all[1][0], all[2][0], all[1][1], all[2][1]}};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    return out;
}

// Reads a call's arguments into a stage; `ok` is false once one can't be read.
class Maker {
  public:
    Maker(const Signature& s, const Arguments& a, Budget& budget) : s_(s), a_(a), budget_(budget) {
        made_.stage.op = s.op;
        made_.stage.params.window.dialect = s.dialect;
    }

    std::optional<MadeLayer> make() {
        if (s_.op->has(Param::weight)) convolution();
        window();
        numbers();
        if (s_.op == &max_unpool) unpool_size();
        if (s_.op == &fractional_max_pool) samples();
        const Value* format = find("data_format");
        ok_ = ok_ && (!format || format->text != "channels_first" || s_.dialect != Dialect::tf);
        return ok_ ? std::optional(std::move(made_)) : std::nullopt;
    }

  private:
    const Value* find(std::string_view name) const {
        const Value* value = a_.find(s_, name);
        return value && value->is(Value::Kind::none) ? nullptr : value;
    }
    const Value* find_any(std::initializer_list<std::string_view> names) const {
        for (const std::string_view name : names)
            if (const Value* value = find(name)) return value;
        return nullptr;
    }

    void set(const char* name, std::vector<std::int64_t> values) {
        set_parameter(made_.stage.params, {name, std::move(values)});
    }
    bool sides(const char* name, std::initializer_list<std::string_view> names) {
        const Value* value = find_any(names);
        if (!value) return false;
        const auto all = sides_of(*value);
        ok_ = ok_ && all;
        if (all) set(name, *all);
        return true;
    }
    void whole(const char* name, std::string_view argument) {
        const Value* value = find(argument);
        if (!value) return;
        const auto one = whole_of(*value);
        ok_ = ok_ && one && *one >= -1'000'000 && *one <= 1'000'000;
        if (one) set(name, {*one});
    }

    void window() {
        const OpInfo& op = *s_.op;
        if (op.has(Param::kernel_size)) {
            const bool given = sides("kernel_size", {"kernel_size", "pool_size", "ksize", "kernel_shape"});
            ok_ = ok_ && (given || (s_.dialect == Dialect::tf && !s_.function));
        }
        if (op.has(Param::stride)) sides("stride", {"stride", "strides"});
        if (op.has(Param::dilation)) sides("dilation", {"dilation", "dilation_rate", "dilations"});
        if (op.has(Param::padding)) padding();
        WindowSpec& w = made_.stage.params.window;
        // A stride that is its default stays so when the kernel changes; a layer that says it means it.
        if (w.stride && op.has(Param::kernel_size) && *w.stride == default_stride(w, false)) w.stride.reset();
        if (w.stride && op.has(Param::weight) && *w.stride == Pair{1, 1}) w.stride.reset();
    }

    void padding() {
        const Value* automatic = find("auto_pad");
        const Value* value = find_any({"padding", "pads"});
        if (automatic) return word(lower(automatic->text));
        // TensorFlow's word when nothing is said.
        if (!value) return s_.dialect == Dialect::tf ? word("valid") : void();
        if (value->is(Value::Kind::text)) return word(lower(value->text));
        if (const auto all = explicit_padding(*value)) return set("padding", *all);
        const auto four = wholes_of(*value);
        if (four && four->size() == 4) return set("padding", *four);
        sides("padding", {"padding", "pads"});
    }

    void word(const std::string& name) {
        if (s_.dialect == Dialect::torch) return torch_word(name);
        static constexpr std::string_view words[] = {"notset", "valid", "same_upper", "same_lower"};
        const auto at = std::ranges::find(words, name == "same" ? "same_upper" : std::string_view(name));
        ok_ = ok_ && at != std::end(words);
        if (ok_) set("auto_pad", {at - std::begin(words)});
    }
    // A convolution's: as many cells as keep the size.
    void torch_word(const std::string& name) {
        if (name == "valid") return;
        const WindowSpec& w = made_.stage.params.window;
        const Pair whole{w.dilation.h * (w.kernel.h - 1), w.dilation.w * (w.kernel.w - 1)};
        ok_ = ok_ && name == "same" && s_.op->has(Param::weight) && whole.h % 2 == 0 && whole.w % 2 == 0;
        if (ok_) set("padding", {whole.h / 2, whole.w / 2});
    }

    void numbers() {
        const OpInfo& op = *s_.op;
        if (op.has(Param::ceil_mode)) whole("ceil_mode", "ceil_mode");
        if (op.has(Param::count_include_pad)) whole("count_include_pad", "count_include_pad");
        if (op.has(Param::divisor_override)) whole("divisor_override", "divisor_override");
        if (op.has(Param::norm_type)) whole("norm_type", s_.dialect == Dialect::onnx ? "p" : "norm_type");
        if (op.has(Param::output_size)) ok_ = sides("output_size", {"output_size"}) && ok_;
    }

    // What isn't a literal, such as x.size(), is the size that the window gives.
    void unpool_size() {
        const Value* value = find("output_size");
        const auto all = value ? wholes_of(*value) : std::nullopt;
        if (all && all->size() >= 2) set("unpool_size", {(*all)[all->size() - 2], all->back()});
    }

    // One pair for all planes; width first.
    void samples() {
        const Value* value = find("_random_samples");
        const auto two = value ? numbers_of(*value, budget_) : std::nullopt;
        if (!two || two->count() < 2) return;
        const float w = (*two->values)[0], h = (*two->values)[1];
        ok_ = ok_ && w >= 0 && w < 1 && h >= 0 && h < 1;
        made_.stage.params.samples = {w, h};
    }

    void convolution() {
        WindowSpec& w = made_.stage.params.window;
        w.kernel = {3, 3};
        const Value* weight = find_any({"weight", "filters"});
        if (weight && weight->is(Value::Kind::numbers)) made_.weight = weight->numbers;
        if (weight && weight->is(Value::Kind::list)) made_.weight = numbers_of(*weight, budget_);
        if (!made_.weight) sides("kernel_size", {"kernel_size", "kernel_shape"});
        channels();
        if (const Value* activation = find("activation")) {
            made_.relu = lower(activation->text) == "relu";
            ok_ = ok_ && (made_.relu || lower(activation->text) == "linear");
        }
        groups();
    }

    void channels() {
        const auto count = [&](std::string_view name) -> std::int64_t {
            const Value* value = find(name);
            if (!value || !value->is(Value::Kind::number)) return 0;
            const auto n = whole_of(*value);
            ok_ = ok_ && n && *n >= 1 && *n <= 4096;
            return n.value_or(0);
        };
        made_.in_channels = count("in_channels");
        made_.out_channels = std::max(count("out_channels"), made_.weight ? 0 : count("filters"));
        const Value* bias = find_any({"bias", "use_bias"});
        const bool layer = !s_.function;
        made_.wants_bias = layer && (!bias || whole_of(*bias) != 0);
        if (bias && !layer) made_.bias = numbers_of(*bias, budget_);
    }

    // Each channel by itself is a blur where the weights are one; else nothing here.
    void groups() {
        const Value* groups = find_any({"groups", "group"});
        if (!groups || whole_of(*groups) == 1) return;
        const auto blurred = made_.weight ? blur_of(*made_.weight) : std::nullopt;
        ok_ = ok_ && blurred;
        if (!blurred) return;
        made_.stage.op = &blur_pool;
        made_.stage.params.window.kernel = *blurred;
        made_.stage.params.window.stride = Pair{1, 1};
        made_.weight.reset();
    }

    // The size of the binomial weights that these are, over their sum.
    static std::optional<Pair> blur_of(const Numbers& n) {
        if (n.shape.size() < 2) return {};
        const Pair k{n.shape[n.shape.size() - 2], n.shape.back()};
        if (n.count() != k.h * k.w || std::max(k.h, k.w) > limits::blur_kernel) return {};
        const auto rows = binomial_weights(k.h), columns = binomial_weights(k.w);
        const double sum = blur_divisor(k.h, k.w);
        for (std::int64_t i = 0; i < n.count(); ++i) {
            const double own =
                rows[static_cast<std::size_t>(i / k.w)] * columns[static_cast<std::size_t>(i % k.w)] / sum;
            if (static_cast<float>(own) != (*n.values)[static_cast<std::size_t>(i)]) return {};
        }
        return k;
    }

    const Signature& s_;
    const Arguments& a_;
    Budget& budget_;
    MadeLayer made_;
    bool ok_ = true;
};

std::optional<Tensor> tensor_of(const Numbers& n, std::vector<std::int64_t> shape) {
    while (shape.size() < 4) shape.insert(shape.begin(), 1);
    if (shape.size() > 4 || !n.values) return {};
    const Shape s{shape[0], shape[1], shape[2], shape[3]};
    if (!check_shape(s) || s.count() != n.count()) return {};
    return Tensor(s, *n.values);
}

}  // namespace

const Value* Arguments::find(const Signature& signature, std::string_view name) const {
    for (const auto& [own, value] : named)
        if (own == name) return &value;
    const auto at = std::ranges::find(signature.arguments, name);
    const auto i = static_cast<std::size_t>(at - signature.arguments.begin());
    return at != signature.arguments.end() && i < placed.size() ? &placed[i] : nullptr;
}

std::optional<MadeLayer> make_layer(const Signature& signature, const Arguments& arguments, Budget& budget) {
    return Maker(signature, arguments, budget).make();
}

std::optional<Tensor> weight_tensor(const Numbers& n, Dialect dialect, Budget& budget) {
    static constexpr std::size_t order[] = {3, 2, 0, 1};
    if (dialect != Dialect::tf || n.shape.size() != 4) return tensor_of(n, n.shape);
    const auto turned = transposed(n, order, budget);
    return turned ? tensor_of(*turned, turned->shape) : std::nullopt;
}

std::optional<Tensor> input_tensor(const Numbers& n, Dialect dialect, Budget& budget) {
    static constexpr std::size_t order[] = {0, 3, 1, 2};
    if (dialect != Dialect::tf || n.shape.size() != 4) return tensor_of(n, n.shape);
    const auto turned = transposed(n, order, budget);
    return turned ? tensor_of(*turned, turned->shape) : std::nullopt;
}

std::optional<Tensor> bias_tensor(const Numbers& n) { return tensor_of(n, {n.count()}); }

}  // namespace pw::code
