// Pages as an animated GIF: one palette, no dithering, only what changes is written. The same pages give the
// same bytes.
#pragma once

#include <string>

#include "core/export/pages.h"

namespace pw {

struct GifOptions {
    double fps = 20;  // above 50, frames are left out: viewers slow down what is shorter than 2/100 s
    bool loop = true;
    double scale = 1;
};

Expected<std::string> to_gif(const Pages& pages, const Fonts& fonts, const GifOptions& options = {},
                             const Progress& progress = {});

}  // namespace pw
