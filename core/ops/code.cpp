#include "core/ops/code.h"

#include <fmt/format.h>

namespace pw {

std::string python(Pair p) { return p.h == p.w ? fmt::format("{}", p.h) : fmt::format("({}, {})", p.h, p.w); }

std::string keyword(const char* name, Pair p, Pair otherwise) {
    return p == otherwise ? std::string() : fmt::format(", {}={}", name, python(p));
}

}  // namespace pw
