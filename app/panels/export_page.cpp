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
std::string holds(const Frame& f) {
    const ExportPane& e = f.memory.exports;
    const ExportPreview& p = e.preview;
    const auto pages = static_cast<std::int64_t>(p.pages), files = static_cast<std::int64_t>(p.files);
    const std::string first = numbered(e.name(), 0, p.files);
    const double fps = e.options.fps;
    switch (e.options.what) {
        case What::moment:
        case What::storyboard:
            return f.say("export.holds.moment");
        case What::sheet:
            return f.say("export.holds.sheet");
        case What::worksheet:
            return f.words(Message("export.holds.worksheet", {pages}));
        case What::steps:
            return files > 1 ? f.words(Message("export.holds.files", {files, first}))
                             : f.words(Message("export.holds.pages", {pages}));
        case What::walk:
            break;
    }
    if (files > 1) return f.words(Message("export.holds.frames", {files, first, fps}));
    const std::string steps = f.words(Message("export.steps", {f.session.clock().steps}));
    return f.words(Message("export.holds.walk", {steps, p.seconds, fps, pages}));
}

// How large it will be: pixels where it has some, else px.
std::string size_of(const ExportPane& e) {
    if (e.options.what == What::worksheet) return "A4";
    const double scale = e.wish.options.scale;
    return shape_text(std::lround(e.preview.page.width * scale), std::lround(e.preview.page.height * scale));
}

}  // namespace

Scene export_scene(Frame& f) {
    const Rect sheet = f.layout.sheet;
    Scene scene;
    scene.width = sheet.w;
    scene.height = sheet.h;
    scene.page = f.kit.t.desk;
    ExportPane& e = f.memory.exports;
    if (ExportWish wish = export_wish(f); !(wish == e.wish)) {
        e.preview = export_preview(f);
        e.wish = std::move(wish);
    }
    const ExportPreview& p = e.preview;
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
    e.page = page.rect;
    scene.groups.push_back({"page", {page}});
    place(scene, p.page, {page.rect.x, page.rect.y}, k);
    scene.spots.clear();  // a page is looked at
    return scene;
}

void export_page_pane(Frame& f) {
    Kit& kit = f.kit;
    const ExportPane& e = f.memory.exports;
    const Rect sheet = f.layout.sheet;
    const ExportPreview& p = e.preview;
    const double left = sheet.x + side, right = sheet.right() - side;
    kit.hand.touch(kit.pen, "export/canvas", sheet, true, false);
    if (p.problem) {
        kit.pen.text({left, sheet.y + 44}, f.words(p.problem->what), Weight::medium, 15, kit.t.err);
        kit.says("export/problem", {left, sheet.y + 32, right - left, 24}, f.words(p.problem->what));
        return;
    }
    const Rect page = e.page.moved({sheet.x, sheet.y});
    const double k = page.w / p.page.width;
    const std::string name = e.name(), pixels = size_of(e);
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
    const std::string says = holds(f);
    const double y = std::min(page.bottom() + 48, sheet.bottom() - 24);
    if (kit.pen.width(says, Weight::medium, 15) <= right - left)
        kit.pen.text({left, y}, says, Weight::medium, 15, kit.t.text2);
    kit.says("export/page", page, pixels, true, says);
}

}  // namespace pw
