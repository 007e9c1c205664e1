#include "app/background.h"

#include <utility>

#include "core/figure/pixels.h"
#include "core/walk/clean.h"

namespace pw {

namespace {

// What has been worked on for longer than that gives way to a newer request.
constexpr std::chrono::milliseconds patience{250};

Background::Worked work(bool clean, const Experiment& experiment, Pane pane, Theme theme,
                        const std::stop_token& stop) {
    auto picture = evaluate_beside(clean, experiment, pane.shown.picture.get(), stop);
    if (!picture || picture->stopped || stop.stop_requested()) return {std::move(picture), nullptr};
    pane.shown.picture = picture;
    if (!picture->find(pane.watch.stage)) pane.watch.stage = 0;
    return {picture, prepared_images(pane, tokens(theme))};
}

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
        std::make_shared<std::packaged_task<Worked()>>([r = std::move(request), stop = stop_.get_token()] {
            return work(r.clean, r.experiment, r.pane, r.theme, stop);
        });
    result_ = task->get_future();
    worker_.ask([task] { (*task)(); });
}

Background::Worked Background::take(bool wait) {
    if (!busy()) return {};
    if (wait && next_) {
        Request newest = std::move(*next_);
        drop();
        begin(std::move(newest));
    }
    if (!wait && result_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return {};
    Worked worked = std::exchange(result_, {}).get();
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
