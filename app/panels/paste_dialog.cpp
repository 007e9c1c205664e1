// A script that was pasted: each line with what it becomes, and the chain that they make together.
#include <algorithm>

#include "app/panels/menu.h"
#include "app/ui/keys.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"
#include "core/base/utf8.h"

namespace pw {

namespace {

constexpr double row_h = 40, well_y = 84, well_pad = 8, below_h = 180, chip_h = 40, between = 36, sides = 8;
constexpr double letter_w = 34, number_w = 80, meaning_w = 396;
constexpr int most_rows = 14;
constexpr double quick = 1 << 26;  // products that are worked out for the thumbnails, without a wait

// Cut off with dots where it is too long.
std::string fitted(const Kit& kit, const std::string& text, Weight weight, double room) {
    if (kit.pen.width(text, weight, 15) <= room) return text;
    std::size_t good = 0, bad = text.size();
    while (utf8::after(text, good) < bad) {
        const std::size_t middle = utf8::begin(text, (good + bad) / 2);
        const std::size_t at = middle > good ? middle : utf8::after(text, good);
        (kit.pen.width(text.substr(0, at) + "…", weight, 15) <= room ? good : bad) = at;
    }
    return text.substr(0, good) + "…";
}

std::string joined(const Words& words, const std::vector<Message>& all, const std::string& mark) {
    std::string text;
    for (const Message& m : all) text += (text.empty() ? "" : mark) + words(m);
    return text;
}

std::string meaning_of(const Frame& f, const CodeLine& line) {
    const std::string what = joined(f.words, line.meaning, f.say("paste.comma"));
    const std::string notes = joined(f.words, line.notes, f.say("paste.semicolon"));
    return notes.empty() ? what : what + f.say("paste.semicolon") + notes;
}

// Weights times cells, about: enough to tell an instant from a wait.
bool is_quick(const Experiment& e) {
    double cells = static_cast<double>(e.input.tensor.shape().count()), work = cells;
    for (const Stage& stage : e.stages) {
        const Pair k = kernel_of(*stage.op, stage.params);
        const Tensor& weight = stage.params.weight;
        work += cells * static_cast<double>(k.h) * static_cast<double>(k.w) *
                static_cast<double>(weight.empty() ? 1 : weight.shape().n);
        if (!weight.empty())
            cells = cells / static_cast<double>(weight.shape().c) * static_cast<double>(weight.shape().n);
    }
    return work < quick;
}

struct Chip {
    std::string id, name, detail;
    Thumb thumb;
    int side = -1;  // of a comparison: 0 is A, 1 is B
    bool invalid = false;
    double w = 0;
};

class PasteDialog {
  public:
    explicit PasteDialog(Frame& f)
        : f_(f), kit_(f.kit), code_(*f.session.offered_code()), m_(f.memory.pasted) {
        if (m_.number != code_.number) begin();
        place();
    }

    void draw() {
        scrim(kit_, f_.layout.width, f_.layout.height);
        shell(kit_, r_);
        head();
        rows();
        becomes();
        foot();
        kit_.says("paste", r_, f_.say("paste.title"));
        kit_.hand.touch(kit_.pen, "paste/inside", r_, true, false);
        const Rect window{0, 0, f_.layout.width, f_.layout.height};
        drops_ |= kit_.hand.touch(kit_.pen, "paste/outside", window, true, false).clicked;
        if (uses_)
            f_.session.apply(action::UseCode{});
        else if (drops_)
            f_.session.apply(action::DropCode{});
    }

  private:
    const std::vector<CodeLine>& lines() const { return code_.read.lines; }
    double list_h() const { return row_h * static_cast<double>(lines().size()); }

    // What it makes is worked out once; the first layer that isn't here comes into view.
    void begin() {
        m_ = {};
        m_.number = code_.number;
        const Experiment& e = code_.read.document.experiment;
        if (is_quick(e)) m_.result = evaluate(e);
        const auto other = std::ranges::find(lines(), CodeLine::Use::no_stage, &CodeLine::use);
        if (other != lines().end())
            m_.scroll = row_h * (static_cast<double>(other - lines().begin()) - most_rows / 2.);
        kit_.hand.focus("paste/use", true);
    }

    void place() {
        const double ww = f_.layout.width, wh = f_.layout.height, w = std::min(1008.0, ww - 32);
        const double room = wh - 16 - well_y - 2 * well_pad - below_h;
        const double fit = std::clamp(std::floor(room / row_h), 1.0, static_cast<double>(most_rows));
        const double list = row_h * std::min(fit, static_cast<double>(lines().size()));
        const double h = well_y + 2 * well_pad + list + below_h;
        r_ = {(ww - w) / 2, (wh - h) / 2, w, h};
        well_ = {r_.x + 24, r_.y + well_y, w - 48, list + 2 * well_pad};
    }

    void head() {
        const Rect close{r_.right() - 62, r_.y + 30, 36, 36};
        const double y = r_.y + 48;
        const std::string title = code_.name.empty() ? f_.say("paste.title") : code_.name;
        const Clip clip(kit_.pen, {r_.x, r_.y, close.x - r_.x, well_y});
        kit_.pen.text({r_.x + 40, y}, title, Weight::semibold, 20, kit_.t.ink);
        const auto count = static_cast<std::int64_t>(lines().size());
        const std::string build = f_.words(Message("paste.lines", {std::int64_t{code_.read.used}, count}));
        const double x = r_.x + 40 + kit_.pen.width(title, Weight::semibold, 20) + 12;
        kit_.pen.text({x, y}, build, Weight::regular, 20, kit_.t.text3);
        kit_.says("paste/lines", {x, y - 12, kit_.pen.width(build, Weight::regular, 20), 24}, build);
    }

    void rows() {
        kit_.pen.fill(well_, 12, kit_.t.well);
        const Rect list{well_.x, well_.y + well_pad, well_.w, well_.h - 2 * well_pad};
        const double most = list_h() - list.h;
        wheel(kit_, well_, m_.scroll, most);
        m_.scroll = std::clamp(m_.scroll, 0., std::max(0., most));
        const Clip clip(kit_.pen, most > 0 ? well_ : list);
        for (std::size_t i = 0; i < lines().size(); ++i) {
            const Rect row{list.x, list.y + row_h * static_cast<double>(i) - m_.scroll, list.w, row_h};
            if (row.bottom() > well_.y && row.y < well_.bottom()) this->row(lines()[i], row);
        }
        if (most > 0)
            scroll_thumb(kit_, {list.x, list.y, list.w - 14, list.h}, m_.scroll / most, list.h / list_h());
    }

    void row(const CodeLine& line, Rect r) {
        const bool used = line.use == CodeLine::Use::used;
        const bool alone = line.use == CodeLine::Use::left_alone;
        const double y = r.middle().y, text_x = r_.x + number_w, meaning_x = r_.right() - meaning_w;
        kit_.pen.text({r_.x + 60, y}, show_int(line.number), Weight::medium, 13, kit_.t.text3, Align::right);
        const Weight weight = used ? Weight::semibold : Weight::regular;
        const std::string text = fitted(kit_, line.text, weight, meaning_x - 48 - text_x);
        kit_.pen.text({text_x, y}, text, weight, 15, used ? kit_.t.ink : kit_.t.text3);
        sign(line.use, {meaning_x - 24, y});
        const std::string whole = meaning_of(f_, line);
        const std::string meaning = fitted(kit_, whole, Weight::medium, r.right() - 16 - meaning_x);
        kit_.pen.text({meaning_x, y}, meaning, Weight::medium, 15, alone ? kit_.t.text3 : kit_.t.text2);
        const std::string id = "paste/line/" + show_int(line.number);
        const char* const states[] = {"used", "no stage", "left alone"};
        kit_.says(id, r, whole, true, states[static_cast<int>(line.use)]);
        const bool over = kit_.hand.touch(kit_.pen, id, r, true, false).hovered;
        if ((meaning != whole || text != line.text) && kit_.hand.lingers(id, over))
            kit_.tip =
                Kit::Tip{r, fitted(kit_, meaning != whole ? whole : line.text, Weight::medium, 960), {}};
    }

    void sign(CodeLine::Use use, Vec2 at) {
        switch (use) {
            case CodeLine::Use::used:
                return kit_.pen.icon(icons::check(), at, kit_.t.ok);
            case CodeLine::Use::no_stage:
                return kit_.pen.disc(at, 3.5, kit_.t.line2);
            case CodeLine::Use::left_alone:
                return kit_.pen.line({at.x - 5, at.y}, {at.x + 5, at.y}, 1.75, kit_.t.line2);
        }
    }

    // The pane as it will be, for the thumbnails.
    Pane pane() const {
        Pane pane;
        pane.shown.picture = m_.result;
        pane.shown.asked = code_.read.document.experiment;
        pane.watch = code_.read.document.watch;
        if (pane.watch.stage == 0 && !pane.shown.asked.stages.empty())
            pane.watch.stage = pane.shown.asked.stages.back().id;
        return pane;
    }

    std::vector<Chip> chips() {
        const Experiment& e = code_.read.document.experiment;
        if (m_.result) m_.colours.refresh(pane(), kit_.t, f_.session.settings().theme);
        std::vector<Chip> all;
        all.push_back({"paste/input", f_.say("ribbon.input"), planes_text(e.input.tensor.shape()),
                       m_.result ? m_.colours.input() : Thumb()});
        const auto add = [&](const Stage& stage, int side) {
            Chip chip{"paste/stage/" + show_int(stage.id), std::string(stage.op->name), {}, {}, side};
            const auto shape = output_shape(e, stage.id);
            chip.invalid = !shape;
            chip.detail = shape ? planes_text(*shape) : f_.say("ribbon.invalid");
            if (m_.result) chip.thumb = m_.colours.stage(stage.id);
            all.push_back(std::move(chip));
        };
        for (const Stage& stage : e.stages) {
            const bool compared = e.branch && e.branch->beside == stage.id;
            add(stage, compared ? 0 : -1);
            if (compared) add(e.branch->stage, 1);
        }
        for (Chip& c : all)
            c.w = 48 + (c.side < 0 ? 0 : letter_w) + kit_.pen.width(c.name, Weight::semibold, 15) + 8 +
                  kit_.pen.width(c.detail, Weight::regular, 15) + 14;
        return all;
    }

    // As many as have room.
    void becomes() {
        const double y = well_.bottom() + 48;
        const std::string word = f_.say("paste.becomes");
        kit_.pen.text({r_.x + 40, y}, word, Weight::medium, 15, kit_.t.text2);
        double x = r_.x + 40 + std::max(88., kit_.pen.width(word, Weight::medium, 15) + 22);
        const std::vector<Chip> all = chips();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const double gap = i == 0 ? 0 : all[i].side == 1 ? sides : between;
            const std::string rest =
                f_.words(Message("paste.more", {static_cast<std::int64_t>(all.size() - i)}));
            const double rest_w =
                i + 1 < all.size() ? kit_.pen.width(rest, Weight::regular, 15) + between : 0;
            if (i > 0 && x + gap + all[i].w + rest_w > r_.right() - 40) {
                kit_.pen.text({x + 16, y}, rest, Weight::regular, 15, kit_.t.text3);
                return;
            }
            if (gap == between) kit_.pen.icon(icons::arrow(), {x + gap / 2, y}, kit_.t.text3);
            chip(all[i], {x + gap, y - chip_h / 2, all[i].w, chip_h});
            x += gap + all[i].w;
        }
    }

    void chip(const Chip& c, Rect r) {
        kit_.pen.stroke(r, 10, c.invalid ? 2 : 1, c.invalid ? kit_.t.err : kit_.t.line);
        double x = r.x + 12;
        const double y = r.middle().y;
        if (c.side >= 0) {
            letter(kit_, {x - 2, y - 12}, c.side, false);
            x += letter_w;
        }
        if (c.thumb.rows > 0)
            ::pw::draw(kit_.pen, c.thumb, {x, y - 12}, 24);
        else
            kit_.pen.fill({x, y - 12, 23, 23}, 1, kit_.t.track);
        kit_.pen.text({x + 36, y}, c.name, Weight::semibold, 15, kit_.t.text2);
        x += 36 + kit_.pen.width(c.name, Weight::semibold, 15) + 8;
        kit_.pen.text({x, y}, c.detail, Weight::regular, 15, c.invalid ? kit_.t.err : kit_.t.text3);
        kit_.says(c.id, r, c.name + " " + c.detail);
    }

    void foot() {
        const double y = r_.bottom() - 76;
        const Rect use{r_.right() - 40 - 132, y, 132, 44}, cancel{use.x - 12 - 120, y, 120, 44};
        {
            const Clip clip(kit_.pen, {r_.x + 40, y, std::max(0.0, cancel.x - 56 - r_.x), 44});
            kit_.pen.text({r_.x + 40, y + 22}, f_.say("paste.foot"), Weight::medium, 15, kit_.t.text3);
        }
        const Rect close{r_.right() - 62, r_.y + 30, 36, 36};
        drops_ |=
            ghost(kit_, "paste/close", close, icons::close(), {.tip = f_.say("paste.close"), .key = "Esc"});
        drops_ |= button(kit_, "paste/cancel", cancel, f_.say("paste.cancel"));
        uses_ |= button(kit_, "paste/use", use, f_.say("paste.use"), true);
    }

    Frame& f_;
    Kit& kit_;
    const OfferedCode code_;
    PastedMemory& m_;
    Rect r_, well_;
    bool uses_ = false, drops_ = false;
};

}  // namespace

void paste_dialog(Frame& f) { PasteDialog(f).draw(); }

bool paste_key(Session& session, Memory& memory, Hand& hand, int key, int mods) {
    const bool page = key == key::page_up || key == key::page_down;
    if (key == key::tab) return hand.tab(mods & key::shift), true;
    if (key == key::escape) return session.apply(action::DropCode{}), true;
    if (key == key::up || key == key::down || page) {
        const double by = page ? row_h * (most_rows - 2) : row_h;
        memory.pasted.scroll += key == key::up || key == key::page_up ? -by : by;
        return true;
    }
    const bool presses = key == key::enter || key == key::space;
    if (presses && hand.ring()) return hand.press(key), true;
    if (key == key::enter) return session.apply(action::UseCode{}), true;
    // The window's own go on: theme, language, scale, full screen.
    const bool window = key == key::t || key == key::l || key == key::f11;
    const bool scales =
        (mods & key::control) && (key == key::equal || key == key::minus || key == key::zero ||
                                  key == key::pad_add || key == key::pad_subtract);
    return !(window && !(mods & key::control)) && !scales;
}

}  // namespace pw
