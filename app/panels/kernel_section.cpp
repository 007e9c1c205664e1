// The convolution's part of the controls: presets of its weights, and the bias.
#include <algorithm>
#include <cmath>

#include "app/panels/frame.h"
#include "app/ui/widgets.h"
#include "core/ops/kernels.h"

namespace pw {

namespace {

constexpr double first_row = 18, row_pitch = 76, button_h = 68, bias_row = 192;
constexpr int across = 4;
constexpr std::int64_t most_shown = 5;  // larger kernels show the preset at 3 x 3
constexpr double plain_height = 224, weight_pitch = 42;

// The preset's own weights, at the size that a click would give.
Thumb thumb_of_preset(std::string_view id, Pair kernel) {
    auto weight = std::max(kernel.h, kernel.w) <= most_shown ? preset_weight(id, kernel, 1, 1) : std::nullopt;
    if (!weight) weight = preset_weight(id, {3, 3}, 1, 1);
    if (!weight) return {};
    const Range range = finite_range(*weight);
    const double most = std::max(std::abs(range.low), std::abs(range.high));
    const Domain domain{-most, most, true};
    return thumb_of(*weight, 0, 0,
                    [&](double v, Position) { return map_colour(Map::viridis, true, domain.place(v)); });
}

void draw_thumb(Kit& kit, const Thumb& thumb, Vec2 middle) {
    constexpr double side = 36;
    const double n = std::max(thumb.rows, thumb.columns), pitch = (side + 1) / n;
    const double w = pitch * thumb.columns + 1, h = pitch * thumb.rows + 1;
    kit.pen.fill({middle.x - w / 2, middle.y - h / 2, w, h}, 3, kit.t.line);
    draw(kit.pen, thumb, {middle.x - side / 2, middle.y - side / 2}, side + 1);
}

bool preset_button(Kit& kit, const std::string& id, Rect r, const std::string& name, const Thumb& thumb,
                   bool chosen) {
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    kit.pen.fill(r, 10, touch.held ? kit.t.track : mix(kit.t.ctl, kit.t.hover, touch.warm));
    const Colour edge = chosen ? kit.t.ink : touch.held ? kit.t.line2 : kit.t.line;
    kit.pen.stroke(r, 10, chosen ? 1.5 : 1, edge);
    draw_thumb(kit, thumb, {r.middle().x, r.y + 26});
    kit.pen.text({r.middle().x, r.y + 55}, name, chosen ? Weight::semibold : Weight::medium, 13,
                 chosen ? kit.t.ink : kit.t.text2, Align::middle);
    kit.ring(touch, r, 10);
    kit.says(id, r, name, true, chosen ? "on" : "off");
    return touch.clicked;
}

void presets(Frame& f, const Stage& stage, std::int64_t channel, Vec2 corner, double width) {
    const Tensor& weight = stage.params.weight;
    const double gap = f.layout.narrow ? 2 : 8, w = (width - (across - 1) * gap) / across;
    const KernelPreset* current = preset_of(weight, channel);
    int i = 0;
    for (const KernelPreset& preset : kernel_presets()) {
        const Rect r{corner.x + (i % across) * (w + gap), corner.y + first_row + (i / across) * row_pitch, w,
                     button_h};
        ++i;
        const Thumb thumb = thumb_of_preset(preset.id, {weight.shape().h, weight.shape().w});
        if (preset_button(f.kit, "controls/preset/" + std::string(preset.id), r, f.words(preset.name), thumb,
                          &preset == current))
            f.session.apply(action::SetWeight{stage.id, with_preset(weight, preset.id, channel), ""});
    }
}

// Of the output channel that is watched.
void bias(Frame& f, const Stage& stage, std::int64_t channel, Vec2 corner, double width) {
    const Tensor& bias = stage.params.bias;
    const bool has = !bias.empty() && channel < bias.shape().w;
    const double middle = corner.y + bias_row;
    const std::string name = f.say("controls.bias");
    f.kit.pen.text({corner.x, middle}, name, Weight::medium, 15, f.kit.t.ink);
    if (f.chinese())
        f.kit.pen.text({corner.x + f.kit.pen.width(name, Weight::medium, 15) + 10, middle}, "bias",
                       Weight::regular, 13, f.kit.t.text3);
    const auto to = number_stepper(f.kit, "controls/bias", {corner.x + width - 124, middle - 18, 124, 36},
                                   has ? static_cast<double>(bias.at(0, 0, 0, channel)) : 0);
    if (!to) return;
    std::string control = "bias";
    if (f.kit.hand.dragged) control += std::string(action::drag_mark) + std::to_string(f.kit.hand.drags);
    f.session.apply(action::SetBias{stage.id, channel, static_cast<float>(*to), std::move(control)});
}

// A comparison's canvas has no room for the kernels: their weights are fields here.
bool has_fields(const Frame& f, const Stage& stage) {
    const Shape& s = stage.params.weight.shape();
    return f.session.experiment().compares(stage.id) && std::max(s.h, s.w) <= most_shown;
}

void weight_fields(Frame& f, const Stage& stage, std::int64_t channel, Vec2 corner, double width) {
    const Tensor& weight = stage.params.weight;
    const Shape& s = weight.shape();
    const double gap = 6,
                 w = std::min(56., (width - gap * static_cast<double>(s.w - 1)) / static_cast<double>(s.w));
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x) {
            const Rect r{corner.x + static_cast<double>(x) * (w + gap),
                         corner.y + static_cast<double>(y) * weight_pitch, w, 36};
            const std::string id = "controls/weight/" + std::to_string(y) + "," + std::to_string(x);
            const auto to = number_field(f.kit, id, r, static_cast<double>(weight.at(channel, 0, y, x)));
            if (!to) continue;
            std::vector<float> values(weight.data().begin(), weight.data().end());
            for (std::int64_t c = 0; c < s.c; ++c)
                values[static_cast<std::size_t>(((channel * s.c + c) * s.h + y) * s.w + x)] =
                    static_cast<float>(*to);
            f.session.apply(action::SetWeight{stage.id, Tensor(s, std::move(values)), id});
        }
}

}  // namespace

double kernel_section_height(const Frame& f, const Stage& stage) {
    if (!has_fields(f, stage)) return plain_height;
    return plain_height + weight_pitch * static_cast<double>(stage.params.weight.shape().h);
}

void kernel_section(Frame& f, const Stage& stage, Vec2 corner, double width) {
    Kit& kit = f.kit;
    const Tensor& weight = stage.params.weight;
    if (weight.empty()) return;
    const std::int64_t channel = std::clamp<std::int64_t>(f.session.watch().channel, 0, weight.shape().n - 1);
    kit.pen.text(corner, f.say("controls.weights"), Weight::semibold, 13, kit.t.text3);
    presets(f, stage, channel, corner, width);
    bias(f, stage, channel, corner, width);
    if (has_fields(f, stage)) weight_fields(f, stage, channel, corner + Vec2{0, bias_row + 28}, width);
    const double y = corner.y + kernel_section_height(f, stage) + .5;
    kit.pen.line({corner.x, y}, {corner.x + width, y}, 1, kit.t.line);
}

}  // namespace pw
