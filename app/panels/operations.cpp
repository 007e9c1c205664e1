// Operations to choose from, each with what it makes of this input: in place of the watched one ("More"), or
// as a new stage after it (`+`).
#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include "app/panels/menu.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 704, row_h = 56, title_h = 40, top = 8, foot = 56;

struct Group {
    Family family;
    const char* title;
    bool right = false;  // in the second column
};

// In place of the watched stage, max and average have segments of their own.
constexpr Group in_place[] = {{Family::other, "controls.more.other"},
                              {Family::back, "controls.more.back"},
                              {Family::one_size, "controls.more.sizes", true},
                              {Family::around, "controls.more.title", true}};
constexpr Group as_new[] = {{Family::pooling, "controls.more.pools"},
                            {Family::other, "controls.more.other"},
                            {Family::one_size, "controls.more.sizes", true},
                            {Family::around, "controls.more.title", true},
                            {Family::back, "controls.more.back", true}};

std::vector<const OpInfo*> members(const Group& group) {
    std::vector<const OpInfo*> ops;
    for (const OpInfo* op : all_ops())
        if (op->family == group.family) ops.push_back(op);
    return ops;
}

std::string line_of(const Frame& f, const OpInfo& op) {
    return f.say("controls.more." + std::string(op.name));
}

// What is typed is part of the name, or of the sentence.
bool matches(const Frame& f, const OpInfo& op) {
    const std::string& find = f.memory.find;
    return op.name.find(find) != std::string_view::npos || line_of(f, op).find(find) != std::string::npos;
}

// Names that begin with it come first.
const OpInfo* best_match(const Frame& f, std::span<const Group> groups) {
    const OpInfo* best = nullptr;
    for (const Group& group : groups) {
        for (const OpInfo* op : members(group)) {
            if (op->name.starts_with(f.memory.find)) return op;
            if (!best && matches(f, *op)) best = op;
        }
    }
    return best;
}

bool row(Frame& f, const std::string& ids, const OpInfo& op, const Thumb& thumb, bool current, Rect r) {
    Kit& kit = f.kit;
    const std::string id = ids + std::string(op.name);
    const bool offered = matches(f, op);
    const Faded faded(kit.pen, !offered, kit.t.sheet);
    const Touch touch = kit.hand.touch(kit.pen, id, r, offered);
    ground(kit, touch, r, 10, kit.t.sheet);
    if (current) kit.pen.stroke(r, 10, 1.5, kit.t.ink);
    draw(kit.pen, thumb, {r.x + 10, r.y + 10}, 36);
    kit.pen.text({r.x + 62, r.y + 18}, op.name, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + 62, r.y + 40}, line_of(f, op), Weight::medium, 13, kit.t.text2);
    kit.ring(touch, r, 10);
    kit.says(id, r, std::string(op.name), offered, current ? "on" : "off");
    arrows_move(kit, id, touch);
    return touch.clicked;
}

double height_of(const Group& group) {
    const std::size_t rows = members(group).size();
    return rows == 0 ? 0 : title_h + static_cast<double>(rows) * row_h;
}

double height_of(std::span<const Group> groups) {
    double column[2] = {};
    for (const Group& group : groups) column[group.right] += height_of(group);
    return top + std::max(column[0], column[1]) + foot;
}

// The keyboard goes to what was found, whichever row had it.
void follow_find(Frame& f, const std::string& ids, std::span<const Group> groups) {
    if (std::exchange(f.memory.found_for, f.memory.find) == f.memory.find || f.memory.find.empty()) return;
    if (const OpInfo* best = best_match(f, groups)) f.kit.hand.focus(ids + std::string(best->name), true);
}

void footer(Frame& f, const std::string& ids, const Rect& r, bool found) {
    Kit& kit = f.kit;
    const double y = r.bottom() - foot + 8;
    kit.pen.line({r.x + 24, y + .5}, {r.right() - 24, y + .5}, 1, kit.t.line);
    const std::string& find = f.memory.find;
    const std::string text = find.empty() ? f.say("controls.more.find")
                             : found      ? find
                                          : f.words(Message("controls.more.none", {find}));
    const double at = r.bottom() - foot / 2 + 4;
    kit.pen.text({r.x + 24, at}, text, find.empty() ? Weight::medium : Weight::semibold, 13,
                 find.empty() ? kit.t.text2 : kit.t.ink);
    if (!find.empty() && found) {
        const double end = r.x + 24 + kit.pen.width(text, Weight::semibold, 13) + 2;
        kit.pen.line({end, at - 8}, {end, at + 8}, 1.5, kit.t.accent);
    }
    kit.says(ids + "find", {r.x + 24, at - 10, r.w - 48, 20}, text);
}

// `action` of an operation's name: what choosing it does. True when the popover is to be closed.
template <class Action>
bool choose(Frame& f, const std::string& ids, std::span<const Group> groups, double x, const Stage* current,
            const Action& action) {
    const Rect r = popover_below(f, x, width, height_of(groups));
    shell(f.kit, r);
    follow_find(f, ids, groups);
    double y[2] = {r.y + top, r.y + top};
    for (const Group& group : groups) {
        const std::vector<const OpInfo*> ops = members(group);
        if (ops.empty()) continue;
        const double left = r.x + (group.right ? width / 2 : 0);
        double& at = y[group.right];
        f.kit.pen.text({left + 24, at + 20}, f.say(group.title), Weight::semibold, 13, f.kit.t.text3);
        at += title_h;
        for (const OpInfo* op : ops) {
            const std::string name(op->name);
            const action::Any asked = action(name);
            const Thumb& thumb = result_of(f, name, asked);
            if (row(f, ids, *op, thumb, current && current->op == op,
                    {left + 14, at, width / 2 - 28, row_h})) {
                f.session.apply(asked);
                return true;
            }
            at += row_h;
        }
    }
    footer(f, ids, r, best_match(f, groups) != nullptr);
    return clicked_outside(f, ids + "menu", r);
}

// A thumbnail shows no more of a large input than of its averages, which are worked out at once.
Document small(Document document) {
    constexpr std::int64_t most = 256;  // of a side
    Tensor& input = document.experiment.input.tensor;
    const std::int64_t side = std::max(input.shape().h, input.shape().w), factor = (side + most - 1) / most;
    if (factor <= 1) return document;
    const OpInfo* average = find_op("avg_pool");
    Params params;
    params.window.kernel = {std::min(factor, input.shape().h), std::min(factor, input.shape().w)};
    if (const auto plan = average->plan(params, input.shape()))
        input = average->forward(params, *plan, input, {}).values;
    return document;
}

}  // namespace

const Thumb& result_of(Frame& f, const std::string& key, const action::Any& action) {
    const Theme theme = f.session.settings().theme;
    if (f.memory.tried != f.session.shown().picture || f.memory.tried_theme != theme) {
        f.memory.operations.clear();
        f.memory.tried_on.reset();
        f.memory.tried = f.session.shown().picture;
        f.memory.tried_theme = theme;
    }
    const auto [it, first] = f.memory.operations.try_emplace(key);
    if (!first) return it->second;
    if (!f.memory.tried_on) f.memory.tried_on = small(f.session.document());
    Session copy(*f.memory.tried_on, f.session.settings());
    copy.apply(action);
    const Stage* stage = copy.watched();
    const StageResult* result = stage ? copy.shown().picture->find(stage->id) : nullptr;
    if (copy.shown().problem || !result) return it->second;
    const bool picture =
        copy.experiment().input.picture && result->range.low >= 0 && result->range.high <= 255;
    if (picture) return it->second = thumb_of_picture(result->out.values);
    DomainOf all;
    all.add(result->range);
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
    return choose(f, "controls/op/", in_place, f.memory.anchor.right() - width, stage,
                  [&](const std::string& op) -> action::Any {
                      // The way back from a pooling begins behind it, not in its place.
                      if (find_op(op)->reads_indices && stage->op->has_indices)
                          return action::AddStage{stage->id, op};
                      return action::SetOp{stage->id, op};
                  });
}

bool add_popover(Frame& f) {
    const Stage* stage = f.session.watched();
    const StageId after = stage ? stage->id : input_stage;
    return choose(f, "ribbon/add/", as_new, f.memory.anchor.middle().x - 32, nullptr,
                  [&](const std::string& op) -> action::Any {
                      return action::AddStage{after, op};
                  });
}

}  // namespace pw
