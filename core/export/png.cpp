#include "core/export/png.h"

#include <png.h>

#include <cmath>
#include <csetjmp>

namespace pw {

namespace {

// Measured on figures of 1920x1080 (core/bench/RESULTS.md): flat areas and text repeat best as they are, any
// filter makes files larger; level 9 saves 8 % for four times the work. Photographs would gain from a filter.
constexpr int level = 6;
constexpr int filter = PNG_FILTER_NONE;

// libpng reports errors by a jump: everything with a destructor lives here.
struct Encoder {
    const Raster& raster;
    const PngOptions& options;
    std::string bytes;
    std::vector<png_byte> row;
    std::jmp_buf jump;
    png_structp png = nullptr;
    png_infop info = nullptr;

    ~Encoder() { png_destroy_write_struct(&png, &info); }
};

void on_error(png_structp png, png_const_charp) {
    std::longjmp(static_cast<Encoder*>(png_get_error_ptr(png))->jump, 1);
}
void on_warning(png_structp, png_const_charp) {}
void on_write(png_structp png, png_bytep from, std::size_t count) {
    static_cast<Encoder*>(png_get_io_ptr(png))->bytes.append(reinterpret_cast<const char*>(from), count);
}
void on_flush(png_structp) {}

void opaque_row(const std::uint32_t* from, int width, png_byte* to) {
    for (int x = 0; x < width; ++x) {
        to[3 * x] = static_cast<png_byte>(from[x] >> 16);
        to[3 * x + 1] = static_cast<png_byte>(from[x] >> 8);
        to[3 * x + 2] = static_cast<png_byte>(from[x]);
    }
}

// PNG's colours are not premultiplied.
void clear_row(const std::uint32_t* from, int width, png_byte* to) {
    for (int x = 0; x < width; ++x, to += 4) {
        const std::uint32_t a = from[x] >> 24;
        const auto part = [&](int shift) {
            return static_cast<png_byte>(a ? std::min(255u, ((from[x] >> shift & 255) * 255 + a / 2) / a)
                                           : 0);
        };
        to[0] = part(16);
        to[1] = part(8);
        to[2] = part(0);
        to[3] = static_cast<png_byte>(a);
    }
}

void put_text(Encoder& e) {
    png_text text{};
    text.compression = PNG_TEXT_COMPRESSION_NONE;
    text.key = const_cast<png_charp>(png_keyword);
    text.text = const_cast<png_charp>(e.options.share.c_str());
    text.text_length = e.options.share.size();
    png_set_text(e.png, e.info, &text, 1);
}

bool encode(Encoder& e) {
    if (setjmp(e.jump)) return false;
    const Raster& r = e.raster;
    png_set_write_fn(e.png, &e, on_write, on_flush);
    png_set_compression_level(e.png, level);
    png_set_filter(e.png, PNG_FILTER_TYPE_BASE, filter);
    png_set_IHDR(e.png, e.info, static_cast<png_uint_32>(r.width), static_cast<png_uint_32>(r.height), 8,
                 r.opaque ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    if (e.options.pixels_per_px > 0) {
        const auto per_metre = static_cast<png_uint_32>(std::lround(e.options.pixels_per_px * 96 / .0254));
        png_set_pHYs(e.png, e.info, per_metre, per_metre, PNG_RESOLUTION_METER);
    }
    if (!e.options.share.empty()) put_text(e);
    png_write_info(e.png, e.info);
    for (int y = 0; y < r.height; ++y) {
        const std::uint32_t* from = r.pixels.data() + std::ptrdiff_t{y} * r.width;
        (r.opaque ? opaque_row : clear_row)(from, r.width, e.row.data());
        png_write_row(e.png, e.row.data());
    }
    png_write_end(e.png, nullptr);
    return true;
}

}  // namespace

Expected<std::string> to_png(const Raster& raster, const PngOptions& options) {
    Encoder e{.raster = raster, .options = options, .bytes = {}, .row = {}, .jump = {}};
    e.row.resize(static_cast<std::size_t>(raster.width) * (raster.opaque ? 3 : 4));
    e.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &e, on_error, on_warning);
    if (e.png) e.info = png_create_info_struct(e.png);
    if (!e.info || !encode(e)) return fail("problem.memory", {std::string("PNG")});
    return std::move(e.bytes);
}

}  // namespace pw
