// One thread beside the interface's. It does the newest of the jobs that it was given: one that hasn't begun
// when the next arrives is dropped.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

namespace pw {

class Worker {
  public:
    Worker() = default;
    ~Worker() { finish(); }
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;

    void ask(std::function<void()> job);
    // A job that takes long asks now and then whether anybody still wants it.
    bool overtaken() const;
    bool busy() const;
    // Waits for the last job.
    void finish();

  private:
    void work();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::function<void()> next_;
    bool running_ = false, ends_ = false;
    std::jthread thread_;  // begins with the first job
};

}  // namespace pw
