// Evaluations off the interface's thread. The newest request wins; those before it are stopped.
#pragma once

#include <future>
#include <memory>
#include <stop_token>

#include "app/worker.h"
#include "core/walk/clean.h"

namespace pw {

class Background {
  public:
    Background() = default;
    ~Background() { drop(); }
    Background(const Background&) = delete;
    Background& operator=(const Background&) = delete;

    void ask(bool clean, Experiment experiment, std::shared_ptr<const Evaluation> previous);
    // Something was asked for that nobody has taken yet.
    bool busy() const { return result_.valid(); }
    // What the last request came to; nullptr while it isn't there, unless one waits for it.
    std::shared_ptr<const Evaluation> take(bool wait = false);
    void drop();  // nobody wants it any more

  private:
    std::stop_source stop_;
    std::future<std::shared_ptr<const Evaluation>> result_;
    Worker worker_;
};

}  // namespace pw
