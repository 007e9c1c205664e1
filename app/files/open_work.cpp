#include "app/files/open_work.h"

#include <utility>

namespace pw {

OpenWork::~OpenWork() {
    cancel();
    worker_.finish();
}

void OpenWork::open(std::filesystem::path path, const Reading& reading) {
    std::int64_t wish = 0;
    {
        const std::lock_guard lock(mutex_);
        wish = ++wish_;
        path_ = path;
        result_.reset();
        busy_ = true;
        done_ = 0;
        begun_ = Time::now();
    }
    worker_.ask([this, path = std::move(path), reading, wish] { run(path, reading, wish); });
}

void OpenWork::cancel() {
    const std::lock_guard lock(mutex_);
    ++wish_;
    result_.reset();
    busy_ = false;
}

bool OpenWork::busy() const {
    const std::lock_guard lock(mutex_);
    return busy_;
}

void OpenWork::run(const std::filesystem::path& path, const Reading& reading, std::int64_t wish) {
    auto opened = open_or_show_code(path, reading, [&](double done) {
        const bool wanted = wish == wish_;
        if (wanted) done_ = done;
        return wanted;
    });
    const std::lock_guard lock(mutex_);
    if (wish != wish_) return;
    result_ = Result{path, std::move(opened)};
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
