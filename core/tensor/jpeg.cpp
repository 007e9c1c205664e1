#include "core/tensor/jpeg.h"

#include <cstddef>
#include <cstdio>
// needs both
#include <jerror.h>
#include <jpeglib.h>

#include <csetjmp>
#include <optional>
#include <string>
#include <vector>

#include "core/tensor/exif.h"
#include "core/tensor/file_shape.h"
#include "core/tensor/picture_rows.h"

namespace pw {

namespace {

constexpr int most_scans = 100;  // real ones have about ten
// A block of 8 x 8 takes at least one bit.
constexpr std::int64_t most_pixels_per_byte = 8 * 64;
// Of a picture in several scans, which libjpeg keeps whole at two bytes a sample.
constexpr std::int64_t most_kept = 768LL << 20;

// libjpeg reports errors by a jump. Everything with a destructor lives here, outside the functions that it
// jumps within; those keep plain variables only.
struct Decoder {
    jpeg_error_mgr errors{};  // first: libjpeg gives this back
    jpeg_decompress_struct jpeg{};
    jpeg_progress_mgr watch{};
    std::jmp_buf jump;
    bool truncated = false, stopped = false, too_many_scans = false;
    std::string reason;  // libjpeg's own words
    std::size_t size = 0;
    const ReadProgress* progress = nullptr;
    Orientation orientation;
    Shape shape;  // as it lies in the file
    std::vector<JSAMPLE> row;
    std::optional<PictureRows> rows;

    ~Decoder() { jpeg_destroy_decompress(&jpeg); }
    std::size_t at() const { return jpeg.src ? size - jpeg.src->bytes_in_buffer : 0; }
};

Decoder& of(j_common_ptr jpeg) { return *static_cast<Decoder*>(jpeg->client_data); }

[[noreturn]] void on_error(j_common_ptr jpeg) {
    Decoder& d = of(jpeg);
    char text[JMSG_LENGTH_MAX];
    jpeg->err->format_message(jpeg, text);
    d.reason = text;
    std::longjmp(d.jump, 1);
}

// Warnings are damage that libjpeg would paint over in grey, except those that lose no pixel.
void on_message(j_common_ptr jpeg, int level) {
    if (level >= 0) return;
    switch (jpeg->err->msg_code) {
        case JWRN_EXTRANEOUS_DATA:
        case JWRN_JFIF_MAJOR:
        case JWRN_ADOBE_XFORM:
        case JWRN_NOT_SEQUENTIAL:
            return;
        case JWRN_JPEG_EOF:
            of(jpeg).truncated = true;
    }
    on_error(jpeg);
}
void say_nothing(j_common_ptr) {}

// While libjpeg gathers the scans of a progressive picture.
void on_progress(j_common_ptr common) {
    Decoder& d = of(common);
    d.too_many_scans = d.jpeg.input_scan_number > most_scans;
    constexpr double gathering = .7;  // of the time that such a picture takes
    const bool gathers = jpeg_has_multiple_scans(&d.jpeg) && !d.rows;
    if (gathers && *d.progress)
        d.stopped = !(*d.progress)(gathering * static_cast<double>(d.at()) / static_cast<double>(d.size));
    if (d.too_many_scans || d.stopped) std::longjmp(d.jump, 1);
}

void begin(Decoder& d, std::string_view bytes) {
    d.size = bytes.size();
    d.jpeg.err = jpeg_std_error(&d.errors);
    d.errors.error_exit = on_error;
    d.errors.emit_message = on_message;
    d.errors.output_message = say_nothing;
    d.jpeg.client_data = &d;
}

bool read_header(Decoder& d, std::string_view bytes) {
    if (setjmp(d.jump)) return false;
    jpeg_create_decompress(&d.jpeg);
    jpeg_mem_src(&d.jpeg, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    jpeg_save_markers(&d.jpeg, JPEG_APP0 + 1, 0xFFFF);
    jpeg_read_header(&d.jpeg, TRUE);
    for (jpeg_saved_marker_ptr m = d.jpeg.marker_list; m; m = m->next) {
        d.orientation = exif_orientation({reinterpret_cast<const char*>(m->data), m->data_length});
        if (!(d.orientation == Orientation{})) break;
    }
    d.shape = {1, d.jpeg.num_components, d.jpeg.image_height, d.jpeg.image_width};
    return true;
}

bool goes_on(Decoder& d, std::int64_t y) {
    constexpr std::int64_t often = 64;
    if (y % often || !*d.progress) return true;
    const double part = static_cast<double>(y) / static_cast<double>(d.shape.h);
    d.stopped = !(*d.progress)(jpeg_has_multiple_scans(&d.jpeg) ? .7 + .3 * part : part);
    return !d.stopped;
}

// Colours of 8 bits, everything before the rows.
bool start(Decoder& d) {
    if (setjmp(d.jump)) return false;
    d.watch.progress_monitor = on_progress;
    d.jpeg.progress = &d.watch;
    d.jpeg.out_color_space = d.shape.c == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&d.jpeg);
    return true;
}

bool read_pixels(Decoder& d) {
    if (setjmp(d.jump)) return false;
    JSAMPROW row = d.row.data();
    for (std::int64_t y = 0; y < d.shape.h; ++y) {
        if (!goes_on(d, y)) return false;
        jpeg_read_scanlines(&d.jpeg, &row, 1);
        d.rows->add(row, y);
    }
    jpeg_finish_decompress(&d.jpeg);
    return true;
}

Problem broken(const std::string& name, const Decoder& d) {
    const auto at = static_cast<std::int64_t>(d.at());
    if (d.stopped) return reading_stopped().value();
    if (d.too_many_scans) return Problem(Message("problem.jpeg.scans", {name, std::int64_t{most_scans}}));
    if (d.truncated) return Problem(Message("problem.jpeg.truncated", {name, std::int64_t(d.size)}));
    return Problem(Message("problem.jpeg.broken", {name, at, excerpt(d.reason)}));
}

Expected<void> check_kind(const std::string& name, const Decoder& d) {
    if (d.jpeg.jpeg_color_space == JCS_CMYK || d.jpeg.jpeg_color_space == JCS_YCCK)
        return fail("problem.jpeg.cmyk", {name});
    if (d.shape.c == 1 || d.shape.c == 3) return {};
    return fail("problem.jpeg.channels", {name, d.shape.c});
}

Shape upright_shape(const Decoder& d) {
    Shape s = d.shape;
    if (d.orientation.across) std::swap(s.h, s.w);
    return s;
}

}  // namespace

bool is_jpeg(std::string_view bytes) { return bytes.starts_with("\xff\xd8\xff"); }

Expected<Shape> read_jpeg_size(std::string_view name, std::string_view bytes) {
    Decoder d;
    begin(d, bytes);
    if (!is_jpeg(bytes) || !read_header(d, bytes)) return fail("problem.jpeg.signature", {std::string(name)});
    return upright_shape(d);
}

Expected<Picture> read_jpeg(std::string_view name_, std::string_view bytes, int reduce,
                            const ReadProgress& progress) {
    const std::string name(name_);
    if (!is_jpeg(bytes)) return fail("problem.jpeg.signature", {name});
    Decoder d;
    begin(d, bytes);
    d.progress = &progress;
    if (!read_header(d, bytes)) return fail(broken(name, d));
    if (auto checked = check_kind(name, d); !checked) return tl::unexpected(checked.error());
    if (auto checked = check_picture_shape(name, upright_shape(d), reduce); !checked)
        return tl::unexpected(checked.error());
    // Known before memory is taken.
    if (jpeg_has_multiple_scans(&d.jpeg) && d.shape.count() * 2 > most_kept)
        return fail("problem.jpeg.progressive", {name, d.shape.w, d.shape.h});
    if (d.shape.plane() / most_pixels_per_byte > static_cast<std::int64_t>(bytes.size()))
        return fail("problem.jpeg.truncated", {name, std::int64_t(bytes.size())});
    if (!start(d)) return fail(broken(name, d));
    d.row.resize(static_cast<std::size_t>(d.shape.w * d.shape.c));
    d.rows.emplace(d.shape, reduce, PictureRows::Corner{d.orientation.right, d.orientation.bottom});
    if (!read_pixels(d)) return fail(broken(name, d));
    Shape shape = d.rows->shape();
    Buffer<float> values = upright(d.rows->take(), shape, d.orientation);
    return Picture{Tensor(shape, std::move(values))};
}

}  // namespace pw
