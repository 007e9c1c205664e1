// From what the export pane says and the window shows to what the exporter needs.
#pragma once

#include "app/panels/frame.h"

namespace pw {

ExportTask export_task(const Frame& f);
// The picture for the clipboard: this moment in the pane's style, as PNG.
ExportTask picture_task(const Frame& f);
// Everything that the page depends on, as a text to be compared.
std::string export_wish(const Frame& f);
// The page as it will be written; of an animation, at the playhead. Nothing when it can't be.
struct ExportPreview {
    Scene page;
    std::size_t files = 1, pages = 1;
    double seconds = 0;
    std::optional<Problem> problem;
};
ExportPreview export_preview(const Frame& f);

}  // namespace pw
