#include "app/window/picture_copy.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <vector>

#include "app/files/bytes.h"

extern char** environ;

namespace pw {

namespace {

namespace fs = std::filesystem;

bool in_path(std::string_view program) {
    const char* path = std::getenv("PATH");
    std::string_view rest = path ? path : "";
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(':'), rest.size());
        const fs::path file = fs::path(rest.substr(0, end)) / program;
        if (access(file.c_str(), X_OK) == 0) return true;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return false;
}

// The program that this display's clipboard belongs to; empty: it isn't installed.
std::vector<std::string> clipboard_program() {
    const bool wayland = std::getenv("WAYLAND_DISPLAY") != nullptr;
    if (wayland && in_path("wl-copy")) return {"wl-copy", "--type", "image/png"};
    if (std::getenv("DISPLAY") && in_path("xclip"))
        return {"xclip", "-selection", "clipboard", "-t", "image/png"};
    return {};
}

bool write_all(int to, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(to, bytes.data(), bytes.size());
        if (n <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

// Both programs read everything, then go on in the background until another copy takes their place.
bool pipe_into(const std::vector<std::string>& program, std::string_view bytes) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0) return false;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[0], STDIN_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<char*> words;
    for (const std::string& word : program) words.push_back(const_cast<char*>(word.c_str()));
    words.push_back(nullptr);
    pid_t child = 0;
    const bool begun = posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    ::close(ends[0]);
    // A program that ends early must not end this one.
    sigset_t pipe_signal, before;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    const bool written = begun && write_all(ends[1], bytes);
    ::close(ends[1]);
    const timespec none{};
    sigtimedwait(&pipe_signal, nullptr, &none);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    int status = 0;
    return begun && waitpid(child, &status, 0) == child && written && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

}  // namespace

void PictureCopy::copy(ExportTask task) {
    worker_.ask([this, task = std::move(task)] { run(task); });
}

bool PictureCopy::busy() const {
    if (worker_.busy()) return true;
    const std::lock_guard lock(mutex_);
    return toast_ || problem_;
}

void PictureCopy::run(const ExportTask& task) {
    Toast toast;
    toast.check = true;
    std::optional<Problem> problem;
    if (auto bytes = bytes_of(task); !bytes) {
        problem = bytes.error();
    } else if (const auto program = clipboard_program(); !program.empty() && pipe_into(program, *bytes)) {
        toast.text = Message("toast.picture.copied");
    } else {
        const fs::path file = fs::path(task.file).replace_extension(".png");
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (auto written = write_bytes(file, *bytes); !written) problem = written.error();
        const std::string name = std::getenv("WAYLAND_DISPLAY") ? "wl-clipboard" : "xclip";
        toast.check = false;
        toast.text = Message("toast.picture.saved", {file.string(), name});
    }
    const std::lock_guard lock(mutex_);
    if (problem)
        problem_ = std::move(problem);
    else
        toast_ = std::move(toast);
}

std::optional<Toast> PictureCopy::take_toast() {
    const std::lock_guard lock(mutex_);
    return std::exchange(toast_, std::nullopt);
}

std::optional<Problem> PictureCopy::take_problem() {
    const std::lock_guard lock(mutex_);
    return std::exchange(problem_, std::nullopt);
}

}  // namespace pw
