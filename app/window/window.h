// A window with an OpenGL 3.3 core context, through GLFW: the only room that differs from system to system.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "app/window/measure.h"
#include "core/base/expected.h"
#include "core/base/geometry.h"

struct GLFWwindow;

namespace pw {

class AppWindow {
  public:
    // `width` and `height` at the display's own scale; `visible`: false for screenshots. The context becomes
    // current.
    static Expected<std::unique_ptr<AppWindow>> open(double width, double height, bool visible);
    ~AppWindow();
    AppWindow(const AppWindow&) = delete;
    AppWindow& operator=(const AppWindow&) = delete;

    GLFWwindow* handle() const { return window_; }
    Measure measure(double user_scale) const;
    double refresh_rate() const;  // 0: unknown
    bool closing() const;
    bool iconified() const;
    bool full_screen() const { return full_; }

    void poll();
    // Until something happens, or so many seconds; negative: for ever.
    void wait(double seconds);
    // Whether anything happened since the last call.
    bool take_event() { return std::exchange(event_, false); }

    void show();
    void swap();
    void set_title(const std::string& title);
    void set_clipboard(const std::string& text);
    std::string clipboard() const;  // empty: there is no text
    void set_full_screen(bool on);

    std::function<void(int key, int mods, bool repeat)> on_key;
    std::function<void(unsigned codepoint)> on_character;
    std::function<void(const std::vector<std::string>& paths)> on_drop;
    std::function<void(Vec2 to)> on_pointer;  // in the window's coordinates
    std::function<void(int which, bool down)> on_button;

  private:
    AppWindow() = default;
    void listen();

    GLFWwindow* window_ = nullptr;
    bool visible_ = true, shown_ = false, full_ = false, event_ = true;
    int x_ = 0, y_ = 0, w_ = 0, h_ = 0;  // before full screen
};

double seconds_now();

}  // namespace pw
