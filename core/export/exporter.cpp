#include "core/export/exporter.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/export/gif.h"
#include "core/export/mp4.h"
#include "core/export/pdf.h"
#include "core/export/png.h"
#include "core/export/svg.h"
#include "core/export/tikz.h"

namespace pw {

namespace {

constexpr std::array still{Format::svg, Format::png, Format::pdf, Format::tex};
constexpr std::array each{Format::svg, Format::png, Format::pdf};
constexpr std::array moving{Format::gif, Format::mp4, Format::png, Format::pdf};
constexpr std::array paper{Format::pdf};
constexpr std::array<std::string_view, 6> endings{"svg", "png", "pdf", "gif", "mp4", "tex"};

Expected<void> check(const ExportOptions& o) {
    const auto formats = formats_of(o.what);
    if (std::ranges::find(formats, o.format) == formats.end()) {
        std::string all;
        for (Format f : formats) all += (all.empty() ? "" : ", ") + std::string(ending_of(f));
        return fail("export.format", {std::string(ending_of(o.format)), all});
    }
    const auto side = [](double v) { return v >= limits::least_page_side && v <= limits::page_side; };
    if (!side(o.page.width) || !side(o.page.height))
        return fail("export.size", {std::int64_t(limits::page_side)});
    if (!(o.scale >= 1 && o.scale <= 8)) return fail("export.scale");
    if (o.page.width * o.page.height * o.scale * o.scale > limits::page_pixels)
        return fail("export.pixels", {std::int64_t(limits::page_pixels) >> 20});
    if (!(o.fps >= 1 && o.fps <= 60)) return fail("export.fps");
    if (!(o.speed >= .01 && o.speed <= 1000)) return fail("export.speed");
    return {};
}

bool one_each(What what, Format format) {
    const bool apart = format == Format::svg || format == Format::png || format == Format::tex;
    return (what == What::steps || what == What::walk) && apart;
}

}  // namespace

std::span<const Format> formats_of(What what) {
    switch (what) {
        case What::steps:
            return each;
        case What::walk:
            return moving;
        case What::worksheet:
            return paper;
        case What::moment:
            return still;
        case What::sheet:
        case What::storyboard:
            return std::span(still).first(3);
    }
    return still;
}

std::string_view ending_of(Format format) { return endings[static_cast<std::size_t>(format)]; }

std::optional<Format> format_named(std::string_view name) {
    const auto at = std::ranges::find(endings, name);
    if (at == endings.end()) return std::nullopt;
    return static_cast<Format>(at - endings.begin());
}

bool embeds(What what, Format format) {
    return what != What::worksheet && format != Format::gif && format != Format::mp4;
}

Expected<Export> Export::plan(Pane pane, ExportOptions options, std::string share) {
    if (auto checked = check(options); !checked) return tl::unexpected(checked.error());
    Export e;
    Clock clock;
    clock.speed = options.speed;
    clock.ten_seconds = options.ten_seconds;
    e.steps_ = clock.steps = steps_of(pane);
    // A moment is drawn as it is on the screen, in-betweens included.
    if (options.what == What::walk) pane.pace = pace_of(clock);
    e.seconds_ = options.what == What::walk ? seconds_per_step(clock) * static_cast<double>(e.steps_) : 0;
    e.pane_ = std::move(pane);
    e.options_ = std::move(options);
    if (embeds(e.options_.what, e.options_.format)) e.share_ = std::move(share);
    if (e.options_.format == Format::png) e.painter_ = std::make_shared<CairoPainter>(*e.options_.page.fonts);
    e.one_each_ = pw::one_each(e.options_.what, e.options_.format);
    if (auto made = e.make_pages(); !made) return tl::unexpected(made.error());
    return e;
}

Expected<void> Export::make_pages() {
    const bool walks = options_.what == What::steps || options_.what == What::walk;
    if ((walks || options_.what == What::storyboard) && steps_ == 0) return fail("page.no_stage");
    if (walks) {
        const double pages =
            options_.what == What::steps ? static_cast<double>(steps_) : std::ceil(seconds_ * options_.fps);
        if (pages > static_cast<double>(limits::export_pages))
            return fail("export.too_long",
                        {static_cast<std::int64_t>(pages), std::int64_t(limits::export_pages)});
        pages_ = std::max<std::size_t>(1, static_cast<std::size_t>(pages));
    } else if (options_.what == What::sheet) {
        auto sheet = contact_sheet(pane_, options_.page);
        if (!sheet) return tl::unexpected(sheet.error());
        sheet_ = std::move(*sheet);
    } else if (options_.what == What::worksheet) {
        return make_worksheet();
    }
    return {};
}

Expected<void> Export::make_worksheet() {
    constexpr int own_a_page = 4;  // the experiment's own numbers, then drawn ones
    WorksheetOptions options = options_.worksheet;
    if (options_.own_exercises) options.own = OwnExercise{pane_.shown.asked, pane_.watch, true, own_a_page};
    auto sheet = pw::make_worksheet(options, options_.page);
    if (!sheet) return tl::unexpected(sheet.error());
    worksheet_ = std::move(*sheet);
    pages_ = worksheet_->pages();
    return {};
}

// A walk's frames fill its time exactly.
double Export::frames_per_second() const {
    return seconds_ > 0 ? static_cast<double>(pages_) / seconds_ : options_.fps;
}

// The first frame of a walk is its beginning, the last one its end.
double Export::time_of(std::size_t i) const {
    if (options_.what == What::steps) return static_cast<double>(i + 1);
    if (options_.what != What::walk) return pane_.watch.t;
    if (pages_ < 2) return static_cast<double>(steps_);
    return static_cast<double>(steps_) * static_cast<double>(i) / static_cast<double>(pages_ - 1);
}

Scene Export::page_at(double t) const {
    if (sheet_) return *sheet_;
    Pane pane = pane_;
    pane.watch.t = t;
    return options_.what == What::storyboard ? storyboard(pane, options_.page)
                                             : moment_page(pane, options_.page);
}

Scene Export::page(std::size_t i) const { return worksheet_ ? worksheet_->page(i) : page_at(time_of(i)); }

Scene Export::page_now() const { return worksheet_ ? worksheet_->page(0) : page_at(pane_.watch.t); }

Expected<std::string> Export::write(std::size_t file, const Progress& progress) const {
    if (one_each_) return write_pages({1, [&](std::size_t) { return page(file); }}, progress);
    return write_pages({pages_, [&](std::size_t i) { return page(i); }}, progress);
}

Expected<std::string> Export::write_pages(const Pages& pages, const Progress& progress) const {
    const Fonts& fonts = *options_.page.fonts;
    const std::string title = options_.page.words ? (*options_.page.words)(pane_.shown.asked.title) : "";
    switch (options_.format) {
        case Format::svg:
            return to_svg(pages.at(0), {share_, options_.outlines ? &fonts : nullptr, options_.transparent});
        case Format::png:
            return rasterise(*painter_, pages.at(0), options_.scale, options_.transparent)
                .and_then([&](const Raster& r) {
                    return to_png(r, {share_, options_.scale});
                });
        case Format::pdf:
            return to_pdf(pages, fonts, {title, share_}, progress);
        case Format::gif:
            return to_gif(pages, fonts, {.fps = frames_per_second(), .scale = options_.scale}, progress);
        case Format::mp4:
            return to_mp4(pages, fonts, {.fps = frames_per_second(), .scale = options_.scale}, progress);
        case Format::tex:
            return to_tikz(pages.at(0), {.share_line = share_, .transparent = options_.transparent});
    }
    return std::string();
}

std::string numbered(std::string_view file, std::size_t index, std::size_t count) {
    const std::size_t slash = file.find_last_of('/'), dot = file.find_last_of('.');
    const std::size_t end =
        dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? file.size() : dot;
    const std::size_t digits = std::to_string(count).size();
    return fmt::format("{}-{:0{}}{}", file.substr(0, end), index + 1, digits, file.substr(end));
}

}  // namespace pw
