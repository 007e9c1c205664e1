// An OpenGL context without a window or a display, for tests of the painter.
#pragma once

#include <epoxy/egl.h>

namespace pw {

class Context {
  public:
    Context() {
        display_ = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, EGL_DEFAULT_DISPLAY, nullptr);
        if (!display_ || !eglInitialize(display_, nullptr, nullptr) || !eglBindAPI(EGL_OPENGL_API)) return;
        const EGLint wanted[] = {EGL_CONTEXT_MAJOR_VERSION,
                                 3,
                                 EGL_CONTEXT_MINOR_VERSION,
                                 3,
                                 EGL_CONTEXT_OPENGL_PROFILE_MASK,
                                 EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT,
                                 EGL_NONE};
        context_ = eglCreateContext(display_, EGL_NO_CONFIG_KHR, EGL_NO_CONTEXT, wanted);
        ready_ = context_ && eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, context_);
    }
    ~Context() {
        if (context_) eglDestroyContext(display_, context_);
        if (display_) eglTerminate(display_);
    }
    Context(const Context&) = delete;
    bool ready() const { return ready_; }

  private:
    EGLDisplay display_ = nullptr;
    EGLContext context_ = nullptr;
    bool ready_ = false;
};

}  // namespace pw
