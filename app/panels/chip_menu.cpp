// What can be done with one stage: from its chip's menu, or by keys while the chip has the focus.
#include <charconv>

#include "app/panels/menu.h"
#include "app/ui/keys.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 288, inset = 8;

constexpr std::string_view chip = "ribbon/stage/";

StageId stage_of(std::string_view id) {
    StageId stage = input_stage;
    if (id.starts_with(chip)) std::from_chars(id.data() + chip.size(), id.data() + id.size(), stage);
    return stage;
}

void move(Session& session, StageId stage, int by) {
    const int to = session.experiment().index_of(stage) + by;
    if (to < 0 || to >= static_cast<int>(session.experiment().stages.size())) return;
    session.apply(action::MoveStage{stage, to});
}

void remove(Session& session, Memory& memory, StageId stage, bool keyboard) {
    session.apply(action::RemoveStage{stage});
    if (keyboard && session.watched()) memory.focus_next = chip_id(session.watched()->id);
}

}  // namespace

std::string chip_id(StageId stage) { return std::string(chip) + std::to_string(stage); }

bool chip_key(Session& session, Memory& memory, const Hand& hand, int key, int mods) {
    StageId stage = stage_of(hand.focused());
    const bool menu = key == key::menu || (key == key::f10 && (mods & key::shift));
    // Nothing else has the focus: the menu key means what is watched.
    if (menu && hand.focused().empty() && session.watched()) stage = session.watched()->id;
    if (stage == input_stage || !session.experiment().find(stage)) return false;
    if (menu) {
        memory.open = Popover::chip;
        memory.menu_stage = stage;
        memory.opener = chip_id(stage);
        memory.by_keys = true;
        return true;
    }
    if (key == key::del && mods == 0) {
        remove(session, memory, stage, hand.ring());
        return true;
    }
    if ((mods & key::alt) && (key == key::left || key == key::right)) {
        move(session, stage, key == key::left ? -1 : 1);
        return true;
    }
    return false;
}

namespace {

// Of the two that are compared.
bool side_popover(Frame& f) {
    Session& session = f.session;
    if (f.memory.by_keys && !f.kit.hand.focused().starts_with("ribbon/menu/"))
        f.kit.hand.focus("ribbon/menu/swap", true);
    const Rect r = popover_below(f, f.memory.anchor.x, width, 2 * inset + 2 * menu_row_h);
    shell(f.kit, r);
    const Rect first{r.x + inset, r.y + inset, width - 2 * inset, menu_row_h};
    const Rect second = first.moved({0, menu_row_h});
    bool leave = true;
    if (menu_row(f, {"ribbon/menu/swap", f.say("ribbon.menu.swap"), {}, true}, first))
        session.apply(action::SwapSides{});
    else if (menu_row(f, {"ribbon/menu/leave", f.say("ribbon.menu.leave"), {"C"}, true}, second))
        session.apply(action::Compare{});
    else
        leave = false;
    return clicked_outside(f, "ribbon/menu", r) || leave;
}

}  // namespace

bool chip_popover(Frame& f) {
    Session& session = f.session;
    const StageId stage = f.memory.menu_stage;
    if (session.experiment().compares(stage)) return side_popover(f);
    const int at = session.experiment().index_of(stage);
    if (at < 0) return true;
    // Opened by the keyboard: the first row has the focus.
    if (f.memory.by_keys && !f.kit.hand.focused().starts_with("ribbon/menu/"))
        f.kit.hand.focus("ribbon/menu/duplicate", true);
    const bool muted = session.experiment().stages[static_cast<std::size_t>(at)].muted;
    const int last = static_cast<int>(session.experiment().stages.size()) - 1;
    const Rect r = popover_below(f, f.memory.anchor.x, width, 2 * inset + 5 * menu_row_h + 17);
    shell(f.kit, r);
    double y = r.y + inset;
    const auto row = [&](const char* id, const char* text, std::vector<std::string> keys, bool enabled) {
        const Rect place{r.x + inset, y, width - 2 * inset, menu_row_h};
        y += menu_row_h;
        return menu_row(f, {std::string("ribbon/menu/") + id, f.say(text), std::move(keys), enabled}, place);
    };
    bool leave = true;
    if (row("duplicate", "ribbon.menu.duplicate", {}, true))
        session.apply(action::DuplicateStage{stage});
    else if (row("mute", muted ? "ribbon.menu.unmute" : "ribbon.menu.mute", {}, true))
        session.apply(action::MuteStage{stage});
    else if (row("remove", "ribbon.menu.remove", {"Delete"}, true))
        remove(session, f.memory, stage, f.memory.by_keys);
    else
        leave = false;
    f.kit.pen.line({r.x + 20, y + 8.5}, {r.right() - 20, y + 8.5}, 1, f.kit.t.line);
    y += 17;
    if (row("earlier", "ribbon.menu.earlier", {"Alt", "←"}, at > 0)) {
        move(session, stage, -1);
        leave = true;
    }
    if (row("later", "ribbon.menu.later", {"Alt", "→"}, at < last)) {
        move(session, stage, 1);
        leave = true;
    }
    return clicked_outside(f, "ribbon/menu", r) || leave;
}

}  // namespace pw
