// A framebuffer of our own: RGBA8, for screenshots and tests.
#pragma once

#include <string>

#include "app/render/gl.h"
#include "core/base/expected.h"
#include "core/figure/scene.h"

namespace pw {

class Framebuffer {
  public:
    Framebuffer(int width, int height);
    int width() const { return width_; }
    int height() const { return height_; }
    void bind() const { glBindFramebuffer(GL_FRAMEBUFFER, name_.id()); }
    bool complete() const;
    // Upper row first, opaque.
    Image read() const;

  private:
    int width_, height_;
    gl::Texture texture_ = gl::Texture::make();
    gl::FramebufferName name_ = gl::FramebufferName::make();
};

// The bytes of a PNG file, without transparency.
Expected<std::string> to_png(const Image& image);

}  // namespace pw
