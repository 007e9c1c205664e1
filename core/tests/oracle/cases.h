// Random configurations for the comparison with libtorch, and their gradients.
#pragma once

#include <string>

#include "core/ops/op.h"
#include "core/tests/ops/dice.h"

namespace pw::oracle {

using test::Dice;

struct Case {
    const OpInfo* op = nullptr;
    Params params;
    Tensor input;
};

// `broken`: with a wrong number or two, which mostly makes it invalid.
Case any_case(Dice& dice, bool broken);
// Ties, NaN, infinities, huge and cancelling values, each kind in a tensor of its own.
Tensor any_tensor(Dice& dice, Shape shape);

std::string told(const Case& c);

}  // namespace pw::oracle
