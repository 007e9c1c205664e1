// Opens files beside the interface's thread, with how far it is. The newest wish wins; those before it stop.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>

#include "app/files/open.h"
#include "app/worker.h"

namespace pw {

class OpenWork {
  public:
    ~OpenWork();

    void open(std::filesystem::path path, const Reading& reading);
    void cancel();
    // Something was asked for that nobody has taken yet.
    bool busy() const;

    struct Status {
        std::string name;  // of the file
        double done = 0;   // 0 … 1
        double seconds = 0;
    };
    std::optional<Status> status() const;  // while it is busy

    struct Result {
        std::filesystem::path path;
        Expected<Opened> opened;
    };
    // What the last wish came to, if it is there within so many seconds.
    std::optional<Result> take(double seconds = 0);

  private:
    using Time = std::chrono::steady_clock;

    void run(const std::filesystem::path& path, const Reading& reading, std::int64_t wish);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::filesystem::path path_;
    std::optional<Result> result_;
    bool busy_ = false;
    Time::time_point begun_;
    std::atomic<std::int64_t> wish_{0};
    std::atomic<double> done_{0};
    Worker worker_;  // ends before what it writes to
};

}  // namespace pw
