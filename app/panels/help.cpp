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
        {"help.look",
         {{{"M", " ", "A"}, "help.look.operation"},
          {{"R"}, "help.look.colour"},
          {{"I"}, "help.look.indices"},
          {{"[", " ", "]"}, "help.look.channel"},
          {{"key.click"}, "help.look.pin"}}},
        {"help.change",
         {{{"key.drag"}, "help.change.drag"},
          {{"0", "…", "9"}, "help.change.type"},
          {{"Ctrl", "Z"}, "help.change.undo"},
          {{"Ctrl", "Shift", "Z"}, "help.change.redo"}}},
        {"help.window",
         {{{"L"}, "help.window.language"},
          {{"T"}, "help.window.theme"},
          {{"Ctrl", "+", " ", "Ctrl", "−"}, "help.window.scale"},
          {{"Ctrl", "0"}, "help.window.unscaled"},
          {{"F11"}, "help.window.full_screen"}}},
        {"help.keyboard",
         {{{"Tab"}, "help.keyboard.tab"},
          {{"Enter"}, "help.keyboard.enter"},
          {{"F1"}, "help.keyboard.help"},
          {{"Esc"}, "help.keyboard.escape"}}},
    };
    return all;
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
    double at = y + 20 + pitch * .64;
    for (const Line& line : s.lines) {
        const double end = caps(f, line.caps, {x, at});
        kit.pen.text({std::max(x + words, end + 12), at}, f.say(line.words), Weight::medium, 15, kit.t.text2);
        at += pitch;
    }
    return at;
}

}  // namespace

void help_dialog(Frame& f) {
    Kit& kit = f.kit;
    const double ww = f.layout.width, wh = f.layout.height;
    kit.pen.fill({0, 0, ww, wh}, 0, kit.dark ? Colour::hex(0, .55f) : Colour::hex(0x16181D, .32f));
    const bool wide = ww >= 1360;
    const double w = std::min(wide ? 1328.0 : 976.0, ww - 32), pad = wide ? 48 : 32;
    const double head = wide ? 84 : 64, gap = wide ? 36 : 22, between = 48;
    // Sections of a column, top to bottom.
    const std::vector<std::vector<int>> columns = wide ? std::vector<std::vector<int>>{{0, 3}, {1, 4}, {2}}
                                                       : std::vector<std::vector<int>>{{0, 3}, {1, 2, 4}};
    // Lines lie closer together where the window is low.
    double pitch = wide ? 44 : 38, tallest = 0;
    for (const auto& column : columns) {
        double lines = 0;
        for (int i : column)
            lines += static_cast<double>(sections()[static_cast<std::size_t>(i)].lines.size());
        const double titles = (40 + gap) * static_cast<double>(column.size());
        pitch = std::clamp((wh - 16 - head - 32 - titles) / lines, 24.0, pitch);
        tallest = std::max(tallest, titles + lines * pitch);
    }
    const double h = std::min(wh - 16, head + 24 + tallest + 8);
    const Rect r{(ww - w) / 2, (wh - h) / 2, w, h};
    shell(kit, r);
    const double title_y = r.y + (wide ? 56 : 44);
    const std::string title = f.say("help.title");
    kit.pen.text({r.x + pad, title_y}, title, Weight::semibold, 20, kit.t.ink);
    kit.pen.text({r.x + pad + kit.pen.width(title, Weight::semibold, 20) + 12, title_y},
                 f.say("help.subtitle"), Weight::regular, 20, kit.t.text3);
    const Rect close{r.right() - pad - 24, title_y - 18, 36, 36};
    bool leave = ghost(kit, "help/close", close, icons::close(), {});
    key_cap(kit, {close.x - 48, title_y}, "Esc");

    const double n = static_cast<double>(columns.size());
    const double column_w = (r.w - 2 * pad - (n - 1) * between) / n, words = wide ? 164 : 156;
    double x = r.x + pad;
    for (const auto& column : columns) {
        double y = r.y + head + 32;
        for (int i : column)
            y = section(f, sections()[static_cast<std::size_t>(i)], x, y, column_w, words, pitch) + gap;
        x += column_w + between;
    }
    kit.says("help", r, title);
    kit.hand.touch(kit.pen, "help/inside", r, true, false);
    leave |= kit.hand.touch(kit.pen, "help/outside", {0, 0, ww, wh}, true, false).clicked;
    if (leave) f.session.apply(action::ToggleHelp{});
}

}  // namespace pw
