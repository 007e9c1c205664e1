// Writing only: see png.cpp for reading.
#include <png.h>

#include <cmath>
#include <csetjmp>

#include "core/tensor/png.h"

namespace pw {

namespace {

struct Encoder {
    std::string bytes;
    std::jmp_buf jump;
    png_structp png = nullptr;
    png_infop info = nullptr;
    std::vector<png_byte> pixels;
    std::vector<png_bytep> rows;
    Shape shape;

    ~Encoder() { png_destroy_write_struct(&png, &info); }
};

void on_write_error(png_structp png, png_const_charp) {
    std::longjmp(static_cast<Encoder*>(png_get_error_ptr(png))->jump, 1);
}
void on_write_warning(png_structp, png_const_charp) {}
void on_write(png_structp png, png_bytep from, std::size_t count) {
    static_cast<Encoder*>(png_get_io_ptr(png))->bytes.append(reinterpret_cast<const char*>(from), count);
}
void on_flush(png_structp) {}

bool encode(Encoder& e) {
    if (setjmp(e.jump)) return false;
    png_set_write_fn(e.png, &e, on_write, on_flush);
    png_set_compression_level(e.png, 9);
    png_set_IHDR(e.png, e.info, static_cast<png_uint_32>(e.shape.w), static_cast<png_uint_32>(e.shape.h), 8,
                 e.shape.c == 3 ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_GRAY, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(e.png, e.info);
    png_write_image(e.png, e.rows.data());
    png_write_end(e.png, nullptr);
    return true;
}

png_byte to_byte(float value, bool& changed) {
    const float clipped = value > 0 ? std::fmin(value, 255.f) : 0.f;  // NaN becomes 0
    const float whole = std::round(clipped);
    changed = changed || whole != value;
    return static_cast<png_byte>(whole);
}

}  // namespace

Expected<PngBytes> write_png(const Tensor& tensor) {
    const Shape& s = tensor.shape();
    if (s.n != 1 || (s.c != 1 && s.c != 3) || s.count() == 0)
        return fail("problem.png.channels", {s.n, s.c, s.h, s.w});
    Encoder e;
    e.shape = s;
    bool changed = false;
    e.pixels.reserve(static_cast<std::size_t>(s.count()));
    for (std::int64_t y = 0; y < s.h; ++y)
        for (std::int64_t x = 0; x < s.w; ++x)
            for (std::int64_t c = 0; c < s.c; ++c)
                e.pixels.push_back(to_byte(tensor.at(0, c, y, x), changed));
    for (std::int64_t y = 0; y < s.h; ++y) e.rows.push_back(e.pixels.data() + y * s.w * s.c);
    e.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &e, on_write_error, on_write_warning);
    if (e.png) e.info = png_create_info_struct(e.png);
    if (!e.info || !encode(e)) return fail("problem.memory", {std::string("PNG")});
    return PngBytes{std::move(e.bytes), changed};
}

}  // namespace pw
