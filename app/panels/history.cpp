// Undo and redo: what they would change in a tooltip, the last ten changes in a list.
#include <cctype>

#include "app/panels/menu.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

constexpr double width = 352, row_h = 34, head = 39, foot = 13;
constexpr std::size_t most = 10;

const std::vector<Note>& notes(Frame& f, bool redo) {
    History& history = f.memory.history;
    if (history.revision != f.session.revision()) {
        history.revision = f.session.revision();
        history.past = f.session.past(most);
        history.future = f.session.future(most);
    }
    return redo ? history.future : history.past;
}

// "Undo: cell [1, 2]  1 → 7"
std::string tip(Frame& f, bool redo) {
    const char* plain = redo ? "bar.redo" : "bar.undo";
    const std::vector<Note>& all = notes(f, redo);
    if (all.empty()) return f.say(plain);
    std::string what = f.words(all.back().what);
    if (!what.empty()) what[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(what[0])));
    const std::string text = f.words(Message(redo ? "bar.redo.what" : "bar.undo.what", {what}));
    const Message& detail = all.back().detail;
    return detail ? text + "  " + f.words(detail) : text;
}

}  // namespace

void undo_button(Frame& f, Rect r, bool redo) {
    Kit& kit = f.kit;
    const std::string id = redo ? "bar/redo" : "bar/undo";
    const Popover list = redo ? Popover::redo : Popover::undo;
    const bool can = redo ? f.session.can_redo() : f.session.can_undo();
    const bool open = f.memory.open == list;
    if (open) kit.pen.fill(r, 10, kit.t.hover);
    const Touch touch = ghost_touch(kit, id, r, redo ? icons::redo() : icons::undo(),
                                    {.spent = !can, .tip = f.say(redo ? "bar.redo" : "bar.undo"), .key = {}});
    if (can && (touch.menu || kit.hand.holds(id, touch.held))) return f.open(list, id, r);
    if (!touch.held && kit.hand.lingers(id, touch.hovered))
        kit.tip = Kit::Tip{r, tip(f, redo), redo ? "Ctrl+Shift+Z" : "Ctrl+Z"};
    if (!touch.clicked) return;
    if (redo)
        f.session.apply(action::Redo{});
    else
        f.session.apply(action::Undo{});
}

bool history_popover(Frame& f, bool redo) {
    Kit& kit = f.kit;
    const std::vector<Note> all = notes(f, redo);
    if (all.empty()) return true;
    const std::string ids = redo ? "bar/redo/" : "bar/undo/";
    const Rect r =
        popover_below(f, f.memory.anchor.x, width, head + foot + row_h * static_cast<double>(all.size()));
    shell(kit, r);
    const std::string title = f.say(redo ? "bar.redo.list" : "bar.undo.list");
    kit.pen.text({r.x + 20, r.y + 24}, title, Weight::semibold, 13, kit.t.text3);
    // Touched first: all rows above the one under the pointer go with it.
    const auto place = [&](std::size_t i) {
        return Rect{r.x + 8, r.y + head + row_h * static_cast<double>(i), width - 16, row_h};
    };
    std::vector<Touch> rows;
    std::size_t going = 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        rows.push_back(kit.hand.touch(kit.pen, ids + std::to_string(i), place(i)));
        arrows_move(kit, ids + std::to_string(i), rows.back());
        if (rows[i].hovered || rows[i].ring) going = i + 1;
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Note& note = all[all.size() - 1 - i];
        const Rect row = place(i);
        if (i + 1 == going) kit.pen.fill(row, 8, rows[i].held ? kit.t.track : kit.t.hover);
        const bool goes = i < going;
        const double y = row.middle().y;
        kit.pen.text({row.x + 12, y}, f.words(note.what), goes ? Weight::semibold : Weight::medium, 15,
                     goes ? kit.t.ink : kit.t.text2);
        const std::string detail = note.detail ? f.words(note.detail) : "";
        kit.pen.text({row.right() - 12, y}, detail, Weight::medium, 15, kit.t.text2, Align::right);
        kit.ring(rows[i], row.outset(-4), 5);
        kit.says(ids + std::to_string(i), row, f.words(note.what) + " " + detail, true, goes ? "on" : "off");
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (!rows[i].clicked) continue;
        const int steps = static_cast<int>(i) + 1;
        if (redo)
            f.session.apply(action::Redo{steps});
        else
            f.session.apply(action::Undo{steps});
        return true;
    }
    return clicked_outside(f, ids + "list", r);
}

}  // namespace pw
