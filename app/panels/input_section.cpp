// The input's part of the controls: its size, what fills it, the brush, and how numbers are written.
#include <algorithm>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"
#include "core/walk/fill.h"

namespace pw {

namespace {

// From the section's line, downwards.
constexpr double row_size = 38, top_fills = 64, row_seed = 138, row_paint = 182, row_numbers = 226;
constexpr double least_numbers = 26;    // what is left of the rows when pictures have no fills
constexpr std::int64_t most_drawn = 5;  // larger inputs are drawn from a corner of this size

class Section {
  public:
    Section(Frame& f, Vec2 corner, double width) : f_(f), kit_(f.kit), at_(corner), width_(width) {}

    void draw() {
        kit_.pen.line({at_.x, at_.y + .5}, {at_.x + width_, at_.y + .5}, 1, kit_.t.line);
        size();
        if (f_.session.experiment().input.picture) return numbers(row_size + 18 + least_numbers);
        pictures();
        seed();
        paint();
        numbers(row_numbers);
    }

  private:
    double right() const { return at_.x + width_; }
    Rect field(double row, double w) const { return {right() - w, at_.y + row - 18, w, 36}; }

    double label(double row, const std::string& key, const std::string& note = {}) {
        const std::string name = f_.say(key);
        kit_.pen.text({at_.x, at_.y + row}, name, Weight::medium, 15, kit_.t.ink);
        const double end = at_.x + kit_.pen.width(name, Weight::medium, 15);
        if (!note.empty()) kit_.pen.text({end + 10, at_.y + row}, note, Weight::regular, 13, kit_.t.text3);
        return end;
    }

    std::string gesture(const char* name) const {
        if (!kit_.hand.dragged) return name;
        return name + std::string(action::drag_mark) + std::to_string(kit_.hand.drags);
    }

    void size() {
        const Shape s = f_.session.experiment().input.tensor.shape();
        label(row_size, "figure.input");
        const double w = f_.layout.narrow ? 84 : 96;
        const StepperLook look{1, false, true};
        const auto h =
            stepper(kit_, "controls/input", {right() - 2 * w - 24, at_.y + row_size - 18, w, 36}, s.h, look);
        kit_.pen.text({right() - w - 12, at_.y + row_size}, "×", Weight::regular, 15, kit_.t.text3,
                      Align::middle);
        const auto v = stepper(kit_, "controls/input/w", field(row_size, w), s.w, look);
        if (h || v)
            f_.session.apply(action::Resize{std::max<std::int64_t>(1, h.value_or(s.h)),
                                            std::max<std::int64_t>(1, v.value_or(s.w)), false,
                                            gesture("input")});
    }

    // What each fill would give, in greys; made anew when the input or the seed changed.
    const std::vector<Thumb>& thumbs() {
        FillThumbs& kept = f_.memory.fills;
        const Tensor& input = f_.session.experiment().input.tensor;
        const std::uint64_t seed_now = f_.session.seed();
        const Theme theme = f_.session.settings().theme;
        if (kept.of.same(input) && kept.seed == seed_now && kept.theme == theme && !kept.all.empty())
            return kept.all;
        kept = {input, seed_now, theme, {}};
        const Shape s = input.shape();
        const Tensor small = resized(input, std::min(s.h, most_drawn), std::min(s.w, most_drawn));
        for (const Fill fill : all_fills) {
            const Tensor result = filled(small, fill, seed_now);
            const Range range = finite_range(result);
            const double low = range.low, span = std::max(1e-9f, range.high - range.low);
            kept.all.push_back(thumb_of(result, 0, 0, [&](double v, Position) {
                return mix(kit_.t.ctl, kit_.t.ink, .85 * std::clamp((v - low) / span, 0., 1.));
            }));
        }
        return kept.all;
    }

    void pictures() {
        const double gap = f_.layout.narrow ? 6 : 9.6, side = std::min(44., (width_ - 5 * gap) / 6);
        const auto& all = thumbs();
        for (std::size_t i = 0; i < std::size(all_fills); ++i) {
            const Rect r{at_.x + static_cast<double>(i) * (side + gap), at_.y + top_fills, side, side};
            const std::string id = "controls/fill/" + std::string(id_of(all_fills[i])),
                              name = f_.words(name_of(all_fills[i]));
            const Touch touch = kit_.hand.touch(kit_.pen, id, r);
            kit_.pen.fill(r, 10, touch.held ? kit_.t.track : mix(kit_.t.ctl, kit_.t.hover, touch.warm));
            kit_.pen.stroke(r, 10, 1, touch.held ? kit_.t.line2 : kit_.t.line);
            const double inset = (side - 26) / 2;
            ::pw::draw(kit_.pen, all[i], {r.x + inset, r.y + inset}, 26);
            kit_.ring(touch, r, 10);
            kit_.says(id, r, name);
            if (kit_.hand.lingers(id, touch.hovered)) kit_.tip = Kit::Tip{r, name, ""};
            if (touch.clicked) f_.session.apply(action::FillInput{all_fills[i]});
        }
    }

    void seed() {
        const Rect r = field(row_seed, 124);
        label(row_seed, "controls.seed", f_.layout.narrow ? "" : f_.say("controls.seed.note"));
        const auto seed_now = static_cast<std::int64_t>(f_.session.seed());
        if (ghost(kit_, "controls/seed/dice", {r.x - 44, r.y, 36, 36}, icons::dice(),
                  {.tip = f_.say("controls.seed.dice"), .key = ""}))
            f_.session.apply(action::SetSeed{static_cast<std::uint64_t>(seed_now + 1)});
        if (const auto v = stepper(kit_, "controls/seed", r, seed_now, {0, false, true}))
            f_.session.apply(action::SetSeed{static_cast<std::uint64_t>(std::max<std::int64_t>(0, *v))});
    }

    void paint() {
        const Rect r = field(row_paint, 124);
        const double end = label(row_paint, "controls.paint");
        kit_.pen.text({end + 8, at_.y + row_paint}, "P", Weight::semibold, 13, kit_.t.text3);
        const bool on = f_.session.brush().has_value();
        if (ghost(kit_, "controls/paint/brush", {r.x - 44, r.y, 36, 36}, icons::brush(),
                  {.on = on, .tip = f_.say("controls.paint"), .key = "P"}))
            f_.session.apply(action::ToggleBrush{});
        if (const auto v = number_stepper(kit_, "controls/paint", r, f_.session.brush_value()))
            f_.session.apply(action::SetBrush{*v});
    }

    void numbers(double row) {
        const NumberFormat now = f_.session.settings().numbers;
        label(row, "controls.numbers");
        const double digits = now.fractions ? 0 : f_.layout.narrow ? 76 : 84, gap = now.fractions ? 0 : 8;
        const Segment kinds[] = {{"controls/numbers/decimals", "0.25", !now.fractions},
                                 {"controls/numbers/fractions", "1/4", now.fractions}};
        const double w = f_.layout.narrow ? 96 : 124;
        const Rect r{right() - w - gap - digits, at_.y + row - 18, w, 36};
        const int choice = segmented(kit_, "controls/numbers", r, kinds, 15);
        if (choice >= 0) f_.session.apply(action::SetNumbers{{choice == 1, now.digits}});
        if (now.fractions) return;
        const auto v = stepper(kit_, "controls/digits", field(row, digits), now.digits, {0, false, true});
        if (v) f_.session.apply(action::SetNumbers{{false, static_cast<int>(*v)}});
    }

    Frame& f_;
    Kit& kit_;
    Vec2 at_;
    double width_;
};

}  // namespace

double input_section_height(const Frame& f) {
    return f.session.experiment().input.picture ? row_size + 36 + least_numbers : row_numbers + 18;
}

void input_section(Frame& f, Vec2 corner, double width) { Section(f, corner, width).draw(); }

}  // namespace pw
