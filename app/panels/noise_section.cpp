// Noise and a shift over the input, for what is shown as a picture.
#include <cmath>

#include "app/panels/rows.h"

namespace pw {

namespace {

// From the section's line, downwards; without noise, what sets it is left out.
constexpr double row_title = 27, row_kind = 62, row_amount = 110, row_seed = 154, line_shift = 186,
                 row_shift_title = 212, row_shift = 248, row_changes = 296, end = 332,
                 of_noise = row_seed + 18 - (row_kind + 18);

// Finer steps below one hundredth: 0, 0.1 % … 0.9 %, 1 % … 100 %.
constexpr std::int64_t fine_steps = 9, last_step = fine_steps + 100;
double amount_at(std::int64_t step) {
    return step <= fine_steps ? static_cast<double>(step) / 1000
                              : static_cast<double>(step - fine_steps) / 100;
}
std::int64_t step_of(double amount) {
    const std::int64_t fine = std::llround(amount * 1000);
    return fine <= fine_steps ? fine : fine_steps + std::llround(amount * 100);
}

bool has_noise(const Frame& f) {
    return f.session.experiment().input.disturbance.noise.kind != Noise::Kind::none;
}

class NoiseRows : Rows {
  public:
    NoiseRows(Frame& f, double top) : Rows(f), now_(f.session.experiment().input.disturbance) { top_ = top; }

    void draw() {
        line(0);
        title(row_title, "noise.title");
        kind();
        if (has_noise(f_)) {
            amount();
            seed();
        } else {
            shift_ = -of_noise;
        }
        line(line_shift);
        title(row_shift_title, "shift.title");
        shift();
        changes();
    }

  private:
    void line(double row) const {
        kit_.pen.line({area_.x, y(row) + .5}, {right(), y(row) + .5}, 1, kit_.t.line);
    }
    void title(double row, const char* key) const {
        kit_.pen.text({area_.x, y(row)}, f_.say(key), Weight::semibold, 13, kit_.t.text3);
    }
    Rect whole(double row) const { return {area_.x, y(row) - 18, area_.w, 36}; }
    double size() const { return narrow_ ? 13 : 15; }

    void apply(Noise noise, const std::string& control) {
        f_.session.apply(action::SetNoise{noise, control});
    }

    void kind() {
        using Kind = Noise::Kind;
        constexpr Kind kinds[] = {Kind::none, Kind::salt_and_pepper, Kind::gaussian};
        const Segment segments[] = {
            {"controls/noise/none", f_.say("noise.none"), now_.noise.kind == kinds[0]},
            {"controls/noise/salt", f_.say("noise.salt_and_pepper"), now_.noise.kind == kinds[1]},
            {"controls/noise/gaussian", f_.say("noise.gaussian"), now_.noise.kind == kinds[2]}};
        if (const int choice = segmented(kit_, "controls/noise", whole(row_kind), segments, size());
            choice >= 0)
            apply(of_kind(now_.noise, kinds[choice]), "");
    }

    void amount() {
        constexpr double value = 64, field = 212;
        const std::string text = show_percent(now_.noise.amount);
        label(row_amount, f_.say("noise.amount"), "", "", right() - field, kit_.t.ink);
        const Rect r{right() - field, y(row_amount) - 10, field - value, 20};
        const auto to = slider(kit_, "controls/noise/amount", r, step_of(now_.noise.amount), last_step, text);
        kit_.pen.text({right(), y(row_amount)}, text, Weight::semibold, 15, kit_.t.ink, Align::right);
        if (!to) return;
        Noise noise = now_.noise;
        noise.amount = amount_at(*to);
        apply(noise, gesture("noise/amount"));
    }

    void seed() {
        const auto to =
            seed_in(row_seed, "controls/noise/seed", static_cast<std::int64_t>(now_.noise.seed), false);
        if (!to) return;
        Noise noise = now_.noise;
        noise.seed = static_cast<std::uint64_t>(std::max<std::int64_t>(0, *to));
        apply(noise, gesture("noise/seed"));
    }

    void shift() {
        struct Way {
            const char *id, *text;
            Shift by;
        };
        const std::string none = f_.say("noise.none");
        const Way ways[] = {{"controls/shift/left", "←", {0, -1}},
                            {"controls/shift/up", "↑", {-1, 0}},
                            {"controls/shift/none", none.c_str(), {0, 0}},
                            {"controls/shift/down", "↓", {1, 0}},
                            {"controls/shift/right", "→", {0, 1}}};
        std::vector<Segment> segments;
        for (const Way& way : ways) segments.push_back({way.id, way.text, now_.shift == way.by});
        if (const int way = segmented(kit_, "controls/shift", whole(row_shift), segments, size()); way >= 0)
            f_.session.apply(action::SetShift{ways[way].by});
    }

    void changes() {
        const std::string name = f_.say("controls.changes");
        const bool on = f_.session.watch().changes, able = now_.any();
        const Rect r{right() - 40, y(row_changes) - 12, 40, 24};
        label(row_changes, name, "", "", r.x - 8, able ? kit_.t.ink : kit_.t.text3);
        if (toggle(kit_, "controls/changes", r, on, name, able)) f_.session.apply(action::ShowChanges{!on});
    }

    const Disturbance now_;
};

}  // namespace

double noise_section_height(const Frame& f) {
    const Source& input = f.session.experiment().input;
    if (!input.picture && !f.memory.pictured && !input.disturbance.any()) return 0;
    return end - (has_noise(f) ? 0 : of_noise);
}

void noise_section(Frame& f, double top) {
    if (noise_section_height(f) > 0) NoiseRows(f, top).draw();
}

}  // namespace pw
