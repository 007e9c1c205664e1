// The chain in the top bar: what each stage gives, which one is watched; chips can be dragged into another
// order, and `+` adds one.
#include <algorithm>
#include <cmath>

#include "app/panels/menu.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"
#include "core/walk/document_json.h"

namespace pw {

namespace {

constexpr double middle = 32, chip_h = 40, between = 36, sides = 8, letter_w = 34, lifts_after = 6,
                 makes_way = .12;
constexpr double add_room = 52;                  // `+` and the room before it
constexpr double edge = 32, scroll_speed = 480;  // of a lifted chip at the row's end, px a second

struct Chip {
    std::string id, name, detail;
    Thumb thumb;
    StageId stage = input_stage;
    bool watched = false, invalid = false, muted = false;
    int side = -1;  // of a comparison: 0 is A, 1 is B
    double w = 0;
    double x = 0;  // from the row's beginning
};

Chip stage_chip(Frame& f, const Stage& stage, const Thumb& passed_on) {
    const Shown& shown = f.session.shown();
    const Stage* watched = f.session.watched();
    Chip chip{chip_id(stage.id), std::string(stage.op->name), {}, {}};
    chip.stage = stage.id;
    chip.watched = watched && watched->id == stage.id;
    chip.invalid = shown.problem && shown.problem->stage == stage.id;
    chip.muted = stage.muted;
    if (const StageResult* result = shown.picture->find(stage.id)) {
        chip.detail = planes_text(result->plan.out);
        chip.thumb = f.memory.colours.stage(stage.id);
    }
    if (stage.muted) chip.thumb = passed_on;
    if (f.layout.drawer) chip.detail.clear();
    if (stage.muted) chip.detail = f.say("ribbon.muted");
    if (chip.invalid) chip.detail = f.say("ribbon.invalid");
    return chip;
}

std::vector<Chip> chips_of(Frame& f) {
    const Shown& shown = f.session.shown();
    std::vector<Chip> chips;
    chips.push_back({"ribbon/input", f.say("ribbon.input"),
                     planes_text(shown.picture->of.input.tensor.shape()), f.memory.colours.input()});
    // While a chip is lifted, B isn't in its way: it goes with A.
    const auto& branch = shown.asked.branch;
    for (const Stage& stage : shown.asked.stages) {
        const Thumb before = chips.back().thumb;
        chips.push_back(stage_chip(f, stage, before));
        if (!branch || branch->beside != stage.id) continue;
        chips.back().side = 0;
        if (f.memory.lift.up) continue;
        chips.push_back(stage_chip(f, branch->stage, before));
        chips.back().side = 1;
    }
    for (Chip& c : chips) {
        const double picture_w = f.layout.narrow ? 0 : 36;
        c.w =
            12 + (c.side < 0 ? 0 : letter_w) + picture_w + f.kit.pen.width(c.name, Weight::semibold, 15) + 14;
        if (!c.detail.empty()) c.w += 8 + f.kit.pen.width(c.detail, Weight::regular, 15);
    }
    return chips;
}

void draw_thumb(Frame& f, const Chip& c, Vec2 corner) {
    if (c.thumb.rows > 0) return draw(f.kit.pen, c.thumb, corner, 24);
    f.kit.pen.fill({corner.x, corner.y, 23, 23}, 1, f.kit.t.track);  // nothing to show of it yet
}

void draw_body(Frame& f, const Chip& c, Rect r, bool lifted) {
    Kit& kit = f.kit;
    const bool raised = c.watched || lifted;
    const Colour ground = raised ? kit.t.ctl : kit.t.desk;
    double at = r.x + 12;
    if (c.side >= 0) {
        letter(kit, {at - 2, r.middle().y - 12}, c.side, c.watched);
        at += letter_w;
    }
    {
        const Faded faded(kit.pen, c.muted, ground);
        if (!f.layout.narrow) {
            draw_thumb(f, c, {at, r.middle().y - 12});
            at += 36;
        }
        kit.pen.text({at, r.middle().y}, c.name, Weight::semibold, 15, c.watched ? kit.t.ink : kit.t.text2);
    }
    at += kit.pen.width(c.name, Weight::semibold, 15) + 8;
    kit.pen.text({at, r.middle().y}, c.detail, c.invalid ? Weight::medium : Weight::regular, 15,
                 c.invalid ? kit.t.err : kit.t.text3);
}

void open_menu(Frame& f, const Chip& c, Rect r) {
    f.open(Popover::chip, c.id, r);
    f.memory.open = Popover::chip;
    f.memory.menu_stage = c.stage;
}

void draw_chip(Frame& f, const Chip& c, double x) {
    Kit& kit = f.kit;
    const Rect r{x, middle - chip_h / 2, c.w, chip_h};
    const bool stage = c.stage != input_stage, can = stage || !f.session.experiment().stages.empty();
    const Touch touch = kit.hand.touch(kit.pen, c.id, r, can);
    const bool menu = f.memory.open == Popover::chip && f.memory.menu_stage == c.stage && stage;
    if (c.watched) {
        kit.pen.shadow(r, 10, 1, 3, .12);
        kit.pen.fill(r, 10, kit.t.ctl);
    } else if (touch.warm > 0 || menu) {
        kit.pen.fill(r, 10, touch.held ? kit.t.track : mix(kit.t.desk, kit.t.hover, menu ? 1 : touch.warm));
    }
    if (c.invalid)
        kit.pen.stroke(r, 10, 2, kit.t.err);
    else if (c.watched)
        kit.pen.stroke(r, 10, 1.5, kit.t.ink);
    draw_body(f, c, r, false);
    kit.ring(touch, r, 10);
    kit.says(c.id, r,
             (c.side < 0    ? ""
              : c.side == 0 ? "A "
                            : "B ") +
                 c.name + " " + c.detail,
             can, c.watched ? "on" : "off");
    if (menu) f.memory.anchor = r;
    Lift& lift = f.memory.lift;
    if (stage && c.side != 1 && touch.held && lift.stage == input_stage && !lift.dropped) {
        lift = {};
        lift.stage = c.stage;
        lift.from = kit.hand.pointer(kit.pen).x;
        lift.grab = lift.from - x;
    }
    if (touch.menu && stage) open_menu(f, c, r);
    // The input is seen as what the first stage reads.
    const StageId to = stage || !can ? c.stage : f.session.experiment().stages.front().id;
    if (touch.clicked && !lift.dropped) f.session.apply(action::WatchStage{to});
}

// Why the chain can't work with the stage there; the first reason that is met.
std::optional<Message> refusal_of(const Experiment& experiment, StageId stage, int to) {
    Experiment e = experiment;
    const int at = e.index_of(stage);
    if (at < 0) return {};
    const Stage moved = e.stages[static_cast<std::size_t>(at)];
    e.stages.erase(e.stages.begin() + at);
    e.stages.insert(e.stages.begin() + to, moved);
    const auto shape = output_shape(e, 0);
    return shape ? std::nullopt : std::optional(shape.error().what);
}

double end_of(const std::vector<Chip>& chips) { return chips.back().x + chips.back().w; }

void place(std::vector<Chip>& chips) {
    double x = 0;
    for (Chip& c : chips) {
        if (c.side == 1) x -= between - sides;
        c.x = x;
        x += c.w + between;
    }
}

// The place among the others whose slot lies nearest below the lifted chip.
int nearest_place(const std::vector<Chip>& others, double x) {
    int best = 0;
    double distance = -1, slot = 0;
    for (std::size_t i = 0; i < others.size(); ++i) {
        slot += others[i].w + between;
        const double d = std::abs(slot - x);
        if (distance >= 0 && d >= distance) continue;
        distance = d;
        best = static_cast<int>(i);
    }
    return best;
}

class Row {
  public:
    Row(Frame& f, Rect room, double least_x) : f_(f), room_(room), chips_(chips_of(f)), lift_(f.memory.lift) {
        place(chips_);
        // A long row begins further left, where that has room.
        const double needs = std::max(least_x, room.right() - end_of(chips_) - add_room);
        if (needs < room_.x) room_.w += room_.x - needs, room_.x = needs;
        scroll();
        follow_pointer();
    }

    void draw();

  private:
    double origin() const { return room_.x - shift_; }
    bool lifted() const { return lift_.up; }
    void scroll();
    void follow_pointer();
    void raise(double pointer);
    void drop();
    void draw_chips();
    void draw_slot(double x, double w);
    void draw_lifted();
    void add(double x);

    Frame& f_;
    Rect room_;
    std::vector<Chip> chips_;
    Lift& lift_;
    double shift_ = 0;
    std::size_t held_ = 0;  // index of the lifted chip; 0: none
};

// Too many: the row moves, so that the watched chip stays in view and `+` within reach.
void Row::scroll() {
    const double total = end_of(chips_), most = std::max(0.0, total + add_room - room_.w);
    f_.memory.row_scrolls = false;
    if (lift_.up) {
        const double x = f_.kit.hand.pointer(f_.kit.pen).x;
        const double left = room_.x + edge, right = room_.x + room_.w - add_room - edge;
        const int way = x < left ? -1 : x > right ? 1 : 0;
        const double next = std::clamp(lift_.shift + way * scroll_speed * f_.seconds, 0.0, most);
        f_.memory.row_scrolls = way != 0 && next != lift_.shift;
        shift_ = lift_.shift = next;
        return;
    }
    const auto at = std::ranges::find_if(chips_, &Chip::watched);
    double watched = 0;
    if (at != chips_.end()) {
        // Two that are compared are seen together.
        const Chip &first = at->side == 1 ? *(at - 1) : *at, &last = at->side == 0 ? *(at + 1) : *at;
        watched = (first.x + last.x + last.w) / 2;
    }
    shift_ = std::clamp(watched - (room_.w - add_room) / 2, 0.0, most);
    lift_.shift = shift_;
}

void Row::follow_pointer() {
    if (lift_.stage == input_stage) return;
    const bool down = ImGui::GetIO().MouseDown[0];
    if (!down) return drop();
    if (lift_.dropped) return;
    const double x = f_.kit.hand.pointer(f_.kit.pen).x;
    if (!lift_.up && std::abs(x - lift_.from) >= lifts_after) {
        lift_.up = true;
        lift_.to = -1;
    }
    if (lift_.up) raise(x);
}

// Takes the chip out of the row and leaves its slot where it would land.
void Row::raise(double pointer) {
    const auto at = std::ranges::find(chips_, lift_.stage, &Chip::stage);
    if (at == chips_.end()) {
        lift_ = {};
        return;
    }
    Chip chip = *at;
    chips_.erase(at);
    const int to = nearest_place(chips_, pointer - lift_.grab - origin());
    if (to != lift_.to) {
        lift_.to = to;
        lift_.refusal = refusal_of(f_.session.experiment(), lift_.stage, to);
    }
    held_ = static_cast<std::size_t>(to) + 1;
    chips_.insert(chips_.begin() + static_cast<std::ptrdiff_t>(held_), std::move(chip));
    place(chips_);
}

void Row::drop() {
    const Lift lift = lift_;
    if (!lift.up) return;  // a click: the chip's own
    lift_ = {};
    lift_.dropped = true;  // letting go is no click
    if (lift.to >= 0 && lift.to != f_.session.experiment().index_of(lift.stage))
        f_.session.apply(action::MoveStage{lift.stage, lift.to});
    chips_ = chips_of(f_);
    place(chips_);
}

void Row::draw_chips() {
    Kit& kit = f_.kit;
    const Clip clip(kit.pen, {room_.x - 6, room_.y - 6, room_.w - add_room + 14, room_.h + 12});
    for (std::size_t i = 0; i < chips_.size(); ++i) {
        const Chip& c = chips_[i];
        const double way = lifted() ? makes_way : 0;
        const double x = origin() + kit.hand.glide("ribbon/place/" + c.id, c.x, way);
        if (i > 0 && c.side != 1) kit.pen.icon(icons::arrow(), {x - between / 2, middle}, kit.t.text3);
        if (held_ > 0 && i == held_)
            draw_slot(origin() + c.x, c.w);
        else
            draw_chip(f_, c, x);
    }
    // More lies beyond: the row fades out there.
    constexpr double fade = 28, strip = 2;
    const double left = room_.x - 6, right = left + room_.w - add_room + 14;
    const auto veil = [&](double x, double d) {
        kit.pen.fill({x, room_.y - 6, strip, room_.h + 12}, 0,
                     kit.t.desk.alpha(static_cast<float>(1 - d / fade)));
    };
    for (double d = 0; d < fade; d += strip) {
        if (shift_ > 0) veil(left + d, d);
        if (origin() + end_of(chips_) > right) veil(right - d - strip, d);
    }
}

void Row::draw_slot(double x, double w) {
    Kit& kit = f_.kit;
    const Rect r{x, middle - chip_h / 2, w, chip_h};
    kit.pen.dashed(r, 10, 1.5, 5, 4, lift_.refusal ? kit.t.err : kit.t.slot);
    kit.says("ribbon/slot", r, lift_.refusal ? f_.words(*lift_.refusal) : "", true, std::to_string(lift_.to));
}

// Above the row, so that it is drawn over the other chips.
void Row::draw_lifted() {
    Kit& kit = f_.kit;
    const Chip& c = chips_[held_];
    const Rect r{kit.hand.pointer(kit.pen).x - lift_.grab, middle - chip_h / 2 + 12, c.w, chip_h};
    kit.hand.touch(kit.pen, c.id, r);  // stays pressed
    kit.pen.shadow(r, 10, 10, 10, kit.dark ? .60 : .25);
    kit.pen.fill(r, 10, kit.t.ctl, true);
    kit.pen.stroke(r, 10, 1.5, kit.t.ink, true);
    draw_body(f_, c, r, true);
    kit.says(c.id, r, c.name + " " + c.detail, true, "lifted");
    if (lift_.refusal) kit.tip = Kit::Tip{r, f_.words(*lift_.refusal), {}};
}

void Row::add(double x) {
    Kit& kit = f_.kit;
    const Rect r{x - 18, middle - 18, 36, 36};
    const bool can = static_cast<std::int64_t>(f_.session.experiment().stages.size()) < limits::stages;
    const bool open = f_.memory.open == Popover::add;
    const Touch touch = kit.hand.touch(kit.pen, "ribbon/add", r, can);
    if (open || touch.held)
        kit.pen.disc(r.middle(), 14, kit.t.track);
    else if (touch.warm > 0)
        kit.pen.disc(r.middle(), 14, mix(kit.t.desk, kit.t.hover, touch.warm));
    kit.pen.circle(r.middle(), 14, 1.25, can ? kit.t.line2 : kit.t.hatch);
    const Colour ink = can ? mix(kit.t.text2, kit.t.ink, open ? 1 : touch.warm) : kit.t.hatch;
    kit.pen.icon(icons::plus(), r.middle(), ink);
    kit.ring(touch, r, 18);
    kit.says("ribbon/add", r, f_.say("ribbon.add"), can);
    if (!open && kit.hand.lingers("ribbon/add", touch.hovered))
        kit.tip = Kit::Tip{r, f_.say("ribbon.add"), {}};
    if (touch.clicked) f_.open(Popover::add, "ribbon/add", r);
}

void Row::draw() {
    draw_chips();
    add(std::min(origin() + end_of(chips_) + 28, room_.right() - 20));
    if (held_ > 0) draw_lifted();
    if (!ImGui::GetIO().MouseDown[0]) lift_ = {};
}

}  // namespace

std::string planes_text(const Shape& s) {
    const std::string text = shape_text(s.h, s.w);
    return s.c == 1 ? text : show_int(s.c) + " × " + text;
}

void stages_row(Frame& f, Rect room, double least_x) { Row(f, room, least_x).draw(); }

bool put_back(Memory& memory) {
    if (!memory.lift.up) return false;
    memory.lift.up = false;
    memory.lift.dropped = true;
    return true;
}

}  // namespace pw
