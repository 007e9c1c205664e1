#include "app/command_line/progress_line.h"

#include <unistd.h>

#include <cstdio>

namespace pw {

ProgressLine::ProgressLine(const Words& words) : words_(words), terminal_(isatty(STDERR_FILENO) == 1) {}

ProgressLine::~ProgressLine() {
    if (!shown_.empty()) std::fputs("\r\033[K", stderr);
}

void ProgressLine::show(const std::string& file, std::size_t done, std::size_t total) {
    if (!terminal_ || total < 2) return;
    const auto n = static_cast<std::int64_t>(done), all = static_cast<std::int64_t>(total);
    std::string text = words_(Message("export.progress", {file, n, all, 100 * n / all}));
    if (text == shown_) return;
    std::fprintf(stderr, "\r%s\033[K", text.c_str());
    shown_ = std::move(text);
}

}  // namespace pw
