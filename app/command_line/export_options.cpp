// What the options of `poolwalk export` mean.
#include <array>

#include "app/command_line/export.h"
#include "app/command_line/given.h"
#include "app/command_line/values.h"

namespace pw {

namespace {

std::optional<ViewSize> page_size(std::string_view text) {
    for (const PageSize& s : page_sizes)
        if (text == s.name) return ViewSize{s.width, s.height};
    const auto p = pair(text);
    const auto side = [](std::int64_t v) {
        return static_cast<double>(v) >= limits::least_page_side &&
               static_cast<double>(v) <= limits::page_side;
    };
    if (!p || text.find('x') == std::string_view::npos || !side(p->h) || !side(p->w)) return std::nullopt;
    return ViewSize{static_cast<int>(p->h), static_cast<int>(p->w)};
}

std::optional<double> between(std::string_view text, double low, double high) {
    const auto v = decimal(text);
    return v && *v >= low && *v <= high ? v : std::nullopt;
}

struct Part {
    const char* name;
    bool PageLook::*part;
};
constexpr std::array<Part, 6> parts{{{"title", &PageLook::title},
                                     {"names", &PageLook::names},
                                     {"indices", &PageLook::indices},
                                     {"formula", &PageLook::formula},
                                     {"legend", &PageLook::legend},
                                     {"code", &PageLook::code}}};

// "title,code" or "all".
void take_parts(Values& v, const char* option, PageLook& look, bool shown) {
    std::string all, text = v.text(option);
    for (const Part& p : parts) all += std::string(p.name) + ", ";
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(','), text.size());
        const std::string name = text.substr(0, end);
        text.erase(0, end + 1);
        bool known = name == "all";
        for (const Part& p : parts)
            if (name == p.name || name == "all") look.*p.part = shown, known = true;
        if (!known) v.refuse("problem.cli.choice", {std::string(option), name, all + "all"});
    }
}

void take_worksheet(Values& v, WorksheetOptions& w) {
    const auto number = [&](const char* name, std::int64_t low, std::int64_t high, const char* wanted) {
        std::optional<std::int64_t> n;
        v.take(name, n, wanted, [&](std::string_view text) {
            const auto value = whole_number(text);
            return value && *value >= low && *value <= high ? value : std::nullopt;
        });
        return n;
    };
    if (const auto n = number("--variants", 1, limits::worksheet_variants, "cli.wanted.variants"))
        w.variants = static_cast<int>(*n);
    if (const auto n = number("--seed", 0, limits::worksheet_seed, "cli.wanted.seed"))
        w.seed = static_cast<std::uint64_t>(*n);
    std::optional<Level> level;
    v.choose<Level>("--level", level, {{"plain", Level::plain}, {"padded", Level::padded}});
    w.level = level.value_or(w.level);
    w.answers = v.has("--answers");
}

void take_look(Values& v, ExportRequest& r) {
    ExportOptions& o = r.options;
    std::optional<Theme> theme;
    v.choose<Theme>("--theme", theme,
                    {{"light", Theme::light}, {"dark", Theme::dark}, {"print", Theme::print}});
    o.page.theme = theme.value_or(o.page.theme);
    std::optional<bool> large;
    v.choose<bool>("--type", large, {{"large", true}, {"screen", false}});
    o.page.large_type = large.value_or(true);
    take_parts(v, "--show", o.page, true);
    take_parts(v, "--hide", o.page, false);
    v.choose<ColourBy>("--color", r.colour, {{"region", ColourBy::region}, {"value", ColourBy::value}});
    v.choose<Map>("--map", r.map,
                  {{"viridis", Map::viridis}, {"cividis", Map::cividis}, {"grey", Map::grey}});
    v.take("--size", r.size, "cli.wanted.page", page_size);
    r.palette = v.text("--palette");
    o.transparent = v.has("--transparent");
    o.outlines = v.has("--outlines");
}

void take_motion(Values& v, ExportOptions& o) {
    std::optional<double> scale, fps, speed;
    v.take("--scale", scale, "cli.wanted.pixels", [](std::string_view t) { return between(t, 1, 8); });
    v.take("--fps", fps, "cli.wanted.fps", [](std::string_view t) { return between(t, 1, 60); });
    o.ten_seconds = v.text("--speed") == "10s";
    if (!o.ten_seconds)
        v.take("--speed", speed, "cli.wanted.speed",
               [](std::string_view t) { return between(t, .01, 1000); });
    o.scale = scale.value_or(o.scale);
    o.fps = fps.value_or(o.fps);
    o.speed = speed.value_or(o.speed);
}

}  // namespace

ExportRequest export_from(Values& v, std::vector<std::string> files) {
    ExportRequest r;
    r.files = std::move(files);
    r.sample = v.text("--sample");
    r.reading = v.reading();
    r.output = v.text("--output");
    v.choose<Format>("--format", r.format,
                     {{"svg", Format::svg},
                      {"png", Format::png},
                      {"pdf", Format::pdf},
                      {"tex", Format::tex},
                      {"gif", Format::gif},
                      {"mp4", Format::mp4}});
    v.choose<What>("--layout", r.what,
                   {{"moment", What::moment},
                    {"steps", What::steps},
                    {"walk", What::walk},
                    {"sheet", What::sheet},
                    {"storyboard", What::storyboard},
                    {"worksheet", What::worksheet}});
    if (v.has("--all-steps") && r.what && *r.what != What::steps) v.refuse("problem.export.all_steps");
    if (v.has("--all-steps")) r.what = What::steps;
    v.take("--stage", r.place.stage, "cli.wanted.whole", whole_number);
    v.take("--step", r.place.step, "cli.wanted.whole", whole_number);
    v.take("--time", r.place.time, "cli.wanted.time", decimal);
    if (r.place.step && r.place.time) v.refuse("problem.cli.step_and_time");
    if (!r.files.empty() && !r.sample.empty()) v.refuse("problem.cli.file_and_sample");
    take_look(v, r);
    take_motion(v, r.options);
    take_worksheet(v, r.options.worksheet);
    return r;
}

}  // namespace pw
