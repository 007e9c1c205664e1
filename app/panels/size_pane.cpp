// The pane at the right that answers which pooling gives a size (visual2.md, section 10).
#include "app/panels/size_pane.h"

#include <algorithm>

#include "app/panels/frame.h"
#include "app/panels/menu.h"
#include "app/ui/widgets.h"
#include "core/base/number.h"

namespace pw {

namespace {

constexpr double inset = 32, head_y = 40, row_need = 94, row_given = 138, line_y = 174, cards_top = 196,
                 card_h = 104, pitch = 112, more_h = 48, row_h = 40;
constexpr std::int64_t previewed_cells = 1 << 20;  // a larger input is not tried while the pointer passes

// Windows of one stage as bars, in cells of the input.
struct Bars {
    std::vector<std::pair<double, double>> all;  // from, to
    int rows = 1;
    double height() const { return rows == 4 ? 4 : rows == 2 ? 7 : 8; }
    double step() const { return rows == 4 ? 6 : 9; }
};

Bars bars_of(const Axis& axis, double scale, std::int64_t most) {
    Bars bars;
    const std::int64_t k = axis.max_taps(), shared = k - axis.stride();
    if (axis.regular() && shared > 0) bars.rows = 2 * shared > k ? 4 : 2;
    if (!axis.even()) bars.rows = 2;
    if (axis.outputs() > most) return bars;
    for (std::int64_t o = 0; o < axis.outputs(); ++o) {
        const double from = static_cast<double>(axis.start(o)) * scale;
        bars.all.emplace_back(from, from + static_cast<double>(axis.taps(o)) * scale);
    }
    return bars;
}

class Sizes {
  public:
    explicit Sizes(Frame& f) : f_(f), kit_(f.kit), s_(f.memory.size), area_(f.layout.panel) {
        area_.y = f.layout.sheet.y, area_.h = f.layout.sheet.h;
        left_ = area_.x + inset, right_ = area_.right() - inset;
    }

    void draw() {
        s_.over.reset();
        follow();
        card();
        head();
        steppers();
        answer();
        answers();
        kit_.says("size", area_, f_.say("size.title"));
        kit_.hand.touch(kit_.pen, "size/inside", area_, true, false);
    }

  private:
    // An experiment that isn't what an answer made: the answers are for it from now on.
    void follow() {
        const Experiment& now = f_.session.experiment();
        const StageId watched = f_.session.watch().stage;
        if (same(now, s_.made) && (s_.taken || watched == s_.stage)) return;
        s_.of = s_.made = now;
        s_.stage = watched;
        s_.taken.reset();
        s_.given = given_to(now, watched);
        s_.previewed.reset();
        ++s_.openings;
    }

    void answer() {
        const Dialect dialect = s_.of.dialect;
        if (s_.answered == std::pair(s_.wanted, s_.given) && s_.dialect == dialect) return;
        s_.answers = size_answers(s_.wanted, s_.given, dialect);
        s_.answered = std::pair(s_.wanted, s_.given);
        s_.dialect = dialect;
        s_.scroll = 0;
        s_.previewed.reset();
    }

    void card() {
        kit_.pen.shadow(area_, 16, 3, 8, kit_.dark ? .30 : .06);
        kit_.pen.fill(area_, 16, kit_.t.sheet);
        kit_.pen.stroke(area_, 16, 1, kit_.t.line);
    }

    void head() {
        kit_.pen.text({left_, area_.y + head_y}, f_.say("size.title"), Weight::semibold, 20, kit_.t.ink);
        const Rect corner{right_ - 22, area_.y + head_y - 18, 36, 36};
        if (ghost(kit_, "size/close", corner, icons::close(), {.tip = f_.say("size.close"), .key = "Esc"}))
            s_.shown = false;
    }

    void steppers() {
        s_.wanted = row("size.need", "size/need", row_need, s_.wanted, true);
        const bool free = gives_freely(s_.of, s_.stage);
        s_.given = row("size.out_of", "size/given", row_given, s_.given, free);
        const double y = area_.y + line_y + .5;
        kit_.pen.line({left_, y}, {right_, y}, 1, kit_.t.line);
    }

    Pair row(const char* key, const std::string& id, double at, Pair value, bool enabled) {
        const double y = area_.y + at, w = std::min(112.0, (right_ - left_ - 100) / 2);
        kit_.pen.text({left_, y}, f_.say(key), Weight::medium, 15, kit_.t.ink);
        const StepperLook look{.least = 1, .enabled = enabled};
        const double first = right_ - 2 * w - 24;
        const auto h = stepper(kit_, id, {first, y - 18, w, 36}, value.h, look);
        kit_.pen.text({right_ - w - 12, y}, "×", Weight::regular, 15, kit_.t.text3, Align::middle);
        const auto v = stepper(kit_, id + "/w", {right_ - w, y - 18, w, 36}, value.w, look);
        const auto fitting = [](std::int64_t n) { return std::clamp<std::int64_t>(n, 1, limits::side); };
        // Squares stay squares: most networks have nothing else.
        if (h && value.h == value.w) return {fitting(*h), fitting(*h)};
        return {fitting(h.value_or(value.h)), fitting(v.value_or(value.w))};
    }

    double height() const {
        const double rows = s_.unfolded ? static_cast<double>(s_.answers.more.size()) * row_h : 0;
        const double more = s_.answers.more.empty() ? 0 : more_h + rows;
        return none_height() + static_cast<double>(s_.answers.first.size()) * pitch + more + 8;
    }
    bool none() const {
        return s_.answers.more.empty() && std::ranges::none_of(s_.answers.first, [](const SizeAnswer& a) {
                   return a.why != SizeAnswer::Why::adaptive && a.stages == 1;
               });
    }
    double none_height() const { return none() ? 40 : 0; }

    static std::string size(Pair p) { return p.h == p.w ? show_int(p.h) : shape_text(p.h, p.w); }

    void answers() {
        const Rect room{area_.x + 1, area_.y + line_y + 1, area_.w - 2, area_.h - line_y - 10};
        const double most = std::max(0.0, height() + cards_top - line_y - room.h);
        bring_into_view(kit_, "size/answer/", room, s_.scroll);
        wheel(kit_, room, s_.scroll, most);
        if (most > 0)
            scroll_thumb(kit_, {room.x, room.y + 8, room.w - 16, room.h - 16}, s_.scroll / most,
                         room.h / (room.h + most));
        const Clip clip(kit_.pen, room);
        double y = area_.y + cards_top - s_.scroll;
        if (none()) {
            const bool adapts = !s_.answers.first.empty();
            kit_.pen.text({left_, y + 8},
                          f_.words(Message(adapts ? "size.none" : "size.none.rules",
                                           {size(s_.wanted), size(s_.given)})),
                          Weight::medium, 15, kit_.t.text2);
            y += none_height();
        }
        const SizeAnswer* const used = marked();
        std::optional<SizeAnswer> chosen;
        int n = 0;
        for (const SizeAnswer& a : s_.answers.first) {
            if (answer_card(a, n++, &a == used, y)) chosen = a;
            y += pitch;
        }
        if (!s_.answers.more.empty()) more(y, n, used, chosen);
        if (chosen) take(*chosen);
    }

    // Which one is in the picture now.
    const SizeAnswer* marked() const {
        if (s_.taken) {
            for (const auto* list : {&s_.answers.first, &s_.answers.more})
                if (const auto at = std::ranges::find(*list, *s_.taken); at != list->end()) return &*at;
            return nullptr;
        }
        const Stage* stage = s_.of.find(s_.stage);
        return stage && given_to(s_.of, s_.stage) == s_.given ? size_in_use(s_.answers, *stage) : nullptr;
    }

    Touch touched(const std::string& id, const SizeAnswer& a, Rect r) {
        const Touch touch = kit_.hand.touch(kit_.pen, id, r);
        if (touch.hovered || touch.ring) s_.over = a;
        arrows_move(kit_, id, touch);
        return touch;
    }

    bool answer_card(const SizeAnswer& a, int n, bool used, double y) {
        const Rect r{area_.x + 24, y, area_.w - 48, card_h};
        const std::string id = "size/answer/" + std::to_string(n), name = f_.words(size_name(a, s_.wanted));
        const Touch touch = touched(id, a, r);
        kit_.pen.fill(r, 12, touch.held ? kit_.t.track : mix(kit_.t.sheet, kit_.t.hover, touch.warm));
        kit_.pen.stroke(r, 12, used ? 1.5 : 1, used ? kit_.t.ink : kit_.t.line);
        kit_.pen.text({r.x + 20, r.y + 26}, name, Weight::semibold, 15, kit_.t.ink);
        kit_.pen.text({r.right() - 20, r.y + 26}, shape_text(s_.wanted.h, s_.wanted.w), Weight::medium, 15,
                      kit_.t.text3, Align::right);
        kit_.pen.text({r.x + 20, r.y + 50}, f_.words(size_reason(a, s_.wanted, s_.given)), Weight::medium, 13,
                      kit_.t.text2);
        picture(a, {r.x + 40, r.y + 66, r.w - 80, 26}, used ? kit_.t.ink : kit_.t.text2);
        kit_.ring(touch, r, 12);
        kit_.says(id, r, name, true, used ? "on" : "off");
        return touch.clicked;
    }

    // One axis: the input's ends, and the windows of each stage over it; windows that reach far into the
    // padding leave the input less room.
    void picture(const SizeAnswer& a, Rect r, Colour colour) {
        const int along = s_.given.h == s_.given.w ? 0 : 1;
        const double n = static_cast<double>(along == 0 ? s_.given.h : s_.given.w);
        const std::vector<Axis> axes = size_axes(a, s_.wanted, s_.given, along);
        double cell = r.w / n;
        if (axes.size() == 1) cell = std::min(cell, (r.w / 2 + 28) / (n / 2 + reach(axes[0])));
        r = {r.middle().x - cell * n / 2, r.y, cell * n, r.h};
        double scale = 1, y = r.y + 4;
        for (const Axis& axis : axes) {
            const Bars bars = bars_of(axis, scale, static_cast<std::int64_t>(r.w / 3));
            const double top = axes.size() > 1 ? y : r.y + (bars.rows == 4 ? 2 : bars.rows == 2 ? 5 : 9);
            draw_bars(bars, {r.x, top, r.w, axes.size() > 1 ? 7. : bars.height()}, cell, colour);
            scale *= static_cast<double>(axis.stride());
            y += 11;
        }
        for (const double x : {r.x, r.right()}) kit_.pen.line({x, r.y}, {x, r.bottom()}, 1.25, kit_.t.line2);
    }

    // How many cells the windows lie beyond the input's ends, at most.
    static double reach(const Axis& axis) {
        const std::int64_t last = axis.outputs() - 1;
        return static_cast<double>(
            std::max({std::int64_t{0}, -axis.start(0), axis.start(last) + axis.taps(last) - axis.input()}));
    }

    void draw_bars(const Bars& bars, Rect first, double cell, Colour colour) {
        if (bars.all.empty()) return kit_.pen.fill(first, 2, colour.alpha(.45f));
        for (std::size_t i = 0; i < bars.all.size(); ++i) {
            const auto [from, to] = bars.all[i];
            const auto row = static_cast<double>(i % static_cast<std::size_t>(bars.rows));
            const Rect bar{first.x + from * cell + 1, first.y + row * bars.step(),
                           std::max(1.0, (to - from) * cell - 2), first.h};
            kit_.pen.fill(bar, 2, bars.rows == 4 ? colour.alpha(.85f) : colour, true);
        }
    }

    // The rest as rows, below a line that unfolds them.
    void more(double y, int n, const SizeAnswer* used, std::optional<SizeAnswer>& chosen) {
        const auto& rest = s_.answers.more;
        const std::string first = size(rest.front().kernel), last = size(rest.back().kernel);
        const auto count = static_cast<std::int64_t>(rest.size());
        const std::string text = f_.words(first == last ? Message("size.more.alike", {count, first})
                                                        : Message("size.more", {count, first, last}));
        const Rect r{area_.x + 24, y, area_.w - 48, row_h};
        const Touch touch = kit_.hand.touch(kit_.pen, "size/answer/more", r);
        ground(kit_, touch, r, 10, kit_.t.sheet);
        kit_.pen.text({left_, r.middle().y}, s_.unfolded ? f_.say("size.less") : text, Weight::medium, 15,
                      kit_.t.text2);
        kit_.pen.icon(icons::chevron(), {right_ - 8, r.middle().y}, kit_.t.text2);
        kit_.ring(touch, r, 10);
        kit_.says("size/answer/more", r, text, true, s_.unfolded ? "on" : "off");
        arrows_move(kit_, "size/answer/more", touch);
        if (touch.clicked) s_.unfolded = !s_.unfolded;
        y += more_h;
        if (!s_.unfolded) return;
        for (const SizeAnswer& a : rest) {
            const Rect line{area_.x + 24, y, area_.w - 48, row_h - 4};
            if (answer_row(a, n++, &a == used, line)) chosen = a;
            y += row_h;
        }
    }

    bool answer_row(const SizeAnswer& a, int n, bool used, Rect r) {
        if (r.bottom() < area_.y || r.y > area_.bottom() + 80) {
            kit_.hand.stop("size/answer/" + std::to_string(n));
            return false;
        }
        const std::string id = "size/answer/" + std::to_string(n), name = f_.words(size_name(a, s_.wanted));
        const Touch touch = touched(id, a, r);
        ground(kit_, touch, r, 10, kit_.t.sheet);
        if (used) kit_.pen.stroke(r, 10, 1.5, kit_.t.ink);
        kit_.pen.text({r.x + 20, r.middle().y}, name, Weight::medium, 15, kit_.t.ink);
        kit_.ring(touch, r, 10);
        kit_.says(id, r, name, true, used ? "on" : "off");
        return touch.clicked;
    }

    action::TakeSize taking(const SizeAnswer& a) const {
        const std::string control = "size" + std::string(action::drag_mark) + std::to_string(s_.openings);
        return {s_.of, s_.stage, a, s_.wanted, s_.given, control};
    }

    void take(const SizeAnswer& a) {
        f_.session.apply(taking(a));
        s_.taken = a;
        s_.made = f_.session.experiment();
        s_.previewed.reset();
    }

    Frame& f_;
    Kit& kit_;
    SizePane& s_;
    Rect area_;
    double left_ = 0, right_ = 0;
};

}  // namespace

void open_size(Session& session, Memory& memory) {
    SizePane& s = memory.size;
    if (memory.exports.shown) toggle_export(session, memory);
    memory.open = Popover::none;
    session.apply(action::Select{std::nullopt});
    if (session.brush()) session.apply(action::ToggleBrush{});
    s.shown = true;
    s.unfolded = false;
    s.made = {};
    s.taken.reset();
    const StageResult* result = session.shown().picture->find(session.watch().stage);
    if (result) s.wanted = {result->plan.out.h, result->plan.out.w};
}

void size_pane(Frame& f) { Sizes(f).draw(); }

const Pane* size_preview(Frame& f) {
    SizePane& s = f.memory.size;
    if (!s.shown || !s.over || s.over == s.taken) return nullptr;
    if (s.given.h * s.given.w > previewed_cells) return nullptr;
    if (!s.preview || s.previewed != s.over) {
        s.preview = std::make_unique<Session>(f.session.document(), f.session.settings());
        s.preview->apply(action::TakeSize{s.of, s.stage, *s.over, s.wanted, s.given, ""});
        s.preview->finish();
        s.preview->apply(action::ToEnd{});
        s.previewed = s.over;
    }
    s.pane = s.preview->pane();
    return s.preview->shown().problem ? nullptr : &*s.pane;
}

}  // namespace pw
