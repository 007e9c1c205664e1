#include "app/files/open_work.h"

#include <utility>

#include "core/walk/clean.h"

namespace pw {

namespace {

Prepared prepared_for(const Document& document, Theme theme, const std::stop_token& stop) {
    const Experiment& e = document.experiment;
    Pane pane;
    pane.watch = document.watch;
    pane.watch.stage = stage_to_watch(e, pane.watch.stage);
    return prepared(needs_clean(e, document.watch, false), e, std::move(pane), theme, stop);
}

}  // namespace

OpenWork::~OpenWork() {
    cancel();
    worker_.finish();
}

void OpenWork::stop_the_last() {
    ++wish_;
    stop_.request_stop();
    stop_ = std::stop_source();
    result_.reset();
}

void OpenWork::open(std::filesystem::path path, const Reading& reading, Theme theme) {
    const std::lock_guard lock(mutex_);
    stop_the_last();
    path_ = path;
    busy_ = true;
    done_ = 0;
    begun_ = Time::now();
    Wish wish{std::move(path), reading, theme, wish_, stop_.get_token()};
    worker_.ask([this, wish = std::move(wish)] { run(wish); });
}

void OpenWork::cancel() {
    const std::lock_guard lock(mutex_);
    stop_the_last();
    busy_ = false;
}

bool OpenWork::busy() const {
    const std::lock_guard lock(mutex_);
    return busy_;
}

void OpenWork::run(const Wish& wish) {
    auto opened = open_or_show_code(wish.path, wish.reading, [&](double done) {
        const bool wanted = wish.number == wish_;
        if (wanted) done_ = done;
        return wanted;
    });
    Prepared ready;
    if (const Document* d = opened ? std::get_if<Document>(&*opened) : nullptr)
        ready = prepared_for(*d, wish.theme, wish.stop);
    const std::lock_guard lock(mutex_);
    if (wish.number != wish_) return;
    result_ = Result{wish.path, std::move(opened), std::move(ready)};
    changed_.notify_all();
}

std::optional<OpenWork::Status> OpenWork::status() const {
    const std::lock_guard lock(mutex_);
    if (!busy_) return std::nullopt;
    const double seconds = std::chrono::duration<double>(Time::now() - begun_).count();
    return Status{path_.filename().string(), done_, seconds};
}

std::optional<OpenWork::Result> OpenWork::take(double seconds) {
    std::unique_lock lock(mutex_);
    if (!busy_) return std::nullopt;
    changed_.wait_for(lock, std::chrono::duration<double>(seconds), [&] { return result_.has_value(); });
    if (!result_) return std::nullopt;
    busy_ = false;
    return std::exchange(result_, std::nullopt);
}

}  // namespace pw
