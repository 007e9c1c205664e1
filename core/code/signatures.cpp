// Names of layers and functions, framework by framework.
#include <algorithm>

#include "core/code/layers.h"
#include "core/ops/registry.h"

namespace pw::code {

namespace {

using Path = std::span<const std::string_view>;
using Words = std::vector<std::string_view>;

std::vector<Signature> torch_signatures() {
    const Words adaptive{"output_size", "return_indices"};
    const Words max{"kernel_size", "stride", "padding", "dilation", "return_indices", "ceil_mode"};
    const Words avg{"kernel_size", "stride", "padding", "ceil_mode", "count_include_pad", "divisor_override"};
    const Words lp{"norm_type", "kernel_size", "stride", "ceil_mode"};
    const Words unpool{"kernel_size", "stride", "padding"};
    const Words fractional{"kernel_size", "output_size", "output_ratio", "return_indices", "_random_samples"};
    const Dialect t = Dialect::torch;
    return {
        {"MaxPool2d", &max_pool, t, false, max},
        {"AvgPool2d", &avg_pool, t, false, avg},
        {"LPPool2d", &lp_pool, t, false, lp},
        {"AdaptiveMaxPool2d", &adaptive_max_pool, t, false, adaptive},
        {"AdaptiveAvgPool2d", &adaptive_avg_pool, t, false, adaptive},
        {"FractionalMaxPool2d", &fractional_max_pool, t, false, fractional},
        {"MaxUnpool2d", &max_unpool, t, false, unpool},
        {"Conv2d",
         &conv,
         t,
         false,
         {"in_channels", "out_channels", "kernel_size", "stride", "padding", "dilation", "groups", "bias",
          "padding_mode"}},
        {"ReLU", &relu, t, false, {"inplace"}},
        {"max_pool2d",
         &max_pool,
         t,
         true,
         {"kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices"}},
        {"max_pool2d_with_indices",
         &max_pool,
         t,
         true,
         {"kernel_size", "stride", "padding", "dilation", "ceil_mode", "return_indices"}},
        {"avg_pool2d", &avg_pool, t, true, avg},
        {"lp_pool2d", &lp_pool, t, true, lp},
        {"adaptive_max_pool2d", &adaptive_max_pool, t, true, adaptive},
        {"adaptive_avg_pool2d", &adaptive_avg_pool, t, true, adaptive},
        {"fractional_max_pool2d", &fractional_max_pool, t, true, fractional},
        {"max_unpool2d",
         &max_unpool,
         t,
         true,
         {"indices", "kernel_size", "stride", "padding", "output_size"}},
        {"conv2d", &conv, t, true, {"weight", "bias", "stride", "padding", "dilation", "groups"}},
        {"relu", &relu, t, true, {"inplace"}},
        {"relu_", &relu, t, true, {}},
    };
}

std::vector<Signature> tf_signatures() {
    const Words pool{"pool_size", "strides", "padding", "data_format"};
    const Words nn{"ksize", "strides", "padding", "data_format"};
    const Dialect t = Dialect::tf;
    return {
        {"MaxPooling2D", &max_pool, t, false, pool},
        {"MaxPool2D", &max_pool, t, false, pool},
        {"AveragePooling2D", &avg_pool, t, false, pool},
        {"AvgPool2D", &avg_pool, t, false, pool},
        {"GlobalMaxPooling2D", &global_max_pool, t, false, {"data_format"}},
        {"GlobalMaxPool2D", &global_max_pool, t, false, {"data_format"}},
        {"GlobalAveragePooling2D", &global_avg_pool, t, false, {"data_format"}},
        {"GlobalAvgPool2D", &global_avg_pool, t, false, {"data_format"}},
        {"Conv2D",
         &conv,
         t,
         false,
         {"filters", "kernel_size", "strides", "padding", "data_format", "dilation_rate", "groups",
          "activation", "use_bias"}},
        {"Convolution2D", &conv, t, false, {"filters", "kernel_size", "strides", "padding"}},
        {"ReLU", &relu, t, false, {}},
        {"max_pool2d", &max_pool, t, true, nn},
        {"max_pool", &max_pool, t, true, nn},
        {"avg_pool2d", &avg_pool, t, true, nn},
        {"avg_pool", &avg_pool, t, true, nn},
        {"conv2d", &conv, t, true, {"filters", "strides", "padding", "data_format", "dilations"}},
        {"relu", &relu, t, true, {}},
    };
}

std::vector<Signature> onnx_signatures() {
    const Dialect o = Dialect::onnx;
    std::vector<Signature> all;
    for (const OpInfo* op : all_ops())
        if (!op->onnx.empty())
            all.push_back({op->onnx, op, o, true,
                           op->has(Param::weight) ? Words{"weight", "bias"}
                           : op->reads_indices    ? Words{"indices"}
                                                  : Words{}});
    return all;
}

const Signature* find_in(const std::vector<Signature>& all, std::string_view name) {
    const auto at = std::ranges::find(all, name, &Signature::name);
    return at == all.end() ? nullptr : &*at;
}

bool holds(Path path, std::string_view part) { return std::ranges::find(path, part) != path.end(); }

bool is_tf(Path path) {
    static constexpr std::string_view parts[] = {"tf", "tensorflow", "keras", "layers"};
    return std::ranges::any_of(parts,
                               [&](std::string_view p) { return holds(path.first(path.size() - 1), p); });
}

bool begins_large(std::string_view name) { return !name.empty() && name[0] >= 'A' && name[0] <= 'Z'; }

}  // namespace

bool ends_planes(std::string_view name) {
    static constexpr std::string_view names[] = {"Linear",  "Dense", "Flatten", "LSTM",
                                                 "flatten", "view",  "reshape"};
    return std::ranges::find(names, name) != std::end(names);
}

const Signature* find_signature(Path path) {
    static const std::vector<Signature> torch = torch_signatures(), tf = tf_signatures(),
                                        onnx = onnx_signatures();
    if (path.empty()) return nullptr;
    const std::string_view name = path.back();
    // A bare function of these names is the reader's own, unless it was imported: then its path is whole.
    const bool alone = path.size() == 1;
    const Signature* found = is_tf(path) ? find_in(tf, name) : find_in(torch, name);
    if (!found && alone) found = find_in(onnx, name);
    if (!found && begins_large(name)) found = find_in(tf, name);
    if (!found || begins_large(name)) return found;
    return alone || is_framework(path) ? found : nullptr;
}

bool is_framework(Path path) {
    static constexpr std::string_view roots[] = {
        "torch",  "nn",     "F",  "functional", "init", "tf",   "tensorflow", "keras",
        "layers", "models", "np", "numpy",      "jnp",  "onnx", "helper",     "collections"};
    return !path.empty() && std::ranges::find(roots, path.front()) != std::end(roots);
}

bool is_other_layer(Path path) {
    static constexpr std::string_view names[] = {
        "Dropout",    "Dropout2d", "BatchNorm2d", "BatchNormalization",
        "Linear",     "Dense",     "Flatten",     "Softmax",
        "LeakyReLU",  "Sigmoid",   "Tanh",        "GELU",
        "Upsample",   "MaxPool1d", "MaxPool3d",   "AvgPool1d",
        "AvgPool3d",  "Conv1d",    "Conv3d",      "LayerNorm",
        "Activation", "ZeroPad2d", "GroupNorm",   "Embedding",
        "LSTM",       "Unfold",    "SiLU",        "ConvTranspose2d"};
    if (path.empty()) return false;
    if (std::ranges::find(names, path.back()) != std::end(names)) return true;
    static constexpr std::string_view others[] = {"Parameter",  "Module", "Input",   "Model",
                                                  "InputLayer", "Tensor", "Variable"};
    const bool room = path.size() > 1 && (holds(path, "nn") || holds(path, "layers"));
    return room && begins_large(path.back()) && std::ranges::find(others, path.back()) == std::end(others) &&
           path.back().find("Loss") == path.back().npos;
}

}  // namespace pw::code
