#include "app/command_line/view.h"

#include <filesystem>

#include "app/files/open.h"

namespace pw {

namespace {

constexpr const char* first_sample = "max-4x4";

// Whether a person may have to wait for it.
bool takes_a_moment(const std::string& file) {
    constexpr std::uintmax_t large = 1 << 20;  // bytes
    std::error_code error;
    if (std::filesystem::is_fifo(file, error)) return true;
    const auto size = std::filesystem::file_size(file, error);
    return !error && size >= large;
}

bool is_for_the_window(const ViewOptions& o) {
    const bool placed = o.stage || o.step || o.time || o.colour || o.map;
    return o.screenshot.empty() && !placed && !o.file.empty() && takes_a_moment(o.file);
}

Expected<Document> open(const ViewOptions& o) {
    if (o.opens_in_window) return load_sample(first_sample);
    if (o.file.empty()) return load_sample(o.sample.empty() ? first_sample : o.sample);
    return open_file(o.file, o.reading);
}

// A window can offer what would mend it.
bool can_offer(const ViewOptions& o, const Problem& problem) {
    return o.screenshot.empty() && !problem.fixes.empty();
}

}  // namespace

Expected<void> go_to(const Place& o, Document& d) {
    const Experiment& e = d.experiment;
    if (o.stage) {
        const auto count = static_cast<std::int64_t>(e.stages.size());
        if (*o.stage < 1 || *o.stage > count) return fail("problem.cli.stage", {*o.stage, count});
        d.watch.stage = e.stages[static_cast<std::size_t>(*o.stage - 1)].id;
        d.watch.t = 0;
    }
    if (!o.step && !o.time) return {};
    const auto steps = walk_steps(e, d.watch.stage);
    if (!steps) return tl::unexpected(steps.error());
    if (o.step && (*o.step < 0 || *o.step > *steps)) return fail("problem.cli.step", {*o.step, *steps});
    if (o.time && (*o.time < 0 || *o.time > static_cast<double>(*steps)))
        return fail("problem.cli.time", {*o.time, *steps});
    d.watch.t = o.step ? static_cast<double>(*o.step) : *o.time;
    return {};
}

Expected<void> open_for_view(ViewOptions& o) {
    const bool anything = !o.file.empty() || !o.sample.empty() || o.stage || o.step || o.time || o.colour ||
                          o.map || !o.screenshot.empty() || (!o.report_layout.empty() && !o.keep_state);
    if (!anything) return {};
    o.opens_in_window = is_for_the_window(o);
    auto document = open(o);
    if (!document && can_offer(o, document.error())) {
        o.refused = std::move(document.error());
        document = load_sample(first_sample);
    }
    if (!document) return tl::unexpected(std::move(document.error()));
    if (auto gone = go_to({o.stage, o.step, o.time}, *document); !gone) return gone;
    document->watch.colour = o.colour.value_or(document->watch.colour);
    document->watch.map = o.map.value_or(document->watch.map);
    o.document = std::move(*document);
    return {};
}

}  // namespace pw
