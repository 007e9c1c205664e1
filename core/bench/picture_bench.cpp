// How long a picture takes from its bytes to the tensor; results in RESULTS.md.
#include <benchmark/benchmark.h>

#include <cmath>

#include "core/bench/photo.h"
#include "core/tensor/picture.h"

namespace pw {

namespace {

void read(benchmark::State& state, const std::string& bytes, std::int64_t pixels, int reduce = 1) {
    for (auto _ : state) {
        auto picture = read_picture("photo", bytes, reduce);
        if (!picture) return state.SkipWithError("refused");
        benchmark::DoNotOptimize(picture->tensor.data().data());
    }
    state.counters["MP/s"] =
        benchmark::Counter(static_cast<double>(pixels) / 1e6, benchmark::Counter::kIsIterationInvariantRate);
    state.counters["MB"] = static_cast<double>(bytes.size()) / 1e6;
}

std::int64_t pixels_of(const benchmark::State& state) { return state.range(0) * 1'000'000; }

void PictureJpeg(benchmark::State& state) { read(state, photo_jpeg(pixels_of(state)), pixels_of(state)); }
// Held upright, so that it is turned.
void PictureJpegTurned(benchmark::State& state) {
    read(state, photo_jpeg(pixels_of(state), {.orientation = 6}), pixels_of(state));
}
void PictureJpegProgressive(benchmark::State& state) {
    read(state, photo_jpeg(pixels_of(state), {.progressive = true}), pixels_of(state));
}
void PictureJpegReduced(benchmark::State& state) {
    read(state, photo_jpeg(pixels_of(state)), pixels_of(state), 2);
}
void PicturePng(benchmark::State& state) { read(state, photo_png(pixels_of(state)), pixels_of(state)); }

BENCHMARK(PictureJpeg)->Arg(1)->Arg(4)->Arg(16)->Arg(22)->Unit(benchmark::kMillisecond);
BENCHMARK(PictureJpegTurned)->Arg(1)->Arg(4)->Arg(16)->Arg(22)->Unit(benchmark::kMillisecond);
BENCHMARK(PictureJpegProgressive)->Arg(1)->Arg(4)->Arg(16)->Arg(22)->Unit(benchmark::kMillisecond);
BENCHMARK(PictureJpegReduced)->Arg(16)->Arg(48)->Unit(benchmark::kMillisecond);
BENCHMARK(PicturePng)->Arg(1)->Arg(4)->Arg(16)->Arg(22)->Unit(benchmark::kMillisecond);

}  // namespace

}  // namespace pw
