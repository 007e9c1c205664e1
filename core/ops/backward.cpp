#include "core/ops/op.h"

namespace pw {

Expected<Tensor> backward(const OpInfo& op, const Params& params, const Plan& plan, const Tensor& input,
                          const Tensor& gradient) {
    if (!op.backward) return fail("problem.gradient.none", {std::string(op.name)});
    const Shape &given = gradient.shape(), &out = plan.out;
    if (given != out)
        return fail("problem.gradient.shape",
                    {given.n, given.c, given.h, given.w, out.n, out.c, out.h, out.w});
    return op.backward(params, plan, input, gradient);
}

}  // namespace pw
