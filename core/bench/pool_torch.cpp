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

Contenders torch_peers(const Case& c, What what, unsigned threads, const Input& x) {
    if (c.k > 8) return {};  // seconds a run
    Contenders all;
    for (const bool last : {false, true}) {
        if (last && c.shape.c == 1) continue;
        const auto format = last ? at::MemoryFormat::ChannelsLast : at::MemoryFormat::Contiguous;
        auto of = std::make_shared<Of>();
        std::vector<std::int64_t> k{c.k, c.k}, s{c.s, c.s}, p{c.p, c.p}, d{1, 1};
        const bool average = what == What::average;
        Contender peer;
        peer.prepare = [=, shape = c.shape] {
            of->in =
                at::from_blob(const_cast<float*>(x().data().data()), {shape.n, shape.c, shape.h, shape.w})
                    .contiguous(format);
            of->out = at::empty({0}, at::TensorOptions().dtype(at::kFloat));
            of->indices = at::empty({0}, at::TensorOptions().dtype(at::kLong));
        };
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
