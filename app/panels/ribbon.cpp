// The top bar: name, document, the chain of stages with what each gives, undo, language, theme, help.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"

namespace pw {

namespace {

constexpr double middle = 32, chip_h = 40, between = 36;

void logo(Kit& kit) {
    const auto square = [&](double x, double y, Colour c) { kit.pen.fill({x, y, 9, 9}, 2.5, c); };
    square(24, 22, kit.t.ink);
    square(35, 22, kit.t.accent);
    square(24, 33, kit.t.ink);
    square(35, 33, kit.t.ink);
}

// The document's name opens the samples; returns where it ends.
double title(Frame& f, double x) {
    Kit& kit = f.kit;
    const std::string name = f.words(f.session.experiment().title);
    const double w = kit.pen.width(name, Weight::medium, 15);
    const Rect pill{x - 12, middle - 18, w + 48, 36};
    const bool open = f.memory.open == Popover::samples;
    const Touch touch = kit.hand.touch(kit.pen, "bar/title", pill);
    if (open || touch.held)
        kit.pen.fill(pill, 10, open ? kit.t.hover : kit.t.track);
    else if (touch.warm > 0)
        kit.pen.fill(pill, 10, mix(kit.t.desk, kit.t.hover, touch.warm));
    const Colour colour = open ? kit.t.ink : mix(kit.t.text2, kit.t.ink, touch.warm);
    kit.pen.text({x, middle}, name, Weight::medium, 15, colour);
    kit.pen.icon(icons::chevron(), {x + w + 14, middle}, kit.t.text3);
    kit.ring(touch, pill, 10);
    kit.says("bar/title", pill, name);
    if (touch.clicked) f.open(Popover::samples, "bar/title", pill);
    return pill.right() - 16;
}

struct Chip {
    std::string id, name, detail;
    Thumb thumb;
    StageId stage = input_stage;
    bool watched = false, invalid = false;
    double w = 0;
};

std::string size_text(const Shape& s) {
    std::string text = show_int(s.h) + " × " + show_int(s.w);
    return s.c == 1 ? text : show_int(s.c) + " × " + text;
}

std::vector<Chip> chips_of(Frame& f) {
    const Shown& shown = f.session.shown();
    const Evaluation& picture = *shown.picture;
    const Colours& colours = f.memory.colours;
    std::vector<Chip> chips;
    Chip input{"ribbon/input", f.say("ribbon.input"), size_text(picture.of.input.tensor.shape()), {}};
    if (!f.layout.narrow) input.thumb = colours.input();
    chips.push_back(input);
    const Stage* watched = f.session.watched();
    for (const Stage& stage : shown.asked.stages) {
        Chip chip{"ribbon/stage/" + std::to_string(stage.id), std::string(stage.op->name), {}, {}};
        chip.stage = stage.id;
        chip.watched = watched && watched->id == stage.id;
        chip.invalid = shown.problem && shown.problem->stage == stage.id;
        if (const StageResult* result = picture.find(stage.id)) {
            chip.detail = size_text(result->plan.out);
            if (!f.layout.narrow) chip.thumb = colours.stage(stage.id);
        }
        if (f.layout.drawer) chip.detail.clear();
        if (chip.invalid) chip.detail = f.say("ribbon.invalid");
        chips.push_back(std::move(chip));
    }
    for (Chip& c : chips) {
        const double picture_w = f.layout.narrow ? 0 : 36;
        c.w = 12 + picture_w + f.kit.pen.width(c.name, Weight::semibold, 15) + 14;
        if (!c.detail.empty()) c.w += 8 + f.kit.pen.width(c.detail, Weight::regular, 15);
    }
    return chips;
}

void draw_chip(Frame& f, const Chip& c, double x) {
    Kit& kit = f.kit;
    const Rect r{x, middle - chip_h / 2, c.w, chip_h};
    const bool can = c.stage != input_stage;
    const Touch touch = kit.hand.touch(kit.pen, c.id, r, can);
    if (c.watched) {
        kit.pen.shadow(r, 10, 1, 3, .12);
        kit.pen.fill(r, 10, kit.t.ctl);
    } else if (touch.warm > 0) {
        kit.pen.fill(r, 10, touch.held ? kit.t.track : mix(kit.t.desk, kit.t.hover, touch.warm));
    }
    if (c.invalid)
        kit.pen.stroke(r, 10, 2, kit.t.err);
    else if (c.watched)
        kit.pen.stroke(r, 10, 1.5, kit.t.ink);
    double at = x + 12;
    if (!f.layout.narrow) {
        draw(kit.pen, c.thumb, {at, middle - 12}, 24);
        at += 36;
    }
    kit.pen.text({at, middle}, c.name, Weight::semibold, 15, c.watched ? kit.t.ink : kit.t.text2);
    at += kit.pen.width(c.name, Weight::semibold, 15) + 8;
    kit.pen.text({at, middle}, c.detail, c.invalid ? Weight::medium : Weight::regular, 15,
                 c.invalid ? kit.t.err : kit.t.text3);
    kit.ring(touch, r, 10);
    kit.says(c.id, r, c.name + " " + c.detail, can, c.watched ? "on" : "off");
    if (touch.clicked) f.session.apply(action::WatchStage{c.stage});
}

void stages(Frame& f, Rect room) {
    const std::vector<Chip> chips = chips_of(f);
    double total = -between, watched_x = 0, watched_w = 0;
    for (const Chip& c : chips) {
        if (c.watched) watched_x = total + between, watched_w = c.w;
        total += c.w + between;
    }
    // Too many: the row moves, so that the watched chip stays in view.
    double shift = 0;
    if (total > room.w) shift = std::clamp(watched_x + watched_w / 2 - room.w / 2, 0.0, total - room.w);
    const Clip clip(f.kit.pen, room.outset(6));
    double x = room.x - shift;
    for (std::size_t i = 0; i < chips.size(); ++i) {
        if (i > 0) {
            f.kit.pen.icon(icons::arrow(), {x + between / 2, middle}, f.kit.t.text3);
            x += between;
        }
        draw_chip(f, chips[i], x);
        x += chips[i].w;
    }
}

void language(Frame& f, double x) {
    Kit& kit = f.kit;
    const Rect r{x - 20, middle - 18, 40, 36};
    const Touch touch = kit.hand.touch(kit.pen, "bar/language", r);
    if (touch.held)
        kit.pen.fill(r, 10, kit.t.track);
    else if (touch.warm > 0)
        kit.pen.fill(r, 10, mix(kit.t.desk, kit.t.hover, touch.warm));
    const std::string name = f.say("bar.language");
    kit.pen.text(r.middle(), name, Weight::semibold, 15, mix(kit.t.text2, kit.t.ink, touch.warm),
                 Align::middle);
    kit.ring(touch, r, 10);
    kit.says("bar/language", r, name);
    if (kit.hand.lingers("bar/language", touch.hovered))
        kit.tip = Kit::Tip{r, f.say("bar.language.tip"), "L"};
    if (touch.clicked) f.session.apply(action::SetLanguage{f.chinese() ? Language::en : Language::zh});
}

}  // namespace

void ribbon_pane(Frame& f) {
    Kit& kit = f.kit;
    const double w = f.layout.width;
    logo(kit);
    kit.pen.text({56, middle}, "Poolwalk", Weight::semibold, 15, kit.t.ink);
    double end = 56 + kit.pen.width("Poolwalk", Weight::semibold, 15);
    double first = 0;
    if (f.layout.narrow) {
        // Without its name the document is still there to be changed: the mark opens the samples.
        const Rect mark{16, middle - 18, end - 8, 36};
        const Touch touch = kit.hand.touch(kit.pen, "bar/title", mark);
        kit.pen.icon(icons::chevron(), {end + 14, middle}, mix(kit.t.text3, kit.t.ink, touch.warm));
        kit.ring(touch, mark, 10);
        kit.says("bar/title", mark, f.words(f.session.experiment().title));
        if (touch.clicked) f.open(Popover::samples, "bar/title", mark);
        first = 160;
    } else {
        kit.pen.line({end + 16, 20}, {end + 16, 44}, 1, kit.t.line);
        first = std::max(300.0, title(f, end + 32) + 24);
    }
    stages(f, {first, 8, std::max(0.0, w - 342 - first), 48});

    const auto icon_at = [&](double from_right) { return Rect{w - from_right - 18, middle - 18, 36, 36}; };
    const bool undo = f.session.can_undo(), redo = f.session.can_redo();
    if (ghost(kit, "bar/undo", icon_at(318), icons::undo(),
              {.spent = !undo, .tip = f.say("bar.undo"), .key = "Ctrl+Z"}))
        f.session.apply(action::Undo{});
    if (ghost(kit, "bar/redo", icon_at(278), icons::redo(),
              {.spent = !redo, .tip = f.say("bar.redo"), .key = "Ctrl+Shift+Z"}))
        f.session.apply(action::Redo{});
    kit.pen.line({w - 254, 22}, {w - 254, 42}, 1, kit.t.line);
    language(f, w - 234);
    const Theme theme = f.session.settings().theme;
    if (ghost(kit, "bar/theme", icon_at(74), icons::theme(), {.tip = f.say("bar.theme"), .key = "T"}))
        f.session.apply(action::SetTheme{theme == Theme::dark ? Theme::light : Theme::dark});
    if (f.layout.drawer &&
        ghost(kit, "bar/controls", icon_at(114), icons::sliders(), {.tip = f.say("bar.controls"), .key = ""}))
        f.open(Popover::controls, "bar/controls", icon_at(114));
    if (ghost(kit, "bar/help", icon_at(34), icons::help(), {.tip = f.say("bar.help"), .key = "F1"}))
        f.session.apply(action::ToggleHelp{});
}

}  // namespace pw
