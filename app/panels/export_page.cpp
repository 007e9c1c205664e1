// The sheet while the export pane is open: the page that will be written, as large as there is room for.
#include <algorithm>

#include "app/panels/export_task.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"
#include "core/figure/place.h"

namespace pw {

namespace {

constexpr double side = 36, top = 96, below = 96;  // around the page, within the sheet

// What the file will hold, in a sentence.
std::string holds(const Frame& f, const ExportPreview& p) {
    const ExportPane& e = f.memory.exports;
    const auto pages = static_cast<std::int64_t>(p.pages), files = static_cast<std::int64_t>(p.files);
    if (e.what == What::worksheet) return f.words(Message("export.holds.worksheet", {pages}));
    if (e.what == What::steps && files > 1)
        return f.words(Message("export.holds.files", {files, numbered(e.name(), 0, p.files)}));
    if (e.what == What::steps) return f.words(Message("export.holds.pages", {pages}));
    if (e.what != What::walk)
        return f.say(e.what == What::sheet ? "export.holds.sheet" : "export.holds.moment");
    const std::string seconds = show(p.seconds);
    const std::int64_t steps = f.session.clock().steps;
    if (files > 1)
        return f.words(Message("export.holds.frames", {files, numbered(e.name(), 0, p.files), e.fps}));
    return f.words(
        Message("export.holds.walk", {f.words(Message("export.steps", {steps})), seconds, e.fps, pages}));
}

}  // namespace

Scene export_scene(Frame& f) {
    const Rect sheet = f.layout.sheet;
    Scene scene;
    scene.width = sheet.w;
    scene.height = sheet.h;
    scene.page = f.kit.t.desk;
    std::string wish = export_wish(f);
    if (!f.memory.preview || f.memory.preview_of != wish) {
        f.memory.preview = std::make_shared<const ExportPreview>(export_preview(f));
        f.memory.preview_of = std::move(wish);
    }
    const ExportPreview& p = *f.memory.preview;
    if (p.problem) return scene;
    const double k =
        std::min((sheet.w - 2 * side) / p.page.width, std::max(40., sheet.h - top - below) / p.page.height);
    Cell page;
    page.rect = {side, top, p.page.width * k, p.page.height * k};
    page.rect.x += std::max(0., (sheet.w - 2 * side - page.rect.w) / 2);
    page.radius = 4;
    page.fill = p.page.page;
    page.shadow_y = 8;
    page.shadow_sigma = 16;
    page.shadow_alpha = f.kit.dark ? .50 : .14;
    f.memory.page = page.rect;
    scene.groups.push_back({"page", {page}});
    place(scene, p.page, {page.rect.x, page.rect.y}, k);
    scene.spots.clear();  // a page is looked at
    return scene;
}

void export_page_pane(Frame& f) {
    Kit& kit = f.kit;
    const ExportPane& e = f.memory.exports;
    const Rect sheet = f.layout.sheet;
    const ExportPreview& p = *f.memory.preview;
    const double left = sheet.x + side, right = sheet.right() - side;
    kit.hand.touch(kit.pen, "export/canvas", sheet, true, false);
    if (p.problem) {
        kit.pen.text({left, sheet.y + 44}, f.words(p.problem->what), Weight::medium, 15, kit.t.err);
        kit.says("export/problem", {left, sheet.y + 32, right - left, 24}, f.words(p.problem->what));
        return;
    }
    const Rect page = f.memory.page.moved({sheet.x, sheet.y});
    const double k = page.w / (e.what == What::worksheet ? Worksheet::width : static_cast<double>(e.width));
    const std::string name = e.name(),
                      pixels = e.what == What::worksheet
                                   ? "A4"
                                   : show_int(e.width * (e.chosen() == Format::png ? e.scale : 1)) + " × " +
                                         show_int(e.height * (e.chosen() == Format::png ? e.scale : 1));
    const std::string exactly =
        f.words(Message("export.exactly", {static_cast<std::int64_t>(std::lround(100 * k))}));
    const double exact_w = kit.pen.width(exactly, Weight::medium, 15);
    {
        const Clip clip(kit.pen, {left, sheet.y, std::max(0., right - left - exact_w - 24), top});
        kit.pen.text({left, sheet.y + 44}, name, Weight::semibold, 20, kit.t.ink);
        const double w = kit.pen.width(name, Weight::semibold, 20) + 12;
        if (left + w + kit.pen.width(pixels, Weight::regular, 20) <= right - exact_w - 24)
            kit.pen.text({left + w, sheet.y + 44}, pixels, Weight::regular, 20, kit.t.text3);
    }
    kit.pen.text({right, sheet.y + 44}, exactly, Weight::medium, 15, kit.t.text3, Align::right);
    const std::string says = holds(f, p);
    const double y = std::min(page.bottom() + 48, sheet.bottom() - 24);
    if (kit.pen.width(says, Weight::medium, 15) <= right - left)
        kit.pen.text({left, y}, says, Weight::medium, 15, kit.t.text2);
    kit.says("export/page", page, pixels, true, says);
}

}  // namespace pw
