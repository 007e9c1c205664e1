// Exports beside the interface's thread: one that writes, one that finds out how large a still would be.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "app/worker.h"
#include "core/export/exporter.h"

namespace pw {

// Everything that an export needs; its words and fonts are loaded where it runs.
struct ExportTask {
    Pane pane;
    ExportOptions options;
    std::string share;  // line to embed; may be empty
    Language language = Language::en;
    std::string file;
};

class ExportWork {
  public:
    ~ExportWork();

    // The size of the only file, once it is known; the newest wish replaces all before it.
    void measure(ExportTask task);
    std::optional<std::int64_t> measured() const;
    // Whether one of the two is at work, or has something to tell that take_result() hasn't fetched yet.
    bool busy() const;

    // One at a time.
    void write(ExportTask task);
    void cancel() { cancelled_ = true; }
    struct Status {
        bool writing = false;
        std::size_t done = 0, total = 0;  // pages or frames
        double seconds = 0;               // since it began
        std::optional<double> left;       // seconds, after the first two
    };
    Status status() const;

    struct Result {
        std::string file;  // the first one
        std::size_t files = 1;
        Expected<std::int64_t> bytes;
    };
    // Since the last call; what has been measured counts as seen, too.
    std::optional<Result> take_result();

  private:
    using Time = std::chrono::steady_clock;

    void run(ExportTask task);

    mutable std::mutex mutex_;
    std::optional<std::int64_t> measured_;
    std::int64_t wish_ = 0;
    std::optional<Result> result_;
    bool fresh_ = false;  // something was measured since
    std::atomic<std::size_t> done_{0}, total_{0};
    std::atomic<bool> cancelled_{false};
    Time::time_point begun_;
    Worker measurer_, writer_;  // end before what they write to
};

// "A moment as PNG" on the caller's thread, for the clipboard: the bytes.
Expected<std::string> bytes_of(const ExportTask& task);

}  // namespace pw
