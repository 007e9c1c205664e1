// Every operation's description, each defined in its own file.
#pragma once

#include "core/ops/op.h"

namespace pw {

extern const OpInfo max_pool, avg_pool, conv, relu;

}  // namespace pw
