// oneDNN, planes after each other and channels last.
#include <omp.h>

#include <memory>
#include <oneapi/dnnl/dnnl.hpp>

#include "core/bench/pool_case.h"

namespace pw::bench {

namespace {

using dnnl::memory;

struct Of {
    dnnl::engine engine{dnnl::engine::kind::cpu, 0};
    dnnl::stream stream{engine};
    memory in, out, plain;
    dnnl::pooling_forward::primitive_desc chosen;
    dnnl::pooling_forward pool;
};

}  // namespace

std::string onednn_version() {
    const dnnl_version_t* v = dnnl_version();
    return std::to_string(v->major) + "." + std::to_string(v->minor) + "." + std::to_string(v->patch);
}

Contenders onednn_peers(const Case& c, What what, unsigned threads, const Input& x) {
    if (what == What::indices || c.k > 8) return {};  // a minute a run at k63 with one channel
    const std::int64_t oh = c.outputs(c.shape.h), ow = c.outputs(c.shape.w);
    const memory::dims in{c.shape.n, c.shape.c, c.shape.h, c.shape.w}, out{c.shape.n, c.shape.c, oh, ow};
    const auto tag_of = [](bool last) { return last ? memory::format_tag::nhwc : memory::format_tag::nchw; };
    const auto of_type = [](const memory::dims& d, memory::format_tag tag) {
        return memory::desc(d, memory::data_type::f32, tag);
    };
    Contenders all;
    for (const bool last : {false, true}) {
        auto of = std::make_shared<Of>();
        Contender peer;
        const auto from = of_type(in, tag_of(last)), to = of_type(out, tag_of(last));
        const auto algorithm = what == What::average ? dnnl::algorithm::pooling_avg_include_padding
                                                     : dnnl::algorithm::pooling_max;
        of->chosen = {{dnnl::prop_kind::forward_inference,
                       algorithm,
                       from,
                       to,
                       {c.s, c.s},
                       {c.k, c.k},
                       {c.p, c.p},
                       {c.p, c.p}},
                      of->engine};
        peer.prepare = [=] {
            omp_set_num_threads(static_cast<int>(threads));
            of->pool = dnnl::pooling_forward(of->chosen);
            memory given(of_type(in, memory::format_tag::nchw), of->engine,
                         const_cast<float*>(x().data().data()));
            of->in = memory(from, of->engine), of->out = memory(to, of->engine);
            of->plain = memory(of_type(out, memory::format_tag::nchw), of->engine);
            dnnl::reorder(given, of->in).execute(of->stream, given, of->in);
            of->stream.wait();
        };
        // Which of its kernels it takes says much: without AVX-512 it has only plain ones for planes after
        // each other.
        peer.name =
            std::string(last ? "oneDNN, channels last (" : "oneDNN (") + of->chosen.impl_info_str() + ")";
        peer.run = [of, threads] {
            omp_set_num_threads(static_cast<int>(threads));
            of->pool.execute(of->stream, {{DNNL_ARG_SRC, of->in}, {DNNL_ARG_DST, of->out}});
            of->stream.wait();
        };
        peer.values = [of, count = static_cast<std::size_t>(c.shape.n * c.shape.c * oh * ow)] {
            dnnl::reorder(of->out, of->plain).execute(of->stream, of->out, of->plain);
            of->stream.wait();
            const float* p = static_cast<const float*>(of->plain.get_data_handle());
            return std::vector<float>(p, p + count);
        };
        all.push_back(std::move(peer));
    }
    return all;
}

}  // namespace pw::bench
