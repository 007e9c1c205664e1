// --screenshot: the whole window, drawn once into our own framebuffer.
#pragma once

#include <filesystem>
#include <optional>

#include "app/session.h"
#include "app/window/layout_report.h"

namespace pw {

struct ScreenshotSize {
    int width = 1280, height = 800;  // px at 100 %
    double scale = 1;
};

Expected<void> take_screenshot(Session& session, const ScreenshotSize& size,
                               const std::filesystem::path& path, std::optional<LayoutReport> report);

}  // namespace pw
