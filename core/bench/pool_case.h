// The cases of the pooling benchmark, and who is measured on them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/ops/op.h"

namespace pw::bench {

struct Case {
    std::string name;
    Shape shape;
    std::int64_t k, s, p;
    std::int64_t outputs(std::int64_t n) const { return (n + 2 * p - k) / s + 1; }
    Params params() const {
        Params params;
        params.window = {.kernel = {k, k}, .stride = Pair{s, s}, .padding = {p, p}};
        return params;
    }
};

enum class What { max, average, indices };

// prepare() makes everything before it is timed, run() only works, into memory that is there already.
struct Contender {
    std::string name;
    std::function<void()> prepare;
    std::function<void()> run;
    std::function<std::vector<float>()> values;          // NCHW
    std::function<std::vector<std::int64_t>()> indices;  // of the maxima; none: not its job
    bool limit = false;                                  // not pooling, only memory
};

using Contenders = std::vector<Contender>;
// Made when it is first asked for, so that a filter pays for no others.
using Input = std::function<const Tensor&()>;
Contenders ours(const Case& c, What what, unsigned threads, const Input& x);
Contenders limits(const Case& c, What what, unsigned threads, const Input& x);
Contenders torch_peers(const Case& c, What what, unsigned threads, const Input& x);
Contenders onednn_peers(const Case& c, What what, unsigned threads, const Input& x);
Contenders opencv_peers(const Case& c, What what, unsigned threads, const Input& x);
std::string torch_version();
std::string onednn_version();
std::string opencv_version();

}  // namespace pw::bench
