// The main screen: canvas, ribbon, controls, transport, help. Reads the session, sends it actions, draws with
// Dear ImGui's draw list; everything is laid out in px at 100 %.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "app/files/export_work.h"
#include "app/files/open_work.h"
#include "app/files/recent.h"
#include "app/panels/file_request.h"
#include "app/report.h"
#include "app/session.h"
#include "app/ui/compat.h"
#include "core/figure/scene.h"

namespace pw {

// Keys and modifiers have GLFW's numbers, so that the panels need no GLFW.
class Ui {
  public:
    Ui(Session& session, Fonts& fonts);
    ~Ui();
    Ui(const Ui&) = delete;
    Ui& operator=(const Ui&) = delete;

    // Between frames, before NewFrame. `window` and `device`: window px (Dear ImGui's units) and framebuffer
    // px for one px at 100 %. True when the font atlas is a new one, so that its texture has to be made
    // again.
    bool prepare(double window, double device);
    // Between ImGui::NewFrame and Render. The window's size in px at 100 %; `seconds` since the last frame.
    void frame(double width, double height, double seconds, Report& report);

    const Scene& scene() const;  // the canvas, to be painted at scene_rect() below the panels
    Rect scene_rect() const;     // px at 100 %
    bool wants_frame() const;    // hover, switches: an animation of the panels is under way
    bool lacks_glyphs() const;   // the frame has gaps: prepare() makes room, then it is to be drawn again
    compat::Rows new_glyphs();   // rows of the atlas to upload before the frame is painted
    void key(int key, int mods, bool repeat);
    void character(unsigned codepoint);      // in one order with the keys
    std::optional<std::string> clipboard();  // text to copy since the last call
    bool wants_paste();                      // the clipboard's text, since the last call
    // Whether something is being written or measured beside the interface: to be looked at now and then.
    bool exporting() const;
    std::optional<ExportTask> picture();  // to be copied as a picture, since the last call
    bool wants_full_screen() const;       // F11 toggles it

    // Files: what the panels ask for, and what they need to know about the disk.
    std::optional<FileRequest> file_request();  // since the last call
    void ask_where_to_save();
    void know(std::vector<RecentFile> recent, std::filesystem::path document);
    void offer_last_session(std::optional<Message> title);
    void show_opening(std::optional<OpenWork::Status> status);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pw
