#include "core/base/executor.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace pw {

namespace {

// A worker looks for more work for about as long as waking it would take.
constexpr int looks = 2000;

void breathe() {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#endif
}

}  // namespace

struct Executor::Workers {
    struct Job {
        Call call;
        std::int64_t count;
        std::stop_token stop;
        std::atomic<std::int64_t> next = 0;
        std::atomic<bool> stopped = false;
        std::exception_ptr thrown = nullptr;  // under `mutex`
    };

    explicit Workers(unsigned count) {
        for (unsigned i = 0; i < count; ++i)
            threads.emplace_back([this](const std::stop_token& end) { serve(end); });
    }

    void serve(const std::stop_token& end) {
        std::uint64_t seen = 0;
        while (true) {
            for (int i = 0; i < looks && number.load(std::memory_order_relaxed) == seen; ++i) breathe();
            std::unique_lock lock(mutex);
            if (!begun.wait(lock, end, [&] { return number.load(std::memory_order_relaxed) != seen; }))
                return;
            seen = number.load(std::memory_order_relaxed);
            if (!job) continue;  // it was done before this worker woke
            Job& mine = *job;
            ++busy;
            lock.unlock();
            work(mine);
            lock.lock();
            if (--busy == 0) done.notify_one();
        }
    }

    void work(Job& of) {
        try {
            for (std::int64_t i = of.next++; i < of.count && !of.stopped; i = of.next++) {
                if (of.stop.stop_requested())
                    of.stopped = true;
                else
                    of.call.call(of.call.fn, i);
            }
        } catch (...) {
            of.stopped = true;
            const std::scoped_lock lock(mutex);
            if (!of.thrown) of.thrown = std::current_exception();
        }
    }

    void share(Job& with) {
        {
            const std::scoped_lock lock(mutex);
            job = &with;
            ++number;
        }
        begun.notify_all();
        work(with);
        for (int i = 0; i < looks && busy.load(std::memory_order_relaxed) != 0; ++i) breathe();
        std::unique_lock lock(mutex);
        job = nullptr;
        done.wait(lock, [&] { return busy == 0; });
    }

    std::atomic<bool> taken = false;  // somebody is sharing work
    std::mutex mutex;
    std::condition_variable_any begun;
    std::condition_variable done;
    Job* job = nullptr;                     // under `mutex`
    std::atomic<std::uint64_t> number = 0;  // of the job; changes under `mutex`
    std::atomic<unsigned> busy = 0;         // workers in the job; changes under `mutex`
    std::vector<std::jthread> threads;      // last: they end before what they use
};

Executor::Executor(unsigned threads) {
    if (threads == 0) threads = std::max(1u, std::thread::hardware_concurrency());
    if (threads > 1) workers_ = std::make_unique<Workers>(threads - 1);
}

Executor::~Executor() = default;

Executor& Executor::shared() {
    static Executor all;
    return all;
}

Executor& Executor::inline_one() {
    static Executor one(1);
    return one;
}

unsigned Executor::threads() const {
    return workers_ ? static_cast<unsigned>(workers_->threads.size()) + 1 : 1;
}

bool Executor::run(std::int64_t count, const Call& call, const std::stop_token& stop) {
    const bool alone = !workers_ || count < 2 || workers_->taken.exchange(true);
    if (alone) {
        for (std::int64_t i = 0; i < count; ++i) {
            if (stop.stop_requested()) return false;
            call.call(call.fn, i);
        }
        return true;
    }
    Workers::Job job{call, count, stop};
    workers_->share(job);
    workers_->taken = false;
    if (job.thrown) std::rethrow_exception(job.thrown);
    return !job.stopped;
}

}  // namespace pw
