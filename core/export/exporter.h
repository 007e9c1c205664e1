// What to export and how: from a pane to the bytes of one or several files.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/export/pages.h"
#include "core/figure/page.h"
#include "core/figure/worksheet.h"

namespace pw {

enum class What { moment, steps, walk, sheet, storyboard, worksheet };
enum class Format { svg, png, pdf, gif, mp4, tex };

// Those in which it can be written, the usual one first.
std::span<const Format> formats_of(What what);
// "svg", "png" …: endings and names alike.
std::string_view ending_of(Format format);
std::optional<Format> format_named(std::string_view name);
// Whether the experiment goes along, so that the file opens as it again.
bool embeds(What what, Format format);

namespace limits {
inline constexpr double least_page_side = 16, page_side = 8192;  // px
inline constexpr double page_pixels = 64 << 20;                  // after scaling
inline constexpr std::size_t export_pages = 20000;               // steps or frames
}  // namespace limits

// Sizes that go by a name, in px.
struct PageSize {
    const char* name;
    int width, height;
};
inline constexpr std::array<PageSize, 4> page_sizes{
    {{"slide", 1920, 1080}, {"half", 960, 1080}, {"square", 1080, 1080}, {"a4", 1754, 1240}}};

struct ExportOptions {
    What what = What::moment;
    Format format = Format::svg;
    PageLook page;     // px
    double scale = 1;  // pixels per px, of PNG, GIF and MP4
    bool transparent = false, outlines = false;
    double fps = 20;           // of a walk
    double speed = 1;          // a step takes step_seconds / speed …
    bool ten_seconds = false;  // … unless the whole walk takes ten seconds
    WorksheetOptions worksheet;
    bool own_exercises = false;  // of the pane's experiment, in place of drawn ones
    bool operator==(const ExportOptions&) const = default;
};

class CairoPainter;

class Export {
  public:
    // The pane's time is the moment; its picture is what is walked through. `share` is embedded; may be
    // empty. Refuses formats that don't go with what is asked, pages that are too large, walks that are too
    // long. Fonts and words of the options have to outlive it, and belong to the thread that uses it.
    static Expected<Export> plan(Pane pane, ExportOptions options, std::string share);

    const ExportOptions& options() const { return options_; }
    std::size_t files() const { return one_each_ ? pages_ : 1; }
    std::size_t pages() const { return pages_; }  // steps or frames; 1 for a still
    double seconds() const { return seconds_; }   // of a walk; 0 for the others
    // The i-th page; the page that shows the pane's own time.
    Scene page(std::size_t i) const;
    Scene page_now() const;
    // One file's bytes. Cancelled by its progress: "export.cancelled".
    Expected<std::string> write(std::size_t file, const Progress& progress = {}) const;

  private:
    Expected<void> make_pages();
    Expected<void> make_worksheet();
    double time_of(std::size_t i) const;
    double frames_per_second() const;
    Scene page_at(double t) const;
    Expected<std::string> write_pages(const Pages& pages, const Progress& progress) const;

    Pane pane_;
    ExportOptions options_;
    std::string share_;
    std::size_t pages_ = 1;
    bool one_each_ = false;
    double seconds_ = 0;
    std::int64_t steps_ = 0;
    std::optional<Scene> sheet_;  // a contact sheet is made once
    std::optional<Worksheet> worksheet_;
    std::shared_ptr<CairoPainter> painter_;  // of PNG: keeps glyphs and shadows from file to file
};

// "max-4x4.svg", the 3rd of 16: "max-4x4-03.svg".
std::string numbered(std::string_view file, std::size_t index, std::size_t count);

}  // namespace pw
