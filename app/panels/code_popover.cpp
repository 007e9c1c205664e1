// The experiment as a script, above its one line (visual2.md, section 9).
#include <algorithm>
#include <cmath>
#include <utility>

#include "app/panels/menu.h"
#include "app/ui/keys.h"
#include "app/ui/widgets.h"
#include "core/text/wrap.h"

namespace pw {

namespace {

constexpr double width = 640, height = 448, side = 24, line_h = 26, text_left = 20;

Framework framework_of(Dialect dialect) {
    if (dialect == Dialect::onnx) return Framework::onnx;
    return dialect == Dialect::tf ? Framework::keras : Framework::torch;
}

struct Named {
    Framework framework;
    const char* id;
    const char* name;
};
constexpr Named frameworks[] = {{Framework::torch, "bar/code/torch", "PyTorch"},
                                {Framework::keras, "bar/code/keras", "Keras"},
                                {Framework::onnx, "bar/code/onnx", "ONNX"},
                                {Framework::numpy, "bar/code/numpy", "NumPy"}};

class CodePopover {
  public:
    explicit CodePopover(Frame& f) : f_(f), kit_(f.kit), view_(f.memory.code) {
        const double w = std::min(width, f.layout.width - 16), h = std::min(height, f.layout.height - 16);
        const Rect& panel = f.layout.panel;
        shell_ = {std::max(8.0, panel.right() - w), std::max(8.0, panel.bottom() - h), w, h};
        well_ = {shell_.x + side, shell_.y + 80, w - 2 * side, h - 164};
    }

    // True when it is to be closed.
    bool draw() {
        refresh();
        shell(kit_, shell_);
        head();
        kit_.pen.fill(well_, 10, kit_.t.well);
        if (view_.text.instead)
            instead();
        else
            code();
        foot();
        return clicked_outside(f_, "bar/code", shell_);
    }

  private:
    Framework framework() const {
        return view_.framework.value_or(framework_of(f_.session.experiment().dialect));
    }

    void refresh() {
        const auto& picture = f_.session.shown().picture;
        const StageId watched = f_.session.watch().stage;
        const bool known = view_.of == picture && view_.watched == watched && view_.in == framework() &&
                           view_.whole == view_.all_stages;
        if (known) return;
        const bool elsewhere = view_.watched != watched || view_.in != framework() ||
                               view_.whole != view_.all_stages || !view_.of;
        view_.of = picture, view_.watched = watched, view_.in = framework(), view_.whole = view_.all_stages;
        view_.text = code_of(*picture, watched, view_.all_stages, framework());
        if (!elsewhere) return;
        // The marked line in the middle, where the script is longer than the well.
        view_.down = std::floor((view_.text.marked + .5 - well_.h / line_h / 2)) * line_h;
        view_.across = 0;
    }

    void head() {
        std::vector<Segment> segments;
        for (const Named& n : frameworks) segments.push_back({n.id, n.name, n.framework == framework()});
        const double text_w = kit_.pen.width(f_.say("code.all_stages"), Weight::medium, 15);
        const double room = shell_.w - 2 * side - 40 - 12 - text_w - 16;
        const Rect r{shell_.x + side, shell_.y + 24, std::min(384.0, room), 36};
        const int choice = segmented(kit_, "bar/code/in", r, segments);
        if (choice >= 0) view_.framework = frameworks[choice].framework;
        const Rect knob{shell_.right() - side - 40, shell_.y + 30, 40, 24};
        kit_.pen.text({knob.x - 12, r.middle().y}, f_.say("code.all_stages"), Weight::medium, 15,
                      kit_.t.text2, Align::right);
        if (toggle(kit_, "bar/code/all", knob, view_.all_stages, f_.say("code.all_stages")))
            view_.all_stages = !view_.all_stages;
    }

    void instead() {
        const auto wide = [&](const std::string& s) { return kit_.pen.width(s, Weight::medium, 15); };
        double y = well_.y + 32;
        const std::string why = f_.words(*view_.text.instead);
        for (const std::string& line : wrapped(why, well_.w - 2 * text_left, wide)) {
            kit_.pen.text({well_.x + text_left, y}, line, Weight::medium, 15, kit_.t.text2);
            y += line_h;
        }
        kit_.says("bar/code/text", well_, why, false);
    }

    Weight weight_of(std::size_t i) const {
        return static_cast<int>(i) == view_.text.marked ? Weight::semibold : Weight::medium;
    }

    void scroll(const Touch& touch, double longest) {
        // Whole lines: none is cut at the upper edge.
        const double over = static_cast<double>(view_.text.lines.size()) * line_h + 24 - well_.h;
        const double rows = well_.h + std::max(0.0, std::ceil(over / line_h) * line_h);
        const double across = std::max(0.0, longest + 2 * text_left - well_.w);
        while (touch.ring) {
            const auto key = kit_.hand.take_any("bar/code/text");
            if (!key) break;
            if (*key == key::down || *key == key::up) view_.down += *key == key::down ? line_h : -line_h;
            if (*key == key::right || *key == key::left) view_.across += *key == key::right ? 40 : -40;
        }
        const bool sideways = ImGui::GetIO().KeyShift;
        if (well_.contains(kit_.hand.pointer(kit_.pen)))
            view_.across -= 40 * (ImGui::GetIO().MouseWheelH + (sideways ? ImGui::GetIO().MouseWheel : 0.f));
        double unmoved = view_.down;
        wheel(kit_, well_, sideways ? unmoved : view_.down, std::max(0.0, rows - well_.h));
        view_.down = std::clamp(view_.down, 0.0, std::max(0.0, rows - well_.h));
        view_.across = std::clamp(view_.across, 0.0, across);
        if (rows > well_.h)
            scroll_thumb(kit_, {well_.x, well_.y + 6, well_.w - 13, well_.h - 12},
                         view_.down / (rows - well_.h), well_.h / rows);
        if (across > 0) {
            const double w = std::max(24.0, (well_.w - 24) * well_.w / (well_.w + across));
            kit_.pen.fill(
                {well_.x + 12 + (well_.w - 24 - w) * view_.across / across, well_.bottom() - 8, w, 4}, 2,
                kit_.t.line2.alpha(.35f));
        }
    }

    void code() {
        const Touch touch = kit_.hand.touch(kit_.pen, "bar/code/text", well_);
        double longest = 0;
        for (std::size_t i = 0; i < view_.text.lines.size(); ++i)
            longest = std::max(longest, kit_.pen.width(view_.text.lines[i], weight_of(i), 15));
        scroll(touch, longest);
        const Clip clip(kit_.pen, {well_.x, well_.y + 12, well_.w, well_.h - 16});
        for (std::size_t i = 0; i < view_.text.lines.size(); ++i) {
            const double y = well_.y + 26 + static_cast<double>(i) * line_h - view_.down;
            if (y < well_.y - line_h || y > well_.bottom() + line_h) continue;
            const bool marked = static_cast<int>(i) == view_.text.marked;
            if (marked) kit_.pen.fill({well_.x + 8, y - 13, well_.w - 16, line_h}, 6, kit_.t.track);
            line(view_.text.lines[i], y, weight_of(i), marked ? kit_.t.ink : kit_.t.text2);
        }
        kit_.ring(touch, well_.outset(-4), 7);
        const int marked = view_.text.marked;
        kit_.says("bar/code/text", well_, f_.say("code.text"), true,
                  marked < 0 ? "" : view_.text.lines[static_cast<std::size_t>(marked)]);
    }

    // Continued lines begin as far in as their list does: a space is narrower than what stands above it.
    void line(const std::string& text, double y, Weight weight, Colour colour) const {
        const std::size_t first = std::min(text.find_first_not_of(' '), text.size());
        const double in = 5 * static_cast<double>(first);
        kit_.pen.text({well_.x + text_left + in - view_.across, y}, text.substr(first), weight, 15, colour);
    }

    // What the code does when it is run, in as many lines as it needs, around that middle.
    void promise(Vec2 at, double room) {
        const auto wide = [&](const std::string& s) { return kit_.pen.width(s, Weight::medium, 15); };
        const std::string text = f_.say(view_.text.shape_only ? "code.runs.shape" : "code.runs");
        const std::vector<std::string> lines = wrapped(text, room, wide);
        at.y -= 10 * static_cast<double>(lines.size() - 1);
        for (const std::string& line : lines) {
            kit_.pen.text(at, line, Weight::medium, 15, kit_.t.text2);
            at.y += 20;
        }
    }

    void foot() {
        const double y = shell_.bottom() - 46;
        const bool any = !view_.text.instead, copied = f_.memory.copied_for > 0;
        const Rect r{shell_.right() - side - 132, y - 22, 132, 44};
        if (any) promise({shell_.x + side, y}, r.x - 24 - shell_.x - side);
        if (!button(kit_, "bar/code/copy", r, f_.say(copied ? "code.copied" : "code.copy"), true, any,
                    copied ? &icons::check() : &icons::copy()))
            return;
        f_.memory.clipboard = joined(view_.text);
        f_.memory.copied_for = 1.5;
    }

    Frame& f_;
    Kit& kit_;
    CodeView& view_;
    Rect shell_, well_;
};

}  // namespace

bool code_popover(Frame& f) { return CodePopover(f).draw(); }

}  // namespace pw
