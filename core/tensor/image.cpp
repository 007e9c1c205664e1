#include "core/tensor/image.h"

#include <png.h>

#include <cmath>
#include <csetjmp>
#include <cstring>
#include <memory>

#include "core/tensor/file_shape.h"

namespace pw {

namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

// libpng reports errors by a jump. Everything with a destructor lives here, outside the functions that it
// jumps within; those keep plain variables only.
struct Decoder {
    std::string_view bytes;
    std::size_t at = 0;
    bool truncated = false;
    std::string reason;  // libpng's own words
    std::jmp_buf jump;

    png_structp png = nullptr;
    png_infop info = nullptr;
    bool alpha = false, deep = false;
    Shape shape;
    std::size_t row_bytes = 0, stored_row_bytes = 0;
    std::vector<png_byte> pixels;
    std::vector<png_bytep> rows;

    ~Decoder() { png_destroy_read_struct(&png, &info, nullptr); }
};

void on_error(png_structp png, png_const_charp reason) {
    auto* d = static_cast<Decoder*>(png_get_error_ptr(png));
    d->reason = reason;
    std::longjmp(d->jump, 1);
}
void on_warning(png_structp, png_const_charp) {}

void on_read(png_structp png, png_bytep to, std::size_t count) {
    auto* d = static_cast<Decoder*>(png_get_io_ptr(png));
    if (count > d->bytes.size() - d->at) {
        d->truncated = true;
        png_error(png, "end of file");
    }
    std::memcpy(to, d->bytes.data() + d->at, count);
    d->at += count;
}

// Reads up to the pixels and asks for grey or RGB of 8 or 16 bits.
bool read_header(Decoder& d) {
    if (setjmp(d.jump)) return false;
    png_set_read_fn(d.png, &d, on_read);
    png_set_user_limits(d.png, static_cast<png_uint_32>(limits::side),
                        static_cast<png_uint_32>(limits::side));
    png_set_chunk_malloc_max(d.png, 8u << 20);
    png_set_chunk_cache_max(d.png, 128);
    png_read_info(d.png, d.info);
    const int type = png_get_color_type(d.png, d.info), depth = png_get_bit_depth(d.png, d.info);
    d.alpha = (type & PNG_COLOR_MASK_ALPHA) || png_get_valid(d.png, d.info, PNG_INFO_tRNS);
    d.deep = depth == 16;
    d.stored_row_bytes = png_get_rowbytes(d.png, d.info);
    if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(d.png);
    if (type == PNG_COLOR_TYPE_GRAY && depth < 8) png_set_expand_gray_1_2_4_to_8(d.png);
    png_set_strip_alpha(d.png);
    png_set_interlace_handling(d.png);
    png_read_update_info(d.png, d.info);
    d.shape = {1, png_get_channels(d.png, d.info), png_get_image_height(d.png, d.info),
               png_get_image_width(d.png, d.info)};
    d.row_bytes = png_get_rowbytes(d.png, d.info);
    return true;
}

bool read_pixels(Decoder& d) {
    if (setjmp(d.jump)) return false;
    png_read_image(d.png, d.rows.data());
    png_read_end(d.png, nullptr);
    return true;
}

Tensor to_tensor(const Decoder& d) {
    const Shape& s = d.shape;
    std::vector<float> values(static_cast<std::size_t>(s.count()));
    std::size_t to = 0;
    for (std::int64_t c = 0; c < s.c; ++c)
        for (std::int64_t y = 0; y < s.h; ++y) {
            const png_byte* row = d.rows[static_cast<std::size_t>(y)];
            for (std::int64_t x = 0; x < s.w; ++x) {
                const std::int64_t i = x * s.c + c;
                values[to++] = d.deep ? static_cast<float>(row[2 * i] << 8 | row[2 * i + 1]) / 257.f
                                      : static_cast<float>(row[i]);
            }
        }
    return Tensor(s, std::move(values));
}

// The size as IHDR states it, the first thing in the file: 0 x 0 when it isn't there.
Shape stated_size(std::string_view bytes) {
    if (bytes.size() < 24 || bytes.substr(12, 4) != "IHDR") return {};
    const auto number = [&](std::size_t at) {
        std::int64_t n = 0;
        for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
        return n;
    };
    return {1, 1, number(20), number(16)};
}

Problem broken(const std::string& name, const Decoder& d) {
    const auto at = static_cast<std::int64_t>(d.at);
    if (d.truncated) return Problem(Message("problem.png.truncated", {name, at}));
    return Problem(Message("problem.png.broken", {name, at, excerpt(d.reason)}));
}

}  // namespace

bool is_png(std::string_view bytes) { return bytes.starts_with(signature); }

Expected<Picture> read_png(std::string_view name_, std::string_view bytes) {
    const std::string name(name_);
    if (!is_png(bytes)) return fail("problem.png.signature", {name});
    if (const Shape stated = stated_size(bytes); stated.count() > 0)
        if (auto checked = check_file_shape(name, stated); !checked) return tl::unexpected(checked.error());
    Decoder d;
    d.bytes = bytes;
    d.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &d, on_error, on_warning);
    if (d.png) d.info = png_create_info_struct(d.png);
    if (!d.info) return fail("problem.memory", {name});
    if (!read_header(d)) return fail(broken(name, d));
    if (auto checked = check_file_shape(name, d.shape); !checked) return tl::unexpected(checked.error());
    // Compression can't save more than 1:1032, so a short file has lost its end: known before memory is
    // taken.
    const auto height = static_cast<std::size_t>(d.shape.h);
    if (d.stored_row_bytes * height / 1032 > bytes.size())
        return fail("problem.png.truncated", {name, std::int64_t(bytes.size())});
    d.pixels.resize(d.row_bytes * height);
    for (std::size_t y = 0; y < height; ++y) d.rows.push_back(d.pixels.data() + y * d.row_bytes);
    if (!read_pixels(d)) return fail(broken(name, d));
    return Picture{to_tensor(d), d.alpha};
}

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
    e.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &e, on_write_error, on_warning);
    if (e.png) e.info = png_create_info_struct(e.png);
    if (!e.info || !encode(e)) return fail("problem.memory", {std::string("PNG")});
    return PngBytes{std::move(e.bytes), changed};
}

}  // namespace pw
