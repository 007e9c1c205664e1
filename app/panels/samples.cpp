// The popover under the document's name: every sample with a picture of its result, pooling that is known
// from networks, and what can be done with the document as a whole.
#include <algorithm>

#include "app/panels/menu.h"
#include "app/ui/widgets.h"
#include "core/walk/preset.h"

namespace pw {

namespace {

constexpr double full_width = 688, head = 48, full_pitch = 80, least_pitch = 52, pill_h = 44;

const Sample& sample_of(Frame& f, const std::string& name) {
    const Theme theme = f.session.settings().theme;
    const std::string key = name + (theme == Theme::dark ? "/dark" : "/light");
    const auto found = f.memory.samples.find(key);
    if (found != f.memory.samples.end()) return found->second;
    Sample sample;
    if (const auto document = load_sample(name)) {
        sample.title = document->experiment.title;
        sample.thumb = document_thumb(*document, *evaluate(document->experiment), f.kit.t, theme);
    }
    return f.memory.samples.emplace(key, std::move(sample)).first->second;
}

bool row(Frame& f, const std::string& name, Rect r) {
    Kit& kit = f.kit;
    const Sample& sample = sample_of(f, name);
    const std::string id = "bar/menu/" + name, title = f.words(sample.title);
    const bool current = sample.title == f.session.experiment().title;
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    ground(kit, touch, r, 12, kit.t.sheet);
    if (current) kit.pen.stroke(r, 12, 1.5, kit.t.ink);
    const double side = std::min(48.0, r.h - 12), y = r.middle().y;
    draw(kit.pen, sample.thumb, {r.x + 12 + (48 - side) / 2, y - side / 2}, side);
    kit.pen.text({r.x + 76, y - 10}, title, Weight::semibold, 15, kit.t.ink);
    kit.pen.text({r.x + 76, y + 12}, f.words(sample_line(name)), Weight::medium, 13, kit.t.text2);
    kit.ring(touch, r, 12);
    kit.says(id, r, title, true, current ? "on" : "off");
    arrows_move(kit, id, touch);
    return touch.clicked;
}

bool preset_pill(Frame& f, const Preset& preset, const action::Any& asked, Rect r) {
    Kit& kit = f.kit;
    const std::string id = "bar/preset/" + std::string(preset.id), line = f.words(preset.line);
    const Touch touch = kit.hand.touch(kit.pen, id, r);
    kit.pen.fill(r, 10, touch.held ? kit.t.track : mix(kit.t.ctl, kit.t.hover, touch.warm));
    kit.pen.stroke(r, 10, 1, touch.held ? kit.t.line2 : kit.t.line);
    draw(kit.pen, result_of(f, id, asked), {r.x + 10, r.y + 10}, 24);
    kit.pen.text({r.x + 42, r.middle().y}, f.words(preset.name), Weight::semibold, 15, kit.t.ink);
    kit.ring(touch, r, 10);
    kit.says(id, r, f.words(preset.name) + ": " + line);
    if (kit.hand.lingers(id, touch.hovered)) kit.tip = Kit::Tip{r, line, {}};
    arrows_move(kit, id, touch);
    return touch.clicked;
}

// The whole menu from its upper edge; rows come closer where the window is low, then it scrolls.
class SamplesMenu {
  public:
    explicit SamplesMenu(Frame& f) : f_(f), names_(sample_names()) {
        width_ = std::min(full_width, f.layout.width - 16);
        rows_ = static_cast<double>((names_.size() + 1) / 2);
        place_pills();
        const double room = f.layout.height - 60 - 8;
        pitch_ = std::clamp((room - fixed()) / rows_, least_pitch, full_pitch);
        const double x = std::clamp(f.memory.anchor.x, 8.0, std::max(8.0, f.layout.width - width_ - 8));
        shell_ = {x, 60, width_, std::min(room, fixed() + rows_ * pitch_)};
    }

    // True when it is to be closed.
    bool draw();

  private:
    double commands_height() const { return 104 + 40 * (f_.memory.last_session ? 4 : 3); }
    double fixed() const { return head + 12 + presets_height_ + commands_height(); }
    void place_pills();
    void scroll();
    bool samples(double y);
    bool known(double y);
    bool commands(double y);
    bool command(const char* id, const char* text, const char* key, double& y);

    Frame& f_;
    std::vector<std::string> names_;
    Rect shell_;
    double width_ = 0, rows_ = 0, pitch_ = 0, presets_height_ = 0;
    std::vector<Rect> pills_;  // from the first one's corner
};

void SamplesMenu::place_pills() {
    double x = 0, y = 0;
    for (const Preset& preset : presets()) {
        const double w = 54 + f_.kit.pen.width(f_.words(preset.name), Weight::semibold, 15);
        if (x + w > width_ - 40 && x > 0) {
            x = 0;
            y += pill_h + 8;
        }
        pills_.push_back({x, y, w, pill_h});
        x += w + 8;
    }
    presets_height_ = 36 + y + pill_h + 12;
}

void SamplesMenu::scroll() {
    const double all = fixed() + rows_ * pitch_, most = all - shell_.h;
    wheel(f_.kit, shell_, f_.memory.menu_scroll, most);
    const Rect edge{shell_.x, shell_.y + 16, shell_.w - 20, shell_.h - 32};
    if (most > 0) scroll_thumb(f_.kit, edge, f_.memory.menu_scroll / most, shell_.h / all);
}

bool SamplesMenu::samples(double y) {
    f_.kit.pen.text({shell_.x + 24, y + 28}, f_.say("samples.title"), Weight::semibold, 13, f_.kit.t.text3);
    const double w = width_ / 2 - 24;
    for (std::size_t i = 0; i < names_.size(); ++i) {
        const Rect place{shell_.x + 16 + (i % 2 ? w + 12 : 0), y + head + static_cast<double>(i / 2) * pitch_,
                         w, pitch_ - 8};
        if (!row(f_, names_[i], place)) continue;
        f_.session.apply(action::OpenSample{names_[i]});
        return true;
    }
    return false;
}

bool SamplesMenu::known(double y) {
    f_.kit.pen.text({shell_.x + 24, y + 16}, f_.say("samples.known"), Weight::semibold, 13, f_.kit.t.text3);
    const Stage* watched = f_.session.watched();
    const StageId stage = watched ? watched->id : input_stage;
    for (std::size_t i = 0; i < pills_.size(); ++i) {
        const Preset& preset = presets()[i];
        const action::Any asked = action::ApplyPreset{stage, std::string(preset.id)};
        if (!preset_pill(f_, preset, asked, pills_[i].moved({shell_.x + 20, y + 36}))) continue;
        f_.session.apply(asked);
        return true;
    }
    return false;
}

bool SamplesMenu::command(const char* id, const char* text, const char* key, double& y) {
    std::vector<std::string> keys;
    if (*key) keys.push_back(key);
    const Rect place{shell_.x + 12, y, width_ - 24, menu_row_h};
    y += menu_row_h;
    return menu_row(f_, {std::string("bar/menu/") + id, f_.say(text), std::move(keys)}, place);
}

bool SamplesMenu::commands(double y) {
    f_.kit.pen.line({shell_.x + 24, y + .5}, {shell_.right() - 24, y + .5}, 1, f_.kit.t.line);
    y += 12;
    Memory& memory = f_.memory;
    const bool open = command("open", "samples.open", "Ctrl+O", y);
    const bool save = command("save", "samples.save", "Ctrl+S", y);
    const bool size = command("size", "samples.size", "", y);
    const bool copy = command("copy", "samples.copy", "Ctrl+C", y);
    const bool fresh = command("new", "samples.new", "", y);
    const bool last = memory.last_session && command("last", "samples.last", "", y);
    if (open) memory.open = Popover::open;
    if (save) memory.open = Popover::save;
    if (size) open_size(f_.session, memory);
    if (copy) copy_line(f_.session, memory);
    if (fresh) f_.session.apply(action::NewDocument{});
    if (last) memory.file_request = FileRequest{FileRequest::Kind::last_session, {}};
    return open || save || size || copy || fresh || last;
}

bool SamplesMenu::draw() {
    shell(f_.kit, shell_);
    scroll();
    bool leave = false;
    {
        const Clip clip(f_.kit.pen, shell_.outset(-4));
        double y = shell_.y - f_.memory.menu_scroll;
        leave = samples(y);
        y += head + rows_ * pitch_;
        leave = leave || known(y);
        y += presets_height_ + 12;
        leave = leave || commands(y);
    }
    return clicked_outside(f_, "bar/menu", shell_) || leave;
}

}  // namespace

bool samples_popover(Frame& f) { return SamplesMenu(f).draw(); }

}  // namespace pw
