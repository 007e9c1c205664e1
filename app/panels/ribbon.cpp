// The top bar: name, document, the chain of stages with what each gives, undo, language, theme, help.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double middle = 32;

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
    if (open)
        kit.pen.fill(pill, 10, kit.t.hover);
    else
        ground(kit, touch, pill, 10, kit.t.desk);
    const Colour colour = open ? kit.t.ink : mix(kit.t.text2, kit.t.ink, touch.warm);
    kit.pen.text({x, middle}, name, Weight::medium, 15, colour);
    kit.pen.icon(icons::chevron(), {x + w + 14, middle}, kit.t.text3);
    kit.ring(touch, pill, 10);
    kit.says("bar/title", pill, name);
    if (touch.clicked) f.open(Popover::samples, "bar/title", pill);
    return pill.right() - 16;
}

void language(Frame& f, double x) {
    Kit& kit = f.kit;
    const Rect r{x - 20, middle - 18, 40, 36};
    const Touch touch = kit.hand.touch(kit.pen, "bar/language", r);
    ground(kit, touch, r, 10, kit.t.desk);
    const std::string name = f.say("bar.language");
    kit.pen.text(r.middle(), name, Weight::semibold, 15, mix(kit.t.text2, kit.t.ink, touch.warm),
                 Align::middle);
    kit.ring(touch, r, 10);
    kit.says("bar/language", r, name);
    if (kit.hand.lingers("bar/language", touch.hovered))
        kit.tip = Kit::Tip{r, f.say("bar.language.tip"), "L"};
    if (touch.clicked) f.session.apply(action::SetLanguage{f.chinese() ? Language::en : Language::zh});
}

// While something is written, an arc turns around it.
void export_button(Frame& f, Rect r) {
    Kit& kit = f.kit;
    const ExportWork::Status status = f.memory.exports.work.status();
    if (ghost(kit, "bar/export", r, icons::share(),
              {.on = f.memory.exports.shown, .tip = f.say("bar.export"), .key = "Ctrl+E"}))
        toggle_export(f.session, f.memory);
    if (!status.writing || f.memory.exports.shown) return;
    const double whole = 2 * 3.14159265358979;
    const double part =
        status.total > 1 ? static_cast<double>(status.done) / static_cast<double>(status.total) : .25;
    kit.pen.arc(r.middle(), 16, 2, -whole / 4, whole * std::max(.05, part), kit.t.ink);
}

}  // namespace

void ribbon_pane(Frame& f) {
    Kit& kit = f.kit;
    const double w = f.layout.width;
    logo(kit);
    kit.pen.text({56, middle}, "Poolwalk", Weight::semibold, 15, kit.t.ink);
    double end = 56 + kit.pen.width("Poolwalk", Weight::semibold, 15);
    double first = 0, least = 0;
    if (f.layout.narrow) {
        // Without its name the document is still there to be changed: the mark opens the samples.
        const Rect mark{16, middle - 18, end - 8, 36};
        const Touch touch = kit.hand.touch(kit.pen, "bar/title", mark);
        kit.pen.icon(icons::chevron(), {end + 14, middle}, mix(kit.t.text3, kit.t.ink, touch.warm));
        kit.ring(touch, mark, 10);
        kit.says("bar/title", mark, f.words(f.session.experiment().title));
        if (touch.clicked) f.open(Popover::samples, "bar/title", mark);
        first = least = 160;
    } else {
        kit.pen.line({end + 16, 20}, {end + 16, 44}, 1, kit.t.line);
        least = title(f, end + 32) + 24;
        first = std::max(300.0, least);
    }
    stages_row(f, {first, 8, std::max(0.0, w - 342 - first), 48}, least);

    const auto icon_at = [&](double from_right) { return Rect{w - from_right - 18, middle - 18, 36, 36}; };
    undo_button(f, icon_at(318), false);
    undo_button(f, icon_at(278), true);
    kit.pen.line({w - 254, 22}, {w - 254, 42}, 1, kit.t.line);
    language(f, w - 234);
    const Theme theme = f.session.settings().theme;
    if (ghost(kit, "bar/theme", icon_at(74), icons::theme(), {.tip = f.say("bar.theme"), .key = "T"}))
        f.session.apply(action::SetTheme{theme == Theme::dark ? Theme::light : Theme::dark});
    const bool compares = f.session.experiment().branch.has_value();
    if (ghost(kit, "bar/compare", icon_at(194), icons::compare(),
              {.enabled = compares || f.session.watched() != nullptr,
               .on = compares,
               .tip = f.say("bar.compare"),
               .key = "C"}))
        f.session.apply(action::Compare{});
    if (f.layout.drawer &&
        ghost(kit, "bar/controls", icon_at(154), icons::sliders(), {.tip = f.say("bar.controls"), .key = ""}))
        f.open(Popover::controls, "bar/controls", icon_at(154));
    export_button(f, icon_at(114));
    if (ghost(kit, "bar/help", icon_at(34), icons::help(), {.tip = f.say("bar.help"), .key = "F1"}))
        f.session.apply(action::ToggleHelp{});
}

}  // namespace pw
