// Opens files beside the interface's thread, with how far it is, and works them out so that they can be shown
// at once. The newest wish wins; those before it stop.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "app/files/open.h"
#include "app/worker.h"
#include "core/figure/prepared.h"

namespace pw {

class OpenWork {
  public:
    ~OpenWork();

    // In the theme's colours.
    void open(std::filesystem::path path, const Reading& reading, Theme theme);
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
        Prepared prepared;  // of a document
    };
    // What the last wish came to, if it is there within so many seconds.
    std::optional<Result> take(double seconds = 0);

  private:
    using Time = std::chrono::steady_clock;

    struct Wish {
        std::filesystem::path path;
        Reading reading;
        Theme theme;
        std::int64_t number;
        std::stop_token stop;
    };
    void run(const Wish& wish);
    void stop_the_last();

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::filesystem::path path_;
    std::optional<Result> result_;
    bool busy_ = false;
    Time::time_point begun_;
    std::stop_source stop_;
    std::atomic<std::int64_t> wish_{0};
    std::atomic<double> done_{0};
    Worker worker_;  // ends before what it writes to
};

}  // namespace pw
