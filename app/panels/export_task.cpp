#include "app/panels/export_task.h"

#include "core/walk/share.h"

namespace pw {

namespace {

// All but words and fonts, which belong to the thread that draws.
ExportOptions options_of(const Frame& f) {
    const ExportPane& e = f.memory.exports;
    ExportOptions o = e.options;
    o.format = e.chosen();
    o.page.numbers = f.session.settings().numbers;
    if (o.format != Format::png) o.scale = 1;
    o.transparent &= o.format == Format::png || o.format == Format::svg;
    o.speed = f.session.clock().speed;
    o.ten_seconds = f.session.clock().ten_seconds;
    return o;
}

ExportTask task_of(const Frame& f, ExportOptions options) {
    f.session.finish();
    ExportTask task{
        f.session.pane(), std::move(options), {}, f.session.settings().language, f.memory.exports.file()};
    if (auto line = share_line(f.session.document())) task.share = std::move(*line);
    return task;
}

}  // namespace

ExportTask export_task(const Frame& f) { return task_of(f, options_of(f)); }

ExportTask picture_task(const Frame& f) {
    ExportOptions options = options_of(f);
    options.what = What::moment;
    options.format = Format::png;
    return task_of(f, std::move(options));
}

ExportWish export_wish(const Frame& f) {
    ExportWish wish{options_of(f), f.session.revision(), f.session.watch(),
                    f.session.shown().problem.has_value(), f.session.settings().language};
    const What what = wish.options.what;
    if (what == What::sheet || what == What::worksheet) wish.watch.t = 0;  // they show no moment
    return wish;
}

ExportPreview export_preview(const Frame& f) {
    ExportOptions options = options_of(f);
    options.page.words = &f.words;
    options.page.fonts = &f.fonts;
    ExportPreview preview;
    auto plan = Export::plan(f.pane, std::move(options), "");
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
