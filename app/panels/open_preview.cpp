#include "app/panels/open_preview.h"

#include <algorithm>

#include "app/ui/widgets.h"
#include "core/text/wrap.h"

namespace pw {

namespace {

constexpr double margin = 32, between = 52, cell = 28, text_h = 84, reading_h = 36;

double gap_of(double pitch) { return pitch > 12 ? 2 : pitch > 6 ? 1 : 0; }

void draw_grid(Kit& kit, const SmallGrid& grid, Vec2 corner, double pitch) {
    draw_cells(kit, grid.thumb, corner, pitch);
    const double side = pitch - gap_of(pitch);
    for (std::size_t i = 0; i < grid.numbers.size(); ++i) {
        const auto columns = static_cast<std::size_t>(grid.thumb.columns);
        const Vec2 at{corner.x + static_cast<double>(i % columns) * pitch + side / 2,
                      corner.y + static_cast<double>(i / columns) * pitch + side / 2};
        if (kit.pen.width(grid.numbers[i], Weight::semibold, 13) > side - 2) continue;
        kit.pen.text(at, grid.numbers[i], Weight::semibold, 13, number_on(grid.thumb.cells[i]),
                     Align::middle);
    }
}

}  // namespace

void draw_cells(Kit& kit, const Thumb& thumb, Vec2 corner, double pitch) {
    const double gap = gap_of(pitch);
    std::size_t i = 0;
    for (int r = 0; r < thumb.rows; ++r)
        for (int c = 0; c < thumb.columns; ++c, ++i)
            kit.pen.fill({corner.x + c * pitch, corner.y + r * pitch, pitch - gap, pitch - gap},
                         gap > 1 ? 3 : gap, thumb.cells[i]);
}

void draw_preview(Frame& f, const FileLook& look, Rect r) {
    Kit& kit = f.kit;
    const Clip clip(kit.pen, r);
    if (look.problem) {
        double y = r.y + margin;
        const std::string text = f.words(look.problem->what);
        const auto width = [&](const std::string& line) { return kit.pen.width(line, Weight::medium, 15); };
        for (const std::string& line : wrapped(text, r.w - 2 * margin, width)) {
            kit.pen.text({r.x + margin, y}, line, Weight::medium, 15, kit.t.err);
            y += 24;
        }
        kit.says("open/preview", r, text);
        return;
    }
    const Thumb &in = look.input.thumb, &out = look.output.thumb;
    const int columns = std::max(1, in.columns + out.columns), rows = std::max({1, in.rows, out.rows});
    const bool both = out.rows > 0;
    const double top_h = look.reading ? reading_h - 4 : 0;  // what choose_reading takes
    const double w = r.w - 2 * margin - (both ? between : 0), h = r.h - text_h - margin + 14 - top_h;
    double pitch = std::min({cell, w / columns, h / rows});
    if (pitch >= 4) pitch = std::floor(pitch);
    const double middle = r.y + margin - 2 + top_h + h / 2 - 5;
    const auto top = [&](const Thumb& t) { return middle - t.rows * pitch / 2; };
    draw_grid(kit, look.input, {r.x + margin, top(in)}, pitch);
    double x = r.x + margin + in.columns * pitch;
    if (both) {
        kit.pen.icon(icons::arrow(), {x + between / 2 - 1, middle}, kit.t.text2);
        draw_grid(kit, look.output, {x + between, top(out)}, pitch);
    }
    const std::string title = f.words(look.title);
    kit.pen.text({r.x + margin, r.bottom() - 51}, title, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + margin, r.bottom() - 26}, f.words(look.stage), Weight::medium, 13, kit.t.text2);
    kit.says("open/preview", r, title);
}

std::optional<Channels> choose_reading(Frame& f, const ReadingChoice& choice, Rect well) {
    const Segment segments[] = {{"open/reading/first", f.words(choice.first), choice.now == Channels::first},
                                {"open/reading/last", f.words(choice.last), choice.now == Channels::last}};
    const int chosen =
        segmented(f.kit, "open/reading", {well.x + 12, well.y + 12, well.w - 24, reading_h}, segments, 13);
    return chosen < 0 ? std::nullopt : std::optional(static_cast<Channels>(chosen));
}

}  // namespace pw
