#include "app/background.h"

#include <utility>

namespace pw {

namespace {

// What has been worked on for longer than that gives way to a newer request.
constexpr std::chrono::milliseconds patience{250};
// As long after its beginning, a result is waited for: most are there in the frame that asked for them.
constexpr std::chrono::milliseconds at_once{8};

}  // namespace

void Background::ask(bool clean, Experiment experiment, Pane pane, Theme theme) {
    Request request{clean, std::move(experiment), std::move(pane), theme};
    if (busy() && std::chrono::steady_clock::now() - begun_ < patience) {
        next_ = std::move(request);
        return;
    }
    drop();
    begin(std::move(request));
}

void Background::begin(Request request) {
    stop_ = std::stop_source();
    begun_ = std::chrono::steady_clock::now();
    // Shared, for a function that can be copied.
    const auto task =
        std::make_shared<std::packaged_task<Prepared()>>([r = std::move(request), stop = stop_.get_token()] {
            return prepared(r.clean, r.experiment, r.pane, r.theme, stop);
        });
    result_ = task->get_future();
    worker_.ask([task] { (*task)(); });
}

Prepared Background::take(bool wait) {
    if (!busy()) return {};
    if (wait && next_) {
        Request newest = std::move(*next_);
        drop();
        begin(std::move(newest));
    }
    if (!wait && result_.wait_until(begun_ + at_once) != std::future_status::ready) return {};
    Prepared worked = std::exchange(result_, {}).get();
    if (next_) {
        Request request = std::move(*next_);
        next_.reset();
        request.pane.shown.picture =
            worked.picture && !worked.picture->stopped ? worked.picture : request.pane.shown.picture;
        if (worked.images) request.pane.images = worked.images;
        begin(std::move(request));
    }
    return worked;
}

void Background::drop() {
    stop_.request_stop();
    result_ = {};
    next_.reset();
}

}  // namespace pw
