// The export pane at the right: what, how, where to, and how far it is (visual2.md, section 11).
#include <fmt/format.h>

#include <algorithm>

#include "app/panels/export_task.h"
#include "app/panels/file_looks.h"
#include "app/ui/keys.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"

namespace pw {

namespace {

// From the pane's top, and the foot's from its bottom.
constexpr double inset = 32, head_y = 40, scroll_top = 68, row_what = 80, row_tiles = 96, tile_h = 44,
                 tile_pitch = 52, row_first = 282, row_pitch = 44, switch_pitch = 36;
// The foot's parts from its line on; low windows have closer ones.
struct Foot {
    double path, text, bar, buttons, height;
};
constexpr Foot roomy{20, 82, 100, 128, 196}, close{12, 68, 82, 98, 158};

struct Kind {
    What what;
    const char* id;
};
constexpr Kind kinds[] = {
    {What::moment, "moment"}, {What::steps, "steps"},           {What::walk, "walk"},
    {What::sheet, "sheet"},   {What::storyboard, "storyboard"}, {What::worksheet, "worksheet"}};

constexpr std::int64_t most_variants = 100;  // they are drawn for the preview, too

const Icon& pictogram(What what) {
    switch (what) {
        case What::moment:
            return icons::moment();
        case What::steps:
            return icons::pages();
        case What::walk:
            return icons::film();
        case What::sheet:
            return icons::sheet();
        case What::storyboard:
            return icons::storyboard();
        case What::worksheet:
            return icons::worksheet();
    }
    return icons::moment();
}

std::string upper(std::string_view text) {
    std::string s(text);
    for (char& c : s) c = static_cast<char>(c >= 'a' && c <= 'z' ? c - 32 : c);
    return s == "TEX" ? "TikZ" : s;
}

class Controls {
  public:
    explicit Controls(Frame& f)
        : f_(f), kit_(f.kit), e_(f.memory.exports), o_(e_.options), area_(f.layout.panel) {
        area_.h = f.layout.sheet.h;
        area_.y = f.layout.sheet.y;
        left_ = area_.x + inset;
        right_ = area_.right() - inset;
        foot_ = area_.h < 700 ? close : roomy;
    }

    void draw() {
        keys();
        card();
        head();
        const double room = area_.h - foot_.height - scroll_top, most = std::max(0., upper_height() - room);
        const Rect clip{area_.x + 1, area_.y + scroll_top - 8, area_.w - 2, std::max(0., room + 8)};
        bring_into_view(kit_, "export/set/", clip, e_.scroll);
        wheel(kit_, clip, e_.scroll, most);
        if (most > 0)
            scroll_thumb(kit_, {clip.x, clip.y, clip.w - 16, clip.h}, e_.scroll / most, room / (room + most));
        top_ = area_.y - e_.scroll;
        {
            const Clip clipped(kit_.pen, clip);
            upper_part();
        }
        foot();
        kit_.says("export", area_, f_.say("export.title"));
        kit_.hand.touch(kit_.pen, "export/inside", area_, true, false);
    }

  private:
    bool sheet() const { return o_.what == What::worksheet; }
    bool drawn() const { return e_.chosen() == Format::png || e_.chosen() == Format::svg; }
    bool scales() const { return e_.chosen() == Format::png && !sheet(); }
    bool frames() const { return o_.what == What::walk; }

    double switches_top() const { return row_first + row_pitch * (rows() - 1) + 62; }
    int rows() const { return sheet() ? 4 : 4 + (frames() ? 1 : 0) + (scales() ? 1 : 0); }
    double upper_height() const {
        const int lines = sheet() ? 1 : drawn() ? 4 : 3;
        return switches_top() + switch_pitch * lines - scroll_top;
    }

    void card() {
        kit_.pen.shadow(area_, 16, 3, 8, kit_.dark ? .30 : .06);
        kit_.pen.fill(area_, 16, kit_.t.sheet);
        kit_.pen.stroke(area_, 16, 1, kit_.t.line);
    }

    void keys() {
        while (const auto key = kit_.hand.take_any(ExportPane::field)) {
            if (*key == key::enter) {
                go();
                continue;
            }
            if (*key == key::escape) {
                kit_.hand.focus("", false);
                continue;
            }
            const std::string old = e_.path.text;
            type_into(e_.path, *key);
            if (e_.path.text != old) typed();
        }
    }

    // An ending that can be had is taken for the format.
    void typed() {
        const std::string ending = std::filesystem::path(e_.path.text).extension().string();
        const auto format = ending.empty() ? std::nullopt : format_named(std::string_view(ending).substr(1));
        const auto all = formats_of(o_.what);
        if (format && std::ranges::find(all, *format) != all.end()) e_.choose(*format);
        e_.look();
    }

    void head() {
        kit_.pen.text({left_, area_.y + head_y}, f_.say("export.title"), Weight::semibold, 20, kit_.t.ink);
        const Rect corner{right_ - 22, area_.y + head_y - 18, 36, 36};
        if (ghost(kit_, "export/close", corner, icons::close(),
                  {.tip = f_.say("export.close"), .key = "Ctrl+E"}))
            e_.shown = false;
    }

    double y(double row) const { return top_ + row; }

    void upper_part() {
        kit_.pen.text({left_, y(row_what)}, f_.say("export.what"), Weight::semibold, 13, kit_.t.text3);
        for (std::size_t i = 0; i < std::size(kinds); ++i) tile(i);
        row_ = row_first;
        format();
        if (sheet()) return worksheet();
        size();
        style();
        if (frames()) number("fps", "export.fps_label", o_.fps, 1, 60);
        if (scales()) number("scale", "export.scale_label", o_.scale, 1, 8);
        switches();
    }

    void tile(std::size_t i) {
        const double w = (right_ - left_ - 8) / 2;
        const Rect r{left_ + static_cast<double>(i % 2) * (w + 8),
                     y(row_tiles + static_cast<double>(i / 2) * tile_pitch), w, tile_h};
        const Kind& of = kinds[i];
        const std::string id = std::string("export/set/what/") + of.id,
                          name = f_.say(std::string("export.what.") + of.id);
        const bool chosen = o_.what == of.what;
        const Touch touch = kit_.hand.touch(kit_.pen, id, r);
        kit_.pen.fill(r, 10, touch.held ? kit_.t.track : mix(kit_.t.ctl, kit_.t.hover, touch.warm));
        kit_.pen.stroke(r, 10, chosen ? 1.5 : 1, chosen ? kit_.t.ink : kit_.t.line);
        kit_.pen.icon(pictogram(of.what), {r.x + 26, r.y + 22}, chosen ? kit_.t.ink : kit_.t.text2);
        kit_.pen.text({r.x + 52, r.y + 22}, name, chosen ? Weight::semibold : Weight::medium, 15,
                      chosen ? kit_.t.ink : kit_.t.text2);
        kit_.ring(touch, r, 10);
        kit_.says(id, r, name, true, chosen ? "on" : "off");
        if (!touch.clicked) return;
        o_.what = of.what;
        e_.rename();
    }

    double next_row() { return std::exchange(row_, row_ + row_pitch); }

    void label(double row, std::string_view key) {
        kit_.pen.text({left_, y(row)}, f_.say(key), Weight::medium, 15, kit_.t.ink);
    }

    Rect wide(double row) const { return {right_ - 248, y(row) - 18, 248, 36}; }

    void format() {
        const double row = next_row();
        label(row, "export.format_label");
        std::vector<Segment> segments;
        const auto formats = formats_of(o_.what);
        for (Format f : formats)
            segments.push_back(
                {"export/set/format/" + std::string(ending_of(f)), upper(ending_of(f)), f == e_.chosen()});
        const int choice = segmented(kit_, "export/set/format", wide(row), segments);
        if (choice < 0) return;
        e_.choose(formats[static_cast<std::size_t>(choice)]);
        e_.rename();
    }

    void size() {
        const double row = next_row();
        label(row, "export.size_label");
        PageLook& page = o_.page;
        std::vector<Segment> segments;
        for (const PageSize& s : page_sizes)
            segments.push_back({std::string("export/set/size/") + s.name,
                                f_.say(std::string("export.size.") + s.name),
                                page.width == s.width && page.height == s.height});
        const int choice = segmented(kit_, "export/set/size", wide(row), segments);
        if (choice >= 0) {
            page.width = page_sizes[static_cast<std::size_t>(choice)].width;
            page.height = page_sizes[static_cast<std::size_t>(choice)].height;
        }
        const double fields = next_row(), w = 112;
        constexpr auto least = static_cast<std::int64_t>(limits::least_page_side),
                       most = static_cast<std::int64_t>(limits::page_side);
        whole("width", {right_ - 248, y(fields) - 18, w, 36}, page.width, least, most);
        kit_.pen.text({right_ - 124, y(fields)}, "×", Weight::regular, 15, kit_.t.text3, Align::middle);
        whole("height", {right_ - w, y(fields) - 18, w, 36}, page.height, least, most);
    }

    void style() {
        const double row = next_row();
        label(row, "export.style");
        const Theme themes[] = {Theme::light, Theme::dark, Theme::print};
        const Segment segments[] = {
            {"export/set/style/light", f_.say("export.style.light"), o_.page.theme == Theme::light},
            {"export/set/style/dark", f_.say("export.style.dark"), o_.page.theme == Theme::dark},
            {"export/set/style/print", f_.say("export.style.print"), o_.page.theme == Theme::print}};
        const int choice = segmented(kit_, "export/set/style", wide(row), segments);
        if (choice >= 0) o_.page.theme = themes[choice];
    }

    template <class T>
    void number(const std::string& id, const char* key, T& value, std::int64_t least, std::int64_t most) {
        const double row = next_row();
        label(row, key);
        whole(id, {right_ - 124, y(row) - 18, 124, 36}, value, least, most);
    }
    template <class T>
    void whole(const std::string& id, Rect r, T& value, std::int64_t least, std::int64_t most) {
        const auto v =
            stepper(kit_, "export/set/" + id, r, static_cast<std::int64_t>(value), {least, false, true});
        if (v) value = static_cast<T>(std::clamp(*v, least, most));
    }

    void worksheet() {
        number("variants", "export.variants", o_.worksheet.variants, 1, most_variants);
        number("seed", "export.seed", o_.worksheet.seed, 0, limits::worksheet_seed - most_variants);
        const double row = next_row();
        label(row, "export.exercises");
        const Segment segments[] = {
            {"export/set/exercises/drawn", f_.say("export.exercises.drawn"), !o_.own_exercises},
            {"export/set/exercises/own", f_.say("export.exercises.own"), o_.own_exercises}};
        const int choice = segmented(kit_, "export/set/exercises", wide(row), segments);
        if (choice >= 0) o_.own_exercises = choice == 1;
        line();
        bool padded = o_.worksheet.level == Level::padded;
        flag(0, "padded", "export.padded", padded);
        o_.worksheet.level = padded ? Level::padded : Level::plain;
        flag(1, "answers", "export.answers", o_.worksheet.answers);
    }

    void line() {
        const double at = y(switches_top() - 30);
        kit_.pen.line({left_, at + .5}, {right_, at + .5}, 1, kit_.t.line);
    }

    // In two columns, row by row.
    void flag(int place, const std::string& id, const char* key, bool& on) {
        const double x = place % 2 == 0 ? left_ : left_ + 188;
        const double end = place % 2 == 0 ? left_ + 164 : right_;
        const double at = y(switches_top() + switch_pitch * (place / 2));
        const std::string name = f_.say(key);
        kit_.pen.text({x, at}, name, Weight::medium, 15, kit_.t.ink);
        if (toggle(kit_, "export/set/" + id, {end - 40, at - 12, 40, 24}, on, name)) on = !on;
    }

    void switches() {
        line();
        flag(0, "title", "export.part.title", o_.page.title);
        flag(1, "indices", "export.part.indices", o_.page.indices);
        flag(2, "formula", "export.part.formula", o_.page.formula);
        flag(3, "legend", "export.part.legend", o_.page.legend);
        flag(4, "code", "export.part.code", o_.page.code);
        flag(5, "large", "export.part.large", o_.page.large_type);
        if (drawn()) flag(6, "transparent", "export.transparent", o_.transparent);
        if (e_.chosen() == Format::svg) flag(7, "outlines", "export.outlines", o_.outlines);
    }

    void foot() {
        const double top = area_.bottom() - foot_.height;
        kit_.pen.line({left_, top + .5}, {right_, top + .5}, 1, kit_.t.line);
        FieldLook look;
        look.left = 40;
        look.what = f_.say("export.path");
        const Rect field{left_, top + foot_.path, right_ - left_, 40};
        text_field(kit_, ExportPane::field, field, e_.path, look);
        kit_.pen.icon(icons::folder(), {field.x + 20, field.y + 20}, kit_.t.text3);
        const ExportWork::Status status = e_.work.status();
        if (status.writing)
            progress(status, top);
        else
            hint(top);
        buttons(status, top);
    }

    void progress(const ExportWork::Status& s, double top) {
        const double at = top + foot_.text;
        const auto done = static_cast<std::int64_t>(s.done), total = static_cast<std::int64_t>(s.total);
        const std::int64_t percent = total > 0 ? 100 * done / total : 0;
        const std::string word = f_.say("export.writing");
        kit_.pen.text({left_, at}, word, Weight::semibold, 15, kit_.t.ink);
        const char* key =
            o_.what == What::walk && e_.chosen() != Format::pdf ? "export.at_frame" : "export.at_page";
        if (total > 1)
            kit_.pen.text({left_ + kit_.pen.width(word, Weight::semibold, 15) + 10, at},
                          f_.words(Message(key, {done, total, percent})), Weight::medium, 15, kit_.t.text2);
        if (s.left)
            kit_.pen.text({right_, at},
                          f_.words(Message("export.left", {static_cast<std::int64_t>(std::ceil(*s.left))})),
                          Weight::medium, 15, kit_.t.text2, Align::right);
        const Rect bar{left_, top + foot_.bar, right_ - left_, 6};
        kit_.pen.fill(bar, 3, kit_.t.track);
        if (total > 0 && done > 0)
            kit_.pen.fill(
                {bar.x, bar.y, bar.w * static_cast<double>(done) / static_cast<double>(total), bar.h}, 3,
                kit_.t.ink, true);
        kit_.says("export/progress", bar, word, true, std::to_string(percent));
    }

    // Why it can't be written now, or what will be left out.
    void hint(double top) {
        std::string text;
        const bool broken = f_.session.shown().problem.has_value() && !(sheet() && !o_.own_exercises);
        if (broken) text = f_.say("export.mend_first");
        if (text.empty()) return;
        kit_.pen.text({left_, top + foot_.text + 6}, text, Weight::medium, 13, kit_.t.text2);
        kit_.says("export/hint", {left_, top + foot_.text - 4, right_ - left_, 20}, text);
    }

    bool possible() const {
        const bool broken = f_.session.shown().problem.has_value() && !(sheet() && !o_.own_exercises);
        return !broken && !e_.preview.problem && !e_.name().empty();
    }

    void buttons(const ExportWork::Status& status, double top) {
        const double at = top + foot_.buttons;
        Rect go_r{left_, at, right_ - left_, 44};
        if (status.writing) {
            if (button(kit_, "export/cancel", {left_, at, 108, 44}, f_.say("export.cancel")))
                e_.work.cancel();
            go_r = {left_ + 120, at, right_ - left_ - 120, 44};
        }
        std::string text = f_.say(e_.exists ? "export.replace" : "export.go");
        if (const auto size = e_.work.measured(); size && !e_.settling && measures())
            text += "  " + size_text(*size);
        if (button(kit_, "export/go", go_r, text, !status.writing, !status.writing && possible())) go();
    }

    bool measures() const { return o_.what != What::walk && e_.preview.files == 1; }

    void go() {
        if (!possible() || e_.work.status().writing) return;
        e_.work.write(export_task(f_));
    }

    Frame& f_;
    Kit& kit_;
    ExportPane& e_;
    ExportOptions& o_;
    Rect area_;
    Foot foot_ = roomy;
    double left_ = 0, right_ = 0, top_ = 0, row_ = 0;
};

}  // namespace

void export_controls(Frame& f) { Controls(f).draw(); }

}  // namespace pw
