// Dear ImGui's context and backends. With a window it hears the pointer; without one it only draws.
#pragma once

#include "app/ui/compat.h"
#include "app/window/measure.h"
#include "app/window/presses.h"

struct GLFWwindow;

namespace pw {

class Gui {
  public:
    explicit Gui(GLFWwindow* window);  // nullptr: for screenshots
    ~Gui();
    Gui(const Gui&) = delete;
    Gui& operator=(const Gui&) = delete;

    // The font atlas is a new one; between frames.
    void new_atlas();
    // Some of its rows have new pixels; after end(), before paint().
    void upload_rows(compat::Rows rows);
    void begin(const Measure& measure, double seconds);
    void end();
    // Into the bound framebuffer.
    void paint();
    // Told in the order in which it happened; in the window's coordinates.
    void pointer(Vec2 to);
    void button(int which, bool down);
    bool hears_more() const;  // events wait for the next frame: Dear ImGui takes keys and clicks one a frame
    bool typing() const;      // a text field of Dear ImGui's owns the keys

  private:
    bool windowed_, begun_ = false;
    Presses presses_;
};

}  // namespace pw
