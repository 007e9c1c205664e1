// A convolution's weights as a person changes them: presets that people know by name, and another size.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/ops/op.h"

namespace pw {

struct KernelPreset {
    std::string_view id;
    Message name;
};
// In the order in which they are offered.
std::span<const KernelPreset> kernel_presets();

// The preset for every output and input channel; nothing when it doesn't exist at that size: identity needs a
// middle, the anti-diagonal a square, Sobel, sharpen and Laplacian 3 x 3; none has a side above 31.
std::optional<Tensor> preset_weight(std::string_view id, Pair kernel, std::int64_t out_channels,
                                    std::int64_t in_channels);
// The first preset that the weights of an output channel are, alike for all input channels.
const KernelPreset* preset_of(const Tensor& weight, std::int64_t out_channel);
// The preset in one output channel, the others as they were; at the kernel's own size when it exists there,
// else at 3 x 3.
Tensor with_preset(const Tensor& weight, std::string_view id, std::int64_t out_channel);

// About the middle: what lies outside is dropped, what is new is 0.
Tensor resized_kernel(const Tensor& weight, Pair kernel);
// Whether weights of that size can be at all.
bool can_resize(const Tensor& weight, Pair kernel);

}  // namespace pw
