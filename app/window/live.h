// The window in use. Whoever owns the loop calls frame() and, between two calls, wait(): neither has a loop
// of its own.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>

#include "app/window/document_files.h"
#include "app/window/keeper.h"
#include "app/window/layout_report.h"
#include "app/window/pacer.h"
#include "app/window/picture_copy.h"
#include "app/window/screen.h"
#include "app/window/settings_file.h"
#include "app/window/window.h"

namespace pw {

// What lasts from one run to the next.
struct Kept {
    SettingsFile settings;
    Autosave autosave;
    Recent recent;
    std::optional<Document> last;  // what was open last time, when something else is now
};

class Live {
  public:
    // `kept`: nullptr when this run is not to be remembered. `from`: the file that is open; may be empty.
    Live(Session& session, std::unique_ptr<AppWindow> window, std::unique_ptr<Screen> screen, Kept* kept,
         const std::filesystem::path& from, std::optional<LayoutReport> report);
    ~Live();

    // As a file that is dropped.
    void open(const std::filesystem::path& file, const Reading& reading) { files_.open(file, reading); }
    // Draws when a frame is due. False when the window is to be closed.
    bool frame();
    // Sleeps until the next frame is due or something happens.
    void wait();

  private:
    bool moving() const;
    void draw();
    void react();
    void paste(std::string text);
    void remember();
    double pause(double seconds);

    Session& session_;
    std::unique_ptr<AppWindow> window_;
    std::unique_ptr<Screen> screen_;
    Kept* kept_;
    DocumentFiles files_;
    std::optional<Keeper> keeper_;
    PictureCopy picture_;
    std::optional<LayoutReport> report_;
    Pacer pacer_;
    Measure measure_;
    Words words_;
    std::string title_;
    int width_ = 0,
        height_ = 0;    // of the window when it was last neither full screen nor iconified; 0: never
    double drawn_ = 0;  // when the last frame was drawn
    double last_ = -1;  // when the last frame of a movement began; negative: nothing moved
};

}  // namespace pw
