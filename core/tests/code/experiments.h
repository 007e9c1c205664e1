// Experiments of every kind: the samples, and random chains.
#pragma once

#include <string>
#include <vector>

#include "core/walk/experiment.h"

namespace pw::test {

struct Named {
    std::string name;
    std::shared_ptr<const Evaluation> evaluation;
};

std::vector<Named> sample_evaluations();
// So many of one to three stages, under all three rules, that work.
std::vector<Named> random_evaluations(int count, std::uint64_t seed);

}  // namespace pw::test
