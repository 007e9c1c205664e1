#include <algorithm>

#include "core/walk/document.h"
#include "core/walk/share.h"

namespace pw {

namespace {

constexpr std::int64_t picture_from = 64;          // pictures with longer sides are pooled 8x8
constexpr std::int64_t cells_by_region = 32 * 32;  // more cells than these are coloured by value

Document document_around(Source source) {
    const Shape& s = source.tensor.shape();
    const bool large = source.picture && s.h > picture_from && s.w > picture_from;
    const std::int64_t k = large ? 8 : 2;
    Stage stage;
    stage.op = find_op(large ? "avg_pool" : "max_pool");
    stage.params.window.kernel = {std::min(k, s.h), std::min(k, s.w)};
    Document d;
    // A large picture shows its own colours; small ones are cells, whose values matter.
    const bool many = s.plane() > cells_by_region;
    d.watch.colour = source.picture != many ? ColourBy::value : ColourBy::region;
    // It stands beside its low-pixel version at once, at the walk's end; played, it begins anew.
    if (const auto plan = stage.op->plan(stage.params, s); large && plan)
        d.watch.t = static_cast<double>(plan->steps());
    d.experiment.title = title_of_source(source);
    d.experiment.input = std::move(source);
    d.experiment.stages = {std::move(stage)};
    return d;
}

}  // namespace

bool is_document(std::string_view bytes) {
    const auto begin = bytes.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return begin != std::string_view::npos && bytes[begin] == '{';
}

Expected<Document> open_document(std::string_view name, std::string_view bytes, const FileReader& files,
                                 const Reading& reading, const ReadProgress& progress) {
    const bool json = name.size() > 5 && name.substr(name.size() - 5) == ".json";
    if (json || is_document(bytes)) return read_document(bytes, name, files, progress);
    if (is_share_line(bytes)) return read_share_line(bytes);
    return read_source(name, bytes, reading, progress).map([&](Source s) {
        return document_around(std::move(s));
    });
}

}  // namespace pw
