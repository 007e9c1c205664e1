// Ours, and what memory allows.
#include <hwy/cache_control.h>

#include <cstring>
#include <memory>

#include "core/bench/pool_case.h"
#include "core/bench/pool_limits.h"
#include "core/ops/fast/fast.h"
#include "core/ops/means.h"
#include "core/ops/registry.h"
#include "core/ops/selection.h"

namespace pw::bench {

namespace {

Executor& of_threads(unsigned threads) {
    static Executor one(1), two(2);
    return threads == 1 ? one : two;
}

}  // namespace

// The way that everybody takes, through the registry: its output's memory comes back from the pool.
Contenders ours(const Case& c, What what, unsigned threads, const Input& x) {
    const OpInfo* op = find_op(what == What::average ? "avg_pool" : "max_pool");
    const Plan plan = op->plan(c.params(), c.shape).value();
    auto result = std::make_shared<Forward>();
    const Wanted wanted{.indices = what == What::indices, .executor = &of_threads(threads)};
    Contenders all;
    all.push_back(
        {"ours",
         {},
         [=, params = c.params()] {
             *result = {};
             *result = op->forward(params, plan, x(), wanted);
         },
         [=] { return std::vector<float>(result->values.data().begin(), result->values.data().end()); },
         {}});
    if (what == What::indices)
        all.back().indices = [=] {
            return std::vector<std::int64_t>(result->indices.data().begin(), result->indices.data().end());
        };
    if (threads == 1 && c.k <= 8) {
        const std::vector<double> side(static_cast<std::size_t>(plan.out.h), static_cast<double>(c.k)),
            across(static_cast<std::size_t>(plan.out.w), static_cast<double>(c.k));
        all.push_back({"plain twin",
                       {},
                       [=] {
                           *result = what == What::average
                                         ? divided_sums_plainly(plan, x(), side, across, wanted)
                                         : select_plainly(Wins::largest, plan, x(), wanted);
                       },
                       all.back().values,
                       all.back().indices});
    }
    return all;
}

Contenders limits(const Case& c, What what, unsigned threads, const Input& x) {
    const OpInfo* op = find_op("max_pool");
    const Plan plan = op->plan(c.params(), c.shape).value();
    const auto bytes = static_cast<std::size_t>(plan.out.count()) * (what == What::indices ? 12 : 4);
    auto out = std::make_shared<Buffer<char>>();
    const auto prepare = [=] {
        *out = Buffer<char>(bytes);
        std::memset(out->data(), 0, bytes);
    };
    Executor& executor = of_threads(threads);
    const auto share = [threads](std::size_t n, std::size_t i) { return n / threads * i / 64 * 64; };
    Contenders all;
    const auto over = [&](const char* name, void (*work)(const float*, std::size_t, char*, std::size_t),
                          std::size_t written) {
        all.push_back({name,
                       prepare,
                       [=, &executor] {
                           const std::span<const float> in = x().data();
                           executor.each(threads, [&](std::int64_t i) {
                               const auto t = static_cast<std::size_t>(i);
                               const std::size_t from = share(in.size(), t),
                                                 to = t + 1 == threads ? in.size() : share(in.size(), t + 1);
                               const std::size_t first = share(written, t),
                                                 last = t + 1 == threads ? written : share(written, t + 1);
                               work(in.data() + from, to - from, out->data() + first, last - first);
                           });
                       },
                       {},
                       {},
                       true});
    };
    over("read", read_only, 0);
    over("read and streamed write", read_and_stream, bytes);
    over("read ahead and streamed write", read_ahead_and_stream, bytes);
    if (what == What::max && threads == 1) {
        auto copy = std::make_shared<Buffer<float>>();
        all.push_back({"memcpy",
                       [=] { *copy = Buffer<float>(x().data().size()); },
                       [=] { std::memcpy(copy->data(), x().data().data(), copy->size() * sizeof(float)); },
                       {},
                       {},
                       true});
    }
    return all;
}

}  // namespace pw::bench
