// A process that is killed in the midst of its work, for tests of what it leaves behind.
#pragma once

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdint>
#include <functional>
#include <optional>

namespace pw::test {

using Say = std::function<void(std::int32_t round)>;

// Runs `live` in a child, which says each round that it has done, and kills it so many microseconds after the
// first. The last round that was said; nothing when the child couldn't be had or gave up by itself.
inline std::optional<std::int32_t> killed(useconds_t after, const std::function<void(const Say&)>& live) {
    int ends[2];
    if (::pipe(ends) != 0) return std::nullopt;
    const pid_t child = ::fork();
    if (child == 0) {
        ::close(ends[0]);
        live([&](std::int32_t round) {
            if (::write(ends[1], &round, sizeof round) != sizeof round) _exit(1);
        });
        _exit(1);
    }
    ::close(ends[1]);
    std::int32_t said = 0;
    std::optional<std::int32_t> last;
    const auto hear = [&] { return ::read(ends[0], &said, sizeof said) == sizeof said; };
    if (hear()) last = said;
    ::usleep(after);
    if (child > 0) ::kill(child, SIGKILL);
    while (hear()) last = said;
    ::close(ends[0]);
    int status = 0;
    const bool by_us = child > 0 && ::waitpid(child, &status, 0) == child && WIFSIGNALED(status);
    return by_us ? last : std::nullopt;
}

}  // namespace pw::test
