// The export pane: what is to be written, and how. Its state lasts as long as the window.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "app/files/export_work.h"
#include "app/ui/text_field.h"

namespace pw {

// Everything that a page depends on.
struct ExportWish {
    ExportOptions options;
    std::int64_t revision = -1;  // of the session
    Watch watch;
    bool problem = false;
    Language language = Language::en;
    bool operator==(const ExportWish&) const = default;
};

// The page as it will be written; of an animation, at the playhead. Nothing when it can't be.
struct ExportPreview {
    Scene page;
    std::size_t files = 1, pages = 1;
    double seconds = 0;
    std::optional<Problem> problem;
};

struct ExportPane {
    ExportPane();

    bool shown = false;
    ExportOptions options;  // without words, fonts, and what the session says
    std::array<Format, 6> format{Format::svg, Format::svg, Format::gif,
                                 Format::svg, Format::svg, Format::pdf};  // by What

    TextEdit path;
    std::int64_t named_for = -1;  // the document that the path was made for
    std::filesystem::path from;   // where relative paths begin
    bool exists = false;          // a file is there already

    ExportWish wish;        // what the preview shows …
    ExportPreview preview;  // … made when the wish changed
    Rect page;              // where it lies on the sheet
    double scroll = 0;

    ExportWork work;
    ExportWish measured;    // whose size is asked for …
    double unchanged = 0;   // … once it has stayed the same for so many seconds
    bool settling = false;  // not yet

    static constexpr const char* field = "export/path";
    Format chosen() const { return format[static_cast<std::size_t>(options.what)]; }
    void choose(Format to) { format[static_cast<std::size_t>(options.what)] = to; }
    // The path's ending becomes the format's.
    void rename();
    // After the path's text or the format changed: whether something is there.
    void look();
    std::string file() const;  // absolute
    std::string name() const;  // the last part
};

}  // namespace pw
