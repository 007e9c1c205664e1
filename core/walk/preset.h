// Pooling stages that people know from well-known networks.
#pragma once

#include <span>
#include <string_view>

#include "core/base/message.h"
#include "core/ops/op.h"

namespace pw {

struct Preset {
    std::string_view id;  // "vgg"
    Message name, line;   // "VGG", "max 2 × 2: half the size"
    const OpInfo* op = nullptr;
    Params (*params)(const Shape& input) = nullptr;  // for a stage that is given this
};

// In the menu's order.
std::span<const Preset> presets();

}  // namespace pw
