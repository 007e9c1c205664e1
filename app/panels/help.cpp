// F1: the keys that exist, by what one wants to do.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"

namespace pw {

namespace {

struct Line {
    std::vector<const char*>
        caps;  // ' ' between alternatives, '+' joins; a key of the locale begins with "key."
    const char* words;
};
struct Section {
    const char* title;
    std::vector<Line> lines;
};

const std::vector<Section>& sections() {
    static const std::vector<Section> all = {
        {"help.play",
         {{{"key.space"}, "help.play.space"},
          {{"→", " ", "PageDown"}, "help.play.forward"},
          {{"←", " ", "PageUp"}, "help.play.back"},
          {{"Home", " ", "End"}, "help.play.ends"},
          {{"↑", " ", "↓"}, "help.play.speed"}}},
        {"help.stages",
         {{{"key.click"}, "help.stages.watch"},
          {{"key.drag"}, "help.stages.drag"},
          {{"Alt", "←", " ", "Alt", "→"}, "help.stages.move"},
          {{"key.right_click"}, "help.stages.menu"},
          {{"Delete"}, "help.stages.remove"}}},
        {"help.look",
         {{{"M", " ", "A"}, "help.look.operation"},
          {{"C"}, "help.look.compare"},
          {{"F"}, "help.look.field"},
          {{"R"}, "help.look.colour"},
          {{"G"}, "help.look.direction"},
          {{"I"}, "help.look.indices"},
          {{"[", " ", "]"}, "help.look.channel"},
          {{"key.click"}, "help.look.pin"}}},
        {"help.window",
         {{{"L"}, "help.window.language"},
          {{"T"}, "help.window.theme"},
          {{"Ctrl", "+", " ", "Ctrl", "−"}, "help.window.scale"},
          {{"Ctrl", "0"}, "help.window.unscaled"},
          {{"F11"}, "help.window.full_screen"},
          {{"F1"}, "help.window.help"}}},
        {"help.keyboard",
         {{{"Tab"}, "help.keyboard.tab"},
          {{"Enter"}, "help.keyboard.enter"},
          {{"Esc"}, "help.keyboard.escape"}}},
        {"help.change",
         {{{"key.click"}, "help.change.cell"},
          {{"Enter", " ", "F2"}, "help.change.edit"},
          {{"Tab"}, "help.change.next"},
          {{"P"}, "help.change.paint"},
          {{"0", "…", "9", " ", "[", " ", "]"}, "help.change.brush"},
          {{"Alt", "key.click"}, "help.change.pick"},
          {{"Esc"}, "help.change.leave"},
          {{"key.drag"}, "help.change.drag"},
          {{"Ctrl", "Z"}, "help.change.undo"},
          {{"Ctrl", "Shift", "Z"}, "help.change.redo"}}},
        {"help.files",
         {{{"Ctrl", "O", " ", "Ctrl", "S"}, "help.files.open"},
          {{"Ctrl", "V"}, "help.files.paste"},
          {{"Ctrl", "C"}, "help.files.copy"},
          {{"Ctrl", "E"}, "help.files.export"},
          {{"Ctrl", "Shift", "C"}, "help.files.picture"}}},
        {"help.picture",
         {{{"+", " ", "−"}, "help.picture.zoom"},
          {{"0", " ", "1"}, "help.picture.size"},
          {{"Shift", "←", " ", "→", " ", "↑", " ", "↓"}, "help.picture.move"}}},
    };
    return all;
}

// Which sections stand in a column, top to bottom.
using Columns = std::vector<std::vector<std::size_t>>;

double titles_height(const std::vector<std::size_t>& column, double gap) {
    return (40 + gap) * static_cast<double>(column.size()) - gap;
}
double lines_in(const std::vector<std::size_t>& column) {
    std::size_t lines = 0;
    for (const std::size_t i : column) lines += sections()[i].lines.size();
    return static_cast<double>(lines);
}

double caps(Frame& f, const std::vector<const char*>& names, Vec2 at) {
    for (const std::string_view name : names) {
        if (name == " ") {
            at.x += 6;
            continue;
        }
        if (name == "…") {
            f.kit.pen.text({at.x + 4, at.y}, name, Weight::medium, 15, f.kit.t.text2);
            at.x += 24;
            continue;
        }
        at.x += key_cap(f.kit, at, name.starts_with("key.") ? f.say(name) : std::string(name)) + 3;
    }
    return at.x;
}

double section(Frame& f, const Section& s, double x, double y, double w, double words, double pitch) {
    Kit& kit = f.kit;
    kit.pen.text({x, y}, f.say(s.title), Weight::semibold, 15, kit.t.ink);
    kit.pen.line({x, y + 20.5}, {x + w, y + 20.5}, 1, kit.t.line);
    double at = y + 20 + pitch / 2 + 5;
    for (const Line& line : s.lines) {
        const double end = caps(f, line.caps, {x, at}), from = std::max(x + words, end + 12);
        const std::string text = f.say(line.words);
        kit.pen.text({from, at}, text, Weight::medium, 15, kit.t.text2);
        kit.says(line.words, {x, at - 14, w, 28}, text);
        at += pitch;
    }
    return at;
}

// Its measures: lines lie closer together where the window is low, then the list scrolls.
struct Sheet {
    bool wide;
    double width, height, pad, head, foot = 64, gap, between = 48, pitch,
                                     list;  // list: of the columns' height
    Columns columns;

    Sheet(double window_w, double window_h) {
        wide = window_w >= 1360;
        width = std::min(wide ? 1328.0 : 976.0, window_w - 32);
        pad = wide ? 48 : 32;
        head = wide ? 100 : 80;
        gap = 24;
        columns = wide ? Columns{{0, 1, 3}, {2, 7, 4}, {5, 6}} : Columns{{0, 1, 2, 7}, {5, 6, 4, 3}};
        const double most = std::min(wide ? 904.0 : 976.0, window_h - 16);
        pitch = 44;
        for (const auto& column : columns)
            pitch = std::min(pitch, (most - head - foot - titles_height(column, gap)) / lines_in(column));
        pitch = std::max(pitch, 30.0);
        list = 0;
        for (const auto& column : columns)
            list = std::max(list, titles_height(column, gap) + lines_in(column) * pitch);
        height = std::min(most, head + list + foot);
    }
    double room() const { return height - head - foot; }
};

void draw_columns(Frame& f, const Sheet& s, Rect r) {
    Memory& memory = f.memory;
    const double most = s.list - s.room();
    wheel(f.kit, r, memory.help_scroll, most);
    if (most > 0)
        scroll_thumb(f.kit, {r.x, r.y + s.head, r.w - 20, s.room()}, memory.help_scroll / most,
                     s.room() / s.list);
    const Clip clip(f.kit.pen, {r.x, r.y + s.head - 16, r.w, s.room() + 20});
    const double n = static_cast<double>(s.columns.size());
    const double w = (r.w - 2 * s.pad - (n - 1) * s.between) / n, words = s.wide ? 150 : 156;
    double x = r.x + s.pad;
    for (const auto& column : s.columns) {
        double y = r.y + s.head + 12 - memory.help_scroll;
        for (const std::size_t i : column) y = section(f, sections()[i], x, y, w, words, s.pitch) + s.gap;
        x += w + s.between;
    }
}

}  // namespace

void help_dialog(Frame& f) {
    Kit& kit = f.kit;
    const double ww = f.layout.width, wh = f.layout.height;
    scrim(kit, ww, wh);
    const Sheet s(ww, wh);
    const Rect r{(ww - s.width) / 2, (wh - s.height) / 2, s.width, s.height};
    shell(kit, r);
    const double title_y = r.y + (s.wide ? 56 : 40);
    const std::string title = f.say("help.title");
    kit.pen.text({r.x + s.pad, title_y}, title, Weight::semibold, 20, kit.t.ink);
    kit.pen.text({r.x + s.pad + kit.pen.width(title, Weight::semibold, 20) + 12, title_y},
                 f.say("help.subtitle"), Weight::regular, 20, kit.t.text3);
    const Rect close{r.right() - s.pad - 24, title_y - 18, 36, 36};
    bool leave = ghost(kit, "help/close", close, icons::close(), {});
    key_cap(kit, {close.x - 56, title_y}, "Esc");
    draw_columns(f, s, r);
    kit.pen.text({r.x + s.pad, r.bottom() - 36}, f.say("help.owner"), Weight::medium, 15, kit.t.text2);
    kit.says("help", r, title);
    kit.hand.touch(kit.pen, "help/inside", r, true, false);
    leave |= kit.hand.touch(kit.pen, "help/outside", {0, 0, ww, wh}, true, false).clicked;
    if (leave) f.session.apply(action::ToggleHelp{});
}

}  // namespace pw
