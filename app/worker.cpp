#include "app/worker.h"

#include <utility>

namespace pw {

void Worker::ask(std::function<void()> job) {
    {
        const std::lock_guard lock(mutex_);
        next_ = std::move(job);
        if (!thread_.joinable()) {
            ends_ = false;
            thread_ = std::jthread([this] { work(); });
        }
    }
    changed_.notify_all();
}

bool Worker::overtaken() const {
    const std::lock_guard lock(mutex_);
    return next_ != nullptr;
}

bool Worker::busy() const {
    const std::lock_guard lock(mutex_);
    return running_ || next_ != nullptr;
}

void Worker::finish() {
    {
        const std::lock_guard lock(mutex_);
        ends_ = true;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
    thread_ = {};
}

void Worker::work() {
    std::unique_lock lock(mutex_);
    for (;;) {
        changed_.wait(lock, [this] { return next_ || ends_; });
        if (!next_) return;
        const auto job = std::exchange(next_, nullptr);
        running_ = true;
        lock.unlock();
        job();
        lock.lock();
        running_ = false;
    }
}

}  // namespace pw
