// JPEG files for tests, made by libjpeg itself.
#pragma once

#include <cstddef>
#include <cstdio>
// needs both
#include <jpeglib.h>

#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

namespace pw::test {

// An Exif segment that says only the orientation.
inline std::string exif(int orientation, bool little) {
    const auto number = [&](unsigned n, int size) {
        std::string out;
        for (int i = 0; i < size; ++i) out += static_cast<char>(n >> 8 * (little ? i : size - 1 - i) & 255);
        return out;
    };
    const auto value = static_cast<unsigned>(orientation);
    return std::string("Exif\0\0", 6) + (little ? "II" : "MM") + number(42, 2) + number(8, 4) + number(1, 2) +
           number(0x0112, 2) + number(3, 2) + number(1, 4) + number(value, 2) + number(0, 2) + number(0, 4);
}

struct JpegSpec {
    unsigned h = 16, w = 16;
    int channels = 3;  // 1, 3 or 4: CMYK
    bool progressive = false;
    bool apart = false;  // each channel in a scan of its own
    std::string app1{};
    int quality = 100;
    int subsampling = 1;  // 2: colours at half the size, as cameras do
};

// `sample(c, y, x)`; unless told, at the best quality and without subsampling: plain areas keep their values.
inline std::string jpeg(const JpegSpec& spec, const std::function<int(int, int, int)>& sample) {
    jpeg_compress_struct c{};
    jpeg_error_mgr errors{};
    c.err = jpeg_std_error(&errors);
    jpeg_create_compress(&c);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&c, &bytes, &size);
    c.image_width = spec.w;
    c.image_height = spec.h;
    c.input_components = spec.channels;
    c.in_color_space = spec.channels == 1 ? JCS_GRAYSCALE : spec.channels == 3 ? JCS_RGB : JCS_CMYK;
    jpeg_set_defaults(&c);
    jpeg_set_quality(&c, spec.quality, TRUE);
    for (int i = 0; i < c.num_components; ++i)
        c.comp_info[i].h_samp_factor = c.comp_info[i].v_samp_factor = i == 0 ? spec.subsampling : 1;
    if (spec.progressive) jpeg_simple_progression(&c);
    const jpeg_scan_info scans[] = {{1, {0}, 0, 63, 0, 0}, {1, {1}, 0, 63, 0, 0}, {1, {2}, 0, 63, 0, 0}};
    if (spec.apart) c.scan_info = scans, c.num_scans = 3;
    jpeg_start_compress(&c, TRUE);
    if (!spec.app1.empty())
        jpeg_write_marker(&c, JPEG_APP0 + 1, reinterpret_cast<const JOCTET*>(spec.app1.data()),
                          static_cast<unsigned>(spec.app1.size()));
    std::vector<JSAMPLE> row(spec.w * static_cast<unsigned>(spec.channels));
    for (unsigned y = 0; y < spec.h; ++y) {
        for (std::size_t i = 0; i < row.size(); ++i)
            row[i] = static_cast<JSAMPLE>(sample(static_cast<int>(i) % spec.channels, static_cast<int>(y),
                                                 static_cast<int>(i) / spec.channels));
        JSAMPROW at = row.data();
        jpeg_write_scanlines(&c, &at, 1);
    }
    jpeg_finish_compress(&c);
    std::string out(reinterpret_cast<const char*>(bytes), size);
    jpeg_destroy_compress(&c);
    std::free(bytes);
    return out;
}

}  // namespace pw::test
