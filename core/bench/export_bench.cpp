// How fast figures and animations are written; aims and results in RESULTS.md.
#include <benchmark/benchmark.h>

#include "core/export/gif.h"
#include "core/export/mp4.h"
#include "core/export/pdf.h"
#include "core/export/png.h"
#include "core/export/svg.h"
#include "core/tests/figure/shown.h"

namespace pw {

namespace {

constexpr double fps = 20;

Look look_of(double width, double height) {
    Look l = test::look();
    l.width = width;
    l.height = height;
    l.card = false;
    return l;
}

// 16 x 16 numbers that a window of 2 x 2 walks over.
Pane sixteen(double t) {
    Document d = load_sample("max-4x4").value();
    std::vector<float> values;
    for (int i = 0; i < 256; ++i) values.push_back(static_cast<float>(i * 37 % 90 + 10));
    d.experiment.input.tensor = Tensor({1, 1, 16, 16}, std::move(values));
    return test::pane_of(d, t);
}

Pages walk_of(const Pane& pane, const Look& look, double seconds) {
    const auto count = static_cast<std::size_t>(seconds * fps);
    return {count, [=](std::size_t i) {
                Pane p = pane;
                p.watch.t = static_cast<double>(i) / fps / step_seconds;
                return test::scene_of(p, look);
            }};
}

// Frame by frame through four steps, composing included or not. 16 x 16 cells carry numbers at 1600 x 1000.
void frames(benchmark::State& state, Pane pane, const Look& look, bool compose_too) {
    CairoPainter painter(test::fonts());
    Raster raster;
    Scene scene = test::scene_of(pane, look);
    std::int64_t n = 0;
    for (auto _ : state) {
        if (compose_too) {
            pane.watch.t = static_cast<double>(n++ % 240) / 60;
            scene = test::scene_of(pane, look);
        }
        benchmark::DoNotOptimize(rasterise(painter, scene, 1, false, raster));
    }
    state.counters["frames/s"] =
        benchmark::Counter(static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void Frame4x4(benchmark::State& s) { frames(s, test::sample("max-4x4", 2.77), look_of(960, 540), true); }
void Frame4x4RasterOnly(benchmark::State& s) {
    frames(s, test::sample("max-4x4", 2.77), look_of(960, 540), false);
}
void Frame16x16(benchmark::State& s) { frames(s, sixteen(7.3), look_of(1600, 1000), true); }
void Frame16x16RasterOnly(benchmark::State& s) { frames(s, sixteen(7.3), look_of(1600, 1000), false); }

void Svg4x4(benchmark::State& state) {
    const Scene scene = test::scene_of(test::sample("max-4x4", 2.77), look_of(960, 540));
    for (auto _ : state) benchmark::DoNotOptimize(to_svg(scene));
}

// A large picture of noise beside its pooled twin: what compresses worst.
void SvgLargePicture(benchmark::State& state) {
    Document d = load_sample("low-pixel").value();
    std::vector<float> values(std::size_t{3} * 3000 * 4000);
    std::uint32_t random = 1;
    for (float& v : values) v = static_cast<float>((random = random * 1664525u + 1013904223u) >> 24);
    d.experiment.input.tensor = Tensor({1, 3, 3000, 4000}, std::move(values));
    const Scene scene = test::scene_of(test::pane_of(std::move(d), 100), look_of(1600, 1000));
    std::size_t size = 0;
    for (auto _ : state) size = to_svg(scene).size();
    state.counters["bytes"] = static_cast<double>(size);
}

void Pdf4x4(benchmark::State& state) {
    const Scene scene = test::scene_of(test::sample("max-4x4", 2.77), look_of(960, 540));
    for (auto _ : state)
        benchmark::DoNotOptimize(to_pdf({1, [&](std::size_t) { return scene; }}, test::fonts()));
}

// 1920 x 1080 on a slide: 960 x 540 at two pixels a px.
void PngRaster1080(benchmark::State& state) {
    CairoPainter painter(test::fonts());
    Raster raster;
    const Scene scene = test::scene_of(test::sample("max-4x4", 2.77), look_of(960, 540));
    for (auto _ : state) benchmark::DoNotOptimize(rasterise(painter, scene, 2, false, raster));
}

void PngEncode1080(benchmark::State& state, const char* sample, double t) {
    CairoPainter painter(test::fonts());
    const Raster raster =
        rasterise(painter, test::scene_of(test::sample(sample, t), look_of(960, 540)), 2).value();
    std::size_t size = 0;
    for (auto _ : state) size = to_png(raster)->size();
    state.counters["bytes"] = static_cast<double>(size);
}

// `write`: pages -> bytes. How many times faster it is made than it plays.
template <class Write>
void animation(benchmark::State& state, const Pane& pane, double seconds, Write write) {
    const Pages pages = walk_of(pane, look_of(960, 540), seconds);
    std::size_t size = 0;
    for (auto _ : state) size = write(pages).value().size();
    state.counters["bytes"] = static_cast<double>(size);
    state.counters["times faster"] =
        benchmark::Counter(seconds * static_cast<double>(state.iterations()), benchmark::Counter::kIsRate);
}

void GifWalk4x4(benchmark::State& s) {
    animation(s, test::sample("max-4x4", 0), 12,
              [](const Pages& p) { return to_gif(p, test::fonts(), {.fps = fps}); });
}
void GifWalk16x16(benchmark::State& s) {
    animation(s, sixteen(0), 192, [](const Pages& p) { return to_gif(p, test::fonts(), {.fps = fps}); });
}
void GifWalkPicture(benchmark::State& s) {
    animation(s, test::sample("low-pixel", 0), 30,
              [](const Pages& p) { return to_gif(p, test::fonts(), {.fps = fps}); });
}
void Mp4Walk4x4(benchmark::State& s) {
    animation(s, test::sample("max-4x4", 0), 12,
              [](const Pages& p) { return to_mp4(p, test::fonts(), {.fps = fps}); });
}

}  // namespace

BENCHMARK(Svg4x4)->Unit(benchmark::kMillisecond);
BENCHMARK(SvgLargePicture)->Unit(benchmark::kMillisecond);
BENCHMARK(Frame4x4)->Unit(benchmark::kMillisecond);
BENCHMARK(Frame4x4RasterOnly)->Unit(benchmark::kMillisecond);
BENCHMARK(Frame16x16)->Unit(benchmark::kMillisecond);
BENCHMARK(Frame16x16RasterOnly)->Unit(benchmark::kMillisecond);
BENCHMARK(Pdf4x4)->Unit(benchmark::kMillisecond);
BENCHMARK(PngRaster1080)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(PngEncode1080, max4x4, "max-4x4", 2.77)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(PngEncode1080, picture, "low-pixel", 1250)->Unit(benchmark::kMillisecond);
BENCHMARK(GifWalk4x4)->Unit(benchmark::kMillisecond);
BENCHMARK(GifWalk16x16)->Unit(benchmark::kMillisecond);
BENCHMARK(GifWalkPicture)->Unit(benchmark::kMillisecond);
BENCHMARK(Mp4Walk4x4)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace pw
