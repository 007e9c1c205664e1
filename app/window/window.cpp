#include "app/window/window.h"

#include <GLFW/glfw3.h>
#include <epoxy/gl.h>

#include <chrono>

namespace pw {

namespace {

AppWindow& self(GLFWwindow* w) { return *static_cast<AppWindow*>(glfwGetWindowUserPointer(w)); }

std::string last_error() {
    const char* text = nullptr;
    glfwGetError(&text);
    return text ? text : "";
}

// What OpenGL there is, when it isn't the one that we need.
std::string found_instead() {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
    GLFWwindow* any = glfwCreateWindow(64, 64, "", nullptr, nullptr);
    if (!any) return {};
    glfwMakeContextCurrent(any);
    const auto text = [](GLenum name) {
        const auto* t = reinterpret_cast<const char*>(glGetString(name));
        return std::string(t ? t : "?");
    };
    const std::string found = "OpenGL " + text(GL_VERSION) + ", " + text(GL_RENDERER);
    glfwDestroyWindow(any);
    return found;
}

void hint_context() {
    glfwDefaultWindowHints();
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHint(GLFW_DEPTH_BITS, 0);
    glfwWindowHint(GLFW_STENCIL_BITS, 0);
    glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
    glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);  // until the first frame is there
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "poolwalk");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "poolwalk");
}

}  // namespace

double seconds_now() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Expected<std::unique_ptr<AppWindow>> AppWindow::open(double width, double height, bool visible) {
    if (!glfwInit()) return fail("problem.display", {last_error()});
    hint_context();
    std::unique_ptr<AppWindow> w(new AppWindow);
    w->visible_ = visible;
    w->window_ = glfwCreateWindow(static_cast<int>(width + .5), static_cast<int>(height + .5), "Poolwalk",
                                  nullptr, nullptr);
    if (!w->window_) {
        const std::string why = last_error(), found = found_instead();
        if (found.empty()) return fail("problem.opengl.none", {why});
        return fail("problem.opengl", {found});
    }
    glfwSetWindowUserPointer(w->window_, w.get());
    glfwMakeContextCurrent(w->window_);
    glfwSwapInterval(1);
    w->listen();
    return w;
}

AppWindow::~AppWindow() {
    if (window_) glfwDestroyWindow(window_);
    glfwTerminate();
}

// Set before Dear ImGui's own callbacks, which pass everything on to these.
void AppWindow::listen() {
    glfwSetKeyCallback(window_, [](GLFWwindow* w, int key, int, int action, int mods) {
        self(w).event_ = true;
        if (action != GLFW_RELEASE && self(w).on_key) self(w).on_key(key, mods, action == GLFW_REPEAT);
    });
    glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
        self(w).event_ = true;
        if (self(w).on_drop) self(w).on_drop(std::vector<std::string>(paths, paths + count));
    });
    glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned codepoint) {
        self(w).event_ = true;
        if (self(w).on_character) self(w).on_character(codepoint);
    });
    glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
        self(w).event_ = true;
        if (self(w).on_pointer) self(w).on_pointer({x, y});
    });
    glfwSetCursorEnterCallback(window_, [](GLFWwindow* w, int) { self(w).event_ = true; });
    glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int which, int action, int) {
        self(w).event_ = true;
        if (self(w).on_button) self(w).on_button(which, action == GLFW_PRESS);
    });
    glfwSetScrollCallback(window_, [](GLFWwindow* w, double, double) { self(w).event_ = true; });
    glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int) { self(w).event_ = true; });
    glfwSetWindowIconifyCallback(window_, [](GLFWwindow* w, int) { self(w).event_ = true; });
    glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).event_ = true; });
    glfwSetWindowCloseCallback(window_, [](GLFWwindow* w) { self(w).event_ = true; });
    glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).event_ = true; });
    glfwSetWindowContentScaleCallback(window_, [](GLFWwindow* w, float, float) { self(w).event_ = true; });
}

Measure AppWindow::measure(double user_scale) const {
    Measure m;
    int w = 0, h = 0;
    float content = 1;
    glfwGetWindowSize(window_, &w, &h);
    glfwGetFramebufferSize(window_, &m.fb_w, &m.fb_h);
    glfwGetWindowContentScale(window_, &content, nullptr);
    m.window_w = w;
    m.window_h = h;
    m.content = content > 0 ? static_cast<double>(content) : 1;
    m.user = user_scale;
    return m;
}

double AppWindow::refresh_rate() const {
    GLFWmonitor* monitor = glfwGetWindowMonitor(window_);
    if (!monitor) monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    return mode ? mode->refreshRate : 0;
}

bool AppWindow::closing() const { return glfwWindowShouldClose(window_); }
bool AppWindow::iconified() const { return glfwGetWindowAttrib(window_, GLFW_ICONIFIED); }
void AppWindow::poll() { glfwPollEvents(); }

void AppWindow::wait(double seconds) {
    if (seconds < 0)
        glfwWaitEvents();
    else if (seconds > 0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwPollEvents();
}

void AppWindow::show() {
    if (!visible_ || std::exchange(shown_, true)) return;
    glfwShowWindow(window_);
}

void AppWindow::swap() { glfwSwapBuffers(window_); }
void AppWindow::set_title(const std::string& title) { glfwSetWindowTitle(window_, title.c_str()); }
void AppWindow::set_clipboard(const std::string& text) { glfwSetClipboardString(window_, text.c_str()); }
std::string AppWindow::clipboard() const {
    const char* text = glfwGetClipboardString(window_);
    return text ? text : "";
}

void AppWindow::set_full_screen(bool on) {
    if (on == full_) return;
    full_ = on;
    event_ = true;
    if (!on) {
        glfwSetWindowMonitor(window_, nullptr, x_, y_, w_, h_, GLFW_DONT_CARE);
        return;
    }
    GLFWmonitor* monitor = glfwGetPrimaryMonitor();
    const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
    if (!mode) return;
    glfwGetWindowPos(window_, &x_, &y_);
    glfwGetWindowSize(window_, &w_, &h_);
    glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
}

}  // namespace pw
