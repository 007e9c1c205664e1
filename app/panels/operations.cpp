// The popover of "More": operations that have no segment of their own, each with what it makes of this input.
#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 352, row_h = 56;

struct Entry {
    const char* op;
    const char* id;
    const char* line;
};
constexpr Entry entries[] = {{"conv", "controls/op/conv", "controls.more.conv"},
                             {"relu", "controls/op/relu", "controls.more.relu"}};

// What the operation would give in place of the watched one: tried on a copy, once while the popover is open.
const Thumb& result_of(Frame& f, const Stage& stage, const char* op) {
    const Theme theme = f.session.settings().theme;
    if (f.memory.tried != f.session.shown().picture || f.memory.tried_theme != theme) {
        f.memory.operations.clear();
        f.memory.tried = f.session.shown().picture;
        f.memory.tried_theme = theme;
    }
    const auto [it, first] = f.memory.operations.try_emplace(op);
    if (!first) return it->second;
    Session copy(f.session.document(), f.session.settings());
    copy.apply(action::SetOp{stage.id, op});
    const StageResult* result = copy.shown().picture->find(stage.id);
    if (copy.shown().problem || !result) return it->second;
    DomainOf all;
    all.add(result->out.values);
    const Domain domain = all.result();
    it->second = thumb_of(result->out.values, 0, 0, [&](double v, Position) {
        const double p = domain.place(v);
        return p < 0 ? f.kit.t.well : map_colour(f.pane.watch.map, domain.diverging, p);
    });
    return it->second;
}

bool row(Frame& f, const Stage& stage, const Entry& entry, Rect r) {
    Kit& kit = f.kit;
    const bool current = stage.op->name == entry.op;
    const Touch touch = kit.hand.touch(kit.pen, entry.id, r);
    if (touch.held)
        kit.pen.fill(r, 10, kit.t.track);
    else if (touch.warm > 0)
        kit.pen.fill(r, 10, mix(kit.t.sheet, kit.t.hover, touch.warm));
    if (current) kit.pen.stroke(r, 10, 1.5, kit.t.ink);
    draw(kit.pen, result_of(f, stage, entry.op), {r.x + 10, r.y + 10}, 36);
    kit.pen.text({r.x + 62, r.y + 18}, entry.op, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + 62, r.y + 40}, f.say(entry.line), Weight::medium, 13, kit.t.text2);
    kit.ring(touch, r, 10);
    kit.says(entry.id, r, entry.op, true, current ? "on" : "off");
    return touch.clicked;
}

}  // namespace

bool operations_popover(Frame& f) {
    const Stage* stage = f.session.watched();
    if (!stage) return true;
    const Rect anchor = f.memory.anchor;
    const Rect r{anchor.right() - width, anchor.bottom() + 8, width, 48 + 2 * row_h + 16};
    shell(f.kit, r);
    f.kit.pen.text({r.x + 24, r.y + 28}, f.say("controls.more.title"), Weight::semibold, 13, f.kit.t.text3);
    double y = r.y + 48;
    for (const Entry& entry : entries) {
        if (row(f, *stage, entry, {r.x + 14, y, width - 28, row_h})) {
            f.session.apply(action::SetOp{stage->id, entry.op});
            return true;
        }
        y += row_h;
    }
    f.kit.hand.touch(f.kit.pen, "controls/op/menu", r, true, false);
    return f.kit.hand
        .touch(f.kit.pen, "controls/op/outside", {0, 0, f.layout.width, f.layout.height}, true, false)
        .clicked;
}

}  // namespace pw
