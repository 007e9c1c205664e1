// The one mutable state: experiment, clocks, view, undo. Panels read it and send it actions; nothing else
// writes here.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "app/action.h"
#include "core/code/read_code.h"
#include "core/walk/clock.h"
#include "core/walk/difference.h"

namespace pw {

// Remembered between runs ($XDG_CONFIG_HOME/poolwalk/settings.json).
struct Settings {
    Theme theme = Theme::light;
    Language language = Language::en;
    double scale = 1;  // the user's own, times the display's content scale
    int width = 1280, height = 800;
    bool indices = true;
    bool reduced_motion = false;
    NumberFormat numbers;
    bool operator==(const Settings&) const = default;
};

// A script that has been read and waits for an answer.
struct OfferedCode {
    CodeRead read;
    std::string name;         // of its file; empty: it was pasted
    std::int64_t number = 0;  // the first is 1
};

class Session {
  public:
    Session(Document document, Settings settings);
    ~Session();

    void apply(const action::Any& action);
    // Time passes. True while something moves and another frame is due.
    bool tick(double seconds);
    // Time that passed while nothing moved: it counts for merging edits and for the toast, not for the walk.
    void pass(double seconds);
    bool moving() const;
    // Seconds until something begins to move by itself; nothing while it waits for a person only.
    std::optional<double> due() const;

    // A large picture is worked out beside the interface: until it is there, `shown` has what is asked for
    // and the picture before. This waits for it.
    void finish();

    const Shown& shown() const;  // the last valid picture, what is asked, and why they differ
    const Experiment& experiment() const { return shown().asked; }
    const Stage* watched() const;  // nullptr: the experiment has no stages
    const Clock& clock() const;    // of the watched stage
    Watch watch() const;           // with the clock's t
    Pane pane() const;             // what compose draws
    Look look() const;  // theme, indices, motion; size, words and fonts are the canvas's to fill in
    const Settings& settings() const;
    bool can_undo() const;
    bool can_redo() const;
    // What undo would take back and redo do again, the next one last.
    // `most`: only that many of the last.
    std::vector<Note> past(std::size_t most = SIZE_MAX) const;
    std::vector<Note> future(std::size_t most = SIZE_MAX) const;
    // Which of the documents that were opened is open, counted from 1; undo leads back to an earlier one.
    std::int64_t opened() const;
    std::int64_t revision() const;  // grows with every change that a document keeps, except time
    // Whether the selected cell can be typed into, and whether it is being typed into.
    bool editing() const;
    bool typing() const;
    bool editable(const Focus& cell) const;
    std::optional<double> brush() const;  // its value, in paint mode
    double brush_value() const;
    std::uint64_t seed() const;  // of random fills
    const std::optional<Toast>& toast() const;
    double toast_seconds() const;  // that it has been there
    double toast_shown() const;    // 0..1: how far it has come in, or is not yet gone
    void hold_toast(bool held);    // the pointer is on it
    // The selected cell's grid as a table of text; else nothing.
    std::optional<std::string> selected_table() const;
    const std::optional<Problem>& notice() const;  // a file that couldn't be opened, …
    const std::string& refused_file() const;       // … which it was, if its fixes open it
    bool help_open() const;
    bool shows_field() const;  // of the selected value, in place of the walk
    const std::optional<OfferedCode>& offered_code() const;
    bool zoomed() const;
    const std::optional<Focus>& selected() const;  // the cell that a click has pinned
    // Kernel's chain: whether h and w of the watched stage's kernel are tied in the controls.
    bool kernel_tied() const;
    void tie_kernel(bool tied);
    void view_corner(bool near);  // the pointer is near the input's corner
    // Whether the canvas has room for the grid: only what is in sight can be edited.
    void view_grid(Focus::Grid grid, bool in_sight);
    void view_hot(std::string hot);  // spot under the pointer, for the card's buttons
    void view_focused(std::string focused, bool show);
    Document document() const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace pw
