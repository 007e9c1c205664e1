#include "core/figure/scene.h"

#include <algorithm>

namespace pw {

double start_of(const Text& t, double width) {
    return t.align == Align::left ? 0 : t.align == Align::middle ? -width / 2 : -width;
}

const Spot* Scene::hit(Vec2 p) const {
    for (auto it = spots.rbegin(); it != spots.rend(); ++it)
        if (it->rect.contains(p)) return &*it;
    return nullptr;
}

const Plane* Scene::plane(std::string_view id) const {
    for (const Plane& p : planes)
        if (p.id == id) return &p;
    return nullptr;
}

const Spot* Scene::find(std::string_view id) const {
    const auto at = std::ranges::find(spots, id, &Spot::id);
    return at == spots.end() ? nullptr : &*at;
}

}  // namespace pw
