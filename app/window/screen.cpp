#include "app/window/screen.h"

#include "app/render/flatten.h"
#include "app/render/gl.h"

namespace pw {

Screen::Screen(Session& session, std::shared_ptr<Fonts> fonts, Painter painter, GLFWwindow* window)
    : session_(session),
      fonts_(std::move(fonts)),
      painter_(std::move(painter)),
      gui_(window),
      ui_(std::make_unique<Ui>(session, *fonts_)) {}

Expected<std::unique_ptr<Screen>> Screen::make(Session& session, FontsLater later, GLFWwindow* window) {
    auto fonts = later.get();
    if (!fonts) return tl::unexpected(fonts.error());
    auto painter = Painter::make(**fonts);
    if (!painter) return tl::unexpected(painter.error());
    return std::unique_ptr<Screen>(new Screen(session, std::move(*fonts), std::move(*painter), window));
}

void Screen::draw(const Measure& m, double seconds, Report& report) {
    // Once more when the page of glyphs was full: nobody sees the gaps.
    constexpr int tries = 5;
    for (int i = 0; i < tries && (i == 0 || ui_->lacks_glyphs()); ++i) {
        if (ui_->prepare(m.scale(), m.device())) gui_.new_atlas();
        report.items.clear();
        report.focused.clear();
        gui_.begin(m, i == 0 ? seconds : 0);
        ui_->frame(m.width(), m.height(), i == 0 ? seconds : 0, report);
        gui_.end();
    }
    gui_.upload_rows(ui_->new_glyphs());
    for (ReportItem& item : report.items) item.rect = ToDevice{m.scale(), {}}(item.rect);

    const Colour desk = tokens(session_.settings().theme).desk;
    glViewport(0, 0, m.fb_w, m.fb_h);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(desk.r, desk.g, desk.b, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    // On whole pixels, so that the canvas's hairlines stay as sharp as the panels'.
    const Rect at = ui_->scene_rect();
    const double d = m.device();
    painter_.paint(ui_->scene(), {std::round(at.x * d), std::round(at.y * d)}, d, m.fb_w, m.fb_h, nullptr);
    gui_.paint();
}

}  // namespace pw
