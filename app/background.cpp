#include "app/background.h"

#include <chrono>
#include <utility>

namespace pw {

void Background::ask(bool clean, Experiment experiment, std::shared_ptr<const Evaluation> previous) {
    drop();
    stop_ = std::stop_source();
    // Shared, for a function that can be copied.
    const auto task = std::make_shared<std::packaged_task<std::shared_ptr<const Evaluation>()>>(
        [clean, experiment = std::move(experiment), previous = std::move(previous),
         stop = stop_.get_token()] { return evaluate_beside(clean, experiment, previous.get(), stop); });
    result_ = task->get_future();
    worker_.ask([task] { (*task)(); });
}

std::shared_ptr<const Evaluation> Background::take(bool wait) {
    if (!busy()) return nullptr;
    if (!wait && result_.wait_for(std::chrono::seconds(0)) != std::future_status::ready) return nullptr;
    return std::exchange(result_, {}).get();
}

void Background::drop() {
    stop_.request_stop();
    result_ = {};
}

}  // namespace pw
