#include "app/window/disk.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

namespace pw {

namespace {

constexpr std::size_t largest_file = std::size_t{1} << 30;

Problem no_file(std::string key, const std::filesystem::path& path, int error) {
    return Problem(Message(std::move(key), {path.string(), std::string(std::strerror(error))}));
}

// A file that is closed whatever happens.
class Handle {
  public:
    explicit Handle(int id) : id_(id) {}
    ~Handle() {
        if (id_ >= 0) ::close(id_);
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    int id() const { return id_; }

  private:
    int id_;
};

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(file, bytes.data(), bytes.size());
        if (n < 0 && errno != EINTR) return false;
        if (n > 0) bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

}  // namespace

Expected<std::string> read_file(const std::filesystem::path& path) {
    const Handle file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.id() < 0) return fail(no_file("problem.file.read", path, errno));
    std::string bytes;
    std::string part(1 << 16, '\0');
    for (;;) {
        const ssize_t n = ::read(file.id(), part.data(), part.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return fail(no_file("problem.file.read", path, errno));
        if (n == 0) return bytes;
        bytes.append(part, 0, static_cast<std::size_t>(n));
        if (bytes.size() > largest_file) return fail(no_file("problem.file.read", path, EFBIG));
    }
}

Expected<void> write_file(const std::filesystem::path& path, std::string_view bytes, bool lasting) {
    std::filesystem::path beside = path;
    beside += ".new";
    {
        const Handle file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (file.id() < 0 || !write_all(file.id(), bytes) || (lasting && ::fsync(file.id()) != 0))
            return fail(no_file("problem.file.write", path, errno));
    }
    if (::rename(beside.c_str(), path.c_str()) != 0) return fail(no_file("problem.file.write", path, errno));
    return {};
}

FileReader files_beside(const std::filesystem::path& document) {
    return [folder = document.parent_path()](std::string_view name) { return read_file(folder / name); };
}

std::filesystem::path settings_path() {
    const char* config = std::getenv("XDG_CONFIG_HOME");
    if (config && *config == '/') return std::filesystem::path(config) / "poolwalk/settings.json";
    const char* home = std::getenv("HOME");
    return std::filesystem::path(home && *home ? home : ".") / ".config/poolwalk/settings.json";
}

}  // namespace pw
