#include "core/walk/indices.h"

#include <cstdlib>
#include <ranges>

#include "core/ops/unpool.h"

namespace pw {

namespace {

Problem none_before(const Shape& input, const Passed* nearest) {
    if (!nearest) {
        Problem p(Message("problem.unpool.none"));
        p.framework = "forward() missing 1 required positional argument: 'indices'";
        return p;
    }
    const Shape& out = nearest->out;
    Problem p(
        Message("problem.unpool.others", {std::string(nearest->op->name), out.h, out.w, input.h, input.w}));
    p.framework = other_indices_words(input, out);
    return p;
}

// Whether an output of this size may be asked for along one axis.
bool reaches(std::int64_t asked, std::int64_t own, std::int64_t stride) {
    return std::abs(asked - own) < stride;
}

}  // namespace

Expected<StageId> indices_from(std::span<const Passed> before, const Shape& input) {
    const Passed* nearest = nullptr;
    for (const Passed& p : before | std::views::reverse) {
        if (!p.op->has_indices) continue;
        if (p.out == input) return p.id;
        if (!nearest) nearest = &p;
    }
    return fail(none_before(input, nearest));
}

Params undoing(const Stage& pooling, const Shape& given, const Shape& pooled) {
    Params p;
    p.window = pooling.params.window;
    p.window.dilation = {1, 1};
    p.window.ceil_mode = false;
    const Pair own = unpooled_size(p, pooled),
               stride = p.window.stride.value_or(default_stride(p.window, false));
    const bool windowed = pooling.op->has(Param::kernel_size);
    if (windowed && reaches(given.h, own.h, stride.h) && reaches(given.w, own.w, stride.w)) {
        if (own != Pair{given.h, given.w}) p.unpool_size = Pair{given.h, given.w};
        return p;
    }
    // Windows that leave nothing over.
    const Pair s{std::max<std::int64_t>(1, given.h / pooled.h),
                 std::max<std::int64_t>(1, given.w / pooled.w)};
    p.window.kernel = {given.h - (pooled.h - 1) * s.h, given.w - (pooled.w - 1) * s.w};
    p.window.padding = {0, 0};
    p.window.stride = s == default_stride(p.window, false) ? std::nullopt : std::optional(s);
    return p;
}

Fix undoing_fix(const Stage& pooling, const Shape& given, const Shape& pooled) {
    const Params p = undoing(pooling, given, pooled);
    const auto values = [](std::optional<Pair> v) {
        return v ? std::vector<std::int64_t>{v->h, v->w} : std::vector<std::int64_t>{};
    };
    return {Message("fix.undo_pool", {std::string(pooling.op->name)}),
            {{"kernel_size", values(p.window.kernel)},
             {"stride", values(p.window.stride)},
             {"padding", values(p.window.padding)},
             {"unpool_size", values(p.unpool_size)}},
            given.h,
            given.w};
}

}  // namespace pw
