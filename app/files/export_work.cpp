#include "app/files/export_work.h"

#include "app/files/export_files.h"

namespace pw {

namespace {

// Fonts belong to one thread: each has its own, loaded once.
const Fonts* fonts_of_this_thread() {
    thread_local std::shared_ptr<Fonts> fonts;
    if (!fonts)
        if (auto loaded = Fonts::load()) fonts = std::move(*loaded);
    return fonts.get();
}

Expected<Export> plan_of(const ExportTask& task, const Words& words) {
    ExportOptions options = task.options;
    options.page.words = &words;
    options.page.fonts = fonts_of_this_thread();
    if (!options.page.fonts) return fail("problem.no_font");
    return Export::plan(task.pane, std::move(options), task.share);
}

}  // namespace

Expected<std::string> bytes_of(const ExportTask& task) {
    const Words words = Words::load(task.language);
    auto plan = plan_of(task, words);
    if (!plan) return tl::unexpected(plan.error());
    return plan->write(0);
}

ExportWork::~ExportWork() {
    cancel();
    writer_.finish();
    measurer_.finish();
}

void ExportWork::measure(ExportTask task) {
    std::int64_t wish = 0;
    {
        const std::lock_guard lock(mutex_);
        measured_.reset();
        wish = ++wish_;
    }
    measurer_.ask([this, wish, task = std::move(task)] {
        const auto bytes = bytes_of(task);
        const std::lock_guard lock(mutex_);
        if (!bytes || wish != wish_) return;
        measured_ = static_cast<std::int64_t>(bytes->size());
        fresh_ = true;
    });
}

std::optional<std::int64_t> ExportWork::measured() const {
    const std::lock_guard lock(mutex_);
    return measured_;
}

bool ExportWork::busy() const {
    if (writer_.busy() || measurer_.busy()) return true;
    const std::lock_guard lock(mutex_);
    return result_ || fresh_;
}

void ExportWork::write(ExportTask task) {
    if (writer_.busy()) return;
    cancelled_ = false;
    done_ = total_ = 0;
    begun_ = Time::now();
    writer_.ask([this, task = std::move(task)] { run(task); });
}

void ExportWork::run(ExportTask task) {
    const Words words = Words::load(task.language);
    Result result{task.file, 1, std::int64_t{0}};
    if (auto plan = plan_of(task, words)) {
        result.files = plan->files();
        result.file = first_file(*plan, task.file);
        result.bytes =
            write_export(*plan, task.file, [this](const std::string&, std::size_t done, std::size_t total) {
                done_ = done;
                total_ = total;
                return !cancelled_;
            });
    } else {
        result.bytes = tl::unexpected(plan.error());
    }
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
}

ExportWork::Status ExportWork::status() const {
    constexpr double sure_after = 2;
    Status s;
    s.writing = writer_.busy();
    s.done = done_;
    s.total = total_;
    if (!s.writing) return s;
    s.seconds = std::chrono::duration<double>(Time::now() - begun_).count();
    if (s.seconds >= sure_after && s.done > 0)
        s.left = s.seconds * static_cast<double>(s.total - s.done) / static_cast<double>(s.done);
    return s;
}

std::optional<ExportWork::Result> ExportWork::take_result() {
    const std::lock_guard lock(mutex_);
    fresh_ = false;
    return std::exchange(result_, std::nullopt);
}

}  // namespace pw
