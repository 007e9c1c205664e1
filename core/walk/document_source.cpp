// Files of values, told by their content first, then by their name.
#include <algorithm>

#include "core/tensor/csv.h"
#include "core/tensor/image.h"
#include "core/tensor/npy.h"
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
    if (bytes.starts_with("\xff\xd8\xff")) return "JPEG";
    if (bytes.starts_with("GIF8")) return "GIF";
    if (bytes.starts_with("BM") && bytes.substr(0, 64).find('\0') != std::string_view::npos) return "BMP";
    if (bytes.starts_with("RIFF") && bytes.size() >= 12 && bytes.substr(8, 4) == "WEBP") return "WebP";
    if (bytes.starts_with("PK\3\4")) return "ZIP";
    if (bytes.starts_with("%PDF")) return "PDF";
    return nullptr;
}

}  // namespace

Expected<Source> read_source(std::string_view name, std::string_view bytes) {
    Source source;
    source.file = name;
    Expected<Tensor> tensor;
    if (is_png(bytes) || ends_with(name, ".png")) {
        auto picture = read_png(name, bytes);
        if (!picture) return tl::unexpected(std::move(picture.error()));
        source.picture = true;
        source.alpha_dropped = picture->alpha_dropped;
        tensor = std::move(picture->tensor);
    } else if (is_npy(bytes) || ends_with(name, ".npy")) {
        tensor = read_npy(name, bytes);
    } else if (const char* format = foreign_format(bytes)) {
        return fail("problem.source.format", {source.file, std::string(format)});
    } else {
        tensor = read_csv(name, bytes);
    }
    if (!tensor) return tl::unexpected(std::move(tensor.error()));
    source.tensor = std::move(*tensor);
    return source;
}

}  // namespace pw
