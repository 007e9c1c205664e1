#include "app/panels/export_task.h"

#include <fmt/format.h>

#include "core/walk/share.h"

namespace pw {

namespace {

PageLook page_of(const Frame& f) {
    const ExportPane& e = f.memory.exports;
    PageLook page;
    page.width = static_cast<double>(e.width);
    page.height = static_cast<double>(e.height);
    page.large_type = e.large;
    page.title = e.title;
    page.formula = e.formula;
    page.indices = e.indices;
    page.code = e.code;
    page.legend = e.legend;
    page.theme = e.style;
    page.numbers = f.session.settings().numbers;
    return page;
}

ExportTask task_of(const Frame& f, bool share) {
    const ExportPane& e = f.memory.exports;
    ExportTask task;
    task.pane = f.pane;
    task.language = f.session.settings().language;
    task.file = e.file();
    ExportOptions& o = task.options;
    o.what = e.what;
    o.format = e.chosen();
    o.page = page_of(f);
    o.fps = static_cast<double>(e.fps);
    o.scale = o.format == Format::png ? static_cast<double>(e.scale) : 1;
    o.transparent = e.transparent && (o.format == Format::png || o.format == Format::svg);
    o.outlines = e.outlines;
    o.speed = f.session.clock().speed;
    o.ten_seconds = f.session.clock().ten_seconds;
    o.worksheet.variants = static_cast<int>(e.variants);
    o.worksheet.seed = static_cast<std::uint64_t>(e.seed);
    o.worksheet.level = e.padded ? Level::padded : Level::plain;
    o.worksheet.answers = e.answers;
    if (e.own) o.worksheet.own = OwnExercise{f.session.experiment(), f.session.watch(), true, 4};
    if (share)
        if (auto line = share_line(f.session.document())) task.share = std::move(*line);
    return task;
}

}  // namespace

ExportTask export_task(const Frame& f) { return task_of(f, true); }

ExportTask picture_task(const Frame& f) {
    ExportTask task = task_of(f, true);
    task.options.what = What::moment;
    task.options.format = Format::png;
    return task;
}

std::string export_wish(const Frame& f) {
    const ExportPane& e = f.memory.exports;
    const Watch w = f.session.watch();
    const Clock& c = f.session.clock();
    const NumberFormat n = f.session.settings().numbers;
    const bool timeless = e.what == What::sheet || e.what == What::worksheet;
    return fmt::format(
               "{} {} {}x{} {} {} {} {}{}{}{}{}{}{}{} {} {}{}{}{} / {} {} {} {} {} {} {} {} {} {} {}{}",
               static_cast<int>(e.what), static_cast<int>(e.chosen()), e.width, e.height, e.fps, e.scale,
               static_cast<int>(e.style), e.title, e.indices, e.formula, e.legend, e.code, e.large,
               e.transparent, e.outlines, e.variants, e.seed, e.padded, e.answers, e.own,
               f.session.revision(), w.stage, timeless ? 0 : w.t, w.channel, w.batch,
               static_cast<int>(w.colour), static_cast<int>(w.map), c.speed, c.ten_seconds,
               f.session.shown().problem.has_value(), n.fractions, n.digits) +
           f.say("bar.language");
}

ExportPreview export_preview(const Frame& f) {
    ExportTask task = task_of(f, false);
    task.options.page.words = &f.words;
    task.options.page.fonts = &f.fonts;
    ExportPreview preview;
    auto plan = Export::plan(std::move(task.pane), std::move(task.options), "");
    if (!plan) {
        preview.problem = plan.error();
        return preview;
    }
    preview.page = plan->page_now();
    preview.files = plan->files();
    preview.pages = plan->pages();
    preview.seconds = plan->seconds();
    return preview;
}

}  // namespace pw
