// A Scene as a part of another one.
#pragma once

#include "core/figure/scene.h"

namespace pw {

// `scale` times as large, its corner at `at`: positions, sizes, strokes, hatches and texts alike.
Item placed(Item item, Vec2 at, double scale);
Scene scaled(Scene scene, double scale);
// Groups and spots of `part` come last, above what is there. The part's page isn't drawn.
void place(Scene& into, Scene part, Vec2 at, double scale);

}  // namespace pw
