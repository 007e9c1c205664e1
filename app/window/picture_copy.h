// A picture on the clipboard, which GLFW can't do: through wl-copy or xclip. Without them it becomes a file.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "app/action.h"
#include "app/files/export_work.h"

namespace pw {

class PictureCopy {
  public:
    void copy(ExportTask task);
    bool busy() const;
    // What to say about it, since the last call.
    std::optional<Toast> take_toast();
    std::optional<Problem> take_problem();

  private:
    void run(const ExportTask& task);

    mutable std::mutex mutex_;
    std::optional<Toast> toast_;
    std::optional<Problem> problem_;
    Worker worker_;  // ends before what it writes to
};

}  // namespace pw
