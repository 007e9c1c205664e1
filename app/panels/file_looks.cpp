#include "app/panels/file_looks.h"

#include <fmt/format.h>

#include <fstream>

#include "app/files/bytes.h"
#include "app/files/open.h"
#include "core/base/number.h"
#include "core/tensor/array.h"
#include "core/tensor/csv.h"
#include "core/tensor/picture.h"

namespace pw {

namespace {

constexpr std::int64_t quick_table = 1 << 20;  // bytes that are read to count rows and columns
constexpr std::size_t head_bytes = 1 << 20;    // more than comes before the size in most files
constexpr int cells_with_numbers = 5, cells_of_picture = 56;

std::string head_of(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(head_bytes, '\0');
    in.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(in.gcount()));
    return bytes;
}

Message array_detail(const std::string& path) {
    const auto head = read_npy_head(path, head_of(path));
    if (!head) return Message("open.kind.array");
    std::string sizes;
    // One plane of one picture is what most files hold: it goes without saying.
    std::vector<std::int64_t> said = head->sizes;
    while (said.size() > 2 && said.front() == 1) said.erase(said.begin());
    for (const std::int64_t n : said) sizes += (sizes.empty() ? "" : " × ") + std::to_string(n);
    return Message("open.kind.array.sizes", {sizes, head->type});
}

Message picture_detail(const std::string& path) {
    const auto size = read_picture_size(path, head_of(path));
    if (!size) return Message("open.kind.picture");
    return Message(size->c == 1 ? "open.kind.picture.grey" : "open.kind.picture.colour", {size->h, size->w});
}

Message table_detail(const std::string& path) {
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || static_cast<std::int64_t>(size) > quick_table) return Message("open.kind.table");
    const auto table = read_bytes(path).and_then([&](const std::string& b) { return read_csv(path, b); });
    if (!table) return Message("open.kind.table");
    return Message("open.kind.table.sizes", {table->shape().h, table->shape().w});
}

Message detail_of(const std::string& path, FileKind kind) {
    switch (kind) {
        case FileKind::folder: {
            const std::int64_t count = count_files(path);
            return count < 0 ? Message("open.kind.closed") : Message("open.kind.folder", {count});
        }
        case FileKind::experiment:
            return Message("open.kind.experiment");
        case FileKind::table:
            return table_detail(path);
        case FileKind::array:
            return array_detail(path);
        case FileKind::picture:
            return picture_detail(path);
        case FileKind::figure:
            return Message("open.kind.figure");
        case FileKind::code:
            return Message("open.kind.code");
    }
    return {};
}

SmallGrid grid_of(const Tensor& tensor, bool picture, Map map, const Domain& all, const Tokens& t) {
    SmallGrid grid;
    if (picture) {
        grid.thumb = thumb_of_picture(tensor, cells_of_picture);
        return grid;
    }
    const Shape s = tensor.shape();
    const bool numbers = s.h <= cells_with_numbers && s.w <= cells_with_numbers;
    grid.thumb = thumb_of(
        tensor, 0, 0,
        [&](double v, Position) {
            if (numbers) grid.numbers.push_back(show(v));
            const double p = all.place(v);
            return p < 0 ? t.well : map_colour(map, all.diverging, p);
        },
        numbers ? cells_with_numbers : cells_of_picture);
    return grid;
}

Message stage_line(const Stage& stage) {
    const std::string op(stage.op->name);
    if (!stage.op->has(Param::stride)) return Message("open.stage.plain", {op});
    const Pair k = stage.params.window.kernel, s = stride_of(*stage.op, stage.params);
    if (s.h != s.w) return Message("open.stage.strides", {op, k.h, k.w, s.h, s.w});
    return Message("open.stage", {op, k.h, k.w, s.h});
}

}  // namespace

FileLook look_of(const Document& document, const Evaluation& result, Theme theme) {
    FileLook look;
    const Experiment& e = document.experiment;
    const Tokens& t = tokens(theme);
    const Domain all = domain_of(result);
    look.title = e.title;
    if (!e.stages.empty()) look.stage = stage_line(e.stages.front());
    look.input = grid_of(result.input, e.input.picture, document.watch.map, all, t);
    if (!result.done.empty())
        look.output = grid_of(result.done.back().out.values, e.input.picture, document.watch.map, all, t);
    look.thumb = e.input.picture ? look.output.thumb : document_thumb(document, result, t, theme);
    return look;
}

void FileLooks::forget() {
    const std::lock_guard lock(mutex_);
    ++round_;
    found_.clear();
    wishes_.clear();
}

void FileLooks::want(std::vector<Wish> wishes, Theme theme) {
    if (theme != theme_) forget();
    if (theme == theme_ && wishes == wishes_) return;
    theme_ = theme;
    wishes_ = std::move(wishes);
    worker_.ask([this, wanted = wishes_, theme, round = round_] { look(wanted, theme, round); });
}

FileLook FileLooks::look_at(const Wish& wish, Theme theme) const {
    FileLook look;
    std::error_code error;
    look.missing = !std::filesystem::exists(wish.path, error);
    if (look.missing) return look;
    if (!wish.preview) {
        look.detail = detail_of(wish.path, wish.kind);
        return look;
    }
    // One of 50 megapixels isn't waited for when another is wanted meanwhile.
    const auto wanted = [this](double) { return !worker_.overtaken(); };
    const auto document = open_file(wish.path, {1, wish.channels}, wanted);
    if (!document) {
        look.problem = document.error();
        return look;
    }
    look = look_of(*document, *evaluate(document->experiment), theme);
    if (const Source& input = document->experiment.input; input.doubtful || wish.channels)
        look.reading = reading_choice(input);
    return look;
}

void FileLooks::look(const std::vector<Wish>& wishes, Theme theme, int round) {
    for (const Wish& wish : wishes) {
        if (worker_.overtaken()) return;
        if (find(wish.path, wish.preview, wish.channels)) continue;
        auto look = std::make_shared<FileLook>(look_at(wish, theme));
        if (worker_.overtaken()) return;
        const std::lock_guard lock(mutex_);
        ++changes_;
        if (round == round_) found_[{wish.path, wish.preview, wish.channels}] = std::move(look);
    }
}

std::shared_ptr<const FileLook> FileLooks::find(const std::string& path, bool preview,
                                                std::optional<Channels> channels) const {
    const std::lock_guard lock(mutex_);
    const auto at = found_.find({path, preview, channels});
    return at == found_.end() ? nullptr : at->second;
}

bool FileLooks::news() const {
    if (worker_.busy()) return true;
    const std::lock_guard lock(mutex_);
    return changes_ != drawn_;
}

void FileLooks::begin_frame() {
    const std::lock_guard lock(mutex_);
    drawn_ = changes_;
}

std::string size_text(std::int64_t bytes) {
    static constexpr const char* units[] = {"kB", "MB", "GB", "TB"};
    if (bytes < 1000) return fmt::format("{} B", bytes);
    double v = static_cast<double>(bytes) / 1000;
    int unit = 0;
    while (v >= 999.5 && unit < 3) v /= 1000, ++unit;
    return v < 9.95 && unit > 0 ? fmt::format("{:.1f} {}", v, units[unit])
                                : fmt::format("{:.0f} {}", v, units[unit]);
}

}  // namespace pw
