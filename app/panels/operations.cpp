// Operations to choose from, each with what it makes of this input: in place of the watched one ("More"), or
// as a new stage after it (`+`).
#include "app/panels/menu.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 352, row_h = 56;

struct Offer {
    const char* op;
    const char* line;
};
constexpr Offer offers[] = {{"max_pool", "controls.more.max_pool"},
                            {"avg_pool", "controls.more.avg_pool"},
                            {"conv", "controls.more.conv"},
                            {"relu", "controls.more.relu"}};

bool row(Frame& f, const std::string& id, const Offer& offer, const Thumb& thumb, bool current, Rect r) {
    Kit& kit = f.kit;
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    ground(kit, touch, r, 10, kit.t.sheet);
    if (current) kit.pen.stroke(r, 10, 1.5, kit.t.ink);
    draw(kit.pen, thumb, {r.x + 10, r.y + 10}, 36);
    kit.pen.text({r.x + 62, r.y + 18}, offer.op, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + 62, r.y + 40}, f.say(offer.line), Weight::medium, 13, kit.t.text2);
    kit.ring(touch, r, 10);
    kit.says(id, r, offer.op, true, current ? "on" : "off");
    arrows_move(kit, id, touch);
    return touch.clicked;
}

// `action` of an operation's name: what choosing it does. True when the popover is to be closed.
template <class Action>
bool choose(Frame& f, const std::string& ids, const char* title, std::span<const Offer> some, double x,
            const Stage* current, const Action& action) {
    const Rect r = popover_below(f, x, width, 64 + static_cast<double>(some.size()) * row_h);
    shell(f.kit, r);
    f.kit.pen.text({r.x + 24, r.y + 28}, f.say(title), Weight::semibold, 13, f.kit.t.text3);
    double y = r.y + 48;
    for (const Offer& offer : some) {
        const action::Any asked = action(offer.op);
        const Thumb& thumb = result_of(f, offer.op, asked);
        const bool on = current && current->op->name == offer.op;
        if (row(f, ids + offer.op, offer, thumb, on, {r.x + 14, y, width - 28, row_h})) {
            f.session.apply(asked);
            return true;
        }
        y += row_h;
    }
    return clicked_outside(f, ids + "menu", r);
}

}  // namespace

const Thumb& result_of(Frame& f, const std::string& key, const action::Any& action) {
    const Theme theme = f.session.settings().theme;
    if (f.memory.tried != f.session.shown().picture || f.memory.tried_theme != theme) {
        f.memory.operations.clear();
        f.memory.tried = f.session.shown().picture;
        f.memory.tried_theme = theme;
    }
    const auto [it, first] = f.memory.operations.try_emplace(key);
    if (!first) return it->second;
    Session copy(f.session.document(), f.session.settings());
    copy.apply(action);
    const Stage* stage = copy.watched();
    const StageResult* result = stage ? copy.shown().picture->find(stage->id) : nullptr;
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

bool operations_popover(Frame& f) {
    const Stage* stage = f.session.watched();
    if (!stage) return true;
    return choose(f, "controls/op/", "controls.more.title", std::span(offers).subspan(2),
                  f.memory.anchor.right() - width, stage, [&](const char* op) -> action::Any {
                      return action::SetOp{stage->id, op};
                  });
}

bool add_popover(Frame& f) {
    const Stage* stage = f.session.watched();
    const StageId after = stage ? stage->id : input_stage;
    return choose(f, "ribbon/add/", "ribbon.add.title", offers, f.memory.anchor.middle().x - 32, nullptr,
                  [&](const char* op) -> action::Any {
                      return action::AddStage{after, op};
                  });
}

}  // namespace pw
