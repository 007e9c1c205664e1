#include "app/panels/export_pane.h"

#include "app/files/folder.h"

namespace pw {

namespace fs = std::filesystem;

ExportPane::ExportPane() {
    options.page.width = 1920;
    options.page.height = 1080;
    options.page.legend = false;
    options.worksheet.seed = 12;
}

void ExportPane::rename() {
    fs::path p(path.text);
    if (!p.has_filename()) return look();
    p.replace_extension("." + std::string(ending_of(chosen())));
    path.set(p.string());
    look();
}

std::string ExportPane::file() const { return expanded(path.text, from).lexically_normal().string(); }

std::string ExportPane::name() const { return fs::path(path.text).filename().string(); }

void ExportPane::look() {
    std::error_code error;
    exists = fs::is_regular_file(file(), error);
}

}  // namespace pw
