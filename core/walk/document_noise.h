// An input's noise and shift in a document: {"noise": {"kind": "gaussian", "amount": 0.1, "seed": 7},
// "shift": [0, 1]}, the shift down and to the right.
#pragma once

#include "core/walk/document_stage.h"

namespace pw {

// Of an input that is an object: as far as they are there.
Expected<Disturbance> read_disturbance(const Place& place, const Json& input);
// `, "noise": …, "shift": …`, without what isn't on.
std::string write_disturbance(const Disturbance& by);

}  // namespace pw
