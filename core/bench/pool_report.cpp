#include "core/bench/pool_report.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace pw::bench {

namespace {

constexpr const char* title = "## Pooling";

std::string processor() {
    std::ifstream info("/proc/cpuinfo");
    for (std::string line; std::getline(info, line);)
        if (line.starts_with("model name")) return line.substr(line.find(": ") + 2);
    return "unknown";
}

const char* name_of(What what) {
    return what == What::max ? "max" : what == What::average ? "average" : "max with indices";
}

std::string shown(double ms) {
    if (ms == 0) return "";
    return ms < 10 ? fmt::format("{:.3f}", ms) : fmt::format("{:.1f}", ms);
}

double ms_of(const Measured& m, const std::string& name) {
    const auto at = m.ms.find(name);
    return at == m.ms.end() ? 0 : at->second;
}

std::pair<std::string, double> best_peer(const Measured& m) {
    std::pair<std::string, double> best{"", 0};
    for (const auto& [name, ms] : m.ms)
        if (name != "ours" && name != "plain twin" && !m.limit.at(name) &&
            (best.second == 0 || ms < best.second))
            best = {name, ms};
    return best;
}

std::string others(const Measured& m, const std::string& best) {
    std::string all;
    for (const auto& [name, ms] : m.ms)
        if (name != "ours" && name != best && !m.limit.at(name))
            all += (all.empty() ? "" : ", ") + name + " " + shown(ms);
    return all;
}

std::string row(const Measured& m) {
    const double ours = ms_of(m, "ours"), limit = std::min(ms_of(m, "read and streamed write"),
                                                           ms_of(m, "read ahead and streamed write"));
    const auto [best, ms] = best_peer(m);
    const Shape& s = m.of.shape;
    return fmt::format("| {} {}x{}x{}x{} k{} s{}{} | {} | {} | {} | {} | {:.1f} | {} | {:.2f} | {} |\n",
                       m.of.name, s.n, s.c, s.h, s.w, m.of.k, m.of.s,
                       m.of.p ? fmt::format(" p{}", m.of.p) : "", name_of(m.what), m.threads, shown(ours),
                       best.empty() ? "" : best + " " + shown(ms), ms / ours, shown(limit), ours / limit,
                       others(m, best));
}

std::string curve(const std::vector<Measured>& all) {
    std::string out =
        "\nTime over the kernel's size, 1x1x2048x2048, s1, padding so that the size stays, one thread, "
        "ms:\n\n"
        "| k | max | OpenCV dilate | average | OpenCV boxFilter |\n|---|---|---|---|---|\n";
    double three[2] = {}, sixty[2] = {};
    for (const Measured& m : all) {
        if (!m.curve || m.what != What::max) continue;
        const auto average = std::ranges::find_if(
            all, [&](const Measured& o) { return o.curve && o.what == What::average && o.of.k == m.of.k; });
        if (average == all.end()) continue;
        const double a = ms_of(m, "ours"), b = ms_of(*average, "ours");
        if (m.of.k == 3) three[0] = a, three[1] = b;
        if (m.of.k == 63) sixty[0] = a, sixty[1] = b;
        out += fmt::format("| {} | {} | {} | {} | {} |\n", m.of.k, shown(a), shown(ms_of(m, "OpenCV dilate")),
                           shown(b), shown(ms_of(*average, "OpenCV boxFilter")));
    }
    return out + fmt::format("\nk63 over k3: max {:.2f}, average {:.2f}.\n", sixty[0] / three[0],
                             sixty[1] / three[1]);
}

}  // namespace

std::string report(const std::vector<Measured>& all) {
    std::string out = fmt::format(
        "{}\n\nWritten by `./dev bench pool`: {}; libtorch {}, oneDNN {}, OpenCV {}. float32; the least of "
        "many interleaved\n"
        "runs, each result checked against a double reference first. Everybody's memory is reused and may "
        "be in huge\n"
        "pages. Times move with the machine: compare ratios. libtorch takes seconds for k31 and k63 and is "
        "left out there. \"Over the limit\" is our time over reading the "
        "input and\n"
        "writing the output around the cache, no more.\n\n"
        "| case | what | threads | ours, ms | best peer, ms | times faster | limit, ms | over the limit | "
        "others, ms |\n"
        "|---|---|---|---|---|---|---|---|---|\n",
        title, processor(), torch_version(), onednn_version(), opencv_version());
    for (const Measured& m : all)
        if (!m.curve) out += row(m);
    return out + curve(all);
}

std::string with_section(const std::string& text, const std::string& section) {
    const std::size_t from = text.find(title);
    if (from == text.npos) return text + "\n" + section;
    const std::size_t to = text.find("\n## ", from + 1);
    return text.substr(0, from) + section + (to == text.npos ? "" : text.substr(to));
}

}  // namespace pw::bench
