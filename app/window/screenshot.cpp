#include "app/window/screenshot.h"

#include "app/files/bytes.h"
#include "app/render/framebuffer.h"
#include "app/window/screen.h"
#include "app/window/window.h"

namespace pw {

namespace {

// Panels settle within a few frames.
constexpr int most_frames = 12;
constexpr double settling = .5;  // seconds that pass in each of them

}  // namespace

Expected<void> take_screenshot(Session& session, const ScreenshotSize& size,
                               const std::filesystem::path& path, std::optional<LayoutReport> report) {
    auto fonts = Screen::find_fonts();
    auto window = AppWindow::open(64, 64, false);
    if (!window) return tl::unexpected(window.error());
    auto screen = Screen::make(session, std::move(fonts), nullptr);
    if (!screen) return tl::unexpected(screen.error());

    Measure m;
    m.fb_w = static_cast<int>(std::lround(size.width * size.scale));
    m.fb_h = static_cast<int>(std::lround(size.height * size.scale));
    m.window_w = m.fb_w;
    m.window_h = m.fb_h;
    m.user = size.scale;
    const Framebuffer framebuffer(m.fb_w, m.fb_h);
    if (!framebuffer.complete())
        return fail("problem.screenshot.size", {std::int64_t{m.fb_w}, std::int64_t{m.fb_h}});

    Report said;
    for (int i = 0; i < most_frames && (i < 2 || session.moving() || (*screen)->moving()); ++i) {
        said = {};
        said.wanted = report.has_value();
        session.tick(settling);
        framebuffer.bind();
        (*screen)->draw(m, settling, said);
    }
    auto png = to_png(framebuffer.read());
    if (!png) return tl::unexpected(png.error());
    if (report)
        if (auto written = report->write(session, (*screen)->scene(), m, said); !written) return written;
    return write_bytes(path, *png);
}

}  // namespace pw
