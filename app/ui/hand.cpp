#include "app/ui/hand.h"

#include <algorithm>

#include "app/ui/keys.h"

namespace pw {

namespace {

constexpr double hover_seconds = .08, tooltip_seconds = .5, hold_seconds = .4;

double ease(double x) { return x < .5 ? 4 * x * x * x : 1 - (2 - 2 * x) * (2 - 2 * x) * (2 - 2 * x) / 2; }

}  // namespace

void Hand::begin(double seconds, bool reduced_motion) {
    seconds_ = seconds;
    still_ = reduced_motion;
    moving_ = false;
    over_seen_ = modal_ = false;
    order_.clear();
}

void Hand::end() {
    keys_.clear();
    if (!over_seen_) over_.clear();
    if (!ImGui::GetIO().MouseDown[0]) {
        dragged = false;
        held_.clear();
    }
    last_order_ = order_;
    if (!focused_.empty() && std::find(order_.begin(), order_.end(), focused_) == order_.end()) {
        // The focused control is gone, or behind a popover that the keyboard opened.
        const bool follow = modal_ && ring_ && !order_.empty();
        focus(follow ? order_.front() : "", follow);
    }
    if (typing && focused_ != typing->id) typing.reset();
}

Touch Hand::touch(Pen& pen, std::string_view id, Rect r, bool enabled, bool focusable) {
    Touch t;
    if (enabled) {
        const std::string name(id);
        ImGui::SetCursorScreenPos(pen.at({r.x, r.y}));
        const ImVec2 size = pen.at({std::max(1.0, r.w), std::max(1.0, r.h)});
        t.clicked = ImGui::InvisibleButton(name.c_str(), size);
        t.hovered = ImGui::IsItemHovered();
        t.held = ImGui::IsItemActive();
        t.menu = t.hovered && ImGui::IsMouseClicked(ImGuiMouseButton_Right);
        if (ImGui::IsItemActivated()) focus(focusable ? id : "", false);
        if (focusable) {
            order_.push_back(name);
            if (focused_ == id) focused_at_ = r;
            t.ring = ring() && focused_ == id;
            if (t.ring && (take(id, key::space) || take(id, key::enter))) t.clicked = true;
        }
    }
    t.warm = glide(std::string(id) + "/hover", t.hovered ? 1 : 0, hover_seconds);
    return t;
}

double Hand::glide(std::string_view id, double target, double seconds) {
    auto [it, first] = glides_.try_emplace(std::string(id), Glide{target, target, 1});
    Glide& g = it->second;
    if (first) return target;
    const auto now = [&] { return lerp(g.from, g.to, ease(g.k)); };
    if (target != g.to) g = {now(), target, 0};
    if (g.k < 1) g.k = still_ || seconds <= 0 ? 1 : std::min(1.0, g.k + seconds_ / seconds);
    if (g.k < 1) moving_ = true;
    return now();
}

void Hand::focus(std::string_view id, bool ring) {
    if (focused_ != id) focused_at_ = {};
    focused_ = id;
    ring_ = ring && !id.empty();
}

void Hand::tab(bool backwards) {
    if (last_order_.empty()) return;
    const auto found = std::find(last_order_.begin(), last_order_.end(), focused_);
    const int n = static_cast<int>(last_order_.size());
    int i = found == last_order_.end() ? (backwards ? 0 : -1) : static_cast<int>(found - last_order_.begin());
    i = (i + (backwards ? n - 1 : 1)) % n;
    typing.reset();
    focus(last_order_[static_cast<std::size_t>(i)], true);
}

bool Hand::take(std::string_view id, int key) {
    if (focused_ != id) return false;
    const auto found = std::find(keys_.begin(), keys_.end(), key);
    if (found == keys_.end()) return false;
    keys_.erase(found);
    return true;
}

std::optional<int> Hand::take_any(std::string_view id) {
    if (focused_ != id || keys_.empty()) return std::nullopt;
    const int key = keys_.front();
    keys_.erase(keys_.begin());
    return key;
}

std::optional<char32_t> Hand::take_character(std::string_view id) {
    if (focused_ != id) return std::nullopt;
    const auto found = std::ranges::find_if(keys_, [](int key) { return key & key::character; });
    if (found == keys_.end()) return std::nullopt;
    const auto c = static_cast<char32_t>(*found & ~key::character);
    keys_.erase(found);
    return c;
}

bool Hand::lingers(std::string_view id, bool hovered) {
    if (!hovered) return false;
    over_seen_ = true;
    if (over_ != id) {
        over_ = id;
        over_for_ = 0;
    } else {
        over_for_ += seconds_;
    }
    if (over_for_ < tooltip_seconds) moving_ = true;
    return over_for_ >= tooltip_seconds;
}

bool Hand::holds(std::string_view id, bool held) {
    if (!held) {
        if (held_ == id) held_.clear();  // the next press begins anew
        return false;
    }
    if (held_ != id) {
        held_ = id;
        held_for_ = 0;
    }
    const bool was = held_for_ >= hold_seconds;
    held_for_ += seconds_;
    if (held_for_ < hold_seconds) moving_ = true;
    return !was && held_for_ >= hold_seconds;
}

}  // namespace pw
