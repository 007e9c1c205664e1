// Pages as H.264 video, by the program ffmpeg.
#pragma once

#include <string>

#include "core/export/pages.h"

namespace pw {

struct Mp4Options {
    double fps = 60;
    double scale = 1;
    std::string program = "ffmpeg";  // found through PATH unless it is a path
};

// Odd sizes are padded with the page's colour: the format has even ones only.
Expected<std::string> to_mp4(const Pages& pages, const Fonts& fonts, const Mp4Options& options = {},
                             const Progress& progress = {});

}  // namespace pw
