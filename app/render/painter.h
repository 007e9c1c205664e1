// Paints a figure's Scene with OpenGL 3.3 (or ES 3.0). Colours are blended in sRGB, as a browser does.
#pragma once

#include <memory>

#include "core/base/expected.h"
#include "core/figure/scene.h"
#include "core/text/fonts.h"

namespace pw {

class Painter {
  public:
    // The context must be current, then and whenever it paints; `fonts` must outlive it.
    static Expected<Painter> make(const Fonts& fonts);
    ~Painter();
    Painter(Painter&&) noexcept;
    Painter& operator=(Painter&&) noexcept;

    // Into the bound framebuffer. `offset_px`: the scene's (0, 0), `clip`: what may be touched; both in
    // device px, y downwards. `scale`: device px per scene px. The page is the caller's to clear.
    void paint(const Scene& scene, Vec2 offset_px, double scale, int fb_width, int fb_height,
               const Rect* clip);

  private:
    Painter();
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pw
