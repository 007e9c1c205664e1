// Operations to choose from, each with what it makes of this input: in place of the watched one ("More"), or
// as a new stage after it (`+`).
#include <vector>

#include "app/panels/menu.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 704, row_h = 56, title_h = 40, top = 8, foot = 16;

struct Offer {
    const char* op;
    const char* line;
};
struct Group {
    const char* title;
    std::vector<Offer> offers;
    bool right = false;  // in the second column
};

std::vector<Group> groups(bool pools) {
    std::vector<Group> all;
    if (pools)
        all.push_back({"controls.more.pools",
                       {{"max_pool", "controls.more.max_pool"}, {"avg_pool", "controls.more.avg_pool"}}});
    all.push_back({"controls.more.other",
                   {{"min_pool", "controls.more.min_pool"}, {"lp_pool", "controls.more.lp_pool"}}});
    all.push_back({"controls.more.title", {{"conv", "controls.more.conv"}, {"relu", "controls.more.relu"}}});
    all.push_back({"controls.more.sizes",
                   {{"adaptive_max_pool", "controls.more.adaptive_max_pool"},
                    {"adaptive_avg_pool", "controls.more.adaptive_avg_pool"},
                    {"global_max_pool", "controls.more.global_max_pool"},
                    {"global_avg_pool", "controls.more.global_avg_pool"}},
                   true});
    all.push_back({"controls.more.back", {{"max_unpool", "controls.more.max_unpool"}}, true});
    return all;
}

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

double height_of(const Group& group) { return title_h + static_cast<double>(group.offers.size()) * row_h; }

double height_of(std::span<const Group> some) {
    double column[2] = {};
    for (const Group& group : some) column[group.right] += height_of(group);
    return top + std::max(column[0], column[1]) + foot;
}

// `action` of an operation's name: what choosing it does. True when the popover is to be closed.
template <class Action>
bool choose(Frame& f, const std::string& ids, bool pools, double x, const Stage* current,
            const Action& action) {
    const std::vector<Group> some = groups(pools);
    const Rect r = popover_below(f, x, width, height_of(some));
    shell(f.kit, r);
    double y[2] = {r.y + top, r.y + top};
    for (const Group& group : some) {
        const double left = r.x + (group.right ? width / 2 : 0);
        double& at = y[group.right];
        f.kit.pen.text({left + 24, at + 20}, f.say(group.title), Weight::semibold, 13, f.kit.t.text3);
        at += title_h;
        for (const Offer& offer : group.offers) {
            const action::Any asked = action(offer.op);
            const Thumb& thumb = result_of(f, offer.op, asked);
            const bool on = current && current->op->name == offer.op;
            if (row(f, ids + offer.op, offer, thumb, on, {left + 14, at, width / 2 - 28, row_h})) {
                f.session.apply(asked);
                return true;
            }
            at += row_h;
        }
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
    return choose(f, "controls/op/", false, f.memory.anchor.right() - width, stage,
                  [&](const char* op) -> action::Any {
                      return action::SetOp{stage->id, op};
                  });
}

bool add_popover(Frame& f) {
    const Stage* stage = f.session.watched();
    const StageId after = stage ? stage->id : input_stage;
    return choose(f, "ribbon/add/", true, f.memory.anchor.middle().x - 32, nullptr,
                  [&](const char* op) -> action::Any {
                      return action::AddStage{after, op};
                  });
}

}  // namespace pw
