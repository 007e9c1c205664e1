#include "core/tensor/png.h"

#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstring>
#include <optional>

#include "core/tensor/file_shape.h"
#include "core/tensor/picture_rows.h"

namespace pw {

namespace {

constexpr std::string_view signature = "\x89PNG\r\n\x1a\n";

// libpng reports errors by a jump. Everything with a destructor lives here, outside the functions that it
// jumps within; those keep plain variables only.
struct Decoder {
    std::string_view bytes;
    std::size_t at = 0;
    bool truncated = false, stopped = false;
    std::string reason;  // libpng's own words
    std::jmp_buf jump;
    const ReadProgress* progress = nullptr;

    png_structp png = nullptr;
    png_infop info = nullptr;
    bool alpha = false, deep = false;
    Shape shape;
    std::size_t row_bytes = 0, stored_row_bytes = 0;
    std::vector<std::uint16_t> row;  // of 8-bit samples as well
    std::optional<PictureRows> rows;

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
    png_set_user_limits(d.png, static_cast<png_uint_32>(limits::picture_side),
                        static_cast<png_uint_32>(limits::picture_side));
    // All but what the values need (IHDR, PLTE, tRNS, IDAT, IEND): texts and profiles are never unpacked.
    png_set_keep_unknown_chunks(d.png, PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(d.png, d.info);
    const int type = png_get_color_type(d.png, d.info), depth = png_get_bit_depth(d.png, d.info);
    d.alpha = (type & PNG_COLOR_MASK_ALPHA) || png_get_valid(d.png, d.info, PNG_INFO_tRNS);
    d.deep = depth == 16;
    d.stored_row_bytes = png_get_rowbytes(d.png, d.info);
    if (type == PNG_COLOR_TYPE_PALETTE) png_set_palette_to_rgb(d.png);
    if (type == PNG_COLOR_TYPE_GRAY && depth < 8) png_set_expand_gray_1_2_4_to_8(d.png);
    if (d.deep && std::endian::native == std::endian::little) png_set_swap(d.png);
    png_set_strip_alpha(d.png);
    png_read_update_info(d.png, d.info);
    d.shape = {1, png_get_channels(d.png, d.info), png_get_image_height(d.png, d.info),
               png_get_image_width(d.png, d.info)};
    d.row_bytes = png_get_rowbytes(d.png, d.info);
    return true;
}

void add_row(Decoder& d, std::int64_t y, std::int64_t x, std::int64_t step) {
    png_read_row(d.png, reinterpret_cast<png_bytep>(d.row.data()), nullptr);
    if (d.deep)
        d.rows->add(d.row.data(), y, x, step);
    else
        d.rows->add(reinterpret_cast<const std::uint8_t*>(d.row.data()), y, x, step);
}

bool goes_on(Decoder& d) {
    constexpr double most = .999;  // what is left is no row
    if (!*d.progress) return true;
    const double part = static_cast<double>(d.at) / static_cast<double>(d.bytes.size());
    d.stopped = !(*d.progress)(part * most);
    return !d.stopped;
}

// Interlaced ones come in seven passes, each with its own rows and columns.
bool read_pixels(Decoder& d) {
    if (setjmp(d.jump)) return false;
    const bool interlaced = png_get_interlace_type(d.png, d.info) != PNG_INTERLACE_NONE;
    for (int pass = 0; pass < (interlaced ? 7 : 1); ++pass) {
        const std::int64_t y0 = interlaced ? PNG_PASS_START_ROW(pass) : 0,
                           x0 = interlaced ? PNG_PASS_START_COL(pass) : 0,
                           down = interlaced ? 1 << PNG_PASS_ROW_SHIFT(pass) : 1,
                           right = interlaced ? 1 << PNG_PASS_COL_SHIFT(pass) : 1;
        if (x0 >= d.shape.w) continue;
        for (std::int64_t y = y0; y < d.shape.h; y += down) {
            if (y / down % 64 == 0 && !goes_on(d)) return false;
            add_row(d, y, x0, right);
        }
    }
    png_read_end(d.png, nullptr);
    return true;
}

// The size and channels as IHDR states them, the first thing in the file. Nothing when it isn't there or
// there are no pixels; sides of 32 bits, whose product may be beyond an integer.
std::optional<Shape> stated_shape(std::string_view bytes) {
    if (bytes.size() < 26 || bytes.substr(12, 4) != "IHDR") return std::nullopt;
    const auto number = [&](std::size_t at) {
        std::int64_t n = 0;
        for (std::size_t i = 0; i < 4; ++i) n = n << 8 | static_cast<unsigned char>(bytes[at + i]);
        return n;
    };
    const Shape shape{1, bytes[25] & PNG_COLOR_MASK_COLOR ? 3 : 1, number(20), number(16)};
    return shape.h > 0 && shape.w > 0 ? std::optional(shape) : std::nullopt;
}

Problem broken(const std::string& name, const Decoder& d) {
    const auto at = static_cast<std::int64_t>(d.at);
    if (d.stopped) return reading_stopped().value();
    if (d.truncated) return Problem(Message("problem.png.truncated", {name, at}));
    return Problem(Message("problem.png.broken", {name, at, excerpt(d.reason)}));
}

}  // namespace

bool is_png(std::string_view bytes) { return bytes.starts_with(signature); }

Expected<Shape> read_png_size(std::string_view name, std::string_view bytes) {
    const auto shape = is_png(bytes) ? stated_shape(bytes) : std::nullopt;
    if (!shape) return fail("problem.png.signature", {std::string(name)});
    return *shape;
}

Expected<Picture> read_png(std::string_view name_, std::string_view bytes, int reduce,
                           const ReadProgress& progress) {
    const std::string name(name_);
    if (!is_png(bytes)) return fail("problem.png.signature", {name});
    if (const auto stated = stated_shape(bytes))
        if (auto checked = check_picture_shape(name, *stated, reduce); !checked)
            return tl::unexpected(checked.error());
    Decoder d;
    d.bytes = bytes;
    d.progress = &progress;
    d.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &d, on_error, on_warning);
    if (d.png) d.info = png_create_info_struct(d.png);
    if (!d.info) return fail("problem.memory", {name});
    if (!read_header(d)) return fail(broken(name, d));
    // Compression can't save more than 1:1032, so a short file has lost its end: known before memory is
    // taken.
    if (d.stored_row_bytes * static_cast<std::size_t>(d.shape.h) / 1032 > bytes.size())
        return fail("problem.png.truncated", {name, std::int64_t(bytes.size())});
    d.row.resize((d.row_bytes + 1) / 2);
    d.rows.emplace(d.shape, reduce, PictureRows::Corner{});
    if (!read_pixels(d)) return fail(broken(name, d));
    return Picture{Tensor(d.rows->shape(), d.rows->take()), d.alpha};
}

}  // namespace pw
