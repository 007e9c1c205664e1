#include "app/render/framebuffer.h"

#include "core/tensor/png.h"

namespace pw {

Framebuffer::Framebuffer(int width, int height) : width_(width), height_(height) {
    glBindTexture(GL_TEXTURE_2D, texture_.id());
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    bind();
    glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.id(), 0);
}

bool Framebuffer::complete() const {
    bind();
    return glCheckFramebufferStatus(GL_FRAMEBUFFER) == GL_FRAMEBUFFER_COMPLETE;
}

Image Framebuffer::read() const {
    const std::size_t row = static_cast<std::size_t>(width_) * 4, rows = static_cast<std::size_t>(height_);
    std::vector<std::uint8_t> upwards(row * rows);
    bind();
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, upwards.data());
    Image image{width_, height_, {}};
    image.rgba.reserve(upwards.size());
    for (std::size_t y = rows; y-- > 0;) {
        const auto from = upwards.begin() + static_cast<std::ptrdiff_t>(y * row);
        image.rgba.insert(image.rgba.end(), from, from + static_cast<std::ptrdiff_t>(row));
    }
    for (std::size_t i = 3; i < image.rgba.size(); i += 4) image.rgba[i] = 255;
    return image;
}

Expected<std::string> to_png(const Image& image) {
    const std::size_t plane = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    std::vector<float> values(3 * plane);
    for (std::size_t i = 0; i < plane; ++i)
        for (std::size_t c = 0; c < 3; ++c) values[c * plane + i] = image.rgba[4 * i + c];
    return write_png(Tensor({1, 3, image.height, image.width}, std::move(values))).map([](PngBytes&& png) {
        return std::move(png.bytes);
    });
}

}  // namespace pw
