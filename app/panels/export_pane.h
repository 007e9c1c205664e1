// The export pane: what is to be written, and how. Its state lasts as long as the window.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

#include "app/files/export_work.h"
#include "app/ui/text_field.h"

namespace pw {

struct ExportPane {
    bool shown = false;
    What what = What::moment;
    std::array<Format, 6> format{Format::svg, Format::svg, Format::gif,
                                 Format::svg, Format::svg, Format::pdf};  // by What
    std::int64_t width = 1920, height = 1080, fps = 20, scale = 1;
    Theme style = Theme::light;
    bool title = false, indices = true, formula = true, legend = false, code = false, large = true;
    bool transparent = false, outlines = false;
    std::int64_t variants = 1, seed = 12;
    bool padded = false, answers = false, own = false;  // worksheets

    TextEdit path;
    std::int64_t named_for = -1;  // the document that the path was made for
    std::filesystem::path from;   // where relative paths begin
    bool exists = false;          // a file is there already

    double scroll = 0;
    ExportWork work;
    std::string wish;       // whose size is asked for …
    double unchanged = 0;   // … once it has stayed the same for so many seconds
    bool settling = false;  // not yet

    static constexpr const char* field = "export/path";
    Format chosen() const { return format[static_cast<std::size_t>(what)]; }
    // The path's ending becomes the format's.
    void rename();
    // After the path's text or the format changed: whether something is there.
    void look();
    std::string file() const;  // absolute
    std::string name() const;  // the last part
};

}  // namespace pw
