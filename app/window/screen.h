// One frame, from session to pixels: panels, canvas, panels over it. The same for the window and for
// screenshots.
#pragma once

#include <future>
#include <memory>

#include "app/panels/ui.h"
#include "app/render/painter.h"
#include "app/window/gui.h"
#include "app/window/measure.h"

namespace pw {

class Screen {
  public:
    using FontsLater = std::future<Expected<std::shared_ptr<Fonts>>>;
    // Finds the fonts while the system opens the window, which takes longer.
    static FontsLater find_fonts() { return std::async(std::launch::async, Fonts::load); }

    // The context must be current. `window`: nullptr for screenshots.
    static Expected<std::unique_ptr<Screen>> make(Session& session, FontsLater fonts, GLFWwindow* window);

    // Into the bound framebuffer; what it says about itself goes to `report`, in window px.
    void draw(const Measure& measure, double seconds, Report& report);
    // Whether the panels still move.
    bool moving() const { return ui_->wants_frame(); }
    void pointer(Vec2 to) { gui_.pointer(to); }
    void button(int which, bool down) { gui_.button(which, down); }
    // Whether it hasn't yet taken everything that was done.
    bool hears_more() const { return gui_.hears_more(); }
    Ui& ui() { return *ui_; }
    const Scene& scene() const { return ui_->scene(); }

  private:
    Screen(Session& session, std::shared_ptr<Fonts> fonts, Painter painter, GLFWwindow* window);

    Session& session_;
    std::shared_ptr<Fonts> fonts_;
    Painter painter_;
    Gui gui_;
    std::unique_ptr<Ui> ui_;
};

}  // namespace pw
