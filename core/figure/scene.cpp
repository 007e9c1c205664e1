#include "core/figure/scene.h"

namespace pw {

const Spot* Scene::hit(Vec2 p) const {
    for (auto it = spots.rbegin(); it != spots.rend(); ++it)
        if (it->rect.contains(p)) return &*it;
    return nullptr;
}

}  // namespace pw
