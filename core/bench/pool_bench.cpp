// Pooling beside what others have, case by case; results in RESULTS.md.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <deque>
#include <fstream>
#include <iostream>
#include <optional>
#include <random>
#include <set>
#include <sstream>

#include "core/bench/pool_reference.h"
#include "core/bench/pool_report.h"

namespace pw::bench {

namespace {

const std::vector<Case> cases = {
    {"A", {1, 1, 4096, 4096}, 2, 2, 0},   {"B", {1, 3, 2160, 3840}, 8, 8, 0},
    {"C", {1, 64, 224, 224}, 2, 2, 0},    {"D", {1, 64, 112, 112}, 3, 2, 1},
    {"E", {1, 1, 2048, 2048}, 3, 1, 1},   {"F", {1, 1, 2048, 2048}, 31, 1, 15},
    {"G", {1, 1, 2048, 2048}, 63, 1, 31},
};
constexpr std::int64_t kernels[] = {2, 3, 5, 8, 16, 31, 63, 64, 127};

// Noise, the same each time.
const Tensor& noise(const Shape& shape) {
    static std::deque<Tensor> all;
    for (const Tensor& t : all)
        if (t.shape() == shape) return t;
    Buffer<float> values(static_cast<std::size_t>(shape.count()));
    std::mt19937 random(7);
    std::uniform_real_distribution<float> any(-1, 1);
    for (float& v : values.values()) v = any(random);
    return all.emplace_back(shape, std::move(values));
}

// One line of the table: its contenders, and the exact result once the first of them runs.
struct Row {
    Measured measured;
    Contenders contenders;
    std::optional<Reference> exact;
    std::set<std::string> prepared;
};

void run(benchmark::State& state, Row& row, const Contender& contender) {
    const Case& c = row.measured.of;
    if (!contender.limit && !row.exact) row.exact = reference(c, row.measured.what, noise(c.shape));
    if (row.prepared.insert(contender.name).second && contender.prepare) contender.prepare();
    contender.run();
    if (!contender.limit)
        if (const std::string wrong = disagreement(*row.exact, contender); !wrong.empty()) {
            state.SkipWithError(wrong.c_str());
            return;
        }
    double& least = row.measured.ms[contender.name];
    for (auto _ : state) {
        const auto begin = std::chrono::steady_clock::now();
        contender.run();
        const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begin;
        state.SetIterationTime(took.count() / 1000);
        if (least == 0 || took.count() < least) least = took.count();
    }
}

void add(std::deque<Row>& rows, const Case& c, What what, unsigned threads, bool curve) {
    static constexpr const char* names[] = {"max", "average", "indices"};
    Row& row = rows.emplace_back(Row{{c, what, threads, curve, {}, {}}, {}, {}, {}});
    for (const auto make : {ours, limits, torch_peers, onednn_peers, opencv_peers}) {
        if (curve && make != ours && make != opencv_peers) continue;
        for (Contender& one :
             make(c, what, threads, [shape = c.shape]() -> const Tensor& { return noise(shape); }))
            if (!curve || one.name != "plain twin") row.contenders.push_back(std::move(one));
    }
    for (const Contender& one : row.contenders) {
        row.measured.limit[one.name] = one.limit;
        const std::string name =
            fmt::format("pool/{}/{}/{}/{}", c.name, names[static_cast<int>(what)], threads, one.name);
        benchmark::RegisterBenchmark(name.c_str(), [&](benchmark::State& state) { run(state, row, one); })
            ->Unit(benchmark::kMillisecond)
            ->UseManualTime();
    }
}

std::deque<Row> all_rows() {
    std::deque<Row> rows;
    for (const What what : {What::max, What::average})
        for (const Case& c : cases) add(rows, c, what, 1, false);
    for (const char* name : {"A", "C", "D", "E"})
        add(rows, *std::ranges::find(cases, name, &Case::name), What::indices, 1, false);
    for (const What what : {What::max, What::average})
        for (const char* name : {"A", "C", "F"})
            add(rows, *std::ranges::find(cases, name, &Case::name), what, 2, false);
    for (const std::int64_t k : kernels)
        for (const What what : {What::max, What::average})
            add(rows, {fmt::format("k{}", k), {1, 1, 2048, 2048}, k, 1, (k - 1) / 2}, what, 1, true);
    return rows;
}

std::string read(const std::string& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

}  // namespace pw::bench

// poolwalk_pool_bench [Google Benchmark's options] [RESULTS.md to write into]
int main(int argc, char** argv) {
    using namespace pw::bench;
    benchmark::Initialize(&argc, argv);
    std::deque<Row> rows = all_rows();
    benchmark::RunSpecifiedBenchmarks();
    std::vector<Measured> measured;
    for (Row& row : rows)
        if (row.measured.ms.contains("ours")) measured.push_back(row.measured);
    const std::string section = report(measured);
    std::cout << section;
    if (argc > 1) {
        const std::string text = with_section(read(argv[1]), section);
        std::ofstream(argv[1]) << text;
    }
}
