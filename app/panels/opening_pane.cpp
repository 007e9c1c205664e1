// A file that takes a moment to open: its name and how far it is, on the toasts' place, until it is there or
// Esc stops it. What was open stays in use meanwhile.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double appears = .15;  // seconds: what is faster needs no bar
constexpr double width = 400, height = 80, padding = 20, cancel_w = 108;

}  // namespace

void opening_pane(Frame& f, const Scene& scene) {
    const auto& opening = f.memory.opening;
    if (!opening || opening->seconds < appears) return;
    Kit& kit = f.kit;
    const Rect sheet = f.layout.sheet;
    const double w = std::min(width, sheet.w - 48), bottom = sheet.y + strip_top(f, scene) - 24;
    const Rect r{sheet.x + (sheet.w - w) / 2, bottom - height, w, height};
    kit.pen.shadow(r, 12, 8, 12, kit.dark ? .60 : .20);
    kit.pen.fill(r, 12, kit.t.sheet);
    kit.pen.stroke(r, 12, 1, kit.t.line);

    const double right = r.right() - padding, y = r.y + 28;
    const Rect cancel{right - cancel_w + 12, y - 18, cancel_w, 36};
    const std::string text = f.words(Message("open.opening", {opening->name}));
    {
        const Clip clip(kit.pen, {r.x + padding, r.y, cancel.x - 8 - r.x - padding, height});
        kit.pen.text({r.x + padding, y}, text, Weight::semibold, 15, kit.t.ink);
    }
    const double done = std::clamp(opening->done, 0., 1.);
    const Rect bar{r.x + padding, r.y + 56, w - 2 * padding, 6};
    kit.pen.fill(bar, 3, kit.t.track);
    if (done > 0) kit.pen.fill({bar.x, bar.y, std::max(6., bar.w * done), bar.h}, 3, kit.t.ink, true);
    kit.says("opening", r, text, true, std::to_string(static_cast<int>(100 * done)));

    const Touch touch = kit.hand.touch(kit.pen, "opening/cancel", cancel);
    ground(kit, touch, cancel, 8, kit.t.sheet);
    kit.pen.text({cancel.x + 10, y}, f.say("open.cancel"), Weight::medium, 13, kit.t.text2);
    key_cap(kit, {cancel.right() - 40, y}, "Esc");
    kit.ring(touch, cancel, 8);
    kit.says("opening/cancel", cancel, f.say("open.cancel"));
    kit.hand.touch(kit.pen, "opening", r, true, false);  // nothing beneath it is meant
    if (touch.clicked) f.memory.file_request = FileRequest{FileRequest::Kind::stop_opening};
}

}  // namespace pw
