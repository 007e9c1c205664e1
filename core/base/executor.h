// The one place where threads are: a few workers that share strips of work with whoever calls. Nothing else
// in core/ starts a thread.
#pragma once

#include <cstdint>
#include <memory>
#include <stop_token>
#include <type_traits>

namespace pw {

class Executor {
  public:
    // The caller is one of the threads; 0: as many as there are processors.
    explicit Executor(unsigned threads = 0);
    ~Executor();
    // For everything that doesn't bring its own.
    static Executor& shared();
    // On the calling thread alone.
    static Executor& inline_one();

    unsigned threads() const;

    // fn(i) for each i below count, in any order, and returns when all are done. False: a stop was asked for,
    // and strips that nobody had begun were left out. What fn throws ends the work in the same way and is
    // thrown here. A second caller at the same time works alone.
    template <class Fn>
    bool each(std::int64_t count, Fn&& fn, const std::stop_token& stop = {}) {
        return run(count,
                   {&fn, [](void* f, std::int64_t i) { (*static_cast<std::remove_reference_t<Fn>*>(f))(i); }},
                   stop);
    }

  private:
    struct Call {
        void* fn;
        void (*call)(void* fn, std::int64_t i);
    };
    struct Workers;
    bool run(std::int64_t count, const Call& call, const std::stop_token& stop);

    std::unique_ptr<Workers> workers_;  // none: inline
};

}  // namespace pw
