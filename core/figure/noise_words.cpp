#include "core/figure/noise_words.h"

#include "core/figure/draw_picture.h"
#include "core/figure/pixels.h"
#include "core/walk/clean.h"

namespace pw {

namespace {

std::string shift_text(const Kit& kit, Shift s) {
    if (s.dx != 0) return kit.word(s.dx > 0 ? "shift.by.right" : "shift.by.left");
    return kit.word(s.dy > 0 ? "shift.by.down" : "shift.by.up");
}

bool reads_the_input(const Facts& f) { return f.input->same(f.evaluation->input); }
const Disturbance& disturbance(const Facts& f) { return f.evaluation->of.input.disturbance; }

// Among the pixels of the step's window, white ones and black ones.
struct Specks {
    std::int64_t white = 0, black = 0;
    std::int64_t all() const { return white + black; }
};
Specks specks_in_window(const Facts& f) {
    Specks specks;
    for (const Tap& tap : f.step.taps) {
        if (tap.kind != TapKind::real) continue;
        const auto speck = speck_at(disturbance(f).noise, f.input->shape(), f.batch, tap.at.y, tap.at.x);
        if (speck) ++(*speck == Speck::white ? specks.white : specks.black);
    }
    return specks;
}

std::string channel_text(const Kit& kit, const Facts& f) {
    return in_colour(f, *f.input) ? channel_name(kit, f) : "";
}

std::string joined(const Kit& kit, const char* key, const std::string& a, const std::string& b) {
    return a.empty() ? b : b.empty() ? a : kit.word(key, {a, b});
}

// What the window's result would lack, as the words call it.
std::string without_key(const Facts& f) {
    const Disturbance& by = disturbance(f);
    if (by.noisy() && by.shifted()) return "noise.without.both";
    if (by.shifted()) return "noise.without.shift";
    if (by.noise.kind == Noise::Kind::gaussian || !reads_the_input(f)) return "noise.without.noise";
    const std::int64_t specks = specks_in_window(f).all();
    return specks == 1 ? "noise.without.speck" : specks > 1 ? "noise.without.specks" : "noise.without.noise";
}

}  // namespace

std::string disturbance_text(const Kit& kit, const Disturbance& by) {
    std::string noise;
    if (by.noisy())
        noise = kit.word(by.noise.kind == Noise::Kind::gaussian ? "noise.of_gaussian" : "noise.of_pixels",
                         {show_percent(by.noise.amount)});
    return joined(kit, "noise.and", noise, by.shifted() ? shift_text(kit, by.shift) : "");
}

std::string input_note(const Kit& kit, const Facts& f) {
    return reads_the_input(f) ? disturbance_text(kit, disturbance(f)) : "";
}

std::string window_noise_text(const Kit& kit, const Facts& f) {
    std::string noise;
    if (reads_the_input(f) && disturbance(f).noisy()) {
        const Specks specks = specks_in_window(f);
        if (disturbance(f).noise.kind == Noise::Kind::gaussian)
            noise = kit.word("noise.everywhere");
        else if (specks.all() == 0)
            noise = kit.word("noise.no_speck");
        else if (specks.all() == 1)
            noise = kit.word(specks.white ? "noise.white_speck" : "noise.black_speck");
        else
            noise = kit.word("noise.specks", {specks.all()});
    }
    return joined(kit, "picture.channel_and", channel_text(kit, f), noise);
}

std::string clean_result_text(const Kit& kit, const Facts& f) {
    const auto& clean = f.evaluation->clean;
    const Tensor* output = clean && f.result ? clean->output(f.stage->id) : nullptr;
    if (!output) return {};
    const Position o = f.step.lands;
    const double without = output->at(f.batch, f.out_channel, o.y, o.x);
    const double now = f.output->at(f.batch, f.out_channel, o.y, o.x);
    if (without == now)
        return kit.word(disturbance(f).shifted() ? "noise.changes_nothing.shift" : "noise.changes_nothing");
    return kit.word(without_key(f), {kit.show(without)});
}

}  // namespace pw
