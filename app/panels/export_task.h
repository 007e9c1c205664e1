// From what the export pane says and the window shows to what the exporter needs.
#pragma once

#include "app/panels/frame.h"

namespace pw {

ExportTask export_task(const Frame& f);
// The picture for the clipboard: this moment in the pane's style, as PNG.
ExportTask picture_task(const Frame& f);
ExportWish export_wish(const Frame& f);
ExportPreview export_preview(const Frame& f);

}  // namespace pw
