// libtorch: planes after each other (NCHW), and channels last.
#include <ATen/ATen.h>
#include <ATen/Parallel.h>
#include <torch/version.h>

#include <memory>

#include "core/bench/pool_case.h"

namespace pw::bench {

namespace {

struct Of {
    at::Tensor in, out, indices;
};

}  // namespace

std::string torch_version() { return TORCH_VERSION; }

Contenders torch_peers(const Case& c, What what, unsigned threads, const Tensor& x) {
    if (c.k > 8 && threads > 1) return {};  // seconds a run
    const at::Tensor plain =
        at::from_blob(const_cast<float*>(x.data().data()), {c.shape.n, c.shape.c, c.shape.h, c.shape.w});
    Contenders all;
    for (const bool last : {false, true}) {
        if (last && (c.shape.c == 1 || c.k > 8)) continue;
        const auto format = last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
        auto of = std::make_shared<Of>();
        of->in = plain.contiguous(format);
        const at::IntArrayRef none;
        std::vector<std::int64_t> k{c.k, c.k}, s{c.s, c.s}, p{c.p, c.p}, d{1, 1};
        const bool average = what == What::average;
        of->out = at::empty({0}, at::TensorOptions().dtype(at::kFloat));
        of->indices = at::empty({0}, at::TensorOptions().dtype(at::kLong));
        Contender peer;
        peer.name = last ? "torch, channels last" : "torch";
        peer.run = [=] {
            at::NoGradGuard quiet;
            at::set_num_threads(static_cast<int>(threads));
            if (average)
                at::avg_pool2d_out(of->out, of->in, k, s, p, false, true);
            else
                at::max_pool2d_with_indices_out(of->out, of->indices, of->in, k, s, p, d, false);
        };
        peer.values = [=] {
            const at::Tensor t = of->out.contiguous();
            return std::vector<float>(t.data_ptr<float>(), t.data_ptr<float>() + t.numel());
        };
        if (what == What::indices)
            peer.indices = [=] {
                const at::Tensor t = of->indices.contiguous();
                return std::vector<std::int64_t>(t.data_ptr<std::int64_t>(),
                                                 t.data_ptr<std::int64_t>() + t.numel());
            };
        all.push_back(std::move(peer));
    }
    return all;
}

}  // namespace pw::bench
