#include "app/files/bytes.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstring>
#include <optional>

#include "core/base/asset.h"

namespace pw {

namespace {

// A tensor of float64 at its largest, with its header.
constexpr std::int64_t largest_mebibytes = 513;
constexpr int patience = 50;  // milliseconds between two questions whether a pipe is still wanted

class File {
  public:
    explicit File(int id) : id_(id) {}
    ~File() { close(); }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    int id() const { return id_; }
    bool close() {
        const bool closed = id_ < 0 || ::close(id_) == 0;
        id_ = -1;
        return closed;
    }

  private:
    int id_;
};

// The reasons that people meet have words in both languages, the rest the system's own.
tl::unexpected<Problem> refuse(const std::filesystem::path& path, int error) {
    const std::string name = path.string();
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return fail("problem.file.not_found", {name});
        case EACCES:
        case EPERM:
        case EROFS:
            return fail("problem.file.permission", {name});
        case EISDIR:
            return fail("problem.file.folder", {name});
        case ENOSPC:
        case EDQUOT:
            return fail("problem.file.full", {name});
        default:
            return fail("problem.file.system", {name, std::string(std::strerror(error))});
    }
}

bool write_all(int file, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(file, bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return false;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

Expected<void> write_in_place(const std::filesystem::path& path, std::string_view bytes) {
    File file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
    if (file.id() < 0 || !write_all(file.id(), bytes) || !file.close()) return refuse(path, errno);
    return {};
}

// A new name is only there after a power cut if its folder was written, too.
void sync_folder(const std::filesystem::path& path) {
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const File file(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (file.id() >= 0) ::fsync(file.id());
}

// A name beside the file, free when `take` has it; for the moment before the file's own.
template <class Take>
std::optional<std::string> name_beside(const std::filesystem::path& path, const Take& take) {
    static std::atomic<unsigned> count{0};
    constexpr int tries = 100;
    for (int i = 0; i < tries; ++i) {
        std::string beside = path.string() + "." + std::to_string(::getpid()) + "-" + std::to_string(count++);
        if (take(beside.c_str())) return beside;
        if (errno != EEXIST) break;
    }
    return std::nullopt;
}

// The new file has no name until it is whole, where the file system can do that: killed meanwhile, the
// program leaves nothing behind.
Expected<void> replace(const std::filesystem::path& path, std::string_view bytes,
                       std::optional<mode_t> mode) {
    const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    int id = ::open(parent.c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600);
    std::optional<std::string> beside;
    if (id < 0)
        beside = name_beside(path, [&](const char* name) {
            id = ::open(name, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
            return id >= 0;
        });
    File file(id);
    if (file.id() < 0) return refuse(path, errno);
    const std::string own = "/proc/self/fd/" + std::to_string(id);
    const auto named = [&] {
        if (!beside)
            beside = name_beside(path, [&](const char* name) {
                return ::linkat(AT_FDCWD, own.c_str(), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
            });
        return beside.has_value();
    };
    const mode_t mask = ::umask(0);
    ::umask(mask);
    const bool done = write_all(file.id(), bytes) && ::fchmod(file.id(), mode.value_or(0666 & ~mask)) == 0 &&
                      ::fsync(file.id()) == 0 && named() && file.close() &&
                      ::rename(beside->c_str(), path.c_str()) == 0;
    if (!done) {
        const int error = errno;
        if (beside) ::unlink(beside->c_str());
        return refuse(path, error);
    }
    sync_folder(path);
    return {};
}

}  // namespace

Expected<std::string> read_bytes(const std::filesystem::path& path, const ReadProgress& progress) {
    // Nobody waits for a pipe who could say that it isn't wanted any more.
    const File file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | (progress ? O_NONBLOCK : 0)));
    if (file.id() < 0) return refuse(path, errno);
    struct stat about {};
    if (::fstat(file.id(), &about) != 0) return refuse(path, errno);
    constexpr std::int64_t largest = largest_mebibytes << 20;
    std::string bytes;
    if (S_ISREG(about.st_mode)) {
        if (about.st_size > largest)
            return fail("problem.file.too_large", {path.string(), largest_mebibytes});
        bytes.reserve(static_cast<std::size_t>(about.st_size));
    }
    std::string part(1 << 16, '\0');
    for (;;) {
        const ssize_t count = ::read(file.id(), part.data(), part.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN && progress) {
            pollfd more{file.id(), POLLIN, 0};
            ::poll(&more, 1, patience);
            if (!progress(0)) return reading_stopped();
            continue;
        }
        if (count < 0) return refuse(path, errno);
        if (count == 0) return bytes;
        bytes.append(part, 0, static_cast<std::size_t>(count));
        const auto size = static_cast<double>(std::max<std::int64_t>(about.st_size, 1));
        if (progress && !progress(std::min(1.0, static_cast<double>(bytes.size()) / size)))
            return reading_stopped();
        if (static_cast<std::int64_t>(bytes.size()) > largest)
            return fail("problem.file.too_large", {path.string(), largest_mebibytes});
    }
}

Expected<void> write_bytes(const std::filesystem::path& path, std::string_view bytes) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return replace(path, bytes, std::nullopt);
    if (S_ISDIR(about.st_mode)) return refuse(path, EISDIR);
    if (!S_ISREG(about.st_mode)) return write_in_place(path, bytes);
    std::error_code failed;
    const auto target = std::filesystem::canonical(path, failed);
    return replace(failed ? path : target, bytes, about.st_mode & 07777);
}

FileReader files_next_to(const std::filesystem::path& document) {
    return [folder = document.parent_path()](std::string_view name) { return read_bytes(folder / name); };
}

Expected<void> read_assets_from(const std::filesystem::path& folder) {
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed)) return fail("problem.cli.assets", {folder.string()});
    set_asset_reader([folder](std::string_view path) -> std::optional<std::string> {
        auto bytes = read_bytes(folder / path);
        return bytes ? std::optional(std::move(*bytes)) : std::nullopt;
    });
    return {};
}

}  // namespace pw
