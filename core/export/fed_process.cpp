#include "core/export/fed_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

namespace pw {

namespace {

std::string content(int fd) {
    std::string bytes;
    const off_t size = lseek(fd, 0, SEEK_END);
    if (size <= 0) return bytes;
    bytes.resize(static_cast<std::size_t>(size));
    std::size_t at = 0;
    while (at < bytes.size()) {
        const ssize_t got = pread(fd, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) break;
        at += static_cast<std::size_t>(got);
    }
    bytes.resize(at);
    return bytes;
}

// The descriptors keep out of the child's own numbers, so that dup2 there never copies one onto itself.
int moved_up(int fd) {
    if (fd < 0) return fd;
    const int high = fcntl(fd, F_DUPFD_CLOEXEC, 16);
    close(fd);
    return high;
}

int spawn(const std::vector<std::string>& command, int input, int said, int file, pid_t* process) {
    std::vector<char*> arguments;
    for (const std::string& a : command) arguments.push_back(const_cast<char*>(a.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, 0);
    posix_spawn_file_actions_adddup2(&actions, said, 1);
    posix_spawn_file_actions_adddup2(&actions, said, 2);
    posix_spawn_file_actions_adddup2(&actions, file, 3);
    const int failed = posix_spawnp(process, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    return failed;
}

}  // namespace

FedProcess::~FedProcess() {
    if (process_ > 0) {
        kill(process_, SIGKILL);
        close_input();
        while (waitpid(process_, nullptr, 0) < 0 && errno == EINTR) {
        }
    }
    close_input();
    if (file_ >= 0) close(file_);
    if (said_ >= 0) close(said_);
}

int FedProcess::start(const std::vector<std::string>& command) {
    // A socket instead of a pipe: writing to a program that has gone gives an error, not a signal.
    int ends[2] = {-1, -1};
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) return errno;
    input_ = moved_up(ends[0]);
    const int theirs = moved_up(ends[1]);
    file_ = moved_up(memfd_create("video", MFD_CLOEXEC));
    said_ = moved_up(memfd_create("messages", MFD_CLOEXEC));
    const bool open = input_ >= 0 && theirs >= 0 && file_ >= 0 && said_ >= 0;
    const int failed = open ? spawn(command, theirs, said_, file_, &process_) : EMFILE;
    if (theirs >= 0) close(theirs);
    if (failed) process_ = -1;
    return failed;
}

bool FedProcess::feed(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = send(input_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) continue;
        if (sent <= 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool FedProcess::finish() {
    close_input();
    if (process_ <= 0) return false;
    int status = 0;
    while (waitpid(process_, &status, 0) < 0)
        if (errno != EINTR) return false;
    process_ = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::string FedProcess::written() const { return content(file_); }

std::string FedProcess::last_line() const {
    std::string all = content(said_);
    all.erase(all.find_last_not_of(" \r\n") + 1);
    return all.substr(all.find_last_of("\r\n") + 1);
}

void FedProcess::close_input() {
    if (input_ >= 0) close(input_);
    input_ = -1;
}

}  // namespace pw
