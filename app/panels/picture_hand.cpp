#include "app/panels/picture_hand.h"

#include <algorithm>
#include <cmath>

#include "app/ui/keys.h"

namespace pw {

namespace {

constexpr double wheel_step = 1.25, key_step = 1.5, pan_step = .2;  // times; of the view
constexpr double starts = 3;                                        // px that a click may move

Vec2 part_of(const Rect& r, Vec2 p) { return {(p.x - r.x) / r.w, (p.y - r.y) / r.h}; }
double pitch_of(const Plane& input) { return std::min(input.pitch.x, input.pitch.y); }

double whole_pitch(const Plane& input) {
    return std::min(input.view.w / static_cast<double>(input.columns),
                    input.view.h / static_cast<double>(input.rows));
}

// The same place of the input's view, for a pointer over either picture.
std::optional<Vec2> on_input(const Scene& scene, Vec2 pointer) {
    const Plane *input = scene.plane("input"), *output = scene.plane("output");
    if (!input || !output) return std::nullopt;
    if (input->view.contains(pointer)) return pointer;
    if (!output->view.contains(pointer)) return std::nullopt;
    return pointer - Vec2{output->view.x, output->view.y} + Vec2{input->view.x, input->view.y};
}

Zoom zoom_at(const Plane& input, Vec2 pointer) {
    return {pitch_of(input), input.place(pointer), part_of(input.view, pointer)};
}

void zoom_to(Frame& f, const Plane& input, Vec2 about, double pitch) {
    const double whole = whole_pitch(input);
    if (!f.session.zoomed() && pitch <= pitch_of(input)) return;
    pitch = std::clamp(pitch, whole, std::max(limits::zoom, whole));
    f.memory.zoom_target = pitch;
    f.session.apply(action::ZoomPicture{zoom_at(input, about), pitch, pitch <= whole * 1.02});
}

// Quick turns of the wheel add up: what the last one led to counts while it is on its way.
void zoom_by(Frame& f, const Plane& input, Vec2 about, double times) {
    const bool on_its_way = f.pane.view.zoom && f.session.moving() && f.memory.zoom_target > 0;
    zoom_to(f, input, about, (on_its_way ? f.memory.zoom_target : pitch_of(input)) * times);
}

// What keys and buttons zoom about: the window while it is in sight, else the view's middle.
Vec2 middle_of(const Scene& scene, const Plane& input) {
    const Plane* window = scene.plane("window");
    const bool seen = window && input.view.contains(window->view.middle());
    return seen ? window->view.middle() : input.view.middle();
}

void pan(Frame& f, const Plane& input, Vec2 cell, Vec2 at) {
    if (!f.session.zoomed()) return;
    f.session.apply(action::ZoomPicture{{pitch_of(input), cell, at}, pitch_of(input), false});
}

void pan_by(Frame& f, const Plane& input, Vec2 way) {
    const Vec2 m = input.view.middle();
    pan(f, input, input.place(m + Vec2{way.x * pan_step * input.view.w, way.y * pan_step * input.view.h}),
        {.5, .5});
}

void split_by(Frame& f, const Scene& scene, double cells) {
    const Plane* output = scene.plane("output");
    if (output)
        f.session.apply(action::MoveSplit{f.pane.view.split + cells * output->pitch.x / output->view.w});
}

void take_keys(Frame& f, const Scene& scene, const Plane& input) {
    for (const int key : std::exchange(f.memory.picture_keys, {})) {
        const Vec2 about = middle_of(scene, input);
        switch (key) {
            case key::equal:
            case key::pad_add:
                zoom_by(f, input, about, key_step);
                break;
            case key::minus:
            case key::pad_subtract:
                zoom_by(f, input, about, 1 / key_step);
                break;
            case key::zero:
            case key::pad_zero:
                zoom_to(f, input, about, 0);
                break;
            case key::one:
                zoom_to(f, input, about, 1 / f.kit.pen.device());
                break;
            case key::left:
                pan_by(f, input, {-1, 0});
                break;
            case key::right:
                pan_by(f, input, {1, 0});
                break;
            case key::up:
                pan_by(f, input, {0, -1});
                break;
            case key::down:
                pan_by(f, input, {0, 1});
                break;
            default:
                break;
        }
    }
}

// A step that leads out of sight brings the picture along.
void follow(Frame& f, const Scene& scene, const Plane& input) {
    const double t = f.pane.watch.t;
    const bool walked = std::exchange(f.memory.zoom_time, t) != t;
    const Plane* window = scene.plane("window");
    if (!walked || !f.session.zoomed() || !window || f.memory.picture_drag.what != PictureDrag::What::none)
        return;
    const Rect& r = window->view;
    const bool fits = r.w <= input.view.w && r.h <= input.view.h;
    const bool seen =
        input.view.contains({r.x + 1, r.y + 1}) && input.view.contains({r.right() - 1, r.bottom() - 1});
    if (fits && !seen) pan(f, input, input.place(r.middle()), {.5, .5});
}

}  // namespace

bool picture_key(Memory& memory, int key, int mods) {
    if (!memory.pictures) return false;
    const bool arrow = key == key::left || key == key::right || key == key::up || key == key::down;
    const bool zoom = key == key::equal || key == key::pad_add || key == key::minus ||
                      key == key::pad_subtract || key == key::zero || key == key::pad_zero || key == key::one;
    if (!(zoom || (arrow && (mods & key::shift)))) return false;
    memory.picture_keys.push_back(key);
    return true;
}

std::optional<Focus> picture_cell(const Scene& scene, std::string_view over, Vec2 pointer) {
    const Plane* output = over == "output" ? scene.plane("output") : nullptr;
    if (!output || !output->view.contains(pointer)) return std::nullopt;
    const Vec2 place = output->place(pointer);
    if (place.x < 0 || place.y < 0) return std::nullopt;
    return Focus{Focus::Grid::output,
                 {static_cast<std::int64_t>(place.y), static_cast<std::int64_t>(place.x)}};
}

bool drag_picture(Frame& f, const Scene& scene, const Touch& touch, Vec2 pointer, std::string_view over) {
    PictureDrag& drag = f.memory.picture_drag;
    if (over == "picture/split" || drag.what == PictureDrag::What::split)
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    const Plane* input = scene.plane("input");
    if (!touch.held || !input) return std::exchange(drag, {}).moved;
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        drag = {};
        drag.from = pointer;
        if (over == "picture/split") drag.what = PictureDrag::What::split;
        if (over == "overview") drag.what = PictureDrag::What::overview;
        if (const auto at = on_input(scene, pointer); at && (over == "input" || over == "output")) {
            drag.what = PictureDrag::What::pan;
            drag.cell = input->place(*at);
            drag.away = *at - pointer;
        }
    }
    drag.moved = drag.moved || std::hypot(pointer.x - drag.from.x, pointer.y - drag.from.y) > starts ||
                 drag.what == PictureDrag::What::overview || drag.what == PictureDrag::What::split;
    if (!drag.moved || drag.what == PictureDrag::What::none) return false;
    if (drag.what == PictureDrag::What::split) {
        if (const Plane* output = scene.plane("output"))
            f.session.apply(action::MoveSplit{(pointer.x - output->view.x) / output->view.w});
    } else if (drag.what == PictureDrag::What::overview) {
        if (const Plane* overview = scene.plane("overview"))
            pan(f, *input, overview->place(pointer), {.5, .5});
    } else {
        pan(f, *input, drag.cell, part_of(input->view, pointer + drag.away));
    }
    return drag.what != PictureDrag::What::pan || f.session.zoomed();
}

void zoom_picture(Frame& f, const Scene& scene, bool hovered, Vec2 pointer) {
    const Plane* input = scene.plane("input");
    f.memory.pictures = input && scene.plane("output");
    if (!f.memory.pictures) {
        f.memory.picture_keys.clear();
        return;
    }
    const double turn = static_cast<double>(ImGui::GetIO().MouseWheel);
    if (const auto at = on_input(scene, pointer); hovered && at && turn != 0)
        zoom_by(f, *input, *at, std::pow(wheel_step, turn));
    take_keys(f, scene, *input);
    follow(f, scene, *input);
    Hand& hand = f.kit.hand;
    if (!scene.find("picture/split")) return;
    hand.stop("picture/split");
    if (hand.focused() != "picture/split" || !hand.ring()) return;
    if (hand.take("picture/split", key::left)) split_by(f, scene, -1);
    if (hand.take("picture/split", key::right)) split_by(f, scene, 1);
}

void press_picture(Frame& f, const Scene& scene, std::string_view id) {
    const Plane* input = scene.plane("input");
    if (!input) return;
    const Vec2 about = middle_of(scene, *input);
    if (id == "picture/fit") zoom_to(f, *input, about, 0);
    if (id == "picture/one") zoom_to(f, *input, about, 1 / f.kit.pen.device());
    if (id == "picture/zoom/plus") zoom_by(f, *input, about, key_step);
    if (id == "picture/zoom/minus") zoom_by(f, *input, about, 1 / key_step);
    if (id == "picture/under/window") f.session.apply(action::ShowUnder{UnderPicture::window});
    if (id == "picture/under/counts") f.session.apply(action::ShowUnder{UnderPicture::counts});
    constexpr std::string_view channel = "picture/channel/";
    if (id.starts_with(channel))
        f.session.apply(action::Channel{id.back() - '0' - static_cast<int>(f.session.watch().channel)});
}

}  // namespace pw
