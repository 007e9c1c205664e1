#include "core/export/image_bytes.h"

#include <png.h>

#include <csetjmp>

namespace pw {

namespace {

// libpng reports errors by a jump: what has a destructor lives outside the function that it jumps within.
struct Encoder {
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

bool all_opaque(const Image& image) {
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        if (image.rgba[i] != 255) return false;
    return true;
}

void take_row(std::vector<png_byte>& row, const std::uint8_t* rgba, std::size_t channels) {
    for (std::size_t i = 0; i < row.size(); ++i) row[i] = rgba[i / channels * 4 + i % channels];
}

bool encode(Encoder& e, const Image& image, std::size_t channels) {
    if (setjmp(e.jump)) return false;
    png_set_write_fn(e.png, &e, on_write, on_flush);
    png_set_compression_level(e.png, 6);
    png_set_IHDR(e.png, e.info, static_cast<png_uint_32>(image.width), static_cast<png_uint_32>(image.height),
                 8, channels == 4 ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_write_info(e.png, e.info);
    const std::uint8_t* rgba = image.rgba.data();
    for (int y = 0; y < image.height; ++y, rgba += 4 * static_cast<std::size_t>(image.width)) {
        take_row(e.row, rgba, channels);
        png_write_row(e.png, e.row.data());
    }
    png_write_end(e.png, nullptr);
    return true;
}

}  // namespace

std::string image_bytes(const Image& image) {
    Encoder e;
    const std::size_t channels = all_opaque(image) ? 3 : 4;
    e.row.resize(channels * static_cast<std::size_t>(image.width));
    e.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &e, on_error, on_warning);
    if (e.png) e.info = png_create_info_struct(e.png);
    if (!e.info || !encode(e, image, channels)) return {};
    return std::move(e.bytes);
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned v = 0;
        const std::size_t n = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            v = v << 8 | (k < n ? static_cast<unsigned char>(bytes[i + k]) : 0u);
        for (std::size_t k = 0; k < 4; ++k) out += k <= n ? digits[v >> (18 - 6 * k) & 63] : '=';
    }
    return out;
}

}  // namespace pw
