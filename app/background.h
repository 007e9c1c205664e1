// Evaluations off the interface's thread, with the pixels of their pictures. The newest request wins: it
// waits for one that is nearly done, so that a slider shows what it passes; one that takes long is stopped.
#pragma once

#include <chrono>
#include <future>
#include <memory>
#include <optional>
#include <stop_token>

#include "app/worker.h"
#include "core/figure/prepared.h"

namespace pw {

class Background {
  public:
    Background() = default;
    ~Background() { drop(); }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    // `clean`: with what there is without noise and shift. `pane`: how it is looked at now, with the picture
    // and the images before.
    void ask(bool clean, Experiment experiment, Pane pane, Theme theme);
    // Something was asked for that nobody has taken yet.
    bool busy() const { return result_.valid(); }
    // What a request came to, the newest or one before it; no picture while there is none. One that has just
    // begun is waited for, but no longer than nobody sees it. `wait`: the newest, however long it takes.
    Prepared take(bool wait = false);
    void drop();  // nobody wants any of it any more

  private:
    using Moment = std::chrono::steady_clock::time_point;
    struct Request {
        bool clean;
        Experiment experiment;
        Pane pane;
        Theme theme;
    };
    void begin(Request request);

    std::stop_source stop_;
    std::future<Prepared> result_;
    Moment begun_;
    std::optional<Request> next_;
    Worker worker_;
};

}  // namespace pw
