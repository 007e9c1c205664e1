// What was measured, as a section of RESULTS.md.
#pragma once

#include <map>
#include <string>

#include "core/bench/pool_case.h"

namespace pw::bench {

struct Measured {
    Case of;
    What what;
    unsigned threads;
    bool curve;                        // one point of time over the kernel's size
    std::map<std::string, double> ms;  // the least, by contender
    std::map<std::string, bool> limit;
};

std::string report(const std::vector<Measured>& all);
// `text` with the section in place of the one that it has.
std::string with_section(const std::string& text, const std::string& section);

}  // namespace pw::bench
