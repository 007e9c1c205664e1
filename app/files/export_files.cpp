#include "app/files/export_files.h"

#include <filesystem>

#include "app/files/bytes.h"

namespace pw {

std::string first_file(const Export& what, const std::string& file) {
    return what.files() > 1 ? numbered(file, 0, what.files()) : file;
}

Expected<std::int64_t> write_export(const Export& what, const std::string& file,
                                    const FileProgress& progress) {
    if (const auto folder = std::filesystem::path(file).parent_path(); !folder.empty()) {
        std::error_code error;
        std::filesystem::create_directories(folder, error);  // a folder that isn't there is named below
    }
    const std::size_t files = what.files();
    std::int64_t all = 0;
    for (std::size_t i = 0; i < files; ++i) {
        const std::string name = files > 1 ? numbered(file, i, files) : file;
        const Progress told = [&](std::size_t done, std::size_t total) {
            if (!progress) return true;
            return files > 1 ? progress(name, i, files) : progress(name, done, total);
        };
        if (!told(0, 1)) return cancelled();
        auto bytes = what.write(i, told);
        if (!bytes) return tl::unexpected(bytes.error());
        if (auto written = write_bytes(name, *bytes); !written) return tl::unexpected(written.error());
        all += static_cast<std::int64_t>(bytes->size());
    }
    return all;
}

}  // namespace pw
