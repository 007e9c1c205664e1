#pragma once

#include <tl/expected.hpp>

#include "core/base/problem.h"

namespace pw {

template <class T, class E = Problem>
using Expected = tl::expected<T, E>;

inline tl::unexpected<Problem> fail(Problem p) { return tl::unexpected<Problem>(std::move(p)); }
inline tl::unexpected<Problem> fail(std::string key, std::vector<Arg> args = {}) {
    return tl::unexpected<Problem>(Problem(Message(std::move(key), std::move(args))));
}

}  // namespace pw
