// Files of values, told by their content first, then by their name.
#include <algorithm>

#include "core/tensor/array.h"
#include "core/tensor/csv.h"
#include "core/tensor/jpeg.h"
#include "core/tensor/png.h"
#include "core/walk/document.h"

namespace pw {

namespace {

bool ends_with(std::string_view name, std::string_view lower_ending) {
    if (name.size() < lower_ending.size()) return false;
    const std::string_view end = name.substr(name.size() - lower_ending.size());
    return std::equal(end.begin(), end.end(), lower_ending.begin(),
                      [](char a, char b) { return (a | 32) == (b | 32); });
}

// Formats that people are likely to try, by the bytes that they begin with.
const char* foreign_format(std::string_view bytes) {
    if (bytes.starts_with("GIF8")) return "GIF";
    if (bytes.starts_with("BM") && bytes.substr(0, 64).find('\0') != std::string_view::npos) return "BMP";
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return "WebP";
    if (bytes.starts_with("PK\3\4")) return "ZIP";
    if (bytes.starts_with("%PDF")) return "PDF";
    return nullptr;
}

using Read = Expected<Source>;

Read read_as_picture(Source source, Expected<Picture> picture) {
    if (!picture) return tl::unexpected(std::move(picture.error()));
    source.reading.channels.reset();
    source.picture = true;
    source.alpha_dropped = picture->alpha_dropped;
    source.tensor = std::move(picture->tensor);
    return source;
}

Read read_as_array(Source source, std::string_view bytes) {
    auto array = read_array(source.file, bytes, source.reading.channels);
    if (!array) return tl::unexpected(std::move(array.error()));
    source.picture = array->picture;
    source.alpha_dropped = array->alpha_dropped;
    source.reading.channels = array->channels;
    source.doubtful = array->doubtful;
    source.tensor = std::move(array->tensor);
    return source;
}

Read read_as_table(Source source, std::string_view bytes) {
    auto table = read_csv(source.file, bytes);
    if (!table) return tl::unexpected(std::move(table.error()));
    source.reading.channels.reset();
    source.tensor = std::move(*table);
    return source;
}

}  // namespace

Expected<Source> read_source(std::string_view name, std::string_view bytes, const Reading& reading,
                             const ReadProgress& progress) {
    Source source;
    source.file = name;
    source.reading = reading;
    const bool jpeg = is_jpeg(bytes), png = is_png(bytes), npy = is_npy(bytes), none = !jpeg && !png && !npy;
    if (jpeg || (none && (ends_with(name, ".jpg") || ends_with(name, ".jpeg"))))
        return read_as_picture(std::move(source), read_jpeg(name, bytes, reading.reduce, progress));
    if (png || (none && ends_with(name, ".png")))
        return read_as_picture(std::move(source), read_png(name, bytes, reading.reduce, progress));
    if (reading.reduce > 1) return fail("problem.source.reduce", {source.file});
    if (npy || ends_with(name, ".npy")) return read_as_array(std::move(source), bytes);
    if (const char* format = foreign_format(bytes))
        return fail("problem.source.format", {source.file, std::string(format)});
    return read_as_table(std::move(source), bytes);
}

}  // namespace pw
