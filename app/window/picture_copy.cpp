#include "app/window/picture_copy.h"

#include <cstdlib>
#include <filesystem>

#include "app/files/bytes.h"
#include "core/export/fed_process.h"

namespace pw {

namespace {

namespace fs = std::filesystem;

bool on_wayland() { return std::getenv("WAYLAND_DISPLAY") != nullptr; }

// Both programs read everything, then go on in the background until another copy takes their place. False
// when the one of this display isn't installed.
bool to_clipboard(std::string_view png) {
    const std::vector<std::string> program =
        on_wayland() ? std::vector<std::string>{"wl-copy", "--type", "image/png"}
                     : std::vector<std::string>{"xclip", "-selection", "clipboard", "-t", "image/png"};
    FedProcess process;
    return process.start(program) == 0 && process.feed(png) && process.finish();
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
    } else if (to_clipboard(*bytes)) {
        toast.text = Message("toast.picture.copied");
    } else {
        const fs::path file = fs::path(task.file).replace_extension(".png");
        std::error_code error;
        fs::create_directories(file.parent_path(), error);
        if (auto written = write_bytes(file, *bytes); !written) problem = written.error();
        const std::string name = on_wayland() ? "wl-clipboard" : "xclip";
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
