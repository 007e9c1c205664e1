// Every operation's description, each defined in its own file.
#pragma once

#include "core/ops/op.h"

namespace pw {

extern const OpInfo max_pool, avg_pool, min_pool, lp_pool, blur_pool, stochastic_pool, fractional_max_pool,
    adaptive_max_pool, adaptive_avg_pool, global_max_pool, global_avg_pool, max_unpool, conv, relu;

}  // namespace pw
